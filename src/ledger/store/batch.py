"""Several files written as one: all of them or none, also when the machine stops in the middle.

A single file is whole by its rename (`files`); several need a journal. Every new text is first put beside its file,
then the journal says which of them belong together and what the files held before; from that moment the batch counts.
Whoever comes next after a crash finishes it, or takes it back where that can't be done (reliability.md 2.1).
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ledger import meter
from ledger.errors import ConflictError, UnreadableError, say
from ledger.store import files, flushing

JOURNAL = ".ledger/batch.json"


@dataclass(frozen=True, slots=True)
class Change:
    """A file's new text. `before` is what it holds while nobody else changed it; None: it is not there yet. `after`
    None: it goes.
    """

    path: Path
    before: bytes | None
    after: bytes | None


@dataclass(frozen=True, slots=True)
class Move:
    """A file that lies elsewhere afterwards, as it is; it may be too big to be read."""

    source: Path
    target: Path


@dataclass(frozen=True, slots=True)
class _Entry:
    """A change as the journal tells it: the new text waits in `staged`, and is known by its digest. No digest: the
    file goes, and nothing waits.
    """

    path: Path
    staged: Path
    before: bytes | None
    digest: str


@dataclass(frozen=True, slots=True)
class _Journal:
    """A whole batch as the journal tells it."""

    entries: list[_Entry]
    moves: list[Move]


def write_all(root: Path, changes: Sequence[Change], moves: Sequence[Move] = ()) -> None:
    """Write every change of a batch and make every move, or none. The caller holds the lock of the ledger at `root`.

    Raises ConflictError where a file is no longer what it was, OSError where the machine failed; then nothing changed,
    unless it is an UnfinishedError.
    """
    finish(root)
    files.sweep({one.path.parent for one in changes})
    stale = [_name(root, one.path) for one in changes if _now(one.path) != one.before]
    stale += [_name(root, one.target) for one in moves if one.target.exists() or not one.source.is_file()]
    if stale:
        raise ConflictError(say("conflict.changed", file=tuple(stale)))
    entries: list[_Entry] = []
    try:
        with flushing.at_once({one.path.parent for one in changes}, len(changes)) as each:
            # Those before one that fails stand in the list, and are dropped.
            stage = files.stage if each else files.stage_unflushed
            entries.extend(_staged(one, stage) for one in meter.each("staging", changes))
        files.write_atomically(root / JOURNAL, _told(root, entries, moves))
    except BaseException:
        _drop(root, entries)
        raise
    try:
        _forward(entries, moves)
    except BaseException:
        try:
            _back(entries, moves)
            _drop(root, entries)
        except OSError as error:
            raise files.UnfinishedError(error.errno, error.strerror, error.filename) from error
        raise
    with contextlib.suppress(OSError):  # it is all written; the next run finds the journal done, and drops it
        _drop(root, entries)


def _staged(one: Change, stage: Callable[[Path, bytes], Path]) -> _Entry:
    if one.after is None:
        return _Entry(one.path, one.path, one.before, "")
    return _Entry(one.path, stage(one.path, one.after), one.before, _digest(one.after))


def interrupted(root: Path) -> bool:
    """Whether a batch was begun and not ended: by a crash, or by somebody who is at it now and holds the lock."""
    return (root / JOURNAL).exists()


def finish(root: Path) -> None:
    """End a batch that a crash has cut short: forward where every new text is still there, else back.

    The caller holds the lock. A file that somebody has changed since is left as it is. Raises ConflictError, once,
    naming such files; UnreadableError for a journal that is no longer one.
    """
    try:
        data = files.read_plain(root / JOURNAL)
    except FileNotFoundError:
        return
    journal = _read(root, data)
    entries = journal.entries
    states = {one: _state(one) for one in entries}
    known = [one for one in entries if states[one] != "other"]
    waiting = [one for one in known if states[one] == "old"]
    if all(one.staged.exists() for one in waiting):
        _forward(waiting, journal.moves)
    else:
        _back(known, journal.moves)
    _drop(root, entries)
    touched = tuple(_name(root, one.path) for one in entries if one not in known)
    if touched:
        raise ConflictError(say("batch.touched", files=touched))


def _forward(entries: Iterable[_Entry], moves: Iterable[Move]) -> None:
    for move in moves:
        _move(move.source, move.target)
    for one in sorted(entries, key=lambda one: not one.digest):  # what goes, goes last
        if not one.digest:
            one.path.unlink()
        elif one.before is None:
            _put(one.staged, one.path)
        else:
            files.rename(one.staged, one.path)
    _sync(entries)


def _back(entries: Iterable[_Entry], moves: Iterable[Move]) -> None:
    for one in entries:
        state = _state(one)
        if one.before is None:
            if state != "other":
                one.path.unlink(missing_ok=True)
        elif state == "new":
            files.write_atomically(one.path, one.before)
    for move in moves:
        _move(move.target, move.source)
    _sync(entries)


def _move(source: Path, target: Path) -> None:
    """Let a file lie elsewhere, whatever of that a crash has done already: it may have both names."""
    if not source.is_file():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(FileExistsError):
        _put(source, target)
    if source.exists():
        if not source.samefile(target):  # somebody has put another file there meanwhile: both stay
            return
        source.unlink()
    for folder in (target.parent, source.parent):
        files.sync_folder(folder)
    with contextlib.suppress(OSError):
        source.parent.rmdir()


def _put(source: Path, target: Path) -> None:
    """Give a finished file a name that is free, or was claimed for it: a death on a drive without links left it empty.

    Raises FileExistsError.
    """
    if target.is_file() and not target.stat().st_size:
        files.rename(source, target)
    else:
        files.put_in_place(source, target)


def _sync(entries: Iterable[_Entry]) -> None:
    for folder in sorted({one.path.parent for one in entries}):
        files.sync_folder(folder)


def _drop(root: Path, entries: Iterable[_Entry]) -> None:
    """What is staged goes first: a journal that can't be taken away then leads to nothing but what there is."""
    for one in entries:
        if one.digest:
            files.forget(one.staged)
    with contextlib.suppress(FileNotFoundError):
        (root / JOURNAL).unlink()
        files.sync_folder((root / JOURNAL).parent)


