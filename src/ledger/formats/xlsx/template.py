"""An office's own workbook filled: its row of `{{markers}}` becomes a row for every issue, in its own style.

The workbook is loaded, filled and saved as a new file; the template itself is never written to. What openpyxl would
lose on the way is told by `lossy`; it is for the caller to ask first, or to name it beside the result.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from openpyxl import load_workbook
from openpyxl.cell import Cell, MergedCell

from ledger.errors import Said, UnreadableError, say
from ledger.formats.xlsx import heights, reading
from ledger.formats.xlsx.cells import as_text, escaped
from ledger.formats.xlsx.growing import InOrder, grow
from ledger.formats.xlsx.lossy import losses
from ledger.formats.xlsx.package import open_package
from ledger.formats.xlsx.page import FlexibleRow, day_in_words
from ledger.formats.xlsx.styles import BODY_SIZE, DATE_FORMAT
from ledger.formats.xlsx.zipped import pack
from ledger.model import markers
from ledger.model.columns import Link, Value
from ledger.model.report import Report
from ledger.model.tables import Row, rows

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

LARGEST = 4 << 20
"""Bytes of a template. It is loaded whole, with every formatted cell."""
MOST_UNPACKED = 48 << 20
MOST_MERGED = 200_000
"""Merged cells in all: openpyxl makes an object of each."""
USUAL_WIDTH = 8.43


@dataclass(frozen=True)
class Template:
    """A workbook with markers, read and found fit to be filled."""

    data: bytes
    file: str
    losses: tuple[Said, ...]
    """What filling it would lose, and somebody must agree to."""
    slight: tuple[Said, ...] = ()
    """What filling it loses as well, and nobody would miss."""


def read(data: bytes, file: str) -> Template:
    """The template in `data`. Raises UnreadableError where it is no workbook, or too big to be loaded whole."""
    book = reading.read(data, file)
    package = open_package(data)
    unpacked = sum(one.file_size for one in package.parts.values())
    merged = sum((c - a + 1) * (d - b + 1) for grid in book.grids for a, b, c, d in grid.merged)
    if len(data) > LARGEST or unpacked > MOST_UNPACKED or merged > MOST_MERGED:
        raise UnreadableError(say("template.too-big", file=file))
    lost = losses(package)
    return Template(data, file, lost.grave, lost.slight)


@dataclass(frozen=True)
class Filled:
    """A template filled: the workbook, and the issues that stand in it."""

    data: bytes
    issues: frozenset[str]


def fill(template: Template, report: Report) -> Filled:
    """The template filled with the report. Raises UnreadableError naming every marker that can't be filled, and for
    a workbook without any.
    """
    book = _loaded(template)
    found = [(sheet, _marked(sheet)) for sheet in book.worksheets]
    faults = [fault for sheet, cells in found for fault in _faults(sheet, cells)]
    if faults:
        raise UnreadableError(say("template.faults", file=template.file), *faults)
    if not any(_row_of(cells) for _, cells in found):
        raise UnreadableError(say("template.no-markers", file=template.file))
    issues: set[str] = set()
    for sheet, cells in found:
        issues |= {row.issue for row in _fill_sheet(book, sheet, cells, report)}
        sheet.merged_cells = InOrder(sheet.merged_cells.ranges)
    return Filled(pack(book, report.day), frozenset(issues))


def _loaded(template: Template) -> Workbook:
    """The workbook as openpyxl has it. What it warns of losing was told before; what it can't load is told here."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return load_workbook(io.BytesIO(template.data), rich_text=True)
    except Exception as error:  # openpyxl raises a dozen kinds for files that Excel opens; none of them is ours
        raise UnreadableError(say("template.not-loaded", file=template.file, reason=str(error))) from error


def _texts(sheet: Worksheet) -> Iterator[tuple[Cell, str]]:
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell, Cell) and cell.value is not None and cell.data_type in {"s", "inlineStr"}:
                yield cell, str(cell.value)


def _marked(sheet: Worksheet) -> list[tuple[Cell, str]]:
    """The cells with markers, or with what was meant as one, and their texts."""
    return [(cell, text) for cell, text in _texts(sheet) if markers.names_in(text) or markers.is_wide(text)]


def _row_names(cells: Iterable[tuple[Cell, str]]) -> dict[int, list[str]]:
    """The markers of each row that are about an issue, and not said once for the whole sheet."""
    found: dict[int, list[str]] = {}
    for cell, text in cells:
        if names := [name for name in markers.names_in(text) if markers.scalar(name) is None]:
            found.setdefault(cell.row, []).extend(names)
    return found


def _row_of(cells: Iterable[tuple[Cell, str]]) -> int | None:
    return next(iter(_row_names(cells)), None)


