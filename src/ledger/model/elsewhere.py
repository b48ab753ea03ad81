"""Things of many ledgers held against each other: the same one kept in two, and 就近转移 over the county's border.

A city reads forty registers of thousands of things. So only those are compared that have something exact in common: a
code, an address, a village, a name, whoever carries it on, or a square of the map and the squares around it.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from math import floor
from typing import Literal

from ledger.errors import Said, say
from ledger.model.policy import Objects
from ledger.model.resemblance import Looks, distance, looks, nearness, sameness
from ledger.model.thing import Thing, Things
from ledger.model.units import plain

Kind = Literal["twice", "revived", "moved"]
RULES: Mapping[Kind, str] = {"twice": "object-elsewhere", "revived": "object-revived", "moved": "object-moved"}
"""By which name the check tells of each."""
_DEGREE = 111.19
"""Kilometres of a degree of latitude."""
_NARROWEST = 0.5
"""How much of that a degree of longitude is at the least: beyond 60° north there is no county of ours."""


@dataclass(frozen=True)
class Register:
    """The things of one ledger."""

    name: str
    """What the ledger is called."""
    things: Things
    came: Mapping[str, date]
    """Since when each is known, where anything tells."""

    def far(self, thing: Thing) -> str:
        """A thing of it as it is called among many ledgers."""
        return f"{self.name}/{thing.id}"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two things of two ledgers that seem to be one, or one that moved."""

    kind: Kind
    register: Register
    thing: Thing
    """The one that is there, and of two that are there the one that came later into the list."""
    other: Register
    before: Thing
    because: tuple[Said, ...]

    @property
    def text(self) -> Said:
        """What seems to be so, and what to do."""
        blanks = {"thing": self.register.far(self.thing), "before": self.other.far(self.before)}
        return say(f"elsewhere.{self.kind}", until=self.before.until, because=self.because, **blanks)


@dataclass(frozen=True)
class _Seen:
    """A thing with its ledger, and what is compared of it."""

    at: int
    register: Register
    looks: Looks
    there: bool
    """Whether it had not been struck off by the day that is asked about."""
    kind: str
    signs: frozenset[str]
    """Of its names: two that have few in common are not alike, which is seen before anything else is worked out."""

    @property
    def thing(self) -> Thing:
        return self.looks.thing


def _seen(at: int, register: Register, thing: Thing, day: date, settings: Objects) -> _Seen:
    signs = frozenset("".join(map(plain, thing.names)))
    return _Seen(at, register, looks(thing, settings), thing.is_there(day), plain(thing.kind), signs)


def pairs(registers: Sequence[Register], day: date, settings: Objects) -> tuple[Pair, ...]:
    """Every pair over the border of two ledgers, each told once, in the order of the ledgers."""
    seen = [_seen(at, one, thing, day, settings) for at, one in enumerate(registers) for thing in one.things]
    blocks: dict[Hashable, list[int]] = {}
    for number, one in enumerate(seen):
        for block in _blocks(one, settings):
            blocks.setdefault(block, []).append(number)
    found: list[Pair] = []
    for number, one in enumerate(seen):
        near = chain.from_iterable(blocks.get(block, ()) for block in _around(one, settings))
        for other in sorted({it for it in near if it > number and _may_be_one(one, seen[it])}):
            found += _compared(one, seen[other], day, settings)
    return tuple(found)


def _may_be_one(one: _Seen, other: _Seen) -> bool:
    """Whether it is worth while to compare two: nearly all pairs that are only near end here, and quickly."""
    if one.at == other.at or not (one.there or other.there):
        return False
    mine, yours = one.looks, other.looks
    if mine.code and mine.code == yours.code:
        return True
    if one.kind != other.kind:
        return False
    if one.there and other.there:
        common = len(one.signs & other.signs)
        return (
            2 * common >= min(len(one.signs), len(other.signs))
            or bool(mine.address and mine.address == yours.address)
            or not mine.keepers.isdisjoint(yours.keepers)
        )
    return True


def _blocks(one: _Seen, settings: Objects) -> Iterator[Hashable]:
    """Under what a thing is found by those that are like it."""
    yield from _exact(one)
    if (square := _square(one.thing, settings)) is not None:
        yield (one.kind, *square)


def _around(one: _Seen, settings: Objects) -> Iterator[Hashable]:
    """Under what those are found that it may be like."""
    yield from _exact(one)
    if (square := _square(one.thing, settings)) is not None:
        north, east = square
        yield from ((one.kind, north + up, east + right) for up in (-1, 0, 1) for right in (-1, 0, 1))


def _exact(one: _Seen) -> Iterator[Hashable]:
    """Only a code is one whatever somebody calls the kind of thing."""
    told = one.looks
    if told.code:
        yield "code", told.code
    words = {"address": (told.address,), "village": (told.village,), "keeper": told.keepers}
    yield from ((one.kind, of, word) for of, every in words.items() for word in every if word)
    yield from ((one.kind, "name", plain(name)) for name in one.thing.names)


def _square(thing: Thing, settings: Objects) -> tuple[int, int] | None:
    if thing.lat is None or thing.lon is None or not settings.near_km:
        return None
    size = float(settings.near_km) / _DEGREE
    return floor(float(thing.lat) / size), floor(float(thing.lon) / (size / _NARROWEST))


def _compared(one: _Seen, other: _Seen, day: date, settings: Objects) -> Iterable[Pair]:
    """What two things of two ledgers seem to be."""
    if one.there and other.there:
        because = _one_and_the_same(one.looks, other.looks, settings)
        return (Pair("twice", other.register, other.thing, one.register, one.thing, because),) if because else ()
    now, before = (one, other) if one.there else (other, one)
    if before.thing.id in now.thing.distinct or not _came_after(now, before, day):
        return ()
    same = tuple(sameness(before.looks, now.looks, settings))
    because = same or tuple(nearness(before.looks, now.looks, settings))
    kind: Kind = "revived" if same else "moved"
    return (Pair(kind, now.register, now.thing, before.register, before.thing, because),) if because else ()


def _one_and_the_same(one: Looks, other: Looks, settings: Objects) -> tuple[Said, ...]:
    """Why two that are there may be one: the same code; or alike, and near by."""
    if other.thing.id in one.thing.distinct or one.thing.id in other.thing.distinct:
        return ()
    same = tuple(sameness(one, other, settings))
    if one.code and one.code == other.code:
        return same
    if one.code and other.code:
        return ()  # two codes are two things, however near
    km = distance(one.thing, other.thing)
    near = tuple(nearness(one, other, settings)) if km is None or km <= float(settings.near_km) else ()
    return (*same, *near) if same and near else ()


def _came_after(now: _Seen, before: _Seen, day: date) -> bool:
    came = now.register.came.get(now.thing.id)
    return came is not None and before.thing.until is not None and before.thing.until <= came <= day
