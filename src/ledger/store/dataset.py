"""A ledger as files of columns (Parquet), parted by ledger and round: for DuckDB, Spark and whatever reads such files.

    DIR/issues/ledger=某县/round=第一轮/part-0.parquet

A dataset may hold many ledgers. Whoever is given out anew replaces only its own parts, once all of them are written.
"""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Self
from urllib.parse import quote

import pyarrow as pa
from pyarrow import parquet

from ledger.errors import ConflictError, RefusedError, say
from ledger.model.relation import Column, Kind, Relation
from ledger.store.emitting import Row
from ledger.store.sql.tables import LEDGER, RELATIONS, ROUND, columns_of

MARK = ".ledger-dataset"
_MARKED = "由 ledger export --to parquet 写成，再写时替换同名台账的部分。\n"
_UNSAID = "__HIVE_DEFAULT_PARTITION__"
"""What a part of no round is called, as Hive has it: readers give null."""
_TYPES: Mapping[Kind, Any] = {
    "text": pa.string(),
    "texts": pa.list_(pa.string()),
    "numbers": pa.list_(pa.decimal128(38, 9)),
    "day": pa.date32(),
    "moment": pa.timestamp("us", tz="UTC"),
    "count": pa.int32(),
    "number": pa.decimal128(38, 9),
    "flag": pa.bool_(),
}
_BY_PATH = {LEDGER.name, ROUND.name}


def schema(columns: Sequence[Column]) -> pa.Schema:
    """The columns of a table with their comments; those that the path tells are not in the files."""
    return pa.schema([pa.field(one.name, _TYPES[one.kind], metadata={"comment": one.comment}) for one in columns])


def table(relation: Relation[Any, Any], rows: Sequence[Row]) -> pa.Table:
    """Rows as a table in memory, with every column."""
    columns = columns_of(relation)
    told = list(zip(*rows, strict=True)) if rows else [()] * len(columns)
    arrays = [pa.array(list(values), type=_TYPES[one.kind]) for one, values in zip(columns, told, strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema(columns))


class Dataset:
    """A ledger that is being written into a dataset."""

    def __init__(self, folder: Path, ledger: str) -> None:
        """Raises ConflictError for a file, RefusedError for a folder that somebody else filled."""
        if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
            raise ConflictError(say("dataset.not-folder", path=str(folder)))
        if folder.exists() and not (folder / MARK).is_file() and any(folder.iterdir()):
            raise RefusedError(say("dataset.not-ours", path=str(folder)))
        self._folder, self._part = folder, f"{LEDGER.name}={quote(ledger, safe='')}"
        self._new = folder / f".new-{uuid.uuid4().hex}"
        self._writers: dict[tuple[str, str], parquet.ParquetWriter] = {}

    def __enter__(self) -> Self:
        self._new.mkdir(parents=True)
        (self._folder / MARK).write_text(_MARKED, "utf-8")
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        for writer in self._writers.values():
            writer.close()
        if kind is None:
            self._replace()
        shutil.rmtree(self._new, ignore_errors=True)

    def put(self, relation: Relation[Any, Any], rows: Iterable[Row]) -> None:
        """Write rows of a table, each into the part of its round."""
        columns = columns_of(relation)
        at = next((place for place, one in enumerate(columns) if one == ROUND), None)
        parts: dict[str, list[Row]] = {}
        for row in rows:
            parts.setdefault(str(row[at] or "") if at is not None else "", []).append(row)
        for word, own in parts.items():
            self._writer(relation, word, by_round=at is not None).write_table(
                table(relation, own).drop_columns([name for name in _BY_PATH if name in {one.name for one in columns}])
            )

    def _writer(self, relation: Relation[Any, Any], word: str, *, by_round: bool) -> parquet.ParquetWriter:
        key = (relation.name, word)
        if key not in self._writers:
            place = self._new / relation.name / self._part
            if by_round:
                place /= f"{ROUND.name}={quote(word, safe='') if word else _UNSAID}"
            place.mkdir(parents=True)
            told = schema([one for one in columns_of(relation) if one.name not in _BY_PATH])
            self._writers[key] = parquet.ParquetWriter(place / "part-0.parquet", told)
        return self._writers[key]

    def _replace(self) -> None:
        """Put what is new in the place of what was there of this ledger."""
        for relation in RELATIONS:
            old, new = (where / relation.name / self._part for where in (self._folder, self._new))
            if old.exists():
                old.rename(self._new / f"old-{relation.name}")
            if new.exists():
                old.parent.mkdir(exist_ok=True)
                new.rename(old)


def tables(folder: Path) -> Iterator[tuple[str, str]]:
    """The tables of a dataset, each with the pattern of its files."""
    for relation in RELATIONS:
        if (folder / relation.name).is_dir():
            yield relation.name, f"{folder.as_posix()}/{relation.name}/**/*.parquet"
