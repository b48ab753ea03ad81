"""When a sentence of a plan wants something done: limits, days from which a rule holds, and duties that come back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ledger.errors import Said, say
from ledger.model.extract import deadlines
from ledger.model.extract.deadlines import When
from ledger.model.extract.sentences import Span, bases
from ledger.model.tasks.acts import ACHIEVING
from ledger.model.tasks.mood import Mood, binds
from ledger.model.tasks.sentence import Sentence

_BARE_YEAR = re.compile(r"(?:20[0-9_xX×\-□*]{1,6}|今|本|当)年度?")
_LEADS = re.compile(r"(?:到|至|力争|争取|确保|于|不[迟晚]于|最[迟晚])$")
_AIMED = re.compile(r"[到至]$")
_LIMIT_WORDS = re.compile(r"年?(?:[0-9]{1,2}月)?(?:[0-9]{1,2}[日号])?[年月日底末前以之内止度季中上下旬]{0,6}")
_TIME_WORDS = re.compile(r"[年月日号季]")
_PLAN_PERIOD = re.compile(r"十[一二三四五六七]五")
_STARTS = re.compile(r"[从自]?(?:20[0-9]{2}年)?(?:[0-9]{1,2}月(?:[0-9]{1,2}日)?|(?<=年))起(?!草|步|来|到|点)")
_IN_FORCE = re.compile(r"(?:正式)?(?:施行|执行|实施|生效)[,。;]?$")
"""`本办法自7月1日起施行`: the paper itself, no work. `2019年2月1日起实施…的基础上` says what is gone on with."""
_RHYTHM = re.compile(r"每隔?(?:半|两|[二三四2-9])?个?(?:年度?|季度?|月|旬|周|星期|日|天|工作日)(?![均立平人])")
_ONLY_A_NAME = re.compile(r"度?(?:的|反馈|督察|考核|空气质量不|水质不|[^,;]{0,10}(?:清单|分解表)(?!编制|制定))")
"""Behind a bare year: what stands there is called after it."""
_OF_A_PAPER = re.compile(r"(?:制定|制订|编制|印发|结合|落实|修订|下达|部署|对照|根据|按照|将|把)[了好]?$")
_PLANNED = re.compile(
    r"(?:(?<![0-9])(?P<year>20[0-9]{2})|今|本)年度?(?=(?:计划|拟|将|预计)(?!军|书|表|的|和|、|编制|已)|"
    r"(?:全面|基本|力争|组织|研究)?(?:出台|制定|制订|编制|印发|修订|发布|建立|完成|建成|启动|实施|开展)"
    r"(?!情况|方案|意见|细则|计划|名单|清单|的))"
)
"""`2024年计划新建70处`, which the grammar of deadlines takes for a title."""
_IN_YEARS = re.compile(r"(?:(?<![^,;:。，；：\s甲])|(?<=力争)|(?<=确保))全年(?![度龄均全])|今明[两2]年")
"""`全年新建38公里`: within the plan's own year."""
_TITLE = re.compile(
    r"[^。;,:!?]*(?:方案|意见|计划|要点|通知|总结|报告|清单|情况|台账|表|任务|目标|措施|安排|规划|办法|公告|公示|行动|工作)"
    r"(?P<years>\(20[0-9]{2}年?[-—–~至到]{1,2}20[0-9]{2}年?\))?"
)
"""A line without a sign that ends like this is a title."""
_PHASE = re.compile(
    r"(?:动员|部署|宣传|发动|启动|准备|自查|自纠|集中|组织|全面|重点|排查|摸底|整治|整改|攻坚|推进|实施|治理|督导|督查|检查|评估|"
    r"巩固|完善|提升|总结|考核|验收|回头看|和|、){1,6}(?:阶段)?\([^()]{2,40}\)[。:]?"
)
"""`集中整治阶段(2024年4月至10月)`: a phase of the plan and its time; what is to be done stands behind it."""
_MADE = re.compile(r"[^,;()]{0,20}(?:修订|修正|修改|通过|公布|施行)\)")
_FROM_A_YEAR = re.compile(r"[由从]$")
_ENDS = re.compile(r"(?:[前内起]|(?:[月旬]|季度?)[底末])$")
"""What only a limit ends with; other days may be those of an event (6月5日世界环境日)."""
_HAN = re.compile(r"[\u3400-\u9fff]")
_A_WORD = 2
_AS_FAR_AS = 200
"""Characters that a day reaches at most."""
_SIGNS = " ,:"
_MASK = "甲"


