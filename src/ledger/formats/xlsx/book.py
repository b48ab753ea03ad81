"""The whole workbook: 汇总 where it is wanted, the sheets of rows, and the hidden sheets an import needs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time

from openpyxl import Workbook

from ledger.formats.base import Grid, Writer
from ledger.formats.xlsx import grids, keys, rows, sheet, styles, summary
from ledger.formats.xlsx.cells import plain
from ledger.formats.xlsx.zipped import pack
from ledger.model.columns import Contents
from ledger.model.report import Report
from ledger.model.statistics import statistics
from ledger.model.tables import choices


@dataclass(frozen=True)
class ExcelWriter:
    """The format `xlsx`."""

    name: str = "xlsx"
    suffix: str = ".xlsx"

    def dump(self, report: Report, contents: Contents) -> bytes:
        """The workbook: values only, no formula, dated by the report's day and by no clock."""
        return made(report, contents)


def made(report: Report, contents: Contents, more: Iterable[Grid] = ()) -> bytes:
    """The workbook, with `more` sheets behind those of issues."""
    book = Workbook(write_only=True)
    styles.register(book)
    house = report.office.policy.ledger
    book.properties.title = plain(house.title)
    book.properties.creator = plain(house.unit)
    book.properties.created = datetime.combine(report.day, time())
    if contents.summary:
        summary.add_summary(book, report, statistics(report))
    lists = {key: words for key, words in choices(report).items() if words}
    with rows.spool() as spool:
        base = keys.Base(report, spool)
        for one in contents.sheets:
            sheet.add_sheet(book, report, one, frozenset(lists), base)
        for grid in more:
            grids.add_grid(book, report, grid)
        keys.add_choices(book, lists)
        keys.add_ledger(book, report, contents.sheets)
        base.add_to(book)
    # One comes to read rows: the first of their sheets is open, though 汇总 stands before it.
    book.active = 1 if contents.summary and contents.sheets else 0
    return pack(book, report.day)


WRITER: Writer = ExcelWriter()
