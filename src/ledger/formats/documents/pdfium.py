"""The one place that speaks to PDFium: what a page of a PDF shows, as plain values.

pypdfium2 is here for PDFium, the reader of Chrome: 37 pages in 0.05 s, where pypdf took 0.5 s and pdfplumber 1.3 s;
it has been fuzzed for years, and tells where each character and each line stands, which pypdf doesn't.
"""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import pypdfium2
from pypdfium2 import raw

from ledger import meter
from ledger.errors import say
from ledger.formats.documents.base import MOST_CHARACTERS
from ledger.formats.documents.pdfstreams import refuse_bombs
from ledger.formats.xlsx.unfit import UnfitError

MOST_PAGES = 5_000
MOST_OBJECTS = 200_000
"""Of a page; a map has more, and no table."""
DEEPEST_FORM = 5
_THIN = 3.0
"""Points up to which a filled rectangle is a line."""
_SHORTEST = 4.0
_SLANT = 1.0
_QUARTERS = 4
_TURN = 6.283185307179586
_TILT = 0.1
"""Of a quarter turn: a watermark stands at half of one, a crooked scan at less than this."""
_LEVEL = 0.01
"""Points: characters that follow each other to the right on one level stand as the first of them does."""
_FIRST_HALVES, _SECOND_HALVES = range(0xD800, 0xDC00), range(0xDC00, 0xE000)
"""A character beyond the first 65,536 is told in two halves."""
_HYPHEN = 0x02
"""How PDFium tells the hyphen at a line end."""
_PASSWORD = 4
"""FPDF_ERR_PASSWORD."""


class Glyph(NamedTuple):  # there are a million of them in a long file, and a tuple is made in a third of the time
    """A character and the box that it stands in; the origin is the lower left corner, units are points."""

    text: str
    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line along an axis: its place on the other axis, and where it begins and ends."""

    upright: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a page shows, turned so that most of its text stands upright."""

    number: int
    left: float
    bottom: float
    right: float
    top: float
    glyphs: tuple[Glyph, ...]
    strokes: tuple[Stroke, ...]
    turned_away: int
    """Characters that stand across, as a watermark does; they are left out."""
    pictures: int
    crowded: bool
    """Whether there was more drawn than is looked at."""


def sheets(data: bytes) -> Iterator[Sheet]:
    """The pages of a PDF, one after the other.

    Raises:
        UnfitError: it is damaged, under a password, or has more pages or text than are read.
    """
    refuse_bombs(data)
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) == _PASSWORD
        raise UnfitError(say("document.is-encrypted") if locked else say("document.broken")) from error
    try:
        if len(document) > MOST_PAGES:
            raise UnfitError(say("document.too-many-pages", limit=MOST_PAGES))
        characters = 0
        for at in meter.each("pages", range(len(document))):
            sheet = _sheet(document, at)
            characters += len(sheet.glyphs)
            if characters > MOST_CHARACTERS:
                raise UnfitError(say("document.too-long", limit=MOST_CHARACTERS))
            yield sheet
    finally:
        document.close()


def _sheet(document: pypdfium2.PdfDocument, at: int) -> Sheet:
    try:
        page = document[at]
    except pypdfium2.PdfiumError:  # one damaged page; the others may be whole
        return Sheet(at + 1, 0, 0, 0, 0, (), (), 0, 0, crowded=True)
    try:
        left, bottom, right, top = page.get_bbox()
        glyphs, quarter, away = _glyphs(page)
        drawn = _Drawn()
        drawn.look(page)
        turned = [_turned(glyph, quarter, (left, bottom, right, top)) for glyph in glyphs] if quarter else glyphs
        strokes = [_turned_stroke(one, quarter, (left, bottom, right, top)) for one in drawn.strokes]
        edges = (bottom, left, top, right) if quarter % 2 else (left, bottom, right, top)
        return Sheet(at + 1, *edges, tuple(turned), tuple(strokes), away, drawn.pictures, drawn.crowded)
    finally:
        page.close()


# characters


def _glyphs(page: pypdfium2.PdfPage) -> tuple[list[Glyph], int, int]:
    """The characters, by how many quarters most of them are turned, and how many others there are."""
    text = page.get_textpage()
    found = list(_characters(text))
    text.close()
    counted = Counter(quarter for quarter, _ in found if quarter is not None)
    upright = counted.most_common(1)[0][0] if counted else 0
    glyphs = [glyph for quarter, glyph in found if quarter == upright]
    return glyphs, upright, len(found) - len(glyphs)


def _characters(text: pypdfium2.PdfTextPage) -> Iterator[tuple[int | None, Glyph]]:
    """The characters that stand in the file, not those that PDFium adds, with the quarters by which each is turned."""
    page, box = text.raw, raw.FS_RECTF()
    to_box = ctypes.byref(box)
    unicode_of, box_of = raw.FPDFText_GetUnicode, raw.FPDFText_GetLooseCharBox  # asked a million times
    first_half = 0
    quarter: int | None = 0
    before: Glyph | None = None
    for at in range(text.count_chars()):
        code = unicode_of(page, at)
        if code in _FIRST_HALVES:
            first_half = code
            continue
        if code in _SECOND_HALVES and first_half:
            code = 0x10000 + ((first_half - _FIRST_HALVES.start) << 10) + code - _SECOND_HALVES.start
        sign = "-" if code == _HYPHEN else chr(code)
        if not sign.isprintable() and not sign.isspace():
            continue
        if (sign.isspace() and raw.FPDFText_IsGenerated(page, at) == 1) or not box_of(page, at, to_box):
            continue
        glyph = Glyph(sign, box.left, min(box.bottom, box.top), box.right, max(box.bottom, box.top))
        if before is None or glyph.left < before.left or abs(glyph.bottom - before.bottom) > _LEVEL:
            quarter = _quarter(page, at)
        before = glyph
        yield quarter, glyph


