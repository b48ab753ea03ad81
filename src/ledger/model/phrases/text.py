"""The text of a 整改时限 made even: one width, no blanks, Arabic digits; and the way back to what was written."""

from __future__ import annotations

import re
from dataclasses import dataclass

_HALF_WIDTH = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_EVEN = str.maketrans(
    _HALF_WIDTH
    | dict.fromkeys("—–―−─‐‑〜～~", "-")  # every dash that printing offices put between two dates
    | {"｡": "。", "【": "(", "】": ")"}
    | dict.fromkeys("ОоΟ", "O")  # Cyrillic and Greek: typed for 〇 as often as the Latin letter
)

# Zero-width characters come with text pasted out of chat programs and PDF files.
_BLANKS = re.compile(r"[\s\u200b-\u200f\u2060\ufeff\u00ad]+")

_ONES = {
    **{c: n for n, c in enumerate("〇一二三四五六七八九")},
    **{c: n for n, c in enumerate("零壹贰叁肆伍陆柒捌玖")},
    "○": 0,
    "0": 0,
    "两": 2,
}
_SCALES = {"十": 10, "拾": 10, "百": 100, "佰": 100}
_CLASS = "".join([*_ONES, *_SCALES])

# A whole run of Chinese numerals, and only before a unit of time: "一点一策" and "十四五规划" are not numbers here.
# The run is possessive and must begin a run, so that no text makes this slower than its length.
_NUMERAL = re.compile(
    rf"(?<![{_CLASS}1-9O])[{_CLASS}]++"
    r"(?=个?半?(?:工作日|自然日|日历日|[年月日号天周季旬]|星期|小时))"
)


@dataclass(frozen=True, slots=True)
class EvenText:
    """`even` is what the grammar reads; `origin[i]` is where its character `i` stood in `written`."""

    written: str
    even: str
    origin: tuple[int, ...]

    def slice(self, start: int, end: int) -> str:
        """The part between two positions of `even`, as it was written."""
        return self.written[self.origin[start] : self._end(end)] if start < end else ""

    def replaced(self, changes: list[tuple[int, int, str]]) -> str:
        """What was written, with parts of it (by positions of `even`, in order) replaced."""
        pieces, at = [], 0
        for start, end, new in changes:
            pieces += [self.written[at : self.origin[start]], new]
            at = self._end(end)
        return "".join([*pieces, self.written[at:]])

    def _end(self, end: int) -> int:
        """Where in `written` a part ends: before its next character, trailing blanks left out."""
        until = self.origin[end]
        return len(self.written[self.origin[end - 1] : until].rstrip()) + self.origin[end - 1] if end else until


def make_even(written: str) -> EvenText:
    """Half-width forms, blanks dropped (but kept between two digits, where they may hide damage), digits for numerals.

    `二〇二六年五月三十一日`, `２０２６年５月３１日` and `2026 年 5 月 31 日` come out the same.
    """
    narrow, places = _without_blanks(written.translate(_EVEN))
    pieces: list[str] = []
    origin: list[int] = []
    at = 0
    for run in _NUMERAL.finditer(narrow):
        value = _number(run.group())
        if value is None:
            continue
        pieces += [narrow[at : run.start()], value]
        # Digits of a longer form all stand where the run began; the last character's end is what counts.
        origin += places[at : run.start()] + [places[run.start()]] * len(value)
        at = run.end()
    return EvenText(written, "".join([*pieces, narrow[at:]]), (*origin, *places[at:], len(written)))


def _without_blanks(text: str) -> tuple[str, list[int]]:
    pieces: list[str] = []
    places: list[int] = []
    at = 0
    for blank in _BLANKS.finditer(text):
        pieces.append(text[at : blank.start()])
        places += range(at, blank.start())
        at = blank.end()
        if text[blank.start() - 1 : blank.start()].isdecimal() and text[at : at + 1].isdecimal():
            pieces.append(" ")
            places.append(blank.start())
    return "".join([*pieces, text[at:]]), [*places, *range(at, len(text))]


def _number(run: str) -> str | None:
    """The digits for a run of numerals: `二〇二六` by position, `三十一` by value; None when it is no number."""
    if not any(c in _SCALES for c in run):
        return "".join(str(_ONES[c]) for c in run)
    total = pending = 0
    last_scale = 1000
    for c in run:
        scale = _SCALES.get(c)
        if scale is None:
            if pending:
                return None
            pending = _ONES[c]
        elif scale >= last_scale or (scale == _SCALES["百"] and not pending):
            return None
        else:
            total, pending, last_scale = total + (pending or 1) * scale, 0, scale
    return str(total + pending)
