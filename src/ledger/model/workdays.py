"""Working days with 调休 (make-up days), and the periods of 公示: the holiday table arrives as a value.

Where the rules come from: days off and make-up days are those of the State Council's yearly notice
(国务院办公厅关于部分节假日安排的通知); a period "within n days after" does not count the day of the event
(民法典 art. 201), while a 公示 counts the day it is put up, as nine of ten printed notices do (domain.md 2.6).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Annotated

from pydantic import Field

from ledger.errors import Said, say
from ledger.model.values import FIRST_YEAR, LAST_YEAR, Count, Day, Record

_DAY = timedelta(days=1)
_SATURDAY = 5


Year = Annotated[Count, Field(ge=FIRST_YEAR, le=LAST_YEAR)]


class CalendarRegister(Record):
    """The file `calendar.yaml`: what a ledger knows of days off beside the published table."""

    holidays: Annotated[tuple[Day, ...], Field(title="放假的日子")] = ()
    workdays: Annotated[tuple[Day, ...], Field(title="上班的日子")] = ()
    years: Annotated[tuple[Year, ...], Field(title="已写全的年份")] = ()


@dataclass(frozen=True, slots=True)
class Calendar:
    """Which days work: `holidays` and `workdays` are exceptions to Monday-to-Friday in the `years` with a table.

    The `own_` days are the ledger's (a county's festival, a make-up day); they win over the published ones.
    """

    holidays: frozenset[date] = frozenset()
    workdays: frozenset[date] = frozenset()
    years: frozenset[int] = frozenset()
    own_holidays: frozenset[date] = frozenset()
    own_workdays: frozenset[date] = frozenset()

    def with_own(
        self, holidays: Collection[date] = (), workdays: Collection[date] = (), years: Collection[int] = ()
    ) -> Calendar:
        """The same calendar with a ledger's own days added; `years` are those its file covers in full.

        Raises ValueError when a day is given as both off and working.
        """
        if both := set(holidays) & set(workdays):
            raise ValueError(f"off and working at once: {min(both)}")
        return replace(
            self,
            own_holidays=(self.own_holidays - set(workdays)) | set(holidays),
            own_workdays=(self.own_workdays - set(holidays)) | set(workdays),
            years=self.years | set(years),
        )

    def is_workday(self, day: date) -> bool:
        """Whether offices work on that day."""
        if day in self.own_holidays or day in self.own_workdays:
            return day in self.own_workdays
        if day in self.holidays or day in self.workdays:
            return day in self.workdays
        return day.weekday() < _SATURDAY

    def covers(self, year: int) -> bool:
        """Whether a table of that year's days off is at hand."""
        return year in self.years

    def uncovered(self, first: date, last: date) -> tuple[int, ...]:
        """The years touched from `first` to `last` for which weekends alone decide: to be told with any result."""
        return tuple(year for year in range(first.year, last.year + 1) if not self.covers(year))


def days(first: date, last: date) -> Iterator[date]:
    """Every day from `first` to `last`, both included."""
    for ordinal in range(first.toordinal(), last.toordinal() + 1):
        yield date.fromordinal(ordinal)


def add_working_days(calendar: Calendar, start: date, count: int) -> date:
    """The day on which `count` working days after `start` are over: the day after `start` is the first that may count.

    With a count of 0 it is `start` itself. Raises ValueError for a negative count, OverflowError past year 9999.
    """
    if count < 0:
        raise ValueError(f"a count of working days can't be negative: {count}")
    day = start
    while count:
        day += _DAY
        count -= calendar.is_workday(day)
    return day


def publicity_end(calendar: Calendar, start: date, length: int, *, working: bool) -> date:
    """The last day of a 公示 put up on `start`, which is day 1 (in working days: if it is one).

    Raises ValueError for a length under 1, OverflowError past year 9999.
    """
    if length < 1:
        raise ValueError(f"a period lasts at least one day: {length}")
    before = start - _DAY
    return add_working_days(calendar, before, length) if working else before + length * _DAY


@dataclass(frozen=True, slots=True)
class Span:
    """Days in a row, both ends included."""

    first: date
    last: date


def made_up(calendar: Calendar, first: date, last: date) -> tuple[date, ...]:
    """The Saturdays and Sundays between two days, both included, on which offices work (调休)."""
    return tuple(day for day in days(first, last) if day.weekday() >= _SATURDAY and calendar.is_workday(day))


def days_off(calendar: Calendar, first: date, last: date) -> tuple[Span, ...]:
    """The holidays between two days, both included: days off in a row that reach into the week."""
    spans: list[Span] = []
    for day in days(first, last):
        if calendar.is_workday(day):
            continue
        if spans and spans[-1].last == day - _DAY:
            spans[-1] = Span(spans[-1].first, day)
        else:
            spans.append(Span(day, day))
    return tuple(one for one in spans if any(day.weekday() < _SATURDAY for day in days(one.first, one.last)))


def working_days_between(calendar: Calendar, first: date, last: date) -> int:
    """How many working days lie from `first` to `last`, both counted; 0 when `last` is before `first`."""
    return sum(map(calendar.is_workday, days(first, last)))


def calendar_days_between(first: date, last: date) -> int:
    """How many days lie from `first` to `last`, both counted; 0 when `last` is before `first`."""
    return max(0, (last - first).days + 1)


@dataclass(frozen=True, slots=True)
class Audit:
    """A typed 公示 period counted over: days of both kinds, the end it should have, and what is wrong, if anything."""

    calendar_days: int
    working_days: int
    expected_end: date
    fault: Said | None
    uncovered_years: tuple[int, ...]


def audit_publicity(calendar: Calendar, start: date, end: date, length: int, *, working: bool) -> Audit:
    """Check the typed dates of a 公示 that claims `length` days, working days or plain ones.

    A period that is too long is named as well as one that is too short: "7天" is used for both kinds of day,
    so a mismatch that fits the other kind is said to be that. Raises ValueError for a length under 1.
    """
    plain, at_work = calendar_days_between(start, end), working_days_between(calendar, start, end)
    expected = publicity_end(calendar, start, length, working=working)
    counted, other = (at_work, plain) if working else (plain, at_work)
    kind = say("workdays.kind_working" if working else "workdays.kind_calendar")
    if end < start:
        fault = say("workdays.ends_before_start", start=start, end=end, expected=expected)
    elif counted == length:
        fault = None
    elif other == length:
        other_kind = say("workdays.kind_calendar" if working else "workdays.kind_working")
        fault = say(
            "workdays.other_kind", length=length, kind=kind, counted=counted, other_kind=other_kind, expected=expected
        )
    else:
        key = "workdays.too_short" if counted < length else "workdays.too_long"
        fault = say(key, start=start, end=end, length=length, kind=kind, counted=counted, expected=expected)
    touched = calendar.uncovered(start, max(end, expected)) if working else ()
    return Audit(plain, at_work, expected, fault, touched)
