"""Many ledgers read as one: every issue named after its ledger (`county-a/ISSUE-003`), and joined to its parent in
another one.

Each ledger keeps its own house: days are counted by its calendar, notice is given as it gives it, people and units are
those of its registers. What the ledgers owe each other is asked by `handing`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Literal

from ledger.model.coverage import uncovered_years
from ledger.model.ids import number_of
from ledger.model.issue import Issue
from ledger.model.office import Office
from ledger.model.pace import Paced, paces
from ledger.model.paceinputs import inputs_of
from ledger.model.pacewords import PACES, Pace
from ledger.model.people import People
from ledger.model.plan import Plan
from ledger.model.problem import Problem
from ledger.model.report import Entry, Report, Whole
from ledger.model.rewind import rewind
from ledger.model.schedule import situation
from ledger.model.selection import Selection
from ledger.model.territory import Territory, territory
from ledger.model.units import Unit, Units, plain

How = Literal["written", "source"]
"""By what a parent was found: the child names it, or both have the same item of the same document."""


@dataclass(frozen=True)
class Member:
    """One of the ledgers, as it was read."""

    name: str
    """What it is called here."""
    office: Office
    issues: tuple[tuple[Issue, str], ...]
    """Every issue with its file."""
    broken: tuple[Problem, ...] = ()

    @cached_property
    def territory(self) -> Territory:
        """The place it is kept for."""
        house = self.office.policy.ledger
        return territory(house.unit, house.region, self.office.units)

    @property
    def names(self) -> tuple[str, ...]:
        """What others may call it: its name here, and what it calls itself."""
        return tuple(filter(None, (self.name, self.office.policy.ledger.name)))

    def far(self, issue_id: str) -> str:
        """An issue of it as it is called here."""
        return f"{self.name}/{issue_id}"

    def problem(self, one: Problem) -> Problem:
        """A fault of it as it is told here."""
        place = one.place and replace(one.place, file=self.far(one.place.file))
        return replace(one, place=place, issue=self.far(one.issue) if one.issue else None)


@dataclass(frozen=True)
class RolledEntry(Entry):
    """An issue of one of the ledgers, under its whole name; the units in its plan are named in full."""

    member: Member
    own: Issue
    """As its own ledger has it."""

    def house(self, office: Office) -> Office:
        """That of its own ledger."""
        del office  # that of the whole
        return self.member.office


@dataclass(frozen=True)
class RolledWhole(Whole):
    """All issues of all ledgers."""

    rolled: tuple[RolledEntry, ...]

    @cached_property
    def paces(self) -> Mapping[str, Paced]:
        """How every issue keeps pace as its own house counts; a late child is late under its parent wherever it is."""
        own = {one.issue.id: one.member.office.of(one.own).policy.check for one in self.rolled}
        every = (inputs_of(one.issue, one.member.office) for one in self.rolled)
        return paces(every, self.day, self.office.policy.check, own)


@dataclass(frozen=True, slots=True)
class Link:
    """A child and its parent in another ledger."""

    child: str
    parent: str
    how: How


@dataclass(frozen=True, slots=True)
class Row:
    """The issues of a ledger, or of all: `total` = `sources` + `handed` = the sum of the paces."""

    name: str
    unit: str
    total: int
    sources: int
    """Made of nothing that is here."""
    handed: int
    """Made of an issue that is here."""
    paces: tuple[int, ...]
    """In the order of `PACES`."""

    def count(self, pace: Pace) -> int:
        """How many keep this pace."""
        return self.paces[PACES.index(pace)]


@dataclass(frozen=True)
class Rolled:
    """Many ledgers as one."""

    members: tuple[Member, ...]
    whole: RolledWhole
    links: tuple[Link, ...]
    ambiguous: Mapping[str, tuple[str, ...]]
    """Children that more than one issue of the ledger above could be the parent of, by its source."""

    @cached_property
    def every(self) -> Mapping[str, RolledEntry]:
        """All issues by their whole names, in the order of the ledgers."""
        return {one.issue.id: one for one in self.whole.rolled}

    @cached_property
    def children(self) -> Mapping[str, tuple[RolledEntry, ...]]:
        """What was made of each issue, in whatever ledger; void issues are nobody's children."""
        found: dict[str, list[RolledEntry]] = {}
        for one in self.whole.rolled:
            parent = one.issue.parent
            if parent is not None and parent in self.every and one.issue.void is None and parent != one.issue.id:
                found.setdefault(parent, []).append(one)
        return {parent: tuple(listed) for parent, listed in found.items()}

    @cached_property
    def shared(self) -> tuple[tuple[str, ...], ...]:
        """Issues of one identity that stand in several ledgers, and are counted in each."""
        same: dict[str, list[str]] = {}
        for one in self.whole.rolled:
            same.setdefault(one.issue.uid, []).append(one.issue.id)
        return tuple(tuple(ids) for ids in same.values() if len({one.partition("/")[0] for one in ids}) > 1)

    def taken(self, selection: Selection) -> tuple[RolledEntry, ...]:
        """The selected issues, each asked in its own house."""
        return tuple(one for one in self.whole.rolled if selection.takes(one.issue, one.situation, one.member.office))

    def report(self, selection: Selection, said: str = "") -> Report:
        """The report of the selected issues, for every output that a ledger has."""
        broken = tuple(member.problem(one) for member in self.members for one in member.broken)
        return Report(
            self.whole.office, self.whole.day, self.taken(selection), broken, said, links=None, whole=self.whole
        )

    @cached_property
    def uncovered_years(self) -> tuple[int, ...]:
        """Years without a published holiday table in which a house counted a deadline or a notice."""
        return tuple(sorted({y for one in self.whole.rolled for y in uncovered_years(one.own, one.member.office)}))

    def rows(self, entries: Sequence[RolledEntry]) -> tuple[Row, ...]:
        """One line a ledger, and last the sum over all, counted by itself."""
        lines = [
            self._row(member.name, member.office.policy.ledger.unit, [e for e in entries if e.member is member])
            for member in self.members
        ]
        return (*lines, self._row("", "", entries))

    def _row(self, name: str, unit: str, entries: Sequence[RolledEntry]) -> Row:
        kept = Counter(self.whole.paces[one.issue.id].pace for one in entries)
        handed = sum(one.issue.parent in self.every for one in entries)
        return Row(name, unit, len(entries), len(entries) - handed, handed, tuple(kept[pace] for pace in PACES))

    def in_families(self, entries: Iterable[RolledEntry]) -> Iterator[tuple[int, RolledEntry]]:
        """The issues with those made of them below, each with how deep it stands; each once."""
        wanted = {one.issue.id: one for one in entries}
        told = set[str]()
        roots = [one for one in wanted.values() if one.issue.parent not in wanted]
        for root in (*roots, *wanted.values()):  # after the roots come those that are their own ancestors
            waiting = [(0, root)]
            while waiting:
                deep, one = waiting.pop()
                if one.issue.id in told:
                    continue
                told.add(one.issue.id)
                yield deep, one
                below = [child for child in self.children.get(one.issue.id, ()) if child.issue.id in wanted]
                waiting += [(deep + 1, child) for child in reversed(below)]


