"""One worksheet, streamed: what its cells hold, without ever holding the cells that hold nothing.

openpyxl makes an object of every formatted cell, expands merged areas, and believes the size that WPS stores wrong;
a million empty rows cost it gigabytes. Here an empty cell costs a glance, and the stored size is not looked at.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ledger.errors import Said, say
from ledger.formats.xlsx.cellvalues import CellValues
from ledger.formats.xlsx.markup import DEEPEST, feed
from ledger.formats.xlsx.package import Package
from ledger.formats.xlsx.strings import LONGEST, named
from ledger.formats.xlsx.unfit import UnfitError
from ledger.model.grid import Area, Cell, Grid, Line, State, letters

MOST_ROWS, MOST_COLUMNS = 100_000, 256
"""Where the last cell that holds something may stand. The measures of 10,000 issues are 55,000 rows."""
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
"""Where any cell may stand (ECMA-376; every spreadsheet since 2007)."""
MOST_AREAS = 100_000
"""Merged areas of a sheet."""

_NEAR = {letters(number): number for number in range(1, MOST_COLUMNS + 1)}
_PLACE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})", re.ASCII)
_NAMES = named("worksheet", "sheetData", "row", "c", "v", "f", "is", "t", "r", "cols", "col", "mergeCells", "mergeCell")
_TEXTS = frozenset({"v", "t", "f"})
_OTHERS = frozenset({"row", "mergeCell", "col"})
_HIDDEN = frozenset({"1", "true", "on"})


def read_sheet(package: Package, part: str, name: str, state: State, values: CellValues) -> Grid:
    """The worksheet that lies in `part`.

    Raises:
        UnfitError: it is damaged, or holds more than is read.
    """
    sheet = _Sheet(name, values)
    feed(package, part, sheet.start, sheet.end, sheet.text)
    return Grid(name, state, tuple(sheet.lines), _clipped(sheet), frozenset(sheet.hidden_columns))


@dataclass
class _Sheet:
    """Takes the elements of a worksheet one by one."""

    name: str
    values: CellValues
    lines: list[Line] = field(default_factory=list)
    areas: list[Area] = field(default_factory=list)
    hidden_columns: set[int] = field(default_factory=set)
    # where the reader stands
    row: int = 0
    row_text: str = "0"
    hidden: bool = False
    cells: dict[int, Cell] = field(default_factory=dict)
    column: int = 0
    place: str = ""
    in_row: bool = False
    cell: dict[str, str] | None = None
    formula: str | None = None
    value: str | None = None
    pieces: list[str] | None = None
    length: int = 0
    outside: int = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        known = _NAMES.get(name)
        if known is None or self.outside:
            self._pass_over()
        elif known in _TEXTS:
            self._start_text()
        elif known == "c":
            self._start_cell(attributes)
        elif known in _OTHERS:
            self._start_other(known, attributes)

    def end(self, name: str) -> None:
        if self.outside:
            self.outside -= 1
            return
        known = _NAMES[name]
        if known == "c":
            self._end_cell()
        elif known == "t":
            self.value = (self.value or "") + self._taken()
        elif known == "v":
            self.value = self._taken()
        elif known == "f":
            self.formula = self._taken()
        elif known == "row":
            self._end_row()

    def text(self, data: str) -> None:
        if self.pieces is not None and not self.outside:
            self.pieces.append(data)
            self.length += len(data)
            if self.length > LONGEST:
                raise self._unfit(say("workbook.cell-too-long", limit=LONGEST))

    def _start_other(self, known: str, attributes: dict[str, str]) -> None:
        if known == "row":
            self._start_row(attributes)
        elif known == "mergeCell":
            self._merge(attributes.get("ref", ""))
        else:
            self._hide(attributes)

    def _pass_over(self) -> None:
        self.outside += 1
        if self.outside > DEEPEST:
            raise self._unfit(say("workbook.sheet-deep"))

    # rows

    def _start_row(self, attributes: dict[str, str]) -> None:
        text = attributes.get("r")
        number = self.row + 1 if text is None else _counted(text)
        if self.in_row or not self.row < number <= LAST_ROW:
            raise UnfitError(say("workbook.rows-disordered", sheet=self.name, row=text or number))
        self.in_row, self.row, self.row_text, self.column, self.place = True, number, str(number), 0, ""
        self.hidden = attributes.get("hidden") in _HIDDEN
        if self.cells:
            self.cells = {}

    def _end_row(self) -> None:
        self.in_row = False
        if self.cells:
            self.lines.append(Line(self.row, self.hidden, self.cells))
            self.values.room.take(cells=len(self.cells))

    # cells

    def _column_of(self, place: str) -> int:
        near = _NEAR.get(place[: -len(self.row_text)]) if place.endswith(self.row_text) else None
        if near:
            return near
        found = _PLACE.fullmatch(place)
        column = _column_number(found[1]) if found else 0
        if not found or int(found[2]) != self.row or column > LAST_COLUMN:
            raise self._unfit(say("workbook.cells-disordered"))
        return column

    def _start_text(self) -> None:
        if self.cell is None:
            self._pass_over()
        elif self.pieces is not None:
            raise self._unfit(say("workbook.sheet-deep"))
        else:
            self.pieces, self.length = [], 0

    def _taken(self) -> str:
        pieces, self.pieces = self.pieces or [], None
        return pieces[0] if len(pieces) == 1 else "".join(pieces)

    def _start_cell(self, attributes: dict[str, str]) -> None:
        if self.cell is not None or not self.in_row:
            raise self._unfit(say("workbook.sheet-deep"))
        self.cell = attributes
        self.formula = self.value = None
        if "r" not in attributes:
            attributes["r"] = letters(self._column_of(self.place) + 1 if self.place else 1) + self.row_text

    def _end_cell(self) -> None:
        attributes, self.cell = self.cell, None
        if attributes is None:
            return
        self.place = attributes["r"]
        if self.value is None and self.formula is None:
            return
        before, self.column = self.column, self._column_of(self.place)
        if self.column <= before:
            raise self._unfit(say("workbook.cells-disordered"))
        try:
            cell = self.values.cell(self.row, self.column, attributes, self.value, self.formula)
        except (ValueError, LookupError) as error:
            raise self._unfit(say("workbook.cell-broken", text=self.value or "")) from error
        if cell is None:
            return
        if self.row > MOST_ROWS or self.column > MOST_COLUMNS:
            raise self._unfit(say("workbook.cell-far", rows=MOST_ROWS, columns=letters(MOST_COLUMNS)))
        self.cells[self.column] = cell

    # the rest

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        found, other = _PLACE.fullmatch(first), _PLACE.fullmatch(last or first)
        if not found or not other or len(self.areas) == MOST_AREAS:
            raise UnfitError(say("workbook.merge-broken", sheet=self.name, area=reference))
        rows = sorted((int(found[2]), int(other[2])))
        columns = sorted((_column_number(found[1]), _column_number(other[1])))
        self.areas.append((rows[0], columns[0], rows[1], columns[1]))

    def _hide(self, attributes: dict[str, str]) -> None:
        if attributes.get("hidden") in _HIDDEN:
            first, last = _counted(attributes.get("min", "")), _counted(attributes.get("max", ""))
            self.hidden_columns.update(range(max(first, 1), min(last, MOST_COLUMNS) + 1))

    def _unfit(self, what: Said) -> UnfitError:
        row = say("workbook.row", row=self.row) if self.row else say("workbook.top")
        place = (self.cell or {}).get("r") or self.place or row
        return UnfitError(say("workbook.at-cell", sheet=self.name, cell=place, what=what))


def _clipped(sheet: _Sheet) -> tuple[Area, ...]:
    """The merged areas within what the cells occupy, so that walking through all of them is never long.

    Areas of a sheet can't overlap; if more is merged than there is, these do.
    """
    bottom = sheet.lines[-1].number if sheet.lines else 0
    right = max((max(line.cells) for line in sheet.lines), default=0)
    kept = [(top, left, min(low, bottom), min(far, right)) for top, left, low, far in sheet.areas]
    kept = [one for one in kept if one[0] <= one[2] and one[1] <= one[3] and one[:2] != one[2:]]
    if sum((low - top + 1) * (far - left + 1) for top, left, low, far in kept) > bottom * right:
        raise UnfitError(say("workbook.merges-overlap", sheet=sheet.name))
    return tuple(sorted(kept))


def _counted(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= len(str(LAST_ROW)) else 0


def _column_number(name: str) -> int:
    number = 0
    for letter in name.upper():
        number = number * 26 + ord(letter) - 64
    return number
