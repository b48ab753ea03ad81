"""A workbook from outside, read safely: every cell that holds something, or one clear line why not.

openpyxl has no part in it: it keeps every formatted cell in memory, doesn't know the Chinese date formats, and
fails in a dozen ways on damaged files. This reader streams, and takes less time (docs/decisions/0010).
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from ledger.errors import Said, UnreadableError, say
from ledger.formats.xlsx.cellvalues import CellValues
from ledger.formats.xlsx.looks import WANTED, Looks, read_looks
from ledger.formats.xlsx.markup import Element, elements, look_over
from ledger.formats.xlsx.package import Package, open_package
from ledger.formats.xlsx.strings import Room, shared_strings
from ledger.formats.xlsx.unfit import UnfitError, on_one_line
from ledger.formats.xlsx.worksheet import read_sheet
from ledger.model.grid import Book, Grid, State

MOST_SHEETS = 200
OWN = "_"
"""Begins the names of the hidden sheets that the ledger itself makes."""
_ROOT = ""
_RELATION = frozenset({("Relationships", "Relationship")})
_WORKBOOK = frozenset({("workbook", "workbookPr"), ("sheets", "sheet")})
_STATES: Mapping[str, State] = {"hidden": "hidden", "veryhidden": "veryHidden"}


@dataclass(frozen=True, slots=True)
class _Relation:
    kind: str
    """The last word of the relation's type: worksheet, styles, sharedStrings …"""
    part: str


@dataclass(frozen=True, slots=True)
class _Contents:
    """What the workbook part lists: its sheets (name, state, part) and the parts that they share."""

    sheets: tuple[tuple[str, State, str], ...]
    styles: str | None
    strings: str | None
    from_1904: bool


def read(data: bytes, file: str) -> Book:
    """The workbook in `data`; `file` is its name in what is said about it.

    Memory is bounded whatever the bytes are: at most two million cells and 32 million characters are kept.

    Raises:
        UnreadableError: it is no workbook, not safe, damaged, or more than is read; one line says which, and where.
    """
    try:
        package = open_package(data)
        grids = _grids(package)
        return Book(file, grids, _remarks(package, grids))
    except UnfitError as error:
        raise UnreadableError(say("workbook.unreadable", file=file, why=error.why)) from error


def _grids(package: Package) -> tuple[Grid, ...]:
    contents = _contents(package, _main_part(package))
    room = Room()
    looks: list[Looks] = []
    if contents.styles:
        looks = read_looks(elements(package, contents.styles, WANTED))
    shared = shared_strings(package, contents.strings, room) if contents.strings else []
    values = CellValues(shared, looks, contents.from_1904, room)
    read_already = {part.casefold() for _, _, part in contents.sheets} | {contents.styles, contents.strings}
    for part in package.markup():
        if part not in read_already:
            look_over(package, part)
    return tuple(read_sheet(package, part, name, state, values) for name, state, part in contents.sheets)


def _main_part(package: Package) -> str:
    for one in _relations(package, _ROOT).values():
        if one.kind == "officeDocument":
            main = one.part
            break
    else:
        raise UnfitError(_other_than_a_workbook(package))
    if posixpath.basename(main).casefold() != "workbook.xml":
        raise UnfitError(_other_than_a_workbook(package))
    return main


def _other_than_a_workbook(package: Package) -> Said:
    if "xl/workbook.bin" in package:
        return say("workbook.is-binary")
    if "content.xml" in package or "word/document.xml" in package or "ppt/presentation.xml" in package:
        return say("workbook.is-other-office")
    return say("workbook.is-archive")


def _relations(package: Package, source: str) -> dict[str, _Relation]:
    """The parts that a part refers to, by the names under which it does. Links to the outside are left out."""
    folder, name = posixpath.split(source)
    part = posixpath.join(folder, "_rels", f"{name}.rels")
    if part not in package:
        return {}
    found = {}
    for one in elements(package, part, _RELATION):
        if one.attributes.get("TargetMode", "Internal") == "Internal":
            kind = one.attributes.get("Type", "").rpartition("/")[2]
            target = posixpath.join("/", folder, unquote(one.attributes.get("Target", "")))
            found[one.attributes.get("Id", "")] = _Relation(kind, posixpath.normpath(target).lstrip("/"))
    return found


def _contents(package: Package, main: str) -> _Contents:
    relations = _relations(package, main)
    listed = elements(package, main, _WORKBOOK)
    sheets = tuple(
        (_name(one), _STATES.get(one.attributes.get("state", "").lower(), "visible"), relation.part)
        for one in listed
        if one.name == "sheet" and (relation := _relation_of(one, relations, main)).kind == "worksheet"
    )
    names = [name.casefold() for name, _, _ in sheets]
    parts = [part.casefold() for _, _, part in sheets]
    if not sheets or len(sheets) > MOST_SHEETS or len(set(names)) < len(names) or len(set(parts)) < len(parts):
        raise UnfitError(say("workbook.sheets-wrong", count=len(sheets), limit=MOST_SHEETS))
    kinds = {one.kind: one.part for one in relations.values()}
    from_1904 = any(one.attributes.get("date1904", "0") in {"1", "true", "on"} for one in listed)
    return _Contents(sheets, kinds.get("styles"), kinds.get("sharedStrings"), from_1904)


def _name(sheet: Element) -> str:
    return sheet.attributes.get("name", "")


def _relation_of(sheet: Element, relations: Mapping[str, _Relation], main: str) -> _Relation:
    relation = relations.get(sheet.attributes.get("id", ""))
    if relation is None:
        raise UnfitError(say("workbook.part-missing", part=f"{main} → {_name(sheet)}"))
    return relation


def _remarks(package: Package, grids: tuple[Grid, ...]) -> tuple[Said, ...]:
    """What is in the file and not in the grids."""
    names = list(package.parts)
    remarks = []
    if any(name.endswith("vbaproject.bin") for name in names):
        remarks.append(say("workbook.has-macros"))
    pictures = sum("/media/" in name for name in names)
    if pictures:
        remarks.append(say("workbook.has-pictures", count=pictures))
    if any("/comments" in name or "/threadedcomments" in name for name in names):
        remarks.append(say("workbook.has-comments"))
    if any("/externallinks/" in name for name in names):
        remarks.append(say("workbook.has-links"))
    hidden = tuple(one.name for one in grids if one.state != "visible" and one.lines and not one.name.startswith(OWN))
    if hidden:
        remarks.append(on_one_line(say("workbook.has-hidden-sheets", sheets=hidden)))
    return tuple(remarks)
