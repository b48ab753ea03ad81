"""Counted work in a measure or a task: `改造锅炉23台`, `新建污水管网46公里`, `封堵散排口3处`.

What only describes is not counted: capacities and rates (`3吨/日`), thresholds (`1000平方米及以上餐饮企业`),
distances (`1公里范围内`), what comes back (`每季度1次`), money, time, and parts of a whole (`其中2024年120公里`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ledger.model.extract.figures import Figure, figures, narrow
from ledger.model.extract.sentences import clause_around, depths
from ledger.model.extract.wording import either
from ledger.model.item import Quantity

_BEFORE = 10
_AFTER = 12
_PART_OF = 48
_DESCRIBING = (
    "第 每 近 前 逾期 超过 大于 小于 高于 低于 不足 相当于 达不到 距 距离 相距 间隔 周边 方圆 半径 沿线 两侧 上游 下游 "
    "直径 管径 厚 厚度 深 深度 宽 宽度 高 高度 埋深 规模 产能 产量 能力 能力为 处理量 容量 功率 设计 年产 日产 年处理 "
    "日处理 日均 装机 人口 连续 累计超 最近 超标 约合 限值 标准"
)
_DESCRIBES = re.compile(rf"(?:{either(_DESCRIBING)})[约为近达各]?[ ]?$")
_ASIDE = r"(?:\([^()]{0,4}\))?"
_THRESHOLD = re.compile(rf"{_ASIDE}(?:及?其?以[上下外]|以[内里]|之内){_ASIDE}(?P<next>.?)")
_AROUND = re.compile(r"(?:以?[内外]|范围|左右范围|长的|宽的|高的|深的|距离|处的|远|半径)(?![里])")
_RECURRING = re.compile(r"每[年季月周日半天旬]|每个?(?:季度|半年|工作日|月|星期)|[年月周]均")
_PART = re.compile(r"其中[^。;]{0,40}$")
_NOT_COUNTED = frozenset(
    {"倍", "度", "℃", "摄氏度", "dB", "dB(A)", "分贝", "ppm", "NTU", "学时", "课时", "班", "GT", "升", "L", "mL", "批"}
)
_COMES_BACK = frozenset({"次", "人次", "篇", "期"})
_LOOSELY = "百分 方面 体系 转变 维护 到位 阶段 环节 层面 关键 原则 坚持 专项组 工作组 角度 领域 月 标准"
_LOOSE = re.compile(
    rf"个(?:{either(_LOOSELY)}|重点(?!问题|项目|工程|企业|村|镇|街道|流域|断面|排口|点位|园区|小区|单位|场所|片区))"
)
"""`5个方面` counts words, not work."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A quantity and where its figure stands; `part` says that it is a share of one named before (`其中…`)."""

    start: int
    end: int
    quantity: Quantity
    part: bool = False


def counted(text: str) -> tuple[Counted, ...]:
    """Every quantity of work that a text names, in order, with its place."""
    even = narrow(text)
    inside = depths(even, "([“《「", ")]”》」")
    found = []
    for figure in figures(even):
        if inside[figure.start] or not _is_work(even, figure):
            continue
        clause = clause_around(even, figure.start, figure.end)
        words = text[clause.start : clause.end].strip(" \t\u3000、()（）")
        part = bool(_PART.search(even[max(0, figure.start - _PART_OF) : figure.start]))
        found.append(Counted(figure.start, figure.end, Quantity(figure.value, figure.unit, words), part))
    return tuple(found)


def quantities(text: str) -> tuple[Quantity, ...]:
    """The quantities of a measure or task: wholes, not their parts."""
    return tuple(one.quantity for one in counted(text) if not one.part)


def _is_work(even: str, figure: Figure) -> bool:
    if figure.kind not in {"count", "size"} or figure.is_rate or figure.unit in _NOT_COUNTED:
        return False
    before = even[max(0, figure.head - _BEFORE) : figure.head]
    after = even[figure.end : figure.end + _AFTER]
    if _DESCRIBES.search(before) or _LOOSE.match(even, figure.end - 1):
        return False
    if figure.unit in _COMES_BACK:
        clause = clause_around(even, figure.start, figure.end)
        return not _RECURRING.search(even[clause.start : clause.end])
    if figure.kind == "size":
        threshold = _THRESHOLD.match(after)
        described = threshold is not None and threshold["next"] not in {"", *",;。:、)\n"}
        return not (_AROUND.match(after) or described)
    return not after.startswith("以下")
