"""Whose place a unit is of, by its name."""

from __future__ import annotations

import pytest

from ledger.model.levels import Level
from ledger.model.territory import is_each, place_of, territory
from ledger.model.units import Unit, Units

NOBODY = Units()


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("甲县水务局", ("甲县",)),
        ("某市甲县人民政府", ("某市", "甲县")),
        ("甲县红旗镇人民政府", ("甲县", "红旗镇")),
        ("红旗镇", ("红旗镇",)),
        ("东城街道办事处", ("东城街道",)),
        ("某某自治州乙自治县林业局", ("某某自治州", "乙自治县")),
        ("县水务局", ()),
        ("市生态环境局", ()),
        ("区委、区政府", ()),
        ("市县两级政府", ()),
        ("各县（市、区）党委和政府", ()),
        ("水利厅", ()),
        ("", ()),
    ],
)
def test_the_divisions_that_a_name_begins_with(name: str, parts: tuple[str, ...]) -> None:
    assert place_of(name) == parts


@pytest.mark.parametrize(
    ("unit", "region", "level"),
    [
        ("甲县整改办", None, "县"),
        ("整改办", "某市甲县", "县"),
        ("某省某市整改办", None, "市"),
        ("某市乙市整改办", None, "县"),
        ("市整改办", None, "市"),
        ("整改办", None, None),
    ],
)
def test_the_level_of_a_ledger(unit: str, region: str | None, level: Level | None) -> None:
    assert territory(unit, region, NOBODY).level == level


def test_the_register_tells_the_level_where_the_name_does_not() -> None:
    assert territory("整改办", None, Units((Unit(name="整改办", level="区"),))).level == "县"


def test_a_place_holds_what_lies_in_it_and_nothing_of_the_same_name_elsewhere() -> None:
    county = territory("某市甲县整改办", None, NOBODY)
    assert county.holds(place_of("甲县人民政府"))
    assert county.holds(place_of("某市甲县红旗镇人民政府"))
    assert not county.holds(place_of("另市甲县人民政府"))
    assert not county.holds(place_of("乙县人民政府"))
    assert not county.holds(place_of("县人民政府"))
    assert not territory("整改办", None, NOBODY).holds(())


def test_a_unit_is_named_in_full_where_its_own_place_is_known() -> None:
    county = territory("某市甲县整改办", None, NOBODY)
    assert county.in_full("县水务局") == "甲县水务局"
    assert county.in_full("市生态环境局") == "某市生态环境局"
    assert county.in_full("省生态环境厅") == "省生态环境厅"
    assert county.in_full("乙县水务局") == "乙县水务局"
    assert county.in_full("某公司") == "某公司"


def test_all_those_below() -> None:
    assert [
        name for name in ("各县（市、区）党委和政府", "各有关县区", "各乡镇", "各有关单位", "甲县") if is_each(name)
    ] == [
        "各县（市、区）党委和政府",
        "各有关县区",
        "各乡镇",
    ]


def test_no_level_is_above_one_that_is_not_told() -> None:
    city, county, unknown = (territory(unit, None, NOBODY) for unit in ("某市整改办", "甲县整改办", "整改办"))
    assert city.is_above(county)
    assert not county.is_above(city)
    assert not any((city.is_above(city), city.is_above(unknown), unknown.is_above(county)))
