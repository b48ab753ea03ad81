"""Makes the Word documents that the program ships as letters, so that nobody has to trust a binary file.

`python tools/letters.py` writes them into `src/ledger/store/shipped/ledger/templates/letters/` and the repository's own
`templates/letters/`. The same script gives the same content, and a test makes them again and compares. Page, type and
spacing are those of an official document (GB/T 9704-2012): 方正小标宋 22 pt for the title, 仿宋_GB2312 16 pt for the
text, 28.96 pt from line to line, margins of 37, 35, 28 and 26 mm. An office changes its copies in Word; this script is
for the shipped ones.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from docx import Document
from docx.document import Document as Word
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "src"))

from ledger.formats.docx.package import undated  # noqa: E402 - the path to it is set above

PLACES = (ROOT / "src/ledger/store/shipped/ledger/templates/letters", ROOT / "templates/letters")
TITLE, BODY, HEADING, FIGURES = "方正小标宋_GBK", "仿宋_GB2312", "黑体", "Times New Roman"
STAND_INS = {TITLE: "宋体", BODY: "仿宋"}
"""What Word takes where a machine has not the fonts of an office."""
LINE = Pt(28.96)
SIZE = Pt(16)
WIDTHS = (Mm(34), Mm(122))
"""Of the two columns of a form: what is asked, and what is said."""
CHARACTER = 320
"""The width of one character of the text, in twentieths of a point."""
MADE = datetime(2026, 11, 1)  # noqa: DTZ001 - a document's dates have no zone; and it never changes

CONTACT = (
    ("监督电话", "监督电话：{{ 监督电话 }}"),
    ("邮箱", "邮箱：{{ 邮箱 }}"),
    ("地址", "地址：{{ 地址 }}"),
)
_LEFT_OUT = ("/thumbnail", "/stylesWithEffects", "/customXml")
"""What python-docx's empty page brings that no letter needs: a picture of it, its styles again for Word 2010."""
ASKED = "{%p if 后续要求 %}", "{{ 后续要求 }}", "{%p endif %}"


def public_notice(word: Word) -> None:
    """公示: the six headings of 宿州's notices, the period, and where to object."""
    _title(word, "关于“{{ 问题名称 }}”整改完成情况的公示")
    _text(
        word,
        "{% if 依据 %}根据{{ 依据 }}，{% endif %}现将{{ 问题来源 }}{{ 轮次批次 }}"
        "“{{ 问题名称 }}”问题整改完成情况予以公示，接受社会监督。",
    )
    for heading, field in (
        ("一、整改问题", "{{ 问题原文 }}"),
        ("二、整改实施主体", "{{ 责任单位 }}"),
        ("三、重点措施", None),
        ("四、目标任务", "{{ 整改目标 }}"),
        ("五、完成时限", "{{ 整改时限 }}"),
        ("六、整改完成情况", "{{ 整改完成情况 }}"),
    ):
        _heading(word, heading)
        _text(word, *((field,) if field else _listed("重点措施", "{{ 项.编号 }}．{{ 项.内容 }}")))
    _text(
        word,
        "公示期间：{{ 公示期间 }}{% if 公示天数 %}（{{ 公示天数 }}）{% endif %}。",
        "公示期间，单位和个人对上述情况有异议的，请以书面形式实名向{{ 落款单位 }}反映，并附有关证明材料。",
        last=True,
    )
    for field, line in CONTACT:
        _text(word, f"{{%p if {field} %}}", line, "{%p endif %}", last=True)
    _signature(word)


def reminder(word: Word) -> None:
    """提醒函: what a yellow card brings."""
    _title(word, "督察整改提醒函")
    _plain(word, "{{ 主送单位 }}：")
    _text(
        word,
        "经{{ 评定月份 }}整改进展评定，你单位承担的“{{ 问题名称 }}”（{{ 问题编号 }}）整改任务"
        "被评为{{ 牌名 }}。情况如下：",
        *_listed("理由", "{{ loop.index }}．{{ 项 }}。"),
        "该项任务整改时限为{{ 整改时限 }}。请认真查找原因，细化措施，倒排工期，确保按期完成，"
        "并于收到本函之日起5个工作日内书面反馈推进情况。",
        *ASKED,
        last=True,
    )
    _signature(word)


