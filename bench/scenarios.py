"""What people ask of `ledger`, as probes over two ledgers of one size.

`still` is never changed, so what reads it is warm; `moving` is changed before every question that is about a change.
Nothing here knows how the program remembers: it runs the command that users run, with a home of its own. Taken away
for a cold start are the two places where the program says that it keeps what it remembers.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import own
import repository
from measuring import Command, Probe, ProbeFailedError, run

DROP = Path("/proc/sys/vm/drop_caches")
"""Where Linux lets root forget what it has read from the disk."""
OLD_ENOUGH = 2.1
"""Seconds after which nobody takes a file for one that may still be changing (git's own rule for its index)."""
CHANGED_SHARE = 10
"""Every tenth issue differs between the two branches."""

DONE, CHECKED = frozenset({0}), frozenset({0, 1})
"""Exit codes: a check that finds late work has been made as well."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the two ledgers of one size stand, and everything beside them."""

    root: Path
    count: int
    verified: tuple[str, ...]
    """Issues of `moving` that wait to be closed and are the same on both branches."""
    rest: float = OLD_ENOUGH
    """How long the files are left alone before a question to a ledger that was not just changed."""
    program: tuple[str, ...] = field(default_factory=own.beside)
    """The words that start what is measured."""

    @property
    def still(self) -> Path:
        return self.root / "still"

    @property
    def moving(self) -> Path:
        return self.root / "moving"

    @property
    def book(self) -> Path:
        """A workbook that `ledger` wrote of `still`."""
        return self.root / "自家.xlsx"

    @property
    def values(self) -> Path:
        """What that workbook says."""
        return self.root / "values.bin"

    @property
    def environment(self) -> dict[str, str]:
        """Nobody's settings, and one day for all."""
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(self.root),
            "LANG": "C.UTF-8",
            "LEDGER_LANG": "zh",
            "LEDGER_TODAY": "2026-06-15",
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
        }

    def command(
        self, folder: Path, *words: str, one_core: bool = False, more: Mapping[str, str] | None = None
    ) -> Command:
        """`ledger …` in one of the two; `more` is set in its environment."""
        kept = {"XDG_CACHE_HOME": str(self.root / "cache" / folder.name)}
        codes = CHECKED if words[:1] == ("check",) else DONE
        return Command((*self.program, *words), folder, {**self.environment, **kept, **(more or {})}, codes, one_core)


def lay_out(root: Path, count: int, program: tuple[str, ...], rest: float = OLD_ENOUGH) -> Place:
    """Both ledgers, made anew; `moving` with a second branch on which every tenth issue differs.

    Raises ProbeFailedError where the program does not list what was made: then no figure would mean anything.
    """
    shutil.rmtree(root, ignore_errors=True)
    still, moving = root / "still", root / "moving"
    maker = str(Path(__file__).with_name("ledgers.py"))
    subprocess.run((sys.executable, maker, str(still), str(count), "--git"), check=True)  # its memory is not ours
    shutil.copytree(still, moving, symlinks=True)
    repository.git(moving, "checkout", "-q", "-b", "other")
    for path in _issues(moving)[::CHANGED_SHARE]:
        _grow(path, "另一分支")
    repository.commit(moving)
    repository.git(moving, "checkout", "-q", "main")
    time.sleep(rest)
    for folder in (still, moving):
        repository.git(folder, "status")  # git looks at everything once more, as its index is as young as the files
    return _placed(root, count, program, rest)


def laid_out(root: Path, count: int, program: tuple[str, ...], rest: float = OLD_ENOUGH) -> Place:
    """Those of a run before, with what it changed taken back. Raises as `lay_out` does."""
    moving = root / "moving"
    repository.git(moving, "checkout", "-q", "-f", "main")
    repository.git(moving, "clean", "-q", "-f", "-d", "issues")
    time.sleep(rest)
    repository.git(moving, "status")
    return _placed(root, count, program, rest)


def _placed(root: Path, count: int, program: tuple[str, ...], rest: float) -> Place:
    moving = root / "moving"
    alike = (path for at, path in enumerate(_issues(moving)) if at % CHANGED_SHARE)
    verified = tuple(path.stem for path in alike if b"\nstatus: verified\n" in path.read_bytes())
    place = Place(root, count, verified, rest, program)
    _believe(place)
    return place


def _believe(place: Place) -> None:
    """What is measured must be an answer."""
    for folder in (place.still, place.moving):
        command = place.command(folder, "list")
        said = subprocess.run(
            command.words, cwd=folder, env=dict(command.environment), capture_output=True, text=True, check=False
        )
        if f" {place.count} " not in said.stdout[-100:]:
            raise ProbeFailedError(
                f"list does not tell of {place.count} issues: {said.stdout[-100:]}{said.stderr[-300:]}"
            )


def write_book(place: Place, keep: Command) -> None:
    """The workbook that is read back, and its values; `keep` is the command that writes them down."""
    run(place.command(place.still, "export", "--xlsx", str(place.book), "--sheet", "整改台账", "--force"))
    run(keep)


