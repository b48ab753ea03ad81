"""The sheets nobody sees: what an import needs to find its way back, and what the drop-downs offer.

Everything is text; an empty text is an empty cell. A change of what follows needs a new `FORMAT`.

`_ledger` (veryHidden) is about the workbook. Its rows are one of three kinds, told by the first cell:
    name | value              format, as_of, title, unit, selection, issues, unreadable (one file a line)
    "sheet" | sheet | subject         what its rows are about: issue, measure, late, lookback
    "column" | sheet | heading | field | "edit" or empty         every column of every sheet of rows, from left to right

`_base` (veryHidden) keeps what the editable cells held when they were written, so that an import can tell an edit
in Excel from a change in the files meanwhile (three-way comparison). The first row is `sheet | _key`. Then, for every
sheet that has editable columns, a row `sheet | _key | field | field …` and below it a row for each of its rows:
`sheet | key | text | text …`, the texts in normal form (`cells.as_text`), in the order of the sheet's editable columns.
Last, under `_marks`, stand the marks (`locked.mark`) of the other cells in the order of their columns, one behind the
other: they tell whether a cell that is not taken back was edited, when the ledger has moved on meanwhile. Under `_uid`
stands the `uid` of the row's issue: in another ledger the same number is another issue.

Two hidden columns stand behind each sheet's own, headed `_key` and `_rev`. `_key` says which part of the record a row
is about (`model.lines`): `ISSUE-014`, `ISSUE-014#2` (a measure's number), `ISSUE-014#final`, `ISSUE-014#lookback-1`;
of the line of sums it is `#total`, which belongs to nothing. Texts too long for a row go on in rows whose keys and
revisions `model.continued` describes; `_base` has nothing of them. `_rev` is `revision` of the row as it was written.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from openpyxl.cell import Cell
from openpyxl.workbook.defined_name import DefinedName

from ledger.formats.xlsx import page, rows
from ledger.formats.xlsx.cells import escaped, plain
from ledger.model.column import Words
from ledger.model.columns import Sheet
from ledger.model.locked import MARKS, UID, mark, marked
from ledger.model.report import Report
from ledger.model.tables import Row

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

FORMAT = "1"
"""Grows when an import of an older program could no longer understand the workbook."""
LEDGER_SHEET, BASE_SHEET, CHOICES_SHEET = "_ledger", "_base", "_字典"
KEY, REVISION = "_key", "_rev"
TOTAL_KEY = "#total"
"""The key of the line of sums: an import passes over it."""
LIST_NAMES: Mapping[Words, str] = {
    "fields": "环境要素列表",
    "units": "单位列表",
    "people": "人员列表",
    "statuses": "整改状态列表",
    "verdicts": "是否属实列表",
    "settled": "是否办结列表",
    "levels": "信访等级列表",
    "risks": "风险等级列表",
}


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


def add_ledger(book: Workbook, report: Report, sheets: Sequence[Sheet]) -> None:
    """The sheet `_ledger`: see the module's docstring."""
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
    for one in sheets:
        _append(sheet, ["sheet", one.name, one.subject])
        for column in one.columns:
            _append(sheet, ["column", one.name, column.heading, column.field, "edit" if column.editable else ""])


class Base:
    """What goes into the sheet `_base` (see the module's docstring), kept while the other sheets are written."""

    def __init__(self, spool: rows.Spool) -> None:
        self._spool = spool

    def keeper(self, sheet: Sheet) -> Keeper:
        """Keeps the rows of one more sheet."""
        return Keeper(self._spool, sheet)

    def add_to(self, book: Workbook) -> None:
        """Append the sheet."""
        sheet = page.new_sheet(book, BASE_SHEET)
        sheet.sheet_state = "veryHidden"
        _append(sheet, ["sheet", KEY])
        rows.splice(sheet, self._spool)


class Keeper:
    """Keeps of each row of a sheet its key, the texts that an import compares, the marks of the others, whose it is."""

    def __init__(self, spool: rows.Spool, sheet: Sheet) -> None:
        self._spool, self._sheet = spool, sheet.name
        self._editable = [at for at, one in enumerate(sheet.columns) if one.editable]
        with_marks = frozenset(marked((one.field, one.editable) for one in sheet.columns))
        self._marked = [at for at, one in enumerate(sheet.columns) if not one.editable and one.field in with_marks]
        if self._editable:
            self._add((KEY, *(one.field for one in sheet.editable), MARKS, UID))

    def keep(self, row: Row, texts: Sequence[str]) -> str:
        """Keep a row with its texts in the order of the columns. Returns its revision."""
        own = [texts[at] for at in self._editable]
        if own:
            marks = "".join([mark(texts[at], number=isinstance(row.values[at], Decimal)) for at in self._marked])
            self._add((row.key, *own, marks, row.uid))
        return revision(row.key, own)

    def _add(self, texts: Sequence[str]) -> None:
        self._spool.add(rows.texts_xml(self._spool.count + 2, (self._sheet, *texts)))  # below `sheet | _key`


def _append(sheet: Worksheet, texts: Sequence[str]) -> None:
    cells = []
    for text in texts:
        cell = Cell(sheet, 1, 1, escaped(plain(text)) or None)
        if text:
            cell.data_type = "s"
        cells.append(cell)
    sheet.append(cells)