Each = Callable[[Sequence[tuple[Issue, str]]], Iterable[tuple[Issue, str]]]


def roll(members: Sequence[Member], day: date, title: str, each: Each = iter) -> Rolled:
    """Read the ledgers as one, as they stood on a day. `title` is what the whole is called; `each` goes through the
    issues of a ledger, and may say how far it is.
    """
    entries = [one for member in members for one in _entries(member, day, each)]
    entries, links, ambiguous = _joined(entries, members)
    whole = RolledWhole(_joint(members, title), day, tuple(entries), tuple(entries))
    return Rolled(tuple(members), whole, tuple(links), ambiguous)


def _entries(member: Member, day: date, each: Each) -> list[RolledEntry]:
    """The issues of a ledger that had been received by the day, in its order."""
    found = []
    for issue, file in each(member.issues):
        then = rewind(issue, day)
        if then is not None:
            now = situation(then, day, member.office)
            found.append(RolledEntry(_renamed(then, member), now, member.far(file), member, then))
    return sorted(found, key=lambda one: (number_of(one.own.id), one.own.id))


def _renamed(issue: Issue, member: Member) -> Issue:
    """The issue under its whole name: so are its links; its person and its units are named by its own registers."""
    new: dict[str, object] = {"id": member.far(issue.id), "related": tuple(map(member.far, issue.related))}
    if issue.parent is not None and "/" not in issue.parent:
        new["parent"] = member.far(issue.parent)
    if issue.petition is not None and issue.petition.duplicate_of is not None:
        new["petition"] = issue.petition.model_copy(update={"duplicate_of": member.far(issue.petition.duplicate_of)})
    if issue.void is not None and issue.void.instead is not None:
        new["void"] = issue.void.model_copy(update={"instead": member.far(issue.void.instead)})
    if issue.plan is not None:
        new["plan"] = _in_full(issue.plan, member)
    return issue.model_copy(update=new)


