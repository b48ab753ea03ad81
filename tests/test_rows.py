"""Rows written as XML are the rows that openpyxl itself would write, cell by cell."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from ledger.formats.xlsx import page, rows, styles
from ledger.formats.xlsx.cells import as_text, escaped
from ledger.model.columns import Value

LOOKS = (styles.HEADING, styles.TITLE, styles.SUBTITLE, styles.TOTAL, None)
ROWS: tuple[tuple[Value, ...], ...] = (
    ("整改中", date(2026, 5, 31), 14, Decimal("2.50"), None),
    ("=1+1", "+86", "@x", "-1", "<a href='x'>&amp;"),
    (" 前后有空格 ", "第一行\n第二行", "_x000D_", "", "全角　空格"),
    (None, None, None, None, None),
    (date(2000, 1, 1), 0, Decimal(0), "0", "2026-05-31"),
)


def by_hand() -> bytes:
    book = Workbook(write_only=True)
    styles.register(book)
    sheet = page.new_sheet(book, "台账")
    sheet.append(["头"])
    with rows.spool() as spool:
        slots = rows.slots(sheet, LOOKS)
        for number, values in enumerate(ROWS, 2):
            spool.add(rows.row_xml(number, 30.25, slots, values, tuple(map(as_text, values))))
        rows.splice(sheet, spool)
    return saved(book)


def by_openpyxl() -> bytes:
    book = Workbook(write_only=True)
    styles.register(book)
    sheet = page.new_sheet(book, "台账")
    sheet.append(["头"])
    for number, values in enumerate(ROWS, 2):
        page.set_height(sheet, number, 30.25)
        sheet.append([made(sheet, value, look) for value, look in zip(values, LOOKS, strict=True)])
    return saved(book)


def made(sheet: Worksheet, value: Value, look: str | None) -> Cell:
    text = isinstance(value, str)
    cell = Cell(sheet, 1, 1, (escaped(str(value)) or None) if text else value)  # type: ignore[arg-type]
    if text and value:
        cell.data_type = "s"
    if look:
        cell.style = look
    return cell


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def seen(data: bytes) -> Sequence[object]:
    sheet = load_workbook(io.BytesIO(data)).worksheets[0]
    heights = [sheet.row_dimensions[row].height for row in range(1, len(ROWS) + 2)]
    cells = [(one.coordinate, one.value, one.data_type, one.style) for line in sheet.iter_rows() for one in line]
    return [heights, cells]


def test_rows_written_by_hand_are_those_that_openpyxl_writes() -> None:
    assert seen(by_hand()) == seen(by_openpyxl())
