"""What a plan promises of an indicator whose readings are kept in its own series, held against these readings.

The plan says the level in its own words (`plan.Indicator`: operator, value, day); the series says what was measured.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from ledger.errors import Said, say
from ledger.model.gauge import Gauge
from ledger.model.gaugecourse import Point, base_value, points
from ledger.model.gaugefaults import level
from ledger.model.gaugestanding import Demand, judge
from ledger.model.issue import Issue
from ledger.model.plan import Indicator, Operator
from ledger.model.target import even_unit

_CEILINGS: frozenset[Operator] = frozenset({"≤", "<", "下降"})
_RELATIVE: frozenset[Operator] = frozenset({"下降", "上升"})


def unmet(issue: Issue, gauges: Mapping[str, Gauge], day: date) -> Iterator[Said]:
    """Every promise of a plan that the readings known on `day` don't bear out; those without a series say nothing."""
    for one in issue.plan.indicators if issue.plan else ():
        if one.gauge is None:
            continue
        gauge = gauges.get(one.gauge)
        yield from _against(one, gauge, day) if gauge is not None else (say("indicator.unknown", id=one.gauge),)


def _against(one: Indicator, gauge: Gauge, day: date) -> Iterator[Said]:
    if one.operator not in _RELATIVE and one.unit and gauge.unit and even_unit(one.unit) != even_unit(gauge.unit):
        yield say("indicator.promise-unit", name=one.name, unit=one.unit, id=gauge.id, other=gauge.unit)
        return
    known = points(gauge, day)
    demand = _demand(one, gauge, known, day)
    base = _base(one, gauge, known, day)
    if demand.bound is None and base is not None:
        yield say("indicator.promise-share", name=one.name, value=gauge.shown(base))
        return
    if demand.bound is None:
        yield say("indicator.promise-base", name=one.name, id=gauge.id)
        return
    found = judge(gauge, known, demand, day)
    bound = level(gauge, demand)
    if found.value is None:
        yield say("indicator.promise-unread", name=one.name, id=gauge.id, bound=bound)
    elif not demand.met_by(found.value):
        yield say("indicator.promise-unmet", name=one.name, id=gauge.id, bound=bound, value=gauge.shown(found.value))


def _demand(one: Indicator, gauge: Gauge, known: tuple[Point, ...], day: date) -> Demand:
    ceiling, strict = one.operator in _CEILINGS, one.operator in {"<", ">"}
    return Demand(ceiling, _bound(one, gauge, known, day), strict, one.operator == "=", one.by)


def _base(one: Indicator, gauge: Gauge, known: tuple[Point, ...], day: date) -> Decimal | None:
    """The value that a change is a percentage of, as the plan tells it or as it was measured."""
    base = one.baseline
    if base is None:
        return None
    return base.value if base.value is not None else base_value(gauge, known, base.year, day)


def _bound(one: Indicator, gauge: Gauge, known: tuple[Point, ...], day: date) -> Decimal | None:
    """The level; a change is a percentage of the base's value, and there is none of what is not above zero."""
    if one.operator not in _RELATIVE:
        return one.value
    value = _base(one, gauge, known, day)
    if value is None or value <= 0:
        return None
    change = value * one.value / 100
    return value - change if one.operator == "下降" else value + change
