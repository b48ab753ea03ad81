"""The paper of an official document (GB/T 9704-2012), made with python-docx: page, type, spacing, tables, footers.

方正小标宋 22 pt for the title, 黑体 and 楷体_GB2312 for headings, 仿宋_GB2312 16 pt for the text, 28.96 pt from line to
line, margins of 37, 35, 28 and 26 mm: 22 lines of 28 characters. A sheet that lies on its side is bound at its top, as
one that stands is at its left.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from docx import Document
from docx.document import Document as Word
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.text.font import CT_RPr
from docx.oxml.text.parfmt import CT_PPr
from docx.shared import Length, Mm, Pt
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from ledger.formats.docx.package import undated

TITLE, BODY, HEADING, SUBHEADING, FIGURES = "方正小标宋_GBK", "仿宋_GB2312", "黑体", "楷体_GB2312", "Times New Roman"
STAND_INS = {TITLE: "宋体", BODY: "仿宋", SUBHEADING: "楷体"}
"""What Word takes where a machine has not the fonts of an office."""
LINE = Pt(28.96)
SIZE = Pt(16)
CHARACTER = 320
"""The width of one character of the text, in twentieths of a point."""
PER_LINE, DATE = 28, 8
"""Characters of a line, and about those of 2026年10月31日, whose figures are half as wide."""
UPRIGHT = (Mm(37), Mm(35), Mm(28), Mm(26))
LYING = (Mm(28), Mm(20), Mm(20), Mm(20))
"""The margins of a sheet: top, bottom, left, right. A wide table takes what the binding leaves it."""
CELL, CELL_HEAD, SMALL, SUBTITLE = "表格文字", "表格表头", "表格小字", "副标题行"
FORM = (Mm(34), Mm(122))
"""The widths of the two columns of a form: what is asked, and what is said."""
MADE = datetime(2026, 11, 1)  # noqa: DTZ001 - a document's dates have no zone; and it never changes
_LEFT_OUT = ("/thumbnail", "/stylesWithEffects", "/customXml")
"""What python-docx's empty page brings that no letter needs: a picture of it, its styles again for Word 2010."""
_AFTER_SPACING = ("w:bidi", "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc")
"""What comes after the spacing of figures in a paragraph's properties, whose order is fixed."""

Maker = Callable[[Word], None]


class Column(NamedTuple):
    """A column of a table: its head, what its cells say, its width in millimetres, whether it is read as a text."""

    head: str
    cell: str
    width: int
    long: bool = False


def letter(make: Maker, name: str) -> bytes:
    """The bytes of a letter's template."""
    word = Document()
    upright(word)
    _styles(word)
    _footers(word)
    make(word)
    _fonts(word)
    _properties(word, name)
    written = io.BytesIO()
    word.save(written)
    return undated(written.getvalue())


def upright(word: Word) -> None:
    """The page as letters have it."""
    _page(word, (Mm(210), Mm(297)), UPRIGHT)


def lying(word: Word) -> None:
    """The page on its side, for a table of many columns."""
    _page(word, (Mm(297), Mm(210)), LYING)
    word.sections[0].orientation = WD_ORIENT.LANDSCAPE


def title(word: Word, text: str, *, under: str | None = None) -> None:
    """The title, and a line in 楷体 under it."""
    paragraph = word.add_paragraph(text, "Title")
    paragraph.paragraph_format.space_after = Pt(0) if under else LINE
    if under:
        word.add_paragraph(under, SUBTITLE).paragraph_format.space_after = Pt(14)


def heading(word: Word, text: str) -> None:
    """A heading of the first order: 一、 and on."""
    word.add_paragraph(text, "Heading 1")


def text(word: Word, *lines: str, last: bool = False) -> None:
    """Paragraphs of the text; the `last` ones stay with the signature, which must not stand alone on a page."""
    for line in lines:
        word.add_paragraph(line, "Body Text").paragraph_format.keep_with_next = last or None


def lead(word: Word, head: str, line: str, *, hanging: bool = False) -> None:
    """A paragraph that begins with its own heading: what has to fit on one page; its other lines may be `hanging` under
    the sign that follows the heading.
    """
    paragraph = word.add_paragraph("", "Body Text")
    if hanging:
        _hang(paragraph, len(head))
    run = paragraph.add_run(head)
    _type(run._r.get_or_add_rPr(), HEADING)  # noqa: SLF001 - python-docx knows no font of East Asian signs
    paragraph.add_run(line)


def plain(word: Word, line: str) -> None:
    """A paragraph that is not indented."""
    word.add_paragraph(line)


def listed(field: str, line: str) -> tuple[str, ...]:
    """A paragraph for each entry of a list."""
    return f"{{%p for 项 in {field} %}}", line, "{%p endfor %}"


