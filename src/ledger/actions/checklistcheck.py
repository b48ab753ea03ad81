"""What `check` says of checklists, described and filled in, each fault at its line."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.errors import say
from ledger.model.problem import Path, Problem
from ledger.store import cabinet, checklists, inspections, scoring
from ledger.store.inspections import INSPECTIONS
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
