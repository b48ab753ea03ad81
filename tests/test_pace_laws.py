"""What holds of 序时进度 whatever the ledger: one pace each, no late child hidden, nothing made worse by being done."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

import build
from ledger.model import paceinputs
from ledger.model.acts import Appraisal
from ledger.model.issue import Issue
from ledger.model.pace import LATE, PACES, Pace, Paced, pace_of, paces
from ledger.model.paceinputs import PaceInputs, inputs_of
from ledger.model.pacereasons import in_chinese, reasons
from ledger.model.plan import Deadline, Measure, Milestone, Plan, Quantity, Stage
from ledger.model.policy import Clock

CLOCK = Clock()


def family(day: date, *issues: Issue) -> dict[str, Paced]:
    """How the issues of a small ledger keep pace on a day."""
    return paces((inputs_of(one, build.OFFICE) for one in issues), day, CLOCK)


days = st.dates(date(2026, 1, 1), date(2026, 12, 31))
done = st.none() | days
stages = st.lists(st.tuples(days, st.integers(0, 40)), max_size=3, unique_by=lambda rung: rung[0])


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """A plan with nodes, counts and days, done or not; long-term or not."""
    due = draw(st.none() | days)
    nodes = tuple(
        Milestone(due=day, text="节点", done_on=when) for day, when in draw(st.lists(st.tuples(days, done), max_size=3))
    )
    deadline = Deadline(text="时限", due=due, long_term=draw(st.booleans()), milestones=nodes)
    measures = []
    for number in range(draw(st.integers(1, 3))):
        rungs = sorted(draw(stages))
        amounts = sorted(amount for _, amount in rungs)
        planned = tuple(Stage(by=day, amount=amount) for (day, _), amount in zip(rungs, amounts, strict=True))
        count = Quantity(total="40", unit="台", done=str(draw(st.integers(0, 40))), stages=planned)
        measures.append(
            Measure(
                number=str(number),
                text="措施",
                due=draw(done),
                done_on=draw(done),
                quantity=draw(st.none() | st.just(count)),
            )
        )
    return build.plan(deadline=deadline, measures=tuple(measures))


judgements = st.lists(st.tuples(days, st.sampled_from(("未达序时", "达到序时", "超序时"))), max_size=2)


@st.composite
def issues(draw: st.DrawFn, number: int = 1) -> Issue:
    acts = tuple(Appraisal(date=day, by="li", pace=word, reason="判断") for day, word in draw(judgements))
    return build.issue(
        number,
        status=draw(st.sampled_from(("open", "in-progress", "verified", "closed"))),
        plan=draw(plans()),
        appraisals=acts,
        parent=f"ISSUE-{draw(st.integers(1, 4)):03d}",
    )


def rank(pace: Pace) -> int:
    return PACES.index(pace)


ledgers = st.tuples(issues(1), issues(2), issues(3), issues(4))


@given(ledgers, days)
def test_every_issue_has_one_pace_and_a_reason(ledger: tuple[Issue, ...], day: date) -> None:
    found = family(day, *ledger)
    assert sum(sum(one.pace == pace for one in found.values()) for pace in PACES) == len(ledger)
    assert all(reasons(one) and in_chinese(one) for one in found.values())


@given(ledgers, days)
def test_nothing_is_better_than_late_while_a_child_is_late(ledger: tuple[Issue, ...], day: date) -> None:
    found = family(day, *ledger)
    for one in found.values():
        parent = found.get(one.inputs.parent or "")
        if parent is None or parent is one or one.pace not in LATE:
            continue
        assert one.inputs.id in dict(parent.late_children)
        assert parent.pace in LATE or parent.inputs.course.status in {"verified", "closed"}


def doings(issue: Issue, day: date) -> list[Issue]:
    """The issue after one thing more was done and reported on the day."""
    assert issue.plan is not None
    assert issue.plan.deadline is not None
    told = issue.model_copy(update={"progress": (*issue.progress, build.progress(day))})
    after = [told]
    for at, node in enumerate(issue.plan.deadline.milestones):
        if node.done_on is None:
            reached = list(issue.plan.deadline.milestones)
            reached[at] = node.model_copy(update={"done_on": day})
            deadline = issue.plan.deadline.model_copy(update={"milestones": tuple(reached)})
            after.append(told.model_copy(update={"plan": issue.plan.model_copy(update={"deadline": deadline})}))
    for at, measure in enumerate(issue.plan.measures):
        if measure.done_on is None:
            more = measure.quantity and measure.quantity.model_copy(update={"done": measure.quantity.done + 1})
            for change in ({"done_on": day}, {"quantity": more}):
                listed = list(issue.plan.measures)
                listed[at] = measure.model_copy(update=change)
                after.append(
                    told.model_copy(update={"plan": issue.plan.model_copy(update={"measures": tuple(listed)})})
                )
    return after


@given(issues(), days)
def test_doing_something_never_makes_it_worse(issue: Issue, day: date) -> None:
    before = pace_of(inputs_of(issue, build.OFFICE), day, CLOCK)
    for after in doings(issue, day):
        assert rank(pace_of(inputs_of(after, build.OFFICE), day, CLOCK).pace) >= rank(before.pace)


@given(issues(), days)
def test_the_inputs_can_be_kept_beside_the_course(issue: Issue, day: date) -> None:
    inputs = inputs_of(issue, build.OFFICE)
    again: PaceInputs = paceinputs.from_plain(paceinputs.plain(inputs), inputs.course)
    assert again == inputs
    assert pace_of(again, day, CLOCK) == pace_of(inputs, day, CLOCK)
