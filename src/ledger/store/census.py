"""Which issues there are, told without making any; those that are asked for are made from their files afterwards.

An import compares ten thousand rows, and of nearly all wants to know only whether they are about an issue of this
ledger.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ledger.store import cache, folder, reading
from ledger.store.cache import Cache
from ledger.store.folder import Memory, Stored
from ledger.store.listing import Found, listing
from ledger.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Census:
    """Every issue that can be read: those that `folder.scan` gives, and no others."""

    workspace: Workspace
    uids: Mapping[str, str]
    """By number the `uid` of each, in the order of their files."""
    files: Mapping[str, Found]
    made: Mapping[str, Stored]
    """The issues that had to be made to be told of."""
    memory: Cache | None

    def stored(self, numbers: Collection[str]) -> tuple[Stored, ...]:
        """The issues with these numbers, in the order of their files; one that can't be read any more is left out."""
        asked = [number for number in self.uids if number in numbers]
        files = [self.files[number] for number in asked if number not in self.made]
        with reading.uncollected(len(files)):
            read = folder.read_all(self.workspace, files, self.memory)
        known = {**self.made, **{one.issue.id: one for one in read if isinstance(one, Stored)}}
        return tuple(known[number] for number in asked if number in known)


def census(workspace: Workspace, *, memory: Memory = cache.if_many) -> Census:
    """All of them. Raises nothing on content; `memory` as in `folder.scan`."""
    folder.recover(workspace)
    found = listing(str(workspace.issues))
    remembered = memory(workspace.root, len(found))
    uids: dict[int, str] = {}
    made: dict[int, Stored] = {}
    with reading.uncollected(len(found)):
        if remembered is not None:
            remembered.forget_but(one.path for one in found)
            uids |= _remembered(found, remembered)
        others = [at for at in range(len(found)) if at not in uids]
        read = folder.read_all(workspace, [found[at] for at in others], remembered)
    for at, one in zip(others, read, strict=True):
        if isinstance(one, Stored):
            made[at], uids[at] = one, one.issue.uid
    places: dict[str, int] = {}
    for at in sorted(uids):  # of two files with one number the first counts
        places.setdefault(found[at].stem, at)
    return Census(
        workspace,
        {number: uids[at] for number, at in places.items()},
        {number: found[at] for number, at in places.items()},
        {number: made[at] for number, at in places.items() if at in made},
        remembered,
    )


def _remembered(found: Sequence[Found], memory: Cache) -> Iterator[tuple[int, str]]:
    """The `uid` of each file whose texts are known; only files without a fault are remembered."""
    if not memory.known:
        return
    places: dict[bytes, list[int]] = {}
    for at, of in reading.digests(found, memory):
        places.setdefault(of, []).append(at)
    seen: list[tuple[Found, bytes]] = []
    for record in memory.records(places):
        tree = json.loads(record.content)
        for at in places[record.digest]:
            if tree["id"] == found[at].stem:
                yield at, tree["uid"]
                if memory.last(found[at]) is None:
                    seen.append((found[at], record.digest))
    memory.learn(seen, ())
