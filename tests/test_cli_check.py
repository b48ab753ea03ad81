"""`check`, `overdue`, `validate`, `why`: what is wrong, what is late, and the reasons."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

import house

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def test_a_check_finds_what_is_late_with_file_line_and_column(ledger: Run, folder: Path) -> None:
    before = house.contents(house.build(folder))
    done = ledger("check", "--brief")
    assert done.returncode == 1
    told = done.stdout.splitlines()
    remarks = (" unchained: ", " petition-unnumbered: ")
    assert [line for line in told if not any(rule in line for rule in remarks)] == [
        "issues/ISSUE-001.yaml:25:5: overdue: 逾期 50 天（33 个工作日），时限 2026-03-31：红旗河水质超标",
        "issues/ISSUE-002.yaml:12:38: due-soon: 8 天后到期（2026-05-28）：锅炉低氮改造滞后",
        "issues/ISSUE-002.yaml:14:7: due-soon: 措施 8 天后到期（2026-05-28）：改造 23 台锅炉",
    ]
    written_by_hand = [line.partition(": ")[0] for line in told if " unchained: " in line]
    assert written_by_hand == [
        "issues/2025/ISSUE-004.yaml:27:3",
        *(
            f"issues/ISSUE-00{number}.yaml:{place}"
            for number, place in ((1, "40:3"), (2, "1:1"), (3, "25:3"), (5, "19:3"))
        ),
    ], "nobody could tell if these were changed"
    assert house.contents(folder) == before, "a check writes nothing"


def test_for_people_the_totals_come_first_and_what_is_broken_is_shown_with_a_caret(ledger: Run, folder: Path) -> None:
    house.build(folder)
    counts = "无法读取 0，台账问题 0，逾期 1，节点逾期 0，临期 2，逾期未报进展 0"
    assert ledger("check").stdout.splitlines()[0] == f"检查 5 件（截至 2026-05-20）：{counts}"
    house.put(folder / "issues/ISSUE-009.yaml", b"id: ISSUE-009\ntitel: x\n")
    lines = ledger("check").stdout.splitlines()
    at = next(at for at, line in enumerate(lines) if "issues/ISSUE-009.yaml:2:1 [unknown-key]" in line)
    assert lines[at + 1 : at + 3] == ["      titel: x", "      ^"]


def test_the_check_of_another_day_gives_that_days_answer(ledger: Run, folder: Path) -> None:
    house.build(folder)
    calm = ledger("check", "--as-of", "2026-03-01", "--brief", "--due-within", "10")
    assert (calm.returncode, [line for line in calm.stdout.splitlines() if "overdue" in line]) == (0, []), calm.stdout
    stale = ledger("check", "--as-of", "2026-09-01", "--brief", "--status", "in-progress")
    assert "ISSUE-005.yaml:17:5: stale: 长期坚持项" in stale.stdout, stale.stdout
    assert "ISSUE-002" not in stale.stdout


def test_check_in_json_has_stable_keys(ledger: Run, folder: Path) -> None:
    house.build(folder)
    found = json.loads(ledger("check", "--json").stdout)
    assert found.keys() == {
        *("schema_version", "as_of", "ledger", "files", "broken", "selection", "selected", "due_within", "fail_on"),
        *("totals", "findings", "gone", "problems", "uncovered_years", "exit_code"),
    }
    assert (found["schema_version"], found["files"], found["exit_code"]) == (1, 5, 1)
    assert found["problems"][0] == {
        "rule": "overdue",
        "level": "error",
        "issue": "ISSUE-001",
        "file": "issues/ISSUE-001.yaml",
        "line": 25,
        "column": 5,
        "suggestion": None,
        "message": "逾期 50 天（33 个工作日），时限 2026-03-31：红旗河水质超标",
    }


def test_the_gravest_finding_decides_the_exit_code(ledger: Run, folder: Path) -> None:
    """0 nothing · 1 late · 5 unreadable · 8 evidence changed; a warning alone is 0."""
    house.build(folder)
    (folder / "issues/ISSUE-001.yaml").unlink()
    assert ledger("check").returncode == 0, "what falls due soon is a warning"
    house.put(folder / "issues/ISSUE-001.yaml", house.LATE.encode())
    assert ledger("check").returncode == 1
    house.put(folder / "issues/ISSUE-009.yaml", b"title: [")
    assert ledger("check").returncode == 5
    house.put(folder / "evidence/ISSUE-004/after.jpg", b"changed")
    assert ledger("check").returncode == 8


def test_the_overdue_list_tells_the_days_and_the_unit(ledger: Run, folder: Path) -> None:
    house.build(folder)
    done = ledger("overdue")
    assert done.returncode == 1
    assert done.stdout.splitlines()[1].split() == [
        *("ISSUE-001", "最后期限", "2026-03-31", "逾期50天", "县水务局", "红旗河水质超标"),
    ]
    assert done.stdout.splitlines()[-1] == "逾期 1 件，节点或措施逾期 0 处（截至 2026-05-20）"
    found = json.loads(ledger("overdue", "--json", "--unit", "县水利局").stdout)
    assert found.keys() == {
        "schema_version",
        "as_of",
        "total",
        "broken",
        "overdue",
        "plan_measures",
        "decisions",
        "uncovered_years",
    }
    assert (found["overdue"][0]["id"], found["overdue"][0]["days_late"]) == ("ISSUE-001", 50)
    nothing = ledger("overdue", "--unit", "县住建局")
    assert (nothing.returncode, nothing.stdout) == (0, "逾期 0 件，节点或措施逾期 0 处（截至 2026-05-20）\n")
    house.put(folder / "issues/ISSUE-009.yaml", b"title: [")
    unknown = ledger("overdue", "--unit", "县住建局")
    assert (unknown.returncode, "issues/ISSUE-009.yaml" in unknown.stdout) == (5, True), "it may be late as well"


def test_validate_asks_only_whether_files_can_be_read(ledger: Run, folder: Path) -> None:
    house.build(folder)
    assert ledger("validate").stdout == "检查 5 件，无法读取 0 件。\n"
    house.put(
        folder / "issues/ISSUE-009.yaml",
        house.SOON.replace("ISSUE-002", "ISSUE-009").replace("title", "titel").encode(),
    )
    done = ledger("validate", "--brief")
    assert done.returncode == 5
    assert done.stdout.splitlines() == [
        "issues/ISSUE-009.yaml:1:1: missing-key: 缺问题名称（title）",
        "issues/ISSUE-009.yaml:3:1: unknown-key: 不认识的键“titel”（是不是“title”？）",
    ]
    assert ledger("validate", "1", "2").returncode == 0
    assert ledger("validate", "9").returncode == 5
    assert ledger("validate", "77").returncode == 3


def test_why_names_the_rule_the_guards_and_the_people(ledger: Run, folder: Path) -> None:
    house.build(folder)
    done = ledger("why", "1")
    assert done.returncode == 0
    for words in (
        "ISSUE-001 红旗河水质超标：逾期（截至 2026-05-20）",
        "逾期 50 天",
        "issues/ISSUE-001.yaml:25:5",
        "ledger progress ISSUE-001 --measure 1 --done",
        "ledger evidence add ISSUE-001",
        "可以办理的人：李四（li）",
    ):
        assert words in done.stdout, words
    found = json.loads(ledger("why", "3", "--json").stdout)
    keys = {"schema_version", "as_of", "issue", "late", "problems", "next", "gate", "blocks", "who", "uncovered_years"}
    assert found.keys() == keys
    assert (found["next"], found["blocks"], found["who"], found["late"]) == ("close", [], ["wang"], [])
    assert "可以销号：ledger close ISSUE-003" in ledger("why", "3").stdout
    assert "没有下一步" in ledger("why", "4").stdout


BROKEN_SHEET = "subject: issue\ncolumns:\n  - {heading: 任务, field: titel, width: 9}\n"


@pytest.mark.parametrize("command", ["validate", "check"])
def test_a_broken_description_of_a_sheet_is_found_before_anybody_exports(
    ledger: Run, folder: Path, command: str
) -> None:
    house.build(folder)
    sheets = folder / "templates/sheets"
    house.put(sheets / "月调度表.yaml", BROKEN_SHEET.encode())
    house.put(sheets / "我们的表.yaml", b"subject: issue\ncolumns: [\n")
    house.put(sheets / "好的表.yaml", BROKEN_SHEET.replace("titel", "title").encode())
    (sheets / "文件夹.yaml").mkdir()
    house.put(folder / "issues/ISSUE-009.yaml", b"title: [")
    done = ledger(command, "--brief")
    assert done.returncode == 5
    places = [line.partition(": ")[0] for line in done.stdout.splitlines()]
    assert "templates/sheets/月调度表.yaml:3:26" in places, done.stdout
    assert any(place.startswith("templates/sheets/我们的表.yaml:") for place in places)
    assert "templates/sheets/文件夹.yaml:1:1" in places
    assert any(place.startswith("issues/ISSUE-009.yaml:") for place in places), "the others are still checked"
    assert "好的表" not in done.stdout
    told = json.loads(ledger(command, "--json").stdout)
    assert {"templates/sheets/月调度表.yaml", "issues/ISSUE-009.yaml"} <= set(told["broken"])
    assert ledger("validate", "ISSUE-001").returncode == 0, "asked about one issue, only it is looked at"


def test_the_sheets_as_they_are_shipped_are_right(ledger: Run, folder: Path) -> None:
    assert ledger("init", "--title", "某县台账", "--unit", "县整改办").returncode == 0
    assert list((folder / "templates/sheets").iterdir())
    assert ledger("validate", "--brief").stdout == ""


def test_a_filter_that_selects_nothing_is_found_and_names_the_words_in_use(ledger: Run, folder: Path) -> None:
    house.build(folder)
    done = ledger("check", "--field", "木星", "--unit", "县农业局", "-o", "json=r.json")
    assert done.returncode == 5
    assert "范围：单位：县农业局；环境要素：木星（选中 0 件）。" in done.stdout
    assert "等于没有查：台账里的环境要素有：水、农业农村、大气  [nothing-selected]" in done.stdout
    assert "单位登记里没有“县农业局”" in done.stdout
    assert json.loads((folder / "r.json").read_text("utf-8"))["selected"] == 0
    one_of_two = ledger("check", "--unit", "县水务局", "--unit", "县水物局", "--exit-zero", "--brief")
    assert (one_of_two.returncode, one_of_two.stdout.count("nothing-selected: ")) == (5, 1)
    assert ledger("check", "--status", "closed", "--overdue").returncode == 0, "no mistake: nothing is so"
