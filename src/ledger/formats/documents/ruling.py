"""Tables on a page, told by the lines that are drawn around their cells."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ledger.formats.documents.pdfium import Stroke

TOUCH = 3.0
"""Points by which lines may miss each other and still meet."""
_NARROWEST = 6.0
MOST_PAIRS = 1_000_000
"""Of lines that may cross; more is a drawing."""


@dataclass(frozen=True, slots=True)
class Region:
    """A cell: the row and column in which it begins, from the top, and how many it covers."""

    row: int
    column: int
    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class Ruled:
    """A table as it is drawn: the edges of its columns from left to right, of its rows from top to bottom."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    regions: tuple[Region, ...]

    def region_at(self, x: float, y: float) -> tuple[int, int] | None:
        """The row and column of the place where a point lies, if it lies in the table."""
        column = bisect_right(self.xs, x) - 1
        row = bisect_right([-edge for edge in self.ys], -y) - 1
        inside = 0 <= column < len(self.xs) - 1 and 0 <= row < len(self.ys) - 1
        return (row, column) if inside else None


def tables(strokes: Sequence[Stroke]) -> tuple[list[Ruled], bool]:
    """The tables that lines make, from top to bottom; and whether there were too many lines to tell."""
    across = _merged([one for one in strokes if not one.upright])
    upright = _merged([one for one in strokes if one.upright])
    if len(across) * len(upright) > MOST_PAIRS:
        return [], True
    found = [_ruled(*group) for group in _connected(across, upright)]
    return sorted((one for one in found if one), key=lambda one: -one.ys[0]), False


def _merged(strokes: Sequence[Stroke]) -> list[Stroke]:
    """Lines at the same place made one, where they touch."""
    levels: list[list[Stroke]] = []
    for one in sorted(strokes, key=lambda one: one.at):
        if levels and one.at - levels[-1][0].at <= TOUCH:
            levels[-1].append(one)
        else:
            levels.append([one])
    merged = []
    for level in levels:
        at = sum(one.at for one in level) / len(level)
        start = end = None
        for one in sorted(level, key=lambda one: one.start):
            if start is None or end is None:
                start, end = one.start, one.end
            elif one.start <= end + TOUCH:
                end = max(end, one.end)
            else:
                merged.append(Stroke(one.upright, at, start, end))
                start, end = one.start, one.end
        if start is not None and end is not None:
            merged.append(Stroke(level[0].upright, at, start, end))
    return merged


def _connected(across: Sequence[Stroke], upright: Sequence[Stroke]) -> list[tuple[list[Stroke], list[Stroke]]]:
    """Groups of lines that meet, directly or through others."""
    parent = list(range(len(across) + len(upright)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    heights = [one.at for one in across]
    for number, one in enumerate(upright):
        first, last = bisect_left(heights, one.start - TOUCH), bisect_right(heights, one.end + TOUCH)
        for at in range(first, last):
            if across[at].start - TOUCH <= one.at <= across[at].end + TOUCH:
                parent[root(len(across) + number)] = root(at)
    groups: dict[int, tuple[list[Stroke], list[Stroke]]] = {}
    for at, one in enumerate((*across, *upright)):
        groups.setdefault(root(at), ([], []))[at >= len(across)].append(one)
    return list(groups.values())


def _ruled(across: list[Stroke], upright: list[Stroke]) -> Ruled | None:
    if not upright or len(across) < 2:  # noqa: PLR2004 - a row has two edges
        return None
    ends = [end for one in across for end in (one.start, one.end)]
    # A table that is open at its sides ends where its lines end.
    xs = _edges([min(ends), *(one.at for one in upright), max(ends)])
    ends = [end for one in upright for end in (one.start, one.end)]
    ys = _edges([min(ends), *(one.at for one in across), max(ends)])[::-1]
    rows, columns = len(ys) - 1, len(xs) - 1
    if rows < 1 or columns < 1 or rows * columns < 2:  # noqa: PLR2004 - a single cell is the frame of a page
        return None
    return Ruled(tuple(xs), tuple(ys), tuple(_regions(xs, ys, across, upright)))


def _edges(places: list[float]) -> list[float]:
    edges: list[float] = []
    for place in sorted(places):
        if not edges or place - edges[-1] > _NARROWEST:
            edges.append(place)
    return edges


def _regions(xs: list[float], ys: list[float], across: list[Stroke], upright: list[Stroke]) -> list[Region]:
    walls = {(row, _nearest(xs, one.at)) for one in upright for row in _covered(ys, one)}
    floors = {(_nearest(ys, one.at), column) for one in across for column in _covered(xs, one)}
    rows, columns = len(ys) - 1, len(xs) - 1
    taken: set[tuple[int, int]] = set()
    regions = []
    for row in range(rows):
        for column in range(columns):
            if (row, column) in taken:
                continue
            right = column + 1
            while right < columns and (row, right) not in walls and (row, right) not in taken:
                right += 1
            low = row + 1
            while low < rows and not any((low, one) in floors or (low, one) in taken for one in range(column, right)):
                low += 1
            taken |= {(down, over) for down in range(row, low) for over in range(column, right)}
            regions.append(Region(row, column, low - row, right - column))
    return regions


def _nearest(edges: list[float], place: float) -> int:
    return min(range(len(edges)), key=lambda at: abs(edges[at] - place))


def _covered(edges: list[float], stroke: Stroke) -> list[int]:
    """The rows or columns along which a line goes: those whose middle it passes."""
    middles = [(one + other) / 2 for one, other in pairwise(edges)]
    return [at for at, middle in enumerate(middles) if stroke.start <= middle <= stroke.end]
