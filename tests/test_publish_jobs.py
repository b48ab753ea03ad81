"""Ledgers published by several processes at once are what they are when one process publishes them in turn."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

pytest.importorskip("psycopg", reason="not on this machine: psycopg")

import build
import house
from ledger.model.relations import Given
from ledger.model.spans import spans
from ledger.store.emitting import Fresh
from ledger.store.line import Line
from ledger.store.publishing import Publication
from ledger.store.server import Connection, address
from postgres import Server, needs_postgres

Run = Callable[..., "subprocess.CompletedProcess[str]"]
pytestmark = needs_postgres
NAMES = ("甲县", "乙县", "丙县", "丁县", "戊县")


@pytest.fixture
def counties(tmp_path: Path) -> list[str]:
    """Five ledgers that differ, one of which can't be read."""
    words = []
    for at, name in enumerate(NAMES):
        folder = house.build(tmp_path / f"l{at}")
        for path in (folder / "issues").rglob("*.yaml"):
            text = path.read_text("utf-8")
            path.write_text(text.replace("title: ", f"title: {name}", 1), "utf-8")
        words.append(f"{name}={folder}")
    (tmp_path / "l3/issues/ISSUE-099.yaml").write_text("id: [", "utf-8")
    return words


def told(ledger: Run, *words: str) -> list[dict[str, object]]:
    done = ledger("publish", *words, "--json")
    assert done.returncode == 5, done.stderr
    return [dict(one) for one in json.loads(done.stdout)["ledgers"]]


def rows(server: Server, database: str) -> list[tuple[object, ...]]:
    with server.connection(database) as connection:
        return connection.execute(
            "SELECT ledger, uid, title, digest, gone_at IS NULL FROM ledger.issues "
            "UNION ALL SELECT ledger, uid, standing, since::text, gone_at IS NULL FROM ledger.standings "
            "ORDER BY 1, 2, 4"
        ).fetchall()


def test_by_many_or_by_one_the_tables_and_what_is_said_are_the_same(
    postgres: Server, ledger: Run, counties: list[str]
) -> None:
    by_many, by_one = postgres.database(), postgres.database()
    first = told(ledger, postgres.url(by_many), *counties, "--jobs", "3")
    second = told(ledger, postgres.url(by_one), *counties, "--jobs", "1")
    assert [one["name"] for one in first] == list(NAMES)
    assert [one["outcome"] for one in first] == ["first", "first", "first", "failed", "first"]
    assert first == second
    assert rows(postgres, by_many) == rows(postgres, by_one)
    again = told(ledger, postgres.url(by_many), *counties, "-j", "2")
    assert [one["outcome"] for one in again] == ["unchanged", "unchanged", "unchanged", "failed", "unchanged"]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_all_are_published_though_nobody_reads_what_is_said(
    postgres: Server, environment: dict[str, str], counties: list[str], jobs: str
) -> None:
    name = postgres.database()
    call = [sys.executable, "-m", "ledger", "publish", postgres.url(name), *counties, "--jobs", jobs]
    with subprocess.Popen(call, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        running.stdout.close()
        running.communicate()
    found = postgres.rows(name, "SELECT DISTINCT ledger FROM ledger.issues ORDER BY 1")
    assert {str(one) for (one,) in found} == set(NAMES) - {"丁县"}


def test_a_publisher_takes_few_locks_so_that_a_hundred_fit(postgres: Server, ledger: Run, counties: list[str]) -> None:
    name = postgres.database()
    ledger("publish", postgres.url(name), counties[0])
    issue = build.issue()
    fresh = Fresh(Given(issue, build.OFFICE, "issues/ISSUE-001.yaml", spans((issue,), build.OFFICE)[issue.id]), "x")
    with Line(address(postgres.url(name))) as line:

        def locks(connection: Connection) -> int:
            publication = Publication(connection, NAMES[0], datetime.now(UTC))
            publication.begin()
            publication.put([[fresh]], (), None, anew=False)
            question = "SELECT count(*) FROM pg_locks WHERE pid = pg_backend_pid() AND locktype = 'relation'"
            return int(connection.execute(question).fetchall()[0][0])

        found = [line.transact(locks) for _ in range(12)]
    assert max(found) < 350, found
