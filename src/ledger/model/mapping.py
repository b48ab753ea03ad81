"""Which field a heading of a foreign workbook stands for: by the synonyms that offices use, and never by a guess.

Synonyms are those of published plans and working ledgers (domain 3.1–3.5 and 4). Where one heading has two
meanings in the wild (整改任务 is the problem in 吉林 and a to-do in 北京), or two headings claim one field, a person
has to say which it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Literal

from pydantic import Field

from ledger.model.naming import nearest, resolve, title_of
from ledger.model.units import plain
from ledger.model.values import Record, Text

How = Literal["known", "said", "weak", "unmapped", "ambiguous", "ignored"]
"""By a synonym; by a person; a weak synonym that gave way; not at all; more than one way; left out on purpose."""

IGNORED = "忽略"
"""What stands for "leave this column out" where a field is asked for."""

FIELDS: Mapping[str, str] = {
    "source.item": (
        "原文编号 编号 问题编号 问题编码 项目编号 问题序号 受理编号 隐患编号 整改事项ID 任务编号 清单编号 "
        "案件编号 交办编号"
    ),
    "title": "问题名称 问题标题 标题 名称 事项名称 线索标题 目标名称 整改事项 整改项目 项目名称 任务名称",
    "source.finding": (
        "问题原文 问题描述 整改问题 反馈问题 问题简述 问题内容 具体问题 问题 督察反馈问题 反馈问题原文 "
        "存在问题描述 问题情况 交办问题基本情况 交办问题 反馈意见 督察反馈意见 隐患描述 发现问题 发现的问题 主要问题 "
        "问题表现 信访内容 举报内容 重点任务"
    ),
    "plan.goal": "整改目标 目标任务 整改要求 标准 整改标准 目标要求 任务目标 工作目标 预期目标",
    "plan.measures": (
        "整改措施 重点措施 工作措施 具体措施 主要措施 推进措施 措施 整改任务具体要求 任务具体整改要求 "
        "具体整改措施 整改措施及要求 整改具体措施"
    ),
    "plan.measures.funds": (
        "资金 资金安排 安排资金 投资 投资额 总投资 计划投资 资金投入 所需资金 资金保障 经费 经费安排"
    ),
    "plan.deadline.text": (
        "整改时限 完成时限 整改期限 时限要求 办结时限 完成期限 整改完成时限 整改完成期限 时限 期限 "
        "计划完成时间 要求完成时间 拟完成时间 应完成时间 目标完成时间 挂牌督办时限"
    ),
    "plan.responsible_units": (
        "责任单位 整改责任单位 主体责任单位 整改实施主体 整改主体 主责单位 实施主体 实施单位 承办单位 "
        "责任部门 整改单位 整改责任主体 责任主体 整改责任部门"
    ),
    "plan.lead_units": "牵头单位 牵头部门 牵头责任单位 整改牵头单位 主办单位",
    "plan.support_units": "配合单位 协办单位 配合部门 协助单位 协办部门 配合责任单位 参与单位",
    "plan.supervisor_units": (
        "督导单位 监管责任单位 督办单位 行业主管部门 监管单位 督导部门 督办部门 监管部门 行业监管部门 "
        "主管部门 督导责任单位"
    ),
    "plan.acceptor_units": "验收单位 验收责任单位 牵头验收单位 验收部门 验收牵头单位 牵头验收监管单位",
    "plan.person": "责任人 整改责任人 具体责任人 直接责任人 责任人员 联系责任人",
    "plan.leader": ("包案领导 责任领导 督办领导 督办省领导 督办市领导 分管领导 主管领导 牵头领导 包保领导 包联领导"),
    "region": "行政区域 行政区划 所属区域 县区 区县 县市区 所在地区 属地 地区 区域 所在区域 市县 所属区县",
    "fields": "环境要素 污染类型 要素 领域 发生领域 问题领域 涉及领域 要素类别 环境领域",
    "level": "层级 问题层级",
    "nature": "问题成因 成因分类",
    "source.kind": "问题来源 来源 线索来源 督察类别 反馈来源",
    "source.batch": "轮次批次 轮次 批次 期数 督察轮次 交办批次",
    "source.document": "来源文件 反馈文件 交办文件 文件依据 来源文件名称",
    "source.received": (
        "交办日期 交办时间 反馈日期 反馈时间 发现时间 发现日期 受理时间 受理日期 转办日期 转办时间 下发时间 "
        "下发日期 移交时间"
    ),
    "progress.text": (
        "进展情况 整改进展 整改进展情况 整改完成情况 整改落实情况 上报完成情况 整改主要工作及成效 "
        "目前进展情况及存在问题 目前进展情况 目标进展情况 最新进展 工作进展 整改情况 处理和整改情况 落实情况 "
        "当前进展 进展 整改进度情况 工作进展情况"
    ),
    "progress.problems": "存在困难 存在的困难 困难问题 存在问题及困难 存在的困难和问题",
    "progress.next": ("下月安排 下一步工作 下一步安排 下步安排 下步计划 下一步计划 下步工作 下一步打算 下一步工作安排"),
    "status": (
        "整改状态 状态 进度情况 完成情况 办理状态 是否办结 是否完成 是否销号 整改进度 进度 销号情况 验收情况 "
        "督导状态 销号时间 销号日期 办结时间 验收时间 验收日期"
    ),
}
"""Every field that a foreign workbook may fill, with the headings that mean it, the official name first."""

TWO_MEANINGS: Mapping[str, tuple[str, ...]] = {
    "整改任务": ("source.finding", "plan.measures"),
    "任务": ("source.finding", "plan.measures"),
    "工作任务": ("source.finding", "plan.measures"),
    "主要任务": ("source.finding", "plan.measures"),
    "目标": ("title", "plan.goal"),
    "存在问题": ("source.finding", "progress.problems"),
    "存在的问题": ("source.finding", "progress.problems"),
    "存在主要问题": ("source.finding", "progress.problems"),
    "存在的主要问题": ("source.finding", "progress.problems"),
    "完成时间": ("plan.deadline.text", "status"),
    "完成日期": ("plan.deadline.text", "status"),
    "整改完成时间": ("plan.deadline.text", "status"),
    "整改时间": ("plan.deadline.text", "status"),
    "项目": ("title", "source.item"),
    "问题类型": ("fields", "nature"),
    "类别": ("fields", "source.kind"),
    "单位": ("plan.responsible_units", "region"),
}
"""Headings that mean one thing in one office and another elsewhere (domain 4, at its end)."""

WEAK: Mapping[str, str] = {"序号": "source.item", "序": "source.item"}
"""Headings that give way where another column has the same field: a 序号 beside a 编号 only counts rows."""

MANY = frozenset({"status"})
"""Fields that several columns may fill: each adds its own words."""

_LATER = re.compile(r"验收|销号|公示|回头看|核查|复核|督查|检查")
"""Groups of columns about what comes after the plan: a 责任人 below 验收情况 is not the plan's."""
_ASIDE = re.compile(r"\(.*?\)|\[.*?\]")
_ENUMERATION = re.compile(r"^(?:[一二三四五六七八九十]{1,3}|\d{1,2})[、.．]")
_LONGEST = 24


