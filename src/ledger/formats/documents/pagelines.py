"""Characters that stand on a page, gathered to lines as a reader sees them: from top to bottom, from left to right."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from ledger.formats.documents.pdfium import Glyph

_SAME_LINE = 0.5
"""The share of a character's height by which its middle may be off its line."""
_SPACE = 0.22
"""The gap between two Latin letters, in heights of a character, that is a space."""
_COLUMN = 0.9
"""The gap beside a Chinese character that is one: Word puts a quarter between Chinese and digits, which is none."""
_CHINESE_FROM = "\u2e80"
_TWICE = 0.4
"""Characters of the same kind closer than this share of their width are one, printed twice to look bold."""
_PADDING = 12.0
"""Points that a cell leaves free at its sides, at most."""
_ONE_MORE, KEPT_TOGETHER = 1.05, 3.1
"""Room, in characters, that is too little for one more; and for one more with the signs that must stay with it."""
_BESIDE = 0.3
"""What stays free between Chinese and Latin, in characters, at most."""
NEVER_FIRST, _NEVER_LAST = frozenset("，。、；：！？）》”’】％%,.;:!?)]/／"), frozenset("（《“‘【([/／")
"""The signs with which no line begins, or ends (GB/T 15834, 5.1)."""
_WORD, _LETTER = re.compile("[!-~]{2,60}"), 0.6
"""A word or a figure is not parted; how wide its letters are at most, as a rule, in Chinese characters."""
_ENDS = "。；;！!？?：:"
_OPENS = re.compile(
    r"[(（]?[0-9０-９一二三四五六七八九十]{1,3}[)）.．、](?![0-9])|[①-⑳]|第[0-9一二三四五六七八九十]{1,3}[条项步]"
)
"""How an entry of a list begins."""


@dataclass(frozen=True, slots=True)
class Printed:
    """One printed line."""

    text: str
    left: float
    right: float
    bottom: float
    top: float

    @property
    def height(self) -> float:
        """Of its characters, which is also the width of a Chinese one."""
        return self.top - self.bottom


def lines(glyphs: Sequence[Glyph]) -> list[Printed]:
    """The lines that these characters make."""
    solid = [glyph for glyph in glyphs if glyph.top > glyph.bottom]
    rows: list[list[Glyph]] = []
    middle = height = 0.0
    for glyph in sorted(solid, key=lambda one: -(one.top + one.bottom)):
        own = (glyph.top + glyph.bottom) / 2
        if rows and middle - own <= _SAME_LINE * max(height, glyph.top - glyph.bottom):
            rows[-1].append(glyph)
            if glyph.top - glyph.bottom > height:
                middle, height = own, glyph.top - glyph.bottom
        else:
            rows.append([glyph])
            middle, height = own, glyph.top - glyph.bottom
    return [_line(row) for row in rows if any(glyph.text.strip() for glyph in row)]


def _line(row: list[Glyph]) -> Printed:
    row.sort(key=lambda one: one.left)
    spaced = [glyph.left for glyph in row if not glyph.text.strip()]
    row = [glyph for glyph in row if glyph.text.strip()]
    height = max(one.top - one.bottom for one in row)
    words: list[str] = []
    before: Glyph | None = None
    for glyph in row:
        if before is not None:
            if glyph.text == before.text and glyph.left - before.left < _TWICE * (before.right - before.left):
                continue
            typed = bisect_right(spaced, before.left) < bisect_right(spaced, glyph.left)
            words.append(" " if typed else _gap(before, glyph, height))
        words.append(glyph.text)
        before = glyph
    return Printed(
        "".join(words), row[0].left, max(one.right for one in row), min(one.bottom for one in row),
        max(one.top for one in row),
    )  # fmt: skip


def _gap(before: Glyph, glyph: Glyph, height: float) -> str:
    gap = (glyph.left - before.right) / height
    chinese = before.text >= _CHINESE_FROM or glyph.text >= _CHINESE_FROM
    return " " if gap > (_COLUMN if chinese else _SPACE) else ""


def paragraph(printed: Sequence[Printed], left: float, right: float) -> tuple[str, float]:
    """The text of a cell between two edges, and the room that its last line leaves, in characters.

    The writer's line ends are kept, those of the page are not: a line goes on in the next one if it had no room for
    one more character, or for those that may not be parted (no line begins with `。` or ends with `（`).
    """
    padding = min((line.left - left for line in printed), default=0.0)
    inner = right - min(max(padding, 0.0), _PADDING)
    text = ""
    room = 0.0
    for line in printed:
        text = text + between(text, line.text, room) + line.text if text else line.text
        room = (inner - line.right) / line.height
    return text, room


def between(before: str, after: str, room: float) -> str:
    """What belongs between two lines of a cell, the first of which left so much room: nothing, a space, a line end."""
    if before[-1] in _NEVER_LAST or after[0] in NEVER_FIRST:
        return ""  # the cell is narrower than what belongs together
    ended = before[-1] in _ENDS
    # After a full stop only a bracket goes on with the sentence: （2025年6月底前）.
    enough = _ONE_MORE if ended and after[0] not in _NEVER_LAST else _needed(before, after)
    if room > enough or (ended and _OPENS.match(after)):
        return "\n"
    return " " if _is_latin(before[-1]) and _is_latin(after[0]) else ""


def has_no_room(line: Printed, after: str, right: float) -> bool:
    """Whether a line leaves less room up to an edge than what the next line begins with would have taken."""
    return (right - line.right) / line.height <= _needed(line.text, after)


def _needed(before: str, after: str) -> float:
    """The room, in characters, that what may not be parted at the beginning of a line would have taken."""
    chinese = after[0] >= _CHINESE_FROM
    if (chinese and after[1:2] in NEVER_FIRST) or not _NEVER_LAST.isdisjoint(after[:2]):
        word = _WORD.match(after, 1)  # `头,2023`: nor is a comma parted from a figure
        return max(KEPT_TOGETHER, 1 + _ONE_MORE + _LETTER * len(word[0]) if word else 0.0)
    word = _WORD.match(after)
    needed = _LETTER * len(word[0]) + _ONE_MORE if word else _ONE_MORE
    return needed + _BESIDE if chinese != (before[-1] >= _CHINESE_FROM) else needed


def _is_latin(sign: str) -> bool:
    return sign.isascii() and sign.isalpha()
