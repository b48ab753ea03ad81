"""How issues stand for everybody rests on what is published alone; where nothing else tells, one span does for both."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import build
from ledger.model.acts import Appraisal
from ledger.model.attribute import Attribute
from ledger.model.book import Book, Described
from ledger.model.issue import Issue
from ledger.model.openly import audible
from ledger.model.spans import Span, spans

SECRET = Book(
    "zr", "责任追究", "责任追究台账", "ZR", "issues", Described(title="责任追究台账", prefix="ZR", public=False)
)
OFFICE = replace(build.OFFICE, books=(SECRET,))
DAY = date(2026, 3, 1)


def on_day(found: tuple[Span, ...], audience: str) -> str:
    """The pace that somebody is told for `DAY`."""
    (one,) = (
        one
        for one in found
        if one.audience in {"all", audience} and one.since <= DAY and (one.until is None or one.until > DAY)
    )
    return one.weight.score.pace


def late(number: str, parent: str | None = None) -> Issue:
    """Due long before the day, and not done."""
    issue = build.started()
    assert issue.plan is not None
    assert issue.plan.deadline is not None
    deadline = issue.plan.deadline.model_copy(update={"due": date(2026, 2, 1)})
    plan = issue.plan.model_copy(update={"deadline": deadline})
    return issue.model_copy(update={"id": number, "uid": f"uid-{number.lower()}", "parent": parent, "plan": plan})


def test_an_issue_of_which_nothing_more_is_known_has_the_same_spans_for_all() -> None:
    issue = build.closed()
    assert audible((issue,), OFFICE) == spans((issue,), OFFICE)


def test_somebodys_judgement_of_the_pace_is_the_houses_own() -> None:
    said = Appraisal(date=DAY, by="li", pace="未达序时", reason="踏勘")
    issue = build.started().model_copy(update={"appraisals": (said,)})
    found = audible((issue,), OFFICE)[issue.id]
    assert on_day(found, "inside") == "behind"
    assert on_day(found, "public") != "behind"


def test_days_of_a_books_own_fields_that_run_out_are_the_houses_own() -> None:
    stored = Attribute(name="贮存起", kind="day", at_most="30天")
    book = Book("gf", "危废", "危废台账", "GF", "issues", Described(title="危废台账", prefix="GF", record=(stored,)))
    told = {"id": "GF-001", "attributes": {"贮存起": "2026-01-15"}}
    found = audible((build.started().model_copy(update=told),), replace(OFFICE, books=(book,)))["GF-001"]
    assert on_day(found, "inside") == "behind"
    assert on_day(found, "public") == "on-pace"


def test_a_late_child_that_nobody_may_know_of_does_not_show_in_its_parent() -> None:
    parent = build.started()
    for child, pace in ((late("ISSUE-002", parent.id), "behind"), (late("ZR-002", parent.id), "on-pace")):
        found = audible((parent, child), OFFICE)[parent.id]
        assert on_day(found, "inside") == "behind"
        assert on_day(found, "public") == pace, child.id


def test_what_is_kept_inside_has_nothing_for_everybody() -> None:
    found = audible((late("ZR-002"),), OFFICE)["ZR-002"]
    assert {one.audience for one in found} == {"all"}, "and the view leaves it out whole"
