"""`import`: the sheet that went out comes back, and only what a person changed is changed."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

import house
import sample_issues as sample
from ledger.actions import importing
from ledger.actions.desk import Desk
from ledger.actions.importing import as_exported, present
from ledger.formats.xlsx import reading
from ledger.model.acts import Progress
from ledger.model.changes import Changes, compare
from ledger.model.grid import Book, Cell
from ledger.model.issue import Issue
from ledger.model.plan import Measure, Quantity
from ledger.model.readers import EDITABLE
from ledger.model.report import Report, build
from ledger.model.returned import read
from ledger.store import folder as store
from ledger.store.patch import tree_of
from ledger.store.sheets import shipped_names
from ledger.store.workspace import Workspace
from terminal import at_a_terminal

Run = Callable[..., "subprocess.CompletedProcess[str]"]
Value = str | int | float | date | None
Cells = Mapping[tuple[str, str], Value]
"""What is written into a sheet: by key and heading."""


def heading_row(sheet: Worksheet) -> int:
    cells = (cell for row in sheet.iter_rows(max_row=15) for cell in row)
    return next(cell.row for cell in cells if cell.value == "_key" and cell.row)


def columns(sheet: Worksheet) -> dict[str, int]:
    return {str(cell.value): cell.column for cell in sheet[heading_row(sheet)] if cell.value}


def row_of(sheet: Worksheet, key: str) -> int:
    at = columns(sheet)["_key"]
    return next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, at).value == key)


def fill(path: Path, cells: Cells, sheet: str = "整改台账", to: Path | None = None) -> Path:
    """Write into a workbook as a person would, and save it."""
    book = openpyxl.load_workbook(path)
    there = book[sheet]
    at = columns(there)
    for (key, heading), value in cells.items():
        there.cell(row_of(there, key), at[heading]).value = value
    book.save(to or path)
    return to or path


@pytest.fixture
def exported(ledger: Run, folder: Path) -> Path:
    """The house's ledger and the workbook that went out of it."""
    house.build(folder)
    done = ledger("export", "--xlsx", "台账.xlsx")
    assert done.returncode == 0, done.stderr
    return folder / "台账.xlsx"


def issue_of(folder: Path, number: int) -> Issue:
    return store.get(Workspace(folder), f"ISSUE-{number:03d}").issue


def test_what_nobody_touched_changes_nothing(ledger: Run, folder: Path, exported: Path) -> None:
    before = house.contents(folder)
    done = ledger("import", exported.name, "--apply")
    assert (done.returncode, done.stdout) == (0, "表里没有改动，台账没有动。\n"), done.stderr
    assert house.contents(folder) == before


def test_the_plan_is_shown_and_nothing_written_until_it_is_applied(ledger: Run, folder: Path, exported: Path) -> None:
    fill(exported, {("ISSUE-001", "整改目标"): "水质达到Ⅱ类", ("ISSUE-001", "最新进展"): "封堵 5 个排口"})
    before = house.contents(folder)
    planned = ledger("import", exported.name)
    assert planned.returncode == 0
    assert planned.stdout.splitlines() == [
        "ISSUE-001 红旗河水质超标",
        "  整改目标：水质达到Ⅲ类 → 水质达到Ⅱ类    [台账.xlsx 整改台账!I4]",
        "  最新进展：【2026-04】已清淤 1 公里 → 封堵 5 个排口    [台账.xlsx 整改台账!S4]",
        "改动 2 处，涉及 1 件；冲突 0，不收 0，提醒 0",
    ]
    assert house.contents(folder) == before

    nobody = ledger("import", exported.name, "--apply")
    assert (nobody.returncode, house.contents(folder)) == (4, before)

    done = ledger("import", exported.name, "--apply", "--as", "zhang")
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "已写入 2 处改动，1 件"), done.stderr
    changed = {name for name, data in house.contents(folder).items() if before.get(name) != data}
    assert changed == {"issues/ISSUE-001.yaml"}
    lines = iter((folder / "issues/ISSUE-001.yaml").read_text("utf-8").splitlines())
    kept = [line for line in house.LATE.splitlines() if "水质达到Ⅲ类" not in line]
    assert all(line in lines for line in kept), "comments, blanks and order are as a hand left them"
    step = issue_of(folder, 1).history[-1]
    assert (step.move, step.by, step.date.isoformat(), step.why) == (
        "import",
        "zhang",
        "2026-05-20",
        "导入 台账.xlsx：整改目标、最新进展",
    )
    again = ledger("import", exported.name)
    assert (again.returncode, again.stdout) == (0, "表里没有改动，台账没有动。\n"), "it is in the ledger already"
    checked = ledger("check", "--json")
    assert [one for one in json.loads(checked.stdout)["problems"] if one["level"] != "warning"] != []
    assert "broken-history" not in checked.stdout
    assert "unsigned-status" not in checked.stdout


