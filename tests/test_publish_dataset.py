"""A dataset that several write at once, that writers die over, that is read meanwhile: old or new, never a mixture."""

from __future__ import annotations

import contextlib
import json
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("duckdb", reason="not on this machine: duckdb")
pytest.importorskip("pyarrow", reason="not on this machine: pyarrow")

import house
from ledger.actions import sql
from ledger.errors import ConflictError
from ledger.store.columnar import TABLES
from ledger.store.dataset import Dataset

Run = Callable[..., "subprocess.CompletedProcess[str]"]
COUNTED = "select ledger, count(*) from issues group by 1 order by 1"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "数据"


def smaller(place: Path) -> Path:
    """A ledger of four issues."""
    house.build(place)
    (place / "issues/ISSUE-005.yaml").unlink()
    return place


def counted(ledger: Run, place: Path) -> dict[str, int]:
    done = ledger("sql", "--dataset", str(place), "--json", COUNTED)
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout)["rows"])


def staged(place: Path) -> list[Path]:
    return [one for one in place.iterdir() if one.name.startswith(".new-")]


DIES = """
import os, sys
from pathlib import Path
from ledger.store.dataset import Dataset

with Dataset(Path(sys.argv[1]), "丙县") as dataset:
    dataset.put("units", [["丙县", "县水务局", [], None, None, None, None, None]])
    os.kill(os.getpid(), 9)
"""


def test_what_a_killed_writer_left_is_never_read_and_goes_with_the_next(
    ledger: Run, folder: Path, place: Path, environment: dict[str, str]
) -> None:
    house.build(folder)
    assert ledger("export", str(place), "--to", "parquet").returncode == 0
    died = subprocess.run([sys.executable, "-c", DIES, str(place)], env=environment, check=False)
    assert died.returncode == -signal.SIGKILL
    assert staged(place)
    (place / ".new-0123").mkdir()  # of one that died at once
    assert counted(ledger, place) == {"ledger": 5}
    assert ledger("export", str(place), "--to", "parquet").returncode == 0
    assert not staged(place)


def test_what_somebody_is_just_writing_stays(ledger: Run, folder: Path, place: Path) -> None:
    house.build(folder)
    with Dataset(place, "丙县") as dataset:
        mine = staged(place)
        assert ledger("export", str(place), "--to", "parquet").returncode == 0
        assert staged(place) == mine
        dataset.put("issues", [])
    assert not staged(place)
    found = json.loads(ledger("sql", "--dataset", str(place), "--json", "select count(*) from issues").stdout)
    assert found["rows"] == [[5]]
    assert (place / "issues/by_ledger=丙县").is_dir()


def test_a_writer_that_failed_leaves_nothing(ledger: Run, folder: Path, place: Path) -> None:
    house.build(folder)
    assert ledger("export", str(place), "--to", "parquet").returncode == 0
    before = house.contents(place)
    (folder / "issues/ISSUE-002.yaml").write_text("no: [issue", "utf-8")
    assert ledger("export", str(place), "--to", "parquet").returncode == 5
    assert house.contents(place) == before


