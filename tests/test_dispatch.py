"""`ledger dispatch`: the month in one command, at the terminal and as the papers that are made of it."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from docx import Document
from openpyxl import load_workbook

import chained
import house
from conftest import Run
from ledger.cli.widths import width
from terminal import at_a_terminal

PAGE = """某县督察整改台账　2026-04 月调度（截至 2026-04-30）

【本月数字】截至 2026-04-30 共 4 件：逾期 1、未达序时 1、完成整改 2
指标        上月  增加  减少  本月
问题总数    4     0     0     4
完成整改    0     2     0     2
已销号      0     0     0     0
逾期        0     1     0     1
反弹（次）  0     0     0     0
口径：上月截至 2026-03-31，本月截至 2026-04-30；上月＋增加－减少＝本月，每行自成一数，各行不相加

【未报】2026-04 应报（整改中）2 件：按时 1、迟报 0、未报 1
单位      应报  按时  迟报  未报  未报问题               迟报问题
县水务局  2     1     0     1     ISSUE-005（从未报过）  —
口径：截至 2026-04-30，分母为应报的 2 件，应报＝按时＋迟报＋未报；各单位应报相加为 2 件，每件只算一
  次

【变化】7 项：进度变动 1、措施完成 2、完成整改 2、通过验收 2
日期        编号       事项                 经办  责任单位  名称
2026-04-25  ISSUE-001  完成比例 60% → 40%   某乙  县水务局  红旗河水质超标
2026-04-10  ISSUE-003  措施1完成：建设管网  —     县住建局  管网建设
2026-04-10  ISSUE-004  措施1完成：建设管网  —     县住建局  雨污分流
2026-04-10  ISSUE-003  完成整改             —     县住建局  管网建设
2026-04-10  ISSUE-004  完成整改             —     县住建局  雨污分流
2026-04-20  ISSUE-003  通过验收             李四  县住建局  管网建设
2026-04-20  ISSUE-004  通过验收             李四  县住建局  雨污分流
口径：2026-04-01 至 2026-04-30，按项数，一件可以有几项，涉及 3 件；月底有问题 4 件

【矛盾】1 处
编号       此前                    现在                    位置                处理                                                    责任单位  名称
ISSUE-001  2026-03 报完成比例 60%  2026-04 报完成比例 40%  progress.2.percent  ledger progress ISSUE-001 --month 2026-04 --percent 60  县水务局  红旗河水质超标
口径：截至 2026-04-30，按处数，一件可以有几处，涉及 1 件，分母为问题总数 4 件

【下月到期】2026-05 底前没有到期的时限、节点和措施

