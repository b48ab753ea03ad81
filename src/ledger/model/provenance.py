"""Where an issue comes from, as its record keeps it: the document, its SHA-256, and the place of the item in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ledger.model.document import Spot
from ledger.model.grid import letters
from ledger.model.item import Item

_BETWEEN = "　"
_CN = "一二三四五六七八九十百"
_MARK = re.compile(rf"第?(?:[{_CN}]{{1,4}}|[0-9]{{1,3}})|[(（](?:[{_CN}]{{1,4}}|[0-9]{{1,3}})[)）]|[①-⑳]")


@dataclass(frozen=True, slots=True)
class Provenance:
    """A document as records name it."""

    document: str
    digest: str


def number(item: Item) -> str:
    """The number under which a record keeps an item: its own; of a task that has none, those of the headings above it,
    as offices cite them: `二(一)1(3)`.
    """
    if item.number or not item.text:
        return item.number
    marks = (_MARK.match(heading.strip()) for heading in item.headings)
    return "".join(mark[0] for mark in marks if mark)


def place(item: Item) -> str:
    """Where an item stands, in the office's words: its section headings, then page, sheet, line or row.

    Records are Chinese whatever language the program speaks, so this is no message.
    """
    return _BETWEEN.join((*headings(item.headings), where(item.spot)))


def headings(path: Sequence[str]) -> tuple[str, ...]:
    """The headings above an item, each on one line."""
    return tuple(line for one in path if (line := " ".join(one.split())))


def where(spot: Spot) -> str:
    """A place in a document: `第 12 行`, `第 3 页第 7 行`, `表“一览表”D5`, `第 4 段表格第 2 行`."""
    page = f"第 {spot.page} 页" if spot.page is not None else ""
    if spot.sheet is not None and spot.row is not None:
        cell = f"{letters(spot.column)}{spot.row}" if spot.column else f"第 {spot.row} 行"
        return f"工作表“{spot.sheet}”{cell}"
    if spot.sheet is not None:
        return f"工作表“{spot.sheet}”"
    if spot.row is not None:
        return f"{page}第 {spot.line} 段表格第 {spot.row} 行"
    return f"{page}第 {spot.line} 行"
