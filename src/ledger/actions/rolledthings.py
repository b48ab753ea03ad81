"""Objects, their plans and meetings of many ledgers: what is wrong with each, and what seems to be one thing in two."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from ledger.model import elsewhere, meetingfaults, schemecover, thingfaults
from ledger.model.elsewhere import RULES, Pair, Register
from ledger.model.office import Office
from ledger.model.problem import Problem
from ledger.model.reappearance import came_on
from ledger.model.rollup import Member
from ledger.model.territory import place_of
from ledger.model.thing import Thing, Things
from ledger.store import cabinet, objects
from ledger.store.cabinet import Contents, R
from ledger.store.meetings import MEETINGS
from ledger.store.rollup import Opened


def own(one: Opened, office: Office, day: date) -> list[Problem]:
    """What is wrong with the objects, plans and meetings of a ledger as such, each at its line: what is late, too."""
    things, schemes = cabinet.scan(one.workspace, objects.OBJECTS), cabinet.scan(one.workspace, objects.SCHEMES)
    meetings, asked = cabinet.scan(one.workspace, MEETINGS), objects.asked(things)
    of_things = (
        *thingfaults.faults(asked, office.policy.objects),
        *schemecover.lacking(asked, tuple(schemes), office.policy, day),
    )
    return [
        *things.problems,
        *schemes.problems,
        *meetings.problems,
        *_located(things, of_things),
        *_located(schemes, schemecover.faults(asked, tuple(schemes), office, day)),
        *(
            kept.located(problem)
            for kept in meetings.kept
            for problem in meetingfaults.faults(kept.record, day, office.calendar, office.policy)
        ),
    ]


def _located(found: Contents[R], faulty: Iterable[tuple[str, Problem]]) -> Iterator[Problem]:
    by_name = {one.name: one for one in found.kept}
    return (by_name[name].located(problem) for name, problem in faulty if name in by_name)


@dataclass(frozen=True)
class Across:
    """What seems to be one thing in two ledgers, and where it stands in the file of the later one."""

    pair: Pair
    member: Member
    problem: Problem


def across(members: tuple[Member, ...], opened: tuple[Opened, ...], day: date) -> tuple[Across, ...]:
    """Every such pair. How near is near, the first ledger says: it asks."""
    kept = {one.name: cabinet.scan(one.workspace, objects.OBJECTS) for one in opened}
    if sum(bool(one.kept) for one in kept.values()) < len(("here", "there")):
        return ()
    by_name = {one.name: one for one in members}
    registers = tuple(_register(by_name[name], found) for name, found in kept.items())
    settings = members[0].office.policy.objects
    found = []
    for pair in elsewhere.pairs(registers, day, settings):
        problem = Problem(RULES[pair.kind], "warning", pair.text, path=("name",))
        one = kept[pair.register.name].find(pair.thing.id)
        placed = one.located(problem) if one is not None else problem
        found.append(Across(pair, by_name[pair.register.name], placed))
    return tuple(found)


def _register(member: Member, found: Contents[Thing]) -> Register:
    """The things of a ledger, their places named in full: 红旗镇东村 of one county is not that of another."""
    things = tuple(_in_full(one, member.territory.parts) for one in found)
    about: dict[str, list[date]] = {}
    for issue, _ in member.issues:
        for thing in member.office.of(issue).things_of(issue) if issue.void is None else ():
            about.setdefault(thing, []).append(issue.source.received)
    came = {one.id: day for one in things if (day := _came(one, about.get(one.id, []))) is not None}
    return Register(member.name, Things(things), came)


def _came(thing: Thing, received: list[date]) -> date | None:
    return came_on(thing, ()) or min(received, default=None)


def _in_full(one: Thing, place: tuple[str, ...]) -> Thing:
    """A thing with its village and its address as they are called from outside."""
    region = in_full(one.region or "", place)
    address = f"{region}{one.address}" if one.address and not one.address.startswith(region) else one.address
    return one.model_copy(update={"region": region or None, "address": address})


def in_full(region: str, place: tuple[str, ...]) -> str:
    """A region as it is called outside the place of a ledger: 红旗镇东村 of 某市甲县 is 某市甲县红旗镇东村."""
    first = place_of(region)[:1]
    missing = place[: place.index(first[0])] if first and first[0] in place else place
    return f"{''.join(missing)}{region}"
