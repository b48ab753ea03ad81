"""Who answered for an issue, and when: units that were replaced and leaders before the present one included.

An audit at the end of a term of office (离任审计) asks for everything that somebody answered for in it. A plan only
knows the present units and leader; the history tells who stood there before, and until when.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ledger.model.acts import Change
from ledger.model.issue import Issue
from ledger.model.replay import undone
from ledger.model.trail import Branch, Node

_UNITS = ("lead_units", "responsible_units")
_FIELDS = ("plan", "plan.leader", *(f"plan.{name}" for name in _UNITS))


@dataclass(frozen=True, slots=True)
class Spell:
    """A time in which the same units and the same leader answered for an issue."""

    first: date
    last: date | None
    """The day on which that ended, closed or handed to others; None where it goes on."""
    units: tuple[str, ...]
    leader: str | None


def spells(issue: Issue) -> tuple[Spell, ...]:
    """From the day of its receipt on, in the order of time."""
    ended = closure.date if issue.status == "closed" and (closure := issue.closure()) else None
    content: Branch = {"plan": _plan(issue)}
    found: list[Spell] = []
    for step in reversed(issue.history):
        changes = [_as_texts(one) for one in step.changes if _is_about(one.field)]
        if not changes:
            continue
        before = undone(content, changes)
        if _told(before) != _told(content):
            found.append(Spell(step.date, ended, *_told(content)))
            content, ended = before, step.date
    found.append(Spell(issue.source.received, ended, *_told(content)))
    return tuple(reversed(found))


def within(issue: Issue, first: date, last: date) -> Iterator[Spell]:
    """The spells of an issue that reach into a term, cut to it."""
    for one in spells(issue):
        if one.first <= last and (one.last is None or one.last >= first):
            yield Spell(max(one.first, first), None if one.last is None or one.last > last else one.last,
                        one.units, one.leader)  # fmt: skip


def _plan(issue: Issue) -> Branch:
    plan = issue.plan
    if plan is None:
        return {}
    units = {name: list[Node](getattr(plan, name)) for name in _UNITS}
    return {
        **{name: listed for name, listed in units.items() if listed},
        **({"leader": plan.leader} if plan.leader else {}),
    }


def _is_about(field: str) -> bool:
    return any(field == one or field.startswith(f"{one}.") for one in _FIELDS[1:]) or field == "plan"


def _as_texts(change: Change) -> Branch:
    """A change as a file has it; of a whole plan only what is asked for here."""
    told = {"field": change.field, "old": _kept(change.old), "new": _kept(change.new)}
    return {key: value for key, value in told.items() if value is not None}


def _kept(value: object) -> Node:
    if isinstance(value, dict):
        return {key: _kept(one) for key, one in value.items() if key in {"leader", *_UNITS}}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_kept(one) for one in value]
    return None if value is None else str(value)


def _told(content: Branch) -> tuple[tuple[str, ...], str | None]:
    plan = content.get("plan")
    if not isinstance(plan, dict):
        return (), None
    units = dict.fromkeys(str(one) for name in _UNITS for one in _listed(plan.get(name)))
    leader = plan.get("leader")
    return tuple(units), leader if isinstance(leader, str) else None


def _listed(value: Node) -> list[Node]:
    return value if isinstance(value, list) else []
