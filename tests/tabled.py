"""Documents with tables, made by hand: from lines of text, or from rows in which a cell may cover several places."""

from __future__ import annotations

from collections.abc import Sequence

from ledger.model.document import Block, Cell, Document, Line, Spot, Table
from ledger.model.item import Entry, Taken

Written = str | tuple[str, int, int] | None
"""A cell as a test writes it: its words, words with rows × columns of a merged one, or None where another covers."""


def text(words: str) -> Document:
    """A text file."""
    return made(*words.strip("\n").split("\n"))


def made(*blocks: str | Sequence[Sequence[Written]]) -> Document:
    """A document of lines (strings) and tables (rows of cells), in this order."""
    placed: list[Block] = []
    for at, block in enumerate(blocks, 1):
        placed.append(Line(block, Spot(at)) if isinstance(block, str) else _table(block, at))
    return Document("样本", "docx", "0" * 64, tuple(placed))


def _table(rows: Sequence[Sequence[Written]], at: int) -> Table:
    return Table(
        tuple(
            tuple(_cell(cell, at, row, column) for column, cell in enumerate(cells, 1))
            for row, cells in enumerate(rows, 1)
        ),
        Spot(at),
    )


def _cell(written: Written, at: int, row: int, column: int) -> Cell | None:
    if written is None:
        return None
    words, rows, columns = (written, 1, 1) if isinstance(written, str) else written
    return Cell(words, Spot(at, None, row, column), rows, columns)


def wide(words: str, columns: int) -> list[Written]:
    """A row with one cell over the whole table."""
    return [(words, 1, columns), *[None] * (columns - 1)]


def numbers(taken: Taken) -> list[str]:
    """The numbers of the items, as printed."""
    return [entry.number for entry in taken.entries]


def words(entry: Entry, label: str, row: int | None = None) -> list[str]:
    """What an item says under a label, of one row or of all."""
    return [part.text for part in entry.parts if part.label == label and (row is None or part.row == row)]


def orphans(taken: Taken) -> list[str]:
    """What no item took."""
    return [words for words, _ in taken.orphans]
