"""What is wrong with an issue's chain: events changed, lost, moved or slipped in, and content that no event signs.

Everything is read off the texts of one file. What only a witness outside the file can show (a whole chain made anew)
is not found here. Broken chains are `integrity`; changes made by hand are `error`, because `adopt` can sign them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import cast

from ledger.errors import Said, say
from ledger.model import trail
from ledger.model.acts import Change
from ledger.model.ids import make_id
from ledger.model.problem import Level, Path, Problem
from ledger.model.trail import Branch, Node

SHOWN = 60
"""How much of a value a message shows."""

_LEVELS: dict[str, Level] = {"unchained": "warning", "unsigned-change": "error", "suspect": "error"}


def faults(record: Mapping[str, Node], issue: str, former: Mapping[str, Node] | None = None) -> tuple[Problem, ...]:
    """Every fault of the chain of one record, each with the path at which the file shows it; none for a sound one.

    `former` is the content that the last event signed, where somebody still has it: unsigned changes are told field
    by field then.
    """
    listed = trail.events(record)
    if not any(event.get("hash") or event.get("state") for event in listed):
        return (_fault("unchained", issue, ("history",)),)
    broken = (*_events(listed, issue), *_links(listed, issue))
    loose = () if broken else _loose(listed, issue)
    return (*broken, *loose, *_content(record, listed, issue, former), *_suspect(record, issue))


def _fault(rule: str, issue: str, path: Path, **fill: str | int) -> Problem:
    return Problem(rule, _LEVELS.get(rule, "integrity"), say(f"chain.{rule}", id=issue, **fill), issue, path)


def taken_away(issue: str) -> tuple[Problem, ...]:
    """The fault of a record without a chain that had one: its events were taken away, or their digests were."""
    return (_fault("chain-removed", issue, ("history",)),)


def forbids(fault: Problem) -> bool:
    """Whether nothing may be signed on top of this fault: what is broken, and what nobody signed."""
    return fault.level == "integrity" or fault.rule == "unsigned-change"


def _events(listed: list[Branch], issue: str) -> Iterator[Problem]:
    """Each event by itself: says what its digest says, and has one since there is a chain."""
    chained = False
    for at, event in enumerate(listed):
        told = event.get("hash")
        if not isinstance(told, str):
            if chained or event.get("state"):
                yield _fault("event-unsealed", issue, ("history", at), number=at + 1)
            continue
        chained = True
        agrees = trail.agrees(told, trail.EVENT, {key: value for key, value in event.items() if key != "hash"})
        if agrees is None:
            algorithm = told.partition(":")[0]
            yield _fault("event-unknown", issue, ("history", at, "hash"), number=at + 1, algorithm=algorithm)
        elif not agrees:
            yield _fault("event-changed", issue, ("history", at), number=at + 1)
    if chained and listed[-1].get("hash") and not listed[-1].get("state"):
        yield _fault("event-cut", issue, ("history", len(listed) - 1), number=len(listed))


def _links(listed: list[Branch], issue: str) -> Iterator[Problem]:
    """Each event among the others: there once, behind all that it names."""
    names = [trail.name_of(event) for event in listed]
    places = {name: at for at, name in reversed(list(enumerate(names)))}
    for at, event in enumerate(listed):
        if places[names[at]] != at:
            yield _fault("event-twice", issue, ("history", at), number=at + 1, first=places[names[at]] + 1)
        for which, before in enumerate(trail.texts(event.get("prev"))):
            path: Path = ("history", at, "prev", which)
            if before not in places:
                yield _fault("event-missing", issue, path, number=at + 1, name=short(before))
            elif places[before] >= at:
                yield _fault("event-moved", issue, path, number=at + 1, later=places[before] + 1)


def _loose(listed: list[Branch], issue: str) -> Iterator[Problem]:
    """Events that nothing after them names: slipped in, or left by a merge."""
    ends = set(trail.heads(listed))
    for at, event in enumerate(listed[:-1]):
        if trail.name_of(event) in ends:
            yield _fault("event-loose", issue, ("history", at), number=at + 1, last=len(listed))


def _content(
    record: Mapping[str, Node], listed: list[Branch], issue: str, former: Mapping[str, Node] | None
) -> Iterator[Problem]:
    """The content is what the last event left."""
    if not trail.unsigned(record):
        return
    way_out = say("chain.restore" if _concluded(record, listed) else "chain.adopt", id=issue)
    if former is None:
        text = say("chain.unsigned-change", way_out=way_out)
        yield Problem("unsigned-change", "error", text, issue, ("history", len(listed) - 1, "state"))
        return
    for one in trail.changes(former, record):
        field = str(one["field"])
        old, new = shown(one.get("old")), shown(trail.at(record, field))
        text = say("chain.unsigned-field", field=field_named(field), old=old, new=new, way_out=way_out)
        yield Problem("unsigned-change", "error", text, issue, path_of(field))


def _concluded(record: Mapping[str, Node], listed: list[Branch]) -> bool:
    """Whether a conclusion stands that nobody may edit under: as signed, or as the file says."""
    return bool({listed[-1].get("after"), record.get("status")} & {"verified", "closed"})


def _suspect(record: Mapping[str, Node], issue: str) -> Iterator[Problem]:
    """What was verified is what stands there."""
    if trail.suspect(record):
        acts = record.get("verifications")
        last = len(acts) - 1 if isinstance(acts, list) else 0
        closed = record.get("status") == "closed"
        way_out = say("chain.reopen" if closed else "chain.send-back", id=issue)
        yield Problem("suspect", "error", say("chain.suspect", way_out=way_out), issue, ("verifications", last))


def told(change: Change) -> Said:
    """One change of an event in a line: which field, from what, to what."""
    old, new = cast("Node", change.old), cast("Node", change.new)
    return say("chain.change", field=field_named(change.field), old=shown(old), new=shown(new))


def field_named(field: str) -> Said:
    """A field of `trail.changes` by its official name, with the path that says which entry of a list is meant."""
    keys = ".".join(step for step in field.split(".") if not step.isdecimal())
    title = say("field", path=keys)
    return title if keys == field else say("chain.entry", field=title, path=field)


def path_of(field: str) -> Path:
    """`plan.measures.2.due` → `("plan", "measures", 1, "due")`."""
    return tuple(int(step) - 1 if step.isdecimal() else step for step in field.split("."))


def shown(node: Node, length: int = SHOWN) -> Said | str:
    """A value of a record on one line, as long as an eye takes in; nothing is told as nothing."""
    text = " ".join("；".join(_leaves(node)).split())
    if not text:
        return say("chain.nothing")
    return text if len(text) <= length else text[: length - 1] + "…"


def _leaves(node: Node) -> Iterator[str]:
    if isinstance(node, dict):
        for inner in node.values():
            yield from _leaves(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from _leaves(inner)
    elif node:
        yield node


def short(digest: str, digits: int = 12) -> str:
    """The beginning of a digest, as it is shown to people: enough to compare, the whole stands in the file."""
    return digest.rpartition(":")[2][:digits]


def gaps(names: Iterable[str], prefix: str) -> tuple[str, ...]:
    """The numbers below the highest one that no issue has, in order (漏号): each was lost, or never given.

    `names` are the ids that are there, those of void issues among them: a void record is what explains a gap.
    """
    spelt = re.compile(rf"{re.escape(prefix)}-([0-9]{{3,6}})")
    there = {int(match[1]) for match in map(spelt.fullmatch, names) if match}
    return tuple(make_id(prefix, number) for number in range(1, max(there, default=0)) if number not in there)
