"""Counts and rates of a report: partitions that add up, and rates that carry their numerator and denominator.

Everything is a sum over what single issues add (`tally`, `indicators`), whether these were read from their files or are
remembered, so that no two outputs can differ.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from ledger.model.acts import STATUSES
from ledger.model.caseload import Petitions, settlement
from ledger.model.indicators import FINISHED, Indicators, Score, score
from ledger.model.office import Office
from ledger.model.pacewords import PACES
from ledger.model.rates import UNSAID, Count, Rate, Section
from ledger.model.recurrence import NOTHING, LookBacks, rebound
from ledger.model.report import STANDING_WORDS, STATUS_WORDS, Report
from ledger.model.schedule import STANDINGS
from ledger.model.sums import Sums
from ledger.model.tally import Counted, counted
from ledger.model.timeliness import Deadlines
from ledger.model.units import Units

__all__ = ["FINISHED", "Breakdown", "Group", "Statistics", "count", "statistics"]

UNDATED = "长期坚持、无最后期限"
"""The group of issues that are planned for no year because they never end."""


@dataclass(frozen=True, slots=True)
class Group:
    """The issues of one unit, region, field …, and how they stand; the standings add up to `total`."""

    name: str
    total: int
    standings: tuple[int, ...]
    """In the order of `schedule.STANDINGS`."""
    paces: tuple[int, ...] = (0,) * len(PACES)
    """In the order of `PACES`; these add up as well."""
    rates: tuple[Rate, ...] = ()
    """The same indicators as for the whole, each with its own denominator here."""
    average_days_late: Decimal | None = None

    @property
    def finished(self) -> Rate:
        """整改完成率 of this group."""
        done = sum(n for n, standing in zip(self.standings, STANDINGS, strict=True) if standing in FINISHED)
        return Rate("completion", "整改完成率", done, self.total)


@dataclass(frozen=True, slots=True)
class Breakdown:
    """All issues grouped by one property, the largest group first.

    `counted` is the sum over the groups. Where an issue may have several labels it exceeds the number
    of issues (`adds_up` is false) and a group's share is its part of `counted`, as 吉林 printed
    9422 of 14,916 labels on 13,940 cases = 63.2%.
    """

    key: str
    name: str
    groups: tuple[Group, ...]
    counted: int
    adds_up: bool

    @property
    def says_nothing(self) -> bool:
        """Whether there is no issue in it that says anything of this property; such a table is noise."""
        return all(group.name == UNSAID for group in self.groups)

    def share(self, group: Group) -> Rate:
        """This group's part of everything counted in the breakdown."""
        return Rate("share", "占比", group.total, self.counted)


@dataclass(frozen=True, slots=True)
class Statistics:
    """What a summary prints."""

    day: date
    total: int
    standings: tuple[Count, ...]
    statuses: tuple[Count, ...]
    breakdowns: tuple[Breakdown, ...]
    rates: tuple[Rate, ...]
    done_not_closed: int
    overdue: int
    average_days_late: Decimal | None
    """平均超期天数 (domain 5): calendar days, one decimal, over the overdue issues; None where none is overdue."""
    days_late: int
    """The sum that this is the average of."""
    whole: Group
    """All issues as one group."""
    measures_done: int
    measures: int
    sections: tuple[Section, ...] = ()
    """Figures on one question each: 序时进度, the deadlines counted both ways, 回头看, petitions, amounts added up."""
    others: tuple[tuple[str, int], ...] = ()
    """The books that hold something else than what is to be rectified, and how many of the total are theirs; none where
    all that was counted is of one kind.
    """

    def as_dict(self) -> dict[str, object]:
        """For JSON: stable English keys beside the Chinese names; percents as text, so that no zero is lost."""
        return {
            "as_of": self.day.isoformat(),
            "total": self.total,
            "standings": [one.as_dict() for one in self.standings],
            "statuses": [one.as_dict() for one in self.statuses],
            "rates": [one.as_dict() for one in self.rates],
            "done_not_closed": self.done_not_closed,
            "overdue": self.overdue,
            "average_days_late": _text(self.average_days_late),
            "days_late": self.days_late,
            "measures": {"done": self.measures_done, "total": self.measures},
            "others": [{"book": title, "number": number} for title, number in self.others],
            **{one.key: one.as_dict() for one in self.sections},
            "breakdowns": {one.key: _breakdown_dict(one) for one in self.breakdowns},
        }


def statistics(report: Report) -> Statistics:
    """The figures of the issues of a report."""
    return count(counted(report), report.day, report.office)


