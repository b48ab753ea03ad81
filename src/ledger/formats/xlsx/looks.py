"""What the format of a cell makes of a number: a number, a date, or a month. The value alone doesn't tell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Literal

from ledger.formats.xlsx.markup import Element

Looks = Literal["plain", "percent", "date", "month"]

_MONTHS = (17, 27, 36, 50, 52, 57)
_DATES = (*range(14, 17), *range(18, 23), *range(28, 36), 45, 47, 51, *range(53, 57), 58)
BUILT_IN: Mapping[int, Looks] = {
    **dict.fromkeys(_DATES, "date"), **dict.fromkeys(_MONTHS, "month"), **dict.fromkeys((9, 10), "percent")
}  # fmt: skip
"""The formats that are known by their number alone; 27 to 36 and 50 to 58 in their Chinese meaning.

Source: ECMA-376 part 1, 18.8.30, with the table for zh-cn. 46 counts hours and is no time of day.
"""
WANTED = frozenset({("numFmts", "numFmt"), ("cellXfs", "xf")})
"""The elements of styles.xml that `read_looks` needs."""

_QUIET = re.compile(r'"[^"]*"|\\.|_.|\*.')
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]")
_NO_TOKENS = re.compile(r"\[[^\]]*\]|e[+-]|general|g/通用格式|am/pm|a/p|上午/下午")
_YEAR, _TIME, _ANY = re.compile(r"y|e"), re.compile(r"h|s"), re.compile(r"[ymdhs]|aaa|e")


def looks_of(code: str) -> Looks:
    """What a format code shows: `yyyy"年"m"月"` a month, `0%` a percentage, `[h]:mm` a plain number, `e/m/d` a date."""
    bare = _QUIET.sub("", code.lower()).split(";")[0]
    if _ELAPSED.search(bare):
        return "plain"
    bare = _NO_TOKENS.sub("", bare)
    if not _ANY.search(bare):
        return "percent" if "%" in bare else "plain"
    month_only = _YEAR.search(bare) and "m" in bare and not _TIME.search(bare) and "d" not in bare and "aaa" not in bare
    return "month" if month_only else "date"


def read_looks(found: Iterable[Element]) -> list[Looks]:
    """What the cell formats of a workbook show, in the order by which cells name them. A code outranks its number."""
    own: dict[str, Looks] = {}
    cells: list[Looks] = []
    for one in found:
        number = one.attributes.get("numFmtId", "0")
        if one.name == "numFmt":
            own[number] = looks_of(one.attributes.get("formatCode", ""))
        else:
            known = BUILT_IN.get(int(number), "plain") if number.isascii() and number.isdigit() else "plain"
            cells.append(own.get(number, known))
    return cells
