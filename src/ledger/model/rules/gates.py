"""Whether an accepted or closed issue went through every gate of the house's procedure, and by which hands.

Only the present cycle is judged, and only acts from the day on which the procedure came into force (`[closing] since`):
what was closed under another procedure was closed by its rules.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from ledger.errors import say
from ledger.model.duties import filed_everything, judges
from ledger.model.gates import Way, way
from ledger.model.independence import barred_from_verifying, judges_itself
from ledger.model.issue import Issue
from ledger.model.levels import is_above
from ledger.model.problem import Path, Problem
from ledger.model.procedure import Gate
from ledger.model.rewind import rewind
from ledger.model.rules.case import Case


def decisions_and_steps_agree(case: Case) -> Iterator[Problem]:
    """Every decision at a gate was signed as a step, and for every such step it is still on file."""
    issue = case.issue
    moves = {"通过": "pass", "不通过": "fail"}
    acts = [(moves[one.result], one.gate, one.date, one.by, one.cycle) for one in issue.passages]
    steps = [(at, (s.move, s.gate, s.date, s.by, s.cycle)) for at, s in enumerate(issue.history) if s.gate is not None]
    signed = Counter(step for _, step in steps)
    for at, act in enumerate(acts):
        if signed[act]:
            signed[act] -= 1
        else:
            yield case.problem("unsigned-act", say("rule.unsigned-gate", gate=act[1], date=act[2]), ("passages", at))
    for at, step in steps:
        if signed[step]:
            signed[step] -= 1
            text = say("rule.missing-gate-act", number=at + 1, gate=step[1], date=step[2])
            yield case.problem("missing-act", text, ("history", at))


def through_every_gate(case: Case) -> Iterator[Problem]:
    """No acceptance without the gates before it, and no closing without all of them, in their order."""
    issue, procedure = case.issue, case.office.procedure
    reached: list[tuple[Gate, date, Path]] = []
    verification, closure = issue.verification(), issue.closure()
    if issue.status in {"verified", "closed"} and verification is not None:
        at = issue.verifications.index(verification)
        reached.append((procedure.of_move("verify"), verification.date, ("verifications", at)))
    if issue.status == "closed" and closure is not None:
        reached.append((procedure.of_move("close"), closure.date, ("closures", issue.closures.index(closure))))
    for gate, day, path in reached:
        if not _in_force(case, day):
            continue
        then = rewind(issue, day) or issue
        for missing in way(then, case.office, day).lacks(gate):
            if missing.kind in {"sign", "publicity"}:
                text = say("rule.gate-skipped", gate=gate.name, date=day, missing=missing.name)
                yield case.problem("gate-skipped", text, path)


def _in_force(case: Case, day: date) -> bool:
    since = case.office.policy.closing.since
    return since is None or day >= since


def right_hands_at_gates(case: Case) -> Iterator[Problem]:
    """Whoever passed a gate was not one of those that the procedure keeps from it. Roles and levels may have changed
    since, so they are not asked again; people and units are.
    """
    issue, office = case.issue, case.office
    standing = way(issue, office, date.max)
    for passing in standing.passed:
        if passing.by is None or passing.unit is None or not _in_force(case, passing.date):
            continue
        path: Path = ("history", passing.at, "by")
        for name in passing.gate.apart:
            other = _by_name(standing, name)
            if other and office.people.same(other[0], passing.by):
                text = say(
                    "rule.gate-same-hand", who=office.people.name(passing.by), gate=passing.gate.name, earlier=name
                )
                yield case.problem("gate-hands", text, path)
        for name in passing.gate.apart_units:
            other = _by_name(standing, name)
            if other and office.units.same(other[1], passing.unit):
                text = say("rule.gate-same-unit", unit=passing.unit, gate=passing.gate.name, earlier=name)
                yield case.problem("gate-hands", text, path)
        above = _by_name(standing, passing.gate.above) if passing.gate.above else None
        if above and not is_above(office.units, passing.unit, above[1]):
            text = say("rule.gate-not-above", unit=passing.unit, other=above[1], gate=passing.gate.name)
            yield case.problem("gate-hands", text, path)


def _by_name(standing: Way, name: str) -> tuple[str, str] | None:
    """Person and unit that passed the gate of this name."""
    found = next((one for one in standing.passed if one.gate.name == name), None)
    return (found.by, found.unit) if found and found.by and found.unit else None


def standards_were_answered(case: Case) -> Iterator[Problem]:
    """A passed verification answers every standard of the procedure, and finds them met."""
    issue, standards = case.issue, case.office.procedure.standards
    verification = issue.verification()
    if issue.status not in {"verified", "closed"} or verification is None or not _in_force(case, verification.date):
        return
    path: Path = ("verifications", issue.verifications.index(verification))
    met = {one.number for one in verification.standards if one.met}
    missing = tuple(number for number in range(1, len(standards) + 1) if number not in met)
    if missing and verification.result == "通过":
        yield case.problem("standards", say("rule.standards-open", numbers=missing), path)


def closed_from_outside(case: Case) -> Iterator[Problem]:
    """Nobody of an implementing unit or of the unit that accepted the work has closed it, in any cycle."""
    issue, office = case.issue, case.office
    settings = office.policy.guards
    for at, closure in enumerate(issue.closures):
        path: Path = ("closures", at, "unit")
        barred = barred_from_verifying(issue.plan, office.policy, closure.cycle) if issue.plan else ()
        if settings.close_independent and judges_itself(office.units, closure.unit, barred) is not None:
            yield case.problem("closed-by-implementer", say("rule.closed-by-implementer", unit=closure.unit), path)
        accepted = [one for one in issue.verifications if one.cycle == closure.cycle and one.result == "通过"]
        if not accepted or not settings.close_other_unit:
            continue
        if any(office.people.same(by, closure.by) for by in accepted[-1].hands):
            continue  # the same person is the matter of `closing.different_hands`
        if office.units.among(closure.unit, accepted[-1].units):
            yield case.problem("closed-by-verifier", say("rule.closed-by-verifiers-unit", unit=closure.unit), path)


def not_judged_by_the_registrar_alone(case: Case) -> Iterator[Problem]:
    """Who put all the evidence of a cycle on record was not the only one to judge it."""
    issue, office = case.issue, case.office
    if not office.policy.guards.verify_not_all_own:
        return
    for at, act in enumerate(issue.verifications):
        alone = act.result == "通过" and filed_everything(issue, office, act.by, act.cycle)
        if alone and _in_force(case, act.date) and not _judged_by_others(issue, case, act.by, act.cycle):
            text = say("rule.registrar-alone", who=office.people.name(act.by))
            yield case.problem("registrar-alone", text, ("verifications", at, "by"))


def _judged_by_others(issue: Issue, case: Case, person_id: str, cycle: int) -> bool:
    judging = {gate.name for gate in case.office.procedure.gates if judges(gate)}
    acts = (one for one in issue.passages if one.cycle == cycle and one.result == "通过" and one.gate in judging)
    return any(not case.office.people.same(one.by, person_id) for one in acts)


RULES = (
    decisions_and_steps_agree,
    through_every_gate,
    right_hands_at_gates,
    standards_were_answered,
    closed_from_outside,
    not_judged_by_the_registrar_alone,
)
