"""The reports that people open: Markdown as a renderer shows it, CSV as spreadsheets read it."""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
from collections import Counter
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from openpyxl import load_workbook

from checks_made import NASTY, checked, checks, chinese, english, evening, found, words
from ledger.formats.findings import csv as rows
from ledger.formats.findings import markdown
from ledger.formats.findings.clean import plain
from ledger.model.finding import Checked

RENDER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
OURS = {"<!-- -->", "<code>", "</code>"}
FORGE = re.compile(r"(?<!\w)[@#]\w|\bwww\.|://|:[a-z0-9_+-]+:|\bGH-\d|[!~$%^]\w", re.IGNORECASE)
"""What forges look for in the text of a finished page."""


def text_of(inline: Token) -> str:
    """What a reader sees of a cell; fails for anything that is more than text."""
    seen = ""
    for part in inline.children or []:
        if part.type == "html_inline":
            assert part.content in OURS
        else:
            assert part.type in {"text", "strong_open", "strong_close"}, part
            assert not FORGE.search(part.content)
            seen += part.content
    return " ".join(seen.split())


def tables(page: str) -> list[list[list[str]]]:
    """The page's tables, by row and cell. Every row has as many cells as its heading in the source, none spilt."""
    found_tables: list[list[list[str]]] = []
    tokens = RENDER.parse(page)
    for at, token in enumerate(tokens):
        if token.type == "table_open":
            found_tables.append([])
        elif token.type == "tr_open":
            found_tables[-1].append([])
        elif token.type in {"th_open", "td_open"}:
            found_tables[-1][-1].append(text_of(tokens[at + 1]))
    for table in (line for line in page.split("\n") if line.startswith("|")):
        assert len(re.findall(r"(?<!\\)\|", table)) >= 3
    return found_tables


def test_the_totals_come_first_then_each_unit() -> None:
    page = markdown.write(evening(), chinese)
    lines = page.split("\n")
    assert lines[0] == "## 某县督察整改台账"
    assert (
        lines[2] == "共检查 12 件，以 2026-05-20 为今天。"
        "其中被篡改 1、无法读取 1、台账问题 1、逾期 1、临期 1、未报进展 1、提醒 1、已豁免 1。"
        "不通过：须处理 4 条（退出码 8）。"
    )
    overview, *units = tables(page)
    assert overview[0] == ["单位", "被篡改", "无法读取", "台账问题", "逾期", "临期", "未报进展"]
    assert overview[-1] == ["合计", "1", "1", "1", "1", "1", "1"]
    assert sum(len(table) - 1 for table in units) == len(evening().listed)
    assert [line.removeprefix("### ") for line in lines if line.startswith("### ")] == [
        "未明确责任单位，或不属于哪一件（2）",
        "县水务局（1）",
        "县住建局（2）",
        "青石镇政府（1）",
        "经批准豁免（1）",
        "提醒（1）",
    ]


def test_a_row_tells_all_of_a_finding() -> None:
    _, unit = tables(markdown.write(checked(found("overdue", word="李四 | 王五")), chinese))
    assert dict(zip(*unit, strict=True)) == {
        "类别": "逾期",
        "编号": "ISSUE-001",
        "问题": "红旗河水质超标",
        "责任人": "张三",
        "时限": "2026-05-10",
        "逾期或剩余": "逾期 10 天（8 个工作日）",
        "说明": "",
        "位置": "",
        "可用命令": "ledger why ISSUE-001",
    }


def test_a_check_that_found_nothing_says_so() -> None:
    assert markdown.write(checked(ledger=""), english) == (
        "## Check of the ledger\n\n12 issues looked at; today is 2026-05-20. Passed.\n\nNothing to report.\n"
    )


@given(checks)
def test_no_cell_spills_and_nothing_is_lost(check: Checked) -> None:
    page = markdown.write(check, chinese)
    assert page.replace("\n", "").isprintable()
    read = tables(page)
    assert all(len(row) == len(table[0]) for table in read for row in table)
    told_rows = [dict(zip(table[0], row, strict=True)) for table in read if "编号" in table[0] for row in table[1:]]
    assert Counter((row["编号"], row["问题"]) for row in told_rows) == Counter(
        (one.issue, plain(one.title)) for one in check.listed
    )
    excuses = [plain(one.waiver.reason) for one in check.listed if one.waiver]
    assert all(any(excuse in row["说明"] for row in told_rows) for excuse in excuses)
    headings = sum(token.type == "heading_open" for token in RENDER.parse(page))
    assert headings == 1 + sum("编号" in table[0] for table in read), "no title became a heading"


