"""Readings of indicators in Excel: as clerks have them, all or none, and the same sheet back."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import house
from conftest import Run
from ledger.cli.words.catalogue import Catalogue
from ledger.formats.xlsx import reading
from ledger.formats.xlsx.readings import dump
from ledger.model import readingsheets
from ledger.model.filled import UnfitError
from ledger.model.gauge import Gauge
from ledger.model.grid import Cell
from ledger.model.readingsheets import Found, measured_in, time_in

DAY = date(2026, 5, 20)
ZH = Catalogue("zh")
Rows = list[list[object]]


def gauge(**more: object) -> Gauge:
    return Gauge.model_validate({"id": "PM2.5", "name": "细颗粒物", "unit": "微克/立方米", **more})


def text(said: str) -> Cell:
    return Cell(1, 1, "text", said)


# --- what a cell says ---


@pytest.mark.parametrize(
    ("cell", "at"),
    [
        (text("2026年3月"), "2026-03"),
        (text("2026年3月份"), "2026-03"),
        (text("2026-03"), "2026-03"),
        (text("2026.3"), "2026-03"),
        (text("２０２６／０３"), "2026-03"),
        (text("202603"), "2026-03"),
        (text("2026年"), "2026"),
        (text("2026年度"), "2026"),
        (Cell(1, 1, "number", "2026"), "2026"),
        (Cell(1, 1, "number", "202603"), "2026-03"),
        (Cell(1, 1, "number", "46101"), "2026-03-20"),
        (Cell(1, 1, "date", "2026-03-20"), "2026-03-20"),
        (text("2026年3月20日"), "2026-03-20"),
        (text("2026/3/20"), "2026-03-20"),
    ],
)
def test_a_time_is_read_however_it_is_written(cell: Cell, at: str) -> None:
    assert time_in(cell) == at


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        (text("3月"), "不是时间"),
        (text("2026年13月"), "不是时间"),
        (text("20265"), "不是时间"),
        (text("2026-02-30"), "不是时间"),
        (text("一季度"), "不是时间"),
        (Cell(1, 1, "number", "2026.1"), "可能是 1 月也可能是 10 月"),
        (Cell(1, 1, "number", "12"), "不是时间"),
        (Cell(1, 1, "formula", "2026-03"), "是公式"),
    ],
)
def test_what_may_be_two_times_or_none_is_not_guessed(cell: Cell, why: str) -> None:
    with pytest.raises(UnfitError) as refused:
        time_in(cell)
    assert why in ZH(refused.value.said)


@pytest.mark.parametrize(
    ("cell", "unit", "value"),
    [
        (Cell(1, 1, "number", "29.5"), "微克/立方米", "29.5"),
        (text("29.50"), "微克/立方米", "29.5"),
        (text("２９．５"), None, "29.5"),
        (text("1,234.5"), None, "1234.5"),
        (text("29.5微克/立方米"), "微克/立方米", "29.5"),
        (text("29.5μg/m³"), "μg/m3", "29.5"),
        (text("77.1%"), "%", "77.1"),
        (text("77.1％"), "%", "77.1"),
        (Cell(1, 1, "number", "0.771", percent=True), "%", "77.1"),
        (Cell(1, 1, "number", "-3"), None, "-3"),
        (Cell(1, 1, "number", "0"), None, "0"),
    ],
)
def test_a_number_is_read_with_its_unit_its_width_and_as_a_percentage(cell: Cell, unit: str | None, value: str) -> None:
    assert measured_in(cell, gauge(unit=unit)) == value


@pytest.mark.parametrize("said", ["Ⅲ", "III", "3类", "Ⅲ类", "三类", "ⅲ类"])
def test_a_class_is_read_however_it_is_written(said: str) -> None:
    assert measured_in(text(said), gauge(kind="水质类别", unit=None)) == "Ⅲ类"


@pytest.mark.parametrize(
    ("cell", "more", "why"),
    [
        (Cell(1, 1, "number", "3"), {"kind": "水质类别", "unit": None}, "不是水质类别"),
        (Cell(1, 1, "number", "0.771", percent=True), {}, "是百分数"),
        (text("未检出"), {}, "不是一个数"),
        (text("约30"), {}, "不是一个数"),
        (text("29.5毫克/立方米"), {}, "不是一个数"),
        (Cell(1, 1, "error", "#REF!"), {}, "是错误值"),
    ],
)
def test_what_is_no_reading_is_refused(cell: Cell, more: dict[str, object], why: str) -> None:
    with pytest.raises(UnfitError) as refused:
        measured_in(cell, gauge(**more))
    assert why in ZH(refused.value.said)


# --- there and back ---

spans = st.one_of(
    st.dates(date(2000, 1, 1), DAY).map(lambda day: day.isoformat()),
    st.dates(date(2000, 1, 1), date(2026, 4, 30)).map(lambda day: f"{day:%Y-%m}"),
    st.integers(2000, 2025).map(str),
)
numbers = st.decimals(-(10**14), 10**14, places=4).map(lambda one: format(one, "f"))
classes = st.sampled_from(("Ⅰ类", "II", "3类", "四类", "劣Ⅴ"))
notes = st.none() | st.text("站点监测=+-@'\"<&\n月报", min_size=1, max_size=8).filter(str.strip)


def gauges(values: st.SearchStrategy[str], **more: object) -> st.SearchStrategy[Gauge]:
    one = st.fixed_dictionaries({"at": spans, "value": values, "source": notes})
    kept = st.lists(one, max_size=8, unique_by=lambda it: it["at"])
    return kept.map(lambda found: gauge(readings=found, **more))


@settings(max_examples=40)
@given(gauges(numbers) | gauges(classes, kind="水质类别", unit=None))
def test_an_export_that_nobody_touched_changes_nothing(one: Gauge) -> None:
    book = reading.read(dump("县整改办", (one,), DAY), "读数.xlsx")
    (sheet,) = readingsheets.candidates(book, one)
    read = readingsheets.read(book, sheet, one, DAY)
    new, same, differing = readingsheets.against(one, read.found)
    assert (read.refused, new, differing) == ((), (), ())
    assert [it.at for it in same] == [it.at for it in one.readings]


@settings(max_examples=40)
@given(gauges(numbers))
def test_and_fills_an_indicator_that_has_none_with_the_same_readings(one: Gauge) -> None:
    book = reading.read(dump("县整改办", (one,), DAY), "读数.xlsx")
    read = readingsheets.read(book, book.grids[0].name, one, DAY)
    assert {it.at: one.number(it.value) for it in read.found} == {
        it.at: one.number(it.value) for it in one.readings
    }  # fmt: skip
    assert [(it.source or "").split() for it in read.found] == [(it.source or "").split() for it in one.readings]


# --- the commands ---


@pytest.fixture
def place(folder: Path, ledger: Run) -> Path:
    house.build(folder)
    rules = ("--unit", "微克/立方米", "--rule", "不高于29.5")
    assert ledger("indicator", "new", "PM2.5", *rules, "--as", "zhang").returncode == 0
    return folder


def workbook(place: Path, rows: Rows, name: str = "读数.xlsx", sheet: str = "Sheet1") -> str:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = sheet
    for row in rows:
        page.append(row)
    book.save(place / name)
    return name


def record(ledger: Run, *more: str) -> dict[str, object]:
    done = ledger("indicator", "record", "PM2.5", "--from", "读数.xlsx", "--json", "--as", "zhang", *more)
    found: dict[str, object] = json.loads(done.stdout)
    return {**found, "code": done.returncode}


def values(ledger: Run) -> dict[str, str]:
    told = json.loads(ledger("indicator", "show", "PM2.5", "--json").stdout)["indicator"]
    return {one["at"]: one["value"] for one in told.get("readings", ())}


def test_a_clerk_s_sheet_is_taken_with_its_title_its_order_of_columns_and_its_sums(place: Path, ledger: Run) -> None:
    workbook(
        place,
        [
            ["某县2026年空气质量"],
            ["序号", "说明", "浓度均值（微克/立方米）", "月份"],
            [1, "县站", 31.2, datetime(2026, 1, 1)],  # noqa: DTZ001 - a cell has no zone
            [2, None, "29.8", "2026年2月"],
            [3, "县站", 28, "2026-03"],
            [4, None, None, "2026年4月"],
            [None, None, 29.7, "平均"],
        ],
    )
    done = ledger("indicator", "record", "PM2.5", "--from", "读数.xlsx", "--as", "zhang")
    assert (done.returncode, done.stdout) == (
        0, "PM2.5：新登记 3 次，更正 0 次，已有而相同 0 次：indicators/PM2.5.yaml\n"
    )  # fmt: skip
    assert "读数.xlsx Sheet1!C6 没有读数" in done.stderr
    assert "“平均”一行不是读数" in done.stderr
    assert values(ledger) == {"2026-01": "31.2", "2026-02": "29.8", "2026-03": "28"}


def test_what_is_there_already_is_told_and_what_differs_is_refused_unless_it_is_to_replace(
    place: Path, ledger: Run
) -> None:
    ledger("indicator", "record", "PM2.5", "31.2", "--at", "2026-01", "--as", "zhang")
    ledger("indicator", "record", "PM2.5", "29.9", "--at", "2026-02", "--as", "zhang")
    workbook(place, [["日期", "读数"], ["2026-01", "31.20"], ["2026-02", 29.8], ["2026-03", 28]])
    before = house.contents(place / "indicators")
    found = record(ledger)
    assert (found["code"], found["clean"], len(found["same"])) == (1, False, 1)  # type: ignore[arg-type]  # a list
    (refused,) = found["refused"]  # type: ignore[misc]  # as above
    assert (refused["cell"], refused["why"]) == ("B3", "2026-02 已登记的是 29.9")
    assert house.contents(place / "indicators") == before
    assert record(ledger, "--replace")["code"] == 0
    assert values(ledger) == {"2026-01": "31.2", "2026-02": "29.8", "2026-03": "28"}
    kept = json.loads(ledger("indicator", "show", "PM2.5", "--json").stdout)["indicator"]["readings"][1]
    assert (kept["former"], kept["why"]) == (["29.9"], "按 读数.xlsx 更正")
    assert "没有改动" in ledger("indicator", "record", "PM2.5", "--from", "读数.xlsx", "--as", "zhang").stdout


def test_every_bad_cell_is_told_by_its_place_and_nothing_is_written(place: Path, ledger: Run) -> None:
    rows: Rows = [["日期", "读数"], ["3月", 30], ["2026-02", "未检出"], ["2026-06", 28], [None, 27], ["2026-01", 30],
                  ["2026年1月", 31]]  # fmt: skip
    workbook(place, rows)
    found = record(ledger)
    told = {(one["cell"], one["rule"]) for one in found["refused"]}  # type: ignore[attr-defined]  # a list
    assert told == {
        ("A2", "readings.no-such-time"), ("B3", "readings.no-number"), ("A4", "readings.not-over"),
        ("A5", "readings.no-time"), ("B7", "readings.twice"),
    }  # fmt: skip
    assert (found["code"], values(ledger)) == (1, {})


def test_another_unit_in_the_heading_is_no_trifle(place: Path, ledger: Run) -> None:
    workbook(place, [["日期", "PM2.5（毫克/立方米）"], ["2026-01", 0.03]])
    (refused,) = record(ledger)["refused"]  # type: ignore[misc]  # a list
    assert (refused["cell"], refused["rule"]) == ("B1", "readings.other-unit")


def test_a_percentage_of_excel_is_a_percentage(place: Path, ledger: Run) -> None:
    ledger("indicator", "new", "优良率", "--unit", "%", "--rule", "不低于77.1%", "--as", "zhang")
    workbook(place, [["年度", "读数"], [2025, 0.771]])
    book = openpyxl.load_workbook(place / "读数.xlsx")
    book["Sheet1"]["B2"].number_format = "0.0%"
    book.save(place / "读数.xlsx")
    ledger("indicator", "record", "优良率", "--from", "读数.xlsx", "--as", "zhang")
    told = json.loads(ledger("indicator", "show", "优良率", "--json").stdout)
    assert told["indicator"]["readings"][0]["value"] == "77.1"


def test_of_several_sheets_the_one_named_like_the_indicator_is_meant_else_it_must_be_said(
    place: Path, ledger: Run
) -> None:
    workbook(place, [["日期", "读数"], ["2026-01", 30]], sheet="一站")
    book = openpyxl.load_workbook(place / "读数.xlsx")
    page = book.create_sheet("二站")
    page.append(["日期", "读数"])
    page.append(["2026-01", 29])
    book.save(place / "读数.xlsx")
    call = ("indicator", "record", "PM2.5", "--from", "读数.xlsx", "--as", "zhang")
    done = ledger(*call)
    assert (done.returncode, "一站、二站" in done.stderr) == (2, True)
    assert ledger(*call, "--sheet", "三站").returncode == 3
    assert ledger(*call, "--sheet", "二站").returncode == 0
    assert values(ledger) == {"2026-01": "29"}


@pytest.mark.parametrize(
    ("said", "code", "why"),
    [
        (("record", "PM2.5"), 2, "--from"),
        (("record", "PM2.5", "30", "--from", "读数.xlsx"), 2, "--from"),
        (("record", "PM2.5", "30", "--replace"), 2, "--from"),
        (("record", "PM2.5", "--from", "无.xlsx"), 5, "无.xlsx"),
        (("record", "PM2.5", "--from", "空.xlsx"), 5, "没有读数表"),
        (("record", "PM2.5", "--from", "ledger.toml"), 5, "ledger.toml"),
        (("export", "indicators/x.xlsx"), 2, "indicators/"),
        (("export", "空.xlsx"), 6, "空.xlsx"),
        (("export", "x.csv"), 2, ".xlsx"),
        (("export", "x.xlsx", "PM10"), 3, "PM10"),
    ],
)
def test_what_cannot_be_is_refused_with_what_to_do(
    place: Path, ledger: Run, said: tuple[str, ...], code: int, why: str
) -> None:
    workbook(place, [["某县"]], "空.xlsx")
    done = ledger("indicator", *said, *(("--as", "zhang") if said[0] == "record" else ()))
    assert (done.returncode, why in done.stderr) == (code, True), done.stderr


def test_an_export_is_filled_in_and_taken_back(place: Path, ledger: Run) -> None:
    ledger("indicator", "record", "PM2.5", "31.2", "--at", "2026-01", "--source", "=县站", "--as", "zhang")
    done = ledger("indicator", "export", "读数.xlsx")
    assert done.stdout == "已写 读数.xlsx：1 个指标，1 次读数\n"
    book = openpyxl.load_workbook(place / "读数.xlsx")
    book["PM2.5"].append(["2026-02", 29.8, "县站"])
    book.save(place / "读数.xlsx")
    found = record(ledger)
    assert (len(found["new"]), len(found["same"])) == (1, 1)  # type: ignore[arg-type]  # lists
    assert values(ledger) == {"2026-01": "31.2", "2026-02": "29.8"}


def test_what_a_sheet_says_is_held_against_the_record_by_its_number() -> None:
    one = gauge(readings=[{"at": "2026-01", "value": "29.50"}])
    found = Found("2026-01", "29.5", None, readingsheets.Spot("读数.xlsx", "表", 2, 2), "读数")
    assert readingsheets.against(one, (found,)) == ((), (found,), ())
