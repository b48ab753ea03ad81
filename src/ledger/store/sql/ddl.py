"""Every statement that a database needs before ledgers are published to it, for whoever runs them by hand."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.store.sql import figures, public, tables
from ledger.store.sql.public import grants
from ledger.store.sql.tables import DIALECTS, Dialect

__all__ = ["DIALECTS", "VERSION", "Dialect", "grants", "statements"]

VERSION = 1
"""Of the tables, views and functions. It only ever grows: whoever finds a lower one brings it forward."""


def statements(dialect: Dialect) -> Iterator[str]:
    """What makes them in an empty database, in order, their version last."""
    jit = dialect in {"postgresql", "citus"}
    yield from tables.create(dialect)
    yield from figures.functions(tables.SCHEMA, jit=jit)
    yield from public.views()
    yield from figures.functions(public.PUBLIC, public=True, jit=jit)
    yield f"INSERT INTO {tables.SCHEMA}.versions (version, applied_at) VALUES ({VERSION}, now())"
