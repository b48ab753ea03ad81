"""What may be edited by hand: everything that is nobody's signature and nobody's deadline."""

from __future__ import annotations

from datetime import date

import pytest

import build
from ledger.model.acts import Escalation, Extension, Objection, Publicity
from ledger.model.editing import refusals, signed
from ledger.model.guards import barred_from_verifying
from ledger.model.issue import Issue
from ledger.model.plan import Measure
from ledger.model.policy import Policy
from ledger.model.rules.closing import extensions_were_approved, no_cycle_ahead
from ledger.model.schedule import completed_on, effective_due, situation


def edited(before: Issue, **changes: object) -> list[str]:
    return build.keys(refusals(before, before.model_copy(update=changes)))


def with_plan(issue: Issue, **changes: object) -> Issue:
    assert issue.plan is not None
    return issue.model_copy(update={"plan": issue.plan.model_copy(update=changes)})


def with_deadline(issue: Issue, **changes: object) -> Issue:
    assert issue.plan is not None
    assert issue.plan.deadline is not None
    return with_plan(issue, deadline=issue.plan.deadline.model_copy(update=changes))


def test_titles_goals_and_words_are_free() -> None:
    begun = build.started()
    assert edited(begun, title="新名称", region="红旗镇", fields=("水", "土壤")) == []
    assert build.keys(refusals(begun, with_plan(begun, goal="水质达到Ⅲ类"))) == []


@pytest.mark.parametrize(
    "changes", [{"goal": None}, {"supervisor_units": ()}, {"measures": ()}, {"responsible_units": (), "lead_units": ()}]
)
def test_what_work_could_not_begin_without_is_replaced_and_not_taken_away(changes: dict[str, object]) -> None:
    waiting, begun = build.issue(), build.started()
    assert refusals(waiting, with_plan(waiting, **changes)) == ()
    assert build.keys(refusals(begun, with_plan(begun, **changes))) == ["amend.element-emptied"]
    assert refusals(begun, with_plan(begun, **changes), elements=("person",)) == (), "the house asks for nothing of it"
    without = with_plan(begun, **changes)
    assert refusals(without, without.model_copy(update={"title": "新名称"})) == (), "it was missing already"


@pytest.mark.parametrize(
    "changes", [{"text": "2027年"}, {"due": date(2027, 1, 1)}, {"base": date(2026, 5, 1)}, {"long_term": True}]
)
def test_a_published_deadline_stays_once_work_has_begun(changes: dict[str, object]) -> None:
    begun = build.started()
    assert build.keys(refusals(begun, with_deadline(begun, **changes))) == ["amend.deadline-fixed"]
    waiting = build.issue()
    assert refusals(waiting, with_deadline(waiting, **changes)) == ()


def test_the_day_of_the_hand_over_stays_too() -> None:
    begun = build.started()
    later = begun.source.model_copy(update={"received": date(2026, 12, 31)})
    assert edited(begun, source=later) == ["amend.deadline-fixed"]


def test_reports_only_grow() -> None:
    begun = build.started().model_copy(update={"progress": (build.progress(date(2026, 2, 1)),)})
    second = build.progress(date(2026, 3, 1))
    assert edited(begun, progress=(*begun.progress, second)) == []
    assert edited(begun, progress=()) == ["amend.only-grows"]
    assert edited(begun, progress=(second,)) == ["amend.only-grows"]


def test_what_was_left_open_may_be_filled_in() -> None:
    """An objection is settled, a 挂牌 lifted: the entry stays and its empty fields are completed."""
    objection = Objection(date=date(2026, 6, 3), text="仍有异味")
    notice = Publicity(start=date(2026, 6, 2), end=date(2026, 6, 9), objections=(objection,))
    card = Escalation(kind="挂牌督办", date=date(2026, 5, 1), by="wang", reason="进度滞后")
    before = build.started().model_copy(update={"publicity": (notice,), "escalations": (card,)})
    settled = objection.model_copy(update={"settled_on": date(2026, 6, 8), "outcome": "复测达标"})
    assert edited(before, publicity=(notice.model_copy(update={"objections": (settled,)}),)) == []
    assert edited(before, escalations=(card.model_copy(update={"lifted_on": date(2026, 7, 1)}),)) == []
    assert edited(before, publicity=(notice.model_copy(update={"end": date(2026, 6, 3)}),)) == ["amend.only-grows"]


