"""Lists of objects as clerks have them: totals and signatures, towns in columns of their own, persons under their
roles, degrees of every kind, twenty files at once.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

import house
from ledger.model.coordinates import degrees

Run = Callable[..., "subprocess.CompletedProcess[str]"]
HEADS = ["序号", "企业名称", "统一社会信用代码", "详细地址"]


@pytest.fixture
def place(folder: Path) -> Path:
    return house.build(folder)


def written(
    place: Path, rows: Sequence[Sequence[object]], sheet: str = "企业", name: str = "l.xlsx", merged: Sequence[str] = ()
) -> str:
    """A workbook of one sheet with these rows."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = sheet
    for row in rows:
        page.append(list(row))
    for area in merged:
        page.merge_cells(area)
    book.save(place / name)
    return name


def planned(ledger: Run, *said: str) -> dict[str, list[dict[str, object]]]:
    found: dict[str, list[dict[str, object]]] = json.loads(ledger("object", "import", *said, "--json").stdout)
    return found


def taken(ledger: Run, *said: str) -> dict[str, dict[str, object]]:
    """Every object of the register by its id, after these files were taken in."""
    done = ledger("object", "import", *said, "--apply", "--as", "zhang")
    assert done.returncode == 0, done.stdout + done.stderr
    return {one["id"]: one for one in json.loads(ledger("object", "list", "--all", "--json").stdout)["objects"]}


# --- which rows are objects ---


@pytest.mark.parametrize(
    ("row", "what"),
    [
        (["合计", "20家"], "是合计"),
        ([None, "合计", None, 20], "是合计"),
        ([None, "共20家"], "是合计"),
        ([None, "填表人：张三"], "是说明"),
        (["填表日期：2026年5月1日", None, None, "审核：李四"], "是说明"),
        (["备注：以上不含个体户"], "是说明"),
        (["一、化工行业"], "是分类标题"),
        (HEADS, "是重复的表头"),
        ([1, 2, 3, 4], "是栏号"),
    ],
)
def test_a_row_that_is_no_object_is_told_and_passed_over(
    place: Path, ledger: Run, row: list[object], what: str
) -> None:
    file = written(place, [["某县企业清单"], HEADS, [1, "某化工厂", "A-1", "西村1号"], row])
    shown = planned(ledger, file)
    assert [one["id"] for one in shown["changes"]] == ["某化工厂"]
    assert [(one["row"], str(one["text"]).partition("，")[0]) for one in shown["remarks"]] == [(4, what)]


@pytest.mark.parametrize(
    "name", ["总计划纸箱厂", "注塑加工点", "说明书印刷厂", "备件厂", "三家村养殖场", "20号加工点", "3家村养殖场"]
)
def test_an_object_that_only_begins_like_a_total_or_a_note_is_one(place: Path, ledger: Run, name: str) -> None:
    assert list(taken(ledger, written(place, [HEADS[1:], [name, "A-1", "西村1号"]]))) == [name]


def test_numbers_that_only_count_the_rows_are_no_ids(place: Path, ledger: Run) -> None:
    assert list(taken(ledger, written(place, [["编号", "企业名称"], [1, "某化工厂"], [2, "某砖厂"]]))) == [
        "某化工厂",
        "某砖厂",
    ]


# --- which kind ---


def test_a_sheet_that_nobody_named_needs_a_kind(place: Path, ledger: Run) -> None:
    file = written(place, [HEADS, [1, "某化工厂", "A-1", "西村1号"], [2, "某砖厂", "A-2", "西村2号"]], "Sheet1")
    before = house.contents(place)
    done = ledger("object", "import", file, "--apply", "--as", "zhang")
    assert done.returncode == 1
    assert done.stdout.count("加 --kind 企业") == 1
    assert house.contents(place) == before
    assert {one["kind"] for one in taken(ledger, file, "--kind", "企业").values()} == {"企业"}


def test_objects_of_a_wrong_kind_are_mended_by_importing_them_again(place: Path, ledger: Run) -> None:
    house.put(place / "objects/某化工厂.yaml", "id: 某化工厂\nname: 某化工厂\nkind: Sheet1\ncode: A-1\n".encode())
    file = written(place, [HEADS, [1, "某化工厂", "A-1", None]])
    (change,) = planned(ledger, file)["changes"]
    assert change["cells"] == [{"heading": "类别", "old": "Sheet1", "new": "企业"}]
    assert taken(ledger, file)["某化工厂"]["kind"] == "企业"


