"""A checkpoint: what every chain of the ledger came to at one moment, under one root that can be kept outside.

A chain in a file shows edits, not a rewriting of the whole chain. Whoever keeps a checkpoint, or only its root as it
is printed on a report, can show that one later. A checkpoint is a tree of texts like everything in the ledger; its
root is made as in RFC 6962 of the canonical texts of its issues, sorted by uid (reliability.md 3.2, level 2).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Annotated, Literal, NamedTuple, cast, get_args

from pydantic import Field

from ledger.errors import say
from ledger.model import merkle, trail
from ledger.model.acts import IssueId
from ledger.model.issue import Issue
from ledger.model.problem import Place, Problem
from ledger.model.trail import Branch, Node
from ledger.model.values import Count, Digest, Moment, Record, Text

FORMAT = "ledger-checkpoint-v1"
SHORT = 12
"""Hex digits of a root in names and on paper, where the whole has no room: 48 bits, enough to find it again."""
VOID = "void"
State = Literal["open", "in-progress", "verified", "closed", "void"]
STATES: tuple[State, ...] = get_args(State)
"""The states that are counted; a void issue is counted as void, whatever it was before."""


class Leaf(Record):
    """What one issue came to: its last events commit to its history, `content` to all the rest, evidence included."""

    uid: Text
    id: IssueId
    status: State
    events: Count
    heads: tuple[Digest, ...] = ()
    content: Digest
    fault: Literal["broken", "unsigned"] | None = None
    """What was wrong with it already when it was sealed: somebody ordered that (`Checkpoint.despite`)."""


class Registered(Record):
    """A file beside the issues, as its bytes were: an object, a plan, an indicator, a meeting, a checklist."""

    file: Text
    sha256: Digest


class Checkpoint(Record):
    """One file of `checkpoints/`."""

    format: Literal["ledger-checkpoint-v1"]
    time: Moment
    tool: Text
    by: Text | None = None
    despite: Text | None = None
    counts: Annotated[dict[State, Count], Field(min_length=1)]
    root: Digest
    previous: tuple[Digest, ...] = ()
    """The digests of the files of the checkpoints before it: one, none for the first, two after two branches sealed."""
    issues: tuple[Leaf, ...]
    registers: tuple[Registered, ...] = ()
    """In the order of their files. Not under the root, which is of the issues alone: whoever keeps the file of the
    checkpoint, its signature, its time stamp or the one after it has these, too. Older checkpoints have none.
    """

    @property
    def short(self) -> str:
        """The root as it stands in names and on paper."""
        return hex_of(self.root)[:SHORT]

    @property
    def stem(self) -> str:
        """The name of its file, without the ending."""
        return f"{self.time:%Y-%m-%dT%H%M%S%z}-{self.short}"


@dataclass(frozen=True, slots=True)
class Anchor:
    """What is printed of a checkpoint on every report: when, the root, and how many issues have changed since."""

    time: datetime
    root: str
    changed: int


def hex_of(digest: str) -> str:
    """A digest without the name of its algorithm."""
    return digest.rpartition(":")[2]


def leaf(record: Mapping[str, Node], fault: Literal["broken", "unsigned"] | None = None) -> Branch:
    """The leaf of one record, as the texts that are written and hashed."""
    listed = trail.events(record)
    told: Branch = {
        "uid": record.get("uid"),
        "id": record.get("id"),
        "status": VOID if record.get("void") else record.get("status"),
        "events": str(len(listed)),
        "heads": cast("Node", sorted(trail.heads(listed))),
        "content": trail.state(record),
        "fault": fault,
    }
    return {key: value for key, value in told.items() if value}


def root_of(leaves: Iterable[Mapping[str, Node]]) -> str:
    """The root over leaves in their order."""
    return f"{trail.ALGORITHM}:{merkle.root(trail.canonical(dict(one)) for one in leaves).hex()}"


def in_order(leaves: Iterable[Branch]) -> list[Branch]:
    """Leaves as they stand in a checkpoint: by uid, which no renumbering changes."""
    return sorted(leaves, key=lambda one: (str(one["uid"]), str(one["id"])))


def counted(leaves: Iterable[Mapping[str, Node]]) -> dict[str, str]:
    """How many of each state, those that there are, in their order."""
    found = Counter(str(one.get("status")) for one in leaves)
    return {state: str(found[state]) for state in STATES if found[state]}


def draw_up(
    leaves: Sequence[Branch],
    *,
    at: datetime,
    tool: str,
    by: str | None,
    despite: str | None,
    previous: Sequence[str],
    registers: Mapping[str, str] | None = None,
) -> Branch:
    """The checkpoint over these leaves, as texts in the order in which they are written."""
    listed = in_order(leaves)
    told: Branch = {
        "format": FORMAT,
        "time": at.isoformat(timespec="seconds"),
        "tool": tool,
        "by": by,
        "despite": despite,
        "counts": cast("Node", counted(listed)),
        "root": root_of(listed),
        "previous": cast("Node", sorted(previous)),
        "registers": cast("Node", [{"file": file, "sha256": told} for file, told in sorted((registers or {}).items())]),
        "issues": cast("Node", listed),
    }
    return {key: value for key, value in told.items() if value or key == "issues"}


def text(tree: Mapping[str, Node]) -> bytes:
    """The file of a checkpoint: JSON, a line for every issue and every file beside them, so that an eye can read it and
    `diff` compare it.
    """
    lines = [b"%s: %s" % (trail.canonical(key), _lines(key, value)) for key, value in tree.items()]
    return b"{\n%s\n}\n" % b",\n".join(lines)


def _lines(key: str, value: Node) -> bytes:
    if key not in {"issues", "registers"} or not isinstance(value, list):
        return trail.canonical(value)
    return b"[\n%s\n]" % b",\n".join(trail.canonical(one) for one in value)


def faults(tree: Mapping[str, Node], checkpoint: Checkpoint, file: str) -> tuple[Problem, ...]:
    """What a checkpoint contradicts in itself: its root, its counts, its order."""
    leaves = cast("list[Branch]", tree.get("issues") or [])
    found = []
    if (right := root_of(leaves)) != checkpoint.root:
        found.append(("checkpoint-root", {"told": hex_of(checkpoint.root)[:SHORT], "found": hex_of(right)[:SHORT]}))
    if counted(leaves) != {state: str(number) for state, number in checkpoint.counts.items() if number}:
        found.append(("checkpoint-counts", {}))
    if any((one.uid, one.id) >= (other.uid, other.id) for one, other in pairwise(checkpoint.issues)):
        found.append(("checkpoint-order", {}))
    return tuple(
        Problem(rule, "integrity", say(f"audit.{rule}", file=file, **fill), place=Place(file)) for rule, fill in found
    )


@dataclass(frozen=True, slots=True)
class Compared:
    """The files beside the issues, held against what a checkpoint says of them."""

    same: int
    changed: tuple[str, ...]
    gone: tuple[str, ...]
    new: tuple[str, ...]


def compared(then: Checkpoint, now: Mapping[str, str]) -> Compared:
    """What became of these files since; `now` has the digest of each."""
    told = {one.file: one.sha256 for one in then.registers}
    return Compared(
        same=sum(now.get(file) == digest for file, digest in told.items()),
        changed=tuple(file for file, digest in told.items() if file in now and now[file] != digest),
        gone=tuple(file for file in told if file not in now),
        new=tuple(file for file in now if file not in told),
    )


class Tip(NamedTuple):
    """What an issue says of itself: all that a checkpoint is asked with."""

    uid: str
    events: int
    status: str
    head: str | None
    """The hash of its last event."""


def tip(issue: Issue) -> Tip:
    """How far an issue has come."""
    status = VOID if issue.void else issue.status
    return Tip(issue.uid, len(issue.history), status, issue.history[-1].hash if issue.history else None)


def changed_since(checkpoint: Checkpoint, tips: Iterable[Tip]) -> int:
    """How many issues are new, gone, or have other events or another state than at the checkpoint.

    Only what the records say of themselves: whether that is true is the audit's question.
    """
    then = {one.uid: one for one in checkpoint.issues}
    changed: dict[str, bool] = {}
    for one in tips:
        differs = one.uid not in then or _differs(then[one.uid], one)
        changed[one.uid] = differs or changed.get(one.uid, False)
    return sum(uid not in changed for uid in then) + sum(changed.values())


def changed_of_one(checkpoint: Checkpoint, issue: Issue) -> bool | None:
    """Whether one issue has other events or another state than at the checkpoint; None where that doesn't have it."""
    then = next((one for one in checkpoint.issues if one.uid == issue.uid), None)
    return None if then is None else _differs(then, tip(issue))


def _differs(then: Leaf, now: Tip) -> bool:
    return (
        then.events != now.events or then.status != now.status or (now.head is not None and now.head not in then.heads)
    )
