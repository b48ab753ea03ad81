"""`export --template`: the office's own workbook filled, its looks and rules moved and grown with the rows."""

from __future__ import annotations

import io
import json
import subprocess
import zipfile
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

import house
import sample_issues as sample
from ledger.errors import UnreadableError
from ledger.formats.xlsx import template
from ledger.formats.xlsx.formulas import Growth, shifted
from ledger.formats.xlsx.growing import grow
from ledger.model import lines, markers
from ledger.model.columns import Subject
from ledger.model.tables import fields_of

Run = Callable[..., "subprocess.CompletedProcess[str]"]
HEADINGS = ("序号", "编号", "问题描述", None, "责任单位", "最后期限")
MARKERS = ("{{序号}}", "{{问题编号}}（{{行政区域}}）", "{{问题描述}}", None, "{{责任单位}}", "{{最后期限}}")
THIN = Side(style="thin")


def office(row: Sequence[str | None] = MARKERS) -> Workbook:
    """A workbook as offices make them: title, headings, one row of markers, a total, a signature."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "台账"
    sheet["A1"], sheet["A2"], sheet["E2"] = "{{台账名称}}", "填报单位：{{填报单位}}", "截至{{截至日期}}，共{{件数}}件"
    sheet.merge_cells("A1:F1")
    for at, (heading, marker) in enumerate(zip(HEADINGS, row, strict=True), 1):
        sheet.cell(3, at, heading)
        cell = sheet.cell(4, at, marker)
        cell.border = Border(THIN, THIN, THIN, THIN)
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        cell.font = Font(name="仿宋", size=12)
        cell.fill = PatternFill("solid", fgColor="FFFDF2")
    sheet.merge_cells("C3:D3")
    sheet.merge_cells("C4:D4")
    sheet["A5"], sheet["B5"], sheet["C5"] = "合计", "=COUNTA(B4:B4)", "=SUM(F4:F4)+B5"
    sheet["A6"] = "填表人：张三"
    sheet["A6"].fill = PatternFill("solid", fgColor="AABBCC")
    sheet["A6"].hyperlink = "http://example.com/"
    sheet.merge_cells("A6:F6")
    sheet.row_dimensions[6].height = 33
    for letter, width in zip("ABCDEF", (6, 14, 20, 20, 20, 12), strict=True):
        sheet.column_dimensions[letter].width = width
    return book


def saved(book: Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def filled(book: Workbook, count: int = 30) -> Workbook:
    read = template.read(saved(book), "模板.xlsx")
    return load_workbook(io.BytesIO(template.fill(read, sample.report(count)).data))


def first(book: Workbook) -> Worksheet:
    sheet = book.worksheets[0]
    assert isinstance(sheet, Worksheet)
    return sheet


def only(book: Workbook) -> Worksheet:
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    return sheet


def test_every_issue_has_a_row_and_what_is_said_once_is_said_once() -> None:
    sheet = first(filled(office()))
    assert sheet["A1"].value == "某市督察整改台账"
    assert sheet["A2"].value == "填报单位：某市督察整改工作领导小组办公室"
    assert sheet["E2"].value == "截至2026年5月31日，共30件"
    rows = list(sheet.iter_rows(min_row=4, max_row=33, values_only=True))
    assert [row[0] for row in rows] == list(range(1, 31))
    assert rows[0][1] == "ISSUE-001（湖塘镇）"
    assert rows[0][2] == sample.FINDINGS[1]
    assert rows[0][5] == datetime(2026, 12, 31)  # noqa: DTZ001 - what openpyxl gives for a date cell
    assert all(sheet.cell(row, 6).number_format == "yyyy-mm-dd" for row in (4, 33))


def test_the_rows_look_like_the_row_of_markers() -> None:
    sheet = first(filled(office()))
    for row in (4, 17, 33):
        assert sheet.cell(row, 4).border.right.style == "thin"  # the end of a merged cell
        for column in (1, 2, 3, 5, 6):
            cell = sheet.cell(row, column)
            assert cell.border.left.style == "thin"
            assert (cell.font.name, cell.font.sz, cell.fill.fgColor.rgb) == ("仿宋", 12, "00FFFDF2")
        assert f"C{row}:D{row}" in {str(area) for area in sheet.merged_cells.ranges}


def test_what_stands_below_moves_with_all_that_belongs_to_it() -> None:
    sheet = first(filled(office()))
    assert sheet["A35"].value == "填表人：张三"
    assert sheet["A35"].fill.fgColor.rgb == "00AABBCC"
    assert sheet["A35"].hyperlink is not None
    assert sheet["A35"].hyperlink.ref == "A35"
    assert sheet.row_dimensions[35].height == 33
    merged = {str(area) for area in sheet.merged_cells.ranges}
    assert {"A1:F1", "C3:D3", "A35:F35"} <= merged
    assert "A6:F6" not in merged
    assert (sheet["B34"].value, sheet["C34"].value) == ("=COUNTA(B4:B33)", "=SUM(F4:F33)+B34")


def test_ranges_that_end_with_the_row_take_in_the_new_ones() -> None:
    book = office()
    sheet = only(book)
    sheet.print_area = "A1:F6"
    sheet.print_title_rows = "1:3"
    sheet.auto_filter.ref = "A3:F4"
    sheet.freeze_panes = "A4"
    sheet.row_breaks.append(Break(id=5))
    listed = DataValidation(type="list", formula1='"甲,乙"')
    listed.add("E4")
    below = DataValidation(type="list", formula1="$A$5:$A$6")
    below.add("B6")
    for rule in (listed, below):
        sheet.add_data_validation(rule)
    red = PatternFill("solid", bgColor="FF0000")
    sheet.conditional_formatting.add("F4", CellIsRule(operator="lessThan", formula=["$F$5"], fill=red))
    other = book.create_sheet("别的")
    other["A1"], other["A2"] = "=台账!B5", "{{填报单位}}"
    out = filled(book)
    sheet = first(out)
    assert sheet.print_area == "'台账'!$A$1:$F$35"
    assert sheet.print_title_rows == "$1:$3"
    assert sheet.auto_filter.ref == "A3:F33"
    assert sheet.freeze_panes == "A4"
    assert [one.id for one in sheet.row_breaks.brk] == [34]
    assert [(str(one.sqref), one.formula1) for one in sheet.data_validations.dataValidation] == [
        ("E4:E33", '"甲,乙"'),
        ("B35", "$A$34:$A$35"),
    ]
    assert [(str(one.sqref), one.rules[0].formula) for one in sheet.conditional_formatting] == [("F4:F33", ["$F$34"])]
    assert out["别的"]["A1"].value == "=台账!B34"
    assert out["别的"]["A2"].value == "某市督察整改工作领导小组办公室"


def test_a_filter_over_the_headings_and_a_table_reach_over_all_rows() -> None:
    book = office()
    only(book).auto_filter.ref = "A3:F3"
    assert first(filled(book)).auto_filter.ref == "A3:F33"
    book = Workbook()
    sheet = only(book)
    sheet.append(["编号", "名称"])
    sheet.append(["{{问题编号}}", "{{问题名称}}"])
    sheet.add_table(Table(displayName="表1", ref="A1:B2"))
    assert first(filled(book)).tables["表1"].ref == "A1:B31"


def test_rows_are_as_tall_as_their_texts() -> None:
    sheet = first(filled(office()))
    long, short = (sheet.row_dimensions[row].height for row in (5, 6))
    assert long > short >= 24
    assert all(sheet.row_dimensions[row].height for row in range(4, 34))


def test_a_row_about_measures() -> None:
    row = ("{{序号}}", "{{问题编号}}", "{{措施编号}}. {{整改措施}}", None, "{{措施责任单位}}", "{{措施时限}}")
    sheet = first(filled(office(row), 3))
    told = [f"{one.measure.number}. {one.measure.text}" for one in lines.measures(sample.report(3))]
    assert [sheet.cell(at, 3).value for at in range(4, 4 + len(told))] == told


def test_one_issue_needs_no_new_row_and_texts_are_never_formulas() -> None:
    report = sample.report(0)
    one = sample.issue(1, title="=1+1", region="_x000D_")
    read = template.read(saved(office(("{{序号}}", "{{行政区域}}", "{{问题名称}}", None, "", ""))), "模板.xlsx")
    out = template.fill(read, sample.build([(one, "issues/ISSUE-001.yaml")], report.day, report.office)).data
    sheet = first(load_workbook(io.BytesIO(out)))
    assert (sheet["C4"].value, sheet["C4"].data_type, sheet["A5"].value) == ("=1+1", "s", "合计")
    assert b"_x005F_x000D_" in zipfile.ZipFile(io.BytesIO(out)).read("xl/worksheets/sheet1.xml")


def test_every_fault_is_told_with_its_cell() -> None:
    book = office(("{{序号}}", "｛｛问题编号｝｝", "{{问题描叙}}", None, "{{责任单位}}", "{{最后期限}}"))
    only(book)["A5"] = "{{问题编号}}"
    with pytest.raises(UnreadableError) as error:
        filled(book)
    assert [reason.key for reason in error.value.reasons] == ["template.wide", "template.two-rows", "template.fault"]
    unknown = error.value.reasons[2]
    assert (unknown.fill["sheet"], unknown.fill["cell"]) == ("台账", "C4")
    assert "问题描述" in str(unknown.fill["why"]) or "问题" in str(unknown.fill["why"])


def test_markers_of_two_kinds_and_no_marker_at_all() -> None:
    with pytest.raises(UnreadableError) as error:
        filled(office(("{{措施编号}}", "{{逾期天数}}", "", None, "", "")))
    assert [reason.key for reason in error.value.reasons] == ["template.two-subjects"]
    with pytest.raises(UnreadableError) as error:
        filled(office(("", "", "", None, "", "")))
    assert error.value.what.key == "template.no-markers"


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("问题编号", "id"),
        ("问题描述", "source.finding"),
        ("完成时限", "plan.deadline.text"),
        ("整改责任单位", "plan.responsible_units"),
        ("剩余天数", "days_left"),
        ("最新进展", "progress"),
        ("plan.goal", "plan.goal"),
        (" 整改 目标 ", "plan.goal"),
    ],
)
def test_names_of_markers(name: str, field: str) -> None:
    assert markers.wanted([name]).fields[name] == field


@pytest.mark.parametrize("subject", ["issue", "measure", "late", "lookback"])
def test_every_field_that_can_be_read_can_be_asked_for(subject: Subject) -> None:
    for field in set(fields_of(subject)) - {"by-hand"}:
        assert markers.unknown(field, subject) is None


COLUMN = st.integers(1, 30)
ROW = st.integers(1, 40)


@given(COLUMN, ROW, ROW, ROW, st.integers(1, 20))
def test_a_formula_means_the_same_cells_after_the_growth(column: int, top: int, more: int, at: int, by: int) -> None:
    letter = chr(64 + column) if column <= 26 else f"A{chr(64 + column - 26)}"
    growth = Growth("表", at, by)
    moved = shifted(f"=SUM({letter}{top}:${letter}${top + more})&\"{letter}9\"+'别'!A{top}+表!A{top}", growth, own=True)
    start, end = (row + by if row > at else row for row in (top, top + more))
    end = end + by if top + more == at else end
    assert moved == f"=SUM({letter}{start}:${letter}${end})&\"{letter}9\"+'别'!A{top}+表!A{start}"


def test_the_same_ledger_and_template_give_the_same_bytes() -> None:
    read = template.read(saved(office()), "模板.xlsx")
    assert template.fill(read, sample.report(12)) == template.fill(read, sample.report(12))


def with_part(data: bytes, name: str, content: bytes = b"<x/>", sheet: bytes = b"") -> bytes:
    """The workbook with one more part, or with something put at the end of its sheet."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for info in old.infolist():
            text = old.read(info)
            if sheet and info.filename == "xl/worksheets/sheet1.xml":
                text = text.replace(b"</worksheet>", sheet + b"</worksheet>")
            new.writestr(info.filename, text)
        if name:
            new.writestr(name, content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("part", "sheet", "kind"),
    [
        ("xl/charts/chart1.xml", b"", "charts"),
        ("xl/cellimages.xml", b"", "cell-pictures"),
        ("xl/slicers/slicer1.xml", b"", "slicers"),
        ("xl/pivotTables/pivotTable1.xml", b"", "pivots"),
        ("xl/ctrlProps/ctrlProp1.xml", b"", "controls"),
        ("", b'<legacyDrawingHF xmlns:r="u" r:id="rId9"/>', "header-pictures"),
        (
            "",
            b'<extLst><ext uri="{78C0D931}" xmlns:x14="u"><x14:conditionalFormattings count="1"/></ext></extLst>',
            "x14-rules",
        ),
        ("", b'<extLst><ext uri="{CCE6A557}" xmlns:x14="u"><x14:dataValidations/></ext></extLst>', "x14-lists"),
        ("", b'<extLst><ext uri="{05C60535}" xmlns:x14="u"><x14:sparklineGroups/></ext></extLst>', "sparklines"),
    ],
)
def test_what_would_be_lost_is_known_before(part: str, sheet: bytes, kind: str) -> None:
    assert template.read(saved(office()), "模板.xlsx").losses == ()
    found = template.read(with_part(saved(office()), part, sheet=sheet), "模板.xlsx").losses
    assert [one.fill["what"].key for one in found] == [f"template.loses.{kind}"]  # type: ignore[attr-defined]


