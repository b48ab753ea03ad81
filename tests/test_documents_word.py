"""Word documents: everything that a reader of the printed page sees, in its order, with the numbers that Word makes."""

from __future__ import annotations

import io

import docx
import pytest

from ledger.formats.documents.numerals import written
from ledger.formats.documents.registry import read
from ledger.model.document import Document, Line, Spot, Table
from papers import cell, level, lists, para, styles, table, word, word_parts
from workbooks import packed


def document(body: str, **parts: str) -> Document:
    return read(word(body, **parts), "方案.docx")


def texts(found: Document) -> list[str]:
    return [line.text for line in found.lines]


def grid(found: Table) -> list[list[str | None]]:
    return [[one.text if one else None for one in row] for row in found.rows]


def remarks(found: Document) -> dict[str, object]:
    return {one.key: one.fill.get("count") for one in found.remarks}


# order and places


def test_paragraphs_and_tables_stand_in_their_order() -> None:
    found = document(para("一") + para("") + table([cell("甲"), cell("乙")]) + para("二"))
    assert [type(block) for block in found.blocks] == [Line, Table, Line]
    assert [block.spot.line for block in found.blocks] == [1, 3, 4], "the empty paragraph is counted"
    second = found.tables[0].rows[0][1]
    assert second is not None
    assert second.spot == Spot(3, row=1, column=2)


def test_line_breaks_tabs_and_hyphens_inside_a_paragraph() -> None:
    words = "<w:t>责任</w:t><w:noBreakHyphen/><w:t>单位</w:t><w:br/><w:t>整改</w:t><w:tab/><w:t>时限</w:t>"
    body = f"<w:p><w:r>{words}</w:r></w:p>"
    assert [(line.text, line.spot.line) for line in document(body).lines] == [("责任-单位", 1), ("整改\t时限", 1)]


def test_headings_by_style_by_base_and_by_outline() -> None:
    described = styles(
        '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>',
        '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/></w:style>',
        '<w:style w:type="paragraph" w:styleId="x"><w:name w:val="方案二级"/><w:basedOn w:val="2"/></w:style>',
        '<w:style w:styleId="2"><w:name w:val="s"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>',
        '<w:style w:type="paragraph" w:styleId="loop"><w:name w:val="l"/><w:basedOn w:val="loop"/></w:style>',
    )
    body = (
        para("一", style="1") + para("二", style="x") + para("三", more='<w:outlineLvl w:val="2"/>')
        + para("正文", style="1", more='<w:outlineLvl w:val="9"/>') + para("无") + para("环", style="loop")
    )  # fmt: skip
    assert [line.heading for line in document(body, styles=described).lines] == [1, 2, 3, None, None, None]


# what changes, hides, floats


def test_tracked_changes_are_read_as_if_accepted() -> None:
    body = (
        "<w:p><w:r><w:t>2025年</w:t></w:r><w:del><w:r><w:delText>6月</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>9月底前</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>移走</w:t></w:r></w:moveFrom></w:p>"
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>责任</w:t></w:r></w:p>" + para("单位")
    )
    found = document(body)
    assert texts(found) == ["2025年9月底前", "责任单位"]
    assert remarks(found) == {"document.has-deletions": 2}


def test_a_deleted_row_is_gone() -> None:
    gone = f"<w:tr><w:trPr><w:del/></w:trPr>{cell('旧')}{cell('')}</w:tr>"
    kept = f"<w:tr><w:trPr><w:ins/></w:trPr>{cell('新')}{cell('x')}</w:tr>"
    found = document(f"<w:tbl>{gone}{kept}</w:tbl>")
    assert grid(found.tables[0]) == [["新", "x"]]


