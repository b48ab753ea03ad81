"""Each guard alone: the very reason it gives, and that it is silent when all is well."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from string import Formatter

import pytest

import build
from ledger.cli.words import guarding
from ledger.errors import say
from ledger.model.acts import Objection, Publicity, Voiding
from ledger.model.attempt import Attempt
from ledger.model.guards import implements, missing_elements, worked_then
from ledger.model.issue import Issue
from ledger.model.people import Person
from ledger.model.plan import Deadline, Measure, Milestone, Plan, Quantity
from ledger.model.policy import FIVE_ELEMENTS, Guards
from ledger.model.problem import Problem
from ledger.model.workflow import MOVES, objections

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Refused:
    """One thing wrong, and the one reason that it must yield."""

    move: str
    reason: str
    issue: Callable[[], Issue]
    trial: Attempt
    fill: dict[str, object] = field(default_factory=dict)


def without(element: str, empty: object) -> Callable[[], Issue]:
    return lambda: build.issue(plan=build.plan(**{element: empty}))


def measures(*listed: Measure) -> Callable[[], Issue]:
    return lambda: build.worked().model_copy(update={"plan": build.plan(measures=listed)})


def nodes(*listed: Milestone) -> Callable[[], Issue]:
    def make() -> Issue:
        done = build.worked()
        assert done.plan is not None
        deadline = Deadline(text="2026年6月底前", due=build.DUE, milestones=listed)
        return done.model_copy(update={"plan": done.plan.model_copy(update={"deadline": deadline})})

    return make


def noticed(*objections: Objection, end: date = date(2026, 6, 5)) -> Callable[[], Issue]:
    notice = Publicity(start=date(2026, 6, 2), end=end, objections=objections)
    return lambda: build.verified().model_copy(update={"publicity": (notice,)})


def again(done_on: date, proved_on: date) -> Callable[[], Issue]:
    """A second cycle with a measure and evidence of its own, done and dated as given."""

    def make() -> Issue:
        issue = build.reopened()
        assert issue.plan is not None
        repair = Measure(number="3", text="修复返黑河段", done_on=done_on, cycle=2)
        plan = issue.plan.model_copy(update={"measures": (*issue.plan.measures, repair)})
        photo = build.evidence(9, proved_on, cycle=2)
        return issue.model_copy(update={"plan": plan, "evidence": (*issue.evidence, photo)})

    return make


AFTER_REOPENING = build.REOPENED + timedelta(days=10)
BEFORE_REOPENING = build.REOPENED - timedelta(days=1)
START = build.attempt("zhang", build.STARTED)
VERIFY = build.attempt("li", build.VERIFIED)
CLOSE = build.attempt("wang", build.CLOSED)
REOPEN = build.attempt("zhao", build.REOPENED, why="回头看发现返黑")
ALIAS = build.office(Person(id="qian", names=("某丙",), unit="市水务局", roles=("验收",)))
TWICE = build.office(Person(id="zhang.r", names=("张三",), unit=build.REGISTRY, roles=("验收",)))
WANG_AGAIN = build.office(Person(id="wang.d", names=("王五 ",), unit=build.REGISTRY, roles=("销号",)))
STRANGER = build.office(Person(id="nobody", names=("某丁",), unit="市局机关", roles=("验收",)))
OUTSIDER = build.office(Person(id="deng", names=("某戊",), unit=build.BUREAU))
NAMESAKES = build.office(Person(id="li.b", names=("李四",), unit=build.BUREAU))
PUBLIC = build.office(guards=Guards(close_publicity=True))
PAPER = build.office(guards=Guards(close_document=True))
APPROVED = build.office(guards=Guards(start_elements=(*FIVE_ELEMENTS, "person", "approval")))
TWO_PROOFS = build.office(guards=Guards(verify_evidence=2))

DONE = {"text": "排查", "done_on": build.DONE}

CASES = {
    "nobody named": Refused("start", "guard.actor-missing", build.issue, build.attempt(None)),
    "a stranger": Refused("start", "guard.actor-unknown", build.issue, build.attempt("路人"), {"who": "路人"}),
    "a name of two": Refused(
        "start",
        "guard.actor-ambiguous",
        build.issue,
        build.attempt("李四", house=NAMESAKES),
        {"who": "李四", "ids": ("li", "li.b")},
    ),
    "no goal": Refused("start", "guard.element-missing", without("goal", None), START, {"path": "plan.goal"}),
    "no responsible unit": Refused(
        "start",
        "guard.element-missing",
        without("responsible_units", ()),
        START,
        {"path": "plan.responsible_units"},
    ),
    "no supervising unit": Refused(
        "start", "guard.element-missing", without("supervisor_units", ()), START, {"path": "plan.supervisor_units"}
    ),
    "no measures planned": Refused("start", "guard.measures-missing", without("measures", ()), START),
    "no deadline": Refused("start", "guard.deadline-missing", without("deadline", None), START),
    "no responsible person, where asked for": Refused(
        "start",
        "guard.element-missing",
        lambda: build.issue(plan=build.plan(approval={"unit": "市政府", "date": "2026-01-08"})),
        build.attempt(house=APPROVED),
        {"path": "plan.person"},
    ),
    "no approval, where asked for": Refused(
        "start",
        "guard.approval-missing",
        lambda: build.issue(plan=build.plan(person="zhang")),
        build.attempt(house=APPROVED),
    ),
    "before the finding came": Refused(
        "start", "guard.day-before", build.issue, build.attempt(day=date(2026, 1, 4)), {"last": build.RECEIVED}
    ),
    "before the last step": Refused(
        "verify",
        "guard.day-before",
        lambda: build.with_work_done(build.started(), date(2026, 1, 6)),
        build.attempt("li", date(2026, 1, 11)),
        {"last": build.STARTED},
    ),
    "on a day that has not come": Refused(
        "start",
        "guard.day-future",
        build.issue,
        build.attempt(at=datetime(2026, 1, 11, 23, 59, tzinfo=build.BEIJING)),
        {"today": date(2026, 1, 11)},
    ),
    "a measure open": Refused(
        "verify",
        "guard.measure-open",
        measures(Measure(number="1.10", text="排查")),
        VERIFY,
        {"number": "1.10", "text": "排查"},
    ),
    "a measure done afterwards": Refused(
        "verify",
        "guard.measure-later",
        measures(Measure(number="1", text="排查", done_on=date(2026, 6, 2))),
        VERIFY,
        {"done": date(2026, 6, 2)},
    ),
    "a measure done in part": Refused(
        "verify",
        "guard.measure-short",
        measures(
            Measure.model_validate({"number": "1", **DONE, "quantity": Quantity(total="23", done="14", unit="台")})
        ),
        VERIFY,
        {"done": Decimal(14), "total": Decimal(23)},
    ),
    "no measure of this cycle": Refused("verify", "guard.no-measures", measures(), VERIFY),
    "a node open": Refused(
        "verify", "guard.milestone-open", nodes(Milestone(due=build.DUE, text="建制")), VERIFY, {"number": 1}
    ),
    "a node reached afterwards": Refused(
        "verify",
        "guard.milestone-later",
        nodes(Milestone(due=build.DUE, text="建制", done_on=date(2026, 6, 2))),
        VERIFY,
        {"done": date(2026, 6, 2)},
    ),
    "no evidence": Refused(
        "verify",
        "guard.evidence-missing",
        lambda: build.worked().model_copy(update={"evidence": ()}),
        VERIFY,
        {"have": 0, "want": 1},
    ),
    "too little evidence for this house": Refused(
        "verify",
        "guard.evidence-missing",
        build.worked,
        build.attempt("li", build.VERIFIED, house=TWO_PROOFS),
        {"have": 1, "want": 2},
    ),
    "evidence dated after the verification": Refused(
        "verify",
        "guard.evidence-later",
        lambda: build.worked().model_copy(update={"evidence": (build.evidence(1, date(2026, 6, 2)),)}),
        VERIFY,
        {"date": date(2026, 6, 2)},
    ),
    "work of the first cycle passed off as the second's": Refused(
        "verify",
        "guard.measure-earlier",
        again(BEFORE_REOPENING, AFTER_REOPENING),
        build.attempt("li", AFTER_REOPENING),
        {"reopened": build.REOPENED},
    ),
    "evidence of the first cycle passed off as the second's": Refused(
        "verify",
        "guard.evidence-earlier",
        again(AFTER_REOPENING, BEFORE_REOPENING),
        build.attempt("li", AFTER_REOPENING),
        {"date": BEFORE_REOPENING},
    ),
    "a verifier of a unit nobody knows": Refused(
        "verify",
        "guard.unit-unknown",
        build.worked,
        build.attempt("nobody", build.VERIFIED, house=STRANGER),
        {"unit": "市局机关"},
    ),
    "evidence changed since": Refused(
        "verify",
        "evidence.changed",
        build.worked,
        build.attempt("li", build.VERIFIED, damaged={"照片": say("evidence.changed")}),
    ),
    "evidence changed before the closing": Refused(
        "close",
        "evidence.changed",
        build.verified,
        build.attempt("wang", build.CLOSED, damaged={"照片": say("evidence.changed")}),
    ),
    "a void issue": Refused(
        "start",
        "guard.void",
        lambda: build.issue(void=Voiding(date=build.STARTED, by="wang", why="重复登记")),
        START,
        {"why": "重复登记"},
    ),
    "no role for verifying": Refused(
        "verify",
        "guard.role-missing",
        build.worked,
        build.attempt("deng", build.VERIFIED, house=OUTSIDER),
        {"role": "验收"},
    ),
    "no role for closing": Refused(
        "close",
        "guard.role-missing",
        build.verified,
        build.attempt("deng", build.CLOSED, house=OUTSIDER),
        {"role": "销号"},
    ),
    "no role for reopening": Refused(
        "reopen", "guard.role-missing", build.closed, build.attempt("li", build.REOPENED, why="返黑"), {"role": "销号"}
    ),
    "the responsible unit verifies": Refused(
        "verify",
        "guard.verifier-implements",
        build.worked,
        build.attempt("zhang", build.VERIFIED),
        {"unit": build.WATER},
    ),
    "the responsible unit fails itself": Refused(
        "fail",
        "guard.verifier-implements",
        build.worked,
        build.attempt("zhang", build.VERIFIED, why="没做完"),
    ),
    "the responsible unit under its old name": Refused(
        "verify",
        "guard.verifier-implements",
        build.worked,
        build.attempt("qian", build.VERIFIED, house=ALIAS),
        {"unit": "市水务局"},
    ),
    "the other half of the town's leadership": Refused(
        "verify", "guard.verifier-implements", build.worked, build.attempt("sun", build.VERIFIED)
    ),
    "a leading unit verifies": Refused(
        "verify",
        "guard.verifier-implements",
        lambda: build.worked(plan=build.plan(lead_units=(f"{build.ECOLOGY}（牵头）",))),
        VERIFY,
    ),
    "the unit of a single measure verifies": Refused(
        "verify",
        "guard.verifier-implements",
        lambda: build.worked(plan=build.plan(measures=(Measure(number="1", text="排查", units=("市环保局",)),))),
        VERIFY,
    ),
    "somebody of the responsible unit under a second id": Refused(
        "verify",
        "guard.verifier-implements",
        build.worked,
        build.attempt("zhang.r", build.VERIFIED, house=TWICE),
        {"unit": build.WATER},
    ),
    "the responsible person verifies": Refused(
        "verify", "guard.verifier-responsible", lambda: build.worked(plan=build.plan(person="李四")), VERIFY
    ),
    "no reason for failing": Refused("fail", "guard.reason-missing", build.worked, VERIFY),
    "blanks for a reason": Refused(
        "fail", "guard.reason-missing", build.worked, build.attempt("li", build.VERIFIED, why=" \u3000")
    ),
    "no reason for reopening": Refused(
        "reopen", "guard.reason-missing", build.closed, build.attempt("zhao", build.REOPENED)
    ),
    "reopened until yesterday": Refused(
        "reopen",
        "guard.new-day-passed",
        build.closed,
        build.attempt("zhao", build.REOPENED, why="返黑", new_due=date(2026, 8, 31)),
    ),
    "closed by hand without a verification": Refused(
        "close", "guard.not-verified", lambda: build.verified().model_copy(update={"verifications": ()}), CLOSE
    ),
    "closed on a verification of a later day": Refused(
        "close",
        "guard.verified-later",
        lambda: build.verified().model_copy(update={"history": ()}),
        build.attempt("wang", date(2026, 5, 31)),
        {"date": build.VERIFIED},
    ),
    "the verifier closes": Refused(
        "close",
        "guard.closer-verified",
        lambda: build.moved(build.worked(), "verify", build.attempt("wang", build.VERIFIED)),
        CLOSE,
        {"who": "王五"},
    ),
    "the verifier closes under a second id": Refused(
        "close",
        "guard.closer-verified",
        lambda: build.moved(build.worked(), "verify", build.attempt("wang", build.VERIFIED)),
        build.attempt("wang.d", build.CLOSED, house=WANG_AGAIN),
    ),
    "no public notice, where asked for": Refused(
        "close", "guard.publicity-missing", build.verified, build.attempt("wang", build.CLOSED, house=PUBLIC)
    ),
    "the notice's last day": Refused(
        "close",
        "guard.publicity-running",
        noticed(end=build.CLOSED),
        build.attempt("wang", build.CLOSED, house=PUBLIC),
        {"end": build.CLOSED},
    ),
    "an objection open": Refused(
        "close", "guard.objection-open", noticed(Objection(date=date(2026, 6, 3), text="仍有异味")), CLOSE
    ),
    "no paper, where asked for": Refused(
        "close", "guard.document-missing", build.verified, build.attempt("wang", build.CLOSED, house=PAPER)
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_one_thing_wrong_is_one_reason(name: str) -> None:
    case = CASES[name]
    reasons = objections(case.issue(), MOVES[case.move], case.trial)
    assert build.keys(reasons) == [case.reason]
    assert {blank: reasons[0].fill[blank] for blank in case.fill} == case.fill


SAID = dict(line.split("\t") for line in (DATA / "guards.tsv").read_text("utf-8").splitlines()[1:])
"""Each case's reason with every blank filled, so that nobody is told of another issue, day or person."""