def test_done_is_said_by_a_report() -> None:
    begun = build.started()
    assert begun.plan is not None
    first, second = begun.plan.measures
    done = with_plan(begun, measures=(first.model_copy(update={"done_on": build.DONE}), second))
    assert build.keys(refusals(begun, done)) == ["amend.done-by-progress"]


def test_a_measure_of_another_cycle_is_refused_and_found() -> None:
    begun = build.started()
    assert begun.plan is not None
    first, second = begun.plan.measures
    hidden = with_plan(begun, measures=(first, second.model_copy(update={"cycle": 2})))
    assert build.keys(refusals(begun, hidden)) == ["amend.other-cycle"]
    (found,) = build.found_by(no_cycle_ahead, hidden)
    assert (found.rule, found.path) == ("cycle-ahead", ("plan", "measures", 1, "cycle"))


def test_whoever_is_replaced_still_cannot_verify() -> None:
    begun = build.started()
    assert begun.plan is not None
    moved = with_plan(begun, responsible_units=(build.TOWN,))
    assert build.keys(signed(begun, moved, build.attempt("zhang", build.DONE))) == [  # type: ignore[arg-type]
        "amend.units-need-a-signature",
        "guard.reason-missing",
    ]
    after = signed(begun, moved, build.attempt("zhang", build.DONE, why="机构改革"))
    assert isinstance(after, Issue)
    assert after.plan is not None
    assert after.plan.former_units == (build.WATER,)
    assert (after.history[-1].move, after.status) == ("amend", begun.status)
    assert build.WATER in barred_from_verifying(after.plan, Policy())
    assert build.faults(after) == []


def test_work_done_over_after_a_failed_verification_is_done() -> None:
    failed = build.moved(build.worked(), "fail", build.attempt("li", build.VERIFIED, why="照片模糊"))
    assert completed_on(failed) is None
    assert failed.plan is not None
    again = tuple(one.model_copy(update={"done_on": date(2026, 6, 20)}) for one in failed.plan.measures)
    mended = with_plan(failed, measures=again)
    assert completed_on(mended) == date(2026, 6, 20)
    assert situation(mended, date(2026, 7, 10), build.OFFICE).standing == "done"


def extension(**changes: object) -> Extension:
    base = {
        "requested_on": date(2026, 6, 1), "by": "zhang", "reason": "汛期", "new_due": date(2026, 9, 30),
        "approved_on": date(2026, 6, 5), "approver": "wang", "document": "批〔2026〕3号",
    }  # fmt: skip
    return Extension.model_validate({**base, **changes})


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({}, None),
        ({"approver": None}, "rule.approver-unknown"),
        ({"approver": "li"}, "rule.approver-role"),
        ({"approver": "wang", "by": "wang"}, "rule.approved-own"),
        ({"new_due": date(2026, 6, 1)}, "rule.extension-earlier"),
    ],
)
def test_an_approval_is_by_somebody_who_may(changes: dict[str, object], key: str | None) -> None:
    issue = build.started().model_copy(update={"extensions": (extension(**changes),)})
    assert build.keys(one.text for one in build.found_by(extensions_were_approved, issue)) == ([key] if key else [])


def test_a_late_first_request_of_a_new_cycle_does_not_stop_the_clock() -> None:
    """Only the deadline set with the reopening starts the cycle; what is asked for later has to be asked in time."""
    opened = build.reopened()
    late = extension(requested_on=date(2026, 12, 1), approved_on=date(2026, 12, 2), new_due=date(2027, 1, 1), cycle=2)
    assert effective_due(opened.model_copy(update={"extensions": (late,)}), build.OFFICE) == build.DUE
    with_one = build.reopened(date(2026, 12, 31))
    assert effective_due(with_one, build.OFFICE) == date(2026, 12, 31)


def test_a_new_measure_belongs_to_the_present_cycle() -> None:
    opened = build.reopened()
    assert opened.plan is not None
    old = with_plan(opened, measures=(*opened.plan.measures, Measure(number="3", text="再清淤")))
    assert build.keys(refusals(opened, old)) == ["amend.other-cycle"]
    new = with_plan(opened, measures=(*opened.plan.measures, Measure(number="3", text="再清淤", cycle=2)))
    assert refusals(opened, new) == ()
