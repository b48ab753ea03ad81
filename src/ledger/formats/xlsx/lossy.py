"""What a workbook holds that openpyxl 3.1.5 loses between loading and saving it, as measured (ecosystem 1.2, 1.3).

Nothing of it is lost silently: an office's template is filled only after somebody has seen this list and agreed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from ledger.errors import Said, say
from ledger.formats.xlsx.package import Package

_PARTS: Mapping[str, re.Pattern[str]] = {
    "drawings": re.compile(r"^xl/drawings/drawing[^/]*\.xml$"),
    "charts": re.compile(r"^xl/charts/"),
    "cell-pictures": re.compile(r"^xl/(?:cellimages|richdata/)"),
    "slicers": re.compile(r"^xl/(?:slicers?|slicercaches|timelines?|timelinecaches)/"),
    "pivots": re.compile(r"^xl/pivot(?:tables|cache)/"),
    "controls": re.compile(r"^xl/(?:ctrlprops|activex|embeddings)/"),
    "threads": re.compile(r"^xl/(?:threadedcomments|persons)/"),
    "macros": re.compile(r"vbaproject\.bin$"),
    "signatures": re.compile(r"^_xmlsignatures/"),
}
_MARKS: Mapping[str, re.Pattern[bytes]] = {
    "header-pictures": re.compile(rb"<(?:\w+:)?legacyDrawingHF\b"),
    "x14-rules": re.compile(rb"<(?:\w+:)?conditionalFormattings\b"),
    "x14-lists": re.compile(rb"<x14:dataValidations\b"),
    "sparklines": re.compile(rb"<(?:\w+:)?sparklineGroups\b"),
    "cell-pictures": re.compile(rb"DISPIMG\("),
    "protected-ranges": re.compile(rb"<(?:\w+:)?protectedRanges\b"),
}
"""Marks in the XML of a sheet."""
_SHEET = re.compile(r"^xl/(?:work|chart|dialog)sheets/[^/]+\.xml$")
_DRAWING = "drawings"
_DRAWN = re.compile(rb"Anchor\b")
"""LibreOffice gives every sheet a drawing; one with nothing anchored in it is none."""
_OTHER_SHEETS = re.compile(r"^xl/(?:dialog|macro)sheets/[^/]+\.xml$")
LONGEST_MARK = 64
SHOWN = 5


def losses(package: Package) -> tuple[Said, ...]:
    """What would be lost, each kind once, with the parts of the file where it was seen."""
    found: dict[str, list[str]] = {}
    for name in sorted(package.parts):
        for kind, pattern in _PARTS.items():
            if pattern.search(name) and (kind != _DRAWING or _marked(package, name, {kind: _DRAWN})):
                found.setdefault(kind, []).append(name)
        if _OTHER_SHEETS.match(name):
            found.setdefault("other-sheets", []).append(name)
        elif _SHEET.match(name):
            for kind in _marked(package, name, _MARKS):
                found.setdefault(kind, []).append(name)
    return tuple(
        say("template.loses", what=say(f"template.loses.{kind}"), parts=_few(names)) for kind, names in found.items()
    )


def _marked(package: Package, name: str, marks: Mapping[str, re.Pattern[bytes]]) -> list[str]:
    """The kinds whose marks stand in a part. Pieces overlap, because a mark may lie across two of them."""
    before, found = b"", dict[str, None]()
    for chunk in package.chunks(name):
        piece = before + chunk
        found |= dict.fromkeys(kind for kind, mark in marks.items() if mark.search(piece))
        before = piece[-LONGEST_MARK:]
    return list(found)


def _few(names: list[str]) -> tuple[str, ...]:
    kept = tuple(dict.fromkeys(names))
    return kept if len(kept) <= SHOWN else (*kept[:SHOWN], "…")
