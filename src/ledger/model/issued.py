"""When a document was issued: the day under its signature, or the one that its website gives, and its own year.

A plan says `6月底前` and means its own year; a period counts from its day. Where the document names no day, or several
that could be it (a collection of plans), there is none: nothing is taken from the clock.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from ledger.model.document import Document, Line
from ledger.model.numerals import chinese
from ledger.model.values import FIRST_YEAR, LAST_YEAR

_CN = "〇○零一二三四五六七八九十"
_DATE = (
    rf"(?P<year>20\d\d|二[{_CN}]{{3}})\s?[年./-]\s?(?P<month>\d{{1,2}}|[{_CN}]{{1,2}})\s?[月./-]\s?"
    rf"(?P<day>\d{{1,2}}|[{_CN}]{{1,3}})\s?日?"
)
_ALONE = re.compile(rf"[(（]?{_DATE}(?:印发)?[)）]?")
_PRINTED = re.compile(rf"[^\n。；;，,:：\s]{{2,30}}\s{{1,8}}{_DATE}\s?印发")
"""The last line of an official document: `某市人民政府办公室　　2026年1月20日印发`."""
_MADE = re.compile(rf"(?:成文|产生|生成|印发|制发|发文)(?:日期|时间)[:：\s]{{0,3}}{_DATE}")
_PUBLISHED = re.compile(rf"(?:发布|发表|公开|公布)(?:日期|时间)[:：\s]{{0,3}}{_DATE}")
_STAMP = re.compile(rf"[^\n。；;]{{2,40}}?\s{_DATE}\s+\d{{1,2}}[:：]\d{{2}}")
_TITLE_YEAR = re.compile(r"(?<!\d)(20\d\d)年(?:度)?(?![0-9]{1,2}月)")
_TITLE = re.compile(
    r"[^\n。；;，,:：]{4,70}(?:方案|计划|意见|要点|清单|通知|任务|目标|安排|分解表|任务书|责任书)[)）]?"
)
_TITLES_WITHIN = 80
"""Lines from the top in which a title is looked for: a website puts its menu above."""
_STAMPED_WITHIN = 30
_LONGEST = 400
"""Of a line that may name the day: what a website prints of a document stands in lines, not in paragraphs."""


@dataclass(frozen=True, slots=True)
class Issued:
    """The day of a document, and the year that its dates mean where they name none; either may be unknown."""

    day: date | None = None
    year: int | None = None


def issued(document: Document) -> Issued:
    """What the document says of its own day and year."""
    lines = [text.strip() for text, _ in document.texts() if len(text) <= _LONGEST]
    made = (
        _the_one(_days(_MADE.search(line) for line in lines)),
        _the_one(_days(_ALONE.fullmatch(line) for line in _standing_alone(document))),
        _the_one(_days(_PRINTED.fullmatch(line) for line in lines)),
        _the_one(_days(_PUBLISHED.search(line) for line in lines)),
        _the_one(_days(_STAMP.match(line) for line in lines[:_STAMPED_WITHIN])),
    )
    day = next((one for one in made if one is not None), None)
    year = _the_one(
        int(hit[1]) for line in lines[:_TITLES_WITHIN] if _TITLE.fullmatch(line) and (hit := _TITLE_YEAR.search(line))
    )
    return Issued(day, year if year is not None else day.year if day else None)


def _standing_alone(document: Document) -> Iterator[str]:
    """Lines, and cells with a row to themselves: a date beside other cells is a deadline or a day of inspection."""
    for block in document.blocks:
        if isinstance(block, Line):
            yield block.text.strip()
        else:
            for row in block.rows:
                texts = [cell.text.strip() for cell in row if cell is not None and cell.text.strip()]
                yield from texts if len(texts) == 1 else ()


T = TypeVar("T")


def _the_one(found: Iterable[T]) -> T | None:
    several = set(found)
    return several.pop() if len(several) == 1 else None


def _days(hits: Iterable[re.Match[str] | None]) -> Iterator[date]:
    for hit in hits:
        if hit is not None and (day := _day(hit)) is not None:
            yield day


def _day(hit: re.Match[str]) -> date | None:
    try:
        day = date(_number(hit["year"]), _number(hit["month"]), _number(hit["day"]))
    except ValueError:
        return None
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else chinese(text) or 0
