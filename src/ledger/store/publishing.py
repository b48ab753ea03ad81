"""A ledger brought into a database: what changed since it was published last, in one transaction.

Whoever reads meanwhile sees the old state, or the new one; a publisher that dies leaves the old one. Of one ledger
only one publisher is at work at a time: the others wait for its row, and then see what it did.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import chain
from typing import Any

from psycopg.sql import SQL

from ledger.errors import ConflictError, RefusedError, say
from ledger.model.relation import Relation, Value
from ledger.model.relations import OBJECTS, OF_ISSUES, UNITS
from ledger.model.thing import Thing
from ledger.model.units import Unit
from ledger.store.emitting import Fresh, Known, Origin, Row, register_rows, rows_of
from ledger.store.server import Connection
from ledger.store.sql import ddl, merging, roles, tables

_FEW = 500
"""Staged rows that are brought in well whether or not the engine knows how few they are."""


class Publication:
    """A ledger that is being published, by a connection in a transaction."""

    def __init__(self, connection: Connection, ledger: str, now: datetime) -> None:
        self._connection = connection
        self._now = now
        self._blanks: Mapping[str, Any] = {"ledger": ledger, "now": now}
        self._was_modified: bool | None = False
        self.ledger = ledger

    def begin(self) -> Origin | None:
        """Wait until nobody else publishes this ledger; what was published of it last, None where nothing was."""
        self._run(merging.first_of())
        commit, digest, basis, self._was_modified = self._rows(merging.locked())[0]
        if not self._rows(merging.is_of(ddl.VERSION))[0][0]:
            raise ConflictError(say("publish.newer-version", there=version(self._connection), ours=ddl.VERSION))
        return Origin(commit, digest, basis) if digest is not None else None

    def known(self) -> tuple[Known, ...]:
        """Every issue that is there."""
        return tuple(Known(*row) for row in self._rows(merging.known()))

    def ever(self) -> frozenset[str]:
        """The uid of every issue that was ever there, also of those that are gone."""
        return frozenset(str(uid) for (uid,) in self._rows(merging.ever()))

    def put(self, fresh: Iterable[Sequence[Fresh]], gone: Iterable[str], commit: str | None, *, anew: bool) -> int:
        """Bring in the issues that are `fresh`, given in batches, and mark those that are `gone`; how many rows came.

        `anew`: nothing is there of this ledger yet.
        """
        anew = anew and self._owns()
        if not anew:
            self._stage()
        came, marked = Counter[str](), 0
        for batch in fresh:
            if not anew:
                marked += self._mark(one.given.issue.uid for one in batch)
            for relation in OF_ISSUES:
                rows = rows_of(relation, batch, self.ledger, commit)
                came[relation.name] += self._copy(relation, rows, staged=not anew)
        if not anew:
            marked += self._mark(gone)  # told once all are made
            self._run(merging.weighed(merging.CHANGED))
            self._merge(OF_ISSUES, came)
            self._empty(merging.CHANGED, marked)
        return came.total()

    def put_registers(self, units: Sequence[Unit], things: Sequence[Thing], origin: Origin, *, anew: bool) -> None:
        """Bring in the units and objects of the ledger, all of them."""
        anew = anew and self._owns()
        came = Counter[str]()
        for relation, rows in register_rows(self.ledger, units, things, origin):
            came[relation.name] += self._copy(relation, rows, staged=not anew)
        if not anew:
            self._merge((UNITS, OBJECTS), came)

    def settle(self, commit: str | None) -> None:
        """Everything is in a commit now: what was published before it was, gets its name too."""
        if commit is not None and self._was_modified:
            for relation in tables.RELATIONS:
                self._run(merging.committed(relation), {"commit": commit})

    def say(self, told: Mapping[str, Value]) -> None:
        """Put down what is to be said of the ledger itself, by the columns of `tables.LEDGERS`."""
        self._run(merging.told(), {**told, "published_at": self._now})

    def _owns(self) -> bool:
        """Whether the tables are the publisher's: nobody may copy straight into others, whose policies look at rows."""
        return bool(self._rows(merging.owned())[0][0])

    def _stage(self) -> None:
        there = self._rows("SELECT to_regclass(%(changed)s) IS NOT NULL", {"changed": f"pg_temp.{merging.CHANGED}"})
        if not there[0][0]:
            self._run(merging.untranslated())
            self._run(merging.stage_changed())
            for relation in tables.RELATIONS:
                self._run(merging.stage(relation))

    def _mark(self, uids: Iterable[str]) -> int:
        return self._copied(f"COPY {merging.CHANGED} FROM STDIN", ([uid] for uid in uids))

    def _copy(self, relation: Relation[Any, Any], rows: Iterable[Row], *, staged: bool) -> int:
        return self._copied(merging.copy(relation, staged=staged), rows)

    def _copied(self, statement: str, rows: Iterable[Row]) -> int:
        first = next(source := iter(rows), None)
        if first is None:
            return 0
        with self._connection.cursor() as cursor, cursor.copy(SQL(statement)) as copy:
            count = 0
            for row in chain((first,), source):
                copy.write_row(row)
                count += 1
        return count

    def _merge(self, relations: Iterable[Relation[Any, Any]], came: Mapping[str, int]) -> None:
        for relation in relations:
            staged, count = merging.staging(relation), came[relation.name]
            if count > _FEW:
                self._run(merging.weighed(staged))
            if count:
                self._run(merging.update(relation))
                self._run(merging.insert(relation))
            self._run(merging.mark_gone(relation))
            self._empty(staged, count)

    def _empty(self, staged: str, count: int) -> None:
        if count:
            self._run(merging.emptied(staged, many=count > _FEW))

    def _run(self, statement: str, more: Mapping[str, Any] | None = None) -> None:
        self._connection.execute(SQL(statement), {**self._blanks, **(more or {})})

    def _rows(self, statement: str, more: Mapping[str, Any] | None = None) -> list[tuple[Any, ...]]:
        found = self._connection.execute(SQL(statement), {**self._blanks, **(more or {})})
        return found.fetchall()