def test_a_newer_edit_of_the_files_is_never_reverted(ledger: Run, folder: Path, exported: Path) -> None:
    fill(exported, {("ISSUE-001", "行政区域"): "青石镇"})
    assert ledger("edit", "ISSUE-001", "--set", "整改目标=水质达到Ⅰ类", "--as", "zhang").returncode == 0
    assert ledger("import", exported.name, "--apply", "--as", "zhang").returncode == 0
    after = issue_of(folder, 1)
    assert (after.region, after.plan and after.plan.goal) == ("青石镇", "水质达到Ⅰ类")


def test_what_both_sides_changed_is_a_conflict_until_somebody_decides(
    ledger: Run, folder: Path, exported: Path
) -> None:
    fill(exported, {("ISSUE-001", "整改目标"): "表里的", ("ISSUE-002", "行政区域"): "红旗镇"})
    ledger("edit", "ISSUE-001", "--set", "整改目标=文件里的", "--as", "zhang")
    before = house.contents(folder)
    for arguments in ((), ("--apply", "--as", "zhang")):
        done = ledger("import", exported.name, *arguments)
        assert done.returncode == 1
        assert "ISSUE-001 整改目标：导出时 水质达到Ⅲ类，台账现在 文件里的，表里 表里的" in done.stdout
        assert house.contents(folder) == before
    asked = ledger("import", exported.name, "--on-conflict", "ask")
    assert (asked.returncode, "终端" in asked.stderr) == (2, True)
    assert ledger("import", exported.name, "--on-conflict", "both").returncode == 2

    skipped = ledger("import", exported.name, "--apply", "--as", "zhang", "--on-conflict", "skip")
    assert (skipped.returncode, issue_of(folder, 2).region) == (1, "红旗镇"), (
        "the rest is taken, and said not to be all"
    )
    assert issue_of(folder, 1).plan == store_plan(before, 1)
    ours = ledger("import", exported.name, "--apply", "--as", "zhang", "--on-conflict", "ours")
    assert (ours.returncode, issue_of(folder, 1).plan) == (0, store_plan(before, 1))
    theirs = ledger("import", exported.name, "--apply", "--as", "zhang", "--on-conflict", "theirs")
    plan = issue_of(folder, 1).plan
    assert (theirs.returncode, plan and plan.goal) == (0, "表里的")


def store_plan(contents: Mapping[str, bytes], number: int) -> object:
    with tempfile.TemporaryDirectory() as place:
        for name, data in contents.items():
            house.put(Path(place, name), data)
        return issue_of(Path(place), number).plan


def test_a_status_is_no_value_but_asks_for_its_move(ledger: Run, folder: Path, exported: Path) -> None:
    fill(exported, {("ISSUE-002", "整改状态"): "整改中", ("ISSUE-001", "整改状态"): "已验收"})
    done = ledger("import", exported.name, "--as", "li", "--apply")
    assert done.returncode == 1
    assert "不能改为“已验收”" in done.stdout
    assert "措施" in done.stdout
    assert issue_of(folder, 2).status == "open", "all or nothing"
    fill(exported, {("ISSUE-001", "整改状态"): "整改中"})
    assert ledger("import", exported.name, "--as", "zhang", "--apply").returncode == 0
    begun = issue_of(folder, 2)
    assert begun.status == "in-progress"
    assert [step.move for step in begun.history] == ["import", "start"]


