"""找差: what others found at a thing, and the office itself never did."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

import build
import house
from conftest import Run
from ledger.model.acts import Voiding
from ledger.model.issue import Issue, Source
from ledger.model.sourcing import compare
from ledger.model.thing import Thing, Things

RIVER, FORK = (
    Thing(id="红旗河", name="红旗河", kind="水体"),
    Thing(id="支流", name="支流", kind="水体", parent="红旗河"),
)
SHOP, QUIET = Thing(id="某厂", name="某厂", kind="企业"), Thing(id="静厂", name="静厂", kind="企业")
THINGS = Things((RIVER, FORK, SHOP, QUIET))


def found(number: int, kind: str, *things: str) -> Issue:
    """An issue of a source about things."""
    source = Source(kind=kind, received=date(2026, 1, 5))
    return build.issue(number).model_copy(update={"source": source, "objects": things, "id": f"ISSUE-{number:03d}"})


def test_what_only_others_found_comes_first() -> None:
    issues = [
        found(1, "自查", "红旗河"),
        found(2, "信访", "红旗河"),
        found(3, "信访", "红旗河"),
        found(4, "中央督察", "某厂"),
    ]
    told = compare(THINGS, THINGS, issues, ("自查",))
    assert told.sources == ("自查", "信访", "中央督察")
    assert [(one.thing.id, dict(one.counts), one.missed_by) for one in told.rows] == [
        ("某厂", {"中央督察": 1}, ("中央督察",)),
        ("红旗河", {"自查": 1, "信访": 2}, ()),
    ]
    assert [one.thing.id for one in compare(THINGS, THINGS, issues, ("中央督察",)).rows if one.missed_by] == ["红旗河"]


def test_what_is_found_at_a_part_is_found_at_the_whole_once() -> None:
    told = compare(THINGS, THINGS, [found(1, "信访", "支流", "红旗河")], ("自查",))
    assert [(one.thing.id, one.total) for one in told.rows] == [("支流", 1), ("红旗河", 1)]


def test_a_void_issue_found_nothing() -> None:
    void = Voiding(date=date(2026, 2, 1), by="zhang", why="重复登记")
    assert compare(THINGS, THINGS, [found(1, "信访", "某厂").model_copy(update={"void": void})], ("自查",)).rows == ()


@pytest.fixture
def place(folder: Path) -> Path:
    return house.build(folder)


@pytest.mark.usefixtures("place")
def test_the_table_is_told_and_says_no_where_something_was_missed(ledger: Run) -> None:
    assert ledger("object", "sources").returncode == 0, "no things, nothing missed"
    for name, kind in (("红旗河", "水体"), ("某厂", "企业")):
        assert ledger("object", "new", name, "--kind", kind, "--as", "zhang").returncode == 0
    assert ledger("edit", "1", "--object", "红旗河", "--as", "zhang").returncode == 0
    done = ledger("object", "sources")
    assert (done.returncode, "信访查出，自查没有" in done.stdout) == (1, True), done.stdout
    assert "1 个对象查出过问题，1 个从来没有由自查查出" in done.stdout
    assert ledger("object", "sources", "--kind", "企业").returncode == 0
    assert ledger("object", "sources", "--as-of", "2026-01-03").returncode == 0, "before it was received"
    assert ledger("object", "sources", "--own", "信访").returncode == 0
    new = ("new", "河面油污", "--object", "红旗河", "--set", "问题来源=自查", "--as", "zhang")
    assert ledger(*new).returncode == 0
    told = json.loads(ledger("object", "sources", "--json").stdout)
    assert told["objects"] == [{"id": "红旗河", "kind": "水体", "counts": {"自查": 1, "信访": 1}, "missed_by": []}]
