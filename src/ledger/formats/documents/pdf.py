"""PDF files with a text layer: lines in reading order, ruled tables as tables, what belongs to the page left out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from ledger.errors import Said, say
from ledger.formats.documents import pageframe, pagelines, pagewraps, ruling
from ledger.formats.documents.base import Content
from ledger.formats.documents.blocks import Paragraph, Part, placed
from ledger.formats.documents.pagelines import Printed
from ledger.formats.documents.pagetables import PageTable, as_rows, joined, table_of
from ledger.formats.documents.pagewraps import PageText
from ledger.formats.documents.pdfium import Glyph, Sheet, sheets
from ledger.formats.xlsx.unfit import UnfitError, on_one_line

_GAP = 2.2
"""The distance of two lines, in usual ones of the page, that stands for a blank line."""
_INDENT = (1.0, 3.6)
"""How far a line begins to the right of the others, in characters, that begins a paragraph."""
_WORDS_SHOWN = 5
_INDENTED = "\u3000\u3000"


def read(data: bytes, _: str) -> Content:
    """The text and the tables of a PDF; a table that goes on over pages is one.

    Raises:
        UnfitError: it is damaged, under a password, too long, or has no text layer.
    """
    pages = list(map(_Laid, sheets(data)))
    written = [page for page in pages if page.has_text]
    if not written:
        raise UnfitError(say("document.no-text-layer", pages=len(pages)))
    known = pageframe.repeated([(page.bottom, page.top, page.lines) for page in written])
    texts = [pageframe.text_of_page(page.lines, page.bottom, page.top, known) for page in pages]
    ends = pagewraps.wrapped([page.text(kept) for page, kept in zip(pages, texts, strict=True)])
    gathered: list[PageTable | Paragraph] = []
    left_out: Counter[str] = Counter()
    for page, kept, wrapped in zip(pages, texts, ends, strict=True):
        left_out.update(one.text for one in page.lines)
        left_out.subtract(one.text for one in kept)
        gathered += _in_order(kept, wrapped, page.tables, page.number)
    for one, after in pairwise(gathered):
        if isinstance(one, Paragraph) and isinstance(after, PageTable):
            one.wrapped = False
    parts: list[Part] = [as_rows(one) if isinstance(one, PageTable) else one for one in joined(gathered)]
    return Content(placed(parts), _remarks(pages, +left_out))


class _Laid:
    """A page with its tables told from its lines."""

    def __init__(self, sheet: Sheet) -> None:
        self.number, self.bottom, self.top = sheet.number, sheet.bottom, sheet.top
        self.left, self.right = sheet.left, sheet.right
        self.has_text, self.pictures, self.turned_away = bool(sheet.glyphs), sheet.pictures, sheet.turned_away
        ruled, too_many = ruling.tables(sheet.strokes)
        self.crowded = sheet.crowded or too_many
        inside: dict[int, list[Glyph]] = defaultdict(list)
        outside = []
        for glyph in sheet.glyphs:
            x, y = (glyph.left + glyph.right) / 2, (glyph.bottom + glyph.top) / 2
            for at, table in enumerate(ruled):
                if table.xs[0] <= x <= table.xs[-1] and table.ys[-1] <= y <= table.ys[0]:
                    inside[at].append(glyph)
                    break
            else:
                outside.append(glyph)
        self.lines = pagelines.lines(outside)
        self.tables = [table_of(ruled[at], glyphs, sheet.number) for at, glyphs in sorted(inside.items())]

    def text(self, kept: Sequence[Printed]) -> PageText:
        """These lines of the page with its edges."""
        return PageText(self.left, self.right, tuple(kept))


def _in_order(
    lines: Sequence[Printed], wrapped: Sequence[bool], tables: Sequence[PageTable], page: int
) -> list[Paragraph | PageTable]:
    """Lines and tables from top to bottom; an empty paragraph stands for a gap, full-width spaces for an indent."""
    usual = median([one.top - other.top for one, other in pairwise(lines)] or [0.0])
    left = min((one.left for one in lines), default=0.0)
    placed_at: list[tuple[float, Paragraph | PageTable]] = [(table.top, table) for table in tables]
    above: Printed | None = None
    for line, goes_on in zip(lines, wrapped, strict=True):
        if above is not None and usual and above.top - line.top > _GAP * usual:
            placed_at.append(((above.bottom + line.top) / 2, Paragraph("", page=page)))
        indent = (line.left - left) / line.height
        text = _INDENTED + line.text if _INDENT[0] <= indent <= _INDENT[1] else line.text
        placed_at.append((line.top, Paragraph(text, page=page, wrapped=goes_on)))
        above = line
    return [one for _, one in sorted(placed_at, key=lambda one: -one[0])]


def _remarks(pages: Sequence[_Laid], left_out: Counter[str]) -> tuple[Said, ...]:
    remarks = []
    silent = tuple(page.number for page in pages if not page.has_text)
    if silent:
        remarks.append(say("document.pages-without-text", pages=silent[:20], count=len(silent)))
    if left_out:
        words = tuple(text for text, _ in left_out.most_common(_WORDS_SHOWN))
        remarks.append(on_one_line(say("document.has-page-lines", count=left_out.total(), words=words)))
    if away := sum(page.turned_away for page in pages):
        remarks.append(say("document.has-slanted-text", count=away))
    if pictures := sum(page.pictures for page in pages if page.has_text):
        remarks.append(say("document.has-pictures", count=pictures))
    if crowded := tuple(page.number for page in pages if page.crowded):
        remarks.append(say("document.pages-with-drawings", pages=crowded[:20], count=len(crowded)))
    return tuple(remarks)
