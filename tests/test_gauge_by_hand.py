"""How indicators stand, each row worked out by hand: rule × readings × day → state, level and forecast.

The last column is the calculation, as it would be checked on paper. Days on which forecasts rest are five or ten days
apart, so that a slope is a round number.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import house
from conftest import Run
from ledger.cli.words.catalogue import Catalogue
from ledger.model.gauge import Gauge
from ledger.model.gaugefaults import faults, level
from ledger.model.gaugestanding import Standing, standing

ZH = Catalogue("zh")


class Row(NamedTuple):
    """One case: an indicator, what was read of it, the day, and what comes of it."""

    given: dict[str, Any]
    readings: str
    day: str
    state: str
    levels: str
    forecast: str
    calculation: str


def months(year: int, *values: float) -> str:
    """`2025-01=3 2025-02=4 …`: what the months of a year were, from January on."""
    return " ".join(f"{year}-{at:02d}={value}" for at, value in enumerate(values, 1))


def to(year: int, **more: object) -> dict[str, Any]:
    """What is to be reached by the end of a year."""
    return {"by": f"{year}-12-31", **more}


MEAN, SUM = {"annual": "平均"}, {"annual": "累计"}
ONLY_BETTER = {"rules": ["只能更好不能变坏"], "better": "低"}
WATER, WORK = {"kind": "水质类别"}, {"kind": "工程量"}
TWELVE = months(2025, 45, 40, 33, 28, 25, 20, 18, 19, 24, 30, 38, 46)
SHARES = {
    "total": 14,
    "long_term": 4,
    "years": [{"year": 2021 + at, "value": str(n)} for at, n in enumerate((4, 5, 1))],
}
PLOTS = {"total": 72, "years": [{"year": 2024 + at, "value": str(n)} for at, n in enumerate((22, 37, 13))]}
FALLING = "2026-05-01=40 2026-05-06=38 2026-05-11=36 2026-05-16=34"
SPOILT = FALLING.replace("=36", "=90")
RISING = FALLING.replace("=38", "=42").replace("=36", "=44").replace("=34", "=46")

ROWS = (
    # ceilings and floors
    Row({"rules": ["不高于29.5"]}, "2026-04=29.5", "2026-05-20", "met", "≤29.5", "", "29.5=29.5，含本数"),
    Row({"rules": ["不超过29.5"]}, "2026-04=29.6", "2026-05-20", "missed", "≤29.5", "", "29.6>29.5"),
    Row({"rules": ["≤29.5"]}, "2026-04=29.4", "2026-05-20", "met", "≤29.5", "", "29.4<29.5"),
    Row({"rules": ["降至29.5以下"]}, "2026-04=29.5", "2026-05-20", "met", "≤29.5", "", "以下含本数"),
    Row({"rules": ["控制在20%以内"], "unit": "%"}, "2026-04=20.1", "2026-05-20", "missed", "≤20%", "", "20.1>20"),
    Row({"rules": ["不低于77.1%"], "unit": "%"}, "2026-04=77.1", "2026-05-20", "met", "≥77.1%", "", "77.1=77.1"),
    Row({"rules": ["≥77.1"]}, "2026-04=77", "2026-05-20", "missed", "≥77.1", "", "77<77.1"),
    Row({"rules": ["达到77.1%以上"], "unit": "%"}, "2026-04=80", "2026-05-20", "met", "≥77.1%", "", "80>77.1"),
    Row({"rules": ["提高到80"]}, "2026-04=79.9", "2026-05-20", "missed", "≥80", "", "79.9<80"),
    Row({"rules": ["低于30"]}, "2026-04=30", "2026-05-20", "missed", "<30", "", "30=30，不含本数"),
    Row({"rules": ["高于30"]}, "2026-04=30", "2026-05-20", "missed", ">30", "", "30=30，不含本数"),
    Row({"rules": ["＞30"]}, "2026-04=30.1", "2026-05-20", "met", ">30", "", "30.1>30"),
    Row(
        {"rules": ["达到300天"], "unit": "天", "better": "高"}, "2025=301", "2026-01-05", "met", "≥300天", "", "301>300"
    ),
    Row({"rules": ["达到30"], "better": "低"}, "2025=31", "2026-01-05", "missed", "≤30", "", "低好：31>30"),
    Row({"rules": ["等于5"]}, "2026-04=4", "2026-05-20", "missed", "5", "", "4≠5，少了也不是"),
    Row({"rules": ["等于5"]}, "2026-04=5", "2026-05-20", "met", "5", "", "5=5"),
    # days: that of the target is still in time
    Row(to(2025, rules=["不高于29"]), "2025-11=31", "2025-12-31", "open", "≤29", "", "当天不算过期"),
    Row(to(2025, rules=["不高于29"]), "2025-11=31", "2026-01-01", "missed", "≤29", "", "次日：31>29"),
    Row(to(2025, rules=["不高于29"]), "2025-11=31 2026-03=28", "2026-05-20", "met-late", "≤29", "", "31>29，后来28≤29"),
    Row(to(2025, rules=["不高于29"]), "2025-11=28 2026-03=31", "2026-05-20", "met", "≤29", "", "到期那天是28"),
    Row(to(2025, rules=["不高于29"]), "", "2026-05-20", "unread", "≤29", "", "到期没有读数"),
    Row({"rules": ["不高于29"]}, "", "2026-05-20", "unread", "≤29", "", "一直要保持，没有读数"),
    Row({}, "2026-04=3", "2026-05-20", "no-target", "", "", "没有要求"),
    # classes: Ⅰ=1 … 劣Ⅴ=6, lower is better
    Row(WATER | {"rules": ["达到Ⅲ类"]}, "2026-04=Ⅱ", "2026-05-20", "met", "Ⅲ类", "", "2<3"),
    Row(WATER | {"rules": ["达到或优于Ⅲ类"]}, "2026-04=3类", "2026-05-20", "met", "Ⅲ类", "", "3=3"),
    Row(WATER | {"rules": ["达到Ⅲ类"]}, "2026-04=IV", "2026-05-20", "missed", "Ⅲ类", "", "4>3"),
    Row(WATER | {"rules": ["不劣于Ⅳ类"]}, "2026-04=四类", "2026-05-20", "met", "Ⅳ类", "", "4=4"),
    Row(WATER | {"rules": ["优于Ⅲ类"]}, "2026-04=三类", "2026-05-20", "missed", "Ⅱ类", "", "好一类：3−1=2，3>2"),
    Row(WATER | {"rules": ["消除劣Ⅴ类"]}, "2026-04=Ⅴ", "2026-05-20", "met", "Ⅴ类", "", "6−1=5，5=5"),
    Row(WATER | {"rules": ["消除劣Ⅴ类"]}, "2026-04=劣V", "2026-05-20", "missed", "Ⅴ类", "", "6>5"),
    # percentages and differences
    Row(to(2020, rules=["比2015年下降25%"]), "2015=12 2020=9", "2021-01-05", "met", "≤9", "", "12−12×25%=9"),
    Row(to(2020, rules=["比2015年下降25%"]), "2015=12 2020=9.1", "2021-01-05", "missed", "≤9", "", "9.1>9"),
    Row(
        to(2020, rules=["比2015年上升5%"], base={"year": 2015, "value": "80"}),
        *("2020=84", "2021-01-05", "met", "≥84", "", "80+80×5%=84"),
    ),
    Row(
        to(2025, rules=["与2020年相比提高5个百分点"], unit="%", base={"year": 2020, "value": "72"}),
        *("2025=76.9", "2026-01-05", "missed", "≥77%", "", "72+5=77，不是72×1.05"),
    ),
    Row(to(2025, rules=["比2015年下降10"]), "2015=-40 2025=-50", "2026-01-05", "met", "≤-50", "", "−40−10=−50"),
    Row(to(2025, rules=["较上年减少20%"]), "2024=50 2025=40", "2026-01-05", "met", "≤40", "", "50−50×20%=40"),
    Row(to(2025, rules=["较上年减少20%"]), "2025=40", "2026-01-05", "no-base", "", "", "没有2024年的数"),
    Row(to(2025, rules=["比2015年下降25%"]), "2015=-40 2025=-50", "2026-01-05", "no-base", "", "", "−40没有百分之几"),
    Row(to(2025, rules=["比2015年下降25%"]), "2015=0 2025=0", "2026-01-05", "no-base", "", "", "0没有百分之几"),
    # means
    Row(to(2025, rules=["不高于30.5"]) | MEAN, TWELVE, "2026-01-01", "met", "≤30.5", "", "366÷12=30.5"),
    Row(to(2025, rules=["不高于30.4"]) | MEAN, TWELVE, "2026-01-01", "missed", "≤30.4", "", "30.5>30.4"),
    Row(
        to(2025, rules=["不高于10"]) | MEAN,
        *(months(2025, *[10] * 11, 10.04), "2026-01-01", "met", "≤10", "", "120.04÷12=10.0033，说10，按10"),
    ),
    Row(
        to(2025, rules=["不高于10"]) | MEAN,
        *(months(2025, *[10] * 11, 10.06), "2026-01-01", "missed", "≤10", "", "120.06÷12=10.005，五入10.01>10"),
    ),
    Row(to(2025, rules=["不高于30"]) | MEAN, "2025=29.9", "2026-01-01", "met", "≤30", "", "整年的读数"),
    Row(
        to(2025, rules=["不高于30"]) | MEAN,
        *(months(2025, *[10] * 11), "2026-01-01", "unread", "≤30", "", "只有11个月"),
    ),
    Row(to(2025, rules=["不高于30"]) | MEAN, "2025-03-15=10", "2026-01-01", "unread", "≤30", "", "1天，缺11个月"),
    Row(
        to(2025, rules=["不高于30"]) | MEAN,
        " ".join(f"2025-{at:02d}-15={30 if at > 6 else 28}" for at in range(1, 13)),
        *("2026-01-01", "met", "≤30", "", "月月采一天样：(28×6+30×6)÷12=29"),
    ),
    Row(
        to(2025, rules=["不高于20.5"]) | MEAN,
        f"{months(2025, *[20] * 11)} 2025-12-10=20 2025-12-20=32",
        *("2026-01-01", "met", "≤20.5", "", "十二月(20+32)÷2=26；(220+26)÷12=20.5"),
    ),
    Row(
        {"rules": ["不高于29"], "by": "2026-06-30"} | MEAN,
        *(months(2026, 36, 33, 30, 27, 24, 21), "2026-07-01", "met", "≤29", "", "171÷6=28.5"),
    ),
    Row(
        {"rules": ["不高于28"], "by": "2026-06-30"} | MEAN,
        *(months(2026, 36, 33, 30, 27, 24, 21, 1), "2026-08-01", "missed", "≤28", "", "七月在期外：28.5>28"),
    ),
    Row(
        {"rules": ["不高于29"], "by": "2026-06-30"} | MEAN,
        *(months(2026, 36, 33, 30, 27, 24), "2026-07-01", "unread", "≤29", "", "缺六月"),
    ),
    Row(
        {"rules": ["不高于31"], "by": "2026-06-15"} | MEAN,
        *(months(2026, 36, 33, 30, 27, 24), "2026-07-01", "met", "≤31", "", "六月没完，算五个月：150÷5=30"),
    ),
    # sums
    Row(to(2025, rules=["不低于290"]) | SUM, months(2025, *[25] * 12), "2026-01-01", "met", "≥290", "", "25×12=300"),
    Row(to(2025, rules=["不低于301"]) | SUM, months(2025, *[25] * 12), "2026-01-01", "missed", "≥301", "", "300<301"),
    Row({"rules": ["不超过10"]} | SUM, "2026-01=3", "2026-05-20", "open", "≤10", "", "3<10，年还没完"),
    Row({"rules": ["不超过10"]} | SUM, "2026-01=3 2026-02=8", "2026-05-20", "missed", "≤10", "", "3+8=11>10，回不去了"),
    Row({"rules": ["不低于10"]} | SUM, "2026-01=3 2026-02=8", "2026-05-20", "met", "≥10", "", "3+8=11>10"),
    Row(
        {"rules": ["不超过12"], "by": "2026-03-31"} | SUM,
        *("2026-01=3 2026-02=4 2026-03=5 2026-04=9", "2026-05-20", "met", "≤12", "", "一季度3+4+5=12"),
    ),
    Row(
        to(2025, rules=["比上年下降20%"]) | SUM,
        f"{months(2024, *[10] * 12)} {months(2025, *[8] * 12)}",
        *("2026-01-01", "met", "≤96", "", "120−120×20%=96，8×12=96"),
    ),
    # counted work: what is done so far, against the shares so far
    Row(
        WORK | SHARES,
        "2021=4 2022=9 2023=10",
        "2024-01-05",
        "met met met",
        "≥4 ≥9 ≥10",
        "",
        "4、4+5=9、9+1=10；4+5+1+4=14",
    ),
    Row(WORK | SHARES, "2021=4 2022=8", "2023-01-05", "met missed open", "≥4 ≥9 ≥10", "", "8<9"),
    Row(
        WORK | PLOTS | to(2026),
        *("2024=22 2025=58", "2026-05-20", "met missed open open", "≥22 ≥59 ≥72 ≥72", "", "22+37=59，59+13=72；58<59"),
    ),
    # only better
    Row(ONLY_BETTER, "2026-03=30 2026-04=30", "2026-05-20", "met", "", "", "30=30，不差"),
    Row(ONLY_BETTER, "2026-03=30 2026-04=31", "2026-05-20", "missed", "", "", "31>30，比上一次差"),
    Row(ONLY_BETTER | MEAN, "2025-04=33 2026-03=28 2026-04=32", "2026-05-20", "met", "", "", "与上年四月比：32<33"),
    Row(
        ONLY_BETTER | {"base": {"year": 2020, "value": "29"}},
        *("2026-03=31 2026-04=30", "2026-05-20", "missed", "", "", "比上一次好，比基准年29差"),
    ),
    # forecasts: the median of the slopes
    Row(
        {"rules": ["不高于28"], "by": "2026-05-31"},
        *(FALLING, "2026-05-20", "open", "≤28", "28 能达到", "每5天−2：34−2×15÷5=28"),
    ),
    Row(
        {"rules": ["不高于27.9"], "by": "2026-05-31"},
        *(FALLING, "2026-05-20", "open", "≤27.9", "28 达不到", "28>27.9"),
    ),
    Row(
        {"rules": ["不高于28"], "by": "2026-05-31"},
        SPOILT,
        *(
            "2026-05-20",
            "open",
            "≤28",
            "28 能达到",
            "斜率−11.2、−0.4、−0.4、−0.4、5、10.4取中−0.4；截距40、40、94、40取中40；40−12",
        ),
    ),
    Row(
        {"rules": ["不低于52"], "by": "2026-05-31"},
        *(RISING, "2026-05-20", "open", "≥52", "52 能达到", "46+2×15÷5=52"),
    ),
    Row(
        {"rules": ["不高于1"], "by": "2026-12-31"},
        *(FALLING, "2026-05-20", "open", "≤1", "0 能达到", "34−0.4×229<0，没有过负数，按0"),
    ),
    Row(
        {"rules": ["不高于28"], "by": "2026-05-31"},
        *(FALLING.rpartition(" ")[0], "2026-05-20", "open", "≤28", "", "三次看不出"),
    ),
    Row(
        to(2026, rules=["达到Ⅱ类"]) | WATER,
        *(months(2026, 2, 3, 3, 2), "2026-05-20", "met", "Ⅱ类", "Ⅲ类 达不到", "斜率取中0，截距2.5，五入Ⅲ；Ⅲ不是Ⅱ"),
    ),
    Row(
        to(2026, rules=["达到Ⅳ类"]) | WATER,
        *(months(2026, 4, 5, 5, 4), "2026-05-20", "met", "Ⅳ类", "Ⅴ类 达不到", "截距4.5，五入Ⅴ"),
    ),
    Row(
        to(2026, rules=["达到Ⅲ类"]) | WATER,
        *(months(2026, 2, 3, 3, 2), "2026-05-20", "met", "Ⅲ类", "Ⅲ类 能达到", "2.5五入Ⅲ"),
    ),
    Row(
        to(2026, rules=["达到Ⅱ类"]) | WATER,
        *(
            "2026-05-01=Ⅳ 2026-05-06=Ⅲ 2026-05-11=Ⅱ 2026-05-16=Ⅰ",
            "2026-05-20",
            "met",
            "Ⅱ类",
            "Ⅰ类 能达到",
            "没有比Ⅰ好的",
        ),
    ),
    Row(
        to(2026, rules=["不超过40"]) | SUM,
        "2026-01-11=1 2026-01-21=1 2026-01-31=1 2026-02-10=1",
        *("2026-02-15", "open", "≤40", "36.4 能达到", "10天1件；一月一日到年底364天，36.4"),
    ),
    Row(
        to(2026, rules=["不超过36"]) | SUM,
        "2026-01-11=1 2026-01-21=1 2026-01-31=1 2026-02-10=1",
        *("2026-02-15", "open", "≤36", "36.4 达不到", "36.4>36"),
    ),
    Row(
        to(2026, rules=["不高于30"]) | MEAN,
        f"{months(2025, *[30] * 12)} {months(2026, 30, 30, 30)}",
        *("2026-04-15", "met", "≤30", "30 能达到", "连续12个月的平均4个，都是30"),
    ),
)


def made(row: Row) -> Gauge:
    """The indicator of a row; the classes among a row's months may be written as their ranks."""
    pairs = [one.split("=") for one in row.readings.split()]
    of_classes = row.given.get("kind") == "水质类别"
    told = [{"at": at, "value": f"{value}类" if of_classes and value in "12345" else value} for at, value in pairs]
    return Gauge.model_validate({"id": "甲", "name": "甲", "readings": told, **row.given})


