"""Tables at a terminal that is too narrow: whatever the width, every digit is there."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import Run
from ledger.cli import narrow
from ledger.cli.widths import fitted, padded, width
from levels_of_ledgers import city, counties
from terminal import at_a_terminal

CELLS = st.text(alphabet="甲乙丙0123456789 ab", max_size=12).map(str.strip)


def test_a_heading_is_halved_at_a_blank_and_in_chinese_in_its_middle() -> None:
    assert narrow.in_two("behind schedule") == "behind\nschedule"
    assert narrow.in_two("未达序时") == "未达\n序时"
    assert [narrow.in_two(word) for word in ("done", "件数", "月")] == ["done", "件数", "月"]


def test_a_row_is_told_by_itself_and_no_empty_cell_is() -> None:
    columns = [["台账", "city", "合计"], ["件数", "120", "270"], ["读到", "", ""], ["未达序时", "17", "34"]]
    one_each = ["city", "  件数 120", "  未达序时 17", "合计", "  件数 270", "  未达序时 34"]
    assert [*narrow.one_by_one(columns, 20)] == one_each
    assert [*narrow.one_by_one(columns, 40)] == ["city", "  件数 120  未达序时 17", "合计", "  件数 270  未达序时 34"]


def test_a_table_fits_when_what_may_be_folded_is_folded() -> None:
    columns = [["编号", "ISSUE-001"], ["名称", "红旗河水质超标问题整改不到位"]]
    assert [narrow.fits(columns, (1,), room) for room in (18, 19, 39)] == [False, True, True]
    assert [narrow.fits(columns, (), room) for room in (38, 39)] == [False, True]


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=2, max_size=5), st.integers(20, 100))
def test_nothing_is_lost_and_no_line_is_too_long(rows: list[list[str]], room: int) -> None:
    columns = [list(cells) for cells in zip(*rows, strict=True)]
    lines = [*narrow.one_by_one(columns, room)]
    told = " ".join(lines)
    assert all(cell in told for _, *cells in rows[1:] for cell in cells)
    pieces = [f"{head} {cell}" for _, *cells in rows[1:] for head, cell in zip(rows[0][1:], cells, strict=True)]
    longest = max(room, 2 + max(map(width, pieces)), *(width(first) for first, *_ in rows))
    assert all(width(line) <= longest for line in lines)


@given(CELLS, st.integers(2, 20))
def test_what_is_cut_and_padded_takes_exactly_its_room(cell: str, room: int) -> None:
    assert width(padded(fitted(cell, room), room)) == room


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("columns", [60, 80, 100, 200])
def test_no_number_of_a_roll_up_is_cut(
    tmp_path: Path, folder: Path, environment: dict[str, str], columns: int, language: str
) -> None:
    top, (first, second) = city(tmp_path), counties(tmp_path)
    (second / "ledger.toml").write_text('[ledger]\nunit = "乙县整改办"\nname = "a-county-of-a-long-name"\n', "utf-8")
    words = ("rollup", str(top), str(first), str(second))
    code, shown = at_a_terminal(folder, {**environment, "LEDGER_LANG": language}, *words, columns=columns)
    assert code == 0
    assert all(name in shown for name in ("city", "county-a", "a-county-of-a-long-name", "乙县整改办"))


def test_without_a_repository_there_is_no_column_of_commits(ledger: Run, tmp_path: Path) -> None:
    assert "读到" not in ledger("rollup", str(city(tmp_path))).stdout
