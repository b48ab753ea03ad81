"""Room for the texts of a row in somebody else's sheet: its height, and smaller letters where no height is enough."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from typing import TYPE_CHECKING, cast

from openpyxl.cell import Cell

from ledger.formats.xlsx import heights
from ledger.formats.xlsx.cells import as_text
from ledger.formats.xlsx.page import FlexibleRow
from ledger.formats.xlsx.styles import BODY_SIZE

if TYPE_CHECKING:
    from openpyxl.styles import Font
    from openpyxl.worksheet.worksheet import Worksheet

USUAL_WIDTH = 8.43


class Room:
    """Fits the rows that were filled, one after the other; `columns` are those with markers in the row of markers."""

    def __init__(self, sheet: Worksheet, row: int, columns: Sequence[int]) -> None:
        self.sheet, self.columns = sheet, columns
        self.widths, self.spans = _widths(sheet), _spans(sheet, row)
        self.usual = sheet.row_dimensions[row].height or 0.0
        self.clipped: list[str] = []
        """The keys of the rows whose texts are too long for any height."""

    def fit(self, row: int, key: str) -> None:
        """Give a row the height of its texts, at most the one that its letters need at their smallest."""
        tall = [self._fit_cell(row, column) for column in self.columns]
        if max(tall) > heights.TALLEST:
            self.clipped.append(key)
        height = heights.fitted(max(*tall, self.usual))
        self.sheet.row_dimensions[row] = FlexibleRow(self.sheet, index=row, ht=height)

    def _fit_cell(self, row: int, column: int) -> float:
        """How tall one of its cells is; a cell that doesn't wrap takes one line."""
        cell = self.sheet.cell(row, column)
        text = as_text(cell.value if isinstance(cell.value, str) else "")
        width = sum(self.widths.get(at, self.widths[0]) for at in range(column, self.spans.get(column, column) + 1))
        wraps = cell.alignment is not None and cell.alignment.wrap_text
        cells, usual = [(text if wraps else "", max(width, 1.0))], float(cell.font.sz or BODY_SIZE)
        size = heights.size_for(cells, usual)
        if size != usual and isinstance(cell, Cell):
            font = cast("Font", copy(cell.font))  # a copy of what openpyxl hands out is a font, and no longer a proxy
            font.sz = size
            cell.font = font
        return heights.natural_height(cells, size)


def _widths(sheet: Worksheet) -> Mapping[int, float]:
    """The width of every column that has one of its own; one entry of the file may stand for several columns."""
    usual = sheet.sheet_format.defaultColWidth or sheet.sheet_format.baseColWidth or USUAL_WIDTH
    found = {0: float(usual)}
    for dimension in sheet.column_dimensions.values():
        for column in range(dimension.min or 0, (dimension.max or 0) + 1):
            found[column] = 0.0 if dimension.hidden else float(dimension.width)
    return found


def _spans(sheet: Worksheet, row: int) -> Mapping[int, int]:
    """The last column of each merged cell in a row, by its first."""
    return {area.min_col: area.max_col for area in sheet.merged_cells.ranges if area.min_row == row == area.max_row}
