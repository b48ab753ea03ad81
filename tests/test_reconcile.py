"""Counts that a document prints of itself, found and compared with what was read."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.cli.words.catalogue import Catalogue
from ledger.formats.plan_text.counting import reconciled
from ledger.formats.plan_text.printed_table import with_tables
from ledger.model.counts import counts_in
from ledger.model.document import Document, Spot
from ledger.model.item import Deadline, Item, Measure, Progress
from ledger.model.reconcile import Compared, reconcile, state_of
from tabled import Written, made, text, wide


def found(text_: str) -> list[tuple[str, int]]:
    """What is counted in a text, and how many."""
    return [(one.of, one.count) for one in counts_in(text_)]


def items(count: int, measures: int = 0, **more: object) -> list[Item]:
    """Items below line 10, numbered from 1."""
    listed = tuple(Measure(str(at), "截污。") for at in range(1, measures + 1))
    return [
        replace(Item(str(at), "河水", f"河水发黑第{at}处。", Spot(10 + at), measures=listed), **more)  # type: ignore[arg-type]  # fields by name
        for at in range(1, count + 1)
    ]


def verdicts(document: Document, listed: list[Item]) -> list[tuple[str, str]]:
    """Each printed count with its verdict; the items' own numbers left out."""
    compared = reconcile(with_tables(document), listed)
    return [(one.printed.text, one.verdict) for one in compared if one.printed.of != "numbers"]


def said(compared: tuple[Compared, ...]) -> str:
    """Everything in a clerk's words."""
    return "\n".join(Catalogue("zh")(one.why) for one in compared)


class TestCounts:
    """What is a count, and of what."""

    @pytest.mark.parametrize(
        ("printed", "expected"),
        [
            ("共56个问题、275项措施", [("issues", 56), ("measures", 275)]),
            ("梳理出 ５６ 个问题", [("issues", 56)]),
            ("共6类144条", [("categories", 6), ("entries", 144)]),
            ("6大类问题制订了144条具体措施", [("categories", 6), ("measures", 144)]),
            ("43任务141措施", [("issues", 43), ("measures", 141)]),
            ("共有整改任务二十三项", [("issues", 23)]),
            ("问题56个、措施275项", [("issues", 56), ("measures", 275)]),
            ("五大类15个方面", [("categories", 5), ("categories", 15)]),
            ("4704件信访件", [("petitions", 4704)]),
            ("（共23项）", [("entries", 23)]),
            ("20+4项", [("entries", 24)]),
            ("20＋4个问题", [("issues", 24)]),
            ("45+6+3+1+1=56", [("entries", 56)]),
            ("序号1–56", [("numbers", 56)]),
            ("已完成整改3项，正在推进2项", [("done", 3), ("pace", 2)]),
            ("3个问题已完成整改，2个问题达到序时进度", [("done", 3), ("pace", 2)]),
            ("完成25项，达到序时进度16项，未启动1项", [("done", 25), ("pace", 16), ("idle", 1)]),
            ("已办结29件、阶段性办结13件、未办结5件", [("settled", 29), ("staged", 13), ("pending", 5)]),
            ("属实18件、部分属实21件", [("true", 18), ("partly", 21)]),
            ("基本属实3件、不属实5件", [("mostly", 3), ("untrue", 5)]),
            ("累计移交58件,剔除重复件后实际案件数47件", [("entries", 58), ("distinct", 47)]),
            ("2023年底前完成45个，2024年完成6个", [("year", 45), ("year", 6)]),
            (
                "涉及云溪县3件,其中来电举报2件、来信举报1件,重点关注1件",
                [("entries", 3), ("called", 2), ("written", 1), ("noted", 1)],
            ),
            ("来信来电举报58件", [("petitions", 58)]),
            ("提出了五大类，明确了四方面组织保障措施", [("categories", 5), ("categories", 4)]),
            ("移交的16个生态环境损害责任追究问题", [("issues", 16)]),
        ],
    )  # fmt: skip
    def test_counts(self, printed: str, expected: list[tuple[str, int]]) -> None:
        assert found(printed) == expected

    @pytest.mark.parametrize(
        "printed",
        [
            "以“1+5+12”建设体系为框架",
            "新建污水管网46公里，改造23台锅炉",
            "12家屠宰企业、排污口17个",
            "每季度至少研究1次，全年不少于8学时",
            "2024年6月底前，第3批，〔2020〕4号",
            "PM2.5浓度不高于33微克/立方米，达到92.5%以上",
            "坚持问题导向，三条红线",
            "公示期共10个工作日",
            "完成22个网格片区，涉及16个乡镇",
            "年均值达到五类以上，消除劣五类水体，水质优于三类。",
            "煤气发生炉等9类炉窑，禁止建设化学制浆等7类重污染项目",
        ],
    )
    def test_what_counts_nothing_of_the_document(self, printed: str) -> None:
        assert found(printed) == []

    @given(st.integers(2, 9999), st.integers(2, 9999))
    def test_a_count_is_found_as_it_is_printed(self, issues: int, measures: int) -> None:
        assert found(f"本清单共{issues}个问题、{measures}项措施。") == [("issues", issues), ("measures", measures)]

    @given(st.lists(st.integers(1, 999), min_size=2, max_size=6))
    def test_a_sum_makes_what_its_parts_make(self, parts: list[int]) -> None:
        [one] = counts_in("+".join(map(str, parts)) + "项")
        assert one.count == sum(parts)
        assert one.parts == tuple(parts)