@pytest.mark.parametrize("name", CASES)
def test_a_reason_is_filled_with_what_is_the_matter(name: str) -> None:
    case = CASES[name]
    (reason,) = objections(case.issue(), MOVES[case.move], case.trial)
    assert str(reason) == SAID[name]


def test_every_guard_is_shown_refusing() -> None:
    """Every sentence of the guards is some case's reason, so none is a dead letter."""
    elsewhere = {"guard.wrong-status", "guard.who-may", "guard.nobody-may"}
    elsewhere |= {"joint.unknown", "joint.ambiguous", "guard.joins-twice", "guard.part-open"}  # tests/test_joint.py
    assert {case.reason for case in CASES.values()} >= set(guarding.WORDS) - elsewhere


def blanks(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


@pytest.mark.parametrize("name", CASES)
def test_every_reason_can_be_said_in_both_languages(name: str) -> None:
    case = CASES[name]
    (reason,) = objections(case.issue(), MOVES[case.move], case.trial)
    for sentence in guarding.WORDS.get(reason.key, ()):
        assert blanks(sentence) <= set(reason.fill)


@pytest.mark.parametrize(
    ("move", "issue", "trial"),
    [
        ("start", build.issue, START),
        ("verify", build.worked, VERIFY),
        ("fail", build.worked, build.attempt("li", build.VERIFIED, why="支管网未通水")),
        ("close", build.verified, CLOSE),
        ("reopen", build.closed, REOPEN),
    ],
)
def test_when_all_is_well_nothing_is_said(move: str, issue: Callable[[], Issue], trial: Attempt) -> None:
    assert objections(issue(), MOVES[move], trial) == ()


def test_a_notice_that_has_run_its_time_lets_the_issue_be_closed() -> None:
    settled = Objection(date=date(2026, 6, 3), text="仍有异味", settled_on=date(2026, 6, 4))
    trial = build.attempt("wang", build.CLOSED, house=PUBLIC)
    assert objections(noticed(settled)(), MOVES["close"], trial) == ()


def test_evidence_of_the_day_itself_will_do() -> None:
    same_day = build.worked().model_copy(update={"evidence": (build.evidence(1, build.VERIFIED),)})
    assert objections(same_day, MOVES["verify"], VERIFY) == ()


def test_leading_units_answer_where_no_responsible_unit_is_named() -> None:
    led = build.plan(responsible_units=(), lead_units=(build.WATER,))
    assert missing_elements(led, FIVE_ELEMENTS) == ()
    assert missing_elements(Plan(), FIVE_ELEMENTS) == FIVE_ELEMENTS == missing_elements(None, FIVE_ELEMENTS)


def test_open_nodes_are_no_hindrance_where_the_house_does_not_ask() -> None:
    lax = build.office(guards=Guards(verify_measures_done=False))
    open_node = nodes(Milestone(due=build.DUE, text="建制"))()
    assert objections(open_node, MOVES["verify"], build.attempt("li", build.VERIFIED, house=lax)) == ()


@pytest.mark.parametrize(("length", "shown"), [(30, "措" * 30), (31, "措" * 29 + "…")])
def test_long_texts_are_cut_with_a_mark(length: int, shown: str) -> None:
    (reason,) = objections(measures(Measure(number="1", text="措" * length))(), MOVES["verify"], VERIFY)
    assert reason.fill["text"] == shown


@pytest.mark.parametrize("missing", [None, Plan()])
def test_without_a_plan_there_are_neither_measures_nor_nodes(missing: Plan | None) -> None:
    bare = build.worked().model_copy(update={"plan": missing})
    assert build.keys(objections(bare, MOVES["verify"], VERIFY)) == ["guard.no-measures"]


def test_measures_of_the_first_cycle_need_not_be_done_again() -> None:
    issue = again(AFTER_REOPENING, AFTER_REOPENING)()
    assert objections(issue, MOVES["verify"], build.attempt("li", AFTER_REOPENING)) == ()
    on_the_day = again(build.REOPENED, build.REOPENED)()
    assert objections(on_the_day, MOVES["verify"], build.attempt("li", AFTER_REOPENING)) == ()


def test_a_measure_open_in_part_counts_only_once_it_is_said_to_be_done() -> None:
    open_in_part = Measure(number="1", text="改造", quantity=Quantity(total="23", unit="台", done="14"))
    assert build.refusals(measures(open_in_part)(), "verify", VERIFY) == {"guard.measure-open"}


def test_a_duplicate_is_closed_after_its_first() -> None:
    def reasons(first: Issue | None) -> tuple[object, ...]:
        return objections(build.verified(), MOVES["close"], build.attempt("wang", build.CLOSED, first=first))

    assert reasons(build.verified(id="ISSUE-009")) == (
        say("guard.first-open", id="ISSUE-001", other="ISSUE-009", status=say("status.verified")),
    )
    assert reasons(build.closed(id="ISSUE-009")) == reasons(None) == ()


def test_a_new_deadline_has_its_paper_where_the_house_asks_for_papers() -> None:
    def reasons(**said: object) -> tuple[object, ...]:
        trial = build.attempt("zhao", build.REOPENED, house=PAPER, why="返黑", **said)
        return objections(build.closed(), MOVES["reopen"], trial)

    new_due = build.REOPENED + timedelta(days=30)
    assert reasons(new_due=new_due) == (say("guard.new-cycle-paper", id="ISSUE-001"),)
    assert reasons(new_due=new_due, document="整改办〔2026〕9号") == reasons() == ()


def test_a_new_deadline_takes_whoever_may_approve_one() -> None:
    closer = build.office(Person(id="deng", names=("某戊",), unit=build.BUREAU, roles=("销号",)))
    trial = build.attempt("deng", build.REOPENED, house=closer, why="返黑", new_due=build.REOPENED)
    assert objections(build.closed(), MOVES["reopen"], trial) == (
        say("guard.role-missing", who="某戊", person="deng", role="审批"),
    )


@pytest.mark.parametrize(
    ("days", "runs_until"), [(None, date(2026, 6, 5)), (7, date(2026, 6, 8)), (2, date(2026, 6, 5))]
)
def test_a_notice_runs_at_least_as_long_as_it_says(days: int | None, runs_until: date) -> None:
    notice = Publicity(start=date(2026, 6, 2), end=date(2026, 6, 5), days=days, working=False)
    issue = build.verified().model_copy(update={"publicity": (notice,)})
    on_its_last_day = build.attempt("wang", runs_until)
    assert objections(issue, MOVES["close"], on_its_last_day) == (say("guard.publicity-running", end=runs_until),)
    assert objections(issue, MOVES["close"], build.attempt("wang", runs_until + timedelta(days=1))) == ()


def test_a_notice_of_a_former_cycle_is_none() -> None:
    old = Publicity(
        start=date(2026, 6, 2),
        end=date(2026, 6, 5),
        cycle=1,
        objections=(Objection(date=date(2026, 6, 3), text="异味"),),
    )
    issue = build.reopened().model_copy(update={"publicity": (old,)})
    found = build.refusals(issue, "close", build.attempt("wang", AFTER_REOPENING, house=PUBLIC))
    assert "guard.publicity-missing" in found
    assert "guard.objection-open" not in found


def test_a_guard_of_a_role_is_called_after_it() -> None:
    names = [guard.__name__ for guard in MOVES["reopen"].persons]
    assert names == ["actor_is_known", "has_role_销号", "may_set_a_new_deadline"]


def test_a_verification_of_something_else_is_told_as_the_chain_tells_it() -> None:
    suspect = Problem("suspect", "error", say("chain.suspect"))
    other = Problem("unchained", "warning", say("chain.unchained"))
    trial = build.attempt("wang", build.CLOSED, trail=(other, suspect))
    assert objections(build.verified(), MOVES["close"], trial) == (say("chain.suspect"),)


def test_nothing_is_signed_on_top_of_a_broken_chain() -> None:
    broken = Problem("event-changed", "integrity", say("chain.event-changed"))
    assert objections(build.issue(), MOVES["start"], build.attempt(trail=(broken,))) == (say("chain.event-changed"),)


def test_whose_unit_does_the_work_under_another_roof_of_one_house() -> None:
    person = Person(id="deng", names=("某戊",), unit=build.BUREAU)
    units = build.OFFICE.units
    assert implements("guard.verifier-implements", units, person, build.WATER, "市水务局") == say(
        "guard.verifier-implements", who="某戊", unit=build.WATER
    )
    assert implements("guard.verifier-implements", units, person, build.WATER, build.TOWN) == say(
        "guard.one-house", who="某戊", unit=build.WATER, other=build.TOWN
    )


@pytest.mark.parametrize(("unit", "told"), [(build.WATER, build.WATER), (None, "?")])
def test_who_did_the_work_in_another_post_is_told_the_post_and_the_day(unit: str | None, told: str) -> None:
    step = build.started().history[-1].model_copy(update={"unit": unit})
    person = Person(id="deng", names=("某戊",), unit=build.BUREAU)
    assert worked_then(person, step) == say("guard.worked-then", who="某戊", unit=told, date=build.STARTED)
