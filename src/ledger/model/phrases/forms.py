"""What a phrase can say about time, as written: not yet dates, since a year or a month may have to be carried."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ledger.errors import Said, say

FIRST_YEAR, LAST_YEAR = 2000, 2099
"""Years outside are slips of the hand."""


@dataclass(frozen=True, slots=True)
class Ago:
    """A year, quarter or month counted from another: `明年`, `下月`, `次年`. `shift` is in `steps` months.

    `carried` ones count from the last date of the phrase (`次年`), the others from the base day (`明年`).
    """

    shift: int
    steps: Literal[1, 3, 12]
    carried: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """A day, or the last day of a month, quarter, half or year, whatever of it was written.

    `year` is missing when it is to be carried; `month` is the period's last month, and missing in `20日前` alone;
    `day` is None for the month's end. A point that `starts` is what durations count from (`3月1日起`), no limit itself.
    """

    year: int | Ago | None
    month: int | Ago | None
    day: int | None = None
    starts: bool = False
    backwards: bool = False
    """A range whose end lies before its beginning: `9-3月`."""


@dataclass(frozen=True, slots=True)
class Duration:
    """A period from the base event: `20个工作日内`. Days, or whole months, or both (`一个半月`)."""

    days: int = 0
    months: int = 0
    working: bool = False


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the base's week or a later one: 0 is Monday; `本周内` ends on Sunday."""

    weeks: int
    day: int


RecurringUnit = Literal["year", "half-year", "quarter", "month", "ten-days", "week", "day"]


@dataclass(frozen=True, slots=True)
class Recurring:
    """A duty that comes back: `每季度`. `text` is the phrase as written, `every` how many units lie between."""

    text: str
    unit: RecurringUnit
    every: int = 1


@dataclass(frozen=True, slots=True)
class Vague:
    """Words that mean a time but no date: `汛期前`, `尽快`."""


When = Point | Duration | Weekday | Recurring | Vague


@dataclass(frozen=True, slots=True)
class Found:
    """A form found in a text, from `start` up to `end`."""

    start: int
    end: int
    when: When


@dataclass(frozen=True, slots=True)
class Fault:
    """A part that can't be read safely: why, and the correction where only one makes sense."""

    start: int
    end: int
    why: Said
    fix: str | None = None


def fault(start: int, end: int, key: str, part: str, fix: str | None = None) -> Fault:
    """A fault whose sentence quotes the part it is about."""
    return Fault(start, end, say(f"deadline.{key}", part=part), fix)


def month_end(year: int, month: int) -> date:
    """The last day of a month. Raises ValueError for a month outside 1–12 or a year outside 1–9999."""
    if not 1 <= month <= 12:  # noqa: PLR2004 - a year has twelve months
        raise ValueError(month)
    return date(year, month, monthrange(year, month)[1])
