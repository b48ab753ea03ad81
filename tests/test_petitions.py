"""Petitions: a number that can be right or wrong, duplicates folded, 属实 and 办结 in figures that offices printed."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import build
import house
import test_import
from ledger.errors import say
from ledger.model.caseload import folded, partition, repeated, satisfaction, settlement, types, untrue
from ledger.model.issue import Issue, Source
from ledger.model.petition import SETTLED, VERDICTS, Petition, Revisit, completed, fault, handed_over_on, meant, told_by
from ledger.model.rates import UNSAID, Section
from ledger.model.report import build as report_of
from ledger.model.rewind import rewind
from ledger.model.rules import petitions as rules
from ledger.model.rules.case import Rule
from ledger.model.statistics import statistics

Run = Callable[..., "subprocess.CompletedProcess[str]"]
SHIPPED = Path(__file__).parents[1] / "src/ledger/store/shipped/ledger/templates"
FIRST, SECOND = "D3SX202505280018", "X3SX202506010011"
SHEET = "信访举报件办理情况一览表"


def petition(number: int = 1, kept: str = FIRST, issue: Issue | None = None, **said: object) -> Issue:
    """An issue that came in as a petition."""
    source = Source(kind="信访", item=kept, received=handed_over_on(kept) or build.RECEIVED)
    own = Petition.model_validate({"number": kept, **said})
    return (issue or build.issue(number)).model_copy(
        update={"source": source, "petition": own, "id": f"ISSUE-{number:03d}"}
    )


def found_by(rule: Rule, *issues: Issue) -> list[str]:
    return [one.text.key for one in build.found_by(rule, *issues)]


# --- the number ---

DOMAIN = re.compile(r"[DX]\d[A-Z]{2}\d{8}\d{4}", re.ASCII)


@pytest.mark.parametrize("number", [FIRST, SECOND, "X3AH202411050035"])
def test_published_numbers_are_numbers(number: str) -> None:
    assert DOMAIN.fullmatch(number)
    assert fault(number) is None
    assert told_by(number)["channel"] == {"D": "来电", "X": "来信"}[number[0]]


@pytest.mark.parametrize(
    ("number", "wrong"),
    [
        ("D3SX202502300018", say("petition.no-such-day", found="20250230")),
        ("D3SX202513010018", say("petition.no-such-day", found="20251301")),
        ("D3SX190005280018", say("petition.no-such-day", found="19000528")),
        ("A3SX202505280018", say("petition.channel", found="A")),
        ("DOSX202505280018", say("petition.round", found="O")),
        ("D3sx202505280018", say("petition.province", found="sx")),
        ("D3SX2025O5280018", say("petition.digits", found="2025O528")),
        ("D3SX20250528001l", say("petition.serial", found="001l")),
        ("D3SX2025052818", say("petition.length", length=14, wanted=16)),
        ("", say("petition.length", length=0, wanted=16)),
        ("D3SX２０２５05280018", say("petition.digits", found="２０２５0528")),
    ],
)
def test_what_is_wrong_with_a_number_is_told(number: str, wrong: object) -> None:
    assert fault(number) == wrong


@given(st.from_regex(DOMAIN, fullmatch=True))
def test_a_number_of_the_right_form_is_one_exactly_if_its_day_is_of_the_calendar(number: str) -> None:
    try:
        day = date(int(number[4:8]), int(number[8:10]), int(number[10:12]))
    except ValueError:
        day = None
    sound = day is not None and 2000 <= day.year <= 2099
    assert handed_over_on(number) == (day if sound else None)
    assert (fault(number) is None) is sound


@given(st.text(max_size=18))
def test_no_text_breaks_the_reading_of_a_number(text: str) -> None:
    assert (fault(text) is None) == (handed_over_on(text) is not None)


@pytest.mark.parametrize("typed", ["d3sx202505280018", " D3SX 2025 0528 0018 ", "Ｄ３ＳＸ２０２５０５２８００１８"])
def test_what_was_probably_meant_is_proposed(typed: str) -> None:
    assert meant(typed) == FIRST


def test_a_number_fills_in_what_nobody_said_and_nothing_else() -> None:
    tree = completed({"petition": {"number": FIRST}})
    assert tree == {
        "petition": {"number": FIRST, "channel": "来电"},
        "source": {"kind": "信访", "item": FIRST, "received": "2025-05-28"},
    }
    said = {"petition": {"number": FIRST, "channel": "微信"}, "source": {"item": "第3号", "received": "2025-06-01"}}
    assert completed(said) == {**said, "source": {"kind": "信访", **said["source"]}}
    assert completed({"title": "x"}) == {"title": "x"}
    assert completed({"petition": {"number": "D3"}}) == {"petition": {"number": "D3"}}


# --- the rules ---


def test_a_petition_without_its_number_is_pointed_out_with_the_number_it_probably_has() -> None:
    source = Source(kind="信访", item="d3sx202505280018", received=build.RECEIVED)
    (problem,) = build.found_by(rules.have_a_number, build.issue(source=source))
    assert (problem.level, problem.suggestion) == ("warning", FIRST)
    assert found_by(rules.have_a_number, petition()) == []
    assert found_by(rules.have_a_number, build.issue()) == []


def test_a_number_is_not_younger_than_the_hand_over_and_stands_on_petitions_only() -> None:
    late = petition().model_copy(update={"source": Source(kind="信访", received=date(2025, 5, 27))})
    assert found_by(rules.are_received_after_their_number, late) == ["rule.petition-numbered-later"]
    assert found_by(rules.are_received_after_their_number, petition()) == []
    other = petition().model_copy(update={"source": Source(kind="省级督察", received=date(2025, 6, 1))})
    (problem,) = build.found_by(rules.come_from_petitions, other)
    assert (problem.level, problem.text.key) == ("warning", "rule.petition-otherwise")
    assert found_by(rules.come_from_petitions, petition()) == []


def test_a_number_stands_once_unless_one_is_the_duplicate_of_the_other() -> None:
    assert found_by(rules.are_numbered_once, petition(2), petition(1)) == ["rule.petition-twice"]
    assert found_by(rules.are_numbered_once, petition(1), petition(2)) == [], "told once, of the later one"
    assert found_by(rules.are_numbered_once, petition(2, duplicate_of="ISSUE-001"), petition(1)) == []
    assert found_by(rules.are_numbered_once, petition(2), petition(1, duplicate_of="ISSUE-002")) == []
    assert found_by(rules.are_numbered_once, petition(2), petition(1, SECOND)) == []


@pytest.mark.parametrize(
    ("others", "wrong"),
    [
        ([petition(1)], []),
        ([petition(1, SECOND)], ["rule.duplicate-of-a-later"]),
        ([petition(1, duplicate_of="ISSUE-003"), petition(3)], ["rule.duplicate-of-a-duplicate"]),
        ([petition(3)], ["rule.unknown-link"]),
    ],
)
def test_a_duplicate_points_to_an_earlier_one_that_is_none(others: list[Issue], wrong: list[str]) -> None:
    assert found_by(rules.duplicates_point_to_the_first, petition(2, duplicate_of="ISSUE-001"), *others) == wrong


def test_a_duplicate_of_itself_is_none() -> None:
    own = petition(2, duplicate_of="ISSUE-002")
    assert found_by(rules.duplicates_point_to_the_first, own) == ["rule.duplicate-of-itself"]


def test_a_duplicate_closes_with_its_first() -> None:
    duplicate = petition(2, issue=build.closed(), duplicate_of="ISSUE-001")
    assert found_by(rules.duplicates_close_with_the_first, duplicate, petition(1)) == ["rule.duplicate-closed"]
    assert found_by(rules.duplicates_close_with_the_first, duplicate, petition(1, issue=build.closed())) == []
    ready = petition(2, SECOND, issue=build.verified(), duplicate_of="ISSUE-001")
    trial = build.attempt("wang", build.CLOSED, document="7号")
    assert build.refusals(ready, "close", trial) == set()
    waiting = build.attempt("wang", build.CLOSED, document="7号", first=petition(1))
    assert build.refusals(ready, "close", waiting) == {"guard.first-open"}


@pytest.mark.parametrize(
    ("issue", "settled", "verdict", "wrong"),
    [
        (build.started(), "已办结", "属实", ["rule.settled-unverified"]),
        (build.started(), "已办结", "不属实", []),  # there is nothing to rectify
        (build.started(), "阶段性办结", None, []),
        (build.started(), None, None, []),
        (build.verified(), "已办结", "基本属实", []),
        (build.closed(), "已办结", "属实", []),
        (build.closed(), "阶段性办结", "属实", ["rule.verified-unsettled"]),
        (build.closed(), "未办结", "属实", ["rule.verified-unsettled"]),
        (build.closed(), "已办结", None, ["rule.settled-unjudged"]),
    ],
)
def test_what_is_settled_agrees_with_how_far_the_work_is(
    issue: Issue, settled: str | None, verdict: str | None, wrong: list[str]
) -> None:
    one = petition(issue=issue, settled=settled, verdict=verdict)
    problems = build.found_by(rules.settled_as_far_as_done, one)
    assert [problem.text.key for problem in problems] == wrong
    assert {problem.level for problem in problems} <= {"warning"}


# --- figures that offices printed (domain part 5) ---


@pytest.mark.parametrize(
    ("counts", "strict", "staged"),
    [
        ((2180, 0, 178), "92.45", "92.45"),  # 海南 2018: 2180/2358
        ((492, 291, 644), "34.48", "54.87"),  # 海南 2023: 54.9 printed, of 1427
        ((2045, 0, 29), "98.60", "98.60"),  # 哈尔滨: of 2074
    ],
)
def test_printed_shares_of_what_was_settled(counts: tuple[int, int, int], strict: str, staged: str) -> None:
    without, with_stages = settlement(dict(zip(SETTLED, counts, strict=True)))
    assert (str(without.rounded(2)), str(with_stages.rounded(2))) == (strict, staged)
    assert without.whole == with_stages.whole == sum(counts)
    assert ("不含阶段性办结" in without.name, "含阶段性办结" in with_stages.name) == (True, True)


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        ((2015, 430, 36), 2481),  # 上海
        ((117, 35, 16), 168),  # 山东
        ((151, 209, 35), 395),  # 内蒙古
        ((75, 19, 3), 97),  # 山西
    ],
)
def test_printed_partitions_of_what_was_settled_add_up(parts: tuple[int, int, int], whole: int) -> None:
    words = [word for word, count in zip(SETTLED, parts, strict=True) for _ in range(count)]
    found = partition("settled", "是否办结", words, SETTLED, "件")
    assert tuple(one.number for one in found.parts) == parts
    assert found.whole == whole


def test_the_four_verdicts_of_hainan() -> None:
    counts = {"属实": 440, "部分属实": 779, "基本属实": 108, "不属实": 100}
    words = [word for word, count in counts.items() for _ in range(count)]
    found = partition("verdict", "是否属实", words, VERDICTS, "件")
    assert found.whole == 1427
    rate = untrue(counts)
    assert (rate.part, rate.whole, str(rate.rounded(2))) == (100, 1427, "7.01")


def test_who_was_not_looked_into_yet_is_no_denominator_of_the_untrue() -> None:
    assert (untrue({"不属实": 1, "属实": 3, UNSAID: 96}).part, untrue({"不属实": 1, "属实": 3, UNSAID: 96}).whole) == (
        1,
        4,
    )
    found = partition("verdict", "是否属实", ["属实", UNSAID], VERDICTS, "件")
    assert [one.name for one in found.parts] == [*VERDICTS, UNSAID]


def test_shares_of_types_are_of_the_sum_of_types() -> None:
    """吉林 2020 printed 9422 of 14,916 types on 13,940 cases as 63.2 %; here 3 cases with 5 types."""
    issues = [
        build.issue(1, fields=("大气", "噪声")),
        build.issue(2, fields=("大气", "水")),
        build.issue(3, fields=("大气",)),
    ]
    found = types(issues)
    assert (found.whole, [(one.name, one.number) for one in found.parts]) == (5, [("大气", 3), ("噪声", 1), ("水", 1)])
    assert str(found.share(found.parts[0]).percent) == "60.0"
    assert types([build.issue(1, fields=())]).parts[0].name == UNSAID


def test_duplicates_are_folded_as_jiulongpo_folded_them() -> None:
    assert folded(279, 170, 55) == 164


@given(st.lists(st.integers(0, 8), max_size=30))
def test_folding_counts_each_problem_once(firsts: list[int]) -> None:
    """Petition number n is about the problem `firsts[n]`, and points to the first petition that is about it."""
    issues = []
    for number, problem in enumerate(firsts, 1):
        first = firsts.index(problem) + 1
        issues.append(petition(number, duplicate_of=f"ISSUE-{first:03d}" if first != number else None))
    repeats, problems = repeated(issues)
    assert folded(len(issues), repeats, problems) == len(set(firsts))


def test_satisfaction_is_of_those_who_were_asked() -> None:
    strict, mostly = satisfaction({"满意": 6, "基本满意": 3, "不满意": 1})
    assert [(one.part, one.whole, str(one.percent)) for one in (strict, mostly)] == [(6, 10, "60.0"), (9, 10, "90.0")]


def figures(*issues: Issue) -> Section:
    found = statistics(report_of([(one, "") for one in issues], build.LAST_DAY, build.OFFICE))
    return next(one for one in found.sections if one.key == "petitions")


def test_the_section_of_a_ledger_puts_it_together() -> None:
    call = Revisit(date=date(2026, 7, 1), by="li", satisfaction="不满意")
    later = call.model_copy(update={"date": date(2026, 8, 1), "satisfaction": "满意"})
    issues = (
        petition(1, issue=build.closed(), verdict="属实", settled="已办结", revisits=(later, call)),
        petition(2, SECOND, duplicate_of="ISSUE-001", verdict="部分属实", settled="阶段性办结"),
        petition(3, "X3SX202506020001", verdict="不属实"),
        build.issue(4),
    )
    found = figures(*issues)
    assert {one.key: one.number for one in found.counts} == {
        "petitions": 3, "repeats": 2, "repeated-problems": 1, "again": 1, "bypassed": 0, "problems": 2,
    }  # fmt: skip
    assert {one.key: (one.part, one.whole) for one in found.rates} == {
        "settled-strict": (1, 3),
        "settled-staged": (2, 3),
        "untrue": (1, 3),
        "repeated": (2, 3),
        "bypassed": (0, 3),
        "settled-at-once": (0, 2),
        "satisfied-strict": (1, 1),
        "satisfied-mostly": (1, 1),
    }
    assert {one.key: one.whole for one in found.partitions} == {
        "settled": 3, "verdict": 3, "types": 3, "levels": 0, "satisfaction": 1,
    }  # fmt: skip
    nothing = figures(build.issue(4))
    assert nothing.says_nothing


def test_a_call_made_later_is_not_known_on_an_earlier_day() -> None:
    call = Revisit(date=date(2026, 7, 1), by="li", satisfaction="满意")
    one = petition(revisits=(call,))
    then, now = rewind(one, date(2026, 6, 30)), rewind(one, date(2026, 7, 1))
    assert then is not None
    assert then.petition is not None
    assert then.petition.revisits == ()
    assert now == one


# --- through the program ---


@pytest.fixture
def office(folder: Path) -> Path:
    """The house's ledger with the shipped templates."""
    shutil.copytree(SHIPPED, house.build(folder) / "templates")
    return folder


