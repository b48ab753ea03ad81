"""What a command may look at, as one digest of names, sizes, times and inodes: while it is the same, so are the files.

A file written twice within one tick of the file system's clock can change without any of these changing. What is as
young as that is therefore told apart (`young`), and vouched for by its content, as git does with its index.

Nothing heavy is imported: this is all that a remembered answer costs (docs/cache.md).
"""

from __future__ import annotations

import os
import stat
import struct

TYPE_CHECKING = False
if TYPE_CHECKING:  # typing itself takes longer to load than all of this
    from collections.abc import Iterator
    from hashlib import blake2b

try:
    import _blake2 as hashing  # by way of hashlib OpenSSL would be loaded, which takes longer than 1,000 files do
except ImportError:
    import hashlib as hashing  # type: ignore[no-redef]

TICK = 2 * 10**9
"""Nanoseconds: the coarsest clock of a file system in use, FAT's."""
BATCH = 4096
"""Files told to the digest at once: 100,000 are looked at in a few megabytes."""
FIELDS = 5
_FILES = (
    *("ledger.toml", "people.yaml", "units.yaml", "calendar.yaml", "waivers.yaml"),
    *(".gitattributes", ".ledger/batch.json"),
)
_FOLDERS = (
    *("issues", "templates", "checkpoints", "snapshots"),
    *("objects", "plans", "indicators", "meetings", "checklists"),
)

Table = tuple[str, list[str], list[int]]
"""A folder, names in it, and for each name its mode, size, two times and inode."""


def hashed(data: bytes = b"", size: int = 32) -> blake2b:
    """The digest that everything here is told apart by."""
    return hashing.blake2b(data, digest_size=size)


class UnsteadyError(Exception):
    """There is something that can't be vouched for: a link, which may lead anywhere, or a file that just vanished."""


class Watched:
    """The places that a command may look at: the ledger's own, and more."""

    __slots__ = ("files", "folders")

    def __init__(self, root: str, files: tuple[str, ...] = (), folders: tuple[str, ...] = ()) -> None:
        """`files` may be missing; `folders` are looked through."""
        self.files = (*(f"{root}/{name}" for name in _FILES), *files)
        self.folders = (*(f"{root}/{name}" for name in _FOLDERS), *folders)


class Wandering:
    """The folder of the process is changed for a while, because a name alone is looked up faster than a path."""

    __slots__ = ("_home",)

    def __enter__(self) -> None:
        """Raises OSError for whoever could not come back."""
        self._home = os.getcwd()  # noqa: PTH109 - pathlib is not loaded here
        os.chdir(self._home)

    def __exit__(self, *_: object) -> None:
        os.chdir(self._home)


def digest(watched: Watched) -> tuple[str, int]:
    """All that is watched as one digest, and the youngest time in it. Raises UnsteadyError, OSError."""
    found, youngest = hashed(), 0
    for folder, names, table in _tables(watched):
        found.update(os.fsencode("\0".join((folder, *names))) + b"\0\0")
        if table:
            found.update(packed(table))
            youngest = max(youngest, max(table[2::FIELDS]), max(table[3::FIELDS]))  # noqa: PLW3301 - unpacked it takes longer
    return found.hexdigest(), youngest


def digest_of_folder(folder: str) -> str:
    """The same of a folder that programs lie in; what Python makes of them beside them does not count."""
    found = hashed()
    with Wandering():
        for place, names, table in _walked(folder):
            rows = (table[at * FIELDS : (at + 1) * FIELDS] for at, name in enumerate(names) if name.endswith(".py"))
            found.update(os.fsencode(place) + b"".join(map(packed, rows)))
    return found.hexdigest()


def young(watched: Watched, since: int) -> list[str]:
    """Every file and folder watched that was changed at or after a time. Raises UnsteadyError, OSError."""
    found = []
    for folder, names, table in _tables(watched):
        for at, name in enumerate(names if table else ()):
            if max(table[at * FIELDS + 2], table[at * FIELDS + 3]) >= since:
                found.append(f"{folder}/{name}" if name else folder)
    return found


def content(path: str) -> str:
    """What a file holds, or a folder, as a digest; nothing for what can't be looked into."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - pathlib is not loaded here
            return hashed(file.read()).hexdigest()
    except IsADirectoryError:
        return hashed(os.fsencode("\0".join(sorted(os.listdir(path))))).hexdigest()  # noqa: PTH208 - as above
    except OSError:
        return ""


def _tables(watched: Watched) -> Iterator[Table]:
    with Wandering():
        yield from ((path, *_file(path)) for path in watched.files)
        for folder in watched.folders:
            yield from _walked(folder)


def _file(path: str) -> tuple[list[str], list[int]]:
    """What stands under one name, behind a link as well."""
    try:
        found = os.lstat(path)
        table = row(found)
        if stat.S_ISLNK(found.st_mode):
            table += row(os.stat(path))  # noqa: PTH116 - as above
    except OSError as error:
        return [str(error.errno)], []
    return [""] * (len(table) // FIELDS), table


def _walked(folder: str) -> Iterator[Table]:
    try:
        names = os.listdir(folder)  # noqa: PTH208 - as above
    except OSError as error:
        yield folder, [str(error.errno)], []
        return
    if not names:
        yield folder, names, []
    within: list[str] = []
    for part in _stats(folder, names):
        yield part
        within += _folders_in(part)
    for name in within:
        yield from _walked(f"{folder}/{name}")


def _stats(folder: str, names: list[str]) -> Iterator[Table]:
    for at in range(0, len(names), BATCH):
        some = names[at : at + BATCH]
        table: list[int] = []
        put = table.extend
        os.chdir(folder)
        try:
            for one in map(os.lstat, some):
                put((one.st_mode, one.st_size, one.st_mtime_ns, one.st_ctime_ns, one.st_ino))
        except FileNotFoundError as error:
            raise UnsteadyError(folder) from error
        yield folder, some, table


def row(one: os.stat_result) -> list[int]:
    """A file as it stands in a table."""
    return [one.st_mode, one.st_size, one.st_mtime_ns, one.st_ctime_ns, one.st_ino]


def _folders_in(part: Table) -> list[str]:
    """The folders among the names. Raises UnsteadyError for a link."""
    folder, names, table = part
    modes = table[::FIELDS]
    if all(map(stat.S_ISREG, {*modes})):
        return []
    if any(map(stat.S_ISLNK, modes)):
        raise UnsteadyError(folder)
    return [name for name, mode in zip(names, modes, strict=True) if stat.S_ISDIR(mode)]


def packed(table: list[int]) -> bytes:
    """A table as what digests are made of."""
    try:
        return struct.pack(f"<{len(table)}q", *table)
    except struct.error:  # some drives number their files up to 2**64
        return repr(table).encode()
