"""Classes of surface water (GB 3838-2002): Ⅰ is the best, 劣Ⅴ the worst, however somebody writes them.

A class is kept as its rank, 1 to 6: the lower the better, so that Ⅱ compares with Ⅲ as it does on the river.
"""

from __future__ import annotations

import re
import unicodedata

NAMES = ("Ⅰ类", "Ⅱ类", "Ⅲ类", "Ⅳ类", "Ⅴ类", "劣Ⅴ类")
BEST, WORST = 1, len(NAMES)
_FIFTH = 5
_RANKS = {
    **{sign: at for at, sign in enumerate(("I", "II", "III", "IV", "V"), BEST)},
    **{sign: at for at, sign in enumerate("一二三四五", BEST)},
    **{sign: at for at, sign in enumerate("12345", BEST)},
}
_WRITTEN = re.compile(r"(?P<worse>劣)?(?:于)?(?P<sign>IV|V|I{1,3}|[一二三四五]|[1-5](?=类))(?:类(?:水质|水体|水)?)?")


def read_class(text: str) -> int | None:
    """The rank of a class written Ⅲ, III, 3类, 三类, Ⅲ类, 劣Ⅴ or 劣V类; None for anything else, a bare 3 included."""
    even = "".join(unicodedata.normalize("NFKC", text).upper().split())
    found = _WRITTEN.fullmatch(even)
    if found is None:
        return None
    rank = _RANKS[found["sign"]]
    if not found["worse"]:
        return rank
    return WORST if rank == _FIFTH else None


def class_name(rank: int) -> str:
    """A class as papers print it; a rank beyond the classes is the nearest one."""
    return NAMES[min(max(rank, BEST), WORST) - 1]
