"""Things and issues about them, made for the tests: a village with its workshops and its river."""

from __future__ import annotations

from datetime import date

import build
from ledger.model.acts import Closure
from ledger.model.issue import Issue
from ledger.model.thing import Owner, Thing

GONE = date(2026, 3, 1)
LATER = date(2026, 4, 1)
VILLAGE = "某县红旗镇东村"


def workshop(thing_id: str = "宏达塑料厂", **said: object) -> Thing:
    """An enterprise of the kind that comes back."""
    return Thing.model_validate({"id": thing_id, "name": thing_id, "kind": "企业", **said})


def gone(thing_id: str = "宏达塑料厂", **said: object) -> Thing:
    """One that was struck off."""
    return workshop(thing_id, **{"since": date(2025, 1, 1), "until": GONE, "ending": "关停取缔", **said})


def carried_on_by(person: str, role: str = "经营者") -> tuple[Owner, ...]:
    """Who is behind it."""
    return (Owner(role=role, person=person),)


def about(number: int, *things: str, received: date = build.RECEIVED, **said: object) -> Issue:
    """An issue that names these things."""
    source = build.issue().source.model_copy(update={"received": received})
    return build.issue(number, objects=things, source=source, **said)


def closed(number: int, *things: str, day: date = GONE, **said: object) -> Issue:
    """The same, closed on a day."""
    closure = Closure(date=day, by="wang", unit=build.REGISTRY)
    return about(number, *things, status="closed", closures=(closure,), **said)
