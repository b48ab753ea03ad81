"""The papers with tables as they are printed: on how many pages, every word of them, nothing beside the sheet."""

from __future__ import annotations

import io
import re
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document

import house
from conftest import Run
from ledger.store import letters
from ledger.store.templates import shipped
from printing import missing, printed, told

EAST_ASIA = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}eastAsia"
ASCII = EAST_ASIA.replace("eastAsia", "ascii")
LONG = "河道两岸三十二个排口污水直排，沿线十七个村庄生活污水未经处理，汛期溢流严重，群众反映强烈。"
CALLS = {
    "月报": (("--month", "2026-04"), 3, (595, 842)),
    "半年报": (("--half", "2026H1"), 8, (595, 842)),
    "验收销号申请表": (("3",), 1, (595, 842)),
    "边督边改公开情况一览表": ((), 1, (842, 595)),
}
"""Of each paper how it is called for, its pages for the small ledger, the size of its sheets in points."""


def words_of(path: Path) -> list[str]:
    word = Document(str(path))
    cells = [cell for table in word.tables for row in table.rows for cell in row.cells]
    return [paragraph.text for one in (word, *cells) for paragraph in one.paragraphs]


@pytest.mark.skipif(bool(missing), reason=f"looking at a paper needs {', '.join(missing)}")
@pytest.mark.parametrize("name", CALLS)
def test_every_word_is_on_the_printed_page(ledger: Run, folder: Path, tmp_path: Path, name: str) -> None:
    call, pages, (width, height) = CALLS[name]
    house.build(folder)
    assert ledger("write", name, *call, "-o", "文.docx").returncode == 0
    pdf = printed(tmp_path, name, (folder / "文.docx").read_bytes())
    seen = re.sub(r"\s|—[0-9]+—", "", told("pdftotext", "-raw", str(pdf), "-"))
    for line in words_of(folder / "文.docx"):
        assert re.sub(r"\s", "", line) in seen, line
    info = told("pdfinfo", str(pdf))
    assert f"Pages:           {pages}\n" in info
    size = re.search(r"Page size: +([0-9.]+) x ([0-9.]+)", info)
    assert size
    assert [round(float(one)) for one in size.groups()] == [width, height]


@pytest.mark.skipif(bool(missing), reason=f"looking at a paper needs {', '.join(missing)}")
def test_what_the_leader_reads_is_on_one_page(ledger: Run, folder: Path, tmp_path: Path) -> None:
    """With long titles, petitions, many units and large numbers as well."""
    house.build(folder)
    for number in range(6, 40):
        late = house.LATE.replace("ISSUE-001", f"ISSUE-{number:03d}").replace("e-0001-", f"e-{number:04d}-")
        late = late.replace("红旗河水质超标", LONG).replace("[县水务局]", f"[某县第{number}街道办事处]")
        house.put(folder / f"issues/ISSUE-{number:03d}.yaml", late.replace("month: 2026-04", "month: 2026-03").encode())
    assert ledger("write", "月报", "--month", "2026-04", "-o", "文.docx").returncode == 0
    pdf = printed(tmp_path, "月报", (folder / "文.docx").read_bytes())
    first = re.sub(r"\s", "", told("pdftotext", "-f", "1", "-l", "1", "-raw", str(pdf), "-"))
    second = re.sub(r"\s", "", told("pdftotext", "-f", "2", "-l", "2", "-raw", str(pdf), "-"))
    assert "四、下步安排。" in first
    assert "抓紧验收销号。" in first
    assert second.startswith("附表1")


@pytest.mark.parametrize("name", CALLS)
def test_the_type_is_that_of_an_official_document(name: str) -> None:
    """Two fonts have to be said for each style: else Word takes its own for the figures or for the signs."""
    data = (shipped() / letters.FOLDER / f"{name}.docx").read_bytes()
    word = Document(io.BytesIO(data))
    wanted = {"Title": ("方正小标宋_GBK", 22), "Body Text": ("仿宋_GB2312", 16), "Heading 1": ("黑体", 16)}
    for style, (font, size) in (wanted | {"副标题行": ("楷体_GB2312", 16), "表格文字": ("仿宋_GB2312", 10.5)}).items():
        fonts = word.styles[style].element.rPr.rFonts
        assert (fonts.get(EAST_ASIA), fonts.get(ASCII)) == (font, "Times New Roman")
        assert word.styles[style].font.size.pt == size
    page = word.sections[0]
    margins = [one.mm for one in (page.top_margin, page.bottom_margin, page.left_margin, page.right_margin)]
    lying = page.page_width > page.page_height
    assert list(map(round, margins)) == ([28, 20, 20, 20] if lying else [37, 35, 28, 26])
    footers = (page.footer, page.even_page_footer)
    assert ["".join(one.paragraphs[0].text.split()) for one in footers] == ["——"] * 2
    with ZipFile(io.BytesIO(data)) as archive:
        numbered = [b"PAGE" in archive.read(one) for one in archive.namelist() if one.startswith("word/footer")]
    assert numbered == [True, True]
