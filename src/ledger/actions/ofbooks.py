"""Which faults of the registers a check of some books tells: objects, plans and the like belong to no book.

They are told there only where an issue of these books is about the record, or the record about the issue.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import PurePosixPath

from ledger.model.issue import Issue
from ledger.model.office import Office
from ledger.model.problem import Problem
from ledger.store import cabinet
from ledger.store.gauges import GAUGES
from ledger.store.inspections import INSPECTIONS
from ledger.store.meetings import MEETINGS
from ledger.store.objects import OBJECTS, SCHEMES
from ledger.store.workspace import Workspace

Touched = frozenset[tuple[str, str]]
"""Records by their folder and id."""
_FOLDERS = frozenset(one.folder for one in (OBJECTS, SCHEMES, GAUGES, MEETINGS, INSPECTIONS))


def touched(ledger: Workspace, issues: Collection[Issue], office: Office) -> Touched:
    """The records that these issues name, and those that name them or the objects that they are about."""
    ids = {one.id for one in issues}
    things = {thing for one in issues for thing in office.things_of(one)}
    promised = {it.gauge for one in issues if one.plan for it in one.plan.indicators if it.gauge}
    followed = {one.scheme for one in issues if one.scheme}
    found = {(OBJECTS.folder, one) for one in things} | {(GAUGES.folder, one) for one in promised}
    found |= {(SCHEMES.folder, one) for one in followed}
    found |= {(SCHEMES.folder, one.id) for one in cabinet.scan(ledger, SCHEMES) if one.object in things}
    found |= {(GAUGES.folder, one.id) for one in cabinet.scan(ledger, GAUGES) if not ids.isdisjoint(one.issues)}
    found |= {(INSPECTIONS.folder, one.id) for one in cabinet.scan(ledger, INSPECTIONS) if one.issue in ids}
    for one in cabinet.scan(ledger, MEETINGS):
        about = (*one.issues, *(issue for it in one.decisions for issue in it.issues))
        if not ids.isdisjoint(about):
            found.add((MEETINGS.folder, one.id))
    return frozenset(found)


def told(problems: Iterable[Problem], about: Touched) -> list[Problem]:
    """The problems without those of records that are not touched."""
    return [one for one in problems if (of := _record(one)) is None or of in about]


def _record(problem: Problem) -> tuple[str, str] | None:
    """The record that a problem is in; None where it is no record of a register."""
    if problem.place is None:
        return None
    file = PurePosixPath(problem.place.file)
    return (file.parts[0], file.stem) if file.parts[0] in _FOLDERS else None
