"""The few statements by which DuckDB answers over a ledger's rows or over a dataset."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.store.sql.figures import DAYS_LATE, PLACE, columns_of_a_day, joined
from ledger.store.sql.tables import literal, quoted


def view(name: str, files: str) -> str:
    """A table of a dataset, whose parts are told by the path of each file."""
    parts = "hive_partitioning = true, hive_types = {'ledger': VARCHAR, 'round': VARCHAR}"
    by_ledger = "hive_partitioning = true, hive_types = {'ledger': VARCHAR}"
    told = by_ledger if name in {"units", "objects"} else parts
    return f"CREATE VIEW {name} AS SELECT * FROM read_parquet({literal(files)}, {told})"


def table(name: str, given: str) -> str:
    """A table that is begun with the rows of another."""
    return f"CREATE TABLE {name} AS SELECT * FROM {given}"


def more(name: str, given: str) -> str:
    """More rows for it."""
    return f"INSERT INTO {name} SELECT * FROM {given}"


def macros() -> Iterator[str]:
    """Every issue as it counts on a day: `SELECT … FROM on_day(DATE '2026-10-31')`."""
    columns = tuple(one for one in columns_of_a_day() if one.name not in PLACE)
    told = [f"{joined(one)}.{quoted(one.name)}" for one in columns[:-1]]
    yield (
        f"CREATE MACRO on_day(as_of) AS TABLE SELECT {', '.join(told)}, {DAYS_LATE} AS {columns[-1].name} "
        "FROM standings s JOIN issues i ON i.ledger = s.ledger AND i.uid = s.uid "
        "WHERE s.since <= as_of AND (s.until IS NULL OR s.until > as_of)"
    )
