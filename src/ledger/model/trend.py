"""How many issues had come in, were finished and were closed at the end of each month, and how many are to go.

The last point is the report's own day, so that it says what the counts beside it say. What an issue was finished on is
read off its present cycle; an earlier cycle counts as finished from its closing to its reopening.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from ledger.model.acts import Step
from ledger.model.report import Entry, Report
from ledger.model.schedule import Situation, is_long_term
from ledger.model.statistics import FINISHED

MONTHS = 24
"""So many months are shown at the most, back as well as ahead."""
SOON = 30
"""Days within which something is due soon, on the overview."""
_DECEMBER = 12


@dataclass(frozen=True, slots=True)
class Point:
    """The ledger at the end of a day."""

    day: date
    received: int
    finished: int
    closed: int

    @property
    def left(self) -> int:
        """What was not finished."""
        return self.received - self.finished


@dataclass(frozen=True, slots=True)
class Ahead:
    """What will be left at the end of a day if everything is finished by its deadline."""

    day: date
    left: int


@dataclass(frozen=True, slots=True)
class Burndown:
    """What is left today, and what should be."""

    done: tuple[Point, ...]
    ahead: tuple[Ahead, ...]
    """From the report's day on; on it, all that is not overdue."""
    overdue: int
    endless: int
    """Unfinished issues without a final day, and long-term duties: they stay in every count ahead."""
    later: int
    """Those due after the last month shown; they stay in every count as well."""
    month: int
    """Those due within thirty days."""


@dataclass(frozen=True, slots=True)
class _Life:
    """When one issue was what."""

    received: date
    finished: tuple[tuple[date, date], ...]
    closed: tuple[tuple[date, date], ...]
    """From the first day to the day before the second."""


def trend(report: Report) -> tuple[Point, ...]:
    """A point for the end of each month since the first arrival, and one for the report's day; none without issues."""
    lives = [_life(one) for one in report.entries]
    if not lives:
        return ()
    first = min(one.received for one in lives)
    days = [*_month_ends(first, report.day), report.day][-MONTHS:]
    return tuple(
        Point(
            day,
            sum(one.received <= day for one in lives),
            sum(_in(one.finished, day) for one in lives),
            sum(_in(one.closed, day) for one in lives),
        )
        for day in days
    )


def burndown(report: Report, done: tuple[Point, ...]) -> Burndown:
    """The way to the deadlines, from the points of `trend`."""
    unfinished = [
        (one.situation, is_long_term(one.issue)) for one in report.entries if one.situation.standing not in FINISHED
    ]
    overdue = sum(now.overdue for now, _ in unfinished)
    due = [now.due for now, goes_on in unfinished if now.due is not None and not now.overdue and not goes_on]
    endless = len(unfinished) - overdue - len(due)
    last = max(due, default=report.day)
    ends = [report.day, *_month_ends(report.day + timedelta(days=1), last + timedelta(days=31))][: MONTHS + 1]
    ahead = tuple(Ahead(day, endless + sum(one > day for one in due)) for day in ends)
    # what is due on the very day is still in time: it belongs to what is left
    today = Ahead(report.day, endless + len(due))
    later = sum(one > ends[-1] for one in due)
    return Burndown(done, (today, *ahead[1:]), overdue, endless, later, sum(_is_soon(now) for now, _ in unfinished))


def _is_soon(now: Situation) -> bool:
    days = None if now.standing == "long-term" else now.days_left
    return days is not None and 0 <= days <= SOON


def _life(one: Entry) -> _Life:
    issue, now = one.issue, one.situation
    closed = tuple(_closed(issue.history))
    present = issue.closure()
    if issue.status == "closed" and not any(until == date.max for _, until in closed):
        closed = (*closed, (present.date if present else issue.source.received, date.max))
    finished = tuple(span for span in closed if span[1] != date.max)
    if now.standing in FINISHED:
        verified = issue.verification()
        known = (now.completed_on, verified and verified.date, present and present.date)
        since = min((day for day in known if day), default=issue.source.received)
        finished = (*finished, (since, date.max))
    return _Life(issue.source.received, finished, closed)


def _closed(history: tuple[Step, ...]) -> Iterator[tuple[date, date]]:
    since: date | None = None
    for step in history:
        if step.move == "close":
            since = step.date
        elif step.move == "reopen" and since is not None:
            yield since, step.date
            since = None
    if since is not None:
        yield since, date.max


def _in(spans: tuple[tuple[date, date], ...], day: date) -> bool:
    return any(since <= day < until for since, until in spans)


def _month_ends(first: date, before: date) -> Iterator[date]:
    """The last days of the months from that of `first` on, before `before`."""
    year, month = first.year, first.month
    while (end := _end(year, month)) < before:
        yield end
        year, month = (year + 1, 1) if month == _DECEMBER else (year, month + 1)


def _end(year: int, month: int) -> date:
    following = date(year + 1, 1, 1) if month == _DECEMBER else date(year, month + 1, 1)
    return following - timedelta(days=1)
