"""A sheet of plain rows under the head that every printed sheet has."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from openpyxl.cell import Cell

from ledger.formats.base import Grid
from ledger.formats.xlsx import heights, page, styles
from ledger.formats.xlsx.cells import plain
from ledger.model.report import Report

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_HEADING_HEIGHT = 28.0
_SUMMARY_SIZE = 13.0
_SHORT = 14
"""Narrower columns hold a word and are centred."""


def add_grid(book: Workbook, report: Report, grid: Grid) -> None:
    """Append the sheet."""
    sheet = page.new_sheet(book, grid.name)
    page.prepare(sheet, grid.widths, "A4")
    title = f"{report.office.policy.ledger.title}　{grid.name}"
    said = page.notes(report)
    sheet.freeze_panes = f"A{page.ROWS_ABOVE + len(said) + 4}"
    above = page.head(sheet, report, title, said, grid.widths)
    for line, size, style in ((grid.summary, _SUMMARY_SIZE, styles.LEAD), (grid.basis, page.NOTE_SIZE, styles.NOTE)):
        above += 1
        wanted = heights.natural_height([(plain(line), sum(grid.widths))], size)
        page.set_height(sheet, above, heights.fitted(wanted))
        sheet.append([page.text_cell(sheet, line, style)])
        page.merge(sheet, above, 1, len(grid.widths))
    page.set_height(sheet, above + 1, _HEADING_HEIGHT)
    sheet.append([page.text_cell(sheet, head, styles.HEADING) for head in grid.heads])
    sheet.print_title_rows = f"{above + 1}:{above + 1}"
    for number, row in enumerate(grid.rows, above + 2):
        texts = zip((plain(str(value)) for value in row), grid.widths, strict=True)
        page.set_height(sheet, number, heights.fitted(heights.natural_height(texts, styles.BODY_SIZE)))
        sheet.append([_cell(sheet, value, width) for value, width in zip(row, grid.widths, strict=True)])


def _cell(sheet: Worksheet, value: str | int | date, width: float) -> Cell:
    if isinstance(value, str):
        return page.text_cell(sheet, value, styles.SHORT if width < _SHORT else styles.LONG)
    cell = Cell(sheet, 1, 1, value)
    cell.style = styles.NUMBER if isinstance(value, int) else styles.DATE
    return cell
