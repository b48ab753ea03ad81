"""`ledger stats` at the terminal: each table under its day and denominator, and the figures of every group."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import house
from conftest import Run

BY = ("unit", "region", "field", "source", "batch", "year")


@pytest.fixture
def office(folder: Path) -> Path:
    house.build(folder)
    return folder


def headings(shown: str) -> list[str]:
    """The line over each table: the first, and those after a blank line."""
    return [block.splitlines()[0] for block in shown.split("\n\n") if len(block.splitlines()) > 1]


@pytest.mark.usefixtures("office")
def test_every_table_says_its_day_and_what_its_rows_are_parts_of(ledger: Run) -> None:
    found = headings(ledger("stats").stdout)
    assert len(found) > 8
    for heading in found:
        assert "截至 2026-05-20" in heading
        assert re.search(r"分母 \d+|各行自有分母|各行相加为 \d+，大于件数 \d+", heading), heading


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize("by", BY)
def test_a_breakdown_gives_each_group_its_own_rates(ledger: Run, by: str) -> None:
    shown = ledger("stats", "--by", by).stdout
    assert len(headings(shown)) == 1
    told = json.loads(ledger("stats", "--by", by, "--json").stdout)["breakdowns"]
    groups = next(one for key, one in told.items() if key in {f"{by}s", f"{by}es"})["groups"]
    for group in groups:
        rates = {one["key"]: (one["part"], one["whole"]) for one in group["rates"]}
        row = next(line for line in shown.splitlines() if line.startswith(group["name"]))
        assert all(f"{part}/{whole}" in row for part, whole in rates.values() if whole)
        assert rates["completion"][1] == sum(group["paces"].values()) == group["total"]


@pytest.mark.usefixtures("office")
def test_a_breakdown_is_named_in_either_language_and_no_other_word_will_do(ledger: Run) -> None:
    assert ledger("stats", "--by", "行政区域").stdout == ledger("stats", "--by", "region").stdout
    wrong = ledger("stats", "--by", "颜色")
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert "不能按“颜色”分" in wrong.stderr
    assert "year 计划年度" in wrong.stderr


def test_what_can_not_be_read_is_said_beside_the_figures(ledger: Run, office: Path) -> None:
    house.put(office / "issues/ISSUE-009.yaml", b"id: ISSUE-009\n")
    done = ledger("stats")
    assert (done.returncode, "ISSUE-009.yaml" in done.stdout + done.stderr) == (0, True)
    assert json.loads(ledger("stats", "--json").stdout)["broken"] == ["issues/ISSUE-009.yaml"]


@pytest.mark.usefixtures("office")
def test_a_text_selects_what_it_selects_in_a_list(ledger: Run) -> None:
    chosen = ("--text", "红旗河")
    listed = json.loads(ledger("list", "--json", *chosen).stdout)["issues"]
    assert 0 < len(listed) < 5
    assert json.loads(ledger("stats", "--json", *chosen).stdout)["total"] == len(listed)
