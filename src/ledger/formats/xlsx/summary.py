"""汇总: numbers that stand on their own without the charts, because previews and old WPS show none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break

from ledger.formats.xlsx import charts, heights, page, styles
from ledger.formats.xlsx.cells import plain
from ledger.model.columns import SUMMARY
from ledger.model.readers import NOTHING
from ledger.model.report import STANDING_WORDS, Report
from ledger.model.statistics import Breakdown, Group, Rate, Statistics

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

GROUP_HEADINGS = ("件数", "占比\n（%）", *STANDING_WORDS.values(), "完成率\n（%）")
COLUMNS = 1 + len(GROUP_HEADINGS)
CHART_COLUMNS = 10
WIDTHS = (30.0, *[9.5] * (COLUMNS - 1), 3.0, *[9.0] * CHART_COLUMNS)
"""The tables' columns, a gap, and the columns that the charts stand over."""
ROW_HEIGHT, HEADING_HEIGHT, SECTION_HEIGHT = 22.0, 34.0, 30.0
PERCENT = 78
"""The scale of the printed page. It is fixed, not "fit to width", with which Excel ignores breaks between tables."""
PAGE_HEIGHT = page.PRINTABLE_HEIGHT * 100 / PERCENT - ROW_HEIGHT
NUMERALS = "三四五六七八九"


@dataclass
class _Pen:
    """Writes rows one under the other: they are streamed and can't be gone back to."""

    sheet: Worksheet
    row: int
    used: float
    """Points of the present page that are taken."""

    def write(self, cells: Sequence[Cell | None], height: float = ROW_HEIGHT) -> None:
        """Append a row."""
        self.row += 1
        self.used += height
        page.set_height(self.sheet, self.row, height)
        self.sheet.append(list(cells))

    def text(self, text: str, style: str) -> Cell:
        """A cell with a text."""
        return page.text_cell(self.sheet, text, style)

    def number(self, value: int | Decimal | None, style: str) -> Cell:
        """A cell with a number, or a dash where there is none."""
        if value is None:
            return self.text(NOTHING, style)
        cell = Cell(self.sheet, 1, 1, value)
        cell.style = style
        return cell

    def section(self, text: str, rows: int) -> None:
        """The line above a table of `rows` rows and a head, on a new page where the table doesn't fit on this one."""
        table = SECTION_HEIGHT + HEADING_HEIGHT + rows * ROW_HEIGHT
        if self.used + table > PAGE_HEIGHT:
            self.sheet.row_breaks.append(Break(id=self.row))
            self.used = 0
        self.write([self.text(text, styles.SECTION)], SECTION_HEIGHT)

    def headings(self, names: Sequence[str]) -> None:
        """The head of a table."""
        self.write([self.text(name, styles.HEADING) for name in names], HEADING_HEIGHT)


def add_summary(book: Workbook, report: Report, numbers: Statistics) -> None:
    """Append the sheet 汇总: 总体进度, 主要指标, then one table for each breakdown, and two charts beside them."""
    sheet = page.new_sheet(book, SUMMARY)
    page.prepare(sheet, WIDTHS)
    page.scale(sheet, PERCENT)
    title = f"{report.office.policy.ledger.title}　{SUMMARY}"
    above = page.head(sheet, report, title, page.notes(report), WIDTHS)
    pen = _Pen(sheet, above, sum(sheet.row_dimensions[row].ht or 0 for row in range(1, above + 1)))
    top = pen.row + 1
    standings = _standings(pen, numbers)
    _rates(pen, numbers)
    telling = [one for at, one in enumerate(numbers.breakdowns) if at == 0 or not one.says_nothing]
    areas = [_breakdown(pen, numeral, one) for numeral, one in zip(NUMERALS, telling, strict=False)]
    side = get_column_letter(COLUMNS + 2)
    sheet.add_chart(charts.standings(sheet, standings), f"{side}{top}")
    bottom = top + charts.ROWS
    if numbers.total:
        sheet.add_chart(charts.units(sheet, areas[0]), f"{side}{bottom}")
        bottom += charts.ROWS
    sheet.print_area = f"A1:{get_column_letter(len(WIDTHS))}{max(pen.row, bottom)}"


