"""The cells of a sheet that lead to the evidence, as far as Excel bears them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import quote

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink

from ledger.errors import Said, say
from ledger.model.column import Column
from ledger.model.columns import Link, Value

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

MOST = 65_530
"""Hyperlinks of a sheet (Excel specifications and limits). Of a file with more Excel says that it is damaged."""


class Links:
    """Makes the links of a sheet while its rows go by; they stand behind all rows in the file, so they are held until
    it is closed. `folder` leads to the ledger; None: nothing leads anywhere.
    """

    def __init__(self, sheet: Worksheet, columns: Sequence[Column], folder: str | None, *, most: int = MOST) -> None:
        self._sheet, self._folder, self._most, self._left = sheet, folder, most, most
        self._columns = [at for at, column in enumerate(columns) if column.kind == "link"]
        self._unlinked = 0

    def add(self, values: Sequence[Value], number: int) -> bool:
        """Link the cells of a row. Returns whether they lead anywhere: those beyond the last link are plain texts."""
        if self._folder is None:
            return False
        found = [(at, value) for at in self._columns if isinstance(value := values[at], Link)]
        if len(found) > self._left:
            self._left = 0
            self._unlinked += 1
            return False
        self._left -= len(found)
        for at, value in found:
            target = self._folder + quote(value.target, safe="/")
            link = Hyperlink(ref=f"{get_column_letter(at + 1)}{number}", target=target)
            self._sheet._hyperlinks.append(link)  # type: ignore[attr-defined]  # noqa: SLF001 - no public list of them
        return True

    def remarks(self, name: str) -> tuple[Said, ...]:
        """That rows of the sheet called `name` have no links, where there were too many."""
        return (say("export.unlinked", sheet=name, count=self._unlinked, most=self._most),) if self._unlinked else ()
