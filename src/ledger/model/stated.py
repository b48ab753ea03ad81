"""Where a document prints counts of itself: before its items, in its headings, in the total rows of its tables.

What an item says of the world (`12家企业中3家…`) is no count of the document.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from ledger.model.counts import Count, counts_in
from ledger.model.document import Document, Line, Spot, Table
from ledger.model.item import Item, Printed
from ledger.model.units import plain

TOTAL = re.compile(r"(?:合计|总计|小计|共计|总数)")
"""What a total row of a table begins with."""
PART_TOTAL = "小计"
FIGURE = re.compile(r"[0-9]{1,7}")
_TOTAL_CELL = re.compile(r"(?:共)?([0-9]{1,6})(个问题|项问题|个|项|件|条措施|项措施|个措施|条)?")
_BESIDE = 3
_MOST_ON_A_LINE = 200
"""Items printed in one line; where there are more, what stands between them is not looked at."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A count with its place; `chapter` is the heading that it is printed in, if it is one over items."""

    count: Count
    spot: Spot
    paragraph: int
    chapter: str | None = None

    @property
    def printed(self) -> Printed:
        """As the record keeps it."""
        of = f"{self.count.of}:{self.count.year}" if self.count.year else self.count.of
        return Printed(self.count.text, self.count.count, of, self.spot)


def stated_in(
    document: Document, items: Sequence[Item], orphans: Sequence[tuple[str, Spot]] = ()
) -> tuple[Stated, ...]:
    """The counts that a document prints of itself: before its items, in its headings, in what no item took, in the
    total rows of its tables.
    """
    found: list[Stated] = []
    inside = Inside(items)
    for paragraph, (text, spot, chapter) in enumerate(_texts(document, items, orphans)):
        found += [
            Stated(count, spot, paragraph, chapter)
            for count in counts_in(text)
            if chapter is not None or not inside.says(text, count.start, count.end, spot)
        ]
    for table in document.tables:
        found += _totals_of_list(table, len(found))
    return tuple(found)


def _texts(
    document: Document, items: Sequence[Item], orphans: Sequence[tuple[str, Spot]]
) -> Iterator[tuple[str, Spot, str | None]]:
    """Every text that may state a count, with the heading over items that it is; cells that are items are left out."""
    chapters = {heading: item.spot for item in reversed(items) for heading in item.headings}
    seen = set()
    for block in document.blocks:
        if isinstance(block, Line):
            text = block.text.strip()
            seen.add(text)
            yield text, block.spot, text if text in chapters else None
        else:
            for text, spot, chapter in _of_table(block, chapters):
                seen.add(text)
                yield text, spot, chapter
    places = {line.spot.line for line in document.lines}
    yield from ((text, spot, None) for text, spot in orphans if spot.row is None and spot.line not in places)
    yield from ((text, spot, text) for text, spot in chapters.items() if text not in seen and spot.row is None)


class Inside:
    """Tells what the items themselves say: a count in it is of the world."""

    def __init__(self, items: Sequence[Item]) -> None:
        self.by_line: dict[int, list[Item]] = {}
        for item in items:
            self.by_line.setdefault(item.spot.line, []).append(item)
        self.lines = sorted(self.by_line)

    def says(self, text: str, start: int, end: int, spot: Spot) -> bool:
        """Whether a part of a line, with the words beside it, stands in the item that the line belongs to."""
        at = bisect_right(self.lines, spot.line) - 1
        if at < 0:
            return False
        begins = self.lines[at]
        if len(self.by_line[begins]) > _MOST_ON_A_LINE:
            return True
        told = self._words(begins)
        beside = (text[max(0, start - _BESIDE) : end], text[start : end + _BESIDE])
        return any(_closed_up(words) in told for words in beside)

    @lru_cache(maxsize=8)  # noqa: B019 - lines come in order, and this lives no longer than the call that made it
    def _words(self, line: int) -> str:
        return "".join(_closed_up(text) for item in self.by_line[line] for text in _said(item))


def _said(item: Item) -> Iterator[str]:
    """All that an item has words for."""
    yield from (item.title, item.finding, item.goal or "", item.deadline.text if item.deadline else "")
    yield from (measure.text for measure in item.measures)
    yield item.progress.text if item.progress else ""
    yield from (other.text for other in item.others)
    yield item.text


def _closed_up(text: str) -> str:
    return "".join(text.split())


def _of_table(table: Table, chapters: Collection[str]) -> Iterator[tuple[str, Spot, str | None]]:
    for row in table.rows:
        cells = [cell for cell in row if cell is not None and cell.text.strip()]
        if len(cells) == 1:
            text = cells[0].text.strip()
            yield text, cells[0].spot, text if text in chapters else None


def _totals_of_list(table: Table, paragraph: int) -> Iterator[Stated]:
    """The numbers in 合计 and 小计 rows of a list; those of a table of figures are added up instead."""
    if of_figures(table):
        return
    chapter = None
    for row in table.rows:
        cells = [cell for cell in row if cell is not None and cell.text.strip()]
        if len(cells) == 1:
            chapter = cells[0].text.strip()
        elif cells and TOTAL.match(plain(cells[0].text)):
            hits = [(cell, hit) for cell in cells[1:] if (hit := _TOTAL_CELL.fullmatch(plain(cell.text)))]
            if len(hits) == 1:
                cell, hit = hits[0]
                of: Literal["measures", "entries"] = "measures" if (hit[2] or "").endswith("措施") else "entries"
                text = f"{cells[0].text.strip()} {cell.text.strip()}"
                part = plain(cells[0].text).startswith(PART_TOTAL)
                yield Stated(Count(text, int(hit[1]), of, 0, 0), cell.spot, paragraph, chapter if part else None)


def of_figures(table: Table) -> bool:
    """Whether a table is one of figures: a total row of several numbers."""
    return any(
        cells
        and TOTAL.match(plain(cells[0].text))
        and sum(bool(FIGURE.fullmatch(plain(c.text))) for c in cells[1:]) > 1
        for row in table.rows
        for cells in [[cell for cell in row if cell is not None and cell.text.strip()]]
    )
