"""`export --template`: what else stands in the row of markers, what sums it up, and what would be covered or cut."""

from __future__ import annotations

import io
import json
import struct
import subprocess
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

import house
import sample_issues as sample
from ledger.errors import UnreadableError
from ledger.formats.xlsx import heights, template
from ledger.formats.xlsx.formulas import Growth, points_at_one, repeated, shifted
from ledger.formats.xlsx.pictures import drawn
from test_template import filled, first, office, only, saved

Run = Callable[..., "subprocess.CompletedProcess[str]"]
TEN = Growth("台账", 4, 9)
"""Row 4 becomes the rows 4 to 13."""
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OF_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def test_words_and_formulas_beside_the_markers_stand_in_every_row() -> None:
    book = office()
    sheet = only(book)
    sheet["G4"], sheet["H4"], sheet["I4"] = "件", "=LEN(C4)+H$3", "=F4/F5"
    sheet["J4"] = "=VLOOKUP(B4,别的!A2:B9,2,0)"
    book.create_sheet("别的")
    out = first(filled(book, 3))
    assert [out.cell(row, 7).value for row in (4, 5, 6)] == ["件"] * 3
    assert [out.cell(row, 8).value for row in (4, 5, 6)] == ["=LEN(C4)+H$3", "=LEN(C5)+H$3", "=LEN(C6)+H$3"]
    assert [out.cell(row, 9).value for row in (4, 5, 6)] == ["=F4/F7", "=F5/F7", "=F6/F7"], "the total stands below"
    assert out["J6"].value == "=VLOOKUP(B6,别的!A2:B9,2,0)"
    assert out["G7"].value is None


def test_a_filled_form_without_a_row_leaves_no_row_that_looks_like_one() -> None:
    book = office(("{{序号}}", "{{问题编号}}", "{{逾期内容}}", None, "", ""))
    only(book)["G4"] = "件"
    read = template.read(saved(book), "模板.xlsx")
    sheet = first(load_workbook(io.BytesIO(template.fill(read, sample.report(0)).data)))
    assert {cell.value for cell in sheet[4]} == {None}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("=SUM(H4)", "=SUM(H4:H13)"),
        ("=SUM(H4,H2)", "=SUM(H4:H13,H2)"),
        ("=SUM( $H$4 )", "=SUM( $H$4:$H$13 )"),
        ("=COUNTA(C4)", "=COUNTA(C4:C13)"),
        ('=COUNTIF(E4,"县水务局")', '=COUNTIF(E4:E13,"县水务局")'),
        ("=COUNTIF(E4,E4)", "=COUNTIF(E4:E13,E4)"),
        ('=SUMIFS(H4,E4,"甲",F4,F2)', '=SUMIFS(H4:H13,E4:E13,"甲",F4:F13,F2)'),
        ("=SUBTOTAL(9,H4)", "=SUBTOTAL(9,H4:H13)"),
        ('=SUMPRODUCT((E4="甲")*H4)', '=SUMPRODUCT((E4:E13="甲")*H4:H13)'),
        ("=IF(SUM(H4)>0,H5,0)", "=IF(SUM(H4:H13)>0,H14,0)"),
        ("=SUM(H4*2)", "=SUM(H4*2)"),
        ("=H4", "=H4"),
        ("=SUM(H4:H4)", "=SUM(H4:H13)"),
        ("=SUM(别的!H4)", "=SUM(别的!H4)"),
    ],
)
def test_what_sums_up_the_row_sums_up_all_of_them(before: str, after: str) -> None:
    assert shifted(before, TEN, own=True) == after


@pytest.mark.parametrize(
    ("formula", "alone"),
    [("=H4", True), ("=SUM(H4*2)", True), ("=SUM(H4)", False), ("=H4:H4", False), ("=别的!H4", False), ("=H5", False)],
)
def test_a_formula_that_takes_one_row_is_pointed_out(formula: str, *, alone: bool) -> None:
    assert points_at_one(formula, TEN, own=True) is alone


@given(st.integers(1, 9), st.integers(0, 9))
def test_a_formula_of_the_row_means_its_own_row_or_the_same_cell(row: int, down: int) -> None:
    moved = repeated(f"=A{row}+A${row}", TEN, down)
    relative = row + down if row <= TEN.row else row + TEN.by
    assert moved == f"=A{relative}+A${row + TEN.by if row > TEN.row else row}"


def test_the_command_says_which_formula_takes_one_row(ledger: Run, folder: Path) -> None:
    house.build(folder)
    book = office()
    book.create_sheet("统计")["A1"] = "=台账!F4"
    house.put(folder / "模板.xlsx", saved(book))
    done = ledger("export", "报表.xlsx", "--template", "模板.xlsx")
    assert (done.returncode, "统计!A1" in done.stderr, "第 4 行" in done.stderr) == (0, True, True), done.stderr


