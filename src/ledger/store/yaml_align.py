"""What changed between two lists and two mappings, so that each change is written at its own entry."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from ledger.store.gate import Node


def aligned(old: Sequence[Node], new: Sequence[Node]) -> Iterator[tuple[int | None, int | None]]:
    """Pairs of positions: an entry that stayed or was edited has both, one taken out only the first,
    a new one only the second. Entries are told by what they say, so that comments stay with theirs.
    """
    matcher = SequenceMatcher(None, [repr(entry) for entry in old], [repr(entry) for entry in new], autojunk=False)
    for _, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        both = min(old_to - old_from, new_to - new_from)
        yield from ((old_from + offset, new_from + offset) for offset in range(both))
        yield from ((position, None) for position in range(old_from + both, old_to))
        yield from ((None, position) for position in range(new_from + both, new_to))


def insertions(old: Mapping[str, Node], new: Mapping[str, Node], order: Sequence[str]) -> dict[str | None, list[str]]:
    """After which key that stays each new key goes, `None` for the very front.

    A key of `order` goes behind the nearest of its predecessors; any other to the end.
    """
    rank = {key: number for number, key in enumerate(order)}
    staying = [key for key in old if key in new]
    placed: dict[str | None, list[str]] = {}
    added = [key for key in new if key not in old]
    for key in sorted(added, key=lambda key: rank.get(key, len(rank))):
        before = [other for other in staying if other in rank and rank[other] < rank.get(key, 0)]
        front = key in rank and not before
        after = None if front else max(before, key=rank.__getitem__, default=staying[-1])
        placed.setdefault(after, []).append(key)
    return placed
