"""Evidence on file: copied in once, fixed by its digest, and looked at again whenever something rests on it."""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from ledger.errors import NotFoundError, Said, UsageError, say
from ledger.model.issue import Issue
from ledger.model.values import is_file_name
from ledger.store import files
from ledger.store.workspace import Workspace

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Kept:
    """A file as it was put on record."""

    path: str
    sha256: str
    size: int


def digest(path: Path) -> tuple[str, int]:
    """SHA-256 (hex) and size in bytes of a plain file, read in pieces. Raises OSError, NotAFileError for links."""
    if not stat.S_ISREG(path.lstat().st_mode):
        raise files.NotAFileError(0, "not a plain file", str(path))
    with path.open("rb") as file:
        found = hashlib.file_digest(file, "sha256")
        return found.hexdigest(), file.tell()


def digest_of(source: Path) -> str:
    """The digest of a file that somebody wants to put on record. Raises as `keep` does, before anything is copied."""
    _check(source, unicodedata.normalize("NFC", source.name))
    try:
        return digest(source)[0]
    except OSError as error:
        raise files.fault(error, source) from error


def keep(workspace: Workspace, issue: Issue, source: Path) -> Kept:
    """Copy `source` into the issue's evidence folder and say what was copied; a file already there is only recorded.

    Raises NotFoundError, UsageError (not a plain file, empty, a name no system can keep), MachineError.
    """
    name = unicodedata.normalize("NFC", source.name)
    _check(source, name)
    folder = workspace.evidence / issue.id
    target = folder / name
    relative = f"evidence/{issue.id}/{name}"
    try:
        if not _inside(workspace, target):
            raise UsageError(say("evidence.leads-out", path=relative))
        if source.resolve() == target.resolve():
            sha256, size = digest(target)
            return Kept(relative, sha256, size)
        folder.mkdir(parents=True, exist_ok=True)
        return _copy(source, target, relative)
    except OSError as error:
        raise files.fault(error, source) from error


def _inside(workspace: Workspace, path: Path) -> bool:
    """Whether no link on the way leads out of the evidence folder; that folder itself may lie on another disk."""
    return path.parent.resolve().is_relative_to(workspace.evidence.resolve())


def _check(source: Path, name: str) -> None:
    try:
        found = source.lstat()
    except OSError as error:
        raise NotFoundError(say("evidence.none", path=str(source))) from error
    if not stat.S_ISREG(found.st_mode):
        raise UsageError(say("evidence.not-a-file", path=str(source)))
    if found.st_size == 0:
        raise UsageError(say("evidence.empty", path=str(source)))
    if not is_file_name(name):
        raise UsageError(say("evidence.bad-name", name=name))


def _copy(source: Path, target: Path, relative: str) -> Kept:
    """The digest is of the bytes that were written, so a source that changes meanwhile can't slip through.

    Two people may file a picture of the same name at once: the name is taken by whoever is first, and nobody's
    file is written over.
    """
    files.remove_leftovers(target.parent)
    temporary = files.beside(target)
    found, size = hashlib.sha256(), 0
    try:
        with source.open("rb") as reading, temporary.open("xb") as writing:
            while piece := reading.read(_CHUNK):
                found.update(piece)
                size += writing.write(piece)
            writing.flush()
            os.fsync(writing.fileno())
        files.put_in_place(temporary, target)
    except FileExistsError:
        if digest(target)[0] != found.hexdigest():
            raise UsageError(say("evidence.name-taken", path=relative)) from None
    finally:
        with contextlib.suppress(FileNotFoundError):
            temporary.unlink()
    files.sync_folder(target.parent)
    return Kept(relative, found.hexdigest(), size)


def damage(workspace: Workspace, issue: Issue, *, every: bool = False) -> dict[str, Said]:
    """Evidence that is not what was put on file: its path, and what is wrong with it; of `every` cycle, or this one."""
    wrong: dict[str, Said] = {}
    for one in issue.evidence:
        if one.cycle != issue.cycle and not every:
            continue
        if not one.path.startswith(f"evidence/{issue.id}/"):
            wrong[one.path] = say("evidence.elsewhere", path=one.path, id=issue.id)
            continue
        if not _inside(workspace, workspace.root / one.path):
            wrong[one.path] = say("evidence.leads-out", path=one.path)
            continue
        try:
            sha256, _ = digest(workspace.root / one.path)
        except files.NotAFileError:
            wrong[one.path] = say("evidence.not-a-file", path=one.path)
        except OSError:
            wrong[one.path] = say("evidence.missing", path=one.path)
        else:
            if sha256 != one.sha256:
                wrong[one.path] = say("evidence.changed", path=one.path)
    return wrong
