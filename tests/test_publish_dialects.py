"""The statements for engines that spread tables over machines, run where PostgreSQL stands in for them: what is theirs
alone is taken out or does nothing, all else is as printed.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("psycopg", reason="not on this machine: psycopg")

import house
from ledger.model.relations import OF_ISSUES
from ledger.store.sql.tables import RELATIONS
from postgres import Server, needs_postgres

Run = Callable[..., "subprocess.CompletedProcess[str]"]
pytestmark = needs_postgres
BOTH = ("ledger", "ledger_public")
STANDING_IN = """
    CREATE TABLE public.spread (name text, by text);
    CREATE FUNCTION public.create_distributed_table(regclass, text) RETURNS void LANGUAGE sql
      AS 'INSERT INTO public.spread SELECT relname, $2 FROM pg_class WHERE oid = $1';
    CREATE FUNCTION public.create_reference_table(regclass) RETURNS void LANGUAGE sql AS 'SELECT';
"""
"""What Citus has."""


@pytest.mark.parametrize("dialect", ["citus", "greenplum"])
def test_a_ledger_is_published_to_tables_that_are_parted_by_round_and_spread_by_ledger(
    ledger: Run, folder: Path, postgres: Server, dialect: str
) -> None:
    house.build(folder)
    name = postgres.database(empty=True)
    told = ledger("publish", "--ddl", dialect).stdout
    with postgres.connection(name) as connection:
        connection.execute(STANDING_IN)
        connection.execute(re.sub(r" DISTRIBUTED (BY \(ledger\)|REPLICATED)", "", told))
        spread = {one for (one,) in connection.execute("SELECT name FROM public.spread WHERE by = 'ledger'")}
        parted = dict(
            connection.execute(
                "SELECT relname, count(*) FROM pg_partitioned_table JOIN pg_class ON pg_class.oid = partrelid"
                " JOIN pg_inherits ON inhparent = partrelid GROUP BY 1"
            ).fetchall()
        )
    assert parted == {one.name: 4 for one in OF_ISSUES}
    if dialect == "citus":
        assert spread == {"ledgers", *(one.name for one in RELATIONS)}
    else:
        assert told.count("DISTRIBUTED BY (ledger)") == len(RELATIONS) + 1
    done = ledger("publish", postgres.url(name))
    assert done.returncode == 0, done.stderr
    path = folder / "issues/ISSUE-001.yaml"
    path.write_text(path.read_text("utf-8").replace("batch: ", "batch: 又"), "utf-8")
    assert "更新 1 件" in ledger("publish", postgres.url(name)).stdout, "an issue goes to another round with its rows"
    with postgres.connection(name) as connection:
        counted = connection.execute("SELECT count(*), count(DISTINCT uid) FROM ledger.issues").fetchone()
        summed = [
            connection.execute(f"SELECT sum(total)::int FROM {one}.figures('2026-05-20')").fetchone() for one in BOTH
        ]
    assert counted == (5, 5)
    assert summed == [(5,), (5,)]
