"""Numbers that open items, measures and sections: where they stand, their style, and which number follows which.

Numbers stay as they are printed (`1.10`, `序号二十三`, `项目l.2`); their value only tells whether they run on. A letter
that a scanner left in a number (l for 1, O for 0) counts as the digit here and is flagged where numbers are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ledger.model.numerals import chinese

Place = Literal["line", "sentence", "glued"]
"""At the beginning of a line; after the end of a sentence; in the middle of running text."""

_CN = "〇零一二三四五六七八九十百"
_ARABIC = r"[0-9０-９lIｌOo○]"
_DIGIT = str.maketrans("０１２３４５６７８９lIｌOo○", "0123456789111000")
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_BRACKETED = "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"
_DOTTED = "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"
_PLANETS = "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"
_THING = (
    r"(?:(?:反馈|整改|具体|督察|督查|交办|主要|存在|移交)?(?:问题|事项|任务)|项目|序号|编号|案件|信访件|案例|举报件)"
)
_VALUE = rf"(?:[{_CN}]{{1,5}}|{_ARABIC}{{1,4}}(?:[.．-]{_ARABIC}{{1,3}}){{0,2}})"
_UNIT = r"%|％|‰|万|亿|千|百|吨|公里|米|毫|微|平方|立方|倍|个|亩|公顷|元|℃|度|升|级|年|月|日|台|座|处|家|辆|户|人|次"
_DATE = r"(?:20[0-9]{2}年|(?:1[0-2]|[1-9])月(?:底|末|[0-9]{1,2}[日号]|上旬|中旬|下旬|前|份))"
"""Behind a number's point, what opens the words of a task: `1.2026年完成…`, `2.6月底前完成…`."""
_MARK = re.compile(
    rf"""
    (?P<word>[【\[(（〔]?[ ]?
        (?:(?P<thing>{_THING}|(?:序号|编号)[ ]?[:：](?=[ ]?[0-9]))
          [ ]?(?:[(（][ ]?)?(?P<n_word>{_VALUE})(?:[ ]?[)）])?[ ]?
          (?:[】\])）〕]|(?=[:：、.．,，。\s“"《【])|$)
        |第[ ]?(?P<n_item>{_VALUE})[ ]?(?P<counted>项|个问题|条问题|件|号|题|条(?=[:：、\s]))[】\])）〕]?
          (?=[:：、.．,，\s“"《【]|(?:整改|反馈|督察)?(?:任务|问题|事项)|$)))
    [ ]?[:：、.．,，]?
  | (?P<part>第[ ]?(?P<n_part>[{_CN}]{{1,4}}|[0-9]{{1,2}})[ ]?(?:部分|章|方面|大类|类|节))[ ]?[:：、]?
  | (?P<first>第(?P<n_first>[{_CN}]{{1,3}}|[0-9]{{1,2}}))[,，、:：]
  | (?P<cn>(?P<n_cn>[一二三四五六七八九十百]{{1,5}}))[ ]?[、.．:：](?![一二三四五六七八九十百]{{1,5}}[、.．])
  | (?P<cn_paren>[(（][ ]?(?P<n_cn_paren>[{_CN}]{{1,5}})[ ]?[)）]|(?P<planet>[{_PLANETS}]))[ ]?[、.．:：]?
  | (?P<decimal>(?<![0-9０-９.．A-Za-z])(?P<n_decimal>{_ARABIC}{{1,3}}(?:[.．]{_ARABIC}{{1,3}}){{1,2}}))
        (?![0-9.])[ ]?[、.．:：]?(?!\s?(?:{_UNIT}))
  | (?P<ar>(?<![0-9０-９.．A-Za-z])(?P<n_ar>{_ARABIC}{{1,4}}))[ ]?(?:[、.．](?:(?![0-9])|(?={_DATE}))|[:：](?=[^0-9]))
  | (?P<dotted>[{_DOTTED}])
  | (?P<ar_paren>[(（][ ]?(?P<n_ar_paren>{_ARABIC}{{1,4}})[ ]?[)）]|(?P<bracketed>[{_BRACKETED}]))[ ]?[、.．:：]?
  | (?P<ar_half>(?<![0-9０-９.．A-Za-z])(?P<n_ar_half>[0-9０-９]{{1,3}}))[ ]?[)）]
  | (?P<circled>[{_CIRCLED}])[ ]?[、.．]?
    """,
    re.VERBOSE,
)
"""Every part is bounded, so that a long run of one character costs no more than its length."""

