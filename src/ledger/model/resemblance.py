"""Whether one thing may be another under a new name, or the same trade a little further on: what they have in common.

A register has thousands of things, and each that was struck off is held against all that came after it; so what is
compared of a thing is worked out once (`Looks`), and most pairs are told apart by a glance at their signs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from math import asin, cos, radians, sin, sqrt

from ledger.errors import Said, say
from ledger.model.policy import Objects
from ledger.model.territory import divisions
from ledger.model.thing import Thing
from ledger.model.thingfaults import may_be_one_place
from ledger.model.tradenames import TradeName, are_alike, named
from ledger.model.units import plain

_EARTH = 6371.0088
"""Kilometres: the mean radius of the earth (IUGG)."""
_VILLAGE = re.compile(r"(?:村|社区|居委会|居民委员会|村委会|组)$")
_LOW = re.compile(r"(?:街道|镇|乡|村|社区|居委会|居民委员会|村委会|组)$")
"""How divisions below the county end."""
_TOWN = re.compile(r"(?:街道|镇|乡)$")
_ANYWHERE = re.compile(r"^\D*(?:园区|园|开发区|工业区|集中区|区|县|市|镇|乡|街道|社区|村|组|路|街|道|内|附近)$")
"""An address that many have in common: 红旗工业园, 东村."""
_PERSON = re.compile(r"[^\d(（、,;/]+")
_FAMILIES: dict[str, tuple[str, ...]] = {
    "企业": ("企业", "工厂", "作坊", "散乱污", "加工点", "个体户"),
    "排口": ("排口", "排污口"),
    "水体": ("水体", "河道", "河流"),
}
"""Words in kinds of which one is as good as another: a 散乱污企业 was an 企业 before."""


@dataclass(frozen=True, slots=True)
class Looks:
    """What is compared of a thing."""

    thing: Thing
    names: tuple[TradeName, ...]
    code: str
    address: str
    keepers: frozenset[str]
    """Who carries it on, then or now. A 河长 watches over many things, and tells nothing of what they are."""
    village: str
    north: float | None
    """Degrees, where its place is known."""
    above: tuple[str, ...]
    """The divisions of its region down to the county."""
    town: str | None


def looks(thing: Thing, settings: Objects) -> Looks:
    """What is compared of a thing in this house."""
    people = (one.person for one in thing.owners if one.role not in settings.watchers)
    region, address = plain(thing.region or ""), plain(thing.address or "")
    parts = tuple(divisions(thing.region or ""))
    return Looks(
        thing,
        tuple(map(named, thing.names)),
        plain(thing.code or ""),
        "" if _ANYWHERE.match(address) else address,
        frozenset(found[0] for one in people if one for found in _PERSON.finditer(plain(one))),
        region if _VILLAGE.search(region) else "",
        None if thing.lat is None or thing.lon is None else float(thing.lat),
        tuple(one for one in parts if not _LOW.search(one)),
        next((one for one in parts if _TOWN.search(one)), None),
    )


def family(kind: str) -> str:
    """What a kind is when two are compared: what came back as a 散乱污企业 had been struck off as an 企业."""
    words = plain(kind)
    return next((name for name, kin in _FAMILIES.items() if any(one in words for one in kin)), words)


def sameness(before: Looks, now: Looks, settings: Objects) -> Iterator[Said]:
    """Why it seems to be the very same: code, address, whoever carries it on, name."""
    if before.code and before.code == now.code:
        yield say("object.same-code", code=now.thing.code)
    if before.address and before.address == now.address and may_be_one_place(before.thing, now.thing):
        yield say("object.same-address", address=now.thing.address)
    for person in sorted(before.keepers & now.keepers):
        yield say("object.same-owner", person=person)
    if _may_be_in_one_county(before, now):
        yield from _same_name(before, now, settings)


def _same_name(before: Looks, now: Looks, settings: Objects) -> Iterator[Said]:
    for at, one in enumerate(before.names):
        for place, other in enumerate(now.names):
            if not are_alike(one, other, settings.alike, near=True):
                continue
            if are_alike(one, other, settings.alike) or _are_neighbours(before, now, settings):
                was, is_now = before.thing.names[at], now.thing.names[place]
                equal = plain(was) == plain(is_now)
                yield say("object.equal-name", name=was) if equal else say("object.same-name", before=was, now=is_now)
                return


def _may_be_in_one_county(one: Looks, other: Looks) -> bool:
    """Whether two things may be of one county: every county has its 红星砖厂, and a name alone tells nothing there."""
    mine, theirs = one.above, other.above
    return not mine or not theirs or mine[-1] in theirs or theirs[-1] in mine


def _are_neighbours(one: Looks, other: Looks, settings: Objects) -> bool:
    """Whether two things are known to be close: by their coordinates, else of one town."""
    km = distance(one.thing, other.thing)
    if km is not None:
        return km <= settings.near_km
    return one.town is not None and one.town == other.town and _may_be_in_one_county(one, other)


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
