"""Words of a deadline that set no date: at once, for good, and the vague ones."""

from __future__ import annotations

import re

_IMMEDIATE = re.compile(
    r"立行立改|立[知查整说]立[改行]|[即边][知行查督]即?[边]?改|[即立]整[即立]改|马上|立即|立刻|即刻|即时|即行|即改|立改|当即|"
    r"随[时即发][整改现][^,;。]{0,2}改|当场|第一时间"
)
_LONG_TERM = re.compile(
    r"长期(?=坚持|实施|推进|落实|执行|保持|整改|任务|抓|工作|开展|跟踪|监管|巩固|持续|有效|不懈|管控|治理|努力|性|化|$|[,;。、)])|"
    r"持续(?=推进|实施|坚持|开展|整改|落实|加强|巩固|深化|抓|做好|强化|保持|监管|跟踪|进行|发力|用力|努力|执行|完善|提升|$|[,;。、)])|"
    r"长效|常态|常抓|经常性|坚持不懈|久久为功|一以贯之|常年|长年|永久|日常化|长远坚持"
)
_VAGUE = re.compile(
    r"(?:汛|雨季|冬季|夏季|枯水|丰水|春节|元旦|清明|五一|十一|端午|国庆|中秋|开学|入冬|采暖|供暖|禁渔)[^,;。]{0,4}[前后]|"
    r"[入出主]?汛期(?:内|间|期间|结束|来临)?|雨季|[春夏秋冬]天|[采供取]暖[期季]|[禁休]渔期|春耕|秋收|农忙|[寒暑]假|"
    r"尽[快早]|适时|择机|近期|年前|月中|年初|月初|春季|秋季|按期|按时|(?:按|依|根据)[^,;。]{0,4}(?:计划|进度|时限|时间节点)"
)
_DONE = re.compile(r"已(?:全[面部])?(?:按[期时])?(?:完成|整改|办结|销号)")


def is_immediate(even: str) -> bool:
    """`立行立改`, `即知即改`, `马上整改`: due N working days after hand-over, where N is a setting of the house."""
    return _IMMEDIATE.search(even) is not None


def is_long_term(even: str) -> bool:
    """`长期坚持`, `持续推进`, `常态化`: never wholly finished, to be proved from time to time."""
    return _LONG_TERM.search(even) is not None


def vague_words(even: str) -> str | None:
    """The first words that mean a time but no date, `汛期前`; None when there are none."""
    hit = _VAGUE.search(even)
    return hit.group() if hit else None


def is_done(even: str) -> bool:
    """`已完成` where a deadline should stand."""
    return _DONE.search(even) is not None
