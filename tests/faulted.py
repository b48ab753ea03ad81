"""A command with a fault at one of its calls to the file system, and whether the ledger came out of it whole."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shutil
import time
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self, TypedDict

import ledger
from fault_commands import Scene
from fork_server import Order
from forked import Forks

CHANGING = (
    *("write", "pwrite64", "writev", "copy_file_range", "sendfile", "ftruncate", "fallocate", "fsync", "fdatasync"),
    *("rename", "renameat", "renameat2", "link", "linkat", "unlink", "unlinkat", "symlink", "symlinkat"),
    *("mkdir", "mkdirat", "rmdir", "chmod", "fchmod", "fchmodat", "utimensat", "flock", "close"),
)
"""Calls that change what there is, or promise that it lasts; `close` may tell of a write that failed late."""
LOOKING = (
    *("open", "openat", "read", "pread64", "stat", "lstat", "fstat", "newfstatat", "statx", "access", "faccessat"),
    *("faccessat2", "getdents64", "readlink", "readlinkat", "lseek", "fcntl", "ioctl", "chdir", "getcwd"),
)
OPENED_TO_WRITE = re.compile(r"O_CREAT|O_WRONLY|O_RDWR")
FULL, ALL = ("ENOSPC", "EDQUOT", "EROFS"), ("ENOSPC", "EDQUOT", "EROFS", "EIO", "EACCES", "EINTR")
KILLED = 137
PATIENCE = 20.0
STORM = 0.7
"""Seconds for which every call is interrupted: whoever asks again each time, as one should, comes no further."""
AGED = 2 * 3600
TEMPORARY = re.compile(r"\..+\.[0-9a-f]{12}\.tmp", re.DOTALL)
MADE_ANEW = re.compile(rb"(?m)^uid: \S+$|sha256:[0-9a-f]{64}|\"[0-9a-f]{64}\"")
"""What two runs of one command never have in common: random identities, and the digests over them."""
TOLD = (3, 4, 5, 6, 7, KILLED)
"""How a command may end that met a fault: it refused, or it was killed."""

State = Mapping[str, str]
"""Every file of a ledger with the digest of what it holds."""


@dataclass(frozen=True)
class Call:
    """A call to the file system that has to do with the ledger."""

    name: str
    number: int
    """The how manieth of its name in the run."""
    changes: bool
    before: Mapping[str, int]
    """How many of each name there were before it."""


@dataclass(frozen=True)
class Point:
    """A fault at a call: once, or from then on."""

    call: Call
    fault: str
    lasting: bool

    def options(self, log: Path) -> list[str]:
        """What `strace` has to be told. A full or broken disk fails every call of its kind from then on."""
        names = (self.call.name,)
        if self.lasting and self.fault != "EINTR":
            names = tuple({*(CHANGING if self.fault in FULL else (*CHANGING, *LOOKING)), self.call.name})
        what = "signal=KILL" if self.fault == "KILL" else f"error={self.fault}"
        last = "+" if self.lasting else ""
        injected = [f"inject=?{one}:{what}:when={self.call.before.get(one, 0) + 1}{last}" for one in names]
        traced = ",".join(f"?{one}" for one in names)
        return ["-o", str(log), "-e", f"trace={traced}", *(word for one in injected for word in ("-e", one))]

    def __str__(self) -> str:
        return f"{self.fault}{'+' if self.lasting else ''} at {self.call.name} {self.call.number}"


def points(calls: list[Call]) -> Iterator[Point]:
    """Every fault at every call. What only looks can't be told that the disk is full; death comes only once."""
    for call in calls:
        for fault in ("KILL", *ALL) if call.changes else ("KILL", "EIO", "EACCES", "EINTR"):
            yield Point(call, fault, lasting=False)
        for fault in ALL if call.changes else ("EIO", "EACCES"):
            yield Point(call, fault, lasting=True)


class Ended(TypedDict):
    """How a run ended: its exit code, as a shell has it for a killed one, and what it said."""

    code: int
    said: str
    held: bool


