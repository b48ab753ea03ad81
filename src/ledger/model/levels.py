"""The levels of government, highest first, under the names that registers of units use for them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from ledger.errors import Said, say
from ledger.model.problem import Path, Problem
from ledger.model.units import Unit, Units, plain

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


OTHERS = ("村", "企业")
"""What a register may say of a unit that is no level of government."""


def is_level(word: str) -> bool:
    """Whether a register may say this of a unit."""
    return _read(word) is not None or word in OTHERS


def _read(word: str | None) -> Level | None:
    return _SAME.get(plain(word or "").removesuffix("级"))


def level_of(units: Units, name: str) -> Level | None:
    """The level of a unit as the register tells it (`县`, `县级`, `区`); None where it tells none."""
    unit = units.find(name)
    return _read(unit.level) if unit else None


def is_above(units: Units, name: str, other: str) -> bool:
    """Whether the unit `name` stands over the unit `other`: by their levels, or because it is a parent of it."""
    mine, theirs = level_of(units, name), level_of(units, other)
    if mine is not None and theirs is not None and LEVELS.index(mine) < LEVELS.index(theirs):
        return True
    return any(units.same(one.name, name) for one in _over(units, other))


def doubts(units: Units) -> Iterator[Problem]:
    """What a register says of its units that can't be so, each with where it stands: it can be worked with, but who
    stands above whom, or which of two is meant, is told by chance.
    """
    for name, first, second in units.shared_names():
        yield _doubt(units, second, "name", say("units.name-of-two", name=name, first=first, second=second))
    for unit in units.units:
        above = units.find(unit.parent) if unit.parent else None
        if unit.level and not is_level(unit.level):
            yield _doubt(
                units, unit.name, "level", say("units.level-unknown", level=unit.level, known=(*LEVELS, *OTHERS))
            )
        if unit.parent and above is None:
            yield _doubt(units, unit.name, "parent", say("units.parent-unknown", unit=unit.name, parent=unit.parent))
        elif above is not None and any(
            units.find(one.parent or "") is unit for one in (above, *_over(units, above.name))
        ):
            yield _doubt(units, unit.name, "parent", say("units.parent-circle", unit=unit.name, parent=above.name))


def _doubt(units: Units, name: str, key: str, text: Said) -> Problem:
    at = max(
        place for place, one in enumerate(units.units) if one.name == name
    )  # of two of one name the second is too many
    path: Path = ("units", at, key)
    return Problem("unit-doubtful", "warning", text, path=path)


def body_of(units: Units, name: str) -> str:
    """The body that a unit is or belongs to, to be compared only: a unit of which no level is told is a division of the
    one above it, where that has a level or the division its name (`县水务局排水科`).
    """
    unit, top = units.find(name), name
    for parent in _over(units, name):
        division = unit is not None and not unit.level
        if not division or not (parent.level or plain(top).startswith(plain(parent.name))):
            break
        unit, top = parent, parent.name
    return units.body(top)


def of_one_house(units: Units, judge: str, doer: str, *, upward: bool = True) -> bool:
    """Whether `judge` is no other than `doer` before the work of `doer`: the same body, one below it, or one above it
    that doesn't stand really higher — the levels are the same, or not told. `upward=False` leaves out those above.
    """
    mine, theirs = body_of(units, judge), body_of(units, doer)
    if mine == theirs or any(units.body(one.name) == theirs for one in _over(units, judge)):
        return True
    over = any(body_of(units, one.name) == mine for one in _over(units, doer))
    return upward and over and not _higher(units, judge, doer)


def _higher(units: Units, name: str, other: str) -> bool:
    mine, theirs = _told(units, name), _told(units, other)
    return mine is not None and theirs is not None and LEVELS.index(mine) < LEVELS.index(theirs)


def _told(units: Units, name: str) -> Level | None:
    """The level of a unit, or of the body that it is a division of."""
    own = level_of(units, name)
    if own is not None:
        return own
    body = body_of(units, name)
    return next((level_of(units, one.name) for one in _over(units, name) if units.body(one.name) == body), None)


def _over(units: Units, name: str) -> Iterator[Unit]:
    """The units above one, the nearest first, as the register tells them; each once, whatever circle it tells."""
    unit, seen = units.find(name), set[str]()
    while unit is not None and unit.parent and unit.name not in seen:
        seen.add(unit.name)
        unit = units.find(unit.parent)
        if unit is not None and unit.name not in seen:
            yield unit
