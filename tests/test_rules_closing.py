"""Whether a state was reached the way it must be; what is set by hand shows."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

import build
from ledger.model.acts import Closure, Extension, Step
from ledger.model.issue import Issue
from ledger.model.people import Person
from ledger.model.plan import Measure
from ledger.model.policy import Guards
from ledger.model.problem import Problem
from ledger.model.rules.closing import (
    acts_and_steps_agree,
    closed_on_a_verification,
    dates_in_order,
    different_hands,
    evidence_is_filed,
    reached_by_its_moves,
)

NEXT_DAY = build.VERIFIED + timedelta(days=1)


def by_hand(before: Issue, **changes: object) -> Issue:
    """What somebody makes of a file with an editor."""
    return before.model_copy(update=changes)


def step(number: int, of: Issue, /, **changes: object) -> Issue:
    history = list(of.history)
    history[number] = history[number].model_copy(update=changes)
    return by_hand(of, history=tuple(history))


def told(found: list[Problem]) -> list[tuple[str, tuple[str | int, ...]]]:
    return [(one.rule, one.path) for one in found]


@pytest.mark.parametrize(
    "stage", [build.issue, build.started, build.worked, build.verified, build.closed, build.reopened]
)
def test_what_the_moves_made_is_without_fault(stage: object) -> None:
    assert callable(stage)
    assert build.faults(stage()) == []


@pytest.mark.parametrize("status", ["in-progress", "verified", "closed"])
def test_a_status_set_by_hand(status: str) -> None:
    found = build.found_by(reached_by_its_moves, by_hand(build.issue(), status=status))
    assert told(found) == [("unsigned-status", ("status",))]


def test_a_cycle_set_by_hand() -> None:
    found = build.found_by(reached_by_its_moves, by_hand(build.closed(), cycle=2))
    assert told(found) == [("unsigned-status", ("cycle",))]


@pytest.mark.parametrize(
    "forged",
    [
        by_hand(build.closed(), history=build.closed().history[1:]),  # the start is gone
        by_hand(build.closed(), history=(build.closed().history[0], build.closed().history[2])),  # never verified
        step(1, build.closed(), move="wave through"),
        step(0, build.started(), after="verified"),
        step(1, build.verified(), before="open"),
        step(-1, build.reopened(), cycle=1),
        step(1, build.verified(), cycle=2),
    ],
)
def test_steps_that_do_not_follow_from_each_other(forged: Issue) -> None:
    assert build.names(build.found_by(reached_by_its_moves, forged)) == ["broken-history"]


def test_writing_an_issue_down_is_a_step_and_only_the_first() -> None:
    written = Step(move="register", after="open", by="wang", date=build.RECEIVED, at=build.attempt().at)
    assert build.found_by(reached_by_its_moves, by_hand(build.issue(), history=(written,))) == []
    started = build.started()
    late = by_hand(started, history=(*started.history, written))
    assert told(build.found_by(reached_by_its_moves, late)) == [("broken-history", ("history", 1))]
    as_closed = by_hand(build.issue(), history=(written.model_copy(update={"after": "closed"}),), status="closed")
    assert build.names(build.found_by(reached_by_its_moves, as_closed)) == ["broken-history"]


def test_a_verification_nobody_signed() -> None:
    slipped_in = by_hand(build.worked(), verifications=build.verified().verifications)
    assert told(build.found_by(acts_and_steps_agree, slipped_in)) == [("unsigned-act", ("verifications", 0))]


def test_a_closure_of_another_day_than_its_step() -> None:
    moved = by_hand(build.closed(), closures=(Closure(date=NEXT_DAY, by="wang", unit=build.REGISTRY),))
    assert told(build.found_by(acts_and_steps_agree, moved)) == [
        ("unsigned-act", ("closures", 0)),
        ("missing-act", ("history", 2)),
    ]


def test_one_step_signs_one_act() -> None:
    """Verified, taken back and verified again on one day is three steps; the same act copied is one too many."""
    back = build.moved(build.verified(), "fail", build.attempt("li", build.VERIFIED, why="复核"))
    again = build.moved(back, "verify", build.attempt("li", build.VERIFIED))
    assert build.found_by(acts_and_steps_agree, again) == []
    copied = by_hand(build.verified(), verifications=build.verified().verifications * 2)
    assert told(build.found_by(acts_and_steps_agree, copied)) == [("unsigned-act", ("verifications", 1))]
    (lost,) = build.found_by(acts_and_steps_agree, by_hand(again, verifications=again.verifications[:2]))
    assert (lost.rule, lost.text.fill["number"]) == ("missing-act", 2)


def test_steps_are_numbered_from_one() -> None:
    (found,) = build.found_by(reached_by_its_moves, step(1, build.closed(), move="wave through"))
    assert (found.path, found.text.fill["number"]) == (("history", 1), 2)


def test_the_closer_of_a_later_cycle_may_be_the_verifier_of_an_earlier_one() -> None:
    """And whoever failed an issue may close it in the end, if somebody else passed it."""
    failed = build.moved(build.worked(), "fail", build.attempt("wang", build.VERIFIED, why="未通水"))
    passed = build.moved(failed, "verify", build.attempt("li", build.VERIFIED))
    shut = build.moved(passed, "close", build.attempt("wang", build.CLOSED))
    assert build.faults(shut) == []


def test_measures_added_in_the_cycle_itself_do_make_its_verifier_partial() -> None:
    plan = build.plan(measures=(Measure(number="1", text="排查", units=(build.ECOLOGY,)),))
    assert told(build.found_by(different_hands, by_hand(build.verified(), plan=plan))) == [
        ("self-verified", ("verifications", 0, "unit"))
    ]


def test_one_day_is_in_order() -> None:
    asked = Extension(
        requested_on=build.DUE, by="zhang", reason="汛期", new_due=date(2026, 9, 30), approved_on=build.DUE
    )
    same_day = build.with_work_done(
        build.moved(build.issue(extensions=(asked,)), "start", build.attempt(day=build.RECEIVED)), build.RECEIVED
    )
    checked = build.moved(same_day, "verify", build.attempt("li", build.RECEIVED))
    assert build.found_by(dates_in_order, checked) == []
    waiting = by_hand(checked, extensions=(asked.model_copy(update={"approved_on": None}),))
    assert build.found_by(dates_in_order, waiting) == []


def test_reopening_must_not_have_deleted_the_first_closing() -> None:
    cleaned = by_hand(build.reopened(), closures=(), verifications=())
    assert told(build.found_by(acts_and_steps_agree, cleaned)) == [
        ("missing-act", ("history", 1)),
        ("missing-act", ("history", 2)),
    ]


@pytest.mark.parametrize(
    ("forged", "rules"),
    [
        (by_hand(build.closed(), verifications=()), ["unverified"]),
        (by_hand(build.verified(), verifications=()), ["unverified"]),
        (by_hand(build.closed(), evidence=()), ["no-evidence"]),
        (by_hand(build.closed(), closures=()), ["no-closure"]),
        (by_hand(build.issue(), status="closed"), ["unverified", "no-evidence", "no-closure"]),
        (by_hand(build.closed(), cycle=2), ["unverified", "no-evidence", "no-closure"]),
        (by_hand(build.issue(), evidence=()), []),
    ],
)
def test_closed_without_what_it_rests_on(forged: Issue, rules: list[str]) -> None:
    assert build.names(build.found_by(closed_on_a_verification, forged)) == rules


def test_a_failed_verification_is_none() -> None:
    (act,) = build.closed().verifications
    failed = by_hand(build.closed(), verifications=(act.model_copy(update={"result": "不通过"}),))
    assert build.names(build.found_by(closed_on_a_verification, failed)) == ["unverified"]


def test_a_house_that_asks_for_no_evidence_misses_none() -> None:
    house = build.office(guards=Guards(verify_evidence=0))
    assert build.found_by(closed_on_a_verification, by_hand(build.closed(), evidence=()), house=house) == []


def test_a_unit_that_verified_its_own_work_under_an_old_name() -> None:
    (act,) = build.verified().verifications
    own = by_hand(build.verified(), verifications=(act.model_copy(update={"unit": "市水务局"}),))
    assert told(build.found_by(different_hands, own)) == [("self-verified", ("verifications", 0, "unit"))]


def test_measures_of_a_later_cycle_do_not_make_an_old_verifier_partial() -> None:
    again = build.reopened()
    assert again.plan is not None
    helped = Measure(number="3", text="再排查", units=(build.ECOLOGY,), cycle=2)
    later = by_hand(again, plan=again.plan.model_copy(update={"measures": (*again.plan.measures, helped)}))
    assert build.found_by(different_hands, later) == []


def test_one_person_under_two_ids_verified_and_closed() -> None:
    house = build.office(Person(id="li.b", names=("李四",), unit=build.REGISTRY))
    one_hand = by_hand(build.closed(), closures=(Closure(date=build.CLOSED, by="li.b", unit=build.REGISTRY),))
    assert told(build.found_by(different_hands, one_hand, house=house)) == [
        ("closed-by-verifier", ("closures", 0, "by"))
    ]


def test_a_house_may_let_one_person_do_both() -> None:
    lax = build.office(guards=Guards(close_other_person=False, verify_independent=False))
    both = by_hand(build.closed(), closures=(Closure(date=build.CLOSED, by="li", unit=build.ECOLOGY),))
    assert build.found_by(different_hands, both, house=lax) == []


@pytest.mark.parametrize(
    ("forged", "path"),
    [
        (step(0, build.started(), date=date(2026, 1, 4)), ("history", 0, "date")),
        (step(1, build.verified(), date=date(2026, 1, 11)), ("history", 1, "date")),
        (by_hand(build.verified(), evidence=(build.evidence(1, NEXT_DAY),)), ("verifications", 0, "date")),
        (
            by_hand(build.verified(), plan=build.with_work_done(build.started(), NEXT_DAY).plan),
            ("plan", "measures", 0, "done_on"),
        ),
        (
            by_hand(
                build.issue(),
                extensions=(
                    Extension(requested_on=build.DUE, by="zhang", reason="汛期", new_due=date(2026, 9, 30),
                              approved_on=build.DONE),
                ),
            ),
            ("extensions", 0, "approved_on"),
        ),
    ],
)  # fmt: skip
def test_a_conclusion_older_than_what_it_rests_on(forged: Issue, path: tuple[str | int, ...]) -> None:
    assert told(build.found_by(dates_in_order, forged))[0] == ("dates-out-of-order", path)


def test_a_house_that_accepts_work_in_progress_sees_it_done_later() -> None:
    lax = build.office(guards=Guards(verify_measures_done=False))
    later = by_hand(build.verified(), plan=build.with_work_done(build.started(), NEXT_DAY).plan)
    assert build.found_by(dates_in_order, later, house=lax) == []


def test_evidence_of_an_unfinished_check_may_come_later() -> None:
    """A failed verification doesn't rest on evidence; what is filed after it is what it asked for."""
    failed = build.moved(build.worked(), "fail", build.attempt("li", build.VERIFIED, why="未通水"))
    added = by_hand(failed, evidence=(*failed.evidence, build.evidence(2, NEXT_DAY)))
    assert build.found_by(dates_in_order, added) == []


def test_a_measure_points_to_evidence_that_is_not_on_file() -> None:
    pointing = Measure(number="1", text="排查", evidence=("evidence/ISSUE-001/照片2.jpg",))
    issue = build.issue(plan=build.plan(measures=(pointing,)), evidence=(build.evidence(1),))
    (found,) = build.found_by(evidence_is_filed, issue)
    assert (found.rule, found.path) == ("unfiled-evidence", ("plan", "measures", 0, "evidence", 0))
    assert found.suggestion == "evidence/ISSUE-001/照片1.jpg"
    gone = by_hand(build.verified(), evidence=())
    assert told(build.found_by(evidence_is_filed, gone)) == [("unfiled-evidence", ("verifications", 0, "evidence", 0))]
