"""What everybody may read: views with the columns of the allow-list, without what is kept inside; and who may what.

The reader of these views sees nothing else: neither the tables behind them nor their other columns. Texts are shown as
they were masked when they were published.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ledger.model.relation import Column, Relation
from ledger.model.relations import STEPS
from ledger.store.sql.tables import LEDGERS, RELATIONS, SCHEMA, columns_of, keys_of, literal, quoted

PUBLIC = "ledger_public"
READER, PUBLIC_READER, PUBLISHER = "ledger_reader", "ledger_public_reader", "ledger_publisher"


def views() -> Iterator[str]:
    """The statements that make the public schema, in order."""
    yield f"CREATE SCHEMA IF NOT EXISTS {PUBLIC}"
    yield f"COMMENT ON SCHEMA {PUBLIC} IS '督察整改台账：可以对外公开的部分'"
    yield from _view("ledgers", "台账：一个一行", tuple(one for one in LEDGERS if one.public), "")
    for relation in published():
        hidden = " AND NOT hidden" if relation is STEPS else ""
        yield from _view(
            relation.name, relation.comment, _shown(relation), f" WHERE gone_at IS NULL AND NOT inside{hidden}"
        )


def published() -> tuple[Relation[Any, Any], ...]:
    """The tables of which everybody may read something."""
    return tuple(one for one in RELATIONS if any(own.public and own.name not in keys_of(one) for own in one.columns))


def _shown(relation: Relation[Any, Any]) -> tuple[Column, ...]:
    """The columns that everybody may read, the masked form of a text in its place."""
    masks = {f"{one.name}_shown" for one in relation.columns if one.public and one.prose}
    keys = keys_of(relation)
    return tuple(one for one in columns_of(relation) if (one.public or one.name in keys) and one.name not in masks)


def _view(name: str, comment: str, columns: tuple[Column, ...], where: str) -> Iterator[str]:
    told = ", ".join(_masked(one) for one in columns)
    yield f"DROP VIEW IF EXISTS {PUBLIC}.{name} CASCADE"
    yield f"CREATE VIEW {PUBLIC}.{name} AS SELECT {told} FROM {SCHEMA}.{name}{where}"
    yield f"COMMENT ON VIEW {PUBLIC}.{name} IS {literal(comment)}"
    for one in columns:
        yield f"COMMENT ON COLUMN {PUBLIC}.{name}.{quoted(one.name)} IS {literal(one.comment)}"


def _masked(column: Column) -> str:
    name = quoted(column.name)
    return f"coalesce({quoted(f'{column.name}_shown')}, {name}) AS {name}" if column.public and column.prose else name


def grants() -> Iterator[str]:
    """The statements that an administrator runs: two kinds of readers, and publishers that write their own ledgers."""
    yield f"CREATE ROLE {READER} NOLOGIN"
    yield f"CREATE ROLE {PUBLIC_READER} NOLOGIN"
    yield f"CREATE ROLE {PUBLISHER} NOLOGIN"
    yield f"GRANT USAGE ON SCHEMA {SCHEMA} TO {READER}, {PUBLISHER}"
    yield f"GRANT USAGE ON SCHEMA {PUBLIC} TO {READER}, {PUBLIC_READER}"
    yield f"GRANT SELECT ON ALL TABLES IN SCHEMA {SCHEMA} TO {READER}, {PUBLISHER}"
    yield f"GRANT SELECT ON ALL TABLES IN SCHEMA {PUBLIC} TO {READER}, {PUBLIC_READER}"
    yield f"REVOKE ALL ON ALL FUNCTIONS IN SCHEMA {SCHEMA} FROM PUBLIC"
    yield f"GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA {SCHEMA} TO {READER}, {PUBLISHER}"
    yield (
        f"CREATE TABLE IF NOT EXISTS {SCHEMA}.publishers (role text NOT NULL, ledger text NOT NULL, "
        "PRIMARY KEY (role, ledger))"
    )
    yield f"COMMENT ON TABLE {SCHEMA}.publishers IS '谁可以发布哪个台账：由管理员填写'"
    yield f"GRANT SELECT ON {SCHEMA}.publishers TO {PUBLISHER}"
    for name in ("ledgers", *(one.name for one in RELATIONS)):
        whole = f"{SCHEMA}.{name}"
        own = f"EXISTS (SELECT FROM {SCHEMA}.publishers p WHERE p.role = current_user AND p.ledger = {name}.ledger)"
        yield f"GRANT INSERT, UPDATE ON {whole} TO {PUBLISHER}"
        yield f"ALTER TABLE {whole} ENABLE ROW LEVEL SECURITY"
        yield f"CREATE POLICY read ON {whole} FOR SELECT TO {READER} USING (true)"
        yield f"CREATE POLICY own ON {whole} TO {PUBLISHER} USING ({own}) WITH CHECK ({own})"
