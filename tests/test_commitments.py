"""Measures of plans of objects and decisions of meetings: late like the measures of issues, wherever those stand."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

import house
from conftest import Run
from ledger.model.commitments import commitments
from ledger.model.plan import Measure
from ledger.model.policy import Clock
from ledger.model.scheme import Scheme
from ledger.model.workdays import Calendar

DAY = date(2026, 5, 20)
PLAN = """id: 红旗河-一河一策
kind: 一河一策
object: 红旗河
title: 红旗河一河一策方案
units: [县水务局]
person: 李四
measures:
  - {number: 1, text: 清淤, due: 2026-05-10}
  - {number: 2, text: 建管网, units: [县住建局], due: 2026-05-25}
  - {number: 3, text: 每月巡河}
"""
MEETING = """id: 调度会
kind: 调度会
date: 2026-05-06
decisions:
  - {number: 1, text: 封堵直排口, units: [县水务局], objects: [红旗河], due: 2026-05-15}
"""


def scheme(*measures: Measure, **more: object) -> Scheme:
    values = {"id": "甲", "kind": "一企一策", "object": "甲厂", "title": "方案", "measures": measures, **more}
    return Scheme.model_validate(values)


def states(one: Scheme, day: date = DAY) -> list[tuple[str, int]]:
    return [(it.state, it.days) for it in commitments((one,), (), day, Calendar(), Clock(due_within=15))]


def test_a_measure_is_late_from_the_day_after_its_own_until_it_is_done() -> None:
    one = scheme(Measure(number="1", text="清淤", due=DAY, done_on=date(2026, 5, 23)))
    days = [date(2026, 5, day) for day in (4, 5, 20, 21, 22, 23)]
    assert [states(one, day)[0] for day in days] == [
        ("open", 16), ("soon", 15), ("soon", 0), ("late", 1), ("late", 2), ("done", 0)
    ]  # fmt: skip


def test_a_measure_without_a_day_is_never_late_and_a_plan_that_was_replaced_owes_nothing() -> None:
    assert states(scheme(Measure(number="1", text="每月巡河"))) == [("open", 0)]
    late = Measure(number="1", text="清淤", due=date(2026, 5, 1))
    assert states(scheme(late)) == [("late", 19)]
    assert states(scheme(late, replaced_on=DAY)) == []


def test_a_measure_is_answered_for_by_its_own_units_else_by_those_of_the_plan() -> None:
    measures = (Measure(number="1", text="清淤"), Measure(number="2", text="建管网", units=("县住建局",)))
    one = scheme(*measures, units=("县水务局",), person="李四")
    found = commitments((one,), (), DAY, Calendar(), Clock())
    assert [(it.units, it.person) for it in found] == [(("县水务局",), "李四"), (("县住建局",), "李四")]


# --- the commands ---


@pytest.fixture
def place(folder: Path) -> Path:
    house.build(folder)
    house.put(folder / "objects/红旗河.yaml", "id: 红旗河\nname: 红旗河\nkind: 水体\n".encode())
    house.put(folder / "objects/白云河.yaml", "id: 白云河\nname: 白云河\nkind: 水体\n".encode())
    house.put(folder / "plans/红旗河-一河一策.yaml", PLAN.encode())
    house.put(folder / "meetings/调度会.yaml", MEETING.encode())
    return folder


def late(ledger: Run, *chosen: str) -> dict[str, list[str]]:
    told = json.loads(ledger("overdue", "--json", *chosen).stdout)
    return {key: [one["number"] for one in told[key]] for key in ("plan_measures", "decisions")}


@pytest.mark.usefixtures("place")
def test_what_is_late_beside_the_issues_stands_in_the_overdue_list_and_ends_it_with_1(ledger: Run) -> None:
    done = ledger("overdue")
    assert done.returncode == 1
    assert "对象方案的措施逾期 1 项" in done.stdout
    assert "会议决定逾期 1 项" in done.stdout
    assert "逾期 10 天" in done.stdout
    (one,) = json.loads(ledger("overdue", "--json").stdout)["plan_measures"]
    assert one == {
        "plan": "红旗河-一河一策", "number": "1", "text": "清淤", "units": ["县水务局"], "person": "李四",
        "objects": ["红旗河"], "due": "2026-05-10", "state": "late", "days": 10,
    }  # fmt: skip


@pytest.mark.usefixtures("place")
def test_a_plan_that_several_issues_share_counts_once(ledger: Run) -> None:
    for issue in ("1", "2"):
        words = ("--object", "红旗河", "--set", "对象方案=红旗河-一河一策", "--why", "一河一策", "--as", "zhang")
        assert ledger("edit", issue, *words).returncode == 0
    assert late(ledger)["plan_measures"] == ["1"]
    rules = [one["rule"] for one in json.loads(ledger("check", "--json").stdout)["findings"]]
    assert rules.count("scheme-late") == 1


@pytest.mark.parametrize(
    ("chosen", "measures", "decisions"),
    [
        (("--unit", "县水务局"), ["1"], ["1"]),
        (("--unit", "县水利局"), ["1"], ["1"]),
        (("--unit", "县住建局"), [], []),
        (("--object", "红旗河"), ["1"], ["1"]),
        (("--object", "白云河"), [], []),
        (("--text", "封堵"), [], ["1"]),
        (("--unit", "县水务局", "--text", "清淤"), ["1"], []),
        (("--status", "open"), [], []),
    ],
)
@pytest.mark.usefixtures("place")
def test_filters_are_asked_of_them_too(
    ledger: Run, chosen: tuple[str, ...], measures: list[str], decisions: list[str]
) -> None:
    assert late(ledger, *chosen) == {"plan_measures": measures, "decisions": decisions}
    told = json.loads(ledger("check", "--json", *chosen).stdout)["findings"]
    rules = [one["rule"] for one in told if one["rule"] in {"scheme-late", "decision-late"}]
    assert rules == ["decision-late"] * len(decisions) + ["scheme-late"] * len(measures)


@pytest.mark.usefixtures("place")
def test_the_overview_tells_what_is_late_and_what_comes(ledger: Run) -> None:
    told = ledger("today").stdout
    assert all(words in told for words in ("对象方案的措施逾期 1 项", "对象方案的措施临期 1 项", "会议决定逾期 1 项"))
    found = json.loads(ledger("today", "--json").stdout)["plan_measures"]
    assert [(one["number"], one["state"]) for one in found] == [("1", "late"), ("2", "soon")]


@pytest.mark.usefixtures("place")
def test_the_nightly_check_fails_for_them_as_for_a_measure_of_an_issue(ledger: Run) -> None:
    found = {one["rule"]: one for one in json.loads(ledger("check", "--json").stdout)["findings"]}
    mine = found["scheme-late"]
    assert (mine["kind"], mine["units"], mine["person"], mine["days_late"]) == ("overdue", ["县水务局"], "李四", 10)
    assert (mine["title"], mine["command"]) == (
        "红旗河-一河一策 1 清淤", "ledger plan done 红旗河-一河一策 1"
    )  # fmt: skip
    assert (found["decision-late"]["kind"], found["decision-late"]["working_days_late"]) == ("overdue", 3)
    assert found["scheme-soon"]["kind"] == "due-soon"
    assert ledger("check", "--text", "清淤", "--fail-on", "overdue").returncode == 1
    assert ledger("check", "--text", "建管网").returncode == 0
    assert ledger("check", "--text", "建管网", "--fail-on", "due-soon").returncode == 1


@pytest.mark.usefixtures("place")
def test_a_report_counts_them_under_the_unit_that_answers(ledger: Run) -> None:
    told = ledger("check", "--unit", "县水务局").stdout
    assert "红旗河-一河一策 1 清淤  县水务局 李四  时限 2026-05-10  逾期 10 天" in told
    assert "ledger meeting done 调度会 1" in told


@pytest.mark.usefixtures("place")
def test_notice_can_be_given_earlier_or_later_than_the_house_gives_it(ledger: Run) -> None:
    def soon(*said: str) -> list[str]:
        told = json.loads(ledger("check", "--json", *said).stdout)["findings"]
        return [one["title"] for one in told if one["rule"] == "scheme-soon"]

    assert soon() == ["红旗河-一河一策 2 建管网"]
    assert soon("--due-within", "4") == []


def test_what_was_done_is_late_no_more(place: Path, ledger: Run) -> None:
    ledger("plan", "done", "红旗河", "1", "--date", "2026-05-18", "--as", "zhang")
    ledger("meeting", "done", "调度会", "1", "--on", "2026-05-18", "-m", "已封堵", "--as", "zhang")
    assert late(ledger) == {"plan_measures": [], "decisions": []}
    (place / "plans/红旗河-一河一策.yaml").write_text(PLAN.replace("number: 1", "numbr: 1"), "utf-8")
    assert ledger("overdue").returncode == 5


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2026-05-11", "红旗河-一河一策 1 清淤：逾期 1 天（1 个工作日），时限 2026-05-10，责任人 李四"),
        ("2026-05-16", "调度会 1 封堵直排口：逾期 1 天（0 个工作日），时限 2026-05-15"),
    ],
)
@pytest.mark.usefixtures("place")
def test_a_message_names_each_with_who_answers_and_how_late(ledger: Run, day: str, told: str) -> None:
    env = {"LEDGER_WECOM_URL": "https://example.org/hook?key=x"}
    done = ledger("notify", "--dry-run", "--as-of", day, env=env)
    assert told in done.stdout, done.stderr
