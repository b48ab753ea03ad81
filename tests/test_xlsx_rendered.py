"""The workbook as LibreOffice prints it: pages, paper, every word there, and no row too low for its text."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import zipfile
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

import sample_issues as sample
from ledger.formats.xlsx.cells import as_text
from ledger.model.acts import Accountability, LookBack
from ledger.model.columns import USUAL
from ledger.model.issue import Issue
from ledger.model.plan import Measure
from ledger.model.report import Report, build
from ledger.model.tables import tables
from ledger.store.sheets import shipped, shipped_names

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
            ("仿宋", "Noto Serif CJK SC"),
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

    def print(self, report: Report, *names: str) -> Path:
        file = self.folder / "book.xlsx"
        file.write_bytes(sample.workbook(report, *names))
        return self.convert(file, "pdf")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return Office(tmp_path_factory.mktemp("office"))


def told(command: str, *words: str) -> str:
    return subprocess.run([command, *words], check=True, capture_output=True, text=True, timeout=60).stdout


def dense(text: str) -> str:
    """A text without anything a page may add or drop between its words."""
    return re.sub(r"\s", "", text)


def long_winded(length: int) -> Issue:
    """Every character of the finding is another one, so that none can hide behind its like."""
    finding = "".join(map(chr, range(0x4E00, 0x4E00 + length)))
    measures = tuple(Measure(number=str(at), text=sample.STEPS[at % 4]) for at in range(1, 8))
    one = sample.issue(1, plan=sample.plan(1, measures=measures))
    return one.model_copy(update={"source": one.source.model_copy(update={"finding": finding})})


def test_it_is_printed_on_a3_across_with_all_columns_on_one_page(office: Office) -> None:
    told_of = told("pdfinfo", str(office.print(sample.report(30))))
    assert "1190.55 x 841.89 pts (A3)" in told_of
    pages = int(re.findall(r"Pages:\s+(\d+)", told_of)[0])
    # 汇总 7, 整改台账 4, 措施清单 4, 逾期清单 1: a column that fell off its page would double them.
    assert 14 <= pages <= 18


HEADINGS = 3
"""The row of the headings."""
OTHERS = tuple(name for name in shipped_names() if name not in USUAL)
"""The shipped sheets that one must ask for."""


def in_full(number: int) -> Issue:
    """An issue that has something to show in nearly every column of every sheet."""
    told = sample.progress("".join(sample.STEPS[: 1 + number % 3])).model_copy(
        update={"problems": sample.FINDINGS[number % 4][: 20 + 7 * (number % 9)], "next": sample.STEPS[number % 4]}
    )
    kind = ("信访", "年度目标任务", "中央督察")[number % 3]
    one = sample.VARIETY[number % 9](number)
    plan = (one.plan or sample.plan(number)).model_copy(
        update={
            "support_units": ("市财政局", "市自然资源和规划局"),
            "acceptor_units": ("市生态环境局",),
            "leader": "wang",
        }
    )
    blamed = Accountability(date=date(2026, 4, 1), kind="约谈", unit="市水利局", post="副局长", number=2)
    checked = LookBack(date=date(2026, 5, 28), by="li", rebound=False, text="现场整洁，设施运行正常，台账齐全。")
    return one.model_copy(
        update={
            "source": one.source.model_copy(update={"kind": kind, "item": f"D3SX20250528{number:04d}"}),
            "plan": plan,
            "progress": (told,),
            "accountability": (blamed,),
            "lookbacks": (checked,) if one.closures else (),
        }
    )


def everything(length: int = 2_000) -> Report:
    issues = (in_full(number) for number in range(1, 28))
    return build([(issue, "") for issue in (*issues, long_winded(length))], sample.DAY, sample.office())


@pytest.mark.parametrize("names", [USUAL, OTHERS], ids=["usual", "others"])
def test_every_word_of_every_cell_is_printed(office: Office, names: tuple[str, ...]) -> None:
    report = everything()
    page = Counter(dense(told("pdftotext", str(office.print(report, *names)), "-")))
    read = tables(report, [shipped(name) for name in names])
    cells = (as_text(value) for table in read for row in table.rows for value in row.values)
    sums = (as_text(value) for table in read for value in table.totals or ())
    written = Counter(dense("".join((*cells, *sums))))
    # Columns are read across one another, so characters are counted: none may be missing from the page.
    assert written - page == Counter()


def test_the_monthly_sheet_is_on_a4_and_the_others_on_a3(office: Office) -> None:
    report = everything()
    told_of = told("pdfinfo", "-f", "1", "-l", "99", str(office.print(report, "月调度表", "时限清单")))
    sizes = re.findall(r"Page +\d+ size: .*\((A\d)\)", told_of)
    assert sizes == sorted(sizes, reverse=True)
    assert set(sizes) == {"A3", "A4"}


def test_summary_tables_are_not_torn_apart(office: Office) -> None:
    pdf = office.print(sample.report(30))
    first, second = (dense(told("pdftotext", "-f", str(n), "-l", str(n), str(pdf), "-")) for n in (1, 2))
    assert "一、总体进度" in first
    assert "三、按责任单位" in first
    assert second.startswith("四、按行政区域")


@pytest.mark.parametrize("names", [USUAL, OTHERS], ids=["usual", "others"])
def test_no_row_is_lower_than_libreoffice_would_make_it(office: Office, names: tuple[str, ...]) -> None:
    issues = [in_full(number) for number in range(2, 60)] + [long_winded(2_000)]
    report = build([(issue, "") for issue in issues], sample.DAY, sample.office())
    given = office.folder / "given.xlsx"
    given.write_bytes(sample.workbook(report, *names))
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
    for table in tables(report, [shipped(name) for name in names]):
        mine, optimal = ours[table.sheet.name], theirs[table.sheet.name]
        low, more = [], 0
        rows = range(HEADINGS, HEADINGS + 1 + len(table.rows))
        for row in rows:
            wanted, has = optimal.row_dimensions[row].height, mine.row_dimensions[row].height
            assert wanted is not None
            assert has is not None
            if has < wanted:
                low.append((table.sheet.name, row, has, wanted))
            # A line in every paragraph may be one too many: Excel moves what comes before a comma, LibreOffice not.
            more += row > HEADINGS and has > max(wanted + 25, wanted * 1.4)
        assert low == []
        assert more <= len(rows) * 0.1  # nor much room wasted in more than one row of ten
