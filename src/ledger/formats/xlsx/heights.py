"""How tall a row must be for its wrapped Chinese text: never too short, at most a line too tall.

Excel works out row heights only for rows it has edited itself, LibreOffice shows one line, so the file has to say.
Measured against LibreOffice's own heights on 720 cells: none too short (ecosystem 1.5). A line is counted in
ems of the font; `width` is a column's width in characters of Calibri 11, 7 pixels each.
"""

from __future__ import annotations

import math
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import accumulate

LINE = 1.46
"""Height of a line in font sizes: Noto CJK's, the tallest of the fonts in use (宋体 about 1.3, 微软雅黑 1.5)."""
PADDING = 5.0
LOWEST, TALLEST = 24.0, 409.0
"""Points. Excel allows no row above 409.5."""
SMALLEST = 8.0
"""Points of the smallest letters that are still to be read on the page."""
EM = 100
"""Widths of characters are counted in hundredths of an em, so that sums of them are exact."""

# What may not be torn apart at the end of a line: opening marks with what follows, a Latin word or number,
# and the marks that never begin a line with what is before them (GB/T 15834).
_OPENING, _WORD, _CLOSING = "（(【〔《“‘「『", "!-'*-~", "，。、；：？！,.;:?!…）)】〕》”’」』%％"
_TOKEN = re.compile(rf"[{_OPENING}]*(?:[{_WORD}]+|.)[{_CLOSING}]*", re.DOTALL)
_MAY_GO_ON = frozenset(_CLOSING).union(map(chr, (*range(ord("!"), ord("'") + 1), *range(ord("*"), ord("~") + 1))))
"""Characters that may belong to the token of the one before them."""


@lru_cache(maxsize=1024)
def available(width: float, size: float) -> float:
    """How many ems fit on a line of a column `width` wide, with text of `size` points."""
    return max(1.0, (width * 7 - 5) * 0.75 / size)


def lines(text: str, ems: float) -> int:
    """How many lines `text` takes where `ems` fit on a line."""
    return sum(_paragraph(one, ems) for one in text.split("\n"))


def natural_height(cells: Iterable[tuple[str, float]], size: float) -> float:
    """The height in points that shows every text (each with the width of its column) in full, without bounds."""
    wanted = sorted(((len(text) / available(width, size), text, width) for text, width in cells if text), reverse=True)
    most = 1
    for load, text, width in wanted:
        # Two lines in succession always hold more than one line's worth, so this can't be exceeded.
        if 2 * load + 1 + text.count("\n") > most:
            most = max(most, lines(text, available(width, size)))
    return most * size * LINE + PADDING


def size_for(cells: Sequence[tuple[str, float]], size: float) -> float:
    """The largest letters, at most of `size` points, with which every text is shown in full within the tallest row;
    the smallest that can be read where none are small enough.
    """
    sizes = (size, *(one / 2 for one in range(math.ceil(size * 2) - 1, math.floor(SMALLEST * 2) - 1, -1)))
    fit = (one for one in sizes if natural_height(cells, one) <= TALLEST)
    return next(fit, min(size, SMALLEST))


def fitted(height: float) -> float:
    """`height` within what Excel allows, to a quarter of a point."""
    return math.ceil(min(max(height, LOWEST), TALLEST) * 4) / 4


def _paragraph(text: str, ems: float) -> int:
    """From line to line: where one ends is looked up in the widths of all that is before each character."""
    if len(text) <= ems:  # no character is wider than an em
        return 1
    ends = list(accumulate(map(_WIDTHS.__getitem__, text)))
    room = ems * EM
    count, start, before = 1, 0, 0
    while (over := bisect_right(ends, before + room, start)) < len(text):
        torn = _token_with(text, over, start)
        if torn == start:
            return _by_tokens(text, ems)
        count, start, before = count + 1, torn, ends[torn - 1]
    return count


def _token_with(text: str, at: int, start: int) -> int:
    """Where the token begins that holds the character at `at`; one begins at `start`."""
    begin = at
    while begin > start and (text[begin] in _MAY_GO_ON or text[begin - 1] in _OPENING):
        begin -= 1
    while begin < at and (found := _TOKEN.match(text, begin)) and found.end() <= at:
        begin = found.end()
    return begin


def _by_tokens(text: str, ems: float) -> int:
    """The lines of a paragraph that has a token longer than a line."""
    count, used = 1, 0
    room, whole_ems = ems * EM, max(1, math.floor(ems)) * EM
    for token in _TOKEN.findall(text):
        width = sum(map(_WIDTHS.__getitem__, token))
        if used + width <= room:
            used += width
        elif width <= room:
            count, used = count + 1, width
        else:
            # A word longer than the line starts on a new one and is broken wherever the line ends.
            whole = math.ceil(width / whole_ems)
            count, used = count + whole, width - (whole - 1) * whole_ems
    return count


class _Widths(dict[str, int]):
    """How wide each character is; worked out when it is first met."""

    def __missing__(self, char: str) -> int:
        width = self[char] = _char_width(char)
        return width


_WIDTHS = _Widths()


def _char_width(char: str) -> int:
    if unicodedata.east_asian_width(char) in "WFA":
        return EM
    if char in "MWmw@%—…":
        return 95
    return 70 if char.isupper() else 57