def forecast(gauge: Gauge, now: Standing) -> str:
    if now.outlook is None:
        return ""
    return f"{gauge.shown(now.outlook.expected)} {'能达到' if now.outlook.reaches else '达不到'}"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.calculation)
def test_it_stands_as_it_was_worked_out_by_hand(row: Row) -> None:
    gauge, day = made(row), date.fromisoformat(row.day)
    now = standing(gauge, day)
    states = " ".join(one.state for one in now.judged) or now.state
    levels = " ".join(level(gauge, one.demand) for one in now.judged if one.demand.bound is not None)
    assert (states, levels, forecast(gauge, now)) == (row.state, row.levels, row.forecast)


@pytest.mark.parametrize(
    ("total", "years", "long_term", "wrong"),
    [
        ("14", "4 5 1", 4, None),  # 4+5+1+4=14
        ("14", "4 5 1", None, "4+5+1=10，不等于总量 14"),
        ("15", "4 5 1", 4, "4+5+1+4=14，不等于总量 15"),
        ("72", "22 37 13", None, None),  # 22+37+13=72
        ("72", "22 37 14", None, "22+37+14=73，不等于总量 72"),
        ("1.5", "0.5 0.7 0.3", None, None),  # in decimals: 1.5 exactly
    ],
)
def test_the_shares_of_the_years_add_up_to_the_whole_or_are_told_with_their_sum(
    total: str, years: str, long_term: int | None, wrong: str | None
) -> None:
    shares = [{"year": 2024 + at, "value": value} for at, value in enumerate(years.split())]
    fields = {"id": "甲", "name": "甲", "kind": "工程量", "total": total, "long_term": long_term, "years": shares}
    found = [
        ZH(one.text) for one in faults(Gauge.model_validate(fields), date(2024, 6, 1)) if one.rule == "indicator-total"
    ]
    assert len(found) == (wrong is not None)
    assert (wrong or "") in "".join(found)


