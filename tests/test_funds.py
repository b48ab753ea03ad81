"""资金保障: what each measure is given, in 万元, into the ledger, out of it, and added up."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

import foreign
import house
from conftest import Run
from ledger.model.plan import Measure, Plan
from ledger.store import folder as store
from ledger.store.workspace import Workspace

DAY = {"LEDGER_TODAY": house.DAY}


def given(folder: Path, number: int) -> list[Decimal | None]:
    """What the measures of an issue are given."""
    plan = store.get(Workspace(folder), f"ISSUE-{number:03d}").issue.plan
    return [one.funds for one in plan.measures] if plan else []


def test_what_nobody_has_said_is_not_zero() -> None:
    one, two = (Measure(number=number, text="清淤") for number in ("1", "2"))
    assert Plan(measures=(one, two)).funds is None
    assert Plan(measures=(one, two.model_copy(update={"funds": Decimal("0.50")}))).funds == Decimal("0.50")


def test_funds_are_set_by_the_name_of_the_field_and_may_not_be_negative(ledger: Run, folder: Path) -> None:
    house.build(folder)
    set_ = ("edit", "1", "--set", "措施.2.资金（万元）=120.50", "--as", "zhang")
    assert ledger(*set_, env=DAY).returncode == 0
    assert given(folder, 1) == [None, Decimal("120.50")]
    refused = ledger("edit", "1", "--set", "措施.2.资金（万元）=-1", "--as", "zhang", env=DAY)
    assert refused.returncode == 2
    assert given(folder, 1) == [None, Decimal("120.50")]


def test_funds_go_out_to_the_sheet_of_measures_and_come_back(ledger: Run, folder: Path) -> None:
    house.build(folder)
    ledger("edit", "1", "--set", "plan.measures.1.funds=80", "--as", "zhang", env=DAY)
    ledger("export", "出.xlsx", "--sheet", "措施清单", env=DAY)
    workbook = openpyxl.load_workbook(folder / "出.xlsx")
    sheet = workbook["措施清单"]
    (heading,) = [c for row in sheet.iter_rows() for c in row if c.value == "资金（万元）"]
    rows = [row for row in sheet.iter_rows() if any(c.value == "ISSUE-001" for c in row)]
    assert [row[heading.column - 1].value for row in rows] == [80, None]
    rows[0][heading.column - 1].value = "1,080.5"
    rows[1][heading.column - 1].value = 12
    workbook.save(folder / "回.xlsx")
    done = ledger("import", "回.xlsx", "--apply", "--as", "zhang", env=DAY)
    assert done.returncode == 0, done.stdout + done.stderr
    assert given(folder, 1) == [Decimal("1080.5"), Decimal(12)]
    assert ledger("check", env=DAY).returncode == 1  # what is late; nothing is wrong with the record
    assert ledger("validate", env=DAY).returncode == 0


def test_funds_are_added_up_of_the_issues_that_have_them(ledger: Run, folder: Path) -> None:
    house.build(folder)
    for number, funds in (("1", "80.25"), ("2", "19.75")):
        ledger("edit", number, "--set", f"plan.measures.1.funds={funds}", "--as", "zhang", env=DAY)
    told = json.loads(ledger("stats", "--json", env=DAY).stdout)["sums"]["sums"]
    assert told == [{"book": "某县督察整改台账", "name": "资金（万元）", "total": "100.00", "issues": 2}]
    chosen = json.loads(ledger("stats", "--status", "open", "--json", env=DAY).stdout)["sums"]["sums"]
    assert [(one["total"], one["issues"]) for one in chosen] == [("19.75", 1)]


def test_the_table_of_yearly_tasks_shows_the_sum_and_says_where_to_change_it(ledger: Run, folder: Path) -> None:
    house.build(folder)
    new = ("new", "建成网格", "--set", "问题来源=年度目标任务", "--measure", "清淤", "--measure", "截污")
    number = ledger(*new, "--as", "zhang", env=DAY).stdout.strip()
    for at, funds in ((1, 30), (2, 12.5)):
        ledger("edit", number, "--set", f"plan.measures.{at}.funds={funds}", "--as", "zhang", env=DAY)
    ledger("export", "出.xlsx", "--sheet", "目标任务分解表", env=DAY)
    workbook = openpyxl.load_workbook(folder / "出.xlsx")
    (cell,) = [c for row in workbook["目标任务分解表"].iter_rows() for c in row if c.value == 42.5]
    cell.value = 99
    workbook.save(folder / "回.xlsx")
    done = ledger("import", "回.xlsx", env=DAY)
    assert "资金（万元）" in done.stdout
    assert f"ledger edit {number} --set plan.measures" in done.stdout


HEAD = ("序号", "重点任务", "工作措施", "完成时限", "主责单位", "资金（万元）")


def taken(folder: Path, ledger: Run, *rows: tuple[foreign.Value, ...], merged: tuple[str, ...] = ()) -> str:
    """What is said of an old table, which is taken in where it can be."""
    house.build(folder)
    foreign.write(folder / "分解表.xlsx", (HEAD, *rows), merged)
    call = ("import", "分解表.xlsx", "--new", "--set", "问题来源=年度目标任务", "--set", "交办日期=2026-01-05")
    return ledger(*call, "--apply", "--as", "zhang", env=DAY).stdout


def test_an_old_table_of_tasks_is_taken_with_its_funds(ledger: Run, folder: Path) -> None:
    first = (1, "清淤", "清淤3公里", "年底前", "县水务局", "1,200")
    taken(folder, ledger, first, (2, "截污", "截污", "年底前", "县水务局", "35.5万元"))
    assert [given(folder, number) for number in (6, 7)] == [[Decimal(1200)], [Decimal("35.5")]]


def test_a_sum_for_several_measures_belongs_to_none_of_them_and_is_told(ledger: Run, folder: Path) -> None:
    said = taken(folder, ledger, (1, "清淤", "1.清淤3公里；2.建闸一座。", "年底前", "县水务局", 100))
    assert "“100”万元是几条措施合计的" in said
    assert given(folder, 6) == [None, None]


@pytest.mark.parametrize("amount", ["约三百", "-5", "3亿"])
def test_what_is_no_amount_is_told_and_left_out(amount: str, ledger: Run, folder: Path) -> None:
    said = taken(folder, ledger, (1, "清淤", "清淤3公里", "年底前", "县水务局", amount))
    assert f"“{amount}”不是以万元计的金额" in said
    assert given(folder, 6) == [None]
