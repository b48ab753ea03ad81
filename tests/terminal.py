"""`ledger` at a terminal: somebody sits there, sees everything and may type."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path


def at_a_terminal(
    folder: Path, environment: Mapping[str, str], *words: str, typed: str = "", columns: int = 110
) -> tuple[int, str]:
    """Run `ledger` with a pseudo-terminal for all its streams; its exit code and everything it showed."""
    mine, theirs = pty.openpty()
    env = {**environment, "TERM": "xterm-256color", "COLUMNS": str(columns), "LINES": "50"}
    command = [sys.executable, "-m", "ledger", *words]
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
