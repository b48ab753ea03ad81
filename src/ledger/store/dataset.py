"""A ledger as files of columns (Parquet), parted by ledger and round: for DuckDB, Spark and whatever reads such files.

    DIR/issues/by_ledger=某县/by_round=第一轮/part-0.parquet

Every column is in the files, so that a value is what it was: names of folders lose that `1.10` is a text, and what is
empty. A dataset may hold many ledgers. Who is given out anew replaces only the own parts, once all of them are written.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import time
import uuid
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from hashlib import blake2b
from pathlib import Path
from typing import Self

import pyarrow as pa
from pyarrow import parquet

from ledger.errors import ConflictError, MachineError, RefusedError, UnreadableError, say
from ledger.store import files, flushing, locks
from ledger.store.columnar import TABLES, table
from ledger.store.emitting import Row
from ledger.store.sql.tables import NO_ROUND, ROUND

MARK = ".ledger-dataset"
_LAYOUT = 1
"""Of the folders; the columns have a form of their own."""
BY_LEDGER, BY_ROUND = "by_ledger", "by_round"
_COLUMNS = repr([(name, [(one.name, one.kind) for one in columns]) for name, columns in TABLES.items()])
FORM = f"{_LAYOUT}-{blake2b(_COLUMNS.encode(), digest_size=4).hexdigest()}"
"""Of folders and columns; a dataset of another one is left alone, since what it holds may mean something else."""
_MARKED = f"由 ledger export --to parquet 写成，再写时替换同名台账的部分。\nform: {FORM}\n"
_UNFIT = re.compile(r"[\x00-\x1f\"#%'*/:=?\\{\[\]^<>|~\x7f]|[. ]$")
"""What Hive and Windows do not have in the name of a folder; `~` comes before the mark of a long name."""
_LONG = 120
"""Bytes of a name that is told whole."""
_AT_ONCE = 50_000
"""Rows that are held before they are written: some 50 MB. A file for each batch of issues would be thousands."""
_STAGING = ".new-"
_REPLACING = ".replacing"
"""Lies in what is complete, from before the first of its parts is put in its place."""


class Dataset:
    """A ledger that is being written into a dataset."""

    def __init__(self, folder: Path, ledger: str) -> None:
        """Raises ConflictError for a file, RefusedError for a folder that somebody else filled, UnreadableError for a
        dataset of another form, or one with a link in it.
        """
        if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
            raise ConflictError(say("dataset.not-folder", path=str(folder)))
        if folder.exists() and form(folder) is None and any(not _is_ours(one) for one in folder.iterdir()):
            raise RefusedError(say("dataset.not-ours", path=str(folder)))
        refuse_another(folder)
        if (link := next((folder / name for name in TABLES if (folder / name).is_symlink()), None)) is not None:
            raise UnreadableError(say("dataset.link", path=str(link)))
        self._folder, self._part = folder, _named(BY_LEDGER, ledger)
        self._new = folder / f"{_STAGING}{uuid.uuid4().hex}"
        self._kept: dict[tuple[str, str | None], list[pa.Table]] = {}
        self._count = 0
        self._held = ExitStack()

    def __enter__(self) -> Self:
        with _told(self._folder):
            self._folder.mkdir(parents=True, exist_ok=True)
            with locks.columns(self._folder):
                if form(self._folder) is None:
                    _mark(self._folder)
                _sweep(self._folder, self._new)
                self._new.mkdir()
                self._held.enter_context(locks.columns(self._new))
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        replacing = self._new / _REPLACING
        try:
            if kind is None:
                self._write_out()
                self._fill_up()
                with _told(self._folder):
                    _flush(self._new)
                    with locks.columns(self._folder):
                        _sweep(self._folder, self._new)  # who died meanwhile came before this one
                        replacing.touch()
                        _put_in_place(self._new)
                        replacing.unlink()
        finally:
            self._held.close()
            if not replacing.exists():  # what was begun is ended by the next who writes here
                shutil.rmtree(self._new, ignore_errors=True)

    def put(self, name: str, rows: Sequence[Row]) -> None:
        """Write rows of a table, each into the part of its round. Raises MachineError."""
        columns = TABLES[name]
        parts: dict[str | None, list[Row]] = {}
        if ROUND in columns:
            at = columns.index(ROUND)
            for row in rows:
                parts.setdefault(str(row[at]), []).append(row)
        elif rows:
            parts[None] = list(rows)
        for word, own in parts.items():
            self._kept.setdefault((name, word), []).append(table(name, own))
        self._count += len(rows)
        if self._count >= _AT_ONCE:
            self._write_out()

    def _write_out(self) -> None:
        """A file for every part that there are rows for: none stays open, however many rounds there are."""
        for (name, word), tables in self._kept.items():
            self._write(name, word, pa.concat_tables(tables))
        self._kept, self._count = {}, 0

    def _fill_up(self) -> None:
        """A table without rows has a file, too, which says what its columns are."""
        for name, columns in TABLES.items():
            if not (self._new / name).exists():
                self._write(name, NO_ROUND if ROUND in columns else None, table(name, ()))

    def _write(self, name: str, word: str | None, rows: pa.Table) -> None:
        """A file with rows of a round; None: of a table that knows no rounds."""
        place = self._new / name / self._part
        if word is not None:
            place /= _named(BY_ROUND, word)
        with _told(self._folder):
            place.mkdir(parents=True, exist_ok=True)
            number = sum(1 for _ in place.iterdir())  # also where a system holds two rounds for one name
            parquet.write_table(rows, place / f"part-{number}.parquet")


@contextlib.contextmanager
def _told(folder: Path) -> Iterator[None]:
    """What the system refuses is told of the dataset, which is as it was."""
    try:
        yield
    except OSError as error:
        raise MachineError(say("dataset.not-written", path=str(folder), reason=files.reason(error))) from error


def form(folder: Path) -> str | None:
    """Of which form a dataset is, empty where it does not say; None for a folder that is none. Raises OSError."""
    try:
        said = (folder / MARK).read_text("utf-8", errors="replace")
    except (FileNotFoundError, NotADirectoryError):
        return None
    found = re.search(r"^form: (\S{1,40})$", said, re.MULTILINE)
    return found[1] if found else ""


def _is_ours(path: Path) -> bool:
    return path.name.startswith((MARK, locks.OF_COLUMNS))


def _mark(folder: Path) -> None:
    """Say that this is a dataset; whoever reads that meanwhile reads all of it or nothing."""
    new = folder / f"{MARK}.{uuid.uuid4().hex}"
    new.write_text(_MARKED, "utf-8")
    new.replace(folder / MARK)


def refuse_another(folder: Path) -> None:
    """Raises UnreadableError for a dataset of another form."""
    there = form(folder)
    if there is not None and there != FORM:
        raise UnreadableError(say("dataset.other-form", path=str(folder), there=there or "?", ours=FORM))


def is_interrupted(folder: Path) -> bool:
    """Whether somebody died while putting a ledger in its place; asked by who has the folder's lock."""
    return any((one / _REPLACING).exists() for one in folder.glob(f"{_STAGING}*"))


