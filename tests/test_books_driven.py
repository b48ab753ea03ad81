"""Every shipped book, and one made of nothing but a YAML file, from the first number to the strike-off."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

import booked
from conftest import Run
from ledger.store import books
from ledger.store.workspace import Workspace

OWN = """# 两违三乱：清单的各项同一天到期
title: 两违三乱清单
prefix: LW
record:
  - {name: 清单序号, kind: number, needed: new}
  - {name: 类别, kind: choice, words: [违建, 违占, 乱堆, 乱排, 乱捕], needed: start}
  - {name: 拆除日期, kind: day, needed: verify}
states: [列入清单, 整治, 待销号, 销号]
gates:
  - {name: 现场踏勘, kind: sign, state: 已踏勘}
  - {name: 验收, kind: verify}
  - {name: 销号, kind: close, apart: [验收]}
"""


def lived(ledger: Run, folder: Path, name: str) -> booked.Life:
    """A ledger that keeps the book, with nothing in it yet."""
    booked.registers(folder)
    (book,) = [one for one in Workspace(folder).office.books if one.name == name]
    return booked.Life(ledger, folder, book)


@pytest.mark.parametrize("name", books.shipped_names())
def test_a_shipped_book_is_kept_to_its_end(name: str, ledger: Run, folder: Path) -> None:
    assert ledger("init", "--book", name, "--as", "张三").returncode == 0
    life = lived(ledger, folder, name)
    to_the_end(life)
    assert f"issues/{life.book.folder}/{life.id}.yaml" in life.call("show", life.id)


def test_a_book_needs_no_python(ledger: Run, folder: Path) -> None:
    ledger("init", "--as", "张三")
    (folder / "templates/books").mkdir()
    (folder / "templates/books/两违三乱.yaml").write_text(OWN, "utf-8")
    added = ledger("book", "add", "两违三乱", "--key", "disorder", "--folder", "两违")
    assert "LW-001" in added.stdout
    life = lived(ledger, folder, "两违三乱")
    to_the_end(life)
    assert (folder / "issues/两违/LW-001.yaml").is_file()


def to_the_end(life: booked.Life) -> None:
    """From the first command to the last; the words of the book are those that are shown on the way."""
    states = iter(life.book.chain or ("未启动", "整改中", "已验收", "已销号"))
    life.begin()
    assert life.id == f"{life.book.prefix}-001"
    assert life.state() == next(states)
    life.plan()
    life.start()
    assert life.state() == next(states)
    life.work()
    comes_back_from_a_workbook(life)
    for gate in life.procedure.gates:
        life.passed(gate)
        if gate.state or gate.kind in {"verify", "close"}:
            assert life.state() == next(states)
    assert list(states) == []
    life.call("check", "--book", life.book.name)
    life.call("audit")
    told = json.loads(life.call("list", "--book", life.book.name, "--json"))["issues"]
    assert [(one["id"], one["status"], one["book"]) for one in told] == [(life.id, "closed", life.book.name)]
    assert json.loads(life.call("list", "--book", "main", "--json"))["issues"] == []


def comes_back_from_a_workbook(life: booked.Life) -> None:
    """The book has a sheet of its own, with its own columns; what is filled into one is taken back."""
    life.call("export", "出.xlsx", "--book", life.book.name)
    workbook = openpyxl.load_workbook(life.root / "出.xlsx")
    sheet = workbook[life.book.name]
    headings = {cell.value: cell.column for row in sheet.iter_rows(max_row=8) for cell in row if cell.value}
    rows = [row for row in sheet.iter_rows() if any(cell.value == life.id for cell in row)]
    assert len(rows) == 1
    assert {one.heading for one in life.book.columns} <= set(headings)
    lists = [rule.formula1 for rule in sheet.data_validations.dataValidation]
    for one in life.book.described.record:
        assert not one.words or f'"{",".join(one.words)}"' in lists
    field = next(one for one in life.book.described.record if one.kind in {"text", "choice"})
    name = field.name
    text = next(one for one in life.book.columns if one.field == f"attributes.{name}")
    new = field.words[-1] if field.words else "更正后的"
    sheet.cell(rows[0][0].row, headings[text.heading], new)
    workbook.save(life.root / "回.xlsx")
    life.call("import", "回.xlsx", "--apply", "--as", "zhang")
    assert json.loads(life.call("show", life.id, "--json"))["issue"]["attributes"][name] == new


def test_all_books_of_a_ledger_stand_in_one_workbook_and_in_one_list(ledger: Run, folder: Path) -> None:
    ledger("init", "--book", "入河排污口", "--book", "污染地块", "--as", "张三")
    outfall, plot = (lived(ledger, folder, name) for name in ("入河排污口", "污染地块"))
    outfall.begin("一号排口")
    plot.begin("旧厂区")
    plot.call("new", "总台账的问题", "--as", "zhang")
    assert [line.split()[0] for line in plot.call("list").splitlines()[1:-1]] == ["ISSUE-001", "PWK-001", "DK-001"]
    plot.call("export", "全部.xlsx")
    workbook = openpyxl.load_workbook(folder / "全部.xlsx")
    assert [one for one in workbook.sheetnames if not one.startswith("_")] == [
        *("汇总", "整改台账", "入河排污口", "污染地块", "措施清单", "逾期清单"),
    ]
    main = [str(cell.value) for row in workbook["整改台账"].iter_rows() for cell in row]
    assert "ISSUE-001" in main
    assert "PWK-001" not in main


def test_the_numbers_of_each_book_go_on_by_themselves(ledger: Run, folder: Path) -> None:
    ledger("init", "--book", "污染地块", "--as", "张三")
    plot = lived(ledger, folder, "污染地块")
    plot.begin()
    plot.begin()
    assert plot.id == "DK-002"
    plot.call("new", "总台账的问题", "--as", "zhang")
    assert plot.call("show", "1").startswith("ISSUE-001")
    assert plot.call("show", "dk2").startswith("DK-002")


def old_list(path: Path, *rows: tuple[str, ...]) -> Path:
    """An office's own list of outfalls, as it was kept before."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.append(("序号", "排口编码", "问题名称", "排口类型", "受纳水体", "监测时间", "责任单位"))
    for row in rows:
        sheet.append(row)
    workbook.save(path)
    return path


