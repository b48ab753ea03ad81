"""What the rest of a year has to bring: each figure was worked out by hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import house
from conftest import Run
from ledger.model.gauge import Gauge
from ledger.model.gaugestanding import standing
from ledger.model.gaugeyear import Remainder, remainder

NOVEMBER = date(2026, 11, 22)
TEN = (45, 40, 33, 28, 25, 20, 18, 19, 24, 30)
"""January to October: 282 in all."""


def months(year: int, values: Sequence[float], first: int = 1) -> list[dict[str, str]]:
    return [{"at": f"{year}-{at:02d}", "value": str(value)} for at, value in enumerate(values, first)]


def rest(readings: list[dict[str, str]], rule: str, day: date = NOVEMBER, **more: Any) -> Remainder | None:  # noqa: ANN401 - any field of the record
    fields = {"id": "甲", "name": "甲", "annual": "平均", "by": "2026-12-31", "rules": [rule], **more}
    gauge = Gauge.model_validate({**fields, "readings": readings})
    return remainder(gauge, standing(gauge, day), day)


def found(readings: list[dict[str, str]], rule: str, **more: Any) -> Remainder:  # noqa: ANN401 - as above
    one = rest(readings, rule, **more)
    assert one is not None
    return one


def test_the_months_that_are_left_have_to_average_what_the_year_still_allows() -> None:
    one = found(months(2026, TEN), "不高于29.5")
    assert (one.known, one.sum, one.mean, one.missing) == (10, 282, Decimal("28.2"), (11, 12))
    assert one.needed == 36  # 12×29.5=354, 354−282=72, 72÷2=36
    assert (one.verdict, one.alike, one.expected) == ("needed", None, None)


def test_the_same_months_of_the_year_before_tell_where_it_would_end() -> None:
    before = months(2025, (38, 46), first=11)
    one = found(before + months(2026, TEN), "不高于29.5")
    assert (one.alike, one.expected, one.reaches) == (42, Decimal("30.5"), False)  # (282+38+46)÷12
    mild = months(2025, (30, 36), first=11)
    one = found(mild + months(2026, TEN), "不高于29.5")
    assert (one.alike, one.expected, one.reaches) == (33, 29, True)  # (282+30+36)÷12
    half = months(2025, (30,), first=11)
    assert found(half + months(2026, TEN), "不高于29.5").expected is None


@pytest.mark.parametrize(
    ("values", "rule", "unit", "needed"),
    [
        ((30, 30, 30, 30, 30, 30, 30, 29, 29), "不高于29.5", None, "28.66"),  # 354−268=86, 86÷3=28.666…
        ((80, 80, 79, 79, 79, 79, 79, 79, 78), "不低于80%", "%", "82.67"),  # 960−712=248, 248÷3=82.666…
    ],
)
def test_what_is_needed_is_rounded_so_that_keeping_to_it_is_enough(
    values: tuple[int, ...], rule: str, unit: str | None, needed: str
) -> None:
    assert found(months(2026, values), rule, unit=unit).needed == Decimal(needed)


@pytest.mark.parametrize(
    ("values", "rule", "more", "verdict"),
    [
        ((40,) * 10, "不高于30", {}, "beyond"),  # 360−400 is below zero, and dust is not
        ((5, -5, *(4,) * 8), "不高于2", {}, "needed"),  # what was below zero may be again: 24−32=−8, −4 each
        ((70,) * 10, "不低于80", {"unit": "%"}, "beyond"),  # 960−700=260: 130 % each
        ((70,) * 10, "不低于80", {"unit": "分"}, "needed"),
        ((30,) * 10, "不低于290", {"annual": "累计", "unit": "天"}, "safe"),
        ((28,) * 10, "不低于300", {"annual": "累计", "unit": "天"}, "needed"),
    ],
)
def test_what_can_not_be_any_more_and_what_is_safe_already_are_told(
    values: tuple[int, ...], rule: str, more: dict[str, object], verdict: str
) -> None:
    assert found(months(2026, values), rule, **more).verdict == verdict


def test_of_a_sum_the_months_that_are_left_share_what_is_wanting() -> None:
    one = found(months(2026, (28,) * 10), "不低于300", annual="累计", unit="天")
    assert (one.sum, one.needed) == (280, 10)  # 300−280=20, 20÷2=10


def test_the_strictest_of_several_levels_counts_and_a_level_for_every_day_is_one_of_the_year() -> None:
    years = [{"year": 2026, "value": "29"}]
    one = found(months(2026, TEN), "不高于29.5", years=years)
    assert (one.demand.bound, one.needed) == (29, 33)  # 348−282=66, 66÷2=33
    assert found(months(2026, TEN), "不高于29.5", by=None).needed == 36


@pytest.mark.parametrize(
    ("readings", "more"),
    [
        ([], {}),
        (months(2026, (*TEN, 30)), {"day": date(2027, 1, 5)}),
        ([*months(2026, TEN), {"at": "2026", "value": "29"}], {"day": date(2026, 12, 31)}),
        (months(2026, TEN), {"annual": "末次"}),
        (months(2026, TEN), {"by": "2026-06-30"}),
        (months(2026, TEN), {"by": "2028-12-31"}),
        ([{"at": "2026-03-05", "value": "30"}], {}),
    ],
)
def test_where_nothing_is_left_or_nothing_is_known_nothing_is_told(
    readings: list[dict[str, str]], more: dict[str, Any]
) -> None:
    assert rest(readings, "不高于29.5", **more) is None


def test_the_page_tells_the_mean_so_far_and_how_the_rest_is_worked_out(folder: Path, ledger: Run) -> None:
    house.build(folder)
    lines = "".join(f"  - {{at: 2026-{at:02d}, value: {value}}}\n" for at, value in enumerate((45, 40, 33, 28), 1))
    last = "".join(f"  - {{at: 2025-{at:02d}, value: 28}}\n" for at in range(5, 13))
    text = "id: 空气\nname: 细颗粒物\nunit: 微克/立方米\nannual: 平均\nrules: [不高于29.5]\nby: 2026-12-31\nreadings:\n"
    house.put(folder / "indicators/空气.yaml", f"{text}{last}{lines}".encode())
    shown = ledger("indicator", "show", "空气").stdout
    for words in (
        "2026 年已有 4 个月，平均 36.5微克/立方米（各月相加 146，除以 4）",
        "要达到 ≤29.5微克/立方米，余下的5至12月平均须 ≤26微克/立方米\n  算法：12×29.5−146=208，208÷8=26",
        "上年这几个月平均 28微克/立方米；如仍这样，全年是 30.83微克/立方米，达不到",
    ):
        assert words in shown, shown


def test_months_are_named_in_runs_and_a_rounded_figure_is_no_equation(folder: Path, ledger: Run) -> None:
    house.build(folder)
    read = "".join(f"  - {{at: 2026-{at:02d}, value: 30}}\n" for at in (1, 2, 4))
    text = f"id: 空气\nname: 空气\nannual: 平均\nrules: [不高于29.5]\nreadings:\n{read}"
    house.put(folder / "indicators/空气.yaml", text.encode())
    shown = ledger("indicator", "show", "空气").stdout
    assert "余下的3、5至12月平均须 ≤29.33\n  算法：12×29.5−90=264，264÷9≈29.33" in shown
