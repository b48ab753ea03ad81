"""Objects over the border of two ledgers: kept in both, or struck off here and there again beyond."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import house
from conftest import Run
from ledger.actions.rolledthings import in_full
from ledger.model.elsewhere import Register, pairs
from ledger.model.policy import Objects
from ledger.model.resemblance import distance
from ledger.model.thing import Thing, Things

DAY = date(2026, 5, 20)
GONE = {"since": "2020-01-01", "until": "2026-01-01"}
NEW = {"since": "2026-02-01"}


def thing(name: str, **more: object) -> Thing:
    return Thing.model_validate({"id": name, "name": name, "kind": "企业", **more})


def register(name: str, *things: Thing) -> Register:
    came = {one.id: one.since for one in things if one.since is not None}
    return Register(name, Things(things), came)


def told(one: Thing, other: Thing) -> list[tuple[str, str, str]]:
    found = pairs((register("甲县", one), register("乙县", other)), DAY, Objects())
    return [(it.kind, it.register.far(it.thing), it.other.far(it.before)) for it in found]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"code": "91320000A"}, {"code": "91320000A"}),
        ({"lon": "119.950", "lat": "31.720"}, {"lon": "119.951", "lat": "31.721"}),
        ({"region": "某市甲县红旗镇东村"}, {"region": "某市甲县红旗镇东村"}),
    ],
)
def test_one_code_or_a_like_name_near_by_is_one_thing_in_two_ledgers(
    one: dict[str, object], other: dict[str, object]
) -> None:
    assert told(thing("宏达塑料厂", **one), thing("宏达塑料厂", **other)) == [
        ("twice", "乙县/宏达塑料厂", "甲县/宏达塑料厂")
    ]


def test_one_code_under_another_name_and_kind_is_one_thing_still() -> None:
    other = thing("顺发加工点", code="91320000A", kind="散乱污企业")
    assert told(thing("宏达塑料厂", code="91320000A"), other) == [("twice", "乙县/顺发加工点", "甲县/宏达塑料厂")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({}, {}),
        ({"lon": "119.95", "lat": "31.72"}, {"lon": "120.95", "lat": "31.72"}),
        ({"code": "91320000A", "region": "某市甲县红旗镇东村"}, {"code": "91320000B", "region": "某市甲县红旗镇东村"}),
        ({"region": "某市甲县红旗镇东村"}, {"region": "某市乙县红旗镇东村"}),
        ({**GONE, "region": "某市甲县红旗镇东村"}, {**GONE, "region": "某市甲县红旗镇东村"}),
        ({"region": "某市甲县红旗镇东村", "distinct": ["宏达塑料厂"]}, {"region": "某市甲县红旗镇东村"}),
    ],
)
def test_a_name_alone_another_code_another_place_or_what_was_looked_into_is_none(
    one: dict[str, object], other: dict[str, object]
) -> None:
    assert told(thing("宏达塑料厂", **one), thing("宏达塑料厂", **other)) == []


def test_what_was_struck_off_here_and_came_up_beyond_the_border_seems_to_be_back() -> None:
    gone = thing("宏达塑料厂", owners=[{"role": "经营者", "person": "王五"}], **GONE)
    now = thing("顺发制品厂", owners=[{"role": "经营者", "person": "王五"}], **NEW)
    assert told(gone, now) == [("revived", "乙县/顺发制品厂", "甲县/宏达塑料厂")]
    assert told(now, gone) == [("revived", "甲县/顺发制品厂", "乙县/宏达塑料厂")]


def test_another_name_near_by_beyond_the_border_seems_to_have_moved() -> None:
    gone = thing("宏达塑料厂", lon="119.950", lat="31.720", **GONE)
    assert told(gone, thing("顺发制品厂", lon="119.965", lat="31.720", **NEW)) == [
        ("moved", "乙县/顺发制品厂", "甲县/宏达塑料厂")
    ]  # fmt: skip
    assert told(gone, thing("顺发制品厂", lon="119.975", lat="31.720", **NEW)) == []


degrees = st.integers(-300, 300).map(lambda one: Decimal(one) / 10_000)


@given(degrees, degrees)
def test_whatever_lies_within_the_distance_is_found_and_nothing_else(east: Decimal, north: Decimal) -> None:
    gone = thing("宏达塑料厂", lon="119.95", lat="31.72", **GONE)
    now = thing("顺发制品厂", lon=Decimal("119.95") + east, lat=Decimal("31.72") + north, **NEW)
    km = distance(gone, now)
    assert km is not None
    assert bool(told(gone, now)) is (km <= float(Objects().near_km))


def test_what_was_there_before_is_no_successor() -> None:
    gone = thing("宏达塑料厂", lon="119.950", lat="31.720", **GONE)
    assert told(gone, thing("顺发制品厂", lon="119.951", lat="31.720", since="2025-01-01")) == []


def test_a_pair_is_told_once_however_much_it_has_in_common() -> None:
    same = {"code": "A1", "region": "某市甲县红旗镇东村", "lon": "119.95", "lat": "31.72", "address": "东村12号"}
    assert len(told(thing("宏达塑料厂", **same), thing("宏达塑料厂", **same))) == 1


def test_things_of_one_ledger_are_its_own_affair() -> None:
    one, other = thing("宏达塑料厂", code="A1"), thing("宏达塑料二厂", code="A1")
    assert pairs((register("甲县", one, other),), DAY, Objects()) == ()


@pytest.mark.parametrize(
    ("region", "whole"),
    [
        ("红旗镇东村", "某市甲县红旗镇东村"),
        ("甲县红旗镇东村", "某市甲县红旗镇东村"),
        ("某市甲县红旗镇东村", "某市甲县红旗镇东村"),
        ("", "某市甲县"),
    ],
)
def test_a_village_is_named_in_full_before_it_is_compared(region: str, whole: str) -> None:
    assert in_full(region, ("某市", "甲县")) == whole


# --- the commands ---


@pytest.fixture
def counties(tmp_path: Path, ledger: Run) -> Path:
    for name, place in (("county-a", "某市甲县"), ("county-b", "某市乙县")):
        ledger("init", name, "--title", f"{place}台账", "--unit", f"{place}整改办", cwd=tmp_path)
        path = tmp_path / name / "ledger.toml"
        text = path.read_text("utf-8")
        path.write_text(text.replace("[ledger]\n", f'[ledger]\nname = "{name}"\nregion = "{place}"\n', 1), "utf-8")
        ledger("new", f"{place}的问题", "--set", "source.received=2026-05-01", cwd=tmp_path / name)
    put(tmp_path / "county-a", "objects/宏达塑料厂", "kind: 企业\nname: 宏达塑料厂\nregion: 红旗镇东村\nlon: 119.950\n"
        "lat: 31.72\nsince: 2020-01-01\nuntil: 2026-01-01\nending: 关停取缔\n")  # fmt: skip
    put(tmp_path / "county-b", "objects/顺发制品厂", "kind: 企业\nname: 顺发制品厂\nregion: 青石镇西村\nlon: 119.955\n"
        "lat: 31.72\nsince: 2026-02-01\n")  # fmt: skip
    put(tmp_path / "county-b", "plans/顺发制品厂-一企一策", "kind: 一企一策\nobject: 顺发制品厂\ntitle: 方案\n"
        "measures:\n  - {number: 1, text: 加装密闭设施, due: 2026-05-10}\n")  # fmt: skip
    return tmp_path


def put(place: Path, name: str, text: str) -> None:
    house.put(place / f"{name}.yaml", f"id: {Path(name).name}\n{text}".encode())


def test_a_city_sees_what_moved_over_the_border_of_two_counties(counties: Path, ledger: Run) -> None:
    told = ledger("rollup", "county-a", "county-b", cwd=counties)
    assert "county-b/顺发制品厂 像是 2026-01-01 移出的 county-a/宏达塑料厂 就近转移过来的" in told.stdout, told.stderr
    found = json.loads(ledger("rollup", "county-a", "county-b", "--json", cwd=counties).stdout)["objects"]
    assert [(one["kind"], one["object"], one["before"]) for one in found] == [
        ("moved", "county-b/顺发制品厂", "county-a/宏达塑料厂")
    ]  # fmt: skip


def test_its_check_tells_it_at_the_line_of_the_later_one_and_what_is_late_in_each_ledger(
    counties: Path, ledger: Run
) -> None:
    told = json.loads(ledger("rollup", "county-a", "county-b", "--check", "--json", cwd=counties).stdout)
    moved = [one for one in told["between"] if one["rule"] == "object-moved"]
    assert [(one["file"], one["line"]) for one in moved] == [("county-b/objects/顺发制品厂.yaml", 3)]
    late = [one["file"] for one in told["problems"] if one["rule"] == "scheme-late"]
    assert late == ["county-b/plans/顺发制品厂-一企一策.yaml"]
