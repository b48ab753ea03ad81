"""A ledger to which things happen between questions: is an answer from memory ever another than the true one?"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import house
from faulted import Server

QUESTIONS = (
    (), ("today", "overdue"),
    ("list",), ("list", "--json"), ("list", "-s", "in-progress"), ("overdue",), ("stats",), ("check",),
    ("check", "--brief"), ("check", "--format", "json"), ("show", "ISSUE-001"), ("show", "ISSUE-004"),
    ("why", "ISSUE-003"), ("validate",), ("validate", "--json"), ("list", "--as-of", "2026-04-01"),
)  # fmt: skip
DAYS = (house.DAY, "2026-06-30")
EVENTS = 6
"""Things that happen in one history, each followed by a question."""


class History:
    """One ledger, and what happened to it."""

    def __init__(self, folder: Path, seed: int, server: Server) -> None:
        self.folder, self.server = house.build(folder), server
        self.dice, self.happened, self.hits, self.day = random.Random(seed), list[str](), 0, house.DAY
        self.away = folder.with_name(f"{folder.name}-away")
        self.away.mkdir()
        self.git("init", "-q", "-b", "main")
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "first")

    def disagreement(self) -> str | None:
        """Live it; what had happened when an answer from memory was not the true one."""
        asked = self.dice.sample(QUESTIONS, 2)
        for words in asked:
            self._ask(words)
        for _ in range(EVENTS):
            event = self.dice.choice(ALL)
            self.happened.append(event.__name__)
            event(self)
            words = self.dice.choice(asked)
            self.happened.append(" ".join(words))
            remembered, true = self._ask(words), self.server.run((*words, "--no-cache"), self.folder, self.day)
            if remembered != true:
                return f"{self.happened}: {remembered} is not {true}"
        return None

    def _ask(self, words: tuple[str, ...]) -> object:
        before = self._kept()
        answer = self.server.run(words, self.folder, self.day)
        after = self._kept()
        self.hits += any(name in before and before[name][0] == ino and before[name] != (ino, at)
                         for name, (ino, at) in after.items())  # fmt: skip
        return answer

    def _kept(self) -> dict[str, tuple[int, int]]:
        """The answers: one given again is touched, one found anew is another file."""
        found = {path: path.stat() for path in self.answers()}
        return {path.name: (one.st_ino, one.st_mtime_ns) for path, one in found.items()}

    def answers(self) -> list[Path]:
        return [path for path in (self.folder / ".ledger/cache/answers").glob("*") if path.name != ".clock"]

    def git(self, *words: str) -> None:
        named = ("-c", "user.name=zhang", "-c", "user.email=zhang@example.org", "-c", "gc.auto=0")
        subprocess.run(["git", *named, *words], cwd=self.folder, check=True, capture_output=True)

    def issue(self) -> Path | None:
        return self.dice.choice(sorted((self.folder / "issues").glob("ISSUE-*.yaml")) or [None])

    def rewrite(self, path: Path | None, change: Callable[[bytes], bytes], *, renamed: bool, kept: bool) -> None:
        """New content under an old name: in place or by another file, with its time or the old one."""
        if path is None or not path.is_file():
            return
        before = path.stat()
        data = change(path.read_bytes())
        target = path.with_name(".new") if renamed else path
        target.write_bytes(data)
        if kept:
            os.utime(target, ns=(before.st_atime_ns, before.st_mtime_ns))
        if renamed:
            target.replace(path)


def _other(data: bytes) -> bytes:
    """Another content of the same size: a title, a status or a day says something else."""
    for old, new in ((b"2026-01", b"2026-02"), (b"2026-02", b"2026-01"), ("水".encode(), "气".encode())):
        if old in data:
            return data.replace(old, new)
    return data[::-1]


def edited_unseen(of: History) -> None:
    of.rewrite(of.issue(), _other, renamed=of.dice.random() < 0.5, kept=of.dice.random() < 0.5)


def edited(of: History) -> None:
    of.rewrite(of.issue(), lambda data: data + b"# noted\n", renamed=True, kept=False)


def broken(of: History) -> None:
    of.rewrite(of.issue(), lambda data: data + b"id: twice\n", renamed=False, kept=True)


def renamed(of: History) -> None:
    if (path := of.issue()) is not None:
        path.rename(path.with_name(f"ISSUE-{of.dice.randint(1, 9):03}.yaml"))


def taken_away(of: History) -> None:
    if (path := of.issue()) is not None:
        path.rename(of.away / path.name)


def brought_back(of: History) -> None:
    for path in of.away.glob("*.yaml"):
        path.rename(of.folder / "issues" / path.name)


def touched(of: History) -> None:
    if (path := of.issue()) is not None:
        os.utime(path, ns=(10**18, 10**18))


def moved_into_a_folder(of: History) -> None:
    if (path := of.issue()) is not None:
        (of.folder / "issues/2026").mkdir(exist_ok=True)
        path.rename(of.folder / "issues/2026" / path.name)


def something_strange(of: History) -> None:
    place = of.folder / "issues" / of.dice.choice(("note.txt", "ISSUE-010.yml", "ISSUE-011.yaml", "issue-1.yaml"))
    kind = of.dice.randrange(3)
    if place.is_symlink() or place.exists():
        return
    if kind == 0:
        place.mkdir()
    elif kind == 1:
        place.symlink_to(of.folder / "issues/ISSUE-001.yaml")
    else:
        place.write_text("id: ISSUE-011\n", "utf-8")


def settings(of: History) -> None:
    text = house.SETTINGS + of.dice.choice(("", "\n[check]\ndue_within = 90\n", "\n[check]\nnothing = 1\n"))
    (of.folder / "ledger.toml").write_text(text, "utf-8")


def registers(of: History) -> None:
    name = of.dice.choice(("people.yaml", "units.yaml"))
    of.rewrite(of.folder / name, lambda data: data.replace("水务".encode(), "气务".encode()), renamed=False, kept=True)


def calendar(of: History) -> None:
    days = of.dice.choice(("holidays: [2026-04-15]\n", "workdays: [2026-04-18]\n", "nonsense\n"))
    (of.folder / "calendar.yaml").write_text(days, "utf-8")


def waivers(of: History) -> None:
    (of.folder / "waivers.yaml").write_text(of.dice.choice(("waivers: []\n", "waivers:\n  - issue: x\n", "")), "utf-8")


def procedures(of: History) -> None:
    place = of.folder / "templates/procedures"
    place.mkdir(parents=True, exist_ok=True)
    (place / "own.yaml").write_text(of.dice.choice(("gates: []\n", "nonsense\n")), "utf-8")


def evidence(of: History) -> None:
    for path in sorted((of.folder / "evidence").glob("*/*")):
        way = of.dice.randrange(4)
        if way == 0:
            of.rewrite(path, lambda data: data[::-1], renamed=False, kept=True)
        elif way == 1:
            (of.away / "evidence" / path.parent.name).mkdir(parents=True, exist_ok=True)
            path.rename(of.away / "evidence" / path.parent.name / path.name)


def evidence_back(of: History) -> None:
    for path in sorted((of.away / "evidence").glob("*/*")):
        (of.folder / "evidence" / path.parent.name).mkdir(parents=True, exist_ok=True)
        path.rename(of.folder / "evidence" / path.parent.name / path.name)


def committed(of: History) -> None:
    of.git("add", "-A")
    of.git("commit", "-q", "--allow-empty", "-m", "more")


def checked_out(of: History) -> None:
    of.git("checkout", "-q", "-f", "HEAD~1" if of.dice.random() < 0.5 and of.happened.count("committed") else "main")


def progressed(of: History) -> None:
    of.server.run(("progress", "ISSUE-001", "--text", "已截流", "--as", "zhang"), of.folder, of.day)


def next_day(of: History) -> None:
    of.day = of.dice.choice(DAYS)


def crashed(of: History) -> None:
    """A machine that stopped while answers were written: they are cut, empty, or another's."""
    kept = of.answers()
    for path in kept:
        way = of.dice.randrange(4)
        data = path.read_bytes()
        if way == 0:
            path.write_bytes(data[: of.dice.randrange(len(data) + 1)])
        elif way == 1:
            path.write_bytes(bytes(len(data)))
        elif way == 2:
            path.write_bytes(of.dice.choice(kept).read_bytes())


def deleted(of: History) -> None:
    shutil.rmtree(of.folder / ".ledger/cache", ignore_errors=True)


def nothing(of: History) -> None:
    """The question is asked again."""


ALL = (
    *(edited_unseen, edited_unseen, edited_unseen, edited, broken, renamed, taken_away, brought_back, touched),
    *(moved_into_a_folder, something_strange, settings, registers, calendar, waivers, procedures, evidence),
    *(evidence, evidence_back, committed, checked_out, progressed, next_day, crashed, deleted, nothing, nothing),
)
