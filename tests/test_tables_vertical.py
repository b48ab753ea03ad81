"""Tables with one item each, or items one below the other: the labels at the left of their words."""

from __future__ import annotations

from ledger.formats.plan_text.choosing import choose
from ledger.formats.plan_text.vertical_table import SHAPE as VERTICAL
from tabled import made, numbers, text, wide, words


class TestVertical:
    """`label | words`, one item a table or one below the other."""

    def test_two_columns(self) -> None:
        document = made(
            "第47项任务公示表",
            [
                ["整改任务", "城区管网滞后。"],
                ["责任单位", "区水务局"],
                ["整改目标", "2022年7月底前编制；2022年10月底前完成。"],
                ["上报完成情况", "1.已建成。\n2.已通水。"],
            ],
        )
        [entry] = VERTICAL.take(document).entries
        assert entry.number == "第47项"
        assert words(entry, "finding") == ["城区管网滞后。"]
        assert words(entry, "responsible") == ["区水务局"]
        assert words(entry, "progress") == ["1.已建成。\n2.已通水。"]
        assert choose(document).taken.layout == "vertical-table"

    def test_four_columns_with_blanks_in_the_labels_and_a_title_row(self) -> None:
        document = made(
            [
                wide("整改任务公示表格", 4),
                ["编　号", "序号二十三", "责 任 人", "张三"],
                ["责 任 单 位：", "区水务局", "【整改时限】", "2024年底"],
                ["整改任务", ("管网滞后。", 1, 3), None, None],
                ["整改措施", ("1.建管网。2.封排口。", 1, 3), None, None],
            ]
        )
        [entry] = VERTICAL.take(document).entries
        assert entry.number == "序号二十三"
        assert words(entry, "persons") == ["张三"]
        assert words(entry, "responsible") == ["区水务局"]
        assert words(entry, "deadline") == ["2024年底"]
        assert words(entry, "measures") == ["1.建管网。2.封排口。"]

    def test_a_label_nobody_knows_has_its_own_words(self) -> None:
        document = made(
            [
                ["整改任务序号", "第三十四项"],
                ["整改问题", "河水发黑。"],
                ["整改进展", "已截污。"],
                ["群众满意度", "98.6%"],
            ]
        )
        [entry] = VERTICAL.take(document).entries
        assert entry.number == "第三十四项"
        assert words(entry, "progress") == ["已截污。"]
        assert [(part.heading, part.text) for part in entry.parts if part.label == "other"] == [("群众满意度", "98.6%")]

    def test_a_group_of_labels_at_the_left_is_no_words(self) -> None:
        document = made(
            [
                ["整改问题", ("河水发黑。", 1, 2), None],
                ["整改目标", ("达标。", 1, 2), None],
                [("责任分工", 2, 1), "牵头单位", "市水务局"],
                [None, "配合单位", "市住建局"],
            ]
        )
        [entry] = VERTICAL.take(document).entries
        assert words(entry, "lead") == ["市水务局"]
        assert words(entry, "support") == ["市住建局"]
        assert words(entry, "goal") == ["达标。"]

    def test_a_list_of_measures_inside_an_item_with_a_heading_nobody_knows(self) -> None:
        document = made(
            [
                ["问题编号", ("2023-07", 1, 3), None, None],
                ["问题概况", ("雨季溢流。", 1, 3), None, None],
                [("整改措施", 3, 1), "措施内容", "责任单位", "完成时限"],
                [None, "新建调蓄池1座", "市水务集团", "2025年6月"],
                [None, "改造管网18公里", "市住建局", "2025年12月"],
                ["督导单位", ("市水务局", 1, 3), None, None],
            ]
        )
        choice = choose(document)
        assert (choice.taken.layout, choice.rivals) == ("vertical-table", ())
        [entry] = choice.taken.entries
        assert words(entry, "measures", 1) == ["新建调蓄池1座"]
        assert words(entry, "measures", 2) == ["改造管网18公里"]
        assert words(entry, "responsible", 2) == ["市住建局"]
        assert words(entry, "supervisor") == ["市水务局"]

    def test_items_one_below_the_other_in_one_table(self) -> None:
        document = made(
            [
                ["问题", "河水发黑。"],
                ["整改措施", "截污。"],
                ["责任单位", "县水务局"],
                ["问题", "扬尘扰民。"],
                ["整改措施", "洒水。"],
                ["责任单位", "县城管局"],
            ]
        )
        taken = VERTICAL.take(document)
        assert [words(entry, "finding") for entry in taken.entries] == [["河水发黑。"], ["扬尘扰民。"]]
        assert [words(entry, "responsible") for entry in taken.entries] == [["县水务局"], ["县城管局"]]

    def test_a_table_for_each_item_with_its_number_above(self) -> None:
        document = made(
            "序号一", [["整改问题", "河水发黑。"], ["整改时限", "年底"], ["责任单位", "县水务局"]],
            "序号二", [["整改问题", "扬尘扰民。"], ["整改时限", "年底"], ["责任单位", "县城管局"]],
        )  # fmt: skip
        assert numbers(VERTICAL.take(document)) == ["序号一", "序号二"]

    def test_the_number_before_the_finding_and_in_front_of_the_labels(self) -> None:
        document = made(
            [
                ["一、整改问题", "问题3：河水发黑。"],
                ["二、责任单位", "县水务局"],
                ["三、整改时限", "年底"],
            ]
        )
        [entry] = VERTICAL.take(document).entries
        assert entry.number == "问题3"
        assert words(entry, "finding") == ["河水发黑。"]
        assert words(entry, "deadline") == ["年底"]

    def test_a_label_merged_over_several_rows(self) -> None:
        document = made(
            [
                ["整改问题", "河水发黑。"],
                [("整改措施", 2, 1), "1.截污。"],
                [None, "2.清淤。"],
                ["责任单位", "县水务局"],
            ]
        )
        [entry] = VERTICAL.take(document).entries
        assert words(entry, "measures") == ["1.截污。\n2.清淤。"]

    def test_a_list_of_measures_inside_an_item(self) -> None:
        document = made(
            [
                ["整改问题", ("河水发黑。", 1, 4), None, None, None],
                [("整改措施", 3, 1), "序号", "具体措施", "责任单位", "完成时限"],
                [None, "1", "截污。", "县水务局", "2024年6月"],
                [None, "2", "清淤。", "县住建局", "2024年12月"],
                ["整改目标", ("不黑。", 1, 4), None, None, None],
            ]
        )
        [entry] = VERTICAL.take(document).entries
        assert [words(entry, "measures", at) for at in (1, 2)] == [["截污。"], ["清淤。"]]
        assert [words(entry, "deadline", at) for at in (1, 2)] == [["2024年6月"], ["2024年12月"]]
        assert words(entry, "goal") == ["不黑。"]

    def test_an_item_that_a_page_end_cut(self) -> None:
        document = made(
            [["序号", "问题3", "整改期限", "年底"], ["整改问题", ("河水发黑。", 1, 3), None, None]],
            [["整改措施", "截污。"], ["整改进展", "已截污。"]],
            [["序号", "问题4"], ["整改问题", "扬尘扰民。"], ["整改措施", "洒水。"]],
        )
        first, second = VERTICAL.take(document).entries
        assert words(first, "progress") == ["已截污。"]
        assert (first.number, second.number) == ("问题3", "问题4")

    def test_printed_as_text(self) -> None:
        document = text("""
附表:序号二十三任务公示表格
整改任务 | 城区管网滞后,污水直排。 |
责任单位 | 江岸区政府 | 督导单位 | 市住建局 |
整改目标 | 完成配套管网建设。 |
整改时限 | 2022年底 |
上报完成情况 | 1、已建成6.5公里。
2、已通水。 |
""")
        choice = choose(document)
        [entry] = choice.taken.entries
        assert choice.taken.layout == "vertical-table"
        assert entry.number == "序号二十三"
        assert words(entry, "supervisor") == ["市住建局"]
        assert words(entry, "progress") == ["1、已建成6.5公里。\n2、已通水。"]
