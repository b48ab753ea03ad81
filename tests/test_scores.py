"""Scores: the same data gives the same score, and every point has its reason."""

from __future__ import annotations

import json
import random
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

import build
import house
from ledger.model.inspection import Inspection
from ledger.model.issue import Issue
from ledger.model.reckoned import Asked
from ledger.model.report import build as report_of
from ledger.model.scores import Score, scores
from ledger.model.scoring import Rules, faults
from ledger.model.units import Unit, Units
from ledger.store import scoring

Run = Callable[..., "subprocess.CompletedProcess[str]"]
TASKS, QUALITY, PUBLIC = "年度工作目标任务完成情况", "生态环境质量", "公众满意度"


@pytest.fixture
def place(folder: Path) -> Path:
    return house.build(folder)


def scored(ledger: Run, *call: str) -> dict[str, Any]:
    found = json.loads(ledger("score", *call, "--json").stdout)
    return {one["unit"]: one for one in found["scores"]}


@pytest.mark.usefixtures("place")
def test_a_unit_is_told_every_point_with_issue_and_day(ledger: Run) -> None:
    ledger("supervise", "add", "ISSUE-001", "约谈", "--why", "逾期未完成", "--as", "zhang")
    said = ledger("score", "--why", "县水利局").stdout  # an alias of 县水务局
    for words in ("逾期", "2026-03-31", "ISSUE-001", "红旗河水质超标", "-5", "约谈", "-3", "综合得分 95.20，第 2 名"):
        assert words in said, words
    one = scored(ledger)["县水务局"]
    assert [(it["on"], it["issue"], it["day"], it["points"]) for it in one["reasons"]] == [
        ("逾期", "ISSUE-001", "2026-03-31", -5),
        ("约谈", "ISSUE-001", "2026-05-20", -3),
    ]
    assert {it["name"]: it["points"] for it in one["dimensions"]} == {TASKS: 92, QUALITY: 100, PUBLIC: 100}


@pytest.mark.usefixtures("place")
def test_what_happened_in_another_year_is_of_that_year(ledger: Run) -> None:
    ledger("supervise", "add", "ISSUE-001", "通报", "--why", "省级通报", "--as", "zhang")
    later = scored(ledger, "--year", "2026", "--as-of", "2027-03-01")["县水务局"]
    assert "通报" in {one["on"] for one in later["reasons"]}
    after = scored(ledger, "--year", "2027", "--as-of", "2027-03-01")["县水务局"]
    assert "通报" not in {one["on"] for one in after["reasons"]}


@pytest.mark.usefixtures("place")
def test_a_unit_that_answers_for_nothing_is_not_found(ledger: Run) -> None:
    done = ledger("score", "--why", "县住建")
    assert (done.returncode, "县住建局" in done.stderr) == (3, True)


def test_the_office_has_its_own_rules_and_gives_points_of_its_own(place: Path, ledger: Run) -> None:
    house.put(
        place / "templates/scores/镇街.yaml",
        """title: 镇街考评表
base: 80
cap: 100
dimensions: [{name: 任务, weight: 50}, {name: 满意度, weight: 50}]
rules:
  - {on: 逾期, points: -30, dimension: 任务, most: 20}
marks:
  - {unit: 县水利局, dimension: 满意度, date: 2026-05-01, points: 25, reason: 问卷调查第一}
  - {unit: 县整改办, dimension: 满意度, date: 2025-05-01, points: 25, reason: 去年的}
""".encode(),
    )
    found = scored(ledger, "--rules", "镇街")
    assert "县整改办" not in found
    one = found["县水务局"]
    assert [(it["dimension"], it["on"], it["points"]) for it in one["reasons"]] == [
        ("任务", "逾期", -30), ("任务", "逾期", 10), ("满意度", "人工给分", 25), ("满意度", "限分", -5)
    ]  # fmt: skip
    assert one["total"] == 80  # (80 - 20 + 100) / 2


@pytest.mark.parametrize(
    ("text", "place_of"),
    [
        ("dimensions: [{name: 任务, weight: 90}]\nrules: []\n", "templates/scores/本地.yaml:2:13"),
        ("base: 120\ndimensions: [{name: 任务, weight: 100}]\nrules: []\n", "templates/scores/本地.yaml:2:7"),
        ("dimensions: [{name: 任务, weight: 100}]\nrules: [{on: 逾期, points: -1, dimension: 任}]\n", ":3:"),
        ("dimensions: [{name: 任务, weight: 100}]\nrules: [{on: 迟到, points: -1, dimension: 任务}]\n", ":3:"),
    ],
)
def test_rules_that_make_no_sense_are_told_at_their_line(place: Path, ledger: Run, text: str, place_of: str) -> None:
    house.put(place / "templates/scores/本地.yaml", f"title: 表\n{text}".encode())
    done = ledger("score", "--rules", "本地")
    assert (done.returncode, place_of in done.stderr) == (5, True), done.stderr
    assert "templates/scores/本地.yaml" in ledger("check", "--brief").stdout


