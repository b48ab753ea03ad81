"""What a figure in a goal is about: the words before it, without the day, the comparison and the verbs around."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from ledger.model.extract.sentences import Dated
from ledger.model.extract.wording import either

_LONGEST = 80
_MOST_DAYS = 4
_AIMING = "确保 力争 努力 争取 实现 使 使得 要 应 应当 须 将 推动 促进 保障 保证"
_LEAD = re.compile(
    rf"^(?:[、,;:。 \t)]|{either(_AIMING, '其中 以及 并且 同时 此外 及 且')}"
    r"|全年(?!均|平均)|或(?!许)|和(?!谐)|并(?!联|网)|到(?=20|“)|其(?=他)"
    r"|(?:到|至|在)?[0-9_xX×\-]{2,6}年年?(?:底|末)?[前内]?|“?十[一二三四五六七]五”?(?:期?末|末期|期间|时期))"
)
_ADVERBS = (
    "稳定 均 都 全部 总体 整体 分别 力争 确保 争取 努力 要 应 应当 必须 须 需 基本 持续 逐步 进一步 累计 一律 原则上 "
    "仍 能 能够 可 再 连续"
)
_TAIL = re.compile(rf"(?:[、,:。 \t]|{either(_ADVERBS)})$")
_LONGEST_TAIL = 4
_MANNER = "全面 共 累计 计划 年内 全年 基本 加快 推动 推进"
_DOING = (
    "完成 建成 新建 改建 新增 建设 改造 整治 治理 关停 淘汰 退出 实施 开展 组织 安排 培育 创建 拆除 取缔 清理 清运 "
    "修复 打造 形成 发布 检查 抽查 召开 安装 设置 增设 配备"
)
_VERBS = re.compile(rf"^(?:{either(_MANNER)})*(?:{either(_DOING)}|每[年季月周]度?)+$")
_JOINS = re.compile(r"[、]|和(?!谐)|以及|及(?!其)|与")
_OPENING, _CLOSING = "([“《", ")]”》"


def cleaned(even: str, start: int, end: int, dated: Sequence[Dated]) -> tuple[int, int]:
    """Where the name stands within a part of the text: days, conjunctions and adverbs at its ends are left out."""
    start = max(start, end - _LONGEST)
    first = bisect_left(dated, start, key=lambda one: one.start)
    for one in dated[first : first + _MOST_DAYS]:
        if one.end > end:
            break
        if not even[one.end : end].strip(" ,的底前内、"):
            end = one.start  # 污水收集率2025年[达到]
        elif one.start - start < end - one.end:
            start = one.end  # 2020年重污染天数
    while start < end and (lead := _LEAD.match(even[start:end])):
        start += lead.end()
    while start < end and (tail := _TAIL.search(even[max(start, end - _LONGEST_TAIL) : end])):
        end -= len(tail.group())
    return start, end


def is_verb(name: str) -> bool:
    """Whether nothing but a verb stands there: `完成` before `23台` names no indicator."""
    return not name or bool(_VERBS.match(name))


def parallel(name: str, count: int) -> tuple[str, ...]:
    """The names of `count` values said together: `污水处理率、垃圾处理率分别达95%、85%`; else the whole for each."""
    parts = pieces(name)
    return parts if len(parts) == count and all(parts) else (name,) * count


def pieces(name: str) -> tuple[str, ...]:
    """The names joined in one, brackets whole."""
    found, depth, last = [], 0, 0
    joins = {hit.start(): hit.end() for hit in _JOINS.finditer(name)}
    for at, char in enumerate(name):
        depth += (char in _OPENING) - (char in _CLOSING)
        if depth == 0 and at in joins:
            found.append(name[last:at])
            last = joins[at]
    found.append(name[last:])
    return tuple(piece.strip() for piece in found)
