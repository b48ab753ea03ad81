"""One sheet of rows: 整改台账, 措施清单, 逾期清单. Rows are streamed, and their styles made once a column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal
from urllib.parse import quote

from openpyxl.formatting.rule import Rule
from openpyxl.styles import PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.hyperlink import Hyperlink

from ledger.formats.xlsx import heights, keys, page, rows, styles
from ledger.formats.xlsx.cells import as_text, sheet_name
from ledger.model.columns import Column, Words
from ledger.model.report import Report
from ledger.model.tables import NOTHING, Link, Row, Table, Value

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

HEADING_HEIGHT = 34.0
Offered = frozenset[Words]
FIRST_SERIAL, LAST_SERIAL = "36526", "73050"
"""2000-01-01 and 2099-12-31 as Excel counts days: the days a record may hold."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A row with everything that is worked out once: values and, in step, their texts, with key and revision."""

    values: tuple[Value, ...]
    texts: tuple[str, ...]
    key: str
    height: float
    """In points, as tall as its texts want to be."""


def add_sheet(book: Workbook, report: Report, table: Table, offered: Offered) -> None:
    """Append the sheet of `table` to `book`; `offered` are the lists that drop-downs may name."""
    columns = table.sheet.columns
    widths = [column.width for column in columns]
    sheet = page.new_sheet(book, sheet_name(table.sheet.name, frozenset(book.sheetnames)))
    page.prepare(sheet, widths)
    for at in (len(columns) + 1, len(columns) + 2):
        sheet.column_dimensions[get_column_letter(at)].hidden = True
    lines = [_line(table, row, widths) for row in table.rows]
    said = [*page.notes(report), *_clipped([line.key for line in lines if line.height > heights.TALLEST])]
    head = page.ROWS_ABOVE + len(said) + 1
    sheet.freeze_panes = f"{get_column_letter(table.sheet.frozen + 1)}{head + 1}"  # before the first row is streamed
    _head(sheet, report, table, said)
    _links(sheet, lines, head, report.links)
    last = head + max(1, len(table.rows))
    if not table.rows:
        sheet.append([page.text_cell(sheet, table.sheet.empty, styles.SUBTITLE)])
    _finish(sheet, report, table, head, last)
    _drop_downs(sheet, columns, head + 1, last, offered)
    rows.splice(sheet, _rows(sheet, columns, lines, head))


def _line(table: Table, row: Row, widths: Sequence[float]) -> _Line:
    texts = tuple(map(as_text, row.values))
    hidden = (row.key, keys.revision(row.key, keys.editable_texts(table, texts)))
    height = heights.natural_height(zip(texts, widths, strict=True), styles.BODY_SIZE)
    return _Line((*row.values, *hidden), (*texts, *hidden), row.key, height)


def _clipped(tall: Sequence[str]) -> list[str]:
    """The line about rows that are taller than Excel allows; `tall` are their keys."""
    said = "注意：下列各行文字过长，打印不全，请在单元格内或台账文件中看全文："
    return [said + "、".join(tall)] if tall else []


def _head(sheet: Worksheet, report: Report, table: Table, said: Sequence[str]) -> None:
    """Title, what is `said` below it, and the headings."""
    ledger = report.office.policy.ledger.title
    title = ledger if table.sheet.name in ledger else f"{ledger}　{table.sheet.name}"
    above = page.head(sheet, report, title, said, [column.width for column in table.sheet.columns])
    page.set_height(sheet, above + 1, HEADING_HEIGHT)
    names = (*(column.heading for column in table.sheet.columns), keys.KEY, keys.REVISION)
    sheet.append([page.text_cell(sheet, name, styles.HEADING) for name in names])


def _rows(sheet: Worksheet, columns: Sequence[Column], lines: Sequence[_Line], head: int) -> Iterator[str]:
    usual, tall = (
        rows.slots(sheet, [*(styles.body_style(column, top=top) for column in columns), None, None])
        for top in (False, True)
    )
    for number, line in enumerate(lines, head + 1):
        slots = tall if line.height > heights.TALLEST else usual
        yield rows.row_xml(number, heights.fitted(line.height), slots, line.values, line.texts)


