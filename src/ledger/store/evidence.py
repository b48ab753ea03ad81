"""Evidence on file: copied in once, fixed by its digest, and looked at again whenever something rests on it."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path

from ledger import meter
from ledger.errors import LedgerError, NotFoundError, RefusedError, Said, say
from ledger.model.acts import Evidence
from ledger.model.filenames import fitted
from ledger.model.issue import Issue
from ledger.model.values import is_file_name
from ledger.store import files, seen
from ledger.store.inside import is_inside
from ledger.store.workspace import Workspace

_CHUNK = 1 << 20
_EMPTY = bytes(_CHUNK)
_AS_IT_STANDS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_LONG_SUFFIX = 16
"""Bytes behind the last dot of a name that are no kind of file any more."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A file as it was put on record."""

    path: str
    sha256: str
    size: int


def digest(path: Path) -> tuple[str, int]:
    """SHA-256 (hex) and size in bytes of a plain file, read in pieces. Raises OSError, NotAFileError for links."""
    name = os.fspath(path)
    if not stat.S_ISREG(os.lstat(name).st_mode):
        raise files.NotAFileError(errno.EINVAL, "not a plain file", name)
    found, size = hashlib.sha256(), 0
    descriptor = _descriptor(name)
    try:
        with meter.part("bytes", os.fstat(descriptor).st_size) as tick:
            while piece := os.read(descriptor, _CHUNK):
                found.update(piece)
                size += len(piece)
                tick(len(piece))
    finally:
        os.close(descriptor)
    return found.hexdigest(), size


def objections(workspace: Workspace, issue: Issue, sources: Sequence[Path]) -> tuple[Said, ...]:
    """Every reason why these files can't be put on file, of all of them, before anything is copied.

    What is no file, is empty, or bears a name that some system can't keep; what is on file already, of whatever cycle
    (what proved the first can't prove the next); two of one name, or of one content. Raises MachineError.
    """
    files.sweep((workspace.evidence / issue.id,))
    reasons: list[Said] = []
    fit: list[Path] = []
    for source in sources:
        found = tuple(_of_file(source))
        reasons += found
        fit += () if found else (source,)
    try:
        for source in fit:
            reasons += _of_content(workspace, issue, source)
        reasons += _among(fit)
    except OSError as error:
        raise files.fault(error, error.filename or workspace.evidence) from error
    return tuple(reasons)


def refusal(issue: Issue, reasons: Sequence[Said]) -> LedgerError:
    """The refusal to put something on file: 3 where all that is wrong is that there is no such file, else 4."""
    kind = NotFoundError if all(one.key == "evidence.none" for one in reasons) else RefusedError
    return kind(say("refused", id=issue.id, move=say("move.evidence"), count=len(reasons)), *reasons)


def _of_file(source: Path) -> Iterator[Said]:
    name = _name(source)
    try:
        found = source.lstat()
    except (OSError, ValueError):  # a name with a NUL is none for the system either
        yield say("evidence.none", path=_shown(source))
        return
    if stat.S_ISLNK(found.st_mode):
        yield say("evidence.link", path=_shown(source))
    elif stat.S_ISDIR(found.st_mode):
        yield say("evidence.folder", path=_shown(source))
    elif not stat.S_ISREG(found.st_mode):
        yield say("evidence.not-a-file", path=_shown(source))
    elif found.st_size == 0:
        yield say("evidence.empty", path=_shown(source))
    if not is_file_name(name):
        suffix = source.suffix if len(source.suffix) < _LONG_SUFFIX else ""
        yield say("evidence.bad-name", name=_shown(source.name), better=fitted(name.removesuffix(suffix), suffix))


def on_record(issue: Issue, source: Path) -> Evidence | None:
    """The piece of evidence that a file is, if it is on record. Raises OSError.

    Only what has the size of something on file is read for this: a film is not read twice.
    """
    size = source.stat().st_size
    alike = [one for one in issue.evidence if one.size == size]
    sha256 = digest(source)[0] if alike else ""
    return next((one for one in alike if one.sha256 == sha256), None)


def _of_content(workspace: Workspace, issue: Issue, source: Path) -> Iterator[Said]:
    twice = on_record(issue, source)
    if twice is not None:
        file = _shown(source)
        yield say("evidence.twice", path=twice.path, date=twice.date, kind=twice.kind, file=file, id=issue.id)
        return
    relative = f"evidence/{issue.id}/{_name(source)}"
    target = workspace.root / relative
    if not is_inside(target, workspace.evidence):
        yield say("evidence.leads-out", path=relative)
    elif not _same_file(source, target) and _is_other(source, target):
        yield say("evidence.name-taken", path=relative)


def _is_other(source: Path, target: Path) -> bool:
    try:
        there = target.lstat()
    except FileNotFoundError:
        return False
    if not stat.S_ISREG(there.st_mode) or there.st_size != source.stat().st_size:
        return True
    return digest(source)[0] != digest(target)[0]


