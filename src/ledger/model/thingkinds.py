"""Of which kind the things of a sheet are: by what the user says, by a column of it, by its name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from ledger.errors import Said, say
from ledger.model.filled import even
from ledger.model.policy import Objects
from ledger.model.thing import Thing, Things
from ledger.model.thingcolumns import KIND, SORT
from ledger.model.thinglines import Sheet
from ledger.model.thingrows import ATTRIBUTE
from ledger.model.units import plain

_UNNAMED = re.compile(r"(?:sheet|工作表|表|表格)\s*\d*(?:\s*[(（]\d+[)）])?")
"""What programs call a sheet that nobody gave a name."""


@dataclass(frozen=True)
class Kinds:
    """What a sheet says of the kind of its things."""

    sheet: Sheet
    """The same sheet: a column 类别 that says something else than kinds (关停取缔类) is an attribute of its things."""
    name: str | None
    """The kind of the rows that don't tell their own."""
    listed: tuple[str, ...]

    @classmethod
    def of(cls, sheet: Sheet, things: Things, settings: Objects, told: str | None) -> Kinds:
        """What holds for a sheet; `told` is what the user says that all things are."""
        used = (one.kind for one in things if not _UNNAMED.fullmatch(plain(one.kind)))
        known = {plain(kind): kind for kind in (*used, *settings.kinds)}
        name = told or known.get(plain(sheet.name))
        return cls(_with_own_kinds(sheet, known), name, settings.kinds)

    @property
    def why_none(self) -> Said:
        """That nobody can tell what the things of the sheet are, and what to do."""
        return say("object.no-kind", sheet=self.sheet.name, known=self.listed)

    def may_become(self, thing: Thing, kind: str) -> bool:
        """Whether the register was wrong about a thing: its kind is none that the house keeps."""
        return thing.kind not in self.listed and kind in self.listed


def _with_own_kinds(sheet: Sheet, known: Iterable[str]) -> Sheet:
    column = next((at for at, field in sheet.fields.items() if field == SORT), None)
    if column is None:
        return sheet
    words = {even(line.cells[column].text) for line in sheet.lines if column in line.cells}
    are_kinds = "kind" not in sheet.fields.values() and all(plain(word) in known for word in words if word)
    return replace(sheet, fields={**sheet.fields, column: "kind" if are_kinds else f"{ATTRIBUTE}{KIND}"})
