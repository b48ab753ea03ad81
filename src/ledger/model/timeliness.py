"""按原时限 and 按批准时限: the same figures counted by the day as published and by the day as extended with approval.

An extension explains a delay and doesn't undo it, so both are printed, each with its denominator (domain 2.8).
The due day itself still counts as in time.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from ledger.model.issue import Issue
from ledger.model.office import Office
from ledger.model.rates import Count, Rate, Section
from ledger.model.schedule import Situation, allotted, completed_on, day_of, effective_due, extensions_of


class Work(NamedTuple):
    """A measure: by when it is to be done, and whether it is."""

    due: date | None
    """As extended with approval; its own day, else that of the whole issue."""
    published: date | None
    """The same had nobody been given more time."""
    done: bool


class Terms(NamedTuple):
    """The days of one issue by both ways of reading them, as they are the same on every day."""

    published: date | None
    """The final day had nobody been given more time. A new cycle has a day of its own, set with the reopening: what it
    was given then is no extension of the day that the first cycle had.
    """
    worked: date | None
    """The day on which the last measure and node was done."""
    accepted: date | None
    """The day of the acceptance that it stands on."""
    running: bool
    """Whether there is work to be done yet, which can be late."""
    asked: bool
    granted: bool
    work: tuple[Work, ...]

    @property
    def finished(self) -> date | None:
        """The day on which the work was done; of an accepted issue that dates no work, the day it was accepted on."""
        return self.worked or self.accepted


def terms(issue: Issue, office: Office) -> Terms:
    """The days of an issue by its record; for a day in the past, by the record as it was then."""
    due, asked, done = effective_due(issue, office), extensions_of(issue), completed_on(issue)
    published = effective_due(allotted(issue), office) if asked else due
    accepted = issue.verification() if issue.status in {"verified", "closed"} else None
    measures = issue.plan.measures if issue.plan else ()
    return Terms(
        published=published,
        worked=done,
        accepted=accepted.date if accepted else None,
        running=done is None and issue.status in {"open", "in-progress"},
        asked=bool(asked),
        granted=any(one.approved_on is not None for one in asked),
        work=tuple(
            Work(day_of(one.due, issue, office) if one.due else due, one.due or published, one.done_on is not None)
            for one in measures
        ),
    )


@dataclass(slots=True)
class _Basis:
    """One way to read the deadlines of a report, and what was counted by it."""

    key: str
    name: str
    said: str
    found: Counter[str] = field(default_factory=Counter)

    def add(self, one: Terms, limit: date | None, day: date) -> None:
        """Count one issue with this final day."""
        found = self.found
        found["issues"] += 1
        if limit is None:
            return
        found["late"] += one.running and limit < day
        if limit <= day:
            found["due"] += 1
            found["done"] += one.finished is not None
            found["in time"] += one.finished is not None and one.finished <= limit

    def add_work(self, limit: date | None, day: date, *, done: bool) -> None:
        """Count one measure with this day."""
        if limit is not None and limit <= day:
            self.found["measures"] += 1
            self.found["carried out"] += done


class Deadlines:
    """The figures by both, counted while the issues go by."""

    def __init__(self, day: date) -> None:
        self._day = day
        self._published = _Basis("original", "按原时限", "公布的原时限，延期不计")
        self._approved = _Basis("approved", "按批准时限", "批准延期后的时限")
        self._asked = self._granted = self._moved = 0

    def add(self, one: Terms, now: Situation) -> None:
        """Count one issue."""
        self._published.add(one, one.published, self._day)
        self._approved.add(one, now.due, self._day)
        for work in one.work:
            self._published.add_work(work.published, self._day, done=work.done)
            self._approved.add_work(work.due, self._day, done=work.done)
        self._asked += one.asked
        self._granted += one.granted
        self._moved += now.due != one.published

    @property
    def section(self) -> Section:
        """What was counted."""
        counts = (
            Count("asked", "申请过延期（件）", self._asked, self._approved.found["issues"], "分母为问题总数"),
            Count("granted", "其中批准过的（件）", self._granted, self._asked, "分母为申请过延期的问题"),
            Count("moved", "时限因此改变的（件）", self._moved, self._granted, "分母为批准过延期的问题"),
        )
        families = [_rates(basis) for basis in (self._published, self._approved)]
        rates = tuple(rate for pair in zip(*families, strict=True) for rate in pair)
        return Section("deadlines", "时限口径（按原时限、按批准时限）", counts, rates)


def _rates(basis: _Basis) -> tuple[Rate, ...]:
    found = basis.found

    def rate(key: str, name: str, part: str, whole: str, how: str) -> Rate:
        said = f"{how}；时限为{basis.said}"
        return Rate(f"{key}-{basis.key}", f"{name}（{basis.name}）", found[part], found[whole], said)

    return (
        rate("due-done", "到期完成率", "done", "due", "时限已到且已完成的问题 ÷ 时限已到的问题，按件"),
        rate("in-time", "时限内完成率", "in time", "due", "在时限内完成的问题 ÷ 时限已到的问题，按件"),
        rate("on-time", "按期完成率", "carried out", "measures", "到期且完成的措施 ÷ 到期应完成的措施，按条"),
        rate("overdue", "逾期", "late", "issues", "逾期的问题 ÷ 问题总数，按件"),
    )
