"""Documents as an office prints them: size of letters, indents, running heads, page numbers, sheets laid across."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import docx as word
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from plan_makers.files import docx
from plan_makers.pages import Printed

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section
    from docx.table import Table

_FOOTS = (("— ", " —"), ("第 ", " 页"), ("", ""), ("- ", " -"), ("第", "页 共30页"))


def pdfs(made: Sequence[Printed], folder: Path) -> list[Path]:
    """The documents as LibreOffice prints them, all in one run; none where it is not installed."""
    office = shutil.which("soffice")
    if office is None:
        return []
    sources = []
    for one in made:
        source = folder / f"{one.family}{one.seed}.docx"
        source.write_bytes(_dressed(docx(one), one.family, Random(f"pdf{one.family}{one.seed}")))
        sources.append(source)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", folder]
    subprocess.run([*command, *sources], check=True, capture_output=True, timeout=300)
    return [source.with_suffix(".pdf") for source in sources]


def _dressed(data: bytes, family: str, rng: Random) -> bytes:
    """One in three as a program leaves it; the others as an office would print them."""
    document = word.Document(io.BytesIO(data))
    if rng.random() < 0.67:
        _set_letters(document, rng)
        for section in document.sections:
            _set_paper(section, rng)
            _run_head(section, rng)
        for table in document.tables:
            if family in {"F", "P"} and rng.random() < 0.6:
                _repeat_heading(table)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _set_letters(document: Document, rng: Random) -> None:
    normal = document.styles["Normal"]
    normal.font.size = Pt(rng.choice((10.5, 12, 14, 16)))
    shape = normal.paragraph_format
    shape.space_after = Pt(rng.choice((0, 0, 0, 8)))
    shape.line_spacing = rng.choice((Pt(28), 1.0, 1.5))
    if rng.random() < 0.7:
        for paragraph in document.paragraphs[1:]:
            paragraph.paragraph_format.first_line_indent = 2 * normal.font.size


def _set_paper(section: Section, rng: Random) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    if rng.random() < 0.3:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(297), Mm(210)


def _run_head(section: Section, rng: Random) -> None:
    if rng.random() < 0.4:
        section.header.paragraphs[0].text = "督察反馈问题整改资料汇编"
    before, after = rng.choice(_FOOTS)
    paragraph = section.footer.paragraphs[0]
    paragraph.alignment = 1
    paragraph.add_run(before)
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    run = OxmlElement("w:r")
    run.append(OxmlElement("w:t"))
    run[0].text = "1"
    field.append(run)
    paragraph._p.append(field)  # noqa: SLF001 - python-docx has no fields
    paragraph.add_run(after)


def _repeat_heading(table: Table) -> None:
    """The names of the columns stand over the table on each page; they take two rows where the first cell does."""
    rows = 2 if table.cell(0, 0)._tc is table.cell(1, 0)._tc else 1  # noqa: SLF001 - python-docx tells no merges
    for row in table.rows[:rows]:
        row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001 - nor has it headings