def version(connection: Connection) -> int:
    """The version of the tables that are there; 0: there are none."""
    there = connection.execute(SQL(merging.has_versions())).fetchone()
    if there is None or not there[0]:
        return 0
    found = connection.execute("SELECT max(version) FROM ledger.versions").fetchone()
    return int(found[0]) if found and found[0] else 0


def _refuse_others_tables(connection: Connection) -> None:
    found = connection.execute(SQL(merging.others()), {"names": [one.name for one in tables.RELATIONS]}).fetchall()
    if found and not version(connection):  # else somebody has just made them, the version with the tables
        raise ConflictError(say("publish.foreign-tables", tables=tuple(str(name) for (name,) in found)))


def prepare(connection: Connection, dialect: ddl.Dialect) -> None:
    """Make the tables where there are none, or bring them forward from an earlier version, in a transaction.

    Raises ConflictError for those of a later program, and for tables of the same names that are none of ours;
    RefusedError for those of an earlier one that somebody else owns.
    """
    there = version(connection)
    if there > ddl.VERSION:
        raise ConflictError(say("publish.newer-version", there=there, ours=ddl.VERSION))
    if not there:
        _refuse_others_tables(connection)
        for statement in ddl.statements(dialect):
            connection.execute(SQL(statement))
    elif there < ddl.VERSION:
        _bring_forward(connection, there, dialect)


def _bring_forward(connection: Connection, there: int, dialect: ddl.Dialect) -> None:
    if not _is(connection, merging.owned()):
        raise RefusedError(say("publish.older-version", there=there, ours=ddl.VERSION))
    if _is(connection, merging.has_citus()):
        dialect = "citus"
    connection.execute(SQL(ddl.locked()))
    if (there := version(connection)) == ddl.VERSION:
        return  # somebody else did it while we waited
    for statement in ddl.forward(there, dialect):
        connection.execute(SQL(statement))
    if _is(connection, roles.were_given()):
        for statement in roles.rights():
            connection.execute(SQL(statement))


def _is(connection: Connection, question: str) -> bool:
    row = connection.execute(SQL(question)).fetchone()
    return bool(row and row[0])