def test_codes_in_the_footer_stay_and_an_ampersand_in_a_value_is_doubled() -> None:
    book = office()
    only(book).oddFooter.center.text = "{{填报单位}} 第&P页，共&N页"
    only(book).oddHeader.right.text = "&D {{截至日期}}"
    read = template.read(saved(book), "模板.xlsx")
    report = sample.report(2)
    ledger = report.office.policy.ledger.model_copy(update={"unit": "甲&乙办"})
    policy = report.office.policy.model_copy(update={"ledger": ledger})
    office_ = replace(report.office, policy=policy)
    changed = type(report)(office_, report.day, report.entries)
    sheet = first(load_workbook(io.BytesIO(template.fill(read, changed).data)))
    assert sheet.oddFooter.center.text == "甲&&乙办 第&P页，共&N页"
    assert sheet.oddHeader.right.text == "&D 2026年5月31日"


@pytest.mark.parametrize(
    "text", ["{{问题名称}", "{问题名称}}", "{问题名称}", "{{ 问题名称", "{{责任单位}}、{问题名称}}", "{{{{问题名称}}"]
)
def test_a_marker_that_is_not_whole_is_a_fault(text: str) -> None:
    book = office()
    only(book)["A6"] = text
    with pytest.raises(UnreadableError) as error:
        filled(book)
    assert "template.half" in [reason.key for reason in error.value.reasons]


def test_braces_that_are_no_marker_stay() -> None:
    book = office()
    only(book)["A6"] = "分类 {甲}、{1}"
    assert first(filled(book, 1))["A6"].value == "分类 {甲}、{1}"


def test_a_header_can_say_only_what_is_said_once() -> None:
    book = office()
    only(book).oddHeader.left.text = "{{问题名称}}"
    only(book).oddHeader.right.text = "{{截至日期}"
    with pytest.raises(UnreadableError) as error:
        filled(book)
    assert [reason.key for reason in error.value.reasons] == ["template.margin-row", "template.half"]


@pytest.mark.parametrize("area", ["A4:A5", "A3:A4", "A2:B6"])
def test_a_cell_merged_beyond_the_row_of_markers_is_a_fault(area: str) -> None:
    book = office((None, "{{问题编号}}", "{{问题描述}}", None, "", ""))
    only(book).merge_cells(area)
    if area == "A2:B6":
        only(book)["E4"] = "{{责任单位}}"
    with pytest.raises(UnreadableError) as error:
        filled(book)
    assert [(one.key, one.fill["area"]) for one in error.value.reasons] == [("template.merged", area)]


def test_texts_too_long_for_a_row_get_smaller_letters_or_are_named() -> None:
    report = sample.report(0)
    read = template.read(saved(office()), "模板.xlsx")

    def of(length: int) -> tuple[template.Filled, float, float]:
        one = sample.issue(1)
        one = one.model_copy(update={"source": one.source.model_copy(update={"finding": "督" * length})})
        done = template.fill(read, sample.build([(one, "")], report.day, report.office))
        sheet = first(load_workbook(io.BytesIO(done.data)))
        return done, float(sheet["C4"].font.sz or 0), float(sheet.row_dimensions[4].height or 0)

    done, size, height = of(100)
    assert (done.remarks, size) == ((), 12)
    done, size, height = of(700)
    assert (done.remarks, heights.SMALLEST <= size < 12, height <= heights.TALLEST) == ((), True, True)
    done, size, height = of(3_000)
    assert [(one.key, one.fill["rows"]) for one in done.remarks] == [("template.clipped", ("ISSUE-001",))]


