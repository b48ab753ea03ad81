"""The folder of issue files: find them all, read one. Nothing on disk is left unmentioned; `saving` writes them."""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias, TypeVar

from pydantic import ValidationError

from ledger import meter
from ledger.errors import ConflictError, NotFoundError, UnreadableError, say
from ledger.model.issue import Issue
from ledger.model.naming import nearest
from ledger.model.problem import Place, Problem
from ledger.store import batch, cache, files, gate, locks, reading, sealing
from ledger.store.bearer import bearer
from ledger.store.formerly import formerly
from ledger.store.gate_text import Source, decode
from ledger.store.gate_tree import marked
from ledger.store.issuefile import contents
from ledger.store.listing import Found, listing
from ledger.store.typed import located, prune, typed
from ledger.store.workspace import Workspace, unreadable

T = TypeVar("T")
SCHEMA_FILE = "templates/issue.schema.json"


@dataclass(frozen=True, slots=True)
class Unread:
    """The content of a file that was not kept, or not even read, because its texts were known."""

    path: str
    digest: bytes
    record: str = ""
    """Its texts as JSON, where somebody will ask for places in it."""
    marks: bytes = b""
    """Where each of them stands."""


@dataclass(frozen=True)
class Stored:
    """An issue with the file that it was read from."""

    issue: Issue
    file: str
    """Relative to the ledger's folder, with `/`."""
    content: bytes | Unread
    chain: tuple[Problem, ...] = ()
    """What is wrong with its chain, each at its place, where that was asked for."""

    @property
    def data(self) -> bytes:
        """The file byte for byte, as it was when the issue was read. Raises ConflictError where it changed since."""
        if isinstance(self.content, bytes):
            return self.content
        found = reading.contents(self.content.path)
        if found is None or cache.digest(found) != self.content.digest:
            raise ConflictError(say("conflict.changed", file=self.file))
        return found


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
        return broken(self.problems)


def broken(problems: Iterable[Problem]) -> tuple[str, ...]:
    """The files that these faults are in, each once."""
    return tuple(dict.fromkeys(one.place.file for one in problems if one.place))


def paths(workspace: Workspace) -> list[Path]:
    """Every file under `issues/` that is or should be an issue, in the order of names; hidden files are left alone.

    A folder that can't be looked into is listed itself: nobody knows what it hides. So is one named like an issue.
    """
    return [Path(one.path) for one in listing(str(workspace.issues), dated=False)]


def relative(workspace: Workspace, path: Path) -> str:
    """A path as users see it: from the ledger's folder, with `/`."""
    return path.relative_to(workspace.root).as_posix()


def listed_as(workspace: Workspace, found: Found) -> str:
    """The same for a file that was listed: there are very many, and no `Path` is made of each."""
    return found.path[len(f"{workspace.root}/") :].replace(os.sep, "/")


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
    """The places in a file, which is not parsed again for them where they were kept. Raises ConflictError."""
    source = decode(one.data, one.file)
    if isinstance(one.content, Unread) and one.content.record and isinstance(source, Source):
        return marked(json.loads(one.content.record), source, one.content.marks)
    tree = gate.read(one.data, one.file)
    assert not isinstance(tree, tuple)  # noqa: S101 - these very bytes were read before
    return tree


Memory = Callable[[Path, int], cache.Cache | None]
"""Gives what is remembered of the ledger in a folder that holds so many files, if anything is."""


def scan(
    workspace: Workspace, *, chains: bool = False, memory: Memory = cache.if_many, found: Sequence[Found] | None = None
) -> Scan:
    """Every file and every fault; with `chains`, what is wrong with each chain too. Raises nothing on content.

    `memory` tells what unchanged files say; `found` are the files, where they have been listed already.
    """
    recover(workspace)
    found = listing(str(workspace.issues)) if found is None else found
    remembered = memory(workspace.root, len(found))
    with reading.uncollected(len(found)):
        if remembered is not None:
            remembered.forget_but(one.path for one in found)
        every = read_all(workspace, found, remembered, chains=chains)
        stored, problems = each_number_once(every, lambda one: (one.issue.id, one.file, one.issue.title))
    return Scan(tuple(stored), tuple(problems))


Read: TypeAlias = Stored | tuple[Problem, ...]
_KEPT_AT_ONCE = 2000
"""Texts that wait for being written into the cache."""


def read_all(
    workspace: Workspace, found: Sequence[Found], memory: cache.Cache | None, *, chains: bool = False
) -> list[Read]:
    """Every one of these files, in their order; what was not remembered is from now on. Raises nothing on content."""
    read_at: dict[int, Read] = {}
    with meter.part("issues", len(found)) as tick:
        for text, one in each(workspace, found, memory, chains=chains):
            read_at[text.at] = one
            tick(1)
    return [read_at[at] for at in range(len(found))]