def test_closing_an_issue_by_its_cell_asks_every_guard(ledger: Run, folder: Path, exported: Path) -> None:
    fill(exported, {("ISSUE-003", "整改状态"): "已销号"})
    verifier = ledger("import", exported.name, "--as", "li", "--apply")
    assert (verifier.returncode, "职责" in verifier.stdout) == (1, True)
    assert ledger("import", exported.name, "--as", "wang", "--apply").returncode == 0
    assert [one.by for one in issue_of(folder, 3).closures] == ["wang"]
    assert ledger("check", "--json").stdout.count("unsigned") == 0


def test_what_the_ledger_has_moved_on_from_is_no_edit_of_a_locked_column(ledger: Run, exported: Path) -> None:
    """Days late, the standing, the deadline, a measure's state: all differ by now, and nobody wrote into them."""
    moves = (
        ("start", "2", "--as", "zhang"),
        ("edit", "1", "--set", "来源文件=第21批交办单", "--set", "配合单位=县住建局", "--as", "zhang"),
        ("extend", "1", "--to", "2026-12-31", "--why", "汛期", "--as", "zhang"),
        ("extend", "1", "--approve", "--document", "整改办〔2026〕7号", "--as", "zhao"),
        ("progress", "1", "--measure", "2", "--done", "-m", "已封堵", "--as", "qian"),
        ("close", "3", "--as", "wang"),
    )
    assert [ledger(*move).returncode for move in moves] == [0] * len(moves)
    for day in ("2026-05-20", "2026-09-01"):
        done = ledger("import", exported.name, "--as-of", day)
        assert (done.returncode, done.stdout) == (0, "表里没有改动，台账没有动。\n")


def test_a_locked_column_that_was_edited_is_told_once_with_its_cells(ledger: Run, exported: Path) -> None:
    fill(exported, {(key, "最后期限"): "2027-01-01" for key in ("ISSUE-001", "ISSUE-002")})
    done = ledger("import", exported.name)
    assert done.returncode == 0
    remarks = [line for line in done.stdout.splitlines() if "没有收" in line]
    why = "最后期限改了 2 格（O4、O5，如“2027-01-01”），没有收：这一列是算出来的"
    assert remarks == [f"  台账.xlsx 整改台账!O4 {why}。要改请用 ledger extend ISSUE-001 --to …"]


def test_everything_that_is_not_taken_is_told_with_its_cell(ledger: Run, folder: Path, exported: Path) -> None:
    fill(
        exported,
        {
            ("ISSUE-005", "环境要素"): "=1+1",
            ("ISSUE-003", "整改目标"): "改",
            ("ISSUE-001", "整改状态"): "基本完成",
            ("ISSUE-004", "行政区域"): None,
            ("ISSUE-005", "最后期限"): "改了",
            ("ISSUE-002", "行政区域"): "—",
        },
    )
    book = openpyxl.load_workbook(exported)
    sheet = book["整改台账"]
    for at, text in enumerate(("6", "ISSUE-006", "自查", "1", "某镇", "水", "新增的问题"), 1):
        sheet.cell(sheet.max_row + (at == 1), at).value = text
    sheet.cell(heading_row(sheet), sheet.max_column + 1).value = "联系电话"
    book.save(exported)
    before = house.contents(folder)
    done = ledger("import", exported.name, "--json")
    told = json.loads(done.stdout)
    assert (done.returncode, told["clean"], told["applied"]) == (1, False, False)
    assert {(one["cell"], one["rule"]) for one in told["refused"]} == {
        ("F8", "import.formula"),
        ("I6", "amend.plan-verified"),
        ("Q4", "usage.bad-status"),
        (None, "import.new-row"),
    }
    assert {(one["cell"], one["rule"]) for one in told["remarks"]} == {
        (None, "import.added"),
        ("E7", "import.empty"),
        ("O8", "import.locked"),
    }
    assert [(one["id"], one["old"], one["new"]) for one in told["changes"]] == [("ISSUE-002", "青石镇", "")]
    assert house.contents(folder) == before


