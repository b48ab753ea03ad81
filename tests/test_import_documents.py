"""`import` of a published document: the plan on 80 columns and as JSON, all issues or none, and the same file again."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import jsonschema
import openpyxl
import pytest

import house
from ledger.cli.widths import width

Run = Callable[..., "subprocess.CompletedProcess[str]"]

ROOT = Path(__file__).parents[1]
PLAN = """附件

江原市贯彻落实省生态环境保护督察反馈意见整改措施清单

一、责任落实不到位

问题1：管行业必须管环保责任落实不到位，2023年信访重复投诉件中涉及行业监管缺位的占41%。
责任单位：市发展和改革委、县住建局（以上为牵头单位），各县（市、区）党委和政府
督导单位：市生态环境局
整改目标：重复投诉件同比下降20%以上。
整改时限：立行立改，长期坚持。
整改措施：
（1）修订责任清单。（市生态环境局牵头，2026年6月底前完成）
（2）建立会商制度，每季度会商1次。（市信访局牵头，长期坚持）

二、治污设施有短板

问题2：青岭河下游断面水质超标，沿岸4个建制镇污水直排。
责任单位：县水务局
督导单位：市生态环境局
整改目标：到2026年底，断面氨氮浓度不高于1.5毫克/升。
整改时限：2026年6月底前完成方案编制，2026年底前建成投运。
整改措施：
（1）新建污水管网46公里。
（2）封堵直排口17个。

问题3：老采石坑堆存一般工业固体废物约14万吨。
责任单位：县住建局
督导单位：市生态环境局
整改目标：完成清运处置。
整改时限：20_年8月底前。
整改措施：
（1）完成清运10万吨。
"""
ADDED = """
问题3：餐饮油烟扰民。群众反映强烈。
责任单位：县城管局
整改目标：油烟达标排放。
整改时限：2026年9月底前。
整改措施：
（1）安装油烟净化装置12套。
"""
NARRATIVE = """2026年某镇污染防治工作方案

为改善环境质量，制定本方案。

一、主要任务

（一）打好蓝天保卫战

1.实施锅炉提标，2026年底前完成23台天然气锅炉低氮改造。全镇PM2.5年均浓度不高于33微克/立方米。

