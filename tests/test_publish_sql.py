"""`ledger sql` at work: what it answers, what it says of a question or a file that is none, how it is ended."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

pytest.importorskip("duckdb", reason="not on this machine: duckdb")
pytest.importorskip("pyarrow", reason="not on this machine: pyarrow")

import duckdb

import house
from heard import Heard
from ledger import meter
from ledger.actions import sql as acts
from ledger.actions.desk import Desk
from ledger.errors import MachineError
from ledger.store import workspace
from ledger.store.asking import Asking
from ledger.store.columnar import TABLES
from postgres import Server, needs_postgres
from terminal import at_a_terminal

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def columns(ledger: Run, folder: Path, tmp_path: Path) -> Path:
    house.build(folder)
    place = tmp_path / "数据"
    assert ledger("export", str(place), "--to", "parquet").returncode == 0
    return place


@pytest.mark.parametrize("question", ["", "  ", "/* 没有问题 */", ";"])
def test_no_question_is_told(ledger: Run, folder: Path, question: str) -> None:
    house.build(folder)
    done = ledger("sql", question)
    assert done.returncode == 2
    assert done.stderr.startswith("错误：没有写要查什么")


def test_what_is_no_text_is_told(folder: Path, environment: dict[str, str]) -> None:
    house.build(folder)
    call = [sys.executable.encode(), b"-m", b"ledger", b"sql", b"select '\xff'"]
    done = subprocess.run(call, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("错误：这句 SQL 里有不是 UTF-8 的字节")


def test_a_question_that_needs_more_room_than_there_is_is_told() -> None:
    with duckdb.connect(config={"memory_limit": "20MB", "temp_directory": ""}) as connection:
        place = Asking(connection)
        with pytest.raises(MachineError, match="no-room"):
            place.ask("SELECT list(range) FROM range(100000000)")


@pytest.mark.parametrize("number", ["1234567890123456", "0.1234567890", "1e30", "9" * 30])
def test_a_number_that_has_no_room_in_a_column_is_told_with_its_file_and_field(
    ledger: Run, folder: Path, tmp_path: Path, number: str
) -> None:
    house.build(folder)
    path = folder / "issues/ISSUE-001.yaml"
    path.write_text(path.read_text("utf-8").replace("total: 3", f"total: {number}"), "utf-8")
    for call in (("sql", "select 1"), ("export", str(tmp_path / "数据"), "--to", "parquet")):
        done = ledger(*call)
        assert done.returncode == 5
        assert "issues/ISSUE-001.yaml" in done.stderr
        assert "任务量" in done.stderr or "total" in done.stderr
        assert "Traceback" not in done.stderr


def test_several_questions_are_told(ledger: Run, folder: Path) -> None:
    house.build(folder)
    done = ledger("sql", "select 1; select 2")
    assert done.returncode == 2
    assert "2 句" in done.stderr


def test_a_ledger_without_issues_has_every_table(ledger: Run, folder: Path, tmp_path: Path) -> None:
    house.build(folder)
    for path in (folder / "issues").rglob("*.yaml"):
        path.unlink()
    data = tmp_path / "数据"
    assert ledger("export", str(data), "--to", "parquet").returncode == 0
    for more in ((), ("--dataset", str(data))):
        shown = json.loads(ledger("sql", *more, "--json", "show tables").stdout)["rows"]
        assert {name for (name,) in shown} == set(TABLES)
        for name in TABLES:
            done = ledger("sql", *more, "--json", f"select * from {name}")
            assert json.loads(done.stdout)["columns"] == [one.name for one in TABLES[name]]
        done = ledger("sql", *more, "--json", "select ledger, issues from ledgers")
        assert json.loads(done.stdout)["rows"] == [["ledger", 0]]


@pytest.mark.parametrize("name", ["数据[1]", "数据*", "数据?", "数据'引号\"", "数 据{a,b}", "issues"])
def test_a_folder_may_be_called_as_it_likes(ledger: Run, folder: Path, tmp_path: Path, name: str) -> None:
    house.build(folder)
    data = str(tmp_path / name)
    assert ledger("export", data, "--to", "parquet").returncode == 0
    done = ledger("sql", "--dataset", data, "--json", "select count(*) from issues")
    assert json.loads(done.stdout)["rows"] == [[5]]


def halved(path: Path) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def scribbled(path: Path) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[:20] + b"\xff" * 40 + whole[60:])


@pytest.mark.parametrize("broken", [halved, emptied, scribbled])
def test_a_damaged_file_is_named(ledger: Run, columns: Path, broken: Callable[[Path], None]) -> None:
    path = min((columns / "issues").rglob("*.parquet"))
    broken(path)
    done = ledger("sql", "--dataset", str(columns), "select * from issues where title <> ''")
    assert done.returncode == 5
    assert str(path) in done.stderr
    assert "Traceback" not in done.stderr


def test_what_can_be_answered_without_the_damaged_file_is(ledger: Run, columns: Path) -> None:
    emptied(min((columns / "issues").rglob("*.parquet")))
    done = ledger("sql", "--dataset", str(columns), "--json", "select count(*) from units")
    assert json.loads(done.stdout)["rows"] == [[5]]


@pytest.mark.parametrize("said", ["form: 2-0123abcd\n", "别的程序写的\n"])
def test_a_dataset_of_another_version_is_left_alone(ledger: Run, columns: Path, said: str) -> None:
    (columns / ".ledger-dataset").write_text(said, "utf-8")
    before = house.contents(columns)
    for call in (("sql", "--dataset", str(columns), "select 1"), ("export", str(columns), "--to", "parquet")):
        done = ledger(*call)
        assert done.returncode == 5
        assert "版本" in done.stderr
    assert house.contents(columns) == before


def test_files_of_columns_that_somebody_else_made_are_no_dataset(ledger: Run, columns: Path) -> None:
    (columns / ".ledger-dataset").unlink()
    assert ledger("sql", "--dataset", str(columns), "select 1").returncode == 3


VALUES = """select 0.1::decimal(38, 9), 3::decimal(38, 9), 123456789012345.123456789::decimal(38, 9), null,
    ['a', null], {'a': 1.5}, date '2026-05-31', true, 'nan'::double, '', 9223372036854775807::hugeint + 1,
    timestamptz '2026-05-31 01:00:00+00', time '10:00', 'x'::blob, []"""


def test_values_are_told_as_programs_and_people_read_them(ledger: Run, folder: Path) -> None:
    """A number that a program would round when it reads it stays a text."""
    house.build(folder)
    assert json.loads(ledger("sql", "--json", VALUES).stdout)["rows"] == [
        [0.1, 3, "123456789012345.123456789", None, ["a", None], {"a": 1.5}, "2026-05-31", True, "nan", "",
         9223372036854775808, "2026-05-31T09:00:00+08:00", "10:00:00", "78", []],
    ]  # fmt: skip
    told = ledger("sql", VALUES).stdout.splitlines()[1].split()
    assert told == [
        "0.1", "3", "123456789012345.123456789", "a、", "a=1.5", "2026-05-31", "true", "nan",
        "9223372036854775808", "2026-05-31T09:00:00+08:00", "10:00:00", "78",
    ]  # fmt: skip


@pytest.mark.parametrize("room", [80, 200])
def test_a_wide_answer_is_whole_in_any_room(
    columns: Path, folder: Path, environment: dict[str, str], room: int
) -> None:
    question = "select * from issues where id = 'ISSUE-001'"
    code, shown = at_a_terminal(folder, environment, "sql", "--dataset", str(columns), question, columns=room)
    assert code == 0
    joined = "".join(shown.split())
    assert all(word in joined for word in ("红旗河水质超标", "红旗河两岸有17个直排口，水体发黑发臭。", "2026-01-04"))


QUESTIONS = (
    "SELECT 7 / 2, 7::numeric / 2, -7 / 2",
    "SELECT DISTINCT region FROM ledger.issues ORDER BY region",
    "SELECT DISTINCT region FROM ledger.issues ORDER BY region DESC",
    "SELECT id FROM ledger.issues WHERE title LIKE '红旗河%' OR region IS NULL ORDER BY id",
    "SELECT ledger, title, unit, issues FROM ledger.ledgers",
    "SELECT id, standing, days_late FROM ledger.on_day('2026-05-20') ORDER BY id",
    "SELECT round, count(*) FROM ledger.issues GROUP BY round ORDER BY round",
    "SELECT section, key, part, whole, percent FROM ledger.statistics('2026-05-20') ORDER BY section, key",
    "SELECT * FROM ledger.overdue_by_month('2026-01-01', '2026-05-20') ORDER BY province, month",
    "SELECT label, standing_overdue, average_days_late FROM ledger.figures_by_units('2026-05-20') ORDER BY label",
    "SELECT * FROM ledger.amounts('2026-05-20') ORDER BY book, name",
    *(f"SELECT * FROM ledger.overdue_by_{key}('2026-05-20') ORDER BY label" for key in ("provinces", "fields")),
    "SELECT u.name FROM ledger.units u JOIN ledger.plans p ON u.name = ANY(p.responsible_units) ORDER BY u.name",
)


@needs_postgres
def test_one_question_has_one_answer_in_a_database_a_dataset_and_the_ledger(
    ledger: Run, columns: Path, postgres: Server
) -> None:
    pytest.importorskip("psycopg", reason="not on this machine: psycopg")
    database = postgres.database()
    assert ledger("publish", postgres.url(database)).returncode == 0
    with postgres.connection(database) as connection:
        for question in QUESTIONS:
            found = connection.execute(question).fetchall()  # type: ignore[call-overload]  # ours
            expected = json.loads(json.dumps([list(row) for row in found], default=_as_json))
            for more in ((), ("--dataset", str(columns))):
                done = ledger("sql", *more, "--json", question)
                assert done.returncode == 0, done.stderr
                assert json.loads(done.stdout)["rows"] == expected, question


def _as_json(value: object) -> object:
    return value.isoformat() if hasattr(value, "isoformat") else float(str(value))


def test_reading_the_ledger_is_told_issue_by_issue(folder: Path) -> None:
    house.build(folder)
    moment = datetime(2026, 5, 20, tzinfo=UTC)
    heard = Heard()
    with meter.heard_by(heard):
        acts.of_ledger("select 1", Desk(workspace.find(folder), moment.date(), moment))
    reading = heard.told[: heard.told.index("end")]
    assert reading[:2] == ["issues", 5]
    assert sum(int(step) for step in reading[2:]) == 5
    assert "answering" in heard.told


ENDLESS = "select count(*) from range(1000000) a, range(1000000) b, range(1000) c where a.range + b.range = c.range"


def test_a_long_question_shows_that_it_goes_on_and_is_ended_by_the_keyboard(
    folder: Path, environment: dict[str, str]
) -> None:
    house.build(folder)
    mine, theirs = pty.openpty()
    env = {**environment, "TERM": "xterm-256color", "COLUMNS": "110", "LINES": "50"}
    running = subprocess.Popen(
        [sys.executable, "-m", "ledger", "sql", ENDLESS],
        cwd=folder,
        env=env,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    shown = b""
    while "查询".encode() not in shown:
        shown += os.read(mine, 4096)
    running.send_signal(signal.SIGINT)
    code = running.wait(timeout=60)
    os.set_blocking(mine, False)
    with os.fdopen(mine, "rb", buffering=0) as left:
        try:
            while piece := left.read(4096):
                shown += piece
        except OSError:  # how Linux says that the other side is closed
            pass
    assert code == 130
    assert b"Traceback" not in shown


def test_a_reader_that_leaves_early_is_no_fault(folder: Path, environment: dict[str, str]) -> None:
    house.build(folder)
    call = f"{sys.executable} -m ledger sql 'select * from range(300000)' | head -n 2"
    done = subprocess.run(
        ["sh", "-c", call], cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout == "range\n0\n"
    assert done.stderr == ""


@pytest.mark.parametrize(
    ("missing", "call"),
    [
        ("duckdb", ("sql", "select 1")),
        ("pyarrow", ("sql", "select 1")),
        ("pyarrow", ("export", "数据", "--to", "parquet")),
    ],
)
def test_what_is_to_be_installed_is_told(
    folder: Path, environment: dict[str, str], tmp_path: Path, missing: str, call: tuple[str, ...]
) -> None:
    """As where it was never installed: the first module of that name says that there is none."""
    house.build(folder)
    none = tmp_path / "none"
    house.put(none / f"{missing}.py", f"raise ModuleNotFoundError('none', name={missing!r})".encode())
    done = subprocess.run(
        [sys.executable, "-m", "ledger", *call],
        cwd=folder,
        env={**environment, "PYTHONPATH": f"{none}{os.pathsep}{environment['PYTHONPATH']}"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 7
    assert "pip install 'rectification-ledger[parquet]'" in done.stderr
    assert "Traceback" not in done.stderr
