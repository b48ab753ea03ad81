"""The readings of indicators as a workbook: a sheet each, to be filled in and taken back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from ledger.formats.xlsx import page, styles
from ledger.formats.xlsx.cells import plain, sheet_name
from ledger.formats.xlsx.zipped import pack
from ledger.model.gauge import Gauge
from ledger.model.grid import EXACT
from ledger.model.readingsheets import SOURCE, TIME, VALUE

_WIDTHS = (18.0, 18.0, 42.0)
_HEADING_HEIGHT = 28


def dump(unit: str, gauges: Sequence[Gauge], day: date) -> bytes:
    """The workbook; the same indicators give the same bytes."""
    book = Workbook(write_only=True)
    styles.register(book)
    book.properties.title = "指标读数"
    book.properties.creator = plain(unit)
    book.properties.created = datetime.combine(day, time())
    taken: frozenset[str] = frozenset()
    for one in gauges:
        name = sheet_name(one.id, taken)
        taken |= {name}
        _sheet(page.new_sheet(book, name), unit, one, day)
    return pack(book, day)


def _sheet(sheet: Worksheet, unit: str, gauge: Gauge, day: date) -> None:
    page.prepare(sheet, list(_WIDTHS), "A4")
    sheet.freeze_panes = f"A{page.ROWS_ABOVE + 2}"
    page.set_height(sheet, 1, page.TITLE_HEIGHT)
    sheet.append([page.text_cell(sheet, f"{gauge.name}　读数", styles.TITLE)])
    page.merge(sheet, 1, 1, len(_WIDTHS))
    page.set_height(sheet, 2, page.SUBTITLE_HEIGHT)
    left = page.text_cell(sheet, f"填报单位：{unit}", styles.SUBTITLE)
    right = page.text_cell(sheet, f"共{len(gauge.readings)}次　截至{page.day_in_words(day)}", styles.SUBTITLE_RIGHT)
    sheet.append([left, None, right])
    page.merge(sheet, 2, 1, 2)
    page.set_height(sheet, page.ROWS_ABOVE + 1, _HEADING_HEIGHT)
    value = f"{VALUE}（{gauge.unit}）" if gauge.unit else VALUE
    sheet.append([page.text_cell(sheet, text, styles.HEADING) for text in (TIME, value, SOURCE)])
    sheet.print_title_rows = f"{page.ROWS_ABOVE + 1}:{page.ROWS_ABOVE + 1}"
    for one in gauge.readings:
        at = page.text_cell(sheet, one.at, styles.SHORT + styles.EDITABLE)
        source = page.text_cell(sheet, one.source or "", styles.LONG + styles.EDITABLE)
        sheet.append([at, _value(sheet, one.value, gauge), source])


def _value(sheet: Worksheet, text: str, gauge: Gauge) -> object:
    """A number that can be reckoned with; as a text where no spreadsheet would keep all its digits."""
    number = None if gauge.of_classes else gauge.number(text)
    if number is None or len(number.normalize().as_tuple().digits) > EXACT:
        return page.text_cell(sheet, text, styles.SHORT + styles.EDITABLE)
    cell = Cell(sheet, 1, 1, number)
    cell.style = styles.NUMBER + styles.EDITABLE
    return cell
