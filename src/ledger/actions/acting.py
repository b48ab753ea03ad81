"""What every act on an issue is made of: who signs it, what the user entered, and the writing of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from pydantic import ValidationError

from ledger.actions.desk import Desk
from ledger.errors import RefusedError, Said, UsageError, say
from ledger.model.duties import may_decide
from ledger.model.gates import reached, way
from ledger.model.guards import actor_is_known
from ledger.model.issue import Issue
from ledger.model.people import Role
from ledger.model.procedure import Gate
from ledger.model.values import Record
from ledger.model.workflow import ALWAYS, sign
from ledger.store import saving
from ledger.store.folder import Stored
from ledger.store.typed import problems

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Done:
    """What a command has written."""

    before: Issue
    after: Issue
    file: str
    remarks: tuple[Said, ...] = ()
    """What the user should know beside it."""
    state: str | None = None
    """What its book calls the state that it is in now, where it has a word of its own."""
    gate: Gate | None = None
    """Whose turn it is next on the way to 销号."""


def against_person(desk: Desk, issue: Issue) -> tuple[Said, ...]:
    """Why this person can sign nothing on this day: nobody known is acting, the day is still to come."""
    ahead = (say("guard.day-future", day=desk.day, today=desk.at.date()),) if desk.day > desk.at.date() else ()
    return (*actor_is_known(issue, desk.attempt()), *ahead)


def against_signing(desk: Desk, stored: Stored) -> tuple[Said, ...]:
    """Every reason why nothing can be signed now: the issue is void or was changed by hand, or `against_person`. Raises
    UnreadableError where the description of its book can't be read: before anything is copied or printed.
    """
    desk.workspace.refuse_unread(stored.issue.id)
    attempt = desk.informed(desk.attempt(), stored)
    found = (reason for guard in ALWAYS for reason in guard(stored.issue, attempt))
    return (*found, *against_person(desk, stored.issue))


def who_may_decide(desk: Desk, issue: Issue, roles: tuple[Role, ...]) -> Said | None:
    """Whom to turn to: everybody in the register who may decide about this issue."""
    attempt = desk.attempt().about(issue)
    tried = ((one, replace(attempt, by=one.id, person=one)) for one in desk.office.people.people)
    able = (one for one, attempt in tried if not any(True for _ in may_decide(issue, attempt, roles)))
    people = tuple(say("person.named", name=one.name, id=one.id) for one in able)
    return say("guard.who-may", people=people) if people else None


def who_signs(desk: Desk, stored: Stored, act: Said) -> str:
    """The id that signs. Raises RefusedError with every reason why nobody can."""
    reasons = against_signing(desk, stored)
    if reasons or desk.person is None:
        raise RefusedError(say("refused", id=stored.issue.id, move=act, count=len(reasons)), *reasons)
    return desk.person.id


def made(model: type[R], values: Mapping[str, object], family: str) -> R:
    """An act made from what the user said. Raises UsageError naming each value that doesn't do."""
    try:
        return model.model_validate({key: value for key, value in values.items() if value is not None})
    except ValidationError as error:
        reasons = tuple(problem.text for problem in problems(error, model, (family,)))
        raise UsageError(say("usage.bad-values"), *reasons) from error


def signed(desk: Desk, stored: Stored, act: str, after: Issue, why: str | None = None) -> Done:
    """Write `after` with the event that signs the act. The caller has made sure of the person."""
    assert desk.person is not None  # noqa: S101 - see above
    return save(desk, stored, sign(stored.issue, after, act, desk.person, desk.attempt(), why))


def save(desk: Desk, stored: Stored, after: Issue) -> Done:
    """Write `after`, signed already. Raises what `saving.save` raises."""
    saved = saving.save(desk.workspace, stored, after)
    after = saved.issue
    state = desk.office.state(after.id, after.status, reached(after))
    return Done(stored.issue, after, saved.file, state=state, gate=way(after, desk.office, desk.day).next)
