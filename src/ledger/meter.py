"""How far a long piece of work is: told by whoever does it, to whoever shows it; as a rule nobody does.

Work that may take over a second is done in a part: `with meter.part("issues", 10_000) as tick: … tick(1)`. Of parts
within parts only the outermost is told, so that what is shown never runs backwards; the others say that work goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from typing import Protocol, TypeVar

T = TypeVar("T")
Tick = Callable[[int], None]
"""Told how much more is done."""


class Listener(Protocol):
    """Whoever shows how far it is."""

    def begin(self, what: str, total: int | None) -> None:
        """A part begins; `total` is how much there is of it, where that is known."""

    def step(self, done: int) -> None:
        """So much more is done; 0: nothing yet, but somebody is at it."""

    def end(self) -> None:
        """The part has ended: what comes next may print."""


_listening: list[Listener] = []
_under_way: list[str] = []


@contextmanager
def heard_by(listener: Listener) -> Iterator[None]:
    """For as long as this lasts, `listener` is told."""
    _listening.append(listener)
    try:
        yield
    finally:
        _listening.remove(listener)
        _under_way.clear()
        listener.end()  # a part that an error cut short may not have ended yet


@contextmanager
def part(what: str, total: int | None) -> Iterator[Tick]:
    """A part of the work, by the word that the catalogue has for it (`phase.…`)."""
    if not _listening:
        yield _unheard
        return
    listener = _listening[-1]
    if _under_way:
        yield lambda _: listener.step(0) if _under_way else None
        return
    _under_way.append(what)
    try:
        listener.begin(what, total)
        yield listener.step
    finally:
        _under_way.clear()
        listener.end()


def each(what: str, things: Collection[T]) -> Iterator[T]:
    """Things worked on one after the other, each counted when the next is asked for."""
    with part(what, len(things)) as tick:
        for thing in things:
            yield thing
            tick(1)


def _unheard(_: int) -> None:
    pass
