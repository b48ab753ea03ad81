"""A ledger as files of columns, and questions in SQL to these or to the ledger itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ledger import meter
from ledger.actions import outgoing
from ledger.actions.desk import Desk
from ledger.model.relation import Relation
from ledger.model.relations import OF_ISSUES
from ledger.store import dataset, rollup
from ledger.store.edition import Edition, Making, edition
from ledger.store.emitting import Row, register_rows, rows_of
from ledger.store.workspace import Workspace


@dataclass(frozen=True)
class Written:
    """What was written."""

    ledger: str
    folder: Path
    issues: int
    rows: int


def write(desk: Desk, folder: Path) -> Written:
    """Write a ledger into a dataset; what was there of it gives way once all is written.

    Raises UnreadableError where an issue can't be read, ConflictError, RefusedError for a folder that is no dataset.
    """
    outgoing.refuse_reserved(desk.workspace, folder, folder)
    found = now(desk.workspace)
    count = 0
    with dataset.Dataset(folder, found.place.name) as place:
        for relation, some in rows(found):
            place.put(relation, some)
            count += len(some)
    return Written(found.place.name, folder, len(found.found), count)


def now(workspace: Workspace) -> Edition:
    """A ledger as it is. Raises UnreadableError, UsageError where its settings or registers can't be read."""
    with rollup.placed(rollup.Asked(str(workspace.root), None)) as place:
        return edition(place)


def rows(found: Edition) -> Iterator[tuple[Relation[Any, Any], list[Row]]]:
    """Every row, some at a time. Raises UnreadableError."""
    commit = found.origin.commit
    with meter.part("issues", len(found.found)) as tick:
        for batch in Making(found, {}, set()).batches():
            for relation in OF_ISSUES:
                yield relation, list(rows_of(relation, batch, found.place.name, commit))
            tick(len(batch))
    yield from register_rows(found.place.name, found.workspace.office.units.units, found.things, found.origin)