def test_the_table_goes_to_a_workbook_with_every_reason(place: Path, ledger: Run) -> None:
    assert ledger("score", "--xlsx", "考评.xlsx").returncode == 0
    assert ledger("score", "--xlsx", "考评.xlsx").returncode == 6
    book = load_workbook(place / "考评.xlsx")
    table = [[cell.value for cell in row] for row in book["综合考评"].iter_rows(min_row=3)]
    assert table[0] == [
        "名次",
        "单位",
        "问题数",
        f"{TASKS}（60%）",
        f"{QUALITY}（20%）",
        f"{PUBLIC}（20%）",
        "综合得分",
    ]
    assert [2, "县水务局", 2, 95, 100, 100, 97] in table
    reasons = [[cell.value for cell in row] for row in book["加减分明细"].iter_rows(min_row=4)]
    assert ["县水务局", TASKS, "逾期", "2026-03-31", "ISSUE-001", "红旗河水质超标", -5] in reasons


def test_the_contract_of_a_unit_lists_its_tasks(place: Path, ledger: Run) -> None:
    from docx import Document

    assert ledger("write", "目标责任书").returncode == 2
    done = ledger("write", "目标责任书", "--unit", "县水务局", "-o", "责任书.docx")
    assert done.returncode == 0, done.stderr
    word = Document(str(place / "责任书.docx"))
    said = "\n".join(one.text for one in word.paragraphs)
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    assert "县水务局" in said
    assert "2026年" in said
    assert "红旗河水质超标" in cells
    assert "权重60%" in said.replace(" ", "")
    assert "某乙" not in said + "".join(cells)
    assert "牌上的分×1" in cells
    assert "+1" not in cells[: cells.index("牌上的分×1")]


# --- laws ---

UNITS = Units((Unit(name="县水务局", aliases=("县水利局",)), Unit(name="县住建局")))
_LOADED = scoring.load(Path("/nowhere"))
assert isinstance(_LOADED, Rules)
RULES: Rules = _LOADED
DAY = date(2026, 6, 30)
ASKED = Asked(2026, DAY, replace(build.office(), units=UNITS))
KINDS = ("通报", "约谈", "挂牌督办", "表扬")
days = st.dates(date(2025, 11, 1), date(2026, 8, 1)).map(date.isoformat)
acts = st.fixed_dictionaries(
    {"kind": st.sampled_from(KINDS), "date": days, "by": st.just("li"), "reason": st.just("x")}
)
blames = st.fixed_dictionaries({"kind": st.just("诫勉"), "date": days, "number": st.integers(1, 9)})


@st.composite
def ledgers(draw: st.DrawFn) -> list[dict[str, Any]]:
    return [
        {
            "escalations": draw(st.lists(acts, max_size=4)),
            "accountability": draw(st.lists(blames, max_size=3)),
            "unit": draw(st.sampled_from(("县水务局", "县水利局", "县住建局"))),
        }
        for _ in range(draw(st.integers(1, 5)))
    ]


def entries(told: list[dict[str, Any]]) -> list[Any]:
    issues = []
    for at, one in enumerate(told, 1):
        plan = {"responsible_units": [one["unit"]]}
        acts_of = {key: one[key] for key in ("escalations", "accountability")}
        source = {"kind": "自查", "received": "2026-01-05"}
        head = {"id": f"ISSUE-{at:03d}", "uid": f"{at:08d}-0000", "title": "某河", "status": "open", "source": source}
        issues.append(Issue.model_validate({**head, "plan": plan, **acts_of}))
    return list(report_of(((one, f"{one.id}.yaml") for one in issues), DAY, build.office()).entries)


def of(told: list[Any], rules: Rules = RULES) -> tuple[Score, ...]:
    return scores(told, (), (), rules, ASKED)


@given(ledgers(), st.randoms(use_true_random=False))
def test_the_same_data_gives_the_same_score_in_whatever_order(told: list[dict[str, Any]], rng: random.Random) -> None:
    known = entries(told)
    shuffled = list(known)
    rng.shuffle(shuffled)
    assert of(shuffled) == of(known)


@given(ledgers())
def test_the_reasons_add_up_to_the_points(told: list[dict[str, Any]]) -> None:
    for one in of(entries(told)):
        for part in one.parts:
            given_for = sum((it.points for it in one.reasons if it.dimension == part.dimension.name), Decimal(0))
            assert RULES.base + given_for == part.points
            assert RULES.floor <= part.points <= RULES.cap
        weighed = sum((it.points * it.dimension.weight / 100 for it in one.parts), Decimal(0))
        assert abs(weighed - one.total) <= Decimal("0.005")


