"""Whether a date sets a limit or tells a story: `2016年以来`, `较2015年下降25%`, `2023年5月督察反馈的问题` set none."""

from __future__ import annotations

import re
from enum import Enum
from typing import Literal

Firmness = Literal["before", "end", "bare"]
"""How a date is written: `…前` always sets a limit, `…底` mostly does, a bare month or day may be anything."""

_WINDOW = 16  # characters looked at on either side: the words that decide stand close


class Role(Enum):
    """What a date does in its sentence."""

    LIMIT = "limit"
    START = "start"
    STORY = "story"


_STARTS = re.compile(r"(?:之日)?(?:起|算起)(?![至到])|开始|(?:之|以)?后")
_RANGE = re.compile(r"(?:起|开始)?(?:-{1,2}|至(?!今)|到)")
_SINCE = re.compile(r"年?以来|至今|反馈|印发|发布|通报|下降|上升|增长")
_TELLS = re.compile(
    r"降低|减少|提高|相比|同期|水平|基准|考核|规划|计划(?!完成)|方案|目标|督察|督查|发现|出台|制定的|的|第[0-9一二三四五]+[轮批次号]|"
    r"中央|被|曾|因|投诉|举报|信访|曝光|监测|检查|群众"
)
_ISSUES = re.compile(r"出台(?!的|了)")
_WITH_YEAR = re.compile(r"[12][0-9]{3}")
"""`2021年出台《办法》` tells, `上半年出台办法` is still to come."""
_DONE = re.compile(r",?[^,;。()]{0,10}已")
_COMPARED = re.compile(r"(?:自|从|较|比|与|同|以|相[比较]|对[照标比]|按照|根据|近|不?低于|超过)$")
_BEFORE_AN_EVENT = re.compile(r"[^,;。0-9]{1,6}?前(?![期后端置沿述])")  # 2025年汛期前: not the year's end
_SEASON = re.compile(
    r"的?(?:主?[入出]?汛|雨季|[春夏秋冬][季天]|[枯丰平]水|春节|元旦|清明|五一|端午|国庆|中秋|开学|暑假|寒假|入冬|"
    r"[采供取]暖[期季]|禁渔|休渔|春耕|秋收|农忙)"
)
"""`2026年汛期结束后`, `2026年春节前`: a time within the year, and nobody's 31 December."""
_COUNTED_FROM = re.compile(r"[^,;。0-9]{0,12}[起后][^,;。]{0,4}[0-9半]")


def before_and_after(hit: re.Match[str]) -> tuple[str, str]:
    """The characters on either side of a match that may decide what it means."""
    return hit.string[max(0, hit.start() - _WINDOW) : hit.start()], hit.string[hit.end() : hit.end() + _WINDOW]


def role(hit: re.Match[str], firmness: Firmness, *, a_day: bool) -> Role:
    """What a matched date does in its sentence. A single day (`a_day`) may be what a duration counts from."""
    if firmness == "before":
        return Role.LIMIT
    before, after = before_and_after(hit)
    if _RANGE.match(after):
        return Role.LIMIT
    if _STARTS.match(after):
        return Role.START
    told = any((_COMPARED.search(before), _DONE.match(after), _SINCE.match(after)))
    if firmness == "bare":
        an_event = _SEASON.match(after) or _BEFORE_AN_EVENT.match(after)
        tells = _TELLS.match(after) and not (_ISSUES.match(after) and not _WITH_YEAR.match(hit.group()))
        told = told or bool(tells or (not a_day and an_event))
    if not told:
        return Role.LIMIT
    return Role.START if a_day and _COUNTED_FROM.match(after) else Role.STORY
