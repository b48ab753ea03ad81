"""Counts and rates of a report: partitions that add up, and rates that carry their numerator and denominator.

The formulas are those that reproduce the figures offices printed (domain part 5). Different things are never
counted together: 件 (issues), 措施 (measures) and 要素 (labels) each have their own denominator.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ledger.model import caseload, recurrence, timeliness
from ledger.model.acts import STATUSES
from ledger.model.rates import UNSAID, Count, Rate, Section, half_up
from ledger.model.report import STANDING_WORDS, STATUS_WORDS, Entry, Report
from ledger.model.schedule import STANDINGS, Standing

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
    """Count everything once."""
    entries = report.entries
    standing = Counter(one.situation.standing for one in entries)
    status = Counter(one.issue.status for one in entries)
    late = [one.situation.days_late for one in entries if one.situation.overdue]
    done = sum(1 for _, measure in report.measures if measure.done_on is not None)
    return Statistics(
        day=report.day,
        total=len(entries),
        standings=tuple(Count(key, STANDING_WORDS[key], standing[key]) for key in STANDINGS),
        statuses=tuple(Count(key, STATUS_WORDS[key], status[key]) for key in STATUSES),
        breakdowns=_breakdowns(report),
        rates=_rates(report, standing, done),
        done_not_closed=standing["done"] + standing["verified"],
        overdue=standing["overdue"],
        average_days_late=half_up(Decimal(sum(late)) / len(late), 1) if late else None,
        measures_done=done,
        measures=len(report.measures),
        sections=(timeliness.section(report), recurrence.section(report), caseload.section(report)),
    )


def _rates(report: Report, standing: Mapping[Standing, int], done: int) -> tuple[Rate, ...]:
    total = len(report.entries)
    due = [
        m for entry, m in report.measures if (day := entry.due_of(m, report.office)) is not None and day <= report.day
    ]
    on_day = sum(1 for measure in due if measure.done_on is not None)
    finished = sum(standing[key] for key in FINISHED)
    return (
        Rate("completion", "整改完成率", finished, total, "（完成整改＋已验收＋已销号）÷ 问题总数，按件"),
        Rate("on-time", "按期完成率", on_day, len(due), "到期且完成的措施 ÷ 到期应完成的措施，按条；到期含截止日当天"),
        Rate("closing", "销号率", standing["closed"], total, "已销号 ÷ 问题总数，按件"),
        Rate("measures", "措施完成率", done, len(report.measures), "已完成的措施 ÷ 全部措施，按条"),
    )


def _breakdowns(report: Report) -> tuple[Breakdown, ...]:
    def one(read: Callable[[Entry], str | None]) -> Callable[[Entry], Iterable[str]]:
        return lambda entry: (read(entry) or UNSAID,)

    entries = report.entries
    return (
        _breakdown("units", "按责任单位（一项多单位时分别计入）", entries, report.responsible, several=True),
        _breakdown("regions", "按行政区域", entries, one(lambda entry: entry.issue.region), several=False),
        _breakdown(
            "fields", "按环境要素（一项多要素时分别计入）", entries, lambda entry: entry.issue.fields, several=True
        ),
        _breakdown("sources", "按问题来源", entries, one(lambda entry: entry.issue.source.kind), several=False),
        _breakdown("batches", "按轮次批次", entries, one(lambda entry: entry.issue.source.batch), several=False),
    )


def _breakdown(
    key: str, name: str, entries: Iterable[Entry], labels: Callable[[Entry], Iterable[str]], *, several: bool
) -> Breakdown:
    cells: dict[str, Counter[Standing]] = {}
    for entry in entries:
        for label in tuple(dict.fromkeys(labels(entry))) or (UNSAID,):
            cells.setdefault(label, Counter())[entry.situation.standing] += 1
    groups = [
        Group(label, counter.total(), tuple(counter[standing] for standing in STANDINGS))
        for label, counter in cells.items()
    ]
    groups.sort(key=lambda group: (group.name == UNSAID, -group.total, group.name))
    return Breakdown(key, name, tuple(groups), sum(group.total for group in groups), adds_up=not several)


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
