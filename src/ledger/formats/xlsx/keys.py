"""The sheets nobody sees: what an import needs to find its way back, and what the drop-downs offer.

`_ledger` says which format, day, ledger and columns; `_base` keeps what the editable cells held when they were
written, so that an import can tell an edit in Excel from a change in the files meanwhile (three-way comparison).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from openpyxl.cell import Cell
from openpyxl.workbook.defined_name import DefinedName

from ledger.formats.xlsx import page, rows
from ledger.formats.xlsx.cells import as_text, escaped, plain
from ledger.model.columns import Words
from ledger.model.report import Report
from ledger.model.tables import Table

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

FORMAT = "1"
"""Grows when an import of an older program could no longer understand the workbook."""
LEDGER_SHEET, BASE_SHEET, CHOICES_SHEET = "_ledger", "_base", "_字典"
KEY, REVISION = "_key", "_rev"
LIST_NAMES: Mapping[Words, str] = {"fields": "环境要素列表", "units": "单位列表", "people": "人员列表"}


def editable_texts(table: Table, texts: Sequence[str]) -> tuple[str, ...]:
    """Of a row's texts in the order of the columns, those that an import compares."""
    return tuple(text for column, text in zip(table.sheet.columns, texts, strict=True) if column.editable)


def revision(key: str, texts: Iterable[str]) -> str:
    """Twelve hex digits that change when an editable value of the row changes, and not with the day or its number."""
    return hashlib.sha256("\x1f".join((key, *texts)).encode()).hexdigest()[:12]


def add_choices(book: Workbook, lists: Mapping[Words, Sequence[str]]) -> None:
    """The hidden sheet of lists, each under a defined name that drop-downs refer to; none of them may be empty."""
    sheet = page.new_sheet(book, CHOICES_SHEET)
    sheet.sheet_state = "hidden"
    _append(sheet, [LIST_NAMES[key] for key in lists])
    for at in range(max(map(len, lists.values()), default=0)):
        _append(sheet, [words[at] if at < len(words) else "" for words in lists.values()])
    for at, (key, words) in enumerate(lists.items()):
        column = chr(ord("A") + at)
        area = f"'{CHOICES_SHEET}'!${column}$2:${column}${len(words) + 1}"
        book.defined_names[LIST_NAMES[key]] = DefinedName(LIST_NAMES[key], attr_text=area)


def add_ledger(book: Workbook, report: Report, tables: Sequence[Table]) -> None:
    """The veryHidden sheet about the workbook itself, then one line a column: sheet, heading, field, editable."""
    sheet = page.new_sheet(book, LEDGER_SHEET)
    sheet.sheet_state = "veryHidden"
    house = report.office.policy.ledger
    for name, value in (
        ("format", FORMAT),
        ("as_of", report.day.isoformat()),
        ("title", house.title),
        ("unit", house.unit),
        ("selection", report.selection),
        ("issues", str(len(report.entries))),
        ("unreadable", "\n".join(report.broken_files)),
    ):
        _append(sheet, [name, value])
    for table in tables:
        for column in table.sheet.columns:
            _append(
                sheet, ["column", table.sheet.name, column.heading, column.field, "edit" if column.editable else ""]
            )


def add_base(book: Workbook, tables: Sequence[Table]) -> None:
    """The veryHidden sheet with the editable values as written: sheet, key, values; first a line of field names."""
    sheet = page.new_sheet(book, BASE_SHEET)
    sheet.sheet_state = "veryHidden"
    _append(sheet, ["sheet", KEY])
    rows.splice(sheet, _base_rows(sheet, tables))


def _base_rows(sheet: Worksheet, tables: Sequence[Table]) -> Iterator[str]:
    slots = rows.slots(sheet, [None] * (2 + max(len(table.sheet.columns) for table in tables)))
    number = 1
    for table in tables:
        fields = tuple(column.field for column in table.sheet.columns if column.editable)
        if fields:
            kept = ((row.key, *editable_texts(table, tuple(map(as_text, row.values)))) for row in table.rows)
            for texts in ((KEY, *fields), *kept):
                number += 1
                line = (table.sheet.name, *texts)
                yield rows.row_xml(number, None, slots[: len(line)], line, line)


def _append(sheet: Worksheet, texts: Sequence[str]) -> None:
    cells = []
    for text in texts:
        cell = Cell(sheet, 1, 1, escaped(plain(text)) or None)
        if text:
            cell.data_type = "s"
        cells.append(cell)
    sheet.append(cells)
