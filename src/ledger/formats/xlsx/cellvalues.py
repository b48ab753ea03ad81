"""What a stored cell means: by its type, the format it is shown in, and the formula behind it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ledger.formats.xlsx.figures import dated, number_text, stored_date
from ledger.formats.xlsx.looks import Looks
from ledger.formats.xlsx.strings import Room, plain_text
from ledger.model.grid import Cell, Kind

_FLAGS: Mapping[str, str] = {"1": "true", "0": "false", "true": "true", "false": "false"}
_FLAG_FORMULA = re.compile(r"\s*(TRUE|FALSE)\(\s*\)\s*", re.IGNORECASE)
"""LibreOffice stores a ticked flag as this formula; it means nothing but the flag."""
_PICTURE = re.compile(r"=?\s*(?:_xlfn\.)?DISPIMG\(", re.IGNORECASE)
"""WPS shows a picture in a cell by this formula; other programs keep it as a text."""
_SHOWS = re.compile(r"DISPIMG\(", re.IGNORECASE)
_UNKNOWN = "…"
_WRITTEN_OUT = frozenset({"inlineStr", "str"})
"""The types of cells that hold their text themselves."""


@dataclass(frozen=True, slots=True)
class CellValues:
    """What the cells of a workbook refer to, and how much more it may bring."""

    shared: Sequence[str]
    looks: Sequence[Looks]
    from_1904: bool
    room: Room
    texts: dict[str, str] = field(default_factory=dict)
    """Texts that stand in the cells themselves, each kept once: one sheet repeats what another says."""

    def cell(
        self, row: int, column: int, attributes: Mapping[str, str], value: str | None, formula: str | None
    ) -> Cell | None:
        """A stored cell; nothing, if it holds nothing.

        `TRUE()` and `FALSE()` are flags. Any other formula has the kind `formula` and the value last stored with it,
        or the formula itself, with its `=`, where none was stored.

        Raises:
            ValueError, LookupError: the value is not what the type of the cell promises.
        """
        kind, text = self._meaning(attributes, value)
        if formula is not None:
            kind, text = _of_formula(formula, text)
        elif kind == "text" and "DISPIMG" in text and _PICTURE.match(text):
            kind = "picture"
        percent = kind == "number" and self._looks(attributes) == "percent"
        return Cell(row, column, kind, text, percent=percent) if text else None

    def _meaning(self, attributes: Mapping[str, str], value: str | None) -> tuple[Kind, str]:
        stored = attributes.get("t", "n")
        if value is None:
            return "text", ""
        if stored in _WRITTEN_OUT:
            self.room.take(characters=len(value))
            text = plain_text(value)
            return "text", self.texts.setdefault(text, text)
        if stored == "s":
            return "text", self.shared[_index(value)]
        return self._number(attributes, value) if stored == "n" else _rare(stored, attributes, value)

    def _number(self, attributes: Mapping[str, str], value: str) -> tuple[Kind, str]:
        if not value.strip():
            return "text", ""
        looks = self._looks(attributes)
        if looks in {"plain", "percent"}:
            return "number", number_text(value)
        return dated(value, looks, from_1904=self.from_1904)

    def _looks(self, attributes: Mapping[str, str]) -> Looks:
        style = attributes.get("s")
        return self.looks[_index(style)] if style and self.looks else "plain"


def _rare(stored_type: str, attributes: Mapping[str, str], value: str) -> tuple[Kind, str]:
    match stored_type:
        case "b":
            return "flag", _FLAGS[value.strip().lower()]
        case "e":
            # Excel 365 keeps a picture in a cell as this error with a pointer (`vm`) to the picture.
            return ("picture" if "vm" in attributes and value == "#VALUE!" else "error"), value
        case "d":
            return "date", stored_date(value)
        case _:
            raise ValueError(stored_type)


def _of_formula(formula: str, text: str) -> tuple[Kind, str]:
    if flag := _FLAG_FORMULA.fullmatch(formula):
        return "flag", flag[1].lower()
    if _SHOWS.search(formula):
        return "picture", f"={formula}"
    # Of a formula shared by many cells (`t="shared"`) only the first has the text.
    return "formula", text or f"={formula or _UNKNOWN}"


def _index(text: str) -> int:
    """A place in a table; never counted from its end."""
    number = int(text)
    if number < 0:
        raise IndexError(text)
    return number
