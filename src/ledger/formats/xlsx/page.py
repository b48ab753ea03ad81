"""What every printed sheet has in common: landscape, its head, its foot, and the lines that say what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, cast

from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties

from ledger.formats.xlsx import heights, styles
from ledger.formats.xlsx.cells import escaped, plain
from ledger.model.checkpoint import Anchor
from ledger.model.report import Report

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

PAPERS = {"A3": "8", "A4": "9"}
PRINTABLE_HEIGHT = 841.89 - 2 * 0.5 * 72
"""Points between the margins of a landscape A3 page."""
TITLE_HEIGHT, SUBTITLE_HEIGHT = 42.0, 22.0
ROWS_ABOVE = 2
"""Title and 填报单位 with 截至日期; notes come below them."""
NOTE_SIZE = 12.0
FOOT_SIZE = 8
_PAGES = _HeaderFooterPart("第&P页，共&N页", size=9)
MOST_FILES = 30
"""How many unreadable files are named on the page; all of them are in the sheet `_ledger`."""


class FlexibleRow(RowDimension):
    """A row with a height that Excel may still change when somebody edits it: `ht` without `customHeight`."""

    @property
    def customHeight(self) -> None:  # type: ignore[override]  # noqa: N802 - openpyxl's name for it
        """Never said, so that Excel goes on fitting the row to its text."""


def new_sheet(book: Workbook, name: str) -> Worksheet:
    """Append a sheet of streamed rows. It can all that is asked of it here, which openpyxl's types don't know."""
    return cast("Worksheet", book.create_sheet(name))


def set_height(sheet: Worksheet, row: int, height: float) -> None:
    """Give a row its height; before the row is appended, because rows are streamed out."""
    sheet.row_dimensions[row] = FlexibleRow(sheet, index=row, ht=height)


def text_cell(sheet: Worksheet, text: str, style: str) -> Cell:
    """A cell that is text whatever it begins with."""
    cell = Cell(sheet, 1, 1, escaped(plain(text)))
    cell.data_type = "s"
    cell.style = style
    return cell


def prepare(sheet: Worksheet, widths: Sequence[float], paper: str = "A3") -> None:
    """Paper, margins and column widths; before the first row."""
    for at, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    setup, margins = sheet.page_setup, sheet.page_margins
    setup.paperSize = PAPERS[paper]
    setup.orientation = "landscape"
    setup.fitToWidth = 1
    setup.fitToHeight = 0
    margins.left = margins.right = 0.4
    margins.top = margins.bottom = 0.5
    margins.header = margins.footer = 0.2
    sheet.print_options.horizontalCentered = True
    sheet.oddFooter = HeaderFooterItem(center=_PAGES)


def scale(sheet: Worksheet, percent: int) -> None:
    """Print at `percent` of the real size instead of fitting the sheet to the page's width."""
    sheet.sheet_properties.pageSetUpPr = None
    sheet.page_setup.fitToWidth = sheet.page_setup.fitToHeight = None
    sheet.page_setup.scale = percent


def notes(report: Report) -> tuple[str, ...]:
    """The lines under the title: what was selected, what could not be read and is therefore missing, and which years'
    holidays are not known yet.
    """
    said = []
    if report.selection:
        said.append(f"范围：{report.selection}")
    if report.broken_files:
        more = "" if len(report.broken_files) <= MOST_FILES else " 等"
        files = "、".join(report.broken_files[:MOST_FILES]) + more
        said.append(f"注意：{len(report.broken_files)}件无法读取，未列入：{files}")
    if report.uncovered_years:
        years = "、".join(f"{year}年" for year in report.uncovered_years)
        said.append(f"注意：{years}的放假安排尚未收入，其间的工作日只按周末推算，有关时限待国务院通知发布后核对")
    return tuple(said)


def head(sheet: Worksheet, report: Report, title: str, said: Sequence[str], widths: Sequence[float]) -> int:
    """Append title, 填报单位 and 截至日期, and one line for each of `said`, over columns of `widths`.

    Returns the number of rows.
    """
    if isinstance(report.anchor, Anchor):
        foot(sheet, report.anchor)
    columns = len(widths)
    half = max(1, columns // 2)
    set_height(sheet, 1, TITLE_HEIGHT)
    sheet.append([text_cell(sheet, title, styles.TITLE)])
    merge(sheet, 1, 1, columns)
    set_height(sheet, 2, SUBTITLE_HEIGHT)
    unit = text_cell(sheet, f"填报单位：{report.office.policy.ledger.unit}", styles.SUBTITLE)
    day = text_cell(sheet, f"统计截止日期：{day_in_words(report.day)}", styles.SUBTITLE_RIGHT)
    sheet.append([unit, *[None] * (half - 1), day])
    merge(sheet, 2, 1, half)
    merge(sheet, 2, half + 1, columns)
    for row, line in enumerate(said, ROWS_ABOVE + 1):
        wanted = heights.natural_height([(plain(line), sum(widths))], NOTE_SIZE)
        set_height(sheet, row, heights.fitted(wanted))
        sheet.append([text_cell(sheet, line, styles.WARNING)])
        merge(sheet, row, 1, columns)
    return ROWS_ABOVE + len(said)


def foot(sheet: Worksheet, anchor: Anchor) -> None:
    """Say at the foot of every page which checkpoint the ledger can be held against: whoever keeps the paper can."""
    changed = f"，此后{anchor.changed}件有变化" if anchor.changed else ""
    when = _HeaderFooterPart(f"存证 {anchor.time:%Y-%m-%d %H:%M}{changed}", size=FOOT_SIZE)
    root = _HeaderFooterPart(f"根 {anchor.root}", size=FOOT_SIZE)
    sheet.oddFooter = HeaderFooterItem(left=when, center=_PAGES, right=root)


def day_in_words(day: date) -> str:
    """2026年5月31日, as a document prints it."""
    return f"{day.year}年{day.month}月{day.day}日"


def merge(sheet: Worksheet, row: int, first: int, last: int) -> None:
    """Make one cell of the columns `first` to `last` of a row."""
    if last > first:
        sheet.merged_cells.add(CellRange(min_col=first, min_row=row, max_col=last, max_row=row))


def caption(sheet: Worksheet, texts: tuple[str, str, str], columns: int) -> None:
    """The two lines above a list: its title, and below it what stands at the left and at the right."""
    title, left, right = texts
    set_height(sheet, 1, TITLE_HEIGHT)
    sheet.append([text_cell(sheet, title, styles.TITLE)])
    merge(sheet, 1, 1, columns)
    set_height(sheet, 2, SUBTITLE_HEIGHT)
    half = max(1, columns // 2)
    ends = text_cell(sheet, left, styles.SUBTITLE), text_cell(sheet, right, styles.SUBTITLE_RIGHT)
    sheet.append([ends[0], *[None] * (half - 1), ends[1]])
    merge(sheet, 2, 1, half)
    merge(sheet, 2, half + 1, columns)
