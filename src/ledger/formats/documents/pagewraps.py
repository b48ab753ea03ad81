"""Lines that a page ended and not the writer, told by where they stand: the edge, indents, gaps between lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ledger.formats.documents.pagelines import KEPT_TOGETHER, NEVER_FIRST, Printed, has_no_room

_INDENTED = 0.5
"""Characters by which a line begins further right than another."""
_SAME_SIZE = 0.25
"""The share of a character's height by which lines of the same letters differ: the box of a digit is smaller."""
_APART = 1.25
"""The distance of two lines, in those within a paragraph, from which on they are two paragraphs."""
_ALIGNED, _ALIGNED_SHARE = 5, 0.25
"""How many lines end at one place, and which share of all, where a margin is not as wide as the other."""


@dataclass(frozen=True, slots=True)
class PageText:
    """The lines of a page that belong to the text, and the edges of the paper."""

    left: float
    right: float
    lines: tuple[Printed, ...]


@dataclass(frozen=True, slots=True)
class _Column:
    """Where the text of a kind of page begins and ends, and how far lines of a paragraph are from each other."""

    left: float
    right: float
    step: float


def wrapped(pages: Sequence[PageText]) -> list[list[bool]]:
    """For each line of each page whether its end is the page's: the text goes on in the next line.

    A line at the edge goes on in the next one of the same size if that begins no paragraph, by its indent or by a gap.
    Nothing is said (False) of pages on which no edge can be seen.
    """
    columns = {size: _column([page for page in pages if _size(page) == size]) for size in set(map(_size, pages))}
    indents = any(_falls_back(page, columns[_size(page)]) for page in pages)
    found = []
    for at, page in enumerate(pages):
        column = columns[_size(page)]
        after = pages[at + 1].lines[:1] if at + 1 < len(pages) and _size(pages[at + 1]) == _size(page) else ()
        told = [column is not None and _goes_on(*pair, column, indents=indents) for pair in pairwise(page.lines)]
        last = [_goes_on(page.lines[-1], after[0], column, indents=indents)] if column and page.lines and after else []
        found.append([*told, *(last or [False] * bool(page.lines))])
    return found


def _size(page: PageText) -> tuple[int, int]:
    return round(page.left), round(page.right)


def _column(pages: Sequence[PageText]) -> _Column | None:
    """The column of text on these pages; None if its right edge can't be told."""
    lines = [line for page in pages for line in page.lines]
    if not lines:
        return None
    left = min(line.left for line in lines)
    usual = median(line.height for line in lines)
    furthest = max((line.right for line in lines if line.text[-1] not in NEVER_FIRST), default=left)
    margin = pages[0].right - (left - pages[0].left)
    aligned = sum(line.right > furthest - usual for line in lines)
    if margin - KEPT_TOGETHER * usual <= furthest:
        right = max(furthest, min(margin, furthest + KEPT_TOGETHER * usual))
    elif aligned >= max(_ALIGNED, _ALIGNED_SHARE * len(lines)):
        right = furthest
    else:
        return None
    steps = [one.top - other.top for page in pages for one, other in _full(page, left, right)]
    return _Column(left, right, median(steps) if steps else 0.0)


def _full(page: PageText, left: float, right: float) -> Iterator[tuple[Printed, Printed]]:
    """The lines that reach the edge, each with the next one, if that stands at the left edge."""
    for one, other in pairwise(page.lines):
        at_left = other.left - left <= _INDENTED * other.height
        if at_left and _same_size(one, other) and has_no_room(one, other.text, right):
            yield one, other


def _falls_back(page: PageText, column: _Column | None) -> bool:
    """Whether a paragraph on the page has its first line indented: the line below begins further left."""
    if column is None:
        return False
    return any(one.left - other.left > _INDENTED * one.height for one, other in _full(page, column.left, column.right))


def _goes_on(line: Printed, after: Printed, column: _Column, *, indents: bool) -> bool:
    step = line.top - after.top  # below nought where the next page begins
    if not _same_size(line, after) or (column.step and step > _APART * column.step):
        return False
    begins = after.left - (column.left if indents else line.left) > _INDENTED * after.height
    return not begins and has_no_room(line, after.text, column.right)


def _same_size(one: Printed, other: Printed) -> bool:
    return abs(one.height - other.height) <= _SAME_SIZE * max(one.height, other.height)