def _links(sheet: Worksheet, lines: Sequence[_Line], head: int, folder: str) -> None:
    """The hyperlinks of all rows; they stand after the rows in the file, so they are told before it is closed."""
    for number, line in enumerate(lines, head + 1):
        for at, value in enumerate(line.values, 1):
            if isinstance(value, Link):
                target = folder + quote(value.target, safe="/")
                link = Hyperlink(ref=f"{get_column_letter(at)}{number}", target=target)
                sheet._hyperlinks.append(link)  # type: ignore[attr-defined]  # noqa: SLF001 - no public list of them


def _finish(sheet: Worksheet, report: Report, table: Table, head: int, last: int) -> None:
    """Filter, print area and titles, and the colours of the deadline cells; after the last row."""
    columns = len(table.sheet.columns)
    sheet.auto_filter.ref = f"A{head}:{get_column_letter(columns + 2)}{last}"
    sheet.print_title_rows = f"{head}:{head}"
    sheet.print_area = f"A1:{get_column_letter(columns)}{last}"
    alarm = [get_column_letter(at) for at, column in enumerate(table.sheet.columns, 1) if column.alarm]
    if not alarm or not table.rows:
        return
    area = f"{alarm[0]}{head + 1}:{alarm[-1]}{last}"
    due, said = f"${alarm[0]}{head + 1}", f"${alarm[-1]}{head + 1}"
    # The day is written out: the colours must say what the workbook said when it was made, not what day it is now.
    today = f"DATE({report.day.year},{report.day.month},{report.day.day})"
    soon = report.office.policy.check.due_within
    past = f'AND(ISNUMBER({due}),{due}<{today},{said}<>"{NOTHING}")'
    near = f'AND(ISNUMBER({due}),{due}>={today},{due}<={today}+{soon},{said}<>"{NOTHING}")'
    for formula, colour in ((past, styles.RED), (near, styles.AMBER)):
        look = DifferentialStyle(fill=PatternFill(bgColor=colour, fill_type="solid"))
        sheet.conditional_formatting.add(area, Rule(type="expression", dxf=look, formula=[formula], stopIfTrue=True))


def _drop_downs(sheet: Worksheet, columns: Sequence[Column], first: int, last: int, offered: Offered) -> None:
    """Lists and bounds for the cells that may be filled in. Lists only advise, because several units may stand in one
    cell; dates and quantities are refused where they can't be read.
    """
    for at, column in enumerate(columns, 1):
        rule = _validation(column, offered) if column.editable else None
        if rule is not None:
            rule.add(f"{get_column_letter(at)}{first}:{get_column_letter(at)}{last}")
            sheet.data_validations.append(rule)


def _validation(column: Column, offered: Offered) -> DataValidation | None:
    if column.choices in offered:
        return DataValidation(
            type="list",
            formula1=keys.LIST_NAMES[column.choices],
            allow_blank=True,
            showErrorMessage=True,
            errorStyle="warning",
            errorTitle=column.heading,
            error="不在清单中。多个请用“、”分开；确认无误可以保留。",
            showInputMessage=True,
            promptTitle=column.heading,
            prompt="从清单中选择；多个用“、”分开。",
        )
    if column.kind == "date":
        return _bounded("date", column, (FIRST_SERIAL, LAST_SERIAL), "请填日期，如 2026-05-31。")
    if column.kind == "number":
        return _bounded("decimal", column, ("0", "999999999"), "请填数字，不带单位。")
    return None


def _bounded(kind: Literal["date", "decimal"], column: Column, bounds: tuple[str, str], error: str) -> DataValidation:
    return DataValidation(
        type=kind,
        operator="between",
        formula1=bounds[0],
        formula2=bounds[1],
        allow_blank=True,
        showErrorMessage=True,
        errorTitle=column.heading,
        error=error,
    )
