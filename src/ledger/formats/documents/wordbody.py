"""The body of a Word document, element by element: paragraphs, tables, text boxes, tracked changes.

Source: ECMA-376 part 1, 17. Elements that aren't named here are looked through: what a content control, a link or an
insertion holds stands where it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ledger.errors import say
from ledger.formats.documents.base import MOST_CHARACTERS
from ledger.formats.documents.blocks import WIDEST_SPAN, Box, Paragraph, Part, Rows
from ledger.formats.documents.numbering import Counters
from ledger.formats.documents.wordstyles import Styles, heading_level, is_contents, level
from ledger.formats.xlsx.markup import local
from ledger.formats.xlsx.unfit import UnfitError

DEEPEST = 400
"""Elements within each other; thirty tables in tables take half of it."""
_LEFT_OUT = frozenset({
    "moveFrom", "delText", "instrText", "delInstrText", "Fallback", "rt", "pPrChange", "rPrChange", "tblPrChange",
    "trPrChange", "tcPrChange", "sectPrChange", "tblGridChange", "numberingChange", "sectPr",
})  # fmt: skip
"""Elements that are passed over with all they hold: what was deleted or moved away, codes of fields, how properties
were before a change, how to pronounce a word, and the second version of a drawing for old programs."""
_OFF = frozenset({"0", "false", "off", "none"})
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_BOXES = {"FE": "☑", "FC": "√", "A8": "□", "6F": "□", "52": "☑", "A3": "□", "FD": "☒"}
"""Ticks and boxes of the Wingdings fonts, by the last two digits of their code."""

_Attributes = Mapping[str, str]
_Close = Callable[[], None]


@dataclass(slots=True)
class Seen:
    """What stands in the text and isn't read as text."""

    deletions: int = 0
    hidden: int = 0
    contents: int = 0
    pictures: int = 0
    notes: int = 0
    enclosed: int = 0


@dataclass(slots=True)
class _Open:
    """A paragraph that is being read."""

    pieces: list[str] = field(default_factory=list)
    boxes: list[Part] = field(default_factory=list)
    style: str | None = None
    list_number: str | None = None
    list_level: int | None = None
    outline: int | None = None
    mark_deleted: bool = False


@dataclass(slots=True)
class _OpenTable:
    rows: Rows = field(default_factory=Rows)
    row: list[Box] = field(default_factory=list)
    before: int = 0
    deleted: bool = False
    cell: Box = field(default_factory=Box)
    goes_on: bool = False
    begins: bool = False
    column: int = 0
    merged: dict[int, Box] = field(default_factory=dict)
    """Cells that may go on in the next row, by their column."""
    still: dict[int, Box] = field(default_factory=dict)