def _named(key: str, word: str) -> str:
    """The name of a part's folder, as Hive has it; a long one ends in a mark, since the word itself is in the file."""
    whole = _UNFIT.sub(_escaped, word)
    if len(whole.encode()) > _LONG:
        mark = blake2b(word.encode(), digest_size=6).hexdigest()
        whole = f"{_UNFIT.sub('', word).encode()[: _LONG - 20].decode('utf-8', 'ignore')}~{mark}"
    return f"{key}={whole}"


def _escaped(found: re.Match[str]) -> str:
    return f"%{ord(found[0]):02X}"


def _flush(new: Path) -> None:
    """Bring what is new to the disk, before it takes the place of what is there. Raises OSError."""
    made = [one for one in new.rglob("*.parquet") if one.is_file()]
    with flushing.at_once((new,), len(made)) as each:
        for one in made if each else ():
            with one.open("rb+") as file:
                os.fsync(file.fileno())


def _put_in_place(new: Path) -> None:
    """Put what is complete in the place of what was there of its ledger; begun anew after a death, it ends the same."""
    for name in TABLES:
        for part in sorted((new / name).glob(f"{BY_LEDGER}=*")):
            place = new.parent / name / part.name
            place.parent.mkdir(exist_ok=True)
            if place.exists():
                place.rename(new / f"old-{name}")
            part.rename(place)


def _sweep(folder: Path, mine: Path) -> None:
    """Take away what the dead have left, having put in its place what they had completed; asked by who has the folder's
    lock. Whoever lives has a lock in what is being written: it is taken right when that is made.
    """
    before = time.time() - files.LEFTOVER_SECONDS
    for one in folder.glob(f"{_STAGING}*"):
        lock = one / locks.OF_COLUMNS
        if one == mine:
            continue
        with contextlib.suppress(FileNotFoundError):
            if lock.exists() and not locks.is_free(lock) and one.stat().st_mtime > before:
                continue
            if (one / _REPLACING).exists():
                _put_in_place(one)
            shutil.rmtree(one, ignore_errors=True)
