"""What happened to an issue, dated and signed. Acts are only ever added: a later one never replaces an earlier one.

`by` is always the id of a person in the register (`people.yaml`), never a name as text, because names can
be spelt around. `cycle` counts from 1 and grows when a closed issue is reopened, so each cycle keeps its own closing.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, JsonValue, WithJsonSchema
from pydantic_core import PydanticCustomError

from ledger.model.ids import FAR_PATTERN, PATTERN, is_far, is_id
from ledger.model.values import (
    Amount,
    Day,
    Digest,
    EvidencePath,
    Flag,
    Label,
    Moment,
    Month,
    Number,
    Ordinal,
    Percent,
    Record,
    Size,
    Term,
    Text,
)

Status = Literal["open", "in-progress", "verified", "closed"]
STATUSES: tuple[Status, ...] = ("open", "in-progress", "verified", "closed")

IMPORT = "import"
"""The step that signs what was taken over from a workbook. It changes no state: that is for moves."""

MERGE = "merge"
"""The step that joins the histories of two branches."""
RENUMBER = "renumber"
"""The step by which an issue gets another number, or its link to such an issue follows."""
MERGER = "_merge"
"""Who makes that step where nobody had to decide: the rule. No register can hold such an id (`people.Person`)."""

WITHDRAW = "withdraw"
"""The step that takes back what was put on record of 督办 or 问责 by mistake: it stays in the file, marked."""
ACCOUNT = "account"
"""The step that puts 问责 on record: no public page tells that there was one."""

REMARKS = frozenset({
    *("amend", "edit", IMPORT, "adopt", "progress", "evidence", "extend", "approve", "reject"),
    *("pass", "publicize", "lookback", "escalate", "lift", WITHDRAW, ACCOUNT, "appraise", "void", "revisit", "file"),
    *(MERGE, RENUMBER),
})  # fmt: skip
"""Signed steps that leave the state as it is: every change is an event, and only moves lead from state to state."""


def _id(text: str) -> str:
    if not is_id(text):
        raise PydanticCustomError("not_an_id", "not an id")
    return text


IssueId = Annotated[str, AfterValidator(_id), WithJsonSchema({"type": "string", "pattern": PATTERN})]


def _id_anywhere(text: str) -> str:
    return text if is_far(text) else _id(text)


ParentId = Annotated[str, AfterValidator(_id_anywhere), WithJsonSchema({"type": "string", "pattern": FAR_PATTERN})]
"""An issue of this ledger, or of the ledger above: `city/ISSUE-001`, which only a roll-up can look for."""
By = Annotated[Text, Field(title="经办人", description="人员编号，见 people.yaml")]
Cycle = Annotated[Ordinal, Field(title="整改轮次", description="重新打开一次加一")]


Told = Annotated[JsonValue, WithJsonSchema({"type": ["string", "number", "boolean", "array", "object"]})]
"""What a field said, as the texts of the file; a whole block where one was changed."""


class Change(Record):
    """One field that an event changed. What it said before is kept for good (21 CFR 11.10(e))."""

    field: Annotated[Text, Field(title="字段", description="路径，列表里的位置从 1 数起，如 plan.measures.2.done_on")]
    old: Annotated[Told, Field(title="原值", description="改之前写的；没有就是新填的")] = None
    new: Annotated[Told, Field(title="新值", description="改之后写的；整条新增的只记位置")] = None


class Filed(Record):
    """One line of the manifest that a verification was made on."""

    path: Annotated[EvidencePath, Field(title="路径", description="佐证文件")]
    size: Annotated[Size, Field(title="大小", description="字节数")]
    sha256: Annotated[Text, Field(title="校验码", description="验收时文件的 SHA-256", pattern="^[0-9a-f]{64}$")]


class Step(Record):
    """One signed event: who, for which unit, why. `date` is the day of the act, `at` when it was typed in.

    The last fields chain it to the events before it and to the record as it left it (`trail`); one that was written
    by hand, or before there was a chain, has none.
    """

    move: Annotated[
        Text, Field(title="动作", description="register、start、verify、fail、close、reopen，及不改变状态的各种办理")
    ]
    before: Annotated[Status | None, Field(title="此前状态", description="动作之前的状态")] = None
    after: Annotated[Status, Field(title="此后状态", description="动作之后的状态")]
    by: By
    unit: Annotated[Text | None, Field(title="经办单位", description="经办人代表的单位")] = None
    date: Annotated[Day, Field(title="办理日期", description="这件事发生的日期")]
    at: Annotated[Moment, Field(title="记录时间", description="写入台账的时刻")]
    why: Annotated[Text | None, Field(title="事由", description="依据、意见或原因")] = None
    cycle: Cycle = 1
    gate: Annotated[Text | None, Field(title="环节", description="销号程序中的哪个环节")] = None
    former: Annotated[Digest | None, Field(title="前一轮", description="重新打开时，所指前一轮销号记录的摘要")] = None
    changes: Annotated[tuple[Change, ...], Field(title="改动", description="哪个字段从什么改为什么")] = ()
    merged: Annotated[tuple[Change, ...], Field(title="另一方", description="合并时，比前序第二条改了什么")] = ()
    evidence: Annotated[tuple[Filed, ...], Field(title="验收清单", description="验收所依据的文件及其校验码")] = ()
    covers: Annotated[Digest | None, Field(title="验收所覆盖", description="方案、措施、佐证当时内容的摘要")] = None
    prev: Annotated[tuple[Digest, ...], Field(title="前序", description="此前记录的摘要；合并之后有两个")] = ()
    state: Annotated[Digest | None, Field(title="内容摘要", description="这一步之后全部内容的摘要")] = None
    hash: Annotated[Digest | None, Field(title="摘要", description="这条记录自身的摘要")] = None


class Counted(Record):
    """How far a counted measure had come when it was reported."""

    number: Annotated[Label, Field(title="措施编号", description="哪一条措施")]
    done: Annotated[Amount, Field(title="累计完成量", description="到填报时共完成多少")]


class Progress(Record):
    """One entry of the monthly 调度."""

    month: Annotated[Month, Field(title="调度月份", description="如 2026-05")]
    date: Annotated[Day, Field(title="填报日期", description="填报的日期")]
    by: By
    text: Annotated[Text, Field(title="进展情况", description="做了什么、到什么程度")]
    percent: Annotated[Percent | None, Field(title="完成比例", description="0–100")] = None
    counts: Annotated[tuple[Counted, ...], Field(title="工程量进度", description="可计数措施的累计完成量")] = ()
    forecast: Annotated[
        Literal["能按期完成", "不能按期完成"] | None, Field(title="研判", description="能否按期完成，由填报人判断")
    ] = None
    problems: Annotated[Text | None, Field(title="存在问题", description="卡在哪里")] = None
    next: Annotated[Text | None, Field(title="下月安排", description="下一步做什么")] = None


class Extension(Record):
    """A request for more time. It counts only when approved, and only if asked for before the deadline passed.

    The day that is set for a new cycle when an issue is reopened is kept in this form, too, and is no extension:
    `schedule.opens_its_cycle` tells them apart.
    """

    requested_on: Annotated[Day, Field(title="申请日期", description="提出延期申请的日期")]
    by: By
    reason: Annotated[Text, Field(title="延期原因", description="为何不能按期完成")]
    new_due: Annotated[Day, Field(title="拟延至", description="申请的新时限")]
    approved_on: Annotated[Day | None, Field(title="批准日期", description="批准延期的日期，未批准不填")] = None
    approver: Annotated[Text | None, Field(title="批准人", description="人员编号")] = None
    document: Annotated[Text | None, Field(title="批准文号", description="批复的文号或名称")] = None
    rejected_on: Annotated[Day | None, Field(title="不同意日期", description="不同意延期的日期")] = None
    rejected_by: Annotated[Text | None, Field(title="不同意的人", description="人员编号")] = None
    rejection: Annotated[Text | None, Field(title="不同意原因", description="为何不同意")] = None
    at: Annotated[Moment | None, Field(title="录入时间", description="写入台账的时刻")] = None
    cycle: Cycle = 1


class Escalation(Record):
    """预警, 督办, 约谈 and the like."""

    kind: Annotated[
        Literal["表扬", "提醒", "预警", "通报", "督办", "挂牌督办", "约谈", "专项督察", "移交"],
        Field(title="措施种类", description="采取的督促措施"),
    ]
    date: Annotated[Day, Field(title="日期", description="发出的日期")]
    by: By
    reason: Annotated[Text, Field(title="事由", description="为何督促")]
    unit: Annotated[Text | None, Field(title="对象单位", description="督促哪个单位")] = None
    document: Annotated[Text | None, Field(title="文号", description="函件的文号或名称")] = None
    due: Annotated[Day | None, Field(title="督办时限", description="挂牌、督办限到哪一天")] = None
    lifted_on: Annotated[Day | None, Field(title="解除日期", description="挂牌等解除的日期")] = None
    lifting: Annotated[Text | None, Field(title="解除依据", description="凭什么解除，文号或理由")] = None
    month: Annotated[Month | None, Field(title="评定月份", description="按月评定的，评的是哪个月")] = None
    card: Annotated[Literal["蓝", "黄", "红"] | None, Field(title="牌", description="蓝签、黄牌、红灯")] = None
    points: Annotated[Number | None, Field(title="计分", description="扣分为负")] = None
    level: Annotated[
        Literal["中央", "省", "市", "县", "镇"] | None, Field(title="层级", description="哪一级通报、曝光、督办")
    ] = None
    withdrawn_on: Annotated[Day | None, Field(title="撤回日期", description="登记有误而撤回的日期")] = None
    withdrawal: Annotated[Text | None, Field(title="撤回原因", description="为何撤回")] = None


class Appraisal(Record):
    """Somebody's judgement of whether the work keeps pace, where dates and counts don't tell it (评估能否按期完成).

    It holds for a while and hides neither a final day that has passed nor a child that is late: see `pace`.
    """

    date: Annotated[Day, Field(title="研判日期", description="作出研判的日期")]
    by: By
    pace: Annotated[
        Literal["未达序时", "达到序时", "超序时"], Field(title="研判结论", description="未达序时、达到序时 或 超序时")
    ]
    reason: Annotated[Text, Field(title="研判理由", description="凭什么这样判断")]
    cycle: Cycle = 1


class Evidence(Record):
    """A file that proves something, fixed by its digest when it was put on file."""

    path: Annotated[EvidencePath, Field(title="路径", description="相对台账根目录，在 evidence/<编号>/ 之下")]
    sha256: Annotated[Text, Field(title="校验码", description="文件的 SHA-256，防改动", pattern="^[0-9a-f]{64}$")]
    size: Annotated[Size, Field(title="大小", description="字节数")]
    date: Annotated[Day, Field(title="材料日期", description="材料形成的日期")]
    kind: Annotated[Text, Field(title="材料种类", description="如 整改后照片、监测报告、竣工验收、制度文件")]
    by: By
    note: Annotated[Text | None, Field(title="说明", description="这份材料证明什么")] = None
    cycle: Cycle = 1


class Answer(Record):
    """How the issue meets one standard of acceptance."""

    number: Annotated[Ordinal, Field(title="标准序号", description="程序所列标准的第几条")]
    met: Annotated[Flag, Field(title="是否符合", description="符合填“是”；不适用的也填“是”并在说明里写明")]
    text: Annotated[Text, Field(title="对照情况", description="凭什么说符合")]


class Passage(Record):
    """What was decided at a gate of the closing procedure that is no move of its own: 申请验收, 初验, 复核, 审签."""

    gate: Annotated[Text, Field(title="环节", description="程序中环节的名称")]
    date: Annotated[Day, Field(title="办理日期", description="办结这个环节的日期")]
    by: By
    unit: Annotated[Text, Field(title="办理单位", description="经办人代表的单位")]
    result: Annotated[Literal["通过", "不通过"], Field(title="结论", description="通过 或 不通过")]
    opinion: Annotated[Text | None, Field(title="意见", description="意见或不通过的原因")] = None
    document: Annotated[Text | None, Field(title="文号", description="申请、审签、备案的文号或名称")] = None
    cycle: Cycle = 1


JOINTLY = "联合验收"
"""How several units accept, where nobody says it otherwise."""


class Participant(Record):
    """A unit that accepts together with the one that organizes it (联合验收), and who spoke for it."""

    unit: Annotated[Text, Field(title="参加单位", description="共同验收的单位")]
    by: By


class Verification(Record):
    """One acceptance check (验收), passed or not; a failed one is kept."""

    date: Annotated[Day, Field(title="验收日期", description="验收的日期")]
    by: By
    unit: Annotated[Text, Field(title="验收单位", description="组织验收的单位")]
    result: Annotated[Literal["通过", "不通过"], Field(title="验收结论", description="通过 或 不通过")]
    method: Annotated[Text | None, Field(title="验收方式", description="现场核查、资料审查、联合验收 …")] = None
    joint: Annotated[tuple[Participant, ...], Field(title="联合验收", description="组织单位之外共同验收的单位")] = ()
    opinion: Annotated[Text | None, Field(title="验收意见", description="意见或不通过的原因")] = None
    standards: Annotated[tuple[Answer, ...], Field(title="验收标准", description="逐条对照的结论")] = ()
    evidence: Annotated[tuple[EvidencePath, ...], Field(title="所依据的佐证", description="验收时在案的材料路径")] = ()
    cycle: Cycle = 1

    @property
    def units(self) -> tuple[str, ...]:
        """Every unit that accepted, the one that organized it first."""
        return tuple(dict.fromkeys((self.unit, *(one.unit for one in self.joint))))

    @property
    def hands(self) -> tuple[str, ...]:
        """Everybody who accepted, by id, the organizer first."""
        return (self.by, *(one.by for one in self.joint))


class Objection(Record):
    """What somebody said against a public notice."""

    date: Annotated[Day, Field(title="提出日期", description="异议提出的日期")]
    text: Annotated[Text, Field(title="异议内容", description="不写个人信息")]
    settled_on: Annotated[Day | None, Field(title="处理日期", description="异议处理完毕的日期")] = None
    outcome: Annotated[Text | None, Field(title="处理结果", description="如何处理")] = None


class Publicity(Record):
    """A public notice period (公示)."""

    start: Annotated[Day, Field(title="公示开始", description="首日计入")]
    end: Annotated[Day, Field(title="公示结束", description="最后一天")]
    days: Annotated[Term | None, Field(title="公示天数", description="规定的天数")] = None
    working: Annotated[Flag, Field(title="按工作日", description="天数是否为工作日")] = True
    medium: Annotated[Text | None, Field(title="公示媒介", description="网站、报纸 …")] = None
    url: Annotated[Text | None, Field(title="网址", description="公示网页")] = None
    objections: Annotated[tuple[Objection, ...], Field(title="异议", description="公示期内的异议")] = ()
    cycle: Cycle = 1


class Closure(Record):
    """The act of 销号."""

    date: Annotated[Day, Field(title="销号日期", description="销号的日期")]
    by: By
    unit: Annotated[Text, Field(title="销号单位", description="批准销号的单位")]
    document: Annotated[Text | None, Field(title="销号文号", description="审签表、备案函的文号或名称")] = None
    filed_on: Annotated[Day | None, Field(title="备案日期", description="报上级备案的日期")] = None
    cycle: Cycle = 1


class LookBack(Record):
    """A check of a closed issue (回头看)."""

    date: Annotated[Day, Field(title="回头看日期", description="核查的日期")]
    by: By
    rebound: Annotated[Flag, Field(title="是否反弹", description="问题是否反弹、回潮")]
    text: Annotated[Text, Field(title="核查情况", description="现场、设施、档案的情况")]
    genuine: Annotated[Flag | None, Field(title="整改属实", description="原来所报的整改是否属实")] = None
    archive: Annotated[Flag | None, Field(title="档案齐全", description="一事一档是否齐全")] = None
    opinion: Annotated[Text | None, Field(title="处理意见", description="要谁再做什么")] = None
    sample: Annotated[Text | None, Field(title="抽查批次", description="抽样的比例和种子，凭它可以重抽")] = None
    cycle: Cycle = 1


NO_SANCTION = "不予追究"
"""What a case may end with, and what is no 问责."""


class Accountability(Record):
    """问责: what was decided about whom, by post and never by name in public output."""

    date: Annotated[Day, Field(title="决定日期", description="作出决定的日期")]
    kind: Annotated[
        Literal["通报", "约谈", "诫勉", "组织处理", "纪律处分", "党纪处分", "政务处分", "移送司法", "不予追究"],
        Field(title="问责方式", description="给予何种处理"),
    ]
    authority: Annotated[Text | None, Field(title="决定机关", description="由谁作出决定")] = None
    unit: Annotated[Text | None, Field(title="单位", description="所在单位")] = None
    post: Annotated[Text | None, Field(title="职务", description="问责对象的职务，不写姓名")] = None
    number: Annotated[Ordinal | None, Field(title="人数", description="多少人")] = None
    document: Annotated[Text | None, Field(title="文号", description="决定的文号")] = None
    case: Annotated[IssueId | None, Field(title="责任追究案件", description="移交的案件，在责任追究台账里的编号")] = (
        None
    )
    disclosed_on: Annotated[
        Day | None, Field(title="公开日期", description="决定机关已对外公开的日期；没有的不进任何对外材料")
    ] = None
    withdrawn_on: Annotated[Day | None, Field(title="撤回日期", description="登记有误而撤回的日期")] = None
    withdrawal: Annotated[Text | None, Field(title="撤回原因", description="为何撤回")] = None


class Voiding(Record):
    """作废: an issue is never deleted; its number stays and says why it stands for nothing."""

    date: Annotated[Day, Field(title="作废日期", description="作废的日期")]
    by: By
    why: Annotated[Text, Field(title="作废原因", description="重复登记、录入错误、撤销交办、漏号 …")]
    instead: Annotated[IssueId | None, Field(title="并入问题", description="由哪一项代替")] = None


class Disclosure(Record):
    """What was made public, where and when (信息公开)."""

    kind: Annotated[
        Literal["整改方案", "整改进度", "整改结果", "典型案例"], Field(title="公开内容", description="公开了什么")
    ]
    date: Annotated[Day, Field(title="公开日期", description="公开的日期")]
    medium: Annotated[Text, Field(title="公开媒介", description="网站、报纸、电视台 …")]
    url: Annotated[Text | None, Field(title="网址", description="网页地址")] = None
