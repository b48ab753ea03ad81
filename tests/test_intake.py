"""A workbook that ledger never wrote: how its sheet is taken apart, and what is proposed from it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import build
import foreign
from foreign import grid
from ledger.errors import Said
from ledger.model.extract.units import shares
from ledger.model.grid import Book, Cell, Grid, Line
from ledger.model.intake import Intake, take_in
from ledger.model.issue import Issue, Source
from ledger.model.layout import lay_out
from ledger.model.listing import split_measures
from ledger.model.proposal import Proposal
from ledger.model.rowreader import Circumstances

DAY = date(2026, 5, 31)
STATED = {"source.received": "2026-01-05", "source.kind": "中央督察"}
HEAD: Sequence[str] = ("编号", "问题描述", "整改措施", "整改时限", "责任单位")


def taken(
    book: Book, known: Sequence[Issue] = (), defaults: dict[str, str] | None = None, **said: str | None
) -> Intake:
    around = Circumstances("旧台账.xlsx", build.OFFICE, DAY, STATED if defaults is None else defaults)
    return take_in(book, said, around, known)


def sheet(*rows: Sequence[foreign.Value], head: Sequence[str] = HEAD, merged: Sequence[str] = ()) -> Book:
    return foreign.book(grid((head, *rows), merged))


def one(*row: foreign.Value, head: Sequence[str] = HEAD) -> Proposal:
    (found,) = taken(sheet(row, head=head)).proposals
    return found


def plan(proposal: Proposal) -> dict[str, object]:
    found = proposal.tree["plan"]
    assert isinstance(found, dict)
    return found


def keys(intake: Intake) -> list[str]:
    return [remark.why.key for remark in intake.remarks]


def test_an_offices_ledger_with_titles_groups_sections_totals_and_notes() -> None:
    intake = taken(foreign.old_book())
    assert (intake.sheets[0].layout.top, intake.sheets[0].layout.bottom) == (3, 4)
    assert [(p.item, p.title, p.rows) for p in intake.proposals] == [
        ("1", "建成区污水直排河道", (6,)),
        ("2", "红旗河水质超标", (7,)),
        ("3", "锅炉改造滞后", (9,)),
    ]
    assert [(row.number, row.kind) for row in intake.sheets[0].left_out] == [
        (5, "section"),
        (8, "section"),
        (10, "total"),
        (11, "note"),
    ]
    assert intake.clean


def test_what_a_row_becomes() -> None:
    first = taken(foreign.old_book()).proposals[0]
    assert first.tree == {
        "title": "建成区污水直排河道",
        "fields": ["水"],
        "source": {
            "kind": "中央督察",
            "document": "旧台账.xlsx",
            "item": "1",
            "finding": "建成区污水直排河道。沿河仍有直排口17个。",
            "received": "2026-01-05",
        },
        "plan": {
            "goal": "消除直排口",
            "lead_units": ["市水利局"],
            "support_units": ["市住建局", "牛塘镇党委、政府"],
            "supervisor_units": ["市生态环境局"],
            "measures": [
                {"number": "1", "text": "排查沿河排口；"},
                {"number": "2", "text": "建设2公里支管网。"},
            ],
            "deadline": {"text": "2026年6月底前", "due": "2026-06-30"},
        },
    }


def test_a_status_is_only_ever_words_of_the_progress() -> None:
    first, second, third = taken(foreign.old_book()).proposals
    assert first.progress == {"text": "原台账完成情况：正在推进"}
    assert second.progress == {"text": "原台账完成情况：已完成"}
    assert third.progress == {}
    assert all("status" not in proposal.tree for proposal in (first, second, third))


def test_a_damaged_deadline_stays_text_and_a_correction_is_offered() -> None:
    intake = taken(foreign.old_book())
    assert plan(intake.proposals[1])["deadline"] == {"text": "20259月底前"}
    (remark,) = [one for one in intake.remarks if one.why.key == "intake.deadline-unread"]
    assert (remark.cell, remark.stops) == ("E7", False)
    hint = remark.why.fill["hint"]
    assert isinstance(hint, Said)
    assert hint.fill["word"] == "2025年9月底前"


@pytest.mark.parametrize(
    ("text", "value", "key"),
    [
        ("6月底前", {"text": "6月底前"}, "intake.deadline-base"),
        ("30个工作日内", {"text": "30个工作日内"}, "intake.deadline-base"),
        ("汛期前", {"text": "汛期前"}, "intake.deadline-unread"),
        (46173, {"text": "46173"}, "intake.deadline-number"),
    ],
)
def test_a_deadline_that_depends_on_what_nobody_said_is_not_read(text: foreign.Value, value: object, key: str) -> None:
    intake = taken(sheet(("1", "问题", "措施", text, "市水利局")), defaults={})
    assert plan(intake.proposals[0])["deadline"] == value
    assert key in keys(intake)


def test_the_day_of_hand_over_gives_a_deadline_its_year() -> None:
    intake = taken(sheet(("1", "问题", "措施", "6月底前", "市水利局")))
    assert plan(intake.proposals[0])["deadline"] == {"text": "6月底前", "due": "2026-06-30"}
    rows = (
        ("1", "问题甲", "措施", "6月底前", "市水利局", "2025年3月1日"),
        ("2", "问题乙", "措", "年底", "市水利局", "上月"),
    )
    intake = taken(sheet(*rows, head=(*HEAD, "交办时间")), defaults={})
    (first,) = intake.proposals
    assert plan(first)["deadline"] == {"text": "6月底前", "due": "2025-06-30"}
    assert [(one.row, one.why.key) for one in intake.stopping] == [(3, "intake.not-a-day")]


@pytest.mark.parametrize(
    ("cell", "day", "meant"),
    [
        ("2026年1月5日", "2026-01-05", None),
        ("20260105", "2026-01-05", None),
        ("2026.13.5", None, None),
        ("26.1.5", None, "2026-01-05"),
        (46027, None, "2026-01-05"),
        (20260105, "2026-01-05", None),
    ],
)
def test_a_day_of_hand_over_is_read_or_its_row_is_not_taken(
    cell: foreign.Value, day: str | None, meant: str | None
) -> None:
    intake = taken(sheet(("1", "问题", "措施", "年底", "市水利局", cell), head=(*HEAD, "交办日期")), defaults={})
    received = [source["received"] for p in intake.proposals if isinstance(source := p.tree["source"], dict)]
    assert received == ([day] if day else [])
    hints = [one.why.fill["hint"] for one in intake.stopping]
    assert [hint.fill["word"] if isinstance(hint, Said) else hint for hint in hints] == ([] if day else [meant])


def test_rows_that_say_no_day_of_hand_over_are_named() -> None:
    rows = [(str(at), f"问题{at}", "措施", "年底", "市水利局", day) for at, day in enumerate(("2026-01-05", "", ""), 1)]
    intake = taken(sheet(*rows, head=(*HEAD, "交办日期")), defaults={"source.kind": "信访"})
    told = [one.why for one in intake.remarks if one.why.key.startswith("intake.assumed")]
    assert [(why.key, why.fill["rows"], why.fill["value"]) for why in told] == [
        ("intake.assumed-rows", (3, 4), "2026-05-31")
    ]
    assert "intake.assumed-rows" not in keys(taken(sheet(*rows, head=(*HEAD, "交办日期"))))


@pytest.mark.parametrize(
    ("cell", "units", "apart"),
    [
        ("县水务局和县住建局", ["县水务局和县住建局"], "县水务局、县住建局"),
        ("县住建局 县财政局", ["县住建局 县财政局"], "县住建局、县财政局"),
        ("县水务局/县住建局", ["县水务局/县住建局"], "县水务局、县住建局"),
        ("县住房和城乡建设局、县文化和旅游局", ["县住房和城乡建设局", "县文化和旅游局"], None),
        ("各镇（含青岭经开区）党委和政府", ["各镇（含青岭经开区）党委和政府"], None),
        ("县发展和改革委员会", ["县发展和改革委员会"], None),
        ("无", [], None),
        ("/", [], None),
        ("县水务局、/", ["县水务局"], None),
    ],
)
def test_what_can_be_no_unit_and_what_looks_like_two(cell: str, units: list[str], apart: str | None) -> None:
    intake = taken(sheet(("1", "问题", "措施", "2026年底", cell)))
    assert plan(intake.proposals[0]).get("responsible_units", []) == units
    told = [one.why.fill["apart"] for one in intake.remarks if one.why.key == "intake.two-units"]
    assert told == ([apart] if apart else [])
    assert ("intake.no-unit" in keys(intake)) is any(word in cell.split("、") for word in ("无", "/"))


def test_numbers_and_words_that_somebody_should_look_at() -> None:
    head = ("受理编号", "问题名称", "环境要素", "责任人", "责任单位")
    rows = (
        ("D3SX202513280018", "甲", "水、空气", "/", "市水利局"),
        ("D3SX202505280018", "乙", "噪音", "张三", "市水利局"),
        ("D3SX202505280018", "丙", "大气污染", "李四", "市水利局"),
        ("D3SX202505280019", "丁", "大气", "李四", "市水利局"),
    )
    intake = taken(sheet(*rows, head=head))
    told = [(one.row, one.why.key) for one in intake.remarks]
    assert told == [
        (2, "intake.says-nothing"),
        (2, "intake.unknown-element"),
        (2, "intake.item-day"),
        (3, "intake.unknown-element"),
        (4, "intake.unknown-element"),
        (4, "intake.same-number"),
    ]
    hints = [one.why.fill["hint"] for one in intake.remarks if one.why.key == "intake.unknown-element"]
    assert [hint.fill["word"] for hint in hints if isinstance(hint, Said)] == ["大气", "噪声", "大气"]
    assert len(intake.proposals) == 4
    assert "person" not in plan(intake.proposals[0])


def test_equal_numbers_in_two_sections_are_no_matter() -> None:
    head = ("序号", "问题名称", "整改措施", "责任单位")
    rows = (("一、水的问题",), ("1", "甲", "措", "市水利局"), ("二、气的问题",), ("1", "乙", "措", "市水利局"))
    assert "intake.same-number" not in keys(taken(sheet(*rows, head=head, merged=("A2:D2", "A4:D4"))))


@pytest.mark.parametrize(
    ("finding", "title"),
    [
        ("企业超标\n排放", "企业超标排放"),
        ("红旗河水质超标。\n沿河有直排口", "红旗河水质超标"),
        ("污水直排河道\n1.沿河有直排口", "污水直排河道"),
        ("建成区污水直排河道\n" + "沿河" * 20, "建成区污水直排河道"),
        ("某厂夜间排放废气，电话13900001111", "某厂夜间排放废气，电话139****1111"),
        ("COD\nhigh", "COD high"),
    ],
)
def test_a_title_from_the_words_of_the_finding(finding: str, title: str) -> None:
    intake = taken(sheet(("1", finding, "措施", "2026年底", "市水利局")))
    assert [one.title for one in intake.proposals] == [title]
    assert intake.proposals[0].finding == finding
    assert ("intake.private" in keys(intake)) is ("*" in title)
    assert ("intake.joined-title" in keys(intake)) is (title not in finding and "*" not in title)


def test_a_date_cell_is_a_deadline_as_it_stands() -> None:
    found = one("1", "问题", "措施", date(2026, 9, 30), "市水利局")
    assert plan(found)["deadline"] == {"text": "2026-09-30", "due": "2026-09-30"}


@pytest.mark.parametrize(
    ("cell", "measures"),
    [
        ("1.开展排查；2.建设管网。3、长效管护", ("开展排查；", "建设管网。", "长效管护")),
        ("1. 甲\n(1)子项 (2)子项\n2. 乙", ("甲\n(1)子项 (2)子项", "乙")),
        ("（1）甲；（2）乙", ("甲；", "乙")),
        ("（一）甲。（二）乙", ("甲。", "乙")),
        ("①甲②乙", ("甲", "乙")),
        ("一是甲；二是乙。三是丙", ("甲；", "乙。", "丙")),
        ("甲。\n乙。\n丙", ("甲。", "乙。", "丙")),
        ("一句话，\n在这里换了行", ("一句话，\n在这里换了行",)),
        ("整改措施：1.甲。2.乙", ("甲。", "乙")),
        ("总的要求。1.甲。2.乙", ("总的要求。\n甲。", "乙")),
        ("投资1.5亿元，建2.6公里", ("投资1.5亿元，建2.6公里",)),
        ("1.10公里管网", ("1.10公里管网",)),
        ("只有一条", ("只有一条",)),
        ("1.只有一条", ("只有一条",)),
    ],
)
def test_measures_in_one_cell(cell: str, measures: tuple[str, ...]) -> None:
    assert split_measures(cell) == measures


WORDS = st.text(alphabet="排查沿河口建设管网养护", min_size=1, max_size=12)


@given(
    st.lists(WORDS, min_size=2, max_size=9),
    st.sampled_from(["{}.", "{}、", "（{}）", "{}. "]),
    st.sampled_from(["\n", "；", "。\n"]),
)
def test_numbered_measures_come_apart_as_they_were_put_together(texts: list[str], number: str, between: str) -> None:
    cell = between.join(number.format(at) + text for at, text in enumerate(texts, 1))
    stripped = tuple(part.rstrip("；。\n") for part in split_measures(cell))
    assert stripped == tuple(texts)


@pytest.mark.parametrize(
    ("cell", "parts"),
    [
        ("市水利局、市住建局", {"responsible": ("市水利局", "市住建局")}),
        ("市水利局（牵头）、市住建局", {"lead": ("市水利局",), "responsible": ("市住建局",)}),
        (
            "牵头单位：市水利局；配合单位：市住建局、牛塘镇党委、政府",
            {"lead": ("市水利局",), "support": ("市住建局", "牛塘镇党委、政府")},
        ),
        (
            "市发展和改革委、市住建局(以上为牵头单位),各县(市、区)党委和政府",
            {"lead": ("市发展和改革委", "市住建局"), "responsible": ("各县(市、区)党委和政府",)},
        ),
    ],
)
def test_who_does_what_in_one_cell(cell: str, parts: dict[str, tuple[str, ...]]) -> None:
    found = shares(cell)
    assert {name: units for name in found.__slots__ if (units := getattr(found, name))} == parts


def test_rows_under_one_merged_finding_are_one_issue_with_a_measure_each() -> None:
    rows = (
        ("1", "管网不足", "排查", "2026年3月底前", "市水利局"),
        (None, None, "建设", "2026年9月底前", "市住建局"),
        ("2", "锅炉", "改造", "2026年底", "市住建局"),
    )
    first, second = taken(sheet(*rows, merged=("A2:A3", "B2:B3"))).proposals
    assert (first.rows, second.rows) == ((2, 3), (4,))
    assert plan(first) == {
        "responsible_units": ["市水利局", "市住建局"],
        "measures": [
            {"number": "1", "text": "排查", "units": ["市水利局"], "deadline": "2026年3月底前", "due": "2026-03-31"},
            {"number": "2", "text": "建设", "units": ["市住建局"], "deadline": "2026年9月底前", "due": "2026-09-30"},
        ],
    }


def test_a_merged_cell_over_several_issues_holds_for_each() -> None:
    rows = (("1", "甲", "措施", "2026年底", "市水利局"), ("2", "乙", "措施", None, None))
    intake = taken(sheet(*rows, merged=("D2:D3", "E2:E3")))
    assert [plan(p)["responsible_units"] for p in intake.proposals] == [["市水利局"], ["市水利局"]]
    assert [plan(p)["deadline"] for p in intake.proposals] == [{"text": "2026年底", "due": "2026-12-31"}] * 2


def test_a_row_without_title_and_finding_is_not_taken_for_the_row_above() -> None:
    intake = taken(sheet(("1", "甲", "措施", "2026年底", "市水利局"), (None, None, "又一条", None, None)))
    assert [p.rows for p in intake.proposals] == [(2,)]
    assert [(r.row, r.why.key) for r in intake.stopping] == [(3, "intake.no-title")]
    assert not intake.clean


def test_rows_of_numbers_and_repeated_headings_are_no_issues() -> None:
    rows = (
        ("1", "2", "3", "4", "5"),
        ("1", "甲", "措施", "2026年底", "市水利局"),
        HEAD,
        ("2", "乙", "措", "2026年底", "甲局"),
    )
    intake = taken(sheet(*rows))
    assert [p.title for p in intake.proposals] == ["甲", "乙"]
    assert [row.kind for row in intake.sheets[0].left_out] == ["numbering", "heading"]


def test_printed_totals_that_differ_stop_the_import() -> None:
    rows = (("甲类问题清单（共5项）",), HEAD, ("1", "甲", "措施", "2026年底", "市水利局"), ("合计", 1))
    intake = taken(foreign.book(grid(rows, ("A1:E1",))))
    assert [(t.printed.number, t.found, t.agrees) for t in intake.totals] == [(5, 1, False), (1, 1, True)]
    assert not intake.clean


def test_measures_are_counted_apart_from_issues() -> None:
    rows = (("整改清单（共1个问题，共2条措施）",), HEAD, ("1", "甲", "1.排查；2.建设", "2026年底", "市水利局"))
    intake = taken(foreign.book(grid(rows, ("A1:E1",))))
    assert [(t.printed.of, t.printed.number, t.agrees) for t in intake.totals] == [
        ("issues", 1, True),
        ("measures", 2, True),
    ]


def test_what_is_in_the_ledger_already_is_not_proposed_again() -> None:
    source = Source(kind="中央督察", item="2", finding="另一种说法", received=DAY)
    known = build.issue(7, title="红旗河水质超标", source=source)
    intake = taken(foreign.old_book(), (known,))
    assert [p.item for p in intake.proposals] == ["1", "3"]
    assert [(d.row, d.of.fill["id"]) for d in intake.duplicates] == [(7, "ISSUE-007")]
    same = ("1", "甲", "措施", "2026年底", "市水利局")
    intake = taken(sheet(same, same))
    assert [(d.row, d.of.fill["row"]) for d in intake.duplicates] == [(3, 2)]


def test_equal_titles_under_different_numbers_are_different_issues() -> None:
    rows = (("1", "甲", "措施", "2026年底", "市水利局"), ("2", "甲", "措施", "2026年底", "市住建局"))
    assert len(taken(sheet(*rows)).proposals) == 2


def test_formulas_errors_and_pictures() -> None:
    book = sheet(("1", "甲", "措施", "2026年底", "市水利局"), ("2", "乙", "措施", "2026年底", "市水利局"))
    lines = list(book.grids[0].lines)
    lines[1] = Line(2, hidden=False, cells={**lines[1].cells, 3: Cell(2, 3, "picture", "=DISPIMG(1)")})
    lines[2] = Line(3, hidden=False, cells={**lines[2].cells, 4: Cell(3, 4, "error", "#REF!")})
    intake = taken(foreign.book(Grid("台账", "visible", tuple(lines), ())))
    assert [(r.cell, r.why.key, r.stops) for r in intake.remarks] == [
        ("C2", "intake.picture", False),
        ("D3", "intake.error", True),
    ]
    assert [p.title for p in intake.proposals] == ["甲"]


def test_a_number_that_may_have_lost_its_zero_is_pointed_out() -> None:
    assert "intake.item-number" in keys(taken(sheet((1.1, "甲", "措施", "2026年底", "市水利局"))))
    assert taken(sheet(("1.10", "甲", "措施", "2026年底", "市水利局"))).proposals[0].item == "1.10"


def test_hidden_rows_are_read_and_it_is_said() -> None:
    rows = (HEAD, ("1", "甲", "措施", "2026年底", "市水利局"))
    intake = taken(foreign.book(grid(rows, hidden=(2,))))
    assert len(intake.proposals) == 1
    assert "intake.hidden-rows" in keys(intake)


def test_a_question_about_a_heading_keeps_the_import_from_being_clean() -> None:
    rows = (("1", "甲", "2026年底", "市水利局"),)
    head = ("序号", "整改任务", "整改时限", "责任单位")
    intake = taken(sheet(*rows, head=head))
    assert [one.heading for _, one in intake.questions] == ["整改任务"]
    assert taken(sheet(*rows, head=head), 整改任务="source.finding").clean
    assert taken(sheet(*rows, head=head), 整改任务="source.finding", 没有=None).unmet == ("没有",)


def test_what_a_record_needs_and_nobody_said_is_told() -> None:
    intake = taken(foreign.old_book(), defaults={})
    assert [r.why.fill["value"] for r in intake.remarks if r.why.key == "intake.assumed"] == ["2026-05-31", "其他"]


def test_sheets_that_list_no_issues_are_passed_over() -> None:
    figures = grid((("单位", "件数", "完成率"), ("市水利局", 3, "60%")), name="统计")
    assert lay_out(figures) is None
    intake = taken(foreign.book(figures, grid(foreign.OLD, foreign.MERGED)))
    assert intake.passed_over == ("统计",)
    assert len(intake.proposals) == 3


CELL = st.one_of(
    st.sampled_from(["", "合计", "共3项", "一、水", "备注：无", "2026年底", "市水利局", *HEAD, "序号", "责任单位"]),
    st.text(max_size=12),
    st.integers(0, 99_999),
)


@given(st.lists(st.lists(CELL, max_size=7), max_size=12))
def test_no_row_goes_unmentioned(rows: list[list[foreign.Value]]) -> None:
    found = taken(foreign.book(grid((HEAD, *rows))))
    for one_sheet in found.sheets:
        told = {row for p in found.proposals for row in p.rows} | {d.row for d in found.duplicates}
        told |= {r.row for r in found.stopping} | {row.number for row in one_sheet.left_out}
        assert {row.number for row in one_sheet.layout.rows if row.words} <= told


@given(
    st.lists(st.lists(CELL, max_size=7), max_size=12),
    st.lists(st.sampled_from(["A1:A2", "A2:A4", "A1:C1", "B2:B9", "D1:F1", "A3:G3", "A1:G12"]), max_size=3),
)
def test_any_sheet_can_be_taken_apart(rows: list[list[foreign.Value]], merged: list[str]) -> None:
    found = taken(foreign.book(grid(rows, merged), grid((HEAD, *rows), merged, name="二")))
    assert len(found.sheets) + len(found.passed_over) == 2


def test_rows_put_into_a_sheet_that_the_ledger_wrote() -> None:
    head = ("序号", "问题编号", "原文编号", "问题名称", "责任单位", "_key", "_rev")
    rows = ((1, "ISSUE-001", "1.10", "甲", "市水利局", "ISSUE-001", "0" * 12), (2, None, "2", "乙", "某局", None, None))
    intake = taken(sheet(*rows, head=head))
    assert [p.title for p in intake.proposals] == ["乙"]
    assert (intake.sheets[0].layout.known, intake.clean) == (1, True)
    assert intake.strangers == ("某局",)
    measures = (
        (1, "ISSUE-001", "甲", "1", "排查", "市水利局", "ISSUE-001#1", "0" * 12),
        (2, None, "甲", "2", "建", None),
    )
    head = ("序号", "问题编号", "问题名称", "措施编号", "整改措施", "责任单位", "_key", "_rev")
    assert taken(sheet(*measures, head=head)).sheets == ()
