"""Today's ledger held against what a checkpoint says of an earlier day: what was cut, rewritten or removed since.

What was signed only grows, so the last events that a checkpoint knows must be among today's events, under the same
uid and the same number, unless a signed event gave it another (`renumber`). Whether today's chains are sound in
themselves is asked elsewhere (`chain`): an event that is there under its digest stands behind the very same events as
then (RFC 6962: consistency, by recomputation).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ledger.errors import Said, say
from ledger.model import trail
from ledger.model.checkpoint import Checkpoint, Leaf
from ledger.model.problem import Place, Problem
from ledger.model.renumber import formerly
from ledger.model.trail import Node


@dataclass(frozen=True, slots=True)
class Present:
    """One issue as it is today, in what a checkpoint can speak of."""

    file: str
    uid: str
    id: str
    content: str
    events: frozenset[str]
    """All its events, by their digests."""
    length: int
    """How many events it lists."""
    chained: bool
    """Whether any event has been sealed: before that, content may change without a trace in the file."""
    formerly: tuple[str, ...] = ()
    """The numbers that signed events took from it."""


def present(record: Mapping[str, Node], file: str) -> Present:
    """What a record is today."""
    listed = trail.events(record)
    names = frozenset(trail.name_of(one) for one in listed)
    chained = any(one.get("hash") for one in listed)
    uid, number = str(record.get("uid")), str(record.get("id"))
    return Present(file, uid, number, trail.state(record), names, len(listed), chained, formerly(record))


class Ledger:
    """Today's issues, to be looked up by uid and by number."""

    def __init__(self, issues: Iterable[Present]) -> None:
        self._by_uid: dict[str, list[Present]] = {}
        self._by_id: dict[str, Present] = {}
        for one in issues:
            self._by_uid.setdefault(one.uid, []).append(one)
            self._by_id[one.id] = one

    def of(self, leaf: Leaf) -> Present | None:
        """The issue that a leaf speaks of; where a uid is there twice, the one with its number."""
        found = self._by_uid.get(leaf.uid, [])
        return next((one for one in found if one.id == leaf.id), found[0] if found else None)

    def numbered(self, issue_id: str) -> Present | None:
        """The issue that bears a number now."""
        return self._by_id.get(issue_id)

    def twice(self) -> Iterable[list[Present]]:
        """Issues that share a uid, which nothing may."""
        return (found for found in self._by_uid.values() if len(found) > 1)


class Witnesses:
    """Collects what checkpoints contradict, an issue once: the first one that does is named, the others counted."""

    def __init__(self, ledger: Ledger, only: frozenset[str] = frozenset()) -> None:
        self._ledger = ledger
        self._only = only
        self._found: dict[tuple[str, str], tuple[Problem, int]] = {}

    def hear(self, checkpoint: Checkpoint, file: str) -> int:
        """Hold the ledger against one checkpoint, the oldest first. Returns how many issues it contradicts."""
        contradicted = 0
        for leaf in checkpoint.issues:
            if self._only and leaf.id not in self._only:
                continue
            problem = difference(leaf, self._ledger, checkpoint, file)
            if problem is None:
                continue
            contradicted += 1
            first, more = self._found.get((leaf.uid, problem.rule), (problem, -1))
            self._found[leaf.uid, problem.rule] = (first, more + 1)
        return contradicted

    def problems(self) -> list[Problem]:
        """One fault for each issue and kind."""
        return [one if not more else _with_more(one, more) for one, more in self._found.values()]


def _with_more(problem: Problem, more: int) -> Problem:
    text = say("audit.and-more", text=problem.text, more=more)
    return Problem(problem.rule, problem.level, text, problem.issue, problem.path, problem.place)


def difference(leaf: Leaf, ledger: Ledger, checkpoint: Checkpoint, file: str) -> Problem | None:
    """What today's ledger has lost of the issue that a leaf speaks of; None where all of it is there."""
    now = ledger.of(leaf)
    when = f"{checkpoint.time:%Y-%m-%d %H:%M}"
    if now is None:
        other = ledger.numbered(leaf.id)
        if other is None:
            return _fault("removed", leaf, file, say("audit.removed", id=leaf.id, when=when, events=leaf.events))
        return _fault("replaced", leaf, other.file, say("audit.replaced", id=leaf.id, when=when))
    if now.id != leaf.id and leaf.id not in now.formerly:
        return _fault("renumbered", leaf, now.file, say("audit.renumbered", id=leaf.id, now=now.id, when=when))
    if any(head not in now.events for head in leaf.heads):
        rule = "cut" if now.length < leaf.events else "rewritten"
        text = say(f"audit.{rule}", id=leaf.id, when=when, then=leaf.events, now=now.length)
        return _fault(rule, leaf, now.file, text)
    if not now.chained and now.length == leaf.events and now.content != leaf.content:
        text = say("audit.unsigned-since", id=leaf.id, when=when)
        return Problem("unsigned-since", "error", text, leaf.id, place=Place(now.file))
    return None


def _fault(rule: str, leaf: Leaf, file: str, text: Said) -> Problem:
    return Problem(rule, "integrity", text, leaf.id, place=Place(file))
