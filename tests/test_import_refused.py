"""`import` refuses what the command for the same thing refuses, and says what to do about what it doesn't take."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

import house
from ledger.model.hidden import BASE_SHEET
from ledger.model.locked import UID
from terminal import at_a_terminal
from test_import import fill, issue_of

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def export(ledger: Run, folder: Path, *more: str) -> Path:
    done = ledger("export", "--xlsx", "台账.xlsx", "--force", *more)
    assert done.returncode == 0, done.stderr
    return folder / "台账.xlsx"


@pytest.fixture
def exported(ledger: Run, folder: Path) -> Path:
    """The house's ledger and the workbook that went out of it."""
    house.build(folder)
    return export(ledger, folder)


def refused(ledger: Run, *arguments: str) -> list[tuple[str | None, str, str]]:
    """What `import --apply` doesn't take: the cell, the reason's key and the reason in words."""
    told = json.loads(ledger("import", *arguments, "--apply", "--as", "zhang", "--json").stdout)
    return [(one["cell"], one["rule"], one["why"]) for one in told["refused"]]


LEDGER, MEASURES = "整改台账", "措施清单"


@pytest.mark.parametrize(
    ("written", "command"),
    [
        ((LEDGER, "ISSUE-004", "最新进展", "销号后又报"), "progress 4 -m 又报"),
        ((LEDGER, "ISSUE-001", "最新进展", "【2026-06】早报"), "progress 1 -m 早报 --month 2026-06"),
        ((MEASURES, "ISSUE-002#1", "完成日期", "2026-05-19"), "progress 2 --measure 1"),
        ((MEASURES, "ISSUE-001#2", "完成日期", "2026-01-03"), "progress 1 --measure 2 --done-on 2026-01-03"),
        ((MEASURES, "ISSUE-001#2", "完成日期", "2026-05-21"), "progress 1 --measure 2 --done-on 2026-05-21"),
        ((LEDGER, "ISSUE-001", "整改目标", "—"), "edit 1 --set 整改目标="),
        ((LEDGER, "ISSUE-005", "督导单位", "—"), "edit 5 --set 督导单位="),
    ],
)
def test_a_cell_is_asked_what_its_command_is_asked(
    ledger: Run, folder: Path, exported: Path, written: tuple[str, str, str, str], command: str
) -> None:
    sheet, key, heading, value = written
    fill(exported, {(key, heading): value}, sheet=sheet)
    before = house.contents(folder)
    by_hand = ledger(*command.split(), "--as", "zhang")
    assert by_hand.returncode in {2, 4}
    ((_, _, why),) = refused(ledger, exported.name)
    assert why in by_hand.stderr
    assert house.contents(folder) == before


def test_other_units_after_the_start_take_a_reason_that_is_signed(ledger: Run, folder: Path, exported: Path) -> None:
    fill(exported, {("ISSUE-001", "责任单位"): "县住建局", ("ISSUE-001", "行政区域"): "青石镇"})
    before = house.contents(folder)
    assert ledger("edit", "1", "--set", "责任单位=县住建局", "--as", "zhang").returncode == 4
    ((cell, rule, why),) = refused(ledger, exported.name)
    assert (cell, rule, "-m" in why) == ("K4", "import.units-need-why", True), "the region is not to blame"
    assert house.contents(folder) == before
    done = ledger("import", exported.name, "--apply", "--as", "zhang", "-m", "机构改革")
    assert done.returncode == 0, done.stdout
    after = issue_of(folder, 1)
    step = after.history[-1]
    assert (step.move, step.why) == ("import", "导入 台账.xlsx：行政区域、责任单位（县水务局 → 县住建局：机构改革）")
    assert after.plan is not None
    assert (after.plan.responsible_units, after.plan.former_units) == (("县住建局",), ("县水务局",))


def test_nobody_answers_for_work_that_has_begun_is_refused_with_any_reason(
    ledger: Run, folder: Path, exported: Path
) -> None:
    fill(exported, {("ISSUE-001", "责任单位"): "—"})
    before = house.contents(folder)
    assert [rule for _, rule, _ in refused(ledger, exported.name, "-m", "改革")] == ["amend.element-emptied"]
    emptied = ledger("edit", "1", "--set", "责任单位=", "--why", "改革", "--as", "zhang")
    assert (emptied.returncode, "不能清空" in emptied.stderr) == (4, True)
    assert house.contents(folder) == before


def neighbour(ledger: Run, folder: Path, title: str) -> Path:
    """The workbook of another ledger, whose numbers are the same and whose issues are not."""
    place = folder.parent / "邻县"
    place.mkdir()
    house.build(place)
    for path in (place / "issues").rglob("*.yaml"):
        text = path.read_text("utf-8").replace("uid: 5b1c8f0e", "uid: 77777777")
        path.write_text(text, "utf-8", newline="\n")
    (place / "ledger.toml").write_text(house.SETTINGS.replace("某县督察整改台账", title), "utf-8")
    assert ledger("export", "--xlsx", str(folder / "邻县.xlsx"), cwd=place).returncode == 0
    return folder / "邻县.xlsx"


