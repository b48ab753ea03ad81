"""Targets in a goal: what is measured, how it is compared, the value, by when, and against which year.

`总磷年均浓度不高于0.2毫克/升`, `到2025年底,达到70%以上`, `比2015年下降25%`. What is told of the past is no target:
`由0.21毫克/升上升至0.34毫克/升`, `仅为58.3%`, `已达到95%`. Nor is a share inside quotation marks (`“六个100%”`).
A water class counts as a number, the lower the better: `稳定达到Ⅲ类` is ≤ 3 类.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ledger.model.extract import comparing, targetnames
from ledger.model.extract.comparing import Comparison, Relation
from ledger.model.extract.deadlines import When
from ledger.model.extract.figures import Figure, figures, narrow
from ledger.model.extract.sentences import CLAUSE_ENDS, SENTENCE_ENDS, begin_of, close_of, compact, depths
from ledger.model.extract.waterclasses import WaterClass, water_classes
from ledger.model.extract.wording import either
from ledger.model.item import Indicator

_MEASURES = (
    "率 比例 比重 占比 浓度 总量 面积 指数 系数 水平 强度 天数 次数 件数 户数 数 能耗 水耗 均值 数值 限值 值 盖度 "
    "满意度 密度 时间 时长 时限 周期 得分 里程 长度 需氧量 氨氮 总磷 总氮 溶解氧 氮氧化物 二氧化硫 颗粒物 臭氧 噪声 "
    "透明度 COD BOD BOD5 PM2.5 PM10 pH"
)
_MEASURED = re.compile(rf"(?:{either(_MEASURES)}|[^数质容大力]量|占[^,;。]{{1,16}})(?:\([^()]{{0,16}}\))?$")
"""What can be measured; only after such a word does a figure without a comparing word set a target."""
_LASTS = re.compile(r"(?:天数|时间|时长|时限|周期|年限)$")
_LESS_IS_BETTER = re.compile(r"浓度|PM2\.5|PM10|降尘|二氧化硫|氮氧化物")
_MORE_IS_BETTER = re.compile(r"进水|溶解氧|透明度|进厂")
_CONCENTRATION = re.compile(r"(?:克|g)/")
_ORIGIN = re.compile(r"(?:由|从|自)(?:20[0-9]{2}年(?:底|末)?的?)?约?$")
_CLASS_BEFORE = re.compile(r"(?:由|从)[^,;。]{0,10}类$")
_MOVED = re.compile(r"(?:至|到|为)$")
_FAR = 12
"""Characters between the two figures of `由58.3%提高到2025年的70%`, at most."""
_AIMS = re.compile(r"到20[0-9]{2}年|20[0-9]{2}年年?底|前|力争|确保|争取|使|将|目标|实现|计划|要")
_PAST = re.compile(r"[0-9]{4}年?(?:至|到|-)[0-9]{4}年|以来|去年|上年")
_JOINED = re.compile(r"、|和|及|与|以及|,")
_RANGE = re.compile(r"[-~至到]")
_TAKEN_OF = re.compile(r"[对按从将以占]$")
_DONE_TO_IT = re.compile(r"完成|达到|实现|建成|实施|按|符合|达标|覆盖")
"""`30%的耕地位于坡地` describes; `50%的建筑按绿色标准建造` is to come."""
_INSIDE_BRACKET = 3
"""`(到2025年底)`: characters before the day, the bracket among them."""
_OF_A_DATE = frozenset({"年", "年度", "月", "月份", "日", "号", "点", "时"})
_BLANKED = re.compile(r"[-_xX×□○*]{1,4}(?:年|[0-9]{1,2}月)")
_NAMED = re.compile(r"[\u3400-\u9fff]{2}")
_WATER = re.compile(r"[水河湖库江溪塘渠港浜海断面]")
_CLAUSE = 100
_TAIL = 60


@dataclass(frozen=True, slots=True)
class Placed:
    """An indicator and where its figure stands."""

    start: int
    end: int
    indicator: Indicator


@dataclass(frozen=True, slots=True)
class _Value:
    """A figure with the comparison before it and the words behind it; `close` is where these end."""

    figure: Figure
    comparison: Comparison | None
    behind: Relation | None
    close: int

    @property
    def relation(self) -> Relation | None:
        return self.comparison.relation if self.comparison else None


def indicators(text: str, when: When) -> tuple[Indicator, ...]:
    """The targets of a goal, in order."""
    return tuple(one.indicator for one in placed(compact(text), when))


def placed(text: str, when: When) -> tuple[Placed, ...]:
    """The targets of a text with their places."""
    return _Reader(text, when).read()


class _Reader:
    """One walk over a text: the values in it, and the name that was said last."""

    def __init__(self, text: str, when: When) -> None:
        self.text, self.even, self.when = text, narrow(text), when
        self.quoted = depths(self.even, "“《「", "”》」")
        self.aside = depths(self.even, "(", ")")
        self.dated = when.dates(text)
        self.values = [self._value(figure) for figure in figures(self.even) if not self._is_date(figure)]
        self.name = ""
        self.sentence = self.looked = 0
        self.found: list[Placed] = []

    def read(self) -> tuple[Placed, ...]:
        at = 0
        while at < len(self.values):
            group = self._group(at)
            self._take(at, group)
            at += len(group)
        self.sentence = self.looked = 0
        for one in water_classes(self.even):
            self._take_class(one)
        return tuple(sorted(self.found, key=lambda one: one.start))

    def _is_date(self, figure: Figure) -> bool:
        """`2020年`, and the 20 that is left of a blanked year: `20-年`, `20_年`."""
        blanked = figure.kind == "plain" and _BLANKED.match(self.even, figure.end)
        return bool(blanked) or figure.unit in _OF_A_DATE

    def _value(self, figure: Figure) -> _Value:
        behind, close = comparing.after(self.even, figure.end)
        return _Value(figure, comparing.before(self.even, figure.head), behind, close)

    def _group(self, at: int) -> list[_Value]:
        """The values said together: `95%、85%`, `1.03万吨和3.19万吨`; a range is a group of two."""
        group = [self.values[at]]
        for next_at in range(at + 1, len(self.values)):
            last, value = group[-1], self.values[next_at]
            between = self.even[last.close : value.figure.head]
            alike = last.figure.kind in {value.figure.kind, "plain"}
            joined = _JOINED.fullmatch(between) or (_RANGE.fullmatch(between) and len(group) == 1)
            if not joined or not alike or value.comparison is not None:
                break
            group.append(value)
        return group

    def _take(self, at: int, group: list[_Value]) -> None:
        first = group[0]
        self._new_sentence(first.figure.head)
        if not self._may_count(at, group):
            return
        name = self._name(at, group)
        if name is None:
            return
        unit = next((value.figure.unit for value in group if value.figure.unit), "")
        if len(group) > 1 and _RANGE.fullmatch(self.even[first.close : group[1].figure.head]):
            self.name = name
            self._take_range(name, group, unit)
            return
        names = targetnames.parallel(name, len(group))
        if len(group) == 1 and self._is_said_of_each(first, pieces := targetnames.pieces(name)):
            for piece in pieces[:-1]:
                self._put(piece, first.relation or "=", first, unit, first.comparison)
            names = pieces[-1:]
        self.name = names[-1]
        for each, value in zip(names, group, strict=True):
            relation = comparing.settled(first.relation, value.behind or first.behind)
            self._put(each, relation or "=", value, unit, first.comparison)

    def _is_said_of_each(self, value: _Value, names: tuple[str, ...]) -> bool:
        """`申报率、联单使用率均达到100%`: one value, said of each of several things that are measured."""
        if value.comparison is None or self.even[value.comparison.start - 1 : value.comparison.start] not in {
            "均",
            "都",
        }:
            return False
        return len(names) > 1 and all(_MEASURED.search(narrow(name)) for name in names)

    def _take_range(self, name: str, group: list[_Value], unit: str) -> None:
        """`控制在6-9` has two ends; `下降15%-20%` and `达到15%-20%` must reach the lower one."""
        low, high = group[0], group[-1]
        relation = comparing.settled(low.relation, high.behind)
        if relation in {"=", "≤"}:
            self._put(name, "≥", low, unit, low.comparison)
            self._put(name, "≤", high, unit, low.comparison)
        else:
            self._put(name, relation or "≥", low, unit, low.comparison)

    def _may_count(self, at: int, group: list[_Value]) -> bool:
        """Whether a group of values can be a target at all, whatever its name."""
        first, last = group[0], group[-1]
        comparison, kind = first.comparison, last.figure.kind
        described = self.even.startswith("的", last.close) and kind != "share"  # 大于5000吨的加油站
        if (
            kind == "money"
            or described
            or self._is_threshold(last)
            or self.quoted[first.figure.start]
            or self._is_origin(first)
        ):
            return False
        if self._is_moved(at) and not self._is_aimed(first):
            return False
        if comparison is None:
            aside = self.aside[first.figure.start] or last.figure.unit.endswith("百分点")
            return not aside and (kind == "share" or (kind == "size" and last.behind in {"≥", "≤"}))
        told = comparison.told or (comparison.relation == "=" and self._is_past(first))
        unsaid = comparison.word == "在" and last.behind is None
        return not told and not unsaid and not (comparison.relation == "上升" and kind == "count")

    def _is_threshold(self, value: _Value) -> bool:
        """`面积1万平方米以上工地`, `5万亩以上中型灌区`: what kind of thing is meant, and nothing to be reached."""
        bounded = value.comparison is None and value.behind in {"≥", "≤"} and value.figure.kind in {"size", "count"}
        return bounded and bool(_NAMED.match(self.even, value.close))

    def _is_origin(self, value: _Value) -> bool:
        return bool(_ORIGIN.search(self.even[max(0, value.figure.head - _FAR) : value.figure.head]))

    def _is_moved(self, at: int) -> bool:
        """`由0.21毫克/升上升至0.34毫克/升`: the second of two figures of which the first is where it came from."""
        value = self.values[at]
        if not at or value.comparison is None or not _MOVED.search(value.comparison.word):
            return False
        return self._is_origin(self.values[at - 1]) and value.figure.head - self.values[at - 1].close <= _FAR

    def _is_aimed(self, value: _Value) -> bool:
        """Whether a movement is one to come: `由58.3%提高到70%以上`, `到2025年,由…提高到70%`."""
        said = self.even[max(self.sentence, value.figure.head - _CLAUSE) : value.figure.head]
        return value.behind in {"≥", "≤"} or bool(_AIMS.search(said) and not _PAST.search(said))

    def _is_past(self, value: _Value) -> bool:
        """`2021年至2023年,…分别为…`: a series of years told."""
        return bool(_PAST.search(self.even[max(self.sentence, value.figure.head - _CLAUSE) : value.figure.head]))

    def _name(self, at: int, group: list[_Value]) -> str | None:
        """What the figure is about; None where it is no target: nothing measured, or only a verb."""
        first, last = group[0], group[-1]
        end = first.comparison.start if first.comparison else first.figure.head
        start = self._clause_start(end, at)
        if self._is_moved(at):
            head = self.values[at - 1].figure.head
            origin = _ORIGIN.search(self.even[max(0, head - _FAR) : head])
            end = head - len(origin.group()) if origin else head
            start = self._clause_start(end, at - 1)
        start, end = targetnames.cleaned(self.even, start, end, self.dated)
        name = self.text[start:end].strip()
        measured = bool(_MEASURED.search(self.even[start:end]))
        if first.comparison is None and first.behind is None and "占" in name:
            return None  # 老人占常住人口的26%
        if first.figure.kind == "share" and not measured:
            return self._name_of_share(name, last, compared=first.comparison is not None)
        if not name:
            return self.name or None if first.comparison is not None else None
        if targetnames.is_verb(self.even[start:end]):
            return None
        return name if measured or _stands_alone(first) else None

    def _name_of_share(self, name: str, last: _Value, *, compared: bool) -> str | None:
        """Of what a share is, said before it or behind: `不低于50%的建筑按…建造`, `水源水质100%达标`."""
        close = close_of(self.even, last.close, CLAUSE_ENDS, _TAIL)
        tail = self.text[last.close : close].strip().removeprefix("的").strip("、,)） ")
        bare = "" if targetnames.is_verb(name) else name
        if compared:
            of_what_follows = self.even.startswith("的", last.close)
            return bare or (tail if of_what_follows else self.name or tail) or None
        taken_of = _TAKEN_OF.search(self.even[max(0, last.figure.head - 1) : last.figure.head])
        is_part = self.even.startswith("的", last.close) and not _DONE_TO_IT.search(tail)
        if taken_of or is_part or not tail or "占" in bare or "已" in tail or last.figure.unit not in {"%", "‰"}:
            return None
        return bare + tail

    def _clause_start(self, end: int, at: int) -> int:
        """Where the words about a figure begin: behind a sign that ends a clause, or behind the value before it."""
        start = begin_of(self.even, end, CLAUSE_ENDS, _CLAUSE)
        while at and self._is_threshold(self.values[at - 1]):
            at -= 1
        return max(start, self.values[at - 1].close) if at else start

    def _new_sentence(self, at: int) -> None:
        """A name is carried through one sentence only."""
        start = begin_of(self.even, at, SENTENCE_ENDS, at - self.looked)
        if start > self.looked:
            self.sentence, self.name = start, ""
        self.looked = at

    def _by(self, start: int, close: int) -> date | None:
        """The day said last before a figure in its sentence, or in brackets right behind it."""
        at = bisect_right(self.dated, start, key=lambda one: one.end)
        if at < len(self.dated) and self.even.startswith("(", close):
            behind = self.dated[at]
            if 0 <= behind.start - close <= _INSIDE_BRACKET:
                return behind.due
        said = self.dated[at - 1] if at else None
        return said.due if said is not None and said.start >= self.sentence else None

    def _put(self, name: str, relation: Relation, value: _Value, unit: str, comparison: Comparison | None) -> None:
        figure = value.figure
        if figure.kind == "time" and not _LASTS.search(name):
            return
        if relation == "≥" and _falls(name, unit, value, comparison):
            relation = "≤"
        by = self._by(figure.head, value.close)
        base = self._base_year(figure, comparison, by) if comparison else None
        op = "=" if relation == "~" else relation
        found = Indicator(name, op, figure.value, figure.unit or unit or None, by, base)
        self.found.append(Placed(figure.start, figure.end, found))

    def _base_year(self, figure: Figure, comparison: Comparison, by: date | None) -> int | None:
        if not comparison.is_move or comparison.base_year is not None:
            return comparison.base_year
        if comparison.last_year:
            year = by.year if by else self.when.year
            return year - 1 if year else None
        return comparing.base_year(self.even, max(self.sentence, figure.head - _TAIL), comparison.start)

    def _take_class(self, one: WaterClass) -> None:
        self._new_sentence(one.start)
        start = begin_of(self.even, one.name_end, CLAUSE_ENDS, _CLAUSE)
        origin = _CLASS_BEFORE.search(self.even, start, one.name_end)
        start, end = targetnames.cleaned(self.even, start, origin.start() if origin else one.name_end, self.dated)
        name = self.text[start:end].strip()
        if _WATER.search(name):
            op = "<" if one.strictly else "≤"
            found = Indicator(name, op, Decimal(one.value), "类", self._by(start, one.end))
            self.found.append(Placed(one.start, one.end, found))


def _stands_alone(value: _Value) -> bool:
    """Whether the comparing words alone make a target, though the name ends in nothing that is measured."""
    kind = value.figure.kind
    relation = comparing.settled(value.relation, value.behind)
    if value.comparison is None or relation == "=" or kind in {"time", "plain"}:
        return False
    return kind != "count" or relation in {"≤", "<", "下降"}


def _falls(name: str, unit: str, value: _Value, comparison: Comparison | None) -> bool:
    """`浓度达到35微克/立方米` is reached from above; 不低于 and 以上 would say otherwise."""
    plainly = comparison is not None and comparison.word in {"达到", "达"} and value.behind is None
    polluting = _LESS_IS_BETTER.search(name) and not _MORE_IS_BETTER.search(name)
    return bool(plainly and polluting and _CONCENTRATION.search(unit))
