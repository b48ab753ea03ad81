"""Indicators with a series of readings: PM2.5, the class of a section, days of good air, plots that are done.

Not to be mixed up with `plan.Indicator`, a number that one issue's goal promises and that may refer to one of these,
nor with `indicators`, the figures that are counted over issues.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from ledger.model.acts import IssueId
from ledger.model.correction import Correction
from ledger.model.target import OPENINGS, Rule, read_rule
from ledger.model.values import Amount, Day, Label, Name, Ordinal, Record, Text, Year, read_day
from ledger.model.waterclass import class_name, read_class

Kind = Literal["数值", "水质类别", "工程量"]
KINDS: tuple[Kind, ...] = get_args(Kind)
Annual = Literal["末次", "平均", "累计"]
_SPAN = re.compile(r"(20[0-9]{2})(?:-(0[1-9]|1[0-2])(-[0-9]{2})?)?")
_CENT = Decimal("0.01")
_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,9})?")


def read_span(text: str) -> tuple[date, date] | None:
    """The first and the last day of `2026-05-20`, `2026-05` or `2026`; None for what is no such time."""
    found = _SPAN.fullmatch(text)
    if found is None:
        return None
    year = int(found[1])
    if found[3] is not None:
        try:
            day = read_day(text)
        except ValueError:
            return None
        return day, day
    if found[2] is not None:
        month = int(found[2])
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    return date(year, 1, 1), date(year, 12, 31)


def read_value(text: str) -> tuple[Decimal, bool] | None:
    """A number, or the rank of a class; the second tells which. None for what is neither."""
    if _NUMBER.fullmatch(text):
        return Decimal(text), False
    rank = read_class(text)
    return None if rank is None else (Decimal(rank), True)


def _span(text: str) -> str:
    if read_span(text) is None:
        raise PydanticCustomError("not_a_span", "not a day, month or year")
    return text


def _value(text: str) -> str:
    if read_value(text) is None:
        raise PydanticCustomError("not_a_value", "neither a number nor a class")
    return text


def _rule(text: str) -> str:
    if read_rule(text) is None:
        raise PydanticCustomError("not_a_rule", "not a rule that can be read")
    return text


Span = Annotated[
    Label,
    AfterValidator(_span),
    WithJsonSchema(
        {
            "type": ["string", "integer"],
            "minimum": 2000,
            "maximum": 2099,
            "pattern": "^20[0-9]{2}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$",
        }
    ),
]
"""When something was measured: a day, a month or a year."""
# An editor's pattern knows no even width: a sign beyond ASCII and Chinese characters may be Ⅲ or Ｖ, and is let stand.
_ODD = r".*[^\x00-\x7f\u4e00-\u9fff].*"
_SIGN = rf"([Ii](\s*[Ii]){{0,2}}|[Ii]\s*[Vv]|[Vv]|[一二三四五]|[1-5](?=\s*类)|{_ODD})"
_FIFTH = rf"([Vv五]|5(?=\s*类)|{_ODD})"
_CLASS = rf"\s*(劣\s*(于\s*)?{_FIFTH}|(于\s*)?{_SIGN})(\s*类(\s*水(\s*[质体])?)?)?\s*"
Value = Annotated[
    Label,
    AfterValidator(_value),
    WithJsonSchema({"type": ["string", "number"], "pattern": rf"^(-?[0-9]{{1,15}}(\.[0-9]{{1,9}})?|{_CLASS})$"}),
]
"""What was measured, as it was written: a number, or a class of water."""
RuleText = Annotated[
    Text,
    AfterValidator(_rule),
    WithJsonSchema({"type": "string", "pattern": rf"^[\s。;；]*([{OPENINGS}]|[^\x00-\x7f\u4e00-\u9fff])"}),
]
"""A demand in the words of the plan."""


class Measured(Record):
    """One reading. What it said before it was corrected stays on record."""

    at: Annotated[Span, Field(title="监测时间", description="2026-05-20、2026-05 或 2026")]
    value: Annotated[Value, Field(title="读数", description="数值，或 Ⅲ类、劣Ⅴ类；工程量写累计完成多少")]
    source: Annotated[Text | None, Field(title="数据来源", description="监测报告、站点、公报")] = None
    by: Annotated[Text | None, Field(title="登记人", description="人员编号")] = None
    recorded_on: Annotated[Day | None, Field(title="登记日期", description="哪一天登记的")] = None
    former: Annotated[tuple[Value, ...], Field(title="更正前", description="原来登记的读数，先后排列")] = ()
    why: Annotated[Text | None, Field(title="更正原因", description="最近一次更正是为什么")] = None


class Base(Record):
    """The year that values are compared with."""

    year: Annotated[Year, Field(title="基准年", description="如 2015")]
    value: Annotated[Value | None, Field(title="基准值", description="那一年的数值；有那一年的读数可不填")] = None


class Yearly(Record):
    """What one year brings: the level by its end, or of counted work that year's own share."""

    year: Annotated[Year, Field(title="年度", description="如 2026")]
    value: Annotated[Value, Field(title="年度目标", description="当年年底的目标值；工程量写当年完成多少")]


