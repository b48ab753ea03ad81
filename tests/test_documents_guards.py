"""Documents that are damaged, hostile or monstrous: read or refused in one clear line, in bounded time and memory."""

from __future__ import annotations

import re
import time
import tracemalloc
import zipfile
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.cli.words.catalogue import Catalogue
from ledger.errors import UnreadableError
from ledger.formats.documents import (
    html,
    kinds,
    markdown,
    nesting,
    numbering,
    pageframe,
    pagelines,
    pdfstreams,
    webframe,
    wordstyles,
)
from ledger.formats.documents.registry import read
from mutations import mutated
from papers import cell, level, lists, para, pdf, ruled, styles, table, word, word_parts, written
from workbooks import dice, packed

SPEAKERS = (Catalogue("zh"), Catalogue("en"))
LONG = 100_000


def outcome(data: bytes, file: str) -> str | None:
    """The reason of a refusal, None if it is read; anything else fails the test."""
    try:
        read(data, file)
    except UnreadableError as error:
        what = error.what
    else:
        return None
    assert all(len(speak(what).splitlines()) == 1 for speak in SPEAKERS)
    return str(getattr(what.fill["why"], "key", ""))


def word_of_every_kind() -> dict[str, str | bytes]:
    body = (
        para("一", style="h") + para("甲", number=(1, 0))
        + table([cell("x", '<w:gridSpan w:val="2"/>')], [cell("y"), cell("z")])
        + "<w:p><w:ins><w:r><w:t>新</w:t></w:r></w:ins><w:del><w:r><w:delText>旧</w:delText></w:r></w:del></w:p>"
        f"<w:p><w:r><w:txbxContent>{para('框')}</w:txbxContent></w:r></w:p>"
    )  # fmt: skip
    described = styles('<w:style w:type="paragraph" w:styleId="h"><w:name w:val="heading 1"/></w:style>')
    return word_parts(body, styles=described, numbering=lists(level(0, "decimal", "%1.")))


def samples() -> dict[str, bytes]:
    page = "<html><body><h1>公示</h1><ol><li>甲<li>乙</ol><table><tr><td rowspan=2>1<td>x<tr><td>y</table><p>完</p>"
    return {
        "a.txt": "问题1：污水直排\n整改时限：2025年底\n".encode() * 5,
        "b.txt": "问题1：污水直排\n整改时限：2025年底\n".encode("gb18030") * 5,
        "c.md": "# 清单\n\n1. **甲**\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n<table><tr><td>x</table>\n".encode(),
        "d.html": page.encode(),
        "e.docx": packed(word_of_every_kind()),
        "f.docx": packed(word_of_every_kind(), zipfile.ZIP_STORED),
        "g.pdf": pdf(
            ruled((80, 130, 300), (700, 670, 640), (("序号", "问题"), ("1", "甲"))) + written(80, 500, "完了")
        ),
    }


TOKENS = (
    b"<", b">", b"</", b"<w:p>", b"</w:p>", b"<w:tbl>", b"<w:tc>", b"</w:tc>", b"<td>", b"</table>", b"&#0;", b"&",
    b'"', b"\x00", b"\xff", b"9999999999", b"-1", b"stream", b"endobj", b"<<", b">>", b"[", b"R", b"|", b"**", b"```",
    b"PK\x01\x02", b"<!DOCTYPE",
)  # fmt: skip


def damaged(content: bytes, seed: int) -> bytes:
    """The bytes cut short, or changed in a few places."""
    thrown = dice(seed)
    if thrown.random() < 0.2:
        return content[: thrown.randrange(len(content))]
    return mutated(content, thrown, TOKENS, 6)


@pytest.mark.parametrize("name", sorted(samples()))
def test_changed_files_are_read_or_refused(name: str) -> None:
    whole = samples()[name]
    assert outcome(whole, name) is None, "the file that is changed is a good one"
    for seed in range(300):
        outcome(damaged(whole, seed), name)