def shown(text: str) -> str:
    """What a reader sees of a text in a cell."""
    cell = re.search(r"<td>(.*)</td>", RENDER.render(f"| a |\n| --- |\n| {markdown.escaped(text)} |\n"))
    return unescape(cell[1].replace("<!-- -->", "")) if cell else ""


@pytest.mark.parametrize("nasty", NASTY)
def test_a_nasty_text_is_shown_as_it_is(nasty: str) -> None:
    assert shown(nasty) == plain(nasty)


@given(words)
def test_every_text_is_shown_as_it_is(text: str) -> None:
    assert shown(text) == plain(text)


def test_a_page_too_large_for_github_ends_at_a_row_and_says_what_is_missing() -> None:
    many = checked(*(found("overdue", number, "污水管网" * 20) for number in range(1, 6001)), issues=6000)
    page = markdown.write(many, chinese)
    assert 999_000 < len(page.encode()) <= 1_000_000
    shown = sum(len(table) - 1 for table in tables(page)[1:])
    *_, last_row, _, remark, end = page.split("\n")
    assert last_row.endswith("</code> |")
    assert remark == f"报告过大，还有 {6000 - shown} 条没有列出；全部：ledger check --format csv"
    assert end == ""


@given(checks, st.integers(400, 4000))
def test_a_cut_page_is_never_too_large_and_counts_what_is_missing(check: Checked, limit: int) -> None:
    whole, page = markdown.write(check, chinese), markdown.write(check, chinese, limit)
    assert len(page.encode()) <= limit
    if page != whole:
        kept, remark = page.removesuffix("\n").rsplit("\n", 1)
        assert whole.startswith(kept.removesuffix("\n"))
        there = sum(len(table) - 1 for table in tables(kept) if "编号" in table[0])
        assert f"还有 {len(check.listed) - there} 条没有列出" in remark


def spreadsheet(check: Checked) -> list[dict[str, str]]:
    text = rows.write(check, chinese)
    assert text.startswith("\ufeff")
    assert text.count("\r\n") == text.count("\n") == len(check.listed) + 1
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def told(cell: str) -> str:
    """A cell without the apostrophe that stands before what looks like a formula."""
    return cell[1:] if re.match(r"''*[=+\-@＝＋－＠]", cell) else cell


def test_a_row_of_the_spreadsheet() -> None:
    row = next(row for row in spreadsheet(evening()) if row["编号"] == "ISSUE-001")
    assert row == {
        "类别": "逾期",
        "编号": "ISSUE-001",
        "问题": "红旗河水质超标",
        "责任单位": "县水务局",
        "责任人": "张三",
        "时限": "2026-05-10",
        "逾期天数": "10",
        "逾期工作日": "8",
        "剩余天数": "",
        "说明": "",
        "规则": "overdue",
        "文件": "issues/ISSUE-001.yaml",
        "行": "7",
        "列": "3",
        "可用命令": "ledger why ISSUE-001",
        "豁免至": "",
        "批准人": "",
        "豁免理由": "",
        "指纹": row["指纹"],
    }


@given(checks)
def test_every_row_is_read_back_and_no_cell_is_a_formula(check: Checked) -> None:
    read = spreadsheet(check)
    assert [told(row["问题"]) for row in read] == [plain(one.title) for group in check.groups for one in group.findings]
    assert {row["指纹"]: told(row["责任单位"]) for row in read} == {
        one.fingerprint: plain(" ".join(one.units)) for one in check.listed
    }
    cells = [cell for row in read for cell in row.values()]
    assert not [cell for cell in cells if cell[:1] in set("=+-@＝＋－＠\t\r")]
    assert all(cell.isprintable() for cell in cells)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="reading CSV as a spreadsheet does needs soffice")
def test_a_spreadsheet_reads_every_title_and_calculates_none(tmp_path: Path) -> None:
    titles = [title for title in NASTY if plain(title)]
    check = checked(*(found("overdue", number, title) for number, title in enumerate(titles, 1)))
    (tmp_path / "report.csv").write_bytes(rows.write(check, chinese).encode())
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--infilter=CSV:44,34,76", "--convert-to", "xlsx", "--outdir"]
    subprocess.run(
        [*command, str(tmp_path), str(tmp_path / "report.csv")], check=True, capture_output=True, timeout=120
    )
    sheet = load_workbook(tmp_path / "report.xlsx").worksheets[0]
    heads, *read = sheet.iter_rows()
    assert [cell.value for cell in heads][:3] == ["类别", "编号", "问题"]
    assert [told(str(row[2].value)) for row in read] == [plain(title) for title in titles]
    assert {cell.data_type for row in read for cell in row} <= {"s", "n", "d"}, "none is a formula"
