"""Texts of a workbook as they are meant: escapes spelt out, rich text made plain, and the table of shared texts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ledger.errors import say
from ledger.formats.xlsx.markup import DEEPEST, feed
from ledger.formats.xlsx.package import Package
from ledger.formats.xlsx.unfit import UnfitError

LONGEST = 32_767
"""Characters of a cell (Excel's own limit)."""
SPREADSHEETS = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
"""The namespace of worksheets, as everybody writes it and as the strict form of the standard does."""
_PLACE = 32
"""Characters that a place in the table is worth, even that of an empty text."""
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass
class Room:
    """What a workbook may still bring: it bounds the memory whatever the file says. Shared texts count once.

    Every sheet of 10,000 issues together has 1.3 million cells: whatever is exported at that size can come back.
    """

    cells: int = 2_000_000
    characters: int = 32_000_000

    def take(self, *, cells: int = 0, characters: int = 0) -> None:
        """Use some of it. Raises UnfitError when there is no more."""
        self.cells -= cells
        self.characters -= characters
        if self.cells < 0 or self.characters < 0:
            raise UnfitError(say("workbook.too-much", cells=Room.cells, characters=Room.characters))


def plain_text(stored: str) -> str:
    r"""A stored text as a person reads it: `_x000D_` is a line end, `_x005F_` an underscore, line ends are `\n`.

    Characters that no text of a record may have are left out. Source: ECMA-376 part 1, 22.4.2.4 (ST_Xstring).
    """
    text = stored
    if "_x" in text:
        text = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
        # A character beyond the first 65,536 is escaped as two halves.
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
        text = _ILLEGAL.sub("", text)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def shared_strings(package: Package, part: str, room: Room) -> list[str]:
    """The table of texts that cells refer to by number.

    Raises:
        UnfitError: the part is damaged, or there is too much of it.
    """
    table = _Table(part, room)
    feed(package, part, table.start, table.end, table.text)
    return table.texts


def named(*names: str) -> dict[str, str]:
    """The local names of elements of a worksheet, by the full names that expat gives."""
    return {f"{space} {name}": name for space in SPREADSHEETS for name in names}


_NAMES = named("sst", "si", "t", "r")
"""Whatever else there is (rPh: how to pronounce it; rPr: its looks) is passed over with all that it holds."""


@dataclass
class _Table:
    part: str
    room: Room
    texts: list[str] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    depth: int = 0
    outside: int = 0
    writing: bool = False

    def start(self, name: str, _: dict[str, str]) -> None:
        known = _NAMES.get(name)
        self.depth += 1
        if self.depth > DEEPEST:
            raise UnfitError(say("workbook.xml-monstrous", part=self.part))
        if self.outside or known is None:
            self.outside += 1
        elif known == "si":
            self.pieces, self.length = [], 0
        elif known == "t":
            self.writing = True

    def end(self, name: str) -> None:
        self.depth -= 1
        if self.outside:
            self.outside -= 1
            return
        known = _NAMES[name]
        if known == "t":
            self.writing = False
        elif known == "si":
            self.texts.append(plain_text("".join(self.pieces)))
            self.room.take(characters=self.length + _PLACE)

    def text(self, data: str) -> None:
        if self.writing and not self.outside:
            self.pieces.append(data)
            self.length += len(data)
            if self.length > LONGEST:
                raise UnfitError(say("workbook.text-too-long", part=self.part, limit=LONGEST))
