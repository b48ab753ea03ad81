"""Room for more rows in a sheet that somebody else made: everything below moves down with all that belongs to it.

openpyxl's own `insert_rows` moves values alone: merged cells, heights, validations, formats, filters, print areas
and formulas stay behind (ecosystem 1.2). Here all of them follow, and what reaches over the grown row grows with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import copy
from typing import TYPE_CHECKING

from openpyxl.cell import Cell, MergedCell
from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.worksheet.cell_range import CellRange, MultiCellRange
from openpyxl.worksheet.formula import ArrayFormula

from ledger.formats.xlsx.formulas import Growth, moved, points_at_one, repeated, shifted
from ledger.formats.xlsx.page import FlexibleRow

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

STYLE = "_style"
"""Where openpyxl keeps the numbers of a cell's looks; a copy of them is a tenth of the cost of its public names."""


def grow(book: Workbook, sheet: Worksheet, row: int, by: int) -> tuple[str, ...]:
    """Make room for `by` rows below `row`. The new rows have its styles, its merged cells, its words and formulas.

    Returns the cells (`台账!H5`) whose formulas go on taking the first of these rows alone.
    """
    growth = Growth(sheet.title, row, by)
    pointing: tuple[str, ...] = ()
    if by > 0:
        pointing = tuple(_formulas(book, growth))
        _names(book, growth)
        _move(sheet, growth)
        _heights(sheet, growth)
        _merges(sheet, growth)
        _rules(sheet, growth)
        _page(sheet, growth)
        _pictures(sheet, growth)
        _repeat(sheet, growth)
    return pointing


def _cells(sheet: Worksheet) -> dict[tuple[int, int], Cell | MergedCell]:
    return sheet._cells  # noqa: SLF001 - no public way to move a merged cell


def _move(sheet: Worksheet, growth: Growth) -> None:
    cells = _cells(sheet)
    for row, column in sorted((key for key in cells if key[0] > growth.row), reverse=True):
        cell = cells.pop((row, column))
        cell.row = row + growth.by
        cells[(cell.row, column)] = cell
        if cell.hyperlink is not None:
            cell.hyperlink.ref = cell.coordinate


def _heights(sheet: Worksheet, growth: Growth) -> None:
    dimensions = sheet.row_dimensions
    for row in sorted((number for number in dimensions if number > growth.row), reverse=True):
        dimension = dimensions.pop(row)
        dimension.index = row + growth.by
        dimensions[row + growth.by] = dimension


class InOrder(MultiCellRange):
    """Areas that are written in the order of rows; openpyxl's own is another in every process."""

    def __iter__(self) -> Iterator[CellRange]:
        return iter(sorted(self.ranges, key=lambda area: (area.min_row, area.min_col)))


def _merges(sheet: Worksheet, growth: Growth) -> None:
    """Those below move, those that reach over the row grow, those within the row are made again in every new one."""
    areas = []
    for area in sheet.merged_cells.ranges:
        if area.min_row == area.max_row == growth.row:
            again = range(growth.row, growth.row + growth.by + 1)
            areas += [CellRange(min_col=area.min_col, max_col=area.max_col, min_row=at, max_row=at) for at in again]
        else:
            _stretch(area, growth)
            areas.append(area)
    sheet.merged_cells = MultiCellRange(areas)


def _stretch(area: CellRange, growth: Growth) -> None:
    top, bottom = growth.first(area.min_row), growth.last(area.max_row)
    area.expand(down=bottom - area.max_row)
    area.shrink(top=top - area.min_row)


def _stretched(areas: Iterable[CellRange], growth: Growth) -> MultiCellRange:
    result = [CellRange(str(area)) for area in areas]
    for area in result:
        _stretch(area, growth)
    return MultiCellRange(result)


def _rules(sheet: Worksheet, growth: Growth) -> None:
    """Validations and conditional formats."""
    for validation in sheet.data_validations.dataValidation:
        validation.sqref = _stretched(validation.sqref.ranges, growth)
        for name in ("formula1", "formula2"):
            text = getattr(validation, name)
            setattr(validation, name, text and shifted(text, growth, own=True, summing=False))
    kept, sheet.conditional_formatting = sheet.conditional_formatting, ConditionalFormattingList()
    for one in kept:
        area = str(_stretched(one.sqref.ranges, growth))
        for rule in one.rules:
            rule.formula = [shifted(text, growth, own=True, summing=False) for text in rule.formula]
            sheet.conditional_formatting.add(area, rule)


