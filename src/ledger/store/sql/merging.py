"""The statements that bring the tables to what a ledger says now: by way of staging tables, in one transaction.

Plain UPDATE and INSERT, which every engine has: neither MERGE (since 15) nor ON CONFLICT, which partitioned tables
elsewhere lack. What a ledger has no longer is marked, and comes back as it was where it does.
"""

from __future__ import annotations

from typing import Any

from ledger.model.relation import Relation
from ledger.model.relations import OF_ISSUES
from ledger.store.sql.tables import LEDGERS, SCHEMA, columns_of, keys_of, quoted

CHANGED = "changed_uids"
"""The staging table of the issues that are given anew, or no more."""


def staging(relation: Relation[Any, Any]) -> str:
    """The name of a table's staging table."""
    return f"staged_{relation.name}"


def stage(relation: Relation[Any, Any]) -> str:
    """Make a staging table; whoever fills it empties it in the same transaction.

    With no data, which is not planned: a plan locks every part and every index of the table it reads.
    """
    names = ", ".join(quoted(one.name) for one in columns_of(relation))
    return f"CREATE TEMP TABLE {staging(relation)} AS SELECT {names} FROM {SCHEMA}.{relation.name} WITH NO DATA"


def stage_changed() -> str:
    """Make the staging table of uids."""
    return f"CREATE TEMP TABLE {CHANGED} (uid text PRIMARY KEY)"


def weighed(name: str) -> str:
    """Let the engine know how few rows a staging table has: without it, it reads all others beside them."""
    return f"ANALYZE {name}"


def emptied(name: str, *, many: bool) -> str:
    """Empty a staging table. Of few rows that is a tenth of the work of truncating, or of having it truncated at each
    commit; of many it is not.
    """
    return f"{'TRUNCATE' if many else 'DELETE FROM'} {name}"


def untranslated() -> str:
    """Ask an engine that translates statements first not to: these take less time than that."""
    return "SELECT set_config(name, 'off', false) FROM pg_settings WHERE name = 'jit'"


def owned() -> str:
    """Whether the tables are the publisher's own."""
    return (
        f"SELECT pg_has_role(tableowner, 'USAGE') FROM pg_tables WHERE schemaname = '{SCHEMA}' AND tablename = 'issues'"
    )


def copy(relation: Relation[Any, Any], *, staged: bool) -> str:
    """Take rows in, into the staging table or straight into the table of a ledger that has none yet."""
    names = ", ".join(quoted(one.name) for one in columns_of(relation))
    whole = staging(relation) if staged else f"{SCHEMA}.{relation.name}"
    return f"COPY {whole} ({names}) FROM STDIN"


def update(relation: Relation[Any, Any]) -> str:
    """Change the rows that say something else now. A row whose round has changed goes to another part."""
    same = " AND ".join(f"t.{quoted(name)} = s.{quoted(name)}" for name in _known_by(relation))
    told = [one.name for one in columns_of(relation) if one.name not in _known_by(relation)]
    sets = ", ".join(f"{quoted(name)} = s.{quoted(name)}" for name in told)
    compared = [name for name in told if name != "commit"]
    mine, theirs = (", ".join(f"{of}.{quoted(name)}" for name in compared) for of in "ts")
    return (
        f"UPDATE {SCHEMA}.{relation.name} t SET {sets} FROM {staging(relation)} s\n"
        f"WHERE t.ledger = %(ledger)s{_of_changed(relation)} AND {same} AND ({mine}) IS DISTINCT FROM ({theirs})"
    )


def insert(relation: Relation[Any, Any]) -> str:
    """Add the rows that are new."""
    names = ", ".join(quoted(one.name) for one in columns_of(relation))
    told = ", ".join(f"s.{quoted(one.name)}" for one in columns_of(relation))
    same = " AND ".join(f"t.{quoted(name)} = s.{quoted(name)}" for name in _known_by(relation))
    return (
        f"INSERT INTO {SCHEMA}.{relation.name} ({names}) SELECT {told} FROM {staging(relation)} s\n"
        f"WHERE NOT EXISTS (SELECT 1 FROM {SCHEMA}.{relation.name} t WHERE t.ledger = %(ledger)s{_of_changed(relation)}"
        f" AND {same})"
    )


