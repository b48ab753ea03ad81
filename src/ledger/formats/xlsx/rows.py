"""Rows written as XML by ourselves, because openpyxl's cell writer costs four times as much.

openpyxl makes everything else of a sheet: its head, styles, links, filters. It streams a sheet into a temporary
file; the rows are put into that file where its rows end. This leans on `_writer.out` of openpyxl 3.1, to which
the dependency is pinned. A text is always an inline string here, so nothing can turn into a formula.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import IO, TYPE_CHECKING, NamedTuple

from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter

from ledger.formats.xlsx.cells import escaped
from ledger.model.columns import Link, Value

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

DAY_ZERO = date(1899, 12, 30)
"""The day from which Excel counts days, right for every day after February 1900."""
_END = b"</sheetData>"
_PIECE = 1 << 20


class Slot(NamedTuple):
    """What the cells of one column have in common, as the pieces of XML around the row's number."""

    start: str
    empty: str
    """Behind the number: all of a cell that holds nothing; the beginning of a text and of a figure."""
    text: str
    figure: str


def slots(sheet: Worksheet, styles: Sequence[str | None]) -> list[Slot]:
    """The columns of a sheet from the first one on, each with the named style of its cells."""
    made = []
    for at, style in enumerate(styles, 1):
        cell = Cell(sheet, 1, 1)
        if style:
            cell.style = style
        look = f'" s="{cell.style_id}"'
        text = f'{look} t="inlineStr"><is><t'
        made.append(Slot(f'<c r="{get_column_letter(at)}', f"{look}/>", text, f"{look}><v>"))
    return made


def row_xml(
    number: int, height: float | None, columns: Sequence[Slot], values: Sequence[Value], texts: Sequence[str]
) -> str:
    """One row. `texts` are the values in normal form (`cells.as_text`)."""
    parts = [f'<row r="{number}">' if height is None else f'<row r="{number}" ht="{height}">']
    for (start, empty, beginning, figure), value, text in zip(columns, values, texts, strict=True):
        if not text:
            parts.append(f"{start}{number}{empty}")
        elif isinstance(value, (str, Link)):
            parts.append(f"{start}{number}{beginning}{_inline(text)}")
        else:
            said = (value - DAY_ZERO).days if isinstance(value, date) else text
            parts.append(f"{start}{number}{figure}{said}</v></c>")
    parts.append("</row>")
    return "".join(parts)


def texts_xml(number: int, texts: Sequence[str]) -> str:
    """One row of nothing but texts in normal form, without any style."""
    cells = [
        f'<c r="{get_column_letter(at)}{number}" s="0" t="inlineStr"><is><t{_inline(text)}'
        for at, text in enumerate(texts, 1)
        if text
    ]
    return f'<row r="{number}">{"".join(cells)}</row>'


@lru_cache(maxsize=2048)
def _inline(text: str) -> str:
    """A text from its opening tag on to the end of its cell; most texts are said twice in a workbook, many often."""
    space = "" if text == text.strip() else ' xml:space="preserve"'
    inner = escaped(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"{space}>{inner}</t></is></c>"


@dataclass
class Spool:
    """Rows on their way into a sheet, in a temporary file: however many there are, they take no memory."""

    _file: IO[bytes]
    count: int = 0

    def add(self, row: str) -> None:
        """Take one more row."""
        self._file.write(row.encode())
        self.count += 1

    def copy_into(self, out: IO[bytes]) -> None:
        """Write all of them."""
        self._file.seek(0)
        shutil.copyfileobj(self._file, out, _PIECE)


@contextmanager
def spool() -> Iterator[Spool]:
    """A spool for as long as its rows are needed. Raises OSError where there is no room for them."""
    with tempfile.TemporaryFile() as file:
        yield Spool(file)


def splice(sheet: Worksheet, rows: Spool) -> None:
    """Close a sheet to which at least one row has been appended, and put `rows` after its last one."""
    sheet.close()  # type: ignore[attr-defined]  # a sheet of a write-only book has it
    file = Path(sheet._writer.out)  # type: ignore[attr-defined]  # noqa: SLF001 - see the module's docstring
    before, end, after = file.read_bytes().rpartition(_END)
    with file.open("wb") as out:
        out.write(before)
        rows.copy_into(out)
        out.write(end + after)
