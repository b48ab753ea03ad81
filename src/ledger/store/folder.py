"""The folder of issue files: find them all, read one. Nothing on disk is left unmentioned; `saving` writes them."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from ledger.errors import NotFoundError, UnreadableError, say
from ledger.model.issue import Issue
from ledger.model.naming import nearest
from ledger.model.problem import Place, Problem
from ledger.store import batch, files, gate, locks, numbers, sealing
from ledger.store.issuefile import MEANT, contents
from ledger.store.typed import located, typed
from ledger.store.workspace import Workspace, unreadable

SCHEMA_FILE = "templates/issue.schema.json"


@dataclass(frozen=True)
class Stored:
    """An issue with the file that it was read from, byte for byte."""

    issue: Issue
    file: str
    """Relative to the ledger's folder, with `/`."""
    data: bytes
    chain: tuple[Problem, ...] = ()
    """What is wrong with its chain, each at its place, where that was asked for."""


@dataclass(frozen=True)
class Scan:
    """The whole folder: what could be read, and what is wrong with the rest. Files = issues + broken."""

    stored: tuple[Stored, ...]
    problems: tuple[Problem, ...]

    @property
    def issues(self) -> tuple[Issue, ...]:
        """The readable issues in the order of their files."""
        return tuple(one.issue for one in self.stored)

    @property
    def broken(self) -> tuple[str, ...]:
        """The files that could not be read, each once."""
        return tuple(dict.fromkeys(p.place.file for p in self.problems if p.place))


def paths(workspace: Workspace) -> list[Path]:
    """Every file under `issues/` that is or should be an issue, in the order of names; hidden files are left alone.

    A folder that can't be looked into is listed itself: nobody knows what it hides. So is one named like an issue.
    """
    found: list[Path] = []

    def closed(error: OSError) -> None:
        if not isinstance(error, FileNotFoundError):
            found.append(Path(error.filename))

    for folder, subfolders, names in os.walk(workspace.issues, onerror=closed):
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        found += [Path(folder, n) for n in names if n.lower().endswith(MEANT) and not n.startswith(".")]
        found += [Path(folder, n) for n in subfolders if Path(folder, n).is_symlink() or n.lower().endswith(MEANT)]
    return sorted(dict.fromkeys(found), key=lambda path: (len(path.stem), path.stem, str(path)))


def relative(workspace: Workspace, path: Path) -> str:
    """A path as users see it: from the ledger's folder, with `/`."""
    return path.relative_to(workspace.root).as_posix()


def read(workspace: Workspace, path: Path, *, chains: bool = False) -> Stored | tuple[Problem, ...]:
    """One file, or everything that is wrong with it. Never raises for what a file contains or is."""
    found = opened(workspace, path)
    if isinstance(found, tuple):
        return found
    one = found.stored
    return replace(one, chain=_chain(workspace, one.file, found.tree, one.issue)) if chains else one


@dataclass(frozen=True)
class Opened:
    """An issue with the texts of its file, each at its place: what digests are made of."""

    stored: Stored
    tree: gate.Tree


def opened(workspace: Workspace, path: Path) -> Opened | tuple[Problem, ...]:
    """The same as `read`, with the texts."""
    file = relative(workspace, path)
    data = contents(path, file)
    if isinstance(data, Problem):
        return (data,)
    tree = gate.read(data, file)
    if isinstance(tree, tuple):
        return tree
    issue = typed(Issue, tree, file)
    if isinstance(issue, tuple):
        return issue
    if issue.id != path.stem:
        text = say("file.id-differs", id=issue.id, name=path.stem)
        return (located(Problem("id-differs", "invalid", text, path=("id",), suggestion=path.stem), tree, file),)
    return Opened(Stored(issue, file, data), tree)


def _chain(workspace: Workspace, file: str, tree: gate.Tree, issue: Issue) -> tuple[Problem, ...]:
    found = sealing.faults(workspace.root, file, tree.data, issue.id)
    return tuple(located(one, tree, file) for one in found)


def chain(workspace: Workspace, one: Stored) -> tuple[Problem, ...]:
    """What is wrong with the chain of an issue, each fault at its place."""
    return _chain(workspace, one.file, _tree(one), one.issue)


def _tree(one: Stored) -> gate.Tree:
    tree = gate.read(one.data, one.file)
    assert not isinstance(tree, tuple)  # noqa: S101 - these very bytes were read before
    return tree


def scan(workspace: Workspace, *, chains: bool = False) -> Scan:
    """Every file and every fault; with `chains`, what is wrong with each chain too. Raises nothing on content."""
    recover(workspace)
    stored: list[Stored] = []
    problems: list[Problem] = []
    first: dict[str, tuple[str, str]] = {}
    for path in paths(workspace):
        one = read(workspace, path, chains=chains)
        if isinstance(one, tuple):
            problems += one
        elif (other := first.setdefault(one.issue.id, (one.file, one.issue.title)))[0] != one.file:
            problems.append(namesake(one, *other))
        else:
            stored.append(one)
    return Scan(tuple(stored), tuple(problems))


def namesake(one: Stored, file: str, title: str) -> Problem:
    """That an issue has the number of another one, which has a file of its own."""
    text = say("file.dup-id", id=one.issue.id, title=one.issue.title, other=file, kept=title)
    return Problem("dup-id", "invalid", text, issue=one.issue.id, place=Place(one.file, 1, 1))


def locate(problems: Iterable[Problem], stored: Iterable[Stored]) -> list[Problem]:
    """Faults of rules with their places found; only files that have faults are read for it."""
    by_id = {one.issue.id: one for one in stored}
    trees: dict[str, gate.Tree] = {}
    placed = []
    for problem in problems:
        one = by_id.get(problem.issue or "")
        if problem.place is not None or one is None:
            placed.append(problem)
            continue
        if one.file not in trees:
            trees[one.file] = _tree(one)
        placed.append(located(problem, trees[one.file], one.file))
    return placed


def get(workspace: Workspace, issue_id: str) -> Stored:
    """The issue with this id. Raises NotFoundError, naming the nearest one, or UnreadableError with every fault."""
    recover(workspace)
    every = paths(workspace)
    matches = [path for path in every if path.stem == issue_id]
    if not matches:
        near = nearest(issue_id, tuple(path.stem for path in every))
        hint = say("did-you-mean", word=near) if near else None
        if now := tuple(numbers.formerly(workspace, issue_id)):
            hint = say("issue.formerly", now=now)
        raise NotFoundError(say("issue.none", id=issue_id, count=len(every)), hint=hint)
    if len(matches) > 1:
        names = tuple(relative(workspace, path) for path in matches)
        raise UnreadableError(say("issue.twice", id=issue_id, files=names))
    one = read(workspace, matches[0])
    if isinstance(one, tuple):
        raise unreadable(relative(workspace, matches[0]), one)
    return one


def recover(workspace: Workspace) -> None:
    """A batch that a crash has cut short is ended before anybody reads half of it."""
    if not batch.interrupted(workspace.root):
        return
    try:
        with locks.ledger(workspace.root):
            batch.finish(workspace.root)
    except OSError as error:
        raise files.fault(error, batch.JOURNAL) from error