class Body:
    """Takes the elements of the main part one by one; `parts` is what they made."""

    def __init__(self, part: str, styles: Styles, counters: Counters) -> None:
        self.parts: list[Part] = []
        self.seen = Seen()
        self._part, self._styles, self._counters = part, styles, counters
        self._containers: list[list[Part]] = [self.parts]
        self._paragraphs: list[_Open] = []
        self._tables: list[_OpenTable] = []
        self._path: list[str] = [""]
        self._closers: list[_Close | None] = []
        self._names: dict[str, str] = {}
        self._passing = 0
        self._writing = self._hidden = False
        self._characters = 0
        self._joined = ""
        self._openers: Mapping[str, Callable[[_Attributes], _Close | None]] = {
            "p": self._paragraph, "r": self._run, "t": self._words, "tbl": self._table, "tr": self._row,
            "tc": self._cell, "txbxContent": self._text_box, "sym": self._symbol, "vanish": self._vanish,
            "del": self._deleted, "pStyle": self._style, "numId": self._list, "ilvl": self._list_level,
            "outlineLvl": self._outline, "gridSpan": self._span, "vMerge": self._merge, "gridBefore": self._indent,
            "blip": self._picture, "imagedata": self._picture, "footnoteReference": self._note,
            "endnoteReference": self._note, "altChunk": self._enclosed, "OLEObject": self._enclosed,
        }  # fmt: skip

    # what `feed` calls

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if self._passing:
            self._passing += 1
            return
        short = self._names.get(name) or self._names.setdefault(name, local(name))
        if short in _LEFT_OUT:
            self._passing = 1
            self.seen.deletions += short == "moveFrom"
            return
        if short in _SIGNS and self._path[-1] == "r":
            self._write(_SIGNS[short])
        opener = self._openers.get(short)
        closer = opener({local(key): value for key, value in attributes.items()}) if opener else None
        if self._passing:  # the opener decided to pass over the element
            return
        self._closers.append(closer)
        self._path.append(short)
        if len(self._path) > DEEPEST:
            raise UnfitError(say("workbook.xml-monstrous", part=self._part))

    def end(self, _: str) -> None:
        """The innermost element ends."""
        if self._passing:
            self._passing -= 1
            return
        self._path.pop()
        closer = self._closers.pop()
        if closer:
            closer()

    def text(self, data: str) -> None:
        """Text of the innermost element."""
        if self._writing and not self._passing:
            self._write(data)

    def _write(self, text: str) -> None:
        if not self._paragraphs:
            return
        if self._hidden:
            self.seen.hidden += len(text.strip())
            return
        self._characters += len(text)
        if self._characters > MOST_CHARACTERS:
            raise UnfitError(say("workbook.xml-monstrous", part=self._part))
        self._paragraphs[-1].pieces.append(text)

    # paragraphs

    def _paragraph(self, _: _Attributes) -> _Close:
        self._paragraphs.append(_Open())
        return self._end_paragraph

    def _end_paragraph(self) -> None:
        done = self._paragraphs.pop()
        target = self._containers[-1]
        text = self._joined + "".join(done.pieces)
        self._joined = ""
        if done.mark_deleted and not done.boxes:
            self._joined = text  # its end was deleted: the next paragraph goes on with it
            return
        chain = self._styles.chain(done.style)
        if is_contents(chain):
            self.seen.contents += 1
            return
        number = self._number(done, [name for name, _ in chain])
        target.append(Paragraph(number + text, heading_level(done.outline, chain)))
        target += done.boxes

    def _number(self, done: _Open, styles: list[str]) -> str:
        number, at, bound = done.list_number, done.list_level, None
        if number is None:
            for name in styles:
                style = self._styles.by_id[name]
                if style.list_number is not None:
                    number, bound = style.list_number, self._counters.numbering.level_of_style(style.list_number, name)
                    at = at if at is not None else bound if bound is not None else style.list_level
                    break
        return self._counters.label(number, at or 0) if number and number != "0" else ""

    def _style(self, attributes: _Attributes) -> None:
        if self._paragraphs and self._path[-1] == "pPr":
            self._paragraphs[-1].style = attributes.get("val")

    def _list(self, attributes: _Attributes) -> None:
        if self._paragraphs and self._path[-1] == "numPr":
            self._paragraphs[-1].list_number = attributes.get("val")

    def _list_level(self, attributes: _Attributes) -> None:
        if self._paragraphs and self._path[-1] == "numPr":
            self._paragraphs[-1].list_level = level(attributes.get("val", ""))

    def _outline(self, attributes: _Attributes) -> None:
        if self._paragraphs and self._path[-1] == "pPr":
            self._paragraphs[-1].outline = level(attributes.get("val", ""))

    # runs

    def _run(self, _: _Attributes) -> _Close:
        before, self._hidden = self._hidden, False

        def end() -> None:
            self._hidden = before

        return end

    def _vanish(self, attributes: _Attributes) -> None:
        if self._path[-2:] == ["r", "rPr"]:
            self._hidden = attributes.get("val") not in _OFF

    def _words(self, _: _Attributes) -> _Close:
        self._writing = True

        def end() -> None:
            self._writing = False

        return end

    def _symbol(self, attributes: _Attributes) -> None:
        if "wingdings" in attributes.get("font", "").lower():
            self._write(_BOXES.get(attributes.get("char", "")[-2:].upper(), ""))

    def _deleted(self, _: _Attributes) -> None:
        parent = self._path[-1]
        if parent == "trPr":
            if self._tables:
                self._tables[-1].deleted = True
                self.seen.deletions += 1
        elif parent == "rPr":
            if self._paragraphs and self._path[-2] == "pPr":
                self._paragraphs[-1].mark_deleted = True
        else:
            self._passing = 1
            self.seen.deletions += 1

    def _picture(self, _: _Attributes) -> None:
        self.seen.pictures += 1

    def _note(self, _: _Attributes) -> None:
        self.seen.notes += 1

    def _enclosed(self, _: _Attributes) -> None:
        self.seen.enclosed += 1

    def _text_box(self, _: _Attributes) -> _Close:
        host = self._paragraphs[-1].boxes if self._paragraphs else self._containers[-1]
        tables, self._tables = self._tables, []
        writing, self._writing, joined, self._joined = self._writing, False, self._joined, ""
        hidden, self._hidden = self._hidden, False
        self._containers.append(host)

        def end() -> None:
            self._containers.pop()
            self._tables, self._writing, self._joined, self._hidden = tables, writing, joined, hidden

        return end

    # tables

    def _table(self, _: _Attributes) -> _Close:
        table = _OpenTable()
        self._tables.append(table)

        def end() -> None:
            self._tables.pop()
            self._containers[-1].append(table.rows)

        return end

    def _row(self, _: _Attributes) -> _Close | None:
        if not self._tables:
            return None
        table = self._tables[-1]
        table.row, table.before, table.deleted, table.column, table.still = [], 0, False, 0, {}

        def end() -> None:
            if not table.deleted:
                table.merged = table.still
                table.rows.rows.append(table.row)

        return end

    def _indent(self, attributes: _Attributes) -> None:
        if self._tables and self._path[-1] == "trPr":
            self._tables[-1].before = _span(attributes)

    def _cell(self, _: _Attributes) -> _Close | None:
        if not self._tables:
            return None
        table = self._tables[-1]
        if table.before:
            table.row.append(Box(columns=table.before))
            table.column, table.before = table.before, 0
        table.cell, table.goes_on, table.begins = Box(), False, False
        cell = table.cell
        self._containers.append(cell.parts)

        def end() -> None:
            self._containers.pop()
            _end_cell(table, cell)

        return end

    def _span(self, attributes: _Attributes) -> None:
        if self._tables and self._path[-1] == "tcPr":
            self._tables[-1].cell.columns = max(1, _span(attributes))

    def _merge(self, attributes: _Attributes) -> None:
        if self._tables and self._path[-1] == "tcPr":
            goes_on = attributes.get("val", "continue") == "continue"
            self._tables[-1].goes_on, self._tables[-1].begins = goes_on, not goes_on


def _end_cell(table: _OpenTable, cell: Box) -> None:
    above = table.merged.get(table.column) if table.goes_on else None
    if above is not None and above.columns == cell.columns:
        if not table.deleted:
            above.rows += 1
        table.still[table.column] = above
    else:
        table.row.append(cell)
        if table.begins or table.goes_on:
            table.still[table.column] = cell
    table.column += cell.columns


def _span(attributes: _Attributes) -> int:
    text = attributes.get("val", "")
    return (
        min(int(text), WIDEST_SPAN) if text.isascii() and text.isdigit() and len(text) <= len(str(WIDEST_SPAN)) else 0
    )
