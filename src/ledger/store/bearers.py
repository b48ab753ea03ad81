"""Who bears a number: the issue of that name; two, where clones that had not met gave it twice."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ledger.errors import UnreadableError, say
from ledger.model import renumber, trail
from ledger.model.acts import Evidence
from ledger.model.issue import Issue
from ledger.model.trail import Branch
from ledger.store import evidence, files, folder, gate, git, sealing
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
    unmerged = False
    for path in (one for one in folder.paths(workspace) if one.stem == number):
        one = folder.read(workspace, path)
        file = folder.relative(workspace, path)
        waiting = git.unmerged(workspace.root, file).get(file, {})
        if isinstance(one, Stored):
            found.append(one)
            unmerged = unmerged or bool(waiting)
        elif both := met(workspace, file, waiting):
            return Bearers(both, files.read_plain(path), bool(waiting))
        else:
            raise UnreadableError(say("data.unreadable", file=file), *map(at_its_place, one))
    return Bearers(tuple(found), unmerged=unmerged)


def met(workspace: Workspace, file: str, waiting: Mapping[int, bytes] | None = None) -> tuple[Stored, ...]:
    """The two issues, ours first, that a merge brought together in one file; nothing where it holds no two of them.
    `waiting` is what git keeps of a merge that nobody has finished (`git.unmerged`), where it was asked already.
    """
    stages = git.unmerged(workspace.root, file).get(file, {}) if waiting is None else waiting
    sides = [stages[side] for side in _SIDES if side in stages] or list(git.merged_last(workspace.root, file))
    both = tuple(read for data in sides if (read := _read(data, file)) is not None)
    return both if len({side.issue.uid for side in both}) == len(_SIDES) else ()


@dataclass(frozen=True)
class Arriving:
    """A number that another issue has on a branch that was fetched and not merged."""

    issue: Issue
    branch: str
    other: Issue
    ahead: tuple[str, str] | None
    """The branch that has given one of the two another number already, and that number."""


def arriving(workspace: Workspace, issues: Iterable[Issue]) -> Iterator[Arriving]:
    """Issues whose number another one has on a branch that was fetched; none where that is mended here already."""
    added = {PurePosixPath(path).stem: path for path in git.arriving(workspace.root, workspace.issues.name)}
    for issue in issues if added else ():
        followed = git.as_followed(workspace.root, added[issue.id]) if issue.id in added else ()
        others = ((branch, one) for branch, data in followed if (one := _read(data, added[issue.id])) is not None)
        for branch, one in others:
            if one.issue.id == issue.id and one.issue.uid != issue.uid and not _has_left(workspace, one):
                yield Arriving(issue, branch, one.issue, _ahead(workspace, issue, one))
                break


def _has_left(workspace: Workspace, one: Stored) -> bool:
    """Whether an issue stands here under another number, which it keeps: it bears the one elsewhere no longer."""
    here = standing(workspace, one)
    return here is not None and renumber.settled(_tree(here), _tree(one)) != one.issue.id


def _ahead(workspace: Workspace, issue: Issue, other: Stored) -> tuple[str, str] | None:
    """Where one of two issues of one number has another one by now, on a branch that is to be merged for it."""
    mine = (one for one in folder.scan(workspace).stored if (one.issue.id, one.issue.uid) == (issue.id, issue.uid))
    unknown = (other,) if standing(workspace, other) is None else ()
    return next((found for one in (*mine, *unknown) if (found := renumbered(workspace, one)) is not None), None)


def elsewhere(workspace: Workspace, number: str, here: Stored) -> tuple[Stored, ...]:
    """Issues that bear the number on another branch, and none in this ledger: each once, as git last had it."""
    found: dict[str, Stored] = {}
    for data in git.versions(workspace.root, f"{number}.yaml"):
        one = _read(data, here.file)
        if one is not None and one.issue.id == number and one.issue.uid != here.issue.uid:
            found.setdefault(one.issue.uid, one)
    return tuple(one for one in found.values() if not _has_left(workspace, one))


def standing(workspace: Workspace, one: Stored) -> Stored | None:
    """The same issue under another number here: a branch had renumbered it while work went on under the old one."""
    same = (other for other in folder.scan(workspace).stored if other.issue.uid == one.issue.uid)
    return next((other for other in same if other.issue.id != one.issue.id), None)


def colliding(workspace: Workspace, one: Stored) -> str | None:
    """The other number under which a merge that nobody has finished has an issue, in one file with somebody else's."""
    waiting = git.unmerged(workspace.root, workspace.issues.name)
    broken = folder.scan(workspace).broken
    sides = (side for file, stages in waiting.items() if file in broken for side in met(workspace, file, stages))
    return next((s.issue.id for s in sides if s.issue.uid == one.issue.uid and s.issue.id != one.issue.id), None)


