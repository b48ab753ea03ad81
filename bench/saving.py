"""What it costs that many issues written as one are on the disk when the command ends: `make bench-parts`.

10,000 files get new texts as `import` gives them (`store.batch`: staged, told in a journal, one `syncfs`, renamed), and
the same by a process in which every call that waits for the disk does nothing. They take turns, with the disk at rest
before each; here the clock counts, since the processor waits. Exit code 1 if the medians are more than `LIMIT` apart.

`bench/saving.py FOLDER TURN` and `bench/saving.py FOLDER TURN --unsafe` are the two processes that are measured.
"""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from measuring import Command, Probe, in_turns

from ledger.store import batch, files, flushing, locks

FILES = int(os.environ.get("FILES", "10000"))
TURNS = int(os.environ.get("TURNS", "5"))
LIMIT = 5.0
SAFE, UNSAFE = "durable", "without sync"
_LINE = "  - text: 排查沿河排口，建设支管网二公里，封堵直排口\n"


def text(number: int, turn: int) -> bytes:
    """An issue of about 90 lines, another one each turn."""
    return f"id: ISSUE-{number:03}\ntitle: 第{turn}次\nmeasures:\n{_LINE * 48}".encode()


def path(folder: Path, number: int) -> Path:
    return folder / f"issues/ISSUE-{number:03}.yaml"


def lay_out(folder: Path) -> None:
    (folder / "issues").mkdir(parents=True)
    for number in range(1, FILES + 1):
        path(folder, number).write_bytes(text(number, 0))


def save(folder: Path, turn: int) -> None:
    """All of them, as one."""
    changes = [
        batch.Change(path(folder, number), files.read_plain(path(folder, number)), text(number, turn))
        for number in range(1, FILES + 1)
    ]
    with locks.ledger(folder):
        batch.write_all(folder, changes)


def unsafely() -> None:
    """From here on nothing waits for the disk: what is written has got no further than the machine's memory."""

    @contextlib.contextmanager
    def at_once(*_: object) -> Iterator[bool]:
        yield False

    flushing.at_once = at_once
    os.fsync = lambda _descriptor: None


def main() -> int:
    """Print the figures; 1 if the limit is passed."""
    with tempfile.TemporaryDirectory(dir=os.environ.get("PLACE")) as place:
        probes = [probe(SAFE, Path(place, "safe")), probe(UNSAFE, Path(place, "unsafe"), "--unsafe")]
        measured = in_turns(probes, TURNS)
    for name, found in measured.items():
        print(f"{name:14} {found.middle.wall:6.2f} s by the clock, {found.middle.cpu:5.2f} s of the processor")
    ratio = measured[SAFE].middle.wall / measured[UNSAFE].middle.wall
    print(f"{FILES:,} files: {ratio:.1f} x by the clock (at most {LIMIT:.0f} x)")
    return int(ratio > LIMIT)


def probe(name: str, folder: Path, *words: str) -> Probe:
    """One of the two processes, in a ledger of its own; the disk is at rest when it begins."""
    lay_out(folder)
    command = [sys.executable, __file__, str(folder)]
    return Probe(
        name,
        lambda turn: Command((*command, str(turn + 1), *words), folder, dict(os.environ)),
        lambda _turn: os.sync(),
    )


if __name__ == "__main__":
    if len(sys.argv) == 1:
        sys.exit(main())
    if "--unsafe" in sys.argv:
        unsafely()
    save(Path(sys.argv[1]), int(sys.argv[2]))
