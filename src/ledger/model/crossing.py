"""Region by field: how many issues each place has of each kind, and how many of these are unfinished or late.

An issue may have several fields, so a row adds up to more than its issues; the sum beside a row counts each issue once,
and so does the last line. That is said wherever the table is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ledger.model.rates import UNSAID
from ledger.model.report import Entry, Report
from ledger.model.statistics import FINISHED


@dataclass(frozen=True, slots=True)
class Cell:
    """Some issues: how many there are, are unfinished, are late."""

    total: int = 0
    unfinished: int = 0
    late: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """A region, with a cell for each field."""

    name: str
    cells: tuple[Cell, ...]
    whole: Cell


@dataclass(frozen=True, slots=True)
class Crossing:
    """The table."""

    fields: tuple[str, ...]
    places: tuple[Place, ...]
    """The region with most unfinished issues first."""
    columns: tuple[Cell, ...]
    whole: Cell

    @property
    def most(self) -> int:
        """The largest number of unfinished issues in a cell."""
        return max((cell.unfinished for place in self.places for cell in place.cells), default=0)


@dataclass(slots=True)
class _Sum:
    total: int = 0
    unfinished: int = 0
    late: int = 0

    def add(self, one: Entry) -> None:
        self.total += 1
        self.unfinished += one.situation.standing not in FINISHED
        self.late += bool(one.situation.late)

    @property
    def cell(self) -> Cell:
        return Cell(self.total, self.unfinished, self.late)


@dataclass(slots=True)
class _Sums:
    cells: dict[str, _Sum] = field(default_factory=dict)
    whole: _Sum = field(default_factory=_Sum)

    def add(self, one: Entry, labels: Iterable[str]) -> None:
        self.whole.add(one)
        for label in labels:
            self.cells.setdefault(label, _Sum()).add(one)


def crossing(report: Report) -> Crossing:
    """Counts every issue once in its region, under each of its fields."""
    rows: dict[str, _Sums] = {}
    every = _Sums()
    for one in report.entries:
        labels = tuple(dict.fromkeys(one.issue.fields)) or (UNSAID,)
        rows.setdefault(one.issue.region or UNSAID, _Sums()).add(one, labels)
        every.add(one, labels)
    fields = tuple(sorted(every.cells, key=lambda name: (name == UNSAID, -every.cells[name].total, name)))
    return Crossing(
        fields,
        tuple(
            Place(name, _cells(rows[name].cells, fields), rows[name].whole.cell)
            for name in sorted(rows, key=lambda name: (name == UNSAID, -rows[name].whole.unfinished, name))
        ),
        _cells(every.cells, fields),
        every.whole.cell,
    )


def _cells(sums: Mapping[str, _Sum], fields: tuple[str, ...]) -> tuple[Cell, ...]:
    return tuple(sums[name].cell if name in sums else Cell() for name in fields)
