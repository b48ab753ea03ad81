"""The two bar charts of 汇总: plain native bars, which WPS and every Excel draw alike."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING

from openpyxl.chart import BarChart, Reference
from openpyxl.chart.axis import ChartLines
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.marker import DataPoint
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties

from ledger.model.schedule import STANDINGS, Standing

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

Rows = tuple[int, int]
"""First and last row of a table's body."""

COLOURS: Mapping[Standing, str] = {
    "closed": "2E7D32",
    "verified": "66A56B",
    "done": "A5D0A8",
    "overdue": "C0392B",
    "behind": "E59866",
    "due-soon": "F4D03F",
    "long-term": "9FA8DA",
    "on-time": "5B9BD5",
    "not-started": "BFBFBF",
}
NAMES, COUNTS = 1, 2
OVERDUE_COLUMN = 4 + STANDINGS.index("overdue")
"""Where 逾期 stands in a breakdown: after the name, the count and the share."""
MOST_UNITS = 12
WIDTH_CM, HEIGHT_CM = 17, 10
ROWS = math.ceil(HEIGHT_CM / (22 * 2.54 / 72)) + 2
"""How many rows of 汇总 (22 points, the lowest of them) a chart covers, with room below it."""


def standings(sheet: Worksheet, rows: Rows) -> BarChart:
    """Issues by standing, each bar in the colour of its standing."""
    chart = _bars("总体进度（件）")
    _series(chart, sheet, COUNTS, rows, COLOURS["on-time"])
    chart.legend = None
    chart.series[0].dPt = [
        DataPoint(idx=at, spPr=GraphicalProperties(solidFill=COLOURS[key])) for at, key in enumerate(STANDINGS)
    ]
    return chart


def units(sheet: Worksheet, rows: Rows) -> BarChart:
    """The units with most issues: how many they have, and how many of those are overdue."""
    shown = (rows[0], min(rows[1], rows[0] + MOST_UNITS - 1))
    chart = _bars("责任单位件数与逾期（件）")
    _series(chart, sheet, COUNTS, shown, COLOURS["on-time"])
    _series(chart, sheet, OVERDUE_COLUMN, shown, COLOURS["overdue"])
    chart.legend.position = "b"
    return chart


def _bars(title: str) -> BarChart:
    chart = BarChart()
    chart.type = "bar"
    chart.title = title
    chart.width, chart.height = WIDTH_CM, HEIGHT_CM
    chart.gapWidth = 40
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.x_axis.scaling.orientation = "maxMin"  # the first row on top …
    chart.y_axis.crosses = "max"  # … and the numbers still at the bottom
    chart.y_axis.majorGridlines = ChartLines(spPr=GraphicalProperties(ln=LineProperties(solidFill="D9D9D9")))
    chart.y_axis.numFmt = "0"
    chart.y_axis.scaling.min = 0
    chart.dataLabels = DataLabelList(
        showVal=True, showSerName=False, showCatName=False, showLegendKey=False, showPercent=False
    )
    return chart


def _series(chart: BarChart, sheet: Worksheet, column: int, rows: Rows, colour: str) -> None:
    # The heading stands in the row above and names the series.
    chart.add_data(Reference(sheet, column, rows[0] - 1, column, rows[1]), titles_from_data=True)
    chart.set_categories(Reference(sheet, NAMES, rows[0], NAMES, rows[1]))
    chart.series[-1].graphicalProperties.solidFill = colour
