"""Indicators: how they stand on a day, and the commands that write them down and tell of them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import house
import sample_issues
from conftest import Run
from ledger.cli.words.catalogue import Catalogue
from ledger.model.gauge import Gauge
from ledger.model.gaugefaults import faults
from ledger.model.gaugestanding import Standing, standing
from ledger.model.plan import Plan
from ledger.model.promises import unmet

DAY = date(2026, 5, 20)
ZH = Catalogue("zh")


def gauge(*readings: tuple[str, str], **more: Any) -> Gauge:  # noqa: ANN401 - any field of the record
    told = [{"at": at, "value": value} for at, value in readings]
    return Gauge.model_validate({"id": "甲", "name": "甲", "readings": told, **more})


def states(now: Standing) -> list[str]:
    return [one.state for one in now.judged]


def told(one: Gauge, day: date = DAY) -> list[tuple[str, str]]:
    return [(problem.rule, ZH(problem.text)) for problem in faults(one, day)]


# --- targets ---


@pytest.mark.parametrize(
    ("readings", "day", "state"),
    [
        ([("2025", "29")], date(2026, 1, 1), "met"),
        ([("2025", "31")], date(2026, 1, 1), "missed"),
        ([("2025-11", "31")], date(2025, 12, 31), "open"),
        ([("2025-11", "31")], date(2026, 1, 1), "missed"),
        ([("2025-11", "31"), ("2026-03", "28")], DAY, "met-late"),
        ([], date(2025, 12, 31), "open"),
        ([], DAY, "unread"),
    ],
)
def test_a_target_is_judged_by_the_reading_of_its_day(readings: list[tuple[str, str]], day: date, state: str) -> None:
    assert states(standing(gauge(*readings, rules=["不高于29.5"], by="2025-12-31"), day)) == [state]


def test_a_target_without_a_day_is_to_be_kept_always() -> None:
    assert states(standing(gauge(("2026-04", "30"), rules=["不高于29.5"]), DAY)) == ["missed"]
    assert states(standing(gauge(("2026-04", "29.5"), rules=["不高于29.5"]), DAY)) == ["met"]
    assert states(standing(gauge(("2026-04", "29.5"), rules=["低于29.5"]), DAY)) == ["missed"]


def test_the_second_class_is_better_than_the_third() -> None:
    section = {"kind": "水质类别", "rules": ["达到Ⅲ类"]}
    assert states(standing(gauge(("2026-04", "II"), **section), DAY)) == ["met"]
    assert states(standing(gauge(("2026-04", "3类"), **section), DAY)) == ["met"]
    assert told(gauge(("2026-04", "劣V"), **section)) == [("indicator-missed", "甲 应保持 Ⅲ类，是 劣Ⅴ类，差 3 个类别")]


def test_a_quarter_less_than_in_the_base_year() -> None:
    heavy = {"rules": ["比2015年下降25%"], "by": "2020-12-31", "unit": "天"}
    day = date(2021, 1, 5)
    assert states(standing(gauge(("2020", "9"), base={"year": 2015, "value": "12"}, **heavy), day)) == ["met"]
    assert states(standing(gauge(("2015", "12"), ("2020", "9"), **heavy), day)) == ["met"]
    missed = gauge(("2020", "10"), base={"year": 2015, "value": "12"}, **heavy)
    assert told(missed, day) == [("indicator-missed", "甲 到 2020-12-31 应达到 ≤9天，是 10天，差 1天")]
    unknown = gauge(("2020", "9"), **heavy)
    assert told(unknown, day) == [
        (
            "indicator-base",
            "“比2015年下降25%”要与 2015 年比，没有那一年的数值：补登 ledger indicator record 甲 读数 --at 2015",
        )
    ]


def test_a_fifth_less_than_the_year_before_counts_the_months_of_both_years() -> None:
    months = [(f"{year}-{month:02d}", "10" if year == 2024 else "8") for year in (2024, 2025) for month in range(1, 13)]
    one = gauge(*months, rules=["比上年下降20%"], by="2025-12-31", annual="累计", unit="件")
    assert [(it.state, it.value, it.demand.bound) for it in standing(one, DAY).judged] == [("met", 96, 96)]
    assert states(standing(gauge(*months[:-1], **one.model_dump(include={"rules", "by", "annual"})), DAY)) == ["unread"]


def test_a_sum_below_its_ceiling_proves_nothing_before_the_year_is_over() -> None:
    one = gauge(("2026-01", "3"), rules=["不超过10"], by="2026-12-31", annual="累计")
    assert states(standing(one, DAY)) == ["open"]
    high = gauge(("2026-01", "300"), rules=["不低于290"], by="2026-12-31", annual="累计")
    assert states(standing(high, DAY)) == ["met"]


# --- counted work ---


def test_the_shares_of_the_years_add_up_to_the_whole() -> None:
    years = [{"year": 2021, "value": "4"}, {"year": 2022, "value": "5"}, {"year": 2023, "value": "1"}]
    one = gauge(kind="工程量", total=14, long_term=4, years=years)
    assert [rule for rule, _ in told(one, date(2021, 6, 1))] == []
    short = gauge(kind="工程量", total=14, years=years)
    assert told(short, date(2021, 6, 1)) == [
        ("indicator-total", "分年度之和 4+5+1=10，不等于总量 14：改 --year、--total，或加 --set 长期坚持的=几项")
    ]


def test_what_is_to_be_done_by_a_year_is_the_sum_of_the_shares_so_far() -> None:
    years = [{"year": 2024, "value": "22"}, {"year": 2025, "value": "37"}, {"year": 2026, "value": "13"}]
    one = gauge(("2024", "22"), ("2025", "58"), kind="工程量", total=72, years=years, unit="个")
    assert [it.demand.bound for it in standing(one, DAY).judged] == [22, 59, 72]
    assert states(standing(one, DAY)) == ["met", "missed", "open"]
    assert told(one)[0] == ("indicator-missed", "甲 到 2025-12-31 应达到 ≥59个，是 58个，差 1个")


# --- worse ---


def test_only_better_is_asked_of_the_base_and_of_the_reading_before() -> None:
    rules = {"rules": ["只能更好不能变坏"], "better": "低"}
    assert told(gauge(("2026-03", "30"), ("2026-04", "30"), base={"year": 2020, "value": "31"}, **rules)) == []
    worse = gauge(("2026-03", "30"), ("2026-04", "32"), base={"year": 2020, "value": "31"}, **rules)
    assert told(worse) == [
        ("indicator-worse", "甲 是 32，不如 2026-03（30），要求是“只能更好不能变坏”"),
        ("indicator-worse", "甲 是 32，不如基准年 2020（31），要求是“只能更好不能变坏”"),
    ]


def test_months_with_seasons_in_them_are_held_against_the_same_month_of_the_year_before() -> None:
    rules = {"rules": ["只能更好不能变坏"], "better": "低", "annual": "平均"}
    winter = gauge(("2025-04", "33"), ("2026-03", "28"), ("2026-04", "32"), **rules)
    assert told(winter) == []
    assert [rule for rule, _ in told(gauge(("2025-04", "31"), ("2026-04", "32"), **rules))] == ["indicator-worse"]


def test_a_value_that_is_no_better_is_told_but_held_against_a_rule_only_where_there_is_one(
    place: Path, ledger: Run
) -> None:
    free = RIVER.replace(", 只能更好不能变坏", "").replace("Ⅲ类", "Ⅴ类").replace("issues: [ISSUE-004]\n", "")
    put(
        place,
        "断面",
        free + "readings: [{at: 2026-02, value: IV}, {at: 2026-03, value: 三类}, {at: 2026-04, value: Ⅳ}]\n",
    )
    shown = ledger("indicator", "show", "断面")
    assert "变坏：断面 是 Ⅳ类，不如 2026-03（Ⅲ类）" in shown.stderr
    assert "只能更好" not in shown.stdout + shown.stderr


def test_water_that_goes_from_the_fourth_class_to_the_third_and_below_the_fifth_is_a_regression(
    place: Path, ledger: Run
) -> None:
    put(place, "断面", RIVER)
    record = ("indicator", "record", "断面")
    assert ledger(*record, "Ⅳ", "--at", "2026-02", "--as", "zhang").stderr != ""
    better = ledger(*record, "3类", "--at", "2026-03", "--as", "zhang")
    assert (better.stderr, "目前：达到，正好" in better.stdout) == ("", True)
    worse = ledger(*record, "劣五类", "--at", "2026-04", "--as", "zhang")
    assert "断面 是 劣Ⅴ类，不如 2026-03（Ⅲ类），要求是“只能更好不能变坏”" in worse.stderr
    assert "目前：没有达到，差 3 个类别" in worse.stdout


def test_a_count_of_all_that_is_done_so_far_can_not_fall(place: Path, ledger: Run) -> None:
    work = {"kind": "工程量", "total": 14, "unit": "个"}
    fallen = told(gauge(("2026-03", "9"), ("2026-04", "7"), **work))
    assert [rule for rule, _ in fallen] == ["indicator-falling"]
    assert "甲 2026-03 累计 9个，2026-04 反而是 7个" in fallen[0][1]
    assert told(gauge(("2026-03", "9"), ("2026-04", "9"), **work)) == []
    assert told(gauge(("2026-03", "9"), ("2026-04", "7"), annual="累计", **work)) == []
    put(place, "工程", "id: 工程\nname: 工程\nkind: 工程量\nreadings: [{at: 2026-03, value: 9}]\n")
    done = ledger("indicator", "record", "工程", "7", "--at", "2026-04", "--as", "zhang")
    assert (done.returncode, "累计数不会减少" in done.stderr) == (0, True)
    assert "indicators/工程.yaml" in ledger("check", "--brief").stdout


def test_the_distance_between_two_percentages_is_told_in_points() -> None:
    missed = gauge(("2025", "77.4"), rules=["不低于80%"], by="2025-12-31", unit="%")
    assert told(missed)[0] == ("indicator-missed", "甲 到 2025-12-31 应达到 ≥80%，是 77.4%，差 2.6个百分点")


def test_a_target_of_a_year_with_months_wanting_names_them() -> None:
    readings = [(f"2025-{month:02d}", "30") for month in range(1, 13) if month not in {2, 11}]
    one = gauge(*readings, ("2026-04", "28"), rules=["不高于29.5"], by="2025-12-31", annual="平均")
    assert told(one) == [
        (
            "indicator-unread",
            (
                "甲 到 2025-12-31 应达到目标，这一年还缺 2025-02、2025-11："
                "补登 ledger indicator record 甲 读数 --at 2025-02"
            ),
        )
    ]


def test_an_indicator_without_a_target_is_not_met_and_one_that_only_must_not_get_worse_is_judged_by_that() -> None:
    assert standing(gauge(("2026-04", "3")), DAY).state == "no-target"
    better = {"rules": ["只能更好不能变坏"], "better": "低"}
    assert standing(gauge(("2026-03", "3"), ("2026-04", "2"), **better), DAY).state == "met"
    assert standing(gauge(("2026-03", "3"), ("2026-04", "4"), **better), DAY).state == "missed"


def test_a_sum_that_is_to_be_reached_every_year_is_not_missed_before_the_year_is_over() -> None:
    assert states(standing(gauge(("2026-04", "28"), rules=["不低于290"], annual="累计"), DAY)) == ["open"]
    assert states(standing(gauge(("2026-04", "300"), rules=["不低于290"], annual="累计"), DAY)) == ["met"]
    assert states(standing(gauge(("2026-04", "11"), rules=["不超过10"], annual="累计"), DAY)) == ["missed"]


# --- what can't be ---


@pytest.mark.parametrize(
    ("more", "rule"),
    [
        ({"rules": ["达到Ⅲ类"]}, "indicator-rule"),
        ({"kind": "水质类别", "rules": ["不高于3"]}, "indicator-rule"),
        ({"rules": ["不高于30毫克/升"], "unit": "微克/升"}, "indicator-unit"),
        ({"rules": ["只能更好不能变坏"]}, "indicator-direction"),
        ({"rules": ["不高于3"], "base": {"year": 2015, "value": "Ⅲ类"}}, "indicator-value"),
        ({"years": [{"year": 2028, "value": "1"}, {"year": 2027, "value": "2"}], "better": "低"}, "indicator-years"),
    ],
)
def test_an_indicator_that_contradicts_itself_is_told(more: dict[str, object], rule: str) -> None:
    assert [found for found, _ in told(gauge(**more))] == [rule]


def test_a_unit_written_in_another_width_is_the_same() -> None:
    assert told(gauge(("2026-05", "3"), rules=["不高于30μg/m³"], unit="μg/m3"), date(2026, 6, 1)) == []


def test_nothing_heard_for_too_long_is_a_warning_but_not_of_work_that_is_done() -> None:
    assert [rule for rule, _ in told(gauge(("2026-02", "3"), rules=["不高于5"]))] == ["indicator-silent"]
    assert told(gauge(("2026-02", "3"), rules=["不高于5"], stale_days=90)) == []
    assert told(gauge(("2024", "72"), kind="工程量", total=72, by="2026-12-31")) == []


# --- where it is going ---


def test_the_forecast_goes_on_with_the_line_to_the_day_of_the_target() -> None:
    readings = [(f"{year}", str(40 - 2 * (year - 2020))) for year in range(2020, 2026)]
    now = standing(gauge(*readings, rules=["不高于29"], by="2026-12-31", annual="平均"), DAY)
    assert now.outlook is not None
    assert (round(now.outlook.expected, 1), now.outlook.reaches) == (28, True)


def test_a_forecast_of_classes_is_a_class() -> None:
    readings = [(f"2026-{month:02d}", value) for month, value in enumerate(("Ⅱ", "Ⅲ", "Ⅳ", "Ⅴ"), 1)]
    one = gauge(*readings, kind="水质类别", rules=["达到Ⅲ类"], by="2026-12-31")
    now = standing(one, DAY)
    assert now.outlook is not None
    assert (one.shown(now.outlook.expected), now.outlook.reaches) == ("劣Ⅴ类", False)


def test_on_an_earlier_day_only_what_was_known_then_counts() -> None:
    one = gauge(("2026-03", "30"), ("2026-04", "28"), rules=["不高于29"])
    assert [states(standing(one, day)) for day in (date(2026, 4, 29), DAY)] == [["missed"], ["met"]]


# --- the commands ---


@pytest.fixture
def place(folder: Path) -> Path:
    return house.build(folder)


AIR = "id: 空气\nname: 细颗粒物\nunit: 微克/立方米\nrules: [不高于29.5]\nby: 2025-12-31\n"
RIVER = "id: 断面\nname: 红旗河断面\nkind: 水质类别\nrules: [达到Ⅲ类, 只能更好不能变坏]\nissues: [ISSUE-004]\n"


def put(place: Path, name: str, text: str) -> None:
    house.put(place / f"indicators/{name}.yaml", text.encode())


def test_an_indicator_is_written_down_with_its_rules_and_a_reading_put_to_it(place: Path, ledger: Run) -> None:
    said = ("--unit", "微克/立方米", "--rule", "不高于29.5", "--rule", "比2020年下降10%", "--by", "2026-12-31")
    more = ("--base", "2020=33", "--year", "2026=29.5", "--set", "年度取值=平均", "--set", "依据=某县计划")
    done = ledger("indicator", "new", "PM2.5", *said, *more, "--as", "zhang")
    assert (
        done.stdout == "PM2.5 已登记：indicators/PM2.5.yaml\n登记读数：ledger indicator record PM2.5 读数 --at 时间\n"
    )
    done = ledger("indicator", "record", "PM2.5", "29.1", "--at", "2025", "--source", "公报", "--as", "zhang")
    assert done.stdout == (
        "PM2.5 2025 的读数 29.1微克/立方米 已登记，共 1 次：indicators/PM2.5.yaml\n目前：未到期（2026-12-31 的目标）\n"
    )
    assert (place / "indicators/PM2.5.yaml").read_text("utf-8") == (
        "# yaml-language-server: $schema=../templates/indicator.schema.json\n"
        "id: PM2.5\nname: PM2.5\nunit: 微克/立方米\nannual: 平均\nrules: [不高于29.5, 比2020年下降10%]\n"
        'by: 2026-12-31\nbase:\n  year: 2020\n  value: "33"\nyears:\n  - year: 2026\n    value: "29.5"\n'
        'readings:\n  - at: "2025"\n    value: "29.1"\n    source: 公报\n    by: zhang\n    recorded_on: 2026-05-20\n'
        "document: 某县计划\nrecorded_by: zhang\nrecorded_on: 2026-05-20\n"
    )


def test_an_indicator_without_a_rule_is_told_how_to_get_one_and_a_worse_reading_is_told_at_once(
    place: Path, ledger: Run
) -> None:
    new = ledger("indicator", "new", "甲", "--set", "向好方向=低", "--as", "zhang")
    assert "甲 还没有要求，达没达到看不出：补 ledger indicator edit 甲 --rule 要求 --why 原因" in new.stderr
    done = ledger("indicator", "edit", "甲", "--rule", "不高于5", "--why", "补", "--as", "zhang")
    assert done.returncode == 0, done.stderr
    ledger("indicator", "record", "甲", "3", "--at", "2026-03", "--as", "zhang")
    worse = ledger("indicator", "record", "甲", "4", "--at", "2026-04", "--as", "zhang")
    assert worse.stderr == "变坏：甲 是 4，不如 2026-03（3）\n"
    fixed = ("--correct", "--why", "抄错", "--as", "zhang")
    assert "甲 2026-04 的读数已更正为 2" in ledger("indicator", "record", "甲", "2", "--at", "2026-04", *fixed).stdout
    assert place.is_dir()


def test_a_reading_is_corrected_and_what_it_said_stays(place: Path, ledger: Run) -> None:
    put(place, "断面", RIVER)
    record = ("indicator", "record", "红旗河断面")
    assert ledger(*record, "III", "--at", "2026-04", "--as", "zhang").returncode == 0
    refused = ledger(*record, "Ⅳ类", "--at", "2026-04", "--as", "zhang")
    assert (refused.returncode, "已有 2026-04 的读数 III" in refused.stderr) == (6, True)
    assert ledger(*record, "Ⅳ类", "--at", "2026-04", "--correct", "--why", "抄错", "--as", "zhang").returncode == 0
    kept = json.loads(ledger("indicator", "show", "断面", "--json").stdout)["indicator"]["readings"]
    assert [(one["value"], one["former"]) for one in kept] == [("Ⅳ类", ["III"])]


@pytest.mark.parametrize(
    ("unit", "typed", "kept"),
    [
        ("微克/立方米", "２９．８", "29.8"),
        ("微克/立方米", "29.80 微克/立方米", "29.80"),
        ("%", "70%", "70"),
        ("%", "７０．５％", "70.5"),
        ("个", "1,234个", "1234"),
        ("个", "−3", "-3"),
    ],
)
def test_a_reading_may_be_typed_in_any_width_and_with_its_unit(
    place: Path, ledger: Run, unit: str, typed: str, kept: str
) -> None:
    more = ("--year", f"2026={typed}", "--base", f"2020={typed}", "--set", "向好方向=低")
    assert ledger("indicator", "new", "甲", "--unit", unit, *more, "--as", "zhang").returncode == 0
    done = ledger("indicator", "record", "甲", "--at", "2026-04", "--as", "zhang", "--", typed)
    assert done.returncode == 0, done.stderr
    told = json.loads(ledger("indicator", "show", "甲", "--json").stdout)["indicator"]
    assert [told["readings"][0]["value"], told["years"][0]["value"], told["base"]["value"]] == [kept] * 3
    assert place.is_dir()


@pytest.mark.parametrize(
    ("said", "code", "why"),
    [
        (("record", "空气", "70%", "--at", "2026-04", "--as", "zhang"), 2, "是百分数，指标的计量单位是“微克/立方米”"),
        (("record", "空气", "约30", "--at", "2026-04", "--as", "zhang"), 2, "不是一个数"),
        (("record", "断面", "7.5", "--at", "2026-04", "--as", "zhang"), 2, "不是水质类别"),
        (("record", "断面", "清澈", "--at", "2026-04", "--as", "zhang"), 2, "既不是数字"),
        (("record", "断面", "Ⅲ类", "--at", "2026-05", "--as", "zhang"), 2, "2026-05-31 才结束"),
        (("record", "断面", "Ⅲ类", "--at", "五月", "--as", "zhang"), 2, "不是时间"),
        (("record", "断面", "Ⅲ类", "--at", "2026-04", "--correct", "--why", "抄错", "--as", "zhang"), 3, "可更正"),
        (("record", "断", "Ⅲ类", "--as", "zhang"), 3, "是不是“断面”"),
        (("record", "断面", "Ⅲ类", "--as", "nobody"), 4, "nobody"),
        (("new", "断面", "--as", "zhang"), 6, "已经有了"),
        (("new", "乙", "--rule", "大致达标", "--as", "zhang"), 2, "读不懂"),
        (("new", "乙", "--kind", "水质", "--as", "zhang"), 2, "水质类别"),
        (("new", "乙", "--year", "2026", "--as", "zhang"), 2, "年=数值"),
        (("new", "乙", "--set", "要求=不高于3", "--as", "zhang"), 2, "--rule"),
        (("new", "a/b", "--as", "zhang"), 2, "--id"),
        (("new", "乙", "--issue", "99", "--as", "zhang"), 3, "没有问题或对象“ISSUE-099”"),
        (("new", "乙", "--set", "对象=红旗何", "--as", "zhang"), 3, "没有问题或对象“红旗何”"),
        (("edit", "断面", "--issue", "99", "--why", "补", "--as", "zhang"), 3, "没有问题或对象“ISSUE-099”"),
        (("list", "--state", "好"), 2, "没有达到"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    place: Path, ledger: Run, said: tuple[str, ...], code: int, why: str
) -> None:
    put(place, "断面", RIVER)
    put(place, "空气", AIR)
    before = house.contents(place)
    done = ledger("indicator", *said)
    assert (done.returncode, why in done.stderr) == (code, True), done.stderr
    assert house.contents(place) == before


def test_the_page_tells_readings_distance_trend_and_forecast(place: Path, ledger: Run) -> None:
    years = "".join(f"  - {{at: {year}, value: {38 - (year - 2020)}}}\n" for year in range(2020, 2026))
    put(place, "空气", AIR.replace("2025-12-31", "2026-12-31") + f"annual: 平均\nreadings:\n{years}")
    shown = ledger("indicator", "show", "空气").stdout
    for words in (
        "不高于29.5  2026-12-31  ≤29.5微克/立方米",
        "明显下降，每年约 1微克/立方米，在变好",
        "到 2026-12-31 预计 32",
    ):
        assert words in shown
    assert "达不到" in shown


def test_the_list_tells_which_are_missed(place: Path, ledger: Run) -> None:
    put(place, "空气", AIR + "readings:\n  - {at: 2025, value: 30.1}\n")
    put(place, "断面", RIVER + "readings:\n  - {at: 2026-04, value: Ⅱ类}\n")
    assert "差 0.6微克/立方米" in ledger("indicator", "list").stdout
    listed = json.loads(ledger("indicator", "list", "--state", "没有达到", "--json").stdout)["indicators"]
    assert [(one["id"], one["distance"]) for one in listed] == [("空气", "0.6")]


def test_check_tells_what_was_missed_at_its_line(place: Path, ledger: Run) -> None:
    put(place, "空气", AIR + "readings:\n  - {at: 2025, value: 30.1}\nissues: [ISSUE-099]\n")
    told = ledger("check", "--brief").stdout
    assert "indicators/空气.yaml:4:9: indicator-missed: 空气 到 2025-12-31 应达到 ≤29.5微克/立方米" in told
    assert "indicators/空气.yaml:8:10: indicator-link: 没有问题 ISSUE-099" in told


def test_water_that_turns_black_again_after_its_issue_was_closed_is_told(place: Path, ledger: Run) -> None:
    put(place, "断面", RIVER + "readings:\n  - {at: 2026-05-15, value: 劣Ⅴ类}\n")
    told = ledger("check", "--brief").stdout
    assert "indicator-back: ISSUE-004 已于 2026-05-06 销号，此后的读数 劣Ⅴ类 没有达到要求" in told


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("rules: [大致达标]", "not-a-rule"),
        ("readings: [{at: 五月, value: 3}]", "not-a-span"),
        ("readings: [{at: 2026, value: 约3}]", "not-a-value"),
        ("rule: 不高于3", "unknown-key"),
    ],
)
def test_a_file_that_is_no_indicator_is_told_at_its_line(place: Path, ledger: Run, line: str, rule: str) -> None:
    put(place, "乙", f"id: 乙\nname: 乙\n{line}\n")
    told = ledger("validate", "--brief")
    assert (told.returncode, "indicators/乙.yaml:3:" in told.stdout, rule in told.stdout) == (5, True, True), (
        told.stdout
    )
    assert ledger("indicator", "list").returncode == 5


# --- what a plan promises ---

PROMISE = "plan:\n  indicators:\n    - {{name: 断面水质, operator: ≤, value: 3, gauge: {gauge}}}\n"


def promise(place: Path, gauge: str) -> None:
    """Let the plan of the first issue name an indicator, and the house ask for it."""
    path = place / "issues/ISSUE-001.yaml"
    path.write_text(path.read_text("utf-8").replace("plan:\n", PROMISE.format(gauge=gauge), 1), "utf-8")
    with (place / "ledger.toml").open("a", encoding="utf-8") as settings:
        settings.write("[guards]\nverify_indicators_met = true\n")


def blocks(ledger: Run) -> str:
    return ledger("why", "ISSUE-001").stdout


def test_what_the_plan_promises_must_be_measured_before_it_is_verified(place: Path, ledger: Run) -> None:
    put(place, "断面", RIVER)
    promise(place, "断面")
    assert "“断面水质”须达到 Ⅲ类，断面 没有可用的读数" in blocks(ledger)
    put(place, "断面", RIVER + "readings:\n  - {at: 2026-04, value: Ⅳ类}\n")
    assert "“断面水质”须达到 Ⅲ类，断面 是 Ⅳ类" in blocks(ledger)
    refused = ledger("verify", "ISSUE-001", "--as", "li")
    assert (refused.returncode, "“断面水质”须达到 Ⅲ类" in refused.stderr) == (4, True)
    put(place, "断面", RIVER + "readings:\n  - {at: 2026-04, value: Ⅲ类}\n")
    assert "断面水质" not in blocks(ledger)


def test_a_house_that_does_not_ask_for_it_is_not_held_up(place: Path, ledger: Run) -> None:
    put(place, "断面", RIVER)
    promise(place, "断面")
    settings = place / "ledger.toml"
    settings.write_text(settings.read_text("utf-8").replace("= true", "= false"), "utf-8")
    assert "断面水质" not in blocks(ledger)


def test_a_plan_that_names_an_indicator_that_is_not_there_is_told_at_its_line(place: Path, ledger: Run) -> None:
    put(place, "断面", RIVER)
    promise(place, "断")
    assert (
        "issues/ISSUE-001.yaml:21:50: unknown-indicator: 指标 断 不在 indicators/ 里"
        in ledger("check", "--brief").stdout
    )
    assert "指标 断 不在 indicators/ 里" in blocks(ledger)


@pytest.mark.parametrize(
    ("promised", "reason"),
    [
        ({"operator": "下降", "value": "25", "baseline": {"year": 2015, "value": "16"}}, None),
        ({"operator": "下降", "value": "30", "baseline": {"year": 2015, "value": "16"}}, "须达到 ≤11.2天，甲 是 12天"),
        ({"operator": "下降", "value": "30", "baseline": {"year": 2015}}, "没有基准年的数值"),
        (
            {"operator": "下降", "value": "25", "baseline": {"year": 2015, "value": "-40"}},
            "是 -40天，零和负数算不出百分之几",
        ),
        ({"operator": "≤", "value": "12", "unit": "件"}, "的单位 件 与 甲 的计量单位 天 不同"),
        ({"operator": "<", "value": "12", "unit": "天"}, "须达到 <12天，甲 是 12天"),
        ({"operator": "≥", "value": "12"}, None),
    ],
)
def test_a_promise_is_held_against_the_readings(promised: dict[str, object], reason: str | None) -> None:
    one = gauge(("2026-04", "12"), unit="天")
    told_so = {"name": "重污染天数", "gauge": "甲", **promised}
    issue = sample_issues.issue(plan=Plan.model_validate({"indicators": [told_so]}))
    said = [ZH(text) for text in unmet(issue, {"甲": one}, DAY)]
    assert len(said) == (reason is not None)
    assert (reason or "") in "".join(said)
