"""`import FILE --new`: the plan on the terminal, all issues or none, and a mapping that can be used again."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import build
import foreign
import house
from ledger.model.issue import Issue
from ledger.store import folder as store
from ledger.store import saving
from ledger.store.workspace import Workspace

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def old(folder: Path) -> Path:
    """An office's old workbook beside a small ledger."""
    house.build(folder)
    return foreign.write(folder / "旧台账.xlsx")


def test_the_plan_is_shown_and_nothing_written(ledger: Run, folder: Path, old: Path) -> None:
    before = house.contents(folder)
    done = ledger("import", "旧台账.xlsx", "--new", "--set", "交办日期=2026-01-05")
    assert (done.returncode, done.stderr) == (0, "")
    for words in (
        "表头在第 3–4 行，3 件",
        "B 列 反馈问题 读作 问题原文",
        "I 列 完成情况 只作为进展里的文字",
        "印着 3，数出 3，一致",
        "2026年6月底前 → 2026-06-30",
        "是不是“2025年9月底前”",
        "写入 3 件：加 --apply",
    ):
        assert words in done.stdout
    assert house.contents(folder) == before
    assert old.is_file()


def test_applied_all_issues_are_written_and_signed(ledger: Run, folder: Path, old: Path) -> None:
    done = ledger("import", old.name, "--new", "--apply", "--as", "zhang", "--set", "交办日期=2026-01-05", "--json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["applied"] == ["ISSUE-006", "ISSUE-007", "ISSUE-008"]
    shown = json.loads(ledger("show", "ISSUE-006", "--json").stdout)["issue"]
    assert (shown["title"], shown["status"]) == ("建成区污水直排河道", "open")
    assert shown["source"]["document"] == "旧台账.xlsx"
    assert [step["by"] for step in shown["history"]] == ["zhang"]
    assert ledger("validate").returncode == 0
    again = ledger("import", old.name, "--new", "--apply", "--as", "zhang")
    assert "与 ISSUE-006 相同" in again.stdout
    assert len(list((folder / "issues").rglob("*.yaml"))) == 8


def test_nobody_known_or_an_open_question_writes_nothing(ledger: Run, folder: Path, old: Path) -> None:
    before = house.contents(folder)
    refused = ledger("import", old.name, "--new", "--apply", "--as", "nobody")
    assert (refused.returncode, "ledger people list" in refused.stderr) == (4, True)
    rows = (
        ("序号", "整改任务", "整改时限", "责任单位"),
        (1, "甲", "2026年底", "县水务局"),
        (2, None, "2026年底", "县水务局"),
    )
    foreign.write(folder / "题.xlsx", rows, ())
    before = house.contents(folder)
    asked = ledger("import", "题.xlsx", "--new")
    assert (asked.returncode, "--map 整改任务=" in asked.stdout) == (1, True)
    assert ledger("import", "题.xlsx", "--new", "--apply", "--force", "--as", "zhang").returncode == 4
    bad_row = ledger("import", "题.xlsx", "--new", "--apply", "--as", "zhang", "--map", "整改任务=问题原文")
    assert (bad_row.returncode, "第 3 行" in bad_row.stderr) == (4, True)
    assert house.contents(folder) == before
    done = ledger("import", "题.xlsx", "--new", "--apply", "--as", "zhang", "--map", "整改任务=问题原文", "--force")
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "已新增 1 件：ISSUE-006 至 ISSUE-006")


def test_a_saved_mapping_decides_the_next_time(ledger: Run, folder: Path) -> None:
    house.build(folder)
    rows = (("序号", "整改任务", "整改时限", "责任单位", "备注"), (1, "甲", "2026年底", "县水务局", "无"))
    foreign.write(folder / "题.xlsx", rows, ())
    said = ("--map", "整改任务=问题原文", "--map", "备注=忽略", "--set", "问题来源=省级督察")
    first = ledger("import", "题.xlsx", "--new", *said, "--save-mapping", "m.yaml")
    assert first.returncode == 0, first.stdout
    assert ledger("import", "题.xlsx", "--new", "--save-mapping", "m.yaml", *said).returncode == 6
    second = json.loads(ledger("import", "题.xlsx", "--new", "--mapping", "m.yaml", "--json").stdout)
    assert second["clean"]
    assert second["proposals"][0]["issue"]["source"]["kind"] == "省级督察"
    assert [one["how"] for one in second["sheets"][0]["columns"]] == ["said", "said", "said", "said", "ignored"]
    house.put(folder / "m.yaml", "columns:\n  - heading: 备注\n    feild: 忽略\n".encode())
    refused = ledger("import", "题.xlsx", "--new", "--mapping", "m.yaml")
    assert (refused.returncode, "m.yaml:3" in refused.stderr) == (5, True)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--map", "反馈问题=问题源文"), 2, "是不是"),
        (("--map", "反馈问题"), 2, "等号"),
        (("--set", "整改措施=甲"), 2, "不能各行通用"),
        (("--set", "交办日期=2026-13-05"), 2, "交办日期不能是 2026-13-05"),
        (("--set", "交办日期=26.1.5", "--apply"), 2, "是不是“2026-01-05”"),
        (("--set", "层级=国家"), 2, "只能是"),
    ],
)
def test_a_wrong_decision_is_told(ledger: Run, old: Path, words: tuple[str, ...], code: int, said: str) -> None:
    done = ledger("import", old.name, "--new", *words)
    assert (done.returncode, said in done.stderr) == (code, True), done.stderr


def test_what_is_no_list_of_issues_is_refused(ledger: Run, folder: Path, old: Path) -> None:
    foreign.write(folder / "统计.xlsx", (("单位", "件数"), ("县水务局", 3)), ())
    refused = ledger("import", "统计.xlsx", "--new")
    assert (refused.returncode, "没有找到问题清单的表头" in refused.stderr) == (5, True)
    assert ledger("import", "没有.xlsx", "--new").returncode == 5
    assert ledger("import", old.name, old.name, "--new").returncode == 2
    assert ledger("import", old.name, "--map", "甲=乙").returncode == 2


def test_several_issues_get_numbers_in_a_row_or_nothing_is_written(folder: Path) -> None:
    house.build(folder)
    ledger = Workspace(folder)
    before = house.contents(folder)

    def make(issue_id: str) -> Issue:
        return build.issue().model_copy(update={"id": issue_id, "uid": f"uid-{issue_id.lower()}"})

    def fail(issue_id: str) -> Issue:
        raise ValueError(issue_id)

    with pytest.raises(ValueError, match="ISSUE-008"):
        saving.add_all(ledger, [make, make, fail])
    assert house.contents(folder) == before
    assert [one.issue.id for one in saving.add_all(ledger, [make, make])] == ["ISSUE-006", "ISSUE-007"]
    assert {one.id for one in store.scan(ledger).issues} == {*house.IDS, "ISSUE-006", "ISSUE-007"}
    assert saving.add_all(ledger, []) == ()


def test_the_same_workbook_imported_by_four_at_once_is_in_the_ledger_once(ledger: Run, folder: Path, old: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        runs = [pool.submit(ledger, "import", old.name, "--new", "--apply", "--as", "zhang") for _ in range(4)]
        codes = sorted(one.result().returncode for one in runs)
    assert codes[0] == 0
    assert set(codes) <= {0, 6}
    assert len(list((folder / "issues").rglob("*.yaml"))) == 8
    assert ledger("validate").returncode == 0
