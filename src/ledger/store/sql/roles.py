"""Who may what in a database: readers of all, readers of what is public, publishers of their own ledgers.

Roles belong to the cluster, rights to a database: whatever is there already is left or made anew, so that the
statements can be run again, and for a second database. A publisher is given nothing on the parts of a table, whose rows
no policy guards, and nothing on a whole table by which it could lock others out: it may write single columns.
"""

from __future__ import annotations

from collections.abc import Iterator

from ledger.model.relations import OF_ISSUES
from ledger.store.sql.figures import todays
from ledger.store.sql.public import PUBLIC
from ledger.store.sql.tables import LEDGERS, RELATIONS, SCHEMA, columns_of, keys_of, literal, quoted

READER, PUBLIC_READER, PUBLISHER = "ledger_reader", "ledger_public_reader", "ledger_publisher"
PUBLISHERS = f"{SCHEMA}.publishers"
"""The table of who publishes what: it is there where the rights were given."""


def grants() -> Iterator[str]:
    """All that an administrator runs, who owns the tables and may make roles."""
    for role in (READER, PUBLIC_READER, PUBLISHER):
        yield (
            f"DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = {literal(role)}) "
            f"THEN CREATE ROLE {role} NOLOGIN; END IF; END $$"
        )
    yield (
        "DO $$ BEGIN EXECUTE 'GRANT TEMPORARY ON DATABASE ' || quote_ident(current_database()) || "
        f"{literal(f' TO {PUBLISHER}')}; END $$"
    )
    columns = "role text NOT NULL, ledger text NOT NULL, PRIMARY KEY (role, ledger)"
    yield f"CREATE TABLE IF NOT EXISTS {PUBLISHERS} ({columns})"
    yield f"COMMENT ON TABLE {PUBLISHERS} IS '谁可以发布哪个台账：由管理员填写'"
    yield f"COMMENT ON COLUMN {PUBLISHERS}.role IS '登录数据库的角色'"
    yield f"COMMENT ON COLUMN {PUBLISHERS}.ledger IS '台账：发布时的名称'"
    yield from rights()


def were_given() -> str:
    """Whether an administrator gave rights here."""
    return f"SELECT to_regclass('{PUBLISHERS}') IS NOT NULL"


def rights() -> Iterator[str]:
    """What each role may do: given anew whenever views and functions were made anew."""
    for schema in (SCHEMA, PUBLIC):
        yield f"REVOKE ALL ON SCHEMA {schema} FROM PUBLIC"
        yield f"REVOKE ALL ON ALL FUNCTIONS IN SCHEMA {schema} FROM PUBLIC"
        yield f"REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM PUBLIC, {READER}, {PUBLIC_READER}, {PUBLISHER}"
    yield f"GRANT USAGE ON SCHEMA {SCHEMA} TO {READER}, {PUBLISHER}"
    yield f"GRANT USAGE ON SCHEMA {PUBLIC} TO {READER}, {PUBLIC_READER}"
    yield f"GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA {SCHEMA} TO {READER}, {PUBLISHER}"
    yield f"GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA {PUBLIC} TO {READER}, {PUBLIC_READER}"
    yield f"GRANT SELECT ON ALL TABLES IN SCHEMA {PUBLIC} TO {READER}, {PUBLIC_READER}"
    for name in todays():
        yield f"GRANT SELECT ON {SCHEMA}.{name} TO {READER}"
    yield f"GRANT SELECT ON {SCHEMA}.versions TO {READER}, {PUBLISHER}"
    yield f"GRANT SELECT ON {PUBLISHERS} TO {PUBLISHER}"
    yield from _isolated(PUBLISHERS, "own", PUBLISHER, "SELECT", "role = current_user")
    for name, columns, fixed in _written():
        whole = f"{SCHEMA}.{name}"
        told = ", ".join(quoted(one) for one in columns if one not in fixed)
        own = f"ledger IN (SELECT p.ledger FROM {PUBLISHERS} p WHERE p.role = current_user)"
        yield f"GRANT SELECT ON {whole} TO {READER}, {PUBLISHER}"
        yield f"GRANT INSERT, UPDATE ({told}) ON {whole} TO {PUBLISHER}"
        yield from _isolated(whole, "read", READER, "SELECT", "true")
        yield from _isolated(whole, "own", PUBLISHER, "ALL", own)


def _written() -> Iterator[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """The tables that publishers write, their columns, and those by which a row is known for good: no round is."""
    yield "ledgers", tuple(one.name for one in LEDGERS), ("ledger",)
    for relation in RELATIONS:
        keys = keys_of(relation)
        fixed = tuple(name for name in keys if name != "round") if relation in OF_ISSUES else keys
        yield relation.name, tuple(one.name for one in columns_of(relation)), fixed


def _isolated(table: str, policy: str, role: str, what: str, which: str) -> Iterator[str]:
    """A role has to do with the rows of a table alone that a condition holds for."""
    check = f" WITH CHECK ({which})" if what == "ALL" else ""
    yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"
    yield f"DROP POLICY IF EXISTS {policy} ON {table}"
    yield f"CREATE POLICY {policy} ON {table} FOR {what} TO {role} USING ({which}){check}"
