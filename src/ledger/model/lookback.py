"""回头看: somebody else looks at a closed issue again, and what came back is opened again.

Who may (domain 2.4, 2.9): an implementing unit never checks its own work. Whoever verified or closed an issue may
report that it has come back, because a finding against oneself is believed, but not that all is well: the look-back
is there to show whether they were right. Nobody else is shut out; 督导 and 验收 are the roles for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from ledger.errors import Said, say
from ledger.model.acts import LookBack
from ledger.model.attempt import Attempt
from ledger.model.gates import state_word
from ledger.model.guards import actor_is_known
from ledger.model.independence import barred_from_verifying, judges_itself
from ledger.model.issue import Issue
from ledger.model.people import Person, Role
from ledger.model.workflow import ALWAYS, MOVES, advance, sign

ROLES: tuple[Role, ...] = ("督导", "验收")


@dataclass(frozen=True)
class Recorded:
    """An issue with its look-back signed, and what became of a rebound."""

    issue: Issue
    reopened: bool = False
    blocks: tuple[Said, ...] = ()
    """Why a rebound was not reopened in the same go."""


def is_waiting(issue: Issue) -> bool:
    """Whether a rebound was found and the issue is closed all the same."""
    return issue.status == "closed" and any(one.rebound and one.cycle == issue.cycle for one in issue.lookbacks)


def objections(issue: Issue, check: LookBack, attempt: Attempt) -> tuple[Said, ...]:
    """Every reason why this look-back can't be put on record: the issue, the day, the person."""
    always = (reason for guard in ALWAYS for reason in guard(issue, attempt))
    return (*always, *_of_issue(issue, check.date, attempt), *_of_person(issue, check, attempt))


def _of_issue(issue: Issue, day: date, attempt: Attempt) -> Iterator[Said]:
    closure = issue.closure()
    if issue.status != "closed":
        yield say("lookback.not-closed", id=issue.id, status=state_word(issue, attempt.office))
    elif closure is not None and day < closure.date:
        yield say("lookback.before-closing", day=day, closed=closure.date)
    if day > attempt.at.date():
        yield say("guard.day-future", day=day, today=attempt.at.date())


def _of_person(issue: Issue, check: LookBack, attempt: Attempt) -> Iterator[Said]:
    yield from actor_is_known(issue, attempt)
    person, office = attempt.person, attempt.office
    if person is None:
        return
    if office.policy.guards.roles and not set(ROLES) & set(person.roles):
        yield say("lookback.role", who=person.name, person=person.id)
    entries = office.people.entries_of(person)
    barred = barred_from_verifying(issue.plan, office.policy) if issue.plan else ()
    for unit in dict.fromkeys(one.unit for one in entries):
        if judges_itself(office.units, unit, barred) is not None:
            yield say("lookback.own-work", who=person.name, unit=unit)
        elif office.units.units and office.units.find(unit) is None:
            yield say("guard.unit-unknown", who=person.name, unit=unit)
    closure, verification = issue.closure(), issue.verification()
    concluded = [("verify", by) for by in verification.hands] if verification else []
    concluded += [("close", closure.by)] if closure else []
    for move, by in concluded:
        if says_all_is_well(check) and office.people.same(by, person.id):
            yield say("lookback.own-act", who=person.name, move=say(f"move.{move}"))


def says_all_is_well(check: LookBack) -> bool:
    """Whether a look-back bears out the closing that it looked at."""
    return not check.rebound and check.genuine is not False


def record(issue: Issue, check: LookBack, attempt: Attempt) -> Recorded | tuple[Said, ...]:
    """The issue with the look-back signed, reopened where it found a rebound and the person may; or every reason why
    it can't be put on record.
    """
    if reasons := objections(issue, check, attempt):
        return reasons
    assert attempt.person is not None  # noqa: S101 - `actor_is_known` was asked
    kept = issue.model_copy(update={"lookbacks": (*issue.lookbacks, check)})
    signed = sign(issue, kept, "lookback", attempt.person, attempt, None)
    if not check.rebound:
        return Recorded(signed)
    opened = advance(signed, MOVES["reopen"], replace(attempt, why=f"回头看发现反弹：{check.text}"))
    return Recorded(opened, reopened=True) if isinstance(opened, Issue) else Recorded(signed, blocks=opened)


def who_may(issue: Issue, check: LookBack, attempt: Attempt) -> tuple[Person, ...]:
    """Everybody in the register who could sign this look-back."""
    tries = (replace(attempt, by=one.id, person=one) for one in attempt.office.people.people)
    return tuple(one.person for one in tries if one.person and not any(_of_person(issue, check, one)))