【建议牌】建议 2 个（红灯 1、黄牌 1、蓝签 0），已登记 0 个；登记：ledger escalate --month 2026-04 --apply
牌    编号       措施  计分  理由                                 登记  责任单位  名称
红灯  ISSUE-001  约谈  -2    整改时限2026年3月31日已过，尚未完成  建议  县水务局  红旗河水质超标
黄牌  ISSUE-005  提醒  —     已114天没有进展记录                  建议  县水务局  河道长效管护
口径：截至 2026-04-30，一件至多一个牌，有牌的 2 件（含已登记的），分母为问题总数 4 件
"""  # noqa: E501 - as a terminal shows it
SHEETS = ["月调度表", "本月数字", "未报", "变化", "矛盾", "下月到期", "建议牌"]


@pytest.fixture
def april(folder: Path) -> Path:
    """The small ledger; its first issue was further in March than in April."""
    house.build(folder)
    path = folder / "issues/ISSUE-001.yaml"
    text = path.read_text("utf-8")
    march = "progress:\n  - {month: 2026-03, date: 2026-03-25, by: qian, text: 已清淤, percent: 60}\n"
    text = text.replace("progress:\n", march).replace(
        "    text: 已清淤 1 公里\n", "    text: 已清淤\n    percent: 40\n"
    )
    path.write_text(text, "utf-8")
    return folder


def answered(done: CompletedProcess[str], code: int = 0) -> str:
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout if code == 0 else done.stderr


# -- at the terminal


def test_a_month_is_told_on_one_page(ledger: Run, april: Path) -> None:
    before = house.contents(april)
    assert answered(ledger("dispatch", "--month", "2026-04")) == PAGE
    assert house.contents(april) == before


@pytest.mark.usefixtures("april")
def test_the_last_month_is_meant_where_none_is_named(ledger: Run) -> None:
    assert answered(ledger("dispatch")) == PAGE


@pytest.mark.usefixtures("april")
def test_one_part_is_listed_whole(ledger: Run) -> None:
    found = answered(ledger("dispatch", "矛盾"))
    assert "【矛盾】1 处" in found
    assert "【变化】" not in found
    assert answered(ledger("dispatch", "clashes")) == found


def test_long_parts_say_how_much_more_there_is(ledger: Run, folder: Path) -> None:
    house.build(folder)
    for number in range(6, 20):
        text = house.finished(number, "管网", "verified")
        house.put(folder / f"issues/ISSUE-{number:03d}.yaml", text.encode())
    found = answered(ledger("dispatch"))
    assert "还有 38 行，全部列出：ledger dispatch --month 2026-04 变化" in found
    assert answered(ledger("dispatch", "变化")).count("ISSUE-") == 48


@pytest.mark.usefixtures("april")
def test_filters_and_units_say_what_was_selected(ledger: Run) -> None:
    found = answered(ledger("dispatch", "--unit", "县住建局"))
    assert "范围：单位：县住建局" in found
    assert "共 2 件" in found
    assert "ISSUE-001" not in found


@pytest.mark.usefixtures("april")
def test_a_month_that_runs_is_told_as_of_today_without_cards(ledger: Run) -> None:
    done = ledger("dispatch", "--month", "2026-05")
    assert "截至 2026-05-20" in answered(done)
    assert "2026-05 过完后再评" in done.stdout
    assert "2026-05 还没有过完" in done.stderr


@pytest.mark.usefixtures("april")
def test_programs_get_every_part(ledger: Run) -> None:
    found = json.loads(answered(ledger("dispatch", "--json")))
    assert (found["month"], found["as_of"], found["total"], found["sound"]) == ("2026-04", "2026-04-30", 4, False)
    assert found["reported"] == {"in-time": 1, "late": 0, "missing": 1}
    assert found["units"] == [{"name": "县水务局", "asked": 2, "late": [], "missing": ["ISSUE-005"]}]
    assert found["parts"]["figures"]["rows"][0] == {
        "figure": "问题总数", "before": 4, "came": 0, "went": 0, "now": 4,
    }  # fmt: skip
    (clash,) = found["parts"]["clashes"]["rows"]
    assert clash["mend"] == "ledger progress ISSUE-001 --month 2026-04 --percent 60"
    assert set(found["parts"]) == {"figures", "missing", "changed", "clashes", "due", "cards"}


def test_the_command_that_mends_a_contradiction_does(ledger: Run, april: Path) -> None:
    chained.build(april)
    text = (april / "issues/ISSUE-001.yaml").read_text("utf-8")
    assert "percent" not in text
    for month, percent in (("2026-03", "60"), ("2026-04", "40")):
        said = ("--month", month, "--percent", percent, "-m", "已清淤", "--as", "qian")
        answered(ledger("progress", "ISSUE-001", *said))
    (clash,) = json.loads(answered(ledger("dispatch", "--json")))["parts"]["clashes"]["rows"]
    answered(ledger(*clash["mend"].split()[1:], "-m", "上月多报，已核实", "--as", "qian"))
    assert "没有发现前后矛盾" in answered(ledger("dispatch"))


@pytest.mark.parametrize("columns", [80, 200])
def test_at_a_terminal_no_line_is_longer_than_it(april: Path, environment: dict[str, str], columns: int) -> None:
    code, shown = at_a_terminal(april, environment, "dispatch", columns=columns)
    assert code == 0
    plain = re.sub(r"\x1b\[[0-9;]*m", "", shown).splitlines()
    assert max(width(line.rstrip()) for line in plain if not line.startswith("【")) <= columns


def test_the_snapshot_of_last_month_is_held_against_the_histories(ledger: Run, folder: Path) -> None:
    chained.build(folder)
    answered(ledger("snapshot", "2026-04", "--as", "zhang"))
    later = {"LEDGER_TODAY": "2026-06-02"}
    assert "上月数字与快照 2026-04 一致" in answered(ledger("dispatch", env=later))
    said = ("--measure", "1", "--measure", "2", "--as", "qian", "-m", "已完成", "--as-of", "2026-04-28")
    answered(ledger("progress", "ISSUE-001", *said))
    found = answered(ledger("dispatch", env=later))
    assert "上月数字与快照 2026-04 不符：完成整改快照 2，现在算 3（ISSUE-001）" in found
    assert "快照记：已完成措施数 0" in found


# -- files


def test_all_its_files_are_written_at_once(ledger: Run, april: Path) -> None:
    said = answered(ledger("dispatch", "--xlsx", "月.xlsx", "--docx", "月.docx", "--md", "月.md"))
    assert said.split() == ["已写", "月.xlsx", "已写", "月.docx", "已写", "月.md"]
    book = load_workbook(april / "月.xlsx")
    assert [one.title for one in book.worksheets if one.sheet_state == "visible"] == SHEETS
    assert [cell.value for cell in book["本月数字"][6]] == ["问题总数", 4, 0, 0, 4]
    for part in SHEETS[1:]:
        summary, basis = book[part]["A3"], book[part]["A4"]
        assert summary.alignment.wrap_text
        assert ("口径：" in str(basis.value), "2026-0" in str(basis.value)) == (True, True)
    assert "## 矛盾\n\n1 处\n\n| 编号 |" in (april / "月.md").read_text("utf-8")


def test_the_document_says_the_figures_and_names_nobody(ledger: Run, april: Path) -> None:
    answered(ledger("dispatch", "--docx", "月.docx"))
    word = Document(io.BytesIO((april / "月.docx").read_bytes()))  # type: ignore[arg-type]  # any open file will do
    text = "\n".join(one.text for one in word.paragraphs)
    cells = "\n".join(cell.text for table in word.tables for row in table.rows for cell in row.cells)
    assert "整改中的2件应报本月进展，按时1件，迟报0件，未报1件（附表1、附表2）。" in text
    assert "共1处（附表4）" in text
    assert "2026年3月报完成比例60%" in cells
    assert not re.search(r"\d{4}-\d{2}", text + cells)
    assert not any("ledger " in line for line in (text, cells))
    assert not any(name in text + cells for name in ("张三", "李四", "王五", "某乙"))


def test_the_same_month_gives_the_same_bytes(ledger: Run, april: Path) -> None:
    names = ("月.xlsx", "月.docx", "月.md")
    call = ("dispatch", "--force", "--xlsx", names[0], "--docx", names[1], "--md", names[2])
    answered(ledger(*call))
    first = [(april / name).read_bytes() for name in names]
    answered(ledger(*call))
    assert [(april / name).read_bytes() for name in names] == first


def test_a_file_that_is_there_is_not_written_over(ledger: Run, april: Path) -> None:
    (april / "月.md").write_text("别的", "utf-8")
    assert "月.md" in answered(ledger("dispatch", "--docx", "月.docx", "--md", "月.md"), 6)
    assert not (april / "月.docx").exists()
    assert (april / "月.md").read_text("utf-8") == "别的"


@pytest.mark.usefixtures("april")
def test_the_paper_stands_among_those_that_can_be_written(ledger: Run) -> None:
    line = next(one for one in answered(ledger("write")).splitlines() if one.startswith("月调度 "))
    assert "ledger dispatch --month 2026-04 --docx 月调度.docx" in line
    assert "ledger dispatch --docx 月调度.docx" in answered(ledger("write", "月调度"), 2)


# -- refused


@pytest.mark.usefixtures("april")
@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--month", "2026-13"), 2, "2026-13"),
        (("--month", "2026-06"), 2, "2026-06 从 2026-06-01 才开始"),
        (("矛和盾",), 2, "没有“矛和盾”这一部分"),
        (("矛盾", "--md", "x.md"), 2, "写文件时总是写全部"),
        (("--xlsx", "x.docx"), 2, ".xlsx"),
        (("--month", "2025-12"), 5, "2025-12 月底时台账里还没有问题"),
    ],
)
def test_what_can_not_be_is_refused(ledger: Run, words: tuple[str, ...], code: int, said: str) -> None:
    assert said in answered(ledger("dispatch", *words), code)


def test_a_ledger_read_in_part_has_no_dispatch(ledger: Run, april: Path) -> None:
    (april / "issues/ISSUE-009.yaml").write_text("id: [", "utf-8")
    assert "ISSUE-009.yaml" in answered(ledger("dispatch"), 5)
