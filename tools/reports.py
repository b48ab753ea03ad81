"""The papers with tables: 月报, 半年报, 年度报告, 月调度, 验收销号申请表, 边督边改公开情况一览表.

A report is one page that a leader reads, and annexes behind it that its figures come from.
"""

from __future__ import annotations

from docx.document import Document as Word
from docx.shared import Mm
from official import CELL, SMALL, Column, caption, form, grid, lead, lying, remark, signature, text, title

PLACE = "{% if 范围 %}范围：{{ 范围 }}。{% endif %}"
TOTAL = (
    "截至{{ 截至日期 }}，台账共有问题{{ 问题总数 }}项，完成整改{{ 完成整改数 }}项（其中已销号{{ 已销号数 }}项），"
    "整改完成率{{ 整改完成率 }}。未完成的{{ 未完成数 }}项中，达到序时{{ 序时正常数 }}项，未达序时{{ 未达序时数 }}项，"
    "逾期{{ 逾期数 }}项，未启动{{ 未启动数 }}项。到期措施{{ 到期措施数 }}条，完成{{ 到期完成措施数 }}条，"
    "按期完成率{{ 按期完成率 }}。"
)
PETITIONS = (
    "交办信访件{{ 信访总数 }}件，已办结{{ 信访已办结 }}件、阶段性办结{{ 信访阶段性办结 }}件、未办结{{ 信访未办结 }}件，"
    "办结率{{ 信访办结率 }}（含阶段性办结{{ 信访办结率含阶段性 }}）。"
)
CHANGES = (
    "{{ 上期截至日期 }}有问题{{ 上期总数 }}项，新增{{ 新增数 }}项，"
    "{% if 减少数 != '0' %}不再计入{{ 减少数 }}项（其中已完成{{ 减少完成数 }}项），{% endif %}现有{{ 问题总数 }}项。"
    "新完成整改{{ 新完成数 }}项{% if 退回数 != '0' %}，退回重改{{ 退回数 }}项{% endif %}；"
    "新销号{{ 新销号数 }}项{% if 重开数 != '0' %}，重新打开{{ 重开数 }}项{% endif %}；新增逾期{{ 新逾期数 }}项"
    "{% if 反弹数 != '0' %}；回头看发现反弹{{ 反弹数 }}项{% endif %}"
    "{% if 批准延期数 != '0' %}；批准延期{{ 批准延期数 }}项{% endif %}{% if 变动 %}（附表5）{% endif %}。"
)
LATE = (
    "{% if 红榜 %}逾期{{ 逾期数 }}项{% if 平均超期天数 %}，平均超期{{ 平均超期天数 }}天{% endif %}；"
    "未达序时{{ 未达序时数 }}项（附表3）。{% if 逾期数 != '0' %}超期最长的："
    "{% for 项 in 红榜[: 1 if 信访总数 else 2] if 项.超期天数 != '—' %}"
    "“{{ 项.简称 }}”（{{ 项.首位单位 }}，超期{{ 项.超期天数 }}天）"
    "{% if not loop.last %}、{% endif %}{% endfor %}。{% endif %}{% else %}没有逾期和未达序时的问题。{% endif %}"
    "{% if 未报单位 %}应报进展{{ 应报数 }}项，未报{{ 未报数 }}项，涉及{% for 项 in 未报单位[:3] %}{{ 项.名称 }}"
    "{% if not loop.last %}、{% endif %}{% endfor %}"
    "{% if 未报单位 | length > 3 %}等{{ 未报单位 | length }}个单位{% endif %}。"
    "{% elif 应报数 != '0' %}应报进展的{{ 应报数 }}项都已报送。{% endif %}"
    "{% if 评牌 %}已登记红灯{{ 红灯数 }}个、黄牌{{ 黄牌数 }}个。{% endif %}"
)
NEXT = (
    "{% if 下期到期 %}{{ 下期 }}底前到期的时限、节点和措施{{ 下期到期数 }}个，涉及{{ 下期到期问题数 }}项问题（附表4）。"
    "{% else %}{{ 下期 }}底前没有到期的时限、节点和措施。{% endif %}"
    "{% if 完成未销号数 != '0' %}完成未销号的{{ 完成未销号数 }}项，抓紧验收销号。{% endif %}"
)
SOURCE = (
    "{{ 问题来源 }}{{ 轮次批次 }}{% if 来源文件 %}，《{{ 来源文件 }}》{% endif %}"
    "{% if 原文编号 %}（{{ 原文编号 }}）{% endif %}"
)
PACE = (
    Column("序时进度", "{{ 项.名称 }}", 40),
    Column("本期（项）", "{{ 项.本期 }}", 29),
    Column("上期（项）", "{{ 项.上期 }}", 29),
    Column("增减", "{{ 项.增减 }}", 29),
    Column("占比", "{{ 项.占比 }}", 29),
)
LISTED = (
    Column("编号", "{{ 项.编号 }}", 23),
    Column("问题名称", "{{ 项.名称 }}", 34, long=True),
    Column("责任单位", "{{ 项.责任单位 }}", 24),
)
RED = (
    *LISTED,
    Column("时限", "{{ 项.时限 }}", 33),
    Column("序时\n进度", "{{ 项.序时进度 }}", 12),
    Column("原因", "{{ 项.原因 }}", 30, long=True),
)
DUE = (
    *LISTED[:2],
    Column("责任单位", "{{ 项.责任单位 }}", 32),
    Column("到期事项", "{{ 项.事项 }}", 34, long=True),
    Column("时限", "{{ 项.时限 }}", 33),
)
MOVED = (
    Column("编号", "{{ 项.编号 }}", 23),
    Column("问题名称", "{{ 项.名称 }}", 65, long=True),
    Column("责任单位", "{{ 项.责任单位 }}", 48),
    Column("变动", "{{ 项.种类 }}", 20),
)
RATES = (
    Column("指标", "{{ 项.名称 }}", 44, long=True),
    Column("分子", "{{ 项.分子 }}", 15),
    Column("分母", "{{ 项.分母 }}", 15),
    Column("比率", "{{ 项.比率 }}", 18),
    Column("口径", "{{ 项.口径 }}", 64, long=True),
)


