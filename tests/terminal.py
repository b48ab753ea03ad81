"""`ledger` at a terminal: somebody sits there, sees everything and may type."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path


def at_a_terminal(
    folder: Path, environment: Mapping[str, str], *words: str, typed: str = "", columns: int = 110
) -> tuple[int, str]:
    """Run `ledger` with a pseudo-terminal for all its streams; its exit code and everything it showed."""
    command = [sys.executable, "-m", "ledger", *words]
    steady = {**environment, "CI": "1"}  # no bar, which only a slow machine would show
    return shown_at_a_terminal(folder, steady, command, typed=typed, columns=columns)


def shown_at_a_terminal(
    folder: Path, environment: Mapping[str, str], command: Sequence[str], *, typed: str = "", columns: int = 110
) -> tuple[int, str]:
    """The same for any command."""
    mine, theirs = pty.openpty()
    env = {"TERM": "xterm-256color", **environment, "COLUMNS": str(columns), "LINES": "50"}
    running = subprocess.Popen(command, cwd=folder, env=env, stdin=theirs, stdout=theirs, stderr=theirs)
    os.close(theirs)
    if typed:
        os.write(mine, typed.encode())
    shown = b""
    while True:
        try:
            piece = os.read(mine, 4096)
        except OSError:  # how Linux says that the other side is closed
            break
        if not piece:
            break
        shown += piece
    os.close(mine)
    return running.wait(timeout=30), shown.decode()
