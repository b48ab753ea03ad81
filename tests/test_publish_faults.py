"""Whatever fails while a ledger is published, a reader finds the old state or the new; the next run mends it."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

pytest.importorskip("psycopg", reason="not on this machine: psycopg")

import build
import house
from ledger.errors import MachineError
from ledger.model.relations import Given
from ledger.model.spans import spans
from ledger.store import server as servers
from ledger.store.emitting import Fresh
from ledger.store.publishing import Publication
from postgres import Server, needs_postgres, running

Run = Callable[..., "subprocess.CompletedProcess[str]"]
State = list[tuple[object, ...]]
pytestmark = needs_postgres
EVERYTHING = """
    SELECT 'i', ledger, uid, title, digest, gone_at IS NULL FROM ledger.issues
    UNION ALL SELECT 'm', ledger, uid || key, text, digest, gone_at IS NULL FROM ledger.measures
    UNION ALL SELECT 's', ledger, uid || key, move, digest, gone_at IS NULL FROM ledger.steps
    UNION ALL SELECT 'd', ledger, uid || since, standing, digest, gone_at IS NULL FROM ledger.standings
    UNION ALL SELECT 'l', ledger, title, issues::text, digest, true FROM ledger.ledgers ORDER BY 1, 2, 3
"""


def state(server: Server, database: str) -> State:
    with server.connection(database) as connection:
        return connection.execute(EVERYTHING).fetchall()


def renamed(folder: Path, to: str) -> None:
    """Every issue of a ledger says something else."""
    for path in (folder / "issues").rglob("*.yaml"):
        lines = path.read_text("utf-8").splitlines(keepends=True)
        path.write_text("".join(f"title: {to}\n" if one.startswith("title:") else one for one in lines), "utf-8")


@pytest.fixture
def own_server() -> Iterator[Server]:
    """A server that a test may kill."""
    with running() as server:
        server.prepare()
        yield server


def given(number: int) -> Fresh:
    issue = build.issue().model_copy(update={"id": f"ISSUE-{number:03d}", "uid": f"uid-{number:08d}"})
    return Fresh(
        Given(issue, build.OFFICE, f"issues/{issue.id}.yaml", spans((issue,), build.OFFICE)[issue.id]), str(number)
    )


def test_a_server_killed_in_the_midst_has_the_old_state(own_server: Server) -> None:
    name = own_server.database()
    address = servers.address(own_server.url(name))

    def batches() -> Iterator[list[Fresh]]:
        yield [given(1), given(2)]
        own_server.kill()
        yield [given(3)]

    with contextlib.suppress(Exception), servers.connected(address) as connection:
        publication = Publication(connection, "某县", datetime.now(UTC))

        def work() -> None:
            publication.begin()
            publication.put(batches(), (), None, anew=True)

        with pytest.raises(MachineError, match=r"publish\.failed"):
            servers.transact(connection, work)
    own_server.start()
    assert state(own_server, name) == []


def test_the_next_run_mends_what_a_killed_server_left(own_server: Server, ledger: Run, folder: Path) -> None:
    house.build(folder)
    name = own_server.database()
    ledger("publish", own_server.url(name))
    before = state(own_server, name)
    own_server.kill()
    assert ledger("publish", own_server.url(name)).returncode == 7
    own_server.start()
    assert state(own_server, name) == before
    renamed(folder, "另一个名称")
    assert ledger("publish", own_server.url(name)).returncode == 0
    assert {row[3] for row in state(own_server, name) if row[0] == "i"} == {"另一个名称"}


class Cut:
    """A way to the server that is cut once so many bytes went by: to it, or back. `then` is done at once."""

    def __init__(self, server: Server, *, after: int, then: Callable[[], None] = lambda: None) -> None:
        self._then = [then]
        self.done = threading.Event()
        """That it is cut, and what is done then."""
        self.folder = Path(tempfile.mkdtemp(prefix="cut-"))
        self._left = after
        self.passed = 0
        self._to = server.folder / ".s.PGSQL.5432"
        self._listening = socket.socket(socket.AF_UNIX)
        self._listening.bind(str(self.folder / ".s.PGSQL.5432"))
        self._listening.listen()
        self._lock = threading.Lock()
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        with contextlib.suppress(OSError), self._listening:
            while True:
                here, _ = self._listening.accept()
                there = socket.socket(socket.AF_UNIX)
                try:
                    there.connect(str(self._to))
                except OSError:
                    here.close()
                    there.close()
                    continue
                for one, other in ((here, there), (there, here)):
                    threading.Thread(target=self._pass, args=(one, other), daemon=True).start()

    def _pass(self, one: socket.socket, other: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := one.recv(4096):
                with self._lock:
                    some = data[: self._left]
                    self._left -= len(some)
                    self.passed += len(some)
                other.sendall(some)
                if len(some) < len(data):
                    with self._lock:
                        todo, self._then = self._then, []
                    for act in todo:
                        act()
                        self.done.set()
                    break
        for end in (one, other):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        one.close()

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        shutil.rmtree(self.folder, ignore_errors=True)


def test_a_connection_cut_anywhere_leaves_the_old_state_or_the_new_one(
    postgres: Server, ledger: Run, folder: Path
) -> None:
    house.build(folder)
    name = postgres.database()
    ledger("publish", postgres.url(name), f"某县={folder}")
    before = state(postgres, name)
    renamed(folder, "另一个名称")
    whole = Cut(postgres, after=1 << 30)
    other = postgres.database()
    ledger("publish", postgres.url(other), f"某县={folder}")
    expected = [row for row in state(postgres, other) if row[0] == "i"]
    found = set[str]()
    sizes = _bytes_of_a_run(whole, ledger, folder, name)
    for cut_at in [*range(0, sizes, sizes // 24), *range(sizes - 240, sizes + 40, 20)]:
        _undo(ledger, folder, name, postgres, before)
        way = Cut(postgres, after=cut_at)
        done = ledger("publish", f"postgresql://ledger@/{name}?host={way.folder}", f"某县={folder}")
        way.close()
        now = state(postgres, name)
        issues = [row for row in now if row[0] == "i"]
        is_new = {row[3] for row in issues} == {"另一个名称"}
        assert is_new or now == before, cut_at
        assert is_new or done.returncode == 7, (cut_at, done.stderr)
        found.add("new" if is_new else "old")
        assert ledger("publish", postgres.url(name), f"某县={folder}").returncode == 0
        assert [row for row in state(postgres, name) if row[0] == "i"] == expected
    assert found == {"old", "new"}
    whole.close()


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9, 0.97])
def test_a_server_killed_while_a_ledger_is_published_again(
    own_server: Server, ledger: Run, folder: Path, share: float
) -> None:
    house.build(folder)
    name, other = own_server.database(), own_server.database()
    ledger("publish", own_server.url(name), f"某县={folder}")
    ledger("publish", own_server.url(other), f"某县={folder}")
    before = state(own_server, name)
    renamed(folder, "另一个名称")
    whole = Cut(own_server, after=1 << 30)
    sizes = _bytes_of_a_run(whole, ledger, folder, other)
    whole.close()
    way = Cut(own_server, after=int(sizes * share), then=own_server.kill)
    done = ledger("publish", f"postgresql://ledger@/{name}?host={way.folder}", f"某县={folder}")
    assert way.done.wait(60)
    way.close()
    assert done.returncode == 7, done.stderr
    own_server.start()
    assert state(own_server, name) == before
    assert ledger("publish", own_server.url(name), f"某县={folder}").returncode == 0
    assert state(own_server, name) == state(own_server, other)


def _bytes_of_a_run(way: Cut, ledger: Run, folder: Path, name: str) -> int:
    assert ledger("publish", f"postgresql://ledger@/{name}?host={way.folder}", f"某县={folder}").returncode == 0
    return way.passed


def _undo(ledger: Run, folder: Path, name: str, postgres: Server, before: State) -> None:
    """What was published first is published again, and the folder then says the other thing."""
    house.build(folder)
    assert ledger("publish", postgres.url(name), f"某县={folder}").returncode == 0
    assert state(postgres, name) == before
    renamed(folder, "另一个名称")


@pytest.mark.skipif(os.geteuid() != 0 or sys.platform != "linux", reason="a small disk is mounted by root alone")
def test_a_full_disk_is_told_and_changes_nothing(postgres: Server, ledger: Run, folder: Path) -> None:
    house.build(folder)
    disk = Path(tempfile.mkdtemp(prefix="disk-"))
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=96m", "tmpfs", str(disk)], check=True)
    name = f"small_{os.getpid()}"
    try:
        place = disk / "place"
        place.mkdir()
        shutil.chown(place, "nobody")
        with postgres.connection("postgres") as connection:
            connection.execute(f"CREATE TABLESPACE {name} LOCATION '{place}'")
            connection.execute(f"CREATE DATABASE {name} TEMPLATE prepared TABLESPACE {name}")
        ledger("publish", postgres.url(name))
        before = state(postgres, name)
        for number in range(100, 700):
            text = house.LATE.replace("ISSUE-001", f"ISSUE-{number}").replace("-0001-", f"-{number:04d}-")
            (folder / f"issues/ISSUE-{number}.yaml").write_text(text, "utf-8")
        with (disk / "filler").open("wb") as filler:
            filler.write(b"\0" * (shutil.disk_usage(disk).free - 200_000))
        done = ledger("publish", postgres.url(name))
        assert done.returncode == 7, done.stderr
        assert "No space left on device" in done.stderr
        assert state(postgres, name) == before
        (disk / "filler").unlink()
        assert ledger("publish", postgres.url(name)).returncode == 0
        assert len([row for row in state(postgres, name) if row[0] == "i"]) == 605
    finally:
        with postgres.connection("postgres") as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
            connection.execute(f"DROP TABLESPACE IF EXISTS {name}")
        subprocess.run(["umount", str(disk)], check=True)


def test_two_publishers_of_one_ledger_end_with_what_one_of_them_has(
    postgres: Server, environment: dict[str, str], folder: Path, tmp_path: Path
) -> None:
    house.build(folder)
    other = house.build(tmp_path / "other")
    renamed(other, "那边的")
    name = postgres.database()
    calls = [
        [sys.executable, "-m", "ledger", "publish", postgres.url(name), f"某县={place}"]
        for place in (folder, other) * 4
    ]
    running_now = [
        subprocess.Popen(call, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for call in calls
    ]
    said = [one.communicate() for one in running_now]
    assert {one.returncode for one in running_now} == {0}, said
    titles = {row[3] for row in state(postgres, name) if row[0] == "i"}
    assert titles == {"那边的"} or "那边的" not in titles
    assert len([row for row in state(postgres, name) if row[0] == "i"]) == 5


def test_publishers_that_make_the_tables_at_once_all_succeed(
    postgres: Server, environment: dict[str, str], folder: Path
) -> None:
    house.build(folder)
    name = postgres.database(empty=True)
    calls = [
        [sys.executable, "-m", "ledger", "publish", postgres.url(name), f"{place}={folder}"]
        for place in ("甲县", "乙县", "丙县", "丁县")
    ]
    running_now = [
        subprocess.Popen(call, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for call in calls
    ]
    said = [one.communicate() for one in running_now]
    assert {one.returncode for one in running_now} == {0}, said
    assert len([row for row in state(postgres, name) if row[0] == "i"]) == 20
