"""How many columns a text takes on a terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache


def width(text: str) -> int:
    """Columns that a text takes on a terminal: two for wide characters, none for combining ones."""
    return len(text) if text.isascii() else sum(map(_columns, text))


@lru_cache(maxsize=8192)
def _columns(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def widest(cells: Iterable[str]) -> int:
    """The columns of the widest of some texts; 0 where there are none."""
    return max(map(width, {*cells}), default=0)


def fitted(text: str, room: int) -> str:
    """`text` cut with a sign where it takes more columns than there is room for."""
    if width(text) <= room:
        return text
    taken = 0
    for at, char in enumerate(text):
        taken += width(char)
        if taken > room - 1:
            return f"{text[:at]}…"
    return text


def padded(text: str, room: int) -> str:
    """`text` with blanks behind it, so that what follows stands in one column with that of other lines."""
    return text + " " * (room - width(text))