def test_twenty_workbooks_at_once_and_their_overlaps(ledger: Run, folder: Path, exported: Path) -> None:
    place = folder / "returned"
    place.mkdir()
    for number in range(1, 19):
        fill(exported, {}, to=place / f"{number}.xlsx")
    fill(exported, {("ISSUE-001", "行政区域"): "甲镇", ("ISSUE-002", "行政区域"): "丙镇"}, to=place / "县水务局.xlsx")
    fill(exported, {("ISSUE-001", "行政区域"): "乙镇", ("ISSUE-002", "行政区域"): "丙镇"}, to=place / "县住建局.xlsx")
    files = [str(path.relative_to(folder)) for path in sorted(place.glob("*.xlsx"))]
    done = ledger("import", *files, "--json")
    told = json.loads(done.stdout)
    assert (done.returncode, len(told["files"])) == (1, 20)
    assert [(one["id"], [cell["file"] for cell in one["cells"]]) for one in told["changes"]] == [
        ("ISSUE-002", ["returned/县住建局.xlsx", "returned/县水务局.xlsx"])
    ]
    sides = [(side["new"], [cell["file"] for cell in side["cells"]]) for side in told["conflicts"][0]["sides"]]
    assert sides == [("乙镇", ["returned/县住建局.xlsx"]), ("甲镇", ["returned/县水务局.xlsx"])]
    theirs = ledger("import", *files, "--on-conflict", "theirs", "--apply", "--as", "zhang")
    assert (theirs.returncode, issue_of(folder, 1).region) == (1, "红旗镇"), "two of theirs: nobody has decided"


def test_a_sheet_that_people_have_worked_on_is_still_understood(ledger: Run, exported: Path) -> None:
    """Columns moved, hidden, added and deleted; rows sorted; a line above; cells merged; the sheet renamed."""
    book = openpyxl.load_workbook(exported)
    sheet = book["整改台账"]
    head = heading_row(sheet)
    lines = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=head)]
    at = {heading: number for number, heading in enumerate(lines[0])}
    order = [n for n in reversed(range(len(lines[0]))) if lines[0][n] not in {"进度情况", "环境要素"}]
    renamed = {"整改时限": "完成时限", "整改目标": "整改 目标（填）"}
    for line in lines[1:]:
        if line[at["问题编号"]] == "ISSUE-001":
            line[at["整改目标"]] = "水质达到Ⅱ类"
    made = book.create_sheet("县水务局填报")
    made.append(["请于月底前报回"])
    made.append([renamed.get(str(lines[0][n]), lines[0][n]) for n in order] + ["备注"])
    for line in reversed(lines[1:]):
        made.append([line[n] for n in order] + ["某备注"])
    made.column_dimensions["C"].hidden = True
    made.row_dimensions[4].hidden = True
    book.remove(sheet)
    book.save(exported)
    done = ledger("import", exported.name, "--json")
    told = json.loads(done.stdout)
    assert [(one["id"], one["field"], one["new"]) for one in told["changes"]] == [
        ("ISSUE-001", "plan.goal", "水质达到Ⅱ类")
    ]
    assert (done.returncode, {one["rule"] for one in told["remarks"]}) == (0, {"import.added"})


