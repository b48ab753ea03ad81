"""One sheet of rows, as its description asks. Rows are streamed, and their styles made once a column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Literal

from openpyxl.formatting.rule import Rule
from openpyxl.styles import PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from ledger import meter
from ledger.formats.base import Written
from ledger.formats.xlsx import heights, keys, page, rows, styles
from ledger.formats.xlsx.cells import as_text, sheet_name
from ledger.formats.xlsx.links import Links
from ledger.formats.xlsx.strips import strips
from ledger.model.column import Column, Words
from ledger.model.columns import CLOSED, Sheet, Value
from ledger.model.readers import NOTHING
from ledger.model.report import STANDING_WORDS, Report
from ledger.model.tables import Row, Totals, walk

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

HEADING_HEIGHT = 34.0
Offered = frozenset[Words]
SOME_OF = ("不在清单中。多个请用“、”分开；确认无误可以保留。", "从清单中选择；多个用“、”分开。")
ONE_OF = ("只能从清单中选一个。", "从清单中选一个。导入时按办理条件审查，符合的才办理。")
"""What Excel says of a word that is not in the list, and beside a cell that is filled from it."""
_LONGEST_LIST = 255
"""Characters of a list that stands in a rule (ECMA-376, 18.3.1.33)."""
FIRST_SERIAL, LAST_SERIAL = "36526", "73050"
"""2000-01-01 and 2099-12-31 as Excel counts days: the days a record may hold."""


def add_sheet(book: Workbook, report: Report, described: Sheet, offered: Offered, base: keys.Base) -> Written:
    """Append the sheet that is `described` to `book`; `offered` are the lists that drop-downs may name, `base` keeps
    what an import compares. Returns what stands in it.
    """
    columns = described.columns
    sheet = page.new_sheet(book, sheet_name(described.name, frozenset(book.sheetnames)))
    page.prepare(sheet, described.widths, described.paper)
    for at in (len(columns) + 1, len(columns) + 2):
        sheet.column_dimensions[get_column_letter(at)].hidden = True
    said = page.notes(report)
    head = page.ROWS_ABOVE + len(said) + 1
    frozen = min(described.frozen, len(columns))
    sheet.freeze_panes = f"{get_column_letter(frozen + 1)}{head + 1}"  # before the first row is streamed
    _head(sheet, report, described, said)
    with rows.spool() as spool:
        totals, written = _rows(sheet, report, described, base.keeper(described), spool, head)
        last = head + max(1, spool.count)
        empty = spool.count == 0
        if empty:
            sheet.append([page.text_cell(sheet, described.empty, styles.SUBTITLE)])
        elif totals is not None:
            spool.add(_totals(sheet, totals, last + 1, described.widths))
        _finish(sheet, report, described, head, last, empty=empty)
        _drop_downs(sheet, columns, head + 1, last, offered)
        rows.splice(sheet, spool)
    return written


def _rows(
    sheet: Worksheet, report: Report, described: Sheet, keeper: keys.Keeper, spool: rows.Spool, head: int
) -> tuple[Sequence[Value] | None, Written]:
    """Write the rows below the line `head`, one by one. Returns the line of sums, where there is one, and what the rows
    are about.
    """
    columns = described.columns

    @cache
    def slots(size: float, *, goes_on: bool, linked: bool) -> Sequence[rows.Slot]:
        shown = columns if linked else map(_unlinked, columns)
        named = (styles.body_style(column, size=size, goes_on=goes_on) for column in shown)
        return rows.slots(sheet, [*named, None, None])

    totals, issues = Totals(described), set[str]()
    links = Links(sheet, columns, report.links)
    for row in _counted(report, described):
        totals.add(row)
        issues.add(row.issue)
        texts = tuple(map(as_text, row.values))
        for line in strips(columns, row.values, texts, row.key, keeper.keep(row, texts)):
            number = head + 1 + spool.count
            linked = links.add(line.values, number)
            chosen = slots(styles.BODY_SIZE, goes_on=line.goes_on, linked=linked)
            if line.sizes is not None:
                own = (slots(size, goes_on=line.goes_on, linked=linked)[at] for at, size in enumerate(line.sizes))
                chosen = (*own, *chosen[-2:])
            spool.add(rows.row_xml(number, line.height, chosen, line.values, line.texts))
    return totals.line, Written(frozenset(issues), links.remarks(described.name))


def _counted(report: Report, described: Sheet) -> Iterator[Row]:
    """The rows of a sheet, each told to whoever shows how far it is."""
    most = len(report.entries) if described.subject == "issue" else None
    with meter.part("sheet", most) as tick:
        for row in walk(report, described.subject, [column.field for column in described.columns], described.only):
            yield row
            tick(1)


def _head(sheet: Worksheet, report: Report, described: Sheet, said: Sequence[str]) -> None:
    """Title, what is `said` below it, and the headings."""
    above = page.head(sheet, report, _title(report, described), said, described.widths)
    headings = ((column.heading, width) for column, width in zip(described.columns, described.widths, strict=True))
    tall = heights.natural_height(headings, styles.HEADING_SIZE)
    page.set_height(sheet, above + 1, max(HEADING_HEIGHT, heights.fitted(tall)))
    names = (*(column.heading for column in described.columns), keys.KEY, keys.REVISION)
    sheet.append([page.text_cell(sheet, name, styles.HEADING) for name in names])


def _title(report: Report, sheet: Sheet) -> str:
    """What stands on top of the page: the office's own title, else the ledger's with the sheet's name."""
    ledger = report.office.policy.ledger.title
    return sheet.title or (ledger if sheet.name in ledger else f"{ledger}　{sheet.name}")


