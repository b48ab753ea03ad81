"""What the cells of a workbook are read as: numbers, dates, texts, flags, formulas, pictures; its rows and sheets."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.errors import UnreadableError
from ledger.formats.xlsx.cells import as_text, escaped, plain
from ledger.formats.xlsx.figures import number_text
from ledger.formats.xlsx.looks import looks_of
from ledger.formats.xlsx.reading import read
from ledger.formats.xlsx.strings import plain_text
from ledger.model.grid import Cell, Grid, letters
from workbooks import MAIN, SHEET, cell, packed, parts, row, sheet_xml, strings_xml, styles_xml, workbook


def grid_of(data: bytes) -> Grid:
    return read(data, "台账.xlsx").grids[0]


def only(
    stored: str, *, styles: str | None = None, strings: str | None = None, properties: str = ""
) -> tuple[str, str]:
    """Kind and text of the one cell of a workbook."""
    (line,) = grid_of(workbook(row(1, stored), styles=styles, strings=strings, properties=properties)).lines
    (found,) = line.cells.values()
    return found.kind, found.text


# numbers


@pytest.mark.parametrize(
    ("stored", "text"),
    [
        ("46173", "46173"),  # a General cell: nothing says it is a date
        ("13800138000", "13800138000"),
        ("1.3800138E10", "13800138000"),
        ("1.5", "1.5"),
        ("1.50", "1.5"),
        ("1.1000000000000001", "1.1"),  # how Excel stores 1.1
        ("0.30000000000000004", "0.3"),  # 0.1 + 0.2, pasted as a value
        ("99.989999999999995", "99.99"),
        ("0.1234567890123", "0.1234567890123"),
        ("123456789012345678", "123456789012345678"),  # digits that are there stay
        ("1E-5", "0.00001"),
        ("1E+20", "100000000000000000000"),
        ("-0", "0"),
        ("-0.0", "0"),
        ("-7.25", "-7.25"),
        ("+3", "3"),
        (".5", "0.5"),
        ("0.0", "0"),
        (" 12 ", "12"),
    ],
)
def test_numbers_have_no_exponent_and_no_noise(stored: str, text: str) -> None:
    assert only(cell("A1", stored)) == ("number", text)


@pytest.mark.parametrize("stored", ["abc", "1,5", "0x10", "NaN", "INF", "1E400", "１２", "1_000", "--1", "1e"])
def test_what_is_no_number_is_a_damaged_cell(stored: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        grid_of(workbook(row(1, cell("D1", stored))))
    assert "workbook.at-cell" in str(caught.value)
    assert "cell=D1" in str(caught.value)


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=3))
def test_a_number_of_up_to_fifteen_digits_comes_back_as_it_is(value: Decimal) -> None:
    assert Decimal(number_text(format(value, "f"))) == value
    assert Decimal(number_text(f"{float(value):.17g}")) == value, "as Excel stores it"


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_number_is_written_plainly(value: float) -> None:
    text = number_text(repr(value))
    assert set(text) <= set("-.0123456789")
    assert float(text) == pytest.approx(value, rel=1e-11, abs=0)
    assert number_text(text) == text


# dates


@pytest.mark.parametrize("number", [14, 15, 16, 22, 28, 29, 30, 31, 32, 33, 34, 35, 51, 53, 54, 55, 56, 58])
def test_built_in_formats_of_days(number: int) -> None:
    assert only(cell("A1", "46173"), styles=styles_xml(number)) == ("date", "2026-05-31")


@pytest.mark.parametrize("number", [17, 27, 36, 50, 52, 57])
def test_built_in_formats_of_months_show_a_month_for_its_first_day(number: int) -> None:
    """`2026年5月` typed into Excel is stored as the 1st of May; for a deadline that would be a month too early."""
    assert only(cell("A1", "46143"), styles=styles_xml(number)) == ("text", "2026年5月")
    assert only(cell("A1", "46173"), styles=styles_xml(number)) == ("date", "2026-05-31")


@pytest.mark.parametrize("number", [0, 1, 2, 9, 10, 11, 37, 44, 46, 48, 49, 49_999])
def test_other_built_in_formats_are_of_numbers(number: int) -> None:
    assert only(cell("A1", "46173"), styles=styles_xml(number)) == ("number", "46173")


@pytest.mark.parametrize(
    ("code", "looks"),
    [
        ("yyyy-mm-dd", "date"),
        ('yyyy"年"m"月"d"日"', "date"),
        ("yyyy年m月d日;@", "date"),
        ("[$-804]yyyy/m/d;@", "date"),
        ("[DBNum1][$-804]yyyy年m月d日", "date"),
        ("e/m/d", "date"),
        ("m月d日", "date"),
        ("aaaa", "date"),
        ("[$-804]aaa", "date"),
        ("h:mm", "date"),
        ("上午/下午h时mm分", "date"),
        ('yyyy"年"m"月"', "month"),
        ("yyyy/m", "month"),
        ("mmm-yy", "month"),
        ("General", "plain"),
        ("G/通用格式", "plain"),
        ('G/通用格式"天"', "plain"),
        ("0.00E+00", "plain"),
        ("[Red]0.00", "plain"),
        ('0"days"', "plain"),
        (r"0\d", "plain"),
        ("[h]:mm", "plain"),
        ("@", "plain"),
        ("", "plain"),
        ('_(* #,##0_);_(* "-"_)', "plain"),
        ('0;"d"', "plain"),
    ],
)
def test_formats_of_the_offices_own(code: str, looks: str) -> None:
    assert looks_of(code) == looks


@pytest.mark.parametrize(
    ("stored", "kind", "text"),
    [
        ("46173.354166666664", "date", "2026-05-31T08:30:00"),
        ("46172.99999999", "date", "2026-05-31"),  # the noise of arithmetic is less than a second
        ("0.354166666666667", "text", "08:30"),
        ("0", "number", "0"),
        ("1", "date", "1900-01-01"),
        ("59", "date", "1900-02-28"),
        ("60", "number", "60"),  # the 29th of February 1900 never was
        ("61", "date", "1900-03-01"),
        ("2958465", "date", "9999-12-31"),
        ("2958466", "number", "2958466"),
        ("-1", "number", "-1"),
        ("20260531", "number", "20260531"),  # a date typed without separators into a date cell: shown as #####
        ("1E300", "number", "1" + "0" * 300),
    ],
)
def test_what_a_date_cell_may_hold(stored: str, kind: str, text: str) -> None:
    assert only(cell("A1", stored), styles=styles_xml(14)) == (kind, text)


@given(st.dates(min_value=date(1900, 3, 1), max_value=date(9999, 12, 31)))
def test_every_day_since_march_1900_comes_back(day: date) -> None:
    serial = (day - date(1899, 12, 30)).days
    assert only(cell("A1", str(serial)), styles=styles_xml(14)) == ("date", day.isoformat())


@given(st.dates(min_value=date(1904, 1, 1), max_value=date(9999, 12, 31)))
def test_every_day_of_the_1904_system_comes_back(day: date) -> None:
    serial = (day - date(1904, 1, 1)).days
    found = only(cell("A1", str(serial)), styles=styles_xml(14), properties='<workbookPr date1904="1"/>')
    assert found == ("date", day.isoformat())


def test_dates_stored_as_dates() -> None:
    assert only(cell("A1", "2026-05-31", "d")) == ("date", "2026-05-31")
    assert only(cell("A1", "2026-05-31T00:00:00Z", "d")) == ("date", "2026-05-31")
    assert only(cell("A1", "2026-05-31T08:30:00", "d")) == ("date", "2026-05-31T08:30:00")


def test_a_code_of_the_offices_own_outranks_the_number_it_takes() -> None:
    styles = styles_xml(31).replace("<numFmts>", '<numFmts><numFmt numFmtId="31" formatCode="0.0"/>')
    assert only(cell("A1", "46173"), styles=styles) == ("number", "46173")


# texts


def test_texts_inline_shared_and_rich() -> None:
    strings = strings_xml(
        "<t>水务局</t>",
        "<r><rPr><b/></rPr><t>整改</t></r><r><t xml:space='preserve'> 措施 </t></r>",
        "<t>责任</t><rPh sb='0' eb='2'><t>zeren</t></rPh>",
    )
    cells = [cell(f"{letters(at + 1)}1", str(at), "s") for at in range(3)]
    rich = '<c r="D1" t="inlineStr"><is><r><t>一、</t></r><r><rPr><i/></rPr><t>二</t></r></is></c>'
    (line,) = grid_of(workbook(row(1, *cells, rich), strings=strings)).lines
    assert [one.text for one in line.cells.values()] == ["水务局", "整改 措施 ", "责任", "一、二"]


@pytest.mark.parametrize(
    "text", ["1.10", "007", "+8613800138000", "=1+1", "#REF!", "true", "2026-05-31", " 前后有空格 "]
)
def test_a_text_that_looks_like_something_else_stays_text(text: str) -> None:
    assert only(cell("A1", text, "inlineStr")) == ("text", text)


@pytest.mark.parametrize(
    ("stored", "text"),
    [
        ("一_x000D_\n二", "一\n二"),
        ("一_x000d_二", "一\n二"),
        ("一\r\n二", "一\n二"),
        ("_x005F_x000D_", "_x000D_"),
        ("a_x0041_b", "aAb"),
        ("_xD83D__xDE00_", "😀"),
        ("_xD83D_坏", "坏"),
        ("响_x0007_铃", "响铃"),
        ("_x00_", "_x00_"),
    ],
)
def test_escapes_are_spelt_out(stored: str, text: str) -> None:
    assert plain_text(stored) == text


@given(st.text())
def test_what_export_writes_of_a_text_is_read_as_that_text(text: str) -> None:
    assert plain_text(escaped(plain(text))) == as_text(text)


# flags, errors, formulas, pictures


@pytest.mark.parametrize(
    ("stored", "kind", "text"),
    [
        (cell("A1", "1", "b"), "flag", "true"),
        (cell("A1", "0", "b"), "flag", "false"),
        (cell("A1", "1", "b", formula="TRUE()"), "flag", "true"),  # LibreOffice
        (cell("A1", "", "b", formula="FALSE()"), "flag", "false"),
        (cell("A1", "1", "b", formula="A2>3"), "formula", "true"),
        (cell("A1", "#REF!", "e"), "error", "#REF!"),
        (cell("A1", "#N/A", "e"), "error", "#N/A"),
        (cell("A1", "#DIV/0!", "e", formula="1/0"), "formula", "#DIV/0!"),
        (cell("A1", "2.5", formula="B1*2"), "formula", "2.5"),
        (cell("A1", "", formula="B1*2"), "formula", "=B1*2"),
        (cell("A1", "张三", "str", formula='IF(1,"张三")'), "formula", "张三"),
        ('<c r="A1"><f t="shared" si="0"/><v>7</v></c>', "formula", "7"),
        ('<c r="A1"><f t="shared" si="0"/></c>', "formula", "=…"),
        (
            cell("A1", '=DISPIMG("ID_1",1)', "str", formula='_xlfn.DISPIMG("ID_1",1)'),
            "picture",
            '=_xlfn.DISPIMG("ID_1",1)',
        ),
        (cell("A1", '=DISPIMG("ID_1",1)', "inlineStr"), "picture", '=DISPIMG("ID_1",1)'),
        (cell("A1", "图见 DISPIMG(1)", "inlineStr"), "text", "图见 DISPIMG(1)"),
        ('<c r="A1" t="e" vm="1"><v>#VALUE!</v></c>', "picture", "#VALUE!"),
    ],
)
def test_flags_errors_formulas_and_pictures(stored: str, kind: str, text: str) -> None:
    assert only(stored) == (kind, text)


def test_the_stored_value_of_a_formula_is_read_like_any_other() -> None:
    assert only(cell("A1", "46173", formula="TODAY()"), styles=styles_xml(14)) == ("formula", "2026-05-31")


# rows, sheets, areas


def test_cells_know_their_place_and_rows_their_number() -> None:
    data = workbook(
        row(2, cell("B2", "1"), cell("AB2", "2"))
        + row(7, cell("A7"), more=' hidden="1"')
        + row(9, cell("A9", "3"), more=' hidden="true"')
    )
    second, ninth = grid_of(data).lines
    assert (second.number, second.hidden, ninth.number, ninth.hidden) == (2, False, 9, True)
    assert second.cells == {2: Cell(2, 2, "number", "1"), 28: Cell(2, 28, "number", "2")}
    assert [one.name for one in second.cells.values()] == ["B2", "AB2"]


def test_rows_and_cells_without_a_place_come_one_after_the_other() -> None:
    rows = "<row><c><v>1</v></c><c/><c><v>3</v></c></row><row/><row><c r='D3'/><c><v>5</v></c></row>"
    first, third = grid_of(workbook(rows)).lines
    assert [one.name for one in (*first.cells.values(), *third.cells.values())] == ["A1", "C1", "E3"]


@given(st.integers(1, 16_384))
def test_columns_have_letters(column: int) -> None:
    number = 0
    for letter in letters(column):
        number = number * 26 + ord(letter) - 64
    assert number == column
    assert letters(column).isalpha()


def test_empty_cells_hold_nothing() -> None:
    empty = [cell("A1"), '<c r="B1"><v/></c>', '<c r="C1" t="inlineStr"><is><t></t></is></c>', cell("D1", "0", "s")]
    blank = cell("E1", " ", "inlineStr")
    (line,) = grid_of(workbook(row(1, *empty, blank), strings=strings_xml("<t/>"))).lines
    assert list(line.cells) == [5], "a space is something: an importer has to judge it"


def test_merged_areas_and_hidden_columns() -> None:
    rows = row(1, cell("A1", "1")) + row(5, cell("C5", "2"))
    before = '<cols><col min="2" max="3" hidden="1" width="0"/><col min="200" max="16384" hidden="1"/></cols>'
    areas = '<mergeCells count="4"><mergeCell ref="A1:C1"/><mergeCell ref="B3:B4"/><mergeCell ref="A2:XFD2"/>'
    areas += '<mergeCell ref="F9:XFD1048576"/></mergeCells>'
    grid = grid_of(packed(parts(sheet_xml(rows, before, areas))))
    assert grid.merged == ((1, 1, 1, 3), (2, 1, 2, 3), (3, 2, 4, 2)), "clipped to what the cells occupy"
    assert grid.hidden_columns == {2, 3, *range(200, 257)}


def test_a_merged_sheet_as_large_as_a_sheet_can_be() -> None:
    data = packed(
        parts(sheet_xml(row(3, cell("B3", "1")), after='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'))
    )
    assert grid_of(data).merged == ((1, 1, 3, 2),)


def test_sheets_keep_their_order_names_and_states() -> None:
    members = parts(sheet_xml(row(1, cell("A1", "1"))))
    book = str(members["xl/workbook.xml"])
    more = '<sheet name="_base" sheetId="3" state="veryHidden" r:id="rId9"/>'
    more += '<sheet name="底稿" sheetId="4" state="hidden" r:id="rId8"/>'
    more += '<sheet name="图" sheetId="5" r:id="rId7"/></sheets>'
    members["xl/workbook.xml"] = book.replace("</sheets>", more)
    links = str(members["xl/_rels/workbook.xml.rels"])
    for name, kind, target in (
        ("rId9", "worksheet", "worksheets/sheet2.xml"),
        ("rId8", "worksheet", "../xl/worksheets/Sheet3.xml"),
        ("rId7", "chartsheet", "chartsheets/sheet1.xml"),
    ):
        one = f'<Relationship Id="{name}" Type="http://x/{kind}" Target="{target}"/></Relationships>'
        links = links.replace("</Relationships>", one)
    members["xl/_rels/workbook.xml.rels"] = links
    members["xl/worksheets/sheet2.xml"] = members["xl/worksheets/sheet3.xml"] = sheet_xml(row(1, cell("A1", "2")))
    book_read = read(packed(members), "台账.xlsx")
    assert [(one.name, one.state) for one in book_read.grids] == [
        ("整改台账", "visible"),
        ("_base", "veryHidden"),
        ("底稿", "hidden"),
    ]
    assert book_read.grid("_BASE") is book_read.grids[1]
    assert book_read.grid("没有") is None
    assert [str(one) for one in book_read.remarks] == ["workbook.has-hidden-sheets(sheets=('底稿',))"]


def test_what_is_left_out_is_told() -> None:
    members = parts(sheet_xml(row(1, cell("A1", "1"))))
    members |= {
        "xl/vbaProject.bin": b"\0",
        "xl/media/image1.png": b"\x89PNG",
        "xl/media/image2.png": b"\x89PNG",
        "xl/comments1.xml": "<comments/>",
        "xl/externalLinks/externalLink1.xml": "<externalLink/>",
    }
    keys = [one.key for one in read(packed(members), "台账.xlsm").remarks]
    assert keys == ["workbook.has-macros", "workbook.has-pictures", "workbook.has-comments", "workbook.has-links"]


def test_the_strict_form_of_the_standard_and_prefixed_names() -> None:
    members = parts(sheet_xml(row(1, cell("A1", "46173", style=0))), styles=styles_xml(31))
    strict = {
        name: str(text).replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main") for name, text in members.items()
    }
    assert grid_of(packed(strict)).lines[0].cells[1].text == "2026-05-31"
    inner = '<x:sheetData><x:row r="1"><x:c r="A1"><x:v>7</x:v></x:c></x:row></x:sheetData>'
    prefixed = f'<x:worksheet xmlns:x="{MAIN}">{inner}</x:worksheet>'
    assert grid_of(packed(members | {SHEET: prefixed})).lines[0].cells[1].text == "7"


def test_elements_that_are_not_known_are_passed_over_with_all_they_hold() -> None:
    rows = row(1, '<c r="A1"><extLst><c r="B1"><v>9</v></c></extLst><v>1</v></c>')
    after = '<extLst><ext><sheetData><row r="5"><c r="A5"><v>8</v></c></row></sheetData></ext></extLst>'
    (line,) = grid_of(packed(parts(sheet_xml(rows, after=after)))).lines
    assert line.cells == {1: Cell(1, 1, "number", "1")}


def test_utf16_parts_are_read() -> None:
    text = sheet_xml(row(1, cell("A1", "水务局", "inlineStr"))).replace("UTF-8", "UTF-16")
    assert grid_of(packed(parts("") | {SHEET: text.encode("utf-16")})).lines[0].cells[1].text == "水务局"


@given(
    st.lists(st.tuples(st.integers(1, 256), st.text(min_size=1, max_size=20)), max_size=8, unique_by=lambda one: one[0])
)
def test_the_texts_of_a_row_come_back_in_their_columns(texts: list[tuple[int, str]]) -> None:
    wanted = {column: as_text(text) for column, text in sorted(texts) if as_text(text)}
    cells = [cell(f"{letters(column)}1", escaped(text), "inlineStr") for column, text in wanted.items()]
    lines = grid_of(workbook(row(1, *cells))).lines
    assert {column: one.text for line in lines for column, one in line.cells.items()} == wanted


def test_a_day_is_the_same_however_it_is_stored() -> None:
    """A date, the same one with a time of nought, and its number in a cell that shows dates."""
    serial = str((date(2026, 5, 31) - date(1899, 12, 30)) // timedelta(days=1))
    stored = [cell("A1", serial), cell("A1", f"{serial}.0"), cell("A1", "2026-05-31T00:00:00", "d")]
    assert {only(one, styles=styles_xml(14)) for one in stored} == {("date", "2026-05-31")}
