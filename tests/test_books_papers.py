"""A published document is taken into a book, and what comes back from a book's sheet is told where it is not taken."""

from __future__ import annotations

import json
from pathlib import Path

import docx
import openpyxl
import pytest

import booked
from conftest import Run

DAY = {"LEDGER_TODAY": "2026-05-06"}
PLAN = """某县2026年黑臭水体整治措施清单

问题1：红旗河北段水体发黑，沿岸2个排口雨天溢流。
责任单位：县水务局
督导单位：市生态环境局
整改目标：消除黑臭。
整改时限：2026年9月底前。
整改措施：
（1）封堵排口2个。
（2）清淤1.5公里。

问题2：跃进河淤积严重，水生植物腐烂。
责任单位：县住建局
督导单位：市生态环境局
整改目标：消除黑臭。
整改时限：2026年12月底前。
整改措施：
（1）清淤3公里。
"""


@pytest.fixture
def water(ledger: Run, folder: Path) -> Path:
    """A ledger of black waters, and a plan for two of them on paper."""
    ledger("init", "--book", "黑臭水体", "--as", "张三")
    booked.registers(folder)
    paper = docx.Document()
    for line in PLAN.splitlines():
        paper.add_paragraph(line)
    paper.save(str(folder / "方案.docx"))
    return folder


IMPORT = ("import", "方案.docx", "--book", "黑臭水体", "--set", "交办日期=2026-03-01", "--as", "zhang")


def test_a_plan_on_paper_becomes_issues_of_the_book(water: Path, ledger: Run) -> None:
    level = ("--set", "黑臭级别=轻度")
    done = ledger(*IMPORT, *level, "--apply", "--json", env=DAY)
    assert done.returncode == 0, done.stdout + done.stderr
    assert json.loads(done.stdout)["applied"] == ["HC-001", "HC-002"]
    assert sorted(path.name for path in (water / "issues/黑臭水体").iterdir()) == ["HC-001.yaml", "HC-002.yaml"]
    issue = json.loads(ledger("show", "HC-002", "--json").stdout)["issue"]
    assert issue["book"] == "黑臭水体"
    assert issue["attributes"] == {"黑臭级别": "轻度"}
    assert issue["plan"]["measures"][0]["text"] == "清淤3公里。"
    assert ledger("validate").returncode == 0


def test_the_source_of_the_book_stands_in_what_came_from_paper(water: Path, ledger: Run) -> None:
    ledger(*IMPORT, "--apply", env=DAY)
    told = json.loads(ledger("book", "show", "黑臭水体", "--json").stdout)["book"]["described"]["source"]
    issue = json.loads(ledger("show", "HC-001", "--json").stdout)["issue"]
    assert issue["source"]["kind"] == told
    missing = json.loads(ledger("check", "--json", env=DAY).stdout)["problems"]
    assert "attribute-missing" in {one["rule"] for one in missing}
    assert water.joinpath("issues/黑臭水体/HC-001.yaml").is_file()


@pytest.mark.usefixtures("water")
def test_what_no_item_of_the_book_can_be_is_refused_before_anything_is_read(ledger: Run) -> None:
    refused = ledger(*IMPORT, "--set", "黑臭级别=很黑", env=DAY)
    assert refused.returncode == 2
    assert "黑臭级别只能写" in refused.stderr
    refused = ledger("import", "方案.docx", "--book", "黑水", env=DAY)
    assert refused.returncode == 2
    assert "黑臭水体" in refused.stderr


def test_a_state_that_was_typed_over_is_told_with_what_to_do_instead(water: Path, ledger: Run) -> None:
    ledger(*IMPORT, "--apply", env=DAY)
    ledger("export", "出.xlsx", "--book", "黑臭水体", env=DAY)
    workbook = openpyxl.load_workbook(water / "出.xlsx")
    cells = [cell for row in workbook["黑臭水体"].iter_rows() for cell in row if cell.value == "待整治"]
    assert len(cells) == 2
    cells[0].value = "已销号"
    workbook.save(water / "回.xlsx")
    done = ledger("import", "回.xlsx", env=DAY)
    assert f"状态改了 1 格（{cells[0].coordinate}，如“已销号”），没有收" in done.stdout
    assert "ledger why HC-001" in done.stdout


def test_a_procedure_that_nobody_has_described_is_told_at_its_line(water: Path, ledger: Run) -> None:
    (water / "templates/books").mkdir(exist_ok=True)
    text = "title: 清单\nprefix: QD\nprocedure: 公示在候\n"
    (water / "templates/books/清单.yaml").write_text(text, "utf-8")
    for call in (("check",), ("validate",)):
        done = ledger(*call, env=DAY)
        assert done.returncode == 5
        assert "templates/books/清单.yaml:3:12" in done.stdout
        assert "公示在后" in done.stdout
    added = ledger("book", "add", "清单")
    assert added.returncode == 5
    assert "templates/books/清单.yaml:3:12" in added.stderr
