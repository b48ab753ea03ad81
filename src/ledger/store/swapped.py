"""A folder of many files that is built beside the old one and put in its place whole: readers see the old or the new.

Only a folder that this program made is ever replaced: it holds a file that says so. Where the system can exchange two
names in one call (Linux), there is no moment without the folder; elsewhere it has no name for the time of two renames,
and what a machine left that stopped just then is put back by the next run.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import shutil
import sys
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

from ledger.errors import ConflictError, RefusedError, say
from ledger.store import files, flushing

MARK = ".ledger-site"
_MARKED = "由 ledger site 生成，下次生成时整个文件夹会被替换。\n"
_EXCHANGE = 2
_HERE = -100
_UNABLE = {errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP, errno.EPERM}
"""What a system or a drive says that can't exchange names."""


def refuse(place: Path) -> None:
    """Raises RefusedError for a folder that somebody else made and that is not empty, ConflictError for a file."""
    if not os.path.lexists(place):
        return
    if place.is_symlink() or not place.is_dir():
        raise ConflictError(say("site.not-folder", path=str(place)))
    if not (place / MARK).is_file() and any(place.iterdir()):
        raise RefusedError(say("site.not-ours", path=str(place)))


@contextlib.contextmanager
def building(place: Path, count: int) -> Iterator[Path]:
    """An empty folder to put `count` files in; when the block ends well, it is at `place`, else nothing has changed.

    Raises what `refuse` raises, and OSError.
    """
    _mend(place)
    refuse(place)
    place.parent.mkdir(parents=True, exist_ok=True)
    _sweep(place)
    new = _beside(place, "tmp")
    new.mkdir()
    try:
        (new / MARK).write_text(_MARKED, encoding="utf-8")
        with flushing.at_once((new,), max(count, flushing.MANY)):
            yield new
        _put(new, place)
    finally:
        _forget(new)
    files.confirm(place)


def _beside(place: Path, kind: str) -> Path:
    return place.parent / f".{place.name}.{uuid.uuid4().hex[:12]}.{kind}"


def _left(place: Path, kind: str) -> list[Path]:
    """What runs before this one left beside it, the youngest first."""
    named = re.compile(rf"\.{re.escape(place.name)}\.[0-9a-f]{{12}}\.{kind}")
    with contextlib.suppress(OSError):
        found = [one for one in place.parent.iterdir() if named.fullmatch(one.name) and one.is_dir()]
        return sorted(found, key=lambda one: one.stat().st_mtime, reverse=True)
    return []


def _mend(place: Path) -> None:
    """Give the old folder its name back, where a machine stopped between two renames."""
    if not os.path.lexists(place):
        whole = (one for one in _left(place, "was") if (one / MARK).is_file())
        for one in list(whole)[:1]:
            files.rename(one, place)


def _sweep(place: Path) -> None:
    before = time.time() - files.LEFTOVER_SECONDS
    for one in (*_left(place, "tmp"), *_left(place, "was")):
        with contextlib.suppress(OSError):
            if one.stat().st_mtime < before:
                _forget(one)


def _forget(folder: Path) -> None:
    """Take a folder away; what can't be taken away now is swept up later, and nothing depends on it."""
    with contextlib.suppress(OSError):  # `rmtree` itself raises for a folder that it has opened and can't look at
        shutil.rmtree(folder, ignore_errors=True)


def _put(new: Path, place: Path) -> None:
    """Give the new folder the name; the old one, if there is one, is then where the new one was. Raises OSError."""
    refuse(place)
    if not place.exists():
        files.rename(new, place)
    elif not _exchanged(new, place):
        was = _beside(place, "was")
        files.rename(place, was)
        try:
            files.rename(new, place)
        except OSError:
            files.rename(was, place)
            raise
        _forget(was)


def _exchanged(one: Path, other: Path) -> bool:
    """Whether two folders have each got the other's name, in one step. Raises OSError."""
    if sys.platform != "linux":
        return False
    import ctypes

    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    if renameat2(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in _UNABLE:
        return False
    raise OSError(number, os.strerror(number), str(other))
