"""The workbook as LibreOffice prints it: pages, paper, every word there, and no row too low for its text."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from openpyxl import load_workbook

import sample_issues as sample
from ledger.formats.registry import writer
from ledger.formats.xlsx.cells import as_text
from ledger.model.issue import Issue
from ledger.model.plan import Measure
from ledger.model.report import Report, build
from ledger.model.tables import tables

TOOLS = ("soffice", "pdfinfo", "pdftotext")
missing = [tool for tool in TOOLS if shutil.which(tool) is None]
pytestmark = pytest.mark.skipif(bool(missing), reason=f"looking at the workbook needs {', '.join(missing)}")

# The office's fonts under the names of those that a test machine has, or Chinese is drawn in whatever comes first.
FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include>{}</fontconfig>
""".format(
    "".join(
        f'<alias binding="same"><family>{name}</family><prefer><family>{stand_in}</family></prefer></alias>'
        for name, stand_in in (
            ("宋体", "Noto Serif CJK SC"),
            ("黑体", "Noto Sans CJK SC"),
            ("楷体", "Noto Serif CJK SC"),
            ("Calibri", "Carlito"),
        )
    )
)


class Office:
    """LibreOffice in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "fonts.conf").write_text(FONTS, encoding="utf-8")

    def convert(self, file: Path, to: str) -> Path:
        profile = (self.folder / "profile").as_uri()
        command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", to]
        subprocess.run(
            [*command, "--outdir", str(self.folder), str(file)],
            check=True,
            capture_output=True,
            timeout=120,
            env=os.environ | {"FONTCONFIG_FILE": str(self.folder / "fonts.conf")},
        )
        return self.folder / f"{file.stem}.{to}"

    def print(self, report: Report) -> Path:
        file = self.folder / "book.xlsx"
        file.write_bytes(writer("xlsx").dump(report))
        return self.convert(file, "pdf")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return Office(tmp_path_factory.mktemp("office"))


def told(command: str, *words: str) -> str:
    return subprocess.run([command, *words], check=True, capture_output=True, text=True, timeout=60).stdout


def dense(text: str) -> str:
    """A text without anything a page may add or drop between its words."""
    return re.sub(r"\s", "", text)


def long_winded() -> Issue:
    """Every character of the finding is another one, so that none can hide behind its like."""
    finding = "".join(map(chr, range(0x4E00, 0x4E00 + 420)))
    measures = tuple(Measure(number=str(at), text=sample.STEPS[at % 4]) for at in range(1, 8))
    one = sample.issue(1, plan=sample.plan(1, measures=measures))
    return one.model_copy(update={"source": one.source.model_copy(update={"finding": finding})})


def test_it_is_printed_on_a3_across_with_all_columns_on_one_page(office: Office) -> None:
    told_of = told("pdfinfo", str(office.print(sample.report(30))))
    assert "1190.55 x 841.89 pts (A3)" in told_of
    pages = int(re.findall(r"Pages:\s+(\d+)", told_of)[0])
    # 汇总 2, 整改台账 4, 措施清单 4, 逾期清单 1: a column that fell off its page would double them.
    assert 9 <= pages <= 13


def test_every_word_of_every_cell_is_printed(office: Office) -> None:
    report = build([(issue, "") for issue in (long_winded(), sample.behind(4))], sample.DAY, sample.office())
    page = Counter(dense(told("pdftotext", str(office.print(report)), "-")))
    cells = (as_text(value) for table in tables(report) for row in table.rows for value in row.values)
    written = Counter(dense("".join(cells)))
    # Columns are read across one another, so characters are counted: none may be missing from the page.
    assert written - page == Counter()


def test_summary_tables_are_not_torn_apart(office: Office) -> None:
    pdf = office.print(sample.report(30))
    first, second = (dense(told("pdftotext", "-f", str(n), "-l", str(n), str(pdf), "-")) for n in (1, 2))
    assert "一、总体进度" in first
    assert "四、按行政区域" in first
    assert second.startswith("五、按环境要素")


def test_no_row_is_lower_than_libreoffice_would_make_it(office: Office) -> None:
    issues = [sample.variety(number) for number in range(2, 60)] + [long_winded()]
    report = build([(issue, "") for issue in issues], sample.DAY, sample.office())
    given = office.folder / "given.xlsx"
    given.write_bytes(writer("xlsx").dump(report))
    free = office.folder / "free.xlsx"
    with zipfile.ZipFile(given) as source, zipfile.ZipFile(free, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name.startswith("xl/worksheets/"):
                content = re.sub(rb' ht="[0-9.]+"', b"", content)
            target.writestr(name, content)
    # Only on loading its own format does LibreOffice fit the rows to their texts.
    fitted = office.convert(office.convert(free, "fods").rename(office.folder / "fitted.fods"), "xlsx")
    ours, theirs = load_workbook(given), load_workbook(fitted)
    for table in tables(report):
        mine, optimal = ours[table.sheet.name], theirs[table.sheet.name]
        low, more = [], 0
        rows = range(4, 4 + len(table.rows))
        for row in rows:
            wanted, has = optimal.row_dimensions[row].height, mine.row_dimensions[row].height
            assert wanted is not None
            assert has is not None
            if has < wanted:
                low.append((table.sheet.name, row, has, wanted))
            more += has > wanted + 25
        assert low == []
        assert more <= len(rows) * 0.1  # nor a needless line in more than one row of ten