def ours_first(workspace: Workspace, one: Stored, other: Stored) -> tuple[Stored, Stored]:
    """An issue under two numbers as git counts the sides of a merge: ours is what this branch had before it."""
    for commit in ("HEAD", "HEAD^1"):
        mine = [side for side in (one, other) if at(workspace, commit, side.issue.id) == side.issue.uid]
        if len(mine) == 1:
            return (one, other) if mine[0] is one else (other, one)
    return one, other


def parted(
    workspace: Workspace, scan: folder.Scan, unmerged: Mapping[str, Mapping[int, bytes]]
) -> dict[str, dict[int, bytes]]:
    """Issues that were worked on under two numbers, by the file that stays: its versions, as git numbers them."""
    marked = [one for file, stages in unmerged.items() for one in met(workspace, file, stages)]
    by_uid: dict[str, list[Stored]] = {}
    for one in (*scan.stored, *marked):
        by_uid.setdefault(one.issue.uid, []).append(one)
    found: dict[str, dict[int, bytes]] = {}
    for stays, comes in (pair for same in by_uid.values() for pair in itertools.permutations(same, 2)):
        here = stays not in marked and renumber.settled(_tree(stays), _tree(comes)) == stays.issue.id
        if here and stays.issue.id != comes.issue.id and not {*_events(comes)} <= {*_events(stays)}:
            ours, theirs = ours_first(workspace, stays, comes)
            found[stays.file] = {1: common(workspace, comes, stays), 2: ours.data, 3: theirs.data}
    return found


def renumbered(workspace: Workspace, one: Stored) -> tuple[str, str] | None:
    """A branch on which an issue has another number by now, and that number."""
    borne = {one.issue.id, *renumber.formerly(_tree(one))}
    for branch, path in git.holding(workspace.root, one.issue.uid, workspace.issues.name):
        number = PurePosixPath(path).stem
        if number not in borne:
            return branch, number
    return None


def published(workspace: Workspace, number: str) -> dict[str, int]:
    """How many people know an issue under a number, by its uid: 2 where it is on the branch that all begin from, 1 on
    any other that was pushed; none where it never left this clone.
    """
    found: dict[str, int] = {}
    for rank, by_default in ((1, False), (2, True)):
        for data in git.published(workspace.root, f"{number}.yaml", by_default=by_default):
            if (one := _read(data, number)) is not None and one.issue.id == number:
                found[one.issue.uid] = rank
    return found


def common(workspace: Workspace, one: Stored, other: Stored) -> bytes:
    """The newest version in git that both come from; nothing where git has none."""
    known = {*_events(one)} & {*_events(other)}
    for number in (one.issue.id, other.issue.id):
        for data in git.versions(workspace.root, f"{number}.yaml"):
            was = _read(data, one.file)
            if was is not None and was.issue.uid == one.issue.uid and {*_events(was)} <= known:
                return data
    return b""


def _events(one: Stored) -> tuple[str, ...]:
    return tuple(map(trail.name_of, trail.events(_tree(one))))


def _tree(one: Stored) -> Branch:
    return sealing.tree(one.data, one.file)


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
