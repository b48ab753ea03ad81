"""Whether a state was reached the way it must be: by its moves, on evidence, by different hands."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.errors import say
from ledger.model.issue import Issue
from ledger.model.problem import Problem
from ledger.model.rules.case import Case
from ledger.model.workflow import MOVES


def reached_by_its_moves(case: Case) -> Iterator[Problem]:
    """The status is where the signed steps lead; setting it by hand in the file shows here."""
    issue = case.issue
    status, cycle = "open", 1
    for at, step in enumerate(issue.history):
        move = MOVES.get(step.move)
        if step.move == "register" and at == 0:
            continue
        if move is None or status not in move.sources or step.after != move.target:
            text = say("rule.broken-history", number=at + 1, move=step.move, status=say(f"status.{status}"))
            yield case.problem("broken-history", text, ("history", at))
            return
        status, cycle = step.after, step.cycle
    if status != issue.status:
        text = say("rule.unsigned-status", status=say(f"status.{issue.status}"), signed=say(f"status.{status}"))
        yield case.problem("unsigned-status", text, ("status",))
    elif cycle != issue.cycle:
        text = say("rule.unsigned-status", status=str(issue.cycle), signed=str(cycle))
        yield case.problem("unsigned-status", text, ("cycle",))


def closed_on_a_verification(case: Case) -> Iterator[Problem]:
    """销号 without 验收, or 验收 without evidence: the conclusion was drawn first."""
    issue = case.issue
    if issue.status not in {"verified", "closed"}:
        return
    verification = issue.verification()
    if verification is None or verification.result != "通过":
        yield case.problem("unverified", say("rule.unverified", status=say(f"status.{issue.status}")), ("status",))
    if not any(one.cycle == issue.cycle for one in issue.evidence):
        yield case.problem("no-evidence", say("rule.no-evidence", status=say(f"status.{issue.status}")), ("status",))
    if issue.status == "closed" and issue.closure() is None:
        yield case.problem("no-closure", say("rule.no-closure"), ("status",))


def different_hands(case: Case) -> Iterator[Problem]:
    """Implementer ≠ verifier ≠ closer, in every cycle ever closed."""
    issue, office = case.issue, case.office
    for at, act in enumerate(issue.verifications):
        independent = office.policy.guards.verify_independent and issue.plan is not None
        if independent and issue.plan and office.units.among(act.unit, issue.plan.implementers):
            yield case.problem("self-verified", say("rule.self-verified", unit=act.unit), ("verifications", at, "unit"))
    if not office.policy.guards.close_other_person:
        return
    for at, closure in enumerate(issue.closures):
        verifiers = [v.by for v in issue.verifications if v.cycle == closure.cycle and v.result == "通过"]
        if verifiers and office.people.same(verifiers[-1], closure.by):
            text = say("rule.closed-by-verifier", who=office.people.name(closure.by))
            yield case.problem("closed-by-verifier", text, ("closures", at, "by"))


def dates_in_order(case: Case) -> Iterator[Problem]:
    """No conclusion is older than what it rests on."""
    issue = case.issue
    received = issue.source.received
    for at, step in enumerate(issue.history):
        before = issue.history[at - 1].date if at else received
        if step.date < before:
            text = say("rule.step-before", date=step.date, before=before)
            yield case.problem("dates-out-of-order", text, ("history", at, "date"))
    for at, act in enumerate(issue.verifications):
        for one in issue.evidence:
            if act.result == "通过" and one.path in act.evidence and one.date > act.date:
                text = say("rule.evidence-after", path=one.path, date=one.date, verified=act.date)
                yield case.problem("dates-out-of-order", text, ("verifications", at, "date"))
    yield from _extensions(case, issue)


def _extensions(case: Case, issue: Issue) -> Iterator[Problem]:
    for at, one in enumerate(issue.extensions):
        if one.approved_on is not None and one.approved_on < one.requested_on:
            text = say("rule.approved-before", date=one.approved_on, requested=one.requested_on)
            yield case.problem("dates-out-of-order", text, ("extensions", at, "approved_on"))


RULES = (reached_by_its_moves, closed_on_a_verification, different_hands, dates_in_order)
