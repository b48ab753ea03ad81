"""One issue of two branches: what stands in both, the union of their events, and the event that joins them.

Which field changed is asked of the last content that both sides know, as the chain itself tells it (`replay`): so the
outcome hangs on the two records alone. Whoever merges them, in whichever order, gets the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from ledger.errors import Said, say
from ledger.model import chain, renumber, replay, trail
from ledger.model.acts import MERGE, MERGER, REMARKS, STATUSES
from ledger.model.merge import fields, histories, namesakes
from ledger.model.merge.fields import Clash, Take
from ledger.model.merge.namesakes import Renamed
from ledger.model.trail import Branch, Node

STEPS_OF_MERIT = frozenset({"pass", "void"})
"""Remarks that are judgements all the same: nobody else's change slips in beside them."""
_BEGINNING = "register"


@dataclass(frozen=True)
class Merging:
    """What came out: the record; what keeps it from being written (fields that clash, and other reasons)."""

    record: Branch
    """Sealed by a merge event where nothing is against it; else the fields as `take` has them, with every event."""
    clashes: tuple[Clash, ...] = ()
    against: tuple[Said, ...] = ()
    refused: bool = False
    """Whether the two can't be joined at all, whatever anybody decides: two issues, or a side that nobody signed."""
    renamed: tuple[Renamed, ...] = ()
    """Evidence of which both sides had another file under one name."""
    concluded: tuple[Branch, ...] = ()
    """The last conclusion of either side that the other has changed something beside: somebody has to stand for it."""

    @property
    def clean(self) -> bool:
        """Whether it may be written without asking anybody."""
        return not (self.clashes or self.against)


def ours(clash: Clash) -> Node:
    """What stands in a clash's place unless somebody says otherwise."""
    return clash.ours


def merged(
    base: Mapping[str, Node] | None, mine: Mapping[str, Node], theirs: Mapping[str, Node], take: Take = ours
) -> Merging:
    """`mine` and `theirs` as one record. `base` is what they come from, where it is known: no event of it may be lost.

    A clean outcome is the same for (`mine`, `theirs`) and (`theirs`, `mine`), but for the order of keys and entries'
    spelling that carries no meaning.
    """
    if reasons := tuple(_against_joining(mine, theirs)):
        return Merging(dict(mine), against=reasons, refused=True)
    held, other = histories.of(mine), histories.of(theirs)
    lost = tuple(_lost(base, held, other)) if base else ()
    if not lost:
        if other.keys() <= held.keys():
            return Merging(dict(mine))
        if held.keys() <= other.keys():
            return Merging(dict(theirs))
    number = renumber.settled(mine, theirs)
    versions = (renumber.brought(one, number) for one in (_root(base, mine, theirs), mine, theirs))
    parted = namesakes.apart(*versions)
    content, clashes = fields.united(parted.base, parted.ours, parted.theirs, take)
    history = histories.united(trail.events(mine), trail.events(theirs))
    record: Branch = {**content, "history": cast("Node", history)}
    moved = _moves(held, other)
    against = (*lost, *(text for _, text in moved), *_backwards(record, mine, theirs))
    if clashes or against:
        concluded = {side: event for (side, event), _ in moved}
        return Merging(record, clashes, against, renamed=parted.renamed, concluded=tuple(concluded.values()))
    return _joined(record, mine, theirs, parted.renamed)


def _joined(
    record: Branch, mine: Mapping[str, Node], theirs: Mapping[str, Node], renamed: tuple[Renamed, ...]
) -> Merging:
    done = joined(record, mine, theirs)
    known = {str(one.text) for side in (mine, theirs) for one in chain.faults(side, str(side.get("id")))}
    against = tuple(one.text for one in chain.faults(done, str(done.get("id"))) if str(one.text) not in known)
    return Merging(record if against else done, against=against, renamed=renamed)


def joined(
    record: Mapping[str, Node], mine: Mapping[str, Node], theirs: Mapping[str, Node], signed: Branch | None = None
) -> Branch:
    """`record`, with the events of both, and behind them the one that joins their ends. `signed` is what the person
    says who decided (`by`, `at`, `date`, `why` …); without, the step is the rule's own and the same for everybody.
    """
    sides = sorted((mine, theirs), key=_end)
    ends = [_last(side) for side in sides]
    later = max(ends, key=lambda event: str(event.get("at") or ""))
    status = record.get("status")
    step: Branch = {
        "move": MERGE,
        "before": status,
        "after": status,
        "by": MERGER,
        "date": str(later.get("at") or "")[:10],
        "at": later.get("at"),
        "cycle": record.get("cycle"),
        **(signed or {}),
        "changes": _changes(sides[0], record),
        "merged": _changes(sides[1], record),
        "prev": cast("Node", [_end(side) for side in sides]),
        "state": trail.state(record),
    }
    step = {key: value for key, value in step.items() if value not in (None, "", [], {})}
    step["hash"] = trail.event_digest(step)
    return {**record, "history": cast("Node", [*trail.events(record), step])}


def _changes(before: Mapping[str, Node], after: Mapping[str, Node]) -> Node:
    """What differs, in the order of the fields' names and not of a file's keys: those may stand otherwise elsewhere."""
    found = trail.changes(before, after)
    return cast("Node", sorted(found, key=lambda one: [_step(step) for step in str(one["field"]).split(".")]))