_UNITS = ("lead_units", "responsible_units", "former_units", "support_units", "supervisor_units", "acceptor_units")


def _in_full(plan: Plan, member: Member) -> Plan:
    def named(units: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(member.territory.in_full(member.office.units.canonical(one)) for one in units)

    measures = tuple(one.model_copy(update={"units": named(one.units)}) for one in plan.measures)
    person = member.office.people.name(plan.person) if plan.person else None
    units = {field: named(getattr(plan, field)) for field in _UNITS}
    return plan.model_copy(update={**units, "measures": measures, "person": person})


def _joined(
    entries: Sequence[RolledEntry], members: Sequence[Member]
) -> tuple[list[RolledEntry], list[Link], dict[str, tuple[str, ...]]]:
    """Every issue with its parent under the whole name, the links between ledgers, and the children of an unclear one.

    A parent that is not here stays as it was written: `handing` tells of it.
    """
    known = {one.issue.id for one in entries}
    called = {name: member for member in reversed(members) for name in member.names}
    sources = _by_source(entries)
    joined, links, ambiguous = list[RolledEntry](), list[Link](), dict[str, tuple[str, ...]]()
    for one in entries:
        issue = one.issue
        parent = _written(issue.parent, called)
        how: How = "written" if issue.parent else "source"
        if issue.parent is None and issue.void is None:
            found = _of_source(one, sources)
            parent = found[0] if len(found) == 1 else None
            if len(found) > 1:
                ambiguous[issue.id] = found
        joined.append(
            replace(one, issue=issue.model_copy(update={"parent": parent})) if parent != issue.parent else one
        )
        if parent in known and parent is not None and not parent.startswith(one.member.far("")):
            links.append(Link(issue.id, parent, "written" if how == "written" else "source"))
    return joined, links, ambiguous


def _written(parent: str | None, called: Mapping[str, Member]) -> str | None:
    """A parent that a child names, by what its ledger is called here."""
    name, _, number = (parent or "").partition("/")
    return called[name].far(number) if name in called else parent


_Sources = Mapping[tuple[str, str], Sequence[RolledEntry]]


def _key(issue: Issue) -> tuple[str, str] | None:
    source = issue.source
    return (plain(source.document), plain(source.item)) if source.document and source.item else None


def _by_source(entries: Iterable[RolledEntry]) -> _Sources:
    found: dict[tuple[str, str], list[RolledEntry]] = {}
    for one in entries:
        if (key := _key(one.issue)) is not None and one.issue.void is None:
            found.setdefault(key, []).append(one)
    return found


def _of_source(child: RolledEntry, sources: _Sources) -> tuple[str, ...]:
    """The issues of the nearest ledger above that are of the same item of the same document."""
    key, mine = _key(child.issue), child.member.territory
    above = [one for one in sources.get(key, ()) if one.member.territory.is_above(mine)] if key else []
    nearest = [
        one for one in above if not any(one.member.territory.is_above(other.member.territory) for other in above)
    ]
    return tuple(one.issue.id for one in nearest)


def _joint(members: Sequence[Member], title: str) -> Office:
    """The house that the whole is told in: the first ledger's, with all registers; an id of two people is nobody's."""
    first = members[0].office
    house = first.policy.ledger.model_copy(update={"title": title})
    policy = first.policy.model_copy(update={"ledger": house})
    named = {person.id: {m.office.people.name(person.id) for m in members if m.office.people.get(person.id)}
             for member in members for person in member.office.people.people}  # fmt: skip
    persons = {p.id: p for m in members for p in m.office.people.people if len(named[p.id]) == 1}
    return replace(first, policy=policy, people=People(tuple(persons.values())), units=_units(members))


def _units(members: Iterable[Member]) -> Units:
    """All units, named in full; a name that two units have is the first one's."""
    taken, units = set[str](), dict[str, Unit]()
    for member in members:
        for unit in member.office.units.units:
            name = member.territory.in_full(unit.name)
            others = tuple(one for one in map(member.territory.in_full, unit.aliases) if plain(one) not in taken)
            taken.update(map(plain, (name, *others)))
            before = units.get(name)
            aliases = tuple(dict.fromkeys((*(before.aliases if before else ()), *others)))
            units[name] = Unit(name=name, aliases=aliases, level=(before or unit).level)
    return Units(tuple(units.values()))
