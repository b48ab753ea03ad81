"""Counts and rates of a report: partitions that add up, and rates that carry their numerator and denominator.

The formulas are those that reproduce the figures offices printed (domain part 5). Different things are never
counted together: 件 (issues), 措施 (measures) and 要素 (labels) each have their own denominator.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Protocol

from ledger.model.acts import STATUSES, Status
from ledger.model.caseload import Petitions
from ledger.model.rates import UNSAID, Count, Rate, Section, half_up
from ledger.model.recurrence import LookBacks
from ledger.model.report import STANDING_WORDS, STATUS_WORDS, Entry, Report
from ledger.model.schedule import STANDINGS, Standing
from ledger.model.timeliness import Deadlines

FINISHED: frozenset[Standing] = frozenset({"done", "verified", "closed"})


@dataclass(frozen=True, slots=True)
class Group:
    """The issues of one unit, region, field …, and how they stand; the standings add up to `total`."""

    name: str
    total: int
    standings: tuple[int, ...]
    """In the order of `schedule.STANDINGS`."""

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
    measures_done: int
    measures: int
    sections: tuple[Section, ...] = ()
    """Figures on one question each: the deadlines counted both ways, 回头看, petitions."""

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
            "measures": {"done": self.measures_done, "total": self.measures},
            **{one.key: one.as_dict() for one in self.sections},
            "breakdowns": {one.key: _breakdown_dict(one) for one in self.breakdowns},
        }


def statistics(report: Report) -> Statistics:
    """Count everything once: however many issues there are, they are walked through a single time."""
    figures, broken_down = _Figures(report), _breakdowns(report)
    deadlines, looks, petitions = Deadlines(report), LookBacks(report), Petitions()
    countings: tuple[_Counting, ...] = (figures, *broken_down, deadlines, looks, petitions)
    for entry in report.entries:
        for one in countings:
            one.add(entry)
    standing, status, late = figures.standing, figures.status, figures.late
    return Statistics(
        day=report.day,
        total=standing.total(),
        standings=tuple(Count(key, STANDING_WORDS[key], standing[key]) for key in STANDINGS),
        statuses=tuple(Count(key, STATUS_WORDS[key], status[key]) for key in STATUSES),
        breakdowns=tuple(one.breakdown for one in broken_down),
        rates=figures.rates,
        done_not_closed=standing["done"] + standing["verified"],
        overdue=standing["overdue"],
        average_days_late=half_up(Decimal(figures.days_late) / late, 1) if late else None,
        measures_done=figures.measures_done,
        measures=figures.measures,
        sections=(deadlines.section, looks.section, petitions.section),
    )


class _Counting(Protocol):
    """Counts issues one by one."""

    def add(self, entry: Entry) -> None: ...


class _Figures:
    """The plain numbers, by issue and by measure."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self.standing: Counter[Standing] = Counter()
        self.status: Counter[Status] = Counter()
        self.late = self.days_late = 0
        self.measures = self.measures_done = 0
        self._due = self._due_and_done = 0

    def add(self, entry: Entry) -> None:
        """Count one issue and its measures."""
        self.standing[entry.situation.standing] += 1
        self.status[entry.issue.status] += 1
        self.late += entry.situation.overdue
        self.days_late += entry.situation.days_late
        for measure in entry.issue.plan.measures if entry.issue.plan else ():
            due = entry.due_of(measure, self._report.office)
            is_due, is_done = due is not None and due <= self._report.day, measure.done_on is not None
            self.measures += 1
            self.measures_done += is_done
            self._due += is_due
            self._due_and_done += is_due and is_done

    @property
    def rates(self) -> tuple[Rate, ...]:
        """主要指标."""
        total, closed = self.standing.total(), self.standing["closed"]
        finished = sum(self.standing[key] for key in FINISHED)
        basis = "到期且完成的措施 ÷ 到期应完成的措施，按条；到期含截止日当天"
        return (
            Rate("completion", "整改完成率", finished, total, "（完成整改＋已验收＋已销号）÷ 问题总数，按件"),
            Rate("on-time", "按期完成率", self._due_and_done, self._due, basis),
            Rate("closing", "销号率", closed, total, "已销号 ÷ 问题总数，按件"),
            Rate("measures", "措施完成率", self.measures_done, self.measures, "已完成的措施 ÷ 全部措施，按条"),
        )


@dataclass(frozen=True, slots=True)
class _Grouping:
    """A breakdown in the making."""

    key: str
    name: str
    labels: Callable[[Entry], Iterable[str]]
    several: bool = False
    """Whether an issue may have several labels."""
    cells: dict[str, Counter[Standing]] = field(default_factory=dict)

    def add(self, entry: Entry) -> None:
        """Count one issue under each of its labels."""
        for label in tuple(dict.fromkeys(self.labels(entry))) or (UNSAID,):
            self.cells.setdefault(label, Counter())[entry.situation.standing] += 1

    @property
    def breakdown(self) -> Breakdown:
        """What was counted."""
        groups = [
            Group(label, counter.total(), tuple(counter[standing] for standing in STANDINGS))
            for label, counter in self.cells.items()
        ]
        groups.sort(key=lambda group: (group.name == UNSAID, -group.total, group.name))
        counted = sum(group.total for group in groups)
        return Breakdown(self.key, self.name, tuple(groups), counted, adds_up=not self.several)


def _breakdowns(report: Report) -> tuple[_Grouping, ...]:
    def one(read: Callable[[Entry], str | None]) -> Callable[[Entry], Iterable[str]]:
        return lambda entry: (read(entry) or UNSAID,)

    return (
        _Grouping("units", "按责任单位（一项多单位时分别计入）", report.responsible, several=True),
        _Grouping("regions", "按行政区域", one(lambda entry: entry.issue.region)),
        _Grouping("fields", "按环境要素（一项多要素时分别计入）", lambda entry: entry.issue.fields, several=True),
        _Grouping("sources", "按问题来源", one(lambda entry: entry.issue.source.kind)),
        _Grouping("batches", "按轮次批次", one(lambda entry: entry.issue.source.batch)),
    )


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
            }
            for group in one.groups
        ],
    }
