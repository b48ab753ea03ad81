"""What every output format promises: a report in, the bytes of a file out. No format opens a file or asks the time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from ledger.model.columns import Contents
from ledger.model.report import Report


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet of rows that come from no single issue."""

    name: str
    summary: str
    """The line above its head."""
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

    def dump(self, report: Report, contents: Contents) -> bytes:
        """The whole file: of a report, what `contents` asks for. The same report gives the same bytes."""