class Gauge(Record):
    """One indicator and everything that was measured of it."""

    id: Annotated[Name, Field(title="编号", description="与文件名相同，如 PM2.5、红旗河断面")]
    name: Annotated[Text, Field(title="名称", description="如 细颗粒物年均浓度")]
    kind: Annotated[Kind, Field(title="种类", description="数值、水质类别、工程量")] = "数值"
    unit: Annotated[Text | None, Field(title="计量单位", description="微克/立方米、%、天、个")] = None
    better: Annotated[Literal["低", "高"] | None, Field(title="向好方向", description="低或高；要求里看得出的不写")] = (
        None
    )
    annual: Annotated[Annual, Field(title="年度取值", description="一年的数值怎样得出：末次、各次平均、各次累计")] = (
        "末次"
    )
    rules: Annotated[
        tuple[RuleText, ...],
        Field(title="要求", description="不高于29.5、不低于77.1、达到Ⅲ类、比2015年下降25%、只能更好不能变坏"),
    ] = ()
    by: Annotated[Day | None, Field(title="达标日期", description="到哪一天应达到；一直要保持的不写")] = None
    base: Annotated[Base | None, Field(title="基准", description="与哪一年比")] = None
    total: Annotated[Amount | None, Field(title="任务总量", description="工程量共多少，如 72")] = None
    years: Annotated[tuple[Yearly, ...], Field(title="分年度目标", description="按年份排列")] = ()
    long_term: Annotated[Amount | None, Field(title="长期坚持的", description="总量中不分到年度的几项")] = None
    stale_days: Annotated[Ordinal | None, Field(title="读数间隔", description="几天没有新读数就提醒")] = None
    responsible: Annotated[Text | None, Field(title="责任单位", description="由谁负责达到")] = None
    object: Annotated[Name | None, Field(title="对象", description="objects/ 里的编号，如断面、河道")] = None
    issues: Annotated[tuple[IssueId, ...], Field(title="相关问题", description="问题编号")] = ()
    readings: Annotated[tuple[Measured, ...], Field(title="读数记录", description="先后登记的读数")] = ()
    corrections: Annotated[tuple[Correction, ...], Field(title="更正记录", description="改过什么、为什么")] = ()
    document: Annotated[Text | None, Field(title="依据", description="提出目标的文件")] = None
    note: Annotated[Text | None, Field(title="备注", description="其他说明")] = None
    recorded_by: Annotated[Text | None, Field(title="登记人", description="最近一次登记的人员编号")] = None
    recorded_on: Annotated[Day | None, Field(title="登记日期", description="最近一次登记的日期")] = None

    @property
    def of_classes(self) -> bool:
        """Whether it is a class of water."""
        return self.kind == "水质类别"

    @property
    def demands(self) -> tuple[Rule, ...]:
        """Its rules, understood."""
        return tuple(rule for text in self.rules if (rule := read_rule(text)) is not None)

    @property
    def lower_is_better(self) -> bool | None:
        """Which way is the better one: as it says, else as its kind and its rules have it; None where nothing tells."""
        if self.better is not None:
            return self.better == "低"
        if self.kind != "数值":
            return self.of_classes
        said = {way for rule in self.demands if (way := rule.lower_is_better) is not None}
        return said.pop() if len(said) == 1 else None

    def number(self, text: str) -> Decimal | None:
        """A value of it as a number to compare; None for one of another kind."""
        read = read_value(text)
        return read[0] if read is not None and read[1] is self.of_classes else None

    @property
    def step(self) -> Decimal:
        """The finest difference that is told: a hundredth, or what its values are written to, as 0.0001 mg/L of 汞."""
        texts = [*(one.value for one in self.readings), *(one.value for one in self.years)]
        texts += [self.base.value] if self.base and self.base.value else []
        written = [value for text in texts if (value := self.number(text)) is not None]
        written += [rule.value for rule in self.demands if rule.value is not None and rule.base is None]
        return Decimal(1).scaleb(min(int(one.as_tuple().exponent) for one in (*written, _CENT)))

    def rounded(self, value: Decimal) -> Decimal:
        """A value that was worked out, as it is told and judged: a whole class, or as many decimals as its `step`,
        halves up.
        """
        return value.quantize(Decimal(1) if self.of_classes else self.step, ROUND_HALF_UP)

    def shown(self, value: Decimal) -> str:
        """A value as people read it: a class, or a number with the unit."""
        if self.of_classes:
            return class_name(int(self.rounded(value)))
        return f"{plain_number(value, self.step)}{self.unit or ''}"


def plain_number(value: Decimal, step: Decimal = _CENT) -> str:
    """A number with no more decimals than its step (two, unless told) and no zeros behind them."""
    text = format(value.quantize(step, ROUND_HALF_UP), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
