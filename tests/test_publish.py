"""Ledgers published to a real database by the real program."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("psycopg", reason="not on this machine: psycopg")

import house
from ledger.store.sql import ddl
from postgres import Server, needs_postgres
from versioned import git, in_git

Run = Callable[..., "subprocess.CompletedProcess[str]"]
pytestmark = needs_postgres


def change(folder: Path, old: str = "title: 红旗河水质超标", new: str = "title: 红旗河断面超标") -> None:
    path = folder / "issues/ISSUE-001.yaml"
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


def test_a_ledger_is_there_with_all_its_parts(
    ledger: Run, folder: Path, postgres: Server, database: str, url: str
) -> None:
    house.build(folder)
    done = ledger("publish", url)
    assert done.returncode == 0, done.stderr
    assert done.stdout == "ledger：首次发布，5 件（没有 git）\n"
    counted = {
        name: postgres.rows(database, f"SELECT count(*) FROM ledger.{name} WHERE gone_at IS NULL")[0][0]
        for name in (
            "issues",
            "plans",
            "measures",
            "milestones",
            "progress",
            "extensions",
            "steps",
            "evidence",
            "units",
        )
    }
    assert counted["issues"] == 5
    assert counted["units"] == 5
    assert counted["evidence"] == 2
    assert min(counted[name] for name in ("plans", "measures", "progress", "steps")) > 0
    assert postgres.rows(database, "SELECT title, unit, issues FROM ledger.ledgers") == [
        ("某县督察整改台账", "县整改办", 5)
    ]


def test_an_unchanged_ledger_writes_nothing(
    ledger: Run, folder: Path, postgres: Server, database: str, url: str
) -> None:
    house.build(folder)
    ledger("publish", url)
    before = postgres.rows(
        database, "SELECT xmin::text FROM ledger.issues UNION ALL SELECT xmin::text FROM ledger.ledgers"
    )
    done = ledger("publish", url)
    assert done.stdout == "ledger：没有改动，5 件（没有 git）\n"
    after = postgres.rows(
        database, "SELECT xmin::text FROM ledger.issues UNION ALL SELECT xmin::text FROM ledger.ledgers"
    )
    assert after == before


def test_only_what_changed_is_brought_in(ledger: Run, folder: Path, postgres: Server, database: str, url: str) -> None:
    house.build(folder)
    ledger("publish", url)
    stamps = dict(postgres.rows(database, "SELECT id, xmin::text FROM ledger.issues"))
    change(folder)
    done = ledger("publish", url)
    assert done.stdout == "ledger：共 5 件，更新 1 件，不再有 0 件（没有 git）\n"
    now = dict(postgres.rows(database, "SELECT id, xmin::text FROM ledger.issues"))
    assert {name for name in now if now[name] != stamps[name]} == {"ISSUE-001"}
    assert postgres.rows(database, "SELECT title FROM ledger.issues WHERE id = 'ISSUE-001'") == [("红旗河断面超标",)]


def test_what_is_no_more_is_marked_and_comes_back_as_it_was(
    ledger: Run, folder: Path, postgres: Server, database: str, url: str, tmp_path: Path
) -> None:
    house.build(folder)
    ledger("publish", url)
    path = folder / "issues/ISSUE-002.yaml"
    shutil.move(path, tmp_path / "kept.yaml")
    done = ledger("publish", url)
    assert done.stdout == "ledger：共 4 件，更新 0 件，不再有 1 件（没有 git）\n"
    for name in ("issues", "plans", "measures", "standings"):
        where = "" if name == "issues" else " JOIN ledger.issues i USING (ledger, uid)"
        which = f"SELECT DISTINCT t.gone_at IS NULL FROM ledger.{name} t{where} WHERE id = 'ISSUE-002'"
        assert postgres.rows(database, which) == [(False,)], name
    assert postgres.rows(database, "SELECT sum(total)::int FROM ledger.figures('2026-05-20')") == [(4,)]
    shutil.move(tmp_path / "kept.yaml", path)
    assert ledger("publish", url).stdout == "ledger：共 5 件，更新 1 件，不再有 0 件（没有 git）\n"
    assert postgres.rows(database, "SELECT count(*) FROM ledger.issues WHERE gone_at IS NOT NULL") == [(0,)]
    assert postgres.rows(database, "SELECT sum(total)::int FROM ledger.figures('2026-05-20')") == [(5,)]


def test_an_issue_that_goes_to_another_round_keeps_its_key(
    ledger: Run, folder: Path, postgres: Server, database: str, url: str
) -> None:
    house.build(folder)
    ledger("publish", url)
    change(folder, "batch: ", "batch: 新")
    assert ledger("publish", url).returncode == 0
    found = postgres.rows(database, "SELECT round, count(*)::int FROM ledger.issues GROUP BY 1 ORDER BY 1")
    assert sum(often for _, often in found) == 5
    assert ("新第21批", 1) in found
    for name in ("plans", "steps", "standings"):
        of = f"SELECT DISTINCT t.round FROM ledger.{name} t JOIN ledger.issues i USING (ledger, uid)"
        assert postgres.rows(database, f"{of} WHERE id = 'ISSUE-001'") == [("新第21批",)], name


def test_the_unit_that_has_another_name_is_counted_under_its_registered_one(
    ledger: Run, folder: Path, postgres: Server, database: str, url: str
) -> None:
    house.build(folder)
    ledger("publish", url)
    units = folder / "units.yaml"
    units.write_text(
        units.read_text("utf-8").replace(
            "- name: 县水务局\n    aliases: [县水利局]", "- name: 县水利局\n    aliases: [县水务局]"
        ),
        "utf-8",
    )
    done = ledger("publish", url)
    assert "更新 5 件" in done.stdout, "what all rows rest on is another"
    told = json.loads(ledger("stats", "--json").stdout)
    groups = {one["name"]: one["total"] for one in told["breakdowns"]["units"]["groups"]}
    assert (
        dict(postgres.rows(database, "SELECT label, total::int FROM ledger.figures_by_units('2026-05-20')")) == groups
    )


def test_an_older_copy_is_refused(ledger: Run, folder: Path, url: str, tmp_path: Path) -> None:
    in_git(folder)
    old = tmp_path / "old"
    shutil.copytree(folder, old)
    change(folder)
    git(folder, "commit", "-qam", "改名")
    assert ledger("publish", url, f"某县={folder}").returncode == 0
    git(old, "fetch", "-q", str(folder), "main")
    done = ledger("publish", url, f"某县={old}")
    assert done.returncode == 6
    assert "库里已有更新的" in done.stderr
    assert "git pull" in done.stderr


def test_another_line_of_work_is_refused_until_somebody_is_sure(
    ledger: Run, folder: Path, url: str, tmp_path: Path
) -> None:
    in_git(folder)
    other = tmp_path / "other"
    shutil.copytree(folder, other)
    change(folder)
    git(folder, "commit", "-qam", "这边")
    change(other, "title: 红旗河水质超标", "title: 红旗河发黑")
    git(other, "commit", "-qam", "那边")
    assert ledger("publish", url, f"某县={folder}").returncode == 0
    assert "不在这里" in ledger("publish", url, f"某县={other}").stderr
    assert ledger("publish", url, f"某县={other}", "--force").returncode == 0


def test_another_ledger_of_the_same_name_is_refused(ledger: Run, folder: Path, url: str, tmp_path: Path) -> None:
    house.build(folder)
    assert ledger("publish", url, f"某县={folder}").returncode == 0
    other = house.build(tmp_path / "other")
    for path in (other / "issues").rglob("*.yaml"):
        path.write_text(path.read_text("utf-8").replace("uid: 5b1c8f0e", "uid: 6c2d9f1e"), "utf-8")
    done = ledger("publish", url, f"某县={other}")
    assert done.returncode == 6
    assert "另一个台账" in done.stderr


def test_a_broken_file_keeps_the_old_state_and_other_ledgers_go_on(
    ledger: Run, folder: Path, postgres: Server, database: str, url: str, tmp_path: Path
) -> None:
    house.build(folder)
    other = house.build(tmp_path / "other")
    ledger("publish", url, f"甲县={folder}")
    (folder / "issues/ISSUE-002.yaml").write_text("no: [issue", "utf-8")
    done = ledger("publish", url, f"甲县={folder}", f"乙县={other}")
    assert done.returncode == 5
    assert "甲县" in done.stderr
    assert "issues/ISSUE-002.yaml" in done.stderr
    assert "乙县：首次发布" in done.stdout
    totals = postgres.rows(database, "SELECT ledger, sum(total)::int FROM ledger.figures('2026-05-20') GROUP BY 1")
    assert dict(totals) == {"甲县": 5, "乙县": 5}, "what was there of the broken one, and the other"


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://ledger:geheim@db.example.org/x",
        "postgresql://db.example.org/x?password=geheim",
        "postgres://u:geheim@/x",
    ],
)
def test_a_password_in_the_address_is_refused_and_not_said(ledger: Run, folder: Path, address: str) -> None:
    house.build(folder)
    done = ledger("publish", address)
    assert done.returncode == 2
    assert "geheim" not in done.stdout + done.stderr
    assert "PGPASSWORD" in done.stderr


def test_a_server_that_is_not_there_is_told_without_a_password(ledger: Run, folder: Path, tmp_path: Path) -> None:
    house.build(folder)
    done = ledger("publish", f"postgresql://ledger@/x?host={tmp_path}", env={"PGPASSWORD": "geheim"})
    assert done.returncode == 7
    assert "连不上数据库" in done.stderr
    assert "geheim" not in done.stderr


def test_what_is_public_has_no_persons_and_nothing_kept_inside(
    ledger: Run, folder: Path, postgres: Server, database: str, url: str
) -> None:
    house.build(folder)
    change(folder, "title: 红旗河水质超标", "title: 红旗河水质超标，联系电话13812345678")
    assert ledger("publish", url).returncode == 0
    with postgres.connection(database) as connection:
        names = connection.execute("SELECT viewname FROM pg_views WHERE schemaname = 'ledger_public'").fetchall()
        told = "\n".join(
            str(row)
            for (name,) in names
            for row in connection.execute(f"SELECT * FROM ledger_public.{name}").fetchall()
        )
    assert len(names) >= 9
    assert "红旗河水质超标" in told
    for hidden in ("13812345678", "zhang", "qian", "张三"):
        assert hidden not in told


@pytest.mark.parametrize("dialect", ddl.DIALECTS)
def test_statements_are_printed_for_every_engine(ledger: Run, dialect: str) -> None:
    done = ledger("publish", "--ddl", dialect)
    assert done.returncode == 0
    assert done.stdout.count('COMMENT ON TABLE ledger."') == 13
    assert done.stdout.startswith("BEGIN;\n"), "whoever stops half-way has done nothing"
    assert done.stdout.endswith("COMMIT;\n")
    assert ("PARTITION BY HASH (ledger)" in done.stdout) == (dialect == "postgresql")
    assert ("PARTITION BY HASH (round)" in done.stdout) == (dialect != "plain")
    assert ("create_distributed_table" in done.stdout) == (dialect == "citus")
    assert ("DISTRIBUTED BY (ledger)" in done.stdout) == (dialect == "greenplum")


@pytest.mark.parametrize("dialect", ["postgresql", "plain"])
def test_what_is_printed_makes_the_tables_in_an_empty_database(
    ledger: Run, folder: Path, postgres: Server, dialect: str
) -> None:
    house.build(folder)
    name = postgres.database(empty=True)
    with postgres.connection(name) as connection:
        connection.execute(ledger("publish", "--ddl", dialect).stdout)
    done = ledger("publish", postgres.url(name))
    assert done.returncode == 0, done.stderr
    assert postgres.rows(name, "SELECT sum(total)::int FROM ledger.figures('2026-05-20')") == [(5,)]


def test_a_later_programs_tables_are_left_alone(
    ledger: Run, folder: Path, postgres: Server, database: str, url: str
) -> None:
    house.build(folder)
    postgres.rows(database, "INSERT INTO ledger.versions VALUES (99, now()) RETURNING 1")
    done = ledger("publish", url)
    assert done.returncode == 6
    assert "版本 99" in done.stderr


def test_every_table_and_column_says_in_chinese_what_it_is(postgres: Server, database: str) -> None:
    silent = postgres.rows(
        database,
        "SELECT c.relname, a.attname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
        "LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT c.relispartition "
        "WHERE n.nspname IN ('ledger', 'ledger_public') AND c.relkind IN ('r', 'p', 'v') "
        "AND (a.attnum IS NULL OR c.relname !~ '_today$') "
        "AND (obj_description(c.oid) !~ '[一-龥]' OR obj_description(c.oid) IS NULL "
        "OR a.attnum IS NOT NULL AND coalesce(col_description(c.oid, a.attnum), '') !~ '[一-龥]')",
    )
    assert silent == []


def test_todays_figures_are_views_for_tools_that_show_no_functions(
    ledger: Run, folder: Path, postgres: Server, database: str, url: str
) -> None:
    house.build(folder)
    ledger("publish", url)
    for schema in ("ledger", "ledger_public"):
        same = (
            f"SELECT count(*) FROM (SELECT * FROM {schema}.statistics_today EXCEPT "
            f"SELECT * FROM {schema}.statistics(current_date)) AS d"
        )
        assert postgres.rows(database, same) == [(0,)]
        assert postgres.rows(database, f"SELECT total FROM {schema}.figures_today") == [(5,)]
        views = f"SELECT count(*) FROM pg_views WHERE schemaname = '{schema}' AND viewname ~ '_today$'"
        functions = f"SELECT count(*) FROM pg_proc WHERE pronamespace = '{schema}'::regnamespace AND pronargs = 1"
        assert postgres.rows(database, views) == postgres.rows(database, functions)
