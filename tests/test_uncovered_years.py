"""A year without a published holiday table: weekends alone decide there, and every output that rests on it says so."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

import build
import house
from ledger.model.acts import Publicity
from ledger.model.coverage import uncovered_years
from ledger.model.issue import Issue
from ledger.model.plan import Deadline, Measure
from ledger.store.calendar import shipped

Run = Callable[..., "subprocess.CompletedProcess[str]"]
OFFICE = replace(build.OFFICE, calendar=shipped())
SAID = "2031年的放假安排还没有收入"
RELATIVE = "{text: 30个工作日内, base: 2031-01-02, due: 2031-02-13}"


def due(deadline: Deadline, **changes: object) -> Issue:
    return build.issue(plan=build.plan(deadline=deadline, **changes))


LATER = date(2031, 1, 2)
FIXED = Deadline(text="2031年2月底前", due=date(2031, 2, 28))


@pytest.mark.parametrize(
    ("issue", "years"),
    [
        (due(FIXED), ()),
        (due(Deadline(text="30日内", base=LATER, due=date(2031, 2, 1))), ()),
        (due(Deadline(text="30个工作日内", base=LATER, due=date(2031, 2, 13))), (2031,)),
        (due(Deadline(text="30 个 工 作 日内", base=LATER, due=date(2031, 2, 13))), (2031,)),
        (due(Deadline(text="30个工作日内", base=date(2026, 12, 20), due=date(2027, 1, 29))), (2027,)),
        (due(Deadline(text="立行立改", base=LATER, immediate=True)), (2031,)),
        (due(Deadline(text="立行立改", base=date(2026, 1, 5), immediate=True)), ()),
        (due(FIXED, measures=(Measure(number="1", text="x", deadline="立即"),)), ()),
        (
            due(
                Deadline(text="2031年底前", base=LATER, due=date(2031, 12, 31)),
                measures=(Measure(number="1", text="x", deadline="5个工作日内", due=date(2031, 1, 9)),),
            ),
            (2031,),
        ),
        (build.issue(publicity=(Publicity(start=LATER, end=date(2031, 1, 9), days=5),)), (2031,)),
        (build.issue(publicity=(Publicity(start=LATER, end=date(2031, 1, 6), days=5, working=False),)), ()),
        (build.issue(plan=None), ()),
    ],
)
def test_what_was_counted_in_working_days_tells_the_years_without_a_table(issue: Issue, years: tuple[int]) -> None:
    assert uncovered_years(issue, OFFICE) == years


@pytest.fixture
def later(folder: Path) -> Path:
    """A ledger one of whose deadlines was counted in 2031."""
    house.build(folder)
    text = house.SOON.replace("{text: 2026年5月28日前, due: 2026-05-28}", RELATIVE)
    house.put(folder / "issues/ISSUE-002.yaml", text.encode())
    return folder


@pytest.mark.parametrize(
    "command", ["list", "overdue --as-of 2031-03-03", "why 2", "check --brief", "stats", "export --force --xlsx x.xlsx"]
)
@pytest.mark.usefixtures("later")
def test_every_command_that_rests_on_it_says_so(ledger: Run, command: str) -> None:
    done = ledger(*command.split())
    assert SAID in done.stderr, done.stdout
    assert "放假安排" not in done.stdout, "a note stands beside the result"
    assert json.loads(ledger(*command.split(), "--json").stdout)["uncovered_years"] == [2031]


@pytest.mark.usefixtures("later")
def test_the_check_for_people_says_it_above_its_count(ledger: Run) -> None:
    assert SAID in ledger("check").stdout.splitlines()[0]


@pytest.mark.usefixtures("later")
def test_only_of_what_was_selected(ledger: Run) -> None:
    assert ledger("list", "--status", "closed").stderr == ""
    assert json.loads(ledger("list", "--status", "closed", "--json").stdout)["uncovered_years"] == []
    assert ledger("why", "1").stderr == ""


def test_how_many_working_days_something_is_late_is_counted_too(ledger: Run, folder: Path) -> None:
    house.build(folder)
    done = ledger("why", "1", "--as-of", "2031-03-03")
    assert "2031年" in done.stderr
    assert "放假安排" not in ledger("why", "1").stderr


def test_the_workbook_says_it_under_its_title(ledger: Run, later: Path) -> None:
    assert ledger("export", "--xlsx", "x.xlsx").returncode == 0
    sheet = openpyxl.load_workbook(later / "x.xlsx")["汇总"]
    notes = [str(row[0]) for row in sheet.iter_rows(min_row=3, max_row=4, values_only=True)]
    assert any("2031年的放假安排尚未收入" in note for note in notes), notes


# --- the ledger that `deadline` counts by ---


def test_a_phrase_is_read_by_the_calendar_of_the_ledger_that_every_command_finds(ledger: Run, folder: Path) -> None:
    house.put(house.build(folder) / "calendar.yaml", b"holidays: [2026-05-21]\n")
    options = ("deadline", "3个工作日内", "--base", "2026-05-20", "--json")
    outside = folder.parent
    without = json.loads(ledger(*options, cwd=outside).stdout)["due"]
    by_dir = json.loads(ledger("--dir", str(folder / "issues"), *options, cwd=outside).stdout)["due"]
    by_environment = json.loads(ledger(*options, cwd=outside, env={"LEDGER_DIR": str(folder)}).stdout)["due"]
    assert (without, by_dir, by_environment) == ("2026-05-25", "2026-05-26", "2026-05-26")
    assert ledger("--dir", str(outside), *options).returncode == 3, "a ledger that was named must be there"
    assert ledger(*options, env={"LEDGER_DIR": str(outside)}).returncode == 3
