"""按原时限 and 按批准时限: the same figures counted by the day as published and by the day as extended with approval.

An extension explains a delay and doesn't undo it, so both are printed, each with its denominator (domain 2.8).
The due day itself still counts as in time.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from ledger.model.plan import Measure
from ledger.model.rates import Count, Rate, Section
from ledger.model.report import Entry, Report
from ledger.model.schedule import allotted, completed_on, extensions_of, situation


@dataclass(slots=True)
class _Basis:
    """One way to read the deadlines of a report, and what was counted by it."""

    key: str
    name: str
    extended: bool
    found: Counter[str] = field(default_factory=Counter)

    def add(self, entry: Entry, report: Report) -> None:
        """Count one issue as it stands by this."""
        found, limit = self.found, entry.situation.due
        found["issues"] += 1
        found["late"] += entry.situation.overdue
        if limit is not None and limit <= report.day:
            day = _finished_on(entry)
            found["due"] += 1
            found["done"] += day is not None
            found["in time"] += day is not None and day <= limit
        measures = [one for one in _measures(entry) if self._is_due(entry, one, report)]
        found["measures"] += len(measures)
        found["carried out"] += sum(one.done_on is not None for one in measures)

    def _is_due(self, entry: Entry, measure: Measure, report: Report) -> bool:
        due = entry.due_of(measure, report.office) if self.extended else measure.due or entry.situation.due
        return due is not None and due <= report.day


class Deadlines:
    """The figures by both, counted while the issues of a report go by."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._published = _Basis("original", "按原时限", extended=False)
        self._approved = _Basis("approved", "按批准时限", extended=True)
        self._asked = self._granted = self._moved = 0

    def add(self, entry: Entry) -> None:
        """Count one issue."""
        published = _as_published(entry, self._report)
        self._published.add(published, self._report)
        self._approved.add(entry, self._report)
        asked = extensions_of(entry.issue)
        self._asked += bool(asked)
        self._granted += any(one.approved_on is not None for one in asked)
        self._moved += entry.situation.due != published.situation.due

    @property
    def section(self) -> Section:
        """What was counted."""
        counts = (
            Count("asked", "申请过延期（件）", self._asked),
            Count("granted", "其中批准过的（件）", self._granted),
            Count("moved", "时限因此改变的（件）", self._moved),
        )
        families = [_rates(basis) for basis in (self._published, self._approved)]
        rates = tuple(rate for pair in zip(*families, strict=True) for rate in pair)
        return Section("deadlines", "时限口径（按原时限、按批准时限）", counts, rates)


def _as_published(entry: Entry, report: Report) -> Entry:
    """The entry as it would stand had nobody been given more time. A new cycle has a day of its own, set with the
    reopening: what it was given then is no extension of the day that the first cycle had.
    """
    issue = allotted(entry.issue)
    if issue is entry.issue:
        return entry
    return Entry(issue, situation(issue, report.day, report.office), entry.file)


def _rates(basis: _Basis) -> tuple[Rate, ...]:
    found = basis.found
    said = "批准延期后的时限" if basis.extended else "公布的原时限，延期不计"

    def rate(key: str, name: str, part: str, whole: str, how: str) -> Rate:
        return Rate(f"{key}-{basis.key}", f"{name}（{basis.name}）", found[part], found[whole], f"{how}；时限为{said}")

    return (
        rate("due-done", "到期完成率", "done", "due", "时限已到且已完成的问题 ÷ 时限已到的问题，按件"),
        rate("in-time", "时限内完成率", "in time", "due", "在时限内完成的问题 ÷ 时限已到的问题，按件"),
        rate("on-time", "按期完成率", "carried out", "measures", "到期且完成的措施 ÷ 到期应完成的措施，按条"),
        rate("overdue", "逾期", "late", "issues", "逾期的问题 ÷ 问题总数，按件"),
    )


def _finished_on(entry: Entry) -> date | None:
    """The day on which the work was done; of an accepted issue that dates no work, the day it was accepted on."""
    if (day := completed_on(entry.issue)) is not None:
        return day
    accepted = entry.issue.verification()
    return accepted.date if accepted is not None and entry.issue.status in {"verified", "closed"} else None


def _measures(entry: Entry) -> tuple[Measure, ...]:
    return entry.issue.plan.measures if entry.issue.plan else ()
