"""反弹, 就近转移, 死灰复燃: what hints at them, and what doesn't."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

import build
from ledger.model.issue import Issue
from ledger.model.policy import Objects
from ledger.model.reappearance import Warned, warnings
from ledger.model.resemblance import distance
from ledger.model.thing import Thing, Things
from ledger.model.tradenames import are_alike, named
from things import GONE, LATER, VILLAGE, about, carried_on_by, closed, gone, workshop

DAY = date(2026, 6, 1)
HOUSE = Objects()


def found(*every: Thing, issues: tuple[Issue, ...] = (), day: date = DAY, house: Objects = HOUSE) -> list[Warned]:
    return list(warnings(Things(every), issues, day, house))


def told(*every: Thing, issues: tuple[Issue, ...] = ()) -> list[tuple[str, str, str, list[str]]]:
    return [(one.kind, one.thing, one.before, [it.key for it in one.because]) for one in found(*every, issues=issues)]


# --- 死灰复燃 ---


@pytest.mark.parametrize(
    ("before", "now", "because"),
    [
        ({"code": "9132-A"}, {"code": "９１３２-a"}, "object.same-code"),
        ({"address": "东村 12 号"}, {"address": "东村12号"}, "object.same-address"),
        ({"owners": carried_on_by("某甲")}, {"owners": carried_on_by("某甲", "法定代表人")}, "object.same-owner"),
        ({"name": "宏达塑料造粒厂"}, {"name": "宏大塑料造粒有限公司"}, "object.same-name"),
        ({"name": "红星厂", "other_names": ("宏达塑料",)}, {"name": "宏达塑料经营部"}, "object.same-name"),
    ],
)
def test_what_was_struck_off_seems_to_be_there_under_another_name(
    before: dict[str, object], now: dict[str, object], because: str
) -> None:
    first = gone("A", **{"name": "甲甲甲甲", **before})
    second = workshop("B", **{"name": "乙丙丁戊", "since": LATER, **now})
    assert told(first, second) == [("revived", "B", "A", [because])]


def test_it_shows_on_the_day_of_the_new_one_and_not_before() -> None:
    pair = (gone(code="1"), workshop("新厂", code="1", since=LATER))
    assert [one.day for one in found(*pair)] == [LATER]
    assert found(*pair, day=date(2026, 3, 31)) == []


def test_since_when_it_is_there_may_be_told_by_the_first_issue_about_it() -> None:
    pair = (gone(code="1"), workshop("新厂", code="1"))
    assert told(*pair) == []
    assert told(*pair, issues=(about(1, "新厂", received=LATER),)) == [
        ("revived", "新厂", "宏达塑料厂", ["object.same-code"])
    ]


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ({"until": None, "ending": None}, {}),  # it is still there itself
        ({}, {"since": date(2026, 2, 1)}),  # it was there beside the other
        ({}, {"kind": "排口"}),
        ({}, {"distinct": ("宏达塑料厂",)}),  # somebody has been there
        ({"code": None}, {"code": "2"}),
    ],
)
def test_no_word_of_what_can_be_another_thing(before: dict[str, object], now: dict[str, object]) -> None:
    first = gone(**{"code": "1", **before})
    second = workshop("远山纸箱", **{"code": "1", "since": LATER, **now})
    assert told(first, second) == []


def test_a_river_chief_watches_over_many_rivers() -> None:
    chief = carried_on_by("张三", "河长")
    assert told(gone("甲河", kind="水体", owners=chief), workshop("乙塘", kind="水体", owners=chief, since=LATER)) == []


def test_an_issue_about_what_was_struck_off_shows_that_it_is_there() -> None:
    (one,) = found(gone(), issues=(about(1, "宏达塑料厂", received=LATER),))
    assert (one.kind, one.issue, one.day, one.settled) == ("revived", "ISSUE-001", LATER, False)


def test_one_that_was_struck_off_in_its_turn_is_history() -> None:
    (one,) = found(gone(code="1"), workshop("新厂", code="1", since=LATER, until=date(2026, 5, 1)))
    assert one.settled


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("红旗河", "红星河"),
        ("红旗镇2号排口", "红旗镇3号排口"),
        ("东沟河北段", "东沟河南段"),
        ("宏达化工厂", "远山纸箱厂"),
        ("新厂", "旧厂"),
    ],
)
def test_names_that_tell_two_things_apart(one: str, other: str) -> None:
    assert not are_alike(named(one), named(other), HOUSE.alike)


@pytest.mark.parametrize(
    ("one", "other"),
    [("宏达化工厂", "宏达化工有限公司"), ("红旗塑料厂", "红旗塑料制品厂"), ("红旗河", " 红旗河"), ("厂", "厂")],
)
def test_names_that_may_be_one_thing_s(one: str, other: str) -> None:
    assert are_alike(named(one), named(other), HOUSE.alike)


# --- 就近转移 ---


def test_one_of_a_kind_in_the_same_village_may_have_moved() -> None:
    pair = (gone(region=VILLAGE), workshop("远山纸箱", region=VILLAGE, since=LATER))
    assert told(*pair) == [("moved", "远山纸箱", "宏达塑料厂", ["object.same-village"])]


def test_a_whole_town_is_not_near_by() -> None:
    assert told(gone(region="某县红旗镇"), workshop("远山纸箱", region="某县红旗镇", since=LATER)) == []


def placed(lon: str, lat: str) -> dict[str, object]:
    return {"lon": Decimal(lon), "lat": Decimal(lat)}


@pytest.mark.parametrize(("km", "shown"), [("1", []), ("2", ["object.near"])])
def test_how_far_is_near_the_house_says(km: str, shown: list[str]) -> None:
    house = Objects(near_km=Decimal(km))
    pair = (gone(**placed("119.95", "31.72")), workshop("远山纸箱", since=LATER, **placed("119.95", "31.735")))
    assert [it.key for one in found(*pair, house=house) for it in one.because] == shown


def test_a_degree_of_latitude_is_111_kilometres_and_one_of_longitude_less() -> None:
    here, north, east = (workshop(**placed(*at)) for at in (("120", "30"), ("120", "31"), ("121", "30")))
    assert distance(here, north) == pytest.approx(111.195, abs=0.01)
    assert distance(here, east) == pytest.approx(96.297, abs=0.01)
    assert distance(here, here) == 0
    assert distance(here, workshop()) is None


def test_what_is_the_same_is_not_said_to_have_moved_as_well() -> None:
    pair = (gone(region=VILLAGE, code="1"), workshop("新厂", region=VILLAGE, code="1", since=LATER))
    assert [one.kind for one in found(*pair)] == ["revived"]


# --- 反弹 ---


def test_a_new_issue_after_one_of_the_same_field_was_closed_is_a_rebound() -> None:
    issues = (closed(1, "红旗河"), about(2, "红旗河", received=LATER))
    (one,) = found(workshop("红旗河", kind="水体"), issues=issues)
    assert (one.kind, one.issue, one.settled) == ("rebound", "ISSUE-002", False)
    assert one.because[0].fill == {"id": "ISSUE-002", "other": "ISSUE-001", "day": GONE}


@pytest.mark.parametrize(
    "second",
    [
        about(2, "红旗河", received=date(2026, 2, 1)),  # it came in while the first was at work
        about(2, "红旗河", received=LATER, fields=("噪声",)),
        about(2, "新河", received=LATER),
    ],
)
def test_no_rebound_where_nothing_had_been_done_with(second: Issue) -> None:
    assert found(workshop("红旗河", kind="水体"), issues=(closed(1, "红旗河"), second)) == []


def test_an_issue_that_was_opened_again_is_told_and_needs_no_alarm() -> None:
    again = build.issue(1, objects=("红旗河",), status="in-progress", cycle=2)
    (one,) = found(workshop("红旗河", kind="水体"), issues=(again,))
    assert (one.kind, one.settled) == ("rebound", True)


def test_the_order_of_what_is_given_changes_nothing() -> None:
    every = (gone(code="1", region=VILLAGE), workshop("新厂", code="1", since=LATER), workshop("旧厂", since=LATER))
    issues = (closed(1, "新厂"), about(2, "新厂", received=LATER))
    assert found(*every, issues=issues) == found(*reversed(every), issues=tuple(reversed(issues)))
