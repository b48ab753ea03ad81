"""PDF files with a text layer: lines as they are printed, drawn tables, and nothing of the page's own furniture."""

from __future__ import annotations

from ledger.formats.documents.registry import read
from ledger.model.document import Document, Line, Table
from papers import EM, HEIGHT, WIDTH, drawn, pdf, ruled, written

LEFT = 80


def document(*pages: str, size: tuple[int, int] = (WIDTH, HEIGHT), rotate: int = 0) -> Document:
    return read(pdf(*pages, size=size, rotate=rotate), "方案.pdf")


def texts(found: Document) -> list[str]:
    return [line.text for line in found.lines]


def grid(found: Table) -> list[list[str | None]]:
    return [[one.text if one else None for one in row] for row in found.rows]


def remarks(found: Document) -> dict[str, object]:
    return {one.key: one.fill.get("count") for one in found.remarks}


def lines(*printed: str, top: int = 740, step: int = 24) -> str:
    return "".join(written(LEFT, top - at * step, text) for at, text in enumerate(printed))


# lines


def test_lines_come_from_top_to_bottom_whatever_the_order_in_the_file() -> None:
    found = document(
        written(LEFT, 600, "下面一行") + written(LEFT + 100, 700, "右边") + written(LEFT, 700, "上面一行，")
    )
    assert texts(found) == ["上面一行， 右边", "下面一行"]
    assert [(line.spot.line, line.spot.page) for line in found.lines] == [(1, 1), (2, 1)]


def test_no_space_is_invented_between_chinese_and_digits_and_none_is_lost() -> None:
    quarter = LEFT + 2 * EM + EM // 4
    found = document(
        written(LEFT, 700, "问题") + written(quarter, 700, "12") + lines("张三 李四", "water works", top=600)
    )
    assert texts(found) == ["问题12", "张三 李四", "water works"]


def test_gaps_and_indents_of_paragraphs_are_kept() -> None:
    body = lines("第一段第一行", "第一段第二行", "第一段第三行") + written(LEFT + 2 * EM, 620, "第二段")
    found = document(body)
    assert texts(found) == ["第一段第一行", "第一段第二行", "第一段第三行", "　　第二段"]
    assert [line.spot.line for line in found.lines] == [1, 2, 3, 5], "a gap counts as a blank line"


def test_text_printed_twice_to_look_bold_is_read_once() -> None:
    assert texts(document(lines("整改清单") + written(LEFT + 0.4, 740, "整改清单"))) == ["整改清单"]


def test_turned_pages_and_watermarks() -> None:
    turned = written(300, 100, "横排的整改清单", matrix="0 1 -1 0") + written(
        330, 100, "第二行在右边", matrix="0 1 -1 0"
    )
    mark = written(200, 400, "内部资料", matrix=".7 .7 -.7 .7")
    found = document(turned + mark)
    assert texts(found) == ["横排的整改清单", "第二行在右边"]
    assert remarks(found) == {"document.has-slanted-text": 4}


# the page's own lines


def test_page_numbers_headers_and_footers_are_left_out_and_told() -> None:
    pages = [
        written(200, 800, "江原市整改措施清单")
        + lines(f"问题{at}：甲", f"整改时限：{at}月底")
        + written(280, 40, f"— {at} —")
        for at in range(1, 5)
    ]
    found = document(*pages)
    assert texts(found) == [text for at in range(1, 5) for text in (f"问题{at}：甲", f"整改时限：{at}月底")]
    assert [line.spot.page for line in found.lines] == [1, 1, 2, 2, 3, 3, 4, 4]
    assert remarks(found) == {"document.has-page-lines": 8}


def test_what_looks_like_a_header_and_is_none_stays() -> None:
    """Equal first lines of the text, and numbers of items that stand where a page begins."""
    pages = [lines("序号", f"{at}", "责任单位：市水务局", top=800) for at in range(1, 5)]
    assert texts(document(*pages)) == [text for at in range(1, 5) for text in (f"{at}", "责任单位：市水务局")]
    pages = [lines(f"问题{at}", "责任单位：市水务局", top=800) for at in range(1, 5)]
    assert texts(document(*pages)) == [text for at in range(1, 5) for text in (f"问题{at}", "责任单位：市水务局")]


def test_page_numbers_of_many_forms() -> None:
    for number in ("-1-", "— 12 —", "第3页", "第 3 页 共 9 页", "3/9", "Page 3 of 9", "7"):
        assert texts(document(lines("甲乙丙") + written(280, 40, number))) == ["甲乙丙"], number
    for text in ("1.3", "2025年", "共56个问题", "（3）"):
        assert texts(document(lines("甲乙丙") + written(280, 40, text))) == ["甲乙丙", text]


