"""Tables printed with blanks between their columns, as a printer or a PDF's text layer sets them.

The columns are the stretches between places that are blank in every line; only where there are as many of them as
headings is it a table.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from ledger.formats.plan_text.numbering import opens_with_number
from ledger.formats.plan_text.parted_rows import Parted, after_gap
from ledger.formats.plan_text.table_columns import known, roles
from ledger.model.document import Cell, Line, Spot, Table

_GAP = re.compile(r"[ \u3000\xa0]{2,}|\u3000")
_FEWEST = 3
_WIDEST = 400
_CHAPTER = re.compile(r"[一二三四五六七八九十]{1,3}[、.．]|[(（][一二三四五六七八九十]{1,3}[)）]")
_TERMINAL = "。；;！!？?：:"
_NARROW_GAP = 1
_LONGEST_REST = 30
"""Of a cell that goes on in a line where all others are blank; longer ones are indented paragraphs."""


def aligned(lines: Sequence[Line]) -> list[Parted]:
    """The tables among the lines whose columns are parted by blanks."""
    found, at = [], 0
    while at < len(lines):
        words = _GAP.split(lines[at].text.strip())
        if len(words) >= _FEWEST and sum(known(word) for word in words) >= _FEWEST:
            end = _end(lines, at)
            table = _below(lines, range(at, end), words)
            found += [table] if table is not None else []
            at = end
        else:
            at += 1
    return found


def _end(lines: Sequence[Line], at: int) -> int:
    """Where the lines end that can belong to a table whose headings stand in line `at`."""
    end = at + 1
    while end < len(lines) and _belongs(lines[end].text):
        end += 1
    while end > at + 1 and not lines[end - 1].text.strip():
        end -= 1
    return end


def _below(lines: Sequence[Line], body: range, words: Sequence[str]) -> Parted | None:
    full = [n for n in body if lines[n].text.strip() and not _CHAPTER.match(lines[n].text.strip())]
    bounds = _columns([lines[n].text for n in full])
    if len(full) <= 1 or len(bounds) != len(words):
        return None
    rows = _rows(lines, body, bounds, words)
    if rows is None:
        return None
    made = tuple(
        tuple(
            Cell(text, Spot(lines[first].spot.line, lines[first].spot.page, number, column)) if text else None
            for column, text in enumerate(cells, 1)
        )
        for number, (first, cells) in enumerate(rows, 1)
    )
    return Parted(body.start, body.stop, Table(made, lines[body.start].spot))


def _belongs(text: str) -> bool:
    """Whether a line can be one of a table's: it has a gap, is short, or is a chapter's heading or empty."""
    bare = text.strip()
    rest_of_cell = text[:1] in " \u3000" and len(bare) <= _LONGEST_REST
    return not bare or rest_of_cell or bare.isdecimal() or bool(_GAP.search(bare) or _CHAPTER.match(bare))


def _wide(text: str) -> list[tuple[int, str]]:
    """Each character with the place where a terminal prints it."""
    placed, at = [], 0
    for char in text[:_WIDEST]:
        placed.append((at, char))
        at += 2 if unicodedata.east_asian_width(char) in "WF" else 1
    return placed


def _columns(texts: Sequence[str]) -> list[tuple[int, int]]:
    """The stretches of places that some line fills; a single blank parts no columns."""
    filled = bytearray(2 * _WIDEST + 2)
    for text in texts:
        for at, char in _wide(text):
            if not char.isspace():
                filled[at] = 1
                filled[at + (unicodedata.east_asian_width(char) in "WF")] = 1
    bounds: list[tuple[int, int]] = []
    for at, one in enumerate(filled):
        if one and bounds and at - bounds[-1][1] <= _NARROW_GAP:
            bounds[-1] = (bounds[-1][0], at + 1)
        elif one:
            bounds.append((at, at + 1))
    return bounds


def _rows(
    lines: Sequence[Line], body: range, bounds: Sequence[tuple[int, int]], words: Sequence[str]
) -> list[tuple[int, list[str]]] | None:
    """The rows with the line each begins at; None where it can't be told which lines make one."""
    number = next((at for at, word in enumerate(words) if roles(word)[:1] in {("counter",), ("number",)}), None)
    rows: list[tuple[int, list[str]]] = []
    for n in body:
        text, blank = lines[n].text, after_gap(lines, n)
        if not text.strip():
            continue
        if n > body[0] and _CHAPTER.match(text.strip()) and not _GAP.search(text.strip()):
            rows.append((n, [text.strip(), *[""] * (len(bounds) - 1)]))
            continue
        cells = _cut(text, bounds)
        begins = n == body[0] or (bool(cells[number]) if number is not None else blank or bool(cells[0]))
        if begins:
            rows.append((n, cells))
        elif len(rows) == 1 or (blank and number is not None):
            return None  # words before the number of their row, or apart from it: nobody can say whose they are
        else:
            rows[-1] = (rows[-1][0], [_joined(one, other) for one, other in zip(rows[-1][1], cells, strict=True)])
    return rows


def _cut(text: str, bounds: Sequence[tuple[int, int]]) -> list[str]:
    placed = _wide(text)
    return ["".join(char for at, char in placed if start <= at < end).strip() for start, end in bounds]


def _joined(before: str, after: str) -> str:
    if not before or not after:
        return before + after
    return before + ("\n" if before[-1] in _TERMINAL or opens_with_number(after) else "") + after
