"""The rows of a table with every merged cell in each of its places, and which of them are the headings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ledger.formats.plan_text.table_columns import Column, columns, known, roles
from ledger.model.document import Cell, Spot, Table
from ledger.model.units import plain

_FEW, _MANY = 3, 5
_HEADING_ROWS = 3
_LONGEST_HEADING = 30
_SENTENCE = "。；;！？"


@dataclass(frozen=True, slots=True)
class Row:
    """One row; a place without words holds nothing."""

    cells: tuple[Cell | None, ...]
    spot: Spot
    merging: bool
    """Whether the table tells which cells are merged; where it doesn't, a blank may be the lower part of one."""

    def text(self, at: int) -> str:
        """What stands in a column."""
        cell = self.cells[at] if at < len(self.cells) else None
        return cell.text.strip() if cell else ""

    def own(self, at: int) -> Cell | None:
        """The cell that stands in a column, but for one that came over from the column at its left."""
        cell = self.cells[at] if at < len(self.cells) else None
        return None if cell is None or (at and self.cells[at - 1] is cell) else cell

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything that it says, merged cells once, from left to right."""
        return tuple(cell.text.strip() for at in range(len(self.cells)) if (cell := self.own(at)) is not None)


@dataclass(frozen=True, slots=True)
class Heads:
    """The headings of a table: their rows, counted from 0, and its columns."""

    first: int
    last: int
    columns: tuple[Column, ...]
    words: tuple[tuple[int, tuple[str, ...]], ...]
    said: frozenset[str]
    """Every heading as it is compared."""

    @property
    def labels(self) -> frozenset[str]:
        """The roles that say something about an item."""
        return frozenset(one.role for one in self.columns) - {"other", "counter", "number"}


def heads_of(first: int, last: int, words: Sequence[tuple[int, tuple[str, ...]]]) -> Heads:
    """The headings in some rows, from the words above each column."""
    said = frozenset(plain(word) for _, upper in words for word in upper)
    return Heads(first, last, columns(words), tuple(words), said)


def rows_of(table: Table) -> tuple[Row, ...]:
    """The rows of a table, all of one width."""
    width = max((len(row) for row in table.rows), default=0)
    filled: list[list[Cell | None]] = [[None] * width for _ in table.rows]
    merging = any(cell is not None and (cell.rows > 1 or cell.columns > 1) for row in table.rows for cell in row)
    for at, row in enumerate(table.rows):
        for left, cell in enumerate(row):
            if cell is not None and cell.text.strip():
                for below in range(at, min(at + cell.rows, len(filled))):
                    for beside in range(left, min(left + cell.columns, width)):
                        filled[below][beside] = cell
    return tuple(Row(tuple(cells), _spot(table, number, cells), merging) for number, cells in enumerate(filled, 1))


def _spot(table: Table, number: int, cells: Sequence[Cell | None]) -> Spot:
    first = next((cell for cell in cells if cell is not None), None)
    return first.spot if first else Spot(table.spot.line, table.spot.page, number, 1, table.spot.sheet)


def find_heads(rows: Sequence[Row], start: int = 0) -> Heads | None:
    """The next headings at or below a row; None where no row looks like headings of a list."""
    for at in range(start, len(rows)):
        if is_heading(rows[at]):
            heads = _around(rows, at, start)
            if _lists_items(heads) and not _beside_a_label(rows, heads):
                return heads
    return None


def _beside_a_label(rows: Sequence[Row], heads: Heads) -> bool:
    """Whether the first cell goes on at the left of the rows below: a label, with a list inside an item beside it."""
    first = rows[heads.last].cells[0]
    return first is not None and heads.last + 1 < len(rows) and rows[heads.last + 1].cells[0] is first


def repeats(row: Row, heads: Heads) -> bool:
    """Whether a row says the headings again, as the first one on a new page does."""
    texts = row.texts
    return len(texts) > 1 and all(len(text) <= _LONGEST_HEADING and plain(text) in heads.said for text in texts)


def is_heading(row: Row) -> bool:
    """Whether a row consists of headings: short words, most of them known."""
    texts = row.texts
    if any(len(text) > _LONGEST_HEADING or text[-1] in _SENTENCE for text in texts):
        return False
    found = len({plain(text) for text in texts if known(text)})
    if found >= _MANY:
        return True
    few = found >= _FEW or (found == len(texts) == _FEW - 1)
    return few and 2 * found > len(texts) and not _alternate(row)


def _alternate(row: Row) -> bool:
    """Whether labels and values take turns, as in a table with one item."""
    said = [known(text) for text in row.texts]
    return len(said) > _FEW and said[0] and not any(said[1::2])


def _lists_items(heads: Heads) -> bool:
    told = heads.labels
    numbered = any(one.role == "number" for one in heads.columns)
    return bool(told & {"finding", "title", "measures"}) and (len(told) > 1 or numbered)


def _around(rows: Sequence[Row], at: int, start: int) -> Heads:
    """The block of heading rows around the first one that is sure."""
    first = at - 1 if at > start and _is_group(rows[at - 1], rows[at]) else at
    last = at
    while last + 1 < len(rows) and last - first + 1 < _HEADING_ROWS and _is_below(rows[last], rows[last + 1]):
        last += 1
    lines = [list(rows[first].cells), *(_placed(rows[n - 1], rows[n]) for n in range(first + 1, last + 1))]
    groups = _carried(lines) if last > first else lines
    words = []
    for column in range(len(rows[at].cells)):
        said = dict.fromkeys("".join(cell.text.split()) for line in groups if (cell := line[column]) is not None)
        if said:
            words.append((column, tuple(said)))
    return heads_of(first, last, words)


def _is_group(upper: Row, lower: Row) -> bool:
    """Whether a row stands over the headings as their groups: several short words, none of them a sentence."""
    texts = upper.texts
    short = all(len(text) <= _LONGEST_HEADING and text[-1] not in _SENTENCE for text in texts)
    return len(texts) > 1 and short and len(lower.texts) > len(texts)


def _is_below(upper: Row, lower: Row) -> bool:
    """Whether a row goes on with the headings: it shares a merged cell with them, or fills the gaps below a group."""
    texts = lower.texts
    if not texts or any(len(t) > _LONGEST_HEADING or t[-1] in _SENTENCE or t[0].isdigit() for t in texts):
        return False
    if lower.merging and any(_stands_alone(upper, lower, at) for at in range(len(lower.cells))):
        return False
    if any(cell is not None and cell is other for cell, other in zip(upper.cells, lower.cells, strict=True)):
        return True
    grouped = any(
        upper.cells[at] is not None and upper.cells[at] is upper.cells[at - 1] for at in range(1, len(upper.cells))
    )
    gaps = not upper.merging and any(cell is None for cell in upper.cells)
    fitting = sum(known(text) for text in texts)
    return (grouped or gaps) and (2 * fitting >= len(texts) or not lower.text(0)) and fitting > 0


def _stands_alone(upper: Row, lower: Row, at: int) -> bool:
    """Whether words that are no heading stand below a heading that is no group: they belong to an item."""
    above, cell = upper.cells[at], lower.own(at)
    return cell is not None and above is not None and cell is not above and above.columns == 1 and not known(cell.text)


def _placed(upper: Row, lower: Row) -> list[Cell | None]:
    """The lower headings below their groups; where a text gives merged cells nowhere they stand too far left."""
    cells = list(lower.cells)
    if lower.merging or not cells or cells[0] is None:
        return cells
    said = [cell for cell in cells if cell is not None]
    gaps = [
        at
        for at, cell in enumerate(upper.cells)
        if cell is None or (at + 1 < len(cells) and upper.cells[at + 1] is None)
    ]
    if len(gaps) < len(said):
        gaps = list(range(len(cells) - len(said), len(cells)))
    placed: list[Cell | None] = [None] * len(cells)
    for at, cell in zip(gaps, said, strict=False):
        placed[at] = cell
    return placed


def _carried(lines: list[list[Cell | None]]) -> list[list[Cell | None]]:
    """The same with a group's word over each of the headings below it, where the table doesn't say it is merged."""
    for number, line in enumerate(lines[:-1]):
        for at in range(1, len(line)):
            if line[at] is None and line[at - 1] is not None and lines[number + 1][at] is not None:
                before = lines[number + 1][at - 1]
                line[at] = line[at - 1] if before is not None and before is not line[at - 1] else None
    return lines


def label_positions(row: Row) -> Iterator[int]:
    """The columns of a row whose cell is a heading that means something."""
    return (at for at in range(len(row.cells)) if (cell := row.own(at)) is not None and roles(cell.text))
