"""What the nightly check says on its day: overdue, behind, due soon, not heard of."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

import build
from ledger.errors import Said
from ledger.model.issue import Issue
from ledger.model.plan import Deadline, Measure, Milestone
from ledger.model.problem import Problem
from ledger.model.rules import checks
from ledger.model.rules.lateness import due_soon, missed_nodes, overdue, stale

NEXT_DAY = build.DUE + timedelta(days=1)


def alarms(issue: Issue, day: date) -> list[Problem]:
    return list(checks.alarms(build.in_the_ledger(issue, day=day)))


def test_overdue_is_told_with_the_days_of_both_kinds() -> None:
    (found,) = build.found_by(overdue, build.started(), day=date(2026, 7, 6))
    assert (found.rule, found.level, found.issue, found.path) == ("overdue", "error", "ISSUE-001", ("plan", "deadline"))
    assert found.text == Said(
        "rule.overdue", {"due": build.DUE, "days": 6, "working": 4, "title": "建成区污水直排河道"}
    )


def test_the_deadline_itself_is_no_alarm_but_a_notice() -> None:
    assert build.found_by(overdue, build.started(), day=build.DUE) == []
    (found,) = build.found_by(due_soon, build.started(), day=build.DUE)
    assert (found.rule, found.level, found.text.fill["days"]) == ("due-soon", "warning", 0)


def test_a_missed_node_is_told_at_its_place() -> None:
    parts = (Milestone(due=date(2026, 3, 31), text="排查"), Milestone(due=build.DUE, text="建设"))
    deadline = Deadline(text="3月底前排查，6月底前建设", due=build.DUE, milestones=parts)
    dated = (Measure(number="1.10", text="立案", due=date(2026, 2, 28)),)
    late = build.started(plan=build.plan(deadline=deadline, measures=dated))
    found = build.found_by(missed_nodes, late, day=date(2026, 4, 2))
    assert [(one.text.key, one.path, one.text.fill["days"]) for one in found] == [
        ("rule.late-milestone", ("plan", "deadline", "milestones", 0), 2),
        ("rule.late-measure", ("plan", "measures", 0), 33),
    ]
    assert {one.rule for one in found} == {"behind"}


def test_silence_is_pointed_out() -> None:
    (found,) = build.found_by(stale, build.started(), day=build.STARTED + timedelta(days=32))
    assert (found.rule, found.level, found.text.key) == ("stale", "warning", "rule.stale")
    assert (found.text.fill["days"], found.text.fill["last"]) == (32, build.STARTED)


def test_a_long_term_duty_is_asked_for_its_proof() -> None:
    lasting = build.started(plan=build.plan(deadline=Deadline(text="长期坚持", long_term=True)))
    (found,) = alarms(lasting, build.LAST_DAY)
    assert (found.rule, found.text.key) == ("stale", "rule.no-proof")


@pytest.mark.parametrize("issue", [build.verified(), build.closed()], ids=["verified", "closed"])
def test_what_is_finished_raises_no_alarm(issue: Issue) -> None:
    assert alarms(issue, build.LAST_DAY) == []


def test_an_issue_is_judged_as_it_stood_on_the_day() -> None:
    """Closed in June, it was still running in May; verified on the first of June, it was never late."""
    assert build.names(alarms(build.closed(), date(2026, 2, 20))) == ["stale"]
    late = build.with_work_done(build.started(), date(2026, 7, 10))
    assert build.names(alarms(late, date(2026, 7, 9))) == ["overdue", "stale"]
    assert build.names(alarms(late, date(2026, 7, 10))) == []


def test_an_issue_not_yet_received_raises_no_alarm() -> None:
    assert alarms(build.started(), build.RECEIVED - timedelta(days=1)) == []


def test_the_house_decides_how_long_ahead_and_how_long_silent() -> None:
    far_sighted = build.OFFICE.giving_notice(60)
    found = build.found_by(due_soon, build.started(), day=build.DUE - timedelta(days=60), house=far_sighted)
    assert build.names(found) == ["due-soon"]
    assert build.found_by(overdue, build.started(), day=NEXT_DAY, house=far_sighted) != []
