"""Several processes at one kind of work: in order, none lost without a word, none left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from ledger.store import crew

WAITING = """
import sys, time
from pathlib import Path
from ledger.store import crew

def stays(name):
    Path(name).touch()
    while True:
        time.sleep(3600)

print("begun", flush=True)
for _ in crew.each(stays, str, sys.argv[1:], 2):
    pass
"""


def squared(number: int) -> int:
    return number * number


def deadly(number: int) -> int:
    if number == 1:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def refused(number: int) -> int:
    raise ValueError(number)


def test_what_they_give_comes_in_the_order_of_what_they_were_given() -> None:
    assert list(crew.each(squared, squared, range(40), 3)) == [one * one for one in range(40)]


def test_they_are_other_processes_than_this_one() -> None:
    found = set(crew.each(_who, _who, range(8), 2))
    assert os.getpid() not in found
    assert len(found) <= 2


def _who(_: int) -> int:
    return os.getpid()


def test_what_a_dead_process_was_at_is_told_as_lost() -> None:
    assert list(crew.each(deadly, lambda _: -1, range(6), 2)) == [0, -1, 2, 3, 4, 5]


def test_an_error_comes_to_whoever_asked() -> None:
    with pytest.raises(ValueError, match="5"):
        list(crew.each(refused, refused, [5, 6], 2))


@pytest.mark.skipif(sys.platform != "linux", reason="signals as Linux has them")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_they_end_with_the_process_that_began_them(tmp_path: Path, how: signal.Signals) -> None:
    names = [tmp_path / "first", tmp_path / "second"]
    parent = subprocess.Popen([sys.executable, "-c", WAITING, *map(str, names)], stdout=subprocess.PIPE)
    assert parent.stdout is not None
    assert parent.stdout.readline() == b"begun\n"
    while not all(name.exists() for name in names):
        pass
    parent.send_signal(how)
    parent.wait()
    assert parent.stdout.read() == b""  # the pipe ends when the last of them is gone
    parent.stdout.close()
