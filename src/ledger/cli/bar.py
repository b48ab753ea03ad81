"""How far a long command is: shown at a terminal, and only once it has taken more than a second."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING, Self

from ledger.cli.session import words

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_PATIENCE = 1.0
"""Seconds that nobody wants to be told about."""


class Bar:
    """Told what is begun and what is done; draws on stderr, and leaves nothing behind."""

    def __init__(self) -> None:
        self._seen = sys.stderr.isatty()
        self._since = time.monotonic()
        self._drawn: Progress | None = None
        self._task: TaskID | None = None
        self._what, self._total, self._done = "", 0, 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._drawn is not None:
            self._drawn.stop()

    def begin(self, what: str, total: int | None) -> None:
        """A part of the work begins; `total` is how much there is of it, where that is known."""
        self._what, self._total, self._done = what, total or 0, 0
        if self._drawn is not None and self._task is not None:
            self._drawn.remove_task(self._task)
            self._task = self._add(self._drawn)

    def step(self, done: int) -> None:
        """So much more is done."""
        self._done += done
        if not self._seen:
            return
        if self._drawn is None and time.monotonic() - self._since > _PATIENCE:
            self._drawn = _progress()
            self._task = self._add(self._drawn)
            self._drawn.start()
        if self._drawn is not None and self._task is not None:
            self._drawn.update(self._task, completed=self._done)

    def _add(self, drawn: Progress) -> TaskID:
        return drawn.add_task(words(f"audit.phase-{self._what}"), total=self._total or None, completed=self._done)


def _progress() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)