def test_an_old_list_is_taken_into_a_book(ledger: Run, folder: Path) -> None:
    ledger("init", "--book", "入河排污口", "--as", "张三")
    booked.registers(folder)
    old_list(
        folder / "老台账.xlsx",
        ("1", "HQ-1", "红旗河一号排口", "雨洪排口", "红旗河", "2026年5月6日", "县水务局"),
        ("2", "HQ-2", "红旗河二号排口", "沟渠排口", "红旗河", "2026.5.7", "县水务局"),
    )
    call = ("import", "老台账.xlsx", "--new", "--book", "入河排污口", "--map", "监测时间=监测日期", "--as", "zhang")
    assert ledger(*call).returncode == 0
    done = ledger(*call, "--apply")
    assert done.returncode == 0, done.stdout + done.stderr
    issue = json.loads(ledger("show", "PWK-002", "--json").stdout)["issue"]
    assert issue["attributes"] == {
        "排口编码": "HQ-2", "排口类型": "沟渠排口", "受纳水体": "红旗河", "监测日期": "2026-05-07",
    }  # fmt: skip
    assert issue["source"]["kind"] == "上级交办"
    assert issue["file"] == "issues/入河排污口/PWK-002.yaml"


def test_a_row_that_does_not_fit_the_book_is_told_and_not_taken(ledger: Run, folder: Path) -> None:
    ledger("init", "--book", "入河排污口", "--as", "张三")
    booked.registers(folder)
    old_list(folder / "老台账.xlsx", ("1", "HQ-1", "红旗河一号排口", "大排口", "红旗河", "", "县水务局"))
    done = ledger("import", "老台账.xlsx", "--new", "--book", "入河排污口", "--as", "zhang")
    assert done.returncode == 1
    assert "排口类型只能写" in done.stdout
    assert list((folder / "issues").rglob("*.yaml")) == []


def test_figures_are_told_by_book(ledger: Run, folder: Path) -> None:
    ledger("init", "--book", "污染地块", "--title", "某县台账", "--as", "张三")
    plot = lived(ledger, folder, "污染地块")
    plot.begin()
    plot.begin()
    plot.call("new", "总台账的问题", "--as", "zhang")
    told = json.loads(plot.call("stats", "--json"))["breakdowns"]["books"]["groups"]
    assert {one["name"]: one["total"] for one in told} == {"污染地块清单": 2, "某县台账": 1}
    assert "污染地块清单" in plot.call("stats", "--by", "book")
    assert json.loads(plot.call("stats", "--book", "污染地块", "--json"))["total"] == 2


def test_where_there_is_one_book_nothing_is_broken_down_by_it(ledger: Run) -> None:
    ledger("init", "--as", "张三")
    ledger("new", "总台账的问题", "--as", "张三")
    done = ledger("stats", "--by", "book")
    assert done.returncode == 2
    assert "ledger book add" in done.stderr
