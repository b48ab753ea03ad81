"""A workbook that no ledger wrote: each worksheet a table, read by the reader of returned workbooks."""

from __future__ import annotations

from bisect import bisect_left

from ledger.errors import Said, say
from ledger.formats.documents.base import Content
from ledger.formats.documents.blocks import MOST_PLACES
from ledger.formats.xlsx.reading import read as read_workbook
from ledger.formats.xlsx.unfit import UnfitError, on_one_line
from ledger.model.document import Cell, Spot, Table
from ledger.model.grid import Grid

_PICTURE = "picture"


def read(data: bytes, file: str) -> Content:
    """The visible worksheets of a workbook; rows and columns that hold nothing are left out of the tables.

    Raises:
        UnfitError: a worksheet is spread over more places than are read.
        UnreadableError: it is no workbook, damaged, or not safe.
    """
    book = read_workbook(data, file)
    hidden = tuple(grid.name for grid in book.grids if grid.state != "visible" and grid.lines)
    shown = [grid for grid in book.grids if grid.state == "visible" and grid.lines]
    if sum(len(grid.lines) * len(_columns(grid)) for grid in shown) > MOST_PLACES:
        raise UnfitError(say("document.table-too-big", limit=MOST_PLACES))
    remarks: list[Said] = [one for one in book.remarks if one.key != "workbook.has-hidden-sheets"]
    if hidden:
        remarks.append(on_one_line(say("document.has-hidden-sheets", sheets=hidden)))
    remarks += [
        on_one_line(say("document.has-hidden-rows", sheet=grid.name, count=count))
        for grid in shown
        if (count := sum(line.hidden for line in grid.lines))
    ]
    return Content(tuple(_table(grid, at) for at, grid in enumerate(shown, 1)), tuple(remarks))


def _columns(grid: Grid) -> list[int]:
    return sorted({column for line in grid.lines for column in line.cells})


def _table(grid: Grid, at: int) -> Table:
    columns, numbers = _columns(grid), [line.number for line in grid.lines]
    spans, covered = _merged(grid, columns, numbers)
    rows = []
    for line in grid.lines:
        row: list[Cell | None] = []
        for column in columns:
            if (line.number, column) in covered:
                row.append(None)
                continue
            cell = line.cells.get(column)
            text = cell.text if cell and cell.kind != _PICTURE else ""
            spot = Spot(at, row=line.number, column=column, sheet=grid.name)
            row.append(Cell(text, spot, *spans.get((line.number, column), (1, 1))))
        rows.append(tuple(row))
    return Table(tuple(rows), Spot(at, sheet=grid.name))


def _merged(
    grid: Grid, columns: list[int], rows: list[int]
) -> tuple[dict[tuple[int, int], tuple[int, int]], set[tuple[int, int]]]:
    """The merged cells by where they begin, in rows and columns that hold something; and the places they cover."""
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    covered: set[tuple[int, int]] = set()
    for top, left, low, far in grid.merged:
        inner_rows = rows[bisect_left(rows, top) : bisect_left(rows, low + 1)]
        inner_columns = columns[bisect_left(columns, left) : bisect_left(columns, far + 1)]
        if not inner_rows or not inner_columns or inner_rows[0] != top or inner_columns[0] != left:
            continue  # its text stands in a row or column that holds nothing: there is none
        spans[top, left] = (len(inner_rows), len(inner_columns))
        covered |= {(row, column) for row in inner_rows for column in inner_columns} - {(top, left)}
    return spans, covered
