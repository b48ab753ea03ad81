"""The rows on the page that one row of a table becomes: one, unless its texts are taller than Excel lets a row be.

Then the letters of the cells that are too tall get smaller, as far as they can be read. A text that is too long even
so goes on in rows below, marked （续）, in which the short cells are said again: whoever filters or sorts keeps the
rows of an issue together. An import joins them (`model.continued`).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from ledger.formats.xlsx import heights, styles
from ledger.formats.xlsx.cells import as_text
from ledger.model import continued
from ledger.model.column import Column
from ledger.model.columns import Value

SPLIT_SIZE = styles.SMALL_SIZES[0]
"""Points of the letters in a text that goes on: smaller ones would not save it the next row anyway."""
_STOPS = "。；;！!？?，,、"


@dataclass(frozen=True, slots=True)
class Strip:
    """One row on the page: values and, in step, their texts, the size of each column's letters, the hidden columns."""

    values: tuple[Value, ...]
    texts: tuple[str, ...]
    height: float
    """In points."""
    sizes: tuple[float, ...] | None = None
    """None: those of every row."""
    goes_on: bool = False
    """Whether it goes on with the row above."""


def strips(
    columns: Sequence[Column], values: tuple[Value, ...], texts: tuple[str, ...], key: str, revision: str
) -> Iterator[Strip]:
    """The rows of one row of a table, with key and revision behind its own columns."""
    widths = [float(column.width) for column in columns]
    height = heights.natural_height(zip(texts, widths, strict=True), styles.BODY_SIZE)
    if height <= heights.TALLEST:
        yield Strip((*values, key, revision), (*texts, key, revision), heights.fitted(height))
        return
    sizes = tuple(_size(text, width) for text, width in zip(texts, widths, strict=True))
    cut = [
        _cut(text, width) if size is None else [(text, False)]
        for text, width, size in zip(texts, widths, sizes, strict=True)
    ]
    given = tuple(size or SPLIT_SIZE for size in sizes)
    of = max(map(len, cut)) - 1
    for number, pieces in enumerate(zip_longest(*cut, fillvalue=None)):
        if number == 0:
            own = tuple(piece[0] if piece else "" for piece in pieces)
            hidden = (key, continued.revision_of(revision, of))
        else:
            own = tuple(_again(column, text, piece) for column, text, piece in zip(columns, texts, pieces, strict=True))
            more = ((column.field, piece[1]) for column, piece in zip(columns, pieces, strict=True) if piece)
            hidden = (continued.key_of(key, number, of, more), "")
        shown = tuple(_value(old, text) for old, text in zip(values, own, strict=True))
        tall = max(
            heights.natural_height([(text, width)], size) for text, width, size in zip(own, widths, given, strict=True)
        )
        yield Strip((*shown, *hidden), (*own, *hidden), heights.fitted(tall), given, goes_on=number > 0)


def _size(text: str, width: float) -> float | None:
    """The largest letters with which a text fits into one row; None where it fits with none."""
    sizes = (styles.BODY_SIZE, *styles.SMALL_SIZES)
    return next((size for size in sizes if heights.natural_height([(text, width)], size) <= heights.TALLEST), None)


def _again(column: Column, text: str, piece: tuple[str, bool] | None) -> str:
    """What a cell of a continuation row says: its part of the text, or once more what tells the issue."""
    if piece:
        return piece[0]
    if column.field == "id":
        return f"{text}\n{continued.MARK}"
    said_again = column.field in {"row", "title"} or not (column.long or column.kind == "number")
    return text if said_again else ""


def _value(value: Value, text: str) -> Value:
    """The value of a cell that shows `text`: its own where it shows all of it."""
    return value if text and text == as_text(value) else text


def _cut(text: str, width: float) -> list[tuple[str, bool]]:
    """A text in parts that fit into a row each, and whether each begins on a new line."""
    ems = heights.available(width, SPLIT_SIZE)
    most = math.floor((heights.TALLEST - heights.PADDING) / (SPLIT_SIZE * heights.LINE))
    parts: list[tuple[str, bool]] = []
    new_line = False
    while text:
        at = _fitting(text, ems, most)
        parts.append((text[:at], new_line))
        new_line = text[at : at + 1] == "\n"
        text = text[at + new_line :]
    return parts


def _fitting(text: str, ems: float, most: int) -> int:
    """Where to cut a text so that what is before takes at most `most` lines: behind a paragraph, a clause, a word."""
    low, high = 1, min(len(text), math.ceil(2 * ems + 1) * most)  # no letter is narrower than half an em
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if heights.lines(text[:middle], ems) <= most else (low, middle - 1)
    if low == len(text):
        return low
    near = max(1, low - low // 4)
    places = [text.rfind("\n", near, low + 1), *(_behind(text, near, low, marks) for marks in ("。；;！!？?", _STOPS))]
    found = next((at for at in places if at > 0 and _is_clean(text, at)), None)
    if found is not None:
        return found
    return next((at for at in range(low, near, -1) if _is_clean(text, at) and not _in_word(text, at)), low)


def _behind(text: str, near: int, low: int, marks: str) -> int:
    """The last place behind one of these marks."""
    return max(text.rfind(mark, near, low) for mark in marks) + 1


def _is_clean(text: str, at: int) -> bool:
    """Whether no blank stands beside a cut: a program that trims cells would take it away."""
    return text[at : at + 1] == "\n" or not (text[at - 1].isspace() or text[at : at + 1].isspace())


def _in_word(text: str, at: int) -> bool:
    """Whether a cut would tear a word or number, or leave a mark at the beginning of a line."""
    before, after = text[at - 1], text[at]
    return (before.isascii() and after.isascii()) or after in _STOPS + "：:）)】》”’%％…"
