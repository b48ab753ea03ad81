"""The folder of issue files: find them all, read one, add one, save one. Nothing on disk is ever left unmentioned."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ledger.errors import ConflictError, NotFoundError, UnreadableError, say
from ledger.model.ids import next_id
from ledger.model.issue import FIELD_ORDER, Issue
from ledger.model.naming import nearest
from ledger.model.problem import Place, Problem
from ledger.store import batch, files, gate, locks, numbers, sealing, yamlfile
from ledger.store.issuefile import MEANT, SUFFIX, contents
from ledger.store.patch import patched, tree_of
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
    first: dict[str, str] = {}
    for path in paths(workspace):
        one = read(workspace, path, chains=chains)
        if isinstance(one, tuple):
            problems += one
        elif (other := first.setdefault(one.issue.id, one.file)) != one.file:
            text = say("file.dup-id", id=one.issue.id, other=other)
            problems.append(Problem("dup-id", "invalid", text, issue=one.issue.id, place=Place(one.file, 1, 1)))
        else:
            stored.append(one)
    return Scan(tuple(stored), tuple(problems))


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


def add(workspace: Workspace, make: Callable[[str], Issue]) -> Stored:
    """Write a new issue under the next free number. `make` builds it once the number is known.

    The number is taken by creating the file, so two processes can't get the same one. Raises MachineError.
    """
    try:
        workspace.issues.mkdir(exist_ok=True)
        with numbers.reserved(workspace) as taken:
            batch.finish(workspace.root)
            files.remove_leftovers(workspace.issues)
            while True:
                issue = make(next_id(workspace.policy.ledger.prefix, taken))
                path = workspace.issues / f"{issue.id}{SUFFIX}"
                data, issue = _first_text(workspace, path, issue)
                try:
                    files.write_atomically(path, data, new=True)
                except FileExistsError:
                    taken.add(issue.id)
                    continue
                return Stored(issue, relative(workspace, path), data)
    except OSError as error:
        raise files.fault(error, workspace.issues) from error


def add_at(workspace: Workspace, issue: Issue) -> Stored:
    """Write a new issue under the number that it has already. Raises ConflictError if it is taken, MachineError."""
    path = workspace.issues / f"{issue.id}{SUFFIX}"
    data, made = _first_text(workspace, path, issue)
    try:
        with locks.ledger(workspace.root):
            batch.finish(workspace.root)
            files.write_atomically(path, data, new=True)
    except FileExistsError as error:
        raise ConflictError(say("export.exists", path=relative(workspace, path))) from error
    except OSError as error:
        raise files.fault(error, path) from error
    return Stored(made, relative(workspace, path), data)


def add_all(workspace: Workspace, makes: Sequence[Callable[[str], Issue]]) -> tuple[Stored, ...]:
    """Write several new issues under the next free numbers, in their order: all of them, or none. Raises as `add` does;
    ConflictError where a file of such a name appeared meanwhile.
    """
    made: list[Stored] = []
    try:
        workspace.issues.mkdir(exist_ok=True)
        with numbers.reserved(workspace) as taken:
            batch.finish(workspace.root)
            for make in makes:
                issue = make(next_id(workspace.policy.ledger.prefix, taken))
                taken.add(issue.id)
                path = workspace.issues / f"{issue.id}{SUFFIX}"
                data, issue = _first_text(workspace, path, issue)
                made.append(Stored(issue, relative(workspace, path), data))
            batch.write_all(workspace.root, [batch.Change(workspace.root / o.file, None, o.data) for o in made])
    except OSError as error:
        raise files.fault(error, workspace.issues) from error
    return tuple(made)


def header(path: Path, workspace: Workspace) -> str:
    """The first line of an issue file: it tells editors which schema to check and complete by."""
    up = "../" * len(path.relative_to(workspace.root).parent.parts)
    return f"# yaml-language-server: $schema={up}{SCHEMA_FILE}"


def _first_text(workspace: Workspace, path: Path, issue: Issue) -> tuple[bytes, Issue]:
    """The text of a new file, with its first events sealed, and the record that it makes."""
    record, made = sealing.sealed(None, yamlfile.as_mapping(tree_of(issue)), issue, len(issue.history))
    return yamlfile.dump_new(record, header(path, workspace)), made


def replace_text(workspace: Workspace, was: Stored, text: bytes, read: Issue, after: Issue) -> Stored:
    """Write a text that a person edited, read as `read`, and what was added to it since. Raises as `save` does."""
    if text == was.data and after == was.issue:
        return was
    edited = Stored(read, was.file, text)
    data, issue = _rewritten(edited, after, before=sealing.tree(was.data, was.file))
    _write(workspace, was, lambda: data)
    return Stored(issue, was.file, data)


def save(workspace: Workspace, was: Stored, after: Issue) -> Stored:
    """Write what changed since `was`; comments and everything else in the file stay. New events are sealed.

    Raises ConflictError if the file is no longer the one that was read, RefusedError if it says what nobody signed
    for, MachineError if the disk fails.
    """
    if after == was.issue:
        return was
    data, issue = _rewritten(was, after)
    _write(workspace, was, lambda: data)
    return Stored(issue, was.file, data)


def save_all(workspace: Workspace, pairs: Sequence[tuple[Stored, Issue]]) -> tuple[Stored, ...]:
    """Write what changed in each issue since it was read: in all the files, or in none. Raises as `save` does."""
    try:
        names = [Path(was.file).stem for was, _ in pairs]
        with locks.ledger(workspace.root), locks.issues(workspace.root, names):
            rewritten = [(was, *_rewritten(was, after)) for was, after in pairs if after != was.issue]
            saved = [Stored(issue, was.file, data) for was, data, issue in rewritten]
            before = {was.file: was.data for was, _ in pairs}
            changes = [batch.Change(workspace.root / one.file, before[one.file], one.data) for one in saved]
            batch.write_all(workspace.root, changes)
    except OSError as error:
        raise files.fault(error, workspace.issues) from error
    return tuple(saved)


def adopt(workspace: Workspace, was: Stored, after: Issue, before: Mapping[str, gate.Node] | None) -> Stored:
    """Write what was changed by hand with the event that signs it. `before` is the content signed last, where it is
    still known. Whoever calls this has seen to it that it may be signed. Raises ConflictError, MachineError.
    """
    data, issue = _joined(was, sealing.tree(was.data, was.file), after, before)
    _write(workspace, was, lambda: data)
    return Stored(issue, was.file, data)


def rewritten(was: Stored, after: Issue) -> bytes:
    """The text that `was` becomes, with its new events sealed, for a batch of the caller's own. Whoever calls this has
    seen to it that it may be signed.
    """
    old = sealing.tree(was.data, was.file)
    return _joined(was, old, after, old)[0]


def recover(workspace: Workspace) -> None:
    """A batch that a crash has cut short is ended before anybody reads half of it."""
    if not batch.interrupted(workspace.root):
        return
    try:
        with locks.ledger(workspace.root):
            batch.finish(workspace.root)
    except OSError as error:
        raise files.fault(error, batch.JOURNAL) from error


def _rewritten(was: Stored, after: Issue, *, before: Mapping[str, gate.Node] | None = None) -> tuple[bytes, Issue]:
    """The new text, and the record with its new events sealed, as changed since `before` (as read, if not said)."""
    old = sealing.tree(was.data, was.file)
    sealing.refuse_what_nobody_signed(before or old, was.issue)
    return _joined(was, old, after, before or old)


def _joined(
    was: Stored, old: Mapping[str, gate.Node], after: Issue, before: Mapping[str, gate.Node] | None
) -> tuple[bytes, Issue]:
    wanted = patched(dict(old), tree_of(was.issue), tree_of(after))
    record, issue = sealing.sealed(before, wanted, after, len(after.history) - len(was.issue.history))
    return yamlfile.rewrite(was.data, old, record, order=FIELD_ORDER), issue


def _write(workspace: Workspace, was: Stored, make: Callable[[], bytes]) -> bytes:
    """Under the issue's lock: the file is still the one that was read, and then it is replaced."""
    path = workspace.root / was.file
    try:
        with _alone(workspace, path.stem):
            if _now(path) != was.data:
                raise ConflictError(say("conflict.changed", file=was.file))
            data = make()
            files.remove_leftovers(path.parent)
            files.write_atomically(path, data)
    except FileNotFoundError as error:
        raise ConflictError(say("conflict.gone", file=was.file)) from error
    except OSError as error:
        raise files.fault(error, was.file) from error
    return data


@contextlib.contextmanager
def _alone(workspace: Workspace, name: str) -> Iterator[None]:
    """Nobody else changes this issue, and no batch that a crash cut short is still to be ended.

    A batch writes its journal once it holds every issue that it changes; so while this one is held, none can begin
    that has it, and one that was found here was cut short.
    """
    while True:
        recover(workspace)
        with locks.issues(workspace.root, (name,)):
            if not batch.interrupted(workspace.root):
                yield
                return


def _now(path: Path) -> bytes | None:
    """What the file holds at this moment; None where a link has taken its place."""
    try:
        return files.read_plain(path)
    except files.NotAFileError:
        return None


def set_aside(workspace: Workspace, was: Stored, text: bytes) -> str:
    """Keep a text that could not be saved, so that nobody's typing is lost; where it lies. Raises MachineError."""
    path = workspace.root / ".ledger" / f"{was.issue.id}.not-saved.yaml"
    try:
        path.parent.mkdir(exist_ok=True)
        files.write_atomically(path, text)
    except OSError as error:
        raise files.fault(error, path) from error
    return relative(workspace, path)
