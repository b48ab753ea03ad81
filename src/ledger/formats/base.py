"""What every output format promises: a report in, a file out, written where it is told. No format asks the time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import IO, Protocol

from ledger.errors import Said
from ledger.model.columns import Contents
from ledger.model.report import Report


@dataclass(frozen=True)
class Written:
    """A file that was written: the issues that stand in it, and what somebody should know of it."""

    issues: frozenset[str]
    remarks: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet of rows that come from no single issue."""

    name: str
    summary: str
    """The line above its head."""
    basis: str
    """The line below that: of which day its rows are, and whether they add up."""
    heads: tuple[str, ...]
    widths: tuple[float, ...]
    rows: Sequence[Sequence[str | int | date]]


class Writer(Protocol):
    """One output format."""

    @property
    def name(self) -> str:
        """What the user calls it, e.g. `xlsx`."""

    @property
    def suffix(self) -> str:
        """The ending of its files, with the dot."""

    def write(self, report: Report, contents: Contents, file: IO[bytes]) -> Written:
        """Write the whole file: of a report, what `contents` asks for. The same report gives the same bytes."""
