"""A document's lines as one flowing text: page numbers out, sentences that a line end broke whole again.

Nothing else is changed: what a plan says is kept word for word (domain 6.2, mistake 7).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise

from ledger.formats.plan_text.labelling import broken_label, opens_with_label
from ledger.formats.plan_text.numbering import opens_with_number
from ledger.formats.plan_text.printed_lines import (
    MARGIN,
    NEVER_FIRST,
    TERMINAL,
    UNFINISHED,
    WIDEST,
    Limits,
    Piece,
    as_one,
    piece_of,
    without_page_numbers,
)
from ledger.formats.plan_text.sameness import Same
from ledger.formats.plan_text.surroundings import begins_notice, closes, is_date
from ledger.model.document import Document, Line, Spot

_TORN_NUMBER = re.compile(
    r"[0-9０-９][.．]?\n[0-9０-９]|(?:项目|问题|序号|编号|事项|任务|第)\n(?:[0-9０-９一二三四五六七八九十]|[lIO][.．0-9])"
)
"""`项目2.` / `2：…`: a number that a line end broke."""
_TORN_DATE = re.compile(r"[0-9０-９]\n[0-9０-９]{0,3}[年月日]")
_WORD_END = re.compile(r"[A-Za-z]$")
_WORD_START = re.compile(r"^[A-Za-z]")
_FEWEST_TORN = 2
_MOST = 0.4
_OUTLIERS = 0.97
_NARROWEST = 14


@dataclass(frozen=True)
class Flow:
    """The text of a document outside its tables: one paragraph a line, each place known."""

    text: str
    starts: tuple[int, ...]
    """Where in `text` each printed line begins."""
    spots: tuple[Spot, ...]
    titles: tuple[tuple[int, int], ...]
    """Paragraphs that the format itself calls a heading: start in `text`, level."""

    def spot(self, at: int) -> Spot:
        """Where the character at `at` is printed."""
        return self.spots[max(0, bisect_right(self.starts, at) - 1)] if self.spots else Spot(1)

    def paragraphs(self, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
        """The stretches of whole paragraphs, or of what lies of them between two places; empty ones are left out."""
        stop = len(self.text) if end is None else end
        while start < stop:
            line_end = self.text.find("\n", start, stop)
            line_end = stop if line_end < 0 else line_end
            if self.text[start:line_end].strip(MARGIN):
                yield start, line_end
            start = line_end + 1


def flowing(document: Document) -> Flow:
    """The document's lines as a flow; kept for the next layout that asks for the same document."""
    return _flowing(Same(document))


@lru_cache(maxsize=4)
def _flowing(asked: Same[Document]) -> Flow:
    document = asked.value
    paragraphs = _again(_paragraphs([piece_of(line) for line in document.lines]))
    texts = [piece for paragraph in paragraphs for piece in _glued(paragraph)]
    starts = tuple(accumulate((len(text) for text, _ in texts), initial=0))[:-1]
    lines = [line for _, line in texts]
    titles = tuple((start, line.heading) for start, line in zip(starts, lines, strict=True) if line.heading is not None)
    return Flow("".join(text for text, _ in texts), starts, tuple(line.spot for line in lines), titles)


def _glued(paragraph: list[Piece]) -> Iterator[tuple[str, Line]]:
    for at, piece in enumerate(paragraph):
        text = piece.text
        if at + 1 == len(paragraph):
            yield text + "\n", piece.line
        else:
            words = _WORD_END.search(text) and _WORD_START.search(paragraph[at + 1].text)
            yield text + (" " if words else ""), piece.line


def _paragraphs(pieces: list[Piece]) -> list[list[Piece]]:
    """Printed lines gathered to paragraphs; a line that is a page number is left out and joins what it parted."""
    printed = without_page_numbers(pieces)
    if any(piece.line.wrapped for piece in printed):  # what the page broke is made whole by what is seen, not by length
        lines = list(_grouped(printed, _is_wrapped))
    else:
        lines = [[piece] for piece in printed]
    whole = list(map(as_one, lines))
    limits = _full_length(whole, lambda piece: piece.letters), _full_length(whole, lambda piece: piece.width)
    gathered = _grouped(whole, lambda before, piece: _goes_on(before, piece, limits))
    left = iter(lines)
    return [[piece for _ in group for piece in next(left)] for group in gathered]


