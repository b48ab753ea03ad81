"""What `check` says of meetings and their decisions, each fault at its line."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath

from ledger.actions.desk import Desk
from ledger.errors import say
from ledger.model import meetingfaults
from ledger.model.meeting import Meeting
from ledger.model.office import Office
from ledger.model.problem import Problem
from ledger.model.rules.case import Case
from ledger.store import cabinet
from ledger.store.meetings import MEETINGS
from ledger.store.objects import OBJECTS
from ledger.store.workspace import Workspace


def unreadable(workspace: Workspace) -> tuple[Problem, ...]:
    """Every fault that keeps a file from being a meeting."""
    return cabinet.scan(workspace, MEETINGS).problems


def faults(desk: Desk, office: Office, cases: Iterable[Case], broken: Iterable[str]) -> list[Problem]:
    """What is wrong with meetings and what they refer to; an issue whose file is `broken` is there."""
    kept = cabinet.scan(desk.workspace, MEETINGS)
    if not kept.kept:
        return []
    issues = {*(one.issue.id for one in cases), *(PurePosixPath(file).stem for file in broken)}
    objects = cabinet.scan(desk.workspace, OBJECTS)
    known = (*objects.names, *(PurePosixPath(one.place.file).stem for one in objects.problems if one.place))
    return [
        one.located(problem)
        for one in kept.kept
        for problem in (
            *meetingfaults.faults(one.record, desk.day, office.calendar, office.policy),
            *meetingfaults.dead(one.record, issues, known),
            *_evidence(desk, one.record),
        )
    ]


def _evidence(desk: Desk, meeting: Meeting) -> Iterable[Problem]:
    """Files that a decision rests on and that are not there."""
    for at, one in enumerate(meeting.decisions):
        for nth, path in enumerate(one.evidence):
            if path.startswith("evidence/") and not (desk.workspace.root / path).is_file():
                text = say("meeting.no-evidence", path=path)
                yield Problem("decision-evidence", "error", text, path=("decisions", at, "evidence", nth))