TOLD = (
    "{{ 项.进展情况 or '未报进展' }}{% if 项.存在问题 %}（存在问题）{{ 项.存在问题 }}{% endif %}"
    "{% if 项.下步安排 %}（下步安排）{{ 项.下步安排 }}{% endif %}"
)
PROGRESS = (
    Column("编号", "{{ 项.编号 }}", 20),
    Column("问题", "{{ 项.问题原文 }}", 48, long=True),
    Column("责任单位", "{{ 项.责任单位 }}", 20),
    Column("整改\n时限", "{{ 项.时限 }}", 17),
    Column("序时\n进度", "{{ 项.序时进度 }}", 11),
    Column("整改进展、存在问题和下步安排", TOLD, 40, long=True),
)


DISPATCHED = (
    "截至{{ 截至日期 }}，台账共有问题{{ 问题总数 }}件：已销号{{ 已销号数 }}件，完成整改待销号{{ 完成整改数 }}件，"
    "超序时{{ 超序时数 }}件，达到序时{{ 达到序时数 }}件，未达序时{{ 未达序时数 }}件，逾期{{ 逾期数 }}件，"
    "未启动{{ 未启动数 }}件。{% if 快照不符 %}上月数字与{{ 快照 }}快照不符：{{ 快照不符 }}。"
    "{% elif 快照 %}上月数字与{{ 快照 }}快照一致。{% endif %}"
)
UNREPORTED = (
    "整改中的{{ 应报数 }}件应报本月进展，按时{{ 按时数 }}件，迟报{{ 迟报数 }}件，未报{{ 未报数 }}件"
    "{% if 未报 %}（附表1、附表2）{% endif %}。"
    "{% for 项 in 未报[:3] if 项.未报 != '0' %}{% if loop.first %}未报较多的：{% endif %}{{ 项.单位 }}{{ 项.未报 }}件"
    "{% if loop.last %}。{% else %}、{% endif %}{% endfor %}"
)
DEEDS = "{% if 变化 %}共{{ 变化数 }}项：{{ 变化情况 }}（附表3）。{% else %}没有变化。{% endif %}"
CLASHING = "{% if 矛盾 %}共{{ 矛盾数 }}处（附表4），请责任单位核实更正。{% else %}没有发现前后矛盾。{% endif %}"
DUE_NEXT = (
    "{% if 下月到期 %}{{ 下期 }}底前到期的时限、节点和措施{{ 下期到期数 }}个（附表5）。"
    "{% else %}{{ 下期 }}底前没有到期的时限、节点和措施。{% endif %}"
)
CARDED = (
    "{% if 建议牌 %}建议红灯{{ 红灯数 }}个、黄牌{{ 黄牌数 }}个、蓝签{{ 蓝签数 }}个"
    "{% if 已登记牌数 %}，另有已登记的{{ 已登记牌数 }}个{% endif %}（附表6）。"
    "{% else %}没有评牌建议。{% endif %}"
)
MOVEMENTS = (
    Column("指标", "{{ 项.指标 }}", 48),
    *(Column(one, f"{{{{ 项.{one} }}}}", 27) for one in ("上月", "增加", "减少", "本月")),
)
UNITS = (
    Column("责任单位", "{{ 项.单位 }}", 60, long=True),
    *(Column(f"{one}（件）", f"{{{{ 项.{one} }}}}", 24) for one in ("应报", "按时", "迟报", "未报")),
)
TARDY = (
    Column("编号", "{{ 项.编号 }}", 24),
    Column("问题名称", "{{ 项.名称 }}", 46, long=True),
    Column("责任单位", "{{ 项.责任单位 }}", 30, long=True),
    Column("填报情况", "{{ 项.填报情况 }}", 56),
)
HAPPENED = (
    Column("日期", "{{ 项.日期 }}", 33),
    *LISTED,
    Column("变化", "{{ 项.事项 }}", 42, long=True),
)
CLASHES = (
    *LISTED,
    Column("此前", "{{ 项.此前 }}", 37, long=True),
    Column("现在", "{{ 项.现在 }}", 38, long=True),
)
NEXT_DUE = (Column("时限", "{{ 项.时限 }}", 33), *LISTED, Column("到期事项", "{{ 项.事项 }}", 42, long=True))
CARDS = (
    Column("牌", "{{ 项.牌 }}", 14),
    *LISTED,
    Column("措施", "{{ 项.措施 }}", 14),
    Column("理由", "{{ 项.理由 }}", 47, long=True),
)


