"""A fault in the ledger's files: which rule, where, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from ledger.errors import Said

Level = Literal["integrity", "invalid", "error", "warning"]
"""`integrity`: what was signed is not what is on file (exit 8). `invalid`: the file can't be read as an issue (exit 5).
`error`: a rule is broken (exit 1). `warning`: worth a look (exit 0)."""

Path = tuple[str | int, ...]
"""Where in a record: keys and positions in lists, counted from 0, e.g. `("plan", "measures", 0, "due")`."""


@dataclass(frozen=True, slots=True)
class Place:
    """A spot in a file. `file` is relative to the ledger's folder, with `/`; line and column count from 1."""

    file: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault. A reader of files knows its `place` at once; a rule over records knows only the `path`,
    and the store finds the place for it later, in the files that have faults.

    `rule` is a short stable name (`dup-key`, `overdue`); `text` says what was found, what was expected
    and what to do; `suggestion` is a likely correction ("did you mean"); `excerpt` is the line of the file.
    """

    rule: str
    level: Level
    text: Said
    issue: str | None = None
    path: Path = ()
    place: Place | None = None
    suggestion: str | None = None
    excerpt: str | None = None

    def at(self, place: Place, excerpt: str | None = None) -> Problem:
        """The same fault with its place found."""
        return replace(self, place=place, excerpt=excerpt if excerpt is not None else self.excerpt)
