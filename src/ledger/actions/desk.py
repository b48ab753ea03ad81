"""Who sits at which ledger on which day: what every action is told, and nothing looks up for itself."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from ledger.errors import NotFoundError, Said, UnreadableError
from ledger.model.acts import Answer
from ledger.model.attempt import Attempt
from ledger.model.issue import Issue
from ledger.model.office import Office
from ledger.model.people import Person
from ledger.store import evidence, folder
from ledger.store.folder import Stored
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
        standards: tuple[Answer, ...] = (),
    ) -> Attempt:
        """What this person tries to do today."""
        return Attempt(
            self.office, self.day, self.at, self.by, self.person, why, document, method, new_due, damaged or {},
            standards=standards,
        )  # fmt: skip

    def informed(self, attempt: Attempt, stored: Stored) -> Attempt:
        """The attempt with what only the store can see: changed evidence, faults of the chain, another issue."""
        return replace(
            attempt.about(stored.issue),
            damaged=self.damage(stored.issue),
            trail=folder.chain(self.workspace, stored),
            unmet=self.unmet(stored.issue),
            first=self._first(stored.issue),
        )

    def unmet(self, issue: Issue) -> tuple[Said, ...]:
        """What was promised of indicators and is not so, where the house asks about that."""
        named = any(one.gauge for one in issue.plan.indicators) if issue.plan else False
        if not named or not self.office.of(issue).policy.guards.verify_indicators_met:
            return ()
        from ledger.model import promises  # most houses never ask
        from ledger.store import cabinet
        from ledger.store.gauges import GAUGES

        known = {one.id: one for one in cabinet.scan(self.workspace, GAUGES)}
        return tuple(promises.unmet(issue, known, self.day))

    def _first(self, issue: Issue) -> Issue | None:
        """The petition that this one is a duplicate of; None where it is none, or `check` has to say what is wrong."""
        first = issue.petition.duplicate_of if issue.petition else None
        try:
            return folder.get(self.workspace, first).issue if first and first != issue.id else None
        except (NotFoundError, UnreadableError):
            return None

    def damage(self, issue: Issue) -> dict[str, Said]:
        """Evidence of the present cycle that is no longer what was put on file: it can bear no conclusion."""
        return evidence.damage(self.workspace, issue, every=False)