def test_a_river_is_not_taken_for_an_enterprise_of_its_name(place: Path, ledger: Run) -> None:
    house.put(place / "objects/红旗.yaml", "id: 红旗\nname: 红旗\nkind: 水体\n".encode())
    (refused,) = planned(ledger, written(place, [HEADS, [1, "红旗", None, "西村1号"]]))["refused"]
    assert refused["rule"] == "object.other-kind"


def test_a_column_of_sorts_that_are_no_kinds_is_an_attribute(place: Path, ledger: Run) -> None:
    file = written(place, [["企业名称", "类别"], ["某化工厂", "关停取缔类"], ["某砖厂", "整改提升类"]])
    found = taken(ledger, file)
    assert [(one["kind"], one["attributes"]) for one in found.values()] == [
        ("企业", {"类别": "关停取缔类"}),
        ("企业", {"类别": "整改提升类"}),
    ]


def test_a_column_of_kinds_tells_each_row_s(place: Path, ledger: Run) -> None:
    file = written(place, [["名称", "类别"], ["某化工厂", "企业"], ["红旗河", "水体"]], "Sheet1")
    assert {name: one["kind"] for name, one in taken(ledger, file).items()} == {"某化工厂": "企业", "红旗河": "水体"}


# --- which object a row is ---


def test_a_name_of_another_town_is_another_object(place: Path, ledger: Run) -> None:
    house.put(
        place / "objects/红星砖厂.yaml", "id: 红星砖厂\nname: 红星砖厂\nkind: 企业\nregion: 甲县红旗镇\n".encode()
    )
    heads = ["企业名称", "县区", "乡镇", "行业"]
    (refused,) = planned(ledger, written(place, [heads, ["红星砖厂", "甲县", "青石镇", "建材"]]))["refused"]
    assert refused["rule"] == "object.name-elsewhere"
    (change,) = planned(ledger, written(place, [heads, ["红星砖厂", "甲县", "红旗镇", "建材"]]))["changes"]
    assert change["cells"] == [{"heading": "行业", "old": "", "new": "建材"}]
    two = written(place, [["编号", *heads], ["红星砖厂-青石", "红星砖厂", "甲县", "青石镇", "建材"]])
    assert list(taken(ledger, two)) == ["红星砖厂", "红星砖厂-青石"]


def test_a_row_of_what_was_struck_off_is_told_and_its_code_may_be_another_s(place: Path, ledger: Run) -> None:
    house.put(
        place / "objects/某砖厂.yaml", "id: 某砖厂\nname: 某砖厂\nkind: 企业\ncode: A-1\nuntil: 2026-03-01\n".encode()
    )
    shown = planned(ledger, written(place, [HEADS, [1, "某砖厂", "A-1", "西村1号"]]))
    assert ([one["id"] for one in shown["changes"]], [one["rule"] for one in shown["remarks"]]) == (
        ["某砖厂"],
        ["object.is-gone"],
    )
    shown = planned(ledger, written(place, [HEADS, [1, "海天建材", "A-1", "西村1号"]]))
    assert [(one["id"], one["new"]) for one in shown["changes"]] == [("海天建材", True)]
    assert [one["rule"] for one in shown["remarks"]] == ["object.revived"]


# --- what the columns mean ---


@pytest.mark.parametrize("head", ["经营者", "法定代表人", "负责人", "经营者（姓名）", "河长", "责任人"])
def test_a_column_of_a_role_names_its_holder(place: Path, ledger: Run, head: str) -> None:
    found = taken(ledger, written(place, [["企业名称", head], ["某化工厂", "李四（厂长）"]]))["某化工厂"]
    assert found["owners"] == [{"role": head.partition("（")[0], "person": "李四", "post": "厂长"}]


def test_several_holders_of_a_role_and_nobody(place: Path, ledger: Run) -> None:
    rows = [["企业名称", "经营者", "法定代表人"], ["某化工厂", "李四、王五", "无"]]
    found = taken(ledger, written(place, rows))["某化工厂"]
    assert [(one["role"], one["person"]) for one in found["owners"]] == [("经营者", "李四"), ("经营者", "王五")]  # type: ignore[attr-defined]


