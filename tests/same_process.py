"""The program in one process, run after run: what a forked or started run costs is left out, and all else is the same.

A program of its own (`python -B same_process.py`), asked by `Runs`. For runs of which only the words and the exit code
count; what a process does (ends, hangs, holds a lock, dies) is told by `faulted.Server`.
"""

from __future__ import annotations

import contextlib
import gc
import io
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Self

import ledger
from faulted import Ended

PATIENCE = 10.0
"""Seconds, far more than any run here takes."""


class Runs:
    """Such a process, in an environment of its own; it ends with the `with`."""

    def __init__(self, home: Path) -> None:
        home.mkdir(parents=True, exist_ok=True)
        environment = {
            "PATH": os.environ["PATH"], "HOME": str(home), "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1",
            "LEDGER_LANG": "zh", "PYTHONPATH": str(Path(ledger.__file__).parents[1]), "PYTHONUTF8": "1",
            "GIT_CEILING_DIRECTORIES": str(home.parent), "LC_ALL": "C.UTF-8",
        }  # fmt: skip
        self._process = subprocess.Popen(
            [sys.executable, "-B", __file__], env=environment,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8",
        )  # fmt: skip

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate(timeout=60)

    def run(self, words: tuple[str, ...], folder: Path, day: str) -> Ended:
        """Run `ledger` with these words."""
        assert self._process.stdin
        assert self._process.stdout
        print(json.dumps([words, str(folder), day]), file=self._process.stdin, flush=True)
        ended: Ended = json.loads(self._process.stdout.readline())
        return ended


def run(words: list[str], folder: str, day: str) -> Ended:
    """One run, with nothing piped in."""
    from ledger.__main__ import main

    os.chdir(folder)
    os.environ["LEDGER_TODAY"] = day
    sys.argv = ["ledger", *words]
    bytes_said = io.BytesIO()
    said = io.TextIOWrapper(bytes_said, encoding="utf-8", write_through=True)
    begun, code = time.process_time(), 0
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        try:
            main()
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1
    spent = time.process_time() - begun
    gc.collect(0)  # `main` looks for no circles itself, as it is meant for one run
    return Ended(code=code, said=bytes_said.getvalue().decode("utf-8", "replace"), held=spent > PATIENCE)


def serve() -> None:
    """Answer orders until there are no more."""
    answers, orders = sys.stdout, sys.stdin
    sys.stdin = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    for line in orders:
        print(json.dumps(run(*json.loads(line))), file=answers, flush=True)


if __name__ == "__main__":
    serve()
