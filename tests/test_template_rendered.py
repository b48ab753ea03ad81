"""The office's own form, filled, as LibreOffice prints it: on its paper, page by page, and every word there."""

from __future__ import annotations

import re
from collections import Counter

import pytest

import sample_issues as sample
from ledger.formats.xlsx import template
from ledger.formats.xlsx.cells import as_text
from ledger.model.tables import rows
from test_template import office, only, saved
from test_xlsx_rendered import Office, dense, everything, missing, told

pytestmark = pytest.mark.skipif(bool(missing), reason=f"looking at a filled template needs {', '.join(missing)}")


@pytest.fixture(scope="module")
def libreoffice(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return Office(tmp_path_factory.mktemp("template"))


def form() -> bytes:
    """A form as offices print it: A4 across, as wide as the page, the headings on every page, the pages numbered."""
    book = office()
    sheet = only(book)
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows, sheet.print_area = "3:3", "A1:F6"
    sheet.oddFooter.center.text = "第&P页"
    for letter, width in zip("CDF", (36, 36, 14), strict=True):
        sheet.column_dimensions[letter].width = width
    return saved(book)


def test_a_filled_form_is_printed_on_its_paper_with_its_headings_on_every_page(libreoffice: Office) -> None:
    file = libreoffice.folder / "filled.xlsx"
    file.write_bytes(template.fill(template.read(form(), "模板.xlsx"), sample.report(60)).data)
    pdf = str(libreoffice.convert(file, "pdf"))
    said = told("pdfinfo", pdf)
    assert "841.89 x 595.276 pts (A4)" in said or "841.89 x 595.304 pts (A4)" in said
    pages = int(re.findall(r"Pages:\s+(\d+)", said)[0])
    assert 5 <= pages <= 12, "sixty rows; a column that fell off its page would double them"
    for number in range(1, pages + 1):
        page = dense(told("pdftotext", "-f", str(number), "-l", str(number), pdf, "-"))
        assert "问题描述" in page
        assert f"第{number}页" in page
    assert "填表人：张三" in page, "what stands below the rows comes last"
    assert "{{" not in dense(told("pdftotext", pdf, "-"))


def test_every_word_of_the_longest_cells_is_on_the_page(libreoffice: Office) -> None:
    """A row that is too low hides the end of a text; a finding of 900 different characters would miss some."""
    report = everything(900)
    file = libreoffice.folder / "longest.xlsx"
    file.write_bytes(template.fill(template.read(form(), "模板.xlsx"), report).data)
    printed = Counter(dense(told("pdftotext", str(libreoffice.convert(file, "pdf")), "-")))
    fields = ("row", "id", "region", "source.finding", "plan.responsible_units", "due")
    cells = "".join(as_text(value) for row in rows(report, "issue", fields) for value in row.values)
    assert Counter(dense(cells)) - printed == Counter()
