"""`ledger` alone: inside a ledger it says what lies on the desk today, elsewhere how it is used."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import house
import sample_issues
from ledger.model import facts, today
from ledger.model.facts import Line
from ledger.model.report import late_once
from ledger.model.schedule import stand
from ledger.model.today import PARTS
from terminal import at_a_terminal

Run = Callable[..., "subprocess.CompletedProcess[str]"]

PAGE = """某县督察整改台账　2026-05-20 星期三
共 5 件：未启动 1、整改中 2、已验收 1、已销号 1

逾期 1 件
  ISSUE-001  逾期 50 天       县水务局  红旗河水质超标

临期（15 天内）1 件
  ISSUE-002  剩 8 天          县住建局  锅炉低氮改造滞后

未报进展 0 件

待验收 0 件

待销号 1 件
  ISSUE-003  2026-04-10 完成  县住建局  管网建设
"""


def test_inside_a_ledger_it_is_todays_overview(ledger: Run, folder: Path) -> None:
    house.build(folder)
    for words in ((), ("today",), ("--debug",)):
        done = ledger(*words)
        assert (done.returncode, done.stdout, done.stderr) == (0, PAGE, "")
    assert ledger("-C", str(folder), cwd=folder.parent).stdout == PAGE
    assert ledger(env={"LEDGER_DIR": str(folder)}, cwd=folder.parent).stdout == PAGE


def test_outside_it_is_the_help_and_a_wrong_folder_is_told(ledger: Run, folder: Path) -> None:
    assert "用法：" in ledger().stdout
    assert "ledger list" not in ledger().stderr
    named = ledger("-C", str(folder))
    assert (named.returncode, "没有台账" in named.stderr) == (3, True)


def test_it_is_remembered_until_a_file_changes(ledger: Run, folder: Path) -> None:
    house.build(folder)
    assert ledger().stdout == ledger().stdout == PAGE
    assert list((folder / ".ledger/cache/answers").iterdir())
    path = folder / "issues/ISSUE-001.yaml"
    path.write_text(path.read_text("utf-8").replace("红旗河水质超标", "红旗河黑臭"), "utf-8")
    assert ledger().stdout == PAGE.replace("红旗河水质超标", "红旗河黑臭")


def test_a_part_by_name_is_listed_whole(ledger: Run, folder: Path) -> None:
    house.build(folder)
    for number in range(6, 14):
        text = house.LATE.replace("ISSUE-001", f"ISSUE-{number:03}").replace("-0001-", f"-{number:04}-")
        house.put(folder / f"issues/ISSUE-{number:03}.yaml", text.encode())
    page = ledger().stdout
    assert "逾期 9 件\n" in page
    assert "  还有 4 件，看全部：ledger today overdue\n" in page
    whole = ledger("today", "overdue").stdout
    assert (whole.splitlines()[0], len(whole.splitlines())) == ("逾期 9 件", 10)
    assert ledger("today", "逾期").stdout == whole
    assert "共 1 件：未启动 1\n" in ledger("today", "--unit", "县住建局", "--status", "open").stdout
    refused = ledger("today", "明天")
    assert (refused.returncode, "没有“明天”这一项" in refused.stderr) == (2, True)


def test_the_counts_are_those_of_the_lists(ledger: Run, folder: Path) -> None:
    house.build(folder)
    for day in ("2026-05-20", "2026-06-30", "2026-03-01"):
        told = json.loads(ledger("today", "--json", "--as-of", day).stdout)
        counts = {part: one["count"] for part, one in told["parts"].items()}
        assert counts.keys() == set(PARTS)
        late = {one["id"] for one in json.loads(ledger("overdue", "--json", "--as-of", day).stdout)["overdue"]}
        soon = json.loads(ledger("list", "--due-within", "15", "--json", "--as-of", day).stdout)["issues"]
        closing = json.loads(ledger("list", "-s", "verified", "--json", "--as-of", day).stdout)["issues"]
        assert (counts["overdue"], counts["soon"], counts["to-close"]) == (len(late), len(soon), len(closing))
        assert sum(told["statuses"].values()) == told["total"]


def test_files_that_can_not_be_read_are_told(ledger: Run, folder: Path) -> None:
    house.build(folder)
    (folder / "issues/ISSUE-005.yaml").write_text("id: [", "utf-8")
    assert "issues/ISSUE-005.yaml" in ledger().stdout.splitlines()[-1]


@pytest.mark.parametrize("columns", [80, 200])
def test_at_a_terminal_every_issue_takes_one_line(folder: Path, environment: dict[str, str], columns: int) -> None:
    house.build(folder)
    path = folder / "issues/ISSUE-001.yaml"
    long = "红旗河" * 30
    path.write_text(path.read_text("utf-8").replace("红旗河水质超标", long), "utf-8")
    code, shown = at_a_terminal(folder, environment, columns=columns)
    (line,) = (one.rstrip() for one in shown.splitlines() if "ISSUE-001" in one)
    assert (code, line.endswith("…")) == (0, True)
    assert len(line.encode("gb18030")) <= columns + 1  # two columns for every Chinese character, as GBK has two bytes


def test_whatever_waits_stands_in_its_part_and_void_issues_in_none() -> None:
    office, day = sample_issues.office(), date(2026, 5, 20)
    lines = []
    for number in range(1, 61):
        known = facts.of(sample_issues.variety(number), office)
        lines.append(Line(known.about, stand(known.course, day, office.policy.check), f"{number}.yaml"))
    found = today.parts(lines, day)
    valid = [one for one in lines if one.about.void is None]
    assert {one.line.file for one in found["overdue"]} == {one.file for one in valid if late_once(one.situation)}
    assert [one.since for one in found["overdue"]] == sorted(one.since for one in found["overdue"] if one.since)
    assert all(one.days == 0 or one.since for part in found.values() for one in part)