def png() -> bytes:
    """A red square."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    rows = b"".join(b"\0" + b"\xff\0\0" * 8 for _ in range(8))
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


PICTURE = (
    '<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="2" name="徽标"><a:hlinkClick r:id="rId9"/></xdr:cNvPr><xdr:cNvPicPr/>'
    '</xdr:nvPicPr><xdr:blipFill><a:blip r:embed="rId1"/><a:srcRect l="10000"/><a:stretch><a:fillRect/></a:stretch>'
    '</xdr:blipFill><xdr:spPr><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic>'
)
SHAPE = (
    '<xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="3" name="印章框"/><xdr:cNvSpPr/></xdr:nvSpPr><xdr:spPr/>'
    "</xdr:sp>"
)
STRANGE = '<mc:AlternateContent xmlns:mc="u"><mc:Choice><xdr:cNvPr name="按钮"/></mc:Choice></mc:AlternateContent>'


def anchored(what: str, row: int) -> str:
    def corner(name: str, at: int) -> str:
        return (
            f"<xdr:{name}><xdr:col>1</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{at - 1}</xdr:row>"
            f"<xdr:rowOff>0</xdr:rowOff></xdr:{name}>"
        )

    corners = corner("from", row) + corner("to", row + 1)
    return f"<xdr:twoCellAnchor>{corners}{what}<xdr:clientData/></xdr:twoCellAnchor>"


def with_drawing(book: Workbook, *anchors: str) -> bytes:
    """The workbook with things drawn on its first sheet, as Excel would write them."""
    old = zipfile.ZipFile(io.BytesIO(saved(book)))
    parts = {name: old.read(name) for name in old.namelist()}
    sheet, types, own = "xl/worksheets/sheet1.xml", "[Content_Types].xml", "xl/worksheets/_rels/sheet1.xml.rels"
    drawing = f'<drawing xmlns:r="{OF_OFFICE}" r:id="rIdD"/></worksheet>'.encode()
    parts[sheet] = parts[sheet].replace(b"</worksheet>", drawing)
    parts[types] = parts[types].replace(
        b"</Types>",
        b'<Default Extension="png" ContentType="image/png"/><Override PartName="/xl/drawings/drawing1.xml" '
        b'ContentType="application/vnd.openxmlformats-officedocument.drawing+xml"/></Types>',
    )
    relation = '<Relationship Id="{}" Type="{}/{}" Target="{}"/>'
    empty = f'<Relationships xmlns="{RELATIONS}"></Relationships>'.encode()
    parts[own] = parts.get(own, empty).replace(
        b"</Relationships>",
        relation.format("rIdD", OF_OFFICE, "drawing", "../drawings/drawing1.xml").encode() + b"</Relationships>",
    )
    parts["xl/drawings/_rels/drawing1.xml.rels"] = empty.replace(
        b"</Relationships>",
        relation.format("rId1", OF_OFFICE, "image", "../media/image1.png").encode() + b"</Relationships>",
    )
    parts["xl/media/image1.png"] = png()
    spaces = f'xmlns:xdr="{DRAWING}/spreadsheetDrawing" xmlns:a="{DRAWING}/main" xmlns:r="{OF_OFFICE}"'
    parts["xl/drawings/drawing1.xml"] = f"<xdr:wsDr {spaces}>{''.join(anchors)}</xdr:wsDr>".encode()
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as new:
        for name, content in parts.items():
            new.writestr(name, content)
    return buffer.getvalue()


def test_a_plain_picture_is_kept_and_moves_with_what_it_stands_beside() -> None:
    read = template.read(with_drawing(office(), anchored(PICTURE, 1), anchored(PICTURE, 6)), "模板.xlsx")
    assert (read.losses, read.slight) == ((), ())
    for _ in range(2):  # one template is filled for every unit
        out = template.fill(read, sample.report(30)).data
        assert [(one.cell, one.picture and one.picture.content) for one in drawn(out)] == [
            ("B1", png()),
            ("B35", png()),
        ]
        archive = zipfile.ZipFile(io.BytesIO(out))
        assert b'l="10000"' in archive.read("xl/drawings/drawing1.xml"), "what was cut off stays so"
        assert b"hlinkClick" not in archive.read("xl/drawings/drawing1.xml"), "its target is not in the file"
        assert b'Extension="png"' in archive.read("[Content_Types].xml")


@pytest.mark.parametrize(("what", "name"), [(SHAPE, "印章框"), (STRANGE, "按钮")])
def test_what_is_drawn_and_lost_is_named_with_its_place_and_pictures_beside_it_stay(what: str, name: str) -> None:
    read = template.read(with_drawing(office(), anchored(PICTURE, 1), anchored(what, 6)), "模板.xlsx")
    assert [one.fill["parts"] for one in read.losses] == [(f"台账!B6（{name}）",)]
    assert [one.cell for one in drawn(template.fill(read, sample.report(3)).data)] == ["B1"]


def test_the_command_keeps_a_logo_without_being_asked(ledger: Run, folder: Path) -> None:
    house.build(folder)
    house.put(folder / "模板.xlsx", with_drawing(office(), anchored(PICTURE, 1)))
    done = ledger("export", "报表.xlsx", "--template", "模板.xlsx")
    assert (done.returncode, done.stderr) == (0, "")
    assert [one.name for one in drawn((folder / "报表.xlsx").read_bytes())] == ["徽标"]
    told = json.loads(ledger("export", "寄出", "--template", "模板.xlsx", "--split", "unit", "--json").stdout)
    assert all(drawn((folder / "寄出" / part["file"]).read_bytes()) for part in told["files"])
