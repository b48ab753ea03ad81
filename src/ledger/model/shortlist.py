"""Which of many things are worth being compared with one: found by what they have in common, without asking each.

Two things are told to be one by a code, an address, a village, whoever carries them on, how near they are, or names
that are alike. Names that are have most of their signs in common, which is counted for all of them at once: a bit for
each name, and the counts in binary, a number for each place of theirs.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import ceil

from ledger.model.policy import Objects
from ledger.model.resemblance import Looks
from ledger.model.tradenames import TradeName, in_order

_DEGREE = 111.0
"""Kilometres that a degree of latitude has at least, to within a third of a percent."""
_ONE_ELSE = 75
"""Percent of a name that stay when one sign of four is another one."""
_WHOLE = 200
"""Percent of two names together: what two equal ones have in common."""


@dataclass
class _Names:
    """Names of one length that the same numbers and directions tell apart from others."""

    names: list[TradeName] = field(default_factory=list)
    holders: list[list[int]] = field(default_factory=list)
    """By name, which things have it."""
    places: dict[str, int] = field(default_factory=dict)
    """Where each name stands in the two lists."""
    bits: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    """By sign, the names in which it stands."""
    repeated: int = 0
    """Signs that stand in a name once more, at the most."""

    def add(self, name: TradeName, holder: int) -> None:
        """One more thing of this name."""
        at = self.places.setdefault(name.core, len(self.names))
        if at < len(self.names):
            self.holders[at].append(holder)
            return
        for sign in name.signs:
            self.bits[sign] |= 1 << at
        self.names.append(name)
        self.holders.append([holder])
        self.repeated = max(self.repeated, name.repeated)

    def like(self, name: TradeName, least: int) -> Iterator[int]:
        """Who has a name that has most of its signs in common with this one, in the same order."""
        both = len(name.core) + len(self.names[0].core)
        wanted = ceil(least * both / _WHOLE) - min(name.repeated, self.repeated)
        for at in _ones(self._sharing(name, wanted)):
            if in_order(name, self.names[at], least):
                yield from self.holders[at]

    def _sharing(self, name: TradeName, wanted: int) -> int:
        """The names that have so many signs of this one, or more: as bits."""
        planes: list[int] = []
        for sign in name.signs:
            carry = self.bits.get(sign, 0)
            for at, plane in enumerate(planes):
                planes[at], carry = plane ^ carry, plane & carry
            if carry:
                planes.append(carry)
        more, equal = 0, (1 << len(self.names)) - 1
        if wanted <= 0:
            return equal
        for at in reversed(range(max(len(planes), wanted.bit_length()))):
            plane = planes[at] if at < len(planes) else 0
            if wanted >> at & 1:
                equal &= plane
            else:
                more, equal = more | equal & plane, equal & ~plane
        return more | equal


def _ones(bits: int) -> Iterator[int]:
    text = f"{bits:b}"[::-1]
    at = text.find("1")
    while at >= 0:
        yield at
        at = text.find("1", at + 1)


class Shortlist:
    """Things ready to be asked which of them one may be, or be near to."""

    def __init__(self, every: Sequence[Looks], settings: Objects) -> None:
        self._least = min(settings.alike, _ONE_ELSE)
        self._far = float(settings.near_km) / _DEGREE
        self._exact: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        self._names: defaultdict[tuple[str, ...], dict[int, _Names]] = defaultdict(dict)
        for at, one in enumerate(every):
            for key in _keys(one):
                self._exact[key].append(at)
            for name in one.names:
                self._names[name.telling].setdefault(len(name.core), _Names()).add(name, at)
        self._placed = sorted((one.north, at) for at, one in enumerate(every) if one.north is not None)

    def of(self, one: Looks) -> list[int]:
        """The places of those worth being compared with it, in order: all that may be told of it, and few others."""
        found = {at for key in _keys(one) for at in self._exact.get(key, ())}
        if one.north is not None:
            begin = bisect_left(self._placed, (one.north - self._far, -1))
            end = bisect_right(self._placed, (one.north + self._far, len(self._placed)))
            found.update(at for _, at in self._placed[begin:end])
        for name in one.names:
            found.update(self._like(name))
        return sorted(found)

    def _like(self, name: TradeName) -> Iterable[int]:
        mine = len(name.core)
        for length, names in self._names.get(name.telling, {}).items():
            if _WHOLE * min(mine, length) >= self._least * (mine + length):
                yield from names.like(name, self._least)


def _keys(one: Looks) -> Iterator[tuple[str, str]]:
    """What two things may have exactly in common."""
    told = {"code": one.code, "address": one.address, "village": one.village}
    yield from ((of, word) for of, word in told.items() if word)
    yield from (("keeper", person) for person in one.keepers)
