"""Chinese numerals: `二十三`, `一百零五`, `二〇二六`."""

from __future__ import annotations

_ONES = {char: at for at, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "两": 2}
_SCALES = {"十": 10, "百": 100, "千": 1000}
_BEYOND = 10_000
NUMERALS = "".join((*_ONES, *_SCALES))
"""The signs of which numerals below ten thousand are made."""


def chinese(numeral: str) -> int | None:
    """`二十三` → 23, `一百零五` → 105, `二〇二六` → 2026; None where the signs make no number."""
    if not numeral or any(char not in _ONES and char not in _SCALES for char in numeral):
        return None
    if not any(char in _SCALES for char in numeral):
        return int("".join(str(_ONES[char]) for char in numeral))
    total, pending, last = 0, "", _BEYOND
    for char in numeral:
        scale = _SCALES.get(char)
        if scale is None:
            if pending.strip("〇零○"):
                return None
            pending = char
        elif scale >= last or not _may_scale(pending, scale, total):
            return None
        else:
            total, pending, last = total + (_ONES[pending] if pending else 1) * scale, "", scale
    return total + (_ONES[pending] if pending else 0)


def _may_scale(pending: str, scale: int, total: int) -> bool:
    """十 alone stands for 一十 where nothing is before it (`十三`); 百 and 千 need their digit, and none is a zero."""
    if not pending:
        return scale == _SCALES["十"] and total == 0
    return _ONES[pending] > 0
