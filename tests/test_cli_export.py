"""`export --xlsx`: the workbook, and that a ledger read in part is never given out as whole."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

import house

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def everything(path: Path) -> str:
    """Every text of every sheet."""
    book = openpyxl.load_workbook(path)
    return "\n".join(
        str(cell) for sheet in book.worksheets for row in sheet.iter_rows(values_only=True) for cell in row if cell
    )


def test_the_workbook_has_the_offices_sheets_and_every_issue(ledger: Run, folder: Path) -> None:
    house.build(folder)
    done = ledger("export", "--xlsx")
    assert done.returncode == 0, done.stderr
    assert done.stdout == "已导出 5 件到 某县督察整改台账-2026-05-20.xlsx（截至 2026-05-20）\n"
    path = folder / "某县督察整改台账-2026-05-20.xlsx"
    book = openpyxl.load_workbook(path)
    assert {"汇总", "整改台账", "措施清单", "逾期清单"} <= set(book.sheetnames)
    text = everything(path)
    assert all(words in text for words in (*house.IDS, "县整改办", "2026-05-20"[:4]))


def test_a_file_that_is_there_is_not_overwritten(ledger: Run, folder: Path) -> None:
    house.build(folder)
    path = house.put(folder / "台账.xlsx", b"somebody filled this in")
    refused = ledger("export", "--xlsx", "台账.xlsx")
    assert (refused.returncode, path.read_bytes()) == (6, b"somebody filled this in")
    assert ledger("export", "--xlsx", "issues").returncode == 6
    assert ledger("export", "台账.xlsx", "--force").returncode == 0
    assert zipfile.is_zipfile(path)


@pytest.mark.parametrize(
    "target",
    [
        "issues/ISSUE-001.yaml",
        "people.yaml",
        "ledger.toml",
        "issues/台账.xlsx",
        "issues/2025/台账.xlsx",
        "evidence/ISSUE-003/台账.xlsx",
        "templates/台账.xlsx",
        "link/台账.xlsx",
        ".ledger/台账.xlsx",
    ],
)
def test_no_force_writes_over_the_ledger_itself(ledger: Run, folder: Path, target: str) -> None:
    house.build(folder)
    (folder / "link").symlink_to(folder / "issues", target_is_directory=True)
    before = house.contents(folder)
    done = ledger("export", "--xlsx", target, "--force")
    assert (done.returncode, target in done.stderr) == (2, True), done.stderr
    assert house.contents(folder) == before


def test_of_two_exports_at_once_to_one_name_one_is_refused(folder: Path, environment: dict[str, str]) -> None:
    """Both find the name free when they look; who takes it is decided by the file system."""
    house.build(folder)
    command = [sys.executable, "-m", "ledger", "export", "--xlsx", "台账.xlsx"]
    running = [subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE) for _ in range(4)]
    assert sorted(one.wait(timeout=60) for one in running if one.communicate()) == [0, 6, 6, 6]
    assert zipfile.is_zipfile(folder / "台账.xlsx")


def test_an_export_sweeps_nothing_out_of_other_peoples_folders(ledger: Run, folder: Path) -> None:
    house.build(folder)
    desktop = folder.parent / "desktop"
    theirs = [house.put(desktop / name, b"half") for name in (".x.tmp", ".报告.docx.0123456789ab.tmp")]
    for path in theirs:
        os.utime(path, (0, 0))
    assert ledger("export", "--xlsx", str(desktop / "台账.xlsx")).returncode == 0
    assert all(path.exists() for path in theirs)


def test_what_cannot_be_read_stops_an_export_or_is_said_in_the_sheet(ledger: Run, folder: Path) -> None:
    house.build(folder)
    house.put(folder / "issues/ISSUE-007.yaml", b"title: a\ntitle: b\n")
    house.put(folder / "issues/ISSUE-008.yaml", "title: 河".encode("gbk"))
    listed = ledger("list")
    assert (listed.returncode, listed.stdout.splitlines()[-1]) == (
        0,
        "另有 2 件无法读取：issues/ISSUE-007.yaml、issues/ISSUE-008.yaml。看原因：ledger validate",
    )
    in_json = json.loads(ledger("list", "--json").stdout)
    assert in_json["broken"] == ["issues/ISSUE-007.yaml", "issues/ISSUE-008.yaml"]
    assert in_json["total"] + len(in_json["broken"]) == 7, "files on disk = issues + files in error"

    refused = ledger("export", "--xlsx", "台账.xlsx")
    assert (refused.returncode, refused.stdout) == (5, "")
    assert "2 件无法读取" in refused.stderr
    assert not (folder / "台账.xlsx").exists()

    done = ledger("export", "--xlsx", "台账.xlsx", "--skip-broken")
    assert done.returncode == 0
    assert "另有 2 件无法读取" in done.stderr
    text = everything(folder / "台账.xlsx")
    assert "issues/ISSUE-007.yaml" in text
    assert "issues/ISSUE-008.yaml" in text


def test_an_export_of_nothing_is_refused(ledger: Run, folder: Path) -> None:
    house.build(folder)
    done = ledger("export", "--xlsx", "x.xlsx", "--text", "没有这几个字")
    assert (done.returncode, (folder / "x.xlsx").exists()) == (5, False)
    assert "没有这几个字" in done.stderr


def test_the_one_format_goes_without_saying_and_so_does_its_suffix(ledger: Run, folder: Path) -> None:
    house.build(folder)
    assert ledger("export").returncode == 0
    assert (folder / "某县督察整改台账-2026-05-20.xlsx").exists()
    assert ledger("export", "--xlsx", "五月台账").returncode == 0
    assert (folder / "五月台账.xlsx").exists()
    old = ledger("export", "--xlsx", "五月台账.xls")
    assert (old.returncode, "五月台账.xlsx" in old.stderr) == (2, True)


def test_a_title_that_is_no_file_name_still_gives_a_file(ledger: Run, folder: Path) -> None:
    house.build(folder)
    house.put(folder / "ledger.toml", '[ledger]\ntitle = "第三轮/督察: 台账"\n'.encode())
    found = json.loads(ledger("export", "--xlsx", "--json").stdout)
    assert found == {
        "schema_version": 1,
        "path": "第三轮-督察-台账-2026-05-20.xlsx",
        "issues": 5,
        "broken": [],
        "as_of": "2026-05-20",
        "uncovered_years": [],
    }
    assert (folder / found["path"]).is_file()


def test_text_that_looks_like_a_formula_stays_text(ledger: Run, folder: Path) -> None:
    house.build(folder)
    text = house.SOON.replace("锅炉低氮改造滞后", '\'=HYPERLINK("http://x","点我")\'')
    house.put(folder / "issues/ISSUE-002.yaml", text.encode())
    assert ledger("export", "--xlsx", "x.xlsx").returncode == 0
    with zipfile.ZipFile(folder / "x.xlsx") as archive:
        sheets = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/")]
    assert sheets
    assert not any(b"<f>HYPERLINK(&quot;http" in sheet or b'<f>HYPERLINK("http' in sheet for sheet in sheets)
    assert "=HYPERLINK" in everything(folder / "x.xlsx")


def sheets_of(path: Path) -> list[str]:
    return [name for name in openpyxl.load_workbook(path).sheetnames if not name.startswith("_")]


def column(path: Path, sheet: str, heading: str) -> list[object]:
    """The cells below a heading."""
    lines = list(openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True))
    at = next(number for number, line in enumerate(lines) if "序号" in line)
    return [line[lines[at].index(heading)] for line in lines[at + 1 :]]


def test_one_unit_gets_the_sheets_that_are_asked_for(ledger: Run, folder: Path) -> None:
    house.build(folder)
    done = ledger("export", "--xlsx", "--sheet", "月调度表", "--sheet", "措施清单", "--unit", "县水务局")
    assert done.returncode == 0, done.stderr
    path = folder / "某县督察整改台账-月调度表-措施清单-县水务局-2026-05-20.xlsx"
    assert sheets_of(path) == ["月调度表", "措施清单"]
    assert column(path, "月调度表", "问题编号") == ["ISSUE-001", "ISSUE-005", "共2件"]
    assert ledger("export", "x.xlsx", "--sheet", "汇总").returncode == 0
    assert sheets_of(folder / "x.xlsx") == ["汇总"]


def test_a_sheet_that_nobody_has_described_is_not_found(ledger: Run, folder: Path) -> None:
    house.build(folder)
    done = ledger("export", "x.xlsx", "--sheet", "月度调度表")
    assert (done.returncode, (folder / "x.xlsx").exists()) == (3, False)
    assert "是不是“月调度表”" in done.stderr


def test_an_office_changes_a_sheet_in_a_file_and_is_told_where_it_is_wrong(ledger: Run, folder: Path) -> None:
    house.build(folder)
    columns = ("{heading: 序号, field: row, width: 6}", "{heading: 任务, field: titel, width: 9}")
    text = "subject: issue\ncolumns:\n" + "".join(f"  - {column}\n" for column in columns)
    path = house.put(folder / "templates/sheets/月调度表.yaml", text.encode())
    done = ledger("export", "x.xlsx", "--sheet", "月调度表")
    assert (done.returncode, (folder / "x.xlsx").exists()) == (5, False)
    assert "templates/sheets/月调度表.yaml:4:26: unknown-field" in done.stderr
    assert "是不是“title”" in done.stderr
    path.write_text(text.replace("titel", "title"), encoding="utf-8")
    assert ledger("export", "x.xlsx", "--sheet", "月调度表").returncode == 0
    assert column(folder / "x.xlsx", "月调度表", "任务")[0] == "红旗河水质超标"


def test_every_responsible_unit_gets_its_own_workbook(ledger: Run, folder: Path) -> None:
    house.build(folder)
    nobody = house.SOON.replace("ISSUE-002", "ISSUE-006").replace("  responsible_units: [县住建局]\n", "")
    house.put(folder / "issues/ISSUE-006.yaml", nobody.encode())
    done = ledger("export", "--xlsx", "寄出", "--split", "unit")
    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in (folder / "寄出").iterdir()) == [
        "县住建局.xlsx",
        "县水务局.xlsx",
        "未明确责任单位.xlsx",
    ]
    assert column(folder / "寄出/县水务局.xlsx", "整改台账", "问题编号") == ["ISSUE-001", "ISSUE-005"]
    assert column(folder / "寄出/未明确责任单位.xlsx", "整改台账", "问题编号") == ["ISSUE-006"]
    assert "范围：责任单位：县水务局" in everything(folder / "寄出/县水务局.xlsx")
    assert "县水务局.xlsx  县水务局  2 件\n" in done.stdout
    assert "3 个工作簿" in done.stdout


def links(path: Path) -> list[str]:
    book = openpyxl.load_workbook(path)
    cells = (cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.hyperlink)
    return [cell.hyperlink.target or "" for cell in cells if cell.hyperlink]


def test_links_to_the_evidence_stand_only_where_the_ledger_is(ledger: Run, folder: Path) -> None:
    house.build(folder)
    assert ledger("export", "在册/台账.xlsx").returncode == 0
    inside = links(folder / "在册/台账.xlsx")
    assert inside
    assert all((folder / "在册" / target).is_dir() for target in inside)
    outside = folder.parent / f"{folder.name}-寄出"
    assert ledger("export", str(outside / "台账.xlsx")).returncode == 0
    assert ledger("export", "寄出", "--split", "unit").returncode == 0
    for path in (outside / "台账.xlsx", *(folder / "寄出").iterdir()):
        assert links(path) == []
    found = column(outside / "台账.xlsx", "整改台账", "佐证材料")
    assert set(found) == {"1份", None}
    back = ledger("import", str(outside / "台账.xlsx"), "--apply")
    assert (back.returncode, back.stdout) == (0, "表里没有改动，台账没有动。\n"), back.stderr


def test_a_split_is_all_or_nothing(ledger: Run, folder: Path) -> None:
    house.build(folder)
    kept = house.put(folder / "寄出/县住建局.xlsx", b"filled in")
    refused = ledger("export", "--xlsx", "寄出", "--split", "unit")
    assert (refused.returncode, kept.read_bytes()) == (6, b"filled in")
    assert [path.name for path in (folder / "寄出").iterdir()] == ["县住建局.xlsx"]
    assert ledger("export", "--xlsx", "寄出", "--split", "unit", "--force").returncode == 0
    assert zipfile.is_zipfile(kept)
    for wrong in (("x.xlsx", "--split", "unit"), ("x", "--xlsx", "--split", "region")):
        assert ledger("export", *wrong).returncode == 2
    assert ledger("export", "--xlsx", "ledger.toml", "--split", "unit").returncode == 6


def test_a_split_says_in_json_what_went_where(ledger: Run, folder: Path) -> None:
    house.build(folder)
    said = ("export", "--xlsx", "寄出", "--split", "unit", "--sheet", "逾期清单", "--json")
    assert json.loads(ledger(*said).stdout) == {
        "schema_version": 1,
        "path": "寄出",
        "issues": 1,
        "files": [{"file": "县水务局.xlsx", "unit": "县水务局", "issues": 1}],
        "broken": [],
        "as_of": "2026-05-20",
    }, "a unit with nothing late gets no list of what is late"


def test_the_same_split_gives_the_same_bytes(ledger: Run, folder: Path) -> None:
    house.build(folder)
    for name in ("a", "b"):
        assert ledger("export", "--xlsx", name, "--split", "unit").returncode == 0
    first, second = (house.contents(folder / name) for name in ("a", "b"))
    assert first == second
    assert len(first) == 2


def test_an_export_of_nothing_names_the_words_in_use_as_a_list_does(ledger: Run, folder: Path) -> None:
    house.build(folder)
    refused = ledger("export", "x.xlsx", "--region", "火星", "--unit", "县农业局")
    assert (refused.returncode, (folder / "x.xlsx").exists()) == (5, False)
    assert "台账里的行政区域有：红旗镇、青石镇" in refused.stderr
    assert "单位登记里没有“县农业局”" in refused.stderr
    assert "台账里的" not in ledger("export", "x.xlsx", "--region", "红旗镇", "--unit", "县人民政府").stderr


def test_only_what_stands_on_the_sheet_is_counted(ledger: Run, folder: Path) -> None:
    """验收销号表 lists what is done, 逾期清单 what is late; 汇总 counts them all."""
    house.build(folder)
    for name, sheets, count in (
        ("a", ("验收销号表",), 2),
        ("b", ("逾期清单",), 1),
        ("c", ("逾期清单", "验收销号表"), 3),
        ("d", ("逾期清单", "汇总"), 5),
        ("e", (), 5),
    ):
        done = ledger("export", f"{name}.xlsx", *(word for sheet in sheets for word in ("--sheet", sheet)))
        assert done.stdout.startswith(f"已导出 {count} 件到 {name}.xlsx"), done.stdout
    shown = column(folder / "a.xlsx", "验收销号表", "序号")
    assert len([one for one in shown if isinstance(one, int)]) == 2
    split = ledger("export", "寄出", "--split", "unit", "--sheet", "验收销号表")
    assert split.stdout.splitlines()[0] == "县住建局.xlsx  县住建局  2 件"


@pytest.mark.parametrize("command", ["export", "import"])
def test_the_help_page_says_everything_on_eighty_columns(ledger: Run, command: str) -> None:
    """Chinese has no blanks: what rich takes for one long word must be folded, and not cut with a mark."""
    shown = ledger(command, "--help", env={"COLUMNS": "80"}).stdout
    text = "".join(line.strip("│ ") for line in shown.splitlines())
    text = "".join(text.split())
    assert ("paths" in shown, "KEY" in shown, "FIELD" in shown) == (False, False, False)
    said = {
        "export": ("有哪些标记见docs/own-workbooks.md", "按责任单位分成多个工作簿，写进文件夹"),
        "import": ("把这次的表头对照存成文件，下次用--mapping", "与--new连用时覆盖已有的对照文件"),
    }
    plain = text.replace("│", "")
    assert [words for words in said[command] if words not in plain] == []