def mark_gone(relation: Relation[Any, Any]) -> str:
    """Mark the rows that are no more: of the issues that are given anew or no more, or of the whole register."""
    same = " AND ".join(f"t.{quoted(name)} = s.{quoted(name)}" for name in _known_by(relation))
    return (
        f"UPDATE {SCHEMA}.{relation.name} t SET gone_at = %(now)s\n"
        f"WHERE t.ledger = %(ledger)s AND t.gone_at IS NULL{_of_changed(relation)}\n"
        f"AND NOT EXISTS (SELECT 1 FROM {staging(relation)} s WHERE {same})"
    )


def _of_changed(relation: Relation[Any, Any]) -> str:
    """The rows of the issues that are given anew or no more; of a register, all."""
    return f" AND t.uid IN (SELECT uid FROM {CHANGED})" if relation in OF_ISSUES else ""


def _known_by(relation: Relation[Any, Any]) -> tuple[str, ...]:
    """What tells a row from all others whatever round its issue is of now."""
    return tuple(name for name in keys_of(relation) if name != "round")


def first_of() -> str:
    """Put down a ledger that is not there yet, without anything of it."""
    return (
        f"INSERT INTO {SCHEMA}.ledgers (ledger) SELECT %(ledger)s "
        f"WHERE NOT EXISTS (SELECT 1 FROM {SCHEMA}.ledgers WHERE ledger = %(ledger)s)"
    )


def locked() -> str:
    """What was published of a ledger, which nobody else may change until the end."""
    return f'SELECT "commit", digest, basis, modified FROM {SCHEMA}.ledgers WHERE ledger = %(ledger)s FOR UPDATE'


def committed(relation: Relation[Any, Any]) -> str:
    """Say which commit has the rows that were published before they were committed."""
    return (
        f'UPDATE {SCHEMA}.{relation.name} SET "commit" = %(commit)s '
        'WHERE ledger = %(ledger)s AND "commit" IS NULL AND gone_at IS NULL'
    )


def is_of(version: int) -> str:
    """Whether the tables are still those of a version: somebody may have brought them forward meanwhile."""
    return f"SELECT max(version) = {version} FROM {SCHEMA}.versions"


def known() -> str:
    """Every issue that is there: how it is known, and by which file."""
    return f"SELECT uid, id, parent, file, digest FROM {SCHEMA}.issues WHERE ledger = %(ledger)s AND gone_at IS NULL"


def ever() -> str:
    """Every issue that was ever there, also those that are gone."""
    return f"SELECT uid FROM {SCHEMA}.issues WHERE ledger = %(ledger)s"


def has_versions() -> str:
    """Whether there is a table of versions that is ours."""
    return (
        "SELECT count(*) = 2 FROM pg_attribute "
        f"WHERE attrelid = to_regclass('{SCHEMA}.versions') AND attname IN ('version', 'applied_at')"
    )


def has_citus() -> str:
    """Whether the engine is one that refuses functions as PostgreSQL has them."""
    return "SELECT EXISTS (SELECT 1 FROM pg_class WHERE relname = 'pg_dist_partition')"


def others() -> str:
    """What is called as our tables are."""
    return (
        "SELECT n.nspname || '.' || c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace\n"
        f"WHERE n.nspname IN ('{SCHEMA}', '{SCHEMA}_public')\n"
        "AND c.relname = ANY(%(names)s || '{versions,ledgers}'::text[]) ORDER BY 1"
    )


def told() -> str:
    """What is to be said of the ledger itself."""
    names = [one.name for one in LEDGERS if one.name != "ledger"]
    sets = ", ".join(f"{quoted(name)} = %({name})s" for name in names)
    return f"UPDATE {SCHEMA}.ledgers SET {sets} WHERE ledger = %(ledger)s"
