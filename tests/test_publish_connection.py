"""The way to the database: what is refused of it, said of it, and done where it is lost."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

pytest.importorskip("psycopg", reason="not on this machine: psycopg")

import house
from ledger.actions import publish as acts
from ledger.errors import ConflictError, MachineError
from ledger.store import server as servers
from ledger.store.line import Line
from postgres import Server, needs_postgres, running

Run = Callable[..., "subprocess.CompletedProcess[str]"]
pytestmark = needs_postgres


def ledgers(*words: str, url: str, pause: Callable[[float], None] = time.sleep) -> Iterator[acts.Published]:
    return acts.publish(url, words, acts.Order(datetime.now(UTC)), pause)


@pytest.fixture
def own_server() -> Iterator[Server]:
    """A server that a test may kill."""
    with running() as server:
        server.prepare()
        yield server


@pytest.mark.parametrize("encoding", ["GBK", "LATIN1", "SQL_ASCII"])
def test_what_the_environment_says_of_encodings_does_not_matter(
    ledger: Run, folder: Path, postgres: Server, encoding: str
) -> None:
    house.build(folder)
    path = folder / "issues/ISSUE-001.yaml"
    path.write_text(path.read_text("utf-8").replace("红旗河水质超标", "红旗㐀😀河"), "utf-8")
    name = postgres.database()
    done = ledger("publish", postgres.url(name), env={"PGCLIENTENCODING": encoding})
    assert done.returncode == 0, done.stderr
    assert postgres.rows(name, "SELECT title FROM ledger.issues WHERE id = 'ISSUE-001'") == [("红旗㐀😀河",)]


@pytest.mark.parametrize("encoding", ["SQL_ASCII", "LATIN1", "EUC_CN"])
def test_a_database_that_cannot_hold_every_sign_is_refused(
    ledger: Run, folder: Path, postgres: Server, encoding: str
) -> None:
    house.build(folder)
    name = f"in_{encoding.lower()}"
    with postgres.connection("postgres") as connection:
        connection.execute(f"CREATE DATABASE {name} ENCODING '{encoding}' TEMPLATE template0")  # type: ignore[call-overload]  # of ours
    done = ledger("publish", postgres.url(name))
    assert done.returncode == 7
    assert encoding in done.stderr
    assert "ENCODING 'UTF8' TEMPLATE template0" in done.stderr


@pytest.mark.parametrize("made", ["TABLE ledger.issues (x int)", "TABLE ledger.versions (x int)"])
def test_tables_of_others_are_told_at_once_and_left_alone(
    ledger: Run, folder: Path, postgres: Server, made: str
) -> None:
    house.build(folder)
    name = postgres.database(empty=True)
    with postgres.connection(name) as connection:
        connection.execute("CREATE SCHEMA ledger")
        connection.execute(f"CREATE {made}")  # type: ignore[call-overload]  # of ours
    done = ledger("publish", postgres.url(name))
    assert done.returncode == 6
    assert made.split()[1] in done.stderr
    assert "不是 ledger 建的" in done.stderr
    assert len(postgres.rows(name, "SELECT FROM pg_class WHERE relnamespace = 'ledger'::regnamespace")) == 1


@pytest.mark.parametrize(
    ("setting", "kind", "key", "often"),
    [("lock_timeout", ConflictError, "locked", servers.TRIES), ("statement_timeout", MachineError, "cancelled", 1)],
)
def test_whoever_waits_too_long_for_another_publisher_is_told_so(
    folder: Path, postgres: Server, setting: str, kind: type[Exception], key: str, often: int
) -> None:
    house.build(folder)
    name = postgres.database()
    pauses: list[float] = []
    url = f"{postgres.url(name)}&options=-c%20{setting}%3D50ms"
    assert [one.outcome for one in ledgers(f"甲县={folder}", url=url)] == ["first"]
    with postgres.connection(name) as other, other.transaction():
        other.execute("SELECT FROM ledger.ledgers WHERE ledger = '甲县' FOR UPDATE")
        (found,) = ledgers(f"甲县={folder}", url=url, pause=pauses.append)
    assert isinstance(found.error, kind)
    assert found.error.what.key == f"publish.{key}"
    assert len(pauses) == often - 1


def test_a_text_that_no_database_holds_is_told_with_its_issue(ledger: Run, folder: Path, postgres: Server) -> None:
    house.build(folder)
    name = postgres.database()
    for written in ('"红旗\\0河"', '"红旗\\ud800河"'):
        path = folder / "issues/ISSUE-001.yaml"
        path.write_text(house.LATE.replace("红旗河水质超标", written), "utf-8")
        done = ledger("publish", postgres.url(name))
        assert done.returncode == 5
        assert "issues/ISSUE-001.yaml:4" in done.stderr


def test_after_a_lost_connection_the_rest_goes_by_a_new_one(postgres: Server, folder: Path) -> None:
    house.build(folder)
    name = postgres.database()
    found = []
    for one in ledgers(f"甲={folder}", f"乙={folder}", f"丙={folder}", url=postgres.url(name)):
        found.append(one.outcome)
        with postgres.connection("postgres") as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = %s AND application_name = 'ledger publish'",
                (name,),
            )
    assert found == ["first"] * 3


def test_a_server_that_comes_back_meanwhile_gets_what_is_left(own_server: Server, folder: Path) -> None:
    house.build(folder)
    name = own_server.database()
    place = servers.address(own_server.url(name))

    def pause(_: float) -> None:
        own_server.start()

    with Line(place, pause) as line:
        line.transact(lambda connection: connection.execute("INSERT INTO ledger.ledgers (ledger) VALUES ('甲')"))
        own_server.kill()
        with pytest.raises(MachineError, match=r"publish\.failed"):
            line.transact(lambda connection: connection.execute("INSERT INTO ledger.ledgers (ledger) VALUES ('乙')"))
        line.transact(lambda connection: connection.execute("INSERT INTO ledger.ledgers (ledger) VALUES ('丙')"))
    assert set(own_server.rows(name, "SELECT ledger FROM ledger.ledgers")) == {("甲",), ("丙",)}


def test_a_server_that_stays_away_is_looked_for_once(own_server: Server) -> None:
    pauses: list[float] = []
    with Line(servers.address(own_server.url(own_server.database())), pauses.append) as line:
        own_server.kill()
        with pytest.raises(MachineError, match=r"publish\.failed"):
            line.transact(lambda connection: connection.execute("SELECT 1"))
        for _ in range(2):
            with pytest.raises(MachineError, match=r"publish\.no-connection"):
                line.transact(lambda connection: connection.execute("SELECT 1"))
    assert len(pauses) == servers.TRIES - 1
    own_server.start()


def test_each_ledger_that_was_left_is_told_and_what_was_done_stays(own_server: Server, folder: Path) -> None:
    house.build(folder)
    name = own_server.database()
    pauses: list[float] = []
    going = ledgers(*(f"{one}={folder}" for one in "甲乙丙丁"), url=own_server.url(name), pause=pauses.append)
    assert next(going).outcome == "first"
    own_server.kill()
    left = list(going)
    assert [(one.name, one.outcome, one.error and one.error.exit_code) for one in left] == [
        (one, "failed", 7) for one in "乙丙丁"
    ]
    assert len(pauses) == servers.TRIES - 1, "the server is looked for once, not for every ledger"
    own_server.start()
    assert own_server.rows(name, "SELECT DISTINCT ledger FROM ledger.issues") == [("甲",)]


def test_a_call_ends_with_how_many_were_published(ledger: Run, folder: Path, postgres: Server, tmp_path: Path) -> None:
    house.build(folder)
    url = postgres.url(postgres.database())
    ledger("publish", url, f"甲={folder}")
    done = ledger("publish", url, f"甲={folder}", f"乙={folder}", f"丙={tmp_path / 'nowhere'}")
    assert done.stdout.splitlines()[-1] == "共 3 个台账：发布 1 个，没有改动 1 个，没有发布 1 个"


def test_a_failure_names_its_ledger_once_and_as_errors_are_told(
    ledger: Run, folder: Path, postgres: Server, tmp_path: Path
) -> None:
    house.build(folder)
    url = postgres.url(postgres.database())
    nowhere = str(tmp_path / "nowhere")
    broken = house.build(tmp_path / "broken")
    (broken / "issues/ISSUE-001.yaml").write_text("title: [", "utf-8")
    (told,) = (one for one in ledger("publish", url, nowhere).stderr.splitlines() if nowhere in one)
    assert told.startswith("错误：")
    assert told.count(nowhere) == 1
    first, *reasons = ledger("publish", url, f"甲县={broken}").stderr.splitlines()
    assert first == f"错误：甲县（{broken}）没有发布：有 1 个文件读不了（ledger validate 列出全部）"
    assert "issues/ISSUE-001.yaml" in reasons[0]
    first = ledger("publish", url, f"甲县={nowhere}").stderr.splitlines()[0]
    assert first.startswith("错误：甲县 没有发布：")
    assert first.count(nowhere) == 1


def test_another_ledger_of_the_name_is_named_once(ledger: Run, folder: Path, postgres: Server, tmp_path: Path) -> None:
    url = postgres.url(postgres.database())
    ledger("publish", url, f"甲县={house.build(folder)}")
    other = house.build(tmp_path / "other")
    for path in (other / "issues").rglob("*.yaml"):
        path.write_text(path.read_text("utf-8").replace("uid: 5b", "uid: 6b"), "utf-8")
    told = ledger("publish", url, f"甲县={other}").stderr
    assert told.startswith("错误：甲县 没有发布：库里这个名字是另一个台账")
    assert (told.count("甲县"), told.count(str(other))) == (1, 1)