def test_rows_of_which_only_the_visible_columns_were_sorted_are_refused(
    ledger: Run, folder: Path, exported: Path
) -> None:
    book = openpyxl.load_workbook(exported)
    sheet = book["整改台账"]
    head, last = heading_row(sheet), columns(sheet)["_key"]
    rows = [[cell.value for cell in row[: last - 1]] for row in sheet.iter_rows(min_row=head + 1)]
    for number, row in enumerate(reversed(rows), head + 1):
        for at, value in enumerate(row, 1):
            sheet.cell(number, at).value = value
    book.save(exported)
    before = house.contents(folder)
    done = ledger("import", exported.name, "--json", "--apply", "--as", "zhang")
    assert done.returncode == 1
    assert {one["rule"] for one in json.loads(done.stdout)["refused"]} == {"import.key-differs"}
    assert house.contents(folder) == before


def test_a_copied_row_that_was_changed_is_a_conflict_and_not_an_edit(ledger: Run, folder: Path, exported: Path) -> None:
    """Somebody copied a row to write a new issue into it; the old one must not be overwritten."""
    book = openpyxl.load_workbook(exported)
    sheet = book["整改台账"]
    copied = [cell.value for cell in sheet[row_of(sheet, "ISSUE-001")]]
    copied[columns(sheet)["问题名称"] - 1] = "另一个问题"
    for at, value in enumerate(copied, 1):
        sheet.cell(sheet.max_row + (at == 1), at).value = value
    book.save(exported)
    done = ledger("import", exported.name, "--json")
    told = json.loads(done.stdout)
    assert (done.returncode, told["changes"]) == (1, [])
    assert [(one["kind"], one["id"], one["field"]) for one in told["conflicts"]] == [("rows", "ISSUE-001", "title")]
    assert issue_of(folder, 1).title == "红旗河水质超标"


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals there")
def test_somebody_at_a_terminal_decides_each_conflict(
    ledger: Run, folder: Path, environment: dict[str, str], exported: Path
) -> None:
    fill(exported, {("ISSUE-001", "整改目标"): "表里的", ("ISSUE-002", "整改目标"): "表里的二"})
    for number in ("1", "2"):
        assert ledger("edit", number, "--set", "整改目标=文件里的", "--as", "zhang").returncode == 0
    command = ("import", exported.name, "--on-conflict", "ask", "--apply", "--as", "zhang")
    code, shown = at_a_terminal(folder, environment, *command, typed="1\no\n")
    goals = [one.plan and one.plan.goal for one in (issue_of(folder, 1), issue_of(folder, 2))]
    assert (code, goals) == (0, ["表里的", "文件里的"]), shown
    assert "导出时“水质达到Ⅲ类”，台账“文件里的”" in shown
    assert "1 “表里的”（台账.xlsx 整改台账!I4）" in shown


@pytest.mark.skipif(shutil.which("soffice") is None, reason="a round trip through LibreOffice needs soffice")
def test_a_workbook_that_libreoffice_has_saved_is_the_same_workbook(ledger: Run, folder: Path, exported: Path) -> None:
    saved = folder / "saved"
    profile = f"-env:UserInstallation={(folder.parent / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(saved), str(exported)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    done = ledger("import", f"saved/{exported.name}")
    assert (done.returncode, done.stdout) == (0, "表里没有改动，台账没有动。\n")
    fill(saved / exported.name, {("ISSUE-001#2", "完成日期"): "2026-05-18"}, sheet="措施清单")
    told = json.loads(ledger("import", f"saved/{exported.name}", "--json").stdout)
    assert [(one["id"], one["measure"], one["new"]) for one in told["changes"]] == [("ISSUE-001", "2", "2026-05-18")]


