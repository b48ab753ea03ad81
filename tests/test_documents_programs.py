"""What a program prints of a document is what is read of it: LibreOffice is asked, with its own numbers and pages."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table as WordTable

from ledger.formats.documents.registry import read
from ledger.model.document import Document, Table
from papers import level, lists, para, word

pytestmark = pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice (soffice)")


def converted(made: bytes, kind: str, folder: Path) -> bytes:
    """The document as LibreOffice saves or prints it."""
    (folder / "方案.docx").write_bytes(made)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        kind,
        "--outdir",
        str(folder),
        str(folder / "方案.docx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return (folder / f"方案.{kind.partition(':')[0]}").read_bytes()


def clerks_document() -> bytes:
    """A plan of several pages: a title, a paragraph, a wide table with merged cells and long ones, a signature."""
    made = docx.Document()
    normal = made.styles["Normal"]
    normal.font.name, normal.font.size = "Noto Serif CJK SC", Pt(12)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "Noto Serif CJK SC")
    page = made.sections[0]
    page.orientation, page.page_width, page.page_height = WD_ORIENT.LANDSCAPE, Cm(29.7), Cm(21)
    page.header.paragraphs[0].text = "附件1"
    made.add_heading("江原市整改任务清单", 1)
    made.add_paragraph("现将整改任务分解如下。").paragraph_format.first_line_indent = Pt(24)
    drawn = made.add_table(rows=1, cols=6, style="Table Grid")
    for at, text in enumerate(("序号", "类别", "存在问题", "整改措施", "责任单位", "完成时限")):
        drawn.rows[0].cells[at].text = text
    for at in range(1, 13):
        fill(drawn, at)
    for first in (1, 5, 9):
        drawn.cell(first, 1).merge(drawn.cell(first + 3, 1))
    made.add_paragraph("联系人：张三")
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def fill(drawn: WordTable, at: int) -> None:
    words = "管网错接混接问题突出，雨季溢流时有发生；" * (at % 5 + 1)
    measures = "\n".join(f"（{one}）完成管网改造{one * 3.5}公里，新建泵站{one}座。" for one in range(1, at % 3 + 2))
    row = drawn.add_row().cells
    row[0].text = str(at)
    row[1].text = "水污染" if at % 4 == 1 else ""
    row[2].text = f"城区第{at}污水处理厂2022年进水COD浓度仅{80 + at}毫克/升，{words}群众反映强烈。"
    row[3].text = measures
    row[4].text = ("市水务局、市住房和城乡建设局", "市工业和信息化局、各县（市、区）党委和政府")[at % 2]
    row[5].text = ("2024年6月底", "立行立改，长期坚持", "2025年底前")[at % 3]


def grid(table: Table) -> list[list[str | None]]:
    return [[one.text if one else None for one in row] for row in table.rows]


def outside(document: Document) -> list[str]:
    return [line.text.strip() for line in document.lines]


def test_a_plan_is_the_same_in_word_and_in_print(tmp_path: Path) -> None:
    made = clerks_document()
    expected = read(made, "方案.docx")
    printed = read(converted(made, "pdf", tmp_path), "方案.pdf")
    assert len(expected.tables[0].rows) == 13
    assert grid(printed.tables[0]) == grid(expected.tables[0]), "broken rows whole, headings once, wrapped lines joined"
    assert outside(printed) == outside(expected)
    assert max(cell.spot.page or 0 for row in printed.tables[0].rows for cell in row if cell) > 2
    assert [one.key for one in printed.remarks] == ["document.has-page-lines"]


def test_numbers_of_lists_are_those_that_are_printed(tmp_path: Path) -> None:
    described = (
        level(0, "chineseCounting", "%1、") + level(1, "chineseCounting", "（%2）") + level(2, "decimal", "%3.")
        + level(3, "decimalEnclosedCircle", "%4"),
        level(0, "decimal", "%1.") + level(1, "decimal", "%1.%2") + level(2, "upperLetter", "%3)"),
        level(0, "decimal", "问题%1：", start=5),
    )  # fmt: skip
    uses = '<w:num w:numId="8"><w:abstractNumId w:val="1"/></w:num>'
    used = [
        (1, 0), (1, 1), (1, 1), (1, 2), (1, 3), (1, 3), (1, 1), (1, 2), (1, 0), (1, 1), (2, 0), (2, 1), (2, 1), (2, 2),
        (2, 0), (2, 1), (8, 0), (2, 0), (3, 0), (3, 0), *[(1, 0)] * 20,
    ]  # fmt: skip
    made = word("".join(para("甲", number=one) for one in used), numbering=lists(*described, uses=uses))
    printed = converted(made, "txt:Text (encoded):UTF8", tmp_path).decode("utf-8-sig").splitlines()
    shown = ["".join(line.split()) for line in printed if line.strip()]
    assert ["".join(line.text.split()) for line in read(made, "方案.docx").lines] == shown
