"""The counts that a document prints of itself: `20+4项`, `共56个问题、275项措施`, `已办结29件`, `45+6+3+1+1=56`.

What is counted is told by the words beside the number; a number without any is no count (domain 5: 件, 问题, 任务, 措施
are different things). Every pattern is bounded, so a long text costs no more than its length.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ledger.model.numerals import chinese

Of = Literal[
    "issues", "measures", "categories", "petitions", "distinct", "entries",
    "done", "pace", "behind", "idle", "closed",
    "settled", "staged", "pending", "true", "partly", "mostly", "untrue", "called", "written", "noted",
    "year", "numbers", "pieces",
]  # fmt: skip
"""What a count is of. `entries`: 项, 条 or 件 of something that isn't named."""
Family = Literal["schedule", "handling", "truth", "channel", "years"]
"""Counts that divide one whole between them."""

FAMILIES: dict[Family, tuple[Of, ...]] = {
    "schedule": ("done", "pace", "behind", "idle"),
    "handling": ("settled", "staged", "pending"),
    "truth": ("true", "partly", "mostly", "untrue"),
    "channel": ("called", "written"),
    "years": ("year",),
}

_PACE = (
    r"(?:已|基本|正)?(?:达到|按照?|符合|超过)(?:整改)?(?:方案)?(?:序时|时序)(?:进度)?(?:要求)?(?:有序)?(?:推进|整改)?"
    r"|(?:正在?|正?持续|正?有序|正?加快)(?:推进|整改|实施)(?:中)?|(?:整改)?推进中"
)
_STATES: tuple[tuple[Of, str], ...] = (
    ("called", r"(?<!来信)(?<!来信[、和])来电(?:举报)?"),
    ("written", r"(?<!来电)(?<!来电[、和])来信(?:举报)?"),
    ("noted", r"重点关注"),
    ("staged", r"阶段性(?:办结|完成)"),
    ("pending", r"(?:尚|还)?未办结|正在办理|在办|未阶段性办结|尚在办理"),
    ("settled", r"(?:已经?)?(?:全部)?办结(?!率)"),
    ("partly", r"部分属实"),
    ("mostly", r"基本属实"),
    ("untrue", r"不属实"),
    ("true", r"(?<![不分本])属实(?!率)"),
    ("closed", r"(?:已经?)?(?:完成)?(?:验收|交账)?销号(?!率)"),
    ("behind", r"(?:尚|还)?未(?:达到?|按)(?:整改)?序时(?:进度)?|(?:进度)?滞后|逾期(?:未完成)?|未完成(?:整改)?"),
    ("idle", r"(?:尚|还)?未(?:启动|开展|开工)"),
    ("pace", _PACE),
    ("done", r"(?:已经?|均已|全部|按期)?(?:完成整改|整改完成|整改到位|完成(?!率)|整改完毕)"),
)


def _any(words: str) -> str:
    """Any of some words."""
    return f"(?:{'|'.join(words.split())})"


