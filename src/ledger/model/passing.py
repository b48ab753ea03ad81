"""Passing a gate that is no move of its own: an application, a first check, a review, a signature.

A gate passed is a signed step `pass`; a gate that is refused sends the work back like a failed verification, by a step
`fail` that names it, and every gate before it has to be passed anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ledger.errors import Said, say
from ledger.model.acts import Passage, Status
from ledger.model.attempt import Attempt, said_or_none
from ledger.model.gatekeeping import before, day_follows, document_is_there, may_pass, papers_are_filed
from ledger.model.gates import state_word, way
from ledger.model.guards import (
    actor_is_known,
    day_is_in_order,
    evidence_is_intact,
    fields_are_filled,
    measures_are_done,
    milestones_are_done,
    reason_is_given,
    verification_stands,
)
from ledger.model.issue import Issue
from ledger.model.office import Office
from ledger.model.people import Person
from ledger.model.procedure import Gate
from ledger.model.workflow import ALWAYS, sign


def status_at(office: Office, gate: Gate) -> Status:
    """The state an issue must be in for a gate: being worked on before the verification, verified after it."""
    procedure = office.procedure
    after = procedure.of_move("verify") in procedure.before(gate)
    return "verified" if after else "in-progress"


def demands(issue: Issue, attempt: Attempt, gate: Gate, *, passed: bool = True) -> Iterator[Said]:
    """What speaks against deciding at a gate now, whoever signs; less is asked for where the decision is no."""
    wanted = status_at(attempt.office, gate)
    if issue.status != wanted:
        yield say(
            "guard.gate-status",
            id=issue.id, gate=gate.name, status=state_word(issue, attempt.office),
            wanted=attempt.office.status_word(issue.id, wanted),
        )  # fmt: skip
    for guard in ALWAYS:
        yield from guard(issue, attempt)
    yield from before(issue, attempt, gate)
    if way(issue, attempt.office, attempt.day).at(gate) is not None:
        yield say("guard.gate-passed", gate=gate.name, id=issue.id)
    yield from day_is_in_order(issue, attempt)
    yield from day_follows(issue, attempt)
    if not passed:
        yield from reason_is_given(issue, attempt)
        return
    if wanted == "verified":
        yield from verification_stands(issue, attempt)
    elif gate.state is None:  # a link in the chain of states is passed while the work goes on
        yield from measures_are_done(issue, attempt)
        yield from milestones_are_done(issue, attempt)
    yield from fields_are_filled(issue, attempt, gate.name)
    yield from papers_are_filed(issue, attempt, gate)
    yield from evidence_is_intact(issue, attempt)
    yield from document_is_there(issue, attempt, gate)


def personal(issue: Issue, attempt: Attempt, gate: Gate) -> Iterator[Said]:
    """What speaks against this person."""
    yield from actor_is_known(issue, attempt)
    yield from may_pass(issue, attempt, gate)


def who_may_pass(issue: Issue, attempt: Attempt, gate: Gate) -> tuple[Person, ...]:
    """Everybody in the register against whom the gate has no personal objection."""
    people = attempt.office.people.people
    tries = ((person, replace(attempt, by=person.id, person=person)) for person in people)
    return tuple(person for person, one in tries if not any(True for _ in personal(issue, one, gate)))


def pass_gate(issue: Issue, gate: Gate, attempt: Attempt, *, passed: bool = True) -> Issue | tuple[Said, ...]:
    """The issue with the decision on record and signed; or every reason why not. `gate` is of the kind `sign`."""
    against = (*demands(issue, attempt, gate, passed=passed), *personal(issue, attempt, gate))
    if against:
        return tuple(dict.fromkeys(against))
    assert attempt.person is not None  # noqa: S101 - `actor_is_known` was asked
    act = Passage(
        gate=gate.name,
        date=attempt.day,
        by=attempt.person.id,
        unit=attempt.person.unit,
        result="通过" if passed else "不通过",
        opinion=said_or_none(attempt.why),
        document=said_or_none(attempt.document),
        **issue.in_cycle(),
    )
    status: Status = issue.status if passed else "in-progress"
    made = issue.model_copy(update={"passages": (*issue.passages, act), "status": status})
    move = "pass" if passed else "fail"
    return sign(issue, made, move, attempt.person, attempt, said_or_none(attempt.why), gate=gate.name)
