"""A document as it was published: its lines and tables in their order, each with the place where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from ledger.errors import Said


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """Where something stands. `line` counts the lines of a text, or the paragraphs and tables of a docx, from 1;
    in a table `row` and `column` count from 1 as well; `page` is there where the format has pages.
    """

    line: int
    page: int | None = None
    row: int | None = None
    column: int | None = None
    sheet: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line or paragraph, as it is printed. `heading` is the level that the format itself gives it, if any;
    `wrapped` tells, where a page is seen, that the page ended the line and not the writer.
    """

    text: str
    spot: Spot
    heading: int | None = None
    wrapped: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table. A merged cell stands where it begins and covers `rows` × `columns`."""

    text: str
    spot: Spot
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its rows of cells. A place that a merged cell covers holds nothing (None)."""

    rows: tuple[tuple[Cell | None, ...], ...]
    spot: Spot


Block: TypeAlias = "Line | Table"


@dataclass(frozen=True, slots=True)
class Document:
    """What a reader gives back of a file, whatever its format."""

    file: str
    """Its name, for messages and for the record."""
    format: str
    """txt, md, docx, pdf, html, xlsx."""
    sha256: str
    blocks: tuple[Block, ...]
    remarks: tuple[Said, ...] = ()
    """What was seen and could not be taken: pictures, pages without text, an encoding that had to be guessed."""

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines outside tables."""
        return tuple(block for block in self.blocks if isinstance(block, Line))

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables."""
        return tuple(block for block in self.blocks if isinstance(block, Table))

    def texts(self) -> Iterator[tuple[str, Spot]]:
        """Every text with its place, tables cell by cell."""
        for block in self.blocks:
            if isinstance(block, Line):
                yield block.text, block.spot
            else:
                for row in block.rows:
                    yield from ((cell.text, cell.spot) for cell in row if cell is not None)
