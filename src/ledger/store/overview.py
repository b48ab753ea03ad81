"""Every issue as a line of a list: remembered facts where there are any, and no issue is made for these."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b

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

_as_json = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class Overview:
    """The whole folder on one day. Files = lines + those not received by then + broken."""

    lines: tuple[Line, ...]
    """In the order of their files, void ones among them."""
    readable: int
    """How many files could be read as issues."""
    problems: tuple[Problem, ...]
    """As in `folder.Scan`."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A file that could be read: its facts, and the issue where it was made."""

    facts: Facts
    file: str
    issue: Issue | None


def overview(workspace: Workspace, day: date, office: Office, *, memory: Memory = cache.if_many) -> Overview:
    """How every issue stands on a day. Raises nothing on content."""
    folder.recover(workspace)
    found = listing(str(workspace.issues))
    remembered = memory(workspace.root, len(found))
    with reading.uncollected(len(found)):
        every = _rows(workspace, found, day, office, remembered)
        rows, problems = folder.each_number_once(
            every, lambda row: (row.facts.about.id, row.file, row.facts.about.title)
        )
        lines = tuple(line for row in rows for line in _line(row, day, office))
    return Overview(lines, len(rows), tuple(problems))


def _line(row: _Row, day: date, office: Office) -> Iterator[Line]:
    """The issue as it stood on the day; nothing where it had not been received by then."""
    known = row.facts
    if day < known.settled and row.issue is not None:
        then = rewind(row.issue, day)
        if then is None:
            return
        known = facts.of(then, office)
    yield Line(known.about, stand(known.course, day, office.policy.check), row.file, known.uncovered_years)


def _rows(
    workspace: Workspace, found: Sequence[Found], day: date, office: Office, memory: Cache | None
) -> list[_Row | tuple[Problem, ...]]:
    """Every file, in the order of `found`."""
    rows: dict[int, _Row | tuple[Problem, ...]] = {}
    basis = blake2b(facts.basis(office).encode(), digest_size=16).hexdigest()
    if memory is not None:
        memory.forget_but(one.path for one in found)
        rows |= _remembered(workspace, found, memory, basis, day)
    others = [at for at in range(len(found)) if at not in rows]
    learned: list[tuple[bytes, str]] = []
    for at, one in zip(others, folder.read_all(workspace, [found[at] for at in others], memory), strict=True):
        if isinstance(one, tuple):
            rows[at] = one
            continue
        row = rows[at] = _Row(facts.of(one.issue, office), one.file, one.issue)
        if memory is not None and isinstance(one.content, folder.Unread):
            learned.append((one.content.digest, _as_json(facts.plain(row.facts))))
    if memory is not None:
        memory.learn_facts(learned, basis)
    return [rows[at] for at in range(len(found))]


def _remembered(
    workspace: Workspace, found: Sequence[Found], memory: Cache, basis: str, day: date
) -> Iterator[tuple[int, _Row]]:
    """The files whose facts are known and hold on the day."""
    if not memory.known:
        return
    places: dict[bytes, list[int]] = {}
    for at, of in reading.digests(found, memory):
        places.setdefault(of, []).append(at)
    seen = []
    start = len(f"{workspace.root}/")
    for of, content in memory.facts(places, basis):
        known = facts.from_plain(json.loads(content))
        if day < known.settled:
            continue
        for at in places[of]:
            one = found[at]
            if known.about.id == one.stem:
                yield at, _Row(known, one.path[start:].replace("\\", "/"), None)
                if memory.last(one) is None:
                    seen.append((one, of))
    memory.learn(seen, ())