def _among(sources: Sequence[Path]) -> Iterator[Said]:
    """What speaks against putting these files on file at once."""
    names: dict[str, Path] = {}
    contents: dict[str, Path] = {}
    sizes = Counter(one.stat().st_size for one in sources)
    for source in sources:
        if sizes[source.stat().st_size] > 1:
            twin = contents.setdefault(digest(source)[0], source)
            if twin is not source:
                yield say("evidence.same-content", file=_shown(source), other=_shown(twin))
                continue
        other = names.setdefault(_name(source).casefold(), source)
        if other is not source:
            yield say("evidence.same-name", file=_shown(source), other=_shown(other))


def _shown(name: Path | str) -> str:
    """A name as a sentence can hold it: one that breaks the line could say something of its own."""
    return "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in str(name))


def _name(source: Path) -> str:
    """What a file is called on record: composed, as every system writes it."""
    return unicodedata.normalize("NFC", source.name)


def keep(workspace: Workspace, issue: Issue, sources: Sequence[Path]) -> tuple[Kept, ...]:
    """Copy files into the issue's evidence folder and say what was copied; one that lies there is only recorded.

    Raises RefusedError with every reason against any of them (`objections`), MachineError. Files that were copied
    before a later one fails stay where they are: the record names none of them.
    """
    if reasons := objections(workspace, issue, sources):
        raise refusal(issue, reasons)
    return tuple(_kept(workspace, issue, source) for source in sources)


def _kept(workspace: Workspace, issue: Issue, source: Path) -> Kept:
    relative = f"evidence/{issue.id}/{_name(source)}"
    target = workspace.root / relative
    try:
        if _same_file(source, target):
            sha256, size = digest(target)
            return Kept(relative, sha256, size)
        target.parent.mkdir(parents=True, exist_ok=True)
        return _copy(source, target, relative, issue)
    except OSError as error:
        raise files.fault(error, source) from error


def _same_file(source: Path, target: Path) -> bool:
    return source.resolve() == target.resolve()


def _copy(source: Path, target: Path, relative: str, issue: Issue) -> Kept:
    """The digest is of the bytes that were written, so a source that changes meanwhile can't slip through.

    Two people may file a picture of the same name at once: the name is taken by whoever is first, and nobody's
    file is written over. What is empty for long stretches (an image of a disk) stays empty on this disk, too.
    """
    temporary = files.beside(target)
    found, size = hashlib.sha256(), 0
    try:
        with (
            _opened(source) as reading,
            temporary.open("xb") as writing,
            meter.part("copying", os.fstat(reading.fileno()).st_size) as tick,
        ):
            while piece := reading.read(_CHUNK):
                found.update(piece)
                size += len(piece)
                tick(len(piece))
                if piece == _EMPTY:
                    writing.seek(_CHUNK, os.SEEK_CUR)
                else:
                    writing.write(piece)
            writing.truncate(size)
            writing.flush()
            os.fsync(writing.fileno())
        files.put_in_place(temporary, target)
    except FileExistsError:
        if digest(target)[0] != found.hexdigest():
            raise refusal(issue, (say("evidence.name-taken", path=relative),)) from None
    finally:
        files.forget(temporary)
    files.confirm(target)
    return Kept(relative, found.hexdigest(), size)


def _opened(source: Path) -> BufferedReader:
    """A plain file, opened as the very one that was looked at: a link put in its place meanwhile is not followed."""
    return os.fdopen(_descriptor(os.fspath(source)), "rb")


def _descriptor(name: str) -> int:
    descriptor = os.open(name, _AS_IT_STANDS)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise files.NotAFileError(errno.EINVAL, "not a plain file", name)
    return descriptor


def damage(workspace: Workspace, issue: Issue, *, every: bool = False) -> dict[str, Said]:
    """Evidence that is not what was put on file: its path, and what is wrong with it; of `every` cycle, or this one.

    Raises MachineError where nobody can tell.
    """
    wrong: dict[str, Said] = {}
    for one in issue.evidence:
        if one.cycle != issue.cycle and not every:
            continue
        if not one.path.startswith(f"evidence/{issue.id}/"):
            wrong[one.path] = say("evidence.elsewhere", path=one.path, id=issue.id)
            continue
        if not is_inside(workspace.root / one.path, workspace.evidence):
            wrong[one.path] = say("evidence.leads-out", path=one.path)
            seen.note_link()
            continue
        seen.note(workspace.root, one.path)
        try:
            sha256, _ = digest(workspace.root / one.path)
            seen.note_content(one.path, sha256)
        except files.NotAFileError:
            wrong[one.path] = say("evidence.not-a-file", path=one.path)
        except (FileNotFoundError, NotADirectoryError):
            wrong[one.path] = say("evidence.missing", path=one.path)
        except OSError as error:  # a disk that can't be read accuses nobody
            raise files.fault(error, one.path) from error
        else:
            if sha256 != one.sha256:
                wrong[one.path] = say("evidence.changed", path=one.path)
    return wrong
