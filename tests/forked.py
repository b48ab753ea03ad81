"""`ledger` in a process of its own that was forked, not started: a fifth of what a start costs, and all else the same.

What the interpreter and the libraries read when they begin is the server's, so a run that would begin otherwise (in
another language, with other settings of Python or of the terminal) has to be started: `Forks.begins_as` tells which.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Self

from fork_server import Ended, Order

POSSIBLE = hasattr(os, "fork") and hasattr(os, "pidfd_open")
READ_LATER = {"PATH", "HOME", "USERPROFILE", "GIT_CEILING_DIRECTORIES", "SHLVL"}
"""What nothing reads before the command runs, beside the program's own variables."""


class Forks:
    """A `fork_server` with an environment of its own; it ends with the `with`."""

    def __init__(self, environment: Mapping[str, str], place: Path) -> None:
        place.mkdir(parents=True, exist_ok=True)
        self.environment, self._place = dict(environment), place
        self.free = threading.Lock()
        """Held by whoever has a run made: another thread that wants one meanwhile starts it really."""
        program = [sys.executable, "-B", str(Path(__file__).with_name("fork_server.py"))]
        self._process = subprocess.Popen(
            program, env=self.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate(timeout=60)

    def begins_as(self, environment: Mapping[str, str]) -> bool:
        """Whether a process started in this environment would begin as the server did."""
        return _at_the_start(environment) == _at_the_start(self.environment)

    def run(
        self, words: Sequence[str], folder: Path, environment: Mapping[str, str], stdin: str = ""
    ) -> subprocess.CompletedProcess[str]:
        """The same as `subprocess.run` gives as text of a program that was started. Raises TimeoutExpired."""
        done = self.raw(words, folder, environment, stdin)
        return subprocess.CompletedProcess(done.args, done.returncode, _text(done.stdout), _text(done.stderr))

    def raw(
        self, words: Sequence[str], folder: Path, environment: Mapping[str, str], stdin: str = ""
    ) -> subprocess.CompletedProcess[bytes]:
        """The same in the bytes that were written. Raises TimeoutExpired."""
        given, out, err = (self._place / name for name in ("stdin", "stdout", "stderr"))
        given.write_text(stdin, encoding="utf-8")
        seconds = 60.0
        ended = self.ask(
            Order(words=list(words), folder=str(folder), environment=dict(environment), stdin=str(given),
                  stdout=str(out), stderr=str(err), strace=None, seconds=seconds)
        )  # fmt: skip
        if ended["held"]:
            raise subprocess.TimeoutExpired(["ledger", *words], seconds)
        return subprocess.CompletedProcess(["ledger", *words], ended["code"], out.read_bytes(), err.read_bytes())

    def ask(self, order: Order) -> Ended:
        """Have one run made."""
        assert self._process.stdin
        assert self._process.stdout
        print(json.dumps(order), file=self._process.stdin, flush=True)
        answer = self._process.stdout.readline()
        assert answer, "the server has ended; its last words stand in the captured stderr"
        ended: Ended = json.loads(answer)
        return ended


def _at_the_start(environment: Mapping[str, str]) -> dict[str, str]:
    return {
        name: value
        for name, value in environment.items()
        if name not in READ_LATER and (name == "LEDGER_LANG" or not name.startswith("LEDGER_"))
    }


def _text(written: bytes) -> str:
    return written.decode().replace("\r\n", "\n").replace("\r", "\n")
