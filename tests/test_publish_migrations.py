"""A database of an earlier version comes forward: with its rows, once, whoever comes first; never back."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

pytest.importorskip("psycopg", reason="not on this machine: psycopg")

import house
from ledger.store.sql import ddl
from ledger.store.sql.roles import PUBLIC_READER, PUBLISHER, READER
from postgres import Server, needs_postgres

Run = Callable[..., "subprocess.CompletedProcess[str]"]
pytestmark = needs_postgres
FIRST = (Path(__file__).parent / "data/published_1.sql").read_text("utf-8")
UID = "5b1c8f0e-0001-4000-8000-000000000001"
"""Of the first issue of the ledger that is published."""
STRUCTURE = """
    SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
      coalesce(col_description(c.oid, a.attnum), '') FROM pg_attribute a
    JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname IN ('ledger', 'ledger_public') AND c.relkind IN ('r', 'p', 'v')
    AND a.attnum > 0 AND NOT a.attisdropped
    UNION ALL
    SELECT tablename, indexname, regexp_replace(indexdef, '^.* USING ', ''), false, '' FROM pg_indexes
    WHERE schemaname = 'ledger'
    UNION ALL
    SELECT n.nspname, p.oid::regprocedure::text, p.prosrc, false, '' FROM pg_proc p
    JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname IN ('ledger', 'ledger_public')
