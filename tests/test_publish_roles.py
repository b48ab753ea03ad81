"""Who may what in a database: each publisher its own ledger, one reader all, another what is public."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("psycopg", reason="not on this machine: psycopg")

import psycopg

import house
from ledger.store.sql.tables import RELATIONS
from postgres import Server, needs_postgres

Run = Callable[..., "subprocess.CompletedProcess[str]"]
pytestmark = needs_postgres
ROLES = {
    "reads": "ledger_reader",
    "looks": "ledger_public_reader",
    "gives": "ledger_publisher",
    "hands": "ledger_publisher",
}
TABLES = ("ledgers", *(one.name for one in RELATIONS))


def granted(ledger: Run, postgres: Server, database: str) -> None:
    """As an administrator does it: what is printed is run, and roles that log in are let in."""
    done = ledger("publish", "--grants")
    assert done.returncode == 0, done.stderr
    with postgres.connection(database) as connection:
        connection.execute(done.stdout)
        there = {name for (name,) in connection.execute("SELECT rolname FROM pg_roles").fetchall()}
        for name, role in ROLES.items():
            if name not in there:
                connection.execute(f"CREATE ROLE {name} LOGIN IN ROLE {role}")
        connection.execute("INSERT INTO ledger.publishers VALUES ('gives', '甲县'), ('hands', '乙县')")


def other(place: Path) -> Path:
    """Another ledger, none of whose issues is of the first."""
    house.build(place)
    for path in (place / "issues").rglob("*.yaml"):
        path.write_text(path.read_text("utf-8").replace("uid: 5b", "uid: 6b"), "utf-8")
    return place


@pytest.fixture
def database(ledger: Run, folder: Path, postgres: Server, tmp_path: Path) -> str:
    """Two ledgers, each first published by its own publisher."""
    name = postgres.database()
    granted(ledger, postgres, name)
    for role, told in (("gives", f"甲县={house.build(folder)}"), ("hands", f"乙县={other(tmp_path / 'other')}")):
        done = ledger("publish", postgres.url(name).replace("ledger@", ""), told, env={"PGUSER": role})
        assert done.returncode == 0, done.stderr
        assert "首次发布，5 件" in done.stdout
    return name


def may(postgres: Server, database: str, role: str, *statements: str) -> bool:
    """Whether somebody may do something, each time in a transaction of its own; nothing stays of it."""
    with postgres.connection(database, role) as connection:
        try:
            with connection.transaction(force_rollback=True):
                for statement in statements:
                    connection.execute(statement)
        except psycopg.errors.InsufficientPrivilege:
            return False
    return True


def seen(postgres: Server, database: str, role: str, statement: str) -> set[object]:
    with postgres.connection(database, role) as connection:
        return {one for (one,) in connection.execute(statement).fetchall()}


def test_a_publisher_publishes_its_own_ledger_again_and_no_other(
    ledger: Run, folder: Path, postgres: Server, database: str
) -> None:
    path = folder / "issues/ISSUE-001.yaml"
    path.write_text(path.read_text("utf-8").replace("红旗河水质超标", "红旗河断面超标"), "utf-8")
    done = ledger("publish", postgres.url(database, "gives"), f"甲县={folder}")
    assert done.stdout == "甲县：共 5 件，更新 1 件，不再有 0 件（没有 git）\n", done.stderr
    for name in ("乙县", "丙县"):
        done = ledger("publish", postgres.url(database, "gives"), f"{name}={folder}")
        assert done.returncode == 4, done.stdout + done.stderr
        assert "不许" in done.stderr
        assert "INSERT INTO ledger.publishers VALUES ('gives', '台账的名称')" in done.stderr
        assert "row-level" not in done.stderr, "in our words, not in the engine's"
    title = "SELECT title FROM ledger.issues WHERE ledger = '乙县' AND id = 'ISSUE-001'"
    assert seen(postgres, database, "reads", title) == {"红旗河水质超标"}


def test_a_publisher_sees_its_own_rows_alone_and_never_a_part_of_a_table(postgres: Server, database: str) -> None:
    for name in TABLES:
        assert seen(postgres, database, "gives", f"SELECT ledger FROM ledger.{name}") <= {"甲县"}, name
    assert seen(postgres, database, "gives", "SELECT ledger FROM ledger.on_day('2026-05-20')") == {"甲县"}
    assert seen(postgres, database, "gives", "SELECT role FROM ledger.publishers") == {"gives"}
    parts = """
        SELECT c.oid::regclass::text FROM pg_class c
        WHERE c.relnamespace = 'ledger'::regnamespace AND c.relispartition AND c.relkind IN ('r', 'p')
    """
    for part in sorted(map(str, seen(postgres, database, "reads", parts))):
        assert not may(postgres, database, "gives", f"SELECT * FROM {part}"), part


NOT_FOR_PUBLISHERS = (
    "LOCK TABLE ledger.issues IN ACCESS EXCLUSIVE MODE",
    "LOCK TABLE ledger.issues IN SHARE MODE",
    "LOCK TABLE ledger.ledgers IN ACCESS EXCLUSIVE MODE",
    "LOCK TABLE ledger.versions IN ACCESS EXCLUSIVE MODE",
    "INSERT INTO ledger.versions VALUES (99, now())",
    "UPDATE ledger.versions SET version = 99",
    "INSERT INTO ledger.publishers VALUES ('gives', '乙县')",
    "INSERT INTO ledger.ledgers (ledger) VALUES ('乙县二')",
    "UPDATE ledger.issues SET ledger = '乙县'",
    "UPDATE ledger.issues SET uid = 'x'",
    "DELETE FROM ledger.issues",
    "TRUNCATE ledger.issues",
    "DROP TABLE ledger.issues",
    "CREATE TABLE ledger.more ()",
    "SELECT * FROM ledger_public.issues",
)


def test_what_a_publisher_may_not(postgres: Server, database: str) -> None:
    for statement in NOT_FOR_PUBLISHERS:
        assert not may(postgres, database, "gives", statement), statement


def test_a_publisher_changes_nothing_of_anothers(postgres: Server, database: str) -> None:
    with postgres.connection(database, "gives") as connection:
        changed = connection.execute("UPDATE ledger.issues SET title = '改了' WHERE ledger = '乙县'").rowcount
    assert changed == 0


def test_readers_read_all_or_what_is_public(postgres: Server, database: str) -> None:
    for name in (*TABLES, "versions"):
        assert may(postgres, database, "reads", f"SELECT * FROM ledger.{name}"), name
        assert not may(postgres, database, "looks", f"SELECT * FROM ledger.{name}"), name
    assert seen(postgres, database, "reads", "SELECT ledger FROM ledger.issues") == {"甲县", "乙县"}
    assert seen(postgres, database, "looks", "SELECT ledger FROM ledger_public.issues") == {"甲县", "乙县"}
    assert may(postgres, database, "looks", "SELECT * FROM ledger_public.statistics('2026-05-20')")
    assert not may(postgres, database, "looks", "SELECT * FROM ledger.statistics('2026-05-20')")
    for role in ("reads", "looks"):
        assert not may(postgres, database, role, "UPDATE ledger.issues SET title = ''")
        assert not may(postgres, database, role, "LOCK TABLE ledger.issues IN SHARE MODE")


def test_the_statements_are_run_again_and_for_a_second_database(ledger: Run, postgres: Server, database: str) -> None:
    statements = ledger("publish", "--grants").stdout
    second = postgres.database()
    for name in (database, second):
        with postgres.connection(name) as connection:
            connection.execute(statements)
    assert seen(postgres, database, "gives", "SELECT ledger FROM ledger.issues") == {"甲县"}, "and keep what was said"
    assert may(postgres, second, "looks", "SELECT * FROM ledger_public.issues")
    assert not may(postgres, second, "gives", "INSERT INTO ledger.ledgers (ledger) VALUES ('甲县')"), "not here"


def test_what_somebody_makes_where_everybody_may_is_not_called_by_others(postgres: Server, database: str) -> None:
    with postgres.connection(database) as connection:
        connection.execute("GRANT CREATE ON SCHEMA public TO looks")
    with postgres.connection(database, "looks") as connection:
        connection.execute(
            "CREATE FUNCTION public.spy(int, numeric) RETURNS numeric LANGUAGE sql AS 'SELECT 7::numeric / 0'"
        )
        connection.execute("CREATE OPERATOR public.* (leftarg = int, rightarg = numeric, function = public.spy)")
    for role in ("ledger", "reads"):
        with postgres.connection(database, role) as connection:
            told = connection.execute("SELECT percent FROM ledger.statistics('2026-05-20') WHERE whole > 0").fetchall()
            assert told
    loose = "SELECT proname FROM pg_proc WHERE pronamespace = 'ledger'::regnamespace AND proconfig IS NULL"
    assert postgres.rows(database, loose) == [("on_day",)]
