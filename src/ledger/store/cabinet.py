"""Records that stand beside the issues: objects, plans of objects, readings, meetings; one YAML file each.

Each kind has a drawer: a folder of the ledger and the schema of what lies in it. A file is called by its record's `id`.
Nothing is read in part: a file with a fault is told at its line, and everything else is there all the same.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Generic, Protocol, TypeVar, cast

from ledger.errors import ConflictError, NotFoundError, RefusedError, UnreadableError, say
from ledger.model.naming import nearest
from ledger.model.problem import Place, Problem
from ledger.model.values import Record
from ledger.store import batch, files, gate, locks, yamlfile
from ledger.store.inside import is_inside
from ledger.store.issuefile import MEANT, plain
from ledger.store.patch import patched, plainly
from ledger.store.typed import located, typed
from ledger.store.workspace import Workspace, at_its_place

SUFFIX = ".yaml"


class Filed(Protocol):
    """A record that is found by its id."""

    @property
    def id(self) -> str:
        """What its file is called."""


R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Drawer(Generic[R]):
    """Where records of a kind lie, and what each of them is. `word` is how people call one of them."""

    folder: str
    model: type[R]
    word: str
    schema: str | None = None
    """The JSON Schema that editors check its files by, from the ledger's folder."""

    def header(self) -> str | None:
        """The first line of a new file."""
        return f"# yaml-language-server: $schema=../{self.schema}" if self.schema else None


@dataclass(frozen=True)
class Kept(Generic[R]):
    """A record as its file holds it."""

    record: R
    file: str
    """Relative to the ledger's folder, with `/`."""
    data: bytes
    tree: gate.Tree

    @property
    def name(self) -> str:
        """The id by which it is found."""
        return PurePosixPath(self.file).stem

    def located(self, problem: Problem) -> Problem:
        """A fault of the record at its place in the file."""
        return located(problem, self.tree, self.file)


@dataclass(frozen=True)
class Contents(Generic[R]):
    """Everything in a drawer, by name: what could be read, and what is wrong with the rest."""

    kept: tuple[Kept[R], ...] = ()
    problems: tuple[Problem, ...] = ()

    def __iter__(self) -> Iterator[R]:
        return (one.record for one in self.kept)

    def find(self, name: str) -> Kept[R] | None:
        """The record of this id."""
        return next((one for one in self.kept if one.name == name), None)

    @property
    def names(self) -> tuple[str, ...]:
        """The ids that are there."""
        return tuple(one.name for one in self.kept)


def scan(workspace: Workspace, drawer: Drawer[R]) -> Contents[R]:
    """Everything in a drawer and the folders in it; of two files of one id the first. Raises MachineError."""
    kept: dict[str, Kept[R]] = {}
    problems: list[Problem] = []
    for path in paths(workspace.root / drawer.folder):
        read = _read(workspace, drawer, path)
        if isinstance(read, tuple):
            problems += read
        elif (other := kept.setdefault(read.name, read)) is not read:
            text = say("cabinet.twice", name=read.name, other=other.file)
            problems.append(read.located(Problem("dup-id", "invalid", text, path=("id",))))
    return Contents(tuple(kept.values()), tuple(problems))


def whole(workspace: Workspace, drawer: Drawer[R]) -> Contents[R]:
    """The same where nothing may be missing. Raises UnreadableError with every fault, MachineError."""
    found = scan(workspace, drawer)
    if found.problems:
        raise UnreadableError(say("cabinet.unreadable", folder=drawer.folder), *map(at_its_place, found.problems))
    return found


def get(workspace: Workspace, drawer: Drawer[R], name: str) -> Kept[R]:
    """The record of this id. Raises NotFoundError naming the nearest, UnreadableError, MachineError."""
    found = scan(workspace, drawer)
    if (one := found.find(name)) is not None:
        return one
    if faults := [one for one in found.problems if one.place and PurePosixPath(one.place.file).stem == name]:
        raise UnreadableError(say("data.unreadable", file=f"{drawer.folder}/{name}"), *map(at_its_place, faults))
    near = nearest(name, found.names)
    hint = say("did-you-mean", word=near) if near else None
    raise NotFoundError(say("cabinet.none", word=drawer.word, name=name, folder=drawer.folder), hint=hint)