def new(ledger: Run, number: str, *settings: str) -> subprocess.CompletedProcess[str]:
    options = [word for setting in (f"受理编号={number}", *settings) for word in ("--set", setting)]
    return ledger("new", "夜间恶臭扰民", "--template", "petition", *options, "--as", "zhang")


def shown(ledger: Run, number: int) -> dict[str, object]:
    issue = json.loads(ledger("show", str(number), "--json").stdout)["issue"]
    assert isinstance(issue, dict)
    return issue


def test_a_petition_is_written_down_by_its_number(ledger: Run, office: Path) -> None:
    done = new(ledger, FIRST, "环境要素=大气、噪声", "重点关注=是")
    assert (done.returncode, done.stdout) == (0, "ISSUE-006\n"), done.stderr
    issue = shown(ledger, 6)
    assert issue["source"] == {"kind": "信访", "item": FIRST, "received": "2025-05-28"}
    assert issue["petition"] == {"number": FIRST, "channel": "来电", "bypassed": False, "key": True, "revisits": []}
    assert issue["fields"] == ["大气", "噪声"]
    assert "key: true" in (office / "issues/ISSUE-006.yaml").read_text("utf-8")


def test_a_wrong_number_is_told_with_its_place_and_what_is_wrong_with_it(ledger: Run, office: Path) -> None:
    before = house.contents(office)
    typed = new(ledger, "D3SX202502300018")
    assert (typed.returncode, "20250230 不是日历上的日子" in typed.stderr) == (2, True)
    assert house.contents(office) == before
    text = house.SOON.replace("plan:\n", "petition:\n  number: d3SX202505280018\nplan:\n", 1)
    house.put(office / "issues/ISSUE-002.yaml", text.encode())
    done = ledger("validate", "--brief")
    assert done.returncode == 5
    assert done.stdout.startswith(
        "issues/ISSUE-002.yaml:9:11: not-a-petition-number: 受理编号“d3SX202505280018”不对：第 1 位“d”应是 D（来电）"
    )
    assert done.stdout.endswith("（是不是“D3SX202505280018”？）\n")


