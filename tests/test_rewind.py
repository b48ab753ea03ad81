"""An issue as it stood on an earlier day: nothing that came later is seen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

import build
from ledger.model.acts import (
    Accountability,
    Appraisal,
    Closure,
    Counted,
    Disclosure,
    Escalation,
    Extension,
    LookBack,
    Objection,
    Progress,
    Publicity,
)
from ledger.model.issue import Issue
from ledger.model.plan import Approval, Deadline, Indicator, Measure, Milestone, Quantity, Reading
from ledger.model.rewind import rewind


def full() -> Issue:
    """An issue with something in every block, reopened and worked on again."""
    again = build.reopened(date(2026, 12, 31))
    assert again.plan is not None
    parts = (
        Milestone(due=date(2026, 3, 31), text="排查", done_on=date(2026, 3, 20)),
        Milestone(due=build.DUE, text="建设", done_on=build.DONE),
    )
    values = (Reading(date=date(2026, 4, 1), value="2.1"), Reading(date=date(2026, 10, 1), value="1.2"))
    plan = again.plan.model_copy(
        update={
            "deadline": Deadline(text="3月底前排查，6月底前建设", due=build.DUE, milestones=parts),
            "measures": (*again.plan.measures, Measure(number="3", text="再排查", done_on=date(2026, 10, 9), cycle=2)),
            "indicators": (Indicator(name="氨氮", operator="≤", value="1.5", unit="mg/L", readings=values),),
            "approval": Approval(unit="市政府", date=date(2026, 1, 10)),
        }
    )
    objection = Objection(date=date(2026, 6, 4), text="仍有异味", settled_on=date(2026, 6, 6), outcome="已复测达标")
    asked = Extension(
        requested_on=date(2026, 2, 1), by="zhang", reason="汛期", new_due=build.DUE, approved_on=date(2026, 2, 9),
        approver="wang", document="批复1号",
    )  # fmt: skip
    return again.model_copy(
        update={
            "plan": plan,
            "progress": tuple(build.progress(date(2026, month, 25)) for month in (2, 4, 10)),
            "extensions": (asked, *again.extensions),
            "escalations": (
                Escalation(kind="挂牌督办", date=date(2026, 3, 2), by="li", reason="滞后", lifted_on=date(2026, 5, 30)),
            ),
            "appraisals": (Appraisal(date=date(2026, 4, 3), by="li", pace="达到序时", reason="设备已到货"),),
            "evidence": (*again.evidence, build.evidence(9, date(2026, 4, 1), cycle=2)),
            "publicity": (Publicity(start=date(2026, 6, 2), end=date(2026, 6, 7), objections=(objection,)),),
            "closures": tuple(one.model_copy(update={"filed_on": date(2026, 7, 1)}) for one in again.closures),
            "lookbacks": (LookBack(date=date(2026, 8, 30), by="li", rebound=True, text="返黑"),),
            "accountability": (Accountability(date=date(2026, 9, 9), kind="通报"),),
            "disclosure": (Disclosure(kind="整改方案", date=date(2026, 1, 20), medium="政府网站"),),
        }
    )


PLANNED = {"due", "new_due", "end", "received", "base", "by", "at"}
"""Days that say when something is to be, and the moment of typing, which says nothing about when it was."""


def happened(record: BaseModel) -> Iterator[date]:
    """Every day in a record on which something happened."""
    for name, value in record:
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, BaseModel):
                yield from happened(one)
            elif isinstance(one, date) and name not in PLANNED:
                yield one


some_day = st.dates(date(2025, 12, 1), date(2027, 1, 31))
TURNS = sorted(set(happened(full())))


@given(some_day)
def test_nothing_later_is_seen(day: date) -> None:
    then = rewind(full(), day)
    assert then is None or all(when <= day for when in happened(then))


@given(some_day, some_day)
def test_rewinding_twice_is_rewinding_to_the_earlier_day(one: date, other: date) -> None:
    earlier = rewind(full(), min(one, other))
    later = rewind(full(), max(one, other))
    assert (later and rewind(later, min(one, other))) == earlier


def test_rewinding_to_the_last_day_is_the_issue_itself() -> None:
    for issue in (full(), build.issue(), build.closed(), build.issue(plan=None)):
        assert rewind(issue, build.LAST_DAY) is issue
    assert rewind(full(), TURNS[-1]) == full()


def test_every_day_on_which_something_happened_matters() -> None:
    """The issue of the day before is another one; but for evidence of the second cycle, which waits for its cycle."""
    for day in TURNS:
        assert rewind(full(), day) != rewind(full(), day - timedelta(days=1)), day


def test_before_it_was_received_there_is_no_issue() -> None:
    assert rewind(full(), build.RECEIVED - timedelta(days=1)) is None
    assert rewind(full(), build.RECEIVED) is not None


@pytest.mark.parametrize(
    ("day", "status", "cycle"),
    [
        (build.RECEIVED, "open", 1),
        (build.STARTED, "in-progress", 1),
        (build.VERIFIED, "verified", 1),
        (build.CLOSED - timedelta(days=1), "verified", 1),
        (build.CLOSED, "closed", 1),
        (build.REOPENED - timedelta(days=1), "closed", 1),
        (build.REOPENED, "in-progress", 2),
    ],
)
def test_the_state_is_where_the_steps_led_by_then(day: date, status: str, cycle: int) -> None:
    then = rewind(full(), day)
    assert then is not None
    assert (then.status, then.cycle) == (status, cycle)


def test_the_first_cycle_knows_nothing_of_the_second() -> None:
    then = rewind(full(), build.CLOSED)
    assert then is not None
    assert then.plan is not None
    assert [one.number for one in then.plan.measures] == ["1", "2"]
    assert [one.cycle for one in then.evidence] == [1], "not even of evidence that bears an earlier day"
    assert rewind(build.closed(), build.CLOSED) == build.closed()


def test_a_request_is_known_before_its_approval() -> None:
    then = rewind(full(), date(2026, 2, 8))
    assert then is not None
    (asked,) = then.extensions
    assert (asked.new_due, asked.approved_on, asked.approver, asked.document) == (build.DUE, None, None, None)


def test_an_objection_is_open_until_it_was_settled() -> None:
    then = rewind(full(), date(2026, 6, 5))
    assert then is not None
    (objection,) = then.publicity[0].objections
    assert (objection.settled_on, objection.outcome) == (None, None)


def test_what_was_lifted_or_filed_later_was_not_yet() -> None:
    then = rewind(full(), build.CLOSED)
    assert then is not None
    assert then.closures == (Closure(date=build.CLOSED, by="wang", unit=build.REGISTRY, document="整改办〔2026〕7号"),)
    earlier = rewind(full(), date(2026, 5, 29))
    assert earlier is not None
    assert earlier.escalations[0].lifted_on is None


def test_a_file_without_signed_steps_stands_where_it_says() -> None:
    unsigned = build.issue(status="in-progress", cycle=2, progress=(build.progress(build.DONE),))
    then = rewind(unsigned, build.STARTED)
    assert then is not None
    assert (then.status, then.cycle, then.progress) == ("in-progress", 2, ())


def test_a_count_is_what_was_last_reported_by_the_day() -> None:
    """Ten items, four by June, all by September: in July four were done, in May none."""
    measure = {"number": "1", "text": "逐个拆除", "quantity": {"total": 10, "unit": "个", "done": 10}}
    issue = Issue.model_validate(
        {
            "id": "ISSUE-001", "uid": "abcdefgh", "title": "两违三乱", "status": "open",
            "source": {"kind": "自查", "received": date(2026, 4, 8)},
            "plan": {"measures": [{**measure, "done_on": date(2026, 9, 20)}]},
            "progress": [
                {"month": "2026-06", "date": date(2026, 6, 20), "by": "li", "text": "拆除4个",
                 "counts": [{"number": "1", "done": 4}]},
                {"month": "2026-09", "date": date(2026, 9, 20), "by": "li", "text": "全部拆除",
                 "counts": [{"number": "1", "done": 10}]},
            ],
        }
    )  # fmt: skip

    def done(day: date) -> Decimal:
        then = rewind(issue, day)
        assert then is not None
        assert then.plan is not None
        quantity = then.plan.measures[0].quantity
        assert quantity is not None
        return quantity.done

    days = (date(2026, 5, 1), date(2026, 7, 1), date(2026, 9, 19), date(2026, 9, 20))
    assert [done(day) for day in days] == [0, 4, 4, 10]


def counted(day: date, done: str) -> Progress:
    return build.progress(day).model_copy(update={"counts": (Counted(number="1", done=done),)})


@pytest.mark.parametrize(
    ("reported", "done_on", "day", "then"),
    [
        ((), None, build.STARTED, "23"),  # nobody ever counted: the number on file stands
        ((), build.DONE, build.DONE, "23"),
        ((), build.DONE, build.STARTED, "0"),  # it was reached by finishing later
        (("9",), build.DONE, build.VERIFIED, "23"),
        (("9",), build.DONE, date(2026, 4, 1), "9"),
        (("9",), None, build.LAST_DAY, "23"),  # put right by hand since: the present stays what it is
        (("9", "23"), None, date(2026, 4, 1), "9"),
        (("9", "23"), None, build.STARTED, "0"),
        (("9", "14"), None, date(2026, 5, 1), "23"),  # on the day of the last report the present begins
    ],
)
def test_how_far_a_count_had_come(reported: tuple[str, ...], done_on: date | None, day: date, then: str) -> None:
    measure = Measure(number="1", text="改造锅炉", done_on=done_on, quantity=Quantity(total="23", unit="台", done="23"))
    entries = tuple(counted(date(2026, 4 + at, 1), done) for at, done in enumerate(reported))
    earlier = rewind(build.started(plan=build.plan(measures=(measure,)), progress=entries), day)
    assert earlier is not None
    assert earlier.plan is not None
    quantity = earlier.plan.measures[0].quantity
    assert quantity is not None
    assert str(quantity.done) == then
