"""A template changed in Word as an office changes one: what still works, and what is said of what does not."""

from __future__ import annotations

import io

import pytest
from docx import Document
from docx.document import Document as Word

from ledger.errors import UnreadableError
from ledger.formats.docx import letter
from ledger.store import letters
from ledger.store.templates import shipped
from test_letters import DAY, fields, of_lines, text

FILE = "templates/letters/公示.docx"


def saved(word: Word) -> bytes:
    written = io.BytesIO()
    word.save(written)
    return written.getvalue()


def shipped_notice() -> Word:
    return Document(io.BytesIO((shipped() / letters.FOLDER / "公示.docx").read_bytes()))


def said(data: bytes) -> tuple[str, object]:
    """What is said of a template that is refused: the sentence, and the marker that it names."""
    with pytest.raises(UnreadableError) as caught:
        letter.fill(data, FILE, fields("公示"), DAY)
    what = caught.value.what
    assert (what.key, what.fill["file"]) == ("letter.wrong", FILE)
    why = what.fill["why"]
    return why.key, why.fill.get("marker") or why.fill.get("field")  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("line", "key", "marker"),
    [
        ("公示“{{ 问题名称 }”情况", "letter.half", "{{ 问题名称 }"),
        ("公示“{ 问题名称 }}”情况", "letter.half", "{ 问题名称 }}"),
        ("公示“{ 问题名称 }”情况", "letter.half", "{ 问题名称 }"),
        ("{% if 问题名称 }有", "letter.half", "{% if 问题名称 }"),
        ("公示｛｛ 问题名称 ｝｝情况", "letter.wide", "｛｛ 问题名称 ｝｝"),
        ("公示{{ 问题名称 ｝｝情况", "letter.wide", "{{ 问题名称 ｝｝"),
        ("｛％p if 问题名称 ％｝", "letter.wide", "｛％p if 问题名称 ％｝"),
        ("公示{{ }}情况", "letter.empty", "{{ }}"),
        ("{% if 网址 %}见{{ 网址 }}", "letter.no-end", "{% if 网址 %}"),
        ("{{ 网址 }}{% endif %}", "letter.no-start", "{% endif %}"),
        ("{% for 项 in 重点措施 %}{{ 项.内容 }}{% endif %}", "letter.no-end", "{% for 项 in 重点措施 %}"),
        ("措施：{{ 重点措施 }}", "letter.list-printed", "重点措施"),
    ],
)
def test_a_marker_that_was_mistyped_is_named(line: str, key: str, marker: str) -> None:
    assert said(of_lines("第一段", line, "末段")) == (key, marker)


def test_an_end_that_is_missing_is_told_as_it_must_be_written() -> None:
    with pytest.raises(UnreadableError) as caught:
        letter.fill(of_lines("{%p if 网址 %}", "{{ 网址 }}"), FILE, fields("公示"), DAY)
    why = caught.value.what.fill["why"]
    assert why.fill["end"] == "{%p endif %}"  # type: ignore[attr-defined]


def test_a_paragraph_removed_from_within_a_condition_is_found() -> None:
    word = shipped_notice()
    end = next(one for one in word.paragraphs if one.text == "{%p endif %}")
    end._p.getparent().remove(end._p)  # noqa: SLF001 - python-docx removes no paragraph
    assert said(saved(word)) == ("letter.no-end", "{%p if 监督电话 %}")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("单价{5}元，比例50%", "单价{5}元，比例50%"),
        ("{% if 问题名称 != ‘’ %}有{% endif %}", "有"),
        ("{# {{ 没有的 }} #}说明", "说明"),
        ("｛注｝{{ 问题编号 }}", "｛注｝ISSUE-001"),
    ],
)
def test_what_only_looks_like_a_mistake_is_left_alone(line: str, told: str) -> None:
    assert text(letter.fill(of_lines(line), FILE, fields("公示"), DAY)) == told


def test_other_words_and_a_paragraph_less_are_the_offices_own_affair() -> None:
    word = shipped_notice()
    word.paragraphs[0].runs[0].text = "{{ 问题名称 }}公告"
    gone = next(one for one in word.paragraphs if "实名" in one.text)
    gone._p.getparent().remove(gone._p)  # noqa: SLF001 - python-docx removes no paragraph
    done = text(letter.fill(saved(word), FILE, fields("公示"), DAY))
    assert done.startswith(f"{fields('公示')['问题名称']}公告\n")
    assert "实名" not in done


def test_a_column_added_to_a_table_is_filled() -> None:
    word = Document()
    table = word.add_table(3, 2)
    for at, cells in enumerate(
        (("{%tr for 项 in 重点措施 %}", ""), ("{{ 项.编号 }}", "{{ 项.内容 }}"), ("{%tr endfor %}", ""))
    ):
        for cell, words in zip(table.rows[at].cells, cells, strict=True):
            cell.text = words
    filled = Document(io.BytesIO(letter.fill(saved(word), FILE, fields("公示"), DAY)))
    measures = fields("公示")["重点措施"]
    assert [tuple(cell.text for cell in row.cells) for row in filled.tables[0].rows] == [
        (one["编号"], one["内容"]) for one in measures if not isinstance(one, str)
    ]


def test_a_part_that_there_is_not_is_found_before_there_is_an_entry() -> None:
    data = of_lines("{%p for 项 in 重点措施 %}", "{{ 项.要求 }}", "{%p endfor %}")
    with pytest.raises(UnreadableError) as caught:
        letter.fill(data, FILE, fields("公示") | {"重点措施": ()}, DAY)
    assert caught.value.what.fill["fields"] == ("重点措施.要求",)
    assert caught.value.what.fill["known"] == ("编号", "内容")


def test_a_misspelt_field_is_answered_with_the_nearest() -> None:
    with pytest.raises(UnreadableError) as caught:
        letter.fill(of_lines("{{ 问题名 }}"), FILE, fields("公示"), DAY)
    assert caught.value.hint is not None
    assert caught.value.hint.fill["word"] == "问题名称"


def test_a_marker_in_a_text_box_is_read() -> None:
    """Word keeps the text of a box within the paragraph that it hangs on."""
    word = Document()
    host = word.add_paragraph("正文")
    inner = Document().add_paragraph("{{ 问题编号 }")
    host.runs[0]._r.append(inner._p)  # noqa: SLF001 - python-docx makes no boxes
    assert said(saved(word)) == ("letter.half", "{{ 问题编号 }")