def test_a_new_list_replaces_the_holder_of_its_role_alone(place: Path, ledger: Run) -> None:
    taken(ledger, written(place, [["企业名称", "经营者", "网格长"], ["某化工厂", "李四", "张三"]]))
    again = written(place, [["企业名称", "经营者"], ["某化工厂", "王五"]])
    found = taken(ledger, again)["某化工厂"]
    told = [(one["role"], one["person"], one.get("until")) for one in found["owners"]]  # type: ignore[attr-defined]
    assert told == [("经营者", "李四", "2026-05-20"), ("网格长", "张三", None), ("经营者", "王五", None)]
    assert planned(ledger, again)["changes"] == []


@pytest.mark.parametrize(
    ("heads", "cells", "region"),
    [
        (["所在镇（街道）"], ["红旗镇"], "红旗镇"),
        (["所在乡镇"], ["红旗镇"], "红旗镇"),
        (["属地"], ["甲县红旗镇"], "甲县红旗镇"),
        (["县区", "乡镇", "村"], ["甲县", "红旗镇", "东村"], "甲县红旗镇东村"),
        (["村（社区）", "县（市、区）", "镇街"], ["东村", "甲县", "红旗镇"], "甲县红旗镇东村"),
        (["县区", "属地"], ["甲县", "甲县红旗镇"], "甲县红旗镇"),
        (["县区", "乡镇", "村"], ["甲县", "红旗镇", "—"], "甲县红旗镇"),
    ],
)
def test_where_it_lies_may_stand_in_several_columns(
    place: Path, ledger: Run, heads: list[str], cells: list[str], region: str
) -> None:
    file = written(place, [["企业名称", *heads], ["某化工厂", *cells]])
    assert taken(ledger, file)["某化工厂"]["region"] == region
    assert planned(ledger, file)["changes"] == []


def test_a_town_that_is_merged_over_its_rows_is_each_one_s(place: Path, ledger: Run) -> None:
    rows = [["所在镇", "企业名称"], ["红旗镇", "甲厂"], [None, "乙厂"], ["青石镇", "丙厂"], ["合计", 3]]
    found = taken(ledger, written(place, rows, merged=["A2:A3"]))
    assert {name: one["region"] for name, one in found.items()} == {
        "甲厂": "红旗镇", "乙厂": "红旗镇", "丙厂": "青石镇",
    }  # fmt: skip


def test_headings_in_two_rows(place: Path, ledger: Run) -> None:
    rows = [["企业名称", "行业", "位置", None], [None, None, "经度", "纬度"], ["甲厂", "化工", 119.95, 31.72]]
    found = taken(ledger, written(place, rows, merged=["A1:A2", "B1:B2", "C1:D1"]))["甲厂"]
    assert (found["lon"], found["lat"], found["attributes"]) == ("119.95", "31.72", {"行业": "化工"})


# --- degrees ---


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("120.06", "120.06"), ("120.060", "120.060"), ("１２０．０６", "120.06"), ("120.06°", "120.06"),
        ("E120.06", "120.06"), ("120.06E", "120.06"), ("东经120.06度", "120.06"), ("120°04′48″", "120.08"),
        ("120º04'48\"", "120.08"), ("120度4分48秒", "120.08"), ("120° 4’ 48”", "120.08"), ("120°04'48''E", "120.08"),
        ("E 120°30′", "120.5"), ("120°", "120"), ("119.950000000000003", "119.95"), ("-1.5", "-1.5"),
    ],
)  # fmt: skip
def test_a_longitude_as_it_is_written(text: str, told: str) -> None:
    assert str(degrees(text, "lon")) == told


@pytest.mark.parametrize("text", ["31°43'N", "北纬31度43分", "31.7166666667", "N31°43′00″"])
def test_a_latitude_as_it_is_written(text: str) -> None:
    found = degrees(text, "lat")
    assert found is not None
    assert abs(found - Decimal("31.716667")) < Decimal("0.000001")