class Server:
    """Forks in an environment of their own, with or without something done to them."""

    def __init__(self, home: Path) -> None:
        self.log = home / "strace.txt"
        self._said = home / "said.txt"
        environment = {
            "PATH": os.environ["PATH"], "HOME": str(home), "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1",
            "LEDGER_LANG": "zh", "PYTHONPATH": str(Path(ledger.__file__).parents[1]), "PYTHONUTF8": "1",
            "GIT_CEILING_DIRECTORIES": str(home.parent), "LC_ALL": "C.UTF-8",
        }  # fmt: skip
        self._forks = Forks(environment, home)

    def __enter__(self) -> Self:
        self._forks.__enter__()
        return self

    def __exit__(self, *how: object) -> None:
        self._forks.__exit__(*how)

    def run(
        self, words: tuple[str, ...], folder: Path, day: str, strace: list[str] | None = None, *, storm: bool = False
    ) -> Ended:
        """Run `ledger` with these words."""
        there = {**self._forks.environment, "LEDGER_TODAY": day}
        order = Order(words=list(words), folder=str(folder), environment=there, stdin=os.devnull,
                      stdout=str(self._said), stderr=str(self._said), strace=strace,
                      seconds=STORM if storm else PATIENCE)  # fmt: skip
        ended = self._forks.ask(order)
        code, said = ended["code"], self._said.read_bytes().decode("utf-8", "replace")
        return Ended(code=code if code >= 0 else 128 - code, said=said, held=ended["held"])


def state(folder: Path) -> dict[str, str]:
    """Every file but the program's own, git's, and what is still being written."""
    return {name: _digest(folder / name) for name in _files(folder) if not name.startswith((".ledger/", ".git/"))}


def leftovers(folder: Path) -> list[str]:
    """What a run leaves that died: unfinished files, a batch that was not ended."""
    found = [path for path in folder.rglob(".*.tmp") if TEMPORARY.fullmatch(path.name)]
    journal = folder / ".ledger/batch.json"
    return [path.relative_to(folder).as_posix() for path in (*found, *([journal] if journal.exists() else []))]


def _files(folder: Path) -> Iterator[str]:
    for path in folder.rglob("*"):
        inside = path.relative_to(folder)
        if path.is_file() and not any(map(TEMPORARY.fullmatch, inside.parts)):
            yield inside.as_posix()


def _digest(path: Path) -> str:
    data = path.read_bytes()
    if path.suffix in {".xlsx", ".docx", ".zip"}:
        try:
            with zipfile.ZipFile(path) as archive:
                data = repr([(one.filename, one.CRC, one.file_size) for one in archive.infolist()]).encode()
        except zipfile.BadZipFile:
            data = b"torn: " + data
    return hashlib.sha256(MADE_ANEW.sub(b"", data)).hexdigest()


