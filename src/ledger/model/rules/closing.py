"""Whether a state was reached the way it must be: by its moves, on evidence, by different hands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Protocol

from ledger.errors import say
from ledger.model.acts import MERGE, REMARKS, Status, Step
from ledger.model.gates import state_word
from ledger.model.independence import barred_from_verifying, judges_itself
from ledger.model.issue import Issue
from ledger.model.naming import nearest
from ledger.model.problem import Path, Problem
from ledger.model.rules.case import Case
from ledger.model.schedule import opens_its_cycle, original_due
from ledger.model.workflow import MOVES


class _OfCycle(Protocol):
    """An act or a measure that belongs to one cycle."""

    @property
    def cycle(self) -> int: ...


_VERDICTS = {"通过": "verify", "不通过": "fail"}
_ACTS = {"verify", "fail", "close", "void"}
"""The moves that leave an act of their own beside the step."""


def reached_by_its_moves(case: Case) -> Iterator[Problem]:
    """The status is where the signed steps lead; setting it by hand in the file shows here."""
    issue = case.issue
    status: Status = "open"
    cycle = 1
    left: dict[str, tuple[Status, int]] = {}
    for at, step in enumerate(issue.history):
        status, cycle = _found(step, left) or (status, cycle)
        if step.hash:
            left[step.hash] = (step.after, step.cycle)
        move = MOVES.get(step.move)
        if step.move in REMARKS and step.before == step.after == status and step.cycle == cycle:
            continue
        if step.move == "register" and at == 0 and (step.after, step.cycle) == (status, cycle):
            continue
        expected = cycle + 1 if step.move == "reopen" else cycle
        if (
            move is None
            or status not in move.sources
            or step.before not in {None, status}
            or (step.after, step.cycle) != (move.target, expected)
        ):
            word = case.office.status_word(issue.id, status)
            text = say("rule.broken-history", number=at + 1, move=step.move, status=word)
            yield case.problem("broken-history", text, ("history", at))
            return
        status, cycle = step.after, step.cycle
    if status != issue.status:
        signed = case.office.status_word(issue.id, status)
        text = say("rule.unsigned-status", status=case.office.status_word(issue.id, issue.status), signed=signed)
        yield case.problem("unsigned-status", text, ("status",))
    elif cycle != issue.cycle:
        text = say("rule.unsigned-status", status=str(issue.cycle), signed=str(cycle))
        yield case.problem("unsigned-status", text, ("cycle",))


def _found(step: Step, left: Mapping[str, tuple[Status, int]]) -> tuple[Status, int] | None:
    """The state in which a step found the issue: as the step left it that it follows, which may have been made on
    another branch than the one above it. A merge finds what either side left, and chooses none that neither has.
    """
    known = [left[name] for name in step.prev if name in left]
    if step.move == MERGE and (step.after, step.cycle) in known:
        return step.after, step.cycle
    return known[0] if known else None


def acts_and_steps_agree(case: Case) -> Iterator[Problem]:
    """Every verification, closure and voiding was signed as a step, and every such step has its act still on file."""
    issue = case.issue
    acts = [(_VERDICTS[one.result], one.date, one.by, one.cycle) for one in issue.verifications]
    paths: list[Path] = [("verifications", at) for at in range(len(acts))]
    acts += [("close", one.date, one.by, one.cycle) for one in issue.closures]
    paths += [("closures", at) for at in range(len(issue.closures))]
    if issue.void is not None:
        acts.append(("void", issue.void.date, issue.void.by, issue.cycle))
        paths.append(("void",))
    steps = ((at, step) for at, step in enumerate(issue.history) if step.gate is None)  # gates: `rules.gates`
    unmatched = [(at, (step.move, step.date, step.by, step.cycle)) for at, step in steps]
    signed = Counter(step for _, step in unmatched)
    for path, act in zip(paths, acts, strict=True):
        if signed[act]:
            signed[act] -= 1
        else:
            yield case.problem("unsigned-act", say("rule.unsigned-act", move=say(f"move.{act[0]}"), date=act[1]), path)
    for at, step in unmatched:
        if step[0] in _ACTS and signed[step]:
            signed[step] -= 1
            text = say("rule.missing-act", number=at + 1, move=say(f"move.{step[0]}"), date=step[1])
            yield case.problem("missing-act", text, ("history", at))


def closed_on_a_verification(case: Case) -> Iterator[Problem]:
    """销号 without 验收, or 验收 without evidence: the conclusion was drawn first."""
    issue = case.issue
    if issue.status not in {"verified", "closed"}:
        return
    verification = issue.verification()
    if verification is None or verification.result != "通过":
        yield case.problem("unverified", say("rule.unverified", status=state_word(issue, case.office)), ("status",))
    filed = sum(one.cycle == issue.cycle for one in issue.evidence)
    if filed < case.office.policy.guards.verify_evidence:
        yield case.problem("no-evidence", say("rule.no-evidence", status=state_word(issue, case.office)), ("status",))
    if issue.status == "closed" and issue.closure() is None:
        yield case.problem("no-closure", say("rule.no-closure"), ("status",))


def different_hands(case: Case) -> Iterator[Problem]:
    """Implementer ≠ verifier ≠ closer, in every cycle ever closed."""
    issue, office = case.issue, case.office
    own = office.procedure.of_move("verify").own  # 自主验收: the review from above that must follow is a gate
    checked = issue.verifications if office.policy.guards.verify_independent and not own else ()
    for at, act in enumerate(checked):
        barred = barred_from_verifying(issue.plan, office.policy, act.cycle) if issue.plan else ()
        for unit in act.units:
            if judges_itself(office.units, unit, barred) is not None:
                text = say("rule.self-verified", unit=unit)
                yield case.problem("self-verified", text, ("verifications", at, "unit"))
    if not office.policy.guards.close_other_person:
        return
    for at, closure in enumerate(issue.closures):
        passed = [v.hands for v in issue.verifications if v.cycle == closure.cycle and v.result == "通过"]
        if passed and any(office.people.same(one, closure.by) for one in passed[-1]):
            text = say("rule.closed-by-verifier", who=office.people.name(closure.by))
            yield case.problem("closed-by-verifier", text, ("closures", at, "by"))


def dates_in_order(case: Case) -> Iterator[Problem]:
    """No conclusion is older than what it rests on."""
    issue = case.issue
    received = issue.source.received
    before = received
    for at, step in enumerate(issue.history):
        if step.move in REMARKS:  # signed whenever they are made, for any day
            continue
        if step.date < before:
            text = say("rule.step-before", date=step.date, before=before)
            yield case.problem("dates-out-of-order", text, ("history", at, "date"))
        before = step.date
    for at, act in enumerate(issue.verifications):
        for one in issue.evidence:
            if act.result == "通过" and one.path in act.evidence and one.date > act.date:
                text = say("rule.evidence-after", path=one.path, date=one.date, verified=act.date)
                yield case.problem("dates-out-of-order", text, ("verifications", at, "date"))
    yield from _work(case, issue)
    yield from _extensions(case, issue)


def _work(case: Case, issue: Issue) -> Iterator[Problem]:
    """Nothing was done before it was asked for; what an accepted issue says was done, was done before it was accepted,
    in a house that accepts only work done.
    """
    accepted, plan = issue.verification(), issue.plan
    for at, measure in enumerate(plan.measures if plan else ()):
        if measure.done_on and measure.done_on < issue.source.received:
            text = say("rule.done-before", date=measure.done_on, received=issue.source.received)
            yield case.problem("dates-out-of-order", text, ("plan", "measures", at, "done_on"))
    if issue.status not in {"verified", "closed"} or accepted is None or plan is None:
        return
    if not case.office.policy.guards.verify_measures_done:
        return
    milestones = plan.deadline.milestones if plan.deadline else ()
    done: list[tuple[Path, date | None]] = [
        (("plan", "measures", at, "done_on"), one.done_on) for at, one in enumerate(plan.measures)
    ]
    done += [(("plan", "deadline", "milestones", at, "done_on"), one.done_on) for at, one in enumerate(milestones)]
    for path, day in done:
        if day is not None and day > accepted.date:
            text = say("rule.done-after", date=day, verified=accepted.date)
            yield case.problem("dates-out-of-order", text, path)


def no_cycle_ahead(case: Case) -> Iterator[Problem]:
    """What says it belongs to a cycle that has not begun would be seen by nobody."""
    issue = case.issue
    families: dict[str, tuple[_OfCycle, ...]] = {
        "extensions": issue.extensions,
        "appraisals": issue.appraisals,
        "evidence": issue.evidence,
        "passages": issue.passages,
        "verifications": issue.verifications,
        "publicity": issue.publicity,
        "closures": issue.closures,
        "lookbacks": issue.lookbacks,
    }
    placed: list[tuple[Path, _OfCycle]] = [
        ((name, at), a) for name, acts in families.items() for at, a in enumerate(acts)
    ]
    placed += [(("plan", "measures", at), one) for at, one in enumerate(issue.plan.measures if issue.plan else ())]
    for path, one in placed:
        if one.cycle > issue.cycle:
            text = say("rule.cycle-ahead", cycle=one.cycle, now=issue.cycle)
            yield case.problem("cycle-ahead", text, (*path, "cycle"))


def extensions_were_approved(case: Case) -> Iterator[Problem]:
    """An approval is by somebody who may, not by who asked, and for a later day; one typed in late is pointed out."""
    issue, office = case.issue, case.office
    due = original_due(issue, office)
    for at, one in enumerate(issue.extensions):
        path: Path = ("extensions", at)
        if one.approved_on is None:
            continue
        approver = office.people.get(one.approver or "")
        if approver is None:
            yield case.problem("unapproved", say("rule.approver-unknown", who=one.approver), path)
        elif office.policy.guards.roles and "审批" not in approver.roles:
            yield case.problem("unapproved", say("rule.approver-role", who=approver.name), path)
        own = approver is not None and office.people.same(approver.id, one.by)
        if opens_its_cycle(issue, one):  # may be any day ahead: see `workflow._new_cycle`
            due = one.new_due
            continue
        if own:
            yield case.problem("unapproved", say("rule.approved-own", who=one.by), path)
        if one.document is None:
            yield case.problem("unapproved", say("rule.extension-no-paper", id=issue.id), path)
        if due and one.new_due <= due:
            yield case.problem("unapproved", say("rule.extension-earlier", new=one.new_due, due=due), path)
        if due and one.at and one.requested_on <= due < one.at.date():
            text = say("rule.extension-backdated", requested=one.requested_on, at=one.at.date(), due=due)
            yield case.problem("backdated", text, path, level="warning")
        due = one.new_due


def _extensions(case: Case, issue: Issue) -> Iterator[Problem]:
    for at, one in enumerate(issue.extensions):
        if one.approved_on is not None and one.approved_on < one.requested_on:
            text = say("rule.approved-before", date=one.approved_on, requested=one.requested_on)
            yield case.problem("dates-out-of-order", text, ("extensions", at, "approved_on"))


def evidence_is_filed(case: Case) -> Iterator[Problem]:
    """What a measure or a verification points to is among the evidence on file."""
    issue = case.issue
    filed = {one.path for one in issue.evidence}
    named: list[tuple[Path, str]] = [
        (("plan", "measures", at, "evidence", which), path)
        for at, measure in enumerate(issue.plan.measures if issue.plan else ())
        for which, path in enumerate(measure.evidence)
    ]
    named += [
        (("verifications", at, "evidence", which), path)
        for at, act in enumerate(issue.verifications)
        for which, path in enumerate(act.evidence)
    ]
    for where, path in named:
        if path not in filed:
            text = say("rule.unfiled-evidence", path=path, id=issue.id)
            yield case.problem("unfiled-evidence", text, where, suggestion=nearest(path, tuple(filed)))


RULES = (
    reached_by_its_moves,
    acts_and_steps_agree,
    closed_on_a_verification,
    different_hands,
    dates_in_order,
    no_cycle_ahead,
    extensions_were_approved,
    evidence_is_filed,
)
