"""Markdown: headings, paragraphs and list entries as lines, tables as tables, and the HTML in it as HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ledger.errors import Said, say
from ledger.formats.documents import text as plain
from ledger.formats.documents.base import MOST_CHARACTERS, Content
from ledger.formats.documents.blocks import placed
from ledger.formats.documents.encodings import decoded
from ledger.formats.documents.html import parts_of
from ledger.formats.xlsx.unfit import UnfitError
from ledger.model.document import Block, Cell, Line, Spot, Table

_BREAK = re.compile(r"<br\s{0,9}/?>", re.IGNORECASE)
_STRONG = "**"
"""A mark that the rules leave standing where Chinese has no space: `**责任单位：**市局`. `20__年` keeps its own."""
_DEEPEST = 40
"""Elements within each other, two for a list: more takes the parser longer, and nobody reads lists so deep."""
_MARKS = "*_`[]<>!&\\~|"
_MOST_MARKS = 5_000
"""Marks in a line, beyond which no person wrote it, and the parser takes its time."""
_DEEP = re.compile(r"[ \t]{0,20}(?:(?:>|[-*+]|[0-9]{1,9}[.)])[ \t]{0,9}){18}")
"""Quotes and lists within each other, at which the parser gives up."""


def read(data: bytes, file: str) -> Content:
    """The lines and tables of a Markdown text; what no person would write as Markdown is read as plain text.

    Raises:
        UnfitError: it is no text, or in an encoding that isn't known here.
    """
    found = decoded(data)
    if len(found.text) > MOST_CHARACTERS:
        raise UnfitError(say("document.too-long", limit=MOST_CHARACTERS))
    if any(sum(map(line.count, _MARKS)) > _MOST_MARKS or _DEEP.match(line) for line in found.text.splitlines()):
        return plain.read(data, file)
    # Indented code is out: Chinese paragraphs are indented, by as many spaces. Nor do texts name their links below.
    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable("table").disable(["code", "reference"])
    taking = _Taking()
    blocks = tuple(taking.blocks(parser.parse(found.text)))
    remarks = list(found.remarks)
    if taking.pictures:
        remarks.append(say("document.has-pictures", count=taking.pictures))
    return Content(blocks, (*remarks, *taking.remarks))


class _Taking:
    """Takes the tokens of a text in their order."""

    def __init__(self) -> None:
        self.pictures = 0
        self.remarks: list[Said] = []
        self._number = ""
        self._heading: int | None = None

    def blocks(self, tokens: Sequence[Token]) -> Iterator[Block]:
        """The blocks that the tokens stand for."""
        at = 0
        while at < len(tokens):
            token = tokens[at]
            line = token.map[0] + 1 if token.map else 1
            match token.type:
                case "table_open":
                    end = next(later for later in range(at, len(tokens)) if tokens[later].type == "table_close")
                    yield self._table(tokens[at:end], line)
                    at = end
                case "heading_open":
                    self._heading = int(token.tag[1:])
                case "heading_close":
                    self._heading = None
                case "list_item_open":
                    self._number = f"{token.info}{token.markup} " if token.info else ""
                case "list_item_close":
                    self._number = ""
                case "inline":
                    yield from self._lines(self._texts(token), line)
                case "fence":
                    yield from self._lines([token.info, *token.content.split("\n")], line)
                case "html_block":
                    yield from self._html(token.content, line)
                case _:
                    pass
            at += 1

    def _lines(self, texts: Sequence[str], first: int) -> Iterator[Line]:
        for at, text in enumerate(texts):
            for piece in text.split("\v"):
                if piece.strip():
                    yield Line(self._number + piece.strip(), Spot(first + at), self._heading)
                    self._number = ""

    def _texts(self, token: Token) -> list[str]:
        """The text of a paragraph, one entry a line of the source; a `<br>` in it is a vertical tab."""
        text = ""
        for child in token.children or ():
            match child.type:
                case "softbreak" | "hardbreak":
                    text += "\n"
                case "html_inline":
                    text += "\v" if _BREAK.fullmatch(child.content) else ""
                case "image":
                    self.pictures += 1
                    text += child.content
                case "text" | "code_inline":
                    text += child.content
                case _:
                    pass
        return text.replace(_STRONG, "").split("\n")

    def _table(self, tokens: Sequence[Token], line: int) -> Table:
        rows: list[tuple[Cell | None, ...]] = []
        row: list[Cell | None] = []
        for token in tokens:
            if token.type == "tr_open":
                row = []
            elif token.type == "inline":
                text = "\n".join(piece.strip() for one in self._texts(token) for piece in one.split("\v"))
                row.append(Cell(text, Spot(line, row=len(rows) + 1, column=len(row) + 1)))
            elif token.type == "tr_close":
                rows.append(tuple(row))
        return Table(tuple(rows), Spot(line))

    def _html(self, page: str, line: int) -> Iterator[Block]:
        parts, remarks = parts_of(page)
        self.remarks += remarks
        for block in placed(parts):
            yield _at(block, line)


def _at(block: Block, line: int) -> Block:
    """The block, as it stands in the line of the text where its HTML begins."""
    spot = replace(block.spot, line=line)
    if isinstance(block, Line):
        return replace(block, spot=spot)
    rows = tuple(
        tuple(cell and replace(cell, spot=replace(cell.spot, line=line)) for cell in row) for row in block.rows
    )
    return Table(rows, spot)
