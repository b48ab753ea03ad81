"""Small ledgers of any content, as hypothesis draws them: issues at some stage of their lives, related, petitioned."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

import build
from ledger.model.acts import Extension, LookBack, Voiding
from ledger.model.issue import Issue, Source
from ledger.model.petition import SATISFACTIONS, SETTLED, VERDICTS, Petition, Revisit
from ledger.model.plan import Deadline, Measure, Milestone, Plan

days = st.dates(date(2025, 12, 1), date(2026, 12, 31))
done = st.none() | days
units = st.lists(st.sampled_from((build.WATER, "市水务局", build.TOWN)), max_size=2).map(tuple)

AGAIN = date(2026, 10, 20)
near = st.sampled_from((
    *(build.DUE + timedelta(days=by) for by in (-20, -3, 0, 1)),
    *(build.RECEIVED, build.DONE, build.CLOSED, build.REOPENED, AGAIN + timedelta(days=20)),
))  # fmt: skip
"""Days about which something happens to an issue."""


def reopened_twice() -> Issue:
    """An issue that was closed, and came back, twice."""
    back = build.reopened()
    assert back.plan is not None
    measures = (*back.plan.measures, Measure(number="3", text="清淤", cycle=2))
    plan = back.plan.model_copy(update={"measures": measures})
    worked = build.with_work_done(back.model_copy(update={"plan": plan}), AGAIN)
    verified = build.moved(worked, "verify", build.attempt("li", AGAIN, method="现场核查"))
    closed = build.moved(verified, "close", build.attempt("wang", AGAIN, document="整改办〔2026〕9号"))
    return build.moved(closed, "reopen", build.attempt("zhao", AGAIN + timedelta(days=9), why="又返黑"))


LIVED = (
    *(build.issue(), build.started(), build.verified(), build.closed(), build.reopened(), reopened_twice()),
)  # fmt: skip

funds = st.none() | st.decimals(0, 1000, places=2)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    nodes = draw(st.lists(st.tuples(days, done), max_size=2))
    endless = Deadline(text="长期坚持", long_term=True)
    deadline = Deadline(
        text="时限",
        due=draw(done | near),
        immediate=draw(st.booleans()),
        long_term=draw(st.booleans()),
        milestones=tuple(Milestone(due=due, text="节点", done_on=when) for due, when in nodes),
    )
    measures = tuple(
        Measure(number=str(at), text="措施", due=due, done_on=when, units=draw(units), funds=draw(funds))
        for at, (due, when) in enumerate(draw(st.lists(st.tuples(done, done), max_size=3)))
    )
    deadline = draw(st.sampled_from((deadline, deadline, endless)))
    return build.plan(deadline=deadline, measures=measures, lead_units=draw(units), responsible_units=draw(units))


@st.composite
def petitions(draw: st.DrawFn) -> Petition:
    calls = draw(st.lists(st.tuples(days, st.sampled_from(SATISFACTIONS)), max_size=2))
    return Petition(
        number="D3SX202505280018",
        verdict=draw(st.none() | st.sampled_from(VERDICTS)),
        settled=draw(st.none() | st.sampled_from(SETTLED)),
        duplicate_of=draw(st.sampled_from((None, "ISSUE-001", "ISSUE-002"))),
        visit=draw(st.sampled_from((None, "初次", "重复"))),
        bypassed=draw(st.booleans()),
        level=draw(st.sampled_from((None, "重大", "一般"))),
        revisits=tuple(Revisit(date=day, by="li", satisfaction=word) for day, word in calls),
    )


sources = st.builds(
    Source,
    kind=st.sampled_from(("中央督察", "信访", "自查")),
    batch=st.sampled_from((None, "第二轮", "第21批")),
    received=st.sampled_from((build.RECEIVED, date(2026, 3, 1))),
)


@st.composite
def issues(draw: st.DrawFn, number: int) -> Issue:
    """An issue at some stage of its life, its plan, extensions, look-backs and petition as they come."""
    lived = draw(st.sampled_from(LIVED))
    asked = draw(st.lists(st.tuples(days, days, done), max_size=2))
    cycles = st.integers(1, lived.cycle)
    looked = draw(st.lists(st.tuples(days | near, st.booleans(), st.none() | st.booleans(), cycles), max_size=2))
    return lived.model_copy(
        update={
            "id": f"ISSUE-{number:03d}",
            "uid": f"uid-{number:08d}",
            "plan": draw(st.none() | st.just(lived.plan) | plans()),
            "petition": draw(st.none() | petitions()),
            "fields": draw(st.sampled_from(((), ("水",), ("水", "大气"), ("水", "水")))),
            "region": draw(st.sampled_from((None, "甲镇", "乙镇"))),
            "source": draw(sources),
            "parent": draw(st.none() | st.just("ISSUE-001")),
            "progress": tuple(build.progress(day) for day in draw(st.lists(days | near, max_size=2))),
            "extensions": (
                *lived.extensions,
                *(Extension(requested_on=day, by="zhang", reason="雨季", new_due=due, approved_on=when)
                  for day, due, when in asked),
            ),
            "lookbacks": tuple(
                LookBack(date=day, by="li", rebound=back, text="核查", genuine=real, archive=real, cycle=cycle)
                for day, back, real, cycle in looked
            ),
        }
    )  # fmt: skip


ledgers = st.tuples(issues(1), issues(2), issues(3))


@st.composite
def voids(draw: st.DrawFn) -> Voiding:
    return Voiding(date=draw(days), by="li", why="重复登记")


@st.composite
def kept(draw: st.DrawFn, prefixes: tuple[str, ...], fields: tuple[str, ...] = ()) -> tuple[Issue, ...]:
    """A ledger of several books, whose numbers begin with `prefixes`: some issues void, some with numbers in `fields`
    that their book adds up, some made of others of any book; sometimes all of one book.
    """
    count = draw(st.sampled_from((0, 1, 2, 4, 6)))
    books = draw(st.sampled_from((prefixes, prefixes, prefixes[:1], prefixes[1:2])))
    ids = [f"{draw(st.sampled_from(books))}-{number:03d}" for number in range(1, count + 1)]
    found = []
    for number, own in enumerate(ids, 1):
        one, others = draw(issues(number)), (None, *(other for other in ids if other != own))
        petition = one.petition and one.petition.model_copy(update={"duplicate_of": draw(st.sampled_from(others))})
        told = st.dictionaries(st.sampled_from(fields), st.sampled_from(("3", "2.5", "无"))) if fields else st.just({})
        more = {
            "id": own,
            "void": draw(voids()) if draw(st.sampled_from((False, False, False, True))) else None,
            "attributes": draw(told),
            "parent": draw(st.sampled_from(others)),
            "petition": petition,
        }
        found.append(one.model_copy(update=more))
    return tuple(found)