class SavedColumn(Record):
    """One line of a mapping file."""

    heading: Annotated[Text, Field(title="表头", description="表中的标题，两行表头用“/”隔开")]
    field: Annotated[Text, Field(title="字段", description="字段名，如 整改时限、plan.goal；忽略 表示不导入")]


class SavedValue(Record):
    """A value that holds for every row whose own cell says nothing."""

    field: Annotated[Text, Field(title="字段", description="字段名，如 问题来源、source.received")]
    value: Annotated[Text, Field(title="内容", description="各行没有填写时用的内容")]


class SavedMapping(Record):
    """A mapping file: what the columns of an office's own ledger mean, said once and used again."""

    columns: Annotated[tuple[SavedColumn, ...], Field(title="对照表")] = ()
    values: Annotated[tuple[SavedValue, ...], Field(title="各行通用")] = ()


@dataclass(frozen=True, slots=True)
class Mapped:
    """One column of the sheet: its heading as it stands, and what it is taken for."""

    column: int
    heading: str
    field: str | None
    how: How
    candidates: tuple[str, ...] = ()
    """For an ambiguous one, what it may be; for an unmapped one, the known heading most like it."""
    rivals: tuple[str, ...] = ()
    """Other headings that claim the same field."""


class UnknownTargetError(Exception):
    """Somebody named a field that a workbook can't fill; `near` is the most similar one."""

    def __init__(self, word: str, near: str | None) -> None:
        super().__init__(word)
        self.word = word
        self.near = near


