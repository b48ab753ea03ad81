"""The workbook as a program reads it back: the same texts, no formula, sums that add up, keys for an import."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from functools import lru_cache
from io import BytesIO
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

import sample_issues as sample
from ledger.errors import UsageError, say
from ledger.formats.registry import WRITERS, writer
from ledger.formats.xlsx import heights
from ledger.formats.xlsx.cells import CUT, LIMIT, as_text, escaped, plain, sheet_name
from ledger.formats.xlsx.keys import revision
from ledger.formats.xlsx.links import Links
from ledger.model.column import Column
from ledger.model.columns import Link, Sheet, Value
from ledger.model.issue import Issue
from ledger.model.problem import Place, Problem
from ledger.model.report import Report, build
from ledger.model.schedule import STANDINGS
from ledger.model.statistics import statistics
from ledger.model.tables import tables


def dumped(report: Report) -> bytes:
    return sample.workbook(report)


def loaded(report: Report) -> Workbook:
    return load_workbook(BytesIO(dumped(report)))


def sheet_of(book: Workbook, name: str) -> Worksheet:
    found = book[name]
    assert isinstance(found, Worksheet)
    return found


@lru_cache(maxsize=1)
def thirty() -> Workbook:
    """Read only by the tests."""
    return loaded(sample.report(30))


def body(book: Workbook, name: str) -> list[dict[str, object]]:
    """The rows under the headings, by heading."""
    lines = list(sheet_of(book, name).iter_rows(values_only=True))
    at = next(number for number, line in enumerate(lines) if line[0] == "序号")
    headings = [str(name) for name in lines[at] if name]
    return [dict(zip(headings, line, strict=False)) for line in lines[at + 1 :]]


def texts(book: Workbook) -> Iterator[str]:
    for sheet in book.worksheets:
        for line in sheet.iter_rows(values_only=True):
            yield from (value for value in line if isinstance(value, str))


def test_sheets_and_which_one_is_open() -> None:
    book = thirty()
    states = {sheet.title: sheet.sheet_state for sheet in book.worksheets}
    assert states == {
        "汇总": "visible",
        "整改台账": "visible",
        "措施清单": "visible",
        "逾期清单": "visible",
        "_字典": "hidden",
        "_ledger": "veryHidden",
        "_base": "veryHidden",
    }
    assert book.active is not None
    assert book.active.title == "整改台账"


def test_the_same_report_gives_the_same_bytes() -> None:
    assert dumped(sample.report(9)) == dumped(sample.report(9))


def test_no_trace_of_the_clock() -> None:
    with zipfile.ZipFile(BytesIO(dumped(sample.report(1)))) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = archive.read("docProps/core.xml").decode()
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[^<]*", core)) == {"2026-05-31T00:00:00Z"}


def test_head_paper_and_frozen_columns() -> None:
    sheet = sheet_of(thirty(), "整改台账")
    assert sheet["A1"].value == "某市督察整改台账"
    assert sheet["A2"].value == "填报单位：某市督察整改工作领导小组办公室"
    assert "统计截止日期：2026年5月31日" in [cell.value for cell in sheet[2]]
    assert sheet.freeze_panes == "C4"
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (8, "landscape")
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.print_area == "'整改台账'!$A$1:$U$33"
    assert sheet.oddFooter is not None
    assert sheet.oddFooter.center.text == "第&P页，共&N页"
    assert sheet.auto_filter.ref == "A3:W33"
    assert not sheet.tables


def test_key_and_revision_are_there_and_hidden() -> None:
    for table in tables(sample.report(30), sample.SHEETS):
        sheet = sheet_of(thirty(), table.sheet.name)
        columns = {cell.value: get_column_letter(at) for at, cell in enumerate(sheet[3], 1)}
        assert sheet.column_dimensions[columns["_key"]].hidden
        assert sheet.column_dimensions[columns["_rev"]].hidden
        lines = body(thirty(), table.sheet.name)
        assert [line["_key"] for line in lines] == [row.key for row in table.rows]
        assert all(re.fullmatch("[0-9a-f]{12}", str(line["_rev"])) for line in lines)


def test_the_revision_changes_with_an_editable_value_and_not_with_the_day() -> None:
    def revisions(issue: Issue, day: date) -> list[object]:
        return [line["_rev"] for line in body(loaded(build([(issue, "")], day, sample.office())), "整改台账")]

    one = sample.issue(1)
    assert revisions(one, sample.DAY) == revisions(one, date(2026, 6, 7))
    assert revisions(one, sample.DAY) != revisions(sample.issue(1, title="另一名称"), sample.DAY)


def test_the_base_keeps_what_the_editable_cells_hold() -> None:
    base = [tuple(value or "" for value in line) for line in sheet_of(thirty(), "_base").iter_rows(values_only=True)]
    for sheet in sample.SHEETS:
        editable = [column for column in sheet.columns if column.editable]
        kept = [line for line in base if line[0] == sheet.name]
        if not editable:
            assert kept == []
            continue
        assert list(kept[0][1 : len(editable) + 2]) == ["_key", *(column.field for column in editable)]
        for line, row in zip(kept[1:], body(thirty(), sheet.name), strict=True):
            written = [row[column.heading] for column in editable]
            assert list(line[2 : len(editable) + 2]) == [_told(value) for value in written]
            assert row["_rev"] == revision(str(row["_key"]), map(str, line[2 : len(editable) + 2]))


def _told(value: object) -> str:
    return value.date().isoformat() if isinstance(value, datetime) else str(value if value is not None else "")


def test_the_ledger_sheet_says_what_an_import_must_know() -> None:
    lines = list(sheet_of(thirty(), "_ledger").iter_rows(values_only=True))
    known = {line[0]: line[1] for line in lines if line[0] not in {"sheet", "column"}}
    assert known == {
        "format": "1",
        "as_of": "2026-05-31",
        "title": "某市督察整改台账",
        "unit": "某市督察整改工作领导小组办公室",
        "selection": None,
        "issues": "30",
        "unreadable": None,
    }
    about = [line[1:3] for line in lines if line[0] == "sheet"]
    assert about == [("整改台账", "issue"), ("措施清单", "measure"), ("逾期清单", "late")]
    mapped = [line[1:5] for line in lines if line[0] == "column"]
    assert mapped == [
        (sheet.name, column.heading, column.field, "edit" if column.editable else None)
        for sheet in sample.SHEETS
        for column in sheet.columns
    ]


def test_the_summary_adds_up_and_agrees_with_the_rows() -> None:
    book = thirty()
    lines = [list(line[:14]) for line in sheet_of(book, "汇总").iter_rows(values_only=True)]
    standing = [line["进度情况"] for line in body(book, "整改台账")]
    at = next(number for number, line in enumerate(lines) if line[0] == "进度情况")
    for name, count, _ in (line[:3] for line in lines[at + 1 : at + 1 + len(STANDINGS)]):
        assert count == standing.count(name), name
    assert lines[at + 1 + len(STANDINGS)][:3] == ["合计", 30, 100]
    heads = [number for number, line in enumerate(lines) if line[1] == "件数" and line[3] == "已销号"]
    assert len(heads) == len(statistics(sample.report(30)).breakdowns)
    for head in heads:
        groups = []
        for line in lines[head + 1 :]:
            groups.append(line)
            if str(line[0]).startswith("合计"):
                break
        *rows, total = groups
        for column in (1, *range(3, 12)):
            assert sum(int(str(row[column])) for row in rows) == total[column]


def test_the_summary_gives_every_group_the_rates_of_the_whole() -> None:
    """Percents with their denominators, the four parts of the schedule, and a last row that has every issue once."""
    lines = [list(line[:13]) for line in sheet_of(thirty(), "汇总").iter_rows(values_only=True)]
    found = statistics(sample.report(30))
    heads = [at for at, line in enumerate(lines) if line[1] == "按期完成\n率（%）"]
    telling = [one for at, one in enumerate(found.breakdowns) if at == 0 or not one.says_nothing]
    assert len(heads) == len(telling)
    for head, one in zip(heads, telling, strict=True):
        rows = lines[head + 1 : head + 1 + len(one.groups)]
        for row, group in zip(rows, one.groups, strict=True):
            rate = {each.key: each for each in group.rates}
            assert (row[0], row[2], row[5], row[7]) == (
                group.name, rate["on-time"].whole, rate["measures"].whole, rate["updates"].whole,
            )  # fmt: skip
            assert sum(int(str(number)) for number in row[8:12]) == group.total
        last = lines[head + 1 + len(one.groups)]
        assert last[0] == ("合计" if one.adds_up else "全部（每件只算一次）")
        assert sum(int(str(number)) for number in last[8:12]) == found.total


def test_the_charts_stand_beside_the_tables_and_apart() -> None:
    sheet = sheet_of(thirty(), "汇总")
    charts = sheet._charts  # type: ignore[attr-defined]  # noqa: SLF001 - openpyxl lists them nowhere else
    spans = []
    for chart in charts:
        assert chart.x_axis.delete is False
        assert chart.y_axis.delete is False
        corner = chart.anchor._from  # noqa: SLF001 - the corner's name in the file format
        assert corner.col >= 14
        top = sum(sheet.row_dimensions[row].height or 15 for row in range(1, corner.row + 1))
        spans.append((top, top + chart.anchor.ext.height / 12700))
    (first, second) = spans
    assert first[1] < second[0]


def test_drop_downs_refer_to_lists_that_are_there() -> None:
    book = thirty()
    found = {}
    for sheet in book.worksheets:
        headings = {cell.column: cell.value for cell in sheet[3]}
        for rule in sheet.data_validations.dataValidation:
            column = range_boundaries(str(rule.sqref))[0]
            found[sheet.title, headings[column]] = rule.formula1 if rule.type == "list" else rule.type
    assert found == {
        ("整改台账", "环境要素"): "环境要素列表",
        ("整改台账", "责任单位"): "单位列表",
        ("整改台账", "督导单位"): "单位列表",
        ("整改台账", "责任人"): "人员列表",
        ("整改台账", "整改状态"): "整改状态列表",
        ("措施清单", "责任单位"): "单位列表",
        ("措施清单", "完成量"): "decimal",
        ("措施清单", "资金（万元）"): "decimal",
        ("措施清单", "完成日期"): "date",
    }
    for name in ("环境要素列表", "单位列表", "人员列表", "整改状态列表"):
        ((title, area),) = book.defined_names[name].destinations
        cells = [cell.value for (cell,) in book[title][area]]
        assert cells
        assert all(isinstance(value, str) for value in cells)
    assert "市督察整改办" in [cell.value for (cell,) in book["_字典"]["B2:B7"]]


def test_only_the_deadline_cells_take_colour_by_the_day_of_the_report() -> None:
    sheet = sheet_of(thirty(), "整改台账")
    coloured = {
        str(sheet.cell(3, column).value): [str(rule.formula[0]) for rule in one.rules]
        for one in sheet.conditional_formatting
        for area in one.sqref.ranges
        for column in range(area.min_col, area.max_col + 1)
    }
    assert set(coloured) == {"最后期限", "剩余天数", "进度情况"}
    assert all("DATE(2026,5,31)" in rule and "TODAY" not in rule for rule in coloured["最后期限"])
    # A node or a measure may be near while the last day is far off: then the word alone takes colour.
    red, amber = coloured["进度情况"]
    assert ('="节点逾期"' in red, '="临期"' in amber) == (True, True)


def test_editable_cells_are_yellow_and_unlocked_the_others_not() -> None:
    sheet = sheet_of(thirty(), "整改台账")
    for column, cell in zip(sample.SHEETS[0].columns, sheet[4], strict=False):
        assert cell.protection.locked is not column.editable
        assert (cell.fill.fgColor.rgb == "00FFFDF2") is column.editable


def test_styles_are_named_and_shared() -> None:
    names = {cell.style for line in sheet_of(thirty(), "整改台账").iter_rows(min_row=4, max_col=21) for cell in line}
    assert names == {"台账短文", "台账长文", "台账数字", "台账日期", "台账链接", "台账短文·可填", "台账长文·可填"}


def test_dates_are_dates_and_links_lead_to_the_evidence() -> None:
    report = build([(sample.finished(2, "closed"), "")], sample.DAY, sample.office(), links="../")
    sheet = sheet_of(loaded(report), "整改台账")
    cells = {head.value: cell for head, cell in zip(sheet[3], sheet[4], strict=True)}
    assert cells["销号日期"].value == datetime(2026, 5, 20)  # noqa: DTZ001 - a cell has no time zone
    assert cells["销号日期"].number_format == "yyyy-mm-dd"
    assert cells["佐证材料"].value == "查看(3)"
    assert cells["佐证材料"].hyperlink is not None
    assert cells["佐证材料"].hyperlink.target == "../evidence/ISSUE-002/"


def test_links_stop_where_excel_bears_no_more() -> None:
    book = Workbook(write_only=True)
    sheet = cast("Worksheet", book.create_sheet())
    sheet.append(["编号", "佐证材料"])
    columns = (
        Column(heading="编号", field="id", width="8"),
        Column(heading="佐证", field="evidence", width="8", kind="link"),
    )
    links = Links(sheet, columns, "../", most=2)
    rows: list[tuple[Value, ...]] = [("1", Link("查看(1)", f"evidence/{at}/")) for at in range(3)]
    rows.insert(1, ("2", None))
    assert [links.add(row, at) for at, row in enumerate(rows, 2)] == [True, True, True, False]
    assert links.add(("5", None), 6), "a row without evidence needs no link"
    assert not links.add(rows[0], 7), "there is no link further below, where one would look for all of them"
    assert links.remarks("整改台账") == (say("export.unlinked", sheet="整改台账", count=2, most=2),)
    file = BytesIO()
    book.save(file)
    written = load_workbook(file).worksheets[0]
    found = {cell.coordinate: cell.hyperlink.target for row in written for cell in row if cell.hyperlink}
    assert found == {"B2": "../evidence/0/", "B4": "../evidence/1/"}


def test_what_could_not_be_read_is_said_on_the_page() -> None:
    faults = [Problem("syntax", "invalid", say("x"), place=Place(f"issues/{name}.yaml", 3)) for name in "ab"]
    book = loaded(sample.report(3, broken=faults, selection="责任单位：市水利局"))
    for name in ("汇总", "整改台账"):
        sheet = sheet_of(book, name)
        assert sheet["A3"].value == "范围：责任单位：市水利局"
        assert sheet["A4"].value == "注意：2件无法读取，未列入：issues/a.yaml、issues/b.yaml"
    assert sheet_of(book, "整改台账").freeze_panes == "C6"


def test_a_page_full_of_unreadable_files_names_the_first_and_keeps_all() -> None:
    faults = [Problem("syntax", "invalid", say("x"), place=Place(f"issues/{n:03d}.yaml", 3)) for n in range(99)]
    book = loaded(sample.report(1, broken=faults))
    said = str(sheet_of(book, "整改台账")["A3"].value)
    assert said.startswith("注意：99件无法读取，未列入：issues/000.yaml、")
    assert said.endswith("issues/029.yaml 等")
    known = {line[0]: line[1] for line in sheet_of(book, "_ledger").iter_rows(values_only=True)}
    assert str(known["unreadable"]).count("\n") == 98


def test_an_empty_ledger_is_a_workbook_too() -> None:
    book = loaded(build([], sample.DAY, sample.office()))
    assert [sheet_of(book, sheet.name)["A4"].value for sheet in sample.SHEETS] == [
        sheet.empty for sheet in sample.SHEETS
    ]


def awkward(text: str) -> Issue:
    one = sample.issue(1, title=text, region=text)
    return one.model_copy(update={"source": one.source.model_copy(update={"finding": text, "item": text})})


@pytest.mark.parametrize(
    "text",
    [
        "=cmd|'/c calc'!A0",
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "#N/A",
        "#REF!",
        "1.10",
        "013800138000",
        "2026-05-31",
        "TRUE",
    ],
)
def test_text_stays_text_whatever_it_looks_like(text: str) -> None:
    sheet = sheet_of(loaded(build([(awkward(text), "")], sample.DAY, sample.office())), "整改台账")
    cells = {head.value: cell for head, cell in zip(sheet[3], sheet[4], strict=True)}
    for heading in ("问题名称", "问题原文", "原文编号", "行政区域"):
        assert (cells[heading].value, cells[heading].data_type) == (text, "s")


def test_nothing_in_the_workbook_is_a_formula() -> None:
    data = dumped(build([(awkward("=1+1"), "")], sample.DAY, sample.office()))
    with zipfile.ZipFile(BytesIO(data)) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
    assert len(sheets) == 7
    assert not any(b"<f>" in sheet or b"<f " in sheet for sheet in sheets)


def test_what_xml_forbids_is_left_out() -> None:
    assert plain("a\x00\x0b\x1fb\ud800c\ufffed\uffff\r\ne\rf\tg") == "abcd\ne\nf\tg"


def test_an_escape_sequence_is_spelt_out() -> None:
    assert escaped("a_x000D_b _x41_") == "a_x005F_x000D_b _x41_"


@pytest.mark.parametrize("char", ["督", "𠮷"])  # the second is two of Excel's characters
def test_a_cell_that_is_too_long_is_cut_and_says_so(char: str) -> None:
    cut = plain(char * 40_000)
    assert cut.endswith(CUT)
    assert LIMIT - 2 < len(cut.encode("utf-16-le")) / 2 <= LIMIT
    one = build([(awkward(char * 40_000), "")], sample.DAY, sample.office())
    assert "".join(str(row["问题原文"] or "") for row in body(loaded(one), "整改台账")) == cut


def finding(text: str) -> Worksheet:
    """The sheet of one issue with this finding."""
    one = sample.issue(1)
    one = one.model_copy(update={"source": one.source.model_copy(update={"finding": text})})
    return sheet_of(loaded(build([(one, "")], sample.DAY, sample.office())), "整改台账")


def test_a_text_too_long_for_its_row_gets_smaller_letters() -> None:
    sheet = finding("督" * 700)
    assert sheet["H4"].value == "督" * 700
    assert heights.LOWEST < (sheet.row_dimensions[4].height or 0) <= heights.TALLEST
    assert [sheet.cell(4, column).font.sz for column in (7, 8, 9)] == [10, 8, 10], "only the cell that needs it"
    assert sheet["A5"].value is None


def test_a_text_too_long_for_any_row_goes_on_below() -> None:
    text = "".join(map(chr, range(0x4E00, 0x4E00 + 2_000)))
    sheet = finding(text)
    rows = range(4, sheet.max_row + 1)
    assert "".join(str(sheet.cell(row, 8).value) for row in rows) == text
    assert len(rows) > 1
    assert all((sheet.row_dimensions[row].height or 999) <= heights.TALLEST for row in rows)
    assert [sheet.cell(5, column).value for column in (1, 2)] == [1, "ISSUE-001\n（续）"]
    # Whoever filters by unit keeps all its rows; long texts stand there once, and nothing is filled in there.
    assert sheet.cell(5, 11).value == sheet.cell(4, 11).value
    assert (sheet.cell(5, 9).value, sheet.cell(5, 11).protection.locked) == (None, True)
    assert sheet.auto_filter.ref == f"A3:W{rows[-1]}"


def test_names_of_sheets() -> None:
    assert sheet_name("台账/2026[一]:'") == "台账_2026_一__"
    assert sheet_name("督" * 40) == "督" * 31
    assert sheet_name("", frozenset()) == "_"
    assert sheet_name("History") == "History_"
    assert sheet_name("台账", frozenset({"台账", "台账(2)"})) == "台账(3)"


def test_row_heights_of_known_texts() -> None:
    assert heights.lines("", 10) == 1
    assert heights.lines("督" * 10, 10) == 1
    assert heights.lines("督" * 11, 10) == 2
    assert heights.lines("一\n二\n三", 10) == 3
    assert heights.lines("督" * 10 + "。", 10) == 2
    assert heights.lines("a" * 300, 10) >= 17


@given(st.text("督察，。（）“”12ab \n", max_size=200), st.integers(8, 60))
def test_a_wider_column_never_needs_more_room_than_the_narrow_one_by_much(text: str, width: int) -> None:
    low, high = (heights.natural_height([(text, size)], 10) for size in (width * 2, width))
    assert low <= high + 10 * heights.LINE
    # Never fewer lines than the characters alone would need.
    ems = heights.available(width, 10)
    wide = sum(1 for char in text if char in "督察，。（）")
    assert heights.lines(text, ems) >= wide / ems


def test_an_unknown_format_is_refused_with_those_that_exist() -> None:
    with pytest.raises(UsageError) as refused:
        writer("ods")
    assert refused.value.what == say("export.unknown-format", name="ods", known=tuple(WRITERS))


UGLY = st.text(st.characters(codec=None), min_size=1, max_size=60).filter(str.strip)


def shown_texts(book: Workbook, sheet: Sheet) -> list[list[str]]:
    lines = body(book, sheet.name)
    return [[_unescaped(_told(line[column.heading])) for column in sheet.columns] for line in lines]


def _unescaped(text: str) -> str:
    return text.replace("_x005F_", "_")


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 900), st.lists(st.tuples(UGLY, UGLY), min_size=1, max_size=4))
def test_any_report_reads_back_as_it_was_written(first: int, drawn: list[tuple[str, str]]) -> None:
    issues = []
    for number, (title, text) in enumerate(drawn, first):
        # A copy is not validated: a lone surrogate must not break the workbook even where pydantic was not asked.
        last = sample.progress("x").model_copy(update={"text": text})
        issues.append(sample.variety(number).model_copy(update={"title": title, "progress": (last,)}))
    report = build([(one, "") for one in issues], sample.DAY, sample.office())
    book = loaded(report)
    for table in tables(report, sample.SHEETS):
        if table.rows:
            assert shown_texts(book, table.sheet) == [[as_text(value) for value in row.values] for row in table.rows]
