"""综合考评表: a row for each unit, and a second sheet with every point and its reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from ledger.formats.xlsx import heights, page, styles
from ledger.formats.xlsx.cells import plain
from ledger.formats.xlsx.zipped import pack
from ledger.model.scores import Reason, Score

_REASONS = (("单位", 20), ("方面", 22), ("情形", 14), ("日期", 12), ("问题编号", 18), ("内容", 50), ("加减分", 9))
_HEADING = 34.0


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the sheets."""

    title: str
    unit: str
    year: int
    day: date


def dump(head: Head, scores: Sequence[Score]) -> bytes:
    """The workbook; the same scores give the same bytes."""
    book = Workbook(write_only=True)
    styles.register(book)
    book.properties.title, book.properties.creator = plain(head.title), plain(head.unit)
    book.properties.created = datetime.combine(head.day, time())
    dimensions = tuple(one.dimension for one in scores[0].parts) if scores else ()
    named = [(f"{one.name}（{one.weight.normalize():f}%）", 22) for one in dimensions]
    columns = [("名次", 7), ("单位", 26), ("问题数", 9), *named, ("综合得分", 12)]
    sheet = _begun(book, "综合考评", head, columns)
    for row, one in enumerate(scores, page.ROWS_ABOVE + 2):
        values: tuple[str | int | Decimal, ...] = (
            one.rank,
            one.unit,
            one.issues,
            *(part.points for part in one.parts),
            one.total,
        )
        _append(sheet, row, values, columns, 1)
    details = _begun(book, "加减分明细", head, _REASONS)
    for row, (unit, reason) in enumerate(_listed(scores), page.ROWS_ABOVE + 2):
        day = reason.day.isoformat() if reason.day else ""
        told = (unit, reason.dimension, reason.event, day, reason.about, reason.text, reason.points)
        _append(details, row, told, _REASONS, 5)
    return pack(book, head.day)


def _listed(scores: Sequence[Score]) -> list[tuple[str, Reason]]:
    return [(one.unit, reason) for one in scores for reason in one.reasons]


def _begun(book: Workbook, name: str, head: Head, columns: Sequence[tuple[str, int]]) -> Worksheet:
    sheet = page.new_sheet(book, name)
    page.prepare(sheet, [width for _, width in columns], "A4")
    sheet.freeze_panes = f"C{page.ROWS_ABOVE + 2}"
    ends = f"考评单位：{head.unit}", f"截至{page.day_in_words(head.day)}"
    page.caption(sheet, (f"{head.year}{head.title}", *ends), len(columns))
    page.set_height(sheet, page.ROWS_ABOVE + 1, _HEADING)
    sheet.append([page.text_cell(sheet, text, styles.HEADING) for text, _ in columns])
    sheet.print_title_rows = f"{page.ROWS_ABOVE + 1}:{page.ROWS_ABOVE + 1}"
    return sheet


def _append(
    sheet: Worksheet, row: int, values: Sequence[str | int | Decimal], columns: Sequence[tuple[str, int]], long: int
) -> None:
    """A row, whose column `long` is read as a text; numbers stay numbers, so that they can be added up."""
    shown = [plain(str(value)) for value in values]
    wanted = heights.natural_height(
        [(text, float(width)) for text, (_, width) in zip(shown, columns, strict=True)], styles.BODY_SIZE
    )
    page.set_height(sheet, row, heights.fitted(wanted))
    cells = []
    for at, (value, text) in enumerate(zip(values, shown, strict=True)):
        if isinstance(value, str):
            cells.append(page.text_cell(sheet, text, styles.LONG if at == long else styles.SHORT))
        else:
            cells.append(Cell(sheet, 1, 1, value))
            cells[-1].style = styles.NUMBER
    sheet.append(cells)
