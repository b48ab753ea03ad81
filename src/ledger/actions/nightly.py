"""The nightly check as a report: each problem with whose it is, how late, what helps, and whether it is excused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ledger.actions import audit
from ledger.actions.audit import Verdict
from ledger.actions.commitments import key_of
from ledger.actions.desk import Desk
from ledger.model.baseline import Baseline
from ledger.model.commitments import RULES, Commitment
from ledger.model.finding import DEFAULT_FAIL_ON, Checked, FailOn, Finding, fingerprint, kind_of
from ledger.model.issue import Issue
from ledger.model.office import Office
from ledger.model.problem import Problem
from ledger.model.remedy import command
from ledger.model.report import answering
from ledger.model.rules.case import Case
from ledger.model.schedule import Node
from ledger.model.selection import Selection
from ledger.model.waiver import Waiver
from ledger.model.workdays import working_days_between
from ledger.store import git

_EVERYTHING = Selection()


@dataclass(frozen=True)
class Asked:
    """What a check is asked for."""

    selection: Selection = _EVERYTHING
    described: str = ""
    """The selection in words."""
    due_within: int | None = None
    """Days of notice; None for as many as the house gives."""
    since: str | None = None
    """A commit that the ledger is judged against."""
    fail_on: frozenset[FailOn] = DEFAULT_FAIL_ON
    baseline: Baseline | None = None


@dataclass(frozen=True)
class Nightly:
    """A check: its report, and the verdict that it was made of."""

    checked: Checked
    verdict: Verdict


def check(desk: Desk, asked: Asked) -> Nightly:
    """Check the ledger and report it. Raises as `audit.check` does."""
    verdict = audit.check(desk, asked.selection, asked.due_within, asked.since)
    return Nightly(checked(desk, verdict, asked), verdict)


def checked(desk: Desk, verdict: Verdict, asked: Asked) -> Checked:
    """A verdict as a report."""
    found = tuple(findings(verdict, desk.workspace.office_to_check_by))
    base = asked.baseline
    known = frozenset(base.fingerprints) if base else frozenset()
    names = frozenset(one.fingerprint for one in found)
    policy = desk.workspace.policy
    return Checked(
        ledger=policy.ledger.title,
        day=desk.day,
        findings=tuple(replace(one, known=True) if one.fingerprint in known else one for one in found),
        issues=verdict.files,
        fail_on=asked.fail_on,
        due_within=policy.check.due_within if asked.due_within is None else asked.due_within,
        selection=asked.described,
        selected=len(verdict.chosen),
        gone=base.gone(names, asked.described) if base else None,
        folder=git.prefix(desk.workspace.root) or "",
        uncovered_years=verdict.uncovered_years,
    )


def findings(verdict: Verdict, office: Office) -> Iterator[Finding]:
    """Each problem of a verdict with what is known of its issue, in their order. No two have one fingerprint."""
    cases = {case.issue.id: case for case in verdict.cases}
    seen = Counter[str]()
    for problem in verdict.problems:
        case = cases.get(problem.issue or "") if problem.level != "invalid" else None  # another file has its number
        node = _node(problem, case) if case else None
        beside = verdict.beside.get(key_of(problem)) if problem.rule in RULES else None
        identity, part = _identity(problem, case), beside.number if beside else _part(problem, case, node)
        base = fingerprint(problem, identity, part)
        seen[base] += 1
        name = base if seen[base] == 1 else fingerprint(problem, identity, f"{part}\n{seen[base]}")
        one = Finding(problem, kind_of(problem), name, command=command(problem, case.issue if case else None, node))
        if beside is not None:
            yield _of_commitment(one, beside, office)
        else:
            yield _of_issue(one, case, node, office, verdict.waivers) if case else one


def _of_commitment(one: Finding, told: Commitment, office: Office) -> Finding:
    """A measure of a plan, a decision: named, answered for and counted like what issues promise."""
    late = told.state == "late"
    person = office.people.find(told.person) if told.person else None
    return replace(
        one,
        title=told.title,
        units=tuple(dict.fromkeys(map(office.units.canonical, told.units))),
        person=person.name if person else told.person or "",
        due=told.due,
        days_late=told.days if late else 0,
        working_days_late=_working(told.due, told.due + timedelta(told.days), office)
        if told.due is not None and late
        else 0,
        days_left=None if late else told.days,
        command=told.command,
    )


def _of_issue(one: Finding, case: Case, node: Node | None, office: Office, waivers: tuple[Waiver, ...]) -> Finding:
    issue, day = case.issue, case.day
    due = node.due if node else case.situation.due if case.situation else None
    late = node is not None and node.due < day
    excuse = _excuse(one.problem, day, waivers)
    return replace(
        one,
        title=issue.title,
        units=answering(issue, office.units),
        person=_person(issue, office),
        due=due,
        days_late=(day - node.due).days if node and late else 0,
        working_days_late=_working(node.due, day, office) if node and late else 0,
        days_left=(due - day).days if due and due >= day else None,
        waiver=excuse,
        excused_by=office.people.name(excuse.by) if excuse else "",
    )


def _working(due: date, day: date, office: Office) -> int:
    """Lateness counts from the day after the deadline."""
    return working_days_between(office.calendar, due + timedelta(days=1), day)


def _excuse(problem: Problem, day: date, waivers: Iterable[Waiver]) -> Waiver | None:
    return next((one for one in waivers if problem.issue and one.holds(problem.issue, problem.rule, day)), None)


def _person(issue: Issue, office: Office) -> str:
    """Who is in charge, by the register's name; as it was written where the register doesn't know it."""
    word = issue.plan.person if issue.plan else None
    if not word:
        return ""
    person = office.people.find(word)
    return person.name if person else word


def _node(problem: Problem, case: Case) -> Node | None:
    """The day that a rule of lateness is about."""
    now = case.situation
    if now is None or problem.rule not in {"overdue", "behind", "due-soon"}:
        return None
    nodes: Mapping[str, tuple[Node, ...]] = {"overdue": now.late, "behind": now.late, "due-soon": now.soon}
    final = problem.rule == "overdue"
    return next(
        (one for one in nodes[problem.rule] if (one.kind == "final" if final else one.path == problem.path)), None
    )


def _identity(problem: Problem, case: Case | None) -> str:
    """What stays: the issue's uid, even under another number; of a file that can't be read, its path."""
    if case is not None and problem.level != "invalid":
        return case.issue.uid
    return problem.place.file if problem.place else problem.issue or ""


def _part(problem: Problem, case: Case | None, node: Node | None) -> str:
    """Which of several faults like it: told by what is dated, never by where it stands in the file or by its day."""
    if case is None or node is None:
        return "/".join(map(str, problem.path))
    issue = case.then or case.issue
    milestones = issue.plan.deadline.milestones if issue.plan and issue.plan.deadline else ()
    if node.kind == "milestone" and isinstance(at := node.path[-1], int):
        return f"{milestones[at].due} {node.text}"  # the day as published: an extension makes no other node of it
    return f"{node.kind} {issue.cycle} {node.number}"