class Stage:
    """A scene with its ledger before and after the command."""

    def __init__(self, scene: Scene, server: Server, place: Path) -> None:
        self.scene, self.server, self.place = scene, server, place
        self.first, self._valid = place / "first", dict[str, int]()
        self.first.mkdir(parents=True)
        scene.prepare(self.first, self._prepared)
        self.before = state(self.first)
        self.calls, self.after = self._observed()
        again = self._whole()[1]
        assert again == self.after, f"{scene.name}: two runs differ: {_differing(again, self.after)}"
        assert self.before != self.after, f"{scene.name} changes nothing"

    def _prepared(self, *words: str) -> None:
        ended = self.server.run(words, self.first, self.scene.day)
        assert ended["code"] == 0, ended["said"]

    def _whole(self, options: list[str] | None = None) -> tuple[Path, dict[str, str]]:
        folder = self._copy()
        ended = self.server.run(self.scene.words, folder, self.scene.day, options)
        assert ended["code"] == 0, (self.scene.name, ended["said"])
        assert not leftovers(folder)
        return folder, state(folder)

    def _copy(self) -> Path:
        folder = self.place / "copy"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.first, folder, symlinks=True)
        return folder

    def _observed(self) -> tuple[list[Call], dict[str, str]]:
        names = ",".join(f"?{name}" for name in (*CHANGING, *LOOKING))
        log = self.server.log
        folder, after = self._whole(["-y", "-s", "200", "-o", str(log), "-e", f"trace={names}"])
        seen, calls = dict[str, int](), list[Call]()
        for line in log.read_text("utf-8", "replace").splitlines():
            if not (found := re.match(r"(\w+)\(", line)):
                continue
            name = found[1]
            if _concerns(line, str(folder)):
                calls.append(Call(name, seen.get(name, 0) + 1, _changes(name, line), dict(seen)))
            seen[name] = seen.get(name, 0) + 1
        return calls, after

    def attempt(self, point: Point) -> str | None:
        """What is wrong with how the command took the fault; None if nothing is. Empty if the fault never came."""
        folder = self._copy()
        storm = point.lasting and point.fault == "EINTR"
        ended = self.server.run(self.scene.words, folder, self.scene.day, point.options(self.server.log), storm=storm)
        if not ended["held"] and not self._came(point):
            return ""
        return next(self._wrong(point, ended, folder), None)

    def _came(self, point: Point) -> bool:
        text = self.server.log.read_text("utf-8", "replace")
        return "killed by SIGKILL" in text if point.fault == "KILL" else "(INJECTED)" in text

    def _wrong(self, point: Point, ended: Ended, folder: Path) -> Iterator[str]:
        code, said = ended["code"], ended["said"].strip()
        if ended["held"] and not (point.fault == "EINTR" and point.lasting):
            yield "never ends"
        if "Traceback" in said or code == 70:
            yield f"trace, exit {code}: {said[-600:]}"
        now, left = state(folder), leftovers(folder)
        fit = self._validate(folder, now, left)
        now = state(folder) if left else now
        yield from self._torn(now)
        if fit:
            yield fit
        if code == 0 and now != self.after:
            yield f"exit 0, and it was not done: {_differing(now, self.after)}"
        refused_row = code == 1 and self.scene.words[0] == "import"  # an issue that can't be read takes nothing in
        if code and code not in TOLD and not refused_row:
            yield f"exit {code}: {said[-300:]}"
        if code and now == self.after and re.search("未改动|没有写入", said):
            yield f"says that nothing was changed: {said[-300:]}"
        if code and code != KILLED and not said and not point.lasting:
            yield f"exit {code} without a word"
        if left or now not in (self.before, self.after):
            yield from self._next_run(folder, now)

    def _torn(self, now: State) -> Iterator[str]:
        for name in {*now, *self.before, *self.after}:
            if now.get(name) not in {self.before.get(name), self.after.get(name)}:
                yield f"lost: {name}" if name not in now else f"torn: {name}"
        changed = [name for name in {*self.before, *self.after} if self.before.get(name) != self.after.get(name)]
        records = [name for name in changed if name.startswith("issues/")]
        done = [name for name in records if now.get(name) == self.after.get(name)]
        if done and len(done) < len(records):
            yield f"done in part: {done} of {records}"
        papers = [name for name in changed if name.startswith("evidence/") and now.get(name) != self.after.get(name)]
        if done and papers:
            yield f"on record, and not there: {papers}"

    def _validate(self, folder: Path, now: State, left: list[str]) -> str:
        """What `validate` has against it, asked once for each state."""
        if not (folder / "ledger.toml").is_file():
            return ""
        key = hashlib.sha256(repr(sorted(now.items())).encode()).hexdigest()
        if left or key not in self._valid:
            ended = self.server.run(("validate",), folder, self.scene.day)
            allowed = (0, 5) if self.scene.name in {"init", "resolve", "renumber", "renumber again"} else (0,)
            if ended["code"] not in allowed or "Traceback" in ended["said"]:
                return f"validate {ended['code']}: {ended['said'][-400:]}"
            self._valid[key] = ended["code"]
        return ""

    def _next_run(self, folder: Path, now: State) -> Iterator[str]:
        """The same command again, two hours later: nothing unfinished is left, and what was not done is done."""
        long_ago = time.time() - AGED
        for name in leftovers(folder):
            with contextlib.suppress(FileNotFoundError):
                os.utime(folder / name, (long_ago, long_ago))
        ended = self.server.run(self.scene.words, folder, self.scene.day)
        records = {name for name in self.after if self.before.get(name) != self.after[name]}
        undone = not any(now.get(name) == self.after[name] for name in records)
        if left := leftovers(folder):
            yield f"left by the next run (exit {ended['code']}): {left}"
        if undone and state(folder) != self.after:
            yield f"can't be done again (exit {ended['code']}): {ended['said'][-300:]}"


def _concerns(line: str, root: str) -> bool:
    plain = re.sub(r"AT_FDCWD<[^>]*>", "AT_FDCWD", line)
    if root in plain:
        return True
    return "AT_FDCWD" in plain and bool(re.search(r'AT_FDCWD, "[^/"]', plain))


def _changes(name: str, line: str) -> bool:
    return name in CHANGING or (name in {"open", "openat"} and bool(OPENED_TO_WRITE.search(line)))


def _differing(one: State, other: State) -> list[str]:
    return sorted(name for name in {*one, *other} if one.get(name) != other.get(name))
