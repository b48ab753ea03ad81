"""What was made of issues before, recalled: no issue is made again for a file that has not changed.

What is kept holds from a day on (`facts.settled`); for an earlier one the record is asked itself.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from typing import Any, Generic, NamedTuple, TypeAlias, TypeVar

from ledger import meter
from ledger.model.issue import Issue
from ledger.model.office import Office
from ledger.model.problem import Problem
from ledger.model.rewind import rewind
from ledger.store import folder, reading
from ledger.store.cache import Cache, Table
from ledger.store.listing import Found
from ledger.store.workspace import Workspace

_KEPT_AT_ONCE = 5000
"""Things that wait for being written into the cache."""
_as_json = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode

Faults: TypeAlias = "tuple[Problem, ...]"
"""Of a file that could not be read."""
K = TypeVar("K")
"""What is kept of an issue."""
R = TypeVar("R")
"""What a caller makes of it."""


class Key(NamedTuple):
    """The issue that something was made of, and from which day on it holds."""

    number: str
    title: str
    settled: date


@dataclass(frozen=True, slots=True)
class Kind(Generic[K]):
    """How something is made of an issue, kept and read again."""

    table: Table
    of: Callable[[Issue, Office], K]
    plain: Callable[[K], list[Any]]
    from_plain: Callable[[list[Any]], K]
    key: Callable[[K], Key]


@dataclass(frozen=True, slots=True)
class Row(Generic[R]):
    """A file that could be read: no tuple, as faults are."""

    number: str
    title: str
    file: str
    made: R


@dataclass(frozen=True, slots=True)
class Asked(Generic[K, R]):
    """What every file is asked."""

    workspace: Workspace
    day: date
    office: Office
    kind: Kind[K]
    make: Callable[[K | None, K, str], R]
    """What becomes of what is known of an issue as it was on the day (None where it had not been received by then), as
    it is stored, and its file. It is made at once: a large folder is not held twice.
    """

    basis: str
    """All besides the record that it was made of: what was made on another one says something else."""

    def row(self, known: K, file: str) -> Row[R]:
        """Of what holds on the day."""
        key = self.kind.key(known)
        return Row(key.number, key.title, file, self.make(known, known, file))

    def row_of(self, issue: Issue, known: K, file: str) -> Row[R]:
        """Of an issue and what was made of it, which may say more than was known on the day."""
        if self.day >= self.kind.key(known).settled:
            return self.row(known, file)
        then = rewind(issue, self.day)
        made = self.make(self.kind.of(then, self.office) if then else None, known, file)
        return Row(issue.id, issue.title, file, made)


def rows(asked: Asked[K, R], found: Sequence[Found], memory: Cache | None) -> Iterator[Row[R] | Faults]:
    """Every file, in the order of `found`; what was not remembered is from now on. Raises nothing on content."""
    read: dict[int, Row[R] | Faults] = {}
    if memory is not None:
        memory.forget_but(one.path for one in found)
        read |= _remembered(asked, found, memory)
    others = [at for at in range(len(found)) if at not in read]
    for at, row in _read(asked, [found[at] for at in others], memory):
        read[others[at]] = row
    return (read[at] for at in range(len(found)))


def _remembered(asked: Asked[K, R], found: Sequence[Found], memory: Cache) -> Iterator[tuple[int, Row[R]]]:
    """The files of which something is kept that holds on the day."""
    if not memory.known:
        return
    kind, basis, places = asked.kind, _digest(asked.basis), dict[bytes, list[int]]()
    for at, of in reading.digests(found, memory):
        places.setdefault(of, []).append(at)
    seen = []
    for of, content in memory.made(places, kind.table, basis):
        known = kind.from_plain(json.loads(content))
        key = kind.key(known)
        if asked.day < key.settled:
            continue
        for at in places[of]:
            one = found[at]
            if key.number == one.stem:
                yield at, asked.row(known, folder.listed_as(asked.workspace, one))
                if memory.last(one) is None:
                    seen.append((one, of))
    memory.learn(seen, ())


def _read(asked: Asked[K, R], found: Sequence[Found], memory: Cache | None) -> Iterator[tuple[int, Row[R] | Faults]]:
    """Files by their issues, none of which is held, in no order; what is made of them is remembered."""
    kind, basis, learned = asked.kind, _digest(asked.basis), list[tuple[bytes, str]]()
    with meter.part("issues", len(found)) as tick:
        for text, one in folder.each(asked.workspace, found, memory):
            tick(1)
            if isinstance(one, tuple):
                yield text.at, one
                continue
            known = kind.of(one.issue, asked.office)
            yield text.at, asked.row_of(one.issue, known, one.file)
            if memory is not None and isinstance(one.content, folder.Unread):
                learned.append((one.content.digest, _as_json(kind.plain(known))))
            if memory is not None and len(learned) >= _KEPT_AT_ONCE:
                memory.learn_made(learned, kind.table, basis)
                learned.clear()
    if memory is not None:
        memory.learn_made(learned, kind.table, basis)


def _digest(basis: str) -> str:
    return blake2b(basis.encode(), digest_size=16).hexdigest()
