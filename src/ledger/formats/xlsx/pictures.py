"""What is drawn on the sheets of somebody's workbook: where each thing stands, and the pictures, which can be kept.

openpyxl carries pictures over only where Pillow is installed, and looks into them for nothing that is needed here:
their bytes and the place where they stand are in the file. Shapes, text boxes and charts it can't carry at all.
"""

from __future__ import annotations

import io
import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from openpyxl.drawing.image import Image
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.packaging.relationship import RelationshipList, get_dependents, get_rels_path
from openpyxl.xml.functions import fromstring

from ledger.model.grid import letters

if TYPE_CHECKING:
    from openpyxl.drawing.spreadsheet_drawing import _AnchorBase

Kind = Literal["picture", "shape", "chart"]
KEPT = frozenset({"png", "jpg", "jpeg", "gif", "bmp", "tif", "tiff", "emf"})
"""Formats by the ends of their names, which stand in the file's list of contents as well."""
_BOOK = "xl/workbook.xml"
_DRAWING = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/drawing"
_ODD = (KeyError, TypeError, ValueError, AttributeError, SyntaxError)
"""What openpyxl and ElementTree raise for a drawing that is not as they know it."""


class Picture(Image):
    """A picture as it lies in the file, with its place, its frame and what was cut off it."""

    def __init__(self, data: bytes, form: str, anchor: _AnchorBase) -> None:
        self.content, self.format, self.anchor = data, form, anchor

    def _data(self) -> bytes:
        return self.content


@dataclass(frozen=True, slots=True)
class Drawn:
    """Something drawn on a sheet."""

    part: str
    sheet: str
    cell: str
    """Where it begins; empty for a place on the page that goes by no cell."""
    name: str
    kind: Kind
    picture: Picture | None
    """None for what can't be kept."""

    @property
    def where(self) -> str:
        """`台账!B2（图片 1）`."""
        place = f"{self.sheet}!{self.cell}" if self.cell else self.sheet
        return f"{place}（{self.name}）" if self.name else place


def drawn(data: bytes) -> tuple[Drawn, ...]:
    """Everything drawn on the sheets of a workbook that was found fit to be read. Every call makes pictures of its own,
    because writing them changes them.
    """
    with ZipFile(io.BytesIO(data)) as archive:
        return tuple(one for sheet, part in _drawings(archive) for one in _in_drawing(archive, sheet, part))


def _drawings(archive: ZipFile) -> Iterator[tuple[str, str]]:
    """Every sheet with a drawing, and the part that is its drawing."""
    try:
        relations, sheets = _relations(archive, _BOOK), fromstring(archive.read(_BOOK)).iter()
    except _ODD:
        return
    for sheet in sheets:
        number = _attribute(sheet, "id")
        if _local(sheet.tag) != "sheet" or not number:
            continue
        try:
            own = _relations(archive, relations.get(number).target)
        except _ODD:
            continue
        for one in own.find(_DRAWING):
            yield sheet.get("name", ""), one.target


def _in_drawing(archive: ZipFile, sheet: str, part: str) -> Iterator[Drawn]:
    try:
        relations, root = _relations(archive, part), fromstring(archive.read(part))
    except _ODD:
        return
    for anchor in root:
        if not _local(anchor.tag).endswith("Anchor"):
            continue
        inside = {_local(one.tag): one for one in anchor}
        kind: Kind = "picture" if "pic" in inside else "chart" if "graphicFrame" in inside else "shape"
        named = (one.get("name", "") for one in anchor.iter() if _local(one.tag) == "cNvPr")
        picture = _picture(archive, relations, anchor) if kind == "picture" else None
        yield Drawn(part, sheet, _cell(inside.get("from")), next(named, ""), kind, picture)


def _picture(archive: ZipFile, relations: RelationshipList, anchor: Element) -> Picture | None:
    """The picture of an anchor; None where it lies outside of the file or is of a kind that can't be listed."""
    alone = Element("wsDr")
    alone.append(anchor)
    try:
        drawing = SpreadsheetDrawing.from_tree(alone)  # type: ignore[arg-type]  # an Element is what it wants
        (blip,) = drawing._blip_rels  # type: ignore[union-attr]  # noqa: SLF001 - no public way to it
        target = relations.get(blip.embed).target
        form = posixpath.splitext(target)[1].lower().removeprefix(".")
        if form not in KEPT:
            return None
        blip.extLst, frame = None, blip.anchor.pic
        frame.nvPicPr.cNvPr.hlinkClick = frame.nvPicPr.cNvPr.hlinkHover = None  # their targets are not carried over
        return Picture(archive.read(target), form, blip.anchor)
    except _ODD:
        return None


def _relations(archive: ZipFile, part: str) -> RelationshipList:
    path = str(get_rels_path(part)).lstrip("/")  # type: ignore[no-untyped-call]  # openpyxl's types leave it out
    return get_dependents(archive, path) if path in archive.namelist() else RelationshipList()


def _cell(corner: Element | None) -> str:
    if corner is None:
        return ""
    at = {_local(one.tag): int(one.text or 0) for one in corner}
    return f"{letters(at.get('col', 0) + 1)}{at.get('row', 0) + 1}"


def _attribute(element: Element, name: str) -> str:
    return next((value for key, value in element.items() if _local(key) == name), "")


def _local(name: object) -> str:
    return str(name).rpartition("}")[2]
