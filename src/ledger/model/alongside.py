"""What stands beside the issues of a thing: indicators that measure it, meetings, checklists, 问责."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ledger.model.acts import Accountability
from ledger.model.gauge import Gauge
from ledger.model.inspection import Inspection
from ledger.model.issue import Issue
from ledger.model.meeting import Meeting
from ledger.model.thing import Thing
from ledger.model.touches import touching


@dataclass(frozen=True)
class Alongside:
    """All of it that there was on a day, each kind in the order of time."""

    gauges: tuple[Gauge, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    inspections: tuple[Inspection, ...] = ()
    accountability: tuple[tuple[str, Accountability], ...] = ()
    """With the issue that it was about. Never for public output."""


def alongside(
    about: tuple[Thing, ...],
    issues: tuple[Issue, ...],
    records: tuple[Iterable[Gauge], Iterable[Meeting], Iterable[Inspection]],
    day: date,
) -> Alongside:
    """What stands beside the issues of these things; `issues` are as they stood on `day`. An indicator and a meeting
    are about a thing that they name, and about those of the issues that they name.
    """
    mine = {one.id for one in about}
    touched = {issue.id: issue for issue, _ in touching(issues, about)}
    gauges, meetings, inspections = records
    acts = [(issue.id, act) for issue in touched.values() for act in issue.accountability]
    return Alongside(
        tuple(one for one in gauges if one.object in mine or not touched.keys().isdisjoint(one.issues)),
        tuple(sorted((one for one in meetings if one.date <= day and _is_about(one, mine, touched)), key=_when)),
        tuple(sorted((one for one in inspections if one.date <= day and one.object in mine), key=_when)),
        tuple(sorted(((of, act) for of, act in acts if _holds(act, day)), key=lambda pair: pair[1].date)),
    )


def _is_about(meeting: Meeting, things: set[str], issues: dict[str, Issue]) -> bool:
    listed = (*(one.objects for one in meeting.topics), *(one.objects for one in meeting.decisions))
    named = (thing for every in listed for thing in every)
    return not things.isdisjoint(named) or any(issue in issues for issue in meeting.issues)


def _when(one: Meeting | Inspection) -> tuple[date, str]:
    return one.date, one.id


def _holds(act: Accountability, day: date) -> bool:
    return act.date <= day and (act.withdrawn_on is None or act.withdrawn_on > day)
