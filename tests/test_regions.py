"""`--region 红旗镇` means the town with its villages, wherever a command takes it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import house
from conftest import Run

DAY = {"LEDGER_TODAY": house.DAY}


@pytest.fixture
def placed(ledger: Run, folder: Path) -> Path:
    """Findings and things in a town, in one of its villages, in another town whose name ends alike."""
    house.build(folder)
    for number, region in (("1", "某县红旗镇"), ("2", "某县红旗镇东村"), ("5", "某县新红旗镇")):
        ledger("edit", number, "--set", f"行政区域={region}", "--as", "zhang", env=DAY)
    (closed,) = (folder / "issues").rglob("ISSUE-004.yaml")
    text = closed.read_text("utf-8")
    closed.write_text(text.replace("region: 红旗镇", "region: 某县红旗镇西村"), "utf-8")
    for name, region in (("红旗河", "某县红旗镇"), ("东村塘", "某县红旗镇东村"), ("新河", "某县新红旗镇")):
        ledger("object", "new", name, "--kind", "水体", "--set", f"行政区域={region}", "--as", "zhang")
    return folder


def listed(ledger: Run, region: str) -> set[str]:
    told = json.loads(ledger("list", "--region", region, "--json", env=DAY).stdout)
    return {one["id"] for one in told["issues"]}


@pytest.mark.usefixtures("placed")
def test_issues_are_found_by_whatever_their_place_lies_in(ledger: Run) -> None:
    town = {"ISSUE-001", "ISSUE-002", "ISSUE-003", "ISSUE-004"}
    assert listed(ledger, "红旗镇") == town
    assert listed(ledger, "某县红旗镇") == town - {"ISSUE-003"}, "of 红旗镇 alone nobody says which county"
    assert listed(ledger, "东村") == {"ISSUE-002"}
    assert listed(ledger, "某县") == town - {"ISSUE-003"} | {"ISSUE-005"}
    assert json.loads(ledger("stats", "--region", "红旗镇", "--json", env=DAY).stdout)["total"] == 4


@pytest.mark.usefixtures("placed")
def test_half_a_name_is_no_place_and_what_is_in_use_is_told(ledger: Run) -> None:
    done = ledger("list", "--region", "旗镇", env=DAY)
    assert "某县红旗镇" in done.stdout + done.stderr
    assert listed(ledger, "镇") == set()


@pytest.mark.usefixtures("placed")
def test_things_are_found_by_whatever_their_place_lies_in(ledger: Run) -> None:
    told = json.loads(ledger("object", "list", "--region", "红旗镇", "--json", env=DAY).stdout)["objects"]
    assert {one["id"] for one in told} == {"红旗河", "东村塘"}


@pytest.mark.usefixtures("placed")
def test_closed_issues_of_a_town_are_drawn_from_its_villages(ledger: Run) -> None:
    drawn = ledger("lookback", "sample", "--seed", "7", "--count", "1", "--region", "红旗镇", "--json", env=DAY)
    assert "ISSUE-004" in drawn.stdout