def test_links_between_petitions_are_refused_where_they_lead_nowhere(ledger: Run, office: Path) -> None:
    assert new(ledger, FIRST).returncode == 0
    before = house.contents(office)
    for first, words in (("99", "没有 ISSUE-099"), ("6", "不能是它自己")):
        done = ledger("edit", "6", "--set", f"重复件={first}", "--as", "zhang")
        assert (done.returncode, words in done.stderr) == (2, True), done.stderr
    assert house.contents(office) == before
    assert new(ledger, SECOND, "重复件=6").returncode == 0
    duplicate = shown(ledger, 7)["petition"]
    assert isinstance(duplicate, dict)
    assert duplicate["duplicate_of"] == "ISSUE-006"


def test_the_same_number_twice_is_found_in_a_whole_ledger(ledger: Run, office: Path) -> None:
    assert [new(ledger, FIRST).returncode, new(ledger, SECOND).returncode] == [0, 0]
    file = office / "issues/ISSUE-007.yaml"
    file.write_text(file.read_text("utf-8").replace(f"number: {SECOND}", f"number: {FIRST}"), "utf-8")
    done = ledger("check", "--brief")
    assert (done.returncode, done.stdout.count("petition-twice")) == (1, 1)
    assert "已在 ISSUE-006" in done.stdout
    assert ledger("adopt", "7", "--why", "抄错", "--as", "zhang").returncode == 0
    assert ledger("edit", "7", "--set", "重复件=6", "--as", "zhang").returncode == 0
    assert "petition-twice" not in ledger("check", "--brief").stdout