def groups(name: str) -> tuple[Column, ...]:
    """The columns of a table by unit, region, source."""
    counted = ("总数", "完成\n整改", "其中\n已销号", "达到\n序时", "未达\n序时", "逾期", "未启动")
    fields = {one: one.replace("其中", "").replace("\n", "") for one in counted}
    first = Column(name, "{{ 项.名称 }}", 40)
    numbers = (Column(one, f"{{{{ 项.{fields[one]} }}}}", 14) for one in counted)
    return (first, *numbers, Column("完成率", "{{ 项.完成率 }}", 18))


def monthly(word: Word) -> None:
    """月报: one page that is read, five annexes."""
    _report(word, "{{ 台账名称 }}月报")
    _annexes(word)


def half_yearly(word: Word) -> None:
    """半年报: the same with what half a year shows, and how far each single issue has come."""
    _report(word, "{{ 台账名称 }}半年报")
    _all_annexes(word)


def yearly(word: Word) -> None:
    """年度报告, as it is laid before the 人大常委会: the half-yearly report of a year, and room for the state of the
    environment, which its own bulletin tells.
    """
    _report(word, "{{ 台账名称 }}年度报告")
    lead(word, "五、生态环境质量状况。", "（由生态环境主管部门按年度公报填写，有关指标见台账的指标登记。）")
    _all_annexes(word)


def _all_annexes(word: Word) -> None:
    _annexes(word)
    for number, field, name in (
        ("附表6", "各来源", "问题来源"),
        ("附表7", "各批次", "轮次批次"),
        ("附表8", "各区域", "行政区域"),
        ("附表9", "各要素", "环境要素"),
    ):
        caption(word, number, f"按{name}的整改情况（截至{{{{ 截至日期 }}}}）", new_page=number == "附表6")
        grid(word, field, groups(name))
    remark(word, "{{ 各要素说明 }}")
    caption(word, "附表10", "完成情况（截至{{ 截至日期 }}）", new_page=True)
    grid(word, "时限口径", RATES)
    caption(word, "附表11", "回头看与反弹（截至{{ 截至日期 }}）")
    grid(word, "回头看", RATES)
    text(word, "{%p if 信访总数 %}")
    caption(word, "附表12", "信访件办理（截至{{ 截至日期 }}）")
    grid(word, "信访比率", RATES)
    text(word, "{%p endif %}")
    last = "附表{% if 信访总数 %}13{% else %}12{% endif %}"
    caption(word, last, "逐项整改进展（截至{{ 截至日期 }}）", new_page=True)
    grid(word, "问题清单", PROGRESS, style=SMALL)


