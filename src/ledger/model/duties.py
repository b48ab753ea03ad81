"""Separation of duties at 验收 and 销号: people and units compared through the registers, never as text.

整改 ≠ 验收 ≠ 销号 (domain 2.4: 谁验收、谁负责, the closer is somebody else; who registered the evidence must not be the
sole approver). A house that is too small for it says so in `[guards]`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ledger.errors import Said, say
from ledger.model.attempt import Attempt
from ledger.model.guards import barred_from_verifying
from ledger.model.issue import Issue
from ledger.model.office import Office
from ledger.model.procedure import Gate


def closer_is_independent(issue: Issue, attempt: Attempt) -> Iterator[Said]:
    """Nobody of an implementing unit strikes its own item off."""
    if not attempt.office.policy.guards.close_independent or attempt.person is None or issue.plan is None:
        return
    barred = barred_from_verifying(issue.plan, attempt.office.policy)
    for unit in units_of(attempt.office, attempt.person.id):
        if attempt.office.units.among(unit, barred):
            yield say("guard.closer-implements", who=attempt.person.name, unit=unit)


def closer_is_of_another_unit(issue: Issue, attempt: Attempt) -> Iterator[Said]:
    """The unit that accepted the work doesn't close it as well, whichever of its people signs.

    The verifier in person is the matter of `closer_is_not_the_verifier`; a house that lets one do both means the unit.
    """
    verification = issue.verification()
    if not attempt.office.policy.guards.close_other_unit or verification is None or attempt.person is None:
        return
    if attempt.office.people.same(verification.by, attempt.person.id):
        return
    for unit in units_of(attempt.office, attempt.person.id):
        if attempt.office.units.same(unit, verification.unit):
            yield say("guard.closer-of-verifier", who=attempt.person.name, unit=unit)


def units_of(office: Office, person_id: str) -> tuple[str, ...]:
    """Every unit that the register puts somebody in, under whichever entry; none for an unknown id."""
    person = office.people.get(person_id)
    return tuple(dict.fromkeys(one.unit for one in office.people.entries_of(person))) if person else ()


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