def _totals(sheet: Worksheet, values: Sequence[Value], number: int, widths: Sequence[float]) -> str:
    """The line of sums."""
    texts = tuple(map(as_text, values))
    height = heights.fitted(heights.natural_height(zip(texts, widths, strict=True), styles.BODY_SIZE))
    slots = rows.slots(sheet, [styles.TOTAL] * len(values) + [None, None])
    return rows.row_xml(number, height, slots, (*values, keys.TOTAL_KEY, ""), (*texts, keys.TOTAL_KEY, ""))


def _unlinked(column: Column) -> Column:
    """A column of links as it looks where none of them leads anywhere."""
    return column.model_copy(update={"kind": "text"}) if column.kind == "link" else column


def _finish(sheet: Worksheet, report: Report, described: Sheet, head: int, last: int, *, empty: bool) -> None:
    """Filter, print area and titles, and the colours of the deadline cells; after the last row.

    The line of sums is printed, but stays out of the filter, which would sort it in among the others.
    """
    columns = len(described.columns)
    sums = 1 if described.totals and not empty else 0
    sheet.auto_filter.ref = f"A{head}:{get_column_letter(columns + 2)}{last}"
    sheet.print_title_rows = f"{head}:{head}"
    sheet.print_area = f"A1:{get_column_letter(columns)}{last + sums}"
    if not empty:
        _alarms(sheet, report, described, head, last)
        _standings(sheet, described, head, last)


def _alarms(sheet: Worksheet, report: Report, described: Sheet, head: int, last: int) -> None:
    """The colours of the deadline cells: the date, and what is said about the days left or passed."""
    alarms = [(at, column) for at, column in enumerate(described.columns, 1) if column.alarm]
    due, said = (
        next((f"${get_column_letter(at)}{head + 1}" for at, column in alarms if (column.kind == "date") is dated), None)
        for dated in (True, False)
    )
    if due is None or said is None:
        return
    area = " ".join(
        f"{get_column_letter(first)}{head + 1}:{get_column_letter(final)}{last}"
        for first, final in _runs([at for at, _ in alarms])
    )
    # The day is written out: the colours must say what the workbook said when it was made, not what day it is now.
    today = f"DATE({report.day.year},{report.day.month},{report.day.day})"
    soon = report.office.policy.check.due_within
    past = f'AND(ISNUMBER({due}),{due}<{today},{said}<>"{NOTHING}")'
    near = f'AND(ISNUMBER({due}),{due}>={today},{due}<={today}+{soon},{said}<>"{NOTHING}")'
    for formula, colour in ((past, styles.RED), (near, styles.AMBER)):
        _colour(sheet, area, formula, colour)


def _standings(sheet: Worksheet, described: Sheet, head: int, last: int) -> None:
    """The colours of 进度情况: what is late or near may be a node or a measure, long before the last day."""
    red = (STANDING_WORDS["overdue"], STANDING_WORDS["behind"])
    amber = (STANDING_WORDS["due-soon"],)
    for at, column in enumerate(described.columns, 1):
        if column.field == "standing":
            letter = get_column_letter(at)
            for words, colour in ((red, styles.RED), (amber, styles.AMBER)):
                formula = f"OR({','.join(f'${letter}{head + 1}={chr(34)}{word}{chr(34)}' for word in words)})"
                _colour(sheet, f"{letter}{head + 1}:{letter}{last}", formula, colour)


def _colour(sheet: Worksheet, area: str, formula: str, colour: str) -> None:
    look = DifferentialStyle(fill=PatternFill(bgColor=colour, fill_type="solid"))
    sheet.conditional_formatting.add(area, Rule(type="expression", dxf=look, formula=[formula], stopIfTrue=True))


def _runs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """First and last of every stretch of numbers that follow one another."""
    for _, stretch in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0]):
        found = [number for _, number in stretch]
        yield found[0], found[-1]


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
        error, prompt = ONE_OF if column.choices in CLOSED else SOME_OF
        return DataValidation(
            type="list",
            formula1=keys.LIST_NAMES[column.choices],
            allow_blank=True,
            showErrorMessage=True,
            errorStyle="stop" if column.choices in CLOSED else "warning",
            errorTitle=column.heading,
            error=error,
            showInputMessage=True,
            promptTitle=column.heading,
            prompt=prompt,
        )
    if (listed := _in_line(column.words)) is not None:
        return DataValidation(
            type="list",
            formula1=listed,
            allow_blank=True,
            showErrorMessage=True,
            errorTitle=column.heading,
            error=ONE_OF[0],
        )
    if column.kind == "date":
        return _bounded("date", column, (FIRST_SERIAL, LAST_SERIAL), "请填日期，如 2026-05-31。")
    if column.kind == "number":
        return _bounded("decimal", column, ("0", "999999999"), "请填数字，不带单位。")
    return None


def _in_line(words: Sequence[str]) -> str | None:
    """A list of words as it stands in a rule itself; None where there is none, or Excel would read another one."""
    listed = ",".join(words)
    plain = not any(sign in word for word in words for sign in ',"')
    return f'"{listed}"' if words and plain and len(listed) <= _LONGEST_LIST else None


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