def _report(word: Word, name: str) -> None:
    title(word, name, under="{{ 时期 }}　{{ 落款单位 }}")
    lead(word, "一、总体情况。", TOTAL + PLACE)
    text(word, "{%p if 信访总数 %}", PETITIONS, "{%p endif %}")
    lead(word, "二、本期进展。", CHANGES)
    lead(word, "三、存在问题。", LATE)
    lead(word, "四、下步安排。", NEXT)


def _annexes(word: Word) -> None:
    caption(word, "附表1", "序时进度（截至{{ 截至日期 }}）", new_page=True)
    grid(word, "序时进度", PACE)
    remark(
        word,
        "上期截至{{ 上期截至日期 }}。每项问题只在一行，各行相加等于合计；占比的分母为问题总数{{ 问题总数 }}项。"
        "完成整改含已验收未销号的。",
    )
    caption(word, "附表2", "各责任单位整改情况（截至{{ 截至日期 }}）")
    grid(word, "各单位", groups("责任单位"))
    remark(word, "总数＝完成整改＋达到序时＋未达序时＋逾期＋未启动。{{ 各单位说明 }}")
    caption(word, "附表3", "逾期和未达序时清单（截至{{ 截至日期 }}）", new_page=True)
    grid(word, "红榜", RED, empty="没有逾期和未达序时的问题")
    caption(word, "附表4", "{{ 下期 }}底前到期清单")
    grid(word, "下期到期", DUE, empty="没有到期的时限、节点和措施")
    caption(word, "附表5", "{{ 时期 }}变动清单")
    grid(word, "变动", MOVED, empty="没有变动")


def application(word: Word) -> None:
    """验收销号申请表: the form, and under it a box for each gate of the procedure."""
    title(word, "督察整改问题验收销号申请表")
    form(
        word,
        ("问题编号", ("{{ 问题编号 }}（{{ 工程类别 }}{% if 整改轮次 %}，{{ 整改轮次 }}整改{% endif %}）",)),
        ("问题名称", ("{{ 问题名称 }}",)),
        ("问题来源", (SOURCE,)),
        ("整改问题", ("{{ 问题原文 }}",)),
        ("责任单位", ("{{ 责任单位 }}",)),
        ("督导单位", ("{{ 督导单位 }}",)),
        ("验收单位", ("{{ 验收单位 }}",)),
        ("整改目标", ("{{ 整改目标 }}",)),
        ("整改时限", ("{{ 整改时限 }}{% if 完成日期 %}（{{ 完成日期 }}完成）{% endif %}",)),
        ("整改措施及\n完成情况", _lines("措施情况", "{{ 项.编号 }}．{{ 项.内容 }}（{{ 项.完成情况 }}）")),
        ("{%tr if 指标情况 %}", ()),
        ("指标完成\n情况", _lines("指标情况", "{{ 项.名称 }}：目标{{ 项.目标 }}，{{ 项.读数 or '未监测' }}")),
        ("{%tr endif %}", ()),
        ("整改成效", ("{{ 整改完成情况 }}",)),
        ("公示情况", ("{{ 公示情况 or '未公示' }}",)),
        ("{%tr if 验收标准 %}", ()),
        ("验收标准\n对照", _lines("验收标准", "{{ 项.序号 }}．{{ 项.内容 }}：{{ 项.对照情况 or '　　　　' }}")),
        ("{%tr endif %}", ()),
        ("佐证材料\n目录", _lines("佐证材料", "{{ 项.序号 }}．{{ 项.名称 }}（{{ 项.种类 }}，{{ 项.日期 }}）")),
        ("{%tr if '申请' not in 环节意见[0].环节 %}", ()),
        ("申请单位\n意见", ("", "负责人签字：　　　　　　　（盖章）　　　　　　　年　　月　　日")),
        ("{%tr endif %}", ()),
        style=CELL,
    )
    word.add_paragraph("", CELL)
    grid(
        word,
        "环节意见",
        (
            Column("环节", "{{ 项.环节 }}", 28),
            Column("意见", "{{ 项.意见 }}", 62, long=True),
            Column("办理单位（盖章）", "{{ 项.单位 }}", 36),
            Column("日期", "{{ 项.日期 or '　　年　月　日' }}", 30),
        ),
        height=Mm(15),
    )
    remark(word, "填表单位：{{ 落款单位 }}　　填表日期：{{ 落款日期 }}　　未办理的环节留空，由办理单位填写、盖章。")


