"""What cells of old ledgers say and can't mean: words for nothing, two units in one, numbers of days that never were.

Nothing here is corrected. It is left out or kept as it stands, and somebody is told what it looks like.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from ledger.model.sections import elements
from ledger.model.units import Units, plain
from ledger.model.values import FIRST_YEAR, LAST_YEAR

DAY_ZERO = date(1899, 12, 30)
"""The day from which Excel counts days."""
FIRST_SERIAL, LAST_SERIAL = 36526, 73050
"""2000-01-01 and 2099-12-31 as Excel counts them: a number between them where a day should stand is meant as one."""
NOTHING = frozenset({"无", "/", "\\", "-", "--", "—", "——", "－", "〇", "空", "待定", "暂无", "未定", "n/a", "na"})
"""How offices fill a cell in which nothing is to be said; compared in plain form."""

_DAY = re.compile(r"\s*(\d{4})\s*[-年./]\s*(\d{1,2})\s*[-月./]\s*(\d{1,2})\s*日?\s*|\s*(20\d{2})(\d{2})(\d{2})\s*")
_SHORT_DAY = re.compile(r"\s*(\d{2})\s*[-年./]\s*(\d{1,2})\s*[-月./]\s*(\d{1,2})\s*日?\s*")
_BODY = (
    "(?:局|委|办|厅|部|院|队|所|站|处|科|中心|公司|集团|政府|委员会|管委会|党委|党工委|街道|镇|乡|厂|园区|开发区|学校)"
)
_TWO = re.compile(rf"(?P<first>.*?{_BODY})(?:以及|和|与|及|/|／|\s+)(?P<rest>.{{2,}}?{_BODY}(?:[(（].*[)）])?)")
_HALF = re.compile(r"[省市州县区旗镇乡]?(?:(?:人民)?政府|管委会|管理委员会|办事处)")
"""党委和政府: two halves of one leadership, which plans name as one (domain 3.8)."""
_PETITION = re.compile(r"[A-Z]\d?[A-Z]{1,3}(?P<day>20\d{6})\d{3,5}")
"""D3SX202505280018: a petition's number has the day on which it was received (domain 3.4)."""
_OTHERWISE: Mapping[str, str] = {
    "空气": "大气", "废气": "大气", "噪音": "噪声", "固废": "固体废物", "危废": "固体废物", "水质": "水", "污水": "水",
    "废水": "水", "异味": "大气", "粉尘": "扬尘", "海水": "海洋",
}  # fmt: skip
"""Words beside the 环境要素 that offices use, with the usual one."""


def is_nothing(text: str) -> bool:
    """Whether a cell says that it says nothing."""
    return plain(text).strip() in NOTHING or text.strip() in NOTHING


def day(text: str) -> date | None:
    """A day as offices write it: 2026-01-05, 2026年1月5日, 2026.1.5, 20260105."""
    hit = _DAY.fullmatch(text)
    return _as_day(*(part for part in hit.groups() if part)) if hit else None


def day_meant(text: str) -> date | None:
    """What day a cell may mean that holds none: Excel's number of a day, or a year of two digits."""
    number = text.strip()
    if number.isdecimal() and FIRST_SERIAL <= int(number) <= LAST_SERIAL:
        return date.fromordinal(DAY_ZERO.toordinal() + int(number))
    hit = _SHORT_DAY.fullmatch(text)
    return _as_day(f"20{hit[1]}", hit[2], hit[3]) if hit else None


def _as_day(*parts: str) -> date | None:
    try:
        found = date(*map(int, parts))
    except ValueError:
        return None
    return found if FIRST_YEAR <= found.year <= LAST_YEAR else None


def two_units(name: str, units: Units) -> tuple[str, str] | None:
    """The two units that one name seems to hold; None for one unit, and for what the register knows."""
    hit = _TWO.fullmatch(name.strip())
    if hit is None or _HALF.fullmatch(hit["rest"]) or units.find(name) is not None:
        return None
    return hit["first"], hit["rest"]


def impossible_day(number: str) -> str | None:
    """The day in a petition's number, where there is no such day."""
    hit = _PETITION.fullmatch(number.strip())
    if hit is None or day(hit["day"]) is not None:
        return None
    return hit["day"]


def usual_word(word: str, known: Sequence[str]) -> str | None:
    """The 环境要素 of the house that a word of an old ledger seems to be; None for nothing like it."""
    found = elements(word, known)
    other = _OTHERWISE.get(word.strip())
    return found[0] if len(found) == 1 else other if other in known else None
