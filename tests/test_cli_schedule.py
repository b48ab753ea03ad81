"""`ledger schedule`: how each issue keeps pace and why, and a person's judgement put on record."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

import house
from conftest import Run

BOILERS = """# 措施 1 按数量推进
id: ISSUE-006
uid: 5b1c8f0e-0006-4000-8000-000000000006
title: 燃煤锅炉淘汰
status: in-progress
region: 青石镇
source:
  kind: 省级督察
  received: 2025-09-01
plan:
  goal: 淘汰280台
  responsible_units: [县住建局]
  supervisor_units: [市生态环境局]
  deadline:
    text: 2027年底前
    due: 2027-12-31
  measures:
    - number: "1"
      text: 淘汰燃煤锅炉
      quantity:
        total: 280
        unit: 台
        done: 190
        stages:
          - {by: 2025-12-31, amount: 98}
          - {by: 2026-12-31, amount: 200}
"""
PART = """id: ISSUE-007
uid: 5b1c8f0e-0007-4000-8000-000000000007
title: 青石镇集中供热替代
status: in-progress
source: {kind: 省级督察, received: 2025-09-01}
parent: ISSUE-006
plan:
  goal: 建成投用
  responsible_units: [县住建局]
  supervisor_units: [市生态环境局]
  deadline: {text: 2026年4月底前, due: 2026-04-30}
  measures:
    - {number: "1", text: 建设热源厂}
"""


pytestmark = pytest.mark.usefixtures("place")


@pytest.fixture
def place(folder: Path) -> Path:
    """The hand-written ledger, with counted work that is on schedule and has no part yet."""
    house.build(folder)
    house.put(folder / "issues/ISSUE-006.yaml", BOILERS.encode())
    return folder


def paces(ledger: Run, *call: str, **env: str) -> dict[str, str]:
    """The pace of each issue that is listed."""
    found = json.loads(ledger("schedule", "--json", *call, env=env).stdout)
    return {one["id"]: one["pace"] for one in found["issues"]}


def one(ledger: Run, number: str, *call: str) -> dict[str, object]:
    found: dict[str, object] = json.loads(ledger("schedule", number, "--json", *call).stdout)["issue"]
    return found


def test_the_whole_ledger_grouped_with_the_reasons(ledger: Run) -> None:
    told = ledger("schedule")
    assert told.returncode == 0
    assert told.stdout.startswith("""【逾期】1 件
  ISSUE-001  2026-03-31        红旗河水质超标  县水务局
      最后期限 2026-03-31 已过 50 天，未完成

【未启动】1 件
  ISSUE-002  2026-05-28  临期  锅炉低氮改造滞后  县住建局
      2026-05-04 交办，至今 16 天未启动；下一个节点 2026-05-28

【达到序时】2 件
  ISSUE-005  —                 河道长效管护  县水务局
      长期坚持，最近一次进展或佐证在 2026-05-10，未超过 92 天
  ISSUE-006  2027-12-31        燃煤锅炉淘汰  县住建局
      措施1 完成 190/280台（68%），2025-12-31 计划 98（35%）；下一个节点 2027-12-31

【完成整改】1 件
""")
    assert told.stdout.endswith(
        "截至 2026-05-20，全部 6 件，列出 6 件：逾期 1、未启动 1、达到序时 2、完成整改 1、已销号 1\n"
        "完成整改中已验收、待销号 1 件\n"
        "其中 15 天内到期（临期）1 件\n"
    )


def test_the_paces_are_those_of_the_day_that_is_asked_for(ledger: Run) -> None:
    assert paces(ledger)["ISSUE-001"] == "overdue"
    assert paces(ledger, "--as-of", "2026-03-31")["ISSUE-001"] == "on-pace"
    assert paces(ledger, "--as-of", "2027-01-01")["ISSUE-006"] == "behind"


@pytest.mark.parametrize("word", ["逾期", "overdue", "OVERDUE"])
def test_issues_of_one_pace(ledger: Run, word: str) -> None:
    assert paces(ledger, "--pace", word) == {"ISSUE-001": "overdue"}
    listed = json.loads(ledger("list", "--json", "--pace", word).stdout)
    assert ([row["id"] for row in listed["issues"]], listed["total"]) == (["ISSUE-001"], 6)


def test_filters_hold_together_with_the_pace(ledger: Run) -> None:
    assert set(paces(ledger, "--unit", "县住建局", "--pace", "达到序时", "--pace", "已销号")) == {
        "ISSUE-004",
        "ISSUE-006",
    }
    told = ledger("list", "--pace", "超序时")
    assert (told.returncode, told.stdout) == (0, "0 件，全部 6 件（截至 2026-05-20）\n")


def test_a_pace_that_there_is_not_is_refused_with_those_that_there_are(ledger: Run) -> None:
    for command in ("schedule", "list"):
        told = ledger(command, "--pace", "蓝签")
        assert told.returncode == 2
        assert "没有序时进度 蓝签，可用：overdue 逾期、behind 未达序时" in told.stderr


def test_a_late_child_is_told_of_its_parent_and_both_figures_stay(ledger: Run, place: Path) -> None:
    house.put(place / "issues/ISSUE-007.yaml", PART.encode())
    told = ledger("schedule", "6")
    assert (
        told.stdout
        == """ISSUE-006  燃煤锅炉淘汰
  未达序时 · 整改中
  截至 2026-05-20，下级有滞后的，不算达到序时
  - 下级 ISSUE-007 逾期
  - 措施1 完成 190/280台（68%），2025-12-31 计划 98（35%）
  - 下一个节点 2027-12-31

