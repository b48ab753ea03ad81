"""What everybody may read: views with the columns of the allow-list, without what is kept inside.

The reader of these views sees nothing else: neither the tables behind them nor their other columns. A row is what
`model.public.published` lets through of it: texts as they were masked when the row was made, links that lead to
something public, steps counted without those that nobody may know of.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ledger.model.relation import AUDIENCE, HIDDEN, Column, Relation
from ledger.model.relations import ISSUES, LINKS, OF_ISSUES, STANDINGS
from ledger.store.sql.tables import LEDGERS, SCHEMA, TYPES, columns_of, literal, quoted

PUBLIC = "ledger_public"


def views() -> Iterator[str]:
    """The statements that make the public schema, in order."""
    yield f"CREATE SCHEMA IF NOT EXISTS {PUBLIC}"
    yield f"COMMENT ON SCHEMA {PUBLIC} IS '督察整改台账：可以对外公开的部分'"
    ledgers = tuple(one for one in LEDGERS if one.public)
    counted = f"(SELECT count(*) FROM {SCHEMA}.issues i WHERE i.ledger = t.ledger AND {_OPEN.format(of='i')})::integer"
    told = ((one, counted if one.name == "issues" else f"t.{quoted(one.name)}") for one in ledgers)
    yield from _view("ledgers", "台账：一个一行", tuple(told), "")
    for relation in published():
        hidden = f" AND NOT t.{HIDDEN}" if relation.hidden_at else ""
        hidden += f" AND t.{AUDIENCE} <> 'inside'" if relation is STANDINGS else ""
        shown = tuple((one, _shown(relation, one)) for one in columns_of(relation) if one.public)
        yield from _view(relation.name, relation.comment, shown, f" WHERE {_OPEN.format(of='t')}{hidden}")


def dropped() -> Iterator[str]:
    """What takes the views away, so that the tables behind them can change."""
    for name in ("ledgers", *(one.name for one in published())):
        yield f"DROP VIEW IF EXISTS {PUBLIC}.{name}"


_OPEN = "{of}.gone_at IS NULL AND NOT {of}.inside"
"""What everybody may know of."""


def published() -> tuple[Relation[Any, Any], ...]:
    """The tables of which everybody may read something: those about issues."""
    return OF_ISSUES


def _view(name: str, comment: str, columns: Sequence[tuple[Column, str]], where: str) -> Iterator[str]:
    """A view of some columns, each with what it shows. A barrier: a condition of who asks is looked at only for rows
    that are shown, so that no error of its tells of others.
    """
    told = ",\n  ".join(f"{how} AS {quoted(one.name)}" for one, how in columns)
    yield f"DROP VIEW IF EXISTS {PUBLIC}.{name}"
    yield f"CREATE VIEW {PUBLIC}.{name} WITH (security_barrier) AS SELECT\n  {told}\nFROM {SCHEMA}.{name} t{where}"
    yield f"COMMENT ON VIEW {PUBLIC}.{name} IS {literal(comment)}"
    for one, _ in columns:
        yield f"COMMENT ON COLUMN {PUBLIC}.{name}.{quoted(one.name)} IS {literal(one.comment)}"


def _shown(relation: Relation[Any, Any], column: Column) -> str:
    """What everybody reads of a column."""
    name = f"t.{quoted(column.name)}"
    if column.kind == "texts":
        return _each(relation, column)
    if column.judged:
        key = literal(column.name)
        return f"CASE WHEN t.shown->{key} IS NULL THEN {name} ELSE (t.shown->>{key})::{TYPES[column.kind]} END"
    numbered = column.name == "key" and bool(relation.hidden_at)  # without the gaps that hidden rows leave
    told = f"coalesce(t.shown->>{literal(column.name)}, {name})" if column.written or numbered else name
    return f"CASE WHEN {_may_name(name)} THEN {told} END" if _is_link(relation, column) else told


def _each(relation: Relation[Any, Any], column: Column) -> str:
    """The same of several texts; of links those alone that lead somewhere that everybody may know of."""
    name, other = f"t.{quoted(column.name)}", f"t.shown->{literal(column.name)}"
    if _is_link(relation, column):
        told = f"SELECT coalesce(({other})->>(at - 1), {name}[at]) FROM generate_subscripts({name}, 1) AS at"
        return f"ARRAY({told} WHERE {_may_name(f'{name}[at]')} ORDER BY at)"
    told = f"SELECT ({other})->>(at - 1) FROM generate_series(1, jsonb_array_length({other})) AS at ORDER BY at"
    return f"CASE WHEN {other} IS NULL THEN {name} ELSE ARRAY({told}) END"


def _is_link(relation: Relation[Any, Any], column: Column) -> bool:
    return relation is ISSUES and column.name in LINKS


def _may_name(number: str) -> str:
    """Whether everybody may know of the issue of a number, which is one of the same ledger."""
    return (
        f"EXISTS (SELECT 1 FROM {SCHEMA}.issues o WHERE o.ledger = t.ledger AND o.id = {number} "
        f"AND {_OPEN.format(of='o')})"
    )