"""


def first_version(postgres: Server) -> str:
    """A database as the first version made it, with an issue of a ledger and one that is there no more."""
    name = postgres.database(empty=True)
    with postgres.connection(name) as connection:
        connection.execute(FIRST)
        connection.execute(
            "INSERT INTO ledger.ledgers (ledger, title, digest, basis, issues, published_at)"
            " VALUES ('甲县', '某县督察整改台账', 'x', 'y', 1, '2026-05-01')"
        )
        connection.execute(
            "INSERT INTO ledger.issues (ledger, round, uid, id, title, title_shown, file, digest, inside, gone_at)"
            " VALUES ('甲县', '', %s, 'ISSUE-001', '电话13812345678', '电话138****5678', %s, 'z', false, null),"
            " ('甲县', '第一轮', 'uid-of-old', 'ISSUE-099', '早先的问题', null, %s, 'z', false, now())",
            (UID, "issues/ISSUE-001.yaml", "issues/ISSUE-099.yaml"),
        )
    return name


def structure(postgres: Server, database: str) -> set[object]:
    with postgres.connection(database) as connection:
        return set(connection.execute(STRUCTURE).fetchall())


def versions(postgres: Server, database: str) -> list[object]:
    with postgres.connection(database) as connection:
        return [one for (one,) in connection.execute("SELECT version FROM ledger.versions ORDER BY 1").fetchall()]


@pytest.fixture
def database(postgres: Server) -> str:
    return first_version(postgres)


def test_its_rows_stay_and_the_next_publish_makes_them_anew(
    ledger: Run, folder: Path, postgres: Server, database: str
) -> None:
    house.build(folder)
    done = ledger("publish", postgres.url(database), f"甲县={folder}")
    assert done.returncode == 0, done.stderr
    assert done.stdout == "甲县：共 5 件，更新 5 件，不再有 0 件（没有 git）\n"
    with postgres.connection(database) as connection:
        told = connection.execute(
            "SELECT id, title, round, gone_at IS NULL, rectification FROM ledger.issues"
            " WHERE id IN ('ISSUE-001', 'ISSUE-099') ORDER BY id"
        ).fetchall()
    assert told[0] == ("ISSUE-001", "红旗河水质超标", "第21批", True, True)
    assert told[1] == ("ISSUE-099", "早先的问题", "第一轮", False, None), "kept as it was"
    assert versions(postgres, database) == [1, ddl.VERSION]


def test_what_is_printed_brings_it_forward_and_what_was_masked_stays_so(
    ledger: Run, postgres: Server, database: str
) -> None:
    done = ledger("publish", "--ddl", "postgresql", "--since", "1")
    assert done.returncode == 0, done.stderr
    with postgres.connection(database) as connection:
        connection.execute(done.stdout)
        assert connection.execute("SELECT id, title, round FROM ledger_public.issues").fetchall() == [
            ("ISSUE-001", "电话138****5678", "未标明")
        ]
        assert connection.execute("SELECT count(*) FROM ledger.issues").fetchone() == (2,)
    assert versions(postgres, database) == [1, ddl.VERSION]


def test_it_is_then_as_one_that_is_made_now(ledger: Run, postgres: Server, database: str) -> None:
    with postgres.connection(database) as connection:
        connection.execute(ledger("publish", "--ddl", "postgresql", "--since", "1").stdout)
    now, made = structure(postgres, database), structure(postgres, postgres.database())
    assert now - made == set()
    assert made - now == set()


def test_two_that_come_first_at_once_both_publish(
    ledger: Run, folder: Path, postgres: Server, database: str, tmp_path: Path
) -> None:
    places = [f"乙县={house.build(folder)}", f"丙县={house.build(tmp_path / 'other')}"]
    with ThreadPoolExecutor() as pool:
        done = list(pool.map(lambda one: ledger("publish", postgres.url(database), one), places))
    assert [one.returncode for one in done] == [0, 0], [one.stderr for one in done]
    assert versions(postgres, database) == [1, ddl.VERSION]


def test_rights_that_were_given_hold_for_the_new_views(
    ledger: Run, folder: Path, postgres: Server, database: str
) -> None:
    with postgres.connection(postgres.database()) as elsewhere:
        elsewhere.execute(ledger("publish", "--grants").stdout)  # the roles are the cluster's
    with postgres.connection(database) as connection:
        connection.execute(
            "CREATE TABLE ledger.publishers (role text NOT NULL, ledger text NOT NULL, PRIMARY KEY (role, ledger))"
        )
        connection.execute(f"GRANT SELECT ON ALL TABLES IN SCHEMA ledger TO {READER}, {PUBLISHER}")
    house.build(folder)
    assert ledger("publish", postgres.url(database), f"甲县={folder}").returncode == 0
    rights = "SELECT has_table_privilege(%s, %s, 'SELECT')"
    for role, table, may in (
        (PUBLIC_READER, "ledger_public.issues", True),
        (PUBLIC_READER, "ledger.issues", False),
        (READER, "ledger.issues", True),
        (PUBLISHER, "ledger.issues_0_0", False),
    ):
        with postgres.connection(database) as connection:
            assert connection.execute(rights, (role, table)).fetchone() == (may,), (role, table)


def test_who_does_not_own_the_tables_is_told_who_brings_them_forward(
    ledger: Run, folder: Path, postgres: Server, database: str
) -> None:
    house.build(folder)
    with postgres.connection(database) as connection:
        connection.execute("DROP ROLE IF EXISTS somebody")
        connection.execute("CREATE ROLE somebody LOGIN")
        connection.execute("GRANT USAGE ON SCHEMA ledger TO somebody")
        connection.execute("GRANT SELECT ON ledger.versions TO somebody")
    done = ledger("publish", postgres.url(database, "somebody"), f"甲县={folder}")
    assert done.returncode == 4
    assert "--since 1" in done.stderr
    assert versions(postgres, database) == [1]


@pytest.mark.parametrize(
    "words", [("--ddl", "postgresql", "--since", "0"), ("--ddl", "plain", "--since", "9"), ("--since", "1")]
)
def test_a_version_that_there_is_not_is_refused(ledger: Run, words: tuple[str, ...]) -> None:
    done = ledger("publish", *words)
    assert done.returncode == 2
    assert "--since" in done.stderr


def test_what_an_office_built_on_it_is_named_and_nothing_is_taken_from_it(
    ledger: Run, folder: Path, postgres: Server, database: str
) -> None:
    house.build(folder)
    with postgres.connection(database) as connection:
        connection.execute("CREATE VIEW public.late AS SELECT id FROM ledger_public.issues")
    done = ledger("publish", postgres.url(database), f"甲县={folder}")
    assert done.returncode == 6
    assert "view public.late depends on view ledger_public.issues" in done.stderr
    assert versions(postgres, database) == [1]
    with postgres.connection(database) as connection:
        assert connection.execute("SELECT * FROM public.late").fetchall() == [("ISSUE-001",)]
        connection.execute("DROP VIEW public.late")
    assert ledger("publish", postgres.url(database), f"甲县={folder}").returncode == 0


def test_tables_that_were_made_by_half_are_named(ledger: Run, folder: Path, postgres: Server) -> None:
    house.build(folder)
    name = postgres.database(empty=True)
    with postgres.connection(name) as connection:
        connection.execute("CREATE SCHEMA ledger; CREATE TABLE ledger.versions (version int, applied_at timestamptz)")
        connection.execute("CREATE TABLE ledger.ledgers (ledger text PRIMARY KEY)")
    done = ledger("publish", postgres.url(name))
    assert done.returncode == 6
    assert "ledger.ledgers" in done.stderr
