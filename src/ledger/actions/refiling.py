"""Evidence that follows an issue into the folder of its new number."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from ledger.model.acts import Evidence
from ledger.model.issue import Issue
from ledger.store import batch, bearers
from ledger.store.batch import Change, Move
from ledger.store.workspace import Workspace


@dataclass
class Plan:
    """What is written: texts, and files that lie elsewhere afterwards."""

    changes: list[Change] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    moved: int = 0


@dataclass(frozen=True)
class Parts:
    """The issue that moves, the same under the new number, if it stands there, and the other that keeps the old one
    here.
    """

    moving: Issue
    standing: Issue | None
    keeping: Issue | None


def write(workspace: Workspace, plan: Plan) -> None:
    """All of a plan or nothing; folders that it leaves empty go. Raises ConflictError, OSError."""
    batch.write_all(workspace.root, plan.changes, plan.moves)
    for folder in {
        one.path.parent for one in plan.changes if one.after is None and workspace.evidence in one.path.parents
    }:
        with contextlib.suppress(OSError):
            folder.rmdir()


def follow(workspace: Workspace, plan: Plan, parts: Parts, after: Issue) -> None:
    """The evidence follows; what the other issue names as well stays, too. Where the two had another file under one
    name, only one of them lies there: the other is looked for in git.
    """
    root = workspace.root
    stays = {one.path for one in parts.keeping.evidence} if parts.keeping else set[str]()
    stays |= {one.path for one in after.evidence}
    before = (*(parts.standing.evidence if parts.standing else ()), *parts.moving.evidence)
    known = {(one.path, one.sha256) for one in before}
    for one in after.evidence:
        if (one.path, one.sha256) in known or bearers.lies(workspace, one):
            continue
        source, target = _source(workspace, one, before), root / one.path
        goes = source is not None and source.path not in stays
        if source and goes and not target.exists():
            plan.moves.append(Move(root / source.path, target))
        elif (data := _bytes(workspace, one, source)) is not None:
            target.parent.mkdir(parents=True, exist_ok=True)
            plan.changes.append(Change(target, target.read_bytes() if target.exists() else None, data))
        else:
            plan.lost.append(one.path)
            continue
        plan.moved += 1
    gone = {one.source for one in plan.moves}
    for one in parts.moving.evidence:  # what lies in the new folder already, or was copied there
        path = root / one.path
        if one.path not in stays and path not in gone and bearers.lies(workspace, one):
            plan.changes.append(Change(path, path.read_bytes(), None))
    if parts.keeping:
        plan.changes += _restored(workspace, parts.keeping, {one.path for one in parts.moving.evidence})


def _source(workspace: Workspace, one: Evidence, before: Iterable[Evidence]) -> Evidence | None:
    """Where a piece of evidence lies so far; of several places, the one under its own name."""
    lying = [was for was in before if was.sha256 == one.sha256 and bearers.lies(workspace, was)]
    named = (was for was in lying if PurePosixPath(was.path).name == PurePosixPath(one.path).name)
    return next(iter((*named, *lying)), None)


def _bytes(workspace: Workspace, one: Evidence, source: Evidence | None) -> bytes | None:
    """What a piece of evidence is, from where it lies or from git."""
    return (workspace.root / source.path).read_bytes() if source else bearers.out_of_git(workspace, one)


def _restored(workspace: Workspace, keeping: Issue, shared: set[str]) -> Iterator[Change]:
    """The file that belongs to the issue which stays, where the other's lies under its name."""
    for one in keeping.evidence:
        path = workspace.root / one.path
        if one.path in shared and path.is_file() and not bearers.lies(workspace, one):
            data = bearers.out_of_git(workspace, one)
            if data is not None:
                yield Change(path, path.read_bytes(), data)
