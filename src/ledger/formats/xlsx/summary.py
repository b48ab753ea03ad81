"""汇总: numbers that stand on their own without the charts, because previews and old WPS show none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter

from ledger.formats.xlsx import charts, grouped, heights, page, sections, styles
from ledger.formats.xlsx.cells import plain
from ledger.formats.xlsx.pen import COLUMNS, GROUP_HEADINGS, PERCENT, ROW_HEIGHT, Pen
from ledger.model.columns import SUMMARY
from ledger.model.rates import Rate
from ledger.model.report import Report
from ledger.model.statistics import Breakdown, Group, Statistics, added_up

if TYPE_CHECKING:
    from openpyxl import Workbook

CHART_COLUMNS = 10
WIDTHS = (30.0, *[9.5] * (COLUMNS - 1), 3.0, *[9.0] * CHART_COLUMNS)
"""The tables' columns, a gap, and the columns that the charts stand over."""
_ONES = "一二三四五六七八九"
NUMERALS = (
    *_ONES[2:],
    "十",
    *(f"十{one}" for one in _ONES),
    *(f"{ten}十{one}" for ten in "二三" for one in ("", *_ONES)),
)
"""三 to 三十九, of the parts after 主要指标: more than there are breakdowns and sections."""


def add_summary(book: Workbook, report: Report, numbers: Statistics) -> None:
    """Append the sheet 汇总: 总体进度, 主要指标, one table for each breakdown, the sections
    that this ledger has something to say in, the rates of every group, and two charts beside the first of them.
    """
    sheet = page.new_sheet(book, SUMMARY)
    page.prepare(sheet, WIDTHS)
    page.scale(sheet, PERCENT)
    title = f"{report.office.policy.ledger.title}　{SUMMARY}"
    above = page.head(sheet, report, title, (*filter(None, (added_up(numbers.others),)), *page.notes(report)), WIDTHS)
    pen = Pen(sheet, above, sum(sheet.row_dimensions[row].ht or 0 for row in range(1, above + 1)))
    top = pen.row + 1
    standings = _standings(pen, numbers)
    _rates(pen, numbers)
    telling = [one for at, one in enumerate(numbers.breakdowns) if at == 0 or not one.says_nothing]
    numerals = iter(NUMERALS)
    areas = [_breakdown(pen, next(numerals), one) for one in telling]
    for one in numbers.sections:
        if not one.says_nothing:
            sections.write(pen, next(numerals), one)
    grouped.write(pen, next(numerals), telling, numbers.whole, WIDTHS[0])
    side = get_column_letter(COLUMNS + 2)
    sheet.add_chart(charts.standings(sheet, standings), f"{side}{top}")
    bottom = top + charts.ROWS
    if numbers.total:
        sheet.add_chart(charts.units(sheet, areas[0]), f"{side}{bottom}")
        bottom += charts.ROWS
    sheet.print_area = f"A1:{get_column_letter(len(WIDTHS))}{max(pen.row, bottom)}"


def _standings(pen: Pen, numbers: Statistics) -> charts.Rows:
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


def _rates(pen: Pen, numbers: Statistics) -> None:
    """Every rate with its numerator, denominator and basis, then the plain numbers."""
    pen.section("二、主要指标", len(numbers.rates) + 3)
    pen.rates()
    for rate in numbers.rates:
        pen.rate(rate)
    pen.figure("完成未销号（件）", numbers.done_not_closed, "完成整改＋已验收，尚未销号")
    pen.figure("逾期（件）", numbers.overdue, "最后期限已过而未完成；期限当天不算逾期")
    pen.figure("平均超期天数", numbers.average_days_late, "逾期各件的日历天数之和 ÷ 逾期件数")


def _breakdown(pen: Pen, numeral: str, one: Breakdown) -> charts.Rows:
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


def _figures(pen: Pen, one: Breakdown, group: Group, number: str, rate: str) -> list[Cell]:
    return [
        pen.number(group.total, number),
        pen.number(one.share(group).percent, rate),
        *(pen.number(count, number) for count in group.standings),
        pen.number(group.finished.percent, rate),
    ]