def _standings(pen: _Pen, numbers: Statistics) -> charts.Rows:
    """The partition by standing, with its sum. Returns the rows of the standings."""
    pen.section("一、总体进度", len(numbers.standings) + 1)
    pen.headings(("进度情况", "件数", "占比\n（%）"))
    first = pen.row + 1
    for one in numbers.standings:
        share = Rate("share", "", one.number, numbers.total).percent
        name = pen.text(one.name, styles.LONG)
        pen.write([name, pen.number(one.number, styles.NUMBER), pen.number(share, styles.RATE)])
    last = pen.row
    whole = Rate("share", "", numbers.total, numbers.total).percent
    total = pen.number(numbers.total, styles.TOTAL)
    pen.write([pen.text("合计", styles.TOTAL_NAME), total, pen.number(whole, styles.TOTAL_RATE)])
    return first, last


def _rates(pen: _Pen, numbers: Statistics) -> None:
    """Every rate with its numerator, denominator and basis, then the plain numbers."""
    pen.section("二、主要指标", len(numbers.rates) + 3)
    pen.headings(("指标", "分子", "分母", "比率\n（%）", "口径", *[""] * (COLUMNS - 5)))
    page.merge(pen.sheet, pen.row, 5, COLUMNS)
    for rate in numbers.rates:
        counts = [pen.number(rate.part, styles.NUMBER), pen.number(rate.whole, styles.NUMBER)]
        _remarked(pen, rate.name, [*counts, pen.number(rate.percent, styles.RATE)], rate.basis)
    for name, value, basis in (
        ("完成未销号（件）", numbers.done_not_closed, "完成整改＋已验收，尚未销号"),
        ("逾期（件）", numbers.overdue, "最后期限已过而未完成；期限当天不算逾期"),
        ("平均超期天数", numbers.average_days_late, "逾期各件的日历天数之和 ÷ 逾期件数"),
    ):
        dashes = [pen.text(NOTHING, styles.SHORT), pen.text(NOTHING, styles.SHORT)]
        _remarked(pen, name, [pen.number(value, styles.NUMBER), *dashes], basis)


def _remarked(pen: _Pen, name: str, cells: Sequence[Cell], remark: str) -> None:
    blank = [pen.text("", styles.LONG) for _ in range(COLUMNS - 5)]
    pen.write([pen.text(name, styles.LONG), *cells, pen.text(remark, styles.LONG), *blank])
    page.merge(pen.sheet, pen.row, 5, COLUMNS)


def _breakdown(pen: _Pen, numeral: str, one: Breakdown) -> charts.Rows:
    """The table of one breakdown, with its sums. Returns the rows of the groups."""
    pen.section(f"{numeral}、{one.name}", len(one.groups) + 1)
    pen.headings((one.name.removeprefix("按").partition("（")[0], *GROUP_HEADINGS))
    first = pen.row + 1
    for group in one.groups:
        tall = heights.natural_height([(plain(group.name), WIDTHS[0])], styles.BODY_SIZE)
        name = pen.text(group.name, styles.LONG)
        pen.write([name, *_figures(pen, one, group, styles.NUMBER, styles.RATE)], max(ROW_HEIGHT, heights.fitted(tall)))
    last = pen.row
    standings = tuple(map(sum, zip(*(group.standings for group in one.groups), strict=True)))
    whole = Group("合计" if one.adds_up else "合计（分别计入，不等于件数）", one.counted, standings)
    if one.groups:
        name = pen.text(whole.name, styles.TOTAL_NAME)
        pen.write([name, *_figures(pen, one, whole, styles.TOTAL, styles.TOTAL_RATE)])
    return first, last


def _figures(pen: _Pen, one: Breakdown, group: Group, number: str, rate: str) -> list[Cell]:
    return [
        pen.number(group.total, number),
        pen.number(one.share(group).percent, rate),
        *(pen.number(count, number) for count in group.standings),
        pen.number(group.finished.percent, rate),
    ]