def _quarter(page: object, at: int) -> int | None:
    """By how many quarters a character is turned; none if it stands askew."""
    quarters = raw.FPDFText_GetCharAngle(page, at) / _TURN * _QUARTERS
    return round(quarters) % _QUARTERS if abs(quarters - round(quarters)) < _TILT else None


def _turned(glyph: Glyph, quarter: int, page: tuple[float, float, float, float]) -> Glyph:
    ends = [_turned_point(x, y, quarter, page) for x, y in ((glyph.left, glyph.bottom), (glyph.right, glyph.top))]
    (one, low), (other, high) = ends
    return Glyph(glyph.text, min(one, other), min(low, high), max(one, other), max(low, high))


def _turned_stroke(stroke: Stroke, quarter: int, page: tuple[float, float, float, float]) -> Stroke:
    if not quarter:
        return stroke
    points = [(stroke.at, y) if stroke.upright else (y, stroke.at) for y in (stroke.start, stroke.end)]
    (x, y), (other, high) = (_turned_point(*point, quarter, page) for point in points)
    upright = stroke.upright != bool(quarter % 2)
    return (
        Stroke(upright, x, min(y, high), max(y, high)) if upright else Stroke(upright, y, min(x, other), max(x, other))
    )


def _turned_point(x: float, y: float, quarter: int, page: tuple[float, float, float, float]) -> tuple[float, float]:
    """A point of a page whose text is turned clockwise by quarters, where it stands when the page is turned back."""
    left, bottom, right, top = page
    match quarter:
        case 1:
            return top + bottom - y, x
        case 2:
            return right + left - x, top + bottom - y
        case 3:
            return y, right + left - x
        case _:
            return x, y


# lines

_Matrix = tuple[float, float, float, float, float, float]
_PLAIN: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class _Drawn:
    """What is drawn on a page: the straight lines, and how many pictures there are."""

    def __init__(self) -> None:
        self.strokes: list[Stroke] = []
        self.pictures = 0
        self.crowded = False
        self._looked_at = 0

    def look(self, page: pypdfium2.PdfPage) -> None:
        """Look at everything on the page."""
        for at in range(raw.FPDFPage_CountObjects(page)):
            self._take(raw.FPDFPage_GetObject(page, at), _PLAIN, 0)

    def _take(self, thing: object, outer: _Matrix, depth: int) -> None:
        self._looked_at += 1
        if self._looked_at > MOST_OBJECTS:
            self.crowded = True
            return
        kind = raw.FPDFPageObj_GetType(thing)
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            self.pictures += 1
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            self._path(thing, _times(_matrix(thing), outer))
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < DEEPEST_FORM:
            inner = _times(_matrix(thing), outer)
            for at in range(raw.FPDFFormObj_CountObjects(thing)):
                self._take(raw.FPDFFormObj_GetObject(thing, at), inner, depth + 1)

    def _path(self, path: object, matrix: _Matrix) -> None:
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(path, fill, stroke)
        corners = _corners(path, matrix)
        if not corners or not (fill.value or stroke.value):
            return
        xs, ys = [x for run in corners for x, _ in run], [y for run in corners for _, y in run]
        if not stroke.value and min(max(xs) - min(xs), max(ys) - min(ys)) > _THIN and len(corners) == 1:
            return  # a filled area: the colour behind a heading
        for run in corners:
            for (x, y), (other, high) in pairwise(run):
                if abs(x - other) <= _SLANT and abs(y - high) >= _SHORTEST:
                    self.strokes.append(Stroke(True, (x + other) / 2, min(y, high), max(y, high)))  # noqa: FBT003
                elif abs(y - high) <= _SLANT and abs(x - other) >= _SHORTEST:
                    self.strokes.append(Stroke(False, (y + high) / 2, min(x, other), max(x, other)))  # noqa: FBT003


def _corners(path: object, matrix: _Matrix) -> list[list[tuple[float, float]]]:
    """The points of a path, one run for each time the pen was set down; a curve breaks a run."""
    runs: list[list[tuple[float, float]]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    a, b, c, d, e, f = matrix
    for at in range(min(raw.FPDFPath_CountSegments(path), MOST_OBJECTS)):
        segment = raw.FPDFPath_GetPathSegment(path, at)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = (a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_LINETO and runs:
            runs[-1].append(point)
        else:
            runs.append([point])
        if raw.FPDFPathSegment_GetClose(segment):
            runs[-1].append(runs[-1][0])
    return runs


def _matrix(thing: object) -> _Matrix:
    found = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(thing, found):
        return _PLAIN
    return (found.a, found.b, found.c, found.d, found.e, found.f)


def _times(inner: _Matrix, outer: _Matrix) -> _Matrix:
    a, b, c, d, e, f = inner
    k, l, m, n, o, p = outer  # noqa: E741 - the six numbers of a matrix
    return (a * k + b * m, a * l + b * n, c * k + d * m, c * l + d * n, e * k + f * m + o, e * l + f * n + p)
