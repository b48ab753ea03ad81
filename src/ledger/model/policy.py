"""House settings (`ledger.toml`): where practice differs from place to place, the office decides, not the program."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from ledger.model.ids import LEDGER_NAME
from ledger.model.values import Amount, Count, Day, Flag, Name, Record, Text, Texts

Element = Literal["goal", "supervisor_units", "measures", "deadline", "responsible_units", "person", "approval"]

FIVE_ELEMENTS: tuple[Element, ...] = ("goal", "supervisor_units", "measures", "deadline", "responsible_units")
"""五要素: 整改目标、督导单位、整改措施、整改时限和责任单位 (as the published plans demand)."""


class House(Record):
    """`[ledger]`: who keeps this ledger and what it is called."""

    title: Annotated[Text, Field(title="台账名称", description="印在表头")] = "督察整改台账"
    unit: Annotated[Text, Field(title="填报单位", description="印在表头")] = "（填报单位）"
    legal_basis: Annotated[Text | None, Field(title="依据", description="验收销号所依据的办法")] = None
    prefix: Annotated[str, Field(title="编号前缀", pattern=r"^[A-Z][A-Z0-9]{0,15}$")] = "ISSUE"
    former_prefixes: Annotated[
        tuple[Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9]{0,15}$")], ...],
        Field(title="用过的编号前缀", description="总台账以前的 prefix；这些编号的问题仍是总台账的"),
    ] = ()
    book: Annotated[
        Text | None,
        Field(title="台账说明", description="总台账按哪一份台账说明登记，templates/books/ 里的名称；不写没有登记项"),
    ] = None
    name: Annotated[
        str | None,
        Field(title="汇总名", description="rollup 里叫什么，如 county-a；不写用文件夹名", pattern=f"^{LEDGER_NAME}$"),
    ] = None
    region: Annotated[
        Text | None, Field(title="行政区域", description="哪一级哪一地的台账，如 甲县；不写从填报单位的名称里看")
    ] = None


class Contact(Record):
    """`[contact]`: where people turn to who have something to say about a public notice or a letter."""

    phone: Annotated[Text | None, Field(title="监督电话", description="印在公示和函件上")] = None
    email: Annotated[Text | None, Field(title="邮箱", description="印在公示上")] = None
    address: Annotated[Text | None, Field(title="地址", description="印在公示上")] = None


class Words(Record):
    """`[words]`: the office's own lists; a word outside them is pointed out, because it would split the statistics."""

    fields: Annotated[Texts, Field(title="环境要素")] = (
        *("水", "大气", "土壤", "生态", "噪声", "固体废物", "海洋", "辐射"),
        *("扬尘", "油烟", "垃圾", "重金属", "农业农村", "其他"),
    )
    sources: Annotated[Texts, Field(title="问题来源")] = (
        *("中央督察", "中央督察回头看", "省级督察", "省级督察回头看", "长江经济带警示片", "挂牌督办"),
        *("突出环境问题清单", "信访", "有奖举报", "巡视反馈", "审计反馈", "上级交办", "明察暗访", "自查"),
        *("年度目标任务", "其他"),
    )
    petition_levels: Annotated[Texts, Field(title="信访等级", description="从轻到重")] = ("一般", "较重", "重大")
    risks: Annotated[Texts, Field(title="风险等级", description="从高到低")] = ("高", "中", "低")
    evidence: Annotated[Texts, Field(title="材料种类")] = (
        *("整改前照片", "整改后照片", "监测报告", "竣工验收", "行政处罚材料", "制度文件", "工作方案"),
        *("自查报告", "验收申请", "现场核查记录", "验收意见", "公示材料", "情况说明", "集体讨论记录", "会议纪要"),
        *("交办文件", "批复文件", "审签表", "备案材料", "其他"),
    )
    meetings: Annotated[Texts, Field(title="会议种类")] = (
        *("会商", "调度会", "点评会", "协调会", "现场会", "领导小组会议", "专题会"),
        *("环境质量分析会议", "环境执法与信访工作会议", "环保点评会议", "其他"),
    )


class Clock(Record):
    """`[check]`: when the nightly check speaks up. Days are calendar days unless they say otherwise."""

    due_within: Annotated[Count, Field(title="临期天数", description="距时限几天以内算临期")] = 15
    stale_days: Annotated[Count, Field(title="进展间隔", description="几天没有进展记录算未按月调度", ge=1)] = 31
    proof_days: Annotated[Count, Field(title="长期坚持间隔", description="长期坚持的几天须有一条进展", ge=1)] = 92
    immediate_working_days: Annotated[
        Count, Field(title="立行立改天数", description="交办后几个工作日内改完", ge=1)
    ] = 20
    alert_levels: Annotated[Texts, Field(title="预警的信访等级", description="这些等级的信访件提前更多天提醒")] = (
        *("较重", "重大"),
    )
    alert_days: Annotated[Count, Field(title="等级预警天数", description="距时限几天以内预警这些等级的信访件")] = 10
    copy_score: Annotated[Count, Field(title="照抄界限", description="与上级方案相似度达到百分之几算照抄", le=100)] = 90


class Notices(Record):
    """`[notify]`: when a late item is told again. Who is told is no setting of the ledger: a robot's address is a
    secret.
    """

    days: Annotated[
        tuple[Annotated[Count, Field(ge=1)], ...],
        Field(title="再次提醒", description="逾期第几天再提醒一次（第1天总会提醒）"),
    ] = (7, 15, 30)


