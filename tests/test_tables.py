"""Lists in tables: one item a row, or several rows an item."""

from __future__ import annotations

import time

import pytest

from ledger.formats.plan_text.choosing import choose
from ledger.formats.plan_text.horizontal_table import SHAPE as HORIZONTAL
from ledger.formats.plan_text.printed_table import destroyed
from ledger.formats.plan_text.table_columns import roles
from ledger.formats.plan_text.vertical_table import SHAPE as VERTICAL
from tabled import Written, made, numbers, orphans, text, wide, words

HEAD: list[Written] = ["序号", "问题", "整改目标", "整改措施", "责任单位", "整改时限"]


def row(number: str, finding: str, *rest: str) -> list[Written]:
    """An item with everything in one row; what isn't said stands for itself."""
    said = [*rest, *["达标。", "建管网。", "县水务局", "2024年底"][len(rest) :]]
    return [number, finding, *said]


class TestHorizontal:
    """`序号 | 问题 | 整改目标 | …`, one item a row."""

    def test_each_row_is_an_item_with_its_cells_under_their_labels(self) -> None:
        document = made("云溪县整改措施清单", [HEAD, row("1", "河水发黑。"), row("1.10", "扬尘扰民。", "不扬尘。")])
        taken = HORIZONTAL.take(document)
        assert numbers(taken) == ["1", "1.10"]
        second = taken.entries[1]
        assert words(second, "finding") == ["扬尘扰民。"]
        assert words(second, "goal") == ["不扬尘。"]
        assert words(second, "measures") == ["建管网。"]
        assert words(second, "responsible") == ["县水务局"]
        assert words(second, "deadline") == ["2024年底"]
        assert (second.spot.line, second.spot.row) == (2, 3)
        assert not taken.orphans
        assert taken.confidence > 0.9

    def test_headings_in_two_rows_with_a_group_over_some_of_them(self) -> None:
        document = made(
            [
                [("序号", 2, 1), ("问题", 2, 1), ("责任", 1, 2), None, ("完成时限", 2, 1)],
                [None, None, "单位", "领导", None],
                ["1", "河水发黑。", "县水务局", "张三", "2024年底"],
            ]
        )
        [entry] = HORIZONTAL.take(document).entries
        assert words(entry, "responsible") == ["县水务局"]
        assert words(entry, "leader") == ["张三"]
        assert words(entry, "deadline") == ["2024年底"]

    def test_headings_in_two_rows_of_a_text_whose_second_row_begins_too_far_left(self) -> None:
        document = text("""
序号 | 问题 | 整改责任 | | 时限 |
责任单位 | 督导单位 | | | |
1 | 河水发黑。 | 县水务局 | 市水务局 | 2024年底 |
2 | 扬尘扰民。 | 县住建局 | 市住建局 | 2025年底 |
""")
        taken = HORIZONTAL.take(document)
        assert numbers(taken) == ["1", "2"]
        assert words(taken.entries[0], "responsible") == ["县水务局"]
        assert words(taken.entries[0], "supervisor") == ["市水务局"]
        assert words(taken.entries[0], "deadline") == ["2024年底"]

    def test_who_accepts_is_not_who_answers(self) -> None:
        document = made(
            [
                [("序号", 2, 1), ("问题", 2, 1), ("责任单位", 2, 1), ("验收销号", 1, 2), None],
                [None, None, None, "责任单位", "时间"],
                ["1", "河水发黑。", "县水务局", "市水务局", "2024年12月"],
            ]
        )
        [entry] = HORIZONTAL.take(document).entries
        assert words(entry, "responsible") == ["县水务局"]
        assert words(entry, "acceptor") == ["市水务局"]
        assert words(entry, "deadline") == []

    def test_an_item_over_several_rows_has_measures_with_their_own_units_and_days(self) -> None:
        document = made(
            [
                HEAD,
                [("1", 2, 1), ("河水发黑。", 2, 1), ("不黑。", 2, 1), "（1）截污。", "县水务局", "2024年6月底前"],
                [None, None, None, "（2）清淤。", "县住建局", "2024年底前"],
                row("2", "扬尘扰民。"),
            ]
        )
        first, second = HORIZONTAL.take(document).entries
        assert words(first, "finding") == ["河水发黑。"]
        assert words(first, "goal", 0) == ["不黑。"]
        assert [words(first, "measures", at) for at in (1, 2)] == [["（1）截污。"], ["（2）清淤。"]]
        assert [words(first, "responsible", at) for at in (1, 2)] == [["县水务局"], ["县住建局"]]
        assert [words(first, "deadline", at) for at in (1, 2)] == [["2024年6月底前"], ["2024年底前"]]
        assert second.number == "2"

    def test_a_day_merged_over_all_rows_is_of_the_whole_item(self) -> None:
        document = made(
            [
                HEAD,
                [
                    ("1", 2, 1),
                    ("河水发黑。", 2, 1),
                    ("不黑。", 2, 1),
                    "截污。",
                    ("县水务局", 2, 1),
                    ("2024年底前", 2, 1),
                ],
                [None, None, None, "清淤。", None, None],
            ]
        )
        [entry] = HORIZONTAL.take(document).entries
        assert words(entry, "deadline", 0) == ["2024年底前"]
        assert words(entry, "responsible", 0) == ["县水务局"]
        assert words(entry, "measures") == ["截污。", "清淤。"]

    def test_blanks_below_a_number_where_a_format_knows_no_merged_cells(self) -> None:
        document = made(
            [
                HEAD,
                ["1", "河水发黑。", "不黑。", "截污。", "县水务局", "2024年底前"],
                ["", "", "", "清淤。", "县住建局", ""],
                ["2", "扬尘扰民。", "不扬。", "洒水。", "县城管局", "立行立改"],
            ]
        )
        first, second = HORIZONTAL.take(document).entries
        assert words(first, "measures") == ["截污。", "清淤。"]
        assert words(first, "responsible", 2) == ["县住建局"]
        assert words(first, "deadline") == ["2024年底前"]
        assert second.number == "2"

    def test_a_number_and_finding_said_again_in_each_row_are_one_item(self) -> None:
        document = made([HEAD, row("1", "河水发黑。", "不黑。", "截污。"), row("1", "河水发黑。", "不黑。", "清淤。")])
        [entry] = HORIZONTAL.take(document).entries
        assert words(entry, "measures") == ["截污。", "清淤。"]
        assert words(entry, "goal") == ["不黑。"] or len(set(words(entry, "goal"))) == 1

    def test_chapters_subtotals_notes_and_column_numbers_are_no_items(self) -> None:
        document = made(
            [
                wide("云溪县整改措施清单", 6),
                HEAD,
                ["1", "2", "3", "4", "5", "6"],
                wide("一、水环境方面（2项）", 6),
                row("1", "河水发黑。"),
                row("2", "污水直排。"),
                [("小计", 1, 2), None, "2项", "", "", ""],
                wide("二、大气方面", 6),
                wide("（一）扬尘", 6),
                row("3", "扬尘扰民。"),
                [("合　计", 1, 2), None, "3项", "", "", ""],
                wide("填表人：某甲", 6),
            ]
        )
        taken = HORIZONTAL.take(document)
        assert numbers(taken) == ["1", "2", "3"]
        assert [entry.headings for entry in taken.entries] == [
            ("一、水环境方面（2项）",),
            ("一、水环境方面（2项）",),
            ("二、大气方面", "（一）扬尘"),
        ]

    def test_a_chapter_in_a_column_of_its_own_merged_over_its_items(self) -> None:
        document = made(
            [
                ["类别", *HEAD],
                [("水环境", 2, 1), *row("1", "河水发黑。")],
                [None, *row("2", "污水直排。")],
                ["大气", *row("3", "扬尘扰民。")],
            ]
        )
        assert [entry.headings for entry in HORIZONTAL.take(document).entries] == [("水环境",), ("水环境",), ("大气",)]

    def test_a_list_goes_on_over_pages_with_its_headings_and_without(self) -> None:
        document = made(
            [HEAD, row("1", "河水发黑。")],
            "— 2 —",
            [HEAD, row("2", "污水直排。")],
            "第3页 共3页",
            [row("3", "扬尘扰民。"), row("4", "秸秆焚烧。")],
        )
        taken = HORIZONTAL.take(document)
        assert numbers(taken) == ["1", "2", "3", "4"]
        assert not taken.orphans

    def test_a_row_that_a_page_end_tore_is_put_together(self) -> None:
        document = made(
            [HEAD, row("1", "河水", "水质", "铺设管")],
            [["", "发黑。", "达标。", "网3公里。", "", ""], row("2", "扬尘。")],
        )
        first, second = HORIZONTAL.take(document).entries
        assert words(first, "finding") == ["河水发黑。"]
        assert words(first, "measures") == ["铺设管网3公里。"]
        assert words(first, "deadline") == ["2024年底"]
        assert second.number == "2"

    def test_a_new_page_may_begin_with_the_next_measure_of_an_item(self) -> None:
        document = made(
            [HEAD, row("1", "河水发黑。", "不黑。", "截污。", "县水务局", "2024年6月")],
            [["", "", "", "清淤。", "县住建局", "2024年12月"], row("2", "扬尘。")],
        )
        first, _ = HORIZONTAL.take(document).entries
        assert words(first, "measures") == ["截污。", "清淤。"]
        assert words(first, "deadline", 2) == ["2024年12月"]

    def test_a_measure_that_a_new_page_prints_too_far_left_belongs_to_the_item_above(self) -> None:
        document = made(
            [
                HEAD,
                [("1", 2, 1), ("河水发黑。", 2, 1), ("不黑。", 2, 1), "1.截污。", ("县水务局", 2, 1), ("年底", 2, 1)],
            ],
            [["2.清淤", "", "", "", "", ""], row("2", "扬尘。")],
        )
        first, second = HORIZONTAL.take(document).entries
        assert words(first, "measures") == ["1.截污。", "2.清淤"]
        assert first.headings == second.headings == ()

    def test_line_ends_that_only_the_width_of_a_cell_made_are_taken_out(self) -> None:
        torn = row(
            "1", "河水发黑。", "不黑。", "修订《责任清\n单》。\n（2024年底\n前）\n（2）清淤。", "各县\n（市、区）"
        )
        [entry] = HORIZONTAL.take(made([HEAD, torn])).entries
        assert words(entry, "measures") == ["修订《责任清单》。（2024年底前）\n（2）清淤。"]
        assert words(entry, "responsible") == ["各县（市、区）"]

    def test_several_lists_in_one_document_each_with_numbers_from_one(self) -> None:
        other: list[Written] = ["编号", "反馈意见", "整改进展情况", "完成时限"]
        document = made(
            "一、中央督察反馈问题",
            [HEAD, row("1", "河水发黑。"), row("2", "污水直排。")],
            "二、省级督察反馈问题",
            [HEAD, row("1", "扬尘扰民。")],
            "三、进展",
            [other, ["1", "秸秆焚烧。", "已完成整改。", "2024年底"]],
        )
        taken = HORIZONTAL.take(document)
        assert numbers(taken) == ["1", "2", "1", "1"]
        assert [entry.headings for entry in taken.entries] == [
            ("一、中央督察反馈问题",),
            ("一、中央督察反馈问题",),
            ("二、省级督察反馈问题",),
            ("三、进展",),
        ]
        assert not [entry for entry in taken.entries if entry.remarks]

    def test_a_number_twice_in_one_list_is_remarked_on(self) -> None:
        taken = HORIZONTAL.take(made([HEAD, row("1", "河水发黑。"), row("1", "扬尘扰民。")]))
        assert len(taken.entries) == 2
        assert [one.key for one in taken.entries[1].remarks] == ["table.number-twice"]

    def test_a_task_is_a_to_do_beside_a_finding_and_the_finding_without_one(self) -> None:
        beside = made([["序号", "问题", "整改任务", "责任单位"], ["1", "河水发黑。", "截污。", "县水务局"]])
        alone = made([["序号", "整改任务", "整改措施", "责任单位"], ["1", "河水发黑。", "截污。", "县水务局"]])
        assert words(HORIZONTAL.take(beside).entries[0], "measures") == ["截污。"]
        assert words(HORIZONTAL.take(alone).entries[0], "finding") == ["河水发黑。"]

    def test_a_title_beside_the_finding_opens_the_item(self) -> None:
        document = made(
            [
                ["序号", "问题名称", "问题描述", "责任单位"],
                ["1", "河水发黑", "小王村东头水体发黑。", "县水务局"],
            ]
        )
        [entry] = HORIZONTAL.take(document).entries
        assert entry.opening == "河水发黑"
        assert words(entry, "finding") == ["小王村东头水体发黑。"]

    def test_columns_without_a_known_heading_are_kept_under_their_own(self) -> None:
        document = made([[*HEAD, "资金安排"], [*row("1", "河水发黑。"), "300万元"]])
        [entry] = HORIZONTAL.take(document).entries
        assert [(part.heading, part.text) for part in entry.parts if part.label == "other"] == [("资金安排", "300万元")]

    def test_annual_tasks_of_a_city(self) -> None:
        document = made(
            [
                ["序号", "重点任务", "工作措施", "完成时限", "牵头部门", "主责单位", "协办单位"],
                [
                    "1",
                    "推广新能源车",
                    "新增2万辆。",
                    "年底前",
                    "市交通委",
                    "各区政府（含开发区管委会）",
                    "市财政局、市经信局等部门",
                ],
            ]
        )
        [entry] = HORIZONTAL.take(document).entries
        assert words(entry, "finding") == ["推广新能源车"]
        assert words(entry, "lead") == ["市交通委"]
        assert words(entry, "responsible") == ["各区政府（含开发区管委会）"]
        assert words(entry, "support") == ["市财政局、市经信局等部门"]

    @pytest.mark.parametrize(
        "heading", ["披露问题", "警示片披露问题", "检查发现的问题隐患", "自查问题", "审计指出问题", "存在的主要问题"]
    )
    def test_a_heading_may_say_whose_problem_it_is(self, heading: str) -> None:
        taken = HORIZONTAL.take(
            made([["序号", heading, "整改措施", "责任单位"], ["1", "河水发黑。", "截污。", "县水务局"]])
        )
        assert words(taken.entries[0], "finding") == ["河水发黑。"]

    @pytest.mark.parametrize("heading", ["问题数", "问题类型", "问题来源", "问题总数"])
    def test_what_else_is_said_of_problems_is_no_finding(self, heading: str) -> None:
        assert "finding" not in roles(heading)

    def test_units_that_name_their_part_make_no_table_of_labels(self) -> None:
        document = made(
            [
                ["序号", "具体问题", "整改措施", "责任单位及责任人", "整改时限"],
                ["一", "山体破损。", "复绿。", "牵头单位：县林业局；配合单位：县水务局", "2025年底"],
                ["二", "回收率低。", "设点。", "牵头单位：县供销社；配合单位：县城管局", "长期坚持"],
            ]
        )
        choice = choose(document)
        assert (choice.taken.layout, choice.rivals) == ("horizontal-table", ())
        assert not VERTICAL.take(document).entries

    def test_who_filled_in_the_table_and_what_it_counts_are_not_left_over(self) -> None:
        document = made(
            "云溪县整改清单",
            "填报单位：云溪县水务局",
            "（共1个问题，1项整改措施）",
            [HEAD, row("1", "河水发黑。")],
            "审核人：张三",
        )
        assert orphans(HORIZONTAL.take(document)) == []

    def test_a_table_of_figures_is_no_list(self) -> None:
        document = made([["县区", "问题数", "已完成"], ["云溪县", "12", "3"], ["合计", "12", "3"]])
        taken = HORIZONTAL.take(document)
        assert not taken.entries
        assert not taken.orphans

    def test_other_tables_and_paragraphs_are_left_over(self) -> None:
        document = made(
            "各县区要高度重视，按时报送进展。",
            [HEAD, row("1", "河水发黑。")],
            [["联系人", "电话"], ["某甲", "见通讯录"]],
        )
        assert orphans(HORIZONTAL.take(document)) == [
            "各县区要高度重视，按时报送进展。",
            "联系人 | 电话",
            "某甲 | 见通讯录",
        ]


def test_five_thousand_rows_in_seconds() -> None:
    rows = [row(str(at), f"河水发黑，编号{at}。") for at in range(1, 5001)]
    document = made([HEAD, *rows])
    begun = time.process_time()
    assert len(HORIZONTAL.take(document).entries) == 5000
    assert not VERTICAL.take(document).entries
    assert time.process_time() - begun < 10


@pytest.mark.parametrize(
    "sign", ["|", "-", " ", "\t", "一", "1", "（", "问题", "序号", "责任单位", "　", "│", ":", "合计"]
)
def test_a_long_run_of_one_sign_costs_no_more_than_its_length(sign: str) -> None:
    lines = [sign * 100_000, f"序号 {sign * 100_000} x", sign * 5000]
    begun = time.process_time()
    for shape in (HORIZONTAL, VERTICAL):
        shape.take(made(*lines))
        shape.take(made([[lines[0], "责任单位"], ["整改目标", lines[1]]]))
    list(destroyed(made(*lines)))
    assert time.process_time() - begun < 5