def add(workspace: Workspace, drawer: Drawer[R], records: Sequence[R]) -> tuple[str, ...]:
    """Put new records into their drawer, all or none. Returns their files. Raises ConflictError for an id that is taken
    already, MachineError.
    """
    return write(workspace, drawer, tuple((None, one) for one in records))


def write(workspace: Workspace, drawer: Drawer[R], pairs: Sequence[tuple[Kept[R] | None, R]]) -> tuple[str, ...]:
    """Write what changed in each record since it was read, and those that are new: in all files, or in none. What else
    stands in a file stays as it is. Returns the files. Raises ConflictError where one is no longer what was read, or is
    there already; RefusedError where a link on the way leads out of the ledger; MachineError.
    """
    try:
        with locks.ledger(workspace.root):
            batch.finish(workspace.root)
            changes = [
                _change(workspace, drawer, was, after) for was, after in pairs if was is None or was.record != after
            ]
            for path in (one.path for one in changes):
                if not is_inside(path, workspace.root):
                    raise RefusedError(say("cabinet.leads-out", path=path.relative_to(workspace.root).as_posix()))
                path.parent.mkdir(parents=True, exist_ok=True)
            batch.write_all(workspace.root, changes)
    except OSError as error:
        raise files.fault(error, drawer.folder) from error
    return tuple(one.path.relative_to(workspace.root).as_posix() for one in changes)


def _change(workspace: Workspace, drawer: Drawer[R], was: Kept[R] | None, after: R) -> batch.Change:
    if was is not None:
        before = plainly(was.record)
        tree = patched(was.tree.data, before, plainly(after))
        text = yamlfile.rewrite(was.data, was.tree.data, tree, order=tuple(drawer.model.model_fields))
        return batch.Change(workspace.root / was.file, was.data, text)
    name = cast("Filed", after).id
    path = workspace.root / drawer.folder / f"{name}{SUFFIX}"
    if path.exists():
        raise ConflictError(say("cabinet.there", path=path.relative_to(workspace.root).as_posix()))
    return batch.Change(path, None, yamlfile.dump_new(plainly(after), drawer.header()))


def paths(folder: Path) -> list[Path]:
    """Everything that is a file of records or was meant to be, by name: a link, and a folder that is called like one,
    too. Hidden ones and those that are being written are none.
    """
    found: list[Path] = []

    def unreadable(error: OSError) -> None:
        if not isinstance(error, FileNotFoundError):
            raise files.fault(error, error.filename or folder) from error

    for place, below, names in os.walk(folder, onerror=unreadable):
        meant = {name for name in (*below, *names) if name.lower().endswith(MEANT) and not name.startswith(".")}
        below[:] = sorted(name for name in below if not name.startswith(".") and name not in meant)
        found += (Path(place, name) for name in meant)
    return sorted(found, key=lambda path: (path.stem, path))


def _read(workspace: Workspace, drawer: Drawer[R], path: Path) -> Kept[R] | tuple[Problem, ...]:
    file = path.relative_to(workspace.root).as_posix()
    if path.suffix != SUFFIX:
        return (Problem("file-name", "invalid", say("cabinet.file-name", suffix=SUFFIX), place=Place(file, 1, 1)),)
    try:
        data = plain(path, file)
    except OSError as error:
        raise files.fault(error, file) from error
    if isinstance(data, Problem):
        return (data,)
    tree = gate.read(data, file)
    if isinstance(tree, tuple):
        return tree
    record = typed(drawer.model, tree, file)
    if isinstance(record, tuple):
        return record
    name = cast("Filed", record).id
    if name != path.stem:
        text = say("file.id-differs", id=name, name=path.stem)
        return (located(Problem("id-differs", "invalid", text, path=("id",), suggestion=path.stem), tree, file),)
    return Kept(record, file, data, tree)
