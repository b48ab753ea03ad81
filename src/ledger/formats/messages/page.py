"""A digest in the reader's language, as lines that any channel can draw and that can be cut without being torn."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from ledger.errors import Said, say
from ledger.model.digest import Digest

Words = Callable[[Said], str]
Role = Literal["title", "text", "unit", "item", "link"]
LONGEST = 160
"""Characters of a line: a title of the office is a sentence, and what is more is read in the ledger."""
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


class Line(NamedTuple):
    """One line, and what it is."""

    role: Role
    text: str
    url: str = ""


@dataclass(frozen=True)
class Page:
    """A digest as lines: the head, the sections with their entries, the foot."""

    title: str
    head: tuple[str, ...]
    sections: tuple[tuple[str, tuple[str, ...]], ...]
    foot: tuple[str, ...]
    link: Line | None
    more: Callable[[int], str]
    """The line that says how many entries are left out."""

    @property
    def count(self) -> int:
        """How many entries there are."""
        return sum(len(entries) for _, entries in self.sections)

    def lines(self, taken: int) -> tuple[Line, ...]:
        """All of it with the first `taken` entries, and how many are left out."""
        return tuple(self._lines(taken))

    def _lines(self, taken: int) -> Iterator[Line]:
        yield Line("title", self.title)
        yield from (Line("text", one) for one in self.head)
        left = taken
        for unit, entries in self.sections:
            if left:
                yield Line("unit", unit)
                yield from (Line("item", one) for one in entries[:left])
                left -= min(left, len(entries))
        if taken < self.count:
            yield Line("text", self.more(self.count - taken))
        yield from (Line("text", one) for one in self.foot)
        if self.link:
            yield self.link


def written(digest: Digest, words: Words) -> Page:
    """The digest in a language."""

    def line(said: Said) -> str:
        return clean(words(said))

    return Page(
        title=line(digest.title),
        head=tuple(map(line, digest.head)),
        sections=tuple((line(one.said), tuple(line(entry.said) for entry in one.entries)) for one in digest.sections),
        foot=tuple(map(line, digest.foot)),
        link=Line("link", line(say("digest.link")), digest.link) if digest.link else None,
        more=lambda count: line(say("digest.more", count=count)),
    )


def clean(text: str, longest: int = LONGEST) -> str:
    """A text on one line, without signs that nobody sees, and no longer than a line of a message should be."""
    seen = "".join(" " if unicodedata.category(char) in _UNSEEN else char for char in text)
    line = " ".join(seen.split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


def plain_text(lines: Sequence[Line]) -> str:
    """The lines without any marks, as an e-mail has them."""
    drawn = {"unit": "\n{}", "item": "- {}", "title": "{}", "text": "{}"}
    return "\n".join(
        f"{one.text} {one.url}" if one.role == "link" else drawn[one.role].format(one.text) for one in lines
    )


_MARKS = str.maketrans({sign: chr(ord(sign) + 0xFEE0) for sign in "<>[]*_`~\\&|"})


def unmarked(text: str) -> str:
    """A text in which nothing is a mark, a link or a call to somebody (`<@all>`): the signs that could be are written
    in their full-width forms, because the robots' dialects of Markdown know no escapes.
    """
    return text.translate(_MARKS)
