"""The pen of 汇总: headed tables one under the other, pages broken between them and not within one that fits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from openpyxl.cell import Cell
from openpyxl.worksheet.pagebreak import Break

from ledger.formats.xlsx import page, styles
from ledger.model.rates import Rate
from ledger.model.readers import NOTHING
from ledger.model.report import STANDING_WORDS

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

GROUP_HEADINGS = ("件数", "占比\n（%）", *STANDING_WORDS.values(), "完成率\n（%）")
COLUMNS = 1 + len(GROUP_HEADINGS)
"""The columns that tables stand in."""
ROW_HEIGHT, HEADING_HEIGHT, SECTION_HEIGHT = 22.0, 34.0, 30.0
PERCENT = 78
"""The scale of the printed page. It is fixed, not "fit to width", with which Excel ignores breaks between tables."""
PAGE_HEIGHT = page.PRINTABLE_HEIGHT * 100 / PERCENT - ROW_HEIGHT


@dataclass
class Pen:
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

    def rates(self) -> None:
        """The head of a table of rates."""
        self.headings(("指标", "分子", "分母", "比率\n（%）", "口径", *[""] * (COLUMNS - 5)))
        page.merge(self.sheet, self.row, 5, COLUMNS)

    def rate(self, rate: Rate) -> None:
        """A rate with its numerator, its denominator and how it was counted."""
        counts = [self.number(rate.part, styles.NUMBER), self.number(rate.whole, styles.NUMBER)]
        self.remarked(rate.name, [*counts, self.number(rate.percent, styles.RATE)], rate.basis)

    def figure(self, name: str, value: int | Decimal | None, basis: str = "", whole: int | None = None) -> None:
        """A plain number among rates, and of how many it is."""
        counts = [self.number(value, styles.NUMBER), self.number(whole, styles.NUMBER)]
        self.remarked(name, [*counts, self.text(NOTHING, styles.SHORT)], basis)

    def remarked(self, name: str, cells: Sequence[Cell], remark: str) -> None:
        """A row of a table of rates."""
        blank = [self.text("", styles.LONG) for _ in range(COLUMNS - 5)]
        self.write([self.text(name, styles.LONG), *cells, self.text(remark, styles.LONG), *blank])
        page.merge(self.sheet, self.row, 5, COLUMNS)
