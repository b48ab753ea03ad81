"""The holiday table: the one that is shipped, and a ledger's own `calendar.yaml` laid over it."""

from __future__ import annotations

import json
from datetime import date, timedelta
from functools import cache
from typing import TypedDict

from ledger.errors import say
from ledger.model.problem import Problem
from ledger.model.workdays import Calendar, CalendarRegister
from ledger.store.gate import Tree
from ledger.store.provided import SHIPPED
from ledger.store.typed import located, typed


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
    table: _Table = json.loads((SHIPPED / "holidays.json").read_text(encoding="utf-8"))
    off: set[date] = set()
    work: set[date] = set()
    for year, holidays in table["years"].items():
        for holiday in holidays:
            off.update(day for span in holiday["off"] for day in _span(year, span))
            work.update(date.fromisoformat(f"{year}-{day}") for day in holiday["work"])
    return Calendar(frozenset(off), frozenset(work), frozenset(map(int, table["years"])))


def with_own(calendar: Calendar, tree: Tree, file: str) -> Calendar | tuple[Problem, ...]:
    """The calendar with a ledger's own file laid over it, or everything that is wrong with that file."""
    own = typed(CalendarRegister, tree, file)
    if isinstance(own, tuple):
        return own
    both = [
        Problem("contradiction", "invalid", say("calendar.contradiction", day=day), path=("workdays", at))
        for at, day in enumerate(own.workdays)
        if day in own.holidays
    ]
    if both:
        return tuple(located(problem, tree, file) for problem in both)
    return calendar.with_own(own.holidays, own.workdays, own.years)


def _span(year: str, text: str) -> list[date]:
    first, _, last = text.partition("/")
    start = date.fromisoformat(f"{year}-{first}")
    end = date.fromisoformat(f"{year}-{last or first}")
    return [start + timedelta(days=n) for n in range((end - start).days + 1)]
