"""Whether one thing may be another under a new name, or the same trade a little further on: what they have in common.

A register has thousands of things, and each that was struck off is held against all that came after it; so what is
compared of a thing is worked out once (`Looks`), and most pairs are told apart by a glance at their signs.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt

from ledger.errors import Said, say
from ledger.model.policy import Objects
from ledger.model.thing import Thing
from ledger.model.units import plain

_EARTH = 6371.0088
"""Kilometres: the mean radius of the earth (IUGG)."""
_DEGREE = 111.0
"""Kilometres that a degree of latitude has at least, to within a third of a percent."""
_VILLAGE = re.compile(r"(?:村|社区|居委会|居民委员会|村委会|组)$")
_TRADE = re.compile(r"(?:(?:股份)?有限(?:责任)?公司|公司|集团|工厂|厂|经营部|门市部|作坊|店|场)$")
"""How names of enterprises end, whichever form they take next time."""
_TELLING = re.compile("[0-9一二三四五六七八九十百东西南北上下左右前后甲乙丙丁]")
"""Signs that tell two things of nearly one name apart: 2号排口, 东沟北段."""
_SHORTEST = 3
"""Signs that a name must have to be like another without being the same."""
_WHOLE = 200
"""Percent of two names together: what two equal ones have in common."""


@dataclass(frozen=True, slots=True)
class _Name:
    """A name as it is compared: without its form of trade."""

    core: str
    signs: frozenset[str]
    repeated: int
    """Signs that stand in it once more."""
    telling: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Looks:
    """What is compared of a thing."""

    thing: Thing
    names: tuple[_Name, ...]
    code: str
    address: str
    keepers: frozenset[str]
    """Who carries it on, then or now. A 河长 watches over many things, and tells nothing of what they are."""
    village: str
    north: float | None
    """Degrees, where its place is known."""


def looks(thing: Thing, settings: Objects) -> Looks:
    """What is compared of a thing in this house."""
    people = (one.person for one in thing.owners if one.role not in settings.watchers)
    region = plain(thing.region or "")
    return Looks(
        thing,
        tuple(map(_named, thing.names)),
        plain(thing.code or ""),
        plain(thing.address or ""),
        frozenset(plain(one) for one in people if one),
        region if _VILLAGE.search(region) else "",
        None if thing.lat is None or thing.lon is None else float(thing.lat),
    )


@lru_cache(8192)
def _named(name: str) -> _Name:
    words = plain(name)
    core = _TRADE.sub("", words) or words
    signs = frozenset(core)
    return _Name(core, signs, len(core) - len(signs), tuple(sorted(_TELLING.findall(core))))


def may_resemble(before: Looks, now: Looks, settings: Objects) -> bool:
    """Whether it is worth while to compare two things: nearly all pairs end here, and quickly."""
    return bool(
        (before.code and before.code == now.code)
        or (before.address and before.address == now.address)
        or (before.village and before.village == now.village)
        or not before.keepers.isdisjoint(now.keepers)
        or _may_be_near(before, now, settings)
        or any(_may_be_alike(one, other, settings.alike) for one in before.names for other in now.names)
    )


def _may_be_near(before: Looks, now: Looks, settings: Objects) -> bool:
    if before.north is None or now.north is None:
        return False
    return abs(before.north - now.north) * _DEGREE <= settings.near_km


def sameness(before: Looks, now: Looks, settings: Objects) -> Iterator[Said]:
    """Why it seems to be the very same: code, address, whoever carries it on, name."""
    if before.code and before.code == now.code:
        yield say("object.same-code", code=now.thing.code)
    if before.address and before.address == now.address:
        yield say("object.same-address", address=now.thing.address)
    for person in sorted(before.keepers & now.keepers):
        yield say("object.same-owner", person=person)
    for at, one in enumerate(before.names):
        for place, other in enumerate(now.names):
            if _alike(one, other, settings.alike):
                yield say("object.same-name", before=before.thing.names[at], now=now.thing.names[place])
                return


def are_alike(one: str, other: str, limit: int) -> bool:
    """Whether two names may be one thing's: the same but for its form of trade, or alike by `limit` percent and not
    told apart by a number or a direction.
    """
    return _alike(_named(one), _named(other), limit)


def _alike(one: _Name, other: _Name, limit: int) -> bool:
    if one.core == other.core:
        return True
    if min(len(one.core), len(other.core)) < _SHORTEST or one.telling != other.telling:
        return False
    if not _may_be_alike(one, other, limit):
        return False
    return 100 * difflib.SequenceMatcher(None, one.core, other.core, autojunk=False).ratio() >= limit


def _may_be_alike(one: _Name, other: _Name, limit: int) -> bool:
    """Whether two names have as many signs in common, in whatever order, as alike ones have in the same order."""
    most = len(one.signs & other.signs) + min(one.repeated, other.repeated)
    return _WHOLE * most >= limit * (len(one.core) + len(other.core))


def nearness(before: Looks, now: Looks, settings: Objects) -> Iterator[Said]:
    """Why it seems to have moved only so far."""
    km = distance(before.thing, now.thing)
    if km is not None and km <= settings.near_km:
        yield say("object.near", km=round(Decimal(km), 1))
    if before.village and before.village == now.village:
        yield say("object.same-village", region=now.thing.region)


def distance(one: Thing, other: Thing) -> float | None:
    """Kilometres between two things along the earth (haversine formula); None where either place is not known."""
    if one.lon is None or one.lat is None or other.lon is None or other.lat is None:
        return None
    east, north = radians(other.lon - one.lon), radians(other.lat - one.lat)
    half = sin(north / 2) ** 2 + cos(radians(one.lat)) * cos(radians(other.lat)) * sin(east / 2) ** 2
    return 2 * _EARTH * asin(min(1.0, sqrt(half)))
