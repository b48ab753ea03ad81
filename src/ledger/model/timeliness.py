"""按原时限 and 按批准时限: the same figures counted by the day as published and by the day as extended with approval.

An extension explains a delay and doesn't undo it, so both are printed, each with its denominator (domain 2.8).
The due day itself still counts as in time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ledger.model.plan import Measure
from ledger.model.rates import Count, Rate, Section
from ledger.model.report import Entry, Report
from ledger.model.schedule import allotted, completed_on, extensions_of, situation


@dataclass(frozen=True, slots=True)
class _Basis:
    """One way to read the deadlines of a report: its issues as they stand by it."""

    key: str
    name: str
    entries: tuple[Entry, ...]
    extended: bool


def section(report: Report) -> Section:
    """The figures by both."""
    published = tuple(_as_published(one, report) for one in report.entries)
    bases = (
        _Basis("original", "按原时限", published, extended=False),
        _Basis("approved", "按批准时限", report.entries, extended=True),
    )
    asked = [found for one in report.entries if (found := extensions_of(one.issue))]
    approved = sum(any(one.approved_on is not None for one in found) for found in asked)
    moved = sum(one.situation.due != base.situation.due for one, base in zip(report.entries, published, strict=True))
    counts = (
        Count("asked", "申请过延期（件）", len(asked)),
        Count("granted", "其中批准过的（件）", approved),
        Count("moved", "时限因此改变的（件）", moved),
    )
    families = [_rates(basis, report) for basis in bases]
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


def _rates(basis: _Basis, report: Report) -> tuple[Rate, ...]:
    due = [one for one in basis.entries if one.situation.due is not None and one.situation.due <= report.day]
    finished = [(one.situation.due, _finished_on(one)) for one in due]
    done = sum(day is not None for _, day in finished)
    in_time = sum(day is not None and limit is not None and day <= limit for limit, day in finished)
    measures = [m for one in basis.entries for m in _measures(one) if _is_due(one, m, report, basis)]
    carried_out = sum(one.done_on is not None for one in measures)
    late = sum(one.situation.overdue for one in basis.entries)
    said = "批准延期后的时限" if basis.extended else "公布的原时限，延期不计"

    def rate(key: str, name: str, part: int, whole: int, how: str) -> Rate:
        return Rate(f"{key}-{basis.key}", f"{name}（{basis.name}）", part, whole, f"{how}；时限为{said}")

    return (
        rate("due-done", "到期完成率", done, len(due), "时限已到且已完成的问题 ÷ 时限已到的问题，按件"),
        rate("in-time", "时限内完成率", in_time, len(due), "在时限内完成的问题 ÷ 时限已到的问题，按件"),
        rate("on-time", "按期完成率", carried_out, len(measures), "到期且完成的措施 ÷ 到期应完成的措施，按条"),
        rate("overdue", "逾期", late, len(basis.entries), "逾期的问题 ÷ 问题总数，按件"),
    )


def _finished_on(entry: Entry) -> date | None:
    """The day on which the work was done; of an accepted issue that dates no work, the day it was accepted on."""
    if (day := completed_on(entry.issue)) is not None:
        return day
    accepted = entry.issue.verification()
    return accepted.date if accepted is not None and entry.issue.status in {"verified", "closed"} else None


def _measures(entry: Entry) -> tuple[Measure, ...]:
    return entry.issue.plan.measures if entry.issue.plan else ()


def _is_due(entry: Entry, measure: Measure, report: Report, basis: _Basis) -> bool:
    due = entry.due_of(measure, report.office) if basis.extended else measure.due or entry.situation.due
    return due is not None and due <= report.day
