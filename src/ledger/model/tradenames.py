"""Names as they are compared: 新宏达塑料加工点 after 宏达塑料厂, and not 3号排口 after 2号排口.

An enterprise takes another form of trade, puts 新 in front, or changes a sign; a river, an outfall, a section keeps its
name, and a sign that is another one makes it another thing.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from ledger.model.units import plain

_FORM = re.compile(
    r"(?:(?:股份)?有限(?:责任)?公司|公司|集团|工厂|厂|经营部|门市部|服务部|作坊|工坊|商行|店|场"
    r"|(?:加工|收购|回收|经营|修理)[点店部坊站]|加工|制品)$"
)
"""How names of enterprises end, whichever form they take next time."""
_PLACE = re.compile(r"^\w{1,6}?(?:县|市|镇|乡|街道)(?=\w{2})")
"""Where an enterprise says it is of, before its name."""
_NEW = re.compile(r"^[新原]")
_TELLING = re.compile("[0-9一二三四五六七八九十百东西南北上下左右前后甲乙丙丁]")
"""Signs that tell two things of nearly one name apart: 2号排口, 东沟北段."""
_TELLING_OF_PLACES = re.compile("[新旧老大小雨污清支干主内外]")
"""Those that tell rivers and outfalls apart besides: 雨水排口 and 污水排口, 新河 and 老河."""
_SHORTEST, _LEFT = 3, 2
"""Signs that a name must have to be like another without being the same, and must keep without its form."""
_ONE_ELSE = 4
"""Signs that a name must have to be told by all but one of them."""
_WHOLE = 200
"""Percent of two names together: what two equal ones have in common."""


@dataclass(frozen=True, slots=True)
class TradeName:
    """A name as it is compared: without its form of trade."""

    core: str
    place: str
    """The place in front of it, where it is an enterprise's."""
    has_form: bool
    signs: frozenset[str]
    repeated: int
    """Signs that stand in it once more."""
    telling: tuple[str, ...]
    telling_of_places: tuple[str, ...]
    places: Mapping[str, int]
    """Where each sign stands, as bits."""


@lru_cache(8192)
def named(name: str) -> TradeName:
    """A name ready to be compared."""
    core, place = plain(name), ""
    has_form = _FORM.search(core) is not None
    if has_form:
        core, place = _bare(core)
    signs = frozenset(core)
    return TradeName(
        core,
        place,
        has_form,
        signs,
        len(core) - len(signs),
        tuple(sorted(_TELLING.findall(core))),
        tuple(sorted(_TELLING_OF_PLACES.findall(core))),
        _places(core),
    )


def _places(words: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for at, sign in enumerate(words):
        found[sign] = found.get(sign, 0) | 1 << at
    return found


def _bare(words: str) -> tuple[str, str]:
    core, place = words, ""
    while (form := _FORM.search(core)) is not None and form.start() >= _LEFT:
        core = core[: form.start()]
    while (found := _PLACE.match(core)) is not None:
        core, place = core[found.end() :], place + found[0]
    return (core[1:] if _NEW.match(core) and len(core) > _LEFT else core), place


def are_alike(one: TradeName, other: TradeName, limit: int, *, near: bool = False) -> bool:
    """Whether two names may be one thing's: the same but for the form of trade, or alike by `limit` percent and not
    told apart by a number or a direction. Of two enterprises that are `near` each other one sign may be another one.
    """
    if _are_of_two_places(one.place, other.place):
        return False
    if one.core == other.core:
        return True
    if min(len(one.core), len(other.core)) < _SHORTEST or one.telling != other.telling:
        return False
    if not (one.has_form or other.has_form):
        return _is_longer_form(one, other) and _is_like(one, other, limit)
    return (near and _is_one_else(one.core, other.core)) or _is_like(one, other, limit)


def _are_of_two_places(one: str, other: str) -> bool:
    return bool(one and other) and not (one.endswith(other) or other.endswith(one))


def _is_like(one: TradeName, other: TradeName, limit: int) -> bool:
    return may_be_alike(one, other, limit) and in_order(one, other, limit) and _ratio(one.core, other.core) >= limit


@lru_cache(65536)
def _ratio(one: str, other: str) -> float:
    """Percent of two names that are the same in the same order, the longest pieces first."""
    return 100 * difflib.SequenceMatcher(None, one, other, autojunk=False).ratio()


def in_order(one: TradeName, other: TradeName, limit: int) -> bool:
    """Whether two names have as many signs in common, in the same order, as alike ones have: difflib's pieces are a
    common subsequence, and no more than the longest one (Hyyrö 2004, a row of its table as one number).
    """
    row = whole = (1 << len(one.core)) - 1
    places = one.places
    for sign in other.core:
        if here := row & places.get(sign, 0):
            row = ((row + here) | (row - here)) & whole
    common = len(one.core) - row.bit_count()
    return _WHOLE * common >= limit * (len(one.core) + len(other.core))


def may_be_alike(one: TradeName, other: TradeName, limit: int) -> bool:
    """Whether two names have as many signs in common, in whatever order, as alike ones have in the same order."""
    most = len(one.signs & other.signs) + min(one.repeated, other.repeated)
    return _WHOLE * most >= limit * (len(one.core) + len(other.core))


def _is_longer_form(one: TradeName, other: TradeName) -> bool:
    """Whether one name of a place only has more to it than the other: 红旗河排口, 红旗河入河排口."""
    short, long = sorted((one.core, other.core), key=len)
    signs = iter(long)
    return one.telling_of_places == other.telling_of_places and all(sign in signs for sign in short)


def _is_one_else(one: str, other: str) -> bool:
    return len(one) == len(other) >= _ONE_ELSE and sum(a != b for a, b in zip(one, other, strict=True)) == 1