def normal(heading: str) -> str:
    """A heading as it is compared: one width, without blanks, remarks in brackets, numbering and stars."""
    text = _ASIDE.sub("", plain(unicodedata.normalize("NFKC", heading)).replace("【", "[").replace("】", "]"))
    return _ENUMERATION.sub("", text).strip("*:：.。、/")


@cache
def synonyms() -> Mapping[str, str]:
    """Every known heading in its normal form, with its field."""
    known = {normal(word): field for field, words in FIELDS.items() for word in words.split()}
    return known | {normal(word): field for word, field in WEAK.items()}


def meanings(heading: str) -> tuple[str, ...]:
    """The fields that a heading may stand for: none, one, or several."""
    key = normal(heading)
    if len(key) > _LONGEST:
        return ()
    if key in TWO_MEANINGS:
        return TWO_MEANINGS[key]
    field = synonyms().get(key)
    return (field,) if field else ()


def target(word: str) -> str | None:
    """The field that somebody means by a key, an official name or a known heading; None for `忽略`.

    Raises UnknownTargetError for what no column can fill.
    """
    if normal(word) in {IGNORED, "ignored", "-"}:
        return None
    if word in FIELDS:
        return word
    found = synonyms().get(normal(word))
    path = resolve(word.strip())
    by_path = {
        "plan.measures.text": "plan.measures",
        "plan.deadline": "plan.deadline.text",
        "progress": "progress.text",
    }
    candidate = by_path.get(path or "", path)
    if candidate in FIELDS:
        return candidate
    if found:
        return found
    raise UnknownTargetError(word, nearest(word, (*FIELDS, *(label(field) for field in FIELDS))))


def label(field: str) -> str:
    """The official name of a target."""
    return {"plan.measures": "整改措施"}.get(field) or title_of(field)


def match(headings: Sequence[tuple[int, tuple[str, ...]]], said: Mapping[str, str | None]) -> tuple[Mapped, ...]:
    """What each column is. `headings` are the columns with their words from the top heading row to the bottom one;
    `said` is what a person decided: heading → field, or None to leave it out.
    """
    decided = {normal(heading): field for heading, field in said.items()}
    mapped = [_one(column, words, decided) for column, words in headings]
    return tuple(_settled(mapped))


def _one(column: int, words: tuple[str, ...], decided: Mapping[str, str | None]) -> Mapped:
    heading, leaf = "/".join(words), words[-1]
    for key in (normal(heading), normal("".join(words)), normal(leaf)):
        if key in decided:
            field = decided[key]
            return Mapped(column, heading, field, "said" if field else "ignored")
    group = "".join(words[:-1])
    found = meanings("".join(words)) or meanings(leaf)
    if not found:
        near = nearest(normal(leaf), tuple(synonyms()))
        return Mapped(column, heading, None, "unmapped", (near,) if near else ())
    if len(found) > 1 or (group and _LATER.search(group) and not meanings("".join(words))):
        return Mapped(column, heading, None, "ambiguous", found)
    return Mapped(column, heading, found[0], "known")


def _settled(mapped: Sequence[Mapped]) -> list[Mapped]:
    """The same with rivals told: one field has one column, unless a person or a weak heading leaves it to another."""
    said = {one.field for one in mapped if one.how == "said"}
    strong = Counter(one.field for one in mapped if one.field and not _weak(one))
    result = []
    for one in mapped:
        if one.field is None or one.field in MANY or one.how == "said":
            result.append(one)
        elif one.field in said or (_weak(one) and strong[one.field]):
            result.append(Mapped(one.column, one.heading, None, "weak", (one.field,)))
        elif strong[one.field] > 1:
            rivals = tuple(o.heading for o in mapped if o.field == one.field and o is not one and not _weak(o))
            result.append(Mapped(one.column, one.heading, None, "ambiguous", (one.field,), rivals))
        else:
            result.append(one)
    return result


def _weak(one: Mapped) -> bool:
    return one.how == "known" and normal(one.heading.rpartition("/")[2]) in {normal(word) for word in WEAK}


def saved(mapped: Sequence[Mapped], defaults: Mapping[str, str]) -> SavedMapping:
    """What to write down so that the next workbook of this kind needs nobody to decide; open questions stay out."""
    decided = [one for one in mapped if one.field or one.how == "ignored"]
    return SavedMapping(
        columns=tuple(SavedColumn(heading=o.heading, field=o.field or IGNORED) for o in decided),
        values=tuple(SavedValue(field=field, value=value) for field, value in defaults.items()),
    )
