"""Reads the cells of one issue's rows, field by field, and collects what a person should look at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from ledger.errors import Said, say
from ledger.model import deadline as grammar
from ledger.model.grid import Cell
from ledger.model.layout import Row
from ledger.model.mapping import Mapped
from ledger.model.office import Office


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to look at. One that `stops` keeps its row, and the whole import, from being written."""

    sheet: str
    row: int
    cell: str | None
    text: str
    why: Said
    stops: bool = False


@dataclass(frozen=True)
class Circumstances:
    """What a proposal is made in: the file, the house, the day, and what somebody said holds for every row."""

    file: str
    office: Office
    day: date
    defaults: Mapping[str, str] = field(default_factory=dict)
    subject: str | None = None
    """The field of a book that names what an issue is about (`attributes.企业名称`), where the list has no titles."""


@dataclass
class RowReader:
    """Reads the cells of one issue's rows and collects what it finds odd."""

    sheet: str
    rows: Sequence[Row]
    columns: Mapping[str, Sequence[Mapped]]
    around: Circumstances
    remarks: list[Remark] = field(default_factory=list)
    readings: list[grammar.Reading] = field(default_factory=list)

    def remark(self, cell: Cell | None, why: Said, *, stops: bool = False) -> None:
        """Note something about a cell, or about the rows."""
        one = Remark(
            self.sheet,
            cell.row if cell else self.rows[0].number,
            cell.name if cell else None,
            cell.text if cell else "",
            why,
            stops,
        )
        if one not in self.remarks:
            self.remarks.append(one)

    def cells(self, name: str, rows: Sequence[Row] | None = None) -> list[tuple[Mapped, Cell]]:
        """The cells of a field that can be read as what they show, each merged one once."""
        found: dict[str, tuple[Mapped, Cell]] = {}
        for row in self.rows if rows is None else rows:
            for mapped in self.columns.get(name, ()):
                cell = row.cells.get(mapped.column)
                if cell is not None and cell.text.strip() and self._fit(cell):
                    found.setdefault(cell.name, (mapped, cell))
        return list(found.values())

    def _fit(self, cell: Cell) -> bool:
        if cell.kind == "picture":
            self.remark(cell, say("intake.picture"))
            return False
        if cell.kind == "error" or (cell.kind == "formula" and cell.text.startswith("=")):
            self.remark(cell, say("intake.error" if cell.kind == "error" else "intake.formula"), stops=True)
            return False
        if cell.is_cut_off:
            self.remark(cell, say("import.cut-off"), stops=True)
            return False
        return True

    def text(self, name: str) -> str:
        """All that the cells of a field say, each text once; else what holds for every row."""
        texts = dict.fromkeys(cell.text.strip() for _, cell in self.cells(name))
        return "\n".join(texts) or self.around.defaults.get(name, "")
