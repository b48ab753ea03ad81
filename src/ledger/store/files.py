"""Files that are whole or not there: read safely, written beside and renamed into place.

`open(path, "w")` leaves an empty file when the machine stops at the wrong moment; a temporary file in the same
folder, flushed to the disk and then renamed, leaves the old content or the new (reliability.md 0.4).
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import stat
import sys
import time
import uuid
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import IO, TypeAlias

from ledger.errors import MachineError, Said, say

Content: TypeAlias = bytes | Callable[[IO[bytes]], object]
"""What is to stand in a file, or what writes it there: a large one is never held."""
LEFTOVER_SECONDS = 3600.0
STATE = ".ledger"
"""The folder of the program's own, in a ledger's folder."""
_TRIES = 6
_AS_IT_IS = getattr(os, "O_BINARY", 0)
_TO_READ = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | _AS_IT_IS
_TO_MAKE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _AS_IT_IS
_NO_LINKS = {errno.EPERM, errno.EACCES, errno.EOPNOTSUPP, errno.ENOTSUP, errno.ENOSYS, errno.EINVAL, errno.EMLINK}
"""What a drive says that knows no second names for a file: exFAT, some network drives."""
_TEMPORARY = re.compile(r"\..+\.[0-9a-f]{12}\.tmp", re.DOTALL)
"""What `beside` calls a file that is being written."""

_REASONS = {
    errno.ENOSPC: "env.disk-full",
    errno.EDQUOT: "env.disk-full",
    errno.EROFS: "env.read-only",
    errno.EACCES: "env.no-permission",
    errno.EPERM: "env.no-permission",
}


class NotAFileError(OSError):
    """A link, a device or a folder where a plain file was expected."""


class UnconfirmedError(OSError):
    """A file has its new content and name, but the folder could not be flushed: a power cut may bring the old back."""


class UnfinishedError(OSError):
    """Several files were to be written as one, and it was neither ended nor taken back: the next command does that."""


_SAID_BY_SYSTEM = {
    errno.ENOENT: "os.missing",
    errno.EISDIR: "os.folder",
    errno.ENOTDIR: "os.not-a-folder",
    errno.EACCES: "os.denied",
    errno.EPERM: "os.denied",
    errno.ENAMETOOLONG: "os.long-name",
    errno.ELOOP: "os.loop",
    errno.EIO: "os.device",
}


def fault(error: OSError, path: Path | str) -> MachineError:
    """The refusal for a failure of the machine: what failed, on which file; nothing was changed, or it is said."""
    if isinstance(error, UnconfirmedError):
        return MachineError(say("env.unsure", path=str(path), reason=reason(error)))
    if isinstance(error, UnfinishedError):
        return MachineError(say("env.unfinished", path=str(path), reason=reason(error)))
    key = _REASONS.get(error.errno or 0, "env.failed")
    if key == "env.no-permission" and (folder := _closed_folder(error, path)):
        return MachineError(say("env.closed-folder", path=str(path), folder=folder))
    return MachineError(say(key, path=str(path), reason=reason(error)))


def _closed_folder(error: OSError, path: Path | str) -> str | None:
    """The folder that let nothing be made in it: the file that was refused is not there, and no rename was (which is
    refused for a file that somebody has open).
    """
    refused = Path(os.fsdecode(error.filename)) if isinstance(error.filename, (str, bytes)) else Path(path)
    return None if error.filename2 is not None or os.path.lexists(refused) else str(refused.parent)


def reason(error: OSError) -> Said:
    """What the system says, in words of ours where it is one of the usual things."""
    if isinstance(error, NotAFileError):
        return say("file.not-a-file")
    if error.errno == errno.EEXIST and isinstance(error.filename, str):
        return say("os.exists", text=error.filename)
    return say(_SAID_BY_SYSTEM.get(error.errno or 0, "os.other"), text=error.strerror or str(error))


def read_plain(path: Path, limit: int | None = None) -> bytes:
    """The bytes of a regular file, one more than `limit` at most. Raises NotAFileError for links, pipes and folders:
    a link could lead out of the ledger and a pipe would never end.
    """
    if not stat.S_ISREG(path.lstat().st_mode):
        raise NotAFileError(errno.EINVAL, "not a plain file", str(path))
    with os.fdopen(os.open(path, _TO_READ), "rb") as file:
        return file.read() if limit is None else file.read(limit + 1)


def write_atomically(path: Path, data: Content, *, new: bool = False, ours: bool = False) -> None:
    """Put `data` at `path`: after a crash at any point the old content is there, or the new.

    With `new` the path must be free; FileExistsError otherwise, decided by the file system and not by a look before.
    What a crash left of this file is swept away, in a folder that is `ours` what one left of any file.
    Raises OSError with nothing changed; UnconfirmedError, an OSError too, where it was changed but may not last.
    """
    with contextlib.suppress(OSError):
        remove_leftovers(path.parent, "" if ours else f"{path.name}.")
    temporary = stage(path, data)
    try:
        if new:
            put_in_place(temporary, path)
        else:
            rename(temporary, path)
    finally:
        forget(temporary)
    confirm(path)


def confirm(path: Path) -> None:
    """Have a name that was just given on the disk. Raises UnconfirmedError."""
    try:
        sync_folder(path.parent)
    except OSError as error:
        raise UnconfirmedError(error.errno, error.strerror, str(path)) from error


def stage(path: Path, data: Content) -> Path:
    """A finished file beside `path`, with its mode and on the disk, that only has to be given the name."""
    return _staged(path, data, flushed=True)


def stage_unflushed(path: Path, data: bytes) -> Path:
    """The same, which has still to be brought to the disk before it may have the name (`flushing`)."""
    return _staged(path, data, flushed=False)


def _staged(path: Path, data: Content, *, flushed: bool) -> Path:
    temporary = beside(path)
    try:
        _write(temporary, data, _mode_of(path), flushed=flushed)
    except BaseException:
        forget(temporary)
        raise
    return temporary


def forget(temporary: Path) -> None:
    """Take away what has become a file or never will. What can't be taken away now is swept up later: whether the file
    was written doesn't depend on it.
    """
    with contextlib.suppress(OSError):
        temporary.unlink()


def beside(path: Path) -> Path:
    """A name in the same folder for what will be `path` when it is finished."""
    return path.parent / f".{path.name}.{uuid.uuid4().hex[:12]}.tmp"


def _mode_of(path: Path) -> int:
    """Temporary files are private by default; a ledger is shared, so the new file keeps the old one's mode."""
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError:
        umask = os.umask(0)
        os.umask(umask)
        return 0o666 & ~umask


