"""The words with which a plan compares a figure: `不高于`, `达到…以上`, `比2015年下降`; and those that only tell.

What stands before a figure and behind it is looked at through short windows: no text costs more than its length.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from ledger.model.extract.wording import either

Relation = Literal["≤", "≥", "<", ">", "=", "~", "下降", "上升"]
"""As `model.plan.Operator`; `~` holds a value (稳定在) until the words behind the figure say on which side."""

_WINDOW = 24
_WORDS: dict[Relation, str] = {
    "≤": (
        "不高于 不得高于 不应高于 不超过 不得超过 不应超过 不大于 不得大于 不多于 不突破 不得突破 "
        "控制在 控制到 严控在 限制在 降至 降到 降为 下降至 下降到 下降为 降低至 降低到 减少至 减少到 "
        "削减至 削减到 压减至 压减到 压降至 压降到 压缩至 压缩到 缩减至 缩减到 "
        "小于等于 小于或等于 低于或等于 至多 最多 ≤ ≦ ⩽"
    ),
    "≥": (
        "不低于 不得低于 不应低于 不少于 不得少于 不应少于 不小于 不得小于 达到或超过 达到 达 "
        "提高到 提高至 提升到 提升至 提升为 上升到 上升至 增加到 增加至 增长到 增长至 恢复到 恢复至 "
        "扩大到 扩大至 大于等于 大于或等于 高于或等于 至少 突破 ≥ ≧ ⩾"
    ),
    "<": "低于 小于 少于 <",
    ">": "高于 大于 超过 多于 >",
    "=": "为 等于 =",
    "~": "在 保持在 稳定在 维持在 巩固在 保持到 保持 维持 稳定保持在",
    "下降": "下降 降低 减少 削减 压减 缩减 减排 压降 压缩 再降 降幅达到 降幅",
    "上升": "提高 提升 增加 增长 上升 增幅达到 增幅",
}
_RELATION: dict[str, Relation] = {word: relation for relation, words in _WORDS.items() for word in words.split()}
_COMPARATOR = re.compile(f"(?:{either(*_WORDS.values())})$")
_FILLER = re.compile(r"(?:约|近|大约|左右)?(?:(?:20[0-9]{2}年)?[底末]?的)?[ :]?$")
_TELLING = "已 已经 仅 只 才 仍 曾 高 多 只有 也 均已 都已 分别已 超额 提前 累计已 作 分 成 列 设 称 认 因 改 即 约 到"
_TELLS = re.compile(f"(?:{either(_TELLING)})$")
"""`已达到`, `仅为`, `高达`, `分为`: what is or was, or no comparison at all."""
_MOVES = re.compile(r"(?:下降|降低|减少|削减|压减)(?P<share>率|幅度?|比例)?$")
_RISES = re.compile(r"(?:提高|提升|增加|增长|上升)$")
_BASE = re.compile(
    r"(?:相比|相较于?|对比|以|在|比|较|与|同|按|从)(?P<year>20[0-9]{2})年(?:度)?"
    r"(?:的?同期|水平|均值|实绩|底|末)?(?:为基[准数础]|的?基础上|相比|来|,)*"
)
_LAST_YEAR = re.compile(r"(?:比|较|与|同)(?:上年|去年|上一年|前一年)(?:度)?(?:的?同期|水平)?(?:相比)?")
_SAME_PERIOD = re.compile(r"(?:同|环)比(?:去年|上年)?")
_YEARLY = re.compile(r"(?:年均|逐年|每年)$")
_ADVERBS = re.compile(r"(?:累计|平均|分别|再|总体|整体|逐年|年均|至少|进一步|,)$")
_WITH = r"(?:\(含[^()]{0,4}\))?"
_AFTER = re.compile(
    rf"{_WITH}(?:(?P<ge>[及或]?其?以上)|(?P<le>[及或]?其?以[下内里]|之内)|(?P<about>左右|上下))?{_WITH}"
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What stands before a figure: the relation, and where its words begin; `told` where they tell of the past.

    `word` is the comparing word itself, `base_year` the year compared with; `last_year` where that is 去年.
    """

    relation: Relation
    word: str
    start: int
    told: bool = False
    base_year: int | None = None
    last_year: bool = False

    @property
    def is_move(self) -> bool:
        """Whether it compares with an earlier value instead of setting one."""
        return self.relation in {"下降", "上升"}


def before(even: str, head: int) -> Comparison | None:
    """The comparison that leads to the figure beginning at `head`; None where no comparing word stands before it."""
    first = max(0, head - _WINDOW)
    window = _FILLER.sub("", even[first:head], count=1)
    hit = _COMPARATOR.search(window)
    if hit is None:
        return None
    relation, word, rest = _RELATION[hit.group()], hit.group(), window[: hit.start()]
    moves, rises = _MOVES.search(rest), _RISES.search(rest)
    if relation in {"≥", ">", "≤"} and moves and not moves["share"]:
        relation, rest = "下降", rest[: moves.start()]  # 下降不少于20%
    elif relation in {"≥", ">"} and rises:
        relation, rest = "上升", rest[: rises.start()]
    if relation in {"下降", "上升"}:
        rest = _YEARLY.sub("", rest)
    told = bool(_TELLS.search(rest)) and word != "至少"
    return _with_base(Comparison(relation, word, first + len(rest), told), rest, first)


def _with_base(found: Comparison, rest: str, first: int) -> Comparison:
    """The same with the year compared with, where its words stand directly before: `比2015年累计下降`."""
    if not found.is_move:
        return found
    bare = _ADVERBS.sub("", rest)
    for pattern in (_BASE, _LAST_YEAR, _SAME_PERIOD):
        hit = next((hit for hit in pattern.finditer(bare) if hit.end() == len(bare)), None)
        if hit is not None:
            year = int(hit["year"]) if pattern is _BASE else None
            last = pattern is _LAST_YEAR or hit.group().startswith("同比")
            return Comparison(found.relation, found.word, first + hit.start(), found.told, year, last)
    return found


def base_year(even: str, start: int, end: int) -> int | None:
    """The year compared with, where it is said before the name: `与2020年相比,…`."""
    hits = list(_BASE.finditer(even, start, end))
    return int(hits[-1]["year"]) if hits else None


def after(even: str, end: int) -> tuple[Relation | None, int]:
    """What the words behind a figure say (`以上`, `以内`, `左右`), and where they end."""
    hit = _AFTER.match(even, end)
    if hit is None:
        return None, end
    relation: Relation | None = "≥" if hit["ge"] else "≤" if hit["le"] else "~" if hit["about"] else None
    return relation, hit.end()


def settled(relation: Relation | None, behind: Relation | None) -> Relation | None:
    """The relation that both sides together give: `达到…以下` is ≤, `稳定在…以上` is ≥, `稳定在` alone is =."""
    if relation in {"下降", "上升"}:
        return relation
    if relation == "<" and behind == "≤":
        return "≤"
    if relation in {None, "=", "~", "≥"} and behind in {"≥", "≤"}:
        return behind
    return "=" if relation == "~" or (relation == "≥" and behind == "~") else relation
