"""The register of objects in Excel, both ways: what is filled in comes back, what nobody touched changes nothing."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import house
from ledger.actions import objectsheets
from ledger.formats.xlsx import reading
from ledger.formats.xlsx.register import Head, dump
from ledger.model import thingrows, thingsheets
from ledger.model.policy import Objects
from ledger.model.thing import Owner, Thing, Things
from ledger.model.thingrows import Row

Run = Callable[..., "subprocess.CompletedProcess[str]"]
DAY = date(2026, 5, 20)
HEAD = Head("某县对象清单", "县整改办", DAY)
OBJECTS = {
    "红旗河": "kind: 水体\nname: 红旗河\ncode: HQ-01\nother_names: [臭水沟]\nregion: 某县红旗镇\nlon: 119.950\n"
    "lat: 31.7\nowners:\n  - {role: 河长, person: 张三, post: 副镇长}\nsince: 2025-01-01\nattributes: {长度: 3公里}\n",
    "新河": "kind: 水体\nname: 新河\nregion: 某县青石镇\n",
    "某塑料厂": "kind: 企业\nname: 某塑料厂\naddress: 东村12号\nattributes: {行业: 塑料, 产能: '1.10'}\n",
}


@pytest.fixture
def place(folder: Path) -> Path:
    house.build(folder)
    for name, text in OBJECTS.items():
        house.put(folder / f"objects/{name}.yaml", f"id: {name}\n{text}".encode())
    return folder


def filled(ledger: Run, place: Path, sheet: str, cells: dict[tuple[str, str], object], *more: list[object]) -> str:
    """An exported workbook in which somebody filled cells (by row's id and heading) and added rows."""
    assert ledger("object", "export", "o.xlsx", "--force").returncode == 0
    book = openpyxl.load_workbook(place / "o.xlsx")
    page = book[sheet]
    heads = [cell.value for cell in page[3]]
    for (thing, head), value in cells.items():
        row = next(row for row in range(4, page.max_row + 1) if page.cell(row, 1).value == thing)
        page.cell(row, heads.index(head) + 1).value = value  # type: ignore[assignment, union-attr]
    for row in more:
        page.append(row)
    book.save(place / "filled.xlsx")
    return "filled.xlsx"


def planned(ledger: Run, file: str, *more: str) -> dict[str, list[dict[str, object]]]:
    found: dict[str, list[dict[str, object]]] = json.loads(ledger("object", "import", file, "--json", *more).stdout)
    return found


def test_a_sheet_for_each_kind_with_its_own_attributes(place: Path, ledger: Run) -> None:
    assert ledger("object", "export", "o.xlsx").returncode == 0
    book = openpyxl.load_workbook(place / "o.xlsx")
    heads = {sheet.title: [cell.value for cell in sheet[3]] for sheet in book.worksheets}
    assert list(heads) == ["水体", "企业"] or list(heads) == ["企业", "水体"]
    assert heads["企业"][13:15] == ["行业", "产能"]
    assert heads["水体"][13:] == ["长度", "核实并非", "备注", "_key", "_rev"]
    assert [book["企业"].cell(4, at).value for at in (1, 6, 15)] == ["某塑料厂", "东村12号", "1.10"]


def test_what_nobody_touched_changes_nothing(place: Path, ledger: Run) -> None:
    before = house.contents(place)
    ledger("object", "export", "o.xlsx")
    done = ledger("object", "import", "o.xlsx", "--apply", "--as", "zhang")
    assert (done.returncode, done.stdout) == (0, "表里没有改动，台账没有动。\n")
    assert {name: data for name, data in house.contents(place).items() if name != "o.xlsx"} == before


def test_what_was_filled_in_is_shown_first_and_written_only_when_told(place: Path, ledger: Run) -> None:
    cells = {
        ("红旗河", "责任人"): "河长：李四（镇长）",
        ("新河", "列入日期"): "2026年5月1日",
        ("新河", "经度"): 119.96,
        ("新河", "纬度"): 31.7,
    }
    file = filled(ledger, place, "水体", cells, [None, "青石塘", "QS-2"])
    before = house.contents(place)
    shown = planned(ledger, file)
    assert {str(one["id"]): one["new"] for one in shown["changes"]} == {"红旗河": False, "新河": False, "青石塘": True}
    assert house.contents(place) == before
    assert ledger("object", "import", file, "--apply", "--as", "zhang").returncode == 0
    river = json.loads(ledger("object", "show", "红旗河", "--json").stdout)["object"]
    assert [(one["person"], one.get("until")) for one in river["owners"]] == [("张三", "2026-05-20"), ("李四", None)]
    assert "since: 2026-05-01" in (place / "objects/新河.yaml").read_text("utf-8")
    assert "kind: 水体" in (place / "objects/青石塘.yaml").read_text("utf-8")
    assert planned(ledger, file)["refused"] != []  # an old sheet, filled in, against a register that has moved on


def test_a_cell_is_cleared_by_a_word_and_not_by_leaving_it_empty(place: Path, ledger: Run) -> None:
    file = filled(ledger, place, "水体", {("红旗河", "长度"): "清空", ("红旗河", "曾用名"): None})
    shown = planned(ledger, file, "--apply", "--as", "zhang")
    assert [one["rule"] for one in shown["remarks"]] == ["import.empty"]
    text = (place / "objects/红旗河.yaml").read_text("utf-8")
    assert "臭水沟" in text
    assert "长度" not in text


@pytest.mark.parametrize(
    ("cells", "row", "why"),
    [
        ({("新河", "编号"): "新河二"}, None, "object.fixed-id"),
        ({("新河", "编码"): "HQ-01"}, None, "object.code-twice"),
        ({("新河", "列入日期"): "去年"}, None, "import.no-day"),
        ({("红旗河", "责任人"): "李四"}, None, "object.bad-owner"),  # which role?
        ({("新河", "经度"): "东经百余度"}, None, "object.bad-degrees"),
        ({("新河", "所属对象"): "红旗"}, None, "object.parent-unknown"),
        ({}, [None, None, "X-1"], "object.row-nameless"),
        ({}, ["乱/名", "塘"], "object.unfit-id"),
        ({("新河", "备注"): "=1+1"}, None, "import.formula"),
    ],
)
def test_what_cannot_be_taken_stops_all_and_says_where(
    place: Path, ledger: Run, cells: dict[tuple[str, str], object], row: list[object] | None, why: str
) -> None:
    file = filled(ledger, place, "水体", {**cells, ("红旗河", "备注"): "好"}, *([row] if row else []))
    before = house.contents(place)
    shown = planned(ledger, file, "--apply", "--as", "zhang")
    assert [(one["rule"], one["sheet"]) for one in shown["refused"]] == [(why, "水体")]
    assert house.contents(place) == before
    assert ledger("object", "import", file).returncode == 1


def test_one_object_in_two_rows_is_refused(place: Path, ledger: Run) -> None:
    file = filled(ledger, place, "水体", {}, ["塘一", "塘"], ["塘一", "塘"])
    assert [one["rule"] for one in planned(ledger, file)["refused"]] == ["object.row-twice"]


def test_a_row_that_was_filled_in_while_the_register_moved_on_is_refused(place: Path, ledger: Run) -> None:
    file = filled(ledger, place, "水体", {("新河", "备注"): "好"})
    ledger("object", "edit", "红旗河", "--set", "备注=另", "--as", "zhang")
    assert planned(ledger, file)["refused"] == []  # that row nobody touched
    ledger("object", "edit", "新河", "--set", "编码=XH-9", "--as", "zhang")
    assert [one["rule"] for one in planned(ledger, file)["refused"]] == ["object.row-stale"]


def test_a_list_of_the_office_s_own_is_taken_in(place: Path, ledger: Run) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = "企业"
    page.append(["某县企业清单"])
    page.append(["序号", "企业名称", "统一社会信用代码", "详细地址", "行业"])
    page.append([1, "某化工厂", "9132000X", "西村1号", "化工"])
    page.append([2, "某塑料厂", None, "东村12号", "塑料"])
    book.save(place / "own.xlsx")
    shown = planned(ledger, "own.xlsx", "--apply", "--as", "zhang")
    assert [(one["id"], one["new"]) for one in shown["changes"]] == [("某化工厂", True)]
    assert (
        (place / "objects/某化工厂.yaml")
        .read_text("utf-8")
        .startswith(
            "# yaml-language-server: $schema=../templates/object.schema.json\n"
            'id: 某化工厂\nname: 某化工厂\nkind: 企业\ncode: "9132000X"\naddress: 西村1号\nattributes:\n  行业: 化工\n'
        )
    )


def test_a_sheet_that_bears_no_kind_of_the_house_is_refused_once(place: Path, ledger: Run) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.title = "砂石"
    for row in (["名称", "编码"], ["某砂场", "S-1"], ["某石场", "S-2"]):
        book.active.append(row)
    book.save(place / "own.xlsx")
    assert [(one["rule"], one["row"]) for one in planned(ledger, "own.xlsx")["refused"]] == [("object.no-kind", 2)]
    found = planned(ledger, "own.xlsx", "--kind", "砂石场")  # a kind of the office's own is told once
    assert [(one["rule"], one["row"]) for one in found["remarks"]] == [("object.kind-unlisted", 2)]


def test_a_workbook_without_headings_changes_nothing_and_says_so(place: Path, ledger: Run) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["没有表头"])
    book.save(place / "own.xlsx")
    assert [one["rule"] for one in planned(ledger, "own.xlsx")["remarks"]] == ["object.no-headings"]


