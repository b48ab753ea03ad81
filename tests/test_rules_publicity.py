"""A public notice (公示) stands as long as it says: the printed notices of domain.md 2.6 before the rule."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import ValidationError

import build
import house
from ledger.errors import Said
from ledger.model.acts import Publicity
from ledger.model.problem import Problem
from ledger.model.rules.publicity import lasts_as_long_as_it_says
from ledger.store.calendar import shipped

Run = Callable[..., "subprocess.CompletedProcess[str]"]
OFFICE = replace(build.OFFICE, calendar=shipped())


def found(**notice: object) -> list[Problem]:
    issue = build.verified(publicity=(Publicity.model_validate(notice),))
    return build.found_by(lasts_as_long_as_it_says, issue, house=OFFICE)


@pytest.mark.parametrize(
    ("start", "end", "days", "working", "level", "key"),
    [
        ("2023-07-27", "2023-08-09", 10, True, None, ""),
        ("2019-12-13", "2019-12-19", 7, False, None, ""),
        ("2024-09-29", "2024-10-09", 10, True, "error", "workdays.too_short"),  # 国庆 lies in it
        ("2025-08-14", "2025-08-28", 10, True, "warning", "workdays.too_long"),
        ("2019-12-13", "2019-12-19", 7, True, "error", "workdays.other_kind"),
        ("2019-11-08", "2019-11-18", 7, False, "warning", "workdays.other_kind"),
        ("2025-09-12", "2025-09-01", 10, True, "error", "workdays.ends_before_start"),
    ],
)
def test_a_notice_of_so_many_days(start: str, end: str, days: int, working: bool, level: str | None, key: str) -> None:  # noqa: FBT001 - a column of the table
    problems = found(start=start, end=end, days=days, working=working)
    assert [one.level for one in problems] == ([level] if level else [])
    for problem in problems:
        assert (problem.rule, problem.path) == ("publicity-period", ("publicity", 0, "end"))
        why = problem.text.fill["why"]
        assert isinstance(why, Said)
        assert why.key == key


def test_a_notice_of_no_stated_length_must_at_least_end_after_it_began() -> None:
    assert found(start="2026-05-01", end="2026-05-01") == []
    (problem,) = found(start="2026-05-02", end="2026-05-01")
    assert problem.level == "error"


@pytest.mark.parametrize("days", ["0", "1000", "999999999"])
def test_no_notice_lasts_no_day_or_for_years(days: str) -> None:
    with pytest.raises(ValidationError):
        Publicity.model_validate({"start": "2026-05-01", "end": "2026-05-31", "days": days})


def test_the_check_says_when_the_notice_should_have_ended(ledger: Run, folder: Path) -> None:
    """五一 2026: 1–5 May are off, Saturday the 9th is worked."""
    house.build(folder)
    notice = "publicity:\n  - {start: 2026-04-29, end: 2026-05-05, days: 5}\nhistory:"
    text = house.finished(3, "管网建设", "verified").replace("history:", notice)
    house.put(folder / "issues/ISSUE-003.yaml", text.encode())
    done = ledger("check", "--brief")
    assert done.returncode == 1
    (line,) = (line for line in done.stdout.splitlines() if "publicity" in line)
    assert line == (
        "issues/ISSUE-003.yaml:25:30: publicity-period: "
        "第 1 次公示：2026-04-29 至 2026-05-05 只有 2 个工作日，不足 5 个。应公示到 2026-05-08"
    )
    house.put(folder / "issues/ISSUE-003.yaml", text.replace("end: 2026-05-05", "end: 2026-05-08").encode())
    assert "publicity" not in ledger("check", "--brief").stdout
