"""What a document really says of its issues, as values.

It comes from expected files written by a careful reader (`data/plans/*.yaml`) or from a generator that printed the
document itself (`plan_makers`).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

ROLES = ("lead", "responsible", "support", "supervisor", "acceptor")


def letters(text: str) -> str:
    """The words of a text without width, blanks and punctuation; signs that carry meaning (%, ≥, /) stay."""
    folded = unicodedata.normalize("NFKC", text)
    return "".join(char for char in folded if unicodedata.category(char)[0] in "LNS" or char in "%/")


@dataclass(frozen=True, slots=True)
class Text:
    """A whole text, or its first and last words."""

    begins: str
    ends: str | None = None
    within: bool = False
    """Both stand in the text, in any company: two columns of a table that are one field."""

    def matches(self, found: str) -> bool:
        words = letters(found)
        if self.within:
            return letters(self.begins) in words and letters(self.ends or "") in words
        if self.ends is None:
            return words == letters(self.begins)
        return words.startswith(letters(self.begins)) and words.endswith(letters(self.ends))


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline as a careful reader understands it."""

    text: str
    due: date | None = None
    immediate: bool = False
    long_term: bool = False
    milestones: tuple[date, ...] = ()
    damaged: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One measure; units, day and quantity only where the document prints them with it."""

    number: str
    text: Text
    units: tuple[str, ...] = ()
    due: date | None = None
    quantity: str | None = None
    """`46 公里`"""


@dataclass(frozen=True, slots=True)
class Promise:
    """A number promised in a goal; a property that the reader did not note is None and is not compared."""

    value: Decimal
    unit: str
    op: str | None = None
    by: date | None = None


@dataclass(frozen=True, slots=True)
class Truth:
    """One issue of a document."""

    number: str
    finding: Text
    goal: Text | None = None
    deadline: Due | None = None
    units: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By role: lead, responsible, support, supervisor, acceptor."""
    persons: str | None = None
    measures: tuple[Step, ...] = ()
    progress: Text | None = None
    status: str | None = None
    indicators: tuple[Promise, ...] = ()
    misread: bool = False
    """Whether a letter in its number is misread and must be flagged."""