def test_a_number_that_cannot_be_is_refused_as_it_is_typed(ledger: Run, office: Path) -> None:
    assert new(ledger, FIRST).returncode == 0
    before = house.contents(office)
    for number, settings, words in (
        ("D3SX209905280018", (), "2099-05-28 还没有到"),
        (SECOND, ("交办日期=2025-05-31",), "先受理后交办"),
        (SECOND, ("交办日期=2099-06-01",), "2099-06-01 还没有到"),
        (FIRST, (), f"受理编号 {FIRST} 已在 ISSUE-006"),
        ("X3SX202505270011", ("重复件=6",), "最先的一件才不是重复件"),
    ):
        done = new(ledger, number, *settings)
        assert (done.returncode, words in done.stderr) == (2, True), done.stderr
    wrong = ledger("edit", "6", "--set", "受理编号=D3SX209905280018", "--as", "zhang")
    assert (wrong.returncode, "还没有到" in wrong.stderr) == (2, True), wrong.stderr
    assert house.contents(office) == before
    assert new(ledger, FIRST, "重复件=6").returncode == 0, "handed over twice, and said so"
    assert ledger("edit", "6", "--set", "环境要素=大气", "--as", "zhang").returncode == 0


def test_a_duplicate_is_not_closed_before_its_first(ledger: Run, office: Path) -> None:
    assert new(ledger, FIRST, "交办日期=2026-01-02").returncode == 0
    text = house.finished(3, "管网建设", "verified").replace("kind: 省级督察", "kind: 信访")
    text = text.replace("plan:\n", f"petition: {{number: {SECOND}, duplicate_of: ISSUE-006}}\nplan:\n", 1)
    house.put(office / "issues/ISSUE-003.yaml", text.encode())
    done = ledger("close", "3", "--as", "wang")
    assert (done.returncode, "ISSUE-003 与 ISSUE-006 反映同一问题" in done.stderr) == (4, True), done.stderr


