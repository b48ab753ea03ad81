"""The automatic numbers of a Word document: they are not in its text, and items are known by them.

Source: ECMA-376 part 1, 17.9 (numbering). Counters belong to the abstract list, so that lists that share one go on
counting; a list that overrides the start begins anew where it is first used.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ledger.formats.documents.numerals import written
from ledger.formats.xlsx.markup import Element

WANTED = frozenset({
    ("numbering", "abstractNum"), ("abstractNum", "lvl"), ("abstractNum", "numStyleLink"), ("abstractNum", "styleLink"),
    ("lvl", "start"), ("lvl", "numFmt"), ("Fallback", "numFmt"), ("lvl", "lvlText"), ("lvl", "isLgl"), ("lvl", "suff"),
    ("lvl", "pStyle"), ("lvl", "lvlRestart"), ("numbering", "num"), ("num", "abstractNumId"), ("num", "lvlOverride"),
    ("lvlOverride", "startOverride"), ("lvlOverride", "lvl"),
})  # fmt: skip
"""The elements of numbering.xml that `read_numbering` needs."""

LEVELS = 9
_BULLETS = frozenset({"bullet", "none"})
_BLANK = re.compile("%([1-9])")
_OFF = frozenset({"0", "false", "off"})


@dataclass(slots=True)
class Level:
    """How one level of a list is numbered."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    legal: bool = False
    """Whether the numbers of all levels in it are written in digits."""
    after: str = "tab"
    style: str | None = None
    restart: int | None = None
    """After which level (counted from 1) it begins again; 0 for never, None for every higher one."""


@dataclass(slots=True)
class Abstract:
    """A list as it is described once, for all that use it."""

    levels: dict[int, Level] = field(default_factory=dict)
    from_style: str | None = None
    makes_style: str | None = None


@dataclass(slots=True)
class Use:
    """A list as paragraphs refer to it: the description it follows, and where it differs."""

    abstract: str = ""
    starts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, Level] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Numbering:
    """The lists of a document."""

    abstracts: Mapping[str, Abstract]
    uses: Mapping[str, Use]

    def abstract_of(self, use: Use) -> tuple[str, Abstract] | None:
        """The description that a list follows, looked up through the style of lists where it names one."""
        found = self.abstracts.get(use.abstract)
        if found and found.from_style:
            for name, other in self.abstracts.items():
                if other.makes_style == found.from_style:
                    return name, other
        return (use.abstract, found) if found else None

    def level_of_style(self, number: str, style: str) -> int | None:
        """The level of a list that is bound to a style of paragraphs."""
        use = self.uses.get(number)
        described = self.abstract_of(use) if use else None
        levels = described[1].levels if described else {}
        return next((at for at, level in levels.items() if level.style == style), None)


def read_numbering(found: Sequence[Element]) -> Numbering:
    """The lists, out of the elements of numbering.xml."""
    abstracts: dict[str, Abstract] = {}
    uses: dict[str, Use] = {}
    abstract, use, level, at = Abstract(), Use(), Level(), 0
    overriding = False
    for one in found:
        value = one.attributes.get("val", "")
        match one.name:
            case "abstractNum":
                abstract = abstracts.setdefault(one.attributes.get("abstractNumId", ""), Abstract())
                overriding = False
            case "numStyleLink":
                abstract.from_style = value
            case "styleLink":
                abstract.makes_style = value
            case "num":
                use = uses.setdefault(one.attributes.get("numId", ""), Use())
            case "abstractNumId":
                use.abstract = value
            case "lvlOverride":
                at, overriding = _counted(one.attributes.get("ilvl", "")), True
            case "startOverride":
                use.starts[at] = _counted(value)
            case "lvl":
                at = _counted(one.attributes.get("ilvl", ""))
                level = (use.levels if overriding else abstract.levels).setdefault(at, Level())
            case name:
                _describe(level, name, value)
    return Numbering(abstracts, uses)


def _describe(level: Level, name: str, value: str) -> None:
    match name:
        case "start":
            level.start = _counted(value)
        case "numFmt":
            level.form = value
        case "lvlText":
            level.text = value
        case "isLgl":
            level.legal = value not in _OFF
        case "suff":
            level.after = value
        case "pStyle":
            level.style = value
        case "lvlRestart":
            level.restart = _counted(value)


@dataclass(slots=True)
class Counters:
    """Counts the paragraphs of each list while a document is read from top to bottom."""

    numbering: Numbering
    standing: dict[str, list[int | None]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    def label(self, number: str, at: int) -> str:
        """The number of the next paragraph of list `number` on level `at` (from 0), with what stands after it.

        Empty for bullets, and for lists that the document doesn't describe.
        """
        use = self.numbering.uses.get(number)
        described = self.numbering.abstract_of(use) if use else None
        if use is None or described is None or not 0 <= at < LEVELS:
            return ""
        name, abstract = described
        levels = abstract.levels | use.levels
        level = levels.get(at, Level())
        standing = self.standing.setdefault(name, [None] * LEVELS)
        self._count(standing, number, use, levels, at)
        if level.form in _BULLETS and not _BLANK.search(level.text):
            # A word may stand in place of a number; a bullet of any shape says nothing.
            return level.text if level.form == "none" else ""
        return _with_gap(
            _BLANK.sub(lambda blank: _figure(standing, levels, int(blank[1]) - 1, level), level.text), level
        )

    def _count(self, standing: list[int | None], number: str, use: Use, levels: Mapping[int, Level], at: int) -> None:
        start = use.starts.get(at)
        before = standing[at]
        if start is not None and (number, at) not in self.begun:
            standing[at] = start
        else:
            standing[at] = (levels.get(at, Level()).start if start is None else start) if before is None else before + 1
        self.begun.add((number, at))
        for deeper in range(at + 1, LEVELS):
            restart = levels.get(deeper, Level()).restart
            if restart is None or (restart and at < restart):
                standing[deeper] = None


def _figure(standing: Sequence[int | None], levels: Mapping[int, Level], at: int, asking: Level) -> str:
    level = levels.get(at, Level())
    reached = standing[at]
    number = level.start if reached is None else reached
    form = "decimal" if asking.legal else level.form
    return "" if form in _BULLETS else written(number, form)


def _with_gap(label: str, level: Level) -> str:
    """The number, parted from the text where they would run into each other: `1.` and `2024年`."""
    return f"{label} " if label and level.after != "nothing" and label[-1].isascii() else label


def _counted(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < LEVELS else 0