def supervision(word: Word) -> None:
    """督办单: a form, as offices keep them in a binder."""
    _title(word, "督察整改督办单")
    _form(
        word,
        ("问题编号", ("{{ 问题编号 }}",)),
        ("问题名称", ("{{ 问题名称 }}",)),
        ("责任单位", ("{{ 主送单位 }}",)),
        ("整改目标", ("{{ 整改目标 }}",)),
        ("整改时限", ("{{ 整改时限 }}",)),
        ("评定结果", ("{{ 评定月份 }}评为{{ 牌名 }}{% if 计分 %}，{{ 计分 }}{% endif %}",)),
        ("督办事由", _listed("理由", "{{ loop.index }}．{{ 项 }}。")),
        (
            "督办要求",
            (
                *ASKED,
                "请立即研究，明确责任人和完成日期，于收到本单之日起5个工作日内书面反馈。",
                "此后每周报告一次进展，直至赶上序时进度。",
            ),
        ),
    )
    _signature(word)


def summons(word: Word) -> None:
    """约谈通知: why, whom, and the blanks for when and where."""
    _title(word, "约谈通知书")
    _plain(word, "{{ 主送单位 }}：")
    _text(
        word,
        "{% if 依据 %}根据{{ 依据 }}，{% endif %}经研究，决定就“{{ 问题名称 }}”（{{ 问题编号 }}）"
        "整改工作约谈你单位主要负责人。现将有关事项通知如下：",
    )
    _heading(word, "一、约谈事由")
    _text(
        word,
        "该项任务整改时限为{{ 整改时限 }}，经{{ 评定月份 }}整改进展评定，被评为{{ 牌名 }}"
        "{% if 计分 %}，{{ 计分 }}{% endif %}。情况如下：",
        *_listed("理由", "{{ loop.index }}．{{ 项 }}。"),
    )
    _heading(word, "二、约谈对象")
    _text(word, "{{ 主送单位 }}主要负责人。")
    _heading(word, "三、约谈时间和地点")
    _text(word, "时间：　　　　年　　月　　日　　时", "地点：")
    _heading(word, "四、有关要求")
    _text(
        word,
        *ASKED,
        "请准备书面材料，说明整改进展、存在问题及原因、下步措施和完成日期，由主要负责人签字并加盖公章后带至会场。",
        last=True,
    )
    _signature(word)


LETTERS: dict[str, Callable[[Word], None]] = {
    "公示": public_notice,
    "提醒函": reminder,
    "督办单": supervision,
    "约谈通知": summons,
}


def _listed(field: str, line: str) -> tuple[str, ...]:
    """A paragraph for each entry of a list."""
    return f"{{%p for 项 in {field} %}}", line, "{%p endfor %}"


def _title(word: Word, text: str) -> None:
    paragraph = word.add_paragraph(text, "Title")
    paragraph.paragraph_format.space_after = LINE


def _heading(word: Word, text: str) -> None:
    word.add_paragraph(text, "Heading 1")


def _text(word: Word, *lines: str, last: bool = False) -> None:
    """Paragraphs of the text; the `last` ones stay with the signature, which must not stand alone on a page."""
    for line in lines:
        word.add_paragraph(line, "Body Text").paragraph_format.keep_with_next = last or None


def _plain(word: Word, line: str) -> None:
    word.add_paragraph(line)


def _signature(word: Word) -> None:
    """Unit and date, on the right, on one page with each other."""
    word.add_paragraph().paragraph_format.keep_with_next = True
    for line in ("{{ 落款单位 }}", "{{ 落款日期 }}"):
        paragraph = word.add_paragraph(line)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        paragraph.paragraph_format.keep_together = True
        paragraph.paragraph_format.keep_with_next = "单位" in line
        _indent(paragraph, right=4)


