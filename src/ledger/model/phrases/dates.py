"""Makes dates of the forms found in a deadline: years and months left out are carried from what stood before."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ledger.model.phrases.forms import (
    FIRST_YEAR,
    LAST_YEAR,
    Ago,
    Duration,
    Fault,
    Found,
    Point,
    Weekday,
    fault,
    month_end,
)
from ledger.model.phrases.text import EvenText
from ledger.model.workdays import Calendar, add_working_days

_MONTHS = 12
_WIDEST_GAP = 24  # characters; what joins two dates into one is shorter
_LONGEST = 9999  # days or months: a longer period is a slip
_LONGEST_WORKING = 999  # working days, which are counted one by one

_RANGE = re.compile(r"(?:起|开始)?(?:-{1,2}|至|到)(?:于|在)?")
_MOVED = re.compile(r"[^;。]{0,12}(?:延期|延长|推迟|调整|顺延|变更|改)(?:至|到|为)")
_RESTATED = re.compile(r"\((?:即|含)?")
_COUNTED_FROM = re.compile(r"[^,;。0-9]{0,12}(?:起|后|开始)[,]?的?")
_LEVEL = re.compile(r"[()]|其中|[;。]")


@dataclass(frozen=True, slots=True)
class Dated:
    """A part with its day. `start` and `end` are positions in the evened text; a range begins where its start stood."""

    start: int
    end: int
    due: date
    nested: bool
    uncovered: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Thread:
    """What a reader has in mind at a place of the phrase: the year that goes without saying, and the last date.

    `year` is None once damage may have hidden another. `floor` is the date that a yearless one may not precede.
    `inside` says that we stand among the parts of a whole (`12月底前(其中:3月底前…)`), which come before it;
    `aside`, that dates were said in brackets only (`A(6月底前),B(9月底前)`), which are then no parts of anything.
    """

    year: int | None
    last: date | None = None
    floor: date | None = None
    inside: bool = False
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Dates:
    """The dated parts in the order of the text, and the parts of which no date can be made."""

    dated: tuple[Dated, ...]
    faults: tuple[Fault, ...]


def make_dates(
    text: EvenText, found: Sequence[Found], faults: Sequence[Fault], base: date, calendar: Calendar
) -> Dates:
    """Dates for all forms that have one. `faults` are the parts known to be damaged: no year is carried across them."""
    maker = _Maker(text, base, calendar)
    damage = [each.start for each in faults]
    at = passed = 0
    for form in found:
        before = bisect(damage, form.start)
        if before > passed:
            maker.forget_year()
        passed = before
        maker.walk(at, form.start)
        maker.take(form)
        at = form.end
    dated, backwards = _merged(text.even, maker.dated)
    return Dates(tuple(dated), (*maker.faults, *backwards))


class _Maker:
    """One walk over a phrase: the thread of thought, a stack of it for brackets, and the yield."""

    def __init__(self, text: EvenText, base: date, calendar: Calendar) -> None:
        self.even, self.base, self.calendar = text.even, base, calendar
        self.thread = _Thread(base.year)
        self.outer: list[_Thread] = []
        self.anchor: tuple[int, date] | None = None
        self.ends: dict[tuple[date, Duration], date | None] = {}
        self.dated: list[Dated] = []
        self.faults: list[Fault] = []

    def forget_year(self) -> None:
        self.thread = replace(self.thread, year=None, last=None, floor=None)

    def walk(self, start: int, end: int) -> None:
        """Follow brackets and 其中 between two forms: the parts of a whole may lie before it."""
        for mark in _LEVEL.finditer(self.even, start, end):
            match mark.group():
                case "(":
                    self.outer.append(self.thread)
                    if self.thread.floor is not None and not self.thread.aside:
                        self.thread = replace(self.thread, floor=None, inside=True)
                case ")":
                    self._leave()
                case "其中":
                    self.thread = replace(self.thread, floor=None, inside=True)
                case _ if self.thread.inside and not self.outer:
                    self.thread = replace(self.thread, inside=False)

    def _leave(self) -> None:
        if not self.outer:
            return
        outer = self.outer.pop()
        if outer.last is not None and not outer.aside:
            self.thread = outer
        else:
            self.thread = replace(self.thread, inside=outer.inside, aside=True)

    def take(self, form: Found) -> None:
        match form.when:
            case Point() as point:
                self._take_point(form, point)
            case Duration() as duration:
                self._take_duration(form, duration)
            case Weekday(weeks, weekday):
                self._take_duration(form, Duration(days=7 * weeks + weekday - self.base.weekday()))
            case _:
                pass

    def _take_point(self, form: Found, point: Point) -> None:
        day = self._day(form, point)
        if isinstance(day, Fault):
            self.faults.append(day)
        if not isinstance(day, date):
            return
        if point.starts:
            self.anchor = (form.end, day)
            self.thread = replace(self.thread, year=day.year, last=self.thread.last or day)
            return
        inherited = point.year is None and not isinstance(point.month, Ago)
        floor = self.thread.floor
        if inherited and floor is not None and day < floor:
            self._refuse(form, "year_unclear")
            return
        self._keep(form, day)
        self.thread = replace(
            self.thread, year=day.year, last=day, floor=day, aside=self.thread.aside and bool(self.outer)
        )

    def _day(self, form: Found, point: Point) -> date | Fault | None:
        """The date of a point; None where its year can't be known because of damage before it."""
        if point.month is None and self.thread.last is None:
            return None if self.thread.year is None else self._fault(form, "day_without_month")
        year, month = self._year_and_month(point)
        if year is None:
            return None
        if point.backwards:
            return self._fault(form, "range_backwards")
        if not FIRST_YEAR <= year <= LAST_YEAR:
            return self._fault(form, "no_such_year")
        try:
            return date(year, month, point.day) if point.day is not None else month_end(year, month)
        except ValueError:
            return self._fault(form, "no_such_date")

    def _year_and_month(self, point: Point) -> tuple[int | None, int]:
        last = self.thread.last
        if isinstance(point.month, Ago):
            origin = last if point.month.carried and last is not None else self.base
            index = origin.year * _MONTHS + origin.month - 1
            index += point.month.shift * point.month.steps
            index += (point.month.steps - 1) - index % point.month.steps
            return index // _MONTHS, index % _MONTHS + 1
        month = point.month if point.month is not None else last.month if last is not None else 0
        if isinstance(point.year, Ago):
            origin_year = self.thread.year if point.year.carried else self.base.year
            return (None if origin_year is None else origin_year + point.year.shift), month
        return (self.thread.year if point.year is None else point.year), month

    def _take_duration(self, form: Found, duration: Duration) -> None:
        origin = self.base
        if self.anchor is not None and _COUNTED_FROM.fullmatch(self.even, self.anchor[0], form.start):
            origin = self.anchor[1]
        known = (origin, duration)
        if known not in self.ends:
            self.ends[known] = _after(origin, duration, self.calendar)
        due = self.ends[known]
        if due is None:
            self._refuse(form, "too_long")
            return
        self._keep(form, due, self.calendar.uncovered(origin, due) if duration.working else ())

    def _keep(self, form: Found, due: date, uncovered: tuple[int, ...] = ()) -> None:
        nested = self.thread.inside
        self.dated.append(Dated(form.start, form.end, due, nested, uncovered))

    def _refuse(self, form: Found, key: str) -> None:
        self.faults.append(self._fault(form, key))

    def _fault(self, form: Found, key: str) -> Fault:
        return fault(form.start, form.end, key, self.even[form.start : form.end])


