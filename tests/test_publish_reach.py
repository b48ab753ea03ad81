"""A question reaches nothing but its tables: no file is read or written, nothing is fetched, whatever it says."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytest.importorskip("duckdb", reason="not on this machine: duckdb")
pytest.importorskip("pyarrow", reason="not on this machine: pyarrow")

import house
from ledger.errors import UsageError
from ledger.store import asking
from ledger.store.asking import Asking

Run = Callable[..., "subprocess.CompletedProcess[str]"]
ELSEWHERE = "这是别的文件"


@pytest.fixture(scope="module")
def place() -> Iterator[Asking]:
    with asking.opened() as place:
        place.begin()
        place.close_in()
        yield place


@pytest.fixture
def columns(ledger: Run, folder: Path, tmp_path: Path) -> Path:
    house.build(folder)
    place = tmp_path / "数据"
    assert ledger("export", str(place), "--to", "parquet").returncode == 0
    return place


REACHING = (
    "SELECT * FROM read_csv('{file}')",
    "SELECT * FROM read_text('{file}')",
    "SELECT * FROM read_blob('{file}')",
    "SELECT * FROM sniff_csv('{file}')",
    "SELECT * FROM '{file}'",
    "SELECT * FROM glob('{folder}/*')",
    "SELECT * FROM read_parquet('{own}')",
    "SELECT * FROM parquet_metadata('{own}')",
    "SELECT * FROM query_table(['{file}'])",
    "COPY issues TO '{folder}/new.csv'",
    "COPY (SELECT 1) TO '{own}'",
    "EXPLAIN ANALYZE COPY (SELECT 1) TO '{folder}/new.csv'",
    "ATTACH '{folder}/new.db'",
    "EXPORT DATABASE '{folder}/new'",
    "INSTALL httpfs",
    "LOAD httpfs",
    "CALL enable_logging(storage = 'file', storage_config = {{'path': '{folder}/new'}})",
    "SET enable_external_access = true",
    "RESET lock_configuration",
    "PRAGMA enable_profiling",
    "CREATE TABLE mine AS SELECT 1",
    "INSERT INTO units SELECT * FROM units",
    "DELETE FROM units",
    "DROP TABLE units",
    "BEGIN",
    "SELECT 1; DROP TABLE units",
)


@pytest.mark.parametrize("question", REACHING)
def test_what_reaches_for_files_or_changes_something_is_refused(place: Asking, tmp_path: Path, question: str) -> None:
    other = tmp_path / "other.csv"
    other.write_text(ELSEWHERE, "utf-8")
    before = house.contents(tmp_path)
    with pytest.raises(UsageError) as refused:
        place.ask(question.format(file=other, folder=tmp_path, own=other))
    assert ELSEWHERE not in str(refused.value)
    assert house.contents(tmp_path) == before
    assert place.ask("SELECT count(*) FROM units").rows == [(0,)]


def test_not_even_the_files_of_the_dataset_itself_are_written(ledger: Run, columns: Path) -> None:
    before = house.contents(columns)
    for question in ("COPY (SELECT 1) TO '{}'", "SELECT * FROM read_parquet('{}')", "ATTACH '{}/x.db'"):
        own = next((columns / "issues").rglob("*.parquet"))
        done = ledger("sql", "--dataset", str(columns), question.format(own))
        assert done.returncode == 2
        assert "SELECT" in done.stderr
        assert "Traceback" not in done.stderr
    assert house.contents(columns) == before


def test_a_function_that_would_write_a_log_writes_none(ledger: Run, columns: Path, tmp_path: Path) -> None:
    """DuckDB has settings that are functions, which a question may ask."""
    log = tmp_path / "log"
    for how in (f"storage = 'file', storage_config = {{'path': '{log}'}}", f"storage_path = '{log}'"):
        ledger("sql", "--dataset", str(columns), f"SELECT * FROM enable_logging('QueryLog', {how})")
    assert not log.exists()


def test_a_link_in_a_dataset_is_not_followed(ledger: Run, columns: Path, tmp_path: Path) -> None:
    other = tmp_path / "elsewhere"
    (columns / "issues").rename(other)
    (columns / "issues").symlink_to(other)
    done = ledger("sql", "--dataset", str(columns), "select count(*) from issues")
    assert done.returncode == 5
    assert "issues" in done.stderr
    before = house.contents(other)
    assert ledger("export", str(columns), "--to", "parquet").returncode == 5
    assert house.contents(other) == before
    (columns / "issues").unlink()
    other.rename(columns / "issues")
    own = next((columns / "issues").rglob("*.parquet"))
    own.rename(tmp_path / "moved.parquet")
    own.symlink_to(tmp_path / "moved.parquet")
    done = ledger("sql", "--dataset", str(columns), "select count(*) from issues")
    assert done.returncode == 5
    assert own.name in done.stderr


def test_a_variable_of_the_program_is_no_table(place: Asking) -> None:
    with pytest.raises(UsageError):
        place.ask("SELECT * FROM columns_of")