时间节点
  2027-12-31  最后期限  剩590天

工程量计划
  2025-12-31  措施1  计划 98台，现有 190/280  已达到
  2026-12-31  措施1  计划 200台，现有 190/280  未达到

下级问题
  ISSUE-007  逾期  青石镇集中供热替代
"""
    )
    assert paces(ledger, "--region", "青石镇")["ISSUE-006"] == "behind", "its child is not in the region"
    assert one(ledger, "6")["late_children"] == [{"id": "ISSUE-007", "pace": "overdue"}]


def test_one_issue_in_json_with_all_it_was_judged_by(ledger: Run) -> None:
    found = one(ledger, "6")
    assert (found["pace"], found["basis"], found["soon"], found["judgement"]) == ("on-pace", "quantity", False, None)
    assert found["nodes"] == [{"kind": "final", "number": "", "due": "2027-12-31", "done_on": None}]
    assert found["amounts"] == [
        {"measure": "1", "by": by, "planned": planned, "done": "190", "total": "280", "unit": "台"}
        for by, planned in (("2025-12-31", "98"), ("2026-12-31", "200"))
    ]


def test_a_judgement_is_recorded_signed_and_holds_for_a_while(ledger: Run) -> None:
    done = ledger("schedule", "6", "--judge", "超序时", "--why", "剩余的已全部签约", "--as", "zhang")
    assert (done.returncode, done.stdout) == (0, "ISSUE-006 研判超序时：燃煤锅炉淘汰\n"), done.stderr
    found = one(ledger, "6")
    assert (found["pace"], found["basis"]) == ("ahead", "judgement")
    assert found["judgement"] == {
        "date": "2026-05-20", "by": "zhang", "name": "张三", "pace": "ahead", "reason": "剩余的已全部签约",
        "until": "2026-06-20", "in_force": True,
    }  # fmt: skip
    page = ledger("schedule", "6").stdout
    assert "  - 2026-05-20 研判超序时：剩余的已全部签约（到 2026-06-20 为止）\n" in page
    assert page.endswith("研判记录\n  2026-05-20  张三  超序时：剩余的已全部签约（管到 2026-06-20）\n")
    assert one(ledger, "6", "--as-of", "2026-06-21")["pace"] == "on-pace"
    assert one(ledger, "6", "--as-of", "2026-05-19")["judgement"] is None
    shown = ledger("show", "6").stdout
    assert "序时研判" in shown
    assert ledger("validate").returncode == 0


def test_a_judgement_of_an_earlier_day(ledger: Run) -> None:
    done = ledger("schedule", "6", "--judge", "behind", "--why", "停工", "--date", "2026年5月11日", "--as", "zhang")
    assert done.returncode == 0, done.stderr
    assert one(ledger, "6", "--as-of", "2026-05-11")["pace"] == "behind"


@pytest.mark.parametrize(
    ("call", "code", "said"),
    [
        (("6", "--judge", "达到序时", "--as", "zhang"), 2, "研判须写理由"),
        (("6", "--judge", "逾期", "--why", "x", "--as", "zhang"), 2, "逾期 不能研判"),
        (("--judge", "达到序时", "--why", "x", "--as", "zhang"), 2, "研判要写编号"),
        (("6", "--why", "x"), 2, "--judge"),
        (("6", "--unit", "县住建局"), 2, "写了编号就不用再写筛选条件"),
        (("99",), 3, "ISSUE-099"),
        (("6", "--judge", "达到序时", "--why", "x"), 4, "--as"),
        (("6", "--judge", "达到序时", "--why", "x", "--as", "qian"), 4, "某乙没有督导、销号、审批"),
        (("6", "--judge", "达到序时", "--why", "x", "--as", "zhang", "--date", "2026-05-21"), 4, "2026-05-21"),
        (("6", "--judge", "达到序时", "--why", "x", "--as", "zhang", "--date", "2025-08-31"), 4, "早于 2025-09-01"),
        (("1", "--judge", "达到序时", "--why", "x", "--as", "zhang"), 4, "最后期限 2026-03-31 已过"),
        (("2", "--judge", "达到序时", "--why", "x", "--as", "zhang"), 4, "只研判整改中的"),
        (("4", "--judge", "达到序时", "--why", "x", "--as", "zhang"), 4, "只研判整改中的"),
    ],
)
def test_what_is_no_judgement_is_refused_and_nothing_is_written(
    ledger: Run, place: Path, call: tuple[str, ...], code: int, said: str
) -> None:
    before = house.contents(place)
    told = ledger("schedule", *call)
    assert (told.returncode, told.stdout, house.contents(place)) == (code, "", before)
    assert said in told.stderr


def test_a_judgement_can_neither_be_edited_nor_slipped_in_by_hand(
    ledger: Run, place: Path, git: Callable[..., str]
) -> None:
    ledger("schedule", "6", "--judge", "未达序时", "--why", "停工", "--as", "zhang")
    told = ledger("edit", "6", "--set", "appraisals.1.pace=超序时", "--why", "改", "--as", "zhang")
    assert (told.returncode, told.stdout) == (2, "")
    git("init", "-q")
    git("add", "-A")
    git("commit", "-qm", "5月")
    file = place / "issues/ISSUE-006.yaml"
    file.write_text(file.read_text("utf-8").replace("pace: 未达序时", "pace: 超序时"), encoding="utf-8")
    told = ledger("check", "--since", "HEAD")
    assert told.returncode == 8, told.stdout


def test_broken_files_are_named_because_a_late_child_may_be_among_them(ledger: Run, place: Path) -> None:
    house.put(place / "issues/ISSUE-008.yaml", b"id: [\n")
    told = ledger("schedule")
    assert told.returncode == 0
    assert "ISSUE-008.yaml" in told.stdout


def test_the_monthly_sheet_says_the_pace_and_why(ledger: Run, place: Path) -> None:
    house.put(place / "issues/ISSUE-007.yaml", PART.encode())
    done = ledger("export", "月调度表.xlsx", "--sheet", "月调度表", "--region", "青石镇")
    assert done.returncode == 0, done.stderr
    sheet = load_workbook(place / "月调度表.xlsx")["月调度表"]
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    [heads] = [row for row in rows if "问题编号" in row]
    at = {name: heads.index(name) for name in ("问题编号", "序时进度", "序时说明")}
    [boilers] = [row for row in rows if row[at["问题编号"]] == "ISSUE-006"]
    assert boilers[at["序时进度"]] == "未达序时"
    assert str(boilers[at["序时说明"]]).startswith("下级 ISSUE-007 逾期；措施1 完成 190/280台（68%）")


LAGGING = """subject: issue
only: {paces: [overdue, behind]}
columns:
  - {heading: 问题编号, field: id, width: 12}
  - {heading: 序时进度, field: pace, width: 14}
  - {heading: 研判, field: appraisals, width: 30}
