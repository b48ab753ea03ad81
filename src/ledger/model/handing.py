"""层层分解, asked of many ledgers at once: whether each task came down, and whether what came down holds to it.

A task is an issue that names a unit or a place which one of the ledgers below is kept for, or that something was made
of in another ledger. Faults are told of an issue by its number in its own ledger, where they are to be mended.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from ledger.errors import Said, say
from ledger.model.naming import nearest
from ledger.model.pace import Paced
from ledger.model.pacewords import LATE
from ledger.model.problem import Level, Path, Problem
from ledger.model.rollup import Member, Rolled, RolledEntry
from ledger.model.rules import links
from ledger.model.rules.case import Case
from ledger.model.schedule import effective_due
from ledger.model.territory import is_each, place_of


@dataclass(frozen=True)
class Task:
    """An issue that other ledgers have to do with."""

    parent: RolledEntry
    expected: tuple[tuple[str, str], ...]
    """The ledgers that should have an issue made of it, each with the unit or place that says so."""
    children: tuple[RolledEntry, ...]
    """What was made of it in other ledgers."""

    @property
    def missing(self) -> tuple[tuple[str, str], ...]:
        """The ledgers that have none; of work that is done nobody asks for one any more."""
        there = {one.member.name for one in self.children}
        done = self.parent.issue.status not in {"open", "in-progress"}
        return () if done else tuple(pair for pair in self.expected if pair[0] not in there)


@dataclass(frozen=True)
class Found:
    """A fault of an issue of one of the ledgers."""

    member: Member
    problem: Problem


def tasks(rolled: Rolled) -> tuple[Task, ...]:
    """Every task, in the order of the ledgers."""
    below = {member.name: _below(member, rolled.members) for member in rolled.members}
    found = []
    for one in rolled.whole.rolled:
        if one.issue.void is not None:
            continue
        children = tuple(c for c in rolled.children.get(one.issue.id, ()) if c.member is not one.member)
        expected = tuple(_expected(one, below[one.member.name]).items())
        if children or expected:
            found.append(Task(one, expected, children))
    return tuple(found)


def _below(member: Member, members: Sequence[Member]) -> tuple[Member, ...]:
    return tuple(one for one in members if member.territory.is_above(one.territory))


def _expected(one: RolledEntry, below: Sequence[Member]) -> dict[str, str]:
    """The ledgers that an issue is for: those of the units that carry it out, else that of its place."""
    plan = one.issue.plan
    found: dict[str, str] = {}
    for unit in plan.implementers if plan else ():
        if is_each(unit):
            inside = [other for other in below if _may_hold(one.member, other)]
        else:
            inside = [other for other in below if other.territory.holds(place_of(unit))]
        found |= {other.name: found.get(other.name, unit) for other in _highest(inside)}
    if not found and one.issue.region:
        place = place_of(one.issue.region)
        found = {other.name: one.issue.region for other in _highest([o for o in below if o.territory.holds(place)])}
    return found


def _may_hold(above: Member, other: Member) -> bool:
    """Whether the place of a ledger may lie in that of another: unless the names say that it doesn't."""
    outer, inner = above.territory, other.territory
    return len(inner.parts) <= 1 or not outer.parts or outer.holds(inner.parts)


def _highest(members: Sequence[Member]) -> list[Member]:
    """Of ledgers one within the other those of the highest level: who is next hands on."""
    return [one for one in members if not any(other.territory.is_above(one.territory) for other in members)]


def late_below(rolled: Rolled) -> tuple[tuple[RolledEntry, tuple[tuple[RolledEntry, Paced], ...]], ...]:
    """Every issue with a late child, in the order of the ledgers, and those children."""
    kept = rolled.whole.paces
    found = []
    for parent, children in rolled.children.items():
        late = tuple((one, kept[one.issue.id]) for one in children if kept[one.issue.id].pace in LATE)
        if late:
            found.append((rolled.every[parent], late))
    order = {name: at for at, name in enumerate(rolled.every)}
    return tuple(sorted(found, key=lambda pair: order[pair[0].issue.id]))


def faults(rolled: Rolled, unread: Sequence[str] = ()) -> Iterator[Found]:
    """What is wrong between the ledgers. `unread` are the names of those that could not be read."""
    for task in tasks(rolled):
        for name, why in task.missing:
            text = say("handing.missing", ledger=name, unit=why)
            yield _of(task.parent, "not-handed-down", text, ("plan", "responsible_units"))
    firsts = {ids[0]: ids for ids in rolled.shared}
    for one in rolled.whole.rolled:
        if one.issue.id in firsts:
            text = say("handing.shared", others=firsts[one.issue.id][1:])
            yield _of(one, "dup-uid", text, ("uid",))
        if one.issue.void is None:
            yield from _of_child(one, rolled, unread)


def _of_child(one: RolledEntry, rolled: Rolled, unread: Sequence[str]) -> Iterator[Found]:
    if (several := rolled.ambiguous.get(one.issue.id)) is not None:
        yield _of(one, "parent-unclear", say("handing.ambiguous", found=several), ("source", "item"), level="warning")
    parent = one.issue.parent
    if parent is None or parent.startswith(one.member.far("")):  # its own ledger's check tells
        return
    if parent not in rolled.every:
        yield _dead(one, parent, rolled, unread)
        return
    if _loops(one.issue.id, rolled.every):
        yield _of(one, "parent-loop", say("rule.parent-loop"), ("parent",))
        return
    above = rolled.every[parent]
    case = Case(one.own, one.own, one.situation, rolled.whole.day, one.member.office, {}, {})
    theirs = effective_due(above.own, above.member.office)
    named = above.own.model_copy(update={"id": parent})
    for rule in (partial(links.due_after, parent=named, theirs=theirs), partial(links.copied, parent=named)):
        yield from (Found(one.member, problem) for problem in rule(case))


def _dead(one: RolledEntry, parent: str, rolled: Rolled, unread: Sequence[str]) -> Found:
    """A parent that isn't here: its ledger may be none of these, or may not be readable."""
    name = parent.partition("/")[0]
    if name in unread:
        return _of(one, "parent-unread", say("handing.parent-unread", parent=parent), ("parent",), level="warning")
    if any(name in member.names for member in rolled.members):
        text, near = say("handing.no-parent", parent=parent), nearest(parent, tuple(rolled.every))
        return Found(one.member, Problem("unknown-link", "error", text, one.own.id, ("parent",), suggestion=near))
    text = say("handing.not-given", parent=parent, ledger=name)
    return _of(one, "parent-elsewhere", text, ("parent",), level="warning")


def _loops(start: str, every: Mapping[str, RolledEntry]) -> bool:
    seen, current = set[str](), every[start].issue.parent
    while current is not None and current in every and current not in seen:
        if current == start:
            return True
        seen.add(current)
        current = every[current].issue.parent
    return False


def _of(one: RolledEntry, rule: str, text: Said, path: Path, *, level: Level = "error") -> Found:
    return Found(one.member, Problem(rule, level, text, one.own.id, path))