2.重污染天数比2015年下降25%。
"""


@pytest.fixture
def plan(folder: Path) -> Path:
    """A published plan of three problems beside a small ledger of five issues."""
    house.build(folder)
    return house.put(folder / "方案.txt", PLAN.encode())


def show(ledger: Run, issue: str) -> dict[str, object]:
    return dict(json.loads(ledger("show", issue, "--json").stdout)["issue"])


def test_the_plan_is_shown_on_80_columns_and_nothing_is_written(ledger: Run, folder: Path, plan: Path) -> None:
    before = house.contents(folder)
    done = ledger("import", plan.name)
    assert done.returncode == 1, "a damaged deadline is for somebody to look at"
    assert "label-per-line" in done.stdout
    assert "共 3 项" in done.stdout
    rows = [line for line in done.stdout.splitlines() if line.startswith("问题")]
    assert len(rows) == 3
    assert max(map(width, rows)) <= 80
    assert "立行立改+" in rows[0]
    assert "2026-12-31" in rows[1]
    assert "?20_年" in rows[2]
    assert "时限残缺" in done.stdout
    assert "单位登记里没有“市信访局”" in done.stdout
    assert "--apply" in done.stderr
    assert house.contents(folder) == before


def test_applied_every_item_is_an_issue_as_a_careful_clerk_would_type_it(ledger: Run, folder: Path, plan: Path) -> None:
    given = ("--set", "问题来源=省级督察", "--set", "交办日期=2026年1月5日")
    done = ledger("import", plan.name, "--apply", "--as", "zhang", *given)
    assert done.returncode == 0, done.stderr
    assert "已新增 3 件：ISSUE-006 至 ISSUE-008" in done.stdout
    issue = show(ledger, "ISSUE-006")
    assert issue["source"] == {
        "kind": "省级督察",
        "document": "方案.txt",
        "item": "问题1",
        "finding": "管行业必须管环保责任落实不到位，2023年信访重复投诉件中涉及行业监管缺位的占41%。",
        "digest": hashlib.sha256(PLAN.encode()).hexdigest(),
        "place": "一、责任落实不到位　第 7 行",
        "received": "2026-01-05",
    }
    planned = issue["plan"]
    assert planned["lead_units"] == ["市发展和改革委", "县住建局"]
    assert planned["responsible_units"] == ["各县（市、区）党委和政府"]
    assert planned["measures"][0]["units"] == ["市生态环境局"]
    assert planned["measures"][0]["due"] == "2026-06-30"
    assert [step["by"] for step in issue["history"]] == ["zhang"]
    second = show(ledger, "ISSUE-007")["plan"]
    assert [one["due"] for one in second["deadline"]["milestones"]] == ["2026-06-30", "2026-12-31"]
    assert second["measures"][0]["quantity"]["unit"] == "公里"
    assert second["indicators"][0]["operator"] == "≤"
    third = show(ledger, "ISSUE-008")["plan"]
    assert third["deadline"]["text"] == "20_年8月底前"
    assert set(third["deadline"]) <= {"text", "immediate", "long_term", "milestones"}, "no day was made up"
    assert ledger("validate").returncode == 0
    assert ledger("export", "--xlsx", "台账.xlsx").returncode == 0
    sheet = openpyxl.load_workbook(folder / "台账.xlsx")["整改台账"]
    cells = [str(cell.value) for row in sheet.iter_rows() for cell in row]
    assert any("青岭河下游断面水质超标" in words for words in cells)
    assert "1. 新建污水管网46公里。\n2. 封堵直排口17个。" in cells


def test_a_day_without_a_task_of_its_own_has_its_own_words_only(ledger: Run, folder: Path) -> None:
    house.build(folder)
    deadline = "2027年12月底前（其中：2026年9月底前完成排查，2026年12月底前完成修复）。"
    house.put(folder / "方案.txt", PLAN.replace("20_年8月底前。", deadline).encode())
    assert ledger("import", "方案.txt", "--apply", "--as", "zhang").returncode == 0
    plan = show(ledger, "ISSUE-008")["plan"]
    assert isinstance(plan, dict)
    nodes = [(node["due"], node["text"]) for node in plan["deadline"]["milestones"]]
    assert nodes == [("2026-09-30", "完成排查"), ("2026-12-31", "完成修复"), ("2027-12-31", "2027年12月底前")]


def test_the_same_document_again_brings_nothing(ledger: Run, folder: Path, plan: Path) -> None:
    assert ledger("import", plan.name, "--apply", "--as", "zhang").returncode == 0
    before = house.contents(folder)
    plan.rename(folder / "另存.txt")
    again = ledger("import", "另存.txt", "--apply", "--as", "zhang")
    assert (again.returncode, again.stderr) == (0, "")
    assert "3 项已在台账；新的 0 项" in again.stdout
    assert "没有要新增的" in again.stdout
    assert {k: v for k, v in house.contents(folder).items() if k.startswith("issues/")} == {
        k: v for k, v in before.items() if k.startswith("issues/")
    }


def test_a_corrected_document_shows_what_is_new_changed_and_gone(ledger: Run, folder: Path, plan: Path) -> None:
    assert ledger("import", plan.name, "--apply", "--as", "zhang").returncode == 0
    first, _, third = re.split(r"(?=问题[123]：)", PLAN)[1:]
    renumbered = third.replace("问题3", "问题2").replace("20_年8月", "2026年8月")
    corrected = first.replace("20%以上", "30%以上") + renumbered + ADDED
    house.put(folder / "方案（修订）.txt", corrected.encode())
    done = ledger("import", "方案（修订）.txt")
    assert done.returncode == 1
    assert "已在台账 2 项，其中有改动 2 项；新的 1 项；不再有的 1 项" in done.stdout
    assert "整改目标：重复投诉件同比下降20%以上。 → 重复投诉件同比下降30%以上。" in done.stdout
    assert "原文编号：问题3 → 问题2" in done.stdout
    assert "整改时限：20_年8月底前 → 2026年8月底前" in done.stdout
    assert "ISSUE-007 问题2 青岭河下游断面水质超标" in done.stdout
    told = json.loads(ledger("import", "方案（修订）.txt", "--apply", "--as", "zhang", "--json").stdout)
    assert told["applied"] == ["ISSUE-009"]
    assert told["changes"]["new"] == ["问题3"]
    assert [one["id"] for one in told["changes"]["gone"]] == ["ISSUE-007"]
    assert show(ledger, "ISSUE-009")["title"] == "餐饮油烟扰民"
    assert show(ledger, "ISSUE-006")["plan"]["goal"] == "重复投诉件同比下降20%以上。", "changes are for a person"


def test_an_applied_correction_once_more_brings_nothing(ledger: Run, folder: Path, plan: Path) -> None:
    assert ledger("import", plan.name, "--apply", "--as", "zhang").returncode == 0
    reworded = PLAN.replace("下游断面水质超标，沿岸4个", "中游断面水质严重超标，沿岸7个")
    house.put(folder / "修订.txt", (reworded + ADDED.replace("问题3", "问题4")).encode())
    assert "已新增 1 件" in ledger("import", "修订.txt", "--apply", "--as", "zhang").stdout
    again = ledger("import", "修订.txt", "--apply", "--as", "zhang")
    assert "已在台账 4 项，其中有改动 1 项；新的 0 项；不再有的 0 项" in again.stdout
    assert "没有要新增的" in again.stdout


def test_two_files_that_tell_the_same_bring_it_once(ledger: Run, folder: Path, plan: Path) -> None:
    house.put(folder / "同一方案.md", f"# 另一种格式\n\n{PLAN}".encode())
    done = ledger("import", plan.name, "同一方案.md", "--apply", "--as", "zhang")
    assert "与 方案.txt 问题1 相同（100%），不再新增" in done.stdout
    assert "已新增 3 件：ISSUE-006 至 ISSUE-008" in done.stdout


def test_a_problem_from_elsewhere_is_named_with_its_score(ledger: Run, plan: Path) -> None:
    finding = "问题原文=青岭河下游断面水质超标，沿岸4个建制镇污水直排。"
    assert ledger("new", "青岭河断面超标", "--set", finding, "--as", "zhang").returncode == 0
    done = ledger("import", plan.name)
    assert "与 ISSUE-006 相同（100%），不再新增" in done.stdout
    assert "拟新增 2 件" in done.stdout
    [twin] = [one for one in json.loads(ledger("import", plan.name, "--json").stdout)["problems"] if "score" in one]
    assert (twin["kind"], twin["of"], twin["score"], twin["skipped"]) == ("duplicate", "ISSUE-006", 1.0, True)
    forced = ledger("import", plan.name, "--apply", "--as", "zhang", "--force")
    assert "已新增 3 件" in forced.stdout


def test_json_has_the_promised_keys_and_fits_the_schema(ledger: Run, plan: Path) -> None:
    told = json.loads(ledger("import", plan.name, "--json").stdout)
    schema = json.loads((ROOT / "docs" / "import-plan.schema.json").read_text("utf-8"))
    jsonschema.validate(told, schema)
    assert set(told) == {"schema_version", "source", "layout", "confidence", "items", "reconciliation", "problems"}
    item = told["items"][1]
    assert set(item) == {
        *("number", "title", "finding", "goal", "indicators", "deadline", "lead", "responsible", "support"),
        *("supervisor", "acceptor", "persons", "measures", "progress", "location"),
    }
    assert set(item["indicators"][0]) == {"name", "op", "value", "unit", "by", "base_year"}
    assert (item["indicators"][0]["op"], item["indicators"][0]["value"]) == ("≤", 1.5)
    assert set(item["deadline"]) == {"text", "due", "immediate", "long_term", "milestones", "damaged", "suggestion"}
    assert set(item["measures"][0]) == {"number", "text", "units", "deadline", "quantity"}
    assert set(told["reconciliation"]) == {"printed", "found", "orphans"}
    assert told["reconciliation"]["found"] == 3
    assert told["items"][2]["deadline"]["damaged"] is True
    assert "damaged" in {one["kind"] for one in told["problems"]}


def test_a_count_that_differs_stops_until_somebody_looked(ledger: Run, folder: Path) -> None:
    house.build(folder)
    house.put(folder / "清单.txt", PLAN.replace("一、责任", "本清单共4个问题、5项措施。\n\n一、责任", 1).encode())
    before = house.contents(folder)
    refused = ledger("import", "清单.txt", "--apply", "--as", "zhang")
    assert refused.returncode == 4
    assert "印着 4，读出 3，不一致" in refused.stderr
    assert house.contents(folder) == before
    assert ledger("import", "清单.txt", "--apply", "--as", "zhang", "--force").returncode == 0
    assert len(list((folder / "issues").rglob("*.yaml"))) == 8


def test_a_narrative_plan_is_no_list_and_is_read_as_tasks_when_asked(ledger: Run, folder: Path) -> None:
    house.build(folder)
    house.put(folder / "工作方案.txt", NARRATIVE.encode())
    none = ledger("import", "工作方案.txt", "--apply", "--as", "zhang")
    assert (none.returncode, none.stderr) == (1, "")
    assert "没有找到问题清单" in none.stdout
    assert "--as tasks" in none.stdout
    told = json.loads(ledger("import", "工作方案.txt", "--as", "tasks", "--json").stdout)
    jsonschema.validate(told, json.loads((ROOT / "docs" / "import-plan.schema.json").read_text("utf-8")))
    assert told["layout"] == "tasks"
    boilers, *others = told["items"]
    assert boilers["text"].startswith("实施锅炉提标，2026年底前完成23台天然气锅炉低氮改造")
    assert boilers["heading"][:2] == ["一、主要任务", "（一）打好蓝天保卫战"]
    assert (boilers["deadline"]["due"], boilers["quantity"]["total"]) == ("2026-12-31", 23)
    bases = [indicator["base_year"] for one in others for indicator in one["indicators"]]
    assert 2015 in bases
    done = ledger("import", "工作方案.txt", "--as", "tasks", "--as", "zhang", "--apply")
    assert done.returncode == 0, done.stderr
    assert ledger("validate").returncode == 0
    assert ledger("import", "工作方案.txt", "--as", "tasks", "--as", "zhang", "--as", "li").returncode == 2


@pytest.mark.parametrize("suffix", [".html", ".md", ".xlsx", "-"])
def test_every_format_gives_the_same_issues(ledger: Run, folder: Path, suffix: str) -> None:
    house.build(folder)
    heads = ("序号", "问题", "整改目标", "整改时限", "责任单位", "整改措施")
    rows = [
        ("1", "青岭河下游断面水质超标", "断面达标", "2026年底前", "县水务局", "新建污水管网46公里"),
        ("2", "老采石坑堆存固体废物", "完成清运", "立行立改", "县住建局", "清运10万吨"),
        ("3", "建筑工地扬尘污染严重", "扬尘达标", "2026年9月底前", "县住建局", "安装喷淋5套"),
    ]
    stdin, name = None, f"清单{suffix}"
    match suffix:
        case ".html":
            lines = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in (heads, *rows))
            house.put(folder / name, f"<html><body><table>{lines}</table></body></html>".encode())
        case ".md":
            lines = "\n".join("| " + " | ".join(row) + " |" for row in (heads, ("---",) * 6, *rows))
            house.put(folder / name, lines.encode())
        case ".xlsx":
            book = openpyxl.Workbook()
            for row in (heads, *rows):
                book.active.append(row)
            book.save(folder / name)
        case _:
            stdin, name = PLAN, "-"
    told = json.loads(ledger("import", name, "--json", stdin=stdin).stdout)
    assert len(told["items"]) == 3
    assert all(item["deadline"] and item["responsible"] + item["lead"] for item in told["items"])
    if suffix == ".xlsx":
        assert told["items"][0]["location"]["row"] == 2
    assert ledger("import", name, "--apply", "--as", "zhang", stdin=stdin).returncode == 0


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("没有.txt",), 5, "没有文件"),
        (("方案.txt", "--layout", "diagonal"), 2, "没有叫“diagonal”的版式"),
        (("方案.txt", "--map", "甲=标题"), 2, "--map"),
        (("方案.txt", "--set", "整改时限=年底"), 2, "不能各行通用"),
        (("方案.txt", "台账.xlsx"), 2, "分开导入"),
        (("台账.xlsx", "--layout", "run-on"), 2, "只用于别处的文件"),
        (("方案.txt", "--apply", "--as", "nobody"), 4, "nobody"),
        (("照片.txt",), 5, "图片"),
    ],
)
def test_a_wrong_call_is_told_and_writes_nothing(
    ledger: Run, folder: Path, plan: Path, arguments: tuple[str, ...], code: int, said: str
) -> None:
    assert plan.is_file()
    house.put(folder / "照片.txt", house.PHOTO)
    if "台账.xlsx" in arguments:
        assert ledger("export", "--xlsx", "台账.xlsx").returncode == 0
    before = house.contents(folder)
    done = ledger("import", *arguments)
    assert done.returncode == code, done.stdout + done.stderr
    assert said in done.stderr
    assert house.contents(folder) == before