_STATE = "|".join(f"(?P<{of}>{words})" for of, words in _STATES)
_OBJECT = "问题 任务 事项 信访件 举报件 案件"
_BLANK = r"[:： ]"
_BEFORE = re.compile(rf"(?:{_STATE})(?:{_any(f'的 整改 任务有 件 数 共 有 为 {_OBJECT}')}|{_BLANK}){{0,4}}$")
_AFTER = re.compile(
    rf"(?:{_any(f'的 均 中 整改任务 目前 已 {_OBJECT}')}|[,， ]){{0,4}}(?:{_STATE})"
    r"(?![^0-9,;、，；。\n]{0,4}[0-9])"  # what is followed by a number is said of that one
)
_NAMED = re.compile(
    r"(?:(?P<measures>措施|举措)|(?P<petitions>信访件|举报件|交办件|案件|来信来电(?:举报)?|来电来信(?:举报)?)|(?P<issues>问题|任务|事项))"
    rf"(?:总数|总量|数量|数)?(?:共计?|有|为|{_BLANK}){{0,3}}$"
)
_YEAR = re.compile(
    r"(?P<year>20[0-9]{2})年(?:年?底|年?内|[0-9]{1,2}月底?)?(?:之?前)?(?:新增|再|需|应|计划|拟|要)?"
    rf"(?:完成|整改|销号)?(?:整改|销号)?(?:问题|任务|的|事项|{_BLANK}){{0,3}}$"
)
_NUMBER = r"[0-9]{1,6}"
_NUMERAL = r"[一二三四五六七八九十百两]{1,5}"
_UNIT = _any("个 项 条 件 起 宗")
_ADJECTIVES = (
    "具体 整改 反馈 突出 生态 环境 环保 主要 重点 重大 群众 信访 举报 来电 来信 交办 共性 个性 督察 生态环境 问题 方面 "
    "未完成 损害 责任追究"
)
_KIND = _any(_ADJECTIVES) + "{0,4}"
_MEASURES = _any("整改措施 措施 举措")
_PETITIONS = _any("信访件 举报件 交办件 举报案件 案件 来信 来电 信访问题 举报")
_ISSUES = _any("问题 整改任务 任务 整改事项 事项 整改项 整改内容")
_SUM = (
    rf"(?<![0-9A-Za-z.%+第〔\[年月-])(?P<sum>{_NUMBER}(?:\+{_NUMBER}){{1,11}}(?:=(?P<total>{_NUMBER}))?)"
    rf"(?![0-9.%])[ ]?(?:{_UNIT}?{_KIND}"
    rf"(?:(?P<sum_measures>{_MEASURES})|(?P<sum_petitions>{_PETITIONS})|(?P<sum_issues>{_ISSUES}))"
    rf"|(?P<sum_unit>{_UNIT})(?=[^\u3400-\u9fff]|$|其中|任务|共))?"
)
_CATEGORY = (
    r"(?P<category>大类|类别|类(?!似|型)|(?:个|大)?方面|个领域)"
    r"(?P<things>的?[\u3400-\u9fff]{0,6}?(?:问题|措施|任务|事项|举措)|(?=[0-9]))?"
)
"""`6大类问题`, `6类144条`; `劣五类水体` and `9类炉窑` are kinds of other things."""
_SOME = (
    rf"(?<![0-9A-Za-z.%+=第〔\[〇一二三四五六七八九十百年-])(?P<number>{_NUMBER}|{_NUMERAL})"
    rf"(?![0-9.%])[ ]?(?:{_CATEGORY}"
    rf"|{_UNIT}?[ ]?{_KIND}(?:(?P<measures>{_MEASURES})|(?P<petitions>{_PETITIONS})|(?P<issues>{_ISSUES}))"
    rf"|(?P<unit>{_UNIT})(?=[^\u3400-\u9fff]|$|其中|已|完成|达到|正在|尚|未|共))"
)
_COUNT = re.compile(f"{_SUM}|{_SOME}")
_RANGE = re.compile(
    r"(?:序号|编号|问题|第)[ ]?([0-9]{1,4})(?:号|项)?[ ]?[-–—~～至到][ ]?(?:序号|第)?([0-9]{1,4})"
    r"(?=[)）、,，。；;号项 \n]|$)"
)
_DISTINCT = re.compile(r"(?:剔除|扣除|除去|去除|合并|不含)[^。;\n]{0,8}?重复[^。;\n]{0,14}$")
_SAYING = (
    "共 共计 合计 总计 小计 一共 总共 总数 共有 共梳理 梳理 梳理出 列出 梳理形成 形成 涉及 反馈 移交 交办 转办 受理 "
    "细化 细化为 分解 分解为 制定 制定了 制订 制订了 提出 提出了 明确 明确了 确定 确定了 实际案件数 案件数 实际 为"
)
_STATED = re.compile(rf"(?:{_any(_SAYING)}(?:的|了)?|涉及[\u3400-\u9fff]{{1,8}}[省市州县区旗镇乡]){_BLANK}{{0,2}}$")
_APART = re.compile(r"上一?[轮次]|首轮|上年|去年|上半年|同比|此前|历年|历史|往年|新增的")
_CLAUSE = "，。；、,;(（)）:：\n“”"
_WINDOW = 24
_LEAST_NUMERAL = 2


@dataclass(frozen=True, slots=True)
class Count:
    """A count as printed, at `start` to `end` of its text."""

    text: str
    count: int
    of: Of
    start: int
    end: int
    parts: tuple[int, ...] = ()
    """Of a sum: `45+6+3+1+1`."""
    total: int | None = None
    """What the sum itself says it makes."""
    year: int | None = None
    elsewhere: bool = False
    """Whether it is said of another round or year."""


def counts_in(text: str) -> tuple[Count, ...]:
    """Every count in a text, in order."""
    even = _narrow(text)
    found = [*_ranges(text, even)]
    taken = [(one.start, one.end) for one in found]
    for hit in _COUNT.finditer(even):
        if any(start < hit.end() and hit.start() < end for start, end in taken):
            continue
        one = _summed(text, even, hit) if hit["sum"] else _counted(text, even, hit, found)
        if one is not None:
            found.append(one)
    return tuple(sorted(found, key=lambda one: one.start))


