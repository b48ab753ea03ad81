"""Who sits at which ledger on which day: what every action is told, and nothing looks up for itself."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property

from ledger.errors import NotFoundError, Said, UnreadableError
from ledger.model.acts import Answer
from ledger.model.attempt import Attempt
from ledger.model.issue import Issue
from ledger.model.office import Office
from ledger.model.people import Person
from ledger.model.thing import Things
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

    @cached_property
    def things(self) -> Things:
        """The register of objects, those that can be read."""
        from ledger.store import cabinet, objects  # most commands ask for none

        return objects.asked(cabinet.scan(self.workspace, objects.OBJECTS))

    def attempt(
        self,
        *,
        why: str | None = None,
        document: str | None = None,
        method: str | None = None,
        new_due: date | None = None,
        joined: tuple[Person, ...] = (),
        damaged: dict[str, Said] | None = None,
        standards: tuple[Answer, ...] = (),
    ) -> Attempt:
        """What this person tries to do today."""
        return Attempt(
            self.office, self.day, self.at, self.by, self.person, why, document, method, new_due, damaged or {},
            standards=standards, joined=joined,
        )  # fmt: skip

    def informed(self, attempt: Attempt, stored: Stored) -> Attempt:
        """The attempt with what only the store can see: changed evidence, faults of the chain, another issue."""
        return replace(
            attempt.about(stored.issue),
            damaged=self.damage(stored.issue),
            trail=folder.chain(self.workspace, stored),
            unmet=self.unmet(stored.issue),
            waiting=self.waiting(stored.issue),
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

    def waiting(self, issue: Issue) -> tuple[Issue, ...]:
        """The parts of an issue that nobody has accepted, where the house asks about that. Only files that name the
        issue are read; those that can't be are left to the check.
        """
        if not self.office.of(issue).policy.guards.verify_parts_accepted:
            return ()
        naming = (path for path in folder.paths(self.workspace) if issue.id.encode() in path.read_bytes())
        read = (folder.read(self.workspace, path) for path in naming)
        parts = (one.issue for one in read if not isinstance(one, tuple) and one.issue.parent == issue.id)
        return tuple(one for one in parts if one.void is None and one.status not in {"verified", "closed"})

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
