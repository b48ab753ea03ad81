"""Texts too long for a row on the page go on in rows below, are printed to the last character, and come back as one."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

import house
from ledger.formats.xlsx import heights
from ledger.formats.xlsx.strips import strips
from ledger.model import continued
from ledger.model.column import Column
from test_import import columns, heading_row, issue_of

Run = Callable[..., "subprocess.CompletedProcess[str]"]
GOAL = "".join(map(chr, range(0x4E00, 0x4E00 + 2_000)))
REPORT = "".join(map(chr, range(0x5E00, 0x5E00 + 2_000)))
FINDING = "。".join(chr(at) * 60 for at in range(0x6E00, 0x6E00 + 30)) + "\n第二段"


@pytest.fixture
def exported(ledger: Run, folder: Path) -> Path:
    """A ledger with three long texts in one issue, and the workbook that went out of it."""
    house.build(folder)
    settings = ("--set", f"整改目标={GOAL}", "--set", f"问题原文={FINDING}", "--why", "补全", "--as", "zhang")
    assert (done := ledger("edit", "2", *settings)).returncode == 0, done.stderr
    assert (done := ledger("progress", "2", "-m", REPORT, "--as", "zhang")).returncode == 0, done.stderr
    assert (done := ledger("export", "--xlsx", "台账.xlsx")).returncode == 0, done.stderr
    return folder / "台账.xlsx"


def rows_of(sheet: Worksheet, key: str) -> list[int]:
    """The first row of an issue and those in which it goes on."""
    at = columns(sheet)["_key"]
    rows = range(heading_row(sheet) + 1, sheet.max_row + 1)
    return [row for row in rows if str(sheet.cell(row, at).value or "").split("+")[0] == key]


def changes(path: Path, edit: Callable[[Worksheet, list[int]], None]) -> None:
    book = openpyxl.load_workbook(path)
    edit(book["整改台账"], rows_of(book["整改台账"], "ISSUE-002"))
    book.save(path)


def test_what_nobody_touched_changes_nothing(ledger: Run, folder: Path, exported: Path) -> None:
    sheet = openpyxl.load_workbook(exported)["整改台账"]
    rows, at = rows_of(sheet, "ISSUE-002"), columns(sheet)
    for heading, text in (("整改目标", GOAL), ("问题原文", FINDING)):
        assert "".join(str(sheet.cell(row, at[heading]).value or "") for row in rows) == text
    assert len(rows) > 2
    before = house.contents(folder)
    done = ledger("import", exported.name, "--apply")
    assert (done.returncode, done.stdout) == (0, "表里没有改动，台账没有动。\n"), done.stderr
    assert house.contents(folder) == before


def test_a_correction_keeps_what_stands_in_the_rows_below(ledger: Run, folder: Path, exported: Path) -> None:
    def edit(sheet: Worksheet, rows: list[int]) -> None:
        cell = sheet.cell(rows[0], columns(sheet)["整改目标"])
        cell.value = "改" + str(cell.value)[1:]
        last = sheet.cell(rows[1], columns(sheet)["整改目标"])
        last.value = str(last.value) + "尾"
        assert isinstance(sheet.cell(rows[0], 1).value, int)

    changes(exported, edit)
    done = ledger("import", exported.name, "--apply", "--as", "zhang", "-m", "更正")
    assert done.returncode == 0, done.stdout + done.stderr
    plan = issue_of(folder, 2).plan
    assert plan is not None
    sheet = openpyxl.load_workbook(exported)["整改台账"]
    assert plan.goal == "".join(
        str(sheet.cell(row, columns(sheet)["整改目标"]).value or "") for row in rows_of(sheet, "ISSUE-002")
    )
    assert plan.goal.startswith("改" + GOAL[1:9])
    assert "尾" in plan.goal


def test_a_new_report_takes_nothing_from_the_old_one(ledger: Run, folder: Path, exported: Path) -> None:
    def edit(sheet: Worksheet, rows: list[int]) -> None:
        sheet.cell(rows[0], columns(sheet)["最新进展"]).value = "已全部清淤"

    changes(exported, edit)
    done = ledger("import", exported.name, "--apply", "--as", "zhang")
    assert done.returncode == 0, done.stdout + done.stderr
    last = issue_of(folder, 2).last_progress()
    assert last is not None
    assert last.text == "已全部清淤"


def test_sorted_rows_are_put_together_again(ledger: Run, folder: Path, exported: Path) -> None:
    def edit(sheet: Worksheet, rows: list[int]) -> None:
        del rows
        head = heading_row(sheet)
        values = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=head + 1)]
        for number, row in enumerate(reversed(values), head + 1):
            for at, value in enumerate(row, 1):
                sheet.cell(number, at).value = value

    changes(exported, edit)
    before = house.contents(folder)
    done = ledger("import", exported.name, "--apply", "--as", "zhang")
    assert (done.returncode, done.stdout) == (0, "表里没有改动，台账没有动。\n"), done.stderr
    assert house.contents(folder) == before


def test_what_is_filled_into_a_row_below_is_told(ledger: Run, folder: Path, exported: Path) -> None:
    def edit(sheet: Worksheet, rows: list[int]) -> None:
        sheet.cell(rows[1], columns(sheet)["行政区域"]).value = "别的镇"

    changes(exported, edit)
    before = house.contents(folder)
    done = ledger("import", exported.name, "--apply", "--as", "zhang")
    assert (done.returncode, "别的镇" in done.stdout, "续行" in done.stdout) == (1, True, True), done.stdout
    assert house.contents(folder) == before


def lost_row(sheet: Worksheet, rows: list[int]) -> None:
    sheet.delete_rows(rows[-1])


def lost_rows(sheet: Worksheet, rows: list[int]) -> None:
    for row in reversed(rows[1:]):
        sheet.delete_rows(row)


def lost_keys(sheet: Worksheet, rows: list[int]) -> None:
    del rows
    sheet.delete_cols(columns(sheet)["_key"], 2)


@pytest.mark.parametrize("harm", [lost_row, lost_rows, lost_keys])
def test_a_text_of_which_a_part_is_gone_is_not_taken(
    ledger: Run, folder: Path, exported: Path, harm: Callable[[Worksheet, list[int]], None]
) -> None:
    changes(exported, harm)
    before = house.contents(folder)
    done = ledger("import", exported.name, "--apply", "--as", "zhang")
    assert (done.returncode, "续" in done.stdout) == (1, True), done.stdout
    assert house.contents(folder) == before


def test_its_rows_are_no_new_issues(ledger: Run, folder: Path, exported: Path) -> None:
    del folder
    done = ledger("import", exported.name, "--new")
    assert f"另有 {len(house.IDS)} 行是台账导出的" in done.stdout, done.stdout


LONG = Column(heading="问题原文", field="source.finding", width=12, long=True)
ID = Column(heading="问题编号", field="id", width=12)


@given(st.text(alphabet="甲乙丙。，；、（）ab1. \n", max_size=3_000))
def test_any_text_is_cut_into_rows_that_hold_it_and_put_together_again(text: str) -> None:
    parts = list(strips([ID, LONG], ("ISSUE-001", text), ("ISSUE-001", text), "ISSUE-001", "0a"))
    assert all(heights.LOWEST <= one.height <= heights.TALLEST for one in parts)
    assert all(continued.is_continued(one.texts[2]) is one.goes_on for one in parts)
    assert "".join(joined(part.texts[1], part.texts[2]) for part in parts) == text


def joined(text: str, key: str) -> str:
    return ("\n" if key.endswith(continued.NEW_LINE) else "") + text
