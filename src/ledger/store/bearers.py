"""Who bears a number: the issue of that name; two, where clones that had not met gave it twice."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ledger.errors import UnreadableError, say
from ledger.model.acts import Evidence
from ledger.model.issue import Issue
from ledger.store import evidence, files, folder, gate, git
from ledger.store.folder import Stored
from ledger.store.typed import typed
from ledger.store.workspace import Workspace, at_its_place

_SIDES = (2, 3)
"""Git's numbers for ours and theirs in an unfinished merge."""


@dataclass(frozen=True)
class Bearers:
    """The issues under one number in this ledger."""

    issues: tuple[Stored, ...]
    marked: bytes | None = None
    """The one file that a merge left both of them in, with git's marks; None where each has a file."""
    unmerged: bool = False
    """Whether git is still in that merge."""


def of(workspace: Workspace, number: str) -> Bearers:
    """Every issue that bears a number here. Raises UnreadableError for a file that is no issue, and not two either."""
    folder.recover(workspace)
    found: list[Stored] = []
    for path in (one for one in folder.paths(workspace) if one.stem == number):
        one = folder.read(workspace, path)
        if isinstance(one, Stored):
            found.append(one)
            continue
        file = folder.relative(workspace, path)
        waiting = git.unmerged(workspace.root).get(file, {})
        sides = [waiting[side] for side in _SIDES if side in waiting] or list(git.merged_last(workspace.root, file))
        both = [read for data in sides if (read := _read(data, file)) is not None]
        if len({side.issue.uid for side in both}) != len(_SIDES):
            raise UnreadableError(say("data.unreadable", file=file), *map(at_its_place, one))
        return Bearers(tuple(both), files.read_plain(path), bool(waiting))
    return Bearers(tuple(found))


def elsewhere(workspace: Workspace, number: str, here: Stored) -> tuple[Stored, ...]:
    """Issues that bear the number on another branch, and are none of this ledger's: each once, as git last had it."""
    known = {one.issue.uid for one in folder.scan(workspace).stored} | {here.issue.uid}
    found: dict[str, Stored] = {}
    for data in git.versions(workspace.root, f"{number}.yaml"):
        one = _read(data, here.file)
        if one is not None and one.issue.id == number and one.issue.uid not in known:
            found.setdefault(one.issue.uid, one)
    return tuple(found.values())


def at(workspace: Workspace, commit: str, number: str) -> str | None:
    """The uid of the issue that bears the number at a commit."""
    for file, data in git.files_at(workspace.root, commit, workspace.issues.name).items():
        if PurePosixPath(file).stem == number and (one := _read(data, file)) is not None:
            return one.issue.uid
    return None


def _read(data: bytes, file: str) -> Stored | None:
    tree = gate.read(data, file)
    issue = tree if isinstance(tree, tuple) else typed(Issue, tree, file)
    return None if isinstance(issue, tuple) else Stored(issue, file, data)


def lies(workspace: Workspace, one: Evidence) -> bool:
    """Whether a piece of evidence lies where its record says, as it was put on record. Raises OSError."""
    path = workspace.root / one.path
    return path.is_file() and not path.is_symlink() and evidence.digest(path)[0] == one.sha256


def out_of_git(workspace: Workspace, one: Evidence) -> bytes | None:
    """A piece of evidence as some branch has it: where two had a file of one name, only one of them lies there."""
    kept = git.versions(workspace.root, Path(one.path).name)
    return next((data for data in kept if hashlib.sha256(data).hexdigest() == one.sha256), None)
