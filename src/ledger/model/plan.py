"""One plan for one issue (一项一方案): goal, indicators, units, deadline, measures, approval."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from ledger.model.values import (
    Amount,
    Count,
    Day,
    EvidencePath,
    Flag,
    Label,
    Name,
    Number,
    Ordinal,
    Record,
    Text,
    Texts,
)

Operator = Literal["≥", "≤", ">", "<", "=", "下降", "上升"]


class Reading(Record):
    """One measured value of an indicator."""

    date: Annotated[Day, Field(title="监测日期", description="读数的日期")]
    value: Annotated[Number, Field(title="读数", description="实测值，单位与指标相同")]
    source: Annotated[Text | None, Field(title="数据来源", description="监测报告、站点或台账名称")] = None


class Baseline(Record):
    """What an indicator is compared with."""

    year: Annotated[Count, Field(title="基准年", description="如 2015")]
    value: Annotated[Number | None, Field(title="基准值", description="基准年的数值，未知可不填")] = None


class Indicator(Record):
    """A number that the goal promises, e.g. 氮氧化物 ≤ 50 mg/m³ by a day."""

    name: Annotated[Text, Field(title="指标名称", description="如 氮氧化物排放浓度")]
    operator: Annotated[Operator, Field(title="比较", description="≥ 不低于，≤ 不高于，下降/上升 与基准年相比（%）")]
    value: Annotated[Number, Field(title="目标值", description="数值，单位另填")]
    unit: Annotated[Text | None, Field(title="单位", description="如 微克/立方米、%、台")] = None
    by: Annotated[Day | None, Field(title="达标日期", description="到哪一天应达到")] = None
    baseline: Annotated[Baseline | None, Field(title="基准", description="与哪一年比")] = None
    readings: Annotated[tuple[Reading, ...], Field(title="读数记录", description="按日期排列的实测值")] = ()
    gauge: Annotated[Name | None, Field(title="指标编号", description="读数登记在 indicators/ 里的，写它的编号")] = None


class Milestone(Record):
    """One dated part of a deadline (阶段性目标和时间节点)."""

    due: Annotated[Day, Field(title="节点时限", description="这一步最迟完成的日期")]
    text: Annotated[Text, Field(title="节点内容", description="到这一天应完成什么")]
    done_on: Annotated[Day | None, Field(title="节点完成日期", description="实际完成的日期")] = None


class Deadline(Record):
    """The deadline as published, and what it means.

    `text` is never changed after publication; an approved extension is a record of its own
    (`acts.Extension`), so both 原时限 and 批准时限 stay visible.
    """

    text: Annotated[Text, Field(title="整改时限", description="公布的原文，如 2025年底前，并长期坚持")]
    base: Annotated[Day | None, Field(title="起算日", description="缺年份、相对期限从这一天起算")] = None
    due: Annotated[Day | None, Field(title="最后期限", description="时限原文所指的最后一个硬日期")] = None
    immediate: Annotated[Flag, Field(title="立行立改", description="时限含“立行立改”")] = False
    long_term: Annotated[Flag, Field(title="长期坚持", description="时限含“长期坚持”，须定期有进展为证")] = False
    milestones: Annotated[tuple[Milestone, ...], Field(title="时间节点", description="分阶段的日期与内容")] = ()
    note: Annotated[Text | None, Field(title="时限说明", description="原文含糊时，为何读成这个日期、依据何在")] = None


class Stage(Record):
    """How much of counted work is to be done by a day, all told: 2019年底累计98台."""

    by: Annotated[Day, Field(title="计划日期", description="到哪一天")]
    amount: Annotated[Amount, Field(title="计划累计量", description="到这一天累计应完成多少")]


class Quantity(Record):
    """Counted work: 23 台, 10 个."""

    total: Annotated[Amount, Field(title="任务量", description="共多少")]
    unit: Annotated[Text, Field(title="计量单位", description="台、个、公里、亩 …")]
    done: Annotated[Amount, Field(title="已完成量", description="已完成多少")] = Decimal(0)
    stages: Annotated[tuple[Stage, ...], Field(title="序时计划", description="按日期排列的累计计划量")] = ()


class Measure(Record):
    """One numbered measure of the plan; the unit of 按期完成率 and of 对账销号."""

    number: Annotated[Label, Field(title="措施编号", description="文字，1.10 不会变成 1.1")]
    text: Annotated[Text, Field(title="整改措施", description="做什么")]
    units: Annotated[Texts, Field(title="措施责任单位", description="与整项不同时才填")] = ()
    deadline: Annotated[Text | None, Field(title="措施时限原文", description="如 2024年3月底前")] = None
    due: Annotated[Day | None, Field(title="措施时限", description="最迟完成日期")] = None
    quantity: Annotated[Quantity | None, Field(title="工程量", description="可计数的任务")] = None
    funds: Annotated[Amount | None, Field(title="资金（万元）", description="安排的资金，万元")] = None
    done_on: Annotated[Day | None, Field(title="措施完成日期", description="实际完成的日期")] = None
    evidence: Annotated[tuple[EvidencePath, ...], Field(title="措施佐证", description="佐证材料的路径")] = ()
    cycle: Annotated[Ordinal, Field(title="整改轮次", description="重新打开后补的措施属于新一轮")] = 1


class Approval(Record):
    """Who approved the plan (方案批准或备案)."""

    unit: Annotated[Text, Field(title="批准单位", description="批准或备案的单位")]
    date: Annotated[Day, Field(title="批准日期", description="批准或备案的日期")]
    by: Annotated[Text | None, Field(title="批准人", description="人员编号或职务")] = None
    document: Annotated[Text | None, Field(title="批准文号", description="批复、纪要的文号或名称")] = None


class Plan(Record):
    """The rectification plan. 五要素 are goal, supervisor_units, measures, deadline, responsible_units."""

    goal: Annotated[Text | None, Field(title="整改目标", description="要达到什么")] = None
    indicators: Annotated[tuple[Indicator, ...], Field(title="定量指标", description="目标中的数字")] = ()
    lead_units: Annotated[Texts, Field(title="牵头单位", description="牵头负责的单位")] = ()
    responsible_units: Annotated[Texts, Field(title="责任单位", description="负责整改实施的单位")] = ()
    former_units: Annotated[Texts, Field(title="原责任单位", description="整改开始后被换下的责任单位，仍不能验收")] = ()
    support_units: Annotated[Texts, Field(title="配合单位", description="协助的单位")] = ()
    supervisor_units: Annotated[Texts, Field(title="督导单位", description="督促指导的单位，不应是责任单位")] = ()
    acceptor_units: Annotated[Texts, Field(title="验收单位", description="组织验收的单位，不应是责任单位")] = ()
    person: Annotated[Text | None, Field(title="责任人", description="人员编号、姓名或职务")] = None
    leader: Annotated[Text | None, Field(title="包案领导", description="领导包案的，写人员编号、姓名或职务")] = None
    deadline: Annotated[Deadline | None, Field(title="时限", description="公布的整改时限及其含义")] = None
    measures: Annotated[tuple[Measure, ...], Field(title="措施", description="逐条编号的整改措施")] = ()
    approval: Annotated[Approval | None, Field(title="方案批准", description="方案由谁、何时批准或备案")] = None

    @property
    def funds(self) -> Decimal | None:
        """资金保障: what its measures are given, in 万元; None where nobody has said of any."""
        given = [one.funds for one in self.measures if one.funds is not None]
        return sum(given, Decimal(0)) if given else None

    @property
    def implementers(self) -> Texts:
        """Every unit that carries out any of it: 牵头, 责任 and the measures' own units, each once."""
        return tuple(dict.fromkeys((*self.lead_units, *self.doers())))

    @property
    def answering(self) -> Texts:
        """The units that answer for the whole: 牵头 and 责任, else whoever carries out a measure."""
        return (*self.lead_units, *self.responsible_units) or self.implementers

    def doers(self, cycle: int | None = None) -> Texts:
        """Who implements, the leading units aside: 责任 and the units of the measures, up to a cycle if named."""
        measures = (one for one in self.measures if cycle is None or one.cycle <= cycle)
        return tuple(dict.fromkeys((*self.responsible_units, *(unit for one in measures for unit in one.units))))
