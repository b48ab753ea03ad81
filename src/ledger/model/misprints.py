"""Damaged dates that stand outside the items of a document (`20_年8月底前` in a preface, in a piece that is no list).

They are nobody's deadline, so nothing is asked about them; but a date that was blanked is told wherever it stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ledger.model.document import Document, Spot
from ledger.model.extract.deadlines import DamagedDate, damaged_in
from ledger.model.item import Item
from ledger.model.stated import Inside

_GOES_ON = "。；;！!？?：:，,、 \t\u3000"
"""What a line ends with when the next one begins with words of its own."""


def misprints(document: Document, items: Sequence[Item]) -> Iterator[tuple[DamagedDate, Spot]]:
    """Every damaged date that no item holds, with its place.

    A line that a paper's width broke within a date begins with the rest of it (`25年8月底前`), which is no damage.
    """
    inside = Inside([replace(one, others=()) for one in items])  # what has no field in a record is nobody's deadline
    before = ""
    for text, spot in document.texts():
        broken = spot.row is None and before != "" and before[-1] not in _GOES_ON
        for one in damaged_in(text):
            whole = one.start > 0 or not broken
            if whole and not inside.says(text, one.start, one.end, spot):
                yield one, spot
        before = text if spot.row is None else ""
