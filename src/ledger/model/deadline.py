"""整改时限: reads what a plan says about when, and never guesses.

The forms are those of published plans (domain.md 3.7). A bare 年月 means the month's end, a missing year is the
base day's or the one said before, 上旬 ends on the 10th and 中旬 on the 20th. Three outcomes are told apart:

* read: `due` and `milestones`, or one of `immediate`, `long_term`, `recurring`;
* not understood (`汛期前`, `尽快`): nothing wrong in print, but no date; `why` says so;
* refused, `damaged`: a person must put it right before it can count. That is damage in print (`20_年8月底前`),
  days that don't exist (`2月30日`), and words with two meanings that differ by a period: `2020年前` (before the year,
  or before its end?), `3月内` (in March, or within three months?), a yearless month that lies before the date said
  just before it. `due` is then None even when another part is whole, since the last date might be the damaged one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from ledger.errors import Said, say
from ledger.model.phrases.cadence import is_done, is_immediate, is_long_term, vague_words
from ledger.model.phrases.dates import make_dates
from ledger.model.phrases.faults import find_damage
from ledger.model.phrases.forms import LAST_YEAR, Fault, Found, Recurring, Vague
from ledger.model.phrases.milestones import DatedPart, milestones
from ledger.model.phrases.scan import scan
from ledger.model.phrases.text import EvenText, make_even
from ledger.model.workdays import Calendar

__all__ = ["DatedPart", "Reading", "Recurring", "read"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a deadline says.

    `due` is the last hard date; `milestones` are all dates when there are several, the last included, in the order of
    the text, or in that of time where parts stand in brackets after their whole (`12月底前(其中:3月底前…)`).
    `suggestion` is a corrected phrase, given only where a single correction makes sense. `why` says what is damaged,
    or what was not understood. `uncovered_years` are years whose working days were counted by weekends alone.
    """

    text: str
    due: date | None = None
    immediate: bool = False
    long_term: bool = False
    milestones: tuple[DatedPart, ...] = ()
    damaged: bool = False
    suggestion: str | None = None
    why: Said | None = None
    recurring: Recurring | None = None
    uncovered_years: tuple[int, ...] = ()

    @property
    def understood(self) -> bool:
        """Whether the text says something about time that can be acted upon."""
        return not self.damaged and bool(self.due or self.immediate or self.long_term or self.recurring)

    def as_dict(self) -> dict[str, str | bool | list[dict[str, str]] | None]:
        """The contract of `ledger deadline --json`: plain values, dates as `YYYY-MM-DD`."""
        return {
            "text": self.text,
            "due": self.due.isoformat() if self.due else None,
            "immediate": self.immediate,
            "long_term": self.long_term,
            "milestones": [{"due": part.due.isoformat(), "text": part.text} for part in self.milestones],
            "damaged": self.damaged,
            "suggestion": self.suggestion,
        }


@lru_cache(8192)
def read(text: str, base: date, calendar: Calendar) -> Reading:
    """Read a deadline. `base` is the day of the plan, or of its hand-over: from it come a missing year and `N日内`.

    The issues of one batch have few deadlines among them, so the answers are remembered.

    Takes any text and raises nothing.
    """
    reading, faults, even = _read(text, base, calendar)
    return reading if not faults else _with_suggestion(reading, faults, even, base, calendar)


def a_year_on(reading: Reading, base: date, calendar: Calendar) -> date | None:
    """The day that was probably meant where a phrase without a year was read as a day before `base`.

    `6月底前` handed over in December is next June; None where the phrase names its year, or lies ahead.
    """
    if reading.due is None or reading.due >= base or base.year >= LAST_YEAR:
        return None
    later = read(reading.text, date(base.year + 1, 1, 1), calendar).due
    return later if later is not None and later >= base else None


def _read(text: str, base: date, calendar: Calendar) -> tuple[Reading, list[Fault], EvenText]:
    even = make_even(text)
    printed = find_damage(even.even)
    scanned = scan(even.even, printed)
    known = sorted([*printed, *scanned.unsafe], key=_place)
    dates = make_dates(even, scanned.found, known, base, calendar)
    faults = sorted([*known, *dates.faults], key=_place)
    several = len(dates.dated) + len(faults) > 1
    reading = Reading(
        text=text,
        due=None if faults else max((part.due for part in dates.dated), default=None),
        immediate=is_immediate(even.even),
        long_term=is_long_term(even.even),
        milestones=milestones(even, dates.dated, [each.start for each in faults]) if several else (),
        damaged=bool(faults),
        recurring=_recurring(even, scanned.found),
        uncovered_years=tuple(sorted({year for part in dates.dated for year in part.uncovered})),
    )
    return _explained(reading, even, scanned.found, faults), faults, even


def _place(fault: Fault) -> int:
    return fault.start


def _explained(reading: Reading, even: EvenText, found: tuple[Found, ...], faults: list[Fault]) -> Reading:
    """The same with `why`: the first fault, else vague words, else that nothing was understood."""
    if faults:
        return replace(reading, why=faults[0].why)
    vague = next((even.slice(form.start, form.end) for form in found if isinstance(form.when, Vague)), None)
    vague = vague or vague_words(even.even)
    if vague:
        return replace(reading, why=say("deadline.vague", part=vague))
    if reading.understood:
        return reading
    key = "empty" if not even.even else "done" if is_done(even.even) else "not_understood"
    return replace(reading, why=say(f"deadline.{key}", part=reading.text.strip()))


def _recurring(even: EvenText, found: tuple[Found, ...]) -> Recurring | None:
    """The first duty that comes back, in its own words."""
    for form in found:
        if isinstance(form.when, Recurring):
            return replace(form.when, text=even.slice(form.start, form.end))
    return None


def _with_suggestion(reading: Reading, faults: list[Fault], even: EvenText, base: date, calendar: Calendar) -> Reading:
    """The same with a corrected phrase, if every fault has a correction and the result can be read."""
    changes = [(fault.start, fault.end, fault.fix) for fault in faults if fault.fix is not None]
    if len(changes) < len(faults):
        return reading
    corrected = even.replaced(changes)
    again, _, _ = _read(corrected, base, calendar)
    return replace(reading, suggestion=corrected) if again.understood else reading