def _faults(sheet: Worksheet, cells: Sequence[tuple[Cell, str]]) -> Iterator[Said]:
    """Everything that stands against filling a sheet, with its cell."""
    for cell, text in cells:
        if markers.is_wide(text):
            yield say("template.wide", sheet=sheet.title, cell=cell.coordinate, text=text)
    names = _row_names(cells)
    if len(names) > 1:
        yield say("template.two-rows", sheet=sheet.title, rows=tuple(names))
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


def _fill_sheet(book: Workbook, sheet: Worksheet, cells: Sequence[tuple[Cell, str]], report: Report) -> Sequence[Row]:
    """Fill one sheet. Returns the rows that were written."""
    at = _row_of(cells)
    names = _row_names(cells).get(at, []) if at else []
    wanted = markers.wanted(names)
    fields = tuple(dict.fromkeys(wanted.fields.values()))
    found = rows(report, wanted.subject, fields) if at else ()
    once = _scalars(report, len(found) if at else len(report.entries))
    pattern = [(cell.column, text) for cell, text in cells if cell.row == at]
    for cell, text in cells:
        if cell.row != at:
            _write(cell, _value(text, {}, once), report)
    _fill_margins(sheet, once)
    if at is None:
        return ()
    grow(book, sheet, at, len(found) - 1)
    widths, spans = _widths(sheet), _spans(sheet, at)
    usual = sheet.row_dimensions[at].height
    for number, row in enumerate(found, at):
        given = dict(zip(fields, row.values, strict=True))
        for column, text in pattern:
            values = {name: given[wanted.fields[name]] for name in markers.names_in(text) if name in wanted.fields}
            _write(sheet.cell(number, column), _value(text, values, once), report)
        height = max(_height(sheet, number, column, widths, spans) for column, _ in pattern)
        sheet.row_dimensions[number] = FlexibleRow(sheet, index=number, ht=heights.fitted(max(height, usual or 0)))
    if not found:
        for column, _ in pattern:
            sheet.cell(at, column).value = None
    return found


def _scalars(report: Report, count: int) -> Mapping[markers.Scalar, str]:
    house = report.office.policy.ledger
    return {
        "unit": house.unit,
        "day": day_in_words(report.day),
        "title": house.title,
        "count": str(count),
        "selection": report.selection or "全部",
    }


def _value(text: str, values: Mapping[str, Value], once: Mapping[markers.Scalar, str]) -> Value:
    """What a cell holds: a marker's own value where the cell is nothing else, else the words with theirs put in."""

    def of(name: str) -> Value:
        said = markers.scalar(name)
        return once[said] if said else values.get(name)

    parts = markers.pieces(text)
    if len(parts) == 1:
        return of(parts[0].text)
    return "".join(_in_words(of(part.text)) if part.marker else part.text for part in parts)


def _in_words(value: Value) -> str:
    return day_in_words(value) if isinstance(value, date) else as_text(value)


def _write(cell: Cell | MergedCell, value: Value, report: Report) -> None:
    if isinstance(value, (int, Decimal, date)):
        cell.value = value
        if isinstance(value, date) and cell.number_format in {"General", "@"}:
            cell.number_format = DATE_FORMAT
        return
    text = as_text(value)
    cell.value = escaped(text) or None
    if text:
        cell.data_type = "s"
    if isinstance(value, Link):
        cell.hyperlink = report.links + value.target


def _fill_margins(sheet: Worksheet, once: Mapping[markers.Scalar, str]) -> None:
    """Markers in the printed headers and footers."""
    for name in ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"):
        item = getattr(sheet, name)
        for part in (item.left, item.center, item.right):
            if part.text and markers.names_in(part.text):
                part.text = as_text(_value(part.text, {}, once)).replace("&", "&&")


def _widths(sheet: Worksheet) -> dict[int, float]:
    """The width of every column that has one of its own; one entry of the file may stand for several columns."""
    usual = sheet.sheet_format.defaultColWidth or sheet.sheet_format.baseColWidth or USUAL_WIDTH
    found = {0: float(usual)}
    for dimension in sheet.column_dimensions.values():
        for column in range(dimension.min or 0, (dimension.max or 0) + 1):
            found[column] = 0.0 if dimension.hidden else float(dimension.width)
    return found


def _spans(sheet: Worksheet, row: int) -> dict[int, int]:
    """The last column of each merged cell in a row, by its first."""
    return {area.min_col: area.max_col for area in sheet.merged_cells.ranges if area.min_row == row == area.max_row}


def _height(sheet: Worksheet, row: int, column: int, widths: Mapping[int, float], spans: Mapping[int, int]) -> float:
    """How tall a row must be for one of its cells; a cell that doesn't wrap takes one line."""
    cell = sheet.cell(row, column)
    size = float(cell.font.sz or BODY_SIZE)
    text = as_text(cell.value if isinstance(cell.value, str) else "")
    width = sum(widths.get(at, widths[0]) for at in range(column, spans.get(column, column) + 1))
    wraps = cell.alignment is not None and cell.alignment.wrap_text
    return heights.natural_height([(text if wraps else "", max(width, 1.0))], size)