@pytest.mark.parametrize("text", ["120°61′", "120°04′60″", "N120.06", "东经百余度", "120.06.1", "120-04-48", "", "EW1"])
def test_what_is_no_longitude(text: str) -> None:
    assert degrees(text, "lon") is None


def test_degrees_are_read_wherever_they_are_told(place: Path, ledger: Run) -> None:
    rows = [["企业名称", "经度", "纬度"], ["甲厂", "119°57′00″", "３１．７２"], ["乙厂", "东经百余度", "31.72"]]
    (refused,) = planned(ledger, written(place, rows))["refused"]
    assert (refused["cell"], refused["rule"]) == ("B3", "object.bad-degrees")
    found = taken(ledger, written(place, rows[:2]))["甲厂"]
    assert (found["lon"], found["lat"]) == ("119.95", "31.72")
    pair = taken(ledger, written(place, [["企业名称", "经纬度"], ["丙厂", "119.95，31.72"]]))["丙厂"]
    assert (pair["lon"], pair["lat"]) == ("119.95", "31.72")
    said = ("--set", "经度=E119°57′", "--set", "纬度=31°43'12\"")
    assert ledger("object", "new", "丁厂", "--kind", "企业", *said, "--as", "zhang").returncode == 0
    shown = json.loads(ledger("object", "show", "丁厂", "--json").stdout)["object"]
    assert (shown["lon"], shown["lat"]) == ("119.95", "31.72")
    wrong = ledger("object", "new", "戊厂", "--kind", "企业", "--set", "经度=百余度", "--as", "zhang")
    assert (wrong.returncode, "读不出经度" in wrong.stderr) == (2, True)


# --- several files ---


def test_twenty_towns_are_taken_in_together_or_not_at_all(place: Path, ledger: Run) -> None:
    good = [written(place, [HEADS, [1, f"{at}厂", f"C-{at}", None]], name=f"{at}.xlsx") for at in range(3)]
    bad = written(place, [HEADS, [1, "1厂", "C-9", None], [2, "坏厂", "C-0", None]], name="bad.xlsx")
    before = house.contents(place)
    done = ledger("object", "import", *good, bad, "--apply", "--as", "zhang")
    assert done.returncode == 1
    assert "bad.xlsx 企业 第 2 行" in done.stdout
    assert "1厂 在 1.xlsx 企业 第 2 行已经有了" in done.stdout
    assert "bad.xlsx 企业 第 3 行 编号“坏厂”：编码 C-0" in done.stdout
    assert house.contents(place) == before
    assert list(taken(ledger, *good, good[0])) == ["0厂", "1厂", "2厂"]


def test_a_file_that_is_no_workbook_stops_all_and_is_named(place: Path, ledger: Run) -> None:
    good = written(place, [HEADS, [1, "甲厂", "C-1", None]])
    done = ledger("object", "import", good, "没有.xlsx", "--apply", "--as", "zhang")
    assert (done.returncode, "没有.xlsx" in done.stderr) == (5, True)
    assert not (place / "objects").exists()


# --- columns that say the same, or nothing ---


def test_of_two_columns_of_one_heading_neither_is_lost(ledger: Run, place: Path) -> None:
    rows = [["名称", "行政区域", "产品", "产品", "备注", "备注"], ["甲厂", "红旗镇", "砖", "瓦", "一", "二"]]
    assert taken(ledger, written(place, rows))["甲厂"]["attributes"] == {"产品": "砖", "产品（2）": "瓦", "备注": "二"}


def test_a_column_without_a_heading_is_told(ledger: Run, place: Path) -> None:
    rows = [["名称", "行政区域", None, "产品"], ["甲厂", "红旗镇", "丢了", "砖"], ["乙厂", "红旗镇", None, "瓦"]]
    told = ledger("object", "import", written(place, rows))
    assert told.returncode == 0
    assert "C 列没有表头，里面 1 格没有收：写上表头再收" in told.stdout + told.stderr


def test_a_heading_of_two_lines_names_one_attribute(ledger: Run, place: Path) -> None:
    rows = [["名称", "行政区域", "占地面积\n（亩）"], ["甲厂", "红旗镇", "3"]]
    assert taken(ledger, written(place, rows))["甲厂"]["attributes"] == {"占地面积（亩）": "3"}
