"""Many new files brought to the disk by one call, where the system has one for a whole drive.

Flushing each of 10,000 files takes a minute, since each waits for the drive; `syncfs` of Linux waits once. Before 5.8
it said nothing of what could not be written, so an older kernel flushes file by file, as other systems do.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

MANY = 32
"""From here on one call for the drive takes less time than one for each file, even if others write to it as well."""
_TELLS_OF_ERRORS = (5, 8)


@contextlib.contextmanager
def at_once(folders: Iterable[Path], count: int) -> Iterator[bool]:
    """Whether whoever writes `count` new files into these folders, in this block, flushes each of them.

    If not, all of them are on the disk when the block ends. Raises OSError where the drive failed.
    """
    flush = _of_a_drive() if count >= MANY else None
    if flush is None:
        yield True
        return
    with contextlib.ExitStack() as stack:
        drives: dict[int, int] = {}
        for folder in folders:
            if (drive := folder.stat().st_dev) not in drives:  # opened first: it tells of errors from here on
                drives[drive] = os.open(folder, os.O_RDONLY)
                stack.callback(os.close, drives[drive])
        yield False
        for descriptor in drives.values():
            flush(descriptor)


def _of_a_drive() -> Callable[[int], None] | None:
    """Flushes the drive that an open folder lies on; None where no call does that and tells whether it could."""
    if sys.platform != "linux" or _version(os.uname().release) < _TELLS_OF_ERRORS:
        return None
    import ctypes

    try:
        syncfs = ctypes.CDLL(None, use_errno=True).syncfs
    except (OSError, AttributeError):  # a system without this function, or one that lets nobody look for it
        return None

    def flush(descriptor: int) -> None:
        if syncfs(descriptor) != 0:
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number))

    return flush


def _version(release: str) -> tuple[int, ...]:
    """`6.18.5-generic` → `(6, 18)`; nothing where it is written otherwise."""
    first = release.split(".")[:2]
    return tuple(map(int, first)) if all(one.isdecimal() for one in first) else ()
