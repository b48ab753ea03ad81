"""One writer at a time: what is held, who is named, what a dead holder leaves, and drives that know no locks."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import house
from ledger.errors import ConflictError
from ledger.store import locks

Run = Callable[..., "subprocess.CompletedProcess[str]"]

DIES = """
import os, signal, sys
from pathlib import Path
from ledger.store import locks
with locks.{kind}: os.kill(os.getpid(), signal.SIGKILL)
"""


def die_holding(root: Path, kind: str) -> None:
    killed = subprocess.run([sys.executable, "-c", DIES.format(kind=kind), str(root)], check=False)
    assert killed.returncode == -9


def test_a_locked_ledger_names_who_holds_it(tmp_path: Path) -> None:
    """`flock` belongs to the open file, so a second holder in the same process waits like one in another."""
    with locks.ledger(tmp_path), pytest.raises(ConflictError) as refused, locks.ledger(tmp_path, seconds=0.1):
        raise AssertionError("two writers at once")
    assert refused.value.what.key == "conflict.locked"
    assert f"pid {os.getpid()} @ " in str(refused.value.what.fill["holder"])


def test_the_lock_is_free_again_after_a_failure_and_after_a_killed_writer(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), locks.ledger(tmp_path):
        raise ZeroDivisionError
    assert locks.told() == (), "who fails lets go like anybody else"
    die_holding(tmp_path, "ledger(Path(sys.argv[1]))")
    with locks.ledger(tmp_path, seconds=0.1):
        assert (tmp_path / ".ledger/lock").read_text("utf-8").startswith(f"pid {os.getpid()} @ ")
    assert (tmp_path / ".ledger/lock").read_bytes() == b"", "nobody is named who holds nothing"
    assert [one.key for one in locks.told()] == ["lock.taken-over"]


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
    assert [one.fill["lock"] for one in locks.told()] == ["ISSUE-001"]


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


def test_a_killed_writer_is_named_to_whoever_writes_next(ledger: Run, folder: Path) -> None:
    house.build(folder)
    die_holding(folder, "ledger(Path(sys.argv[1]))")
    first, second = ledger("new", "甲", "--as", "zhang"), ledger("new", "乙", "--as", "zhang")
    assert (first.returncode, second.returncode) == (0, 0)
    assert "上一个写入的程序（pid " in first.stderr
    assert "上一个写入的程序" not in second.stderr


@pytest.mark.skipif(shutil.which("strace") is None, reason="the drive without locks is made by strace")
@pytest.mark.parametrize("refusal", ["ENOLCK", "EOPNOTSUPP"])
def test_on_a_drive_without_locks_it_says_so_once_and_goes_on(folder: Path, refusal: str) -> None:
    house.build(folder)
    traced = ["strace", "-f", "-o", "/dev/null", "-e", "trace=flock", "-e", f"inject=flock:error={refusal}"]
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
