"""按原时限 and 按批准时限: the same figures counted by the day as published and by the day as extended with approval.

An extension explains a delay and doesn't undo it, so both are printed, each with its denominator (domain 2.8).
The due day itself still counts as in time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
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


class Held(NamedTuple):
    """How one issue, and its measures, are held against one reading of the deadlines on a day; each a number of 件 or
    条 that may be added up.
    """

    late: int = 0
    due: int = 0
    """Whether its day has come; of these, whether the work is done, and was in time."""
    done: int = 0
    in_time: int = 0
    measures: int = 0
    """Measures that have fallen due; of these, those carried out."""
    carried_out: int = 0


def held(one: Terms, limit: date | None, limits: Sequence[date | None], day: date) -> Held:
    """One issue, whose final day is `limit` and whose measures have `limits`, on a day."""
    over = [work.done for work, by in zip(one.work, limits, strict=True) if by is not None and by <= day]
    measures, carried_out = len(over), sum(over)
    if limit is None or limit > day:
        return Held(measures=measures, carried_out=carried_out)
    done = one.finished
    in_time = done is not None and done <= limit
    return Held(int(one.running and limit < day), 1, int(done is not None), int(in_time), measures, carried_out)


@dataclass(slots=True)
class _Basis:
    """One way to read the deadlines of a report, and what was counted by it."""

    key: str
    name: str
    said: str
    found: Counter[Held] = field(default_factory=Counter)
    """How many issues are held so; most of a ledger share a few ways."""

    @property
    def sum(self) -> Held:
        """The numbers of all."""
        return Held(*(sum(one[at] * often for one, often in self.found.items()) for at in range(len(Held._fields))))


class Deadlines:
    """The figures by both, counted while the issues go by."""

    def __init__(self, day: date) -> None:
        self._day = day
        self._published = _Basis("original", "按原时限", "公布的原时限，延期不计")
        self._approved = _Basis("approved", "按批准时限", "批准延期后的时限")
        self._issues = self._asked = self._granted = self._moved = 0

    def add(self, one: Terms, now: Situation) -> None:
        """Count one issue."""
        self._issues += 1
        self._published.found[held(one, one.published, [work.published for work in one.work], self._day)] += 1
        self._approved.found[held(one, now.due, [work.due for work in one.work], self._day)] += 1
        self._asked += one.asked
        self._granted += one.granted
        self._moved += now.due != one.published

    @property
    def section(self) -> Section:
        """What was counted."""
        counts = (
            Count("asked", "申请过延期（件）", self._asked, self._issues, "分母为问题总数"),
            Count("granted", "其中批准过的（件）", self._granted, self._asked, "分母为申请过延期的问题"),
            Count("moved", "时限因此改变的（件）", self._moved, self._granted, "分母为批准过延期的问题"),
        )
        families = [_rates(basis) for basis in (self._published, self._approved)]
        rates = tuple(rate for pair in zip(*families, strict=True) for rate in pair)
        return Section("deadlines", "时限口径（按原时限、按批准时限）", counts, rates)


def _rates(basis: _Basis) -> tuple[Rate, ...]:
    found, issues = basis.sum, basis.found.total()

    def rate(key: str, name: str, part: int, whole: int, how: str) -> Rate:
        return Rate(f"{key}-{basis.key}", f"{name}（{basis.name}）", part, whole, f"{how}；时限为{basis.said}")

    return (
        rate("due-done", "到期完成率", found.done, found.due, "时限已到且已完成的问题 ÷ 时限已到的问题，按件"),
        rate("in-time", "时限内完成率", found.in_time, found.due, "在时限内完成的问题 ÷ 时限已到的问题，按件"),
        rate("on-time", "按期完成率", found.carried_out, found.measures, "到期且完成的措施 ÷ 到期应完成的措施，按条"),
        rate("overdue", "逾期", found.late, issues, "逾期的问题 ÷ 问题总数，按件"),
    )