@pytest.mark.parametrize("base", ["-40", "0"])
@pytest.mark.parametrize("rule", ["比2015年下降25%", "比2015年上升25%"])
def test_a_percentage_of_what_is_not_above_zero_is_refused_with_what_to_write_instead(
    folder: Path, ledger: Run, rule: str, base: str
) -> None:
    place = house.build(folder)
    before = house.contents(place)
    done = ledger("indicator", "new", "甲", "--rule", rule, "--base", f"2015={base}", "--as", "zhang")
    assert (done.returncode, house.contents(place) == before) == (2, True)
    assert f"“{rule}”是百分数，2015 年的数值是 {base}，零和负数算不出百分之几：要求改写成数值" in done.stderr
    instead = ledger("indicator", "new", "甲", "--rule", "比2015年下降10", "--base", f"2015={base}", "--as", "zhang")
    assert instead.returncode == 0, instead.stderr


def test_a_measured_base_that_is_not_above_zero_is_a_fact_and_told_as_a_warning() -> None:
    one = made(Row(to(2025, rules=["比2015年下降25%"]), "2015=-40 2025=-50", "2026-01-05", "", "", "", ""))
    found = [(it.rule, it.level) for it in faults(one, date(2026, 1, 5))]
    assert found == [("indicator-base", "warning")]


def test_a_year_that_lacks_months_names_them_whatever_its_readings_cover() -> None:
    one = made(Row(to(2025, rules=["不高于30"]) | MEAN, "2025-03-15=10 2025-04=12", "", "", "", "", ""))
    (found,) = [ZH(it.text) for it in faults(one, date(2026, 1, 1)) if it.rule == "indicator-unread"]
    assert "这一年还缺 2025-01、2025-02、2025-05" in found


def test_what_is_written_to_four_decimals_is_told_to_four() -> None:
    one = made(Row({"rules": ["不高于0.0001毫克/升"], "unit": "毫克/升"}, "2026-04=0.00014", "", "", "", "", ""))
    assert [ZH(it.text) for it in faults(one, date(2026, 5, 20))] == [
        "甲 应保持 ≤0.0001毫克/升，是 0.00014毫克/升，差 0.00004毫克/升"
    ]
