"""Texts that say nearly the same: an index that finds them by score, without comparing each with each.

Two texts are compared by the sets of three-character pieces that they are made of (Dice's coefficient); width,
blanks and punctuation don't count. A text that shares enough pieces with another must share one of its own rarest
pieces with it, so only those are looked up: exact, and fast where a round has thousands of texts in the same phrases.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil

from ledger.model.units import plain

_PIECE = 3
"""Characters of a piece: two Chinese words mostly, so that `污水` alone makes no likeness."""


@dataclass(frozen=True, slots=True)
class Alike:
    """A text of the index and how like it is: 1 the same words, 0 nothing in common."""

    key: str
    score: float


def even(text: str) -> str:
    """The words of a text as they are compared."""
    return "".join(char for char in plain(text) if char.isalnum())


def likeness(one: str, other: str) -> float:
    """How like two texts are, 0 to 1; two empty ones have nothing in common."""
    return _score(_pieces(one), _pieces(other))


class Index:
    """Texts by key, ready to be asked which of them a text is like."""

    def __init__(self, texts: Iterable[tuple[str, str]]) -> None:
        self._keys: list[str] = []
        self._sets: list[frozenset[str]] = []
        self._holders: defaultdict[str, list[int]] = defaultdict(list)
        for key, text in texts:
            self.add(key, text)

    def add(self, key: str, text: str) -> None:
        """One more text."""
        pieces = _pieces(text)
        for piece in pieces:
            self._holders[piece].append(len(self._keys))
        self._keys.append(key)
        self._sets.append(pieces)

    def like(self, text: str, least: float) -> tuple[Alike, ...]:
        """The texts with at least this score (above 0), the likest first; of equals the one that was put in first."""
        pieces = _pieces(text)
        rare = sorted(pieces, key=lambda piece: (len(self._holders.get(piece, ())), piece))
        shared_at_least = ceil(least / (2 - least) * len(pieces))
        candidates = {at for piece in rare[: len(rare) - shared_at_least + 1] for at in self._holders.get(piece, ())}
        found = [(at, _score(pieces, self._sets[at])) for at in sorted(candidates)]
        best = sorted((pair for pair in found if pair[1] >= least), key=lambda pair: -pair[1])
        return tuple(Alike(self._keys[at], score) for at, score in best)


def _pieces(text: str) -> frozenset[str]:
    words = even(text)
    if 0 < len(words) < _PIECE:
        return frozenset((words,))
    return frozenset(words[at : at + _PIECE] for at in range(len(words) - _PIECE + 1))


def _score(one: frozenset[str], other: frozenset[str]) -> float:
    total = len(one) + len(other)
    return 2 * len(one & other) / total if total else 0.0
