"""The folder `snapshots/`: a folder for each month that was put down for good, never written over.

Each holds the sheet, the issues and the numbers of the month, and a manifest that fixes them by their digests, names
the checkpoint of that moment and the snapshots before it. A folder appears under its name whole or not at all: it is
filled beside and renamed.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import shutil
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from ledger.errors import ConflictError, IntegrityError, Said, UnreadableError, say
from ledger.model.problem import Place, Problem
from ledger.model.snapshot import Filed, Frozen, Manifest, named
from ledger.store import checkpoints, files, locks
from ledger.store.workspace import Workspace, at_its_place

FOLDER = "snapshots"
MANIFEST, ISSUES, COUNTS, SHEET = "manifest.json", "issues.json", "counts.json", "台账.xlsx"
LIMIT = 1 << 20
"""Bytes of a manifest; more is none."""
_UNFINISHED = ".tmp"
_frozen = TypeAdapter(tuple[Frozen, ...])


@dataclass(frozen=True)
class Kept:
    """A snapshot whose manifest could be read."""

    manifest: Manifest
    file: str
    """Its manifest, relative to the ledger's folder with `/`."""
    digest: str
    """How the snapshot after it names it: `sha256sum` of the manifest says the same."""

    @property
    def folder(self) -> str:
        """Its folder, relative to the ledger's."""
        return self.file.rpartition("/")[0]


@dataclass(frozen=True)
class Shelf:
    """The whole folder: the snapshots that could be read, in the order of months, and what is wrong."""

    kept: tuple[Kept, ...]
    problems: tuple[Problem, ...]

    @property
    def heads(self) -> tuple[str, ...]:
        """The snapshots that no other names as coming before it."""
        before = {digest for one in self.kept for digest in one.manifest.previous}
        return tuple(one.digest for one in self.kept if one.digest not in before)

    def find(self, month: str, edition: int | None = None) -> Kept | None:
        """The snapshot of a month: of this edition, else the last one."""
        mine = [one for one in self.kept if one.manifest.month == month and edition in {None, one.manifest.edition}]
        return mine[-1] if mine else None


def names(workspace: Workspace) -> list[str]:
    """The folders of snapshots by month and edition; what a crash left unfinished is none."""
    try:
        found = [path.name for path in workspace.snapshots.iterdir()]
    except (FileNotFoundError, NotADirectoryError):
        return []
    return sorted((name for name in found if not name.startswith(".")), key=_order)


def _order(name: str) -> tuple[str, int, str]:
    month, edition = named(name) or (name, None)
    return month, edition or 1, name


def scan(workspace: Workspace) -> Shelf:
    """Every snapshot, each file of it held against its manifest, and the manifests against each other. Raises nothing
    on content.
    """
    read = [_read(workspace, name) for name in names(workspace)]
    kept = tuple(one for one in read if isinstance(one, Kept))
    problems = [one for one in read if isinstance(one, Problem)]
    problems += [fault for one in kept for fault in _faults(workspace, one)]
    return Shelf(kept, (*problems, *_links(kept)))


def _read(workspace: Workspace, name: str) -> Kept | Problem:
    file = f"{FOLDER}/{name}/{MANIFEST}"
    try:
        if (workspace.snapshots / name).is_symlink():
            raise files.NotAFileError(errno.ELOOP, "a link", name)
        data = files.read_plain(workspace.root / file, LIMIT)
        manifest = Manifest.model_validate(json.loads(data))
    except OSError as error:
        return _unread(error, file) or _fault("snapshot-unreadable", file, reason=files.reason(error))
    except (ValueError, RecursionError) as error:
        return _fault("snapshot-unreadable", file, reason=_why(error))
    return Kept(manifest, file, f"sha256:{hashlib.sha256(data).hexdigest()}")


def _why(error: ValueError | RecursionError) -> Said:
    """What keeps bytes from being a manifest."""
    match error:
        case json.JSONDecodeError():
            return say("checkpoint.not-json", line=error.lineno, column=error.colno)
        case ValidationError():
            key = ".".join(map(str, error.errors(include_url=False)[0]["loc"]))
            return say("checkpoint.key-wrong", key=key) if key else say("snapshot.other")
        case UnicodeDecodeError():
            return say("checkpoint.not-text")
        case _:
            return say("snapshot.other")


def _fault(rule: str, file: str, **fill: str | Said) -> Problem:
    return Problem(rule, "integrity", say(f"audit.{rule}", file=file, **fill), place=Place(file))


def _faults(workspace: Workspace, one: Kept) -> Iterator[Problem]:
    """Files that are not what the manifest says, are gone, or were put beside the others."""
    if one.folder != f"{FOLDER}/{one.manifest.name}":
        yield _fault("snapshot-name", one.file, right=f"{FOLDER}/{one.manifest.name}/")
    told = {filed.path: filed for filed in one.manifest.files}
    there = {path.name for path in (workspace.root / one.folder).iterdir()} - {MANIFEST}
    for name in sorted(told.keys() - there):
        yield _fault("snapshot-file-gone", f"{one.folder}/{name}")
    for name in sorted(there - told.keys()):
        yield _fault("snapshot-file-more", f"{one.folder}/{name}")
    for name in sorted(told.keys() & there):
        if fault := _wrong(workspace, f"{one.folder}/{name}", told[name]):
            yield fault