def _after(origin: date, duration: Duration, calendar: Calendar) -> date | None:
    """The day a duration after `origin` ends; None when it is out of all proportion.

    Months keep the day and stop at the month's end: six months from 31 August end on 28 or 29 February.
    """
    if duration.days > (_LONGEST_WORKING if duration.working else _LONGEST) or duration.months > _LONGEST:
        return None
    try:
        if duration.working:
            due = add_working_days(calendar, origin, duration.days)
        else:
            index = origin.year * _MONTHS + origin.month - 1 + duration.months
            last = month_end(index // _MONTHS, index % _MONTHS + 1)
            due = last.replace(day=min(origin.day, last.day)) + timedelta(days=duration.days)
    except (OverflowError, ValueError):  # beyond year 9999
        return None
    return due if due.year <= LAST_YEAR else None


def _merged(even: str, dated: list[Dated]) -> tuple[list[Dated], list[Fault]]:
    """Ranges, moved dates and restatements as the one date they mean: the end, the new one, the one.

    A range that ends before it begins is a fault.
    """
    kept: list[Dated] = []
    faults: list[Fault] = []
    for part in dated:
        held = kept[-1] if kept else None
        if held is None:
            kept.append(part)
            continue
        gap = even[held.end : part.start][:_WIDEST_GAP]
        ranged = _RANGE.fullmatch(gap) is not None
        if ranged and part.due < held.due:
            faults.append(fault(held.start, part.end, "range_backwards", even[held.start : part.end]))
            kept.pop()
        elif ranged or _MOVED.fullmatch(gap):
            kept[-1] = replace(part, start=held.start, nested=held.nested)
        elif _RESTATED.fullmatch(gap) and held.due == part.due:
            kept[-1] = replace(held, end=part.end)
        else:
            kept.append(part)
    return kept, faults
