"""Who writes, one at a time: a lock for what concerns the whole ledger, and one for each issue.

The system's own locks (`flock`, on Windows a locked byte) belong to the process and die with it, so a killed writer
blocks nobody: whoever comes next takes its lock over and says so. Locks are taken in one order (numbers, ledger,
issues by name), so nobody waits in a circle. Where a network drive knows no locks, that is said, and the work goes on:
a new file's name still belongs to one only (`link`), and an edit is still refused where the file is no longer the one
that was read.
"""

from __future__ import annotations

import contextlib
import errno
import os
import platform
import sys
import time
from collections.abc import Iterable, Iterator
from io import BufferedRandom
from pathlib import Path

from ledger.errors import ConflictError, say
from ledger.store import asides
from ledger.store.files import STATE

LOCK_SECONDS = 10.0
FOLDER = "locks"
"""Where the locks of single issues are, below `.ledger/`; empty while nobody writes."""
OF_COLUMNS = ".ledger-lock"
"""The lock of a folder of columns; programs that read such folders pass over names with a dot in front."""
_PAUSE = 0.02
_NO_LOCKS = {errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOTSUP, errno.ENOSYS}
"""What a drive says that can't lock, whoever asks."""


@contextlib.contextmanager
def ledger(root: Path, seconds: float = LOCK_SECONDS) -> Iterator[None]:
    """Nobody else adds issues, writes several files at once, or changes a register. Raises ConflictError when another
    holds on for `seconds`.
    """
    state = root / STATE
    state.mkdir(exist_ok=True)
    with _held(state / "lock", seconds, stays=True):
        yield


@contextlib.contextmanager
def numbers(folder: Path, seconds: float = LOCK_SECONDS) -> Iterator[None]:
    """Nobody else gives out a number in any work tree of the clone whose git folder this is. Raises ConflictError."""
    folder.mkdir(exist_ok=True)
    with _held(folder / "lock", seconds, stays=True):
        yield


@contextlib.contextmanager
def mirror(folder: Path, seconds: float = LOCK_SECONDS) -> Iterator[None]:
    """Nobody else fetches into this copy of others' repository. Raises ConflictError."""
    folder.mkdir(parents=True, exist_ok=True)
    with _held(folder / "lock", seconds, stays=True):
        yield


@contextlib.contextmanager
def memory(file: Path, seconds: float) -> Iterator[None]:
    """Nobody else tells what this memory remembers as told. The ledger's own lock stays free: who sends waits for
    others' servers. Raises ConflictError, OSError where no lock can be put beside the file.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    with _held(file.with_name(f"{file.name}.lock"), seconds, stays=False, busy="notify.busy"):
        yield


@contextlib.contextmanager
def columns(folder: Path, seconds: float = LOCK_SECONDS) -> Iterator[None]:
    """Nobody else puts files of columns in their places in this folder, or lists them. Raises ConflictError, OSError
    where no lock can be put there.
    """
    with _held(folder / OF_COLUMNS, seconds, stays=True):
        yield


def is_free(path: Path) -> bool:
    """Whether whoever held this lock is gone; where there is none, or a drive knows no locks, nobody can tell."""
    with contextlib.suppress(OSError), path.open("r+b") as file:
        if _try_lock(file.fileno()):
            _unlock(file.fileno())
            return True
    return False


@contextlib.contextmanager
def issues(root: Path, names: Iterable[str], seconds: float = LOCK_SECONDS) -> Iterator[None]:
    """Nobody else changes these issues, named by their files. Raises ConflictError when another holds on to one.

    Taken in the order of their names, so that two who want the same ones never wait for each other.
    """
    folder = root / STATE / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    until = time.monotonic() + seconds
    with contextlib.ExitStack() as stack:
        for name in sorted({*names}):
            stack.enter_context(_held(folder / name, max(0.0, until - time.monotonic()), stays=False))
        yield
    _sweep(folder)


@contextlib.contextmanager
def _held(path: Path, seconds: float, *, stays: bool, busy: str = "conflict.locked") -> Iterator[None]:
    """One lock, from here to the end of the block. One that does not stay has no file while nobody holds it; `busy`
    is told where somebody else does.
    """
    file = _taken(path, seconds, busy)
    if file is None:
        yield
        return
    try:
        left = _holder(file)
        if left:
            asides.tell(str(path), say("lock.taken-over", holder=left, lock=path.name))
        file.truncate(0)
        file.write(f"pid {os.getpid()} @ {platform.node()}".encode())
        file.flush()
        yield
    finally:
        with contextlib.suppress(OSError):
            file.truncate(0)
        _let_go(path, file, stays=stays)


def _let_go(path: Path, file: BufferedRandom, *, stays: bool) -> None:
    """The name goes while the lock is held: who waits for it sees that it has locked nothing any more, and asks again.
    Windows removes no open file; there it goes afterwards, unless another has opened it.
    """
    if not stays and sys.platform != "win32":
        with contextlib.suppress(OSError):  # what was done is done; an empty lock is swept away by the next run
            path.unlink()
    with contextlib.suppress(OSError):  # closing lets go of it, too, and so does the end of the process
        _unlock(file.fileno())
    with contextlib.suppress(OSError):
        file.close()
    if not stays and sys.platform == "win32":
        with contextlib.suppress(OSError):
            path.unlink()


def _taken(path: Path, seconds: float, busy: str) -> BufferedRandom | None:
    """The locked file; None on a drive that knows no locks. Raises ConflictError naming the holder."""
    until = time.monotonic() + seconds
    while True:
        file = path.open("a+b")
        try:
            if _try_lock(file.fileno()):
                if _is_still(path, file):
                    return file
                file.close()
                continue
            late = time.monotonic() > until
            holder = _holder(file) if late else ""
        except OSError as error:
            file.close()
            if error.errno not in _NO_LOCKS:
                raise
            asides.tell("", say("lock.none", folder=str(path.parent)))
            return None
        file.close()
        if late:
            raise ConflictError(say(busy, holder=holder or "?"))
        time.sleep(_PAUSE)


def _is_still(path: Path, file: BufferedRandom) -> bool:
    """Whether the locked file still bears its name: the holder before may have taken it away."""
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except FileNotFoundError:
        return False


def _holder(file: BufferedRandom) -> str:
    file.seek(0)
    return file.read(200).decode("utf-8", "replace").strip()


def _sweep(folder: Path) -> None:
    """Take away the locks of issues that dead holders left: whatever can be locked at once belongs to nobody."""
    for path in _entries(folder):
        with contextlib.suppress(OSError), path.open("r+b") as file:
            if _try_lock(file.fileno()) and _is_still(path, file):
                _let_go(path, file, stays=False)


def _entries(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []


if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 20
    """Windows forbids others to read a locked byte; this one lies behind the holder's name, which they want to read."""

    def _try_lock(descriptor: int) -> bool:
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True

    def _unlock(descriptor: int) -> None:
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _try_lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _unlock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)
