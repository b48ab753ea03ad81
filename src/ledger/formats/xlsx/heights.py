"""How tall a row must be for its wrapped Chinese text: never too short, at most a line too tall.

Excel works out row heights only for rows it has edited itself, LibreOffice shows one line, so the file has to say.
Measured against LibreOffice's own heights on 720 cells: none too short (ecosystem 1.5). A line is counted in
ems of the font; `width` is a column's width in characters of Calibri 11, 7 pixels each.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

LINE = 1.46
"""Height of a line in font sizes: Noto CJK's, the tallest of the fonts in use (宋体 about 1.3, 微软雅黑 1.5)."""
PADDING = 5.0
LOWEST, TALLEST = 24.0, 409.0
"""Points. Excel allows no row above 409.5."""
SMALLEST = 8.0
"""Points of the smallest letters that are still to be read on the page."""

# What may not be torn apart at the end of a line: opening marks with what follows, a Latin word or number,
# and the marks that never begin a line with what is before them (GB/T 15834).
_TOKEN = re.compile(r"[（(【〔《“‘「『]*(?:[!-'*-~]+|.)[，。、；：？！,.;:?!…）)】〕》”’」』%％]*", re.DOTALL)


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
    for _, text, width in wanted:
        ems = available(width, size)
        # Two lines in succession always hold more than one line's worth, so this can't be exceeded.
        if 2 * len(text) / ems + 1 + text.count("\n") > most:
            most = max(most, lines(text, ems))
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
    if len(text) <= ems:  # no character is wider than an em
        return 1
    count, used = 1, 0.0
    for token in _TOKEN.findall(text):
        width = _token_width(token)
        if used + width <= ems:
            used += width
        elif width <= ems:
            count, used = count + 1, width
        else:
            # A word longer than the line starts on a new one and is broken wherever the line ends.
            whole = math.ceil(width / max(1, math.floor(ems)))
            count, used = count + whole, width - (whole - 1) * math.floor(ems)
    return count


@lru_cache(maxsize=65_536)
def _token_width(token: str) -> float:
    return sum(_char_width(char) for char in token)


@lru_cache(maxsize=16_384)
def _char_width(char: str) -> float:
    if unicodedata.east_asian_width(char) in "WFA":
        return 1.0
    if char in "MWmw@%—…":
        return 0.95
    return 0.7 if char.isupper() else 0.57