_RANKS = {
    "part": 0, "cn": 1, "first": 1, "cn_paren": 2, "ar": 3, "decimal": 3, "ar_paren": 4, "ar_half": 4, "circled": 5,
}  # fmt: skip
WORD_RANK = 2.5
"""`问题1` stands below (一) and above 1. wherever both are seen."""
_GLYPHS = (("planet", _PLANETS), ("dotted", _DOTTED), ("bracketed", _BRACKETED), ("circled", _CIRCLED))
_LINE_LEAD = " \t\u3000*#>•●■◆▪·-—"
_AFTER_SENTENCE = "。；;！!？?”』」)）】]>"


@dataclass(frozen=True, slots=True)
class Mark:
    """A number at the beginning of something."""

    style: str
    """`cn` 一、 `cn_paren` (一) `ar` 1. `decimal` 1.1 `ar_paren` (1) `circled` ① `part` 第一部分, or its word: 问题"""
    value: tuple[int, ...]
    text: str
    """As printed, without the punctuation around it."""
    start: int
    end: int
    """Behind its punctuation."""
    place: Place

    @property
    def rank(self) -> float:
        """How high it stands where several styles lie one in another; the highest has the smallest rank."""
        return _RANKS.get(self.style, WORD_RANK)

    @property
    def firm(self) -> bool:
        """Whether it hardly can be anything else: `(三)` anywhere, `3.` and `三、` where a sentence begins."""
        return self.place != "glued" or self.style not in {"cn", "ar", "ar_half", "decimal", "first"}

    @property
    def is_first(self) -> bool:
        """Whether a list begins with it."""
        return self.value[-1] == 1

    def follows(self, other: Mark) -> bool:
        """Whether it is the next number after the other: 3 after 2, 1.10 after 1.9, 2.1 after 1.7."""
        if len(self.value) != len(other.value):
            return False
        if self.value[:-1] == other.value[:-1]:
            return self.value[-1] == other.value[-1] + 1
        return self.is_first and self.value[-2] == other.value[-2] + 1


def marks_in(text: str) -> tuple[Mark, ...]:
    """Every number that may open something, in the order of the text."""
    return tuple(mark for hit in _MARK.finditer(text) if (mark := _mark(text, hit)) is not None)


def opens_with_number(line: str) -> bool:
    """Whether a line begins with a number that opens something."""
    return any(mark.place == "line" for mark in _first(line))


def _first(line: str) -> Iterator[Mark]:
    bare = line.lstrip(_LINE_LEAD)
    hit = _MARK.match(bare)
    mark = _mark(bare, hit) if hit else None
    if mark:
        yield mark


def _mark(text: str, hit: re.Match[str]) -> Mark | None:
    for name, glyphs in _GLYPHS:
        if hit[name]:
            style = {"planet": "cn_paren", "dotted": "ar", "bracketed": "ar_paren"}.get(name, name)
            return Mark(style, (glyphs.index(hit[name]) + 1,), hit[name], *hit.span(), _place(text, hit.start()))
    printed = next(hit[name] for name in hit.re.groupindex if name.startswith("n_") and hit[name])
    value = value_of(printed)
    if value is None:
        return None
    return Mark(_style(hit), value, _bare(hit, printed), *hit.span(), _place(text, hit.start()))


def _style(hit: re.Match[str]) -> str:
    if hit["word"]:
        return str(hit["thing"] or hit["counted"]).rstrip(" :：")
    return next(name for name in _RANKS if name != "circled" and hit[name])


def _bare(hit: re.Match[str], printed: str) -> str:
    """The number without the punctuation around it; a bracket inside (`问题(一)`) stays."""
    if not hit["word"]:
        return hit["part"] or hit["first"] or printed
    word = hit["word"].strip(" 【】[]〔〕").lstrip("(（")
    return word if ("(" in word or "（" in word) else word.rstrip(" )）")


def _place(text: str, start: int) -> Place:
    at = start - 1
    while at >= 0 and text[at] in _LINE_LEAD:
        at -= 1
    if at < 0 or text[at] == "\n":
        return "line"
    return "sentence" if text[at] in _AFTER_SENTENCE else "glued"


def value_of(printed: str) -> tuple[int, ...] | None:
    """`二十三` → (23,), `1.10` → (1, 10), `l.2` → (1, 2); None for what is no number: letters without any digit."""
    if printed[0] in _CN:
        number = chinese(printed)
        return None if number is None else (number,)
    parts = re.split(r"[.．-]", printed)
    if not any(char.isdigit() for char in printed) and printed not in {"l", "I", "ｌ"}:
        return None
    return tuple(int(part.translate(_DIGIT)) for part in parts)
