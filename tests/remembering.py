"""Histories of a ledger's folder, made from a seed: whatever happens to its files, and to the cache between runs."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from ledger.model.office import Office
from ledger.model.policy import Policy
from ledger.model.workdays import Calendar
from ledger.store import cache, folder
from ledger.store.cache import Cache
from ledger.store.census import census
from ledger.store.folder import Memory, Scan
from ledger.store.overview import overview
from ledger.store.tallies import tallies
from ledger.store.workspace import Workspace

TICK = 20_000_000
"""Nanoseconds: the clock of this machine's file system is finer, so that some files grow old during a history."""
_TODAY = date(2026, 9, 1)
_OFFICE = Office(Calendar(), Policy())
_FILES = 6
_WORDS = ("直排河道", "雨污混接", "扬尘污染", "锅炉低效")
_BROKEN = ("title: [", "id: 一\nid: 二\n", "<<<<<<< HEAD\n", "\ufeff\u202e", "")


def issue(number: int, word: str = _WORDS[0]) -> bytes:
    return (
        f"id: ISSUE-{number:03}\nuid: uid-0000{number:04}\ntitle: {word}\nstatus: open\n"
        f"source:\n  kind: 自查\n  received: 2026-0{number % 9 + 1}-05\n"
    ).encode()


def told(scan: Scan) -> tuple[object, ...]:
    """All that a scan says, the bytes of every file included."""
    return tuple((one.issue, one.file, one.data, one.chain) for one in scan.stored), scan.problems


def counted(ledger: Workspace, memory: Memory) -> tuple[object, ...]:
    """All that a census says."""
    found = census(ledger, memory=memory)
    return found.uids, tuple((one.issue, one.file, one.data) for one in found.stored(found.uids))


