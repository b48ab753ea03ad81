"""The sheets of the workbook as data: which columns they have, what of the record each shows, and how it looks.

Headings follow the column sets of published and working ledgers (domain 3.1, 3.2). What is here says *what*
stands in a column; `tables` knows how to read it off an issue. Widths are in characters of Excel's default font.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "date", "number", "link"]
Words = Literal["fields", "units", "people"]
"""The lists a drop-down may offer: the house's 环境要素, the units, the people."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `field` is where the value stands in the record (or a name that `tables` computes),
    and what an import reads an edited cell back into.
    """

    heading: str
    field: str
    width: float
    kind: Kind = "text"
    long: bool = False
    """Running text: set left; short words are centred. Both wrap."""
    editable: bool = False
    """Whether an import takes a change of this cell; printed in light yellow."""
    choices: Words | None = None
    alarm: bool = False
    """A cell about the deadline, which takes colour when that is past or near."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of rows. `subject` says what a row is about."""

    name: str
    subject: Literal["issue", "measure", "late"]
    columns: tuple[Column, ...]
    empty: str
    """What a reader is told where there is no row."""
    frozen: int = 2
    """How many columns stay in sight when one scrolls sideways."""


LEDGER = Sheet(
    name="整改台账",
    subject="issue",
    empty="（无问题）",
    columns=(
        Column("序号", "row", 5, "number"),
        Column("问题编号", "id", 10.5),
        Column("问题来源", "source", 13),
        Column("原文编号", "source.item", 11),
        Column("行政区域", "region", 9, editable=True),
        Column("环境要素", "fields", 9, editable=True, choices="fields"),
        Column("问题名称", "title", 15, long=True, editable=True),
        Column("问题原文", "source.finding", 35, long=True),
        Column("整改目标", "plan.goal", 20, long=True, editable=True),
        Column("整改措施", "plan.measures", 38, long=True),
        Column("责任单位", "plan.responsible_units", 13.5, editable=True, choices="units"),
        Column("督导单位", "plan.supervisor_units", 11, editable=True, choices="units"),
        Column("责任人", "plan.person", 7.5, editable=True, choices="people"),
        Column("整改时限", "plan.deadline.text", 13),
        Column("最后期限", "due", 12, "date", alarm=True),
        Column("剩余天数", "days_left", 11, alarm=True),
        Column("整改状态", "status", 9),
        Column("进度情况", "standing", 9.2),
        Column("最新进展", "progress", 23, long=True, editable=True),
        Column("佐证材料", "evidence", 9, "link"),
        Column("销号日期", "closures.date", 12, "date"),
    ),
)

MEASURES = Sheet(
    name="措施清单",
    subject="measure",
    empty="（无整改措施）",
    columns=(
        Column("序号", "row", 6, "number"),
        Column("问题编号", "id", 12),
        Column("问题名称", "title", 26, long=True),
        Column("措施编号", "measure.number", 9),
        Column("整改措施", "measure.text", 62, long=True),
        Column("责任单位", "measure.units", 24, editable=True, choices="units"),
        Column("措施时限", "measure.deadline", 20),
        Column("最后期限", "measure.due", 12, "date", alarm=True),
        Column("剩余天数", "measure.days_left", 11, alarm=True),
        Column("任务量", "measure.quantity.total", 9, "number"),
        Column("完成量", "measure.quantity.done", 9, "number", editable=True),
        Column("计量单位", "measure.quantity.unit", 9),
        Column("完成日期", "measure.done_on", 12, "date", editable=True),
        Column("完成情况", "measure.state", 11),
    ),
)

LATE = Sheet(
    name="逾期清单",
    subject="late",
    empty="（无逾期事项）",
    columns=(
        Column("序号", "row", 6, "number"),
        Column("问题编号", "id", 12),
        Column("问题名称", "title", 28, long=True),
        Column("逾期类别", "late.kind", 11),
        Column("逾期内容", "late.text", 56, long=True),
        Column("最后期限", "late.due", 12, "date", alarm=True),
        Column("逾期天数", "late.days", 10, "number", alarm=True),
        Column("责任单位", "late.units", 24),
        Column("督导单位", "plan.supervisor_units", 20),
        Column("责任人", "plan.person", 10),
        Column("整改状态", "status", 10),
        Column("最新进展", "progress", 42, long=True),
        Column("督办措施", "escalations", 18),
    ),
)

SHEETS: tuple[Sheet, ...] = (LEDGER, MEASURES, LATE)
