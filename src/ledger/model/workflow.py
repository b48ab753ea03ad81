"""The moves of an issue and what each demands: 整改 → 验收 → 销号.

open → in-progress → verified → closed, back by a failed verification or a reopening; nothing is ever deleted.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from ledger.errors import Said, say
from ledger.model import duties, gatekeeping, guards
from ledger.model.acts import Closure, Extension, Status, Step, Verification
from ledger.model.attempt import Attempt, said_or_none
from ledger.model.gates import state_word
from ledger.model.guards import Guard
from ledger.model.issue import Issue
from ledger.model.people import Person


@dataclass(frozen=True, slots=True)
class Move:
    """A transition: from where, to where, what it demands of the issue, and what of the person.

    `record` adds the act itself (a verification, a closure) to the issue before the step is signed.
    """

    name: str
    sources: tuple[Status, ...]
    target: Status
    demands: tuple[Guard, ...]
    persons: tuple[Guard, ...]
    record: Callable[[Issue, Attempt], Issue] = lambda issue, _: issue


def _verification(issue: Issue, attempt: Attempt, result: str) -> Issue:
    assert attempt.person is not None  # noqa: S101 - the guard `actor_is_known` was asked before
    act = Verification.model_validate(
        {
            "date": attempt.day,
            "by": attempt.person.id,
            "unit": attempt.person.unit,
            "result": result,
            "method": said_or_none(attempt.method),
            "joint": tuple({"unit": one.unit, "by": one.id} for one in attempt.joined),
            "opinion": said_or_none(attempt.why),
            "standards": tuple(sorted(attempt.standards, key=lambda answer: answer.number)),
            "evidence": tuple(one.path for one in issue.evidence if one.cycle == issue.cycle),
            **issue.in_cycle(),
        }
    )
    return issue.model_copy(update={"verifications": (*issue.verifications, act)})


def _closure(issue: Issue, attempt: Attempt) -> Issue:
    assert attempt.person is not None  # noqa: S101 - the guard `actor_is_known` was asked before
    act = Closure(
        date=attempt.day,
        by=attempt.person.id,
        unit=attempt.person.unit,
        document=said_or_none(attempt.document),
        **issue.in_cycle(),
    )
    return issue.model_copy(update={"closures": (*issue.closures, act)})


def _new_cycle(issue: Issue, attempt: Attempt) -> Issue:
    """The former cycle stays whole; a new final day, if one is set, is that of the new cycle.

    It may be earlier than the day once published: what has come back (反弹) is often to be put right within weeks, and
    the decision of whoever reopens it replaces nothing — the published day stays on record with its cycle. It is kept
    in the form of an extension and is none (`schedule.opens_its_cycle`): no statistics count it as more time.
    """
    opened = issue.model_copy(update={"cycle": issue.cycle + 1})
    if attempt.new_due is None or attempt.person is None:
        return opened
    extension = Extension(
        requested_on=attempt.day,
        by=attempt.person.id,
        reason=attempt.why or "",
        new_due=attempt.new_due,
        approved_on=attempt.day,
        approver=attempt.person.id,
        document=said_or_none(attempt.document),
        cycle=opened.cycle,
    )
    return opened.model_copy(update={"extensions": (*opened.extensions, extension)})


ALWAYS = (guards.is_not_void, guards.trail_is_sound)
"""What every move demands of the issue, and every other signed act."""
_SIGNED = (guards.actor_is_known,)

MOVES: dict[str, Move] = {
    move.name: move
    for move in (
        Move(
            "start", ("open",), "in-progress",
            demands=(guards.plan_is_complete, guards.attributes_are_given("start"), guards.day_is_in_order),
            persons=_SIGNED,
        ),
        Move(
            "verify", ("in-progress",), "verified",
            demands=(
                guards.attributes_are_given("verify"),
                guards.measures_are_done, guards.milestones_are_done, guards.indicators_are_met,
                guards.parts_are_accepted,
                guards.evidence_is_on_file, guards.evidence_is_intact,
                gatekeeping.gates_before("verify"), gatekeeping.papers("verify"),
                gatekeeping.standards_are_met, duties.doers_are_known, duties.all_who_join_are_independent,
                guards.day_is_in_order,
            ),
            persons=(
                *_SIGNED, gatekeeping.hands("verify"), guards.verifier_is_independent,
                duties.verifier_did_not_file_everything, duties.verifier_did_not_report_it,
            ),
            record=lambda issue, attempt: _verification(issue, attempt, "通过"),
        ),
        Move(
            "fail", ("in-progress", "verified"), "in-progress",
            demands=(
                guards.reason_is_given, gatekeeping.standards_are_known, duties.all_who_join_are_independent,
                guards.day_is_in_order,
            ),
            persons=(*_SIGNED, gatekeeping.hands("verify"), guards.verifier_is_independent),
            record=lambda issue, attempt: _verification(issue, attempt, "不通过"),
        ),
        Move(
            "close", ("verified",), "closed",
            demands=(
                guards.is_verified, guards.verification_stands, guards.closes_with_the_first,
                gatekeeping.closing_fields,
                gatekeeping.gates_before("close"),
                gatekeeping.papers("close"), guards.evidence_is_intact, guards.publicity_is_over,
                guards.document_is_named, gatekeeping.closing_document, duties.doers_are_known,
                guards.day_is_in_order,
            ),
            persons=(
                *_SIGNED, gatekeeping.hands("close"), guards.closer_is_not_the_verifier,
                duties.closer_is_independent, duties.closer_is_of_another_unit,
            ),
            record=_closure,
        ),
        Move(
            "reopen", ("closed",), "in-progress",
            demands=(
                guards.reason_is_given, guards.new_day_is_ahead, guards.new_day_has_its_paper, guards.day_is_in_order,
            ),
            persons=(*_SIGNED, guards.has_role("销号"), guards.may_set_a_new_deadline),
            record=_new_cycle,
        ),
    )
}  # fmt: skip

NEXT: dict[Status, str | None] = {"open": "start", "in-progress": "verify", "verified": "close", "closed": None}
"""The move that leads onward from each status."""


def objections(issue: Issue, move: Move, attempt: Attempt) -> tuple[Said, ...]:
    """Every reason why `move` may not be made now by this person: the state, the issue, the person."""
    attempt, reasons = attempt.about(issue), list[Said]()
    if issue.status not in move.sources:
        reasons.append(
            say(
                "guard.wrong-status",
                id=issue.id,
                status=state_word(issue, attempt.office),
                wanted=tuple(attempt.office.status_word(issue.id, source) for source in move.sources),
                move=say(f"move.{move.name}"),
            )
        )
    for guard in (*ALWAYS, *move.demands, *move.persons):
        reasons.extend(guard(issue, attempt))
    return tuple(dict.fromkeys(reasons))


def advance(issue: Issue, move: Move, attempt: Attempt) -> Issue | tuple[Said, ...]:
    """The issue after `move`, with the act recorded and the step signed; or every reason why not."""
    if reasons := objections(issue, move, attempt):
        return reasons
    assert attempt.person is not None  # noqa: S101 - every move is guarded by `actor_is_known`; a test lists the moves
    made = move.record(issue, attempt).model_copy(update={"status": move.target})
    return sign(issue, made, move.name, attempt.person, attempt, said_or_none(attempt.why))


def sign(
    before: Issue,
    after: Issue,
    move: str,
    person: Person,
    attempt: Attempt,
    why: str | None,
    *,
    gate: str | None = None,
) -> Issue:
    """`after` with one more step in its history: who made it of `before`, at which gate if one is named, for which
    unit, when and why.
    """
    step = Step(
        move=move,
        before=before.status,
        after=after.status,
        by=person.id,
        unit=person.unit,
        date=attempt.day,
        at=attempt.at,
        why=why,
        **({"gate": gate} if gate else {}),
        **after.in_cycle(),
    )
    return after.model_copy(update={"history": (*after.history, step)})


def who_may(issue: Issue, move: Move, attempt: Attempt) -> tuple[Person, ...]:
    """Everybody in the register against whom `move` has no personal objection."""
    here = attempt.about(issue)
    tries = (replace(here, by=person.id, person=person) for person in here.office.people.people)
    return tuple(
        one.person
        for one in tries
        if one.person is not None and not any(reason for guard in move.persons for reason in guard(issue, one))
    )
