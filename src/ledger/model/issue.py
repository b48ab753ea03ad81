"""`Issue`: one finding, its one plan, its state, its history. The only list of a record's top-level fields."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from ledger.model.acts import (
    Accountability,
    Appraisal,
    Closure,
    Disclosure,
    Escalation,
    Evidence,
    Extension,
    IssueId,
    LookBack,
    ParentId,
    Passage,
    Progress,
    Publicity,
    Status,
    Step,
    Verification,
    Voiding,
)
from ledger.model.petition import Petition
from ledger.model.plan import Plan
from ledger.model.values import Day, Flag, Label, Name, Ordinal, Record, Text, Texts


class Source(Record):
    """Where the finding comes from, word for word."""

    kind: Annotated[Text, Field(title="问题来源", description="中央督察、省级督察、信访、自查、年度目标任务 …")]
    batch: Annotated[Text | None, Field(title="轮次批次", description="第二轮、第21批、2020年 …")] = None
    document: Annotated[Text | None, Field(title="来源文件", description="反馈意见、清单、方案的名称或文号")] = None
    item: Annotated[Label | None, Field(title="原文编号", description="文字，如 1.10、序号二十三、问题2")] = None
    finding: Annotated[Text | None, Field(title="问题原文", description="一字不改")] = None
    digest: Annotated[
        str | None,
        Field(title="来源文件校验码", description="来源文件的 SHA-256，由 import 记下", pattern=r"^[0-9a-f]{64}$"),
    ] = None
    place: Annotated[Text | None, Field(title="原文位置", description="在来源文件中的章节和行，由 import 记下")] = None
    received: Annotated[Day, Field(title="交办日期", description="收到交办、反馈的日期")]


class Issue(Record):
    """One finding and everything that is known about its rectification."""

    id: Annotated[IssueId, Field(title="问题编号", description="与文件名相同，如 ISSUE-014")]
    uid: Annotated[
        str, Field(title="唯一标识", description="建立时随机生成，永不改变", pattern=r"^[0-9a-z][0-9a-z-]{7,63}$")
    ]
    title: Annotated[Text, Field(title="问题名称", description="一句话")]
    status: Annotated[Status, Field(title="状态", description="由 start、verify、close、reopen 改变，不手改")]
    cycle: Annotated[Ordinal, Field(title="整改轮次", description="重新打开一次加一")] = 1
    level: Annotated[
        Literal["中央", "省", "市", "县", "镇"] | None, Field(title="层级", description="交办问题的一级")
    ] = None
    region: Annotated[Text | None, Field(title="行政区域", description="问题所在的行政区划")] = None
    fields: Annotated[Texts, Field(title="环境要素", description="水、大气、土壤、噪声 …，可多个")] = ()
    nature: Annotated[
        Literal["思想认识", "责任落实", "整改不到位", "工程建设", "其他"] | None,
        Field(title="问题成因", description="四类成因"),
    ] = None
    risk: Annotated[Text | None, Field(title="风险等级", description="矛盾排查的结果，用词见 [words] risks")] = None
    engineering: Annotated[Flag, Field(title="工程类", description="是否工程类问题")] = False
    attributes: Annotated[
        dict[Text, Label], Field(title="登记项", description="本台账另有的各项：名称和内容，见 docs/books.md")
    ] = {}  # noqa: RUF012 - pydantic gives each record its own
    objects: Annotated[
        tuple[Name, ...], Field(title="涉及对象", description="objects/ 里对象的编号：企业、河道、排口 …")
    ] = ()
    source: Annotated[Source, Field(title="来源", description="问题从哪里来")]
    petition: Annotated[Petition | None, Field(title="信访件", description="来源为信访时的受理、核实与办结")] = None
    plan: Annotated[Plan | None, Field(title="整改方案", description="一项一方案")] = None
    scheme: Annotated[Name | None, Field(title="对象方案", description="plans/ 里方案的编号：一企一策、一河一策 …")] = (
        None
    )
    progress: Annotated[tuple[Progress, ...], Field(title="进展记录", description="每月调度一条")] = ()
    extensions: Annotated[tuple[Extension, ...], Field(title="延期", description="原时限永不改写")] = ()
    escalations: Annotated[tuple[Escalation, ...], Field(title="督办措施", description="预警、督办、约谈 …")] = ()
    appraisals: Annotated[tuple[Appraisal, ...], Field(title="序时研判", description="人工判断的序时进度")] = ()
    evidence: Annotated[tuple[Evidence, ...], Field(title="佐证材料", description="文件及其校验码")] = ()
    passages: Annotated[
        tuple[Passage, ...], Field(title="环节办理", description="验收、销号之外的环节，每办一次一条")
    ] = ()
    verifications: Annotated[tuple[Verification, ...], Field(title="验收", description="每次验收一条")] = ()
    publicity: Annotated[tuple[Publicity, ...], Field(title="公示", description="每次公示一条")] = ()
    closures: Annotated[tuple[Closure, ...], Field(title="销号", description="每轮一条，重新打开也不删")] = ()
    lookbacks: Annotated[tuple[LookBack, ...], Field(title="回头看", description="每次核查一条")] = ()
    accountability: Annotated[tuple[Accountability, ...], Field(title="问责", description="问责情况")] = ()
    disclosure: Annotated[tuple[Disclosure, ...], Field(title="信息公开", description="公开情况")] = ()
    parent: Annotated[
        ParentId | None,
        Field(title="上级问题", description="由哪一项分解而来；上级台账的写 city/ISSUE-001，由 rollup 核对"),
    ] = None
    related: Annotated[tuple[IssueId, ...], Field(title="关联问题", description="举一反三的相关问题")] = ()
    void: Annotated[Voiding | None, Field(title="作废", description="不删除，编号不再用")] = None
    history: Annotated[tuple[Step, ...], Field(title="办理记录", description="每个动作一条，只增不改")] = ()

    def in_cycle(self) -> dict[str, int]:
        """How an act says that it belongs to the present cycle: the first goes without saying."""
        return {"cycle": self.cycle} if self.cycle > 1 else {}

    def verification(self) -> Verification | None:
        """The last verification of the present cycle, passed or not."""
        return next((v for v in reversed(self.verifications) if v.cycle == self.cycle), None)

    def rejected_on(self) -> date | None:
        """The day on which the work of this cycle was last found wanting, by a verification or at another gate of the
        closing procedure; None where nobody did, or somebody has accepted it since.
        """
        decided = (step for step in reversed(self.history) if step.move in {"verify", "fail", "reopen"})
        if (last := next(decided, None)) is not None and last.move == "fail":
            return last.date
        verification = self.verification()
        return verification.date if verification and verification.result == "不通过" else None

    def last_progress(self) -> Progress | None:
        """The entry of 调度 that stands for the present: of the latest month and day, the one added last."""
        return max(reversed(self.progress), key=lambda one: (one.month, one.date), default=None)

    def closure(self) -> Closure | None:
        """The closing of the present cycle."""
        return next((c for c in reversed(self.closures) if c.cycle == self.cycle), None)


FIELD_ORDER: tuple[str, ...] = tuple(Issue.model_fields)
"""Top-level keys in the order in which they stand in a file."""