def count(every: Iterable[Counted], day: date, office: Office) -> Statistics:
    """Count everything once: however many issues there are, they are walked through a single time."""
    units, whole, broken_down = office.units, Indicators(), _breakdowns(office)
    deadlines, looks, petitions, sums = Deadlines(day), LookBacks(), Petitions(), Sums(office)
    others = Counter[str]()
    for one in every:
        own = score(one, day)
        whole.scores[own] += 1
        if office.books and not (kept := office.of(one.about.id)).is_rectification:
            others[kept.title] += 1
        for grouping in broken_down:
            grouping.add(one, own)
        deadlines.add(one.tally.terms, one.now)
        sums.add(one.tally)
        if one.tally.outcome != NOTHING:
            looks.add(one.tally.outcome, answering(one, units))
        if one.tally.case is not None:
            petitions.add(one.tally.case, one.about.fields)
    standing, status = whole.by("standing"), whole.by("status")
    return Statistics(
        day=day,
        total=whole.total,
        standings=tuple(Count(key, STANDING_WORDS[key], standing[key]) for key in STANDINGS),
        statuses=tuple(Count(key, STATUS_WORDS[key], status[key]) for key in STATUSES),
        breakdowns=tuple(one.breakdown for one in broken_down),
        rates=whole.rates,
        done_not_closed=standing["done"] + standing["verified"],
        overdue=standing["overdue"],
        average_days_late=whole.average_days_late,
        days_late=whole.number("days_late"),
        whole=_group("", whole),
        measures_done=whole.number("measures_done"),
        measures=whole.number("measures"),
        sections=(whole.section, deadlines.section, looks.section, petitions.section, sums.section),
        others=tuple(others.items()) if others.total() < whole.total else (),
    )


def added_up(others: tuple[tuple[str, int], ...]) -> str | None:
    """What a paper says where its figures add up findings and other things; None where they don't."""
    told = "、".join(f"{title}{number}件" for title, number in others)
    return f"各本台账合在一起计算，其中不是整改问题的：{told}；各本的数见“按台账”" if others else None


def answering(one: Counted, units: Units) -> tuple[str, ...]:
    """The units that an issue is counted under, each once."""
    return tuple(dict.fromkeys(map(units.canonical, one.tally.units))) or (UNSAID,)


@dataclass(frozen=True, slots=True)
class _Grouping:
    """A breakdown in the making."""

    key: str
    name: str
    labels: Callable[[Counted], Iterable[str]]
    several: bool = False
    """Whether an issue may have several labels."""
    in_order: bool = False
    """Whether the groups have an order of their own."""
    cells: dict[str, Indicators] = field(default_factory=dict)

    def add(self, one: Counted, own: Score) -> None:
        """Count one issue under each of its labels."""
        for label in self.labels(one):
            if label not in self.cells:
                self.cells[label] = Indicators()
            self.cells[label].scores[own] += 1

    @property
    def breakdown(self) -> Breakdown:
        """What was counted."""
        groups = [_group(label, found) for label, found in self.cells.items()]
        groups.sort(key=self._place)
        counted = sum(group.total for group in groups)
        return Breakdown(self.key, self.name, tuple(groups), counted, adds_up=not self.several)

    def _place(self, group: Group) -> tuple[bool, bool, int, str]:
        return group.name == UNSAID, group.name == UNDATED, 0 if self.in_order else -group.total, group.name


def _group(label: str, found: Indicators) -> Group:
    settled = found.by("settled")
    back = rebound(found.number("came_back"), found.number("looked_at"))
    other = tuple(one for one in (back, *settlement(settled)) if one.whole)
    return Group(label, found.total, found.standings, found.paces, (*found.rates, *other), found.average_days_late)


def _breakdowns(office: Office) -> tuple[_Grouping, ...]:
    units = office.units

    def one(read: Callable[[Counted], str | None]) -> Callable[[Counted], Iterable[str]]:
        return lambda issue: (read(issue) or UNSAID,)

    return (
        _Grouping("units", "按责任单位（一项多单位时分别计入）", lambda issue: answering(issue, units), several=True),
        _Grouping("regions", "按行政区域", one(lambda issue: issue.about.region)),
        _Grouping("fields", "按环境要素（一项多要素时分别计入）", _fields, several=True),
        _Grouping("sources", "按问题来源", one(lambda issue: issue.about.source)),
        _Grouping("batches", "按轮次批次", one(lambda issue: issue.about.batch)),
        _Grouping("years", "按计划完成年度（原时限）", one(_year), in_order=True),
        *((_Grouping("books", "按台账", one(lambda issue: office.of(issue.about.id).title)),) if office.books else ()),
    )


def _fields(one: Counted) -> Iterable[str]:
    return tuple(dict.fromkeys(one.about.fields)) or (UNSAID,)


def _year(one: Counted) -> str | None:
    """The year by whose end it was planned to be done: 滁州 56 = 45 + 6 + 3 + 1 + 1 (domain 5)."""
    if one.tally.planned is not None:
        return f"{one.tally.planned.year}年"
    return UNDATED if one.about.long_term else None


def _text(number: Decimal | None) -> str | None:
    return None if number is None else str(number)


def _breakdown_dict(one: Breakdown) -> dict[str, object]:
    return {
        "name": one.name,
        "adds_up": one.adds_up,
        "counted": one.counted,
        "groups": [
            {
                "name": group.name,
                "total": group.total,
                "share": _text(one.share(group).percent),
                "completion": _text(group.finished.percent),
                "standings": dict(zip(STANDINGS, group.standings, strict=True)),
                "paces": dict(zip(PACES, group.paces, strict=True)),
                "rates": [rate.as_dict() for rate in group.rates],
                "average_days_late": _text(group.average_days_late),
            }
            for group in one.groups
        ],
    }