def test_the_complainant_is_asked_when_the_case_is_settled(ledger: Run, office: Path) -> None:
    assert new(ledger, FIRST).returncode == 0
    before = house.contents(office)
    for options, code, words in (
        (["6", "--satisfaction", "满意", "--as", "zhang"], 4, "还没有办结"),
        (["1", "--satisfaction", "满意", "--as", "zhang"], 4, "不是信访件"),
        (["6", "--satisfaction", "很满意", "--as", "zhang"], 4, "还没有办结"),
        (["6", "--satisfaction", "满意"], 4, "原因 2 条"),
        (["6", "--as", "zhang"], 2, "--satisfaction"),
    ):
        done = ledger("revisit", *options)
        assert (done.returncode, words in done.stderr) == (code, True), done.stderr
    assert house.contents(office) == before
    assert ledger("edit", "6", "--set", "是否办结=阶段性办结", "--as", "zhang").returncode == 0
    wrong = ledger("revisit", "6", "--satisfaction", "很满意", "--as", "zhang")
    assert (wrong.returncode, "满意、基本满意、不满意" in wrong.stderr) == (2, True)
    done = ledger("revisit", "6", "--satisfaction", "基本满意", "-m", "本人13800138000表示好转", "--as", "zhang")
    assert (done.returncode, "手机号码" in done.stderr) == (0, True), done.stderr
    issue = shown(ledger, 6)
    assert isinstance(issue["history"], list)
    assert [step["move"] for step in issue["history"]] == ["register", "edit", "revisit"]
    found = json.loads(ledger("stats", "--json").stdout)["petitions"]
    assert found["partitions"]["satisfaction"]["parts"][1] == {
        "key": "mostly-satisfied", "name": "基本满意", "count": 1, "percent": "100.0",
    }  # fmt: skip
    gone = ledger("edit", "6", "--set", "petition.revisits=", "--as", "zhang")
    assert gone.returncode == 4, "a call that was made stays"


