"""Where the markers of an office's workbook stand, and everything that stands against filling them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from openpyxl.cell import Cell

from ledger.errors import Said, say
from ledger.model import markers

if TYPE_CHECKING:
    from openpyxl.worksheet.header_footer import _HeaderFooterPart
    from openpyxl.worksheet.worksheet import Worksheet

Marked = Sequence[tuple[Cell, str]]
"""Cells with markers, or with what was meant as one, and their texts."""


def marked(sheet: Worksheet) -> Marked:
    """The cells of a sheet that are to be filled, or seem to be."""
    return [
        (cell, text)
        for cell, text in _texts(sheet)
        if markers.names_in(text) or markers.is_wide(text) or markers.is_broken(text)
    ]


def _texts(sheet: Worksheet) -> Iterator[tuple[Cell, str]]:
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell, Cell) and cell.value is not None and cell.data_type in {"s", "inlineStr"}:
                yield cell, str(cell.value)


def row_names(cells: Marked) -> dict[int, list[str]]:
    """The markers of each row that are about an issue, and not said once for the whole sheet."""
    found: dict[int, list[str]] = {}
    for cell, text in cells:
        if names := [name for name in markers.names_in(text) if markers.scalar(name) is None]:
            found.setdefault(cell.row, []).extend(names)
    return found


def row_of(cells: Marked) -> int | None:
    """The row that becomes one for every issue, if there is one."""
    return next(iter(row_names(cells)), None)


def margins(sheet: Worksheet) -> Iterator[_HeaderFooterPart]:
    """The three parts of every printed header and footer."""
    for name in ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"):
        item = getattr(sheet, name)
        yield from (item.left, item.center, item.right)


def faults(sheet: Worksheet, cells: Marked) -> Iterator[Said]:
    """Everything that stands against filling a sheet, with its cell."""
    yield from _misspelt(sheet, cells)
    yield from _in_margins(sheet)
    names = row_names(cells)
    if len(names) > 1:
        yield say("template.two-rows", sheet=sheet.title, rows=tuple(names))
    elif names:
        yield from _merged(sheet, next(iter(names)))
    for row, told in names.items():
        try:
            subject = markers.wanted(told).subject
        except ValueError:
            yield say("template.two-subjects", sheet=sheet.title, row=row)
            continue
        for cell, text in cells:
            reasons = (markers.unknown(name, subject) for name in markers.names_in(text) if cell.row == row)
            for why in filter(None, reasons):
                yield say("template.fault", sheet=sheet.title, cell=cell.coordinate, why=why)


def _misspelt(sheet: Worksheet, cells: Iterable[tuple[Cell, str]]) -> Iterator[Said]:
    for cell, text in cells:
        if markers.is_wide(text):
            yield say("template.wide", sheet=sheet.title, cell=cell.coordinate, text=text)
        elif markers.is_broken(text):
            yield say("template.half", sheet=sheet.title, cell=cell.coordinate, text=text)


def _in_margins(sheet: Worksheet) -> Iterator[Said]:
    """Of a header or footer only what is said once for the whole sheet can be asked."""
    for part in margins(sheet):
        text = part.text or ""
        if markers.is_wide(text) or markers.is_broken(text):
            yield say("template.half", sheet=sheet.title, cell=say("template.margin"), text=text)
        for name in markers.names_in(text):
            if markers.scalar(name) is None:
                yield say("template.margin-row", sheet=sheet.title, name=name, known=tuple(markers.SCALARS))


def _merged(sheet: Worksheet, row: int) -> Iterator[Said]:
    """A cell merged over the row and its neighbours would swallow the new rows."""
    for area in sorted(sheet.merged_cells.ranges, key=lambda one: (one.min_row, one.min_col)):
        if area.min_row <= row <= area.max_row and area.min_row != area.max_row:
            yield say("template.merged", sheet=sheet.title, area=area.coord, row=row)
