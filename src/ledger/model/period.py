"""The time that a report is about: a month, half a year or a year, with the words that reports have for it."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

_MONTH = re.compile(r"(20[0-9]{2})-(0[1-9]|1[0-2])")
_HALF = re.compile(r"(20[0-9]{2})[-年]?(?:H([12])|(上|下)半年)", re.IGNORECASE)
_YEAR = re.compile(r"(20[0-9]{2})年?", re.ASCII)
_JULY = 7


@dataclass(frozen=True, slots=True)
class Period:
    """From a day to a day, both counted."""

    name: str
    """2026年10月, 2026年上半年, 2026年."""
    key: str
    """2026-10, 2026H1, 2026: for the names of files."""
    first: date
    last: date

    @property
    def eve(self) -> date:
        """The day before it begins: what its figures are compared with."""
        return self.first - timedelta(days=1)

    @property
    def following(self) -> Period:
        """The period of the same length after this one."""
        after = self.last + timedelta(days=1)
        if "-" in self.key:
            return of_month(after)
        return of_half(after) if "H" in self.key else of_year(after)

    @property
    def months(self) -> tuple[str, ...]:
        """The months in it, written `2026-10`."""
        return tuple(f"{self.first.year}-{one:02d}" for one in range(self.first.month, self.last.month + 1))


def of_month(day: date) -> Period:
    """The month that a day is in."""
    last = monthrange(day.year, day.month)[1]
    return Period(f"{day.year}年{day.month}月", f"{day:%Y-%m}", day.replace(day=1), day.replace(day=last))


def of_half(day: date) -> Period:
    """The half of a year that a day is in."""
    if day.month < _JULY:
        return Period(f"{day.year}年上半年", f"{day.year}H1", date(day.year, 1, 1), date(day.year, 6, 30))
    return Period(f"{day.year}年下半年", f"{day.year}H2", date(day.year, _JULY, 1), date(day.year, 12, 31))


def of_year(day: date) -> Period:
    """The year that a day is in."""
    return Period(f"{day.year}年", f"{day.year}", date(day.year, 1, 1), date(day.year, 12, 31))


def read_month(text: str) -> Period | None:
    """The month written `2026-10`; None for what is none."""
    found = _MONTH.fullmatch(text)
    return of_month(date(int(found[1]), int(found[2]), 1)) if found else None


def read_year(text: str) -> Period | None:
    """The year written `2026` or `2026年`; None for what is none."""
    found = _YEAR.fullmatch(text.strip())
    return of_year(date(int(found[1]), 1, 1)) if found else None


def read_half(text: str) -> Period | None:
    """The half of a year written `2026H1` or `2026年上半年`; None for what is none."""
    found = _HALF.fullmatch(text.strip())
    if found is None:
        return None
    second = found[2] == "2" or found[3] == "下"
    return of_half(date(int(found[1]), _JULY if second else 1, 1))
