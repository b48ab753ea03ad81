"""A workbook as it was found: sheets, rows and the cells that hold something, each as a text with its kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from ledger.errors import Said

Kind = Literal["text", "number", "date", "flag", "formula", "error", "picture"]
State = Literal["visible", "hidden", "veryHidden"]
Area = tuple[int, int, int, int]
"""First row, first column, last row, last column, all of them inside and counted from 1."""
EXACT = 15
"""Digits that a number keeps in every spreadsheet (IEEE 754 double; Excel makes zeros of the others)."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that holds something: where it stands, what kind of thing it is, and the thing as a record writes it.

    Numbers have no exponent (46173, 1.5), dates are ISO, flags are `true` and `false`. A formula's text is the
    value its program last stored with it, or `=` and the formula where none was stored; an error's is its own (#REF!);
    a picture's is the formula that shows it.
    """

    row: int
    column: int
    kind: Kind
    text: str
    percent: bool = False
    """Whether it shows a number as a percentage: 0.771 as 77.1%."""

    @property
    def name(self) -> str:
        """What Excel calls it: D7."""
        return f"{letters(self.column)}{self.row}"

    @property
    def is_cut_off(self) -> bool:
        """Whether it is a number so long that Excel has lost its last digits: a code, and never the one it was."""
        return self.kind == "number" and len(self.text.lstrip("-").partition(".")[0]) > EXACT


@dataclass(frozen=True, slots=True)
class Line:
    """A row that holds something; `hidden` by a filter or by hand. Cells are found by the number of their column."""

    number: int
    hidden: bool
    cells: Mapping[int, Cell]


@dataclass(frozen=True, slots=True)
class Grid:
    """One worksheet: its rows that hold something, from top to bottom, and its merged areas."""

    name: str
    state: State
    lines: tuple[Line, ...]
    merged: tuple[Area, ...]
    hidden_columns: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Book:
    """A workbook: the worksheets in their order, and what was seen in the file and left out."""

    file: str
    grids: tuple[Grid, ...]
    remarks: tuple[Said, ...]

    def grid(self, name: str) -> Grid | None:
        """The worksheet of that name; Excel tells no two names apart by their case."""
        return self._by_name.get(name.casefold())

    @cached_property
    def _by_name(self) -> Mapping[str, Grid]:
        return {one.name.casefold(): one for one in reversed(self.grids)}


def letters(column: int) -> str:
    """The letters of a column: 1 is A, 27 is AA."""
    name = ""
    while column > 0:
        column, place = divmod(column - 1, 26)
        name = chr(65 + place) + name
    return name
