"""Sentences and clauses of a text, and the days that are named in them, with their places."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from ledger.model.phrases.dates import make_dates
from ledger.model.phrases.faults import find_damage
from ledger.model.phrases.forms import Fault
from ledger.model.phrases.scan import scan
from ledger.model.phrases.text import EvenText, make_even
from ledger.model.workdays import Calendar

SENTENCE_ENDS = "。!?！？\n"
CLAUSE_ENDS = SENTENCE_ENDS + ",;:，；："
_WIDEST = 160
"""Characters looked back for the beginning of a clause: what goes on longer without a sign is no clause."""
_OF_A_DAY = re.compile(r"[年月日号天周季旬五]|[0-9０-９]{4}[-./．－／][0-9０-９]")
"""A text that has none of these sets no day, and need not be read for one."""
_NO_DATE_AT_ALL = "deadline.day_without_month"
"""`3、4号锅炉` in a sentence is a boiler; only where a deadline stands alone is it a day without its month."""
_FAR_APART = 8
"""Years between the two base days tried where none is known; a leap year from a leap year."""


@dataclass(frozen=True, slots=True)
class Span:
    """A place in a text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Dated:
    """A day named in a text, at `start` to `end`."""

    start: int
    end: int
    due: date


def bases(base: date | None, year: int | None) -> tuple[date, ...]:
    """The days from which a date may be counted; where they give different results, nobody can say which it is.

    With neither a day nor a year known, these are two days of different years; with a year, its first and its last.
    """
    if base is not None and (year is None or year == base.year):
        return (base,)
    if year is not None:
        return (date(year, 1, 1), date(year, 12, 31))
    return (date(2016, 2, 29), date(2016 + _FAR_APART, 12, 31))


@dataclass(frozen=True, slots=True)
class Days:
    """The days that a text sets as limits, and where it has dates that are damaged or may mean two things."""

    dated: tuple[Dated, ...] = ()
    damaged: tuple[Span, ...] = ()


def days_in(text: str, base: date | None, year: int | None, calendar: Calendar) -> Days:
    """The days that a text sets, in order: none that depend on a day or year that is not known."""
    if not _OF_A_DAY.search(text):
        return Days()
    even, printed = _evened(text)
    scanned = scan(even.even, printed)
    known = sorted([*printed, *scanned.unsafe], key=lambda each: each.start)
    made = [make_dates(even, scanned.found, known, day, calendar) for day in bases(base, year)]
    sure = set(made[0].dated).intersection(*(each.dated for each in made[1:]))
    faults = {(one.start, one.end) for one in (*known, *made[0].faults) if one.why.key != _NO_DATE_AT_ALL}
    dated = sorted(sure, key=lambda each: each.start)
    return Days(
        tuple(Dated(*_written(even, one.start, one.end), one.due) for one in dated),
        tuple(Span(*_written(even, start, end)) for start, end in sorted(faults)),
    )


def damage_in(text: str, behind: int, ends: str) -> tuple[tuple[int, int, str | None], ...]:
    """Where dates are damaged in print, with up to so many characters of the clause behind, and the one correction."""
    if not _OF_A_DAY.search(text):
        return ()
    even, printed = _evened(text)
    found = []
    for fault in printed:
        start, end = _written(even, fault.start, fault.end)
        close = close_of(text, end, ends, behind)
        found.append((start, close, None if fault.fix is None else fault.fix + text[end:close]))
    return tuple(found)


@lru_cache(maxsize=64)
def _evened(text: str) -> tuple[EvenText, tuple[Fault, ...]]:
    """An evened text with the damage in its print: asked for twice of each measure and goal, one after the other."""
    even = make_even(text)
    return even, tuple(find_damage(even.even))


def _written(even: EvenText, start: int, end: int) -> tuple[int, int]:
    """Where a part of the evened text stands in what was written."""
    begin, close = even.origin[start], even.origin[end]
    while close > begin + 1 and even.written[close - 1].isspace():
        close -= 1
    return begin, close


def begin_of(text: str, end: int, ends: str, furthest: int) -> int:
    """Where the words before `end` begin: behind the last of some signs, or so many characters back."""
    first = max(0, end - furthest)
    return max(first, *(text.rfind(sign, first, end) + 1 for sign in ends))


def close_of(text: str, start: int, ends: str, furthest: int) -> int:
    """Where the words from `start` on end: before the first of some signs, or so many characters on."""
    last = min(len(text), start + furthest)
    return min(last, *(at for sign in ends if (at := text.find(sign, start, last)) >= 0), last)


def clause_around(text: str, start: int, end: int, ends: str = CLAUSE_ENDS) -> Span:
    """The clause in which a part of the text stands, its closing sign left out."""
    return Span(begin_of(text, start, ends, _WIDEST), close_of(text, end, ends, _WIDEST))


def depths(text: str, opening: str, closing: str) -> list[int]:
    """How many brackets are open at each place of a text; one that is never closed opens nothing."""
    counted: list[int] = [0] * len(text)
    left: list[int] = []
    pairs: list[tuple[int, int]] = []
    for at, char in enumerate(text):
        if char in opening:
            left.append(at)
        elif char in closing and left:
            pairs.append((left.pop(), at))
    change = [0] * (len(text) + 1)
    for start, end in pairs:
        change[start] += 1
        change[end] -= 1
    depth = 0
    for at in range(len(text)):
        depth += change[at]
        counted[at] = depth
    return counted


_BLANKS = re.compile(r"(?<=[^\x00-\x7f\u3000])[ \t\u3000]{1,8}|[ \t\u3000]{1,8}(?=[^\x00-\x7f\u3000])")
_ORDINAL = "[0-9一二三四五六七八九十]{1,3}"
_NUMERAL = "[一二三四五六七八九十]{1,2}"
_LIST_MARK = (
    rf"(?:[(（]{_ORDINAL}[)）]|{_ORDINAL}(?:[.．](?![0-9])|[、)）])|[①-⑳⑴-⒇⒈-⒛㈠-㈩]|{_NUMERAL}是|第{_NUMERAL}[,，、:：]"
    r"|(?:整改|具体)?措施[ ]?[0-9一二三四五六七八九十])"
)
_BROKEN = re.compile(
    rf"(?<![。；;!！?？\n\s])[ \t]{{0,4}}\r?\n[ \t\u3000]{{0,8}}(?!{_LIST_MARK}|[\n\s])"
    rf"|(?<=[：:])\r?\n(?={_NUMERAL}是)"
)


def unbroken(text: str) -> str:
    """A text without line ends in mid-sentence: what a paper's width broke reads on. Lists keep their lines."""
    return _BROKEN.sub("", text)


def compact(text: str) -> str:
    """A text as one reads it: unbroken, and without blanks between the characters."""
    return _BLANKS.sub("", unbroken(text))
