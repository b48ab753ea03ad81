"""Room for more rows in a sheet that somebody else made: everything below moves down with all that belongs to it.

openpyxl's own `insert_rows` moves values alone: merged cells, heights, validations, formats, filters, print areas
and formulas stay behind (ecosystem 1.2). Here all of them follow, and what reaches over the grown row grows with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from openpyxl.cell import Cell, MergedCell
from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.formula.tokenizer import Token, Tokenizer
from openpyxl.worksheet.cell_range import CellRange, MultiCellRange
from openpyxl.worksheet.formula import ArrayFormula

from ledger.formats.xlsx.page import FlexibleRow

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_REFERENCE = re.compile(r"(\$?[A-Za-z]{1,3})(\$?)(\d{1,7})")
STYLE = "_style"
"""Where openpyxl keeps the numbers of a cell's looks; a copy of them is a tenth of the cost of its public names."""
_ROWS = re.compile(r"(\$?)(\d{1,7}):(\$?)(\d{1,7})$")


@dataclass(frozen=True, slots=True)
class Growth:
    """A row of a sheet becomes several: it, and `by` more below it."""

    sheet: str
    row: int
    by: int

    def first(self, row: int) -> int:
        """Where a range that begins in `row` begins afterwards."""
        return row + self.by if row > self.row else row

    def last(self, row: int) -> int:
        """Where a range that ends in `row` ends afterwards: one that ends with the grown row takes in the new ones."""
        return row + self.by if row >= self.row else row


def grow(book: Workbook, sheet: Worksheet, row: int, by: int) -> None:
    """Make room for `by` rows below `row`. The new rows have its styles, its merged cells, and no values."""
    growth = Growth(sheet.title, row, by)
    if by > 0:
        _formulas(book, growth)
        _names(book, growth)
        _move(sheet, growth)
        _heights(sheet, growth)
        _merges(sheet, growth)
        _rules(sheet, growth)
        _page(sheet, growth)
        _copy_style(sheet, growth)


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
            setattr(validation, name, text and shifted(text, growth, own=True))
    kept, sheet.conditional_formatting = sheet.conditional_formatting, ConditionalFormattingList()
    for one in kept:
        area = str(_stretched(one.sqref.ranges, growth))
        for rule in one.rules:
            rule.formula = [shifted(text, growth, own=True) for text in rule.formula]
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
        sheet.print_area = ",".join(_shift_reference(piece, growth).replace("$", "") for piece in pieces)
    if sheet.print_title_rows:
        sheet.print_title_rows = _shift_reference(sheet.print_title_rows, growth).replace("$", "")
    for mark in sheet.row_breaks.brk:
        mark.id = growth.last(mark.id)


def _copy_style(sheet: Worksheet, growth: Growth) -> None:
    pattern = {column: cell for (row, column), cell in _cells(sheet).items() if row == growth.row}
    height = sheet.row_dimensions[growth.row].height if growth.row in sheet.row_dimensions else None
    for row in range(growth.row + 1, growth.row + growth.by + 1):
        for column, cell in pattern.items():
            setattr(sheet.cell(row, column), STYLE, copy(getattr(cell, STYLE)))
        if height is not None:
            sheet.row_dimensions[row] = FlexibleRow(sheet, index=row, ht=height)


def _formulas(book: Workbook, growth: Growth) -> None:
    """Every formula that points below the row, or over it, on whatever sheet it stands."""
    for sheet in book.worksheets:
        own = sheet.title == growth.sheet
        for cell in _cells(sheet).values():
            if isinstance(cell.value, ArrayFormula):
                cell.value.text = shifted(cell.value.text or "", growth, own=own)
                if own:
                    cell.value.ref = _shift_reference(cell.value.ref, growth)
            elif getattr(cell, "data_type", "") == "f" and isinstance(cell.value, str):
                cell.value = shifted(cell.value, growth, own=own)


def _names(book: Workbook, growth: Growth) -> None:
    for names in (book.defined_names, *(sheet.defined_names for sheet in book.worksheets)):
        for name in names.values():
            if name.value:
                name.value = shifted(name.value, growth, own=False)


def shifted(formula: str, growth: Growth, *, own: bool) -> str:
    """A formula after the growth; `own` where it stands on the grown sheet, so that bare references mean it."""
    marked = formula.startswith("=")
    tokens = Tokenizer(formula if marked else f"={formula}")
    for token in tokens.items:
        if token.type == Token.OPERAND and token.subtype == Token.RANGE:
            sheet, _, reference = token.value.rpartition("!")
            if sheet.strip("'").replace("''", "'") == growth.sheet if sheet else own:
                token.value = (
                    f"{sheet}!{_shift_reference(reference, growth)}" if sheet else _shift_reference(reference, growth)
                )
    text = str(tokens.render())  # type: ignore[no-untyped-call]  # openpyxl's types leave it out
    return text if marked else text.removeprefix("=")


def _shift_reference(reference: str, growth: Growth) -> str:
    """`D5`, `$A$1:$F9`, `3:4` after the growth."""
    if rows := _ROWS.match(reference):
        first, last = growth.first(int(rows[2])), growth.last(int(rows[4]))
        return f"{rows[1]}{first}:{rows[3]}{last}"
    corners = reference.split(":")
    moved = []
    for at, corner in enumerate(corners):
        hit = _REFERENCE.fullmatch(corner)
        if hit is None:
            return reference
        move = growth.last if at == 1 else growth.first
        moved.append(f"{hit[1]}{hit[2]}{move(int(hit[3]))}")
    return ":".join(moved)
