"""Two histories as one: every event of both, each behind those it follows, in an order that anybody finds again."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from ledger.model import trail
from ledger.model.trail import Branch


def united(*histories: Sequence[Branch]) -> list[Branch]:
    """Every event once, topologically; of those that nothing puts in order, the earlier first, then by digest."""
    known = {trail.name_of(event): event for history in histories for event in history}
    waiting = {name: befores & known.keys() for name, befores in _followed(histories).items()}
    behind: dict[str, list[str]] = {}
    for name, befores in waiting.items():
        for before in befores:
            behind.setdefault(before, []).append(name)
    ready = [_rank(known[name]) for name, befores in waiting.items() if not befores]
    heapq.heapify(ready)
    found: list[Branch] = []
    while ready:
        _, name = heapq.heappop(ready)
        found.append(known[name])
        for later in behind.get(name, ()):
            waiting[later] = waiting[later] - {name}
            if not waiting[later]:
                heapq.heappush(ready, _rank(known[later]))
    return found


def _rank(event: Mapping[str, trail.Node]) -> tuple[str, str]:
    return str(event.get("at") or ""), trail.name_of(event)


def _followed(histories: Iterable[Sequence[Branch]]) -> dict[str, frozenset[str]]:
    """What each event follows: those it names, and while there was no chain the one that stands before it."""
    found: dict[str, frozenset[str]] = {}
    for history in histories:
        names = [trail.name_of(event) for event in history]
        for event, name in zip(history, names, strict=True):
            found[name] = found.get(name, frozenset()) | {*trail.texts(event.get("prev"))}
        for (before, after), event in zip(pairwise(names), history[1:], strict=True):
            if not event.get("prev"):
                found[after] |= {before}
    return found


def of(record: Mapping[str, trail.Node]) -> dict[str, Branch]:
    """The events of a record by name."""
    return {trail.name_of(event): event for event in trail.events(record)}
