"""整改 → 验收 → 销号: which moves there are, what each leaves behind, and that none is free."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest

import build
from ledger.errors import Said, say
from ledger.model import guards
from ledger.model.acts import STATUSES, Answer, Closure, Extension, Verification
from ledger.model.issue import Issue
from ledger.model.people import Person
from ledger.model.plan import Deadline, Measure, Milestone, Plan, Quantity
from ledger.model.policy import Guards
from ledger.model.workflow import MOVES, NEXT, advance, objections, sign, who_may

UNGUARDED: set[str] = set()
"""The moves that may be made without any condition on the issue: none. Adding one here is a decision."""


def test_no_move_is_unguarded() -> None:
    assert {name for name, move in MOVES.items() if not move.demands} == UNGUARDED


def test_every_move_is_signed_by_somebody_known_on_a_day_in_order() -> None:
    for move in MOVES.values():
        assert guards.actor_is_known in move.persons, move.name
        assert guards.day_is_in_order in move.demands, move.name


def test_the_moves_and_where_they_lead() -> None:
    assert {name: (move.sources, move.target) for name, move in MOVES.items()} == {
        "start": (("open",), "in-progress"),
        "verify": (("in-progress",), "verified"),
        "fail": (("in-progress", "verified"), "in-progress"),
        "close": (("verified",), "closed"),
        "reopen": (("closed",), "in-progress"),
    }


def test_each_status_knows_the_move_onward() -> None:
    assert set(NEXT) == set(STATUSES)
    for status, move in NEXT.items():
        assert move is None or status in MOVES[move].sources


@pytest.mark.parametrize("move", MOVES)
@pytest.mark.parametrize("status", STATUSES)
def test_a_move_from_the_wrong_state_is_refused(move: str, status: str) -> None:
    stages = {
        "open": build.issue(),
        "in-progress": build.worked(),
        "verified": build.verified(),
        "closed": build.closed(),
    }
    refused = "guard.wrong-status" in build.refusals(stages[status], move, build.attempt("wang", build.REOPENED))
    assert refused == (status not in MOVES[move].sources)


def test_a_step_says_who_for_whom_when_and_why() -> None:
    step = build.closed().history[-1]
    assert (step.move, step.before, step.after) == ("close", "verified", "closed")
    assert (step.by, step.unit, step.date) == ("wang", build.REGISTRY, build.CLOSED)
    assert step.at == datetime(2026, 6, 8, 10, tzinfo=build.BEIJING)
    assert [one.move for one in build.closed().history] == ["start", "verify", "close"]


def test_a_move_leaves_the_issue_it_was_asked_of_as_it_was() -> None:
    before = build.issue()
    build.moved(before, "start", build.attempt())
    assert before == build.issue()


def test_verification_names_what_it_rests_on() -> None:
    act = build.verified().verifications[-1]
    assert (act.result, act.by, act.unit, act.method) == ("通过", "li", build.ECOLOGY, "现场核查")
    assert act.evidence == ("evidence/ISSUE-001/照片1.jpg",)


def test_a_failed_verification_goes_back_and_is_kept() -> None:
    failed = build.moved(build.worked(), "fail", build.attempt("li", build.VERIFIED, why="支管网未通水"))
    assert failed.status == "in-progress"
    assert [(act.result, act.opinion) for act in failed.verifications] == [("不通过", "支管网未通水")]
    again = build.moved(failed, "verify", build.attempt("li", build.CLOSED))
    assert [act.result for act in again.verifications] == ["不通过", "通过"]


def test_a_passed_verification_can_be_taken_back_before_the_closing() -> None:
    taken_back = build.moved(build.verified(), "fail", build.attempt("li", build.CLOSED, why="复核发现造假"))
    assert (taken_back.status, len(taken_back.verifications)) == ("in-progress", 2)


def test_reopening_starts_a_new_cycle_and_deletes_nothing() -> None:
    first, second = build.closed(), build.reopened(date(2026, 12, 31))
    assert (second.status, second.cycle) == ("in-progress", 2)
    for family in ("history", "verifications", "closures", "evidence", "extensions"):
        kept = getattr(first, family)
        assert getattr(second, family)[: len(kept)] == kept
    assert second.plan == first.plan
    assert (second.verification(), second.closure()) == (None, None)
    assert second.history[-1].cycle == 2


def test_a_new_day_set_while_reopening_is_an_approved_extension_of_the_new_cycle() -> None:
    extension = build.reopened(date(2026, 12, 31)).extensions[-1]
    assert (extension.new_due, extension.approved_on, extension.cycle) == (date(2026, 12, 31), build.REOPENED, 2)


def test_a_reopened_issue_needs_new_work_new_evidence_and_new_hands() -> None:
    reasons = build.refusals(build.reopened(), "verify", build.attempt("li", build.REOPENED))
    assert reasons == {"guard.no-measures", "guard.evidence-missing"}
    assert "guard.wrong-status" in build.refusals(build.reopened(), "close", build.attempt("wang", build.REOPENED))


def test_every_reason_is_given_at_once() -> None:
    """The state, the issue and the person: no reason hides another."""
    unready = build.issue(plan=None)
    trial = build.attempt("zhao", date(2026, 1, 4), at=datetime(2026, 1, 3, tzinfo=build.BEIJING))
    assert build.refusals(unready, "verify", trial) == {
        "guard.wrong-status",
        "guard.no-measures",
        "guard.evidence-missing",
        "guard.day-before",
        "guard.day-future",
        "guard.role-missing",
    }


def test_words_of_nothing_but_blanks_count_as_silence() -> None:
    done = build.moved(build.worked(), "verify", build.attempt("li", build.VERIFIED, why=" \t", method="　"))
    assert (done.history[-1].why, done.verifications[-1].method, done.verifications[-1].opinion) == (None, None, None)
    shut = build.moved(done, "close", build.attempt("wang", build.CLOSED, document=" "))
    assert shut.closures[-1].document is None


def test_advance_gives_the_reasons_that_objections_gives() -> None:
    trial = build.attempt(None)
    refused = advance(build.issue(), MOVES["start"], trial)
    assert refused == objections(build.issue(), MOVES["start"], trial) != ()


def test_the_wrong_state_is_told_with_the_states_that_would_do() -> None:
    assert objections(build.closed(), MOVES["fail"], build.attempt("li", build.CLOSED, why="返工"))[0] == say(
        "guard.wrong-status",
        id="ISSUE-001",
        status=say("status.closed"),
        wanted=(say("status.in-progress"), say("status.verified")),
        move=say("move.fail"),
    )


def test_a_verification_is_kept_whole() -> None:
    asked = (Answer(number=2, met=True, text="达标"), Answer(number=1, met=True, text="完成"))
    trial = build.attempt("li", build.REOPENED, why="现场已通水", method="现场核查", standards=asked)
    again = build.with_work_done(build.reopened(), build.REOPENED)
    act = MOVES["verify"].record(again, trial).verifications[-1]
    assert act == Verification(
        date=build.REOPENED,
        by="li",
        unit=build.ECOLOGY,
        result="通过",
        method="现场核查",
        opinion="现场已通水",
        standards=(asked[1], asked[0]),
        evidence=("evidence/ISSUE-001/照片2.jpg",),
        cycle=2,
    )


def test_a_closing_is_kept_whole() -> None:
    trial = build.attempt("wang", build.CLOSED, document="整改办〔2026〕7号")
    closed = build.moved(build.verified(), "close", trial)
    assert closed.closures == (
        Closure(date=build.CLOSED, by="wang", unit=build.REGISTRY, document="整改办〔2026〕7号"),
    )
    second = MOVES["close"].record(build.reopened(), trial)
    assert [one.cycle for one in second.closures] == [1, 2]


def test_the_new_deadline_of_a_reopening_is_kept_whole() -> None:
    trial = build.attempt("zhao", build.REOPENED, why="返黑", new_due=date(2026, 12, 31), document="整改办〔2026〕9号")
    assert build.moved(build.closed(), "reopen", trial).extensions == (
        Extension(
            requested_on=build.REOPENED,
            by="zhao",
            reason="返黑",
            new_due=date(2026, 12, 31),
            approved_on=build.REOPENED,
            approver="zhao",
            document="整改办〔2026〕9号",
            cycle=2,
        ),
    )
    assert build.reopened().extensions == (), "no new day, no extension"


def test_a_step_names_the_gate_and_the_cycle_where_there_is_one() -> None:
    trial = build.attempt("li", build.CLOSED)
    assert trial.person is not None
    issue = build.reopened()
    step = sign(issue, issue, "pass", trial.person, trial, "同意", gate="初验").history[-1]
    assert (step.gate, step.cycle, step.why, step.unit) == ("初验", 2, "同意", build.ECOLOGY)
    assert sign(issue, issue, "note", trial.person, trial, None).history[-1].gate is None


def ids(people: tuple[Person, ...]) -> list[str]:
    return [person.id for person in people]


def test_who_may_make_a_move() -> None:
    nobody = build.attempt(None, build.CLOSED)
    assert ids(who_may(build.worked(), MOVES["verify"], nobody)) == ["li", "wang"]
    by_wang = build.moved(build.worked(), "verify", build.attempt("wang", build.VERIFIED))
    assert ids(who_may(build.verified(), MOVES["close"], nobody)) == ["wang", "zhao"]
    assert ids(who_may(by_wang, MOVES["close"], nobody)) == [], "nobody of the unit that has verified"
    small = build.attempt(None, build.CLOSED, house=build.office(guards=Guards(close_other_unit=False)))
    assert ids(who_may(by_wang, MOVES["close"], small)) == ["zhao"]


def test_the_last_verification_of_the_present_cycle_is_the_one_that_counts() -> None:
    issue: Issue = build.closed()
    act = issue.verification()
    assert act is not None
    assert act.date == build.VERIFIED
    assert build.reopened().verification() is None


def test_an_empty_plan_lacks_all_five_at_once() -> None:
    reasons: tuple[Said, ...] = objections(build.issue(plan=Plan()), MOVES["start"], build.attempt())
    assert build.keys(reasons) == [
        "guard.element-missing",
        "guard.element-missing",
        "guard.measures-missing",
        "guard.deadline-missing",
        "guard.element-missing",
    ]


def test_both_reasons_against_a_partial_verifier_are_given() -> None:
    partial = build.worked(plan=build.plan(person="zhang"))
    reasons = build.refusals(partial, "verify", build.attempt("zhang", build.VERIFIED))
    assert reasons == {"guard.verifier-implements", "guard.verifier-responsible"}


def test_every_open_measure_and_every_late_proof_is_told() -> None:
    unready = build.started().model_copy(
        update={"evidence": (build.evidence(1, date(2026, 6, 2)), build.evidence(2, date(2026, 6, 3)))}
    )
    reasons = objections(unready, MOVES["verify"], build.attempt("li", build.VERIFIED))
    assert build.keys(reasons) == ["guard.measure-open"] * 2 + ["guard.evidence-later"] * 2


@pytest.mark.parametrize(
    ("move", "issue", "house", "who"),
    [
        ("verify", build.started, {"verify_measures_done": False, "verify_evidence": 0}, "li"),
        ("verify", build.worked, {"verify_independent": False}, "zhang"),
        ("verify", build.worked, {"roles": False, "verify_not_all_own": False}, "zhao"),
        (
            "close",
            lambda: build.moved(build.worked(), "verify", build.attempt("wang", build.VERIFIED)),
            {"close_other_person": False},
            "wang",
        ),
    ],
)
def test_the_house_may_ask_for_less(move: str, issue: Callable[[], Issue], house: dict[str, object], who: str) -> None:
    office = build.office(guards=Guards.model_validate(house))
    assert objections(issue(), MOVES[move], build.attempt(who, build.CLOSED, house=office)) == ()


def test_what_happens_on_the_day_itself_is_in_time() -> None:
    """Done, reached, filed, verified, started or due on the very day of the move."""
    deadline = Deadline(text="2026年6月底前", due=build.DUE, milestones=(Milestone(due=build.DUE, text="建制"),))
    full = Measure(number="1", text="改造", quantity=Quantity(total="23", unit="台", done="23"))
    on_one_day = build.moved(
        build.issue(plan=build.plan(deadline=deadline, measures=(full,))), "start", build.attempt(day=build.RECEIVED)
    )
    done = build.with_work_done(on_one_day, build.RECEIVED)
    checked = build.moved(done, "verify", build.attempt("li", build.RECEIVED))
    shut = build.moved(checked, "close", build.attempt("wang", build.RECEIVED))
    trial = build.attempt("wang", build.RECEIVED, why="返黑", new_due=build.RECEIVED)
    assert objections(shut, MOVES["reopen"], trial) == ()