def test_the_published_table_goes_out_and_what_was_filled_in_comes_back(ledger: Run, office: Path) -> None:
    """Domain 3.4: the columns in their order; what an office fills in comes back, and conflicts where both changed."""
    assert new(ledger, FIRST, "环境要素=大气").returncode == 0
    assert new(ledger, SECOND).returncode == 0
    assert ledger("export", "--xlsx", "一览表.xlsx", "--sheet", SHEET).returncode == 0
    sheet = openpyxl.load_workbook(office / "一览表.xlsx")[SHEET]
    assert [key for key in test_import.columns(sheet) if not key.startswith("_")] == [
        "序号", "受理编号", "交办问题基本情况", "行政区域", "污染类型", "调查核实情况", "是否属实", "处理和整改情况",
        "是否办结", "责任人被处理情况", "备注",
    ]  # fmt: skip
    filled = {
        ("ISSUE-006", "调查核实情况"): "厂区东侧有异味",
        ("ISSUE-006", "是否属实"): "部分 属实",
        ("ISSUE-006", "是否办结"): "阶段性办结",
        ("ISSUE-006", "污染类型"): "大气、噪声",
        ("ISSUE-007", "是否属实"): "查无实据",
        ("ISSUE-007", "是否办结"): "差不多了",
    }
    test_import.fill(office / "一览表.xlsx", filled, SHEET)
    done = ledger("import", "一览表.xlsx", "--apply", "--as", "zhang")
    assert done.returncode == 1, "one cell is refused, so nothing is written"
    assert "“差不多了”不在可填的词里：已办结、阶段性办结、未办结" in done.stdout + done.stderr
    test_import.fill(office / "一览表.xlsx", {("ISSUE-007", "是否办结"): "正在办理"}, SHEET)
    done = ledger("import", "一览表.xlsx", "--apply", "--as", "zhang")
    assert done.returncode == 0, done.stdout + done.stderr
    first, second = shown(ledger, 6), shown(ledger, 7)
    assert first["petition"] == {
        "number": FIRST, "channel": "来电", "bypassed": False, "key": False,
        "investigation": "厂区东侧有异味", "verdict": "部分属实", "settled": "阶段性办结", "revisits": [],
    }  # fmt: skip
    assert first["fields"] == ["大气", "噪声"]
    assert isinstance(second["petition"], dict)
    assert (second["petition"]["verdict"], second["petition"].get("settled")) == ("不属实", None)

    assert ledger("export", "--xlsx", "再报.xlsx", "--sheet", SHEET).returncode == 0
    assert ledger("edit", "6", "--set", "是否办结=未办结", "--as", "zhang").returncode == 0
    test_import.fill(office / "再报.xlsx", {("ISSUE-006", "是否办结"): "已办结"}, SHEET)
    both = ledger("import", "再报.xlsx", "--apply", "--as", "zhang")
    assert (both.returncode, "冲突 1" in both.stdout) == (1, True), both.stdout


