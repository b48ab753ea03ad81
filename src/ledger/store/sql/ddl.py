"""Every statement that a database needs before ledgers are published to it, for whoever runs them by hand."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.store.sql import figures, migrations, public, tables
from ledger.store.sql.migrations import VERSION
from ledger.store.sql.roles import grants
from ledger.store.sql.tables import DIALECTS, Dialect

__all__ = ["DIALECTS", "VERSION", "Dialect", "forward", "grants", "locked", "statements"]


def statements(dialect: Dialect) -> Iterator[str]:
    """What makes them in an empty database, in order, their version last."""
    yield from tables.create(dialect)
    yield from _made_anew(dialect)


def locked() -> str:
    """Nobody else brings the database forward meanwhile, and nobody publishes: whoever does holds a row of a ledger."""
    return f"LOCK TABLE {tables.SCHEMA}.versions, {tables.SCHEMA}.ledgers IN ACCESS EXCLUSIVE MODE"


def forward(since: int, dialect: Dialect) -> Iterator[str]:
    """What brings a database of an earlier version to the present one, in a transaction, after `locked`."""
    yield from public.dropped()
    yield from migrations.steps(since)
    yield from _made_anew(dialect)


def _made_anew(dialect: Dialect) -> Iterator[str]:
    """What holds no rows."""
    yield from tables.comments()
    yield from figures.functions(tables.SCHEMA, dialect)
    yield from public.views()
    yield from figures.functions(public.PUBLIC, dialect, public=True)
    yield f"INSERT INTO {tables.SCHEMA}.versions (version, applied_at) VALUES ({VERSION}, now())"
