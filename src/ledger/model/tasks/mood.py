"""What a clause of a plan does: it binds, tells of what was or is, or only says within which frame.

`截至去年底,已建成泵站12座` tells; `按照2025年底全面完成的目标` frames; `力争年底前再建3座` binds. What tells goes on
through the clauses behind it until one looks ahead again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ledger.model.extract.sentences import Span
from ledger.model.extract.wording import either
from ledger.model.tasks.acts import COUNTING
from ledger.model.tasks.sentence import Sentence

_AHEAD = re.compile(
    r"力争|确保|争取|努力|(?<!即)将(?=于|在|全|继|完|实|建|新|再|投|达)|拟于?|下一步|今年|本年|明年|年内|全年|[底末]前|(?<![降升加少高低增减长])到20[0-9]{2}年|"
    r"到[0-9]{1,2}月|到“?十[四五六]五|计划(?:于|在|年内|完成|新|建|实|投)|(?<!以)前完成|再(?=新|完|建|增|改|淘|关|压)|"
    r"要(?=在|于|完|实|建|达|全|把|按)|必须|应当"
)
_SINCE = re.compile(
    r"^(?:目前|当前|现阶段|此前|之前|过去|据统计|统计显示|数据显示)|截[至止]|近[年期]来?|近[两三四五几]年|[两三四五]年来|以来|去年|上年|上一年|前年|往年|历史上|当时|"
    r"(?:期间|五年),?累计|十[一二三四]五期间[^,;]{0,4}(?:共|累计)"
)
_DONE_TO = frozenset("对将把")
_COMPARED = re.compile(r"(?:[比较与同]|同比|基础上|相比)$")
_DONE_VERBS = (
    "于 在 由 按 将 对 全部 全面 基本 累计 陆续 分别 提前 如期 超额 初步 先后 成功 顺利 共 均 新 有 达 获 约 "
    "实施 完成 建成 实现 投产 投运 投用 "
    "开工 开通 启动 印发 出台 整改 整治 改造 办结 销号 拆除 关停 关闭 淘汰 清理 清退 清运 取缔 取得 安装 召开 "
    "制定 制订 编制 形成 发布 发放 发现 "
    "列入 纳入 检查 查处 查封 立案 修复 修订 落实 配备 配齐 培训 创成 创建 建立 投入 移交 通过 排查 铺设 新建"
)
_DONE = re.compile(rf"已(?:经)?(?:{either(_DONE_VERBS)})")
_WENT = re.compile(r"(?<![为除到明])了(?!解|结|然)")
_FOUND = re.compile(
    r"仅|只有|尚有|尚未|仍有|仍未|依然|还有|不到|缺口|滞后|(?:检查|督察|调查|抽查|现场)发现|曾|经查|经核实|连续[两三二2-9]年|"
    r"已?经[^,;]{0,24}(?:会议|常委会|常务会|党组会)[^,;]{0,8}(?:通过|同意|审定)(?!后)|"
    r"(?:督察|巡视|巡察|检查|暗访)组(?:对|于|在|向|发现|反馈|指出|进驻|现场)|(?:会议|大会)[^,;]{0,24}召开$|"
    r"未(?:能|按|完成|建成|达到|有效|落实|开展|配|安装|整改|编制|实现|建立|及时)"
)
_OF = re.compile(r"的|及|和在建")
_AS_FAR_AS = 24
"""Characters behind a word of the past in which 的 makes it describe what comes: `未达标的5家企业完成整治`."""
_HELD = re.compile(r"(?:对|将|把|在|巩固|加强|提升|推动|确保|保障|保证|维护|强化|做好|优化|完善)[^,]{0,14}$")
_YEAR = re.compile(r"(?<![0-9])(20[0-9]{2})(?=年)")
_PLAN_PERIOD = re.compile(r"十([一二三四五六七八])五[”\"]?(?:期间|时期|末|以来|收官)")
_FIRST_PLAN_ENDS = 2010
"""The year with which 十一五 ended."""
_AGAINST = re.compile(r"(?:[比较与以同按从由自]|相比|对比|基准)$")
_FROM = frozenset("由从自")
_ONLY_WHEN = re.compile(r"(?:[0-9年月日上中下旬度季底初_xX×\-至到]|期间){2,24},")
_FRAME = re.compile(
    r"^(?:并|和|同时)?(?:严格|认真|紧紧|深入|全面|积极|切实|进一步|主动|继续){0,3}(?:按照?(?!期|时|季|月|年)|根据|依据|依照|依托|围绕|对照|针对|"
    r"聚焦|紧盯|结合|基于|鉴于|参照|遵循|随着|立足|坚持|本着|贯彻|总结|以(?![上下内外及])|在(?=[^,]{1,60}(?:基础上|前提下|过程中|的同时))|"
    r"落实(?=[^,]{0,40}(?:精神|要求|部署|决策))|为(?=贯|落|进|切|深|确|持|加|全|推|做|了|认|有))"
)
_WHOLLY = re.compile(r"^(?:紧紧|认真|全面)?(?:针对|对照|聚焦|围绕|紧盯|立足)")
_FRAME_ENDS = (
    "要求 部署 标准 原则 规定 目标 安排 方案 计划 意见 任务 精神 清单 名录 结果 契机 抓手 载体 重点 基础上 "
    "前提下 过程中 的同时 主线 核心 导向 统领 "
    "为主 办法 进度 职责 模式 思路 中心 平台 单位 单元 引领 牵引 主体 龙头 实际"
)
_FRAME_END = re.compile(rf"(?:{either(_FRAME_ENDS)})(?![的、和及])")
_SIGNS = " ,;:。"


@dataclass(frozen=True, slots=True)
class Mood:
    """Of one clause: `told` is all of it; `binds_from` is where a frame at its beginning has ended."""

    told: bool
    binds_from: int


def moods(sentence: Sentence, year: int | None) -> tuple[Mood, ...]:
    """The mood of each clause. `year` is the plan's: what stands under an earlier year is told."""
    found: list[Mood] = []
    since = done = looked_ahead = False
    borders = {part.start for part in sentence.parts}
    for clause in sentence.clauses:
        words = sentence.even[clause.start : clause.end].strip(_SIGNS)
        frame = _frame(sentence, clause)
        if frame == clause.end:  # `在去年完成50个的基础上,` says nothing of the clauses behind it
            found.append(Mood(since or done, frame))
            continue
        ahead = bool(_AHEAD.search(words))
        since = not ahead and (since or _starts_telling(words) or _is_earlier(sentence, clause, year))
        done = _is_done(words) or (done and not ahead and clause.start not in borders)
        if words.startswith("已") and found and not looked_ahead and clause.start not in borders:
            found[-1] = replace(found[-1], told=True)  # `新建管网6.5公里,已于10月通水`
        looked_ahead = ahead
        found.append(Mood(since or done or _is_finding(words), frame))
    return tuple(_with_days(sentence, found))


