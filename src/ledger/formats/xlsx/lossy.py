"""What a workbook holds that openpyxl 3.1.5 loses between loading and saving it, as measured (ecosystem 1.2, 1.3).

Nothing of it is lost silently. What somebody has put there to be seen or used is listed first, and an office's
template is filled only after somebody has agreed; what programs leave behind by themselves, as Excel does printer
settings in nearly every file, is named beside the result.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ledger.errors import Said, say
from ledger.formats.xlsx.package import Package
from ledger.formats.xlsx.pictures import Drawn

_PARTS: Mapping[str, re.Pattern[str]] = {
    "drawings": re.compile(r"^xl/drawings/drawing[^/]*\.xml$"),
    "charts": re.compile(r"^xl/charts/"),
    "chart-sheets": re.compile(r"^xl/chartsheets/[^/]+\.xml$"),
    "cell-pictures": re.compile(r"^xl/(?:cellimages|richdata/)"),
    "slicers": re.compile(r"^xl/(?:slicers?|slicercaches|timelines?|timelinecaches)/"),
    "pivots": re.compile(r"^xl/pivot(?:tables|cache)/"),
    "controls": re.compile(r"^xl/(?:ctrlprops|activex|embeddings)/"),
    "threads": re.compile(r"^xl/(?:threadedcomments|persons)/"),
    "macros": re.compile(r"vbaproject\.bin$"),
    "signatures": re.compile(r"^_xmlsignatures/"),
    "other-sheets": re.compile(r"^xl/(?:dialog|macro)sheets/[^/]+\.xml$"),
    "connections": re.compile(r"^xl/(?:connections\.xml|querytables/|model/|volatiledependencies\.xml)"),
    "xml-maps": re.compile(r"^xl/(?:xmlmaps\.xml|tables/tablesinglecells)"),
    "dynamic-arrays": re.compile(r"^xl/metadata\.xml$"),
    "add-ins": re.compile(r"^(?:xl/webextensions/|customui/|xl/attachedtoolbars)"),
    "labels": re.compile(r"^docmetadata/"),
    "printer-settings": re.compile(r"^xl/printersettings/"),
    "comment-looks": re.compile(r"^xl/comments"),
    "views": re.compile(r"^xl/namedsheetviews/"),
    "custom-data": re.compile(r"^(?:customxml/(?!_rels/)|xl/customproperty)"),
    "revisions": re.compile(r"^xl/(?:revisions/|usernames\.xml)"),
    "thumbnail": re.compile(r"^docprops/thumbnail"),
}
_MARKS: Mapping[str, re.Pattern[bytes]] = {
    "header-pictures": re.compile(rb"<(?:\w+:)?legacyDrawingHF\b"),
    "background": re.compile(rb"<(?:\w+:)?picture\b"),
    "x14-rules": re.compile(rb"<(?:\w+:)?conditionalFormattings\b"),
    "x14-lists": re.compile(rb"<x14:dataValidations\b"),
    "sparklines": re.compile(rb"<(?:\w+:)?sparklineGroups\b"),
    "cell-pictures": re.compile(rb"DISPIMG\("),
    "protected-ranges": re.compile(rb"<(?:\w+:)?protectedRanges\b"),
    "phonetics": re.compile(rb"<(?:\w+:)?rPh\b"),
    "views": re.compile(rb"<(?:\w+:)?customSheetViews\b"),
    "ignored-errors": re.compile(rb"<(?:\w+:)?ignoredErrors\b"),
    "sheet-settings": re.compile(
        rb"<(?:\w+:)?(?:sortState|dataConsolidate|cellWatches|smartTags|customProperties|webPublishItems)\b"
    ),
}
"""Marks in the XML of a sheet."""
_BOOK_MARKS: Mapping[str, re.Pattern[bytes]] = {
    "read-only": re.compile(rb"<(?:\w+:)?fileSharing\b"),
    "views": re.compile(rb"<(?:\w+:)?customWorkbookViews\b"),
    "sheet-settings": re.compile(rb"<(?:\w+:)?(?:webPublishing|oleSize|functionGroups|fileRecoveryPr)\b"),
}
"""Marks in the XML of the workbook itself."""
_STRING_MARKS: Mapping[str, re.Pattern[bytes]] = {"phonetics": _MARKS["phonetics"]}
SLIGHT = frozenset({
    *("printer-settings", "comment-looks", "views", "custom-data", "revisions", "thumbnail"),
    *("phonetics", "ignored-errors", "sheet-settings"),
})  # fmt: skip
"""What takes nothing from the filled sheet that its reader would miss; it is named, and needs nobody's consent."""
_SHEET = re.compile(r"^xl/(?:work|chart|dialog)sheets/[^/]+\.xml$")
_DRAWING, _CHARTS = "drawings", "charts"
_ANY_DRAWN: Mapping[str, re.Pattern[bytes]] = {_DRAWING: re.compile(rb"Anchor\b")}
"""LibreOffice gives every sheet a drawing; one with nothing anchored in it is none."""
LONGEST_MARK = 64
SHOWN = 5


@dataclass(frozen=True)
class Losses:
    """What would be lost, each kind once, with the parts of the file where it was seen."""

    grave: tuple[Said, ...]
    """What needs somebody's consent."""
    slight: tuple[Said, ...]


def losses(package: Package, drawn: Iterable[Drawn] = ()) -> Losses:
    """Everything that openpyxl would not carry over; of what is `drawn` on the sheets, all but the kept pictures."""
    listed = tuple(drawn)
    found = {kind: list[str]() for kind in (_DRAWING, _CHARTS)}
    for one in listed:
        if one.picture is None:
            found[_CHARTS if one.kind == "chart" else _DRAWING].append(one.where)
    known = {one.part.casefold() for one in listed} | {
        name for name in package.parts if found[_CHARTS] and _is_chart(name)
    }
    for name in sorted(package.parts):
        for kind, pattern in _PARTS.items():
            told_already = kind in {_DRAWING, _CHARTS} and name in known
            if pattern.search(name) and not told_already and (kind != _DRAWING or _marked(package, name, _ANY_DRAWN)):
                found.setdefault(kind, []).append(name)
        for kind in _marked(package, name, _marks_in(name)):
            found.setdefault(kind, []).append(name)
    told = {
        kind: say("template.loses", what=say(f"template.loses.{kind}"), parts=_few(names))
        for kind, names in found.items()
        if names
    }
    return Losses(
        tuple(said for kind, said in told.items() if kind not in SLIGHT),
        tuple(said for kind, said in told.items() if kind in SLIGHT),
    )


def _is_chart(name: str) -> bool:
    return _PARTS[_CHARTS].search(name) is not None


def _marks_in(name: str) -> Mapping[str, re.Pattern[bytes]]:
    """What to look for in a part."""
    if _SHEET.match(name):
        return _MARKS
    return {"xl/workbook.xml": _BOOK_MARKS, "xl/sharedstrings.xml": _STRING_MARKS}.get(name, {})


def _marked(package: Package, name: str, marks: Mapping[str, re.Pattern[bytes]]) -> list[str]:
    """The kinds whose marks stand in a part. Pieces overlap, because a mark may lie across two of them."""
    before, found = b"", dict[str, None]()
    for chunk in package.chunks(name) if marks else ():
        piece = before + chunk
        found |= dict.fromkeys(kind for kind, mark in marks.items() if mark.search(piece))
        before = piece[-LONGEST_MARK:]
    return list(found)


def _few(names: list[str]) -> tuple[str, ...]:
    kept = tuple(dict.fromkeys(names))
    return kept if len(kept) <= SHOWN else (*kept[:SHOWN], "…")
