"""Which issues a command is about."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

import build
from ledger.model.issue import Issue
from ledger.model.plan import Deadline, Measure, Milestone
from ledger.model.schedule import situation
from ledger.model.selection import Selection

ISSUE = build.started(region="牛塘镇", fields=("水", "农业农村"), progress=(build.progress(build.STARTED),))


def takes(selection: Selection, issue: Issue = ISSUE, day: date = build.DONE) -> bool:
    return selection.takes(issue, situation(issue, day, build.OFFICE), build.OFFICE)


@pytest.mark.parametrize(
    "selection",
    [
        Selection(),
        Selection(ids=("ISSUE-009", "ISSUE-001")),
        Selection(statuses=("in-progress",)),
        Selection(units=("市水务局",)),  # an alias
        Selection(units=("牛塘镇人民政府",)),
        Selection(units=("市环保局",)),  # it supervises
        Selection(regions=("牛 塘 镇",)),
        Selection(fields=("大气", "水")),
        Selection(sources=("中央督察",)),
        Selection(batches=("第二轮",)),
        Selection(text="支管网"),
        Selection(text="污水直排口17个"),
        Selection(text="issue-001"),
        Selection(text="Ⅳ类"),
        Selection(fields=("水",), regions=("牛塘镇",), text="直排"),
    ],
)
def test_what_is_taken(selection: Selection) -> None:
    assert takes(selection)


@pytest.mark.parametrize(
    "selection",
    [
        Selection(ids=("ISSUE-010",)),
        Selection(statuses=("open", "closed")),
        Selection(units=("市住建局",)),
        Selection(regions=("湖塘镇",)),
        Selection(fields=("大气",)),
        Selection(sources=("信访",)),
        Selection(batches=("第三轮",)),
        Selection(text="噪声"),
        Selection(overdue=True),
        Selection(due_within=40),
        Selection(fields=("水",), regions=("湖塘镇",)),  # all must hold
    ],
)
def test_what_is_left_out(selection: Selection) -> None:
    assert not takes(selection)


def test_a_field_that_is_not_filled_in_is_never_asked_for() -> None:
    bare = build.issue(plan=None, region=None)
    assert not takes(Selection(regions=("牛塘镇",)), bare)
    assert not takes(Selection(units=(build.WATER,)), bare)


@pytest.mark.parametrize(("days", "within", "taken"), [(41, 41, True), (41, 40, False), (0, 0, True), (-1, 30, False)])
def test_due_within_so_many_days(days: int, within: int, *, taken: bool) -> None:
    """Today counts; what has passed is overdue, not due."""
    assert takes(Selection(due_within=within), day=build.DUE - timedelta(days=days)) is taken


def test_nodes_far_ahead_fall_due_too() -> None:
    """Further ahead than the house gives notice of, and without a final day."""
    parts = (Milestone(due=date(2026, 9, 30), text="建制"),)
    lasting = Deadline(text="9月底前建制，长期坚持", long_term=True, milestones=parts)
    measures = (Measure(number="1", text="排查"),)
    issue = build.started(plan=build.plan(deadline=lasting, measures=measures))
    assert takes(Selection(due_within=133), issue)
    assert not takes(Selection(due_within=132), issue)
    assert takes(Selection(due_within=999_999_999), issue)


def test_finished_work_is_neither_due_nor_overdue() -> None:
    for issue in (build.worked(), build.verified(), build.closed()):
        assert not takes(Selection(due_within=400), issue)
        assert not takes(Selection(overdue=True), issue, build.LAST_DAY)
    assert takes(Selection(overdue=True), ISSUE, build.DUE + timedelta(days=1))


def test_empty_lets_everything_through() -> None:
    assert Selection().empty
    assert not Selection(text="水").empty
