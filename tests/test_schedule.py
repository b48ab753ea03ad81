"""What a deadline means on a given day: derived, never stored."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

import build
from ledger.model.acts import Extension
from ledger.model.issue import Issue
from ledger.model.plan import Deadline, Measure, Milestone, Plan
from ledger.model.schedule import STANDINGS, completed_on, effective_due, original_due, situation

NEXT_DAY = build.DUE + timedelta(days=1)
LONG_TERM = Deadline(text="长期坚持", long_term=True)
LATER = date(2026, 9, 30)


def standing(issue: Issue, day: date) -> str:
    return situation(issue, day, build.OFFICE).standing


def due_by(deadline: Deadline | None, **changes: object) -> Issue:
    return build.started(plan=build.plan(deadline=deadline or build.plan().deadline, **changes))


def extension(asked: date, approved: date | None = None, new_due: date = LATER, **changes: object) -> Extension:
    base = Extension(requested_on=asked, by="zhang", reason="汛期停工", new_due=new_due, approved_on=approved)
    return base.model_copy(update=changes)


def test_the_day_of_the_deadline_is_still_in_time() -> None:
    now, then = (situation(build.started(), day, build.OFFICE) for day in (build.DUE, NEXT_DAY))
    assert (now.standing, now.overdue, now.days_late, now.days_left) == ("due-soon", False, 0, 0)
    assert (then.standing, then.overdue, then.days_late, then.days_left) == ("overdue", True, 1, -1)


@pytest.mark.parametrize(("days", "expected"), [(16, "on-time"), (15, "due-soon"), (0, "due-soon"), (-1, "overdue")])
def test_notice_is_given_so_many_days_ahead(days: int, expected: str) -> None:
    assert standing(build.started(), build.DUE - timedelta(days=days)) == expected


def test_any_number_of_days_ahead_can_be_asked_for() -> None:
    far_sighted = build.OFFICE.giving_notice(999_999_999)
    assert situation(build.started(), build.STARTED, far_sighted).standing == "due-soon"


def test_an_issue_that_nobody_began_is_late_all_the_same() -> None:
    assert standing(build.issue(), build.STARTED) == "not-started"
    assert standing(build.issue(), NEXT_DAY) == "overdue"


def test_work_done_waits_for_its_acceptance_and_is_not_late() -> None:
    stages = (build.worked(), build.verified(), build.closed())
    assert [standing(issue, NEXT_DAY) for issue in stages] == ["done", "verified", "closed"]


def test_work_is_done_when_its_last_part_is() -> None:
    assert completed_on(build.worked()) == build.DONE
    assert completed_on(build.started()) is None
    unplanned = build.issue(plan=build.plan(measures=()))
    assert completed_on(unplanned) is None, "without measures there is nothing that could be done"


def test_a_failed_verification_makes_it_late_again() -> None:
    failed = build.moved(build.worked(), "fail", build.attempt("li", build.VERIFIED, why="未通水"))
    assert completed_on(failed) is None
    assert standing(failed, NEXT_DAY) == "overdue"


def test_long_term_without_a_date_is_never_overdue() -> None:
    now = situation(due_by(LONG_TERM), build.LAST_DAY, build.OFFICE)
    assert (now.standing, now.due, now.late, now.days_left) == ("long-term", None, (), None)


def test_long_term_with_a_date_can_be_overdue_and_goes_on_after_it() -> None:
    both = Deadline(text="2026年6月底前，并长期坚持", due=build.DUE, long_term=True)
    assert standing(due_by(both), build.STARTED) == "on-time"
    assert standing(due_by(both), NEXT_DAY) == "overdue"
    assert standing(build.with_work_done(due_by(both)), NEXT_DAY) == "long-term"


def test_long_term_needs_its_periodic_proof() -> None:
    waiting = due_by(LONG_TERM)
    allowed = build.STARTED + timedelta(days=92)
    reported = waiting.model_copy(update={"progress": (build.progress(build.DONE),)})
    proved = waiting.model_copy(update={"evidence": (build.evidence(1, build.DONE),)})
    silent = [
        situation(issue, day, build.OFFICE).unreported_days
        for issue, day in (
            (waiting, allowed),
            (waiting, allowed + timedelta(days=1)),
            (reported, build.DONE + timedelta(days=92)),
            (proved, build.DONE + timedelta(days=93)),
        )
    ]
    assert silent == [None, 93, None, 93]


def test_no_progress_within_the_month_is_stale() -> None:
    silent = [
        situation(issue, build.STARTED + timedelta(days=days), build.OFFICE).unreported_days
        for issue in (build.issue(), build.started(), build.closed())
        for days in (31, 32)
    ]
    assert silent == [38, 39, None, 32, None, None], "counted from its arrival, from its start, and not once closed"


@pytest.mark.parametrize(
    ("deadline", "done", "allowed"),
    [
        (Deadline(text="2026年6月底前，并长期坚持", due=build.DUE, long_term=True), False, 31),  # a date is still ahead
        (Deadline(text="2026年6月底前，并长期坚持", due=build.DUE, long_term=True), True, 92),  # only the duty is left
        (Deadline(text="2026年6月底前", due=build.DUE), False, 31),
        (Deadline(text="2026年6月底前", due=build.DUE), True, None),  # it waits for others
    ],
)
def test_how_long_silence_is_allowed(deadline: Deadline, *, done: bool, allowed: int | None) -> None:
    issue = build.with_work_done(due_by(deadline), build.STARTED) if done else due_by(deadline)
    for days in (31, 32, 92, 93, 400):
        silent = situation(issue, build.STARTED + timedelta(days=days), build.OFFICE).unreported_days
        assert silent == (days if allowed and days > allowed else None)


def test_an_immediate_duty_is_due_some_working_days_after_it_came() -> None:
    immediate = build.issue(plan=build.plan(deadline=Deadline(text="立行立改", immediate=True)))
    later_base = build.issue(plan=build.plan(deadline=Deadline(text="立行立改", immediate=True, base=build.STARTED)))
    assert original_due(immediate, build.OFFICE) == date(2026, 2, 2), "twenty working days after January 5th"
    assert original_due(later_base, build.OFFICE) == date(2026, 2, 9)
    assert standing(immediate, date(2026, 2, 3)) == "overdue"


def test_immediate_and_long_term_is_both() -> None:
    both = due_by(Deadline(text="立行立改，长期坚持", immediate=True, long_term=True))
    assert standing(both, build.STARTED) == "on-time"
    assert standing(both, date(2026, 2, 3)) == "overdue"
    assert standing(build.with_work_done(both, date(2026, 1, 30)), date(2026, 2, 3)) == "long-term"


def test_nodes_are_late_before_the_whole_is() -> None:
    parts = (Milestone(due=date(2026, 3, 31), text="排查"), Milestone(due=build.DUE, text="建设"))
    deadline = Deadline(text="3月底前排查，6月底前建设", due=build.DUE, milestones=parts)
    dated = (Measure(number="1", text="排查", due=date(2026, 2, 28)), Measure(number="2", text="建设"))
    now = situation(due_by(deadline, measures=dated), date(2026, 4, 1), build.OFFICE)
    assert now.standing == "behind"
    assert [(node.kind, node.number, node.due) for node in now.late] == [
        ("milestone", "1", date(2026, 3, 31)),
        ("measure", "1", date(2026, 2, 28)),
    ]
    assert now.late[0].path == ("plan", "deadline", "milestones", 0)
    assert now.late[1].path == ("plan", "measures", 0)
    assert [node.kind for node in now.ahead] == ["final", "milestone"]


@pytest.mark.parametrize(
    ("granted", "due"),
    [
        (extension(build.DUE), build.DUE),  # nobody approved it
        (extension(build.DUE, LATER), LATER),  # asked for on the last day, decided afterwards
        (extension(NEXT_DAY, NEXT_DAY), build.DUE),  # asked for too late
    ],
)
def test_an_extension_counts_when_approved_and_asked_for_in_time(granted: Extension, due: date) -> None:
    extended = build.started().model_copy(update={"extensions": (granted,)})
    assert effective_due(extended, build.OFFICE) == due
    assert original_due(extended, build.OFFICE) == build.DUE, "the published day stays"


def test_a_second_extension_must_be_asked_for_before_the_first_has_run_out() -> None:
    first, end = extension(build.DUE, build.DUE), date(2026, 12, 31)
    for asked, due in ((LATER, end), (LATER + timedelta(days=1), LATER)):
        both = build.started().model_copy(update={"extensions": (first, extension(asked, asked, end))})
        assert effective_due(both, build.OFFICE) == due


def test_what_was_due_with_the_whole_is_extended_with_it() -> None:
    parts = (Milestone(due=date(2026, 3, 31), text="排查"), Milestone(due=build.DUE, text="建设"))
    deadline = Deadline(text="3月底前排查，6月底前建设", due=build.DUE, milestones=parts)
    extended = due_by(deadline).model_copy(update={"extensions": (extension(build.DUE, build.DUE),)})
    now = situation(extended, NEXT_DAY, build.OFFICE)
    assert [(node.kind, node.due) for node in now.late] == [("milestone", date(2026, 3, 31))]
    assert [(node.kind, node.due) for node in now.ahead] == [("final", LATER), ("milestone", LATER)]


def test_a_reopened_issue_has_the_day_that_was_set_for_it() -> None:
    again = build.reopened(date(2026, 12, 31))
    assert effective_due(again, build.OFFICE) == date(2026, 12, 31)
    assert standing(again, build.REOPENED) == "on-time"
    assert standing(build.reopened(), build.REOPENED) == "overdue"
    assert completed_on(again) is None, "the work of the first cycle does not count for the second"


def test_an_issue_without_a_plan_has_no_deadline() -> None:
    now = situation(build.issue(plan=None), build.LAST_DAY, build.OFFICE)
    assert (now.standing, now.due, now.original_due, now.late) == ("not-started", None, None, ())


deadlines = st.builds(
    Deadline,
    text=st.just("见批复"),
    due=st.none() | st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    immediate=st.booleans(),
    long_term=st.booleans(),
    milestones=st.lists(
        st.builds(
            Milestone,
            due=st.dates(date(2026, 1, 1), date(2027, 12, 31)),
            text=st.just("节点"),
            done_on=st.none() | st.dates(date(2026, 1, 1), date(2026, 12, 31)),
        ),
        max_size=3,
    ).map(tuple),
)
measures = st.lists(
    st.builds(
        Measure,
        number=st.just("1"),
        text=st.just("措施"),
        due=st.none() | st.dates(date(2026, 1, 1), date(2027, 12, 31)),
        done_on=st.none() | st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    ),
    max_size=3,
).map(tuple)
plans = st.none() | st.builds(Plan, deadline=st.none() | deadlines, measures=measures)
issues = st.builds(
    build.issue,
    status=st.sampled_from(("open", "in-progress", "verified", "closed")),
    plan=plans,
    extensions=st.lists(
        st.builds(
            extension,
            st.dates(date(2026, 1, 1), date(2027, 12, 31)),
            st.none() | st.dates(date(2026, 1, 1), date(2027, 12, 31)),
            st.dates(date(2026, 1, 1), date(2028, 12, 31)),
        ),
        max_size=2,
    ).map(tuple),
)
days = st.dates(date(2026, 1, 5), date(2029, 12, 31))


@given(issues, days, st.integers(0, 2_000))
def test_what_is_overdue_stays_overdue_while_nothing_happens(issue: Issue, day: date, more: int) -> None:
    now, later = (situation(issue, one, build.OFFICE) for one in (day, day + timedelta(days=more)))
    assert set(now.late) <= set(later.late)
    if now.overdue:
        assert later.overdue
        assert later.days_late == now.days_late + more


@given(issues, days)
def test_the_parts_of_a_situation_agree(issue: Issue, day: date) -> None:
    now = situation(issue, day, build.OFFICE)
    assert now.standing in STANDINGS
    assert set(now.soon) <= set(now.ahead)
    assert not set(now.late) & set(now.ahead)
    assert (now.standing in {"overdue", "behind"}) == bool(now.late)
    assert now.overdue == (now.days_late > 0)
    if now.overdue:
        assert now.due is not None
        assert now.due < day
    if now.standing in {"closed", "verified"}:
        assert issue.status == now.standing
