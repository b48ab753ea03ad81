"""The few statements by which DuckDB answers over a ledger's rows or over a dataset, as a database would."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ledger.model.relation import Column
from ledger.store.sql.questions import questions
from ledger.store.sql.tables import SCHEMA, literal, quoted


def schema() -> Iterator[str]:
    """The place of the tables, so that `ledger.issues` and `issues` both name one; and what is as in PostgreSQL:
    `7 / 2` is 3, what is none comes last, or first when the order is turned round. Moments are in the office's time.
    """
    yield "SET TimeZone = 'Asia/Shanghai'"
    yield "SET integer_division = true"
    yield "SET default_null_order = 'postgres'"
    yield f"CREATE SCHEMA {SCHEMA}"
    yield f"SET schema = '{SCHEMA}'"


def more(name: str, given: str) -> str:
    """More rows for a table."""
    return f"INSERT INTO {quoted(name)} SELECT * FROM {given}"


def macros() -> Iterator[str]:
    """What a database has functions for: `SELECT … FROM on_day('2026-10-31')`."""
    for one in questions(f"{SCHEMA}."):
        yield f"CREATE MACRO {SCHEMA}.{one.name}({', '.join(one.takes)}) AS TABLE\n{one.body}"


def explained(tables: Mapping[str, Sequence[Column]]) -> str:
    """What each column of a table holds, which a database says by its comments: `FROM columns_of('issues')`."""
    every = ((name, one) for name, columns in tables.items() for one in columns)
    listed = ",\n".join(
        f"({at}, {literal(name)}, {literal(one.name)}, {literal(one.comment)})" for at, (name, one) in enumerate(every)
    )
    return (
        f"CREATE MACRO {SCHEMA}.columns_of(name) AS TABLE\n"
        f"SELECT column_name, comment FROM (VALUES {listed}) AS told (place, of_table, column_name, comment)\n"
        "WHERE of_table = name ORDER BY place"
    )


def locked() -> Iterator[str]:
    """From here on no file is read or written, nothing is fetched, and no question can change that."""
    yield "SET enable_external_access = false"
    yield "SET lock_configuration = true"
