"""The dispatch of a month (月调度): who has not reported, what changed, what contradicts itself, what comes, the cards.

A sum over what the month brought each issue. Its figures are those of a snapshot, moved from eve to end: what was, what
came, what went and what is, each with its issues, so that they add up. Where the month before was put down for good,
they are held against that too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ledger.errors import say
from ledger.model.escalation import Card
from ledger.model.happened import DEEDS, Deed, Happening
from ledger.model.inconsistent import Clash
from ledger.model.monthly import Asked, Monthly, Reported
from ledger.model.pace import PACES, Pace, Paced, paces
from ledger.model.period import Period
from ledger.model.report import UNASSIGNED
from ledger.model.schedule import Node
from ledger.model.snapshot import (
    Contradiction,
    Disagreement,
    Frozen,
    Movement,
    contradictions,
    disagreements,
    movements,
    valued,
)


@dataclass(frozen=True, slots=True)
class Stated:
    """What was put down for good of the month before."""

    name: str
    """The name of the snapshot."""
    issues: tuple[Frozen, ...]


@dataclass(frozen=True, slots=True)
class OfUnit:
    """How a unit reported; who answers for an issue with others is counted with it, as each of them is."""

    name: str
    asked: int
    late: tuple[Monthly, ...]
    missing: tuple[Monthly, ...]


@dataclass(frozen=True, slots=True)
class Contradicted:
    """A contradiction, and the issue that it is in: its number, its name, who answers for it."""

    id: str
    title: str
    units: tuple[str, ...]
    clash: Clash


@dataclass(frozen=True)
class Dispatch:
    """A month, told."""

    period: Period
    day: date
    """Its last day, or the present one while it runs."""
    over: bool
    issues: tuple[Monthly, ...]
    """The selected ones, in the order of the ledger."""
    paces: Mapping[str, Paced]
    movements: tuple[Movement, ...]
    stated: str | None
    """The snapshot that the eve was held against."""
    contradicted: tuple[Contradiction, ...]
    """Figures of that snapshot that the histories contradict."""
    differences: tuple[tuple[Disagreement, Clash], ...]

    @cached_property
    def units(self) -> tuple[OfUnit, ...]:
        """Every unit that had to report: who owes most comes first."""
        own: dict[str, list[Monthly]] = {}
        for one in self.issues:
            if one.reporting is not None:
                for unit in one.units or (UNASSIGNED,):
                    own.setdefault(unit, []).append(one)
        found = [OfUnit(unit, len(has), _in(has, "late"), _in(has, "missing")) for unit, has in own.items()]
        return tuple(sorted(found, key=lambda one: (-len(one.missing), -len(one.late), one.name)))

    @property
    def reported(self) -> Mapping[Reported, int]:
        """Issues that had to be reported on, by what came of it: a partition."""
        counted = Counter(one.reporting.state for one in self.issues if one.reporting is not None)
        return {"in-time": counted["in-time"], "late": counted["late"], "missing": counted["missing"]}

    @property
    def split(self) -> Mapping[Pace, int]:
        """序时进度 of the issues that stand for something: a partition."""
        counted = Counter(self.paces[one.id].pace for one in self.issues if one.now is not None)
        return {pace: counted[pace] for pace in PACES}

    @cached_property
    def changed(self) -> tuple[tuple[Monthly, Happening], ...]:
        """Everything that happened, by deed and day."""
        found = [(one, deed) for one in self.issues for deed in one.happened]
        return tuple(sorted(found, key=lambda pair: (DEEDS.index(pair[1].deed), pair[1].day)))

    @property
    def deeds(self) -> Mapping[Deed, int]:
        """How often each happened, those that did."""
        counted = Counter(deed.deed for _, deed in self.changed)
        return {deed: counted[deed] for deed in DEEDS if counted[deed]}

    @cached_property
    def clashes(self) -> tuple[Contradicted, ...]:
        """Every contradiction: of the records in themselves, then with the snapshot."""
        own = (Contradicted(one.id, one.about.title, one.units, clash) for one in self.issues for clash in one.clashes)
        units = {one.id: one.units for one in self.issues}
        told = (Contradicted(one.id, one.title, units.get(one.id, ()), clash) for one, clash in self.differences)
        return (*own, *told)

    @cached_property
    def due(self) -> tuple[tuple[Monthly, Node], ...]:
        """What falls due by the end of the next month, in the order of days."""
        found = [(one, node) for one in self.issues for node in one.due]
        return tuple(sorted(found, key=lambda pair: pair[1].due))

    @cached_property
    def cards(self) -> tuple[Monthly, ...]:
        """The issues with a card, the gravest first: proposed, or on record already."""
        found = [one for one in self.issues if one.card is not None]
        return tuple(sorted(found, key=lambda one: "红黄蓝".index(one.card.card) if one.card else 0))

    @property
    def proposed(self) -> Counter[Card]:
        """How many of each card are proposed and not on record yet."""
        return Counter(one.card.card for one in self.cards if one.card and not one.card.recorded)

    @property
    def uncovered_years(self) -> tuple[int, ...]:
        """Years without a published holiday table in which a deadline of these was counted."""
        return tuple(sorted({year for one in self.issues for year in one.uncovered_years}))

    @property
    def sound(self) -> bool:
        """Whether nothing is missing and nothing contradicts itself."""
        return not (self.reported["missing"] or self.clashes)


def _in(issues: Sequence[Monthly], state: Reported) -> tuple[Monthly, ...]:
    return tuple(one for one in issues if one.reporting is not None and one.reporting.state == state)


def with_children(
    asked: Asked, every: Sequence[Monthly], again: Callable[[Monthly, Paced], Monthly]
) -> tuple[tuple[Monthly, ...], Mapping[str, Paced]]:
    """A whole ledger in which late children count, and how each issue keeps pace; `again` tells the month of an issue
    anew that would be on schedule but for them.
    """
    clocks = asked.office.clocks(one.id for one in every)
    found = paces((one.inputs for one in every), asked.day, asked.office.policy.check, clocks)
    told = (again(one, found[one.id]) if found[one.id].basis == "children" else one for one in every)
    return tuple(told), found


def dispatch(
    asked: Asked, issues: Iterable[Monthly], found: Mapping[str, Paced], stated: Stated | None = None, *, whole: bool
) -> Dispatch:
    """The month of `issues`; unless they are the `whole` ledger, `stated` is held against these alone."""
    chosen = tuple(issues)
    before = [one.then for one in chosen if one.then is not None]
    known = {one.now.uid for one in chosen if one.now} | {one.uid for one in before}
    told = tuple(one for one in stated.issues if whole or one.uid in known) if stated else ()
    return Dispatch(
        period=asked.period,
        day=asked.day,
        over=asked.over,
        issues=chosen,
        paces=found,
        movements=movements(before, [one.now for one in chosen if one.now is not None]),
        stated=stated.name if stated else None,
        contradicted=contradictions(told, before) if stated else (),
        differences=tuple(_differences(told, before, asked.period)) if stated else (),
    )


def _differences(
    told: Sequence[Frozen], before: Sequence[Frozen], period: Period
) -> Iterable[tuple[Disagreement, Clash]]:
    """Where the snapshot of the month before says otherwise than its histories say now."""
    for one in disagreements(told, before):
        mark = say(f"snapshot.mark.{one.mark}") if one.mark != "there" else say("dispatch.there")
        was = say("dispatch.marked-then", mark=mark, value=valued(one, one.stated))
        now = say("dispatch.marked-now", mark=mark, value=valued(one, one.found))
        yield one, Clash("snapshot", was, now, "", f"ledger snapshot {period.eve:%Y-%m} --why …")
