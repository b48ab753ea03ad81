"""一企一策, 一河一策, 一口一策: a plan of its own for one thing, shared by the issues that it answers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal, get_args

from pydantic import Field

from ledger.model.correction import Correction
from ledger.model.plan import Measure
from ledger.model.values import Day, Name, Record, Text, Texts

Kind = Literal[
    "一企一策",
    "一厂一策",
    "一河一策",
    "一点一策",
    "一口一策",
    "一区一策",
    "一岛一策",
    "一湾一策",
    "一地一策",
    "一事一策",
]
KINDS: tuple[Kind, ...] = get_args(Kind)
USUAL: Mapping[str, Kind] = {
    "企业": "一企一策", "工厂": "一厂一策", "水体": "一河一策", "断面": "一点一策", "点位": "一点一策",
    "排口": "一口一策", "园区": "一区一策", "管控区": "一区一策", "海岛": "一岛一策", "海湾": "一湾一策",
    "地块": "一地一策",
}  # fmt: skip
"""What a plan for a thing of each kind is called; any other is 一事一策."""


class Scheme(Record):
    """One plan for one thing."""

    id: Annotated[Name, Field(title="编号", description="与文件名相同")]
    kind: Annotated[Kind, Field(title="方案种类", description="一企一策、一河一策、一点一策 …")]
    object: Annotated[Name, Field(title="对象", description="objects/ 里的编号")]
    title: Annotated[Text, Field(title="方案名称", description="全称")]
    goal: Annotated[Text | None, Field(title="目标", description="要达到什么")] = None
    document: Annotated[Text | None, Field(title="文号", description="批准或印发的文号、文件名称")] = None
    approved_on: Annotated[Day | None, Field(title="批准日期", description="批准或印发的日期")] = None
    approver: Annotated[Text | None, Field(title="批准单位", description="由谁批准")] = None
    units: Annotated[Texts, Field(title="责任单位", description="由谁落实；措施另有责任单位的以措施为准")] = ()
    person: Annotated[Text | None, Field(title="责任人", description="人员编号、姓名或职务")] = None
    measures: Annotated[tuple[Measure, ...], Field(title="措施", description="逐条编号的措施及其时限")] = ()
    corrections: Annotated[tuple[Correction, ...], Field(title="更正记录", description="改过什么、为什么")] = ()
    review: Annotated[Day | None, Field(title="评估日期", description="最迟哪一天评估、修订")] = None
    replaced_on: Annotated[Day | None, Field(title="废止日期", description="由新方案代替的日期")] = None
    note: Annotated[Text | None, Field(title="备注", description="其他说明")] = None
    recorded_by: Annotated[Text | None, Field(title="登记人", description="最近一次登记的人员编号")] = None
    recorded_on: Annotated[Day | None, Field(title="登记日期", description="最近一次登记的日期")] = None

    def holds(self, day: date) -> bool:
        """Whether it had not been replaced by `day`."""
        return self.replaced_on is None or self.replaced_on > day

    def made_by(self, day: date) -> bool:
        """Whether the earliest day that its record bears had come. One that doesn't say when it was approved or written
        down was there as far as anybody knows.
        """
        made = [one for one in (self.approved_on, self.recorded_on) if one is not None]
        done = (one.done_on for one in self.measures if one.done_on is not None)
        return not made or min((*made, *done, *(one.on for one in self.corrections))) <= day

    def late(self, day: date) -> tuple[tuple[int, Measure], ...]:
        """The measures whose day had passed by `day` and that were not done then, each with its position."""
        return tuple(
            (at, one)
            for at, one in enumerate(self.measures if self.holds(day) else ())
            if one.due is not None and one.due < day and (one.done_on is None or one.done_on > day)
        )

    def done(self, day: date) -> int:
        """How many measures were done by `day`."""
        return sum(one.done_on is not None and one.done_on <= day for one in self.measures)
