"""Whoever listens how far a piece of work is, in tests."""

from __future__ import annotations


class Heard:
    """Notes what it is told."""

    def __init__(self) -> None:
        self.told: list[str | int] = []

    def begin(self, what: str, total: int | None) -> None:
        self.told += [what, total or 0]

    def step(self, done: int) -> None:
        self.told.append(done)

    def end(self) -> None:
        self.told.append("end")