@given(ledgers())
def test_an_alias_is_no_unit_of_its_own(told: list[dict[str, Any]]) -> None:
    assert "县水利局" not in {one.unit for one in of(entries(told))}


@given(ledgers(), st.integers(2025, 2026))
def test_a_year_is_the_sum_of_what_is_dated_in_it(told: list[dict[str, Any]], year: int) -> None:
    asked = replace(ASKED, year=year, day=min(DAY, date(year, 12, 31)))
    unlimited = RULES.model_copy(update={"rules": tuple(it.model_copy(update={"most": None}) for it in RULES.rules)})
    whole = scores(entries(told), (), (), unlimited, asked)
    assert all(it.day.year == year and it.day <= asked.day for one in whole for it in one.reasons if it.day)

    def of_the_year(acts: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [one for one in acts if one["date"].startswith(str(year))]

    lists = ("escalations", "accountability")
    alone = [{**one, **{key: of_the_year(one[key]) for key in lists}} for one in told]
    assert scores(entries(alone), (), (), unlimited, asked) == whole


def test_what_is_addressed_to_one_unit_is_not_counted_for_another() -> None:
    told = entries([{"escalations": [], "unit": "县水务局", "accountability": [
        {"kind": "诫勉", "date": "2026-05-06", "unit": "县住建局", "post": "科长", "number": 2},
        {"kind": "不予追究", "date": "2026-05-07", "unit": "县水务局", "number": 1},
        {"kind": "诫勉", "date": "2026-05-08", "unit": "某公司等两家", "number": 1},
    ]}])  # fmt: skip
    assert {(one.unit, it.text, it.points) for one in of(told) for it in one.reasons if it.event == "问责"} == {
        ("县住建局", "诫勉 科长", Decimal(-2)),
        ("县水务局", "诫勉", Decimal(-1)),  # nobody knows that unit: those who answer do
    }


REOPENED = {"move": "reopen", "before": "closed", "after": "in-progress", "by": "wang", "cycle": 2}


@pytest.mark.parametrize(
    ("lookbacks", "steps", "days"),
    [
        ((), (("2026-05-10", "反弹"),), ["2026-05-10"]),
        ((("2026-05-09", True),), (("2026-05-10", "回头看发现反弹：又有直排"),), ["2026-05-09"]),
        ((("2026-05-09", True),), (), ["2026-05-09"]),
        ((("2026-05-09", False),), (("2026-05-10", "又有直排"),), ["2026-05-10"]),
        ((), (("2026-05-10", "误销号，更正"),), []),
        ((), (("2026-02-10", "反弹"), ("2026-06-10", "再次反弹")), ["2026-02-10", "2026-06-10"]),
        ((), (("2025-12-10", "反弹"),), []),
    ],
)
def test_every_rebound_counts_once(
    lookbacks: tuple[tuple[str, bool], ...], steps: tuple[tuple[str, str], ...], days: list[str]
) -> None:
    issue = build_issue(
        lookbacks=[{"date": day, "by": "li", "rebound": back, "text": "现场"} for day, back in lookbacks],
        history=[{**REOPENED, "date": day, "at": f"{day}T09:00:00+08:00", "why": why} for day, why in steps],
    )
    found = of(list(report_of([(issue, "x.yaml")], DAY, build.office()).entries))
    assert [it.day.isoformat() for one in found for it in one.reasons if it.event == "反弹" and it.day] == days


def build_issue(**more: object) -> Issue:
    source = {"kind": "自查", "received": "2025-01-05"}
    head = {"id": "ISSUE-001", "uid": "00000001-0000", "title": "某河", "status": "in-progress", "source": source}
    return Issue.model_validate({**head, "plan": {"responsible_units": ["县水务局"]}, **more})


OVER = """id: {id}
uid: 5b1c8f0e-0009-4000-8000-00000000000{at}
title: {title}
status: closed
attributes: {attributes}
source: {{kind: 中央督察, received: 2026-01-04}}
plan:
  responsible_units: [县水务局]
  deadline: {{text: 2026年5月底前, due: 2026-05-31}}
closures:
  - {{date: 2026-05-06, by: wang, unit: 县整改办}}
"""


def test_a_case_that_was_closed_in_time_is_no_merit(place: Path, ledger: Run) -> None:
    for name in ("责任追究", "黑臭水体"):
        assert ledger("book", "add", name).returncode == 0
    case = OVER.format(id="ZR-001", at=1, title="某湖围垦失察", attributes="{移交文号: 移〔2026〕1号}")
    house.put(place / "issues/责任追究/ZR-001.yaml", case.encode())
    river = OVER.format(id="HC-001", at=2, title="某河黑臭", attributes="{}")
    house.put(place / "issues/黑臭水体/HC-001.yaml", river.encode())
    one = scored(ledger)["县水务局"]
    assert [it["issue"] for it in one["reasons"] if it["on"] == "按期销号"] == ["HC-001"]
    assert one["issues"] == 3  # two of the findings, and the river


def test_a_firm_that_was_inspected_is_no_unit_of_the_house_and_a_year_to_come_has_no_score(
    place: Path, ledger: Run
) -> None:
    record = {"id": "六个100%-1", "checklist": "六个100%", "date": "2026-05-18", "inspectors": ["li"],
              "unit": "某建筑公司", "results": [{"number": "1", "text": "围挡", "outcome": "不合格"}]}  # fmt: skip
    house.put(place / "checklists/六个100%-1.yaml", json.dumps(record, ensure_ascii=False).encode())
    assert set(scored(ledger)) == {"县水务局", "县住建局"}
    assert scored(ledger, "--year", "2025") == {}
    ahead = ledger("score", "--year", "2027")
    assert (ahead.returncode, "2027-01-01" in ahead.stderr) == (2, True)


def test_what_was_struck_off_and_is_back_counts_once_for_who_answers(place: Path, ledger: Run) -> None:
    gone = "{id: hongqi, kind: 河道, name: 红旗河, since: 2024-01-01, until: 2025-12-01}\n"
    house.put(place / "objects/hongqi.yaml", gone.encode())
    for number in ("ISSUE-001", "ISSUE-002"):
        ledger("edit", number, "--set", "objects=hongqi", "--why", "补登", "--as", "zhang")
    found = scored(ledger)
    back = [(unit, it["day"]) for unit, one in sorted(found.items()) for it in one["reasons"] if it["on"] == "死灰复燃"]
    assert back == [("县住建局", "2026-01-04"), ("县水务局", "2026-01-04")]


def test_what_only_looks_like_an_object_that_was_struck_off_costs_nothing(place: Path, ledger: Run) -> None:
    gone = "{id: 宏达塑料厂, kind: 企业, name: 宏达塑料厂, address: 红旗路8号, until: 2026-01-01}\n"
    house.put(place / "objects/宏达塑料厂.yaml", gone.encode())
    for name in ("宏达塑料厂2", "远方印染厂"):
        like = f"{{id: {name}, kind: 企业, name: {name}, address: 红旗路8号, since: 2026-02-01}}\n"
        house.put(place / f"objects/{name}.yaml", like.encode())
    ledger("edit", "ISSUE-001", "--set", "objects=远方印染厂", "--why", "补登", "--as", "zhang")
    assert "死灰复燃" in ledger("object", "show", "宏达塑料厂").stderr

    def counted() -> list[tuple[str, str, str]]:
        found = scored(ledger).items()
        return [
            (unit, it["issue"], it["text"]) for unit, one in found for it in one["reasons"] if it["on"] == "死灰复燃"
        ]

    assert counted() == []
    both = "objects=宏达塑料厂、远方印染厂"  # somebody found it to be the same
    assert ledger("edit", "ISSUE-001", "--set", both, "--why", "查实是同一家", "--as", "zhang").returncode == 0
    assert counted() == [("县水务局", "ISSUE-001", "宏达塑料厂 移出后又出现")]


@pytest.mark.usefixtures("place")
def test_a_rank_is_told_among_all_units(ledger: Run) -> None:
    said = ledger("score", "--why", "县水务局").stdout
    assert ("第 2 名" in said, "考评 2 个单位" in said) == (True, True), said


def test_units_of_one_score_share_a_rank_and_a_failed_inspection_counts() -> None:
    told = entries([{"escalations": [], "accountability": [], "unit": unit} for unit in ("县住建局", "县水务局")])
    assert [(one.unit, one.rank) for one in of(told)] == [("县住建局", 1), ("县水务局", 1)]
    failing = Inspection.model_validate({
        "id": "x", "checklist": "六个100%", "date": "2026-05-18", "inspectors": ["li"], "unit": "县水利局",
        "results": [{"number": "1", "text": "围挡", "outcome": "不合格"}],
    })  # fmt: skip
    found = scores(told, [failing], (), RULES, ASKED)
    assert [(one.unit, one.rank) for one in found] == [("县住建局", 1), ("县水务局", 2)]
    assert [(one.event, one.about) for one in found[1].reasons][-1:] == [("检查不合格", "x")]


def test_the_shipped_rules_are_sound() -> None:
    assert list(faults(RULES)) == []
