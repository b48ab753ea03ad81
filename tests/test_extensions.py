"""More time: the published day stays, an approval needs a reason, somebody else and a paper, and lateness goes on."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

import build
import house
import sample_issues as sample
from ledger.model.acts import Extension
from ledger.model.issue import Issue
from ledger.model.rates import Section
from ledger.model.report import Report
from ledger.model.report import build as report_of
from ledger.model.schedule import effective_due, original_due
from ledger.model.statistics import statistics

Run = Callable[..., "subprocess.CompletedProcess[str]"]
LONGER = build.DUE + timedelta(days=90)
days = st.dates(date(2026, 1, 1), date(2027, 12, 31))


def extension(asked: date, new: date = LONGER, approved: date | None = None, cycle: int = 1) -> Extension:
    told: dict[str, object] = {"approver": "zhao", "document": "批复1号"} if approved else {}
    values = {"requested_on": asked, "by": "zhang", "reason": "汛期", "new_due": new, "approved_on": approved}
    return Extension.model_validate({**values, **told, "cycle": cycle})


def extended(*acts: Extension, issue: Issue | None = None) -> Issue:
    return (issue or build.started()).model_copy(update={"extensions": acts})


def figures(day: date, *issues: Issue) -> Section:
    return section(report_of([(one, "") for one in issues], day, build.OFFICE))


def section(report: Report) -> Section:
    return next(one for one in statistics(report).sections if one.key == "deadlines")


def both(found: Section, name: str) -> tuple[tuple[int, int], tuple[int, int]]:
    """A rate as published and as extended, each as part and whole."""
    rates = {one.key: (one.part, one.whole) for one in found.rates}
    return rates[f"{name}-original"], rates[f"{name}-approved"]


# --- what an extension does to the deadline ---


@given(asked=days, new=days, approved=st.none() | days)
def test_whatever_is_asked_for_the_published_day_stays(asked: date, new: date, approved: date | None) -> None:
    issue = extended(extension(asked, new, approved))
    assert original_due(issue, build.OFFICE) == build.DUE
    in_time = approved is not None and asked <= build.DUE
    assert effective_due(issue, build.OFFICE) == (new if in_time else build.DUE)


def test_a_late_request_does_not_stop_the_clock_even_when_approved() -> None:
    late = extended(extension(build.DUE + timedelta(days=1), approved=build.DUE + timedelta(days=2)))
    day = build.DUE + timedelta(days=30)
    assert both(figures(day, late), "overdue") == ((1, 1), (1, 1))


def test_an_approval_that_came_after_the_day_of_the_report_is_not_known_yet() -> None:
    issue = extended(extension(build.DUE, approved=build.DUE + timedelta(days=20)))
    assert both(figures(build.DUE + timedelta(days=10), issue), "overdue") == ((1, 1), (1, 1))
    assert both(figures(build.DUE + timedelta(days=25), issue), "overdue") == ((1, 1), (0, 1))


def test_check_asks_for_the_paper_of_an_approval() -> None:
    bare = extension(build.STARTED, approved=build.STARTED).model_copy(update={"document": None})
    found = [one.text.key for one in build.faults(extended(bare)) if one.rule == "unapproved"]
    assert found == ["rule.extension-no-paper"]
    assert not [one for one in build.faults(extended(extension(build.STARTED, approved=build.STARTED)))
                if one.rule == "unapproved"]  # fmt: skip


def test_a_reopening_that_sets_a_new_day_needs_no_second_approval() -> None:
    again = build.reopened(new_due=date(2026, 12, 31))
    assert not [one for one in build.faults(again) if one.rule == "unapproved"]
    found = figures(date(2026, 10, 1), again)
    assert both(found, "overdue") == ((0, 1), (0, 1)), "the day of the new cycle is no extension of the first one's"
    assert {one.key: one.number for one in found.counts} == {"asked": 0, "granted": 0, "moved": 0}


def test_more_time_in_a_new_cycle_is_counted_from_the_day_that_cycle_was_given() -> None:
    again = build.reopened(new_due=date(2026, 10, 31))
    asked = extension(date(2026, 10, 20), date(2026, 12, 31), date(2026, 10, 25), cycle=2)
    longer = again.model_copy(update={"extensions": (*again.extensions, asked)})
    found = figures(date(2026, 11, 30), longer)
    assert both(found, "overdue") == ((1, 1), (0, 1))
    assert {one.key: one.number for one in found.counts} == {"asked": 1, "granted": 1, "moved": 1}


def test_an_extension_to_an_earlier_day_is_a_fault_in_a_new_cycle_too() -> None:
    again = build.reopened(new_due=date(2026, 12, 31))
    asked = extension(date(2026, 10, 20), date(2026, 11, 30), date(2026, 10, 25), cycle=2)
    shorter = again.model_copy(update={"extensions": (*again.extensions, asked)})
    assert [one.text.key for one in build.faults(shorter) if one.rule == "unapproved"] == ["rule.extension-earlier"]


# --- both statistics ---


def test_every_figure_is_given_by_both_with_its_own_denominator() -> None:
    """Three issues due at the end of June: one done in May, one given until September and done in August, one waiting
    with the same extension. Counted at the end of August.
    """
    in_may = build.with_work_done(build.started(), date(2026, 5, 20))
    in_august = build.with_work_done(build.started(number=2), date(2026, 8, 20))
    waiting = build.started(number=3)
    longer = extension(date(2026, 6, 1), date(2026, 9, 30), date(2026, 6, 10))
    found = figures(date(2026, 8, 31), in_may, extended(longer, issue=in_august), extended(longer, issue=waiting))
    assert both(found, "due-done") == ((2, 3), (1, 1))
    assert both(found, "in-time") == ((1, 3), (1, 1))
    assert both(found, "on-time") == ((4, 6), (2, 2)), "two measures each"
    assert both(found, "overdue") == ((1, 3), (0, 3))
    assert {one.key: one.number for one in found.counts} == {"asked": 2, "granted": 2, "moved": 2}
    assert all("按原时限" in one.name or "按批准时限" in one.name for one in found.rates)
    assert all(one.basis for one in found.rates)


@given(st.lists(st.tuples(days, days, st.none() | days), max_size=3), days)
def test_by_both_the_partitions_stay_within_their_wholes(acts: list[tuple[date, date, date | None]], day: date) -> None:
    issue = extended(*(extension(*one) for one in acts))
    found = figures(day, issue, build.worked(number=2))
    assert all(0 <= one.part <= one.whole for one in found.rates)
    rates = {one.key: one for one in found.rates}
    for basis in ("original", "approved"):
        assert rates[f"in-time-{basis}"].part <= rates[f"due-done-{basis}"].part


def test_without_extensions_both_are_the_same() -> None:
    found = section(sample.report(30))
    for name in ("due-done", "in-time", "on-time", "overdue"):
        assert both(found, name)[0] == both(found, name)[1]
    general = {one.key: one for one in statistics(sample.report(30)).rates}
    assert both(found, "on-time")[1] == (general["on-time"].part, general["on-time"].whole)


def test_the_summary_sheet_prints_both() -> None:
    book = load_workbook(BytesIO(sample.workbook(sample.report(9))))
    rows = [[cell.value for cell in row[:5]] for row in book["汇总"].iter_rows()]
    shown = {str(row[0]): row[1:] for row in rows if row[0]}
    for name in ("到期完成率", "时限内完成率", "按期完成率", "逾期"):
        for basis in ("按原时限", "按批准时限"):
            part, whole, percent, how = shown[f"{name}（{basis}）"]
            assert isinstance(part, int)
            assert isinstance(whole, int)
            assert percent is not None
            assert "÷" in str(how)


# --- through the program ---

PAPER = ("--document", "县政办〔2026〕8号")


def test_what_is_asked_for_approved_and_counted(ledger: Run, folder: Path) -> None:
    house.build(folder)
    asked = ledger("extend", "2", "--to", "2026-06-30", "--why", "设备未到", "--as", "zhang")
    assert (asked.returncode, "批准前仍按原时限计算" in asked.stdout) == (0, True)
    later = ("--as-of", "2026-06-10")
    today = {"LEDGER_TODAY": "2026-06-10"}
    found = json.loads(ledger("stats", "--json", *later, env=today).stdout)["deadlines"]["rates"]
    overdue = {one["key"]: one["part"] for one in found if one["key"].startswith("overdue")}
    assert overdue == {"overdue-original": 2, "overdue-approved": 2}, "it counts only when approved"
    approved = ledger("extend", "2", "--approve", "--as", "zhao", *PAPER)
    assert approved.returncode == 0, approved.stderr
    found = json.loads(ledger("stats", "--json", *later, env=today).stdout)["deadlines"]["rates"]
    overdue = {one["key"]: (one["part"], one["whole"]) for one in found if one["key"].startswith("overdue")}
    assert overdue == {"overdue-original": (2, 5), "overdue-approved": (1, 5)}
    text = ledger("stats", *later, env=today).stdout
    assert "逾期（按原时限，按件）" in text
    assert "逾期（按批准时限，按件）" in text
    issue = json.loads(ledger("show", "2", "--json").stdout)["issue"]
    assert issue["plan"]["deadline"]["due"] == "2026-05-28", "the published day stays"
    assert [step["move"] for step in issue["history"]] == ["extend", "approve"]
    assert issue["extensions"][0]["document"] == "县政办〔2026〕8号"


def test_the_published_day_can_not_be_typed_over_once_more_time_was_asked_for(ledger: Run, folder: Path) -> None:
    house.build(folder)
    assert ledger("extend", "2", "--to", "2026-06-30", "--why", "设备未到", "--as", "zhang").returncode == 0
    before = house.contents(folder)
    for setting in ("整改时限=2026年12月底前", "plan.deadline.due=2026-12-31"):
        done = ledger("edit", "2", "--set", setting, "--as", "zhang")
        assert (done.returncode, "ledger extend ISSUE-002" in done.stderr) == (4, True), done.stderr
    assert house.contents(folder) == before


def test_every_reason_is_told_at_once_with_what_to_do(ledger: Run, folder: Path) -> None:
    """An earlier day, an approver without the role who is also the one asking, no paper: four reasons, one answer."""
    before = house.contents(house.build(folder))
    call = ("extend", "2", "--to", "2026-05-21", "--why", "快了", "--approver", "zhang", "--as", "zhang")
    done = ledger(*call)
    assert done.returncode == 4
    for words in (
        "原因 4 条",
        "新时限 2026-05-21 不晚于现在的时限 2026-05-28",
        "没有“审批”职责：在 people.yaml 的 zhang 处加上",
        "张三 不能批准自己提出的延期",
        "--approve --document 文号",
        "可以批准的人：某甲（zhao）",
    ):
        assert words in done.stderr, (words, done.stderr)
    assert house.contents(folder) == before


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        (["2", "--to", "2026-06-30", "--why", "x", "--approver", "zhao", "--as", "zhang"], 4, "须有文号"),
        (["2", "--to", "2026-06-30", "--why", "x", "--approver", "nobody", "--as", "zhang"], 4, "没有“nobody”"),
        (["2", "--to", "2026-06-30", "--why", "x"], 4, "不知道谁在办理"),
        (["2", "--to", "2026-06-30", "--why", "   ", "--as", "zhang"], 2, "--why 原因"),
        (["2", "--to", "2026-06-30", "--as", "zhang"], 2, "--why 原因"),
        (["2", "--to", "2026-02-30", "--why", "x", "--as", "zhang"], 2, "2026-02-30"),
        (["2", "--to", "2026-05-28", "--why", "x", "--as", "zhang"], 4, "不是延期"),
        (["1", "--to", "2026-04-30", "--why", "x", "--as", "zhang"], 4, "早于办理日 2026-05-20"),
        (["3", "--to", "2026-06-30", "--why", "x", "--as", "zhang"], 4, "不需要延期"),
        (["5", "--to", "2026-06-30", "--why", "x", "--as", "zhang"], 4, "没有硬期限"),
        (["2", "--approve", "--as", "zhao", *PAPER], 4, "没有待批准的延期申请"),
        (["2", "--to", "2026-06-30", "--why", "x", "--as", "zhang", "--as-of", "2026-05-21"], 4, "还没有到"),
    ],
)
def test_what_is_no_extension_is_refused(ledger: Run, folder: Path, options: list[str], code: int, words: str) -> None:
    before = house.contents(house.build(folder))
    done = ledger("extend", *options)
    assert (done.returncode, words in done.stderr) == (code, True), done.stderr
    assert house.contents(folder) == before


def test_an_approval_lacks_its_paper_its_role_and_its_distance(ledger: Run, folder: Path) -> None:
    house.build(folder)
    assert ledger("extend", "2", "--to", "2026-06-30", "--why", "设备未到", "--as", "zhang").returncode == 0
    before = house.contents(folder)
    own = ledger("extend", "2", "--approve", "--as", "zhang")
    assert (own.returncode, "原因 3 条" in own.stderr) == (4, True), own.stderr
    bare = ledger("extend", "2", "--approve", "--as", "zhao")
    assert (bare.returncode, "ledger extend ISSUE-002 --approve --document 文号" in bare.stderr) == (4, True)
    assert house.contents(folder) == before