def test_measures_come_back_with_their_day_and_their_count(ledger: Run, folder: Path, exported: Path) -> None:
    cells: Cells = {
        ("ISSUE-001#1", "完成量"): 2.5,
        ("ISSUE-001#2", "完成日期"): "2026年5月18日",
        ("ISSUE-005#1", "完成日期"): datetime(2026, 5, 19),  # noqa: DTZ001 - a cell knows no zone
        ("ISSUE-002#1", "完成日期"): 46160,
        ("ISSUE-001#2", "责任单位"): "县住建局，县水利局",
    }
    fill(exported, cells, sheet="措施清单")
    assert ledger("start", "2", "--as", "zhang").returncode == 0
    done = ledger("import", exported.name, "--apply", "--as", "zhang", "-m", "分工调整")
    assert done.returncode == 0, done.stdout + done.stderr
    first = issue_of(folder, 1)
    assert first.plan is not None
    one, two = first.plan.measures
    assert (one.quantity and one.quantity.done, two.done_on, two.units) == (
        Decimal("2.5"),
        date(2026, 5, 18),
        ("县住建局", "县水务局"),
    )
    assert [(count.number, count.done) for count in first.progress[-1].counts] == [("1", Decimal("2.5"))]
    for number, day in ((5, date(2026, 5, 19)), (2, date(2026, 5, 18))):
        plan = issue_of(folder, number).plan
        assert plan is not None
        assert plan.measures[0].done_on == day


