"""The figures of a day are sums over spans, on every day."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

import build
from drawn import days, ledgers
from ledger.model import paceinputs, tally
from ledger.model.facts import about
from ledger.model.indicators import Score, score
from ledger.model.issue import Issue
from ledger.model.pace import paces
from ledger.model.rewind import rewind
from ledger.model.spans import families, spans
from ledger.model.tally import Counted

OFFICE = build.OFFICE


def by_rewinding(ledger: tuple[Issue, ...], day: date) -> dict[str, Score]:
    """What each issue adds on a day, by the record as it was then."""
    then = [was for one in ledger if (was := rewind(one, day)) is not None]
    kept = paces((paceinputs.inputs_of(one, OFFICE) for one in then), day, OFFICE.policy.check)
    return {
        one.id: score(Counted(about(one), tally.of(one, OFFICE), kept[one.id].now, kept[one.id]), day)
        for one in then
        if one.void is None
    }


def by_spans(ledger: tuple[Issue, ...], day: date) -> dict[str, Score]:
    found = {}
    for family in families(ledger):
        for name, listed in spans(family, OFFICE).items():
            for one in listed:
                if one.since <= day and (one.until is None or day < one.until):
                    late = (day - one.weight.due).days if one.weight.score.standing == "overdue" else 0
                    found[name] = one.weight.score._replace(days_late=late)
    return found


@given(ledgers, st.lists(days, min_size=1, max_size=12))
def test_an_issue_counts_for_the_same_by_its_spans_as_by_its_record(
    ledger: tuple[Issue, ...], asked: list[date]
) -> None:
    far = [*asked, *(day + timedelta(days=400) for day in asked)]
    for day in far:
        assert by_spans(ledger, day) == by_rewinding(ledger, day), day


@given(ledgers)
def test_spans_follow_one_another_and_each_says_something_else(ledger: tuple[Issue, ...]) -> None:
    for family in families(ledger):
        for listed in spans(family, OFFICE).values():
            for before, after in pairwise(listed):
                assert before.until is not None
                assert before.until <= after.since
                assert before.until < after.since or before.weight != after.weight
            assert not listed or listed[-1].until is None


def test_issues_made_of_one_another_are_one_family() -> None:
    first = build.issue()
    child = first.model_copy(update={"id": "ISSUE-002", "parent": "ISSUE-001"})
    other = first.model_copy(update={"id": "ISSUE-003", "parent": "city/ISSUE-001"})
    assert [{one.id for one in family} for family in families((first, child, other))] == [
        {"ISSUE-001", "ISSUE-002"},
        {"ISSUE-003"},
    ]


def test_two_that_name_each_other_as_parents_are_in_their_family_once() -> None:
    first = build.issue().model_copy(update={"parent": "ISSUE-002"})
    second = first.model_copy(update={"id": "ISSUE-002", "parent": "ISSUE-001"})
    assert [[one.id for one in family] for family in families((first, second))] == [["ISSUE-001", "ISSUE-002"]]
