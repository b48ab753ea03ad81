"""One writer at a time: what is held, who is named, what a dead holder leaves, and drives that know no locks."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import house
from ledger.errors import ConflictError, say
from ledger.store import asides, locks

Run = Callable[..., "subprocess.CompletedProcess[str]"]

DIES = """
import os, signal, sys
from pathlib import Path
from ledger.store import asides, locks
with locks.{kind}: os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture(autouse=True)
def nothing_told() -> None:
    """What other tests of this process left to be told is not told here."""
    asides.told()


def die_holding(root: Path, kind: str) -> None:
    killed = subprocess.run([sys.executable, "-c", DIES.format(kind=kind), str(root)], check=False)
    assert killed.returncode == -9


def test_a_locked_ledger_names_who_holds_it(tmp_path: Path) -> None:
    """`flock` belongs to the open file, so a second holder in the same process waits like one in another."""
    with locks.ledger(tmp_path), pytest.raises(ConflictError) as refused, locks.ledger(tmp_path, seconds=0.1):
        raise AssertionError("two writers at once")
    me = f"pid {os.getpid()} @ {socket.gethostname()}"
    assert refused.value.what == say("conflict.locked", holder=me)


@pytest.mark.parametrize(("left", "holder"), [(b"", "?"), (b"\xff" * 300, "\ufffd" * 200)])
def test_who_holds_without_a_name_is_somebody(tmp_path: Path, left: bytes, holder: str) -> None:
    with locks.ledger(tmp_path):
        (tmp_path / ".ledger/lock").write_bytes(left)
        with pytest.raises(ConflictError) as refused, locks.ledger(tmp_path, seconds=0):
            raise AssertionError("two writers at once")
    assert refused.value.what == say("conflict.locked", holder=holder)


def test_whoever_waits_gets_the_lock_when_it_is_let_go(tmp_path: Path) -> None:
    def take() -> None:
        with locks.ledger(tmp_path):
            pass

    began = time.monotonic()
    with locks.ledger(tmp_path):
        waits = threading.Thread(target=take)
        waits.start()
        waits.join(0.2)
        assert waits.is_alive()
    waits.join()
    assert time.monotonic() - began < locks.LOCK_SECONDS / 2, "soon, and not at the end of its patience"


def test_numbers_and_what_was_told_are_locked_each_by_itself(tmp_path: Path) -> None:
    common, file = tmp_path / "common", tmp_path / "state" / "told.json"
    with locks.numbers(common), locks.memory(file, 0.1), locks.ledger(tmp_path, seconds=0.1):
        assert (common / "lock").read_bytes() != b""
        assert (file.parent / "told.json.lock").exists()
        with pytest.raises(ConflictError), locks.numbers(common, seconds=0.1):
            raise AssertionError("one number twice")
        with pytest.raises(ConflictError) as busy, locks.memory(file, 0.1):
            raise AssertionError("told twice")
    assert busy.value.what.key == "notify.busy"
    assert (common / "lock").read_bytes() == b"", "it stays, and names nobody"
    assert (tmp_path / ".ledger/lock").exists(), "so does the ledger's own"
    assert not (file.parent / "told.json.lock").exists(), "it goes with whoever held it"
    with locks.numbers(common), locks.memory(file, 0.1):
        pass


def test_the_lock_is_free_again_after_a_failure_and_after_a_killed_writer(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), locks.ledger(tmp_path):
        raise ZeroDivisionError
    assert asides.told() == (), "who fails lets go like anybody else"
    die_holding(tmp_path, "ledger(Path(sys.argv[1]))")
    with locks.ledger(tmp_path, seconds=0.1):
        assert (tmp_path / ".ledger/lock").read_text("utf-8").startswith(f"pid {os.getpid()} @ ")
    assert (tmp_path / ".ledger/lock").read_bytes() == b"", "nobody is named who holds nothing"
    assert [one.key for one in asides.told()] == ["lock.taken-over"]


def test_two_issues_are_changed_at_once_and_one_is_not(tmp_path: Path) -> None:
    with locks.issues(tmp_path, ["ISSUE-001"]):
        with locks.issues(tmp_path, ["ISSUE-002"], seconds=0.1), locks.ledger(tmp_path, seconds=0.1):
            pass
        with pytest.raises(ConflictError), locks.issues(tmp_path, ["ISSUE-002", "ISSUE-001"], seconds=0.1):
            raise AssertionError("two writers at once")
        with locks.issues(tmp_path, ["ISSUE-002"], seconds=0.1):
            assert sorted(path.name for path in (tmp_path / ".ledger/locks").iterdir()) == ["ISSUE-001", "ISSUE-002"]
    assert not list((tmp_path / ".ledger/locks").iterdir()), "nothing is left where nobody writes"


def test_what_a_killed_writer_left_is_taken_over_or_swept_away(tmp_path: Path) -> None:
    die_holding(tmp_path, "issues(Path(sys.argv[1]), ['ISSUE-001', 'ISSUE-002'])")
    with locks.issues(tmp_path, ["ISSUE-001"], seconds=0.1):
        pass
    assert not list((tmp_path / ".ledger/locks").iterdir()), "the other one too: nobody holds it"
    (told,) = asides.told()
    assert (told.key, told.fill["lock"]) == ("lock.taken-over", "ISSUE-001")
    assert str(told.fill["holder"]).endswith(f" @ {socket.gethostname()}")
    assert asides.told() == (), "each thing once"