def test_a_full_disk_leaves_the_old_dataset(
    ledger: Run, folder: Path, place: Path, environment: dict[str, str]
) -> None:
    """As the system says it of a file that may grow no further."""
    smaller(folder)
    assert ledger("export", str(place), "--to", "parquet").returncode == 0
    before = house.contents(place)
    house.build(folder)
    call = 'ulimit -f 8; exec "$0" -B -m ledger export "$1" --to parquet'  # -B: nor is anything of Python cut off
    done = subprocess.run(
        ["sh", "-c", call, sys.executable, str(place)],
        cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 7, done.stderr
    assert done.stderr.startswith(f"错误：没有写成数据集 {place}：")
    assert house.contents(place) == before


def test_a_replacement_that_was_cut_off_is_told_and_ended_by_whoever_comes_next(
    ledger: Run, folder: Path, place: Path, tmp_path: Path
) -> None:
    """As a machine leaves it that stops between two of the twelve tables."""
    smaller(folder)
    assert ledger("export", str(place), "--to", "parquet").returncode == 0
    new = tmp_path / "new"
    house.build(folder)
    assert ledger("export", str(new), "--to", "parquet").returncode == 0
    left = place / ".new-0123"
    new.rename(left)
    (left / ".replacing").touch()
    (left / "issues/by_ledger=ledger").rename(left / "taken")
    (place / "issues/by_ledger=ledger").rename(left / "old-issues")
    (left / "taken").rename(place / "issues/by_ledger=ledger")
    (place / "units/by_ledger=ledger").rename(left / "old-units")

    done = ledger("sql", "--dataset", str(place), COUNTED)
    assert done.returncode == 5
    assert "--to parquet" in done.stderr
    other = smaller(tmp_path / "乙县")
    assert ledger("-C", str(other), "export", str(place), "--to", "parquet").returncode == 0
    assert counted(ledger, place) == {"ledger": 5, "乙县": 4}
    assert not staged(place)
    for name in TABLES:
        assert (place / name / "by_ledger=ledger").is_dir()


def test_a_ledger_of_many_rounds_needs_few_files_at_a_time(
    folder: Path, place: Path, environment: dict[str, str]
) -> None:
    """Petitions come in a batch a day: 40 of them here, and 64 files that may be open."""
    house.build(folder)
    text = (folder / "issues/ISSUE-001.yaml").read_text("utf-8")
    for at in range(6, 46):
        own = text.replace("ISSUE-001", f"ISSUE-{at:03d}").replace("0001-4000", f"{at:04d}-4000")
        (folder / f"issues/ISSUE-{at:03d}.yaml").write_text(own.replace("第21批", f"第{at}批"), "utf-8")
    call = 'ulimit -n 64; exec "$0" -m ledger export "$1" --to parquet'
    subprocess.run(["sh", "-c", call, sys.executable, str(place)], cwd=folder, env=environment, check=True)
    assert sql.of_dataset("select count(distinct round), count(*) from issues", place).rows == [(42, 45)]


def test_who_ends_after_another_has_died_is_not_undone_by_it(
    ledger: Run, folder: Path, place: Path, tmp_path: Path
) -> None:
    """One begins; another of the same ledger comes, is cut off between two tables; the first ends: it is the later."""
    house.build(folder)
    old = tmp_path / "old"
    assert ledger("export", str(old), "--to", "parquet").returncode == 0
    with Dataset(place, "ledger"):
        old.rename(place / ".new-0123")
        (place / ".new-0123/.replacing").touch()
    assert counted(ledger, place) == {}
    assert not staged(place)
    assert ledger("-C", str(smaller(tmp_path / "乙县")), "export", str(place), "--to", "parquet").returncode == 0
    assert counted(ledger, place) == {"乙县": 4}


def test_many_write_at_once(tmp_path: Path, place: Path, environment: dict[str, str]) -> None:
    """Four ledgers, one of them twice, into a folder that none of them has made yet."""
    names = ("甲县", "乙县", "丙县", "丁县", "甲县")
    for name in names:
        house.build(tmp_path / name)
    call = (sys.executable, "-m", "ledger")
    running = [
        subprocess.Popen(
            [*call, "-C", str(tmp_path / name), "export", str(place), "--to", "parquet"],
            cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8",
        )
        for name in names
    ]  # fmt: skip
    for one in running:
        told, _ = one.communicate(timeout=120)
        assert one.returncode == 0, told
    rows = sql.of_dataset(COUNTED, place).rows
    assert rows == sorted((name, 5) for name in {*names})
    assert not staged(place)


def test_who_reads_while_others_write_sees_one_state(place: Path) -> None:
    """Now of five rows in every table, now of four."""
    tables = ("evidence", "issues", "ledgers", "standings", "units") * 40  # so that it takes as long as writing does

    def write(count: int) -> None:
        with Dataset(place, "某县") as dataset:
            for name, columns in TABLES.items():
                row = [{"ledger": "某县", "round": "1.10"}.get(one.name) for one in columns]
                dataset.put(name, [list(row) for _ in range(count)])

    def keep_writing() -> None:
        for at in range(20):
            write(4 + at % 2)

    write(5)
    question = f"select {', '.join(f'(select count(*) from {name})' for name in tables)}"
    told = set()
    writing = threading.Thread(target=keep_writing)
    writing.start()
    while writing.is_alive():
        with contextlib.suppress(ConflictError):  # told that others write all the time
            told.update(sql.of_dataset(question, place).rows)
    writing.join()
    told.update(sql.of_dataset(question, place).rows)
    assert told <= {(count,) * len(tables) for count in (4, 5)}
