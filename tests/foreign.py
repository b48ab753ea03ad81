"""Workbooks that `ledger` never wrote, as an office keeps them; as grids for the model, as files for the program."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.utils import range_boundaries

from ledger.model.grid import Area, Book, Cell, Grid, Kind, Line

Value = str | int | float | date | None
Rows = Sequence[Sequence[Value]]

TITLE = "某市中央生态环境保护督察反馈问题整改台账（共3项）"
OLD: Rows = (
    (TITLE,),
    ("填报单位：某市整改办", None, None, None, None, None, None, None, None),
    ("序号", "反馈问题", "整改目标", "整改措施", "完成时限", "责任单位", None, "督导单位", "完成情况"),
    (None, None, None, None, None, "牵头单位", "配合单位", None, None),
    ("一、水污染防治方面（2项）",),
    (
        1,
        "建成区污水直排河道。沿河仍有直排口17个。",
        "消除直排口",
        "1.排查沿河排口；2.建设2公里支管网。",
        "2026年6月底前",
        "市水利局",
        "市住建局、牛塘镇党委、政府",
        "市生态环境局",
        "正在推进",
    ),
    (
        2,
        "红旗河水质超标",
        "水质达到Ⅳ类",
        "一是清淤；二是补水。",
        "20259月底前",
        "市水利局",
        None,
        "市生态环境局",
        "已完成",
    ),
    ("二、大气污染防治方面（1项）",),
    (3, "锅炉改造滞后", "改造23台", "改造23台锅炉", "2025年底前，并长期坚持", "市住建局", None, "市生态环境局", None),
    ("合计", "共3项", None, None, None, None, None, None, None),
    ("填表人：张三    审核人：李四",),
)
MERGED = ("A1:I1", "A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:E4", "F3:G3", "H3:H4", "I3:I4", "A5:I5", "A8:I8", "A11:I11")


def kind(value: Value) -> Kind:
    return "date" if isinstance(value, date) else "number" if isinstance(value, (int, float)) else "text"


def areas(merged: Sequence[str]) -> tuple[Area, ...]:
    found = (range_boundaries(one) for one in merged)
    return tuple((top, left, bottom, right) for left, top, right, bottom in found)  # type: ignore[misc]  # all are set


def grid(rows: Rows, merged: Sequence[str] = (), name: str = "台账", hidden: Sequence[int] = ()) -> Grid:
    lines = []
    for number, row in enumerate(rows, 1):
        cells = {
            at: Cell(number, at, kind(value), value.isoformat() if isinstance(value, date) else str(value))
            for at, value in enumerate(row, 1)
            if value is not None
        }
        if cells:
            lines.append(Line(number, number in hidden, cells))
    return Grid(name, "visible", tuple(lines), areas(merged))


def book(*grids: Grid) -> Book:
    return Book("旧台账.xlsx", grids, ())


def old_book() -> Book:
    return book(grid(OLD, MERGED))


def write(path: Path, rows: Rows = OLD, merged: Sequence[str] = MERGED, name: str = "台账") -> Path:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = name
    for row in rows:
        sheet.append(list(row))
    for one in merged:
        sheet.merge_cells(one)
    made.save(path)
    return path
