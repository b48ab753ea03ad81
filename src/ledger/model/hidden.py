"""What the hidden sheets of a returned workbook say: what was exported into which column, and what the cells held.

`formats.xlsx.keys` writes them, and describes them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ledger.errors import UnreadableError, say
from ledger.model.columns import BY_HAND
from ledger.model.grid import Book, Line
from ledger.model.locked import marked
from ledger.model.units import plain

FORMAT = "1"
LEDGER_SHEET, BASE_SHEET = "_ledger", "_base"
KEY = "_key"

Base = Mapping[tuple[str, str], Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Shown:
    """A column as it was exported."""

    heading: str
    field: str
    editable: bool


@dataclass(frozen=True, slots=True)
class About:
    """What the sheet `_ledger` says: of the workbook, and of every sheet what its rows are about and its columns."""

    title: str
    day: date | None
    """The ledger's name, and the day of the export."""
    subjects: Mapping[str, str]
    columns: Mapping[str, tuple[Shown, ...]]
    headings: Mapping[str, frozenset[str]]
    by_hand: Mapping[str, frozenset[str]]
    """Of every sheet all the headings without their blanks, and those of the columns that are filled in by hand."""
    marked: Mapping[str, tuple[str, ...]]
    """Of every sheet the fields whose cells have marks, in their order."""


def about(book: Book) -> About:
    """What the workbook says of itself. Raises UnreadableError for one that `export` did not write, for one that lost
    what was exported, and for one of a newer program.
    """
    grid = book.grid(LEDGER_SHEET)
    if grid is None:
        raise UnreadableError(say("import.not-ours", file=book.file))
    if book.grid(BASE_SHEET) is None:
        raise UnreadableError(say("import.no-base", file=book.file))
    workbook: dict[str, str] = {}
    subjects: dict[str, str] = {}
    shown: dict[str, list[Shown]] = {}
    for line in grid.lines:
        first, *rest = _texts(line, 5)
        if first == "column":
            sheet, heading, field, editable = rest
            shown.setdefault(sheet, []).append(Shown(heading, field, editable == "edit"))
        elif first == "sheet":
            subjects[rest[0]] = rest[1]
        else:
            workbook[first] = rest[0]
    if workbook.get("format") != FORMAT:
        raise UnreadableError(say("import.newer", file=book.file, format=workbook.get("format", "?")))
    return About(
        title=workbook.get("title", ""),
        day=_day(workbook.get("as_of")),
        subjects=subjects,
        columns={sheet: _apart(columns) for sheet, columns in shown.items()},
        headings={sheet: _headings(columns) for sheet, columns in shown.items()},
        by_hand={sheet: _headings(one for one in columns if one.field == BY_HAND) for sheet, columns in shown.items()},
        marked={sheet: marked((one.field, one.editable) for one in columns) for sheet, columns in shown.items()},
    )


def _headings(columns: Iterable[Shown]) -> frozenset[str]:
    return frozenset(plain(one.heading) for one in columns)


def _apart(columns: Sequence[Shown]) -> tuple[Shown, ...]:
    """One column a field: where two show the same, the one that may be edited. What is filled by hand is no field."""
    ordered = sorted((one for one in columns if one.field != BY_HAND), key=lambda one: not one.editable)
    kept = {one.field: one for one in reversed(ordered)}
    return tuple(one for one in columns if kept.get(one.field) is one)


def base(book: Book) -> Base:
    """The sheet `_base`: by sheet and key, the editable values as they were exported, and beside them, under `_marks`
    and `_uid`, the marks of the other cells and whose row it is.
    """
    grid = book.grid(BASE_SHEET)
    fields: dict[str, list[str]] = {}
    held: dict[tuple[str, str], Mapping[str, str]] = {}
    for line in grid.lines if grid else ():
        width = max(line.cells, default=0)
        sheet, key, *texts = _texts(line, max(width, 2))
        if key == KEY:
            fields[sheet] = texts
        elif sheet in fields:
            texts += [""] * (len(fields[sheet]) - len(texts))
            held[sheet, key] = dict(zip(fields[sheet], texts, strict=False))
    return held


def _texts(line: Line, count: int) -> list[str]:
    return [cell.text if (cell := line.cells.get(at)) else "" for at in range(1, count + 1)]


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None
