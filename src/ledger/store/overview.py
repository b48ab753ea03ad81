"""Every issue as a line of a list: remembered facts where there are any, and no issue is made for these."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b

from ledger import meter
from ledger.model import facts
from ledger.model.facts import Facts, Line
from ledger.model.issue import Issue
from ledger.model.office import Office
from ledger.model.problem import Problem
from ledger.model.rewind import rewind
from ledger.model.schedule import stand
from ledger.store import cache, folder, reading
from ledger.store.cache import Cache
from ledger.store.folder import Memory
from ledger.store.listing import Found, listing
from ledger.store.workspace import Workspace

_KEPT_AT_ONCE = 5000
"""Facts that wait for being written into the cache."""
_as_json = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class Overview:
    """The whole folder on one day. Files = lines + those not received by then + broken."""

    lines: tuple[Line, ...]
    """In the order of their files, void ones among them."""
    files: int
    """How many files there are that are or should be issues."""
    readable: int
    """How many files could be read as issues."""
    problems: tuple[Problem, ...]
    """As in `folder.Scan`."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A file that could be read."""

    number: str
    title: str
    file: str
    line: Line | None
    """None where the issue had not been received by then."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """What every file is asked."""

    workspace: Workspace
    day: date
    office: Office

    @property
    def basis(self) -> str:
        """Facts that were made on another one are others."""
        return blake2b(facts.basis(self.office).encode(), digest_size=16).hexdigest()

    def row(self, known: Facts, file: str) -> _Row:
        """Of facts that hold on the day."""
        situation = stand(known.course, self.day, self.office.policy.check)
        line = Line(known.about, situation, file, known.uncovered_years)
        return _Row(known.about.id, known.about.title, file, line)

    def row_of(self, issue: Issue, known: Facts, file: str) -> _Row:
        """Of an issue and its facts, which may say more than was known on the day."""
        if self.day >= known.settled:
            return self.row(known, file)
        then = rewind(issue, self.day)
        return self.row(facts.of(then, self.office), file) if then else _Row(issue.id, issue.title, file, None)


def overview(workspace: Workspace, day: date, office: Office, *, memory: Memory = cache.if_many) -> Overview:
    """How every issue stands on a day. Raises nothing on content."""
    folder.recover(workspace)
    found = listing(str(workspace.issues))
    remembered = memory(workspace.root, len(found))
    with reading.uncollected(len(found)):
        every = _rows(_Asked(workspace, day, office), found, remembered)
        rows, problems = folder.each_number_once(every, lambda row: (row.number, row.file, row.title))
    lines = tuple(row.line for row in rows if row.line is not None)
    return Overview(lines, len(found), len(rows), tuple(problems))


def _rows(asked: _Asked, found: Sequence[Found], memory: Cache | None) -> Iterator[_Row | tuple[Problem, ...]]:
    """Every file, in the order of `found`."""
    rows: dict[int, _Row | tuple[Problem, ...]] = {}
    if memory is not None:
        memory.forget_but(one.path for one in found)
        rows |= _remembered(asked, found, memory)
    others = [at for at in range(len(found)) if at not in rows]
    for at, row in _read(asked, [found[at] for at in others], memory):
        rows[others[at]] = row
    return (rows[at] for at in range(len(found)))


def _remembered(asked: _Asked, found: Sequence[Found], memory: Cache) -> Iterator[tuple[int, _Row]]:
    """The files whose facts are known and hold on the day."""
    if not memory.known:
        return
    places: dict[bytes, list[int]] = {}
    for at, of in reading.digests(found, memory):
        places.setdefault(of, []).append(at)
    seen = []
    for of, content in memory.facts(places, asked.basis):
        known = facts.from_plain(json.loads(content))
        if asked.day < known.settled:
            continue
        for at in places[of]:
            one = found[at]
            if known.about.id == one.stem:
                yield at, asked.row(known, folder.listed_as(asked.workspace, one))
                if memory.last(one) is None:
                    seen.append((one, of))
    memory.learn(seen, ())


def _read(
    asked: _Asked, found: Sequence[Found], memory: Cache | None
) -> Iterator[tuple[int, _Row | tuple[Problem, ...]]]:
    """Files by their issues, none of which is held, in no order; their facts are remembered."""
    learned: list[tuple[bytes, str]] = []
    with meter.part("issues", len(found)) as tick:
        for text, one in folder.each(asked.workspace, found, memory):
            tick(1)
            if isinstance(one, tuple):
                yield text.at, one
                continue
            known = facts.of(one.issue, asked.office)
            yield text.at, asked.row_of(one.issue, known, one.file)
            if memory is not None and isinstance(one.content, folder.Unread):
                learned.append((one.content.digest, _as_json(facts.plain(known))))
            if memory is not None and len(learned) >= _KEPT_AT_ONCE:
                memory.learn_facts(learned, asked.basis)
                learned.clear()
    if memory is not None:
        memory.learn_facts(learned, asked.basis)
