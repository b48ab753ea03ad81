"""What a report takes in, how it is ordered, and what its tables say of an issue."""

from __future__ import annotations

from datetime import date, timedelta

import sample_issues as sample
from ledger.errors import say
from ledger.model.columns import Link, Sheet, Value
from ledger.model.issue import Issue
from ledger.model.plan import Measure
from ledger.model.problem import Place, Problem
from ledger.model.readers import days_in_words
from ledger.model.report import build
from ledger.model.tables import Row, choices, tables


def rows(sheet: Sheet, *issues: Issue) -> tuple[Row, ...]:
    report = build([(issue, "") for issue in issues], sample.DAY, sample.office())
    (table,) = tables(report, [sheet])
    return table.rows


def shown(sheet: Sheet, *issues: Issue) -> list[dict[str, Value]]:
    headings = [column.heading for column in sheet.columns]
    return [dict(zip(headings, row.values, strict=True)) for row in rows(sheet, *issues)]


def test_issues_are_ordered_by_number_and_not_by_spelling() -> None:
    report = build([(sample.issue(n), "") for n in (1000, 20, 3)], sample.DAY, sample.office())
    assert [one.issue.id for one in report.entries] == ["ISSUE-003", "ISSUE-020", "ISSUE-1000"]


def test_an_issue_not_yet_received_is_left_out() -> None:
    report = build([(sample.issue(1), "")], date(2025, 8, 31), sample.office())
    assert report.entries == ()


def test_a_report_of_an_earlier_day_knows_nothing_of_later_work() -> None:
    before, after = (build([(sample.finished(2), "")], date(2026, 4, day), sample.office()) for day in (19, 20))
    assert (before.entries[0].situation.standing, after.entries[0].situation.standing) == ("behind", "done")
    assert before.entries[0].issue.evidence == ()


def test_files_that_could_not_be_read_are_named_once() -> None:
    faults = [Problem("syntax", "invalid", say("x"), place=Place(f"issues/{name}.yaml", 3)) for name in "bab"]
    assert sample.report(1, broken=faults).broken_files == ("issues/a.yaml", "issues/b.yaml")


def test_days_in_words() -> None:
    assert [days_in_words(days) for days in (21, 0, -52)] == ["剩21天", "今日到期", "逾期52天"]


def test_the_row_of_an_overdue_issue() -> None:
    (row,) = shown(sample.LEDGER, sample.overdue(3, 52))
    assert row["最后期限"] == sample.DAY - timedelta(days=52)
    assert (row["剩余天数"], row["整改状态"], row["进度情况"]) == ("逾期52天", "整改中", "逾期")
    assert row["原文编号"] == "3.10"
    assert row["责任单位"] == "市农业农村局（牵头）、牛塘镇党委、政府"
    assert row["督导单位"] == "市督察整改办"
    assert row["责任人"] == "张三"
    assert str(row["最新进展"]).startswith("【2026-05】")


def test_the_row_of_a_closed_issue() -> None:
    (row,) = shown(sample.LEDGER, sample.finished(2, "closed"))
    assert (row["剩余天数"], row["整改状态"], row["进度情况"]) == ("—", "已销号", "已销号")
    assert row["销号日期"] == date(2026, 5, 20)
    assert row["佐证材料"] == Link("查看(3)", "evidence/ISSUE-002/")


def test_an_issue_without_a_plan_has_a_row() -> None:
    (row,) = shown(sample.LEDGER, sample.issue(1, plan=None))
    assert (row["整改措施"], row["责任单位"], row["最后期限"], row["剩余天数"]) == (None, None, None, "—")


def test_measures_are_listed_one_a_row_with_their_own_units_and_days() -> None:
    measures = (
        Measure(number="1.10", text="排查", units=("市水利局",), due=date(2026, 3, 31), deadline="2026年3月底前"),
        Measure(number="2", text="建设", done_on=date(2026, 2, 1)),
    )
    one = sample.issue(1, plan=sample.plan(1, measures=measures, lead_units=(), responsible_units=("市农业农村局",)))
    first, second = shown(sample.MEASURES, one)
    assert (first["措施编号"], first["责任单位"], first["剩余天数"], first["完成情况"]) == (
        "1.10",
        "市水利局",
        "逾期61天",
        "逾期未完成",
    )
    assert (second["责任单位"], second["最后期限"], second["剩余天数"]) == ("市农业农村局", date(2026, 12, 31), "—")
    assert (second["完成情况"], second["完成日期"]) == ("已完成", date(2026, 2, 1))
    assert [row.key for row in rows(sample.MEASURES, one)] == ["ISSUE-001#1.10", "ISSUE-001#2"]
    (cell,) = shown(sample.LEDGER, one)
    assert cell["整改措施"] == "1.10 排查\n2. 建设"


def test_the_list_of_what_is_late_has_final_days_nodes_and_measures_the_longest_first() -> None:
    late = Measure(number="3", text="验收", units=("市水利局",), due=date(2026, 5, 1))
    three = (sample.overdue(1, 52), sample.behind(2), sample.issue(3, plan=sample.plan(3, measures=(late,))))
    assert [
        (row["问题编号"], row["逾期类别"], row["逾期内容"], row["逾期天数"]) for row in shown(sample.LATE, *three)
    ] == [
        ("ISSUE-002", "时间节点", "1. 完成管网排查，建立基础档案", 61),
        ("ISSUE-001", "整项逾期", "2026年4月9日前", 52),
        ("ISSUE-003", "整改措施", "3. 验收", 30),
    ]
    assert shown(sample.LATE, *three)[2]["责任单位"] == "市水利局"
    assert [row.key for row in rows(sample.LATE, *three)] == [
        "ISSUE-002#milestone-1",
        "ISSUE-001#final",
        "ISSUE-003#measure-3",
    ]


def test_a_drop_down_offers_the_registers_first_and_then_what_is_in_use() -> None:
    odd = sample.issue(1, fields=("光污染",), plan=sample.plan(1, lead_units=("县气象局",), person="局长"))
    offered = choices(build([(odd, "")], sample.DAY, sample.office()))
    assert offered["fields"][-1] == "光污染"
    assert offered["units"][-1] == "县气象局"
    assert offered["people"] == ("张三", "李四", "王五", "局长")


def test_every_column_can_be_read_and_headings_are_unique() -> None:
    for table in tables(sample.report(9), sample.SHEETS):
        headings = [column.heading for column in table.sheet.columns]
        assert len(set(headings)) == len(headings)
        assert all(len(row.values) == len(headings) for row in table.rows)
        assert len({row.key for row in table.rows}) == len(table.rows)