def signature(word: Word) -> None:
    """Unit and date about one axis, as a seal goes over both: the date ends four characters from the edge."""
    word.add_paragraph().paragraph_format.keep_with_next = True
    for line in ("{{ 落款单位 }}", "{{ 落款日期 }}"):
        paragraph = word.add_paragraph(line)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.keep_together = True
        paragraph.paragraph_format.keep_with_next = "单位" in line
        _indent(paragraph, left=PER_LINE - 2 * (4 + DATE // 2))


def form(word: Word, *rows: tuple[str, tuple[str, ...]], style: str | None = None) -> None:
    """A table of two columns: what is asked, and a paragraph for each line of the answer; `{%tr if … %}` without an
    answer is a row of its own, as Word's tables want it.
    """
    table = _table(word, FORM)
    for label, lines in rows:
        row = _row(table, FORM)
        _put(row.cells[0], label, style, WD_ALIGN_PARAGRAPH.CENTER)
        for at, line in enumerate(lines):
            _put(row.cells[1], line, style, more=at > 0)


def pairs(
    word: Word,
    rows: tuple[tuple[tuple[str, str], ...], ...],
    millimetres: tuple[int, ...],
    *,
    height: Length | None = None,
) -> None:
    """A table of what is asked and what is said, as many pairs a row as there are widths for."""
    widths = tuple(map(Mm, millimetres))
    table = _table(word, widths)
    for line in rows:
        row = _row(table, widths)
        row.height = height
        for at, (label, answer) in enumerate(line):
            _put(row.cells[2 * at], label, CELL_HEAD, WD_ALIGN_PARAGRAPH.CENTER)
            _put(row.cells[2 * at + 1], answer, CELL)


def caption(word: Word, number: str, name: str, *, new_page: bool = False) -> None:
    """附表1 on a line of its own, and what the table under it is called."""
    first = word.add_paragraph(number, "Heading 1")
    first.paragraph_format.page_break_before = new_page
    first.paragraph_format.first_line_indent = Pt(0)
    first.paragraph_format.space_before = Pt(0) if new_page else LINE
    second = word.add_paragraph(name, SUBTITLE)
    second.paragraph_format.keep_with_next = True
    second.paragraph_format.space_after = Pt(4)


def grid(
    word: Word,
    field: str,
    columns: tuple[Column, ...],
    *,
    empty: str | None = None,
    height: Length | None = None,
    style: str = CELL,
) -> None:
    """A table with a row, at least as high as `height`, for each entry of the list `field`; with no entry it says
    `empty`, if that is given.
    """
    widths = tuple(Mm(one.width) for one in columns)
    table = _table(word, widths)
    head = _row(table, widths)
    _repeated(head)
    for cell, one in zip(head.cells, columns, strict=True):
        _put(cell, one.head, CELL_HEAD, WD_ALIGN_PARAGRAPH.CENTER)
    _put(_row(table, widths).cells[0], f"{{%tr for 项 in {field} %}}", CELL)
    row = _row(table, widths)
    row.height = height
    for cell, one in zip(row.cells, columns, strict=True):
        _put(cell, one.cell, style, WD_ALIGN_PARAGRAPH.LEFT if one.long else WD_ALIGN_PARAGRAPH.CENTER)
    _put(_row(table, widths).cells[0], "{%tr endfor %}", style)
    if empty:
        _put(_row(table, widths).cells[0], f"{{%tr if not {field} %}}", CELL)
        cells = _row(table, widths).cells
        _put(cells[0].merge(cells[-1]), empty, style, WD_ALIGN_PARAGRAPH.CENTER)
        _put(_row(table, widths).cells[0], "{%tr endif %}", style)


def remark(word: Word, line: str) -> None:
    """A note under a table."""
    word.add_paragraph(line, CELL)


def _table(word: Word, widths: tuple[Length, ...]) -> Table:
    table = word.add_table(0, len(widths), "Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    _narrow(table)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    return table


def _row(table: Table, widths: tuple[Length, ...]) -> _Row:
    row = table.add_row()
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001 - python-docx has no words for it
    for cell, width in zip(row.cells, widths, strict=True):
        cell.width = width
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    return row


def _put(
    cell: _Cell, line: str, style: str | None = None, side: WD_ALIGN_PARAGRAPH | None = None, *, more: bool = False
) -> None:
    """A line in a cell: in its first paragraph, or in one `more`."""
    paragraph = cell.add_paragraph() if more else cell.paragraphs[0]
    paragraph.text = line
    if style:
        paragraph.style = style
    if side is not None:
        paragraph.alignment = side


def _narrow(table: Table) -> None:
    """A millimetre between the lines of a table and its texts, not two."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        one = OxmlElement(f"w:{side}")
        one.set(qn("w:w"), "57")
        one.set(qn("w:type"), "dxa")
        margins.append(one)
    table._tbl.tblPr.append(margins)  # noqa: SLF001 - python-docx has no words for it


def _repeated(row: _Row) -> None:
    """The head of a table stands on each of its pages."""
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx has no words for it
    properties.append(OxmlElement("w:tblHeader"))


def _indent(paragraph: Paragraph, *, left: int = 0, right: int = 0) -> None:
    """In characters, as Word counts them for Chinese, and in twips for programs that don't."""
    indent = paragraph._p.get_or_add_pPr().get_or_add_ind()  # noqa: SLF001 - python-docx has no words for characters
    for side, count in (("left", left), ("right", right)):
        if count:
            indent.set(qn(f"w:{side}Chars"), str(count * 100))
            indent.set(qn(f"w:{side}"), str(count * CHARACTER))


def _hang(paragraph: Paragraph, count: int) -> None:
    """The first line two characters in, the others `count` more."""
    _indent(paragraph, left=2 + count)
    indent = paragraph._p.get_or_add_pPr().get_or_add_ind()  # noqa: SLF001 - python-docx has no words for characters
    for key, value in (("hangingChars", count * 100), ("hanging", count * CHARACTER)):
        indent.set(qn(f"w:{key}"), str(value))


def _page(word: Word, size: tuple[Length, Length], margins: tuple[Length, ...]) -> None:
    page = word.sections[0]
    page.page_width, page.page_height = size
    page.top_margin, page.bottom_margin, page.left_margin, page.right_margin = margins
    page.header_distance, page.footer_distance = Mm(15), margins[1] - Mm(7)


def _styles(word: Word) -> None:
    styles = word.styles
    for name in (CELL, CELL_HEAD, SMALL, SUBTITLE):
        styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    for name, font, size in (
        ("Normal", BODY, SIZE),
        ("Body Text", BODY, SIZE),
        ("Title", TITLE, Pt(22)),
        ("Heading 1", HEADING, SIZE),
        ("Heading 2", SUBHEADING, SIZE),
        ("Footer", "宋体", Pt(14)),
        (SUBTITLE, SUBHEADING, SIZE),
        (CELL, BODY, Pt(10.5)),
        (CELL_HEAD, HEADING, Pt(10.5)),
        (SMALL, BODY, Pt(9)),
    ):
        style = styles[name]
        assert isinstance(style, ParagraphStyle)
        _look(style, font, size)
    for name, pitch in ((CELL, 15), (CELL_HEAD, 15), (SMALL, 12.5)):
        layout = styles[name].paragraph_format
        layout.line_spacing, layout.space_before, layout.space_after = Pt(pitch), Pt(1.5), Pt(1.5)
        _close(styles[name].element.get_or_add_pPr())
    for name in ("Title", SUBTITLE):
        styles[name].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for name in ("Heading 1", "Heading 2"):
        styles[name].paragraph_format.keep_with_next = True
    for name in ("Body Text", "Heading 1", "Heading 2"):
        indent = styles[name].element.get_or_add_pPr().get_or_add_ind()
        indent.set(qn("w:firstLineChars"), "200")
        indent.set(qn("w:firstLine"), str(2 * CHARACTER))
    styles["Body Text"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY


def _close(properties: CT_PPr) -> None:
    """No space between figures and signs: 2026年12月31日 stays on one line of a narrow column."""
    for side in ("autoSpaceDE", "autoSpaceDN"):
        one = OxmlElement(f"w:{side}")
        one.set(qn("w:val"), "0")
        properties.insert_element_before(one, *_AFTER_SPACING)


def _look(style: ParagraphStyle, font: str, size: Pt) -> None:
    """A style cleared of what python-docx's own letterhead gives it, and given an office's."""
    element = style.element
    for one in (element.rPr, element.pPr):
        if one is not None:
            element.remove(one)
    style.font.size = size
    _type(element.get_or_add_rPr(), font)
    style.paragraph_format.line_spacing = LINE
    style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0)


def _type(properties: CT_RPr, font: str) -> None:
    """Figures and Latin letters in Times New Roman, everything else in `font`: both have to be said."""
    fonts = properties.get_or_add_rFonts()
    for slot, name in (("ascii", FIGURES), ("hAnsi", FIGURES), ("cs", FIGURES), ("eastAsia", font)):
        fonts.set(qn(f"w:{slot}"), name)


def _footers(word: Word) -> None:
    """Page numbers as in an official document: `— 1 —`, outside on odd and even pages, a character from the edge."""
    word.settings.odd_and_even_pages_header_footer = True
    section = word.sections[0]
    for footer, odd in ((section.footer, True), (section.even_page_footer, False)):
        paragraph = footer.paragraphs[0]
        paragraph.style = word.styles["Footer"]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if odd else WD_ALIGN_PARAGRAPH.LEFT
        _indent(paragraph, left=not odd, right=odd)
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
            known = "".join(
                f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/></w:font>'
                for name, other in STAND_INS.items()
            )
            part._blob = part.blob.replace(b"</w:fonts>", f"{known}</w:fonts>".encode())  # noqa: SLF001 - no words for it


def _properties(word: Word, name: str) -> None:
    about = word.core_properties
    about.author, about.title, about.comments, about.language = "ledger", name, "", "zh-CN"
    about.created = about.modified = MADE
    about.last_modified_by, about.revision = "ledger", 1
    for relations in (word.part.package.rels, word.part.rels):
        for key in [key for key, one in relations.items() if one.reltype.endswith(_LEFT_OUT)]:
            del relations[key]
