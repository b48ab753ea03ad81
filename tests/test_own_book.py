"""`[ledger] book`: the ledger's own issues kept by a description, with its fields, words, rules and columns."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

import booked
from conftest import Run

DAY = {"LEDGER_TODAY": "2026-05-06"}
OWN = """title: 问题台账
prefix: WT
record:
  - {name: 赔偿金额, kind: number, unit: 万元}
  - {name: 所属企业, kind: object, of: 企业}
  - {name: 隐患等级, kind: choice, words: [一般, 重大], needed: start}
  - {name: 停产日期, kind: day, at_most: 6个月}
states: [登记, 整改, 验收, 销号]
check: {due_within: 40}
"""


@pytest.fixture
def own(ledger: Run, folder: Path) -> Path:
    """A ledger whose own issues have fields that the office has described."""
    ledger("init", "--title", "某县台账", "--as", "张三")
    booked.registers(folder)
    (folder / "templates/books").mkdir(exist_ok=True)
    (folder / "templates/books/问题.yaml").write_text(OWN, "utf-8")
    settings = folder / "ledger.toml"
    settings.write_text(settings.read_text("utf-8").replace("[ledger]\n", '[ledger]\nbook = "问题"\n', 1), "utf-8")
    ledger("object", "new", "宏达化工", "--kind", "企业", "--as", "zhang")
    return folder


def issue(ledger: Run, number: str = "1") -> dict[str, object]:
    found: dict[str, object] = json.loads(ledger("show", number, "--json").stdout)["issue"]
    return found


NEW = ("new", "废水外溢", "--set", "赔偿金额=12.5", "--set", "所属企业=宏达化工", "--as", "zhang")


def test_the_issues_of_the_ledger_keep_their_numbers_and_their_folder(own: Path, ledger: Run) -> None:
    assert ledger(*NEW, env=DAY).stdout.strip() == "ISSUE-001"
    assert (own / "issues/ISSUE-001.yaml").is_file()
    assert issue(ledger)["attributes"] == {"赔偿金额": "12.5", "所属企业": "宏达化工"}
    assert issue(ledger)["source"] == {"kind": "其他", "received": "2026-05-06"}
    assert "ISSUE-001" in ledger("object", "show", "宏达化工").stdout
    assert ledger("list").stdout.splitlines()[1].split()[:2] == ["ISSUE-001", "登记"]
    assert "某县台账" in ledger("book", "show", "main").stdout
    assert json.loads(ledger("list", "--book", "main", "--json").stdout)["issues"][0]["id"] == "ISSUE-001"


@pytest.mark.usefixtures("own")
def test_its_fields_are_asked_for_like_those_of_any_book(ledger: Run) -> None:
    refused = ledger("new", "废水外溢", "--set", "赔偿金额=不少", "--as", "zhang", env=DAY)
    assert refused.returncode == 2
    assert "赔偿金额要写数字" in refused.stderr
    ledger(*NEW, env=DAY)
    assert ledger("edit", "1", "--set", "隐患等级=特大", "--as", "zhang", env=DAY).returncode == 2
    refused = ledger("start", "1", "--as", "qian", env=DAY)
    assert refused.returncode == 4
    assert "缺隐患等级：ledger edit ISSUE-001 --set 隐患等级=…" in refused.stderr
    assert ledger("edit", "1", "--set", "停产日期=2025-10-31", "--as", "zhang", env=DAY).returncode == 0
    assert "停产日期起最长6个月，2026-04-30 已满" in ledger("check", env=DAY).stdout


def test_its_columns_go_out_with_the_issues_and_come_back(own: Path, ledger: Run) -> None:
    ledger(*NEW, env=DAY)
    ledger("export", "出.xlsx", env=DAY)
    workbook = openpyxl.load_workbook(own / "出.xlsx")
    sheet = workbook["整改台账"]
    headings = {cell.value: cell.column for row in sheet.iter_rows(max_row=6) for cell in row if cell.value}
    assert {"赔偿金额（万元）", "所属企业", "隐患等级", "停产日期"} <= set(headings)
    (row,) = [row for row in sheet.iter_rows() if any(cell.value == "ISSUE-001" for cell in row)]
    sheet.cell(row[0].row, headings["赔偿金额（万元）"], "1,200")
    sheet.cell(row[0].row, headings["隐患等级"], "重大")
    workbook.save(own / "回.xlsx")
    done = ledger("import", "回.xlsx", "--apply", "--as", "zhang", env=DAY)
    assert done.returncode == 0, done.stdout + done.stderr
    assert issue(ledger)["attributes"] == {"赔偿金额": "1200", "所属企业": "宏达化工", "隐患等级": "重大"}
    told = json.loads(ledger("stats", "--json", env=DAY).stdout)["sums"]["sums"]
    assert told == [{"book": "某县台账", "name": "赔偿金额（万元）", "total": "1200", "issues": 1}]


def test_an_old_list_is_taken_in_with_its_fields(own: Path, ledger: Run) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.append(("序号", "问题名称", "责任单位", "赔偿金额", "所属企业"))
    sheet.append((1, "废水外溢", "县水务局", "3.5", "宏达化工"))
    workbook.save(own / "旧.xlsx")
    done = ledger("import", "旧.xlsx", "--new", "--apply", "--as", "zhang", env=DAY)
    assert done.returncode == 0, done.stdout + done.stderr
    assert issue(ledger)["attributes"] == {"赔偿金额": "3.5", "所属企业": "宏达化工"}


def test_another_book_keeps_its_own_rules_beside_it(own: Path, ledger: Run) -> None:
    assert ledger("book", "add", "污染地块").returncode == 0
    plot = ("--set", "地块编码=D1", "--set", "面积=2", "--as", "zhang")
    assert ledger("new", "旧厂区", "--book", "污染地块", *plot, env=DAY).stdout.strip() == "DK-001"
    refused = ledger("new", "旧厂区", "--book", "污染地块", *plot, "--set", "赔偿金额=1", env=DAY)
    assert refused.returncode == 2
    ledger(*NEW, env=DAY)
    ledger("export", "出.xlsx", env=DAY)
    headings = {
        name: {cell.value for row in openpyxl.load_workbook(own / "出.xlsx")[name].iter_rows() for cell in row}
        for name in ("整改台账", "污染地块")
    }
    assert "赔偿金额（万元）" in headings["整改台账"]
    assert "赔偿金额（万元）" not in headings["污染地块"]


def test_a_description_serves_one_book(own: Path, ledger: Run) -> None:
    done = ledger("book", "add", "问题")
    assert done.returncode == 2
    assert "已经有一本" in done.stderr
    kept = [one["name"] for one in json.loads(ledger("book", "list", "--json").stdout)["books"] if one["kept"]]
    assert kept == ["问题"]
    assert own.joinpath("ledger.toml").is_file()


def test_a_description_that_is_not_there_or_broken_is_told(own: Path, ledger: Run) -> None:
    ledger(*NEW, env=DAY)
    file = own / "templates/books/问题.yaml"
    file.write_text(OWN.replace("kind: number", "kind: nummer"), "utf-8")
    done = ledger("check", env=DAY)
    assert done.returncode == 5
    assert "templates/books/问题.yaml:4:24" in done.stdout
    file.rename(own / "templates/books/别的.yaml")
    done = ledger("list", env=DAY)
    assert done.returncode == 2
    assert "没有叫“问题”的台账说明" in done.stderr


@pytest.mark.usefixtures("own")
def test_its_clock_is_the_one_that_every_command_goes_by(ledger: Run) -> None:
    plan = ("--set", "整改时限=2026年6月10日", "--set", "责任单位=县水务局", "--measure", "清淤")
    ledger(*NEW, *plan, env=DAY)
    for call in (("list",), ("stats", "--json"), ("check",), ("today",)):
        assert "临期" in ledger(*call, env=DAY).stdout, call
    (line,) = json.loads(ledger("list", "--json", env=DAY).stdout)["issues"]
    assert line["standing"] == "due-soon"
