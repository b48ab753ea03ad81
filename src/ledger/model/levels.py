"""The levels of government, highest first, under the names that registers of units use for them."""

from __future__ import annotations

from typing import Literal

from ledger.model.units import Units, plain

Level = Literal["中央", "省", "市", "县", "镇"]
LEVELS: tuple[Level, ...] = ("中央", "省", "市", "县", "镇")

_SAME: dict[str, Level] = {
    **{one: one for one in LEVELS},
    **dict.fromkeys(("国家", "部"), "中央"),
    **dict.fromkeys(("自治区", "直辖市"), "省"),
    **dict.fromkeys(("地市", "设区市", "州", "盟"), "市"),
    **dict.fromkeys(("区", "旗", "区县", "县区", "县市区"), "县"),
    **dict.fromkeys(("乡", "街道", "乡镇", "镇街"), "镇"),
}


def level_of(units: Units, name: str) -> Level | None:
    """The level of a unit as the register tells it (`县`, `县级`, `区`); None where it tells none."""
    unit = units.find(name)
    return _SAME.get(plain(unit.level or "").removesuffix("级")) if unit else None


def is_above(units: Units, name: str, other: str) -> bool:
    """Whether the unit `name` stands over the unit `other`: by their levels, or because it is a parent of it."""
    mine, theirs = level_of(units, name), level_of(units, other)
    if mine is not None and theirs is not None and LEVELS.index(mine) < LEVELS.index(theirs):
        return True
    seen: set[str] = set()
    unit = units.find(other)
    while unit is not None and unit.parent and unit.name not in seen:
        if units.same(unit.parent, name):
            return True
        seen.add(unit.name)
        unit = units.find(unit.parent)
    return False
