"""The counts that a file prints of itself, compared part by part where it holds several documents."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ledger.errors import say
from ledger.formats.plan_text.parts import Part, parts_of
from ledger.formats.plan_text.printed_table import with_tables
from ledger.model.document import Document, Spot
from ledger.model.item import Item, Printed
from ledger.model.numerals import chinese
from ledger.model.reconcile import Compared, beside, reconcile

_PIECES = re.compile(r"(?:共|【|\[|[(（])(?P<number>[0-9]{1,2}|[一二三四五六七八九十两]{1,3})篇")
_LINES_ABOVE = 5
"""Lines in which a collection says how many pieces it has."""


def reconciled(
    document: Document, items: Sequence[Item], orphans: Sequence[tuple[str, Spot]] = ()
) -> tuple[Compared, ...]:
    """Every count that a file prints, with its verdict.

    What stands before the only list of a file speaks of that list (`方案` with its 清单 as an annex); where there are
    several lists each part speaks of its own, and a part without a list at most happens to agree.
    """
    pieces = parts_of(document)
    announced = tuple(_pieces(document, pieces))
    parts = [part.document for part in pieces]
    held = [_within(part, items) for part in parts]
    having = [at for at, listed in enumerate(held) if listed]
    if len(having) <= 1:
        last = having[0] + 1 if having else len(parts)
        blocks = [block for part in parts[:last] for block in part.blocks]
        whole = with_tables(replace(document, blocks=tuple(blocks)))
        rest = [one for part in parts[last:] for one in beside(with_tables(part), items)]
        return (*announced, *reconcile(whole, items, orphans), *rest)
    compared = [*announced]
    for part, listed in zip(parts, held, strict=True):
        tabled = with_tables(part)
        compared += reconcile(tabled, listed, _left(part, orphans)) if listed else beside(tabled, items)
    return tuple(compared)


def _pieces(document: Document, parts: Sequence[Part]) -> Iterator[Compared]:
    """How many pieces a collection announces (`共3篇`, `【九篇】`) beside those that are there."""
    there = sum(bool(part.title) for part in parts)
    hits = ((line, _PIECES.search(line.text)) for line in document.lines[:_LINES_ABOVE])
    line, hit = next(((line, hit) for line, hit in hits if hit), (None, None))
    if line is None or hit is None or not there:
        return
    number = int(hit["number"]) if hit["number"].isdecimal() else chinese(hit["number"])
    if number is None:
        return
    text = hit[0].strip("【[(（")
    printed = Printed(text, number, "pieces", line.spot)
    key = "reconcile.agrees" if number == there else "reconcile.pieces-differ"
    said = say(key, text=text, count=number, found=there)
    yield Compared(printed, "agrees" if number == there else "differs", there, said)


def _within(part: Document, items: Sequence[Item]) -> list[Item]:
    lines = {block.spot.line for block in part.blocks}
    return [item for item in items if item.spot.line in lines]


def _left(part: Document, orphans: Sequence[tuple[str, Spot]]) -> list[tuple[str, Spot]]:
    lines = {block.spot.line for block in part.blocks}
    return [one for one in orphans if one[1].line in lines]