def test_a_drawing_counts_when_something_is_drawn() -> None:
    anchored = b'<xdr:wsDr xmlns:xdr="u"><xdr:twoCellAnchor><xdr:sp/></xdr:twoCellAnchor></xdr:wsDr>'
    for content, count in ((b'<xdr:wsDr xmlns:xdr="u"/>', 0), (anchored, 1)):
        read = template.read(with_part(saved(office()), "xl/drawings/drawing1.xml", content), "模板.xlsx")
        assert len(read.losses) == count


def test_the_command_fills_a_new_file_and_leaves_the_template_alone(ledger: Run, folder: Path) -> None:
    house.build(folder)
    data = saved(office())
    form = house.put(folder / "模板.xlsx", data)
    done = ledger("export", "--xlsx", "报表.xlsx", "--template", "模板.xlsx")
    assert (done.returncode, done.stdout) == (0, "已导出 5 件到 报表.xlsx（截至 2026-05-20）\n"), done.stderr
    sheet = first(load_workbook(folder / "报表.xlsx"))
    assert [sheet.cell(row, 2).value for row in range(4, 9)] == [
        f"{key}（{region}）"
        for key, region in zip(house.IDS, ("红旗镇", "青石镇", "红旗镇", "红旗镇", "青石镇"), strict=True)
    ]
    assert ledger("export", "--xlsx", "模板.xlsx", "--template", "模板.xlsx", "--force").returncode == 2
    assert ledger("export", "--xlsx", "报表.xlsx", "--template", "模板.xlsx").returncode == 6
    assert form.read_bytes() == data


