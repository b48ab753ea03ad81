"""Tables of pages: characters put into the cells that are drawn, and tables that go on over pages made one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ledger.formats.documents import pagelines
from ledger.formats.documents.blocks import Box, Paragraph, Rows
from ledger.formats.documents.pdfium import Glyph
from ledger.formats.documents.ruling import TOUCH, Region, Ruled

_ENDED = "。；;！!？?）)」』”"


@dataclass(frozen=True, slots=True)
class PageCell:
    """A cell: where it begins and what it covers, its text, and the room that its last line leaves, in characters."""

    region: Region
    text: str
    room: float
    page: int


@dataclass(slots=True)
class PageTable:
    """A table on a page, or on several: its rows of cells by column."""

    xs: tuple[float, ...]
    top: float
    page: int
    rows: list[dict[int, PageCell]] = field(default_factory=list)
    last_page: int = 0
    """On which it ends."""
    open_at: dict[int, int] = field(default_factory=dict)
    """By column, the row in which the lowest cell begins: it may go on on the next page."""

    def add(self, rows: Sequence[dict[int, PageCell]]) -> None:
        """Put rows below the others."""
        for at, row in enumerate(rows, len(self.rows)):
            self.open_at.update(dict.fromkeys(row, at))
        self.rows.extend(rows)


def table_of(ruled: Ruled, glyphs: Sequence[Glyph], page: int) -> PageTable:
    """The table with these characters in it."""
    owner = {
        (row, column): at
        for at, region in enumerate(ruled.regions)
        for row in range(region.row, region.row + region.rows)
        for column in range(region.column, region.column + region.columns)
    }
    held: dict[int, list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        place = ruled.region_at((glyph.left + glyph.right) / 2, (glyph.bottom + glyph.top) / 2)
        if place is not None:
            held[owner[place]].append(glyph)
    table = PageTable(ruled.xs, ruled.ys[0], page, last_page=page)
    rows: list[dict[int, PageCell]] = [{} for _ in range(len(ruled.ys) - 1)]
    for at, region in enumerate(ruled.regions):
        left, right = ruled.xs[region.column], ruled.xs[region.column + region.columns]
        text, room = pagelines.paragraph(pagelines.lines(held[at]), left, right)
        rows[region.row][region.column] = PageCell(region, text, room, page)
    table.add(rows)
    return table


def joined(parts: Sequence[Paragraph | PageTable]) -> list[Paragraph | PageTable]:
    """The parts of a document, with tables that go on at the top of the next page put together.

    They go on if nothing stands between them and their columns are the same, or fewer on one page because no row there
    needs the others; a heading that is printed again is left out, and a row that was broken is whole again.
    """
    done: list[Paragraph | PageTable] = []
    for part in parts:
        last = done[-1] if done else None
        if isinstance(part, PageTable) and isinstance(last, PageTable) and (columns := _common_columns(last, part)):
            done[-1] = whole = _in_columns(last, columns)
            _append(whole, _in_columns(part, columns))
        else:
            done.append(part)
    return done


def _common_columns(above: PageTable, below: PageTable) -> tuple[float, ...] | None:
    """The edges of the columns of both tables; None if they aren't parts of one on following pages."""
    if not below.rows or below.page != above.last_page + 1:
        return None
    if len(above.xs) == len(below.xs):
        return above.xs if _same_edges(above.xs, below.xs) else None
    more, fewer = (above.xs, below.xs) if len(above.xs) > len(below.xs) else (below.xs, above.xs)
    outer = (more[0], more[-1]), (fewer[0], fewer[-1])
    within = all(min(abs(one - other) for other in more) <= TOUCH for one in fewer)
    meet = _same_edges(_edges(above, len(above.rows) - 1), _edges(below, 0))
    return more if meet and within and _same_edges(*outer) else None


def _same_edges(some: Sequence[float], others: Sequence[float]) -> bool:
    return len(some) == len(others) and all(abs(one - other) <= TOUCH for one, other in zip(some, others, strict=True))


