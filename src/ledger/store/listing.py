"""The folder of issues looked through once: every file that is an issue or was meant to be, and how it stands there."""

from __future__ import annotations

import os
import struct
from operator import attrgetter
from pathlib import PurePath
from typing import NamedTuple

from ledger.store.issuefile import MEANT, SUFFIX

_KEY, _TIMES, _INODE = struct.Struct("<4Q"), struct.Struct("<8x2q8x"), struct.Struct("<24xQ")
_WORD = (1 << 64) - 1


class Found(NamedTuple):
    """A file of the folder, by its whole name."""

    path: str
    stem: str
    key: bytes
    """Size, times and inode: while these are the same, so is the content. Nothing for what is no plain file of its own
    name: that is looked at each time."""

    @property
    def changed(self) -> int:
        """When the file last changed in any way, in nanoseconds, by the clock of its file system."""
        return max(_TIMES.unpack(self.key)) if self.key else 0

    @property
    def inode(self) -> int:
        """By which a disk numbers the file."""
        return int(_INODE.unpack(self.key)[0]) if self.key else 0


def listing(folder: str, *, dated: bool = True) -> list[Found]:
    """Every file below `folder` that is or should be an issue, by number; hidden ones are left alone.

    A folder that can't be looked into is listed itself: nobody knows what it hides. So is one named like an issue.
    Where only the names are asked for (not `dated`), no file is looked at.
    """
    found: list[Found] = []
    _look_into(folder, found, dated=dated)
    # By length, then name, then path. One after the other needs no key for each of a hundred thousand files.
    found.sort(key=attrgetter("path"))
    found.sort(key=attrgetter("stem"))
    found.sort(key=_length)
    return found


def _length(one: Found) -> int:
    return len(one.stem)


def _look_into(folder: str, found: list[Found], *, dated: bool) -> None:
    below: list[str] = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:  # one by one: what is known of an entry takes more room than what is kept of it
                if not entry.name.startswith("."):
                    below += _note(entry, found, dated=dated)
    except FileNotFoundError:
        return
    except OSError:
        if all(one.path != folder for one in found):
            found.append(_odd(folder))
    for one in below:
        _look_into(one, found, dated=dated)


def _note(entry: os.DirEntry[str], found: list[Found], *, dated: bool) -> tuple[str, ...]:
    """Note what should be an issue. Returns the folder that is to be looked into."""
    meant = entry.name.lower().endswith(MEANT)
    if not _is_folder(entry):
        if meant:
            found.append(_of_file(entry) if dated else _odd(entry.path))
        return ()
    linked = entry.is_symlink()
    if meant or linked:
        found.append(_odd(entry.path))
    return () if linked else (entry.path,)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _of_file(entry: os.DirEntry[str]) -> Found:
    stem = entry.name.removesuffix(SUFFIX)
    try:
        if stem == entry.name or not entry.is_file(follow_symlinks=False):
            return _odd(entry.path)
        now = entry.stat(follow_symlinks=False)
    except OSError:
        return _odd(entry.path)
    key = _KEY.pack(now.st_size, now.st_mtime_ns & _WORD, now.st_ctime_ns & _WORD, now.st_ino & _WORD)
    return Found(entry.path, stem, key)


def _odd(path: str) -> Found:
    return Found(path, PurePath(path).stem, b"")
