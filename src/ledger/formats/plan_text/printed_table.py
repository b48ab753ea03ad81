"""Tables printed as text, made tables again: cells parted by `|`, tabs, box lines or blanks, or one a line.

Only what can be told for sure becomes a table. Where the headings of a list stand in a text and the cells below them
are out of order, nothing is taken, and it is said what was seen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from itertools import groupby

from ledger.errors import Said, say
from ledger.formats.plan_text.aligned_table import aligned
from ledger.formats.plan_text.parted_rows import Parted, parted_by
from ledger.formats.plan_text.sameness import Same
from ledger.formats.plan_text.stacked_table import headings_in, stacks, tasks_seen
from ledger.model.document import Block, Document, Line
from ledger.model.item import Taken

Finder = Callable[[Sequence[Line]], list[Parted]]


class PrintedTable:
    """A list whose cells are out of order: seen, and not taken. Those in order are for the layouts of tables."""

    name = "printed-table"
    title = "文字里的表，单元格次序已乱"

    def take(self, document: Document) -> Taken:
        """See `Shape.take`; never any entries."""
        return Taken(self.name, 0.0, remarks=tuple(destroyed(document)))


def with_tables(document: Document) -> Document:
    """The document with the tables that are printed among its lines as tables; kept for the next that asks."""
    return _with_tables(Same(document))


@lru_cache(maxsize=4)
def _with_tables(asked: Same[Document]) -> Document:
    document = asked.value
    blocks: list[Block] = []
    for is_line, group in groupby(document.blocks, lambda block: isinstance(block, Line)):
        found = list(group)
        blocks += _among([block for block in found if isinstance(block, Line)]) if is_line else found
    return replace(document, blocks=tuple(blocks))


def _among(lines: list[Line]) -> list[Block]:
    blocks: list[Block] = list(lines)
    for finder in _FINDERS:
        made: list[Block] = []
        for is_line, group in groupby(blocks, lambda block: isinstance(block, Line)):
            found = list(group)
            made += _placed([block for block in found if isinstance(block, Line)], finder) if is_line else found
        blocks = made
    return blocks


def _placed(lines: list[Line], finder: Finder) -> Iterator[Block]:
    at = 0
    for one in finder(lines):
        yield from lines[at : one.first]
        yield one.table
        at = one.end
    yield from lines[at:]


_FINDERS: tuple[Finder, ...] = (partial(parted_by, "|"), partial(parted_by, "\t"), aligned, stacks)


def destroyed(document: Document) -> Iterator[Said]:
    """What is said of lists whose cells are out of order: how many numbered tasks were seen."""
    lines = with_tables(document).lines
    found = next(headings_in(lines), None)
    if found is not None and (seen := tasks_seen(lines, found)):
        yield say("table.destroyed", count=seen, headings=found.words, line=lines[found.first].spot.line)


SHAPE = PrintedTable()
