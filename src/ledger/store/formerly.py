"""Which issues bore a number before: what the cache knows of it, else what their files say."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from ledger.model import renumber
from ledger.store import cache, files, gate
from ledger.store.issuefile import SUFFIX
from ledger.store.listing import Found, listing
from ledger.store.workspace import Workspace


def formerly(
    workspace: Workspace, number: str, *, memory: Callable[[Path, int], cache.Cache | None] = cache.if_many
) -> Iterator[str]:
    """The issues that bore this number before, by the numbers of today; a file that can't be read tells of none."""
    found = listing(str(workspace.issues))
    remembered = memory(workspace.root, len(found))
    known = remembered.borne() if remembered else {}
    for file in (one for one in found if one.path.endswith(SUFFIX)):
        of = remembered.last(file) if remembered else None
        numbers = known.get(of) if of else None
        if number in (_told(file, number) if numbers is None else numbers):
            yield file.stem


def _told(file: Found, number: str) -> tuple[str, ...]:
    """What a file says of its numbers, where it speaks of this one at all."""
    try:
        data = files.read_plain(Path(file.path))
    except OSError:
        return ()
    if b"renumber" not in data or number.encode() not in data:
        return ()
    tree = gate.read(data, file.stem)
    return renumber.formerly(tree.data) if isinstance(tree, gate.Tree) else ()