def _write(path: Path, data: Content, mode: int, *, flushed: bool) -> None:
    descriptor = os.open(path, _TO_MAKE, mode)
    with os.fdopen(descriptor, "wb") as file:
        if sys.platform != "win32":
            os.fchmod(descriptor, mode)  # the umask of whoever writes must not shut out the others of a shared ledger
        if isinstance(data, bytes):
            file.write(data)
        else:
            data(file)
        file.flush()
        if flushed:
            os.fsync(file.fileno())


def put_in_place(temporary: Path, path: Path) -> None:
    """Give a finished file its name, if that is free. Raises FileExistsError, decided by the file system."""
    try:
        _link(temporary, path)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        _claim(temporary, path)


def _link(temporary: Path, path: Path) -> None:
    """A second name; asked for again when a signal interrupts it, which Python does for few calls."""
    for _ in range(_TRIES):
        with contextlib.suppress(InterruptedError):
            os.link(temporary, path)
            return
    raise InterruptedError(errno.EINTR, os.strerror(errno.EINTR), str(path))


def _claim(temporary: Path, path: Path) -> None:
    """Where a drive knows no links, the name itself is the lock; it is given back if the file can't have it."""
    os.close(os.open(path, _TO_MAKE, 0o666))
    try:
        rename(temporary, path)
    except BaseException:
        path.unlink()
        raise


def rename(source: Path, target: Path) -> None:
    """Rename, again when a signal interrupts it, and for a moment while Excel or a virus scanner holds the target."""
    for attempt in range(_TRIES):
        try:
            source.replace(target)
        except InterruptedError:
            continue
        except PermissionError:
            if sys.platform != "win32" or attempt == _TRIES - 1:
                raise
            time.sleep(0.1 * 2**attempt)
        else:
            return
    raise InterruptedError(errno.EINTR, os.strerror(errno.EINTR), str(target))


def sync_folder(folder: Path) -> None:
    """Have the names in a folder on the disk, not only the contents of its files."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def remove_leftovers(folder: Path, name: str = "") -> None:
    """Sweep away temporary files that a crash left more than an hour ago in a folder of the ledger's own;
    elsewhere only those of a file of this `name`.
    """
    _remove(folder, os.listdir(folder), f".{name}")  # noqa: PTH208 - done at each write, among ten thousand names too


def _remove(folder: Path, names: Iterable[str], start: str) -> None:
    before = time.time() - LEFTOVER_SECONDS
    for left in [one for one in names if one.startswith(start)]:
        if _TEMPORARY.fullmatch(left):
            with contextlib.suppress(OSError):
                path = Path(folder, left)
                if path.lstat().st_mtime < before:
                    path.unlink()


def is_temporary(name: str) -> bool:
    """Whether a name is one of those that an unfinished file has."""
    return _TEMPORARY.fullmatch(name) is not None


def sweep(folders: Iterable[Path]) -> None:
    """The same in several folders, as far as it can be done: nothing depends on it."""
    for folder in folders:
        with contextlib.suppress(OSError):
            remove_leftovers(folder)


def sweep_within(folder: Path) -> None:
    """The same in a folder and in those that lie right in it; its names are looked through once."""
    try:
        with os.scandir(folder) as entries:
            few = [one for one in entries if one.name[0] == "." or one.is_dir()]
    except OSError:
        return
    _remove(folder, (one.name for one in few), ".")
    sweep(Path(one.path) for one in few if one.is_dir(follow_symlinks=False))