class TestVerdicts:
    """Agrees, differs, can't be compared."""

    def test_issues_and_measures(self) -> None:
        document = text("XX市整改措施清单\n本方案共5个问题、10项措施。")
        assert verdicts(document, items(5, measures=2)) == [("5个问题", "agrees"), ("10项措施", "agrees")]
        assert verdicts(document, items(4, measures=2)) == [("5个问题", "differs"), ("10项措施", "differs")]

    def test_a_difference_is_said_in_words(self) -> None:
        told = said(reconcile(text("共5个问题"), items(4)))
        assert "“5个问题”：印着 5，读出 4，不一致" in told
        assert "编号 1–4 连续" in told

    def test_a_count_of_items_not_named_may_be_of_measures(self) -> None:
        assert verdicts(text("共2类10条"), items(5, measures=2, headings=("一、水",)))[1] == ("10条", "agrees")
        assert verdicts(text("（共7项）"), items(5)) == [("7项", "apart")]

    def test_sections(self) -> None:
        listed = [*items(3, headings=("一、水（3项）",)), *items(2, headings=("二、大气（3项）",))]
        document = made("共5项", wide_table("一、水（3项）", "二、大气（3项）"))
        assert verdicts(document, listed) == [("5项", "agrees"), ("3项", "agrees"), ("3项", "differs")]

    def test_categories_are_the_chapters(self) -> None:
        listed = [*items(3, headings=("一、水",)), *items(2, headings=("二、大气",))]
        assert verdicts(text("共2大类5个问题"), listed) == [("2大类", "agrees"), ("5个问题", "agrees")]

    def test_states(self) -> None:
        listed = [
            *items(3, progress=Progress("已完成整改", "已完成整改。")),
            *items(2, progress=Progress("达到序时进度", "达到序时进度。")),
        ]
        document = text("共5项任务，已完成整改3项，达到序时进度1项")
        assert verdicts(document, listed) == [
            ("5项任务", "agrees"),
            ("已完成整改3项", "agrees"),
            ("达到序时进度1项", "differs"),
            ("已完成整改3项、达到序时进度1项", "differs"),
        ]

    def test_years(self) -> None:
        listed = [
            *items(4, deadline=Deadline("2024年底", date(2024, 12, 31))),
            *items(1, deadline=Deadline("2025年底", date(2025, 12, 31))),
        ]
        document = text("共5项：2024年底前完成4项，2025年底前完成1项")
        assert [verdict for _, verdict in verdicts(document, listed)] == ["agrees"] * 4

    def test_twenty_and_four(self) -> None:
        assert verdicts(text("反馈意见20+4项整改任务"), items(24)) == [("20+4项整改任务", "agrees")]

    def test_a_sum_is_added_up(self) -> None:
        right, wrong = text("45+6+3+1+1=56"), text("45+6+3+1+1=57")
        assert ("45+6+3+1+1=56", "agrees") in verdicts(right, [])
        assert ("45+6+3+1+1=57", "differs") in verdicts(wrong, [])

    def test_parts_make_the_whole_without_any_item(self) -> None:
        document = text("累计移交58件,剔除重复件后实际案件数47件;已办结29件、阶段性办结13件、未办结5件")
        assert ("已办结29件、阶段性办结13件、未办结5件", "agrees") in verdicts(document, [])
        assert ("已办结29件、阶段性办结13件、未办结6件", "differs") in verdicts(
            text("累计移交58件,剔除重复件后实际案件数47件;已办结29件、阶段性办结13件、未办结6件"), []
        )

    def test_duplicates_taken_out_are_the_items_and_the_rest_is_not_compared(self) -> None:
        document = text("累计移交58件,剔除重复件后实际案件数47件")
        assert verdicts(document, items(47)) == [("58件", "apart"), ("47件", "agrees")]

    def test_another_round_is_not_compared(self) -> None:
        assert verdicts(text("上一轮督察反馈的35个问题"), items(5)) == [("35个问题", "apart")]

    def test_what_an_item_tells_of_the_world_is_no_count_of_the_document(self) -> None:
        listed = items(2, finding="巡查出36个问题仍未整改。")
        document = made(*["共2个问题", *[""] * 9, "1.巡查出36个问题", "仍未整改。", "以上共3个问题"])
        assert verdicts(document, listed) == [("2个问题", "agrees"), ("3个问题", "apart")]

    def test_the_total_row_of_a_list(self) -> None:
        document = made("清单", [["序号", "问题", "单位"], ["1", "河水发黑。", "县水务局"], ["合计", "2项", ""]])
        assert ("合计 2项", "agrees") in verdicts(document, items(2))

    def test_the_total_row_of_a_table_of_figures(self) -> None:
        rows = "乡镇 | 件数 | 水 | 大气 |\n甲镇 | 3 | 2 | 1 |\n乙镇 | 2 | | 2 |\n合计 | 5 | 2 | {} |"
        assert verdicts(text(rows.format(3)), []) == [("合计 5 2 3", "agrees")]
        compared = reconcile(with_tables(text(rows.format(4))), [])
        assert "第 4 列：印着 4，各行相加得 3，不一致" in said(compared)

    def test_subtotals_are_of_their_rows_and_not_added_twice(self) -> None:
        rows = [
            "县 | 件数 | 水",
            "甲镇 | 3 | 2",
            "乙镇 | 2 | 1",
            "小计 | 5 | 3",
            "丙镇 | 4 | 4",
            "小计 | 4 | 4",
            "合计 | 9 | 7",
        ]
        assert [verdict for _, verdict in verdicts(text("\n".join(rows)), [])] == ["agrees"] * 3

    @pytest.mark.parametrize(
        ("numbers", "verdict"),
        [("1 2 3", "agrees"), ("1 2 4", "differs"), ("1 2 2", "differs"), ("2 3 4", "differs"), ("5 12 34", "apart")],
    )
    def test_numbers_must_run_on(self, numbers: str, verdict: str) -> None:
        listed = [replace(one, number=number) for one, number in zip(items(3), numbers.split(), strict=True)]
        [compared] = reconcile(text("清单"), listed)
        assert compared.verdict == verdict

    def test_numbers_of_chinese_signs_and_lists_that_begin_anew(self) -> None:
        numbers = ["序号一", "序号二", "序号三", "（1）", "（2）"]
        listed = [replace(one, number=number) for one, number in zip(items(5), numbers, strict=True)]
        assert [one.verdict for one in reconcile(text("清单"), listed)] == ["agrees", "agrees"]

    @pytest.mark.parametrize(
        ("status", "state"),
        [
            ("已完成整改", "done"),
            ("达到序时进度", "pace"),
            ("未达到序时进度", "behind"),
            ("未启动", "idle"),
            ("阶段性办结", "staged"),
            ("已办结", "settled"),
            ("已完成销号", "closed"),
        ],
    )
    def test_status_words(self, status: str, state: str) -> None:
        assert state_of(status) == state