def _form(word: Word, *rows: tuple[str, tuple[str, ...]]) -> None:
    table = word.add_table(0, 2, "Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for label, lines in rows:
        cells = table.add_row().cells
        for cell, width in zip(cells, WIDTHS, strict=True):
            cell.width = width
        cells[0].paragraphs[0].text = label
        cells[0].paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
        cells[1].paragraphs[0].text = lines[0]
        for line in lines[1:]:
            cells[1].add_paragraph(line)
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = width


def _indent(paragraph: Paragraph, *, right: int) -> None:
    """In characters, as Word counts them for Chinese, and in twips for programs that don't."""
    indent = paragraph._p.get_or_add_pPr().get_or_add_ind()  # noqa: SLF001 - python-docx has no words for characters
    indent.set(qn("w:rightChars"), str(right * 100))
    indent.set(qn("w:right"), str(right * CHARACTER))


def letter(make: Callable[[Word], None], name: str) -> bytes:
    """The bytes of a letter's template."""
    word = Document()
    _page(word)
    _styles(word)
    _footers(word)
    make(word)
    _fonts(word)
    _properties(word, name)
    written = io.BytesIO()
    word.save(written)
    return undated(written.getvalue())


def _page(word: Word) -> None:
    page = word.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.top_margin, page.bottom_margin = Mm(37), Mm(35)
    page.left_margin, page.right_margin = Mm(28), Mm(26)
    page.header_distance, page.footer_distance = Mm(15), Mm(28)


def _styles(word: Word) -> None:
    styles = word.styles
    for name, font, size in (
        ("Normal", BODY, SIZE),
        ("Body Text", BODY, SIZE),
        ("Title", TITLE, Pt(22)),
        ("Heading 1", HEADING, SIZE),
        ("Footer", "宋体", Pt(14)),
    ):
        style = styles[name]
        assert isinstance(style, ParagraphStyle)
        _look(style, font, size)
    styles["Title"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    styles["Heading 1"].paragraph_format.keep_with_next = True
    for name in ("Body Text", "Heading 1"):
        indent = styles[name].element.get_or_add_pPr().get_or_add_ind()
        indent.set(qn("w:firstLineChars"), "200")
        indent.set(qn("w:firstLine"), str(2 * CHARACTER))
    styles["Body Text"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY


def _look(style: ParagraphStyle, font: str, size: Pt) -> None:
    """A style cleared of what python-docx's own letterhead gives it, and given an office's."""
    element = style.element
    for one in (element.rPr, element.pPr):
        if one is not None:
            element.remove(one)
    style.font.size = size
    fonts = element.get_or_add_rPr().get_or_add_rFonts()
    for slot, name in (("ascii", FIGURES), ("hAnsi", FIGURES), ("cs", FIGURES), ("eastAsia", font)):
        fonts.set(qn(f"w:{slot}"), name)
    style.paragraph_format.line_spacing = LINE
    style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0)


def _footers(word: Word) -> None:
    """Page numbers as in an official document: `— 1 —`, outside on odd and even pages."""
    word.settings.odd_and_even_pages_header_footer = True
    section = word.sections[0]
    for footer, side in (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
    ):
        paragraph = footer.paragraphs[0]
        paragraph.style = word.styles["Footer"]
        paragraph.alignment = side
        paragraph.add_run("— ")
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), "PAGE")
        run = OxmlElement("w:r")
        shown = OxmlElement("w:t")
        shown.text = "1"
        run.append(shown)
        field.append(run)
        paragraph._p.append(field)  # noqa: SLF001 - python-docx has no words for fields
        paragraph.add_run(" —")


def _fonts(word: Word) -> None:
    """Tell Word what stands in for a font that a machine has not."""
    for part in word.part.package.iter_parts():
        if part.partname == "/word/fontTable.xml":
            listed = "".join(
                f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/></w:font>'
                for name, other in STAND_INS.items()
            )
            part._blob = part.blob.replace(b"</w:fonts>", f"{listed}</w:fonts>".encode())  # noqa: SLF001 - no words for it


def _properties(word: Word, name: str) -> None:
    about = word.core_properties
    about.author, about.title, about.comments, about.language = "ledger", name, "", "zh-CN"
    about.created = about.modified = MADE
    about.last_modified_by, about.revision = "ledger", 1
    for relations in (word.part.package.rels, word.part.rels):
        for key in [key for key, one in relations.items() if one.reltype.endswith(_LEFT_OUT)]:
            del relations[key]


def main() -> None:
    """Write every letter into both places."""
    for place in PLACES:
        place.mkdir(parents=True, exist_ok=True)
        for name, make in LETTERS.items():
            (place / f"{name}.docx").write_bytes(letter(make, name))


if __name__ == "__main__":
    main()
