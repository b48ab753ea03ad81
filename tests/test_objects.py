"""Objects: written down, referred to, and everything that happened to one, told by the commands."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

import house
from ledger.cli.widths import width
from terminal import at_a_terminal

Run = Callable[..., "subprocess.CompletedProcess[str]"]
RIVER = "id: 红旗河\nname: 红旗河\nkind: 水体\n"


@pytest.fixture
def place(folder: Path) -> Path:
    return house.build(folder)


def put(place: Path, name: str, text: str) -> None:
    house.put(place / f"objects/{name}.yaml", text.encode())


def shown(ledger: Run, word: str, *more: str) -> dict[str, object]:
    found: dict[str, object] = json.loads(ledger("object", "show", word, "--json", *more).stdout)
    return found


# --- writing ---


def test_a_new_object_is_a_file_of_its_name(place: Path, ledger: Run) -> None:
    said = ("--kind", "水体", "--owner", "河长=张三（副镇长）", "--set", "编码=HQ-01", "--set", "属性.长度=3公里")
    done = ledger("object", "new", "红旗河", *said, "--as", "zhang")
    assert done.stdout == "红旗河 已登记：objects/红旗河.yaml\n"
    assert (place / "objects/红旗河.yaml").read_text("utf-8") == (
        "# yaml-language-server: $schema=../templates/object.schema.json\n"
        "id: 红旗河\nname: 红旗河\nkind: 水体\ncode: HQ-01\nowners:\n"
        "  - role: 河长\n    person: 张三\n    post: 副镇长\n"
        "attributes:\n  长度: 3公里\nentered_on: 2026-05-20\nrecorded_by: zhang\nrecorded_on: 2026-05-20\n"
    )


@pytest.mark.parametrize(
    ("said", "code", "why"),
    [
        (("红旗河", "--kind", "水体"), 6, "对象 红旗河 已经有了"),
        (("红旗河", "--kind", "水体", "--id", "HQ"), 2, "与 红旗河 同名"),
        (("新河", "--kind", "水体", "--set", "code=HQ-01"), 2, "编码 HQ-01 已是 红旗河"),
        (("新河", "--kind", "水体", "--set", "经度=31.7", "--set", "纬度=119.9"), 2, "像是写反了"),
        (("新河", "--kind", "水体", "--set", "经度=119.9"), 2, "补上另一个"),
        (("新河", "--kind", "水体", "--set", "lon=9.9", "--set", "lat=1"), 2, "不在中国境内"),
        (("新河", "--kind", "水体", "--set", "所属对象=红旗"), 2, "不在 objects/ 里"),
        (("新河", "--kind", "水体", "--set", "regon=红旗镇"), 2, "没有字段“regon”"),
        (("新河", "--kind", "水体", "--set", "owners=张三"), 2, "--owner 河长="),
        (("新河", "--kind", "水体", "--owner", "张三"), 2, "读不出角色"),
        (("新河/支流", "--kind", "水体"), 2, "--id"),
        (("新河", "--kind", "水体", "--as", "nobody"), 4, "nobody"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    place: Path, ledger: Run, said: tuple[str, ...], code: int, why: str
) -> None:
    put(place, "红旗河", RIVER + "code: HQ-01\n")
    before = house.contents(place)
    done = ledger("object", "new", *said, *(() if "--as" in said else ("--as", "zhang")))
    assert (done.returncode, why in done.stderr) == (code, True), done.stderr
    assert house.contents(place) == before


def test_two_rivers_of_one_name_lie_in_two_towns(place: Path, ledger: Run) -> None:
    put(place, "红旗河", RIVER + "region: 某县红旗镇\n")
    new = ("object", "new", "红旗河", "--kind", "水体", "--id", "红旗河-青石", "--as", "zhang")
    assert ledger(*new, "--set", "region=某县青石镇").returncode == 0
    assert ledger("object", "show", "红旗河").returncode == 0  # an id goes before a name


@pytest.mark.usefixtures("place")
def test_a_kind_outside_the_list_is_told_and_written(ledger: Run) -> None:
    done = ledger("object", "new", "某砂场", "--kind", "砂石场", "--as", "zhang")
    assert done.returncode == 0
    assert "类别“砂石场”不在 [objects] kinds 里" in done.stderr


def test_whoever_was_replaced_stays_on_record(place: Path, ledger: Run) -> None:
    put(place, "红旗河", RIVER + "owners:\n  - {role: 河长, person: 张三}  # 自2024年\n")
    assert ledger("object", "edit", "红旗河", "--owner", "河长=李四（镇长）", "--as", "zhang").returncode == 0
    owners = shown(ledger, "红旗河")["object"]["owners"]  # type: ignore[index]
    assert owners == [
        {"role": "河长", "person": "张三", "until": "2026-05-20"},
        {"role": "河长", "person": "李四", "post": "镇长", "since": "2026-05-20"},
    ]


def test_what_it_was_on_a_day_is_told_by_the_days_of_the_record(place: Path, ledger: Run) -> None:
    owners = "owners:\n  - {role: 河长, person: 张三, until: 2026-05-10}\n"
    owners += "  - {role: 河长, person: 李四, since: 2026-05-10}\n"
    put(
        place,
        "红旗河",
        f"{RIVER}other_names: [臭水沟]\n{owners}until: 2026-05-12\nending: 填埋\nrecorded_on: 2026-05-10\n",
    )
    plan = "id: 红旗河-一河一策\nkind: 一河一策\nobject: 红旗河\ntitle: 方案\nrecorded_on: 2026-05-11\n"
    house.put(place / "plans/红旗河-一河一策.yaml", plan.encode())
    then, now = ledger("object", "show", "红旗河", "--as-of", "2026-01-01"), ledger("object", "show", "红旗河")
    assert ("河长：张三" in then.stdout, "李四" in then.stdout, "填埋" in then.stdout) == (True, False, False)
    assert ("红旗河-一河一策" in then.stdout, "没有列：红旗河-一河一策" in then.stderr) == (False, True)
    assert "名称、编码、位置、属性不记日期" in then.stderr
    assert ("责任人：河长：李四" in now.stdout, "填埋" in now.stdout, "一河一策" in now.stdout) == (True, True, True)
    assert "不记日期" not in now.stderr
    told = shown(ledger, "红旗河", "--as-of", "2026-01-01")
    assert told["object"]["owners"] == [{"role": "河长", "person": "张三"}]  # type: ignore[index]
    assert (told["plans"], told["later_plans"]) == ([], ["红旗河-一河一策"])
    (line,) = json.loads(ledger("object", "list", "--as-of", "2026-01-01", "--json").stdout)["objects"]
    assert line["owners"] == [{"role": "河长", "person": "张三"}]


def test_nothing_is_struck_off_on_a_day_to_come(place: Path, ledger: Run) -> None:
    put(place, "红旗河", RIVER)
    before = house.contents(place)
    done = ledger("object", "edit", "红旗河", "--struck-off", "2026-05-21", "--why", "填埋", "--as", "zhang")
    assert (done.returncode, "2026-05-21 还没有到" in done.stderr) == (2, True), done.stderr
    assert house.contents(place) == before


def test_an_edit_that_changes_nothing_writes_nothing(place: Path, ledger: Run) -> None:
    put(place, "红旗河", RIVER)
    before = house.contents(place)
    assert ledger("object", "edit", "红旗河", "--set", "类别=水体", "--as", "zhang").stdout == "红旗河 没有改动。\n"
    assert house.contents(place) == before


def test_an_object_is_struck_off_and_leaves_the_list(place: Path, ledger: Run) -> None:
    put(place, "红旗河", RIVER)
    ledger("object", "edit", "红旗河", "--struck-off", "2026-05-01", "--why", "消除黑臭", "--as", "zhang")
    assert "共 0 个对象" in ledger("object", "list").stdout
    assert "红旗河" in ledger("object", "list", "--struck-off").stdout
    assert "红旗河" in ledger("object", "list", "--as-of", "2026-04-30").stdout
    assert "移出：2026-05-01 消除黑臭" in ledger("object", "show", "红旗河").stdout


# --- referred to ---


def test_an_issue_names_its_objects_by_whatever_they_are_called(place: Path, ledger: Run) -> None:
    put(place, "红旗河", RIVER + "code: HQ-01\nother_names: [臭水沟]\n")
    new = ledger("new", "又发黑", "--object", "臭水沟", "--as", "zhang")
    assert (new.returncode, new.stdout) == (0, "ISSUE-006\n"), new.stderr
    assert ledger("edit", "1", "--object", "HQ-01", "--as", "zhang").returncode == 0
    assert json.loads(ledger("show", "1", "--json").stdout)["issue"]["objects"] == ["红旗河"]
    listed = json.loads(ledger("list", "--object", "臭水沟", "--json").stdout)["issues"]
    assert [one["id"] for one in listed] == ["ISSUE-001", "ISSUE-006"]


def test_who_asks_for_a_river_means_its_sections_too(place: Path, ledger: Run) -> None:
    put(place, "红旗河", RIVER)
    put(place, "上游段", "id: 上游段\nname: 上游段\nkind: 断面\nparent: 红旗河\n")
    ledger("edit", "1", "--object", "红旗河", "--as", "zhang")
    ledger("edit", "5", "--object", "上游段", "--as", "zhang")

    def listed(word: str) -> list[str]:
        return [one["id"] for one in json.loads(ledger("list", "--object", word, "--json").stdout)["issues"]]

    assert (listed("红旗河"), listed("上游段")) == (["ISSUE-001", "ISSUE-005"], ["ISSUE-005"])


@pytest.mark.parametrize(
    ("call", "code"),
    [
        (("new", "又发黑", "--object", "红旗"), 3),
        (("new", "又发黑", "--set", "涉及对象=红旗"), 2),
        (("edit", "1", "--object", "红旗"), 3),
        (("list", "--object", "红旗"), 3),
        (("object", "show", "红旗"), 3),
    ],
)
def test_an_object_that_is_not_there_is_refused_with_the_nearest(
    place: Path, ledger: Run, call: tuple[str, ...], code: int
) -> None:
    put(place, "红旗河", RIVER)
    done = ledger(*call, *(("--as", "zhang") if call[0] in {"new", "edit"} else ()))
    assert done.returncode == code
    assert "红旗河" in done.stderr


def test_everything_that_touched_a_river_and_its_parts_in_the_order_of_time(place: Path, ledger: Run) -> None:
    put(place, "红旗河", RIVER + "since: 2025-12-01\n")
    put(place, "上游段", "id: 上游段\nname: 上游段\nkind: 断面\nparent: 红旗河\n")
    for number, thing in (("1", "红旗河"), ("4", "红旗河"), ("5", "上游段")):
        assert ledger("edit", number, "--object", thing, "--why", "补录", "--as", "zhang").returncode == 0
    look = ("lookback", "record", "4", "-m", "又见黑水", "--date", "2026-05-15", "--rebound", "--as", "li")
    assert ledger(*look).returncode == 0
    found = shown(ledger, "红旗河")
    events = [(one["day"], one["kind"], one["issue"], one["object"]) for one in found["events"]]  # type: ignore[attr-defined, index]
    assert events == [
        ("2025-12-01", "listed", None, "红旗河"),
        ("2026-01-04", "petition", "ISSUE-001", "红旗河"),
        ("2026-01-04", "finding", "ISSUE-004", "红旗河"),
        ("2026-01-04", "task", "ISSUE-005", "上游段"),
        ("2026-04-20", "verified", "ISSUE-004", "红旗河"),
        ("2026-05-06", "closed", "ISSUE-004", "红旗河"),
        ("2026-05-15", "rebound", "ISSUE-004", "红旗河"),
    ]
    assert len(shown(ledger, "红旗河", "--as-of", "2026-04-30")["events"]) == 5  # type: ignore[arg-type]


# --- check ---


def problems(ledger: Run, *more: str) -> list[tuple[str, str, str]]:
    """What the check says of objects: place, rule, and where it stands."""
    lines = ledger("check", "--brief", *more).stdout.splitlines()
    found = [line.split(": ", 2) for line in lines if "object" in line or "code" in line or "coord" in line]
    return [(one[0], one[1], one[2]) for one in found]


def test_faults_of_objects_are_told_at_their_line(place: Path, ledger: Run) -> None:
    put(place, "A", "id: A\nname: 红旗河\nkind: 水体\ncode: '1'\n")
    put(place, "B", "id: B\nname: 新河\nkind: 水体\ncode: '1'\nparent: C\nlon: 31.7\nlat: 119.9\n")
    put(place, "C", "id: C\nname: 红旗河\nkind: 水体\nparent: B\n")
    put(place, "D", "id: D\nname: 塘\nkind: 水体\nparent: E\nsince: 2026-02-01\nuntil: 2026-01-01\n")
    put(place, "F", "id: F\nnme: 塘\n")
    found = [(where, rule) for where, rule, _ in problems(ledger)]
    assert ("objects/B.yaml:4:7", "dup-code") in found
    assert ("objects/B.yaml:5:9", "object-circle") in found
    assert ("objects/B.yaml:6:6", "bad-coordinates") in found
    assert ("objects/C.yaml:2:7", "dup-object-name") in found
    assert ("objects/D.yaml:4:9", "unknown-object") in found
    assert ("objects/D.yaml:6:8", "object-days") in found
    assert "objects/F.yaml:2:1: unknown-key" in ledger("check", "--brief").stdout
    assert ledger("check").returncode == 5
    assert "objects/F.yaml:2:1: unknown-key" in ledger("validate", "--brief").stdout


def test_an_issue_that_names_what_is_not_there_is_told_at_its_line(place: Path, ledger: Run) -> None:
    put(place, "红旗河", RIVER)
    path = place / "issues/ISSUE-001.yaml"
    path.write_text(path.read_text("utf-8").replace("fields: [水]", "fields: [水]\nobjects: [红旗]"), "utf-8")
    ((where, rule, text),) = problems(ledger)
    assert (where, rule) == ("issues/ISSUE-001.yaml:9:11", "unknown-object")
    assert "是不是“红旗河”" in text


def test_what_seems_to_be_there_again_is_a_warning_at_its_line(place: Path, ledger: Run) -> None:
    shop = "kind: 企业\naddress: 东村12号\n"
    put(place, "宏达塑料厂", f"id: 宏达塑料厂\nname: 宏达塑料厂\n{shop}until: 2026-03-01\n")
    put(place, "远山纸箱", f"id: 远山纸箱\nname: 远山纸箱\n{shop}since: 2026-04-01\n")
    ((where, rule, text),) = problems(ledger)
    assert (where, rule) == ("objects/远山纸箱.yaml:2:7", "object-revived")
    assert "死灰复燃" in text
    assert "死灰复燃" in ledger("object", "show", "宏达塑料厂").stderr
    ledger("object", "edit", "远山纸箱", "--set", "核实并非=宏达塑料厂", "--as", "zhang")
    assert problems(ledger) == []


def test_a_second_finding_after_the_first_was_closed_is_a_warning_until_it_is_closed(place: Path, ledger: Run) -> None:
    put(place, "红旗河", RIVER)
    ledger("edit", "4", "--object", "红旗河", "--why", "补录", "--as", "zhang")
    ledger("new", "又发黑", "--object", "红旗河", "--set", "环境要素=水", "--as", "zhang")
    ((where, rule, text),) = problems(ledger)
    assert (where.partition(":")[0], rule) == ("issues/ISSUE-006.yaml", "object-rebound")
    assert "ISSUE-004 于 2026-05-06 销号，又来 ISSUE-006" in text
    assert "反弹" in ledger("object", "show", "红旗河").stderr


def test_an_answer_is_not_remembered_past_a_changed_object(place: Path, ledger: Run) -> None:
    put(place, "红旗河", RIVER)
    first = ledger("check", "--brief").stdout
    assert ledger("check", "--brief").stdout == first
    put(place, "红旗河", RIVER.replace("水体", "水休"))
    assert "object-kind" in ledger("check", "--brief").stdout


# --- the list, as it looks ---


def many(place: Path) -> None:
    put(place, "红旗河", RIVER + "region: 甲县红旗镇\nowners:\n  - {role: 河长, person: 张三, post: 副镇长}\n")
    put(place, "新宏达塑料加工点", "id: 新宏达塑料加工点\nname: 新宏达塑料加工点\nkind: 企业\nregion: 甲县红旗镇东村\n")
    put(place, "PK-001", "id: PK-001\nname: 红旗河1号排口\nkind: 排口\ncode: PK-001\nregion: 甲县红旗镇\n")
    shop = "region: 乙县红旗镇\nowners:\n  - {role: 经营者, person: 王五}\n  - {role: 网格长, person: 张三}\n"
    put(place, "宏达塑料厂", f"id: 宏达塑料厂\nname: 宏达塑料厂\nkind: 企业\ncode: '913200001234567890'\n{shop}")


def test_the_list_says_each_thing_once_and_has_no_empty_columns(place: Path, ledger: Run) -> None:
    many(place)
    lines = ledger("object", "list").stdout.splitlines()
    assert lines[0].split() == ["对象", "名称", "类别", "编码", "行政区域", "责任人", "问题"]
    assert [line.split() for line in lines[1:]] == [
        ["宏达塑料厂", "企业", "913200001234567890", "乙县红旗镇", "王五、张三", "0/0"],
        ["新宏达塑料加工点", "企业", "甲县红旗镇东村", "0/0"],
        ["PK-001", "红旗河1号排口", "排口", "甲县红旗镇", "0/0"],
        ["红旗河", "水体", "甲县红旗镇", "张三", "0/0"],
        ["共", "4", "个对象（截至", "2026-05-20；问题一栏是", "未销号/全部）"],
    ]


@pytest.mark.parametrize("columns", [80, 200])
def test_the_list_is_a_table_at_a_terminal(place: Path, environment: dict[str, str], columns: int) -> None:
    many(place)
    code, shown = at_a_terminal(place, {**environment, "NO_COLOR": "1"}, "object", "list", columns=columns)
    lines = re.sub(r"\x1b\[[0-9;]*m", "", shown.replace("\r", "")).splitlines()
    assert code == 0
    assert max(map(width, lines)) <= columns
    assert [line.split()[0] for line in lines if not line.startswith(" ")] == [
        "对象", "宏达塑料厂", "新宏达塑料加工点", "PK-001", "红旗河", "共",
    ]  # fmt: skip


def test_who_asks_for_a_county_means_its_towns(place: Path, ledger: Run) -> None:
    many(place)

    def listed(region: str) -> list[str]:
        return [
            one["id"] for one in json.loads(ledger("object", "list", "--region", region, "--json").stdout)["objects"]
        ]

    assert listed("甲县") == ["新宏达塑料加工点", "PK-001", "红旗河"]
    assert listed("甲县红旗镇东村") == ["新宏达塑料加工点"]
    assert listed("红旗镇") == ["宏达塑料厂", "新宏达塑料加工点", "PK-001", "红旗河"]
    assert listed("旗镇") == []