def test_changed_parts_of_word_documents_are_read_or_refused() -> None:
    parts = word_of_every_kind()
    read_at_all = 0
    for seed in range(600):
        name = sorted(parts)[seed % len(parts)]
        part = parts[name]
        changed = damaged(part.encode() if isinstance(part, str) else part, seed)
        read_at_all += outcome(packed(parts | {name: changed}, zipfile.ZIP_STORED), "x.docx") is None
    assert 20 < read_at_all < 580, "some changes do no harm, many do: the mutations reach the readers"


@given(st.binary(max_size=300), st.sampled_from(["x.txt", "x.md", "x.html", "x.docx", "x.pdf", "-"]))
def test_any_bytes_get_an_answer(data: bytes, file: str) -> None:
    outcome(data, file)
    outcome(b"%PDF-1.7\n" + data, file)
    outcome(b"<html>" + data, file)


# attacks


def test_attacks_on_word_documents() -> None:
    parts = word_of_every_kind()
    body = str(parts["word/document.xml"])
    laughs = '<!DOCTYPE x [<!ENTITY a "哈">]>' + body
    assert outcome(packed(parts | {"word/document.xml": laughs}), "x") == "document.doctype"
    assert outcome(packed(parts | {"word/theme.xml": laughs}), "x") == "document.doctype", "in any part"
    assert outcome(packed(parts | {"word/document.xml": b"<w>" + bytes(30_000_000)}), "x") == "document.bomb"
    assert outcome(packed(parts | {"word/document.xml": "<a>" * LONG}), "x") == "document.xml-monstrous"
    nested = "<w:tbl><w:tr><w:tc>" * 40 + para("x") + "<w:p/></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>" * 40
    assert outcome(word(nested), "x") == "document.too-deep"
    assert (
        outcome(packed({name: one for name, one in parts.items() if "document.xml" not in name}), "x")
        == "document.broken"
    )


def test_a_table_of_a_million_places_is_refused() -> None:
    wide = table(*[[cell("x", '<w:gridSpan w:val="1000"/>')], *[[cell("y")] * 2] * 3])
    assert outcome(word(wide), "x") is None, "a wide cell alone takes no room"
    page = "<table>" + f"<tr>{'<td>x' * 1_001}" + "<tr><td>x" * 1_000 + "</table>"
    assert outcome(page.encode(), "x.html") == "document.table-too-big"


def test_bombs_in_pdf_streams_are_refused() -> None:
    bomb = zlib.compress(bytes(70_000_000))
    good = pdf(written(80, 500, "完了"))
    at = good.index(b"endobj")
    packed_stream = b"endobj\n99 0 obj\n<< /Filter /FlateDecode /Length 9 >>\nstream\n" + bomb + b"\nendstream\n"
    assert outcome(good[:at] + packed_stream + good[at:], "x") == "document.bomb"
    picture = packed_stream.replace(b"/Filter", b"/Subtype /Image /Filter")
    assert outcome(good[:at] + picture + good[at:], "x") is None


DEEP = (
    "<div>", "<b>", "<b><i>", "<p><font>", "<table><tr><td>", "<table><td></div>", "<ul><li>", "<ol>", "<a ", "<!--",
    "&", "<select>", "<svg>", "<button><p>", "<template>", "</div>", "<td>", "<x/>", "<div", "<dl><dd>", "<a href=x>",
    "<div><table><tr><td></div>",
)  # fmt: skip


@pytest.mark.parametrize("piece", DEEP)
def test_a_hundred_thousand_tags_are_no_trouble(piece: str) -> None:
    began = time.process_time()
    outcome(f"<html>完{piece * LONG}完".encode(), "x.html")
    assert time.process_time() - began < 20


def test_honest_pages_are_not_too_deep() -> None:
    careless = "<tr><td>1<td>甲<o:p/><p>乙<br>" * 3_000
    assert outcome(f"<html><table>{careless}</table>".encode(), "x.html") is None
    assert outcome(f"<html>{'<p>甲<li>乙' * 10_000}".encode(), "x.html") is None
    assert outcome(("<html>" + "<div>" * 500 + "甲").encode(), "x.html") is None


MARKED = (
    "[", "*a ", "`", "` `", ">", "- ", "|", "<", "&", "![", "_a_", "**", "](", "<a ", "\\", "1. ", "~", "#", "=",
    "[a](<b", "\u3000", "\t",
)  # fmt: skip