def _page(sheet: Worksheet, growth: Growth) -> None:
    """Filter, tables, print area and titles, page breaks."""
    if sheet.auto_filter.ref:
        area = CellRange(sheet.auto_filter.ref)
        if area.max_row == growth.row - 1:  # a filter over the headings alone
            area.expand(down=1)
        _stretch(area, growth)
        sheet.auto_filter.ref = area.coord
    for table in sheet.tables.values():
        table.ref = _stretched([CellRange(table.ref)], growth).ranges.pop().coord
        if table.autoFilter is not None and table.autoFilter.ref:
            table.autoFilter.ref = _stretched([CellRange(table.autoFilter.ref)], growth).ranges.pop().coord
    if sheet.print_area:
        pieces = [piece.rpartition("!")[2] for piece in sheet.print_area.split(",")]
        sheet.print_area = ",".join(moved(piece, growth).replace("$", "") for piece in pieces)
    if sheet.print_title_rows:
        sheet.print_title_rows = moved(sheet.print_title_rows, growth).replace("$", "")
    for mark in sheet.row_breaks.brk:
        mark.id = growth.last(mark.id)


def _pictures(sheet: Worksheet, growth: Growth) -> None:
    """What is drawn below the row moves down; what lies over it keeps its size."""
    for image in sheet._images:  # type: ignore[attr-defined]  # noqa: SLF001 - no public list of them
        start, end = getattr(image.anchor, "_from", None), getattr(image.anchor, "to", None)
        if start is not None and start.row + 1 > growth.row:
            start.row += growth.by
            if end is not None:
                end.row += growth.by


def _repeat(sheet: Worksheet, growth: Growth) -> None:
    """The looks of the row, and what it holds, in every new one; formulas mean the cells of their own row."""
    pattern = {column: cell for (row, column), cell in _cells(sheet).items() if row == growth.row}
    height = sheet.row_dimensions[growth.row].height if growth.row in sheet.row_dimensions else None
    for down in range(1, growth.by + 1):
        for column, cell in pattern.items():
            other = sheet.cell(growth.row + down, column)
            setattr(other, STYLE, copy(getattr(cell, STYLE)))
            if isinstance(cell, Cell) and isinstance(other, Cell) and cell.value is not None:
                _say_again(cell, other, growth, down)
        if height is not None:
            sheet.row_dimensions[growth.row + down] = FlexibleRow(sheet, index=growth.row + down, ht=height)
    for cell in pattern.values():
        if isinstance(cell, Cell) and cell.value is not None:
            _say_again(cell, cell, growth, 0)


def _say_again(cell: Cell, other: Cell, growth: Growth, down: int) -> None:
    """What a cell of the row holds, `down` rows below it."""
    kind, value = cell.data_type, cell.value
    if isinstance(value, ArrayFormula):
        other.value = ArrayFormula(other.coordinate, repeated(value.text or "=", growth, down))
    elif kind == "f" and isinstance(value, str):
        other.value = repeated(value, growth, down)
    elif other is not cell:
        other.value = value
        other.data_type = kind


def _formulas(book: Workbook, growth: Growth) -> Iterator[str]:
    """Move every formula outside of the row, on whatever sheet it stands. Yields where one takes a single cell."""
    for sheet in book.worksheets:
        own = sheet.title == growth.sheet
        for cell in _cells(sheet).values():
            if own and cell.row == growth.row:
                continue
            if isinstance(cell.value, ArrayFormula):
                if points_at_one(cell.value.text or "=", growth, own=own):
                    yield f"{sheet.title}!{cell.coordinate}"
                cell.value.text = shifted(cell.value.text or "", growth, own=own)
                if own:
                    cell.value.ref = moved(cell.value.ref, growth)
            elif getattr(cell, "data_type", "") == "f" and isinstance(cell.value, str):
                if points_at_one(cell.value, growth, own=own):
                    yield f"{sheet.title}!{cell.coordinate}"
                cell.value = shifted(cell.value, growth, own=own)


def _names(book: Workbook, growth: Growth) -> None:
    for names in (book.defined_names, *(sheet.defined_names for sheet in book.worksheets)):
        for name in names.values():
            if name.value:
                name.value = shifted(name.value, growth, own=False)
