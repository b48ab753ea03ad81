"""An office's own workbook filled: its row of `{{markers}}` becomes a row for every issue, in its own style.

The workbook is loaded, filled and saved as a new file; the template itself is never written to. What openpyxl would
lose on the way is told by `lossy`; it is for the caller to ask first, or to name it beside the result.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from openpyxl import load_workbook
from openpyxl.cell import Cell, MergedCell

from ledger.errors import Said, UnreadableError, say
from ledger.formats.xlsx import reading, unfillable
from ledger.formats.xlsx.cells import as_text, escaped
from ledger.formats.xlsx.growing import InOrder, grow
from ledger.formats.xlsx.lossy import losses
from ledger.formats.xlsx.package import open_package
from ledger.formats.xlsx.page import day_in_words
from ledger.formats.xlsx.pictures import drawn
from ledger.formats.xlsx.room import Room
from ledger.formats.xlsx.styles import DATE_FORMAT
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
    lost = losses(package, drawn(data))
    return Template(data, file, lost.grave, lost.slight)


@dataclass(frozen=True)
class Filled:
    """A template filled: the workbook, and the issues that stand in it."""

    data: bytes
    issues: frozenset[str]
    remarks: tuple[Said, ...] = ()
    """What somebody should look at before it is sent."""


@dataclass(frozen=True)
class _Filling:
    """What was written into one sheet, and what should be looked at."""

    rows: Sequence[Row] = ()
    remarks: tuple[Said, ...] = ()


def fill(template: Template, report: Report) -> Filled:
    """The template filled with the report. Raises UnreadableError naming every marker that can't be filled, and for
    a workbook without any.
    """
    book = _loaded(template)
    found = [(sheet, unfillable.marked(sheet)) for sheet in book.worksheets]
    faults = [fault for sheet, cells in found for fault in unfillable.faults(sheet, cells)]
    if faults:
        raise UnreadableError(say("template.faults", file=template.file), *faults)
    if not any(unfillable.row_of(cells) for _, cells in found):
        raise UnreadableError(say("template.no-markers", file=template.file))
    issues: set[str] = set()
    remarks: list[Said] = []
    for sheet, cells in found:
        filling = _fill_sheet(book, sheet, cells, report)
        issues |= {row.issue for row in filling.rows}
        remarks += filling.remarks
        sheet.merged_cells = InOrder(sheet.merged_cells.ranges)
    return Filled(pack(book, report.day), frozenset(issues), tuple(remarks))


def _loaded(template: Template) -> Workbook:
    """The workbook as openpyxl has it. What it warns of losing was told before; what it can't load is told here."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(template.data), rich_text=True)
    except Exception as error:  # openpyxl raises a dozen kinds for files that Excel opens; none of them is ours
        raise UnreadableError(say("template.not-loaded", file=template.file, reason=str(error))) from error
    for sheet in book.worksheets:
        pictures = [one.picture for one in drawn(template.data) if one.sheet == sheet.title and one.picture]
        sheet._images = pictures  # type: ignore[attr-defined]  # noqa: SLF001 - where Pillow is, some are there already
    return book


def _fill_sheet(book: Workbook, sheet: Worksheet, cells: unfillable.Marked, report: Report) -> _Filling:
    at = unfillable.row_of(cells)
    names = unfillable.row_names(cells).get(at, []) if at else []
    wanted = markers.wanted(names)
    fields = tuple(dict.fromkeys(wanted.fields.values()))
    found = rows(report, wanted.subject, fields) if at else ()
    once = _scalars(report, len(found) if at else len(report.entries))
    for cell, text in cells:
        if cell.row != at:
            _write(cell, _value(text, {}, once), report)
    _fill_margins(sheet, once)
    if at is None:
        return _Filling()
    pointing = grow(book, sheet, at, len(found) - 1)
    remarks = [say("template.one-row", cells=pointing, sheet=sheet.title, row=at)] if pointing else []
    pattern = [(cell.column, text) for cell, text in cells if cell.row == at]
    room = Room(sheet, at, [column for column, _ in pattern])
    for number, row in enumerate(found, at):
        given = dict(zip(fields, row.values, strict=True))
        for column, text in pattern:
            values = {name: given[wanted.fields[name]] for name in markers.names_in(text) if name in wanted.fields}
            _write(sheet.cell(number, column), _value(text, values, once), report)
        room.fit(number, row.key)
    if room.clipped:
        remarks.append(say("template.clipped", sheet=sheet.title, rows=tuple(room.clipped)))
    if not found:
        for one in sheet[at]:
            if isinstance(one, Cell):
                one.value = None
    return _Filling(found, tuple(remarks))


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
    if isinstance(value, Link) and report.links is not None:
        cell.hyperlink = report.links + value.target


def _fill_margins(sheet: Worksheet, once: Mapping[markers.Scalar, str]) -> None:
    """Markers in the printed headers and footers, where `&` begins a code (`&P`): one in a value is doubled."""
    spelt = {name: as_text(text).replace("&", "&&") for name, text in once.items()}
    for part in unfillable.margins(sheet):
        if part.text and markers.names_in(part.text):
            part.text = str(_value(part.text, {}, spelt))