def test_many_who_want_the_same_issues_in_any_order_all_get_them(tmp_path: Path) -> None:
    """Each adds one to both counts, which only holds if nobody else does so at the same time."""
    counts = [tmp_path / "one", tmp_path / "two"]
    for path in counts:
        path.write_text("0", "utf-8")

    def add(names: list[str]) -> None:
        for _ in range(10):
            with locks.issues(tmp_path, names):
                for path in counts:
                    path.write_text(str(int(path.read_text("utf-8")) + 1), "utf-8")

    orders = [["ISSUE-001", "ISSUE-002"], ["ISSUE-002", "ISSUE-001"]] * 3
    threads = [threading.Thread(target=add, args=(names,)) for names in orders]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert [path.read_text("utf-8") for path in counts] == ["60", "60"]


@pytest.mark.parametrize("refusal", [errno.ENOLCK, errno.EOPNOTSUPP])
def test_where_a_drive_knows_no_locks_the_work_goes_on_and_it_is_told_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refusal: int
) -> None:
    def no_locks(*_: int) -> None:
        raise OSError(refusal, os.strerror(refusal))

    monkeypatch.setattr(fcntl, "flock", no_locks)
    with locks.ledger(tmp_path), locks.issues(tmp_path, ["ISSUE-001"]):
        pass
    assert asides.told() == (say("lock.none", folder=str(tmp_path / ".ledger")),)


def test_a_lock_that_fails_otherwise_is_a_failure_of_the_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: int) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(fcntl, "flock", broken)
    with pytest.raises(OSError, match=os.strerror(errno.EIO)), locks.ledger(tmp_path):
        raise AssertionError("nobody knows whether it is held")
    assert asides.told() == ()


def test_a_lock_whose_file_the_holder_before_took_away_is_asked_for_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever has the file open by then would hold a lock that nobody else ever sees."""
    flock, path = fcntl.flock, tmp_path / ".ledger/locks/ISSUE-001"
    taken_away: list[Path] = []

    def late(descriptor: int, how: int) -> None:
        if not taken_away:
            path.unlink()
            taken_away.append(path)
        flock(descriptor, how)

    monkeypatch.setattr(fcntl, "flock", late)
    with locks.issues(tmp_path, ["ISSUE-001"]):
        assert path.read_text("utf-8") == f"pid {os.getpid()} @ {socket.gethostname()}"
        with pytest.raises(ConflictError), locks.issues(tmp_path, ["ISSUE-001"], seconds=0):
            raise AssertionError("two writers at once")


def test_on_windows_the_name_goes_after_the_file_is_closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """There nobody removes a file that is open."""
    unlink, closed = os.unlink, list[bool]()
    with locks.issues(tmp_path, ["ISSUE-001"]):
        held = (tmp_path / ".ledger/locks/ISSUE-001").stat()

        def unlinking(path: Path) -> None:
            closed.append(not any(os.path.samestat(held, one) for one in opened()))
            unlink(path)

        monkeypatch.setattr(sys, "platform", "win32")
        monkeypatch.setattr(os, "unlink", unlinking)
    assert closed == [True]
    assert not list((tmp_path / ".ledger/locks").iterdir())


@pytest.mark.parametrize("platform", ["linux", "win32"])
def test_a_lock_that_cannot_be_let_go_neatly_undoes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, platform: str
) -> None:
    flock = fcntl.flock

    def stuck(descriptor: int, how: int) -> None:
        if how == fcntl.LOCK_UN:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        flock(descriptor, how)

    def held(path: Path) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))

    with monkeypatch.context() as patch, locks.issues(tmp_path, ["ISSUE-001"]):
        patch.setattr(sys, "platform", platform)
        patch.setattr(fcntl, "flock", stuck)
        patch.setattr(os, "unlink", held)
    assert (tmp_path / ".ledger/locks/ISSUE-001").read_bytes() == b""
    with locks.issues(tmp_path, ["ISSUE-001"], seconds=0):
        pass


def opened() -> Iterator[os.stat_result]:
    """The files that this process has open."""
    for one in Path("/proc/self/fd").iterdir():
        with contextlib.suppress(OSError):
            yield os.fstat(int(one.name))


def test_a_killed_writer_is_named_to_whoever_writes_next(ledger: Run, folder: Path) -> None:
    house.build(folder)
    die_holding(folder, "ledger(Path(sys.argv[1]))")
    first, second = ledger("new", "甲", "--as", "zhang"), ledger("new", "乙", "--as", "zhang")
    assert (first.returncode, second.returncode) == (0, 0)
    assert "上一个写入的程序（pid " in first.stderr
    assert "上一个写入的程序" not in second.stderr


@pytest.mark.skipif(shutil.which("strace") is None, reason="the drive without locks is made by strace")
def test_on_a_drive_without_locks_it_says_so_once_and_goes_on(folder: Path) -> None:
    house.build(folder)
    traced = ["strace", "-f", "-o", "/dev/null", "-e", "trace=flock", "-e", "inject=flock:error=ENOLCK"]
    environment = {**os.environ, "LEDGER_DIR": str(folder), "LEDGER_LANG": "zh", "LEDGER_USER": "zhang"}
    done = subprocess.run(
        [*traced, sys.executable, "-m", "ledger", "new", "新问题"],
        env=environment, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("不支持文件锁") == 1
    assert (folder / "issues" / f"{done.stdout.split()[0]}.yaml").exists()


def test_an_edit_of_one_issue_does_not_wait_for_somebody_at_another(ledger: Run, folder: Path) -> None:
    house.build(folder)
    with locks.issues(folder, ["ISSUE-001"]):
        began = time.monotonic()
        done = ledger("edit", "ISSUE-002", "--set", "title=改过", "--as", "zhang", "--reason", "更正")
        assert done.returncode != 6, done.stderr
        assert time.monotonic() - began < locks.LOCK_SECONDS
