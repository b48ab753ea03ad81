"""Separation of duties at 验收 and 销号: people and units compared through the registers, never as text.

整改 ≠ 验收 ≠ 销号 (domain 2.4: 谁验收、谁负责, the closer is somebody else; who registered the evidence must not be the
sole approver). A house that is too small for it says so in `[guards]`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ledger.errors import Said, say
from ledger.model.attempt import Attempt
from ledger.model.guards import has_role, implements, verifier_is_independent, worked_then
from ledger.model.independence import (
    barred_from_verifying,
    decides_for_itself,
    judges_itself,
    reported_done,
    units_of,
    unknown_units,
    worked_for,
)
from ledger.model.issue import Issue
from ledger.model.office import Office
from ledger.model.people import Role
from ledger.model.procedure import Gate


def closer_is_independent(issue: Issue, attempt: Attempt) -> Iterator[Said]:
    """Nobody of an implementing unit strikes its own item off, nor anybody who worked for one in another post."""
    if not attempt.office.policy.guards.close_independent or attempt.person is None or issue.plan is None:
        return
    barred = barred_from_verifying(issue.plan, attempt.office.policy)
    units, mine = attempt.office.units, units_of(attempt.office, attempt.person.id)
    found = [(unit, doer) for unit in mine if (doer := judges_itself(units, unit, barred)) is not None]
    yield from (implements("guard.closer-implements", units, attempt.person, unit, doer) for unit, doer in found)
    if not found and (step := worked_for(issue, attempt.office, attempt.person.id, barred)) is not None:
        yield worked_then(attempt.person, step)


def closer_is_of_another_unit(issue: Issue, attempt: Attempt) -> Iterator[Said]:
    """The unit that accepted the work doesn't close it as well, whichever of its people signs.

    The verifier in person is the matter of `closer_is_not_the_verifier`; a house that lets one do both means the unit.
    """
    verification = issue.verification()
    if not attempt.office.policy.guards.close_other_unit or verification is None or attempt.person is None:
        return
    if any(attempt.office.people.same(by, attempt.person.id) for by in verification.hands):
        return
    for unit in units_of(attempt.office, attempt.person.id):
        if attempt.office.units.among(unit, verification.units):
            yield say("guard.closer-of-verifier", who=attempt.person.name, unit=unit)


def doers_are_known(issue: Issue, attempt: Attempt) -> Iterator[Said]:
    """The register knows the units that do the work: of a name that it doesn't, nobody can say who is independent."""
    settings, procedure = attempt.office.policy.guards, attempt.office.procedure
    if issue.plan is None or not (settings.verify_independent or settings.close_independent):
        return
    if procedure.of_move("verify").own and not settings.close_independent:
        return
    for one in unknown_units(attempt.office.units, barred_from_verifying(issue.plan, attempt.office.policy)):
        if one.parts:
            yield say("guard.doers-in-one", unit=one.name, parts=one.parts, id=issue.id, cell="、".join(one.parts))
        else:
            yield say("guard.doer-unknown", unit=one.name, id=issue.id)


def verifier_did_not_report_it(issue: Issue, attempt: Attempt) -> Iterator[Said]:
    """Who put measures on record as done is not the one to find that they are (domain 2.4)."""
    if not attempt.office.policy.guards.verify_not_reporter or attempt.person is None:
        return
    if (step := reported_done(issue, attempt.office, attempt.person.id)) is not None:
        yield say("guard.verifier-reported", who=attempt.person.name, date=step.date)


def all_who_join_are_independent(issue: Issue, attempt: Attempt) -> Iterator[Said]:
    """Who accepts together with the organizer (联合验收) may do what the organizer may: of no implementing unit under
    whatever name, with the role, and each a person of their own.
    """
    seen = [attempt.person] if attempt.person else []
    for one in attempt.joined:
        if any(attempt.office.people.same(one.id, other.id) for other in seen):
            yield say("guard.joins-twice", who=one.name)
        seen.append(one)
        here = replace(attempt, by=one.id, person=one)
        if (role := attempt.office.procedure.of_move("verify").wanted_role) is not None:
            yield from has_role(role)(issue, here)
        yield from verifier_is_independent(issue, here)
        yield from verifier_did_not_report_it(issue, here)


APPROVERS: tuple[Role, ...] = ("审批",)
CARD_GIVERS: tuple[Role, ...] = ("督导", "销号", "审批")
SETTLERS: tuple[Role, ...] = ("验收", "督导", "销号", "审批")
"""Who grants more time, who gives cards, and who settles an objection of the public."""


def may_decide(issue: Issue, attempt: Attempt, roles: tuple[Role, ...]) -> Iterator[Said]:
    """Who grants time, settles an objection or gives a card: one of these roles, and not of those who do the work."""
    person, office = attempt.person, attempt.office.of(issue)
    if person is None:
        return
    if office.policy.guards.roles and not set(roles) & set(person.roles):
        one = len(roles) == 1
        several = say("guard.no-role-of", who=person.name, person=person.id, roles=roles)
        yield say("guard.role-missing", who=person.name, person=person.id, role=roles[0]) if one else several
    if not office.policy.guards.decide_independent or issue.plan is None:
        return
    barred = barred_from_verifying(issue.plan, office.policy)
    for unit in units_of(office, person.id):
        if (doer := decides_for_itself(office.units, unit, barred)) is not None:
            yield implements("guard.decides-for-itself", office.units, person, unit, doer)


def verifier_did_not_file_everything(issue: Issue, attempt: Attempt) -> Iterator[Said]:
    """Who put all the evidence on record is not the only one to judge it: another gate is kept for other hands."""
    if not attempt.office.policy.guards.verify_not_all_own or attempt.person is None:
        return
    if not filed_everything(issue, attempt.office, attempt.person.id, issue.cycle):
        return
    procedure = attempt.office.procedure
    verifying = procedure.of_move("verify")
    if not any(judges(gate) and _by_others(gate, verifying) for gate in procedure.gates):
        yield say("guard.verifier-filed-all", who=attempt.person.name)


def filed_everything(issue: Issue, office: Office, person_id: str, cycle: int) -> bool:
    """Whether one human being put all the evidence of a cycle on record."""
    filed = [one.by for one in issue.evidence if one.cycle == cycle]
    return bool(filed) and all(office.people.same(by, person_id) for by in filed)


def judges(gate: Gate) -> bool:
    """Whether a gate is a decision about the work, not an application by those who did it."""
    return gate.kind == "sign" and not ({"责任单位", "牵头单位"} & set(gate.among))


def _by_others(gate: Gate, verifying: Gate) -> bool:
    """Whether the procedure keeps the hands of a gate apart from those of the verification."""
    kept: Iterable[str] = (*gate.apart, *gate.apart_units, gate.above or "")
    return verifying.name in kept or gate.name in (*verifying.apart, *verifying.apart_units, verifying.above or "")