def _step(step: str) -> tuple[int, str]:
    return (int(step), "") if step.isdecimal() else (0, step)


def _last(record: Mapping[str, Node]) -> Branch:
    listed = trail.events(record)
    return listed[-1] if listed else {}


def _end(record: Mapping[str, Node]) -> str:
    return trail.name_of(_last(record))


def _against_joining(mine: Mapping[str, Node], theirs: Mapping[str, Node]) -> list[Said]:
    """Why these two are not two branches of one sound record."""
    if mine.get("uid") != theirs.get("uid"):
        return [say("merge.two-issues", id=str(mine.get("id")), ours=_title(mine), theirs=_title(theirs))]
    found = list[Said]()
    for side, record in (("ours", mine), ("theirs", theirs)):
        name = str(record.get("id"))
        listed = trail.events(record)
        if not listed:
            found.append(say("merge.unchained", side=say(f"merge.{side}"), id=name))
        for one in chain.faults(record, name) if listed else ():
            if one.rule == "unchained":
                found.append(say("merge.unchained", side=say(f"merge.{side}"), id=name))
            elif chain.forbids(one):
                found.append(say("merge.unsound", side=say(f"merge.{side}"), why=one.text))
    return found


def _title(record: Mapping[str, Node]) -> Said | str:
    return chain.shown(record.get("title"))


def _lost(base: Mapping[str, Node], held: Mapping[str, Branch], other: Mapping[str, Branch]) -> list[Said]:
    """Events of the common ancestor that a side has not: its history was rewritten, or a later commit was picked."""
    return [
        say("merge.lost", side=say(f"merge.{side}"), event=told(event))
        for name, event in histories.of(base).items()
        for side, there in (("ours", held), ("theirs", other))
        if name not in there
    ]


def told(event: Mapping[str, Node]) -> Said:
    """An event in a few words: what, who, when."""
    move = str(event.get("move") or "?")
    named = say(f"move.{move}") if move in _NAMED else move
    return say("merge.event", move=named, who=str(event.get("by") or "?"), at=str(event.get("at") or "")[:16])


_MOVES = frozenset({"start", "verify", "fail", "close", "reopen"})
_NAMED = REMARKS | _MOVES | {_BEGINNING}


def _moves(held: Mapping[str, Branch], other: Mapping[str, Branch]) -> list[tuple[tuple[str, Branch], Said]]:
    """Each step that draws a conclusion, made on one side without knowing of what happened on the other: which side's,
    and what is said of it.
    """
    mine = [event for name, event in held.items() if name not in other]
    others = [event for name, event in other.items() if name not in held]
    return [
        (
            (side, event),
            say("merge.move", side=say(f"merge.{side}"), event=told(event), others=tuple(map(told, against))),
        )
        for side, own, against in (("ours", mine, others), ("theirs", others, mine))
        for event in own
        if against and _concludes(event)
    ]


def _concludes(event: Mapping[str, Node]) -> bool:
    return event.get("move") not in REMARKS - STEPS_OF_MERIT


def _backwards(record: Mapping[str, Node], *sides: Mapping[str, Node]) -> list[Said]:
    """A status never goes back by merging; only a new round begins with a lower one."""
    here = _rank(record)
    return [
        say("merge.backwards", old=say(f"status.{side.get('status')}"), new=say(f"status.{record.get('status')}"))
        for side in sides
        if here < _rank(side) and {side.get("status"), record.get("status")} <= set(STATUSES)
    ]


def _rank(record: Mapping[str, Node]) -> tuple[int, int]:
    status, cycle = record.get("status"), str(record.get("cycle") or "1")
    known = [*STATUSES].index(cast("str", status)) if status in STATUSES else -1  # type: ignore[arg-type]
    return int(cycle) if cycle.isdecimal() and len(cycle) < len(str(MOST)) else 1, known


MOST = 10_000
"""No issue is opened so often."""


def _root(base: Mapping[str, Node] | None, mine: Mapping[str, Node], theirs: Mapping[str, Node]) -> Branch:
    """The last content that both sides know: by their chains, else as git has it, else nothing."""
    known = [one for one in trail.events(mine) if trail.name_of(one) in histories.of(theirs)]
    ends = trail.heads(known)
    left = replay.contents(mine)
    if len(ends) == 1 and (content := left.get(ends[0])) is not None and _leaves(known, ends[0], content):
        return content
    return trail.content(base) if base else _crossed(ends, left)


def _leaves(known: list[Branch], name: str, content: Branch) -> bool:
    """Whether an event signs this very content as what it left."""
    event = next(one for one in known if trail.name_of(one) == name)
    return bool(trail.agrees(str(event.get("state") or ""), trail.STATE, content))


def _crossed(ends: tuple[str, ...], left: Mapping[str, Branch]) -> Branch:
    """Two branches that were joined on both sides, each in its own way: what they had in common before that can be
    told only where the two ends say the same.
    """
    contents = [left[name] for name in ends if name in left]
    if not contents:
        return {}
    return {
        key: value for key, value in contents[0].items() if all(trail.same(value, one.get(key)) for one in contents[1:])
    }
