"""Whose place a unit is of, by its name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.model.levels import Level
from ledger.model.territory import divisions, is_each, lies_in, place_of, territory
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


@pytest.mark.parametrize(
    ("place", "within", "expected"),
    [
        ("某县红旗镇红旗村", "红旗镇", True),
        ("某县红旗镇红旗村", "红旗村", True),
        ("某县红旗镇红旗村", "某县", True),
        ("某县红旗镇红旗村", "某县红旗镇", True),
        ("某县红旗镇红旗村", "某县红旗村", True),
        ("某市某县红旗镇", "某县红旗镇", True),
        ("某县 红旗镇（红旗村）", "红旗镇", True),
        ("某县红旗镇红旗村", "镇", False),
        ("某县红旗镇红旗村", "旗镇", False),
        ("某县红旗镇红旗村", "红旗", False),
        ("某县红旗镇红旗村", "乙县红旗镇", False),
        ("某县新红旗镇东村", "红旗镇", False),
        ("某县红旗镇", "某县红旗镇红旗村", False),
        ("某县红旗镇东乡村", "东乡", False),
        ("某县红旗镇东乡村", "村", False),
        ("某县红旗镇东村村", "东村", False),
        ("某区中关村街道东社区", "中关村街道", True),
        ("市直", "市直", True),
        ("", "某县", False),
        ("某县", "", False),
    ],
)
def test_a_place_lies_in_another_by_whole_names(place: str, within: str, *, expected: bool) -> None:
    assert lies_in(place, within) is expected


NAMES = st.text("甲乙丙丁戊红江原", min_size=1, max_size=4).flatmap(lambda name: st.sampled_from([name, f"{name}旗"]))
CHAIN = st.tuples(NAMES, NAMES, NAMES, NAMES).map(
    lambda names: tuple(name + sign for name, sign in zip(names, ("市", "县", "镇", "村"), strict=True))
)


@given(CHAIN, st.sets(st.integers(0, 3), min_size=1))
def test_whatever_is_said_of_where_it_is_finds_it(chain: tuple[str, ...], said: set[int]) -> None:
    assert lies_in("".join(chain), "".join(chain[at] for at in sorted(said)))


@given(CHAIN, NAMES)
def test_a_town_of_another_name_does_not(chain: tuple[str, ...], name: str) -> None:
    if f"{name}镇" not in chain:
        assert not lies_in("".join(chain), f"{name}镇")


@given(st.text("甲乙县区镇村旗市社区街道", max_size=12), st.text("甲乙县区镇村旗市社区街道", max_size=12))
def test_nothing_is_lost_of_a_name_and_two_that_lie_in_each_other_are_one(one: str, other: str) -> None:
    assert "".join(divisions(one)) == one
    assert lies_in(one, one)
    if lies_in(one, other) and lies_in(other, one):
        assert divisions(one) == divisions(other)
