"""A ledger as files of columns, read back by two programs; and questions in SQL to it and to the ledger itself."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("duckdb", reason="not on this machine: duckdb")
pytest.importorskip("pyarrow", reason="not on this machine: pyarrow")

import duckdb
from pyarrow import dataset as arrow

import house
from ledger.store.columnar import TABLES

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def columns(ledger: Run, folder: Path, tmp_path: Path) -> Path:
    house.build(folder)
    place = tmp_path / "数据"
    done = ledger("export", str(place), "--to", "parquet")
    assert done.returncode == 0, done.stderr
    return place


@pytest.mark.parametrize("name", TABLES)
def test_every_table_is_there_with_its_columns_whether_it_has_rows_or_not(columns: Path, name: str) -> None:
    """Milestones and objects this ledger has none of. The values are compared in `test_publish_columns`."""
    read = arrow.dataset(columns / name).to_table()
    assert read.column_names == [one.name for one in TABLES[name]]
    assert all(read.schema.field(one.name).metadata[b"comment"] == one.comment.encode() for one in TABLES[name])
    by_duckdb = duckdb.sql(f"SELECT * FROM read_parquet('{columns / name}/**/*.parquet', hive_partitioning = false)")
    assert by_duckdb.columns == read.column_names
    assert len(by_duckdb.fetchall()) == read.num_rows


def test_a_dataset_holds_many_ledgers_and_each_replaces_its_own(ledger: Run, columns: Path, tmp_path: Path) -> None:
    other = house.build(tmp_path / "乙县")
    (other / "issues/ISSUE-005.yaml").unlink()
    assert ledger("-C", str(other), "export", str(columns), "--to", "parquet").returncode == 0
    assert ledger("export", str(columns), "--to", "parquet").returncode == 0
    done = ledger(
        "sql", "--dataset", str(columns), "--json", "select ledger, count(*) n from issues group by 1 order by 1"
    )
    assert json.loads(done.stdout)["rows"] == [["ledger", 5], ["乙县", 4]]
    assert not [one for one in columns.iterdir() if one.name.startswith(".new")]


def test_the_same_question_has_the_same_answer_from_the_ledger_and_from_its_dataset(ledger: Run, columns: Path) -> None:
    question = "select id, standing, days_late from on_day(DATE '2026-05-20') order by id"
    here, there = (ledger("sql", *more, "--json", question) for more in ((), ("--dataset", str(columns))))
    assert here.returncode == there.returncode == 0, here.stderr + there.stderr
    assert json.loads(here.stdout) == json.loads(there.stdout)
    listed = {one["id"]: one["standing"] for one in json.loads(ledger("list", "--json").stdout)["issues"]}
    assert {row[0]: row[1] for row in json.loads(here.stdout)["rows"]} == listed


def test_a_question_that_is_none_says_what_there_is(ledger: Run, folder: Path) -> None:
    house.build(folder)
    done = ledger("sql", "select nothing from issues")
    assert done.returncode == 2
    assert "from columns_of('issues')" in done.stderr
    assert "Traceback" not in done.stderr


def test_every_column_is_explained(ledger: Run, columns: Path) -> None:
    for name in TABLES:
        done = ledger("sql", "--dataset", str(columns), "--json", f"from columns_of('{name}')")
        assert json.loads(done.stdout)["rows"] == [[one.name, one.comment] for one in TABLES[name]]


def test_a_folder_of_other_files_is_left_alone(ledger: Run, folder: Path, tmp_path: Path) -> None:
    house.build(folder)
    place = tmp_path / "文件"
    house.put(place / "重要.txt", b"1")
    done = ledger("export", str(place), "--to", "parquet")
    assert done.returncode == 4
    assert house.contents(place) == {"重要.txt": b"1"}


def test_a_broken_ledger_leaves_the_old_dataset(ledger: Run, folder: Path, columns: Path) -> None:
    before = {path: path.read_bytes() for path in columns.rglob("*.parquet")}
    (folder / "issues/ISSUE-002.yaml").write_text("no: [issue", "utf-8")
    done = ledger("export", str(columns), "--to", "parquet")
    assert done.returncode == 5
    assert "issues/ISSUE-002.yaml" in done.stderr
    assert {path: path.read_bytes() for path in columns.rglob("*.parquet")} == before


def test_no_dataset_is_told(ledger: Run, tmp_path: Path) -> None:
    done = ledger("sql", "--dataset", str(tmp_path), "select 1")
    assert done.returncode == 3
    assert "--to parquet" in done.stderr
