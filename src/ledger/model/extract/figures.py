"""Figures in running text: a value with its unit, `23台`, `每立方米29.5微克`, `92.5%`; ordinals are none."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from ledger.model.extract.wording import either
from ledger.model.numerals import NUMERALS, chinese

Kind = Literal["share", "count", "size", "time", "money", "plain"]
"""What a unit measures: a percentage; things; a length, area, weight or rate; time; money; nothing (no unit)."""

_UNITS: dict[Kind, str] = {
    "share": "% ‰ 个百分点 百分点",
    "count": (
        "台(套) 台套 台 套 辆 艘 架 个 处 家 户 座 条 口 项 件 起 块 片 宗 根 只 头 匹 羽 人 名 张 份 部 场 眼 株 棵 "
        "栋 幢 间 道 支 批次 人次 家次 户次 车次 艘次 台次 件次 批 次 枚 具 盏 标段 学时 课时 所 组 村 例 篇 期 段 "
        "面 站 门 班"
    ),
    "size": (
        "平方公里 平方千米 平方米 平米 ㎡ m2 m² 立方米 立方 m3 m³ 公顷 hm2 亩 公里 千米 厘米 毫米 延米 米 km "
        "吨标准煤 吨标煤 蒸吨 吨 千克 公斤 斤 毫克 微克 纳克 克 毫升 升 kg mg μg µg ug ng g t L mL 千瓦时 千瓦 兆瓦 MW "
        "kW kWh 千伏 方 分贝 dB(A) dB 摄氏度 ℃ 度 倍 GT ppm NTU"
    ),
    "time": (
        "个工作日 工作日 个自然日 个季度 季度 个月 个半月 月份 月 年度 年 日 号 天 小时 分钟 秒 个星期 星期 周 点 时 岁"
    ),
    "money": "元",
}
_KIND_OF: dict[str, Kind] = {unit: kind for kind, units in _UNITS.items() for unit in units.split()}

_PER = either(_UNITS["size"], _UNITS["count"], _UNITS["time"], "d h a")
_SCALE = r"(?:[十百千]?万亿?|亿|百|千)?"
_SCALED = re.compile(rf"^{_SCALE}")
_UNIT = rf"{_SCALE}(?:{either(*_UNITS.values())})(?:(?:/[ ]?|每)(?:{_PER})){{0,2}}(?:·(?:{_PER}))?"
_DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,3}|[0-9]{1,12})(?:\.[0-9]{1,6})?(?![0-9])"
_COUNTED = either("家 座 台 套 户 辆 亩 公里 处 口 艘")
"""With Chinese numerals only what is surely counted: `两个维护`, `四项机制` are names."""
_FIGURE = re.compile(
    rf"(?<![0-9A-Za-z._〇○*×])(?<![0-9],)(?<!第)(?P<number>{_DIGITS})(?![.][0-9])[ ]{{0,2}}(?P<unit>{_UNIT})?"
    rf"|百分之(?P<percent>[{NUMERALS}]{{1,4}})"
    rf"|(?<![{NUMERALS}第万])(?P<numeral>[一二两三四五六七八九十百]{{1,5}})(?P<counted>{_COUNTED})(?![{NUMERALS}])"
)
_PREFIX = re.compile(r"每(?P<per>立方米|升|平方公里|平方千米|平方米|公顷|亩|吨|千克|公斤|公里|人)$")
_PREFIX_LENGTH = 8
_LOOSE_WORDS = frozenset({"四处", "百家"})
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {ord("\u3000"): ord(" "), ord("﹪"): ord("%")}
_HIDDEN = re.compile(
    r"《[^《》]{0,120}》|[〔\[][0-9]{4}[〕\]][^,;。]{0,3}[0-9]{1,5}号"
    r"|(?<![A-Za-z])[A-Z]{2,5}[/]?T?[ ]?[0-9]{3,6}(?:-[0-9]{2,4})?"
)
"""Titles, numbers of papers and of standards: (苏环办〔2019〕394号), GB 18918-2002."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit, at `start` to `end` of the text; `head` is where it begins with its 每立方米."""

    start: int
    end: int
    value: Decimal
    unit: str
    kind: Kind
    head: int

    @property
    def is_rate(self) -> bool:
        """Whether it is so much per something: a concentration, a capacity."""
        return "/" in self.unit or "·" in self.unit


def narrow(text: str) -> str:
    """The same with half-width letters, figures and punctuation, one character for one: places hold in both."""
    return text.translate(_NARROW)


def figures(even: str) -> tuple[Figure, ...]:
    """Every figure of a `narrow` text, in order, but those inside titles, numbers of papers and of standards."""
    hidden = [hit.span() for hit in _HIDDEN.finditer(even)]
    found = []
    for hit in _FIGURE.finditer(even):
        at = bisect_right(hidden, hit.start(), key=lambda span: span[0]) - 1
        if at >= 0 and hit.start() < hidden[at][1]:
            continue
        figure = _in_numerals(hit) or _in_digits(even, hit)
        if figure is not None:
            found.append(figure)
    return tuple(found)


def _in_numerals(hit: re.Match[str]) -> Figure | None:
    """`十二家`, `百分之九十`; a single one is no count, 四处 is everywhere."""
    value = chinese(hit["numeral"] or hit["percent"] or "")
    if value is None or (hit["numeral"] and (value <= 1 or hit.group() in _LOOSE_WORDS)):
        return None
    unit = hit["counted"] or "%"
    return Figure(hit.start(), hit.end(), Decimal(value), unit, _KIND_OF[unit], hit.start())


def _in_digits(even: str, hit: re.Match[str]) -> Figure | None:
    if not hit["number"]:
        return None
    unit = (hit["unit"] or "").replace(" ", "").replace("每", "/")
    after = even[hit.end() : hit.end() + 1]
    if not unit and after.isascii() and after.isalpha():
        return None  # 5A级, 3D: part of a name
    per = _PREFIX.search(even[max(0, hit.start() - _PREFIX_LENGTH) : hit.start()])
    head = hit.start()
    if per and unit:
        head, unit = head - len(per.group()), f"{unit}/{per['per']}"
    return Figure(hit.start(), hit.end(), Decimal(hit["number"].replace(",", "")), unit, _kind(unit), head)


def _kind(unit: str) -> Kind:
    if not unit:
        return "plain"
    if "/" in unit or "·" in unit:
        return "size"
    return _KIND_OF.get(_SCALED.sub("", unit)) or _KIND_OF.get(unit, "plain")
