"""How far a long command is: shown at a terminal, and only once it has taken more than a second."""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING, TextIO

from ledger.cli.session import words

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

PATIENCE = 1.0
"""Seconds that nobody wants to be told about."""
PAUSE = 0.1
"""Seconds between two pictures."""


class Bar:
    """Told what is begun and what is done (`meter.Listener`); draws on stderr, and leaves nothing behind."""

    def __init__(self, patience: float = PATIENCE, pause: float = PAUSE) -> None:
        self._patience, self._pause = patience, pause
        self._since = self._last = time.monotonic()
        self._drawn: Progress | None = None
        self._task: TaskID | None = None
        self._terminal: TextIO | None = None
        self._what, self._total, self._done = "", 0, 0

    def begin(self, what: str, total: int | None) -> None:
        """A part of the work begins."""
        self._what, self._total, self._done = what, total or 0, 0

    def step(self, done: int) -> None:
        """So much more is done."""
        self._done += done
        now = time.monotonic()
        if now - self._since < self._patience or now - self._last < self._pause:
            return
        self._last = now
        if self._drawn is None or self._task is None:
            # Straight to the terminal: what is written to stderr may be kept as part of an answer (`overheard`).
            self._terminal = os.fdopen(os.dup(sys.stderr.fileno()), "w", encoding=sys.stderr.encoding, errors="replace")
            self._drawn = _progress(self._terminal)
            self._task = self._drawn.add_task(words(f"phase.{self._what}"), total=self._total or None)
            self._drawn.start()
        self._drawn.update(self._task, completed=self._done)
        self._drawn.refresh()

    def end(self) -> None:
        """Wipe it away: what is said next stands where it was."""
        if self._drawn is not None:
            self._drawn.stop()
            self._drawn = self._task = None
        if self._terminal is not None:
            self._terminal.close()
            self._terminal = None


def _progress(terminal: TextIO) -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    # Refreshed by hand: a thread of its own would be in the way of a reader that forks.
    return Progress(*columns, console=Console(file=terminal), transient=True, auto_refresh=False)