def _lines(field: str, line: str) -> tuple[str, ...]:
    """A paragraph for each entry of a list, or a dash."""
    return f"{{%p for 项 in {field} %}}", line, "{%p else %}", "—", "{%p endfor %}"


def open_list(word: Word) -> None:
    """边督边改公开情况一览表: landscape, a row for each petition."""
    lying(word)
    title(
        word,
        "{{ 落款单位 }}群众信访举报转办和边督边改公开情况一览表",
        under="（{% if 批次 %}{{ 批次 }}　{% endif %}{{ 截至日期 }}）",
    )
    grid(
        word,
        "信访件",
        (
            Column("序号", "{{ 项.序号 }}", 9),
            Column("受理编号", "{% if 项.重点关注 %}*{% endif %}{{ 项.受理编号 }}", 32),
            Column("交办问题基本情况", "{{ 项.交办问题基本情况 }}", 55, long=True),
            Column("行政\n区域", "{{ 项.行政区域 }}", 15),
            Column("污染\n类型", "{{ 项.污染类型 }}", 13),
            Column("调查核实情况", "{{ 项.调查核实情况 }}", 53, long=True),
            Column("是否\n属实", "{{ 项.是否属实 }}", 11),
            Column("处理和整改情况", "{{ 项.处理和整改情况 }}", 38, long=True),
            Column("是否\n办结", "{{ 项.是否办结 }}", 13),
            Column("责任人\n被处理\n情况", "{{ 项.责任人被处理情况 }}", 18),
        ),
        style=SMALL,
        empty="没有信访举报件",
    )
    remark(
        word,
        "共{{ 件数 }}件{% if 办结情况 %}：{{ 办结情况 }}；{{ 属实情况 }}；{{ 污染类型情况 }}{% endif %}。{{ 类型说明 }}"
        "带*的为重点关注件。{% if 范围 %}范围：{{ 范围 }}。{% endif %}",
    )


def month_dispatch(word: Word) -> None:
    """月调度: what the office reads out to the units, and a list behind each sentence."""
    title(word, "{{ 台账名称 }}月调度", under="{{ 时期 }}　{{ 落款单位 }}")
    lead(word, "一、总体情况。", DISPATCHED + PLACE)
    lead(word, "二、填报情况。", UNREPORTED)
    lead(word, "三、比上月变化。", DEEDS)
    lead(word, "四、前后矛盾。", CLASHING)
    lead(word, "五、下月到期。", DUE_NEXT)
    lead(word, "六、评牌建议。", CARDED)
    signature(word)
    caption(word, "附表1", "数字与填报（截至{{ 截至日期 }}）", new_page=True)
    grid(word, "本月数字", MOVEMENTS)
    remark(word, "{{ 本月数字说明 }}。")
    grid(word, "未报", UNITS, empty="都按时填报了")
    remark(word, "{{ 未报说明 }}。")
    caption(word, "附表2", "未报、迟报问题清单（截至{{ 截至日期 }}）")
    grid(word, "未按时清单", TARDY, empty="没有未报、迟报的问题")
    caption(word, "附表3", "{{ 时期 }}变化清单", new_page=True)
    grid(word, "变化", HAPPENED, empty="没有变化")
    remark(word, "{{ 变化说明 }}。")
    caption(word, "附表4", "前后矛盾清单")
    grid(word, "矛盾", CLASHES, empty="没有前后矛盾")
    remark(word, "{{ 矛盾说明 }}。")
    caption(word, "附表5", "{{ 下期 }}底前到期清单")
    grid(word, "下月到期", NEXT_DUE, empty="没有到期的时限、节点和措施")
    remark(word, "{{ 下月到期说明 }}。")
    caption(word, "附表6", "评牌建议")
    grid(word, "建议牌", CARDS, empty="没有建议")
    remark(word, "{{ 建议牌说明 }}。")


REPORTS = {
    "月调度": month_dispatch,
    "月报": monthly,
    "半年报": half_yearly,
    "年度报告": yearly,
    "验收销号申请表": application,
    "边督边改公开情况一览表": open_list,
}