@pytest.mark.parametrize("title", ["某县督察整改台账", "邻县督察整改台账"])
def test_a_workbook_of_another_ledger_is_refused_whole(ledger: Run, folder: Path, title: str) -> None:
    house.build(folder)
    there = neighbour(ledger, folder, title)
    fill(there, {("ISSUE-001", "行政区域"): "邻镇"})
    before = house.contents(folder)
    done = ledger("import", there.name, "--apply", "--as", "zhang")
    lines = [line for line in done.stdout.splitlines() if line.startswith("  ")]
    assert (done.returncode, len(lines), "另一本台账" in lines[0]) == (1, 1, True)
    assert house.contents(folder) == before


def test_rows_of_another_ledger_among_ours_are_refused_one_by_one(ledger: Run, folder: Path, exported: Path) -> None:
    """Somebody copied rows from one workbook into another; or an issue was written anew under an old number."""
    fill(exported, {("ISSUE-001", "行政区域"): "甲镇", ("ISSUE-002", "行政区域"): "乙镇"})
    path = folder / "issues" / "ISSUE-001.yaml"
    path.write_text(path.read_text("utf-8").replace("uid: 5b1c8f0e", "uid: 77777777"), "utf-8", newline="\n")
    done = ledger("import", exported.name, "--apply", "--as", "zhang", "--on-conflict", "skip", "--json")
    told = json.loads(done.stdout)
    assert {(one["sheet"], one["text"], one["rule"]) for one in told["refused"]} == {
        (LEDGER, "ISSUE-001", "import.foreign-row"),
        (MEASURES, "ISSUE-001#1", "import.foreign-row"),
        (MEASURES, "ISSUE-001#2", "import.foreign-row"),
    }
    assert [issue_of(folder, number).region for number in (1, 2)] == ["红旗镇", "乙镇"]


def test_an_issue_that_was_renumbered_is_named_by_its_new_number(ledger: Run, folder: Path, exported: Path) -> None:
    """Two people used one number at the same time; one of the two was changed, as `check` advises."""
    old, new = (folder / "issues" / f"ISSUE-{number:03d}.yaml" for number in (2, 6))
    text = old.read_text("utf-8")
    new.write_text(text.replace("ISSUE-002", "ISSUE-006"), "utf-8", newline="\n")
    old.write_text(text.replace("5b1c8f0e-0002", "5b1c8f0e-9999"), "utf-8", newline="\n")
    said = [why for _, rule, why in refused(ledger, exported.name) if rule == "import.renumbered"]
    assert said
    assert all("ISSUE-006" in why for why in said)


def test_a_workbook_of_an_older_program_tells_only_the_ledgers_name(ledger: Run, folder: Path) -> None:
    house.build(folder)
    there = neighbour(ledger, folder, "邻县督察整改台账")
    book = openpyxl.load_workbook(there)
    for row in book[BASE_SHEET].iter_rows():
        for cell in row:
            if cell.value == UID or str(cell.value).startswith("77777777"):
                cell.value = None
    book.save(there)
    fill(there, {("ISSUE-001", "行政区域"): "邻镇"})
    told = json.loads(ledger("import", there.name, "--json").stdout)
    assert [one["new"] for one in told["changes"]] == ["邻镇"]
    assert [one["rule"] for one in told["remarks"]] == ["import.other-ledger"]


def test_what_was_filled_in_by_hand_is_told_cell_by_cell(ledger: Run, folder: Path) -> None:
    house.build(folder)
    (folder / "templates" / "sheets").mkdir(parents=True, exist_ok=True)
    (folder / "templates/sheets/办理.yaml").write_text(BY_HAND, "utf-8", newline="\n")
    path = export(ledger, folder, "--sheet", "办理")
    fill(path, {("ISSUE-001", "是否属实"): "属实", ("ISSUE-002", "核实情况"): "经核查\n属实"}, sheet="办理")
    done = ledger("import", path.name)
    told = [line for line in done.stdout.splitlines() if "没有收" in line]
    assert (done.returncode, [line.split("”")[0] for line in told]) == (
        0,
        ["  台账.xlsx 办理!D4 是否属实“属实", "  台账.xlsx 办理!C5 核实情况“经核查 属实"],
    )


BY_HAND = """subject: issue
columns:
  - {heading: 问题编号, field: id, width: 12}
  - {heading: 问题名称, field: title, width: 30, editable: 是}
  - {heading: 核实情况, field: by-hand, width: 30}
  - {heading: 是否属实, field: by-hand, width: 12}
"""


