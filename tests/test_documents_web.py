"""Web pages: the text and the tables that a browser shows; the frame of the website is left out and counted."""

from __future__ import annotations

import pytest

from ledger.formats.documents.registry import read
from ledger.model.document import Document, Spot, Table


def page(body: str, head: str = "") -> Document:
    return read(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode(), "公示.html")


def texts(found: Document) -> list[str]:
    return [line.text for line in found.lines]


def grid(found: Table) -> list[list[str | None]]:
    return [[one.text if one else None for one in row] for row in found.rows]


def left_out(found: Document) -> tuple[object, object] | None:
    return next(
        ((one.fill["count"], one.fill["sample"]) for one in found.remarks if one.key == "document.has-frame"), None
    )


# text


def test_paragraphs_breaks_spaces_and_headings() -> None:
    found = page(
        "<h2>整改公示</h2>\n<p>　　一、整改任务：城区\n污水 <b>直排</b>。<br>二、目标&nbsp;达标 water\nworks</p>"
        "<div>散文<div>里层</div>尾巴</div><span>甲</span><span>乙</span>"
    )
    assert [(line.text, line.heading) for line in found.lines] == [
        ("整改公示", 2),
        ("　　一、整改任务：城区污水 直排。", None),
        ("二、目标 达标 water works", None),
        ("散文", None),
        ("里层", None),
        ("尾巴", None),
        ("甲乙", None),
    ]
    assert [line.spot.line for line in found.lines] == [1, 2, 2, 3, 4, 5, 6]


def test_preformatted_text_keeps_its_lines() -> None:
    assert texts(page("<pre>一\n  二\n三</pre>")) == ["一", "二", "三"]


@pytest.mark.parametrize("declared", ["gb2312", "gbk", "GB18030", "utf-8", "no-such-thing"])
def test_the_declared_encoding_is_believed_if_it_fits(declared: str) -> None:
    source = (
        f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={declared}"></head>责任单位：石塔镇。'
    )
    for encoding in ("utf-8", "gb18030"):
        assert texts(read(source.encode(encoding), "x.htm")) == ["责任单位：石塔镇。"]


def test_numbers_of_lists_are_written_out_once() -> None:
    found = page(
        "<ol><li>修订清单<li><p>会商</p><p>再会商</p></ol><ol start=5><li>甲</ol><ol type=a><li>乙</ol><ul><li>丙</ul>"
        '<ol><li>1、丁</li><li>（二）戊</li></ol><ol style="list-style-type: cjk-ideographic"><li>己</ol>'
        '<ol style="list-style: none"><li>庚</ol><ol><li value=9>辛<ol><li>壬</ol><li>癸</ol>'
    )
    assert texts(found) == [
        "1. 修订清单", "2. 会商", "再会商", "5. 甲", "a. 乙", "丙", "1、丁", "（二）戊", "一、己", "庚", "9. 辛",
        "1. 壬", "10. 癸",
    ]  # fmt: skip


# tables


def test_tables_with_spans_breaks_and_missing_end_tags() -> None:
    (table,) = page(
        "<table><caption>附表</caption><tr><th>序号<th colspan=2>问题<tr><td rowspan=2>1<td>甲<td>乙<br>丙"
        "<tr><td>丁<td><table><tr><td>a<td>b</table><tr><td colspan=9999999>合计</table>"
    ).tables
    assert grid(table) == [
        ["序号", "问题", None], ["1", "甲", "乙\n丙"], [None, "丁", "a | b"], ["合计", None, None],
    ]  # fmt: skip
    assert [(one.rows, one.columns) for one in (table.rows[0][1], table.rows[1][0], table.rows[3][0]) if one] == [
        (1, 2), (2, 1), (1, 3),
    ]  # fmt: skip


def test_a_page_laid_out_by_tables_is_text() -> None:
    article = (
        "<p>江原市突出生态环境问题整改验收销号公示正文很长</p><table><tr><td>问题<td>时限<tr><td>甲<td>2025年</table>"
    )
    found = page(f"<table width=980><tr><td><table><tr><td>{article}</td></tr></table></td><td>边</td></tr></table>")
    assert texts(found) == ["江原市突出生态环境问题整改验收销号公示正文很长", "边"]
    assert grid(found.tables[0]) == [["问题", "时限"], ["甲", "2025年"]]
    assert found.lines[1].spot == Spot(1, row=1, column=2)


def test_the_caption_stands_before_its_table() -> None:
    found = page("<table><caption>附表</caption><tr><td>甲<td>乙</table>")
    assert [type(block).__name__ for block in found.blocks] == ["Line", "Table"]


# the frame of the site


def test_menus_foot_lines_and_hidden_text_are_counted_not_lost() -> None:
    found = page(
        "<nav>首页</nav><header>政府网</header>"
        "<div><a>新闻</a> | <a>公开</a> | <a>服务</a> | <a>互动</a> | <a>党建</a></div>"
        "<article><header><h1>公示</h1></header><p>正文</p></article>"
        '<p style="display : none">隐藏</p><p hidden>也隐藏</p><footer>主办单位</footer>'
        '<select><option>北京</option></select><div role="search">搜索</div>',
        head="<title>不算</title><style>p{}</style><script>var a='<p>脚本</p>'</script>",
    )
    assert texts(found) == ["公示", "正文"]
    count, sample = left_out(found) or (0, "")
    assert count == len("首页政府网新闻|公开|服务|互动|党建隐藏也隐藏主办单位北京搜索")
    assert str(sample).startswith("首页 政府网 新闻")


def test_links_that_are_text_stay() -> None:
    found = page(
        "<p>见<a>甲</a><a>乙</a><a>丙</a><a>丁</a>各镇的整改方案</p>"
        "<ul><li><a>江原市贯彻落实省督察报告整改方案全文</a></ul><div><a>附件1</a> <a>附件2</a></div>"
    )
    assert texts(found) == ["见甲乙丙丁各镇的整改方案", "江原市贯彻落实省督察报告整改方案全文", "附件1 附件2"]
    assert left_out(found) is None


def test_an_empty_page_is_refused_and_a_bare_piece_is_read() -> None:
    assert texts(read("<p>只有一段".encode(), "-")) == ["只有一段"]
