"""Tables printed as text: in order they are tables, out of order nothing is taken and it is said."""

from __future__ import annotations

import pytest

from ledger.formats.plan_text.choosing import choose
from ledger.formats.plan_text.horizontal_table import SHAPE as HORIZONTAL
from ledger.formats.plan_text.printed_table import destroyed, with_tables
from tabled import numbers, text, words


class TestPrinted:
    """Tables printed as text: in order they are tables, out of order nothing is taken."""

    PIPES = """
云溪县整改措施清单
序号 | 问题 | 整改措施 | 责任单位 | 整改时限 |
1 | 河水发黑。 | （1）截污。
（2）清淤。 | 县水务局 | 2024年底前 |
一、大气方面 |
2 | 扬尘扰民。 | 洒水。 | 县城管局 | 立行立改 |
"""

    def test_pipes_with_a_cell_over_two_lines_and_a_chapter(self) -> None:
        taken = HORIZONTAL.take(text(self.PIPES))
        assert numbers(taken) == ["1", "2"]
        assert words(taken.entries[0], "measures") == ["（1）截污。\n（2）清淤。"]
        assert taken.entries[1].headings == ("一、大气方面",)
        assert (taken.entries[1].spot.line, taken.entries[1].spot.row) == (6, 4)

    def test_blank_cells_at_the_ends_of_rows_close_and_open_nothing(self) -> None:
        printed = """
序号 | 问题 | 责任单位 | 整改措施 | 整改目标
1 | 河水发黑。 | 县水务局 | 1.截污。 | 不黑。
 |  |  | 2.清淤。 | {blank}
 |  |  | 3.种草。 | {blank}
2 | 扬尘扰民。 | 县城管局 | 洒水。 | 不扬尘。
"""
        first, second = HORIZONTAL.take(text(printed.format(blank=""))).entries
        assert words(first, "measures") == ["1.截污。", "2.清淤。", "3.种草。"]
        assert words(second, "responsible") == ["县城管局"]

    def test_markdown(self) -> None:
        document = text("""
|序号|问题|整改措施|责任单位|整改时限|
|---|:---:|---|---|---|
|1|河水发黑。|截污。|县水务局|2024年底前|
|2|扬尘扰民。|洒水。||立行立改|
""")
        taken = HORIZONTAL.take(document)
        assert numbers(taken) == ["1", "2"]
        assert words(taken.entries[1], "responsible") == []
        assert words(taken.entries[1], "deadline") == ["立行立改"]

    def test_tabs(self) -> None:
        taken = HORIZONTAL.take(text(self.PIPES.replace(" |\n", "\n").replace(" | ", "\t")))
        assert numbers(taken) == ["1", "2"]
        assert words(taken.entries[0], "deadline") == ["2024年底前"]

    def test_drawn_boxes_with_cells_broken_at_their_width(self) -> None:
        document = text("""
┌──┬────┬────┬────┬────┐
│序号│问题    │整改措施│责任单位│整改时限│
├──┼────┼────┼────┼────┤
│1   │河水发  │截污。  │县水务局│2024年  │
│    │黑。    │        │        │底前    │
├──┼────┼────┼────┼────┤
│2   │扬尘。  │洒水。  │县城管局│立行立改│
└──┴────┴────┴────┴────┘
""")
        taken = HORIZONTAL.take(document)
        assert numbers(taken) == ["1", "2"]
        assert words(taken.entries[0], "finding") == ["河水发黑。"]

    def test_blanks_between_the_columns(self) -> None:
        document = text("""
序号   问题            整改措施        责任单位      整改时限
1      河水发黑，      截污清淤，      县水务局      2024年底
       臭味大。        种植水草。
一、大气方面
2      扬尘扰民。      洒水。          县城管局      立行立改
""")
        taken = HORIZONTAL.take(document)
        assert numbers(taken) == ["1", "2"]
        assert words(taken.entries[0], "finding") == ["河水发黑，臭味大。"]
        assert taken.entries[1].headings == ("一、大气方面",)

    def test_a_cell_a_line_where_every_item_has_all_its_lines(self) -> None:
        document = text("""
序号
问题
整改措施
责任单位
整改时限
1
河水发黑。
截污。
县水务局
2024年底
2
扬尘扰民。
洒水。
县城管局
立行立改
""")
        taken = HORIZONTAL.take(document)
        assert numbers(taken) == ["1", "2"]
        assert words(taken.entries[1], "responsible") == ["县城管局"]

    def test_items_one_below_the_other_of_different_widths_with_titles_between(self) -> None:
        document = text("""
编号 | 问题1
整改问题 | 河水发黑。
整改进展 | 1.已截污

公示表 |
编号 | 问题2 | 整改时限 | 2024年底
反馈问题 | 扬尘扰民。 | |
整改进展 | 已洒水。 | |
""")
        taken = choose(document).taken
        assert numbers(taken) == ["问题1", "问题2"]
        assert words(taken.entries[0], "progress") == ["1.已截污"]
        assert words(taken.entries[1], "deadline") == ["2024年底"]

    def test_a_cell_a_line_over_pages_with_chapters(self) -> None:
        document = text("""
序号
问题
整改措施
责任单位
一、水
1
河水发黑。
截污。
县水务局
— 1 —
序号
问题
整改措施
责任单位
2
污水直排。
截污。
县住建局
二、大气
3
扬尘扰民。
洒水。
县城管局
""")
        taken = HORIZONTAL.take(document)
        assert numbers(taken) == ["1", "2", "3"]
        assert [entry.headings for entry in taken.entries] == [("一、水",), ("一、水",), ("二、大气",)]

    @pytest.mark.parametrize(
        "destroyed_text",
        [
            """
全市行动计划任务分解表
序号 重点任务 工作措施 完成时限 牵头部门 主责单位 协办单位
推广新能源车 年底前
1 市交通委 新增2万辆。
各区政府(含开发区管委会)
2 市经信局 淘汰老旧车
年底前 3 市城管委
""",
            """
序号
重点
任务
工作措施
完成
时限
牵头部门
主责单位
协办单位
1
推广新能源车
市生态环境局
年底前
2
淘汰老旧车
3
市商务局
""",
            "序号重点任务工作措施完成时限牵头部门主责单位协办单位一、移动源\n1 推广新能源车。\n市交通委 2 年底前\n3",
        ],
        ids=["in lines", "a word a line", "glued"],
    )
    def test_cells_out_of_order_are_not_taken_and_it_is_said(self, destroyed_text: str) -> None:
        document = text(destroyed_text)
        choice = choose(document)
        assert not choice.taken.entries
        [said] = [one for one in choice.remarks if one.key == "table.destroyed"]
        assert said.fill["count"] == 3

    def test_a_law_or_a_website_is_no_table(self) -> None:
        document = text("首页 | 新闻 | 公告\n第一条 为了保护环境，制定本法。\n第二条 本法所称环境，是指各种因素。")
        assert not choose(document).taken.entries
        assert not list(destroyed(document))
        assert not with_tables(document).tables