def test_a_file_that_is_none_of_ours_is_one_clear_line(ledger: Run, folder: Path) -> None:
    house.build(folder)
    book = openpyxl.Workbook()
    book.save(folder / "旧台账.xlsx")
    house.put(folder / "台账.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    for name in ("旧台账.xlsx", "台账.xls", "没有.xlsx", "issues"):
        done = ledger("import", name)
        assert (done.returncode, done.stdout) == (5, ""), name
        assert len(done.stderr.splitlines()) == 1, done.stderr
        assert name in done.stderr
    book.active["A1"] = "会议安排"
    book.save(folder / "旧台账.xlsx")
    done = ledger("import", "旧台账.xlsx")
    assert (done.returncode, done.stderr) == (1, "")
    assert "--new" in done.stdout


def test_a_character_that_no_record_may_hold_is_refused_in_its_cell(ledger: Run, exported: Path) -> None:
    fill(exported, {("ISSUE-001", "整改目标"): "水质\u202e达标", ("ISSUE-001", "行政区域"): "青石镇"})
    done = ledger("import", exported.name, "--json")
    told = json.loads(done.stdout)
    assert [one["cell"] for one in told["refused"]] == ["I4"]
    assert [one["field"] for one in told["changes"]] == ["region"]


def plan_of(data: bytes, issues: tuple[Issue, ...]) -> Changes:
    """What a workbook would change in a ledger of these issues."""
    known = tuple((one, f"issues/{one.id}.yaml") for one in issues)
    office = sample.office()
    back = read(reading.read(data, "台账.xlsx"))
    return compare([back], present(known, office), office, as_exported(known, office))


texts = st.one_of(
    st.text(alphabet="甲乙Ⅲ、，（）【】 \n=-+@_x000D_#1.,;。\t'\"<&>", min_size=1, max_size=30),
    st.sampled_from(
        ["=1+1", "—", "清空", "#N/A", "_x000D_", "1.10", "2026-05-31", "【2026-05】", "true", "0012", " 甲 "]
    ),
).filter(lambda text: bool(text.strip()))
units = st.lists(
    st.sampled_from([*sample.UNITS, "市整改办", "各县（市、区）政府", "甲、乙"]) | texts, max_size=3, unique=True
)
counts = st.decimals(0, 99999, places=2)
days = st.dates(date(2025, 9, 1), date(2027, 12, 31))


@st.composite
def issues(draw: st.DrawFn) -> tuple[Issue, ...]:
    """A ledger of a few issues whose editable values are anything that a record may hold."""
    made = []
    for number in range(1, draw(st.integers(1, 4)) + 1):
        measures = tuple(
            Measure(
                number=str(at),
                text=draw(texts),
                units=tuple(draw(units)),
                done_on=draw(st.none() | days),
                quantity=draw(st.none() | st.builds(Quantity, total=st.just(100), unit=st.just("台"), done=counts)),
                funds=draw(st.none() | counts),
            )
            for at in range(1, draw(st.integers(0, 2)) + 1)
        )
        plan = sample.plan(
            number,
            goal=draw(st.none() | texts),
            lead_units=tuple(draw(units)),
            responsible_units=tuple(draw(units)),
            supervisor_units=tuple(draw(units)),
            person=draw(st.none() | st.sampled_from(["zhang", "张三", "镇长"]) | texts),
            measures=measures,
        )
        entry = Progress(
            month="2026-05", date=date(2026, 5, 2), by="zhang", text=draw(texts), problems=draw(st.none() | texts)
        )
        one = sample.variety(draw(st.integers(0, 8))).model_copy(
            update={
                "id": f"ISSUE-{number:03d}",
                "title": draw(texts),
                "region": draw(st.none() | texts),
                "fields": tuple(draw(st.lists(texts, max_size=3))),
                "plan": draw(st.sampled_from([plan, plan, plan, None])),
                "progress": draw(st.sampled_from([(), (entry,), (entry, entry)])),
            }
        )
        made.append(one)
    return tuple(made)


@given(issues(), st.sampled_from([(), *((name,) for name in shipped_names())]))
def test_any_ledger_exported_and_read_back_changes_nothing(made: tuple[Issue, ...], names: tuple[str, ...]) -> None:
    report: Report = build(((one, f"issues/{one.id}.yaml") for one in made), sample.DAY, sample.office())
    book = sample.workbook(report, *names)
    assert plan_of(book, made) == Changes()
    back = read(reading.read(book, "台账.xlsx"))
    known = tuple((one, f"issues/{one.id}.yaml") for one in made)
    alone = compare([back], present(known, sample.office()), sample.office(), lambda _: {})
    assert alone == Changes(), "the marks alone tell that no cell was edited"


NEW: Mapping[str, tuple[str, st.SearchStrategy[Value]]] = {
    "行政区域": ("整改台账", st.sampled_from(["甲镇", "乙镇", "—"])),
    "环境要素": ("整改台账", st.sampled_from(["水、大气", "噪声"])),
    "问题名称": ("整改台账", st.sampled_from(["新的名称", "另一个名称"])),
    "整改目标": ("整改台账", st.sampled_from(["新的目标\n两行", "1.10", "—"])),
    "责任单位": ("整改台账", st.sampled_from(["县水务局、县住建局", "县住建局（牵头）、甲公司", "县水务局"])),
    "督导单位": ("整改台账", st.sampled_from(["县整改办", "市环保局、县整改办"])),
    "责任人": ("整改台账", st.sampled_from(["张三", "镇长", "王五"])),
    "最新进展": ("整改台账", st.sampled_from(["【2026-05】新进展", "没有月份的进展"])),
    "完成量": ("措施清单", st.sampled_from([0, 2, 2.5, "3"])),
    "资金（万元）": ("措施清单", st.sampled_from([0, 120.5, "1,200", "—"])),
    "完成日期": ("措施清单", st.sampled_from(["2026.5.18", 46160, "—"])),
}
FIELD_OF = {
    "行政区域": {"region"},
    "环境要素": {"fields"},
    "问题名称": {"title"},
    "整改目标": {"plan.goal"},
    "责任单位": {"plan.lead_units", "plan.responsible_units", "plan.former_units"},
    "督导单位": {"plan.supervisor_units"},
    "责任人": {"plan.person"},
    "最新进展": {"progress"},
    "完成量": {"plan.measures.quantity.done", "progress"},
    "资金（万元）": {"plan.measures.funds"},
    "完成日期": {"plan.measures.done_on"},
}
"""Which keys of a record an edit of a column may touch."""


@st.composite
def edits(draw: st.DrawFn) -> dict[tuple[str, str], Value]:
    chosen: dict[tuple[str, str], Value] = {}
    for number in (1, 2, 5):
        for heading in draw(st.lists(st.sampled_from(sorted(NEW)), max_size=4, unique=True)):
            sheet, values = NEW[heading]
            value = draw(values)
            begun = number != 2
            refused = {"完成量": number != 1, "完成日期": not begun, "整改目标": begun and value == "—"}
            if not refused.get(heading):
                chosen[f"ISSUE-{number:03d}" + ("#1" if sheet == "措施清单" else ""), heading] = value
    return chosen


def touched(before: Issue, after: Issue) -> set[str]:
    """The keys at which two records differ, without positions in lists; a list that only grew counts as itself."""

    def walk(one: object, other: object, path: str) -> set[str]:
        if one == other:
            return set()
        if isinstance(one, dict) and isinstance(other, dict):
            keys = (*one, *(key for key in other if key not in one))
            return set().union(*(walk(one.get(k), other.get(k), f"{path}.{k}".lstrip(".")) for k in keys))
        if isinstance(one, list) and isinstance(other, list) and len(one) == len(other) and path == "plan.measures":
            return set().union(*(walk(a, b, path) for a, b in zip(one, other, strict=True)))
        return {path}

    return walk(tree_of(before), tree_of(after), "")


def edited(book: Book, cells: dict[tuple[str, str], Value]) -> Book:
    """The workbook with these cells filled in, as its reader would give it."""
    grids = []
    for grid in book.grids:
        head = next((line for line in grid.lines if any(c.text == "_key" for c in line.cells.values())), None)
        at = {cell.text: number for number, cell in head.cells.items()} if head else {}
        lines = []
        for line in grid.lines:
            key = line.cells[at["_key"]].text if at and at["_key"] in line.cells else ""
            new = {
                at[heading]: Cell(line.number, at[heading], "text" if isinstance(value, str) else "number", str(value))
                for (about, heading), value in cells.items()
                if about == key and NEW[heading][0] == grid.name
            }
            lines.append(replace(line, cells={**line.cells, **new}))
        grids.append(replace(grid, lines=tuple(lines)))
    return replace(book, grids=tuple(grids))


@given(edits())
def test_any_edits_applied_change_exactly_their_fields(cells: dict[tuple[str, str], Value]) -> None:
    with tempfile.TemporaryDirectory() as name:
        place = house.build(Path(name))
        desk = Desk(
            Workspace(place), date(2026, 5, 20), datetime.fromisoformat("2026-05-20T10:00:00+08:00"), ("zhang",)
        )
        before = {one.issue.id: one.issue for one in store.scan(desk.workspace).stored}
        known = [(one, f"issues/{one.id}.yaml") for one in before.values()]
        book = edited(reading.read(sample.workbook(build(known, desk.day, desk.office)), "台账.xlsx"), cells)
        planned = importing.plan_of(desk, [book], lambda _: None, "分工调整")
        assert planned.changes.clean, planned.changes
        if planned.pairs:
            importing.apply(desk, planned)
        for one in store.scan(desk.workspace).stored:
            was, mine = before[one.issue.id], [h for key, h in cells if key.partition("#")[0] == one.issue.id]
            changed = touched(was, one.issue)
            assert changed <= set().union(*(FIELD_OF[heading] for heading in mine), {"history"})
            wanted = {edit.field for edit in planned.changes.edits if edit.issue == one.issue.id}
            assert bool(wanted) == bool(changed) == ("history" in changed)
            assert one.issue.progress[: len(was.progress)] == was.progress, "what was reported stays"
        again = importing.plan_of(desk, [book], lambda _: None)
        assert (again.changes.edits, again.changes.conflicts, again.pairs) == ((), (), ()), (
            "it says what the sheet says"
        )


def test_every_editable_field_of_the_usual_sheets_is_among_the_generated_edits() -> None:
    book = openpyxl.load_workbook(BytesIO(sample.workbook(sample.report(3))))
    shown = {row[3] for row in book["_ledger"].iter_rows(values_only=True) if row[0] == "column" and row[4] == "edit"}
    edited = {"status", *EDITABLE} & {str(field) for field in shown}
    generated = {
        *("region", "fields", "title", "plan.goal", "plan.responsible_units", "plan.supervisor_units", "plan.person"),
        *("progress", "measure.quantity.done", "measure.funds", "measure.done_on"),
    }
    assert edited - generated == {"status", "measure.units"}, "these two have tests of their own"
