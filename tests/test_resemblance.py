"""Which things may be one that was struck off, and which may not: as many of these as of those.

A miss lets a closed workshop work on under another sign; a false alarm sends somebody out for nothing, and after the
third nobody goes. So a name alone tells only what a name can, and each pair says why.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

import house
from ledger.model.policy import Objects
from ledger.model.reappearance import warnings
from ledger.model.thing import Things
from things import LATER, VILLAGE, about, carried_on_by, gone, workshop

Run = Callable[..., "subprocess.CompletedProcess[str]"]
DAY = date(2026, 6, 1)
TOWN, OTHER_TOWN, OTHER_COUNTY = "甲县红旗镇", "甲县青石镇", "乙县红旗镇"


def at(lon: str, lat: str) -> dict[str, object]:
    return {"lon": Decimal(lon), "lat": Decimal(lat)}


def told(before: dict[str, object], now: dict[str, object]) -> list[tuple[str, list[str]]]:
    """What is told of a thing that came after another had been struck off, neither knowing of the other."""
    old = gone("A", **{"name": "远山纸箱厂", **before})
    new = workshop("B", **{"name": "海天印染", "since": LATER, **now})
    found = warnings(Things((old, new)), (), DAY, Objects())
    return [(one.kind, [it.key for it in one.because]) for one in found]


def named(before: str, now: str, **both: object) -> tuple[dict[str, object], dict[str, object]]:
    return {"name": before, **both}, {"name": now, **both}


SAME_NAME, SAME_CODE = "object.same-name", "object.same-code"
BACK = [
    (*named("宏达塑料厂", "宏达塑料厂"), "object.equal-name"),
    (*named("宏达塑料厂", "宏达塑料有限公司"), SAME_NAME),  # another form
    (*named("宏达塑料厂", "宏达塑料加工点"), SAME_NAME),
    (*named("宏达塑料厂", "新宏达塑料加工点"), SAME_NAME),  # 新 in front besides
    (*named("宏达塑料厂", "宏达塑料制品有限公司"), SAME_NAME),
    (*named("宏达塑料厂", "宏达塑料制品厂有限公司"), SAME_NAME),  # two forms
    (*named("宏达塑料厂", "甲县宏达塑料厂"), SAME_NAME),  # where it is of
    (*named("甲县宏达塑料厂", "某市甲县宏达塑料经营部"), SAME_NAME),
    (*named("宏达塑料厂", "金宏达塑料厂"), SAME_NAME),  # one sign more
    (*named("宏达塑料造粒厂", "宏大塑料造粒有限公司"), SAME_NAME),  # one sign of six
    (*named("宏达塑料厂", "宏大塑料厂", region=TOWN), SAME_NAME),  # one of four, in one town
    (*named("宏达塑料厂", "宏大塑料厂", **at("119.95", "31.72")), SAME_NAME),  # at one spot
    (*named("宏达塑料厂", "宏达塑胶厂", region=TOWN), SAME_NAME),  # 塑料 and 塑胶 are one trade
    (*named("宏达废品收购站", "宏达废品收购点", region=TOWN), SAME_NAME),
    (*named("李四养殖场", "李四养殖场", region=OTHER_TOWN), "object.equal-name"),
    ({"name": "宏达塑料厂", "region": TOWN}, {"name": "宏达塑料厂", "region": OTHER_TOWN}, "object.equal-name"),
    ({"other_names": ("宏达塑料",)}, {"name": "宏达塑料经营部"}, SAME_NAME),  # under a former name
    (*named("红旗河", "红旗河", kind="水体"), "object.equal-name"),
    (*named("红旗河排口", "红旗河入河排口", kind="排口"), SAME_NAME),  # more to one name
    ({"code": "A-1"}, {"code": "ａ－１"}, SAME_CODE),
    ({"code": "A-1", "kind": "企业"}, {"code": "A-1", "kind": "散乱污企业"}, SAME_CODE),  # kinds that are kin
    ({"code": "A-1", "region": TOWN}, {"code": "A-1", "region": OTHER_COUNTY}, SAME_CODE),  # a code is one thing's
    ({"address": "东村 12 号"}, {"address": "东村12号"}, "object.same-address"),
    ({"address": "东村12号"}, {"address": "东村12号", "kind": "散乱污企业"}, "object.same-address"),
    ({"address": "东村老砖厂院内西侧平房"}, {"address": "东村老砖厂院内西侧平房"}, "object.same-address"),
    ({"owners": carried_on_by("李四")}, {"owners": carried_on_by("李四", "负责人")}, "object.same-owner"),
    ({"owners": carried_on_by("李四、王五")}, {"owners": carried_on_by("王五 13900000000")}, "object.same-owner"),
]  # fmt: skip
APART = [
    named("红旗河", "红旗湖", kind="水体"),
    named("红旗河", "红星河", kind="水体"),
    named("红旗河", "新红旗河", kind="水体"),  # an old river and a new one
    named("清水塘", "清水沟", kind="水体"),
    named("2号排口", "3号排口", kind="排口"),
    named("红旗河2号排口", "红旗河12号排口", kind="排口"),
    named("红旗河北段", "红旗河南段", kind="断面"),
    named("红旗河雨水排口", "红旗河污水排口", kind="排口"),  # one sign else, and another pipe
    named("红旗桥断面", "红星桥断面", kind="断面"),
    named("一号地块", "二号地块", kind="地块"),
    named("宏达塑料一厂", "宏达塑料二厂"),
    named("宏达塑料厂", "宏大塑料厂"),  # nothing says that they are close
    ({"name": "宏达塑料厂", "region": TOWN}, {"name": "宏大塑料厂", "region": OTHER_TOWN}),
    ({"name": "宏达塑料厂", **at("119.95", "31.72")}, {"name": "宏大塑料厂", **at("119.95", "31.80")}),  # 9 km
    named("宏达塑料厂", "宏达化工厂", region=TOWN),  # two signs else: another trade
    named("宏达塑料厂", "远大塑料厂", region=TOWN),
    named("宏达厂", "宏大厂", region=TOWN),  # too short for a sign else
    named("甲厂", "乙厂", region=TOWN),
    ({"name": "红星砖厂", "region": TOWN}, {"name": "红星砖厂", "region": OTHER_COUNTY}),  # every county has one
    named("红旗镇宏达塑料厂", "青石镇宏达塑料厂"),
    named("老王养殖场", "小王养殖场"),
    ({"code": "A-1"}, {"code": "A-2"}),
    ({"code": "A-1", "kind": "企业"}, {"code": "A-1", "kind": "排口"}),
    ({"address": "红旗工业园"}, {"address": "红旗工业园"}),  # fifty enterprises have it
    ({"address": "东村"}, {"address": "东村"}),
    ({"address": "12号", "region": TOWN}, {"address": "12号", "region": OTHER_TOWN}),
    ({"owners": carried_on_by("张三", "河长")}, {"owners": carried_on_by("张三", "河长")}),
    ({"owners": carried_on_by("张三", "责任人")}, {"owners": carried_on_by("张三", "责任人")}),  # of the town hall
    ({"region": TOWN}, {"region": TOWN}),  # a town is not near by
    ({"kind": "企业", "region": VILLAGE}, {"kind": "工地", "region": VILLAGE}),
]  # fmt: skip


@pytest.mark.parametrize(("before", "now", "because"), BACK)
def test_what_may_be_there_again(before: dict[str, object], now: dict[str, object], because: str) -> None:
    assert [kind for kind, _ in told(before, now)] == ["revived"]
    assert because in told(before, now)[0][1]


@pytest.mark.parametrize(("before", "now"), APART)
def test_what_is_another_thing(before: dict[str, object], now: dict[str, object]) -> None:
    assert told(before, now) == []


# --- since when ---


def test_what_was_written_down_after_the_other_had_gone_appeared_on_that_day() -> None:
    pair = (gone("A", address="东村12号"), workshop("B", address="东村12号", entered_on=LATER))
    assert [one.day for one in warnings(Things(pair), (), DAY, Objects())] == [LATER]
    earlier = (pair[0], workshop("B", address="东村12号", entered_on=date(2026, 2, 1)))
    assert warnings(Things(earlier), (), DAY, Objects()) == ()


def test_a_whole_village_that_came_with_one_list_has_not_moved() -> None:
    old = gone("A", region=VILLAGE, entered_on=LATER)
    neighbour = workshop("B", region=VILLAGE, entered_on=LATER)
    assert warnings(Things((old, neighbour)), (), DAY, Objects()) == ()
    later = workshop("B", region=VILLAGE, entered_on=date(2026, 4, 2))
    assert [one.kind for one in warnings(Things((old, later)), (), DAY, Objects())] == ["moved"]


# --- what it tells to write works ---


@pytest.fixture
def place(folder: Path) -> Path:
    house.build(folder)
    for name, more in (("A", "until: 2026-03-01\n"), ("C", "until: 2026-03-02\n"), ("B", "since: 2026-04-01\n")):
        house.put(folder / f"objects/{name}.yaml", f"id: {name}\nname: 宏达塑料厂\nkind: 企业\n{more}".encode())
    return folder


def revived(ledger: Run) -> list[str]:
    return [line for line in ledger("check", "--brief").stdout.splitlines() if "object-revived" in line]


@pytest.mark.usefixtures("place")
def test_the_message_names_ids_and_the_command_that_it_tells_ends_it(ledger: Run) -> None:
    first, _ = revived(ledger)
    assert "B 像是 A 死灰复燃（2026-04-01）：名称相同（宏达塑料厂）" in first
    assert first.endswith("ledger object edit B --set 核实并非=A")
    assert ledger("object", "edit", "B", "--set", "核实并非=A", "--as", "zhang").returncode == 0
    (left,) = revived(ledger)
    assert left.endswith("ledger object edit B --set 核实并非=A、C")
    assert ledger("object", "edit", "B", "--set", "核实并非=A、C", "--as", "zhang").returncode == 0
    assert revived(ledger) == []


def test_what_it_is_not_may_be_told_by_its_name_and_on_either_of_the_two() -> None:
    old, new = gone("A", name="宏达塑料厂"), workshop("B", name="宏达塑料店", since=LATER)
    for pair in (
        (old, new.model_copy(update={"distinct": ("宏达塑料厂",)})),
        (old.model_copy(update={"distinct": ("B",)}), new),
    ):
        assert warnings(Things(pair), (), DAY, Objects()) == ()


@pytest.mark.usefixtures("place")
def test_who_is_nobody_s_record_is_told(ledger: Run) -> None:
    done = ledger("object", "edit", "B", "--set", "核实并非=X", "--as", "zhang")
    assert (done.returncode, "核实并非里的 X 不在 objects/ 里" in done.stderr) == (0, True)


@pytest.mark.usefixtures("place")
def test_an_issue_about_what_was_struck_off_says_what_to_do(ledger: Run) -> None:
    done = ledger("new", "又冒烟", "--object", "A", "--as", "zhang")
    assert done.returncode == 0
    assert "A 已于 2026-03-01 移出（没有写原因）：又有涉及它的问题" in done.stderr
    text = next(one for one in revived(ledger) if "ISSUE-006" in one)
    assert "A 移出以后又有了（2026-05-20），像是死灰复燃：2026-03-01 移出，之后又有 ISSUE-006" in text
    assert "核实并非" not in text


def test_the_code_of_what_was_struck_off_may_come_back_and_is_told(place: Path, ledger: Run) -> None:
    house.put(place / "objects/D.yaml", "id: D\nname: 海天印染\nkind: 企业\ncode: X-1\nuntil: 2026-03-01\n".encode())
    new = ("object", "new", "远山纸箱", "--kind", "企业", "--set", "编码=X-1", "--as", "zhang")
    done = ledger(*new)
    assert done.returncode == 0, done.stderr
    assert "远山纸箱 像是 D 死灰复燃（2026-05-20）：编码相同（X-1）" in done.stderr
    assert any("远山纸箱" in one for one in revived(ledger))
    again = ledger(*new[:2], "海边纸箱", *new[3:])
    assert (again.returncode, "一个编码只给一个对象" in again.stderr) == (2, True)
    assert "dup-code" not in ledger("check", "--brief").stdout


def test_a_list_in_which_something_is_back_tells_it_at_its_row(place: Path, ledger: Run) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.title = "企业"
    for row in (["企业名称", "详细地址"], ["新宏达塑料加工点", "西村1号"]):
        book.active.append(row)
    book.save(place / "l.xlsx")
    remarks = json.loads(ledger("object", "import", "l.xlsx", "--json").stdout)["remarks"]
    assert {(one["rule"], one["row"]) for one in remarks} == {("object.revived", 2)}


def test_an_issue_s_day_still_goes_before_the_day_of_the_record() -> None:
    pair = (gone("A", address="东村12号"), workshop("B", address="东村12号", entered_on=DAY))
    (one,) = warnings(Things(pair), (about(1, "B", received=LATER),), DAY, Objects())
    assert one.day == LATER
