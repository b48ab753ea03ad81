"""Tables at a terminal that is too narrow for them: nothing is ever cut, least of all a digit of a number.

First the headings take two lines; where that does not help, every row is told in lines of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ledger.cli.widths import widest, width

GAP = 2
"""Columns between two cells."""
_FOLDED = 8
"""Columns that a cell which may be folded has at least: four Chinese characters in a line can still be read."""
_WORTH = 2
"""Characters of a Chinese heading that are worth a line."""
_INDENT = "  "


def fits(columns: Iterable[Sequence[str]], wide: Sequence[int], room: int) -> bool:
    """Whether a table has room without a cut, when the columns named in `wide` are folded."""
    rooms = [widest(cells) if at not in wide else min(widest(cells), _FOLDED) for at, cells in enumerate(columns)]
    return sum(rooms) + GAP * (len(rooms) - 1) <= room


def in_two(head: str) -> str:
    """A heading in two lines: at the blank next to its middle, in Chinese in its middle; a short one stays as it is."""
    blanks = [at for at, char in enumerate(head) if char == " "]
    if blanks:
        at = min(blanks, key=lambda blank: abs(2 * blank - len(head)))
        return f"{head[:at]}\n{head[at + 1 :]}"
    middle = (len(head) + 1) // 2
    return head if head.isascii() or middle < _WORTH else f"{head[:middle]}\n{head[middle:]}"


def with_tall_heads(columns: Iterable[Sequence[str]]) -> list[list[str]]:
    """The same table with its headings in two lines."""
    return [[in_two(head), *cells] for head, *cells in columns]


def one_by_one(columns: Iterable[Sequence[str]], room: int) -> Iterator[str]:
    """Every row by itself: its first cell, and below it the others, each behind its heading."""
    heads, *rows = zip(*columns, strict=True)
    for first, *others in rows:
        yield first
        told = [f"{head} {cell}" for head, cell in zip(heads[1:], others, strict=True) if cell]
        yield from (f"{_INDENT}{line}" for line in _flowing(told, room - len(_INDENT)))


def _flowing(pieces: Sequence[str], room: int) -> Iterator[str]:
    """Pieces side by side, in as many lines as they need; none is broken."""
    line = ""
    for piece in pieces:
        longer = f"{line}{' ' * GAP}{piece}" if line else piece
        if line and width(longer) > room:
            yield line
            line = piece
        else:
            line = longer
    if line:
        yield line
