"""Rows written as XML by ourselves, because openpyxl's cell writer costs four times as much.

openpyxl makes everything else of a sheet: its head, styles, links, filters. It streams a sheet into a temporary
file; the rows are put into that file where its rows end. This leans on `_writer.out` of openpyxl 3.1, to which
the dependency is pinned. A text is always an inline string here, so nothing can turn into a formula.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import escape

from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter

from ledger.formats.xlsx.cells import escaped
from ledger.model.columns import Link, Value

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

DAY_ZERO = date(1899, 12, 30)
"""The day from which Excel counts days, right for every day after February 1900."""
_END = "</sheetData>"


class Slot(NamedTuple):
    """What the cells of one column have in common, as the pieces of XML around the row's number."""

    letter: str
    start: str
    style: str


def slots(sheet: Worksheet, styles: Sequence[str | None]) -> list[Slot]:
    """The columns of a sheet from the first one on, each with the named style of its cells."""
    made = []
    for at, style in enumerate(styles, 1):
        cell = Cell(sheet, 1, 1)
        if style:
            cell.style = style
        letter = get_column_letter(at)
        made.append(Slot(letter, f'<c r="{letter}', f'" s="{cell.style_id}"'))
    return made


def row_xml(
    number: int, height: float | None, columns: Sequence[Slot], values: Sequence[Value], texts: Sequence[str]
) -> str:
    """One row. `texts` are the values in normal form (`cells.as_text`)."""
    parts = [f'<row r="{number}">' if height is None else f'<row r="{number}" ht="{height}">']
    for (_, start, style), value, text in zip(columns, values, texts, strict=True):
        if not text:
            parts.append(f"{start}{number}{style}/>")
        elif isinstance(value, (str, Link)):
            space = "" if text == text.strip() else ' xml:space="preserve"'
            inner = escape(escaped(text))
            parts.append(f'{start}{number}{style} t="inlineStr"><is><t{space}>{inner}</t></is></c>')
        else:
            figure = (value - DAY_ZERO).days if isinstance(value, date) else text
            parts.append(f"{start}{number}{style}><v>{figure}</v></c>")
    parts.append("</row>")
    return "".join(parts)


def splice(sheet: Worksheet, rows: Iterable[str]) -> None:
    """Close a sheet to which at least one row has been appended, and put `rows` after its last one."""
    sheet.close()  # type: ignore[attr-defined]  # a sheet of a write-only book has it
    file = Path(sheet._writer.out)  # type: ignore[attr-defined]  # noqa: SLF001 - see the module's docstring
    before, end, after = file.read_text("utf-8").rpartition(_END)
    with file.open("w", encoding="utf-8", newline="\n") as out:
        out.write(before)
        out.writelines(rows)
        out.write(end + after)
