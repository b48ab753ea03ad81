"""What the cells of a list of things say, as the fields of a record; each is refused where it can't be understood."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from ledger.errors import say
from ledger.model import ownerwords, thingcolumns
from ledger.model.coordinates import AXES, Axis, degrees
from ledger.model.filled import CLEARED, UnfitError, day_in, even, said_in
from ledger.model.grid import Cell
from ledger.model.thing import Owner, Thing
from ledger.model.thingcolumns import PART, PLACE, ROLE
from ledger.model.units import plain

_LISTS = frozenset({"other_names", "distinct"})
DAYS = frozenset({"since", "until"})
_AXES: Mapping[str, Axis] = {axis: axis for axis in AXES}
_REGION, _OWNERS = "region", "owners"
_ANYBODY = "责任人"
"""The role of whoever a column of that name tells by the name alone."""
_GENERAL_RANK = 2.5
"""A column for the whole region says what lies between the county and the town, where others tell those."""
_COMMAS = re.compile("[、，,]")
_BETWEEN = re.compile(r"[,，、;；/\n]+|\s+")
_BOTH = 2


class Wish(NamedTuple):
    """What a row wants of one field: as text and as the value of the record."""

    field: str
    text: str
    value: object


@dataclass(frozen=True)
class Reader:
    """Reads the cells of one row. `is_ours`: the row was exported, so that its column of owners names all of them."""

    before: Thing | None
    day: date
    is_ours: bool

    def read(self, target: str, cells: Sequence[tuple[str, Cell]]) -> tuple[Wish, ...]:
        """What the cells of the columns for one target want, each with the field of its column. Raises UnfitError."""
        if target == _REGION:
            return (_region([(field, said_in(cell)) for field, cell in cells]),)
        if target == _OWNERS:
            return (self._owners([(field, said_in(cell)) for field, cell in cells]),)
        ((field, cell),) = cells
        if field in DAYS:
            told = day_in(cell)
            return (Wish(field, told, told or None),)
        return _place(said_in(cell)) if field == PLACE else (_single(field, said_in(cell)),)

    def _owners(self, told: Sequence[tuple[str, str]]) -> Wish:
        held = self.before.owners if self.before else ()
        for field, text in told:
            if field == _OWNERS:
                held = self._all(text, held)
            else:
                role = field.removeprefix(ROLE)
                new = () if text in CLEARED else ownerwords.holders(text, role)
                held = ownerwords.held_by(held, role, new, self.day) if new or text in CLEARED else held
        present = (ownerwords.in_words(one) for one in held if one.until is None)
        return Wish(_OWNERS, ownerwords.BETWEEN.join(present), held)

    def _all(self, text: str, held: tuple[Owner, ...]) -> tuple[Owner, ...]:
        """All the owners by one cell: whoever it doesn't name any more has been replaced. A name without a role holds
        the role of the column, unless the cell of an export held others.
        """
        parts = () if text in CLEARED else ownerwords.parts(text)
        found = [ownerwords.told(part) for part in parts]
        others = [one for one in held if one.until is None and one.role != _ANYBODY]
        if parts and not any(found) and not (self.is_ours and others):
            return ownerwords.held_by(held, _ANYBODY, ownerwords.holders(text, _ANYBODY), self.day)
        if None in found:
            raise UnfitError(say("object.bad-owner", found=parts[found.index(None)]))
        new = [one for one in found if one is not None]
        roles = {plain(one.role) for one in new}
        ended = tuple(
            one.model_copy(update={"until": self.day}) if one.until is None and plain(one.role) not in roles else one
            for one in held
        )
        return ownerwords.succeeded(ended, new, self.day)


def targets(fields: Iterable[str]) -> dict[str, list[str]]:
    """What the columns of these fields fill together: the region by its parts, the owners by their roles."""
    found: dict[str, list[str]] = {}
    for field in fields:
        target = _REGION if field.startswith(PART) else _OWNERS if field.startswith(ROLE) else field
        found.setdefault(target, []).append(field)
    return found


def same(field: str, one: str, other: str) -> bool:
    """Whether two texts mean the same value of a field."""
    if field not in _AXES or one == other:
        return one == even(other)
    try:
        return Decimal(one) == Decimal(other)
    except InvalidOperation:
        return False


def _single(field: str, text: str) -> Wish:
    if text in CLEARED:
        return Wish(field, "", None)
    if field in _LISTS:
        words = tuple(part.strip() for part in _COMMAS.split(text) if part.strip())
        return Wish(field, "、".join(words), words)
    told = _degrees(text, _AXES[field]) if field in _AXES else text
    return Wish(field, told, told)


def _region(told: Sequence[tuple[str, str]]) -> Wish:
    """The region by its parts, the highest first; a part that another has already said is not said again."""
    region = ""
    for _, text in sorted((_rank(field), text) for field, text in told if text not in CLEARED):
        if plain(text).startswith(plain(region)):
            region = text
        elif not plain(region).endswith(plain(text)):
            region += text
    return Wish(_REGION, region, region or None)


def _rank(field: str) -> float:
    return float(field.removeprefix(PART)) if field.startswith(PART) else _GENERAL_RANK


def _degrees(text: str, axis: Axis) -> str:
    found = degrees(text, axis)
    if found is None:
        raise UnfitError(say("object.bad-degrees", found=text, heading=thingcolumns.heading(axis)))
    return f"{found:f}"


def _place(text: str) -> tuple[Wish, ...]:
    if text in CLEARED:
        return (Wish("lon", "", None), Wish("lat", "", None))
    parts = [part for part in _BETWEEN.split(text) if part]
    found = [degrees(part, axis) for part, axis in zip(parts, _AXES.values(), strict=False)]
    if len(parts) != _BOTH or None in found:
        raise UnfitError(say("object.bad-place", found=text))
    return tuple(Wish(field, f"{one:f}", f"{one:f}") for field, one in zip(_AXES, found, strict=True))
