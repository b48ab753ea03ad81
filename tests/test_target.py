"""The words of a target, the classes of water, and the line through readings."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from ledger.model.gauge import read_span, read_value
from ledger.model.slope import slope
from ledger.model.target import read_rule
from ledger.model.waterclass import class_name, read_class


@pytest.mark.parametrize(
    ("words", "sense", "value", "unit"),
    [
        ("不高于29.5", "at-most", "29.5", ""),
        ("不超过 29.5 微克/立方米", "at-most", "29.5", "微克/立方米"),
        ("≤29.5", "at-most", "29.5", ""),
        ("降至每立方米29.5微克以下", None, None, None),
        ("降至29.5以下", "at-most", "29.5", ""),
        ("控制在20%以内", "at-most", "20", "%"),
        ("不低于77.1%", "at-least", "77.1", "%"),
        ("达到77.1%以上", "at-least", "77.1", "%"),
        ("＞80", "above", "80", ""),
        ("低于50", "below", "50", ""),
        ("达到300天", "reach", "300", "天"),
        ("不高于30以上", None, None, None),
        ("不高于三十", None, None, None),
        ("尽量低一些", None, None, None),
    ],
)
def test_a_level_is_read_from_the_words_of_a_plan(
    words: str, sense: str | None, value: str | None, unit: str | None
) -> None:
    rule = read_rule(words)
    assert (rule and rule.sense, rule and str(rule.value), rule and rule.unit) == (sense, value, unit)


@pytest.mark.parametrize(
    ("words", "base", "before", "bound"),
    [
        ("比2015年下降25%", 2015, "16", "12"),
        ("较2015年下降25%以上", 2015, "16", "12"),
        ("比上年下降20%", "上年", "50", "40"),
        ("与2020年相比提高5个百分点", 2020, "70", "75"),
        ("比2020年增长10%", 2020, "70", "77"),
        ("比2015年减少3天", 2015, "16", "13"),
    ],
)
def test_a_target_may_be_relative_to_the_value_of_a_year(words: str, base: object, before: str, bound: str) -> None:
    rule = read_rule(words)
    assert rule is not None
    assert (rule.base, rule.bound(Decimal(before)), rule.bound()) == (base, Decimal(bound), None)


@pytest.mark.parametrize(
    ("words", "sense", "rank"),
    [
        ("达到Ⅲ类", "at-most", 3),
        ("稳定达到 III 类标准", "at-most", 3),
        ("达到或优于Ⅲ类", "at-most", 3),
        ("不劣于Ⅳ类", "at-most", 4),
        ("不低于三类", "at-most", 3),
        ("优于Ⅲ类", "at-most", 2),
        ("消除劣Ⅴ类", "at-most", 5),
    ],
)
def test_a_class_to_be_reached_allows_every_better_one(words: str, sense: str, rank: int) -> None:
    rule = read_rule(words)
    assert rule is not None
    assert (rule.sense, rule.value, rule.of_classes, rule.lower_is_better) == (sense, Decimal(rank), True, True)


@pytest.mark.parametrize("words", ["消除Ⅲ类", "不高于Ⅲ类", "达到劣Ⅲ类", "优于Ⅰ类"])
def test_what_makes_no_sense_of_classes_is_no_rule(words: str) -> None:
    assert read_rule(words) is None


@pytest.mark.parametrize("words", ["只能更好不能变坏", "只能更好、不能变坏", "水质只能更好，不能变坏", "不恶化"])
def test_only_better_and_never_worse_is_a_rule_of_its_own(words: str) -> None:
    rule = read_rule(words)
    assert rule is not None
    assert rule.sense == "improve"


@pytest.mark.parametrize(
    ("written", "rank"),
    [
        *(("Ⅲ", 3), ("Ⅲ类", 3), ("III", 3), ("iii类", 3), ("3类", 3), ("三类", 3), ("Ⅲ类水质", 3), ("Ⅳ", 4), ("IV", 4)),
        *(("V", 5), ("Ⅴ类", 5), ("劣Ⅴ", 6), ("劣V类", 6), ("劣五类", 6), ("劣5类", 6), ("Ⅰ类", 1)),
        *(("3", None), ("6类", None), ("劣Ⅲ类", None), ("Ⅵ", None), ("", None), ("类", None)),
    ],
)
def test_a_class_is_read_however_it_is_written(written: str, rank: int | None) -> None:
    assert read_class(written) == rank


def test_every_class_is_printed_as_it_is_read() -> None:
    assert [read_class(class_name(rank)) for rank in range(1, 7)] == [1, 2, 3, 4, 5, 6]


def test_a_value_is_a_number_or_a_class_and_nothing_else() -> None:
    assert [read_value(text) for text in ("29.50", "-3", "Ⅱ类", "约30", "1e5")] == [
        *((Decimal("29.50"), False), (Decimal(-3), False), (Decimal(2), True)),
        *(None, None),
    ]


def test_a_time_is_a_day_a_month_or_a_year() -> None:
    assert read_span("2026-05-20") == (date(2026, 5, 20), date(2026, 5, 20))
    assert read_span("2024-02") == (date(2024, 2, 1), date(2024, 2, 29))
    assert read_span("2026") == (date(2026, 1, 1), date(2026, 12, 31))
    assert [read_span(text) for text in ("2026-13", "2026-02-30", "26-05", "2026年5月")] == [None] * 4


def line(*values: int) -> tuple[tuple[int, Decimal], ...]:
    return tuple((at * 10, Decimal(value)) for at, value in enumerate(values))


def test_one_bad_reading_does_not_turn_the_line() -> None:
    found = slope(line(10, 20, 30, 40, 50, 60, 70, 9000))
    assert found is not None
    assert (found.per_day, found.certain) == (1, True)
    assert found.at(100) == 110


def test_no_trend_is_seen_in_ups_and_downs_nor_in_less_than_four() -> None:
    found = slope(line(10, 30, 10, 30, 10, 30))
    assert found is not None
    assert not found.certain
    assert slope(line(10, 20, 30)) is None


def test_values_that_never_change_have_no_trend() -> None:
    found = slope(line(7, 7, 7, 7, 7))
    assert found is not None
    assert (found.per_day, found.certain) == (0, False)
