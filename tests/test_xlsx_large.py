"""A workbook too large for every memory of the writer: openpyxl finds in it whatever it finds in a small one."""

from __future__ import annotations

import re
from functools import lru_cache
from io import BytesIO
from itertools import pairwise

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

import sample_issues as sample
from ledger.formats.xlsx import reading
from ledger.model.changes import differing
from ledger.model.issue import Issue, Source
from ledger.model.report import build
from ledger.model.returned import read

FEW, MANY = 90, 2200
LISTED = ("整改台账", "措施清单")
"""The sheets whose first rows are about the first issues, however many there are."""
REMEMBERED = 2048
"""Texts that the writer has at hand."""


@lru_cache(maxsize=2)
def written(count: int) -> bytes:
    """Of issues with a title and a finding of their own."""
    every = (
        one.model_copy(update={"title": f"{one.title}（{one.id}）", "source": _found(one)})
        for one in map(sample.variety, range(1, count + 1))
    )
    return sample.workbook(build(((one, f"issues/{one.id}.yaml") for one in every), sample.DAY, sample.office()))


def _found(issue: Issue) -> Source:
    return issue.source.model_copy(update={"finding": f"{issue.id}：{issue.source.finding}"})


@lru_cache(maxsize=2)
def loaded(count: int) -> Workbook:
    """Read only by the tests."""
    return load_workbook(BytesIO(written(count)))


def sheets(name: str) -> tuple[Worksheet, Worksheet]:
    """The same sheet of the small workbook and of the large one."""
    few, many = loaded(FEW)[name], loaded(MANY)[name]
    assert isinstance(few, Worksheet)
    assert isinstance(many, Worksheet)
    return few, many


def features(sheet: Worksheet) -> dict[str, object]:
    """All of a sheet that is not its rows; its last row is called N, whichever it is."""
    last = sheet.max_row

    def placed(area: object) -> str:
        return re.sub(rf"(?<=[A-Z$]){last}\b", "N", str(area))

    return {
        "state": sheet.sheet_state,
        "frozen": sheet.freeze_panes,
        "printed": (sheet.print_title_rows, sheet.print_title_cols, placed(sheet.print_area)),
        "page": (sheet.page_setup, sheet.page_margins, sheet.print_options, sheet.oddFooter.center.text),
        "filter": placed(sheet.auto_filter.ref),
        "protected": sheet.protection.sheet,
        "columns": {letter: (one.width, one.hidden) for letter, one in sheet.column_dimensions.items()},
        "choices": sorted((placed(one.sqref), one.type, one.formula1) for one in sheet.data_validations.dataValidation),
        "alarms": sorted(
            (placed(area.sqref), [(rule.type, rule.formula, rule.dxf) for rule in area.rules])
            for area in sheet.conditional_formatting
        ),
    }


def looks(cell: Cell) -> tuple[object, ...]:
    link = cell.hyperlink.target if cell.hyperlink else None
    return cell.coordinate, cell.value, cell.data_type, cell.style, cell.number_format, link


def drawn(cell: Cell) -> tuple[str, ...]:
    return tuple(map(str, (cell.font, cell.fill, cell.border, cell.alignment, cell.protection)))


def test_the_large_workbook_is_larger_than_what_the_writer_has_at_hand() -> None:
    _, many = sheets("整改台账")
    findings = {many.cell(row, 8).value for row in range(4, many.max_row + 1)}
    assert len(findings) > REMEMBERED


def test_both_have_the_same_sheets_and_names() -> None:
    few, many = loaded(FEW), loaded(MANY)
    assert many.sheetnames == few.sheetnames
    assert {name: one.attr_text for name, one in many.defined_names.items()} == {
        name: one.attr_text for name, one in few.defined_names.items()
    }
    assert many.named_styles == few.named_styles


@pytest.mark.parametrize("name", LISTED)
def test_the_styles_of_the_head_and_of_the_first_row_are_the_same(name: str) -> None:
    few, many = sheets(name)
    for small, large in zip(few.iter_rows(1, 4), many.iter_rows(1, 4), strict=True):
        for one, other in zip(small, large, strict=True):
            assert drawn(one) == drawn(other)


@pytest.mark.parametrize("name", [*LISTED, "逾期清单", "_字典", "_ledger", "_base"])
def test_each_sheet_has_the_same_features(name: str) -> None:
    few, many = sheets(name)
    assert features(many) == features(few)


@pytest.mark.parametrize("name", LISTED)
def test_the_first_rows_are_the_same(name: str) -> None:
    few, many = sheets(name)
    for small, large in zip(few.iter_rows(min_row=3), many.iter_rows(min_row=3), strict=False):
        assert [looks(one) for one in large] == [looks(one) for one in small]
        row = small[0].row
        assert many.row_dimensions[row].height == few.row_dimensions[row].height


@pytest.mark.parametrize("name", LISTED)
def test_every_row_looks_like_the_first(name: str) -> None:
    _, many = sheets(name)
    for above, below in pairwise(many.iter_rows(min_row=4)):
        assert [one.style_id for one in above] == [one.style_id for one in below]


def test_read_back_it_changes_nothing() -> None:
    back = read(reading.read(written(MANY), "台账.xlsx"))
    assert (back.refused, back.remarks, differing(back)) == ((), (), frozenset())
    assert sum(len(sheet.entries) for sheet in back.sheets) > MANY