class Guards(Record):
    """`[guards]`: what each move demands (domain: 五要素, 验收不自验, 销号不自销)."""

    start_elements: Annotated[tuple[Element, ...], Field(title="开工须有的方案要素")] = FIVE_ELEMENTS
    verify_measures_done: Annotated[Flag, Field(title="验收前措施须全部完成")] = True
    verify_evidence: Annotated[Count, Field(title="验收前至少几份佐证")] = 1
    verify_independent: Annotated[Flag, Field(title="验收人的单位不得是责任单位")] = True
    verify_by_lead: Annotated[Flag, Field(title="牵头单位可以验收")] = False
    """海南 lets the 牵头单位 accept: it leads and need not implement. Off, it counts as an implementer."""
    verify_not_all_own: Annotated[Flag, Field(title="登记全部佐证的人不得独自验收")] = True
    verify_not_reporter: Annotated[Flag, Field(title="登记措施完成的人不得验收")] = True
    verify_indicators_met: Annotated[
        Flag, Field(title="验收前方案所引用的指标须达到", description="见 docs/indicators.md")
    ] = False
    verify_parts_accepted: Annotated[
        Flag, Field(title="验收前下级问题须都已验收", description="分区块、分阶段验收：每块登记成下级问题")
    ] = False
    close_other_person: Annotated[Flag, Field(title="销号人不得是验收人")] = True
    close_other_unit: Annotated[Flag, Field(title="销号人的单位不得是验收单位")] = True
    close_independent: Annotated[Flag, Field(title="销号人的单位不得是责任单位")] = True
    decide_independent: Annotated[
        Flag, Field(title="批准延期、处理异议、评定督办的人不得属于责任单位", description="上级单位的人可以")
    ] = True
    close_publicity: Annotated[Flag, Field(title="销号前须公示期满无异议")] = False
    close_document: Annotated[Flag, Field(title="销号须有文号")] = False
    roles: Annotated[Flag, Field(title="按登记的职责办理", description="验收、销号、批准须有相应职责")] = True


class Closing(Record):
    """`[closing]`: by which procedure issues are accepted and closed."""

    procedure: Annotated[Text, Field(title="销号程序", description="templates/procedures/ 里的名称")] = "基本"
    since: Annotated[Day | None, Field(title="程序起用日期", description="此前验收、销号的不按本程序检查")] = None


class Objects(Record):
    """`[objects]`: what findings are about, and when one that was struck off seems to be there again."""

    kinds: Annotated[Texts, Field(title="对象类别")] = (
        *("企业", "生产线", "设施", "水体", "断面", "点位", "排口", "地块", "工地", "园区", "管控区"),
        *("海岛", "海湾", "单位", "其他"),
    )
    planned: Annotated[
        Texts, Field(title="须有对象方案的类别", description="在册的每一个都要有一企一策之类的方案")
    ] = ()
    watchers: Annotated[
        Texts, Field(title="监管角色", description="这些角色的人换了对象不算死灰复燃；其他角色算经营的人")
    ] = (
        *("河长", "湖长", "湾长", "点位长", "断面长", "网格长", "路长", "段长", "田长", "林长", "片长"),
        *("责任人", "包保责任人", "监管责任人", "包保干部", "联系人", "网格员", "巡查员", "巡河员"),
    )
    near_km: Annotated[Amount, Field(title="就近范围", description="几公里以内算就近")] = Decimal(2)
    alike: Annotated[Count, Field(title="名称相像界限", description="名称相似度达到百分之几算相像", le=100)] = 80


class Answering(Record):
    """`[accountability]`: how late an issue may be before 约谈 or 移交问责 is to be considered; 0: never."""

    talk_days: Annotated[Count, Field(title="约谈的逾期天数", description="逾期满几天列入约谈建议，0 为不按此列")] = 60
    case_days: Annotated[Count, Field(title="移交问责的逾期天数", description="逾期满几天列入移交建议")] = 180
    talk_cards: Annotated[Count, Field(title="约谈的红灯个数", description="登记过几个红灯列入约谈建议")] = 2
    case_cards: Annotated[Count, Field(title="移交问责的红灯个数", description="登记过几个红灯列入移交建议")] = 4


class Shelved(Record):
    """`[books.KEY]`: one book beside the ledger's own, and where this office has it otherwise than its description."""

    of: Annotated[
        Text | None, Field(title="台账说明", description="templates/books/ 里的名称；不写就是方括号里的名称")
    ] = None
    title: Annotated[Text | None, Field(title="台账名称", description="不写用说明里的")] = None
    prefix: Annotated[str | None, Field(title="编号前缀", pattern=r"^[A-Z][A-Z0-9]{0,15}$")] = None
    folder: Annotated[Name | None, Field(title="文件夹", description="issues/ 下的文件夹")] = None


class Policy(Record):
    """All settings of a ledger; a missing file or key means the default.

    The defaults are constructed and not validated: no validator of a part is built only to be part of this one's.
    """

    ledger: Annotated[House, Field(title="台账")] = House.model_construct()
    contact: Annotated[Contact, Field(title="联系方式")] = Contact.model_construct()
    words: Annotated[Words, Field(title="用词")] = Words.model_construct()
    check: Annotated[Clock, Field(title="检查")] = Clock.model_construct()
    notify: Annotated[Notices, Field(title="提醒")] = Notices.model_construct()
    guards: Annotated[Guards, Field(title="办理条件")] = Guards.model_construct()
    closing: Annotated[Closing, Field(title="验收销号")] = Closing.model_construct()
    books: Annotated[
        dict[str, Shelved], Field(title="各本台账", description="另有的台账，每本一节，见 docs/books.md")
    ] = {}  # noqa: RUF012 - pydantic gives each record its own
    accountability: Annotated[Answering, Field(title="追责")] = Answering.model_construct()
    objects: Annotated[Objects, Field(title="对象")] = Objects.model_construct()
