"""Workbooks as programs write them: WPS (by hand, after its known ways), LibreOffice, openpyxl, and our own export."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles.numbers import BUILTIN_FORMATS

from ledger.formats.xlsx.reading import read
from ledger.model.grid import Book, Grid
from workbooks import OFFICE, cell, packed, parts, row, sheet_xml, strings_xml, styles_xml

OFFICE_PROGRAM = shutil.which("soffice")
WPS = "http://www.wps.cn/officeDocument/2017/etCustomData"


def texts(grid: Grid) -> Mapping[str, tuple[str, str]]:
    return {one.name: (one.kind, one.text) for line in grid.lines for one in line.cells.values()}


def wps() -> bytes:
    """As WPS saves: a wrong size, its own attributes and elements, Chinese built-in dates, a picture in a cell."""
    sheet = sheet_xml(
        row(
            1,
            cell("A1", "0", "s"),
            cell("B1", "1", "s"),
            cell("C1", "2", "s"),
            more=' spans="1:3" customFormat="1" ht="25" customHeight="1"',
        )
        + row(
            2,
            cell("A2", "3", "s"),
            cell("B2", "46173", style=1),
            cell("C2", '=DISPIMG("ID_0F",1)', "str", formula='_xlfn.DISPIMG("ID_0F",1)'),
            more=' spans="1:3" hidden="1"',
        )
        + row(3, cell("A3", "4", "s"), cell("B3", "46143", style=2)),
        before=(
            '<sheetPr/><dimension ref="A1"/><sheetViews><sheetView tabSelected="1" workbookViewId="0"/></sheetViews>'
            '<sheetFormatPr defaultColWidth="9" defaultRowHeight="13.5"/><cols><col min="2" max="2" hidden="1"/></cols>'
        ),
        after=(
            '<autoFilter xmlns:etc="http://www.wps.cn/officeDocument/2017/etCustomData" ref="A1:C3" '
            'etc:filterBottomFollowUsedRange="0"><filterColumn colId="0"><customFilters>'
            '<customFilter operator="equal" val="水务局"/></customFilters></filterColumn>'
            '<extLst><etc:autoFilterAnalysis etc:version="v1" etc:showPane="0"/></extLst></autoFilter>'
            '<pageMargins left="0.75" right="0.75" top="1" bottom="1" header="0.5" footer="0.5"/>'
        ),
        attributes=f' xmlns:r="{OFFICE}" xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"',
    )
    strings = strings_xml(
        "<t>责任单位</t>", "<t>整改时限</t>", "<t>照片</t>", '<t xml:space="preserve">水务局 </t>', "<t>住建局</t>"
    )
    made = parts(sheet, styles=styles_xml(0, 31, 57), strings=strings)
    cell_images = f'<etc:cellImages xmlns:etc="{WPS}"><etc:cellImage/></etc:cellImages>'
    return packed(made | {"xl/cellimages.xml": cell_images, "xl/media/image1.png": b"\x89PNG"})


def test_a_workbook_saved_by_wps() -> None:
    book = read(wps(), "某局.xlsx")
    (grid,) = book.grids
    assert texts(grid) == {
        "A1": ("text", "责任单位"),
        "B1": ("text", "整改时限"),
        "C1": ("text", "照片"),
        "A2": ("text", "水务局 "),
        "B2": ("date", "2026-05-31"),
        "C2": ("picture", '=_xlfn.DISPIMG("ID_0F",1)'),
        "A3": ("text", "住建局"),
        "B3": ("text", "2026年5月"),
    }
    assert [(line.number, line.hidden) for line in grid.lines] == [(1, False), (2, True), (3, False)]
    assert grid.hidden_columns == {2}
    assert [one.key for one in book.remarks] == ["workbook.has-pictures"]


def by_openpyxl() -> Workbook:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "台账"
    sheet.append(["编号", "日期", "时刻", "数", "是否", "公式", "电话", "长数"])
    sheet.append(["1.10", date(2026, 5, 31), datetime(2026, 5, 31, 8, 30), 1.1, True, "=TRUE()", 13800138000, 1e-5])  # noqa: DTZ001 - a sheet's times have no zone
    sheet.append([" 空格 ", date(1999, 12, 31), None, 0.1 + 0.2, False, "=D2*2", -5, 123456789012345])
    sheet.merge_cells("A5:C6")
    sheet["A5"] = "合并\n两行"
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["G"].hidden = True
    book.create_sheet("底稿").sheet_state = "hidden"
    return book


def saved(book: Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def expect_as_written(book: Book, *, calculated: bool) -> None:
    """What `by_openpyxl` wrote, after whichever program saved it last."""
    grid = book.grids[0]
    assert texts(grid) == {
        **{f"{letter}1": ("text", name) for letter, name in zip(
            "ABCDEFGH", ["编号", "日期", "时刻", "数", "是否", "公式", "电话", "长数"], strict=True)},
        "A2": ("text", "1.10"), "B2": ("date", "2026-05-31"), "C2": ("date", "2026-05-31T08:30:00"),
        "D2": ("number", "1.1"), "E2": ("flag", "true"), "F2": ("flag", "true"), "G2": ("number", "13800138000"),
        "H2": ("number", "0.00001"),
        "A3": ("text", " 空格 "), "B3": ("date", "1999-12-31"), "D3": ("number", "0.3"), "E3": ("flag", "false"),
        "F3": ("formula", "2.2" if calculated else "=D2*2"), "G3": ("number", "-5"),
        "H3": ("number", "123456789012345"),
        "A5": ("text", "合并\n两行"),
    }  # fmt: skip
    assert [line.number for line in grid.lines if line.hidden] == [3]
    assert grid.hidden_columns == {7}
    assert [(one.name, one.state) for one in book.grids] == [("台账", "visible"), ("底稿", "hidden")]


def test_a_workbook_saved_by_openpyxl() -> None:
    book = read(saved(by_openpyxl()), "台账.xlsx")
    expect_as_written(book, calculated=False)
    assert book.grids[0].merged == ((5, 1, 5, 3),), "the merged rows below the last text hold nothing"


@pytest.mark.skipif(OFFICE_PROGRAM is None, reason="needs LibreOffice (soffice)")
def test_a_workbook_saved_again_by_libreoffice(tmp_path: Path) -> None:
    made = tmp_path / "in" / "台账.xlsx"
    made.parent.mkdir()
    made.write_bytes(saved(by_openpyxl()))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir"]
    subprocess.run([*command, str(tmp_path / "out"), str(made)], check=True, capture_output=True, timeout=180)
    expect_as_written(read((tmp_path / "out" / made.name).read_bytes(), made.name), calculated=True)


def test_where_openpyxl_knows_a_format_both_read_alike() -> None:
    """Two readers, one answer: each built-in format that openpyxl knows, over days, moments and plain numbers."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for code in BUILTIN_FORMATS.values():
        sheet.append([1, 59, 61, 46143, 46173, 46173.25, 1.5, 100000])
        for one in sheet[sheet.max_row]:
            one.number_format = code
    data = saved(book)
    theirs = load_workbook(io.BytesIO(data)).worksheets[0]
    for name, (kind, text) in texts(read(data, "x.xlsx").grids[0]).items():
        value = theirs[name].value
        if isinstance(value, datetime):
            day = value.isoformat() if value.time() else value.date().isoformat()
            month = f"{value.year}年{value.month}月"  # of mmm-yy, for the first of a month
            assert (kind, text) in {("date", day.removesuffix("T00:00:00")), ("text", month)}, name
            assert kind == "date" or (theirs[name].number_format, value.day) == ("mmm-yy", 1)
        elif isinstance(value, timedelta):
            assert (kind, float(text)) == ("number", value / timedelta(days=1)), "[h]:mm:ss"
        else:
            assert (kind, float(text)) == ("number", float(str(value))), name