def probes(place: Place, budget: float, *, disk: bool = False) -> tuple[Probe, ...]:
    """All of them; each that is slow is repeated within `budget` seconds only. `disk`: with a list for which even the
    machine has forgotten the files; only root can ask for that, and it slows everybody on the machine.
    """
    asked = (*_starting(place), *_asking(place), *_changing(place), *(_from_disk(place) if disk else ()))
    return tuple(Probe(one.name, one.command, one.prepare, budget) for one in asked)


def _starting(place: Place) -> Iterator[Probe]:
    """What needs no issue."""
    words = {"_LEDGER_COMPLETE": "complete_bash", "COMP_WORDS": "ledger show ISSUE-00", "COMP_CWORD": "2"}
    yield _warm("ledger --version", place.command(place.still, "--version"))
    yield _warm("ledger --help", place.command(place.still, "--help"))
    yield _warm("completion of an id", place.command(place.still, more=words))


def _asking(place: Place) -> Iterator[Probe]:
    """Questions to a ledger that nobody changes."""
    still = place.still
    out = str(place.root / "台账.xlsx")
    yield _warm("list, warm", place.command(still, "list"))
    yield Probe("list, another question", lambda turn: place.command(still, "list", "--due-within", f"{20 + turn}"))
    yield _warm("list --no-cache", place.command(still, "list", "--no-cache", one_core=True))
    yield _warm("check, warm", place.command(still, "check"))
    yield _warm("stats, warm", place.command(still, "stats"))
    yield Probe("stats, another question", lambda turn: place.command(still, "stats", "--due-within", f"{20 + turn}"))
    yield _warm("dispatch, warm", place.command(still, "dispatch"))
    yield Probe(
        "dispatch, another question", lambda turn: place.command(still, "dispatch", "--due-within", f"{20 + turn}")
    )
    yield Probe("show, another issue", lambda turn: place.command(still, "show", _name(place, turn)))
    yield _warm("export --xlsx", place.command(still, "export", "--xlsx", out, "--sheet", "整改台账", "--force"))
    yield _warm("import of that sheet", place.command(still, "import", str(place.book)))


def _changing(place: Place) -> Iterator[Probe]:
    """Questions to a ledger of which something is new, and changes themselves."""
    moving = place.moving
    listed = place.command(moving, "list")
    files = _issues(moving)

    def cold(_turn: int) -> None:
        time.sleep(place.rest)
        _forget(place)

    def one_changed(turn: int) -> None:
        _grow(files[min(5, place.count - 1)], f"第{turn + 1}次")

    def switched(turn: int) -> None:
        repository.git(moving, "checkout", "-q", "main" if turn % 2 else "other")

    def touched(_turn: int) -> None:
        time.sleep(place.rest)
        for path in files:
            os.utime(path)

    yield Probe("check, cold", _always(place.command(moving, "check", one_core=True)), cold)
    yield Probe("list, cold", _always(place.command(moving, "list", one_core=True)), cold)
    yield Probe("list, one changed", _always(listed), one_changed)
    yield Probe("list, a tenth changed", _always(listed), switched)
    yield Probe("list, all touched", _always(listed), touched)
    yield Probe("new", lambda turn: place.command(moving, *_NEW, f"某镇新增问题{turn + 1}", "--as", "zhangsan"))
    yield Probe("close", lambda turn: place.command(moving, "close", place.verified[turn], "--as", "wangwu"))


def _from_disk(place: Place) -> Iterator[Probe]:
    """The only probe that is about the clock: the processor waits for the disk."""

    def forgotten(_turn: int) -> None:
        _forget(place)
        os.sync()
        try:
            DROP.write_text("3", encoding="ascii")
        except OSError as refused:
            raise ProbeFailedError(f"only root can drop the machine's caches: {refused.strerror}") from refused

    yield Probe("list, cold disk", _always(place.command(place.moving, "list")), forgotten)


_NEW = (
    *("new", "--set", "问题来源=自查", "--set", "交办日期=2026-06-10", "--set", "责任单位=市水务局"),
    *("--set", "督导单位=市生态环境局", "--set", "整改目标=消除直排口", "--set", "整改时限=2026年底前"),
    *("--measure", "排查沿河排口", "--measure", "建设支管网2公里"),
)


def _warm(name: str, command: Command) -> Probe:
    """A question that was asked before."""

    def asked_before(turn: int) -> None:
        if turn == 0:
            run(command)

    return Probe(name, _always(command), asked_before)


def _always(command: Command) -> Callable[[int], Command]:
    return lambda _turn: command


def _name(place: Place, turn: int) -> str:
    """One issue after the other, from the middle on."""
    return f"ISSUE-{(place.count // 2 + turn) % place.count + 1:03d}"


def _issues(folder: Path) -> list[Path]:
    return sorted((folder / "issues").iterdir())


def _grow(path: Path, text: str) -> None:
    """A comment at the end, as somebody writes it in an editor: the file is another, what it says is the same."""
    with path.open("a", encoding="utf-8") as file:
        file.write(f"# {text}\n")


def _forget(place: Place) -> None:
    for kept in _remembered(place):
        shutil.rmtree(kept, ignore_errors=True)


def _remembered(place: Place) -> Iterable[Path]:
    return place.moving / ".ledger/cache", place.root / "cache" / place.moving.name