def _wrong(workspace: Workspace, file: str, filed: Filed) -> Problem | None:
    """What is wrong with a file that a manifest names."""
    try:
        data = files.read_plain(workspace.root / file, filed.size)
    except OSError as error:
        return _unread(error, file) or _fault("snapshot-changed", file)
    same = len(data) == filed.size and hashlib.sha256(data).hexdigest() == filed.sha256
    return None if same else _fault("snapshot-changed", file)


def _unread(error: OSError, file: str) -> Problem | None:
    """That the machine didn't let a file be read, which says nothing about what is in it; None where the file is gone,
    or is no file.
    """
    if isinstance(error, files.NotAFileError) or error.errno in {errno.ENOENT, errno.ENOTDIR, errno.EISDIR}:
        return None
    text = say("audit.snapshot-unread", file=file, reason=files.reason(error))
    return Problem("snapshot-unread", "invalid", text, place=Place(file))


def _links(kept: Sequence[Kept]) -> Iterator[Problem]:
    """Every snapshot that another names as coming before it is there as it was."""
    there = {one.digest for one in kept}
    for one in kept:
        for digest in one.manifest.previous:
            if digest not in there:
                yield _fault("snapshot-gone", one.file, digest=digest.rpartition(":")[2][:12])


def unsealed(shelf: Shelf, chained: checkpoints.Kept) -> Iterator[Problem]:
    """Snapshots whose checkpoint is gone, or is not what it was."""
    there = {one.digest for one in chained.held}
    for one in shelf.kept:
        if one.manifest.checkpoint.digest not in there:
            yield _fault("snapshot-checkpoint", one.file, checkpoint=one.manifest.checkpoint.file)


def refuse_altered(shelf: Shelf) -> None:
    """Raises IntegrityError, naming every fault, where a snapshot is not what it was; UnreadableError where that can't
    be known.
    """
    if altered := [one for one in shelf.problems if one.level == "integrity"]:
        raise IntegrityError(say("snapshot.altered", count=len(altered)), *map(at_its_place, altered))
    if shelf.problems:
        raise UnreadableError(say("snapshot.unread", count=len(shelf.problems)), *map(at_its_place, shelf.problems))


def issues(workspace: Workspace, one: Kept) -> tuple[Frozen, ...]:
    """The issues of a snapshot. Raises IntegrityError where they are not what its manifest says, MachineError."""
    file = f"{one.folder}/{ISSUES}"
    told = {filed.path: filed.sha256 for filed in one.manifest.files}
    try:
        data = files.read_plain(workspace.root / file)
    except OSError as error:
        raise files.fault(error, file) from error
    if hashlib.sha256(data).hexdigest() != told.get(ISSUES):
        raise IntegrityError(say("audit.snapshot-changed", file=file))
    return _frozen.validate_python(json.loads(data)["issues"])


def issues_text(head: Mapping[str, object], listed: Iterable[Frozen]) -> bytes:
    """The file of a snapshot's issues: JSON, a line for every issue, so that an eye can read it and `diff` compare."""
    lines = ",\n".join(json.dumps(one.model_dump(mode="json"), ensure_ascii=False) for one in listed)
    begun = json.dumps(dict(head), ensure_ascii=False)
    return f'{begun[:-1]}, "issues": [\n{lines}\n]}}\n'.encode()


def counts_text(told: Mapping[str, object]) -> bytes:
    """The file of a snapshot's numbers."""
    return f"{json.dumps(dict(told), ensure_ascii=False, indent=2, default=str)}\n".encode()


def filed(making: Mapping[str, bytes]) -> tuple[Filed, ...]:
    """Files as a manifest names them."""
    return tuple(Filed(path=n, size=len(d), sha256=hashlib.sha256(d).hexdigest()) for n, d in making.items())


def write(workspace: Workspace, manifest: Manifest, making: Mapping[str, bytes], names_before: Sequence[str]) -> Kept:
    """Put a snapshot down for good, all of it or nothing.

    Raises ConflictError where somebody else has taken one since the folder held `names_before`, MachineError.
    """
    text = counts_text(manifest.model_dump(mode="json", exclude_none=True))
    place = workspace.snapshots
    beside = place / f".{manifest.name}.{uuid.uuid4().hex[:12]}{_UNFINISHED}"
    try:
        with locks.ledger(workspace.root):
            _sweep(place)
            if names(workspace) != list(names_before):
                raise ConflictError(say("snapshot.meanwhile"))
            try:
                _fill(beside, {**making, MANIFEST: text})
                files.rename(beside, place / manifest.name)
            except BaseException:
                _forget(beside)
                raise
            files.confirm(place / manifest.name)
    except OSError as error:
        raise files.fault(error, f"{FOLDER}/{manifest.name}") from error
    return Kept(manifest, f"{FOLDER}/{manifest.name}/{MANIFEST}", f"sha256:{hashlib.sha256(text).hexdigest()}")


def _fill(folder: Path, making: Mapping[str, bytes]) -> None:
    """Files in a folder that nobody else looks into yet, all on the disk."""
    folder.mkdir(parents=True)
    for name, data in making.items():
        files.rename(files.stage(folder / name, data), folder / name)
    files.sync_folder(folder)


def _sweep(place: Path) -> None:
    """Take away what somebody who died left unfinished; whoever lives holds the lock."""
    if place.is_dir():
        for path in place.iterdir():
            if path.name.startswith(".") and path.name.endswith(_UNFINISHED):
                _forget(path)


def _forget(folder: Path) -> None:
    """Take a folder away; what can't be taken away now is swept up by the next snapshot."""
    with contextlib.suppress(OSError):  # `rmtree` itself raises for a folder that it has opened and can't look at
        shutil.rmtree(folder, ignore_errors=True)
