"""Figures that offices printed, and sums that must add up (domain part 5)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import sample_issues as sample
from ledger.model.issue import Issue
from ledger.model.plan import Measure
from ledger.model.rates import UNSAID, Rate
from ledger.model.report import build
from ledger.model.schedule import STANDINGS
from ledger.model.statistics import Breakdown, Group, Statistics, statistics


def breakdown(numbers: Statistics, key: str) -> Breakdown:
    return next(one for one in numbers.breakdowns if one.key == key)


def rate(numbers: Statistics, key: str) -> Rate:
    return next(one for one in numbers.rates if one.key == key)


@pytest.mark.parametrize(
    ("part", "whole", "places", "printed"),
    [
        (1275, 2164, 1, "58.9"),  # 整改完成率
        (17, 23, 0, "74"),
        (25, 26, 1, "96.2"),
        (135, 137, 1, "98.5"),  # 海南, 按期完成率
        (2180, 2358, 2, "92.45"),  # 海南 2018, 办结率
        (2045, 2074, 1, "98.6"),  # 哈尔滨
        (492 + 291, 1427, 1, "54.9"),  # 海南 2023, 含阶段性办结
        (100, 1427, 2, "7.01"),  # 不属实率
        (9422, 14916, 1, "63.2"),  # 吉林 2020: over the labels, not over the 13,940 cases
        (1, 8, 1, "12.5"),
        (1, 16, 1, "6.3"),  # 6.25 half up, where banker's rounding says 6.2
    ],
)
def test_printed_rates(part: int, whole: int, places: int, printed: str) -> None:
    assert str(Rate("rate", "", part, whole).rounded(places)) == printed


def test_a_rate_of_nothing_is_no_rate() -> None:
    assert Rate("rate", "", 0, 0).percent is None


def test_a_share_is_of_the_labels_counted() -> None:
    group = Group("大气", 9422, (0,) * len(STANDINGS))
    assert Breakdown("fields", "", (group,), 14916, adds_up=False).share(group).percent == Decimal("63.2")


@pytest.mark.parametrize(
    ("parts", "whole"),
    [((45, 37, 7), 89), ((13, 12, 16), 41), ((33, 10, 4), 47)],  # 四川, 聊城 (完成25 with 销号13), 黑龙江
)
def test_printed_partitions(parts: tuple[int, int, int], whole: int) -> None:
    makers: tuple[Callable[[int], Issue], ...] = (lambda n: sample.finished(n, "closed"), sample.finished, sample.issue)
    kinds = [make for make, count in zip(makers, parts, strict=True) for _ in range(count)]
    issues = [(make(number), "") for number, make in enumerate(kinds, 1)]
    numbers = statistics(build(issues, sample.DAY, sample.office()))
    found = {one.key: one.number for one in numbers.standings if one.number}
    assert found == dict(zip(("closed", "done", "on-time"), parts, strict=True))
    assert sum(found.values()) == numbers.total == whole
    assert numbers.done_not_closed == parts[1]
    assert rate(numbers, "completion").part == parts[0] + parts[1]
    assert rate(numbers, "closing").part == parts[0]


@given(st.lists(st.integers(1, 400), unique=True, max_size=40))
def test_partitions_add_up(chosen: list[int]) -> None:
    issues = [(sample.variety(number), "") for number in chosen]
    numbers = statistics(build(issues, sample.DAY, sample.office()))
    assert sum(one.number for one in numbers.standings) == numbers.total == len(chosen)
    assert sum(one.number for one in numbers.statuses) == len(chosen)
    for one in numbers.breakdowns:
        assert sum(group.total for group in one.groups) == one.counted
        assert (one.counted == numbers.total) or not one.adds_up
        assert one.counted >= numbers.total
        for group in one.groups:
            assert sum(group.standings) == group.total


def test_two_units_count_the_issue_twice_and_the_heading_says_so() -> None:
    two = sample.issue(1, plan=sample.plan(1, lead_units=("市水利局",), responsible_units=("市农业农村局", "市水利局")))
    units = breakdown(statistics(build([(two, "")], sample.DAY, sample.office())), "units")
    assert {group.name: group.total for group in units.groups} == {"市水利局": 1, "市农业农村局": 1}
    assert not units.adds_up
    assert "一项多单位时分别计入" in units.name


def test_an_alias_is_counted_with_its_unit() -> None:
    old, new = (
        sample.issue(number, plan=sample.plan(number, lead_units=(name,), responsible_units=()))
        for number, name in ((1, "市整改办"), (2, "市督察整改办"))
    )
    units = breakdown(statistics(build([(old, ""), (new, "")], sample.DAY, sample.office())), "units")
    assert [(group.name, group.total) for group in units.groups] == [("市督察整改办", 2)]


def test_what_an_issue_does_not_say_is_a_group_of_its_own() -> None:
    silent = sample.issue(1, region=None, fields=(), plan=None)
    numbers = statistics(build([(silent, "")], sample.DAY, sample.office()))
    assert {
        key: [group.name for group in breakdown(numbers, key).groups] for key in ("units", "regions", "fields")
    } == {
        "units": [UNSAID],
        "regions": [UNSAID],
        "fields": [UNSAID],
    }


def test_on_time_counts_measures_that_were_due() -> None:
    day = sample.DAY
    dues = ((day - timedelta(days=1), True), (day, False), (day + timedelta(days=1), True), (None, False))
    measures = tuple(
        Measure(number=str(at), text="完成", due=due, done_on=date(2026, 1, 1) if done else None)
        for at, (due, done) in enumerate(dues)
    )
    one = sample.issue(1, plan=sample.plan(1, measures=measures, due=date(2026, 12, 31)))
    found = rate(statistics(build([(one, "")], day, sample.office())), "on-time")
    assert (found.part, found.whole) == (
        1,
        2,
    )  # due yesterday and today; the one without a day falls due with the issue


def test_days_late_are_averaged_half_up() -> None:
    issues = [(sample.overdue(number, days), "") for number, days in ((1, 10), (2, 11), (3, 12), (4, 12))]
    numbers = statistics(build(issues, sample.DAY, sample.office()))
    assert numbers.overdue == 4
    assert numbers.average_days_late == Decimal("11.3")


def test_as_dict_has_stable_keys_and_chinese_names() -> None:
    found = statistics(sample.report(9)).as_dict()
    assert found["as_of"] == "2026-05-31"
    assert found["total"] == 9
    assert found["standings"] == [
        {"key": key, "name": name, "count": 1}
        for key, name in zip(
            STANDINGS,
            ("已销号", "已验收", "完成整改", "逾期", "节点逾期", "临期", "长期坚持", "正常推进", "未启动"),
            strict=True,
        )
    ]
    assert found["rates"] == [
        {"key": "completion", "name": "整改完成率", "part": 3, "whole": 9, "percent": "33.3"},
        {"key": "on-time", "name": "按期完成率", "part": 9, "whole": 10, "percent": "90.0"},
        {"key": "closing", "name": "销号率", "part": 1, "whole": 9, "percent": "11.1"},
        {"key": "measures", "name": "措施完成率", "part": 15, "whole": 27, "percent": "55.6"},
        {"key": "updates", "name": "进度更新及时率", "part": 5, "whole": 6, "percent": "83.3"},
    ]
