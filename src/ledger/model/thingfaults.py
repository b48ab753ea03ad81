"""What is wrong with the records of things: a code or name used twice, parents unknown, places that can't be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from ledger.errors import Said, say
from ledger.model.naming import nearest
from ledger.model.policy import Objects
from ledger.model.problem import Level, Path, Problem
from ledger.model.territory import lies_in
from ledger.model.thing import Thing, Things
from ledger.model.units import plain

EAST, NORTH = (Decimal(73), Decimal(136)), (Decimal(3), Decimal(54))
"""Between which degrees China lies, its sea included."""


class ThingFault(NamedTuple):
    """A fault, and the thing in whose file it stands."""

    thing: str
    problem: Problem


def faults(things: Things, settings: Objects) -> Iterator[ThingFault]:
    """Everything that is wrong with things as they stand beside each other."""
    codes = _first_of((one, one.code) for one in things if one.until is None)
    for one in things:
        yield from _same_code(one, codes)
        yield from _parent(one, things)
        yield from _distinct(one, things)
        yield from _place(one)
        yield from _days(one)
        yield from _kind(one, settings)
    yield from _same_name(things)


def _fault(
    one: Thing, rule: str, text: Said, path: Path, *, level: Level = "error", meant: str | None = None
) -> ThingFault:
    return ThingFault(one.id, Problem(rule, level, text, path=path, suggestion=meant))


def _first_of(pairs: Iterable[tuple[Thing, str | None]]) -> dict[str, Thing]:
    found: dict[str, Thing] = {}
    for one, word in pairs:
        if word:
            found.setdefault(plain(word), one)
    return found


def _same_code(one: Thing, codes: Mapping[str, Thing]) -> Iterator[ThingFault]:
    """The code of what was struck off may come back: that is no fault of the record, but 死灰复燃 (`reappearance`)."""
    first = codes.get(plain(one.code)) if one.code and one.until is None else None
    if first is not None and first.id != one.id:
        text = say("object.code-twice", code=one.code, other=first.id, name=first.name)
        yield _fault(one, "dup-code", text, ("code",))


def _same_name(things: Things) -> Iterator[ThingFault]:
    """Two things of a kind in one place with one name; every county has a 新河, so another place is no fault, and what
    was struck off may come back.
    """
    seen: dict[tuple[str, str], list[Thing]] = {}
    for one in (it for it in things if it.until is None):
        for at, name in enumerate(one.names):
            others = seen.setdefault((plain(one.kind), plain(name)), [])
            other = next((it for it in others if it.id != one.id and may_be_one_place(it, one)), None)
            if other is not None:
                path: Path = ("other_names", at - 1) if at else ("name",)
                text = say("object.name-twice", name=name, kind=one.kind, other=other.id)
                yield _fault(one, "dup-object-name", text, path)
            others.append(one)


def may_be_one_place(one: Thing, other: Thing) -> bool:
    """Whether two things may lie in one region, as far as they say where."""
    if not one.region or not other.region:
        return True
    return lies_in(one.region, other.region) or lies_in(other.region, one.region)


def _parent(one: Thing, things: Things) -> Iterator[ThingFault]:
    if one.parent is None:
        return
    if things.get(one.parent) is None:
        near = nearest(one.parent, tuple(it.id for it in things))
        text = say("object.parent-unknown", parent=one.parent)
        yield _fault(one, "unknown-object", text, ("parent",), meant=near)
    elif one.parent == one.id or any(it.id == one.parent for it in things.within(one.id)):
        yield _fault(one, "object-circle", say("object.circle", id=one.id, parent=one.parent), ("parent",))


def _distinct(one: Thing, things: Things) -> Iterator[ThingFault]:
    for at, word in enumerate(one.distinct):
        if not things.matching(word):
            text = say("object.distinct-unknown", word=word)
            near = nearest(word, tuple(it.id for it in things))
            yield _fault(one, "unknown-object", text, ("distinct", at), level="warning", meant=near)


def _place(one: Thing) -> Iterator[ThingFault]:
    if (one.lon is None) != (one.lat is None):
        yield _fault(one, "bad-coordinates", say("object.half-place"), ("lon",) if one.lat is None else ("lat",))
        return
    if one.lon is None or one.lat is None or (_is_in(one.lon, EAST) and _is_in(one.lat, NORTH)):
        return
    swapped = _is_in(one.lat, EAST) and _is_in(one.lon, NORTH)
    text = say("object.swapped" if swapped else "object.elsewhere", lon=one.lon, lat=one.lat)
    yield _fault(one, "bad-coordinates", text, ("lat",) if _is_in(one.lon, EAST) else ("lon",))


def _is_in(value: Decimal, bounds: tuple[Decimal, Decimal]) -> bool:
    return bounds[0] <= value <= bounds[1]


def _days(one: Thing) -> Iterator[ThingFault]:
    if one.since is not None and one.until is not None and one.until < one.since:
        text = say("object.until-before", since=one.since, until=one.until)
        yield _fault(one, "object-days", text, ("until",))


def _kind(one: Thing, settings: Objects) -> Iterator[ThingFault]:
    """A kind outside the office's list: half of the 企业 would stand on a sheet of their own."""
    if one.kind not in settings.kinds:
        text = say("object.kind-unlisted", kind=one.kind, known=settings.kinds)
        near = nearest(one.kind, settings.kinds)
        yield _fault(one, "object-kind", text, ("kind",), level="warning", meant=near)