@dataclass(frozen=True, slots=True)
class Limit:
    """A day that a sentence names. Without `due` it is a start, a rhythm, damaged, or of an unknown year (`why`)."""

    start: int
    end: int
    due: date | None = None
    why: Said | None = None
    damaged: bool = False
    """A person must put it right."""
    rhythm: bool = False
    bare: bool = False
    """A year and no more: `2020年`, which may be a limit or only the plan's year."""
    aimed: bool = False
    """`到2025年`: whatever stands behind it is to be so by then."""


def limits(sentence: Sentence, moods: tuple[Mood, ...], when: When, numbers: Sequence[int]) -> tuple[Limit, ...]:
    """The days of a sentence that bind somebody, in order. `numbers` are where targets stand: these make a bare year
    bind, as do verbs of achievement.
    """
    if _is_a_heading(sentence):
        return ()
    found: list[Limit] = []
    for limit in sorted(_named(sentence, moods, when), key=lambda one: (one.start, -one.end)):
        overlaps = bool(found) and limit.start < found[-1].end
        if overlaps or not binds(sentence, moods, limit.start) or _is_quoted(sentence, limit):
            continue
        if _sets_a_time(sentence, limit, numbers):
            found.append(limit)
    return tuple(found)


def _is_quoted(sentence: Sentence, limit: Limit) -> bool:
    """Whether a day is part of a title or of quoted words; `“十四五”末` is not."""
    return bool(sentence.quoted[limit.start]) and not _PLAN_PERIOD.match(sentence.even, limit.start)


def _named(sentence: Sentence, moods: tuple[Mood, ...], when: When) -> Iterator[Limit]:
    """Every day that is named. Those of what is told or only frames are not read: they must not lend their year."""
    shown = [
        _MASK * (end - clause.start) + sentence.text[end : clause.end]
        for clause, mood in zip(sentence.clauses, moods, strict=True)
        for end in (clause.end if mood.told else mood.binds_from,)
    ]
    whole = "".join(shown)
    for part in sentence.parts if sentence.listed else (Span(0, len(whole)),):
        yield from _read(sentence, whole[part.start : part.end], part.start, when)
    for hit in _STARTS.finditer(sentence.even):
        clause = sentence.clauses[sentence.clause_at(hit.start())]
        behind = sentence.even[hit.end() : clause.end]
        if "基础上" not in behind and not _IN_FORCE.match(behind):
            yield Limit(hit.start(), hit.end())
    for hit in _RHYTHM.finditer(sentence.even):
        yield Limit(hit.start(), hit.end(), rhythm=True)


def _read(sentence: Sentence, words: str, offset: int, when: When) -> Iterator[Limit]:
    """The days that are sure, the damaged ones, and those that lack a year in a plan of no known year."""
    days = when.days(words)
    for one in days.dated:
        yield _limit(sentence, offset + one.start, offset + one.end, one.due)
    for hit in _IN_YEARS.finditer(words):
        if when.year is not None:
            last = date(when.year + ("明" in hit.group()), 12, 31)
            yield _limit(sentence, offset + hit.start(), offset + hit.end(), last)
    for hit in _PLANNED.finditer(words):
        year = int(hit["year"]) if hit["year"] else when.year
        if year is not None:
            yield _limit(sentence, offset + hit.start(), offset + hit.end(), date(year, 12, 31))
    for span in days.damaged:
        yield from _damaged(sentence, offset + span.start, offset + span.end, when)
    if when.base is None:
        places = {one.start for one in days.dated}
        for one in When(bases(None, when.year)[0], None, when.calendar).dates(words):
            if one.start not in places:
                why = say("extract.no-year", part=words[one.start : one.end])
                yield _limit(sentence, offset + one.start, offset + one.end, None, why)


