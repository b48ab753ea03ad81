"""What an earlier check found already, so that the next one can tell only what is new."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Baseline:
    """A report of an earlier check, as far as another one is compared with it."""

    day: date
    """The day of that check."""
    fingerprints: tuple[str, ...]
    """What was found then, in the order of the report."""
    selection: str = ""
    """What was selected then; a check of something else can't tell what has gone."""

    def gone(self, found: Collection[str], selection: str) -> tuple[str, ...]:
        """What is found no more. Nothing is said of it where something else was selected: it was not looked at."""
        if selection != self.selection:
            return ()
        return tuple(one for one in self.fingerprints if one not in found)