def binds(sentence: Sentence, found: tuple[Mood, ...], at: int) -> bool:
    """Whether what stands at a place is neither told nor part of a frame."""
    mood = found[sentence.clause_at(at)]
    return not mood.told and at >= mood.binds_from


def _with_days(sentence: Sentence, found: list[Mood]) -> list[Mood]:
    """A clause that only says when goes with the next: `7月14日至8月14日,督察组开展了督察`."""
    for at in range(len(found) - 2, -1, -1):
        clause = sentence.clauses[at]
        if found[at + 1].told and _ONLY_WHEN.fullmatch(sentence.even[clause.start : clause.end].strip()):
            found[at] = replace(found[at], told=True)
    return found


def _starts_telling(words: str) -> bool:
    hit = _SINCE.search(words)
    if hit is None or _is_done_to(words, hit) or _COMPARED.search(words[: hit.start()]):
        return False
    return words.endswith("以来") or not COUNTING.search(words[: hit.start()])


def _is_done_to(words: str, hit: re.Match[str]) -> bool:
    """`对2013年以来建成的户厕开展排查`: what is acted upon, and no tale."""
    return words[:1] in _DONE_TO and bool(_OF.search(words, hit.end(), hit.end() + _AS_FAR_AS))


def _is_done(words: str) -> bool:
    """`已完成`, `召开了`, but not what an act is done to: `对已完成整治的片区`, `已达标断面`."""
    if _WENT.search(words):
        return True
    hit = _DONE.search(words)
    return hit is not None and not _HELD.search(words[: hit.start()]) and not _describes(words, hit)


def _is_finding(words: str) -> bool:
    hit = _FOUND.search(words)
    return hit is not None and not _describes(words, hit) and not words.startswith("对")


def _describes(words: str, hit: re.Match[str]) -> bool:
    return bool(_OF.search(words, hit.end(), hit.end() + _AS_FAR_AS))


def _is_earlier(sentence: Sentence, clause: Span, year: int | None) -> bool:
    """Whether the clause stands under a year before the plan's: `2019年完成…`, not `比2015年`, nor in a title."""
    if year is None:
        return False
    if any(_plan_year(hit[1]) < year for hit in _PLAN_PERIOD.finditer(sentence.even, clause.start, clause.end)):
        return True
    hits = [hit for hit in _YEAR.finditer(sentence.even, clause.start, clause.end) if not sentence.quoted[hit.start()]]
    if not hits or any(int(hit[1]) >= year for hit in hits):
        return False
    before = sentence.even[clause.start : hits[0].start()]
    if before[:1] in _DONE_TO and _OF.search(sentence.even, hits[0].end(), hits[0].end() + _AS_FAR_AS):
        return False
    against = _AGAINST.search(before)
    if against and len(hits) > 1:  # `由2020年的45微克下降到2023年的36微克`
        return against.group() in _FROM
    return not against and not COUNTING.search(before)


def _plan_year(numeral: str) -> int:
    """The last year of a five-year plan: 十四五 ends with 2025."""
    return _FIRST_PLAN_ENDS + 5 * "一二三四五六七八".index(numeral)


def _frame(sentence: Sentence, clause: Span) -> int:
    """Where the frame at a clause's beginning ends: behind its closing word (`按照…要求`), or with the clause."""
    words = sentence.even[clause.start : clause.end]
    if not _FRAME.match(words):
        return clause.start
    if _WHOLLY.match(words):
        return clause.end
    ends = (hit.end() for hit in _FRAME_END.finditer(words) if not sentence.quoted[clause.start + hit.start()])
    end = next(ends, len(words))
    return clause.start + end if words[end:].strip(_SIGNS) else clause.end
