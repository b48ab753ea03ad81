"""Walks through an evened text and finds every form of time in it, in order.

Passed by: titles (《2024年…方案》) and numbers of papers (〔2024〕12号). Each rule is tried only where a character
stands that may begin it, and repeats nothing without a bound: time grows with the text, not faster.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from ledger.model.phrases import periods, points
from ledger.model.phrases.forms import Fault, Found, Vague

Hit = re.Match[str]


class _Rule(NamedTuple):
    pattern: re.Pattern[str]
    read: Callable[[Hit], Found | Fault | None]


class Scan(NamedTuple):
    """What was found, and what is whole in print but not safe to read."""

    found: tuple[Found, ...]
    unsafe: tuple[Fault, ...]


def _passed_by(_: Hit) -> None:
    return None


def _vague(hit: Hit) -> Found:
    return Found(hit.start(), hit.end(), Vague())


def _rule(pattern: str, read: Callable[[Hit], Found | Fault | None]) -> _Rule:
    return _Rule(re.compile(pattern, re.VERBOSE), read)


# The first rule that matches a place has it, so the order is the grammar's: 每年12月底 before 12月底.
_RULES = (
    _rule(
        r"《[^《》]{0,80}》|[〔\[(]20[0-9]{2}[〕\])][^,;。]{0,2}[0-9]{1,5}号|第[0-9]{1,6}[号条项款批轮次]", _passed_by
    ),
    _rule(r"(?:农历|阴历)[^,;。]{0,12}", _vague),
    _rule(periods.RECURRING, periods.read_recurring),
    *(_rule(pattern, points.read_point) for pattern in points.FIGURES),
    _rule(points.MIXED_MONTH, points.read_point),
    _rule(points.YEARED_QUARTER, points.read_point),
    _rule(points.YEARED, points.read_point),
    _rule(points.YEARLESS, points.read_point),
    _rule(points.LONE_DAY, points.read_lone_day),
    _rule(points.FIVE_YEAR_PLAN, points.read_five_year_plan),
    _rule(periods.WEEKDAY, periods.read_weekday),
    _rule(periods.TODAY, periods.read_today),
    _rule(periods.DURATION, periods.read_duration),
    # Without a limit a figure is a quantity; passing it whole keeps its tail from being read: 12000年.
    _rule(r"[0-9]{1,12}", _passed_by),
)
_FIRST = re.compile(r"[0-9一今本明次翌来后去上中下前当同该这第年月季半十每按逐农阴《〔\[(Qq]")


def scan(even: str, damaged: Sequence[Fault]) -> Scan:
    """The forms in an evened text. A form that touches a `damaged` part is left out: half a date is none."""
    found: list[Found] = []
    unsafe: list[Fault] = []
    ahead = at = 0
    while (first := _FIRST.search(even, at)) is not None:
        at = first.start()
        while ahead < len(damaged) and damaged[ahead].end <= at:
            ahead += 1
        end, made = _read_at(even, at)
        if ahead < len(damaged) and damaged[ahead].start < end + (made is not None):
            at = damaged[ahead].end
            continue
        if ahead and damaged[ahead - 1].end == at and made is not None:
            at = end
            continue
        if isinstance(made, Fault):
            unsafe.append(made)
        elif made is not None:
            found.append(made)
        at = end
    return Scan(tuple(found), tuple(unsafe))


def _read_at(even: str, at: int) -> tuple[int, Found | Fault | None]:
    for rule in _RULES:
        hit = rule.pattern.match(even, at)
        if hit is not None:
            return hit.end(), rule.read(hit)
    return at + 1, None