@pytest.mark.parametrize("piece", MARKED)
def test_markdown_of_a_hundred_thousand_marks_is_no_trouble(piece: str) -> None:
    began = time.process_time()
    outcome(f"完\n{piece * LONG}\n完".encode(), "x.md")
    outcome(("完\n" + (piece + "\n") * 20_000 + "完").encode(), "x.md")
    assert time.process_time() - began < 20


def patterns() -> list[tuple[str, re.Pattern[str] | re.Pattern[bytes]]]:
    modules = (html, kinds, markdown, nesting, numbering, pageframe, pagelines, pdfstreams, webframe, wordstyles)
    found = [
        (f"{module.__name__.rpartition('.')[2]}.{name}", value)
        for module in modules
        for name, value in vars(module).items()
        if isinstance(value, re.Pattern)
    ]
    assert len(found) > 12
    return found


HARD = (
    "<", "a", " ", "\n", "\x00", "1", "一", "、", "-", ">", "<!--", "<meta ", "charset=", "第", "页 ", "display",
    "stream\n", "(", "1.", "<?xml", "甲 ", "%1",
)  # fmt: skip


@pytest.mark.parametrize(("name", "pattern"), patterns(), ids=[name for name, _ in patterns()])
def test_no_pattern_blows_up(name: str, pattern: re.Pattern[str] | re.Pattern[bytes]) -> None:
    began = time.process_time()
    for piece in HARD:
        for text in (
            piece * (LONG // len(piece)),
            "<meta " + piece * (LONG // len(piece)),
            "<!-- " + piece * (LONG // len(piece)),
        ):
            sample = text.encode() if isinstance(pattern.pattern, bytes) else text
            assert sum(1 for _ in pattern.finditer(sample)) <= LONG
    assert time.process_time() - began < 20, name


# size


ITEM = (
    "部分部门责任落实不到位，2023年信访重复投诉件中涉及行业监管缺位的占比高，进水化学需氧量浓度年均仅112毫克/升。",
    "市发展和改革委、市住房和城乡建设局（以上为牵头单位），各县（市、区）党委和政府",
    "健全生态环境保护责任清单，重复投诉件同比下降20%以上。",
    "2025年12月底前，并长期坚持。",
    "（1）修订《责任清单》。（2）建立会商制度，每季度会商1次。",
)
COUNT = 5_000
KINDS = ("text.txt", "text.md", "text.html", "table.html", "text.docx", "table.docx")


def many(kind: str, count: int = COUNT) -> bytes:
    numbers = range(count)
    match kind:
        case "text.txt":
            return "\n".join(f"问题{at}：" + "\n".join(ITEM) for at in numbers).encode()
        case "text.md":
            return "\n\n".join(f"问题{at}：" + "\n\n".join(ITEM) for at in numbers).encode()
        case "text.html":
            return ("<html>" + "".join(f"<p>问题{at}：" + "<p>".join(ITEM) for at in numbers)).encode()
        case "table.html":
            return ("<html><table>" + "".join(f"<tr><td>{at}<td>" + "<td>".join(ITEM) for at in numbers)).encode()
        case "text.docx":
            item = para("问题：", number=(1, 0)) + "".join(map(para, ITEM))
            return word(item * count, numbering=lists(level(0, "decimal", "%1.")))
        case _:
            return word(table(*([cell(str(at)), *map(cell, ITEM)] for at in numbers)))


@pytest.mark.parametrize("kind", KINDS)
def test_five_thousand_items_take_seconds_and_little_memory(kind: str) -> None:
    data = many(kind)
    began = time.process_time()
    document = read(data, kind)
    took = time.process_time() - began
    assert took < 10
    assert sum(len(text) for text, _ in document.texts()) > COUNT * sum(map(len, ITEM))


@pytest.mark.parametrize("kind", KINDS)
def test_memory_is_that_of_the_text_and_not_of_the_file(kind: str) -> None:
    data = many(kind, 1_000)
    tracemalloc.start()
    try:
        document = read(data, kind)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert len(list(document.texts())) >= 5_000
    assert peak < 25_000_000, "5,000 items in a quarter of what a whole run may take"