def without(path: Path, *headings: str, sheet: str = LEDGER) -> None:
    """The workbook after somebody has deleted these columns."""
    book = openpyxl.load_workbook(path)
    for heading in headings:
        cells = (cell for row in book[sheet].iter_rows(max_row=15) for cell in row)
        book[sheet].delete_cols(next(cell.column for cell in cells if cell.value == heading and cell.column))
    book.save(path)


def test_a_sheet_that_lost_every_number_is_one_line_and_no_new_issue(ledger: Run, exported: Path) -> None:
    fill(exported, {("ISSUE-001", "整改目标"): "改过"})
    without(exported, "_key", "问题编号")
    without(exported, "_key", "措施编号", sheet=MEASURES)
    told = json.loads(ledger("import", exported.name, "--json").stdout)
    assert [(one["sheet"], one["rule"]) for one in told["refused"]] == [
        (LEDGER, "import.no-number-column"),
        (MEASURES, "import.no-number-column"),
    ]
    assert ["问题编号" in one["why"] for one in told["refused"]] == [True, False]
    assert told["changes"] == []


def test_the_advice_is_about_what_really_stands_in_the_way(ledger: Run, folder: Path, exported: Path) -> None:
    def advice(*arguments: str) -> str:
        done = ledger("import", *arguments, "--apply", "--as", "zhang")
        assert done.returncode == 1
        return done.stderr

    fill(exported, {("ISSUE-001", "整改目标"): "表里的"})
    other = fill(exported, {("ISSUE-001", "整改目标"): "另一张表的"}, to=folder / "另一张.xlsx")
    assert ledger("edit", "1", "--set", "整改目标=文件里的", "--as", "zhang").returncode == 0
    alone = advice(exported.name)
    assert "theirs" in alone
    among = advice(exported.name, other.name, "--on-conflict", "theirs")
    assert ("theirs 定不了" in among, "ask" in among) == (True, True)
    fill(exported, {("ISSUE-001", "整改状态"): "基本完成"})
    mend = advice(exported.name, "--on-conflict", "ours")
    assert ("请在表里改好" in mend, "ours" in mend) == (True, False)
    assert "skip" not in mend, "there is nothing else to take"
    fill(exported, {("ISSUE-002", "行政区域"): "红旗镇"})
    rest = advice(exported.name, "--on-conflict", "theirs")
    assert ("skip" in rest, "theirs" in rest) == (True, False)


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals there")
def test_nobody_is_asked_while_something_is_not_taken(
    ledger: Run, folder: Path, environment: dict[str, str], exported: Path
) -> None:
    fill(exported, {("ISSUE-001", "整改目标"): "表里的", ("ISSUE-002", "整改状态"): "基本完成"})
    assert ledger("edit", "1", "--set", "整改目标=文件里的", "--as", "zhang").returncode == 0
    command = ("import", exported.name, "--on-conflict", "ask", "--apply", "--as", "zhang")
    code, shown = at_a_terminal(folder, environment, *command)
    assert (code, "用哪个" in shown, "请在表里改好" in shown) == (1, False, True), shown


def test_files_that_are_no_workbooks_are_all_named_and_locks_passed_over(
    ledger: Run, folder: Path, exported: Path
) -> None:
    lock = folder / "~$台账.xlsx"
    lock.write_bytes(b"\x05Zhang" + b"\0" * 100)
    done = ledger("import", exported.name, lock.name)
    assert (done.returncode, "~$台账.xlsx" in done.stdout, "跳过" in done.stdout) == (0, True, True)
    assert ledger("import", lock.name).returncode == 5
    several = ledger("import", exported.name, lock.name, "issues", "没有.xlsx", "people.yaml")
    assert (several.returncode, several.stdout) == (5, "")
    assert [name in several.stderr for name in ("issues/*.xlsx", "没有.xlsx", "people.yaml")] == [True] * 3


def test_a_workbook_without_what_was_exported_is_told_apart_from_one_of_somebody_else(
    ledger: Run, exported: Path
) -> None:
    book = openpyxl.load_workbook(exported)
    del book[BASE_SHEET]
    book.save(exported)
    done = ledger("import", exported.name)
    assert (done.returncode, BASE_SHEET in done.stderr, "--new" in done.stderr) == (5, True, False)


def test_an_emptied_name_is_not_told_to_be_deleted(ledger: Run, exported: Path) -> None:
    fill(exported, {("ISSUE-001", "问题名称"): None, ("ISSUE-001", "行政区域"): None})
    told = {one["rule"]: one["text"] for one in json.loads(ledger("import", exported.name, "--json").stdout)["remarks"]}
    assert ("—" in told["import.empty"], "—" in told["import.empty-kept"]) == (True, False)