"""


def test_an_office_lists_what_lags_on_a_sheet_of_its_own(ledger: Run, place: Path) -> None:
    house.put(place / "templates/sheets/滞后清单.yaml", LAGGING.encode())
    ledger("schedule", "6", "--judge", "未达序时", "--why", "停工", "--as", "zhang")
    done = ledger("export", "滞后.xlsx", "--sheet", "滞后清单")
    assert done.returncode == 0, done.stderr
    rows = [row[:3] for row in load_workbook(place / "滞后.xlsx")["滞后清单"].iter_rows(values_only=True)]
    assert [row for row in rows if str(row[0]).startswith("ISSUE")] == [
        ("ISSUE-001", "逾期", None),
        ("ISSUE-006", "未达序时", "2026-05-20 未达序时：停工"),
    ]


def test_void_issues_are_left_out_unless_they_are_asked_for(ledger: Run) -> None:
    assert ledger("void", "6", "--why", "重复登记", "--as", "wang").returncode == 0
    assert "ISSUE-006" not in paces(ledger)
    assert "燃煤锅炉淘汰  已作废  县住建局\n" in ledger("schedule", "--void").stdout
    assert "  已作废 · 达到序时" in ledger("schedule", "6").stdout


def test_a_selection_of_nothing_says_so_and_a_ledger_of_nothing_is_no_answer(ledger: Run, place: Path) -> None:
    told = ledger("schedule", "--region", "青石镇", "--pace", "逾期")
    assert (told.returncode, told.stdout) == (0, "截至 2026-05-20，全部 6 件，没有符合条件的\n")
    for path in (place / "issues").rglob("*.yaml"):
        path.unlink()
    empty = ledger("schedule")
    assert (empty.returncode, "一个问题文件也没有" in empty.stdout) == (5, True)
    assert ledger("schedule", "--json").returncode == 5


def test_a_title_of_two_lines_stays_on_one(ledger: Run, place: Path) -> None:
    file = place / "issues/ISSUE-006.yaml"
    file.write_text(
        file.read_text("utf-8").replace("title: 燃煤锅炉淘汰", 'title: "燃煤锅炉\\n淘汰"'), encoding="utf-8"
    )
    assert ledger("schedule", "6").stdout.startswith("ISSUE-006  燃煤锅炉 淘汰\n")


def test_in_english(ledger: Run) -> None:
    told = ledger("schedule", "1", env={"LEDGER_LANG": "en"})
    assert "  - the final day 2026-03-31 passed 50 days ago, not done\n" in told.stdout
