"""Meetings: their decisions are dated by the grammar, tracked like measures, and printed as minutes."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from docx import Document

import house
from conftest import Run
from ledger.cli.words.catalogue import Catalogue
from ledger.model.decisions import tracked
from ledger.model.meeting import Meeting
from ledger.model.meetingfaults import faults
from ledger.model.policy import Policy
from ledger.model.workdays import Calendar

MAY = date(2026, 5, 6)
ID = "2026-05-06-调度会"
ZH = Catalogue("zh")


def meeting(*decisions: dict[str, object]) -> Meeting:
    numbered = [{"number": str(at), "text": "封堵", **one} for at, one in enumerate(decisions, 1)]
    return Meeting.model_validate({"id": ID, "kind": "调度会", "date": MAY, "decisions": numbered})


def told(one: Meeting, day: date) -> list[tuple[str, str]]:
    return [(it.rule, ZH(it.text)) for it in faults(one, day, Calendar(), Policy())]


MINE: dict[str, object] = {"units": ["县水务局"]}


@pytest.mark.parametrize(
    ("decision", "due"),
    [
        ({"deadline": "5月底前"}, date(2026, 5, 31)),
        ({"deadline": "10个工作日内"}, date(2026, 5, 20)),
        ({"deadline": "立行立改"}, date(2026, 6, 3)),
        ({"deadline": "长期坚持"}, None),
        ({"due": "2026-07-01"}, date(2026, 7, 1)),
        ({}, None),
    ],
)
def test_a_decision_is_due_as_its_words_say_from_the_day_of_the_meeting(
    decision: dict[str, object], due: date | None
) -> None:
    (one,) = tracked((meeting(decision),), MAY, Calendar(), Policy().check)
    assert one.due == due


def test_a_decision_is_late_from_the_day_after_its_deadline_until_it_is_done() -> None:
    one = meeting({**MINE, "due": "2026-05-31"}, {**MINE, "due": "2026-05-31", "done_on": "2026-06-02"})
    for day, first, second in (
        (date(2026, 5, 7), "open", "open"),
        (date(2026, 5, 31), "soon", "soon"),
        (date(2026, 6, 1), "late", "late"),
        (date(2026, 6, 2), "late", "done"),
    ):
        assert [it.state for it in tracked((one,), day, Calendar(), Policy().check)] == [first, second], day


def test_on_the_day_before_the_meeting_nothing_had_been_decided() -> None:
    assert list(tracked((meeting(MINE),), date(2026, 5, 5), Calendar(), Policy().check)) == []


@pytest.mark.parametrize(
    ("decision", "rule"),
    [
        ({**MINE, "deadline": "20_年8月底前"}, "decision-deadline"),
        ({**MINE, "deadline": "8月底前", "due": "2026-08-30"}, "decision-deadline"),
        ({**MINE, "due": "2026-08-31", "done_on": "2026-05-01"}, "decision-days"),
        ({"due": "2026-08-31"}, "decision-unassigned"),
        (MINE, "decision-undated"),
    ],
)
def test_a_decision_that_is_put_down_wrongly_is_told(decision: dict[str, object], rule: str) -> None:
    assert [found for found, _ in told(meeting(decision), MAY)] == [rule]


def test_a_late_decision_is_told_with_the_command_that_ends_it() -> None:
    assert told(meeting({**MINE, "due": "2026-05-10"}), date(2026, 5, 12)) == [
        (
            "decision-late",
            (
                "县水务局 会议决定 1“封堵”应于 2026-05-10 办结，逾期 2 天。"
                f"办结登记：ledger meeting done {ID} 1 -m 办理结果"
            ),
        )
    ]
    twice = meeting({**MINE, "due": "2026-09-10"}, {**MINE, "due": "2026-09-10", "number": "1"})
    assert told(twice, MAY) == [("decision-twice", "序号 1 用了两次：把后一项改成没用过的")]


# --- the commands ---

RECORD = f"""id: {ID}
kind: 调度会
date: 2026-05-06
chair: 张三
attendees:
  - {{unit: 县水利局, person: qian, post: 副局长}}
topics:
  - {{text: 红旗河整治, issues: [ISSUE-001]}}
