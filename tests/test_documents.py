"""Files from outside become lines and tables: which reader takes a file, plain text, Markdown, workbooks."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from ledger.cli.words.catalogue import Catalogue
from ledger.errors import UnreadableError
from ledger.formats.documents.registry import read
from ledger.model.document import Document, Spot, Table
from papers import para, pdf, word, written
from workbooks import packed

ZH = Catalogue("zh")
PLAN = "江原市整改措施清单\n\n问题1：污水直排，责任单位：市水务局。\n整改时限：2025年12月底前\n"


def texts(document: Document) -> list[str]:
    return [line.text for line in document.lines]


def grid(table: Table) -> list[list[str | None]]:
    return [[cell.text if cell else None for cell in row] for row in table.rows]


def remarks(document: Document) -> list[str]:
    return [one.key for one in document.remarks]


def refused(data: bytes, file: str = "方案.docx") -> str:
    """The reason, told in one line that names the file."""
    with pytest.raises(UnreadableError) as caught:
        read(data, file)
    line = ZH(caught.value.what)
    assert "\n" not in line
    assert line.startswith(f"没有读取 {file}：") or file == "-"
    return line


# which reader


@pytest.mark.parametrize(
    ("data", "file", "kind"),
    [
        (PLAN.encode(), "方案.txt", "txt"),
        (PLAN.encode(), "-", "txt"),
        (PLAN.encode(), "方案.md", "md"),
        (PLAN.encode(), "方案.docx", "txt"),
        (word(para("甲")), "方案.txt", "docx"),
        (word(para("甲")), "-", "docx"),
        (pdf(written(90, 700, "甲乙")), "方案.doc", "pdf"),
        (b"<!DOCTYPE html><p>a", "download", "html"),
        (b"\xef\xbb\xbf<!-- x -->\n<html><p>a", "x.txt", "html"),
        (b"a <p> b", "x.html", "html"),
        (b"a <p> b", "x.txt", "txt"),
        (b"BMW, and what it means", "x.txt", "txt"),
    ],
)
def test_the_content_decides_and_then_the_ending(data: bytes, file: str, kind: str) -> None:
    document = read(data, file)
    assert (document.format, document.file) == (kind, file)


def test_a_document_keeps_its_digest() -> None:
    assert read(b"abc", "-").sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def ole(*streams: str) -> bytes:
    """An old compound file with these streams in its directory."""
    return bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504) + b"".join(name.encode("utf-16-le") for name in streams)


@pytest.mark.parametrize(
    ("data", "what_to_do"),
    [
        (b"", "0 字节"),
        (ole("WordDocument"), "另存为 .docx"),
        (ole("Workbook"), "另存为 .xlsx"),
        (ole("EncryptedPackage"), "取消密码"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "OCR"),
        (b"\xff\xd8\xff\xe0" + bytes(50), "OCR"),
        (b"BM\x00\x00\x01\x00" + bytes(50), "OCR"),
        (bytes(4) + b"ftypheic" + bytes(50), "OCR"),
        (packed({"OFD.xml": "<a/>", "Doc_0/Document.xml": "<a/>"}), "导出为 PDF"),
        (packed({"content.xml": "<a/>", "mimetype": "x"}), "ODF"),
        (packed({"ppt/presentation.xml": "<a/>"}), "演示文稿"),
        (packed({"附件1.docx": b"x"}), "先解压"),
        (b"Rar!\x1a\x07\x01\x00", "先解压"),
        (b"{\\rtf1\\ansi", "RTF"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "网页存档"),
        (b"%PDF-1.4\nnothing", "不完整"),
        (bytes(range(256)) * 20, "不是文本"),
        (b"  \n\t\n", "没有文字"),
        (pdf(""), "没有文字层"),
        (word(para("")), "没有文字"),
        (packed({"word/other.xml": "<a/>"}), "不完整或已损坏"),
    ],
)
def test_what_cannot_be_read_is_named_with_what_to_do(data: bytes, what_to_do: str) -> None:
    assert what_to_do in refused(data)


def test_what_was_pasted_has_a_name_in_a_refusal() -> None:
    assert refused(b"", "-").startswith("没有读取 粘贴的文字（标准输入）：")


# encodings


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings_are_found(encoding: str) -> None:
    document = read(PLAN.encode(encoding), "x.txt")
    assert texts(document) == PLAN.split("\n")[:1] + PLAN.split("\n")[2:4]
    assert not document.remarks


@given(
    st.text(
        st.sampled_from("督察整改责任单位市生态环境局水务局年月底前完成，。、；：（）“”0123456789%abc\n"),
        min_size=30,
        max_size=300,
    )
)
def test_every_chinese_text_comes_back_in_both_encodings(text: str) -> None:
    whole = "整改措施清单" + text
    expected = [line.rstrip() for line in whole.split("\n") if line.strip()]
    assert texts(read(whole.encode("utf-8"), "x.txt")) == expected
    assert texts(read(whole.encode("gb18030"), "x.txt")) == expected


def test_utf_16_without_a_mark_is_a_guess_that_is_said() -> None:
    document = read(PLAN.encode("utf-16-le"), "x.txt")
    assert texts(document)[0] == "江原市整改措施清单"
    assert remarks(document) == ["document.encoding-guessed"]


def test_a_damaged_byte_is_told_with_its_line() -> None:
    data = bytearray((PLAN * 20).encode())
    at = data.index("污".encode())
    data[at] = 0xFF
    document = read(bytes(data), "x.txt")
    assert [(one.key, one.fill["line"]) for one in document.remarks] == [("document.bytes-damaged", 3)]
    torn = read(PLAN.encode("utf-16")[:-1], "x.txt")
    assert [(one.key, one.fill["encoding"]) for one in torn.remarks] == [("document.bytes-damaged", "UTF-16-LE")]
    assert "�" in texts(document)[1]
    assert texts(document)[4] == "问题1：污水直排，责任单位：市水务局。"


def test_rare_characters_of_another_encoding_are_doubted() -> None:
    assert remarks(read("龘靐齉麤鱻羴掱毳淼焱垚犇骉".encode("gb18030"), "x.txt")) == ["document.encoding-guessed"]


# text


def test_lines_keep_their_numbers_their_indent_and_their_page() -> None:
    document = read("标题\r\n\r\n　　一、认识  \n二\f三\r四\v五".encode(), "x.txt")
    assert [(line.text, line.spot.line, line.spot.page) for line in document.lines] == [
        ("标题", 1, 1), ("　　一、认识", 3, 1), ("二", 4, 1), ("三", 5, 2), ("四", 6, 2), ("五", 7, 2),
    ]  # fmt: skip


def test_a_text_without_page_ends_has_no_pages() -> None:
    assert read(b"a", "x.txt").lines[0].spot == Spot(1)


# markdown


def test_markdown_is_read_as_it_is_meant() -> None:
    document = read(
        """# 整改清单

