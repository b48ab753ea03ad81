"""Questions in SQL, to a ledger as it is or to a dataset: DuckDB answers, in memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from ledger.actions.dataset import now, rows
from ledger.errors import NotFoundError, UsageError, say
from ledger.store import dataset
from ledger.store.edition import Edition
from ledger.store.sql import duck
from ledger.store.workspace import Workspace


@dataclass(frozen=True)
class Answer:
    """What a question was answered with."""

    columns: tuple[str, ...]
    rows: Sequence[tuple[Any, ...]]


def ask(question: str, folder: Path | None, workspace: Workspace | None) -> Answer:
    """Ask a question of a dataset, or of a ledger as it is. Raises UsageError for what is no SQL or asks for what
    there is not, NotFoundError for a folder without a dataset.
    """
    with duckdb.connect() as connection:
        if folder is not None:
            _open(connection, folder)
        elif workspace is not None:
            _load(connection, now(workspace))
        for statement in duck.macros():
            connection.execute(statement)
        if folder is None:
            connection.execute("SET enable_external_access = false")
        try:
            answer = connection.execute(question)
        except duckdb.Error as error:
            raise UsageError(say("sql.failed", why=_said(error)), hint=say("sql.tables")) from None
        names = tuple(str(column[0]) for column in answer.description or ())
        return Answer(names, answer.fetchall() if names else ())


def _open(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    there = tuple(dataset.tables(folder))
    if not there:
        raise NotFoundError(say("sql.no-dataset", path=str(folder)))
    for name, files in there:
        connection.execute(duck.view(name, files))


def _load(connection: duckdb.DuckDBPyConnection, found: Edition) -> None:
    """The tables of a ledger, in memory."""
    made = set[str]()
    for relation, own in rows(found):
        table = dataset.table(relation, own)
        connection.register("given", table)
        if relation.name in made:
            connection.execute(duck.more(relation.name, "given"))
        else:
            connection.execute(duck.table(relation.name, "given"))
            made.add(relation.name)
        connection.unregister("given")


def _said(error: duckdb.Error) -> str:
    return " ".join(str(error).split())
