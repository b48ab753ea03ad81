"""What somebody tries to do to an issue, before anybody has said yes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime

from ledger.errors import Said
from ledger.model.acts import Answer
from ledger.model.issue import Issue
from ledger.model.office import Office
from ledger.model.people import Person
from ledger.model.problem import Problem


@dataclass(frozen=True)
class Attempt:
    """A move with everything its guards may ask about.

    `by` is the word the actor was named with and `person` who the register says that is;
    `damaged` holds evidence that is not what it was when it was put on file (path → what is wrong), and `trail` what is
    wrong with the issue's chain of events: both are found by the store. `standards` are the answers of a verification.
    """

    office: Office
    day: date
    at: datetime
    by: str | None = None
    person: Person | None = None
    why: str | None = None
    document: str | None = None
    method: str | None = None
    new_due: date | None = None
    damaged: dict[str, Said] = field(default_factory=dict)
    trail: tuple[Problem, ...] = ()
    standards: tuple[Answer, ...] = ()
    joined: tuple[Person, ...] = ()
    """Who accepts together with the actor, each for their own unit (联合验收)."""
    unmet: tuple[Said, ...] = ()
    """What the plan promised of indicators that are measured, and what the readings say against it."""
    waiting: tuple[Issue, ...] = ()
    """The issues that this one was divided into and that nobody has accepted yet."""
    first: Issue | None = None
    """The petition that this one is a duplicate of."""

    def about(self, issue: Issue) -> Attempt:
        """The same, judged as the book of this issue has it."""
        house = self.office.of(issue)
        return self if house is self.office else replace(self, office=house)


def said_or_none(words: str | None) -> str | None:
    """What was said; None where it was nothing but blanks, which count as silence."""
    return words if words and words.strip() else None
