"""The sheets of the workbook as data: which columns they have, what of the record each shows, and how it looks.

An office describes a sheet in `templates/sheets/NAME.yaml`; this is what may stand in such a file. Whether a
named field can be read at all is the question of `tables.faults`. Widths are in characters of Excel's default font.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from ledger.model.column import Column, Words
from ledger.model.pacewords import Pace
from ledger.model.schedule import Standing
from ledger.model.values import Count, Flag, Record, Text, Texts

CLOSED: frozenset[Words] = frozenset({"statuses", "verdicts", "settled", "levels", "risks"})
"""Those lists of which a cell holds one word and no other."""
Subject = Literal["issue", "measure", "late", "lookback"]
"""What a row is about."""
COUNTERS: dict[Subject, str] = {"issue": "件", "measure": "条", "late": "项", "lookback": "次"}
"""The measure word with which the rows of a sheet are counted (共23件)."""

SUMMARY = "汇总"
"""The sheet of figures, which is no sheet of rows and has no description."""
USUAL = ("整改台账", "措施清单", "逾期清单")
"""The sheets of rows in a workbook for which none were named."""
BY_HAND = "by-hand"
"""The `field` of a column that the record knows nothing of: its cells are empty, for the office to fill in."""

_NOT_A_SHEET_NAME = re.compile(r"[\\/?*\[\]:\x00-\x1f]|^['_.]|'$")
LONGEST_SHEET_NAME = 31


@dataclass(frozen=True, slots=True)
class Link:
    """A cell that leads somewhere: what it shows, and the folder it opens, relative to the ledger's folder."""

    text: str
    target: str


Value = str | int | Decimal | date | Link | None
"""What stands in a cell."""


class Only(Record):
    """Which issues have rows in a sheet, beyond what the user selects; an empty list lets everything through."""

    standings: Annotated[tuple[Standing, ...], Field(title="进度情况", description="如 done、verified、closed")] = ()
    paces: Annotated[tuple[Pace, ...], Field(title="序时进度", description="如 behind、overdue")] = ()
    sources: Annotated[Texts, Field(title="问题来源", description="如 信访")] = ()
    books: Annotated[Texts, Field(title="台账", description="如 入河排污口；main 是总台账")] = ()


class Description(Record):
    """What an office says of a sheet in its file."""

    title: Annotated[Text | None, Field(title="标题", description="印在表头；不写则为台账名称加表名")] = None
    subject: Annotated[Subject, Field(title="一行是什么", description="issue、measure、late、lookback")]
    only: Annotated[Only, Field(title="只列", description="只列哪些问题")] = Only()
    empty: Annotated[Text, Field(title="空表", description="一行也没有时写什么")] = "（无）"
    paper: Annotated[Literal["A3", "A4"], Field(title="纸张", description="都是横向")] = "A3"
    frozen: Annotated[Count, Field(title="冻结列数", description="左右滚动时不动的列")] = 2
    totals: Annotated[Flag, Field(title="合计行", description="最后一行写合计")] = False
    columns: Annotated[tuple[Column, ...], Field(title="各列", description="从左到右", min_length=1)]

    def named(self, name: str) -> Sheet:
        """The sheet of this description under a name: that of its file."""
        return Sheet(name=name, **dict(self))


class Sheet(Description):
    """One sheet of rows."""

    name: Text

    @property
    def editable(self) -> tuple[Column, ...]:
        """The columns that an import takes back."""
        return tuple(column for column in self.columns if column.editable)

    @property
    def widths(self) -> tuple[float, ...]:
        """How wide the columns are."""
        return tuple(float(column.width) for column in self.columns)


@dataclass(frozen=True, slots=True)
class Contents:
    """What a workbook is made of: sheets of rows in their order, and whether 汇总 comes before them."""

    sheets: tuple[Sheet, ...]
    summary: bool = True


def is_sheet_name(name: str) -> bool:
    r"""Whether a worksheet can bear this name and no other sheet of ours does: no `\ / ? * [ ] :`, 31 characters."""
    return (
        0 < len(name.encode("utf-16-le")) // 2 <= LONGEST_SHEET_NAME
        and not _NOT_A_SHEET_NAME.search(name)
        and name.casefold() not in {"history", SUMMARY}
    )