def test_only_the_issues_in_the_filled_rows_are_counted(ledger: Run, folder: Path) -> None:
    house.build(folder)
    late = ("{{序号}}", "{{问题编号}}", "{{逾期内容}}", None, "{{逾期责任单位}}", "{{逾期时限}}")
    house.put(folder / "模板.xlsx", saved(office(late)))
    done = ledger("export", "逾期.xlsx", "--template", "模板.xlsx")
    assert done.stdout == "已导出 1 件到 逾期.xlsx（截至 2026-05-20）\n", done.stderr
    split = ledger("export", "寄出", "--template", "模板.xlsx", "--split", "unit", "--json")
    told = json.loads(split.stdout)
    assert (told["issues"], {part["unit"]: part["issues"] for part in told["files"]}) == (
        1,
        {"县水务局": 1, "县住建局": 0},
    )


def test_what_would_be_lost_needs_force(ledger: Run, folder: Path) -> None:
    house.build(folder)
    house.put(folder / "模板.xlsx", with_part(saved(office()), "xl/slicers/slicer1.xml"))
    refused = ledger("export", "--xlsx", "报表.xlsx", "--template", "模板.xlsx")
    assert (refused.returncode, (folder / "报表.xlsx").exists()) == (4, False)
    assert "切片器" in refused.stderr
    assert ledger("export", "--xlsx", "报表.xlsx", "--template", "模板.xlsx", "--force").returncode == 0


