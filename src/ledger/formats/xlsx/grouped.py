"""分组指标 of 汇总: the rates of every unit, region, field … with their denominators, the same that the whole has."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from ledger.formats.xlsx import heights, styles
from ledger.formats.xlsx.cells import plain
from ledger.formats.xlsx.pen import ROW_HEIGHT, Pen
from ledger.model.indicators import SPLIT
from ledger.model.pacewords import PACES
from ledger.model.rates import Rate
from ledger.model.statistics import Breakdown, Group

Number = int | Decimal | None


class _Column(NamedTuple):
    """A column of numbers: what stands over it, how a group is asked, whether it has a decimal."""

    head: str
    of: Callable[[Group], Number]
    decimal: bool = False


def _rate(key: str, head: str, whole: str | None) -> tuple[_Column, ...]:
    """A rate, and its denominator in the column after it unless that stands in the table above."""
    percent = _Column(f"{head}（%）", lambda group: _in(group, key, "percent"), decimal=True)
    return (percent, _Column(whole, lambda group: _in(group, key, "whole"))) if whole else (percent,)


def _in(group: Group, key: str, name: str) -> Number:
    found: Mapping[str, Rate] = {rate.key: rate for rate in group.rates}
    number: Number = getattr(found[key], name) if key in found else None
    return number


def _split(key: str) -> Callable[[Group], Number]:
    parts = next(paces for name, _, paces in SPLIT if name == key)
    return lambda group: sum(often for pace, often in zip(PACES, group.paces, strict=True) if pace in parts)


_PROGRESS = (
    *_rate("on-time", "按期完成\n率", "到期措施\n（条）"),
    *_rate("closing", "销号率\n", None),
    *_rate("measures", "措施完成\n率", "全部措施\n（条）"),
    *_rate("updates", "更新及时\n率", "须报进展\n（件）"),
    _Column("完成整改", _split("split-finished")),
    _Column("达到序时", _split("split-in-pace")),
    _Column("未达序时", _split("split-behind")),
    _Column("未启动", _split("split-waiting")),
    _Column("平均超期\n天数", lambda group: group.average_days_late, decimal=True),
)
_OUTCOME = (
    *_rate("settled-strict", "办结率\n", None),
    *_rate("settled-staged", "含阶段性\n", "交办信访\n（件）"),
    *_rate("rebound", "反弹率\n", "查过的\n（件）"),
)


def write(pen: Pen, numeral: str, broken_down: Sequence[Breakdown], whole: Group, width: float) -> None:
    """Two tables for each breakdown, the second where there are petitions or look-backs; `width` is that of a name."""
    for one in broken_down:
        name = one.name.removeprefix("按")
        told = f"{numeral}、分组指标：{name}（销号率的分母为件数；完成、达到、未达、未启动四类相加为件数）"
        _table(pen, told, one, whole, _PROGRESS, width)
        if any(_in(group, "settled-strict", "whole") or _in(group, "rebound", "whole") for group in one.groups):
            _table(pen, f"{numeral}、办结与反弹：{name}", one, whole, _OUTCOME, width)


def _table(pen: Pen, told: str, one: Breakdown, whole: Group, columns: Sequence[_Column], width: float) -> None:
    pen.section(told, len(one.groups) + 1)
    pen.headings((one.name.removeprefix("按").partition("（")[0], *(column.head for column in columns)))
    for group in one.groups:
        tall = heights.natural_height([(plain(group.name), width)], styles.BODY_SIZE)
        cells = [pen.number(column.of(group), styles.RATE if column.decimal else styles.NUMBER) for column in columns]
        pen.write([pen.text(group.name, styles.LONG), *cells], max(ROW_HEIGHT, heights.fitted(tall)))
    if one.groups:
        last = "合计" if one.adds_up else "全部（每件只算一次）"
        sums = [
            pen.number(column.of(whole), styles.TOTAL_RATE if column.decimal else styles.TOTAL) for column in columns
        ]
        pen.write([pen.text(last, styles.TOTAL_NAME), *sums])