def _edges(table: PageTable, row: int) -> list[float]:
    """Where the cells of a row begin and end."""
    regions = [cell.region for at, cells in enumerate(table.rows) for cell in cells.values()
               if at <= row < at + cell.region.rows]  # fmt: skip
    return sorted({table.xs[at] for one in regions for at in (one.column, one.column + one.columns)})


def _in_columns(table: PageTable, xs: tuple[float, ...]) -> PageTable:
    """The table with its cells over these columns, which are its own or more."""
    if len(table.xs) == len(xs):
        return table
    new = [_nearest(one, xs) for one in table.xs]
    rows = []
    for row in table.rows:
        moved = {}
        for cell in row.values():
            begin, end = new[cell.region.column], new[cell.region.column + cell.region.columns]
            moved[begin] = replace(cell, region=replace(cell.region, column=begin, columns=end - begin))
        rows.append(moved)
    whole = PageTable(xs, table.top, table.page, last_page=table.last_page)
    whole.add(rows)
    return whole


def _nearest(place: float, xs: Sequence[float]) -> int:
    return min(range(len(xs)), key=lambda at: abs(xs[at] - place))


def _append(table: PageTable, more: PageTable) -> None:
    rows = more.rows
    heading = 0
    while heading < min(len(rows), len(table.rows)) - 1 and _texts(rows[heading]) == _texts(table.rows[heading]):
        heading += 1
    # A row of one cell, or of empty ones, is equal by chance; with the names of columns below it, it is a heading.
    rows = rows[heading:] if any(sum(map(bool, _texts(row))) > 1 for row in rows[:heading]) else rows
    above = {column: table.rows[at][column] for column, at in table.open_at.items()}
    broken = _is_broken(above, rows[0])
    for column, cell in list(rows[0].items()):
        if column not in above:
            continue
        # A cell that is merged over rows goes on without its words.
        goes_on = not cell.text and above[column].region.rows > 1
        if broken or goes_on:
            longer = cell.region.rows - 1 if broken else cell.region.rows
            table.rows[table.open_at[column]][column] = _longer(above[column], cell, longer)
            del rows[0][column]
    table.add(rows[1:] if broken else rows)
    table.last_page = more.last_page


def _longer(above: PageCell, below: PageCell, rows: int) -> PageCell:
    """A cell with the rest of it that stands on the next page, which makes it so many rows longer."""
    region = replace(above.region, rows=above.region.rows + rows)
    if not below.text:
        return replace(above, region=region)
    gap = pagelines.between(above.text, below.text, above.room) if above.text else ""
    return replace(above, region=region, text=above.text + gap + below.text, room=below.room)


def _texts(row: dict[int, PageCell]) -> list[str]:
    return ["".join(cell.text.split()) for _, cell in sorted(row.items())]


def _is_broken(above: dict[int, PageCell], below: dict[int, PageCell]) -> bool:
    """Whether a row was broken by the end of a page: its number isn't printed again, and a sentence is unfinished.

    `above` has the cell that stands last in each column.
    """
    if len(below) < 2 or not below.keys() <= above.keys():  # noqa: PLR2004 - a number and what it is the number of
        return False
    first = min(below)
    if below[first].text or not above[first].text:
        return False
    pairs = [(above[column].text, below[column].text) for column in below if column != first]
    if any(one.isdigit() and other.isdigit() for one, other in pairs):
        return False
    return any(one and other and one[-1] not in _ENDED for one, other in pairs) or any(
        one and not other for one, other in pairs
    )


def as_rows(table: PageTable) -> Rows:
    """The table as blocks take it."""
    rows = [
        [
            Box([Paragraph(cell.text, page=cell.page)], cell.region.rows, cell.region.columns, cell.page)
            for _, cell in sorted(row.items())
        ]
        for row in table.rows
    ]
    return Rows(rows, table.page)