def test_the_figures_of_petitions_are_printed_with_their_denominators(ledger: Run, office: Path) -> None:
    del office
    for number, settings in ((FIRST, ("是否属实=属实",)), (SECOND, ("是否属实=不属实", "重复件=6"))):
        assert new(ledger, number, *settings).returncode == 0
    shown = ledger("stats", "--source", "信访", "--text", "恶臭").stdout
    lines = [" ".join(line.split()) for line in shown.splitlines()]
    for line in (
        "办结率（不含阶段性办结） 0.0% 0 2",
        "不属实率（已核实的） 50.0% 1 2",
        "剔除重复后（个） 1 —",
        "按污染类型（一件多类型时分别计入，占比以类型之和为分母）：截至 2026-05-20，分母 2",
    ):
        assert line in lines, shown


# --- level, repetition, what came past a level (一控两降两提高) ---


def test_a_first_petition_counts_as_settled_at_once_only_if_nobody_came_again() -> None:
    again = figures(
        petition(1, issue=build.closed(), settled="已办结"),
        petition(2, SECOND, duplicate_of="ISSUE-001"),
        petition(3, "X3SX202506020001", settled="已办结", bypassed=True),
        petition(4, "X3SX202506020002", settled="阶段性办结"),
        petition(5, "X3SX202506020003", settled="已办结", visit="重复"),
    )
    rates = {one.key: (one.part, one.whole) for one in again.rates}
    assert rates["settled-at-once"] == (1, 3), "of 1, 3 and 4 only 3: about 1 somebody came again, 4 is not settled"
    assert rates["bypassed"] == (1, 5)
    assert {one.key: one.number for one in again.counts}["again"] == 2


def test_the_levels_are_counted_where_anybody_gave_one() -> None:
    given = figures(petition(1, level="重大"), petition(2, SECOND))
    levels = next(one for one in given.partitions if one.key == "levels")
    assert [(one.name, one.number) for one in levels.parts] == [("重大", 1), (UNSAID, 1)]
    silent = figures(petition(1))
    assert next(one for one in silent.partitions if one.key == "levels").parts == ()


@pytest.mark.parametrize(
    ("day", "level", "told"),
    [
        (build.DUE - timedelta(days=10), "重大", ["rule.petition-alert"]),
        (build.DUE - timedelta(days=11), "重大", []),
        (build.DUE - timedelta(days=10), "一般", []),
        (build.DUE - timedelta(days=10), None, []),
        (build.DUE + timedelta(days=1), "重大", []),  # it is overdue by then, and told so
    ],
)
def test_a_grave_petition_is_told_before_its_day(day: date, level: str | None, told: list[str]) -> None:
    one = petition(issue=build.started(), level=level)
    assert [found.text.key for found in build.found_by(rules.grave_ones_come_near_their_day, one, day=day)] == told


