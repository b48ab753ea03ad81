"""Evidence that a merge has left under a wrong name, or under none: what git keeps of it is put where the record says.

Git merges each file by itself. Where both branches filed another one under one name it keeps ours and asks, while the
record names both (`model.merge.namesakes`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import PurePosixPath

from ledger.model.acts import Evidence
from ledger.model.issue import Issue
from ledger.model.merge.namesakes import former
from ledger.store import bearers, files
from ledger.store.batch import Change
from ledger.store.workspace import Workspace


@dataclass(frozen=True)
class Settled:
    """What is to be written, and every path that git is to be told of: those, and the ones it asked about."""

    changes: tuple[Change, ...] = ()
    paths: tuple[str, ...] = ()


def has_namesakes(issue: Issue) -> bool:
    """Whether a merge has given a piece of evidence a name of its own."""
    return any(_before(issue, one) is not None for one in issue.evidence)


def settled(workspace: Workspace, issue: Issue, asked: Collection[str]) -> Settled:
    """Each piece of evidence where its record says, as far as git knows it. `asked`: the paths that git has left to us.

    Nothing is written over that only lies here: a file that git neither asked about nor has stays.
    Raises OSError.
    """
    changes: list[Change] = []
    paths: list[str] = []
    for one in issue.evidence:
        if bearers.lies(workspace, one):
            paths += [one.path] if one.path in asked else []
        elif (change := _put_back(workspace, issue, one, asked)) is not None:
            change.path.parent.mkdir(parents=True, exist_ok=True)
            changes.append(change)
            paths.append(one.path)
    return Settled(tuple(changes), tuple(paths))


def is_known(workspace: Workspace, issue: Issue, path: str) -> bool:
    """Whether a piece of evidence that is wrong or gone would be put in its place (`settled`) though git asks about
    nothing: a merge has given it, or its namesake, another name. Raises OSError.
    """
    mine = (one for one in issue.evidence if one.path == path)
    return has_namesakes(issue) and any(_put_back(workspace, issue, one, ()) is not None for one in mine)


def _put_back(workspace: Workspace, issue: Issue, one: Evidence, asked: Collection[str]) -> Change | None:
    path = workspace.root / one.path
    held = files.read_plain(path) if path.is_file() else None
    data = _out_of_git(workspace, issue, one)
    if data is None or not (held is None or one.path in asked or _is_kept(workspace, one, held)):
        return None
    return Change(path, held, data)


def _out_of_git(workspace: Workspace, issue: Issue, one: Evidence) -> bytes | None:
    """A piece of evidence as some branch has it, under the name that it has or had."""
    for path in (one.path, _before(issue, one)):
        data = bearers.out_of_git(workspace, one.model_copy(update={"path": path})) if path else None
        if data is not None:
            return data
    return None


def _is_kept(workspace: Workspace, one: Evidence, held: bytes) -> bool:
    """Whether git has what lies in a file's place: what lines made of two texts, and somebody has committed."""
    there = one.model_copy(update={"sha256": hashlib.sha256(held).hexdigest()})
    return bearers.out_of_git(workspace, there) is not None


def _before(issue: Issue, one: Evidence) -> str | None:
    """The name that a piece of evidence had before a merge, where it is not the only one of that name."""
    return former(one.path, one.sha256, (other.path for other in issue.evidence))


def issue_of(path: str) -> str:
    """The number in whose folder a file lies."""
    return PurePosixPath(path).parts[1]
