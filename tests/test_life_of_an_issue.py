"""Whatever happens to an issue by the allowed moves, in whatever order and by whomever, its record stays sound.

Hypothesis lives issues through: at each turn something is tried, by anybody, some days later or earlier.
What is allowed must leave no fault for `check`; what is refused must leave no trace, and must be refused for a reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import event, given
from hypothesis import strategies as st

import build
from ledger.cli.words.catalogue import Catalogue
from ledger.model.attempt import Attempt
from ledger.model.issue import Issue
from ledger.model.office import Office
from ledger.model.people import Person
from ledger.model.plan import Deadline, Measure, Milestone, Plan, Quantity
from ledger.model.policy import FIVE_ELEMENTS, Guards
from ledger.model.rewind import rewind
from ledger.model.rules import checks
from ledger.model.schedule import STANDINGS, completed_on, effective_due, original_due, situation
from ledger.model.workflow import MOVES, NEXT, advance, who_may

PARTS = (Milestone(due=date(2026, 3, 31), text="排查"), Milestone(due=build.DUE, text="建设"))
IN_PARTS = Deadline(text="2026年3月底前排查，2026年6月底前建设", due=build.DUE, milestones=PARTS)
COUNTED = Measure(number="1", text="改造锅炉", quantity=Quantity(total="23", unit="台"))
PLANS: tuple[Plan | None, ...] = (
    build.plan(),
    build.plan(deadline=IN_PARTS, measures=(COUNTED,)),
    build.plan(deadline=Deadline(text="长期坚持", long_term=True)),
    build.plan(responsible_units=(), lead_units=(build.BUREAU,), person="zhao"),
    build.plan(goal=None),
    None,
)
CATALOGUES = (Catalogue("zh"), Catalogue("en"))
HOUSES = tuple(
    build.office(
        Person(id="jack", names=("全能",), unit=build.REGISTRY, roles=("实施", "验收", "销号", "审批")),
        Person(id="jack.b", names=("全能",), unit=build.ECOLOGY, roles=("验收", "销号")),
        guards=guards,
    )
    for guards in (
        Guards(),
        Guards(close_document=True, verify_evidence=2),
        Guards(verify_evidence=0, verify_measures_done=False, roles=False),
        Guards(verify_independent=False, close_other_person=False),
        Guards(start_elements=(*FIVE_ELEMENTS, "person")),
    )
)
WORK = ("measures", "nodes", "evidence", "report", "measure more")


@dataclass(frozen=True)
class Try:
    """One thing that somebody tries, so many days after the last thing that was done.

    An `apt` try is made by somebody who may, with a reason and a paper in hand, after the work that it needs;
    without such tries, few issues would get as far as 销号.
    """

    act: str
    apt: bool
    who: str
    days: int
    why: str | None
    document: str | None
    new_due: int | None


tries = st.builds(
    Try,
    act=st.sampled_from(("onward", "onward", "onward", *MOVES, *WORK)),
    apt=st.sampled_from((True, True, False)),
    who=st.sampled_from((*(person.id for person in HOUSES[0].people.people), "stranger")),
    days=st.sampled_from((0, 1, 5, 20, 60, -1)),
    why=st.sampled_from((None, " ", "复核发现返黑")),
    document=st.sampled_from((None, "整改办〔2026〕7号")),
    new_due=st.none() | st.integers(-5, 200),
)
lives = st.lists(tries, min_size=6, max_size=25)


def day_of_last(issue: Issue) -> date:
    happened = (step.date for step in issue.history)
    filed = (one.date for one in issue.evidence)
    said = (one.date for one in issue.progress)
    measures = (one.done_on for one in (issue.plan.measures if issue.plan else ()))
    deadline = issue.plan.deadline if issue.plan else None
    nodes = (one.done_on for one in (deadline.milestones if deadline else ()))
    done = (day for day in (*measures, *nodes) if day)
    return max((issue.source.received, *happened, *filed, *said, *done))


def worked_on(issue: Issue, act: str, day: date) -> Issue:
    """The daily work between two moves, as `ledger progress` and `ledger evidence add` do it."""
    if issue.status not in {"open", "in-progress"} or issue.plan is None:
        return issue
    if act == "evidence":
        fresh = build.evidence(len(issue.evidence) + 1, day, cycle=issue.cycle)
        return issue.model_copy(update={"evidence": (*issue.evidence, fresh)})
    if act == "report":
        return issue.model_copy(update={"progress": (*issue.progress, build.progress(day))})
    if act == "measure more":
        more = Measure(number=str(len(issue.plan.measures) + 1), text="再排查", cycle=issue.cycle)
        plan = issue.plan.model_copy(update={"measures": (*issue.plan.measures, more)})
    elif act == "nodes":
        done = build.with_work_done(issue, day).plan
        assert done is not None
        plan = issue.plan.model_copy(update={"deadline": done.deadline})
    else:
        plan = issue.plan.model_copy(update={"measures": tuple(_done(one, day) for one in issue.plan.measures)})
    return issue.model_copy(update={"plan": plan})


def _done(measure: Measure, day: date) -> Measure:
    amount = measure.quantity and measure.quantity.model_copy(update={"done": measure.quantity.total})
    return measure.model_copy(update={"done_on": measure.done_on or day, "quantity": amount})


def turn(issue: Issue, one: Try, house: Office) -> Issue:
    """The issue after one thing was tried: changed, or for every reason against it the same."""
    day = day_of_last(issue) + timedelta(days=one.days)
    name = one.act if one.act != "onward" else NEXT[issue.status] or "reopen"
    if name not in MOVES:
        return worked_on(issue, name, max(day, issue.source.received))
    if one.apt and name == "verify":
        for act in ("measure more", "measures", "nodes", "evidence", "evidence"):
            issue = worked_on(issue, act, max(day, day_of_last(issue)))
    after = advance(issue, MOVES[name], made_by_somebody(issue, name, day, one, house))
    if isinstance(after, Issue):
        event(f"{name} in cycle {issue.cycle}" if issue.cycle < 3 else f"{name} later")
        assert issue.status in MOVES[name].sources
        assert after.status == MOVES[name].target
        assert after.history[:-1] == issue.history
        return after
    assert after != ()
    for language in CATALOGUES:
        assert all(language(reason) for reason in after)
    return issue


def made_by_somebody(issue: Issue, name: str, day: date, one: Try, house: Office) -> Attempt:
    new_due = None if one.new_due is None else day + timedelta(days=one.new_due)
    trial = build.attempt(one.who, day, house=house, why=one.why, document=one.document, new_due=new_due)
    able = who_may(issue, MOVES[name], trial)
    if one.apt and able:
        return replace(trial, by=able[0].id, person=able[0], why="复核发现返黑", document="整改办〔2026〕7号")
    return trial


def lived(plan: Plan | None, house: Office, tried: Sequence[Try]) -> list[Issue]:
    """The issue after each turn."""
    stages = [build.issue(plan=plan)]
    for one in tried:
        stages.append(turn(stages[-1], one, house))
    return stages


@given(st.sampled_from(PLANS), st.sampled_from(HOUSES), lives)
def test_allowed_moves_leave_no_fault(plan: Plan | None, house: Office, tried: list[Try]) -> None:
    issue = lived(plan, house, tried)[-1]
    assert list(checks.faults(build.in_the_ledger(issue, day=build.LAST_DAY, house=house))) == []


@given(st.sampled_from(PLANS), st.sampled_from(HOUSES), lives)
def test_nothing_is_ever_deleted(plan: Plan | None, house: Office, tried: list[Try]) -> None:
    stages = lived(plan, house, tried)
    for before, after in pairwise(stages):
        for family in ("history", "verifications", "closures", "evidence", "extensions", "progress"):
            kept = getattr(before, family)
            assert getattr(after, family)[: len(kept)] == kept
        assert len(after.history) - len(before.history) == (after.status != before.status or _failed(before, after))
        assert after.source == before.source
        assert original_due(after, house) == original_due(before, house)


def _failed(before: Issue, after: Issue) -> bool:
    """A failed verification of work in progress leaves the status as it was."""
    return len(after.verifications) > len(before.verifications)


@given(st.sampled_from(PLANS), st.sampled_from(HOUSES), lives)
def test_closed_always_means_done_proved_and_checked_by_others(
    plan: Plan | None, house: Office, tried: list[Try]
) -> None:
    for issue in lived(plan, house, tried):
        if issue.status not in {"verified", "closed"}:
            continue
        guards, act = house.policy.guards, issue.verification()
        assert act is not None
        assert act.result == "通过"
        assert len([one for one in issue.evidence if one.cycle == issue.cycle]) >= guards.verify_evidence
        if guards.verify_measures_done:
            assert completed_on(issue) is not None
        if guards.verify_independent:
            assert issue.plan is None or not house.units.among(act.unit, issue.plan.implementers)
        closure = issue.closure()
        assert (closure is not None) == (issue.status == "closed")
        if closure and guards.close_other_person:
            assert not house.people.same(act.by, closure.by)


@given(st.sampled_from(PLANS), st.sampled_from(HOUSES), lives, st.integers(0, 900))
def test_the_past_can_be_looked_up(plan: Plan | None, house: Office, tried: list[Try], ago: int) -> None:
    """On any day the record as it then was has a standing of its own, and at most the state it has now."""
    issue = lived(plan, house, tried)[-1]
    last = day_of_last(issue)
    assert rewind(issue, last) == issue
    day = last - timedelta(days=ago)
    then = rewind(issue, day)
    assert (then is None) == (day < issue.source.received)
    if then is not None:
        assert situation(then, day, house).standing in STANDINGS
        assert then.cycle <= issue.cycle
        assert then.history == issue.history[: len(then.history)]
        assert then.status == (then.history[-1].after if then.history else "open")


@given(st.sampled_from(PLANS), st.sampled_from(HOUSES), lives)
def test_whoever_is_named_as_able_is_able(plan: Plan | None, house: Office, tried: list[Try]) -> None:
    issue = lived(plan, house, tried)[-1]
    move = MOVES[NEXT[issue.status] or "reopen"]
    day = day_of_last(issue)
    able = {person.id for person in who_may(issue, move, build.attempt(None, day, house=house))}
    for person in house.people.people:
        trial = build.attempt(person.id, day, house=house)
        personal = [reason for guard in move.persons for reason in guard(issue, trial)]
        assert (person.id in able) == (personal == [])


@given(st.sampled_from(PLANS), st.sampled_from(HOUSES), lives)
def test_a_reopened_issue_has_a_day_of_its_own_only_if_one_was_set(
    plan: Plan | None, house: Office, tried: list[Try]
) -> None:
    issue = lived(plan, house, tried)[-1]
    given_new = [one.new_due for one in issue.extensions]
    expected = given_new[-1] if given_new else original_due(issue, house)
    assert effective_due(issue, house) == expected


def test_a_whole_life_is_lived() -> None:
    """One issue from the finding to 销号 and, after a rebound, to 销号 again: what the file then holds."""
    first = build.reopened(date(2026, 12, 31))
    assert first.plan is not None
    more = Measure(number="3", text="再排查", cycle=2)
    planned = first.model_copy(
        update={"plan": first.plan.model_copy(update={"measures": (*first.plan.measures, more)})}
    )
    worked = build.with_work_done(planned, date(2026, 10, 9))
    failed = build.moved(worked, "fail", build.attempt("li", date(2026, 10, 12), why="仍有一处直排"))
    passed = build.moved(failed, "verify", build.attempt("li", date(2026, 11, 2)))
    issue = build.moved(passed, "close", build.attempt("wang", date(2026, 11, 9)))
    assert [(step.move, step.cycle) for step in issue.history] == [
        *(("start", 1), ("verify", 1), ("close", 1), ("reopen", 2)),
        *(("fail", 2), ("verify", 2), ("close", 2)),
    ]
    assert [(act.result, act.cycle) for act in issue.verifications] == [("通过", 1), ("不通过", 2), ("通过", 2)]
    assert [(act.date, act.cycle) for act in issue.closures] == [(build.CLOSED, 1), (date(2026, 11, 9), 2)]
    assert (original_due(issue, build.OFFICE), effective_due(issue, build.OFFICE)) == (build.DUE, date(2026, 12, 31))
    assert build.faults(issue) == []
