"""Decisions of meetings on a day: what is late, what comes soon, what is done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from ledger.model import deadline
from ledger.model.deadline import Reading
from ledger.model.meeting import Decision, Meeting
from ledger.model.policy import Clock
from ledger.model.workdays import Calendar, add_working_days

State = Literal["done", "dropped", "late", "soon", "open"]
"""已办结, 不再办, 逾期, 临期, 办理中."""


@dataclass(frozen=True, slots=True)
class Tracked:
    """One decision as it stands on a day."""

    meeting: Meeting
    at: int
    """Its place in the list of the meeting."""
    due: date | None
    state: State
    days: int = 0
    """How many days it is late, or has yet."""

    @property
    def decision(self) -> Decision:
        """What was decided."""
        return self.meeting.decisions[self.at]


def read(one: Decision, meeting: Meeting, calendar: Calendar) -> Reading | None:
    """What the words of a decision's deadline say, counted from the day of the meeting; None where it has none."""
    return deadline.read(one.deadline, meeting.date, calendar) if one.deadline is not None else None


def due(one: Decision, meeting: Meeting, calendar: Calendar, clock: Clock) -> date | None:
    """The last day of a decision: as it is told, else as its words say; 立行立改 has the working days of the house."""
    if one.due is not None:
        return one.due
    reading = read(one, meeting, calendar)
    if reading is None or reading.damaged:
        return None
    if reading.due is None and reading.immediate:
        return add_working_days(calendar, meeting.date, clock.immediate_working_days)
    return reading.due


def tracked(meetings: Iterable[Meeting], day: date, calendar: Calendar, clock: Clock) -> Iterator[Tracked]:
    """Every decision that had been taken by `day`, in the order of the meetings."""
    for meeting in sorted(meetings, key=lambda one: (one.date, one.id)):
        if meeting.date <= day:
            for at, one in enumerate(meeting.decisions):
                yield _tracked(meeting, at, one, due(one, meeting, calendar, clock), day, clock)


def _tracked(meeting: Meeting, at: int, one: Decision, last: date | None, day: date, clock: Clock) -> Tracked:
    if one.done_on is not None and one.done_on <= day:
        return Tracked(meeting, at, last, "done")
    if one.dropped_on is not None and one.dropped_on <= day:
        return Tracked(meeting, at, last, "dropped")
    if last is None:
        return Tracked(meeting, at, None, "open")
    days = abs((day - last).days)
    if last < day:
        return Tracked(meeting, at, last, "late", days)
    return Tracked(meeting, at, last, "soon" if last - day <= timedelta(clock.due_within) else "open", days)