_ENDS = st.sampled_from("甲乙河厂ab1")
WORD = _ENDS | st.builds("{}{}{}".format, _ENDS, st.text("甲乙河厂ab1（.）-:", max_size=6), _ENDS)
OWNER = st.builds(
    Owner, role=st.sampled_from(["河长", "经营者"]), person=st.sampled_from(["张三", "李四"]), post=st.none()
)
THING = st.builds(
    Thing, id=WORD.map(lambda text: f"T{text.replace(':', '')}"), name=WORD, kind=st.sampled_from(["水体", "企业"]),
    code=st.none() | WORD, other_names=st.just(()), region=st.none() | WORD, address=st.none(), lon=st.none(),
    lat=st.none(), owners=st.lists(OWNER, max_size=2, unique_by=lambda one: one.role).map(tuple), parent=st.none(),
    since=st.none() | st.dates(DAY.replace(year=2001), DAY), until=st.none(), ending=st.none() | WORD,
    attributes=st.dictionaries(st.sampled_from(["行业", "产能"]), WORD), distinct=st.just(()), note=st.none() | WORD,
    recorded_by=st.none(), recorded_on=st.none(),
)  # fmt: skip


@settings(max_examples=30)  # each writes and reads a workbook
@given(st.lists(THING, min_size=1, max_size=4, unique_by=lambda one: one.id))
def test_whatever_is_exported_comes_back_as_no_change(every: list[Thing]) -> None:
    book = reading.read(dump(HEAD, thingrows.sheets(every)), "o.xlsx")
    assert thingsheets.changes([book], Things(tuple(every)), Objects(), DAY) == thingsheets.Changes((), (), ())


