"""What the styles of a Word document give to their paragraphs: the level of a heading, and a place in a list.

Source: ECMA-376 part 1, 17.7 (styles).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ledger.formats.xlsx.markup import Element

WANTED = frozenset({
    ("styles", "style"), ("style", "name"), ("style", "basedOn"), ("pPr", "outlineLvl"), ("pPr", "numPr"),
    ("numPr", "numId"), ("numPr", "ilvl"),
})  # fmt: skip
"""The elements of styles.xml that `read_styles` needs."""

BODY_LEVEL = 9
"""The outline level that stands for plain text (17.3.1.20)."""
_DEEPEST_BASE = 20
_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_TITLE = frozenset({"title", "标题"})
_CONTENTS = re.compile(r"(?:toc|目录)\s*[1-9]|table of figures", re.IGNORECASE)


@dataclass(slots=True)
class Style:
    """What a style says itself; what it doesn't say comes from the style it is based on."""

    name: str = ""
    based_on: str | None = None
    outline: int | None = None
    list_number: str | None = None
    list_level: int | None = None


@dataclass(frozen=True, slots=True)
class Styles:
    """The paragraph styles of a document by their ids, and the one of paragraphs that name none."""

    by_id: Mapping[str, Style]
    default: str | None

    def chain(self, style: str | None) -> list[tuple[str, Style]]:
        """A style and those it is based on, the nearest first."""
        found: list[tuple[str, Style]] = []
        at = style if style in self.by_id else self.default
        while at is not None and at in self.by_id and len(found) < _DEEPEST_BASE:
            found.append((at, self.by_id[at]))
            at = self.by_id[at].based_on
        return found


def read_styles(found: Sequence[Element]) -> Styles:
    """The styles, out of the elements of styles.xml."""
    by_id: dict[str, Style] = {}
    default = None
    style = Style()  # what stands before the first style, as defaults of the document, belongs to none
    for one in found:
        value = one.attributes.get("val", "")
        match one.name:
            case "style":
                style = Style()
                if one.attributes.get("type", "paragraph") == "paragraph":
                    name = one.attributes.get("styleId", "")
                    by_id[name] = style
                    if one.attributes.get("default") in {"1", "true", "on"}:
                        default = name
            case "name":
                style.name = value
            case "basedOn":
                style.based_on = value
            case "outlineLvl":
                style.outline = level(value)
            case "numId":
                style.list_number = value
            case "ilvl":
                style.list_level = level(value)
    return Styles(by_id, default)


def heading_level(outline: int | None, chain: Sequence[tuple[str, Style]]) -> int | None:
    """The level of a heading, from 1; none for plain text. What the paragraph says itself outranks its style."""
    for said, name in ((outline, ""), *((style.outline, style.name.strip()) for _, style in chain)):
        if said is not None:
            return None if said >= BODY_LEVEL else said + 1
        if found := _HEADING.fullmatch(name):
            return int(found[1])
        if name.lower() in _TITLE:
            return 1
    return None


def is_contents(chain: Sequence[tuple[str, Style]]) -> bool:
    """Whether a paragraph is a line of a table of contents: it only says again what comes later."""
    return any(_CONTENTS.fullmatch(style.name.strip()) for _, style in chain)


def level(text: str) -> int | None:
    """A level as it is stored, 0 to 9; nothing for anything else."""
    return int(text) if len(text) == 1 and text.isascii() and text.isdigit() else None
