"""The counts that a file prints of itself, compared part by part where it holds several documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ledger.formats.plan_text.parts import parts_of
from ledger.formats.plan_text.printed_table import with_tables
from ledger.model.document import Document, Spot
from ledger.model.item import Item
from ledger.model.reconcile import Compared, beside, reconcile


def reconciled(
    document: Document, items: Sequence[Item], orphans: Sequence[tuple[str, Spot]] = ()
) -> tuple[Compared, ...]:
    """Every count that a file prints, with its verdict.

    What stands before the only list of a file speaks of that list (`方案` with its 清单 as an annex); where there are
    several lists each part speaks of its own, and a part without a list at most happens to agree.
    """
    parts = [part.document for part in parts_of(document)]
    held = [_within(part, items) for part in parts]
    having = [at for at, listed in enumerate(held) if listed]
    if len(having) <= 1:
        last = having[0] + 1 if having else len(parts)
        blocks = [block for part in parts[:last] for block in part.blocks]
        whole = with_tables(replace(document, blocks=tuple(blocks)))
        rest = [one for part in parts[last:] for one in beside(with_tables(part), items)]
        return (*reconcile(whole, items, orphans), *rest)
    compared: list[Compared] = []
    for part, listed in zip(parts, held, strict=True):
        tabled = with_tables(part)
        compared += reconcile(tabled, listed, _left(part, orphans)) if listed else beside(tabled, items)
    return tuple(compared)


def _within(part: Document, items: Sequence[Item]) -> list[Item]:
    lines = {block.spot.line for block in part.blocks}
    return [item for item in items if item.spot.line in lines]


def _left(part: Document, orphans: Sequence[tuple[str, Spot]]) -> list[tuple[str, Spot]]:
    lines = {block.spot.line for block in part.blocks}
    return [one for one in orphans if one[1].line in lines]
