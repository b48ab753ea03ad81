"""A sentence taken apart: its parts between semicolons or after 一是, 二是, and their clauses."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ledger.model.extract.figures import narrow
from ledger.model.extract.sentences import Span, depths

_OPENING, _CLOSING = "(“《「【[〔", ")”》」】]〕"
ENUMERATOR = re.compile(r"(?:(?<=[,:;。])|^)[ ]?(?:[一二三四五六七八九十]{1,2}是(?!否)|[①-⑳]|其[一二三四五](?=[,、]))")
"""What opens one of several parts that stand for themselves."""
_THOUSANDS = re.compile(r"[0-9],[0-9]{3}(?![0-9])")
_LONGEST = 2_000
"""Characters: what goes on longer without a full stop is read piece by piece, so that no text costs more than its
length."""
_BREAKS = re.compile(r"[;；,，。]")


@dataclass(frozen=True)
class Sentence:
    """A sentence and what stands where in it."""

    text: str

    @cached_property
    def even(self) -> str:
        """The text with half-width letters, figures and punctuation, place for place the same."""
        return narrow(self.text)

    @cached_property
    def depth(self) -> list[int]:
        """How many brackets and quotation marks are open at each place."""
        return depths(self.even, _OPENING, _CLOSING)

    @cached_property
    def quoted(self) -> list[int]:
        """How many quotation marks and title marks are open at each place."""
        return depths(self.even, "“《「", "”》」")

    @cached_property
    def clauses(self) -> tuple[Span, ...]:
        """What stands between two signs, brackets and quotations whole."""
        return self._cut(",;:。!?\n")

    @cached_property
    def listed(self) -> bool:
        """Whether it is a list of 一是, 二是: then each part stands for itself."""
        return bool(self._enumerators)

    @cached_property
    def parts(self) -> tuple[Span, ...]:
        """What stands between two semicolons, or is one of 一是, 二是."""
        cuts = sorted({0, *self._enumerators, *(span.start for span in self._cut(";\n"))})
        ends = [*cuts[1:], len(self.text)]
        return tuple(Span(start, end) for start, end in zip(cuts, ends, strict=True) if self.text[start:end].strip())

    def clause_at(self, at: int) -> int:
        """The number of the clause in which a place stands."""
        return max(0, bisect_right(self.clauses, at, key=lambda clause: clause.start) - 1)

    def part_end(self, at: int) -> int:
        """Where the part ends in which a place stands."""
        return next((part.end for part in self.parts if part.start <= at < part.end), len(self.text))

    @cached_property
    def _enumerators(self) -> tuple[int, ...]:
        return tuple(hit.start() for hit in ENUMERATOR.finditer(self.even) if self.depth[hit.start()] == 0)

    def _cut(self, signs: str) -> tuple[Span, ...]:
        found, start = [], 0
        for at, char in enumerate(self.even):
            if char in signs and self.depth[at] == 0 and not _THOUSANDS.match(self.even, max(0, at - 1)):
                found.append(Span(start, at + 1))
                start = at + 1
        if start < len(self.even):
            found.append(Span(start, len(self.even)))
        return tuple(found)


def pieces(text: str) -> Iterator[str]:
    """A text in pieces that can be read as sentences: mostly itself."""
    start = 0
    while len(text) - start > _LONGEST:
        breaks = list(_BREAKS.finditer(text, start, start + _LONGEST))
        end = breaks[-1].end() if breaks else start + _LONGEST
        yield text[start:end]
        start = end
    yield text[start:]
