"""The register of things as a workbook: one sheet a kind, everything text, to be filled in and taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from ledger.formats.xlsx import heights, page, styles
from ledger.formats.xlsx.cells import plain, sheet_name
from ledger.formats.xlsx.zipped import pack
from ledger.model.thingrows import HEADINGS, KEY, REVISION, Sheet

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_WIDTHS: Mapping[str, float] = {
    "id": 14, "name": 20, "code": 14, "other_names": 14, "region": 20, "address": 22, "lon": 10, "lat": 10,
    "owners": 24, "parent": 12, "since": 12, "until": 12, "ending": 14, "distinct": 12, "note": 20,
}  # fmt: skip
_ATTRIBUTE_WIDTH = 14
_SHORT = frozenset({HEADINGS[one] for one in ("id", "code", "lon", "lat", "since", "until")})
_HEADING_HEIGHT = 28


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above every sheet."""

    title: str
    unit: str
    day: date


def dump(head: Head, sheets: Sequence[Sheet]) -> bytes:
    """The workbook; the same sheets give the same bytes."""
    book = Workbook(write_only=True)
    styles.register(book)
    book.properties.title = plain(head.title)
    book.properties.creator = plain(head.unit)
    book.properties.created = datetime.combine(head.day, time())
    taken: frozenset[str] = frozenset()
    for one in sheets:
        name = sheet_name(one.kind, taken)
        taken |= {name}
        _sheet(page.new_sheet(book, name), head, one)
    return pack(book, head.day)


def _sheet(sheet: Worksheet, head: Head, one: Sheet) -> None:
    widths = [_WIDTHS.get(field, _ATTRIBUTE_WIDTH) for field in one.fields]
    page.prepare(sheet, widths)
    for column in (len(widths) + 1, len(widths) + 2):
        sheet.column_dimensions[get_column_letter(column)].hidden = True
    sheet.freeze_panes = f"C{page.ROWS_ABOVE + 2}"
    ends = f"填报单位：{head.unit}", f"共{len(one.rows)}个　截至{page.day_in_words(head.day)}"
    page.caption(sheet, (f"{head.title}　{one.kind}", *ends), len(widths))
    page.set_height(sheet, page.ROWS_ABOVE + 1, _HEADING_HEIGHT)
    sheet.append([page.text_cell(sheet, text, styles.HEADING) for text in (*one.headings, KEY, REVISION)])
    sheet.print_title_rows = f"{page.ROWS_ABOVE + 1}:{page.ROWS_ABOVE + 1}"
    looks = [(styles.SHORT if text in _SHORT else styles.LONG) + styles.EDITABLE for text in one.headings]
    looks[0] = styles.SHORT  # the id is not to be filled in
    for number, row in enumerate(one.rows, page.ROWS_ABOVE + 2):
        texts = [plain(text) for text in row.texts]
        wanted = heights.natural_height(zip(texts, widths, strict=True), styles.BODY_SIZE)
        page.set_height(sheet, number, heights.fitted(wanted))
        shown = [page.text_cell(sheet, text, look) for text, look in zip(texts, looks, strict=True)]
        sheet.append([*shown, *(page.text_cell(sheet, text, styles.SHORT) for text in (row.key, row.revision))])