def test_text_boxes_are_read_once_after_their_paragraph() -> None:
    box = f"<w:txbxContent>{para('框里')}</w:txbxContent>"
    drawing = (
        f'<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    )
    assert texts(document(f"<w:p><w:r><w:t>正</w:t>{drawing}<w:t>文</w:t></w:r></w:p>")) == ["正文", "框里"]


def test_links_controls_and_fields_show_what_they_show() -> None:
    body = (
        "<w:sdt><w:sdtContent><w:p><w:hyperlink><w:r><w:t>附件</w:t></w:r></w:hyperlink>"
        '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>SEQ 表</w:instrText></w:r>'
        "<w:r><w:t>3</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        '<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t>属实</w:t></w:r></w:p>'
        "<w:p><w:r><w:ruby><w:rt><w:r><w:t>yin</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>音</w:t></w:r></w:rubyBase></w:ruby>"
        "</w:r></w:p>"
    )
    assert texts(document(body)) == ["附件3", "☑属实", "音"]


def test_what_is_hidden_repeated_or_elsewhere_is_counted() -> None:
    described = styles('<w:style w:type="paragraph" w:styleId="t"><w:name w:val="toc 1"/></w:style>')
    body = (
        para("一、认识不到位……1", style="t")
        + "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>内部</w:t></w:r><w:r><w:t>公开</w:t><w:footnoteReference/></w:r>"
        '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>的</w:t><w:drawing><a:blip/></w:drawing></w:r></w:p>'
    )
    found = document(body, styles=described, comments="<c/>")
    assert texts(found) == ["公开的"]
    assert remarks(found) == {
        "document.has-hidden-text": 2, "document.has-contents": 1, "document.has-pictures": 1, "document.has-notes": 1,
        "document.has-comments": None,
    }  # fmt: skip


def test_the_main_part_may_have_another_name() -> None:
    parts = word_parts(para("甲"))
    parts["word/document2.xml"] = parts.pop("word/document.xml")
    parts["_rels/.rels"] = str(parts["_rels/.rels"]).replace("document.xml", "document2.xml")
    assert texts(read(packed(parts), "x.docx")) == ["甲"]


# tables


def test_merged_cells_cover_their_places() -> None:
    restart, goes_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    found = document(
        table(
            [cell("清单", '<w:gridSpan w:val="3"/>')],
            [cell("水", restart), cell("1"), cell("甲")],
            [cell("", goes_on), cell("2"), cell("乙")],
            [cell("气", restart), cell("丙", '<w:gridSpan w:val="2"/>')],
        )
    ).tables[0]
    assert grid(found) == [["清单", None, None], ["水", "1", "甲"], [None, "2", "乙"], ["气", "丙", None]]
    sizes = [
        (one.rows, one.columns) for row in found.rows for one in row if one and one.text in {"清单", "水", "气", "丙"}
    ]
    assert sizes == [(1, 3), (2, 1), (1, 1), (1, 2)]


def test_a_row_that_begins_further_right() -> None:
    second = f'<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>{cell("乙")}</w:tr>'
    found = document(f"<w:tbl><w:tr>{cell('序号')}{cell('甲')}</w:tr>{second}</w:tbl>")
    assert grid(found.tables[0]) == [["序号", "甲"], ["", "乙"]]


def test_a_cell_keeps_its_paragraphs_and_prints_a_table_in_it() -> None:
    inner = table([cell("镇"), cell("件数")], [cell("柳铺"), cell("1")])
    found = document(
        table([cell("1"), cell(para("甲") + para("") + para("乙"))], [cell("2"), cell(para("表") + inner)])
    )
    assert grid(found.tables[0]) == [["1", "甲\n乙"], ["2", "表\n镇 | 件数\n柳铺 | 1"]]


def test_frames_are_taken_off() -> None:
    long = "江原市贯彻落实省生态环境保护督察报告整改措施清单的正文"
    inner = table([cell("问题"), cell("时限")], [cell("甲"), cell("2025年")])
    found = document(table([cell(para(long) + inner)]) + table([cell("一")], [cell("二")]))
    assert texts(found) == [long, "一", "二"]
    assert grid(found.tables[0]) == [["问题", "时限"], ["甲", "2025年"]]
    assert found.lines[1].spot == Spot(3, row=1, column=1)


# numbers


def numbered(described: list[str], used: list[tuple[int, int]], uses: str = "") -> list[str]:
    body = "".join(para("x", number=one) for one in used)
    return [text.removesuffix("x") for text in texts(document(body, numbering=lists(*described, uses=uses)))]


CHAPTERS = (
    level(0, "chineseCounting", "%1、") + level(1, "chineseCounting", "（%2）") + level(2, "decimal", "%3.")
    + level(3, "decimal", "(%4)") + level(4, "decimalEnclosedCircle", "%5")
)  # fmt: skip


def test_chapters_are_counted_as_word_prints_them() -> None:
    used = [(1, at) for at in (0, 1, 1, 2, 2, 3, 4, 4, 1, 2, 0, 1)]
    assert numbered([CHAPTERS], used) == [
        "一、", "（一）", "（二）", "1. ", "2. ", "(1) ", "①", "②", "（三）", "1. ", "二、", "（一）",
    ]  # fmt: skip


def test_numbers_of_several_levels_keep_them_apart() -> None:
    dotted = level(0, "decimal", "%1") + level(1, "decimal", "%1.%2")
    used = [(1, 0), *[(1, 1)] * 10]
    assert numbered([dotted], used)[-1] == "1.10 ", "no zero is lost"


def test_lists_that_share_a_description_go_on_and_overrides_begin_anew() -> None:
    plain = level(0, "decimal", "问题%1：", start=5)
    uses = (
        '<w:num w:numId="8"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="9"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    used = [(1, 0), (1, 0), (8, 0), (9, 0), (9, 0), (1, 0)]
    assert numbered([plain], used, uses) == ["问题5：", "问题6：", "问题7：", "问题1：", "问题2：", "问题3："]


def test_legal_numbers_bullets_words_and_unknown_lists() -> None:
    legal = level(0, "chineseCounting", "第%1项") + level(1, "decimal", "%1.%2", more="<w:isLgl/>")
    bullet, word_only = level(0, "bullet", ""), level(0, "none", "附件")
    used = [(1, 0), (1, 1), (2, 0), (3, 0), (7, 0), (0, 0)]
    assert numbered([legal, bullet, word_only], used) == ["第一项", "1.1 ", "", "附件", "", ""]


def test_a_number_may_come_from_the_style_and_be_taken_off_again() -> None:
    described = styles(
        '<w:style w:styleId="q"><w:name w:val="q"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>',
        '<w:style w:type="paragraph" w:styleId="m"><w:name w:val="m"/><w:basedOn w:val="q"/></w:style>',
    )
    numbering = lists(level(0, "decimal", "%1.", more='<w:pStyle w:val="q"/>') + level(1, "decimal", "(%2)"))
    body = para("甲", style="q") + para("乙", style="m") + para("丙", style="q", number=(0, 0)) + para("丁", style="q")
    assert texts(document(body, styles=described, numbering=numbering)) == ["1. 甲", "2. 乙", "丙", "3. 丁"]


def test_a_numbered_cell_without_words_has_its_number() -> None:
    numbering = lists(level(0, "decimal", "%1"))
    row = [cell(para("", number=(1, 0))), cell("甲")]
    assert grid(document(table(row, row), numbering=numbering).tables[0]) == [["1", "甲"], ["2", "甲"]]


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("decimal", ["1", "10", "23"]),
        ("decimalZero", ["01", "10", "23"]),
        ("decimalFullWidth", ["１", "１０", "２３"]),
        ("chineseCountingThousand", ["一", "十", "二十三"]),
        ("chineseLegalSimplified", ["壹", "壹拾", "贰拾叁"]),
        ("ideographTraditional", ["甲", "癸", "23"]),
        ("decimalEnclosedCircleChinese", ["①", "⑩", "㉓"]),
        ("decimalEnclosedParen", ["⑴", "⑽", "23"]),
        ("lowerLetter", ["a", "j", "w"]),
        ("upperRoman", ["I", "X", "XXIII"]),
        ("custom", ["1", "10", "23"]),
    ],
)
def test_forms_of_numbers(form: str, expected: list[str]) -> None:
    assert [written(number, form) for number in (1, 10, 23)] == expected


def test_big_chinese_numbers() -> None:
    assert [written(number, "chineseCountingThousand") for number in (11, 100, 105, 110, 1001, 2020)] == [
        "十一", "一百", "一百零五", "一百一十", "一千零一", "二千零二十",
    ]  # fmt: skip


# as a library writes it


def test_a_document_of_python_docx() -> None:
    made = docx.Document()
    made.add_heading("整改清单", 0)
    made.add_heading("一、水", 1)
    made.add_paragraph("责任单位：市水务局")
    drawn = made.add_table(rows=2, cols=3)
    for at, text in enumerate(("序号", "问题", "时限")):
        drawn.rows[0].cells[at].text = text
    drawn.rows[1].cells[0].text = "1"
    drawn.rows[1].cells[1].merge(drawn.rows[1].cells[2]).text = "甲"
    buffer = io.BytesIO()
    made.save(buffer)
    found = read(buffer.getvalue(), "x.docx")
    assert [(line.text, line.heading) for line in found.lines] == [
        ("整改清单", 1), ("一、水", 1), ("责任单位：市水务局", None),
    ]  # fmt: skip
    assert grid(found.tables[0]) == [["序号", "问题", "时限"], ["1", "甲", None]]
