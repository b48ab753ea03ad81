"""What `check` says of checklists, described and filled in, each fault at its line."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import PurePosixPath

from ledger.errors import say
from ledger.model.naming import nearest
from ledger.model.problem import Path, Problem
from ledger.store import cabinet, checklists, inspections, scoring
from ledger.store.inspections import INSPECTIONS
from ledger.store.objects import OBJECTS
from ledger.store.workspace import Workspace


def unreadable(workspace: Workspace) -> tuple[Problem, ...]:
    """Every fault that keeps a file from being a checklist, one filled in, or the rules of scores."""
    described = (*checklists.faults_of_own(workspace.root), *scoring.faults_of_own(workspace.root))
    return (*described, *cabinet.scan(workspace, INSPECTIONS).problems)


def faults(workspace: Workspace) -> Iterator[Problem]:
    """Photos that are gone, or are no longer what was put on record."""
    for kept in cabinet.scan(workspace, INSPECTIONS).kept:
        for at, which, photo in inspections.damaged(workspace, kept.record):
            path: Path = ("results", at, "photos", which, "path")
            text = say("checklist.photo-damaged", path=photo.path)
            yield kept.located(Problem("photo-damaged", "integrity", text, path=path))


def dead(workspace: Workspace, issues: Collection[str]) -> Iterator[Problem]:
    """The issue and the object that a list was filled in for and that are not there; `issues` are those that are."""
    objects = cabinet.scan(workspace, OBJECTS)
    things = (*objects.names, *(PurePosixPath(one.place.file).stem for one in objects.problems if one.place))
    for kept in cabinet.scan(workspace, INSPECTIONS).kept:
        one = kept.record
        if one.issue is not None and one.issue not in issues:
            text, near = say("checklist.unknown-issue", id=one.issue), nearest(one.issue, tuple(issues))
            yield kept.located(Problem("checklist-link", "error", text, path=("issue",), suggestion=near))
        if one.object is not None and one.object not in things:
            text, near = say("object.unknown", id=one.object), nearest(one.object, things)
            yield kept.located(Problem("unknown-object", "error", text, path=("object",), suggestion=near))
