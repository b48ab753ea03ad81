"""A ledger as files of columns, and questions in SQL to these or to the ledger itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ledger import meter
from ledger.actions import outgoing
from ledger.actions.desk import Desk
from ledger.model.relation import Value
from ledger.model.relations import OF_ISSUES
from ledger.store import dataset, ledgers, rollup
from ledger.store.columnar import OF_LEDGERS, TABLES
from ledger.store.edition import Edition, edition
from ledger.store.emitting import Row, register_rows, rows_of
from ledger.store.making import Making
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
        for name, some in rows(found, desk.at):
            place.put(name, some)
            count += len(some)
    return Written(found.place.name, folder, len(found.found), count)


def now(workspace: Workspace) -> Edition:
    """A ledger as it is. Raises UnreadableError, UsageError where its settings or registers can't be read."""
    with rollup.placed(rollup.Asked(str(workspace.root), None)) as place:
        return edition(place)


def rows(found: Edition, moment: datetime) -> Iterator[tuple[str, list[Row]]]:
    """Every row by the name of its table, some at a time, as given out at a moment. Raises UnreadableError."""
    commit = found.origin.commit
    with meter.part("issues", len(found.found)) as tick:
        for batch in Making(found).batches():
            for relation in OF_ISSUES:
                yield relation.name, list(rows_of(relation, batch, found.place.name, commit))
            tick(len(batch))
    units = found.workspace.office.units.units
    for register, own in register_rows(found.place.name, units, found.things, found.origin):
        yield register.name, own
    told: dict[str, Value] = {**ledgers.said(found), "ledger": found.place.name, "published_at": moment}
    yield OF_LEDGERS, [[told[one.name] for one in TABLES[OF_LEDGERS]]]