@settings(max_examples=30)  # each writes and reads a workbook
@given(st.lists(THING, min_size=1, max_size=4, unique_by=lambda one: one.id))
def test_a_list_without_hidden_columns_fills_an_empty_register_with_the_same_things(every: list[Thing]) -> None:
    bare = (replace(one, rows=tuple(Row("", row.texts, "") for row in one.rows)) for one in thingrows.sheets(every))
    book = reading.read(dump(HEAD, tuple(bare)), "o.xlsx")
    found = thingsheets.changes([book], Things(()), Objects(), DAY)
    assert found.refused == ()
    assert {one.thing: objectsheets.made(one) for one in found.changes} == {one.id: one for one in every}


def test_an_export_fills_a_register_that_lost_its_objects(place: Path, ledger: Run) -> None:
    ledger("object", "export", "o.xlsx")
    for one in (place / "objects").iterdir():
        one.unlink()
    done = ledger("object", "import", "o.xlsx", "--apply", "--as", "zhang")
    assert (done.returncode, done.stdout.count("台账里没有")) == (0, 3)
    found = {one["id"]: one for one in json.loads(ledger("object", "list", "--json").stdout)["objects"]}
    assert set(found) == {"红旗河", "新河", "某塑料厂"}
    assert (found["某塑料厂"]["kind"], found["某塑料厂"]["attributes"]) == ("企业", {"行业": "塑料", "产能": "1.10"})
    assert (found["红旗河"]["code"], found["红旗河"]["owners"][0]["person"]) == ("HQ-01", "张三")