def family(of: Of) -> Family | None:
    """The family of counts that a count belongs to: those that divide one whole."""
    return next((name for name, members in FAMILIES.items() if of in members), None)


def _narrow(text: str) -> str:
    """The same in half width, one character for one."""
    return text.translate(_NARROW)


class _Narrowing(dict[int, str]):
    """What each character is in half width, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        folded = unicodedata.normalize("NFKC", char)
        self[code] = folded if len(folded) == 1 else char
        return self[code]


_NARROW = _Narrowing()


def _ranges(text: str, even: str) -> Iterator[Count]:
    for hit in _RANGE.finditer(even):
        first, last = int(hit[1]), int(hit[2])
        if first == 1 < last:
            yield Count(text[hit.start() : hit.end()], last, "numbers", hit.start(), hit.end())


def _summed(text: str, even: str, hit: re.Match[str]) -> Count | None:
    of = next((name for name in ("measures", "petitions", "issues") if hit[f"sum_{name}"]), None)
    total = int(hit["total"]) if hit["total"] else None
    if of is None and hit["sum_unit"] is None and total is None:
        return None  # “1+5+12”体系: a name
    parts = tuple(int(part) for part in hit["sum"].partition("=")[0].split("+"))
    start, end = hit.span()
    return Count(
        text[start:end], sum(parts), _of(of or "entries"), start, end, parts, total, elsewhere=_elsewhere(even, start)
    )


def _of(name: str) -> Of:
    return next((of for of in ("measures", "petitions", "issues") if of == name), "entries")


def _counted(text: str, even: str, hit: re.Match[str], found: list[Count]) -> Count | None:
    printed = hit["number"]
    value = int(printed) if printed.isdecimal() else chinese(printed)
    if value is None or (not printed.isdecimal() and value < _LEAST_NUMERAL):
        return None
    start, end = hit.span()
    before = _back(even, start)
    of = _what(even, hit, before, end)
    year = _YEAR.search(even[max(0, start - _WINDOW) : start])
    if year:
        return Count(text[start - len(year[0]) : end], value, "year", start, end, year=int(year["year"]))
    if of is None:
        return None
    stated = (
        bool(_STATED.search(before) or _NAMED.search(before))
        or _bracketed(even, hit)
        or bool(found and found[-1].end == start)
    )
    if (of == "entries" or (of == "categories" and hit["things"] is None)) and not stated:
        return None
    if not printed.isdecimal() and of != "categories" and not stated:
        return None
    lead = _BEFORE.search(before)
    first = start - len(lead[0]) if lead and (family(of) or of in {"closed", "noted"}) else start
    return Count(text[first:end], value, of, first, end, elsewhere=_elsewhere(even, start))


def _what(even: str, hit: re.Match[str], before: str, end: int) -> Of | None:
    if hit["category"]:
        return "categories"
    lead = _BEFORE.search(before) or _AFTER.match(even[end : end + _WINDOW])
    if lead and not hit["measures"]:
        return next(of for of, _ in _STATES if lead[of])
    if _DISTINCT.search(even[max(0, hit.start() - _WINDOW) : hit.start()]):
        return "distinct"
    named = next((name for name in ("measures", "petitions", "issues") if hit[name]), None)
    if named:
        return _of(named)
    told = _NAMED.search(before)
    if told:
        return next(_of(name) for name in ("measures", "petitions", "issues") if told[name])
    return "entries" if hit["unit"] else None


def _back(even: str, start: int) -> str:
    """The clause before a number, as much of it as matters."""
    window = even[max(0, start - _WINDOW) : start]
    cut = max((window.rfind(sign) for sign in _CLAUSE if sign not in ":："), default=-1)
    return window[cut + 1 :]


def _bracketed(even: str, hit: re.Match[str]) -> bool:
    before = even[max(0, hit.start() - _WINDOW) : hit.start()]
    return even[hit.end() : hit.end() + 1] in {")", "）", "]", "】"} and (
        before[-1:] in {"(", "（", "【", "["} or bool(_STATED.search(before))
    )


def _elsewhere(even: str, start: int) -> bool:
    sentence = even[max(0, start - 2 * _WINDOW) : start]
    return bool(_APART.search(sentence[max(sentence.rfind("。"), sentence.rfind(";"), sentence.rfind("\n")) + 1 :]))