# tables


XS = (LEFT, 130, 230, 330)


def test_a_drawn_table_stands_between_the_lines_around_it() -> None:
    table = ruled(XS, (700, 670, 600), (("序号", "问题", "时限"), ("1", "污水直排", "2025年底")))
    found = document(lines("清单") + table + lines("完", top=500))
    assert [type(block) for block in found.blocks] == [Line, Table, Line]
    assert grid(found.tables[0]) == [["序号", "问题", "时限"], ["1", "污水直排", "2025年底"]]


def test_lines_broken_by_the_cell_are_joined_and_those_of_the_writer_kept() -> None:
    full = "城区污水集中\n收集率低，群\n众反映强烈。\n（1）修订清\n单。\n市水务局\n市住建局"
    found = document(ruled((LEFT, 130, 230), (700, 500), (("1", full),)))
    assert grid(found.tables[0]) == [["1", "城区污水集中收集率低，群众反映强烈。\n（1）修订清单。\n市水务局\n市住建局"]]


def test_merged_cells_are_known_by_the_lines_that_are_missing() -> None:
    body = "".join(drawn(*one) for one in (
        (80, 700, 330, 700), (80, 670, 330, 670), (130, 640, 330, 640), (80, 610, 330, 610),
        (80, 700, 80, 610), (130, 670, 130, 610), (230, 670, 230, 610), (330, 700, 330, 610),
    ))  # fmt: skip
    body += written(90, 680, "整改清单") + written(90, 640, "水") + written(140, 650, "甲") + written(240, 620, "乙")
    table = document(body).tables[0]
    assert grid(table) == [["整改清单", None, None], ["水", "甲", ""], [None, "", "乙"]]
    assert [(one.rows, one.columns) for one in (table.rows[0][0], table.rows[1][0]) if one] == [(1, 3), (2, 1)]


def test_a_table_open_at_its_sides() -> None:
    body = "".join(drawn(80, y, 330, y) for y in (700, 670, 640)) + drawn(200, 700, 200, 640)
    body += written(90, 680, "问题") + written(210, 680, "时限") + written(90, 650, "甲乙") + written(210, 650, "年底")
    assert grid(document(body).tables[0]) == [["问题", "时限"], ["甲乙", "年底"]]


def test_frames_and_underlines_are_no_tables() -> None:
    frame = "60 60 480 720 re S\n"
    found = document(frame + drawn(LEFT, 735, 300, 735) + lines("标题", "正文"))
    assert (texts(found), found.tables) == (["标题", "正文"], ())


def test_filled_rectangles_make_tables_too() -> None:
    thin = "".join(f"80 {y} 250 0.5 re f\n" for y in (700, 670, 640)) + "".join(
        f"{x} 640 0.5 60 re f\n" for x in (80, 200, 330)
    )
    body = "0.9 g 80 670 250 30 re f 0 g\n" + thin + written(90, 680, "问题") + written(210, 650, "年底")
    assert grid(document(body).tables[0]) == [["问题", ""], ["", "年底"]]


def test_a_table_that_goes_on_over_pages_is_one() -> None:
    head = ("序号", "问题", "时限")
    first = ruled(XS, (700, 670, 640, 600), (head, ("1", "甲", "6月底"), ("2", "城区污水集中", "年底")))
    second = ruled(XS, (780, 750, 720, 690), (head, ("", "处理率低", ""), ("3", "丙", "长期坚持")))
    found = document(lines("清单") + first, second + lines("完", top=600))
    assert [type(block) for block in found.blocks] == [Line, Table, Line]
    assert grid(found.tables[0]) == [
        ["序号", "问题", "时限"], ["1", "甲", "6月底"], ["2", "城区污水集中处理率低", "年底"], ["3", "丙", "长期坚持"],
    ]  # fmt: skip
    third = found.tables[0].rows[3][0]
    assert third is not None
    assert third.spot.page == 2


def test_another_table_on_the_next_page_stays_another() -> None:
    first = ruled(XS, (700, 670, 640), (("序号", "问题", "时限"), ("1", "甲", "6月")))
    second = ruled((LEFT, 200, 330), (780, 750, 720), (("镇街", "件数"), ("柳铺", "2")))
    assert len(document(first, second).tables) == 2
    assert len(document(first, lines("二、另一张表") + ruled(XS, (700, 670), (("9", "乙", "7月"),))).tables) == 2