def _state(entry: _Entry) -> str:
    now = _now(entry.path)
    if now is None and not entry.digest:
        return "new"
    if now is not None and _digest(now) == entry.digest:
        return "new"
    return "old" if now == entry.before or (entry.before is None and not now) else "other"


def _now(path: Path) -> bytes | None:
    """What a file holds; None where there is none. A link in its place is never what was read."""
    try:
        return files.read_plain(path)
    except FileNotFoundError:
        return None
    except files.NotAFileError:
        return b"\x00"  # no text of a ledger begins like this, so it equals nothing that was read


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _name(root: Path, path: Path) -> str:
    return path.relative_to(root).as_posix()


def _told(root: Path, entries: Iterable[_Entry], moves: Iterable[Move]) -> bytes:
    listed = [
        {
            "path": _name(root, one.path),
            "staged": one.staged.name if one.digest else "",
            "before": None if one.before is None else base64.b64encode(one.before).decode(),
            "digest": one.digest,
        }
        for one in entries
    ]
    moved = [{"from": _name(root, one.source), "to": _name(root, one.target)} for one in moves]
    return json.dumps({"batch": listed, "moves": moved}, ensure_ascii=False, indent=1).encode()


def _read(root: Path, data: bytes) -> _Journal:
    try:
        told = json.loads(data)
        moves = [Move(_inside(root, one["from"]), _inside(root, one["to"])) for one in told.get("moves", [])]
        return _Journal([_entry(root, one) for one in told["batch"]], moves)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UnreadableError(say("batch.unreadable", file=JOURNAL)) from error


def _entry(root: Path, told: Mapping[str, str | None]) -> _Entry:
    """A line of the journal. Raises ValueError for one that leads out of the ledger: it may have come with a copy."""
    path, staged, before, digest = _inside(root, told["path"]), str(told["staged"]), told["before"], str(told["digest"])
    if staged != PurePosixPath(staged).name or "\\" in staged or bool(staged) != bool(digest):
        raise ValueError(staged)
    held = None if before is None else base64.b64decode(before, validate=True)
    return _Entry(path, path.parent / staged, held, digest)


def _inside(root: Path, told: str | None) -> Path:
    name = PurePosixPath(str(told))
    if name.is_absolute() or ".." in name.parts or "\\" in str(name):
        raise ValueError(str(name))
    return root / name
