"""The tables of a ledger as columns in memory (Arrow): which there are, of which types, and rows as such columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa

from ledger.model.relation import Column, Kind
from ledger.store.emitting import Row
from ledger.store.sql.tables import LEDGERS, RELATIONS, columns_of

OF_LEDGERS = "ledgers"
TABLES: Mapping[str, tuple[Column, ...]] = {
    OF_LEDGERS: LEDGERS,
    **{relation.name: columns_of(relation) for relation in RELATIONS},
}
"""Every table that is given out, with all its columns: the same as in a database."""
_TYPES: Mapping[Kind, Any] = {
    "text": pa.string(),
    "texts": pa.list_(pa.string()),
    "numbers": pa.list_(pa.decimal128(38, 9)),
    "day": pa.date32(),
    "moment": pa.timestamp("us", tz="UTC"),
    "count": pa.int32(),
    "number": pa.decimal128(38, 9),
    "flag": pa.bool_(),
    "json": pa.string(),
}
"""A record's numbers have at most 15 digits before the point and 9 behind it (`values.Number`), so that none is cut."""


def schema(name: str) -> pa.Schema:
    """The columns of a table, with their comments."""
    return pa.schema([pa.field(one.name, _TYPES[one.kind], metadata={"comment": one.comment}) for one in TABLES[name]])


def table(name: str, rows: Sequence[Row]) -> pa.Table:
    """Rows of a table, as columns."""
    columns = TABLES[name]
    told = list(zip(*rows, strict=True)) if rows else [()] * len(columns)
    arrays = [pa.array(list(values), type=_TYPES[one.kind]) for one, values in zip(columns, told, strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema(name))
