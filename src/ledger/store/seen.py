"""The evidence that a command vouches for, each file as it was just before it was read.

Ten thousand folders of evidence take longer to look through than to ask for the files that a record names; and what a
record names and is not there has to be asked for again as well.
"""

from __future__ import annotations

import os

from ledger.store.inputs import BATCH, FIELDS, Wandering, hashed, packed, row

TYPE_CHECKING = False
if TYPE_CHECKING:  # typing itself takes longer to load than all of this
    from pathlib import PurePath

FOLDER = "evidence"
_MISSING = [0] * FIELDS


class Seen:
    """Files by their paths from `evidence/`, in the order in which they were looked at."""

    __slots__ = ("contents", "names", "steady", "table")

    def __init__(self) -> None:
        self.names: list[str] = []
        self.table: list[int] = []
        self.contents: dict[str, str] = {}
        """The SHA-256 of each file that could be read."""
        self.steady = True
        """Whether all of it can be vouched for: no link was on the way."""

    def digest(self) -> str:
        """All of them as one digest."""
        return _digest(self.names, self.table)

    def young(self, since: int) -> list[tuple[str, str]]:
        """Those that were changed at or after a time, each with its content (empty for what could not be read)."""
        times = zip(self.names, self.table[2::FIELDS], self.table[3::FIELDS], strict=True)
        return [(name, self.contents.get(name, "")) for name, *when in times if max(when) >= since]


class _Run:
    """What this run has seen; None while nobody wants to know."""

    seen: Seen | None = None


def begin() -> Seen:
    """From now on it is noted what is looked at."""
    _Run.seen = Seen()
    return _Run.seen


def note(root: PurePath, path: str) -> None:
    """A file of evidence (its path from the ledger's folder) is about to be read, if it is there."""
    if _Run.seen is None:
        return
    *folders, name = path.removeprefix(f"{FOLDER}/").split("/")
    # `evidence/` itself is watched, and tells when a folder in it is replaced; folders in those have to tell it here.
    for depth in range(2, len(folders) + 1):
        _note(root, "/".join(folders[:depth]))
    _note(root, "/".join((*folders, name)))


def _note(root: PurePath, name: str) -> None:
    if _Run.seen is not None:
        _Run.seen.names.append(name)
        _Run.seen.table += _now(f"{root}/{FOLDER}/{name}")


def note_link() -> None:
    """A link is on the way to a file: it may lead elsewhere tomorrow, and nothing here would have changed."""
    if _Run.seen is not None:
        _Run.seen.steady = False


def note_content(path: str, sha256: str) -> None:
    """What that file held."""
    if _Run.seen is not None:
        _Run.seen.contents[path.removeprefix(f"{FOLDER}/")] = sha256


def content(root: str, name: str) -> str:
    """What a file of evidence holds, as `Seen.contents` has it."""
    from hashlib import sha256

    try:
        with open(f"{root}/{FOLDER}/{name}", "rb") as file:  # noqa: PTH123 - pathlib is not loaded here
            return sha256(file.read()).hexdigest()
    except OSError:
        return ""


def digest_now(root: str, names: tuple[str, ...]) -> str:
    """The same files as they are now. Raises OSError where the folder can't be entered."""
    table: list[int] = []
    put = table.extend
    with Wandering():
        os.chdir(f"{root}/{FOLDER}")
        for at in range(0, len(names), BATCH):
            try:
                for one in map(os.lstat, names[at : at + BATCH]):
                    put((one.st_mode, one.st_size, one.st_mtime_ns, one.st_ctime_ns, one.st_ino))
            except OSError:
                del table[at * FIELDS :]
                for name in names[at : at + BATCH]:
                    put(_now(name))
    return _digest(names, table)


def _now(name: str) -> list[int]:
    try:
        return row(os.lstat(name))
    except OSError:
        return _MISSING


def _digest(names: list[str] | tuple[str, ...], table: list[int]) -> str:
    found = hashed(os.fsencode("\0".join(names)))
    for at in range(0, len(table), BATCH * FIELDS):
        found.update(packed(table[at : at + BATCH * FIELDS]))
    return found.hexdigest()
