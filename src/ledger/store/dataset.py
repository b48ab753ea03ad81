"""A ledger as files of columns (Parquet), parted by ledger and round: for DuckDB, Spark and whatever reads such files.

    DIR/issues/by_ledger=某县/by_round=第一轮/part-0.parquet

Every column is in the files, so that a value is what it was: names of folders lose that `1.10` is a text, and what is
empty. A dataset may hold many ledgers. Who is given out anew replaces only the own parts, once all of them are written.
"""

from __future__ import annotations

import contextlib
import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from hashlib import blake2b
from pathlib import Path
from typing import Self

import pyarrow as pa
from pyarrow import parquet

from ledger.errors import ConflictError, MachineError, RefusedError, UnreadableError, say
from ledger.store import datasetform, files, locks, staging
from ledger.store.columnar import TABLES, table
from ledger.store.emitting import Row
from ledger.store.sql.tables import NO_ROUND, ROUND

_BY_ROUND = "by_round"
_UNFIT = re.compile(r"[\x00-\x1f\"#%'*/:=?\\{\[\]^<>|~\x7f]|[. ]$")
"""What Hive and Windows do not have in the name of a folder; `~` comes before the mark of a long name."""
_LONG = 120
"""Bytes of a name that is told whole."""
_AT_ONCE = 50_000
"""Rows that are held before they are written: some 50 MB. A file for each batch of issues would be thousands."""


class Dataset:
    """A ledger that is being written into a dataset."""

    def __init__(self, folder: Path, ledger: str) -> None:
        """Raises ConflictError for a file, RefusedError for a folder that somebody else filled, UnreadableError for a
        dataset of another form, or one with a link in it.
        """
        if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
            raise ConflictError(say("dataset.not-folder", path=str(folder)))
        if datasetform.is_anothers(folder):
            raise RefusedError(say("dataset.not-ours", path=str(folder)))
        datasetform.refuse_another(folder)
        if (link := next((folder / name for name in TABLES if (folder / name).is_symlink()), None)) is not None:
            raise UnreadableError(say("dataset.link", path=str(link)))
        self._folder, self._part = folder, _named(staging.BY_LEDGER, ledger)
        self._new = staging.beside(folder)
        self._kept: dict[tuple[str, str | None], list[pa.Table]] = {}
        self._count = 0
        self._held = ExitStack()

    def __enter__(self) -> Self:
        with _told(self._folder):
            self._folder.mkdir(parents=True, exist_ok=True)
            with locks.columns(self._folder):
                if datasetform.form(self._folder) is None:
                    datasetform.mark(self._folder)
                staging.sweep(self._folder, self._new)
                self._new.mkdir()
                self._held.enter_context(locks.columns(self._new))
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        replacing = self._new / staging.REPLACING
        try:
            if kind is None:
                self._write_out()
                self._fill_up()
                with _told(self._folder):
                    staging.flush(self._new)
                    with locks.columns(self._folder):
                        staging.sweep(self._folder, self._new)  # who died meanwhile came before this one
                        replacing.touch()
                        staging.put_in_place(self._new)
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
            place /= _named(_BY_ROUND, word)
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


def _named(key: str, word: str) -> str:
    """The name of a part's folder, as Hive has it; a long one ends in a mark, since the word itself is in the file."""
    whole = _UNFIT.sub(_escaped, word)
    if len(whole.encode()) > _LONG:
        mark = blake2b(word.encode(), digest_size=6).hexdigest()
        whole = f"{_UNFIT.sub('', word).encode()[: _LONG - 20].decode('utf-8', 'ignore')}~{mark}"
    return f"{key}={whole}"


def _escaped(found: re.Match[str]) -> str:
    return f"%{ord(found[0]):02X}"
