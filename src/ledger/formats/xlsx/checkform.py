"""A checklist as one page of A4 in Excel, to be filled in on the site and taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time

from openpyxl import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from ledger.formats.xlsx import heights, page, styles
from ledger.formats.xlsx.cells import plain, sheet_name
from ledger.formats.xlsx.zipped import pack
from ledger.model.checkform import COLUMNS, Given, labels, method
from ledger.model.checklist import Checklist
from ledger.model.inspection import OUTCOMES

_WIDTHS: Mapping[str, float] = {
    "number": 10, "text": 27, "method": 22, "points": 7, "outcome": 9, "remark": 22, "photos": 16,
}  # fmt: skip
_HEAD = (("checklist", "date"), ("site", "unit"), ("region", "inspectors"), ("object", "issue"))
"""Two fields a line above the items."""
_SHORT = frozenset({"number", "points", "outcome"})
_LINE, _LEAST, _NOTE, _SIGNED = 26.0, 40.0, 70.0, 40.0


def dump(listed: Checklist, given: Given, unit: str, day: date) -> bytes:
    """The form; the same list gives the same bytes. `unit` and `day` are those of whoever prints it."""
    book = Workbook(write_only=True)
    styles.register(book)
    book.properties.title, book.properties.creator = plain(listed.title), plain(unit)
    book.properties.created = datetime.combine(day, time())
    sheet = page.new_sheet(book, sheet_name(listed.name))
    page.prepare(sheet, tuple(_WIDTHS.values()), "A4")
    sheet.page_setup.orientation = "portrait"
    sheet.page_setup.fitToHeight = 1
    _put(sheet, 1, page.TITLE_HEIGHT, [(listed.title, styles.TITLE, len(_WIDTHS))])
    row = _head(sheet, listed, given)
    _put(sheet, row, _LINE, [(text, styles.HEADING, 1) for text in COLUMNS.values()])
    first = row + 1
    for row, item in enumerate(listed.items, first):
        texts = {"number": item.number, "text": item.text, "method": method(item),
                 "points": f"{item.points.normalize():f}"}  # fmt: skip
        printed = [(plain(texts.get(key, "")), width) for key, width in _WIDTHS.items()]
        height = max(_LEAST, heights.fitted(heights.natural_height(printed, styles.BODY_SIZE)))
        _put(sheet, row, height, [(text, _look(key), 1) for key, (text, _) in zip(_WIDTHS, printed, strict=True)])
    choices = DataValidation(type="list", formula1=f'"{",".join(OUTCOMES)}"', allow_blank=True)
    at = list(_WIDTHS).index("outcome")
    choices.add(f"{'ABCDEFG'[at]}{first}:{'ABCDEFG'[at]}{row}")
    sheet.data_validations.append(choices)
    _foot(sheet, listed, row + 1)
    return pack(book, day)


def _head(sheet: Worksheet, listed: Checklist, given: Given) -> int:
    """The lines above the items; the number of the row after them."""
    named, known = labels(listed), {"checklist": listed.name, **vars(given)}
    for row, (left, right) in enumerate(_HEAD, 2):
        filled = [styles.LONG if key == "checklist" else styles.LONG + styles.EDITABLE for key in (left, right)]
        parts = [
            (named[left], styles.HEADING, 1), (known.get(left, ""), filled[0], 2),
            (named[right], styles.HEADING, 2), (known.get(right, ""), filled[1], 2),
        ]  # fmt: skip
        _put(sheet, row, _LINE, parts)
    return 2 + len(_HEAD)


def _foot(sheet: Worksheet, listed: Checklist, row: int) -> None:
    """What stands below the items: room for more, how to fill it in, and who signs."""
    note = labels(listed)["note"]
    _put(sheet, row, _NOTE, [(note, styles.HEADING, 1), ("", styles.LONG + styles.EDITABLE, len(_WIDTHS) - 1)])
    told = f"结果填 合格（√）、不合格（×）、不适用（／）；不合格须写情况说明。合格线 {listed.passing.normalize():f}%。"
    needed = "、".join(one.number for one in listed.items if one.photo)
    if needed:
        told += f"第{needed}项须附照片，文件与本表放在一起。"
    _put(sheet, row + 1, _LINE + 8, [(told, styles.LONG, len(_WIDTHS))])
    if listed.basis:
        row += 1
        _put(sheet, row + 1, _LINE, [(f"依据：{listed.basis}", styles.LONG, len(_WIDTHS))])
    signed = [("检查人（签字）：", styles.SUBTITLE, 3), ("受检单位（签字）：", styles.SUBTITLE, 4)]
    _put(sheet, row + 2, _SIGNED, signed)


def _look(key: str) -> str:
    base = styles.SHORT if key in _SHORT else styles.LONG
    return base + (styles.EDITABLE if key in {"outcome", "remark", "photos"} else "")


def _put(sheet: Worksheet, row: int, height: float, parts: Sequence[tuple[str, str, int]]) -> None:
    """A row of texts, each with its look and over so many columns."""
    page.set_height(sheet, row, height)
    cells, column = [], 1
    for text, look, over in parts:
        cells += [page.text_cell(sheet, text, look), *(page.text_cell(sheet, "", look) for _ in range(over - 1))]
        page.merge(sheet, row, column, column + over - 1)
        column += over
    sheet.append(cells)