def _damaged(sentence: Sentence, start: int, stop: int, when: When) -> Iterator[Limit]:
    """A blanked or doubtful day (`20_年底前`, `2020年前`), with the words that belong to it."""
    more = _LIMIT_WORDS.match(sentence.even, stop)
    end = more.end() if more else stop
    printed = sentence.text[start:end]
    if _TIME_WORDS.search(printed) and not sentence.even.startswith("以来", end):
        why = deadlines.read(printed, when).why or say("deadline.not_understood", part=printed)
        yield _limit(sentence, start, end, None, why, damaged=True)


def _limit(
    sentence: Sentence, start: int, end: int, due: date | None, why: Said | None = None, *, damaged: bool = False
) -> Limit:
    words = sentence.even[start:end].strip()
    before = sentence.even[max(0, start - 4) : start]
    bare = bool(_BARE_YEAR.fullmatch(words)) and not _LEADS.search(before)
    return Limit(start, end, due, why, damaged=damaged, bare=bare, aimed=bool(_AIMED.search(before)))


def _sets_a_time(sentence: Sentence, limit: Limit, numbers: Sequence[int]) -> bool:
    """Whether something is to be done by then: a target or a verb goes with the day."""
    at = sentence.clause_at(limit.start)
    clause = sentence.clauses[at]
    if sentence.even.startswith("以来", limit.end) or _is_of_a_law(sentence, limit) or _is_origin(sentence, limit):
        return False
    if limit.bare and _is_a_name(sentence, limit, clause):
        return False
    alone = not sentence.even[limit.end : clause.end].strip(_SIGNS)
    part_end = sentence.part_end(clause.start)
    start = max(clause.start, limit.start - _AS_FAR_AS)
    near = min(sentence.clauses[min(at + 1, len(sentence.clauses) - 1)].end, part_end, limit.end + _AS_FAR_AS)
    if limit.aimed or any(clause.start <= number < (part_end if alone else near) for number in numbers):
        return True
    if _ENDS.search(sentence.even[limit.start : limit.end]):
        other = sentence.even[start : limit.start] + sentence.even[limit.end : near]
        return len(_HAN.findall(other)) >= _A_WORD
    if not limit.bare:
        return bool(ACHIEVING.search(sentence.even, start, near))
    titled = bool(_TITLE.fullmatch(sentence.even.strip()))
    return not titled and bool(ACHIEVING.search(sentence.even, limit.end, near if alone else min(clause.end, near)))


def _is_origin(sentence: Sentence, limit: Limit) -> bool:
    """`由2025年的72%提高到…`: where it starts from."""
    comes_from = _FROM_A_YEAR.search(sentence.even[max(0, limit.start - 1) : limit.start])
    return bool(comes_from) and "的" in sentence.even[limit.end - 1 : limit.end + 1]


def _is_of_a_law(sentence: Sentence, limit: Limit) -> bool:
    """`《…法》(2017年修订)`: when a paper was made."""
    return bool(sentence.depth[limit.start]) and bool(_MADE.match(sentence.even, limit.end))


def _is_a_heading(sentence: Sentence) -> bool:
    """Whether the sentence only names the plan and its years, or a phase and its time."""
    words = sentence.even.strip()
    titled = _TITLE.fullmatch(words)
    return bool((titled and titled["years"]) or _PHASE.fullmatch(words))


def _is_a_name(sentence: Sentence, limit: Limit, clause: Span) -> bool:
    """`结合2024年目标任务分解表`, `制定2024年实施计划`: a paper that is called after its year."""
    before = sentence.even[clause.start : limit.start]
    return bool(_ONLY_A_NAME.match(sentence.even, limit.end) or _OF_A_PAPER.search(before))