def wide_table(*rows: str) -> list[list[Written]]:
    """A table of chapter rows."""
    return [wide(row, 3) for row in rows]


@pytest.mark.parametrize(
    "sign", ["1", "共", "+", "1+", "类", "个", "问题", "办结", "未", " ", "一", "，", "(", "正在", "2024年", "任务"]
)
def test_a_long_run_of_one_sign_costs_no_more_than_its_length(sign: str) -> None:
    begun = time.process_time()
    counts_in(sign * 100_000)
    counts_in("共" + sign * 50_000 + "个")
    assert time.process_time() - begun < 5


class TestSeveralDocuments:
    """One file with several documents: each speaks of its own list."""

    LISTED = (*items(2), *(replace(one, spot=Spot(one.spot.line + 10)) for one in items(3)))

    def file(self, first: str, second: str) -> Document:
        """Two pieces in one file; items stand in lines 11, 12 and 21 to 23."""
        lines = [
            f"第一篇 甲县清单，{first}",
            *[""] * 9,
            "甲",
            "乙",
            *[""] * 5,
            "第二篇 乙县清单",
            second,
            "",
            "丙",
            "丁",
            "戊",
        ]
        lines.insert(17, "")
        return made(*lines)

    def test_each_count_is_of_its_own_part(self) -> None:
        compared = reconciled(self.file("共2项", "共3项"), self.LISTED)
        assert [(one.printed.text, one.verdict) for one in compared] == [
            ("2项", "agrees"),
            ("1–2", "agrees"),
            ("3项", "agrees"),
            ("1–3", "agrees"),
        ]

    def test_a_part_without_a_list_is_not_held_against_the_others(self) -> None:
        document = made(
            "第一篇 甲县清单", "共2项", *[""] * 8, "甲", "乙", "第二篇 工作总结", "去年共解决44个问题，办结9件信访件"
        )
        verdict = {one.printed.text: one.verdict for one in reconciled(document, items(2))}
        assert verdict["2项"] == "agrees"
        assert verdict["44个问题"] == "apart"

    def test_a_plan_speaks_of_the_list_in_its_annex(self) -> None:
        document = made("关于印发整改方案的通知", "方案明确了3个问题。", "附件1：整改措施清单", *[""] * 7, "甲", "乙")
        assert ("3个问题", "differs") in [(one.printed.text, one.verdict) for one in reconciled(document, items(2))]
