"""The holiday table: the one that is shipped, and a ledger's own `calendar.yaml` laid over it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import TypedDict, TypeVar

from ledger.errors import Said, UnreadableError, say
from ledger.model.workdays import Calendar

OWN_KEYS = ("holidays", "workdays", "years")
"""What a ledger's `calendar.yaml` may say."""

_T = TypeVar("_T", bound=date | int)

_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


class _Holiday(TypedDict):
    """A festival in one calendar year: spans of days off, `MM-DD` or `MM-DD/MM-DD`, and the make-up days `MM-DD`."""

    name: str
    off: list[str]
    work: list[str]


class _Table(TypedDict):
    """The shipped file."""

    source: list[str]
    years: dict[str, list[_Holiday]]


@cache
def shipped() -> Calendar:
    """The calendar of the State Council's yearly notices, as shipped with this version."""
    table: _Table = json.loads(files("ledger.store").joinpath("shipped/holidays.json").read_text(encoding="utf-8"))
    off: set[date] = set()
    work: set[date] = set()
    for year, holidays in table["years"].items():
        for holiday in holidays:
            off.update(day for span in holiday["off"] for day in _span(year, span))
            work.update(date.fromisoformat(f"{year}-{day}") for day in holiday["work"])
    return Calendar(frozenset(off), frozenset(work), frozenset(map(int, table["years"])))


def with_own(calendar: Calendar, content: Mapping[str, object]) -> Calendar:
    """The calendar with a ledger's own file laid over it.

    `content` is the parsed file: `holidays` and `workdays` list days as `YYYY-MM-DD` texts (dates are taken too),
    `years` lists the years the file covers in full. Raises UnreadableError, with every fault found.
    """
    reasons: list[Said] = [say("calendar.unknown_key", key=str(key)) for key in content if key not in OWN_KEYS]
    off = _values(content, "holidays", _day, reasons)
    work = _values(content, "workdays", _day, reasons)
    years = _values(content, "years", _year, reasons)
    reasons.extend(say("calendar.contradiction", day=day) for day in sorted(off & work))
    if reasons:
        raise UnreadableError(say("calendar.unreadable"), *reasons)
    return calendar.with_own(off, work, years)


def _span(year: str, text: str) -> list[date]:
    first, _, last = text.partition("/")
    start = date.fromisoformat(f"{year}-{first}")
    end = date.fromisoformat(f"{year}-{last or first}")
    return [start + timedelta(days=n) for n in range((end - start).days + 1)]


def _values(content: Mapping[str, object], key: str, read: Callable[[str], _T], reasons: list[Said]) -> set[_T]:
    listed = content.get(key)
    if listed is None or listed == "":
        return set()
    if isinstance(listed, str) or not isinstance(listed, Iterable):
        reasons.append(say("calendar.not_a_list", key=key))
        return set()
    found: set[_T] = set()
    for item in listed:
        try:
            found.add(read(str(item).strip()))
        except ValueError:
            reasons.append(
                say("calendar.not_a_year" if key == "years" else "calendar.not_a_day", key=key, text=str(item))
            )
    return found


def _day(text: str) -> date:
    if not _ISO.fullmatch(text):
        raise ValueError(text)
    return date.fromisoformat(text)


def _year(text: str) -> int:
    if not re.fullmatch(r"20[0-9]{2}", text, re.ASCII):
        raise ValueError(text)
    return int(text)