# what is missing


def test_pages_without_text_are_named() -> None:
    found = document(lines("甲乙"), "", lines("丙丁"))
    assert texts(found) == ["甲乙", "丙丁"]
    assert [(one.key, one.fill["pages"]) for one in found.remarks] == [("document.pages-without-text", (2,))]


def test_radicals_that_stand_for_words_are_read_as_words() -> None:
    """As programs write them whose fonts draw ⽉ and 月 with one glyph; else no date is found in them."""
    found = document(lines("市⽣态环境局第3⻚", "整改时限：2025年6⽉底前", "⼾籍"))
    assert texts(found) == ["市生态环境局第3页", "整改时限：2025年6月底前", "户籍"]
    assert remarks(found) == {"document.has-radicals": 4}
    assert texts(read("6⽉底前".encode(), "摘抄.txt")) == ["6月底前"], (
        "nor are they words in what was copied out of one"
    )


# what the page broke


def wraps(found: Document) -> list[bool]:
    return [line.wrapped for line in found.lines]


FULL = "甲" * 31
"""As many characters as stand between equal margins."""


def test_a_line_at_the_edge_goes_on_in_the_next_one() -> None:
    found = document(lines("标题", FULL, FULL, "乙" * 10, FULL[:30], "丙"))
    assert wraps(found) == [False, True, True, False, False, False]


def test_an_indent_or_a_gap_begins_a_paragraph() -> None:
    body = lines(FULL, FULL, FULL) + written(LEFT + 2 * EM, 668, FULL[2:]) + lines(FULL, FULL, top=644)
    assert wraps(document(body)) == [True, True, False, True, True, False]
    apart = lines(FULL, FULL, FULL) + lines(FULL, FULL, top=652)
    assert wraps(document(apart)) == [True, True, False, True, False]


def test_a_line_goes_on_over_the_page_but_not_into_a_table() -> None:
    assert wraps(document(lines(FULL, FULL), lines("乙" * 9, top=760))) == [True, True, False]
    table = ruled(XS, (780, 750), (("1", "甲", "6月"),))
    assert wraps(document(lines(FULL, FULL), table)) == [True, False]


def test_short_lines_have_no_edge() -> None:
    assert not any(wraps(document(lines("责任单位：市水务局", "责任单位：市住建局", "整改时限：6月", "市水务局"))))


def test_a_table_that_needs_fewer_columns_on_the_next_page_is_one() -> None:
    first = ruled((LEFT, 130, 230, 330), (700, 670), (("编号", "问题3", "6月"),)) + ruled(
        (LEFT, 130, 330), (670, 640), (("措施", "开展排查，查清污水来源，建立"),)
    )
    second = ruled((LEFT, 130, 330), (780, 750, 720), (("", "清单。"), ("进展", "正在推进")))
    found = document(first, second)
    assert [grid(table) for table in found.tables] == [
        [["编号", "问题3", "6月"], ["措施", "开展排查，查清污水来源，建立清单。", None], ["进展", "正在推进", None]]
    ]


def test_the_head_of_two_pages_is_known_by_its_place() -> None:
    def page(*text: str) -> str:
        return written(200, 800, "资料汇编") + lines(*text)

    found = document(page("问题1：甲", "整改时限：6月"), page("问题2：乙", "整改时限：7月"))
    assert texts(found) == ["问题1：甲", "整改时限：6月", "问题2：乙", "整改时限：7月"]
    same = [lines("序号", f"{at}", "市水务局", top=800) for at in (1, 2)]
    assert texts(document(*same)) == ["序号", "1", "市水务局", "序号", "2", "市水务局"], (
        "a first line of the text stays"
    )


def test_a_page_number_beside_the_head() -> None:
    pages = [written(200, 800, f"资料汇编 第{at}页") + lines(f"问题{at}：甲") for at in range(1, 5)]
    assert texts(document(*pages)) == [f"问题{at}：甲" for at in range(1, 5)]


def test_a_row_that_fills_a_page_goes_on_over_it() -> None:
    full = "开展排查，查清污水来源，建立"
    first = ruled((LEFT, 130, 330), (700, 670, 640), (("序号", "措施"), ("1", full)))
    second = ruled((LEFT, 130, 330), (780, 100), (("", full),))
    third = ruled((LEFT, 130, 330), (780, 750, 720), (("", "清单。"), ("2", "清淤。")))
    found = document(first, second, third)
    assert [grid(table) for table in found.tables] == [
        [["序号", "措施"], ["1", full + full + "清单。"], ["2", "清淤。"]]
    ]
