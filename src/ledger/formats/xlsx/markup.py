"""XML from strangers, streamed through expat: no DOCTYPE, so no entities; nothing long, deep or manifold enough
to fill the memory before a reader of a part has had its say.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from xml.parsers import expat

from ledger import meter
from ledger.errors import say
from ledger.formats.xlsx.package import Package
from ledger.formats.xlsx.unfit import UnfitError

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
Text = Callable[[str], None]

LONGEST_TOKEN = 1024 * 1024
"""Bytes of one tag with its attributes, or of one comment: expat holds all of it before it says a word."""
MOST_NAMES = 5_000
"""Different names of elements and attributes in a part; expat remembers each."""
DEEPEST = 64
MOST_KEPT = 300_000
"""Elements kept of a small part. Excel itself knows 65,490 cell formats."""
MOST_CHARACTERS = 8_000_000
"""In the attributes of those elements."""
_SPACE = " "


def feed(package: Package, part: str, start: Start, end: End, text: Text | None = None) -> None:
    """Send the elements of a part to the three functions. Names come as `namespace local`.

    Raises:
        UnfitError: a DOCTYPE, damaged XML, an encoding that expat doesn't know, or more than may be held.
    """
    parser = expat.ParserCreate(namespace_separator=_SPACE)
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = lambda *_: _refuse_doctype(part)
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
    fed = 0
    try:
        with meter.part("rows", package.size(part)) as tick:
            for chunk in package.chunks(part):
                parser.Parse(chunk, False)  # noqa: FBT003 - expat's own signature
                fed += len(chunk)
                tick(len(chunk))
                if fed - parser.CurrentByteIndex > LONGEST_TOKEN or len(parser.intern) > MOST_NAMES:
                    raise UnfitError(say("workbook.xml-monstrous", part=part))
        parser.Parse(b"", True)  # noqa: FBT003 - expat's own signature
    except (expat.ExpatError, LookupError, ValueError) as error:  # the last two: encodings that Python knows or not
        line = error.lineno if isinstance(error, expat.ExpatError) else 1
        raise UnfitError(say("workbook.xml-broken", part=part, line=line)) from error


def _refuse_doctype(part: str) -> None:
    raise UnfitError(say("workbook.doctype", part=part))


def local(name: str) -> str:
    """The name of an element or attribute without its namespace."""
    return name.rpartition(_SPACE)[2]


@dataclass(frozen=True, slots=True)
class Element:
    """An element of a small part: its name, and its attributes by their local names."""

    name: str
    attributes: dict[str, str]


def elements(package: Package, part: str, wanted: frozenset[tuple[str, str]]) -> list[Element]:
    """The elements of a small part whose (parent, name) is wanted, in their order.

    Raises:
        UnfitError: as `feed`, or there are too many of them.
    """
    keeper = _Keeper(part, wanted)
    feed(package, part, keeper.start, keeper.end)
    return keeper.found


def look_over(package: Package, part: str) -> None:
    """Read a part that nothing is taken from, for what `feed` refuses."""
    elements(package, part, frozenset())


@dataclass
class _Keeper:
    part: str
    wanted: frozenset[tuple[str, str]]
    open: list[str] = field(default_factory=lambda: [""])
    found: list[Element] = field(default_factory=list)
    characters: int = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = local(name)
        if (self.open[-1], name) in self.wanted:
            self.found.append(Element(name, {local(key): value for key, value in attributes.items()}))
            self.characters += sum(map(len, attributes.values()))
        self.open.append(name)
        if len(self.open) > DEEPEST or len(self.found) > MOST_KEPT or self.characters > MOST_CHARACTERS:
            raise UnfitError(say("workbook.xml-monstrous", part=self.part))

    def end(self, _: str) -> None:
        self.open.pop()