def _grouped(pieces: Sequence[Piece], belongs: Callable[[Sequence[Piece], Piece], bool]) -> Iterator[list[Piece]]:
    current: list[Piece] = []
    for piece in pieces:
        if current and belongs(current, piece):
            current.append(piece)
        else:
            if current:
                yield current
            current = [piece]
    if current:
        yield current


def _is_wrapped(paragraph: Sequence[Piece], piece: Piece) -> bool:
    """Whether the page broke the line before: then even a full stop at its end doesn't end the paragraph."""
    if not paragraph[-1].line.wrapped:
        return False
    torn = _tears("".join(one.text for one in paragraph[-3:]), piece, full=True)
    return not (_opens(piece.text) or _frames(piece.text)) if torn is None else torn


def _again(paragraphs: list[list[Piece]]) -> list[list[Piece]]:
    """A text that had been broken at a width before it was broken at the page's: joined a second time."""
    whole = list(map(as_one, paragraphs))
    limits = _full_length(whole, lambda piece: piece.letters), None
    if limits[0] is None:
        return paragraphs
    result: list[list[Piece]] = []
    for at, paragraph in enumerate(paragraphs):
        if at and _goes_on([whole[at - 1]], whole[at], limits):
            result[-1] = [*result[-1], *paragraph]
        else:
            result.append(paragraph)
    return result


def _goes_on(paragraph: Sequence[Piece], piece: Piece, limits: Limits) -> bool:
    """Whether a line goes on with the sentence of the lines before it."""
    before = paragraph[-1]
    if before.line.heading is not None or piece.line.heading is not None:
        return False
    full = before.full_in(limits)
    told = "".join(one.text for one in paragraph[-3:])
    torn = _tears(told, piece, full=full)
    if torn is not None:
        return torn
    if _opens(piece.text):
        return False
    if told[-1] in UNFINISHED or (full and told.count("“") > told.count("”")):
        return True
    if told[-1] in TERMINAL or _frames(piece.text):
        return False
    blank = piece.line.spot.line - before.line.spot.line > before.tall
    return piece.text[0] in NEVER_FIRST or piece.parted or (full and not blank)


def _tears(told: str, piece: Piece, *, full: bool) -> bool | None:
    """Whether the line end breaks a label, a number or a date; None where none of these stands across it."""
    broken = broken_label(told, piece.text)
    if broken:
        return broken == "surely" or full or piece.parted
    across = told[-2:] + "\n" + piece.text[:6]
    if _TORN_DATE.search(across) or ((full or piece.parted) and _TORN_NUMBER.search(across)):
        return True
    return None


@lru_cache(maxsize=1 << 14)
def _opens(text: str) -> bool:
    """Whether a line begins an item or a part of one; asked for each line several times."""
    return opens_with_number(text) or opens_with_label(text)


@lru_cache(maxsize=1 << 14)
def _frames(text: str) -> bool:
    """Whether a line begins what stands around a list."""
    return closes(text) or is_date(text) or begins_notice(text)


def _full_length(pieces: Sequence[Piece], length: Callable[[Piece], float]) -> float | None:
    """How long a full line is, where the text was broken at a length: then the lines that end within a sentence are
    nearly all as long as the longest. None where lines end where their sentences do.
    """
    torn = [
        length(before)
        for before, after in pairwise(pieces)
        if before.text[-1] not in TERMINAL and not (after.parted or _opens(after.text) or _frames(after.text))
    ]
    if len(torn) < _FEWEST_TORN:
        return None
    lengths = sorted(map(length, pieces))
    longest = lengths[int(len(lengths) * _OUTLIERS)]
    limit = longest - max(2.0, longest / 8)
    full = sum(1 for one in torn if one >= limit)
    return limit if _NARROWEST <= longest <= WIDEST and full >= len(torn) * _MOST else None
