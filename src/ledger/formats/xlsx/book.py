"""The whole workbook: 汇总 where it is wanted, the sheets of rows, and the hidden sheets an import needs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time
from typing import IO

from openpyxl import Workbook

from ledger.formats.base import Grid, Writer, Written
from ledger.formats.xlsx import grids, keys, rows, sheet, styles, summary
from ledger.formats.xlsx.cells import plain
from ledger.formats.xlsx.zipped import pack_into
from ledger.model.columns import Contents
from ledger.model.report import Report
from ledger.model.statistics import statistics
from ledger.model.tables import choices


@dataclass(frozen=True)
class ExcelWriter:
    """The format `xlsx`."""

    name: str = "xlsx"
    suffix: str = ".xlsx"

    def write(self, report: Report, contents: Contents, file: IO[bytes]) -> Written:
        """The workbook: values only, no formula, dated by the report's day and by no clock."""
        return write(report, contents, file)


def write(report: Report, contents: Contents, file: IO[bytes], more: Iterable[Grid] = ()) -> Written:
    """The workbook, with `more` sheets behind those of issues.

    汇总 counts every issue of the report, so every one stands in it.
    """
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
        base = keys.Base(spool)
        added = [sheet.add_sheet(book, report, one, frozenset(lists), base) for one in contents.sheets]
        for grid in more:
            grids.add_grid(book, report, grid)
        keys.add_choices(book, lists)
        keys.add_ledger(book, report, contents.sheets)
        base.add_to(book)
    # One comes to read rows: the first of their sheets is open, though 汇总 stands before it.
    book.active = 1 if contents.summary and contents.sheets else 0
    pack_into(file, book, report.day)
    return Written(_issues(report, contents, added), tuple(said for one in added for said in one.remarks))


def _issues(report: Report, contents: Contents, added: Iterable[Written]) -> frozenset[str]:
    listed = frozenset[str]().union(*(one.issues for one in added))
    if contents.summary and len(listed) < len(report.entries):
        return frozenset(one.issue.id for one in report.entries)
    return listed


WRITER: Writer = ExcelWriter()
