"""Small ledgers of any content, as hypothesis draws them: issues at some stage of their lives, related, petitioned."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

import build
from ledger.model.acts import Extension, LookBack
from ledger.model.issue import Issue
from ledger.model.petition import SETTLED, VERDICTS, Petition, Revisit
from ledger.model.plan import Deadline, Measure, Milestone, Plan

days = st.dates(date(2025, 12, 1), date(2026, 12, 31))
done = st.none() | days
units = st.lists(st.sampled_from((build.WATER, "市水务局", build.TOWN)), max_size=2).map(tuple)

funds = st.none() | st.decimals(0, 1000, places=2)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    nodes = draw(st.lists(st.tuples(days, done), max_size=2))
    deadline = Deadline(
        text="时限",
        due=draw(done),
        long_term=draw(st.booleans()),
        milestones=tuple(Milestone(due=due, text="节点", done_on=when) for due, when in nodes),
    )
    measures = tuple(
        Measure(number=str(at), text="措施", due=due, done_on=when, units=draw(units), funds=draw(funds))
        for at, (due, when) in enumerate(draw(st.lists(st.tuples(done, done), max_size=3)))
    )
    return build.plan(deadline=deadline, measures=measures, lead_units=draw(units), responsible_units=draw(units))


@st.composite
def petitions(draw: st.DrawFn) -> Petition:
    calls = draw(st.lists(st.tuples(days, st.sampled_from(("满意", "不满意"))), max_size=2))
    return Petition(
        number="D3SX202505280018",
        verdict=draw(st.none() | st.sampled_from(VERDICTS)),
        settled=draw(st.none() | st.sampled_from(SETTLED)),
        duplicate_of=draw(st.none() | st.just("ISSUE-001")),
        visit=draw(st.sampled_from((None, "初次", "重复"))),
        bypassed=draw(st.booleans()),
        level=draw(st.sampled_from((None, "重大"))),
        revisits=tuple(Revisit(date=day, by="li", satisfaction=word) for day, word in calls),
    )


@st.composite
def issues(draw: st.DrawFn, number: int) -> Issue:
    """An issue at some stage of its life, its plan, extensions, look-backs and petition as they come."""
    lived = draw(st.sampled_from((build.issue, build.started, build.verified, build.closed, build.reopened)))()
    asked = draw(st.lists(st.tuples(days, days, done), max_size=2))
    looked = draw(st.lists(st.tuples(days, st.booleans(), st.none() | st.booleans()), max_size=2))
    return lived.model_copy(
        update={
            "id": f"ISSUE-{number:03d}",
            "uid": f"uid-{number:08d}",
            "plan": draw(st.none() | st.just(lived.plan) | plans()),
            "petition": draw(st.none() | petitions()),
            "fields": draw(st.sampled_from(((), ("水",), ("水", "大气")))),
            "region": draw(st.sampled_from((None, "甲镇"))),
            "parent": draw(st.none() | st.just("ISSUE-001")),
            "extensions": (
                *lived.extensions,
                *(Extension(requested_on=day, by="zhang", reason="雨季", new_due=due, approved_on=when)
                  for day, due, when in asked),
            ),
            "lookbacks": tuple(
                LookBack(date=day, by="li", rebound=back, text="核查", genuine=real) for day, back, real in looked
            ),
        }
    )  # fmt: skip


ledgers = st.tuples(issues(1), issues(2), issues(3))