@dataclass
class History:
    """One ledger, from its beginning."""

    root: Path
    dice: random.Random
    saved: dict[str, bytes] = field(default_factory=dict)
    former: bytes | None = None
    committed: bool = False

    def __post_init__(self) -> None:
        self.root.mkdir(parents=True)
        (self.root / "ledger.toml").write_text("[ledger]\n")
        (self.root / "issues").mkdir()
        for number in range(1, _FILES + 1):
            self.path(number).write_bytes(issue(number))

    @property
    def issues(self) -> Path:
        return self.root / "issues"

    @property
    def database(self) -> Path:
        return self.root / ".ledger/cache" / cache.NAME

    def path(self, number: int | None = None) -> Path:
        return self.issues / f"ISSUE-{number or self.dice.randint(1, _FILES + 2):03}.yaml"

    def present(self) -> Path | None:
        plain = sorted(path for path in self.issues.rglob("*.yaml") if path.is_file() and not path.is_symlink())
        return self.dice.choice(plain) if plain else None

    # --- what happens to files ---

    def edit(self) -> None:
        number = self.dice.randint(1, _FILES + 2)
        data = issue(number, self.dice.choice((*_WORDS, "一个长得多的问题名称")))
        path = self.path(number)
        if path.is_dir() or path.is_symlink():
            return
        if self.dice.random() < 0.5:
            path.write_bytes(data)
        else:
            beside = path.with_suffix(".tmp")
            beside.write_bytes(data)
            beside.replace(path)

    def rewrite_unseen(self) -> None:
        """The same size, and the old time put back."""
        if path := self.present():
            before, data = path.stat(), path.read_bytes()
            for word in _WORDS:
                if (now := data.replace(word.encode(), self.dice.choice(_WORDS).encode())) != data:
                    path.write_bytes(now)
            os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))

    def touch(self) -> None:
        if path := self.present():
            when = self.dice.choice((0, 1, 10**18, 4 * 10**18))
            os.utime(path, ns=(when, when))

    def rename(self) -> None:
        if (path := self.present()) and not (to := self.path()).is_dir():
            path.replace(to)

    def move_away(self) -> None:
        away = self.issues / "2025"
        if (path := self.present()) and not (to := away / path.name).is_dir():
            away.mkdir(exist_ok=True)
            path.replace(to)

    def swap(self) -> None:
        one, other = self.present(), self.present()
        if one and other and one != other:
            beside = self.issues / "beside"
            one.rename(beside)
            other.rename(one)
            beside.rename(other)

    def damage(self) -> None:
        if path := self.present():
            path.write_text(self.dice.choice(_BROKEN), "utf-8")

    def remove(self) -> None:
        if path := self.present():
            path.unlink()

    def become_something_else(self) -> None:
        if path := self.present():
            path.unlink()
            if self.dice.random() < 0.5:
                path.symlink_to(self.path(1))
            else:
                path.mkdir()

    def save(self) -> None:
        """A branch is made here; `switch` goes back to it."""
        if self.committed:
            self._git("add", "-A")
            self._git("commit", "-qm", "此刻", "--allow-empty")
            self._git("branch", "-f", "saved")
            return
        self.saved = {
            str(path.relative_to(self.issues)): path.read_bytes()
            for path in self.issues.rglob("*")
            if path.is_file() and not path.is_symlink()
        }

    def switch(self) -> None:
        if self.committed:
            self._git("stash", "-q", "--include-untracked")
            self._git("checkout", "-q", "--detach", "saved")
            return
        shutil.rmtree(self.issues)
        for name, data in self.saved.items():
            path = self.issues / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        self.issues.mkdir(exist_ok=True)

    def begin_git(self) -> None:
        if not self.committed:
            self._git("init", "-q", "-b", "main")
            (self.root / ".gitignore").write_text(".ledger/\n")
            self.committed = True
            self.save()

    def _git(self, *words: str) -> None:
        who = {f"GIT_{hand}_{what}": "jia@example.cn" for hand in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        environment = {**os.environ, **who, "GIT_CONFIG_GLOBAL": os.devnull}
        subprocess.run(["git", *words], cwd=self.root, env=environment, capture_output=True, check=False)

    # --- what happens to the cache ---

    def note_database(self) -> None:
        self.former = self.database.read_bytes() if self.database.exists() else None

    def die_before_the_update(self) -> None:
        """The cache stays as it was some time ago: every run since then died before it could write."""
        if self.former is not None:
            self.database.parent.mkdir(parents=True, exist_ok=True)
            self.database.write_bytes(self.former)

    def tear_the_database(self) -> None:
        if self.database.exists():
            data = self.database.read_bytes()
            self.database.write_bytes(data[: self.dice.randrange(len(data) + 1)])

    def leave_a_journal(self) -> None:
        if self.database.exists():
            Path(f"{self.database}-journal").write_bytes(self.dice.randbytes(600))

    def lose_the_cache(self) -> None:
        shutil.rmtree(self.root / ".ledger", ignore_errors=True)

    # --- the two ways ---

    def agrees(self) -> bool:
        """A scan, a list, the figures and a census with the cache say what they say without it."""
        ledger = Workspace(self.root)
        day = _TODAY + timedelta(days=self.dice.choice((0, 0, 30, -100, -200)))
        if overview(ledger, day, _OFFICE, memory=_remembering) != overview(ledger, day, _OFFICE, memory=_forgetting):
            return False
        if tallies(ledger, day, _OFFICE, memory=_remembering) != tallies(ledger, day, _OFFICE, memory=_forgetting):
            return False
        if counted(ledger, _remembering) != counted(ledger, _forgetting):
            return False
        chains = self.dice.random() < 0.5
        with_it = folder.scan(ledger, chains=chains, memory=_remembering)
        return told(with_it) == told(folder.scan(ledger, chains=chains, memory=_forgetting))


def _remembering(root: Path, _count: int) -> Cache | None:
    return cache.load(root, tick=TICK)


def _forgetting(_root: Path, _count: int) -> Cache | None:
    return None


Event = Callable[[History], None]
EVENTS: tuple[Event, ...] = (
    *(History.edit, History.edit, History.rewrite_unseen, History.rewrite_unseen, History.touch, History.rename),
    *(History.move_away, History.swap, History.damage, History.remove, History.become_something_else),
    *(History.save, History.switch, History.note_database, History.die_before_the_update),
    *(History.tear_the_database, History.leave_a_journal, History.lose_the_cache),
)


def disagreement(root: Path, seed: int, *, length: int = 14) -> str | None:
    """What had happened when the two ways first disagreed in the history of a seed; None where they never do."""
    dice = random.Random(seed)
    history = History(root, dice)
    happened: list[str] = []
    if seed % 50 == 0:
        history.begin_git()
    try:
        for _ in range(length):
            event = dice.choice(EVENTS)
            event(history)
            happened.append(event.__name__)
            if dice.random() < 0.7 and not history.agrees():
                return " → ".join(happened)
        return None if history.agrees() else " → ".join(happened)
    finally:
        shutil.rmtree(root)
