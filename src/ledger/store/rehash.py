"""All evidence hashed again, in pieces, so that a film costs no more memory than a photograph; and resumable.

What an interrupted run had measured stands in a file of the program's own. It is used only when asked for, only for a
day, and only for files that still have the very size, times and inode of the moment they were hashed; and some of
them, chosen by chance, are hashed again: where one differs, nothing of that file is believed. Who can write that
folder can still forge it all, so a run that resumes says so, and one that doesn't believes nothing.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import secrets
import stat
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO, Self

from ledger.store import files

STATE = "audit.jsonl"
"""The file of what was measured so far, in the ledger's `.ledger/`; removed when a run has come to its end."""
BELIEVED_FOR = timedelta(days=1)
CHECKED_AGAIN = 20
"""One in so many of the believed is hashed again, and never fewer than three."""
_CHUNK = 1 << 20
_SAVE_SECONDS, _SAVE_BYTES = 1.0, 8 << 20
"""What was measured is put on the disk after so much time or work: less is soon done again."""

Tick = Callable[[int], None]
"""Told the bytes that were read since it was last told."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One file as it was hashed, and how it would be told if it were another one since."""

    path: str
    size: int
    mtime_ns: int
    ctime_ns: int
    """Set by the system at every change of content, name or mode: unlike `mtime_ns`, nobody can set it back."""
    inode: int
    sha256: str

    def is_of(self, found: os.stat_result) -> bool:
        """Whether a file is still the one that was measured."""
        told = (self.size, self.mtime_ns, self.ctime_ns, self.inode)
        return told == (found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)


@dataclass
class Tally:
    """What was done: files and bytes hashed now, files taken over from an interrupted run."""

    files: int = 0
    bytes: int = 0
    believed: int = 0
    forged: bool = False
    """Whether the file of an interrupted run was wrong, and everything was hashed anew."""


def interrupted(root: Path) -> bool:
    """Whether a run was begun in the ledger at `root` and not ended."""
    return (root / files.STATE / STATE).is_file()


def digests(
    root: Path, paths: Sequence[str], *, at: datetime, resume: bool, tally: Tally, tick: Tick
) -> Iterator[tuple[str, str | OSError]]:
    """Each path (from the folder `root`, with `/`), and its SHA-256 in hex, or why it can't be had.

    Raises nothing for what a file is; NotAFileError among the answers is a link, a folder or a device.
    """
    begun, known = _believed(root, paths, at, tally, tick) if resume else (at, {})
    with _Journal(root / files.STATE / STATE, begun, tuple(known.values())) as journal:
        for path in paths:
            try:
                before = _plain(root / path)
                told = known.get(path)
                if told is not None and told.is_of(before):
                    tally.believed += 1
                    tick(before.st_size)
                    yield path, told.sha256
                    continue
                found = _measure(root / path, path, tally, tick)
            except OSError as error:
                yield path, error
                continue
            journal.add(found)
            yield path, found.sha256


def total(root: Path, paths: Sequence[str]) -> int:
    """How many bytes there are to hash, for whoever shows how far it is."""
    size = 0
    for path in paths:
        with contextlib.suppress(OSError):
            size += (root / path).lstat().st_size
    return size


def _plain(path: Path) -> os.stat_result:
    found = path.lstat()
    if not stat.S_ISREG(found.st_mode):
        raise files.NotAFileError(0, "not a plain file", str(path))
    return found


def _measure(path: Path, name: str, tally: Tally, tick: Tick) -> Measured:
    """Hash a plain file; what the record of it says of size and times is of the moment before."""
    found = _plain(path)
    digest = hashlib.sha256()
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags), "rb", buffering=0) as file:
        while piece := file.read(_CHUNK):
            digest.update(piece)
            tally.bytes += len(piece)
            tick(len(piece))
    tally.files += 1
    return Measured(name, found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino, digest.hexdigest())


def _believed(
    root: Path, paths: Sequence[str], at: datetime, tally: Tally, tick: Tick
) -> tuple[datetime, dict[str, Measured]]:
    """What an interrupted run may be believed, after some of it was tried; and when that run was begun."""
    begun, told = _read(root / files.STATE / STATE)
    wanted = set(paths)
    fresh: dict[str, Measured] = {}
    for one in told if timedelta() <= at - begun <= BELIEVED_FOR else ():
        with contextlib.suppress(OSError):
            if one.path in wanted and one.is_of(_plain(root / one.path)):
                fresh[one.path] = one
    tried = min(len(fresh), max(3, len(fresh) // CHECKED_AGAIN))
    for path in secrets.SystemRandom().sample(sorted(fresh), tried):
        if _measure(root / path, path, tally, tick).sha256 != fresh[path].sha256:
            tally.forged = True
            return at, {}
    return begun if fresh else at, fresh


def _read(path: Path) -> tuple[datetime, list[Measured]]:
    """When a state file was begun, and its lines up to the first that is not whole."""
    begun, found = datetime.min.replace(tzinfo=UTC), []
    with contextlib.suppress(OSError, ValueError, KeyError, IndexError, TypeError):
        lines = files.read_plain(path).decode("utf-8").splitlines()
        begun = datetime.fromisoformat(json.loads(lines[0])["begun"]).astimezone(UTC)
        for line in lines[1:]:
            found.append(Measured(**json.loads(line)))  # noqa: PERF401 - what stands before a torn line is kept
    return begun, found


class _Journal:
    """Writes down what was measured, as far as the disk allows it: an audit of a read-only ledger is still one."""

    def __init__(self, path: Path, begun: datetime, known: Sequence[Measured]) -> None:
        self._path = path
        self._file: IO[bytes] | None = None
        self._waiting = [json.dumps({"begun": begun.isoformat()}), *(json.dumps(asdict(one)) for one in known)]
        self._size = 0
        self._last = time.monotonic()
        self._able = True

    def __enter__(self) -> Self:
        return self

    def add(self, one: Measured) -> None:
        """Keep a measurement, now or with the next ones."""
        self._waiting.append(json.dumps(asdict(one), ensure_ascii=False))
        self._size += one.size
        if self._size >= _SAVE_BYTES or time.monotonic() - self._last >= _SAVE_SECONDS:
            self._save()

    def _save(self) -> None:
        if not self._able:
            return
        try:
            if self._file is None:
                self._path.parent.mkdir(exist_ok=True)
                self._file = self._path.open("wb")
            self._file.write("".join(f"{line}\n" for line in self._waiting).encode())
            self._file.flush()
        except OSError:
            self._able = False
        self._waiting, self._size, self._last = [], 0, time.monotonic()

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """A run that came to its end leaves nothing; an interrupted one, what it had."""
        if kind is not None:
            self._save()
        if self._file is not None:
            self._file.close()
        if kind is None:
            with contextlib.suppress(OSError):
                self._path.unlink(missing_ok=True)