def test_a_template_that_cannot_be_filled_is_refused(ledger: Run, folder: Path) -> None:
    house.build(folder)
    house.put(folder / "模板.xlsx", saved(office(("{{序号}}", "{{问题编码号}}", "", None, "", ""))))
    refused = ledger("export", "--xlsx", "报表.xlsx", "--template", "模板.xlsx")
    assert (refused.returncode, "的 B4：没有“问题编码号”这种标记（是不是“" in refused.stderr) == (5, True), (
        refused.stderr
    )
    house.put(folder / "模板.xlsx", b"PK\x03\x04 broken")
    assert ledger("export", "--xlsx", "报表.xlsx", "--template", "模板.xlsx").returncode == 5
    assert ledger("export", "--xlsx", "报表.xlsx", "--template", "没有.xlsx").returncode == 5
    assert ledger("export", "--xlsx", "x.xlsx", "--template", "没有.xlsx", "--sheet", "月调度表").returncode == 2


def test_a_template_with_newer_rules_is_filled_once_that_is_agreed(ledger: Run, folder: Path) -> None:
    house.build(folder)
    rules = (
        b'<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}" xmlns:x14="u"><x14:dataValidations/></ext></extLst>'
    )
    house.put(folder / "模板.xlsx", with_part(saved(office()), "", sheet=rules))
    done = ledger("export", "--xlsx", "报表.xlsx", "--template", "模板.xlsx", "--force")
    assert (done.returncode, done.stderr.count("\n")) == (0, 1), (
        "what is lost, once more: --force may have been for the file"
    )
    assert "引用别的工作表的下拉列表" in done.stderr