**问题1：**20__年*重点*任务 [附件](http://x)
**责任单位：**市局<br>区局

3. 修订
4) 会商
   次行

> 引用

    一、缩进的段落
""".encode(),
        "方案.md",
    )
    assert [(line.text, line.spot.line, line.heading) for line in document.lines] == [
        ("整改清单", 1, 1),
        ("问题1：20__年重点任务 附件", 3, None),
        ("责任单位：市局", 4, None),
        ("区局", 4, None),
        ("3. 修订", 6, None),
        ("4) 会商", 7, None),
        ("次行", 8, None),
        ("引用", 10, None),
        ("一、缩进的段落", 12, None),
    ]


def test_tables_of_markdown_and_of_html_in_it() -> None:
    document = read(
        """| 序号 | 问题 |
|---|---|
| 1 | **甲**<br>乙 |

<table><tr><td rowspan="2">x</td><td>y</td></tr><tr><td>z</td></tr></table>
""".encode(),
        "方案.md",
    )
    first, second = document.tables
    assert grid(first) == [["序号", "问题"], ["1", "甲\n乙"]]
    assert (grid(second), second.spot.line) == ([["x", "y"], [None, "z"]], 5)
    cell = second.rows[0][0]
    assert cell is not None
    assert (cell.rows, cell.columns, cell.spot) == (2, 1, Spot(5, row=1, column=1))


HAN = st.text(st.sampled_from("督察整改责任单位市局年月底完成"), min_size=1, max_size=8)
SIGNS = st.sampled_from(
    [
        "# ",
        "- ",
        "> ",
        "1. ",
        "**",
        "`",
        "\n",
        "\n\n",
        "| ",
        " |",
        "    ",
        "<br>",
        "***",
        "```\n",
        "```",
        "~~~",
        "[",
        "]",
        "!",
    ]
)


@given(st.lists(st.one_of(HAN, SIGNS), min_size=1, max_size=30))
def test_markdown_loses_no_word(pieces: list[str]) -> None:
    source = "整" + "".join(pieces)
    found = "".join(text for text, _ in read(source.encode(), "x.md").texts())
    assert "".join(one for one in found if one >= "\u3400") == "".join(one for one in source if one >= "\u3400")


# workbooks


def test_each_worksheet_is_a_table() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "清单"
    sheet["A1"] = "整改清单"
    sheet.merge_cells("A1:D1")
    for column, text in zip("ABD", ("序号", "问题", "时限"), strict=True):
        sheet[f"{column}3"] = text
    sheet["A4"], sheet["B4"], sheet["D4"] = 1, "甲\n乙", "2025年底"
    sheet["D5"] = "长期坚持"
    sheet.merge_cells("B4:B5")
    sheet.row_dimensions[5].hidden = True
    hidden = book.create_sheet("选项")
    hidden["A1"], hidden.sheet_state = "是", "hidden"
    buffer = io.BytesIO()
    book.save(buffer)
    document = read(buffer.getvalue(), "清单.xlsx")
    (table,) = document.tables
    assert grid(table) == [
        ["整改清单", None, None],
        ["序号", "问题", "时限"],
        ["1", "甲\n乙", "2025年底"],
        ["", None, "长期坚持"],
    ]
    title, last = table.rows[0][0], table.rows[3][2]
    assert title is not None
    assert last is not None
    assert (title.rows, title.columns) == (1, 3)
    assert last.spot == Spot(1, row=5, column=4, sheet="清单")
    assert remarks(document) == ["document.has-hidden-sheets", "document.has-hidden-rows"]
