"""What is in a dataset, as somebody reads it: its own files and no others, all of one moment."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
from pyarrow import dataset as arrow
from pyarrow import fs, parquet

from ledger.errors import NotFoundError, UnreadableError, say
from ledger.store import locks
from ledger.store.columnar import TABLES, schema
from ledger.store.datasetform import form, refuse_another
from ledger.store.staging import is_interrupted

_SUFFIX = ".parquet"


class File(NamedTuple):
    """A file, and what tells it from another one of its name."""

    path: str
    number: int
    size: int
    changed: int


@dataclass(frozen=True)
class Contents:
    """The files of each table."""

    folder: Path
    files: Mapping[str, tuple[File, ...]]


def contents(folder: Path) -> Contents:
    """The files that are there now; whoever puts some in their place is waited for. Nothing of them is read yet.

    Raises NotFoundError for a folder that is no dataset; UnreadableError for one of another form, one that somebody
    died over, and a link in it, which may lead anywhere; ConflictError where somebody holds it too long.
    """
    if form(folder) is None:
        raise NotFoundError(say("sql.no-dataset", path=str(folder)))
    refuse_another(folder)
    with ExitStack() as stack:
        with contextlib.suppress(OSError):  # who may only read can't lock, and is told of what changed by `contents`
            stack.enter_context(locks.columns(folder))
        if is_interrupted(folder):
            raise UnreadableError(say("dataset.interrupted", path=str(folder)))
        return Contents(folder, {name: tuple(_files(folder / name)) for name in TABLES})


def _files(folder: Path) -> Iterator[File]:
    """The files of a table, in the order of their names."""
    if folder.is_symlink():
        raise UnreadableError(say("dataset.link", path=str(folder)))
    for place, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted((*folders, *names)):
            path = os.path.join(place, name)  # noqa: PTH118 - a dataset of a country has 100,000 of them
            found = os.lstat(path)
            if os.path.islink(path):  # noqa: PTH114 - as above
                raise UnreadableError(say("dataset.link", path=path))
            if name.endswith(_SUFFIX) and name in names:
                yield File(path, found.st_ino, found.st_size, found.st_mtime_ns)


def opened(name: str, files: tuple[File, ...]) -> Any:  # noqa: ANN401 - pyarrow tells no types
    """A table of a dataset, of which only what is asked for is read; without files it has its columns and no rows."""
    if not files:
        return arrow.dataset(schema(name).empty_table())
    return arrow.FileSystemDataset.from_paths(
        [one.path for one in files],
        schema=schema(name),
        format=arrow.ParquetFileFormat(),
        filesystem=fs.LocalFileSystem(),
    )


def unreadable(found: Contents) -> Iterator[tuple[str, str]]:
    """Every file that can't be read, and why: each is read whole, which takes as long as it does."""
    for files in found.files.values():
        for one in files:
            try:
                for _ in parquet.ParquetFile(one.path).iter_batches():
                    pass
            except (pa.ArrowException, OSError) as error:
                yield one.path, " ".join(str(error).split())
