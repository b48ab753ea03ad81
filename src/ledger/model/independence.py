"""Who may not judge a piece of work: the units that did it, under whatever name, and the people who worked for them.

整改实施主体 ≠ 验收单位, "nor an ancestor-equal of it at the same level" (domain 2.4). An internal division (内设机构)
is its bureau; a unit that stands really higher (市 over 县) is somebody else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ledger.model.acts import Step
from ledger.model.issue import Issue
from ledger.model.levels import body_of, of_one_house
from ledger.model.office import Office
from ledger.model.plan import Plan
from ledger.model.policy import Policy
from ledger.model.units import Units

_WORK = frozenset({"start", "progress", "evidence"})
"""The steps by which the work itself is put on record."""
_MEASURE_DONE = re.compile(r"plan\.measures\.\d+\.done_on")


def barred_from_verifying(plan: Plan, policy: Policy, cycle: int | None = None) -> tuple[str, ...]:
    """The units that would verify their own work, those replaced since among them; a leading unit, too, unless the
    house lets it verify.
    """
    leading = () if policy.guards.verify_by_lead else plan.lead_units
    return tuple(dict.fromkeys((*leading, *plan.doers(cycle), *plan.former_units)))


def judges_itself(units: Units, unit: str, doers: Iterable[str]) -> str | None:
    """The unit among `doers` that `unit` is one house with, so that it would verify or close its own work."""
    return next((doer for doer in doers if of_one_house(units, unit, doer)), None)


def decides_for_itself(units: Units, unit: str, doers: Iterable[str]) -> str | None:
    """The unit among `doers` that `unit` is, or is subordinate to: it may not grant itself time, settle an objection
    against itself or give itself a card. A superior may, of the same level, too: 县政府 grants time to its bureaus.
    """
    return next((doer for doer in doers if body_of(units, unit) == body_of(units, doer) or
                 of_one_house(units, unit, doer, upward=False)), None)  # fmt: skip


def units_of(office: Office, person_id: str) -> tuple[str, ...]:
    """Every unit that the register puts somebody in, under whichever entry; none for an unknown id."""
    person = office.people.get(person_id)
    return tuple(dict.fromkeys(one.unit for one in office.people.entries_of(person))) if person else ()


def worked_for(issue: Issue, office: Office, person_id: str, doers: Iterable[str]) -> Step | None:
    """The step by which somebody began, reported or proved the work for a unit that did it: a change of post since
    makes nobody independent of what they did.
    """
    named = tuple(doers)
    mine = (one for one in issue.history if one.move in _WORK and office.people.same(one.by, person_id))
    return next((one for one in mine if one.unit and judges_itself(office.units, one.unit, named)), None)


def reported_done(issue: Issue, office: Office, person_id: str) -> Step | None:
    """The step of this cycle by which somebody put a measure on record as done."""
    return next(
        (
            step
            for step in issue.history
            if step.cycle == issue.cycle
            and office.people.same(step.by, person_id)
            and any(_MEASURE_DONE.fullmatch(one.field) and one.new is not None for one in step.changes)
        ),
        None,
    )


@dataclass(frozen=True, slots=True)
class Unknown:
    """The name of a unit in a plan that the register doesn't know, and the known ones that it may be made of."""

    name: str
    parts: tuple[str, ...] = ()


def unknown_units(units: Units, names: Iterable[str]) -> Iterator[Unknown]:
    """The names that the register can't tell anything about, where it has any units at all."""
    if not units.units:
        return
    for name in names:
        if not units.knows(name):
            parts = tuple(name.split())
            several = len(parts) > 1 and all(units.knows(part) for part in parts)
            yield Unknown(name, tuple(map(units.canonical, parts)) if several else ())
