"""Which place a unit or a ledger is of, by the names of administrative divisions: `某市甲县水利局` is of 甲县 in 某市.

Read where a register says nothing, so it is careful: what is not plainly a name of a division is none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from ledger.model.levels import LEVELS, Level, level_of
from ledger.model.units import Units, plain

_SIGNS: dict[str, Level] = {
    **dict.fromkeys(("自治区", "省"), "省"),
    **dict.fromkeys(("自治州", "市", "州", "盟"), "市"),
    **dict.fromkeys(("自治县", "自治旗", "县", "区", "旗"), "县"),
    **dict.fromkeys(("街道", "镇", "乡"), "镇"),
}
"""How the name of a division ends, the longer signs first."""
_SIGN = "|".join(_SIGNS)
_PART = re.compile(rf"(?![省市州盟县区旗镇乡]{{2}})[^\W局委厅办部院会所各]{{1,8}}?(?:{_SIGN})(?![省市州盟县区旗镇乡])")
_BARE = re.compile(r"([省市州盟县区旗镇乡])(?![省市州盟县区旗镇乡])")
_VILLAGE = re.compile(r"\w{1,12}?(?:社区|村(?!村))")
_EACH = re.compile(r"各(?:有关|相关)?[市州盟县区旗乡镇街地]")


@dataclass(frozen=True, slots=True)
class Territory:
    """The place that a ledger is kept for."""

    parts: tuple[str, ...] = ()
    """Its divisions, the highest first: 某市, 甲县."""
    level: Level | None = None

    def holds(self, parts: tuple[str, ...]) -> bool:
        """Whether a place is this one or lies in it, as far as the names tell."""
        if not self.parts:
            return False
        above = self.parts[-2::-1]
        return any(
            part == self.parts[-1]
            and all(one == other for one, other in zip(reversed(parts[:at]), above, strict=False))
            for at, part in enumerate(parts)
        )

    def is_above(self, other: Territory) -> bool:
        """Whether this is of a higher level; False where either level is not told."""
        if self.level is None or other.level is None:
            return False
        return LEVELS.index(self.level) < LEVELS.index(other.level)

    def in_full(self, unit: str) -> str:
        """A unit as it is called among those of other places: `县水务局` of 甲县 is 甲县水务局."""
        bare = _BARE.match(plain(unit)) if not place_of(unit) else None
        named = [part for at, part in enumerate(self.parts) if bare and _level(self.parts[: at + 1]) == _SIGNS[bare[1]]]
        return f"{named[0]}{unit.strip()[1:]}" if named else unit


def place_of(name: str) -> tuple[str, ...]:
    """The divisions that a name begins with, the highest first; none for `县水务局`, which might be any county's."""
    text, at, parts = plain(name), 0, list[str]()
    while found := _PART.match(text, at):
        parts.append(found[0])
        at = found.end()
    return tuple(parts)


def lies_in(place: str, within: str) -> bool:
    """Whether a place is another or lies in it (行政区域 to the village, domain 1, 148), by whole names of divisions:
    某县红旗镇东村 lies in 红旗镇, in 某县, in 某县东村, and not in 旗镇, nor in 乙县红旗镇.
    """
    if plain(place) == plain(within):
        return True
    have = iter(divisions(place))
    wanted = divisions(within)
    return bool(wanted) and all(one in have for one in wanted)


@lru_cache(4096)
def divisions(region: str) -> tuple[str, ...]:
    """The divisions of a region down to the village, the highest first; what is left behind them is one more."""
    text, at, parts = plain(region), 0, list[str]()
    while at < len(text):
        found = _PART.match(text, at)
        if found is None or text.startswith("村", found.end()):
            found = _VILLAGE.match(text, at) or found
        parts.append(found[0] if found else text[at:])
        at = found.end() if found else len(text)
    return tuple(parts)


def is_each(unit: str) -> bool:
    """Whether a unit is all those below: `各县（市、区）党委和政府` (domain 3.8)."""
    return _EACH.match(plain(unit)) is not None


def territory(unit: str, region: str | None, units: Units) -> Territory:
    """The place of a ledger that `unit` keeps, by what the house says (`region`), else by the unit's name; its level by
    the place, else by the register of units, else by how the name begins (`县整改办`).
    """
    parts = place_of(region or unit)
    bare = _BARE.match(plain(unit))
    level = _level(parts) or level_of(units, unit) or (_SIGNS[bare[1]] if bare else None)
    return Territory(parts, level)


def by_level(parts: tuple[str, ...]) -> Mapping[Level, str]:
    """The divisions of a place by their levels."""
    found = ((_level(parts[: at + 1]), part) for at, part in enumerate(parts))
    return {level: part for level, part in found if level is not None}


def _level(parts: tuple[str, ...]) -> Level | None:
    """By the sign of the last division; a 市 in a 市 is one of the level below."""
    if not parts:
        return None
    own = next(level for sign, level in _SIGNS.items() if parts[-1].endswith(sign))
    above = _level(parts[:-1])
    return LEVELS[LEVELS.index(own) + 1] if above == own and own != LEVELS[-1] else own
