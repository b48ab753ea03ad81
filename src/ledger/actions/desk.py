"""Who sits at which ledger on which day: what every action is told, and nothing looks up for itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from ledger.errors import Said
from ledger.model.attempt import Attempt
from ledger.model.issue import Issue
from ledger.model.office import Office
from ledger.model.people import Person
from ledger.store import evidence
from ledger.store.workspace import Workspace


@dataclass(frozen=True)
class Desk:
    """The ledger, the day that counts as today, the moment of writing, and the words somebody named themselves with."""

    workspace: Workspace
    day: date
    at: datetime
    names: tuple[str, ...] = ()
    """What the actor goes by, the most certain first: a word given with `--as`, or git's e-mail and name."""

    @property
    def office(self) -> Office:
        """The house."""
        return self.workspace.office

    @property
    def person(self) -> Person | None:
        """Who acts, as the register knows them."""
        found = (self.office.people.find(word) for word in self.names)
        return next((person for person in found if person), None)

    @property
    def by(self) -> str | None:
        """How the actor is named in messages, known or not."""
        return self.names[0] if self.names else None

    def attempt(
        self,
        *,
        why: str | None = None,
        document: str | None = None,
        method: str | None = None,
        new_due: date | None = None,
        damaged: dict[str, Said] | None = None,
    ) -> Attempt:
        """What this person tries to do today."""
        return Attempt(
            self.office, self.day, self.at, self.by, self.person, why, document, method, new_due, damaged or {}
        )

    def damage(self, issue: Issue) -> dict[str, Said]:
        """Evidence of the present cycle that is no longer what was put on file: it can bear no conclusion."""
        return evidence.damage(self.workspace, issue, every=False)
