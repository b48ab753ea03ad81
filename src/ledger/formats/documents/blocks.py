"""What docx, html and pdf readers gather, and how it becomes blocks: merged cells in a grid, frames taken off.

A frame is a table that only places text on a page: its cells are read as text that stands alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from ledger.errors import say
from ledger.formats.xlsx.unfit import UnfitError
from ledger.model.document import Block, Cell, Line, Spot, Table

MOST_PLACES = 1_000_000
"""Places of all tables together, with those that hold nothing."""
DEEPEST_TABLE = 30
"""Tables within tables."""
WIDEST_SPAN = 1_000
"""Columns of a cell, as HTML has it (4.9.11)."""
_FRAMES_MOST = 0.8
"""The share of a table's text that stands in one cell together with a table, if the outer one is a mere frame."""


@dataclass(slots=True)
class Paragraph:
    """A paragraph; it may have line ends inside it."""

    text: str
    heading: int | None = None
    page: int | None = None
    wrapped: bool = False
    """Whether its end is that of a printed line, and the text goes on in the next one."""


@dataclass(slots=True)
class Box:
    """A cell with all that stands in it, and the rows and columns that it covers."""

    parts: list[Part] = field(default_factory=list)
    rows: int = 1
    columns: int = 1
    page: int | None = None


@dataclass(slots=True)
class Rows:
    """A table: its cells row by row; a cell is there once, in the row where it begins."""

    rows: list[list[Box]] = field(default_factory=list)
    page: int | None = None


Part: TypeAlias = "Paragraph | Rows"


def placed(parts: Sequence[Part]) -> tuple[Block, ...]:
    """The blocks of a document, numbered from 1. An empty paragraph has a number and is no block.

    Raises:
        UnfitError: tables lie too deep in each other, or have more places than are read.
    """
    placing = _Placing()
    return tuple(placing.blocks(parts, None, 0))


@dataclass(slots=True)
class _Placing:
    number: int = 0
    places: int = 0

    def blocks(self, parts: Sequence[Part], within: Spot | None, depth: int) -> Iterator[Block]:
        if depth > DEEPEST_TABLE:
            raise UnfitError(say("document.too-deep"))
        for part in parts:
            if isinstance(part, Rows):
                self.number += 1
                if _is_frame(part, depth):
                    yield from self._of_frame(part, depth)
                elif any(part.rows):
                    yield self._table(part, depth)
                continue
            if within is None:
                self.number += 1
            spot = within or Spot(self.number, part.page)
            for text in part.text.split("\n"):
                if text.strip():
                    yield Line(text.rstrip(), spot, part.heading, part.wrapped)

    def _of_frame(self, frame: Rows, depth: int) -> Iterator[Block]:
        number = self.number
        for row, boxes in enumerate(frame.rows, 1):
            for column, box in enumerate(boxes, 1):
                yield from self.blocks(box.parts, Spot(number, box.page or frame.page, row, column), depth + 1)

    def _table(self, table: Rows, depth: int) -> Table:
        where = Spot(self.number, table.page)
        begun = list(_begun(table))
        kept = sorted({column for row in begun for column, _, _, _ in row})
        self.places += len(kept) * len(begun)
        if self.places > MOST_PLACES:
            raise UnfitError(say("document.table-too-big", limit=MOST_PLACES))
        new = {column: at for at, column in enumerate(kept)}
        grid: list[list[Cell | None]] = [
            [Cell("", Spot(where.line, where.page, row, column)) for column in range(1, len(kept) + 1)]
            for row in range(1, len(begun) + 1)
        ]
        for at, row in enumerate(begun):
            for column, rows, columns, box in row:
                covered = [new[one] for one in range(column, column + columns) if one in new]
                for low in range(at, at + rows):
                    for over in covered:
                        grid[low][over] = None
                spot = Spot(where.line, box.page or where.page, at + 1, covered[0] + 1)
                grid[at][covered[0]] = Cell(_text(box.parts, depth + 1), spot, rows, len(covered))
        return Table(tuple(map(tuple, grid)), where)


def _begun(table: Rows) -> Iterator[list[tuple[int, int, int, Box]]]:
    """Row by row, the cells that begin there: column, rows, columns, cell (HTML 4.9.12, forming a table)."""
    busy: list[int] = []  # by column, the first row that is free again
    for at, boxes in enumerate(table.rows):
        row = []
        column = 0
        for box in boxes:
            while column < len(busy) and busy[column] > at:
                column += 1
            columns = 1
            while columns < min(box.columns, WIDEST_SPAN) and (
                column + columns >= len(busy) or busy[column + columns] <= at
            ):
                columns += 1
            rows = max(1, min(box.rows, len(table.rows) - at))
            busy.extend([0] * (column + columns - len(busy)))
            busy[column : column + columns] = [at + rows] * columns
            row.append((column, rows, columns, box))
            column += columns
        yield row


def _is_frame(table: Rows, depth: int) -> bool:
    """Whether a table only places text: it has one column, or nearly all stands in a cell that has a table in it."""
    if all(len(row) <= 1 and all(box.rows == 1 for box in row) for row in table.rows):
        return True
    nested = [box for row in table.rows for box in row if any(isinstance(part, Rows) for part in box.parts)]
    if not nested:
        return False
    return max(_size(box.parts, depth + 1) for box in nested) >= _FRAMES_MOST * _size([table], depth)


def _size(parts: Sequence[Part], depth: int) -> int:
    if depth > DEEPEST_TABLE:
        raise UnfitError(say("document.too-deep"))
    return sum(
        len(part.text)
        if isinstance(part, Paragraph)
        else sum(_size(box.parts, depth + 1) for row in part.rows for box in row)
        for part in parts
    )


def _text(parts: Sequence[Part], depth: int) -> str:
    """The text of a cell; a table inside it is printed row by row, ` | ` between its cells."""
    if depth > DEEPEST_TABLE:
        raise UnfitError(say("document.too-deep"))
    lines: list[str] = []
    for part in parts:
        if isinstance(part, Paragraph):
            lines += [line.strip() for line in part.text.split("\n")]
        else:
            lines += [" | ".join(_text(box.parts, depth + 1).replace("\n", " ") for box in row) for row in part.rows]
    return "\n".join(line for line in lines if line)