def test_what_is_folded_onto_another_is_no_first_petition() -> None:
    first = petition(1)
    assert found_by(rules.first_or_again_agree, petition(2, SECOND, duplicate_of="ISSUE-001", visit="初次"), first) == [
        "rule.petition-first-again"
    ]
    assert found_by(rules.first_or_again_agree, petition(2, SECOND, duplicate_of="ISSUE-001"), first) == []


@pytest.mark.parametrize("kept", [("ISSUE", ("--template", "petition")), ("XF", ("--book", "信访件"))])
def test_one_story_in_the_ledger_itself_and_in_its_own_book(
    kept: tuple[str, tuple[str, ...]], ledger: Run, office: Path
) -> None:
    """Written down, asked again, counted, published: the same commands say the same of either way."""
    prefix, where = kept
    assert ledger("book", "add", "信访件").returncode == 0
    extra = ["--set", "交办批次=第21批", "--set", "答复方式=电话"] if prefix == "XF" else []
    common = ["--set", "信访等级=重大", "--set", "越级=是", "--set", "风险等级=高", "--as", "zhang"]
    done = ledger("new", "夜间恶臭扰民", *where, "--set", f"受理编号={FIRST}", *extra, *common)
    number = done.stdout.strip()
    assert (done.returncode, number.partition("-")[0]) == (0, prefix), done.stderr
    again = ledger(
        "new", "又有恶臭", *where, "--set", f"受理编号={SECOND}", *extra, "--set", f"重复件={number}", "--as", "zhang"
    )
    assert again.returncode == 0, again.stderr
    settings = ["是否办结=阶段性办结", "是否属实=属实", "整改时限=2026年5月27日前", "责任单位=县住建局"]
    assert ledger("edit", number, *(w for one in settings for w in ("--set", one)), "--as", "zhang").returncode == 0
    assert ledger("revisit", number, "--satisfaction", "满意", "--as", "zhang").returncode == 0
    found = json.loads(ledger("stats", "--source", "信访", "--text", "恶臭", "--json").stdout)["petitions"]
    rates = {one["key"]: (one["part"], one["whole"]) for one in found["rates"]}
    assert rates["repeated"] == (2, 2)
    assert rates["bypassed"] == (1, 2)
    assert rates["settled-at-once"] == (0, 1), "settled for a stage only, and somebody came again"
    assert rates["satisfied-strict"] == (1, 1)
    assert f"{number}.yaml" in (told := ledger("check", "--brief").stdout), told
    assert "等级预警：重大信访件，2026-05-27 到期，还有 7 天" in told
    assert ledger("write", "边督边改公开情况一览表", "--text", "恶臭", "--out", "公开.docx").returncode == 0
    with zipfile.ZipFile(office / "公开.docx") as paper:
        text = paper.read("word/document.xml").decode()
    assert FIRST in text
    assert not any(word in text for word in ("越级", "重大", "风险")), "what the house thinks of it stays inside"
    public = ledger("site", "网站", "--public")
    assert public.returncode == 0, public.stderr
    pages = "".join(page.read_text("utf-8") for page in (office / "网站").rglob("*.html"))
    assert FIRST in pages
    assert not any(word in pages for word in ("越级", "重大", "风险等级"))


def test_what_is_filled_into_the_offices_own_table_comes_back(ledger: Run, office: Path) -> None:
    assert new(ledger, FIRST).returncode == 0
    assert ledger("export", "--xlsx", "信访.xlsx", "--sheet", "信访件台账").returncode == 0
    filled = {"初次或重复": "重信", "越级": "√", "信访等级": "较重", "风险等级": "中", "信访类别": "投诉"}
    test_import.fill(office / "信访.xlsx", {("ISSUE-006", name): word for name, word in filled.items()}, "信访件台账")
    done = ledger("import", "信访.xlsx", "--apply", "--as", "zhang")
    assert done.returncode == 0, done.stdout + done.stderr
    issue = shown(ledger, 6)
    assert isinstance(told := issue["petition"], dict)
    assert (told["visit"], told["bypassed"], told["level"], told["category"]) == ("重复", True, "较重", "投诉请求")
    assert issue["risk"] == "中"
    assert ledger("edit", "6", "--set", "信访等级=特大", "--as", "zhang").returncode == 0
    assert "“特大”不在" in ledger("check", "--brief").stdout
