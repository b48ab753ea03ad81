"""The labels that offices print before the parts of an item, with what each announces (domain 4, and 3.1 to 3.5)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ledger.model.item import Label

STRONG: Mapping[Label, str] = {
    "finding": (
        "整改问题 问题描述 反馈问题 问题简述 问题原文 督察反馈问题 反馈问题原文 问题内容 具体问题 问题概况 "
        "问题表现 反馈意见 督察反馈意见 反馈意见原文 督察反馈意见原文 交办问题 交办问题基本情况 信访问题 "
        "举报内容 信访内容 整改事项 存在问题 存在的问题 存在主要问题 主要问题 问题情况 问题名称 问题清单 "
        "反映问题 问题基本情况 投诉内容 群众反映问题 隐患描述 整改内容 整改任务 整改任务内容 反馈问题内容 "
        "督察反馈问题原文 移交问题 发现问题 原文表述 反馈原文 问题表述 举报问题 反映问题基本情况 举报件基本情况 "
        "信访件基本情况 群众举报问题 群众反映的问题 举报反映问题 交办内容 "
        "反馈情况 存在问题描述 存在问题及表现 披露问题 警示片披露问题 曝光问题"
    ),
    "goal": (
        "整改目标 目标任务 整改要求 整改标准 验收标准 销号标准 目标要求 整改目标及要求 整改目标要求 工作目标 "
        "整改目标任务 任务目标 预期目标 整改目标及标准 整改任务及目标 整改完成标准"
    ),
    "deadline": (
        "整改时限 完成时限 整改期限 时限要求 办结时限 完成期限 整改完成时限 整改完成期限 计划完成时间 "
        "完成时间 要求完成时间 整改时间 整改完成时间 办理时限 整改时限要求 拟完成时间 任务时限 时间要求 "
        "时间节点 完成时间节点 整改时间节点 目标完成时间 整改限期 挂牌督办时限"
    ),
    "responsible": (
        "责任单位 整改责任单位 主体责任单位 整改实施主体 整改主体 主责单位 实施主体 实施单位 承办单位 "
        "责任部门 整改单位 整改责任主体 责任主体 整改责任部门 具体责任单位 整改责任 责任单位及责任人 "
        "属地责任单位 落实单位 责任整改单位 责任主体单位 第一责任单位 直接责任单位 办理单位"
    ),
    "lead": (
        "牵头单位 牵头部门 牵头责任单位 整改牵头单位 主办单位 牵头整改单位 省级牵头单位 市级牵头单位 牵头责任部门"
    ),
    "support": (
        "配合单位 协办单位 配合部门 协助单位 协办部门 配合责任单位 参与单位 协同单位 配合整改单位 参加单位 协作单位"
    ),
    "supervisor": (
        "督导单位 监管责任单位 督办单位 行业主管部门 监管单位 督导部门 督办部门 监管部门 行业监管部门 "
        "主管部门 督导责任单位 省级督导单位 市级督导单位 督查单位 行业监管责任单位 整改督导单位 督促单位 "
        "指导单位 督促指导单位 监督单位 督导责任部门 行业主管单位 监督指导单位 省级督办单位"
    ),
    "acceptor": (
        "验收单位 验收责任单位 牵头验收单位 验收部门 验收牵头单位 牵头验收监管单位 市直牵头验收单位 销号单位 "
        "核查单位 督导验收单位 验收销号单位 市直牵头验收(监管)单位 牵头验收(监管)单位 验收销号牵头单位 "
        "验收主体"
    ),
    "persons": "责任人 整改责任人 具体责任人 直接责任人 责任人员 主要责任人 第一责任人 责任人及职务 责任人姓名",
    "leader": (
        "责任领导 包案领导 督办领导 督办省领导 督办市领导 分管领导 主管领导 牵头领导 包保领导 包联领导 "
        "挂牌督办领导 督办省级领导 督导领导 包抓领导 挂包领导 责任市领导 牵头市领导 牵头省领导 联系领导 "
        "包案县领导 督办县领导"
    ),
    "measures": (
        "整改措施 重点措施 工作措施 具体措施 主要措施 推进措施 整改任务具体要求 任务具体整改要求 具体整改措施 "
        "整改措施及要求 整改具体措施 主要整改措施 整改举措 工作举措 主要举措 治理措施 整改任务措施 "
        "整改工作措施 具体要求 具体整改要求 整改措施及时限 整治措施 整改方案措施"
    ),
    "progress": (
        "整改进展 整改进展情况 整改完成情况 整改落实情况 上报完成情况 整改主要工作及成效 目前进展情况 "
        "目标进展情况 最新进展 工作进展 整改情况 处理和整改情况 落实情况 整改进度情况 工作进展情况 进展情况 "
        "完成情况 整改工作进展 整改工作进展情况 目前进展情况及存在问题 整改任务完成情况 整改工作完成情况 "
        "整改工作情况 整改成效 工作成效 整改落实进展 整改落实进展情况 主要工作及成效 整改工作及成效 "
        "整改工作开展情况 整改开展情况 办理情况 处理情况 整改完成情况及成效 目前整改情况 整改推进情况 "
        "目前进展 整改措施落实情况 整改措施完成情况 落实整改情况 整改进展及成效 整改结果 整改任务落实情况 "
        "处理整改情况 调查处理情况 整改进展情况及成效 自查情况"
    ),
    "status": (
        "整改状态 整改进度 是否完成 是否办结 是否销号 办结情况 销号情况 办理状态 整改结论 完成状态 "
        "整改完成状态 进度状态 整改完成与否"
    ),
    "region": "行政区域 行政区划 所属区域 所在地区 所在区域 涉及区域 所属区县 涉及地区 问题点位",
    "other": (
        "公示时间 公示期限 公示期 公示日期 受理部门 受理电话 受理地址 受理单位 监督电话 联系电话 联系人 "
        "联系方式 联系地址 电子邮箱 邮箱 通讯地址 监督邮箱 备注 资金来源 资金保障 投资估算 整改资金 问题来源 "
        "问题类型 污染类型 问题类别 受理编号 公示单位 公示期间 举报电话 咨询电话 反馈渠道 受理方式 邮政编码 "
        "办公地址 案件编号 联系单位 核查情况 验收情况 验收意见 验收结论 销号意见 核查结论 存在困难 下一步工作 "
        "下一步安排 下一步打算 下步计划 下一步计划 下一步工作安排 下一步工作打算 环境要素 问题成因 原因分析 "
        "佐证材料 核查验收情况 现场核查情况 长效机制 问责情况 责任追究情况 通信地址 来信地址 传真电话 "
        "整改类型 整改类别 问题编号 任务编号 整改问题编号 是否属实 属实情况 污染类别 涉及行业 行业类别 所属行业 "
        "所属领域 涉及部门 涉及单位 责任人被处理情况 责任人处理情况 责任人问责情况 责任人被问责情况 追责问责情况 "
        "信访件编号 举报件编号 举报编号 投诉编号 案件来源 信访来源 举报方式 "
        "调查核实情况 调查情况 核实情况 现场调查情况 核查核实情况 调查核实"
    ),
}
"""Labels that mean what they say wherever a colon follows them. 整改任务 is the problem in notices (吉林, 黑龙江,
内蒙古); where another label already gives the problem it is a to-do, and the layout says so by `TWO_MEANINGS`.
"""

WEAK: Mapping[Label, str] = {
    "finding": "问题 任务 存在的主要问题",
    "goal": "目标 标准 要求",
    "deadline": "时限 期限 时间",
    "responsible": "责任 主体",
    "lead": "牵头",
    "support": "配合 协办",
    "supervisor": "督导 监管 督办",
    "acceptor": "验收",
    "persons": "负责人",
    "measures": "措施 举措",
    "progress": "进展 成效 结果 情况",
    "status": "状态 进度",
    "region": "区域 地区 属地 点位",
    "other": "电话 地址 传真 说明 来源 类型 编号",
}
"""Words that are labels only at the beginning of a line: in a sentence they are words."""

TOLD_TOO = frozenset(["调查核实情况", "调查情况", "核实情况", "现场调查情况", "核查核实情况", "调查核实"])
"""What was found out about a petition: told before 处理和整改情况, and with it what is reported of the petition. It
divides no items, since the other label comes behind it in the same one.
"""

NUMBERED = frozenset(
    ["受理编号", "信访件编号", "举报件编号", "举报编号", "投诉编号", "案件编号", "问题编号", "任务编号", "整改问题编号"]
)
"""What an item is called, where its list only counts."""

TWO_MEANINGS = frozenset({"整改任务", "任务", "整改事项", "整改内容"})

_SIZES = re.compile(r"[\s\u3000]")
_WIDTH = str.maketrans("（）［］〔〕", "()[][]")


def key_of(heading: str) -> str:
    """A label as it is compared: without blanks, one width of brackets."""
    return _SIZES.sub("", heading).translate(_WIDTH)


KNOWN: Mapping[str, Label] = {word: label for label, words in STRONG.items() for word in words.split()}
_ALL: Mapping[str, Label] = {word: label for label, words in WEAK.items() for word in words.split()} | dict(KNOWN)
LONGEST = max(map(len, _ALL))
_QUALIFIED = re.compile(
    r"(?:省|市|县|区|州|乡镇|镇|地方|属地|本级|主要|第一|具体|其他|上级|行业|整改|问题|项目|省级|市级|县级|区级|州级|"
    r"省直|市直|区直|县直|目前|当前|拟|下一步|相关|有关|党政|主体|共同|[0-9]{4}年){0,2}"
)


_ASIDE = re.compile(r"\(([^()]{1,10})\)$")
_AND = re.compile(r"[及和与、/]")
_PARTS: Mapping[str, Label] = {
    "牵头": "lead",
    "主办": "lead",
    "配合": "support",
    "协办": "support",
    "督导": "supervisor",
}


def _in_part(label: Label | None, aside: str) -> Label | None:
    """责任单位（牵头） is the 牵头单位; other words in brackets say nothing new."""
    named = next((part for word, part in _PARTS.items() if word in aside), None)
    return named if named and label == "responsible" else label


def is_qualifier(words: str) -> bool:
    """Whether words before a label only say whose it is: 省级, 市直, 主要."""
    return bool(_QUALIFIED.fullmatch(words))


def meaning(heading: str, *, weak: bool = False) -> Label | None:
    """What a heading announces: a known label, whole or with a word like 省级 before it; None for other words."""
    key = key_of(heading)
    known = _ALL if weak else KNOWN
    if key in known:
        return known[key]
    aside = _ASIDE.search(key)
    if aside:
        return _in_part(meaning(key[: aside.start()]), aside[1])
    pieces = _AND.split(key)
    if len(pieces) > 1 and all(piece in _ALL for piece in pieces) and pieces[0] in KNOWN:
        return KNOWN[pieces[0]]
    for size in range(min(len(key), LONGEST), 2, -1):
        found = KNOWN.get(key[-size:])
        if found and is_qualifier(key[:-size]):
            return found
    return None