decisions:
  - {{number: 1, text: 封堵直排口, units: [县水务局], deadline: 5月15日前}}  # 会上定的
  - {{number: 2, text: 排查雨污混流, units: [县住建局], deadline: 5月底前, due: 2026-05-31}}
"""


@pytest.fixture
def place(folder: Path) -> Path:
    house.build(folder)
    house.put(folder / f"meetings/{ID}.yaml", RECORD.encode())
    house.put(folder / "objects/红旗河.yaml", "id: 红旗河\nkind: 水体\nname: 红旗河\ncode: HQ-01\n".encode())
    return folder


def test_a_meeting_is_written_down_and_its_decisions_added_one_by_one(place: Path, ledger: Run) -> None:
    said = (
        "--kind",
        "会商",
        "--chair",
        "张三",
        "--attend",
        "县水务局=李四（副局长）",
        "--topic",
        "清淤=ISSUE-001、红旗河",
    )
    done = ledger("meeting", "new", *said, "--set", "会议地点=县政府", "--as", "zhang")
    assert done.returncode == 0, done.stderr
    name = "2026-05-20-会商"
    wanted = ("封堵直排口", "--unit", "县水利局", "--by", "6月底前", "--about", "1")
    assert (
        "决定 1 已登记：县水务局，时限 2026-06-30" in ledger("meeting", "decide", name, *wanted, "--as", "zhang").stdout
    )
    assert (place / f"meetings/{name}.yaml").read_text("utf-8") == (
        "# yaml-language-server: $schema=../templates/meeting.schema.json\n"
        f"id: {name}\nkind: 会商\ndate: 2026-05-20\nplace: 县政府\nchair: 张三\n"
        "attendees:\n  - unit: 县水务局\n    person: 李四\n    post: 副局长\n"
        "topics:\n  - text: 清淤\n    issues: [ISSUE-001]\n    objects: [红旗河]\n"
        'decisions:\n  - number: "1"\n    text: 封堵直排口\n    units: [县水务局]\n    deadline: 6月底前\n'
        "    due: 2026-06-30\n    issues: [ISSUE-001]\nrecorded_by: zhang\nrecorded_on: 2026-05-20\n"
    )


def test_a_decision_for_several_units_may_have_a_day_for_each_and_is_tracked_for_each(place: Path, ledger: Run) -> None:
    each = "--unit 县水利局=6月底前 --unit 县住建局＝10个工作日内 --unit 红旗镇政府 --by 7月底前"
    done = ledger("meeting", "decide", ID, "排查雨污混流", *each.split(), "--about", "HQ-01", "--as", "zhang", "--json")
    assert [(one["number"], one["due"]) for one in json.loads(done.stdout)["decisions"]] == [
        ("3-1", "2026-06-30"),
        ("3-2", "2026-05-19"),
        ("3-3", "2026-07-31"),
    ]
    told = ledger("meeting", "decide", ID, "建制度", "--unit", "县水务局", "--as", "zhang").stdout
    assert "决定 4 已登记：县水务局，时限 没有" in told
    shown = json.loads(ledger("meeting", "show", ID, "--json").stdout)["meeting"]["decisions"]
    assert [(one["units"], one["objects"]) for one in shown[2:5]] == [
        (["县水务局"], ["红旗河"]),
        (["县住建局"], ["红旗河"]),
        (["红旗镇政府"], ["红旗河"]),
    ]
    assert ledger("meeting", "done", ID, "3-2", "-m", "已排查", "--as", "zhang").returncode == 0
    assert place.is_dir()


@pytest.mark.parametrize(
    ("said", "code", "why"),
    [
        (("new", "--kind", "调度会", "--date", "2026-05-06"), 6, "已经有了"),
        (("new", "--kind", "调度会", "--date", "2026-06-01"), 2, "还没有到"),
        (("new", "--kind", "会商", "--set", "decisions=一"), 2, "ledger meeting decide"),
        (("decide", ID, "建制度", "--by", "20_年8月底前"), 2, "读不出日期"),
        (("decide", ID, "建制度", "--by", "尽快"), 2, "读不出日期"),
        (("decide", "2026-05-06-调度", "建制度"), 3, "是不是"),
        (("done", ID, "9"), 3, "有：1、2"),
        (("done", ID, "1", "--on", "2026-05-05"), 2, "早于开会"),
        (("done", ID, "1", "--on", "2026-05-21"), 2, "还没有到"),
        (("done", ID, "1", "--drop", " "), 2, "要写原因"),
        (("done", ID, "1", "--drop", "并入", "-m", "好"), 2, "只写一个"),
        (("done", ID, "1"), 2, "办结要写办成了什么：-m 办理结果"),
        (("done", ID, "1", "-m", " "), 2, "办结要写办成了什么"),
        (("done", ID, "1", "-m", "已封堵", "--evidence", "evidence/ISSUE-001/无.jpg"), 3, "没有文件"),
        (("done", ID, "1", "-m", "已封堵", "--as", "nobody"), 4, "nobody"),
        (("new", "--kind", "会商", "--topic", "清淤=ISSUE-099、红旗何"), 3, "没有问题或对象“红旗何”，是不是“红旗河”"),
        (("new", "--kind", "会商", "--topic", "清淤=ISSUE-041"), 3, "没有问题或对象“ISSUE-041”，是不是“ISSUE-001”"),
        (("new", "--kind", "会商", "--topic", "清淤=ISSUE-099"), 3, "没有问题或对象“ISSUE-099”。看有哪些：ledger list"),
        (("new", "--kind", "会商", "--topic", "清淤=某某湖"), 3, "看有哪些：ledger list、ledger object list"),
        (("decide", ID, "建制度", "--about", "99"), 3, "没有问题或对象“99”"),
        (("edit", ID, "--topic", "清淤=99"), 3, "没有问题或对象“99”"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    place: Path, ledger: Run, said: tuple[str, ...], code: int, why: str
) -> None:
    before = house.contents(place)
    done = ledger("meeting", *said, *(() if "--as" in said else ("--as", "zhang")))
    assert (done.returncode, why in done.stderr) == (code, True), done.stderr
    assert house.contents(place) == before


def test_a_late_decision_stands_in_the_overdue_list_the_overview_and_the_check(place: Path, ledger: Run) -> None:
    late = ledger("overdue")
    assert (late.returncode, "会议决定逾期 1 项" in late.stdout) == (1, True)
    assert [(one["number"], one["days"]) for one in json.loads(ledger("overdue", "--json").stdout)["decisions"]] == [
        ("1", 5)
    ]
    today = ledger().stdout
    assert "会议决定逾期 1 项" in today
    assert "会议决定临期 1 项" in today
    told = ledger("check", "--brief").stdout
    assert f"meetings/{ID}.yaml:10:55: decision-late: 县水务局 会议决定 1“封堵直排口”" in told
    assert f"meetings/{ID}.yaml:11:67: decision-soon" in told
    assert place.is_dir()


@pytest.mark.usefixtures("place")
def test_a_filter_by_unit_is_asked_of_decisions_too_and_no_other_filter_lets_one_through(ledger: Run) -> None:
    def late(*chosen: str) -> list[str]:
        return [one["number"] for one in json.loads(ledger("overdue", "--json", *chosen).stdout)["decisions"]]

    assert late("--unit", "县水利局") == ["1"]
    assert late("--unit", "县住建局") == []
    assert late("--region", "红旗镇") == []


def test_a_decision_that_is_done_is_late_no_more_and_the_hand_s_own_words_stay(place: Path, ledger: Run) -> None:
    done = ledger(
        "meeting", "done", ID, "1", "--on", "2026-05-18", "-m", "已封堵", "--evidence", "验收单", "--as", "zhang"
    )
    assert "决定 1 已办结" in done.stdout
    assert json.loads(ledger("overdue", "--json").stdout)["decisions"] == []
    assert "# 会上定的" in (place / f"meetings/{ID}.yaml").read_text("utf-8")
    assert ledger("meeting", "done", ID, "1", "--as", "zhang").returncode == 6
    ledger("meeting", "done", ID, "2", "--drop", "并入管网工程", "--as", "zhang")
    shown = json.loads(ledger("meeting", "show", ID, "--json").stdout)
    assert [one["state"] for one in shown["decisions"]] == ["done", "dropped"]
    listed = ledger("meeting", "list", "--issue", "1").stdout.splitlines()
    assert listed[0].split()[-3:] == ["决定（办结/全部）", "不再办", "逾期"]
    assert listed[1].split()[-2:] == ["1/2", "1"]


def test_what_a_meeting_names_and_what_is_not_there_is_told(place: Path, ledger: Run) -> None:
    path = place / f"meetings/{ID}.yaml"
    path.write_text(RECORD.replace("[ISSUE-001]", "[ISSUE-099]").replace("kind: 调度会", "kind: 调渡会"), "utf-8")
    told = ledger("check", "--brief").stdout
    assert f"meetings/{ID}.yaml:8:28: meeting-link: 没有问题 ISSUE-099" in told
    assert f"meetings/{ID}.yaml:2:7: meeting-kind" in told
    path.write_text(RECORD.replace("number: 1", "numbr: 1"), "utf-8")
    assert ledger("overdue").returncode == 5
    assert "unknown-key" in ledger("validate", "--brief").stdout


def test_what_a_meeting_named_before_stays_even_where_it_is_gone_and_a_code_means_its_object(
    place: Path, ledger: Run
) -> None:
    path = place / f"meetings/{ID}.yaml"
    path.write_text(RECORD.replace("[ISSUE-001]", "[ISSUE-099]"), "utf-8")
    assert ledger("meeting", "done", ID, "1", "-m", "已封堵", "--as", "zhang").returncode == 0
    decided = ledger("meeting", "decide", ID, "巡河", "--about", "HQ-01", "--about", "1", "--as", "zhang")
    assert decided.returncode == 0, decided.stderr
    one = json.loads(ledger("meeting", "show", ID, "--json").stdout)["meeting"]
    assert one["topics"][0]["issues"] == ["ISSUE-099"]
    assert (one["decisions"][2]["issues"], one["decisions"][2]["objects"]) == (["ISSUE-001"], ["红旗河"])


def test_the_page_of_a_meeting_names_people_and_what_is_not_to_be_done_is_not_done(place: Path, ledger: Run) -> None:
    ledger("meeting", "done", ID, "1", "--drop", "并入管网工程", "--as", "zhang")
    assert "参会：县水利局 某乙（副局长）" in ledger("meeting", "show", ID).stdout
    listed = ledger("meeting", "list").stdout.splitlines()
    assert listed[1].split()[-2:] == ["0/2", "1"]
    assert place.is_dir()


def test_the_minutes_do_not_name_what_is_kept_inside(place: Path, ledger: Run) -> None:
    assert ledger("book", "add", "责任追究").returncode == 0
    path = place / f"meetings/{ID}.yaml"
    path.write_text(RECORD.replace("[ISSUE-001]", "[ISSUE-001, ZR-001]"), "utf-8")
    done = ledger("write", "会议纪要", ID)
    assert done.returncode == 0, done.stderr
    assert "ZR-001" in done.stdout + done.stderr
    text = "\n".join(one.text for one in Document(str(place / f"会议纪要-{ID}.docx")).paragraphs)
    assert "1．红旗河整治（ISSUE-001）" in text
    assert "ZR-001" not in text


def test_the_minutes_are_of_the_day_of_the_meeting(place: Path, ledger: Run) -> None:
    path = place / f"meetings/{ID}.yaml"
    path.write_text(RECORD.replace("[ISSUE-001]}", "[ISSUE-001], objects: [红旗河]}"), "utf-8")
    done = ledger("write", "会议纪要", ID)
    assert done.returncode == 0, done.stderr
    word = Document(str(place / f"会议纪要-{ID}.docx"))
    text = "\n".join(one.text for one in word.paragraphs)
    for words in (
        "调度会纪要",
        "2026年5月6日，张三主持召开调度会。县水务局参加。",
        "县整改办　　2026年5月6日",
        "1．红旗河整治（ISSUE-001、红旗河）",
        "出席：县水务局　某乙（副局长）",
    ):
        assert words in text
    assert "逾期" not in text
    assert "5月20日" not in text
    rows = [[cell.text for cell in row.cells] for row in word.tables[0].rows]
    assert rows[1] == ["1", "封堵直排口", "县水务局", "5月15日前"]
    refused = ledger("write", "会议纪要")
    assert (refused.returncode, "ledger meeting list" in refused.stderr) == (2, True)
