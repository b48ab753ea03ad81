"""What the columns of a published table are: each heading's role, settled where a heading has two meanings.

Headings are those that offices use for their workbooks (`model.mapping`) and for the labels of running text
(`labels`), and those of petition rounds (domain 3.4).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from ledger.formats.plan_text.labels import STRONG, WEAK, key_of, meaning
from ledger.model.item import Label
from ledger.model.mapping import meanings, normal, synonyms

Role = Label | Literal["number", "counter", "section", "title"]
"""What a column holds: an item's own number, a running 序号, its chapter, its name, or the words under a label."""

_OF_FIELD: Mapping[str, Role] = {
    "source.item": "number", "title": "title", "source.finding": "finding", "plan.goal": "goal",
    "plan.measures": "measures", "plan.deadline.text": "deadline", "plan.responsible_units": "responsible",
    "plan.lead_units": "lead", "plan.support_units": "support", "plan.supervisor_units": "supervisor",
    "plan.acceptor_units": "acceptor", "plan.person": "persons", "plan.leader": "leader", "region": "region",
    "progress.text": "progress", "status": "status",
}  # fmt: skip
_OF_PETITIONS: Mapping[Role, str] = {
    "number": ("受理编号 信访件编号 举报件编号 交办件编号 投诉编号 受理件编号 信访编号 案件编号 举报编号 转办编号"),
    "finding": (
        "交办问题基本情况 信访件基本情况 举报件基本情况 交办问题 群众反映问题 举报内容 信访内容 投诉内容 "
        "反映问题基本情况 举报问题 反映问题 问题基本情况 举报问题基本情况 信访问题基本情况 群众举报问题 交办内容"
    ),
    "region": "行政区域 行政区 所属区县 行政区划",
    "progress": (
        "调查核实情况 调查核实 核实情况 调查情况 核查情况 处理和整改情况 处理整改情况 处理及整改情况 "
        "处理与整改情况 办理情况 处理情况 调查处理情况 查处情况 整改情况 查处及整改情况 处理结果 调查核实及处理情况"
    ),
    "status": "是否办结 办结情况 是否阶段性办结 办理状态 办结状态 办理进度 是否已办结",
    "other": (
        "污染类型 污染类别 问题类型 环境要素 重点关注 是否重点 是否属实 属实情况 来源 举报方式 信访来源 "
        "责任人被处理情况 责任人处理情况 问责情况 责任人被问责情况 责任追究情况 责任人被处理问责情况 责任人问责情况 "
        "责任人处理 追责问责情况 责任人被处理 处理问责情况"
    ),
}
PETITION: Mapping[str, Role] = {word: role for role, words in _OF_PETITIONS.items() for word in words.split()}
"""The columns of 群众信访举报转办和边督边改公开情况一览表, as printed and as offices vary them."""
_SECTION = frozenset(
    [
        "类别",
        "大类",
        "问题类别",
        "方面",
        "问题大类",
        "章节",
        "板块",
        "分类",
        "问题分类",
        "类型",
        "领域",
        "归类",
        "所属类别",
        "问题类型",
        "问题方面",
    ]
)
"""Headings of a column at the left that holds the chapter; further right they are a property of the item."""
_WEAK_NUMBER = frozenset({"编号", "清单编号", "项目"})
"""Headings of numbers that give way to one that says whose number it is (受理编号)."""
_COUNTER = frozenset({"序号", "序", "号", "No", "no", "NO", "No."})
_MEANT: Mapping[tuple[Role, ...], str] = {
    ("finding", "measures", "other"): "整改任务 任务 工作任务 主要任务 整改内容 重点任务 内容 工作内容",
    ("title", "other"): "整改事项",
    ("finding", "other"): "存在问题 存在的问题 存在主要问题 反馈意见",
    ("deadline", "other"): "完成时间 完成日期 整改完成时间 整改时间 时间",
    ("goal", "finding"): "目标任务",
    ("finding", "measures"): "任务清单",
    ("finding",): "问题清单",
    ("measures",): "措施清单",
    ("goal",): "标准清单 目标清单 目标",
    ("responsible",): "责任清单 单位",
    ("deadline",): "时限清单",
    ("title",): "项目",
}
_EITHER: Mapping[str, tuple[Role, ...]] = {word: found for found, words in _MEANT.items() for word in words.split()}
"""Headings with two meanings: the first that no other column has for sure."""
_WHOSE_PROBLEM = re.compile(
    r"(?:[0-9]{4}年|省级?|市级?|县级?|区级?|中央|国家|本级|警示片|督察组?|督查|巡察|巡视|审计|检查|排查|考核|暗访|明查|执法|"
    r"自查|抽查|核查|巡查|督导|专项|监督|评估|普查|"
    r"反馈|披露|曝光|通报|指出|移交|转办|督办|交办|挂牌|媒体|发现|存在|主要|突出|涉及|具体|典型|个性|共性|重点|生态|环境|"
    r"环保|安全|整改|及|和|的){0,5}(?:问题(?:隐患)?|隐患(?:问题)?)(?:情况|内容|描述|表述|简述|概述|概况|清单|原文|摘要|概要|详情|说明)?"
)
"""A heading that only says whose problem a row gives: 警示片披露问题, 审计发现的问题, 检查发现主要问题."""
_NUMBERS = re.compile(
    r"(?:整改|反馈|督察|交办|移交|清单|原|对应|上级|省|市|中央){0,3}(?:任务|问题|事项|措施清单|清单|方案|台账)(?:的)?"
    r"(?:序号|编号|号码|代码|号)"
)
"""A heading of an item's own number: 整改任务序号, 反馈问题编号, 清单序号."""
_BY_ENDING: tuple[tuple[Role, re.Pattern[str]], ...] = (
    ("deadline", re.compile(r"(?!公示|举报|受理|反馈|申诉).{1,8}(?:时限|期限)")),
    (
        "measures",
        re.compile(r"(?:整改|推进|落实|工作|治理|整治|任务|具体|主要|重点|拟采取的?|采取的?|及){1,4}(?:措施|举措)"),
    ),
    ("progress", re.compile(r"(?:整改|工作|任务|目前|落实|推进|最新|阶段|性|及){1,4}(?:进展|成效|完成)(?:情况)?")),
)
"""Headings known by how they end: 整改销号时限, 整改推进措施."""
_LATER = re.compile(r"验收|销号|公示|回头看|复核")
"""A group of columns about what comes after the plan: a 责任单位 below 验收 is the one that accepts."""
_LONGEST = 26
_SHORTEST_SUBJECT = frozenset({"finding", "title", "measures"})


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: where it stands, what it holds, and its heading as printed."""

    at: int
    role: Role
    heading: str


def known(heading: str) -> bool:
    """Whether a text is a heading that means something."""
    return bool(roles(heading))


@lru_cache(maxsize=4096)
def roles(heading: str) -> tuple[Role, ...]:
    """What a heading may mean, the likeliest first; nothing for other words."""
    key = key_of(normal(heading))
    if not key or len(key) > _LONGEST:
        return ()
    if key in _COUNTER:
        return ("counter",)
    if key in _EITHER:
        return _EITHER[key]
    if key in PETITION:
        return (PETITION[key],)
    if _NUMBERS.fullmatch(key):
        return ("number",)
    return ("section", "other") if key in _SECTION else _elsewhere(heading, key)


def _elsewhere(heading: str, key: str) -> tuple[Role, ...]:
    """What a heading means in workbooks; what no workbook has is a label as in running text."""
    fields = meanings(heading)
    label = meaning(key, weak=True)
    if not fields:
        if not label and _WHOSE_PROBLEM.fullmatch(key):
            return ("finding",)
        ending = next((role for role, pattern in _BY_ENDING if pattern.fullmatch(key)), None)
        return (label,) if label else (ending,) if ending else ()
    if fields == ("status",) and key.endswith(("时间", "日期")):
        return ("other",)
    return tuple(dict.fromkeys(_OF_FIELD.get(field, "other") for field in fields))


def is_petition(heading: str) -> bool:
    """Whether a heading is one that only petition rounds have."""
    key = key_of(normal(heading))
    return key in PETITION and (
        PETITION[key] in {"number", "status"} or "属实" in key or "核实" in key or "问责" in key or "处理" in key
    )


def columns(headings: Sequence[tuple[int, tuple[str, ...]]]) -> tuple[Column, ...]:
    """Every column with its role. `headings` are the words of each from the upper row to the lower."""
    possible = [(at, "".join(words[-1].split()), _possible(words)) for at, words in headings if any(words)]
    sure = [found[0] for _, _, found in possible if len(found) == 1]
    subject = next((at for at, _, found in possible if found and found[0] in _SHORTEST_SUBJECT), None)
    settled: list[Column] = []
    for at, heading, found in possible:
        role: Role = found[0] if found else "other"
        if len(found) > 1:
            role = _settle(at, found, [*sure, *(one.role for one in settled)], subject)
        settled.append(Column(at, role, heading))
    return tuple(_one_number(settled))


def _possible(words: tuple[str, ...]) -> tuple[Role, ...]:
    """A heading below a group of headings means what both say together, or what it says itself."""
    group, leaf = "".join(words[:-1]), words[-1]
    found = roles("".join(words)) or roles(leaf)
    if not found and group:
        found = roles(group)
    if group and _LATER.search(group) and not roles("".join(words)):
        return ("acceptor",) if found[:1] == ("responsible",) else ("other",)
    return found


def _settle(at: int, found: tuple[Role, ...], taken: Sequence[Role], subject: int | None) -> Role:
    if found[0] == "section":
        return "section" if subject is not None and at < subject else "other"
    return next((role for role in found if role not in taken), found[-1])


def _one_number(found: list[Column]) -> list[Column]:
    """The numbers of the items in one column: a number of their own before a running 序号, the last 序号 before the
    finding where there are two (the first then counts the chapters).
    """
    numbers = [one for one in found if one.role == "number"]
    counters = [one for one in found if one.role == "counter"]
    named = [one for one in numbers if key_of(normal(one.heading)) not in _WEAK_NUMBER] or numbers
    chosen = named[0] if named else counters[-1] if counters else None
    result = []
    for one in found:
        if one.role in {"number", "counter"}:
            result.append(Column(one.at, "number" if one is chosen else "other", one.heading))
        else:
            result.append(one)
    return result


@cache
def vocabulary() -> frozenset[str]:
    """Every known heading as it is compared, for headings that stand in a line without anything between them."""
    words = {word for table in (STRONG, WEAK) for listed in table.values() for word in listed.split()}
    return frozenset({*words, *synonyms(), *PETITION, *_SECTION, *_EITHER, "序号"})
