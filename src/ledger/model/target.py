"""What an indicator has to keep to, in the words of plans: 不高于29.5, 达到Ⅲ类, 比2015年下降25%, 只能更好不能变坏.

The words are the data: an office copies them from its document, and what can't be read is refused, never guessed.
Classes of water are ranks, and a lower rank is the better water: 不低于Ⅲ类 allows ranks up to 3.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from ledger.model.waterclass import BEST, WORST, read_class

Sense = Literal["at-most", "below", "at-least", "above", "equal", "reach", "improve"]
LAST_YEAR = "上年"

_NUMBER = r"(?P<number>-?[0-9]{1,15}(?:\.[0-9]{1,9})?)"
_UNIT = r"(?P<unit>(?:[^0-9.以][^以]{0,19}?)?)"
_WORDS: Mapping[Sense, tuple[str, ...]] = {
    "at-most": ("不高于", "不超过", "不大于", "不多于", "降至", "降到", "下降到", "控制在", "<=", "≤"),
    "at-least": ("不低于", "不小于", "不少于", "提高到", "提升到", "升至", "上升到", ">=", "≥"),
    "below": ("低于", "小于", "少于", "<"),
    "above": ("高于", "大于", "超过", "多于", ">"),
    "equal": ("等于", "="),
    "reach": ("稳定达到", "达到", "完成"),
}
_SENSES = {word: sense for sense, words in _WORDS.items() for word in words}
_RELATION = "|".join(sorted(map(re.escape, _SENSES), key=len, reverse=True))
_LEVEL = re.compile(rf"(?P<relation>{_RELATION}){_NUMBER}{_UNIT}(?P<side>以上|以下|以内)?")
_SIDES: Mapping[str, Sense] = {"以上": "at-least", "以下": "at-most", "以内": "at-most"}
_AGAINST = re.compile(
    rf"(?:比|较|与)(?:(?P<year>20[0-9]{{2}})年?|(?P<last>上年|去年|上一年)(?:同期)?)(?:相比)?"
    rf"(?:(?P<down>下降|减少|降低|削减)|(?P<up>上升|增加|增长|提高))(?:不少于|不低于)?{_NUMBER}{_UNIT}(?:以上)?"
)
_CLASS = re.compile(
    r"(?:(?P<reached>(?:稳定)?达到或[优好]于|优于或达到|(?:稳定)?达到|不劣于|不低于|保持)|(?P<strict>优于|好于)|消除)"
    r"(?P<sign>[^以]{1,8}?)(?:以上)?(?:标准|水质)?"
)
_BETTER = re.compile(r"(?:水质|质量)?(?:只能更好[、,]?不能变[坏差]|不恶化|不变差|不降级)")
_BLANKS = re.compile(r"[\s。;；]+")
OPENINGS = "".join(sorted({*(word[0] for word in _SENSES), *"比较与稳优不保好消水质只"}))
"""What a demand can begin with: by it an editor marks what is none, because its patterns can't hold the grammar."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One demand on an indicator, as it was written and as it is understood."""

    text: str
    sense: Sense
    value: Decimal | None = None
    """The level, or by how much it is to change where there is a base; a rank for classes."""
    unit: str = ""
    """The unit as the words have it, where they name one."""
    of_classes: bool = False
    base: int | Literal["上年"] | None = None
    """The year that it is relative to."""
    share: bool = False
    """Whether the change is a percentage of the base's value."""

    def bound(self, before: Decimal | None = None) -> Decimal | None:
        """The value that must be kept to; `before` is that of the base. None where that is missing, and where it has
        no percentages.
        """
        if self.base is None or self.value is None:
            return self.value
        if before is None or self.senseless_of(before):
            return None
        change = before * self.value / 100 if self.share else self.value
        return before - change if self.sense == "at-most" else before + change

    def senseless_of(self, before: Decimal) -> bool:
        """Whether it asks for a percentage of what has none: a quarter less than −40 would be −30, which is more."""
        return self.share and before <= 0

    @property
    def lower_is_better(self) -> bool | None:
        """In which direction the rule wants the values to go; None where its words don't say."""
        if self.of_classes or self.sense in {"at-most", "below"}:
            return True
        return False if self.sense in {"at-least", "above"} else None


def even_unit(text: str) -> str:
    """A unit in one width: μg/m³ and μg/m3 are one."""
    return unicodedata.normalize("NFKC", text)


def read_rule(text: str) -> Rule | None:
    """The rule that these words are; None where they are none that can be understood."""
    even = even_unit(_BLANKS.sub("", text.replace("≤", "<=").replace("≥", ">=")))
    if _BETTER.fullmatch(even):
        return Rule(text, "improve")
    return _against(text, even) or _level(text, even) or _class(text, even)


def _against(text: str, even: str) -> Rule | None:
    found = _AGAINST.fullmatch(even)
    if found is None:
        return None
    base: int | Literal["上年"] = int(found["year"]) if found["year"] else "上年"
    sense: Sense = "at-most" if found["down"] else "at-least"
    share = found["unit"] == "%"
    return Rule(text, sense, Decimal(found["number"]), "" if share else found["unit"], base=base, share=share)


def _level(text: str, even: str) -> Rule | None:
    found = _LEVEL.fullmatch(even)
    if found is None or "类" in found["unit"]:
        return None
    sense = _SENSES[found["relation"]]
    side = _SIDES.get(found["side"] or "")
    if side is not None and sense not in {side, "reach"}:
        return None  # 不高于30以上 says both
    return Rule(text, side or sense, Decimal(found["number"]), found["unit"])


def _class(text: str, even: str) -> Rule | None:
    found = _CLASS.fullmatch(even)
    rank = read_class(found["sign"]) if found else None
    if found is None or rank is None:
        return None
    if found["reached"]:
        return Rule(text, "at-most", Decimal(rank), of_classes=True)
    better = rank - 1  # ranks are whole: better than Ⅲ is Ⅱ at least
    if better < BEST or (not found["strict"] and rank != WORST):
        return None  # nothing is better than Ⅰ; and one does away with 劣Ⅴ, not with Ⅲ
    return Rule(text, "at-most", Decimal(better), of_classes=True)
