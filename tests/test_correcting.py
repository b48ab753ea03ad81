"""What was put down wrongly is set right by a command, for a reason, and what it said stays on record."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import house
from conftest import Run

PLAN = """# 县政府批
id: 红旗河-一河一策
kind: 一河一策
object: 红旗河
title: 红旗河一河一策方案
measures:
  - {number: 1, text: 清淤, deadline: 6月底前, due: 2026-06-30}  # 包村干部盯
  - {number: 2, text: 每月巡河}
"""
MEETING = """id: 调度会
kind: 调度会
date: 2026-05-06
decisions:
  - {number: 1, text: 封堵直排口, units: [县水务局], deadline: 5月15日前, due: 2026-05-15}
  - {number: 2, text: 清理河面, done_on: 2026-05-10, done_by: zhang}
"""
GAUGE = """id: PM2.5
name: PM2.5
unit: 微克/立方米
rules: [不高于29.5]
readings:
  - {at: 2026-03, value: 28}
  - {at: 2026-04, value: 31}
"""


@pytest.fixture
def place(folder: Path) -> Path:
    house.build(folder)
    house.put(folder / "objects/红旗河.yaml", "id: 红旗河\nname: 红旗河\nkind: 水体\n".encode())
    house.put(folder / "plans/红旗河-一河一策.yaml", PLAN.encode())
    house.put(folder / "meetings/调度会.yaml", MEETING.encode())
    house.put(folder / "indicators/PM2.5.yaml", GAUGE.encode())
    return folder


def done(ledger: Run, *said: str) -> None:
    told = ledger(*said, "--as", "zhang")
    assert told.returncode == 0, told.stderr


def shown(ledger: Run, what: str, word: str) -> dict[str, object]:
    found: dict[str, object] = json.loads(ledger(what, "show", word, "--json").stdout)[what]
    return found


def note(what: str, before: str | None, why: str) -> dict[str, str]:
    said = {"what": what, "before": before, "why": why, "by": "zhang", "on": "2026-05-20"}
    return {key: value for key, value in said.items() if value is not None}


def test_a_measure_gets_another_deadline_for_a_reason_and_the_hand_s_own_words_stay(place: Path, ledger: Run) -> None:
    done(ledger, "plan", "edit", "红旗河", "1", "--set", "措施时限原文=7月底前", "--why", "汛期顺延")
    plan = shown(ledger, "plan", "红旗河")
    measures = plan["measures"]
    assert isinstance(measures, list)
    assert (measures[0]["deadline"], measures[0]["due"]) == ("7月底前", "2026-07-31")
    assert plan["corrections"] == [
        note("措施 1 措施时限原文", "6月底前", "汛期顺延"), note("措施 1 措施时限", "2026-06-30", "汛期顺延")
    ]  # fmt: skip
    text = (place / "plans/红旗河-一河一策.yaml").read_text("utf-8")
    assert text.startswith("# 县政府批\n")
    assert "# 包村干部盯" in text


@pytest.mark.usefixtures("place")
def test_a_plan_s_own_fields_and_new_measures_need_no_reason(ledger: Run) -> None:
    done(ledger, "plan", "edit", "红旗河", "--set", "责任单位=县水务局、县住建局", "--measure", "增设闸门=9月底前")
    plan = shown(ledger, "plan", "红旗河")
    measures = plan["measures"]
    assert isinstance(measures, list)
    assert (plan["units"], plan.get("corrections")) == (["县水务局", "县住建局"], None)
    assert [(one["number"], one.get("due")) for one in measures] == [
        ("1", "2026-06-30"), ("2", None), ("3", "2026-09-30")
    ]  # fmt: skip


@pytest.mark.usefixtures("place")
def test_a_decision_is_corrected_and_is_dated_anew(ledger: Run) -> None:
    said = ("--set", "时限原文=5月底前", "--set", "责任单位=县水利局", "--set", "责任人=李四", "--why", "纪要笔误")
    done(ledger, "meeting", "edit", "调度会", "1", *said)
    decisions = shown(ledger, "meeting", "调度会")["decisions"]
    assert isinstance(decisions, list)
    one = decisions[0]
    assert (one["deadline"], one["due"], one["units"], one["person"]) == ("5月底前", "2026-05-31", ["县水务局"], "李四")
    assert one["corrections"] == [
        note("责任人", None, "纪要笔误"),
        note("时限原文", "5月15日前", "纪要笔误"),
        note("最后期限", "2026-05-15", "纪要笔误"),
    ]
    assert "更正：2026-05-20 时限原文，原为“5月15日前”：纪要笔误（zhang）" in ledger("meeting", "show", "调度会").stdout


@pytest.mark.usefixtures("place")
def test_a_decision_that_was_not_done_after_all_is_open_again(ledger: Run) -> None:
    done(ledger, "meeting", "edit", "调度会", "2", "--set", "办结日期=", "--why", "只清了一半")
    (_, one) = json.loads(ledger("meeting", "show", "调度会", "--json").stdout)["decisions"]
    assert one["state"] == "open"
    decisions = shown(ledger, "meeting", "调度会")["decisions"]
    assert isinstance(decisions, list)
    assert decisions[1]["corrections"] == [note("办结日期", "2026-05-10", "只清了一半")]
    assert "done_by" not in decisions[1]


@pytest.mark.usefixtures("place")
def test_a_meeting_s_place_attendees_and_topics_are_changed_and_its_day_for_a_reason(ledger: Run) -> None:
    done(ledger, "meeting", "edit", "调度会", "--set", "会议地点=县政府", "--attend", "县水务局=李四（副局长）")
    done(ledger, "meeting", "edit", "调度会", "--set", "会议日期=2026-05-07", "--why", "纪要笔误")
    one = shown(ledger, "meeting", "调度会")
    assert (one["place"], one["date"]) == ("县政府", "2026-05-07")
    assert one["attendees"] == [{"unit": "县水务局", "person": "李四", "post": "副局长"}]
    assert one["corrections"] == [note("会议日期", "2026-05-06", "纪要笔误")]


@pytest.mark.usefixtures("place")
def test_what_an_indicator_demands_is_changed_for_a_reason_and_the_rest_without(ledger: Run) -> None:
    done(ledger, "indicator", "edit", "PM2.5", "--set", "责任单位=市生态环境局", "--issue", "1")
    done(ledger, "indicator", "edit", "PM2.5", "--rule", "不高于28", "--by", "2026-12-31", "--why", "新下达")
    one = shown(ledger, "indicator", "PM2.5")
    assert (one["rules"], one["by"], one["issues"]) == (["不高于28"], "2026-12-31", ["ISSUE-001"])
    assert one["corrections"] == [note("要求", "不高于29.5", "新下达"), note("达标日期", None, "新下达")]


@pytest.mark.usefixtures("place")
def test_a_reading_of_the_wrong_month_is_withdrawn_and_one_that_was_mistyped_corrected(ledger: Run) -> None:
    done(ledger, "indicator", "edit", "PM2.5", "--withdraw", "2026-04", "--why", "是邻县的数")
    done(ledger, "indicator", "record", "PM2.5", "28.4", "--at", "2026-03", "--correct", "--why", "抄错")
    one = shown(ledger, "indicator", "PM2.5")
    (reading,) = one["readings"]  # type: ignore[misc]  # a list
    assert (reading["value"], reading["former"], reading["why"]) == ("28.4", ["28"], "抄错")
    assert one["corrections"] == [note("2026-04 读数", "31", "是邻县的数")]


@pytest.mark.parametrize(
    ("said", "code", "why"),
    [
        ("plan edit 红旗河 1 --set 措施时限原文=7月底前", 2, "要写明原因"),
        ("plan edit 红旗河 9 --set 整改措施=清淤 --why 笔误", 3, "有：1、2"),
        ("plan edit 红旗河 1 --set 措施时限原文=20_年8月底前 --why 笔误", 2, "20_年8月底前"),
        ("plan edit 红旗河 1 --set 措施编号=7 --why 笔误", 2, "序号不能改"),
        ("plan edit 红旗河 --set 更正记录=无", 2, "由程序记录"),
        ("plan edit 红旗河 --set 文好=1", 2, "没有字段“文好”"),
        ("plan edit 红旗", 2, "加 --set"),
        ("plan edit 青石河 --set 文号=1", 3, "青石河"),
        ("meeting edit 调度会 1 --set 责任单位=县住建局", 2, "要写明原因"),
        ("meeting edit 调度会 1 --set 时限原文=尽快 --why 笔误", 2, "读不出日期"),
        ("meeting edit 调度会 1 --set 办结日期=2026-05-01 --why 笔误", 2, "早于开会"),
        ("meeting edit 调度会 1 --set 办结日期=2026-06-01 --why 笔误", 2, "还没有到"),
        ("meeting edit 调度会 1 --attend 县水务局", 2, "去掉序号"),
        ("meeting edit 调度会 --set 会议日期=2026-05-07", 2, "要写明原因"),
        ("meeting edit 调度 --set 会议地点=县政府", 3, "是不是"),
        ("indicator edit PM2.5 --rule 不高于30", 2, "要写明原因"),
        ("indicator edit PM2.5 --rule 尽快好转 --why 笔误", 2, "尽快好转"),
        ("indicator edit PM2.5 --withdraw 2026-01 --why 笔误", 3, "有：2026-03、2026-04"),
        ("indicator edit PM2.5 --withdraw 2026-04", 2, "要写明原因"),
        ("indicator record PM2.5 30 --at 2026-04 --correct", 2, "要写明原因"),
        ("indicator record PM2.5 30 --at 2026-05-19 --why 笔误", 2, "--correct"),
        ("indicator edit PM2.5 --set 备注=一 --as nobody", 4, "nobody"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    place: Path, ledger: Run, said: str, code: int, why: str
) -> None:
    before = house.contents(place)
    told = ledger(*said.split(), *(() if "--as" in said else ("--as", "zhang")))
    assert (told.returncode, why in told.stderr) == (code, True), told.stderr
    assert house.contents(place) == before


@pytest.mark.usefixtures("place")
def test_what_is_said_as_it_stands_already_changes_nothing(ledger: Run, place: Path) -> None:
    before = house.contents(place)
    done(ledger, "plan", "edit", "红旗河", "1", "--set", "整改措施=清淤")
    done(ledger, "meeting", "edit", "调度会", "1", "--set", "决定事项=封堵直排口")
    done(ledger, "indicator", "edit", "PM2.5", "--rule", "不高于29.5")
    assert house.contents(place) == before
