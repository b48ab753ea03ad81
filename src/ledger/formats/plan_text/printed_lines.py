"""Printed lines: what stands on each, how long it is, and which of them is a page number and nothing else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ledger.model.document import Line

_DASH = r"[-—–－―‐~·•]"
_NUMBER = r"(?:[0-9０-９]{1,4}|[一二三四五六七八九十百]{1,4})"
_PAGES = rf"第[ \t\u3000]?{_NUMBER}[ \t\u3000]?页[ \t\u3000,，/|]{{0,3}}共[ \t\u3000]?{_NUMBER}[ \t\u3000]?页"
_PAGE_LINE = re.compile(
    rf"{_DASH}{{1,3}} ?[0-9０-９]{{1,4}} ?{_DASH}{{1,3}}|{_PAGES}|第 ?{_NUMBER} ?页|[0-9]{{1,4}} ?/ ?[0-9]{{1,4}}"
    r"|[Pp]age ?[0-9]{1,4}(?: of [0-9]{1,4})?|[0-9]{1,4} ?页"
)
_BARE_NUMBER = re.compile(r"[0-9０-９]{1,3}")
_HAN = r"[\u3400-\u9fff，、。；：！？,;）)”」』（(“]"
_GOES_ON = r"(?:[\u3400-\u9fff，、。,;；：:！？)）”」』（(“]|[0-9]{1,3}[、.．])"
_PAGE_INSIDE = re.compile(
    rf"(?:(?<={_HAN})|^)[ \t\u3000]?(?:{_DASH}{{1,2}} ?[0-9０-９]{{1,3}} ?{_DASH}{{1,2}}|{_PAGES})"
    rf"[ \t\u3000]?(?={_GOES_ON}|$)"
)
"""`教育身边-1-人`: a page number in mid-sentence, Chinese on both sides; a range of numbers has digits beside it."""
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff\x00-\x08\x0b-\x1f\x7f]")
MARGIN = " \t\u3000\xa0\r\n"
TERMINAL = "。；;！!？?：:”』」…"
UNFINISHED = "，,、（(“「『【《〔-—和及与或的"
NEVER_FIRST = "，,。；;、：:！!？?）)”」』】》〕%％"
_FAR = 8
"""Blanks before a number that stands at the middle or the end of a line: a page number."""
WIDEST = 100
"""No printed line has more letters: longer ones are paragraphs."""
Limits = tuple["float | None", "float | None"]
"""From how many letters on, and from which width on, a line is full; None where lines were not broken at a length."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A printed line; its length counts with what a page number parted from it."""

    line: Line
    text: str
    indent: int
    letters: float
    width: float
    """As wide as it is printed, in Chinese letters."""
    parted: bool = False
    """Whether a page number stands between the line before it and itself."""
    tall: int = 1
    """How many printed lines it is, with the empty ones between them."""

    def full_in(self, limits: Limits) -> bool:
        """Whether a line is as long as a full one: by its letters, or as wide as it is printed."""
        letters, width = limits
        return (letters is not None and self.letters >= letters) or (width is not None and self.width >= width)


def as_one(pieces: Sequence[Piece]) -> Piece:
    """The pieces of a paragraph as one that stands where the first of them does."""
    return replace(
        pieces[0],
        text="".join(piece.text for piece in pieces),
        letters=sum(piece.letters for piece in pieces),
        width=sum(piece.width for piece in pieces),
        tall=pieces[-1].line.spot.line - pieces[0].line.spot.line + pieces[-1].tall,
    )


def piece_of(line: Line) -> Piece:
    """A line without its margins, invisible signs and page numbers in mid-sentence."""
    bare = _INVISIBLE.sub("", line.text).rstrip(MARGIN)
    text = bare.lstrip(MARGIN)
    width = sum(0.5 if char.isascii() else 1.0 for char in bare)
    return Piece(line, _PAGE_INSIDE.sub("", text), len(bare) - len(text), float(len(bare)), width)


def without_page_numbers(pieces: Sequence[Piece]) -> list[Piece]:
    """The lines that say something; each knows whether a page number stood before it."""
    pages = _page_numbers(pieces)
    longest = max((piece.letters for piece in pieces if piece.letters <= WIDEST), default=0.0)
    printed: list[Piece] = []
    parted = False
    for at, piece in enumerate(pieces):
        if not piece.text or at in pages:
            parted = parted or bool(piece.line.text.strip(MARGIN))
            continue
        before = printed[-1] if printed and parted else None
        if before and before.letters + piece.letters <= longest + 1:
            carried = replace(piece, letters=before.letters + piece.letters, width=before.width + piece.width)
            printed.append(replace(carried, parted=True))
        else:
            printed.append(replace(piece, parted=True) if parted else piece)
        parted = False
    return printed


def _page_numbers(pieces: Sequence[Piece]) -> set[int]:
    """Lines that are a page number: `— 3 —`, 第3页; a bare `12` far from the margin, or in the middle of a sentence
    (else it may be a 序号).
    """
    filled = [(at, piece) for at, piece in enumerate(pieces) if piece.text]
    found = {at for at, piece in filled if _PAGE_LINE.fullmatch(piece.text)}
    for (_, before), (at, piece), (_, after) in zip(filled, filled[1:], filled[2:], strict=False):
        if _BARE_NUMBER.fullmatch(piece.text):
            torn = before.text[-1] in UNFINISHED or after.text[0] in NEVER_FIRST
            if torn or piece.indent >= _FAR:
                found.add(at)
    return found