def each(
    workspace: Workspace, found: Sequence[Found], memory: cache.Cache | None, *, chains: bool = False
) -> Iterator[tuple[reading.Text, Read]]:
    """The same with their texts, in no order and none of them held."""
    seen: list[tuple[Found, bytes]] = []
    records: list[cache.Record] = []
    sound: list[bytes] = []
    for text in reading.texts(found, memory, told=chains):
        file = found[text.at]
        one = _known(workspace, file, text, chains=chains)
        yield text, one
        if memory is None or isinstance(one, tuple) or text.record is None:
            continue
        whole = text.sound or (chains and not one.chain)
        if not text.known:
            records.append(cache.Record(text.digest, text.content, whole, text.marks))
        elif whole and not text.sound:
            sound.append(text.digest)
        if memory.last(file) is None:
            seen.append((file, text.digest))
        if len(records) >= _KEPT_AT_ONCE:
            memory.learn(seen, records)
            seen, records = [], []
    if memory is not None:
        memory.learn(seen, records, sound)


def _known(workspace: Workspace, found: Found, text: reading.Text, *, chains: bool) -> Read:
    """What a text makes; a file with any fault is read for itself, so that it is told at its place."""
    if text.record is None:
        return read(workspace, Path(found.path), chains=chains)
    try:
        issue = Issue.model_validate(prune(text.record) if text.gaps else text.record)
    except ValidationError:
        return read(workspace, Path(found.path), chains=chains)
    if issue.id != found.stem:
        return read(workspace, Path(found.path), chains=chains)
    content = Unread(found.path, text.digest, text.content, text.marks) if chains else Unread(found.path, text.digest)
    one = Stored(issue, listed_as(workspace, found), content)
    if not chains or text.sound or not (faults := sealing.faults(workspace.root, one.file, text.record, issue.id)):
        return one
    try:
        tree = _tree(one)
    except ConflictError:
        return read(workspace, Path(found.path), chains=chains)
    return replace(one, chain=tuple(located(fault, tree, one.file) for fault in faults))


def each_number_once(
    every: Iterable[T | tuple[Problem, ...]], named: Callable[[T], tuple[str, str, str]]
) -> tuple[list[T], list[Problem]]:
    """Of each number the first file, and all that is wrong with the others; `named` gives number, file and title."""
    kept: list[T] = []
    problems: list[Problem] = []
    first: dict[str, tuple[str, str]] = {}
    for one in every:
        if isinstance(one, tuple):
            problems += one
            continue
        number, file, title = named(one)
        if (other := first.setdefault(number, (file, title)))[0] != file:
            problems.append(namesake(number, file, title, *other))
        else:
            kept.append(one)
    return kept, problems


def namesake(number: str, file: str, title: str, other: str, kept: str) -> Problem:
    """That a file has the number of another one (`other`, an issue called `kept`)."""
    text = say("file.dup-id", id=number, title=title, other=other, kept=kept)
    return Problem("dup-id", "invalid", text, issue=number, place=Place(file, 1, 1))


def locate(problems: Iterable[Problem], stored: Iterable[Stored]) -> list[Problem]:
    """Faults of rules with their places found, in their order; only files that have faults are read for it."""
    placed = list(problems)
    faulty: dict[str, list[int]] = defaultdict(list)
    for at, problem in enumerate(placed):
        if problem.place is None and problem.issue is not None:
            faulty[problem.issue].append(at)
    by_id = {one.issue.id: one for one in stored} if faulty else {}
    for number, places in meter.each("places", list(faulty.items())):
        if (one := by_id.get(number)) is not None:
            for at, found in zip(places, _located((placed[at] for at in places), one), strict=True):
                placed[at] = found
    return placed


def _located(problems: Iterable[Problem], one: Stored) -> Iterator[Problem]:
    """The faults of one file."""
    try:
        tree = _tree(one)
    except ConflictError:  # changed while it was judged: the next check tells where it stands then
        yield from (problem.at(Place(one.file, 1, 1), "") for problem in problems)
        return
    yield from (located(problem, tree, one.file) for problem in problems)


def get(workspace: Workspace, issue_id: str) -> Stored:
    """The issue with this id. Raises NotFoundError, naming the nearest one, or UnreadableError with every fault."""
    recover(workspace)
    if (only := bearer(str(workspace.issues), issue_id)) is not None:
        return _sound(workspace, Path(only))
    every = paths(workspace)
    matches = [path for path in every if path.stem == issue_id]
    if not matches:
        near = nearest(issue_id, tuple(path.stem for path in every))
        hint = say("did-you-mean", word=near) if near else None
        if now := tuple(formerly(workspace, issue_id)):
            hint = say("issue.formerly", now=now)
        raise NotFoundError(say("issue.none", id=issue_id, count=len(every)), hint=hint)
    if len(matches) > 1:
        names = tuple(relative(workspace, path) for path in matches)
        raise UnreadableError(say("issue.twice", id=issue_id, files=names))
    return _sound(workspace, matches[0])


def _sound(workspace: Workspace, path: Path) -> Stored:
    """The issue in a file. Raises UnreadableError with every fault."""
    one = read(workspace, path)
    if isinstance(one, tuple):
        raise unreadable(relative(workspace, path), one)
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