def test_a_workbook_that_openpyxl_cannot_load_is_one_clear_line(ledger: Run, folder: Path) -> None:
    house.build(folder)
    house.put(folder / "模板.xlsx", with_part(saved(office()), "", sheet=b'<autoFilter ref="??"/>'))
    done = ledger("export", "--xlsx", "报表.xlsx", "--template", "模板.xlsx")
    assert (done.returncode, "读不出来" in done.stderr, "Traceback" in done.stderr) == (5, True, False), done.stderr


def test_every_unit_gets_the_offices_own_form(ledger: Run, folder: Path) -> None:
    house.build(folder)
    house.put(folder / "模板.xlsx", saved(office()))
    done = ledger("export", "--xlsx", "寄出", "--template", "模板.xlsx", "--split", "unit")
    assert done.returncode == 0, done.stderr
    sheet = first(load_workbook(folder / "寄出" / "县住建局.xlsx"))
    assert [sheet.cell(row, 1).value for row in (4, 5, 6, 7)] == [1, 2, 3, "合计"]


@given(
    st.lists(st.tuples(st.integers(1, 9), st.integers(1, 5)), unique=True, max_size=12),
    st.integers(1, 9),
    st.integers(0, 6),
    st.sampled_from([(), ("B6:C7",), ("A2:A8",), ("C5:D5",), ("A1:E1", "D3:D9")]),
)
def test_growing_loses_no_cell_and_no_merged_area(
    places: list[tuple[int, int]], at: int, by: int, merged: tuple[str, ...]
) -> None:
    book = Workbook()
    sheet = only(book)
    for row, column in places:
        sheet.cell(row, column, f"{row},{column}")
    for area in merged:
        sheet.merge_cells(area)
    before = {(c.row, c.column): c.value for line in sheet.iter_rows() for c in line if c.value is not None}
    areas = [(a.min_row, a.max_row) for a in sheet.merged_cells.ranges]
    grow(book, sheet, at, by)
    after = {(c.row, c.column): c.value for line in sheet.iter_rows() for c in line if c.value is not None}
    moved = {(row + by if row > at else row, column): value for (row, column), value in before.items()}
    repeated = {
        (at + down, column): value for (row, column), value in before.items() if row == at for down in range(by + 1)
    }
    assert after == moved | repeated
    growth = Growth(sheet.title, at, by)
    kept = sorted((growth.first(top), growth.last(low)) for top, low in areas if not (top == low == at and by))
    again = [(row, row) for top, low in areas if top == low == at and by for row in range(at, at + by + 1)]
    assert sorted((a.min_row, a.max_row) for a in sheet.merged_cells.ranges) == sorted([*kept, *again])
