"""一企一策, 一河一策: plans of objects, what is late in them, who lacks one, and whose is a copy."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import build
import house
from ledger.model.plan import Measure
from ledger.model.policy import Policy
from ledger.model.scheme import Scheme
from ledger.model.schemecover import copies, coverage, faults, kinds_that_need_one, lacking
from ledger.model.thing import Thing, Things

Run = Callable[..., "subprocess.CompletedProcess[str]"]
DAY = date(2026, 5, 20)
WORDS = (
    "对{}喷漆车间加装密闭负压收集设施，废气经活性炭吸附后高空排放",
    "建立{}挥发性有机物原辅材料台账，每月盘点一次并留存三年",
)
OTHERS = ("拆除沿岸违建并恢复岸坡植被，两侧各留出缓冲带", "新建截污管道并接入镇污水处理厂，旱季不得溢流")


def enterprise(name: str, **said: object) -> Thing:
    return Thing.model_validate({"id": name, "name": name, "kind": "企业", **said})


def plan(thing: str, words: tuple[str, ...] = WORDS, **said: object) -> Scheme:
    measures = tuple(Measure(number=str(at), text=text.format(thing)) for at, text in enumerate(words, 1))
    values = {"id": f"{thing}-一企一策", "kind": "一企一策", "object": thing, "title": "方案", "measures": measures}
    return Scheme.model_validate({**values, **said})


ALL = Things(tuple(map(enterprise, ("甲厂", "乙厂", "丙厂"))))


# --- whose plan is a copy ---


def test_a_plan_that_changes_only_names_and_numbers_is_a_copy_of_the_earlier_one() -> None:
    first = plan("乙厂", approved_on=date(2026, 1, 1))
    second = plan("甲厂", (WORDS[0], WORDS[1].replace("三年", "五年")), approved_on=date(2026, 2, 1))
    ((scheme, other, score),) = copies((second, first), ALL, 90, DAY)
    assert (scheme.id, other.id) == (second.id, first.id)
    assert score >= 90


@pytest.mark.parametrize(
    "second",
    [
        plan("甲厂", OTHERS),
        plan("乙厂", id="另一份"),  # two plans of one thing are its own business
        plan("甲厂", replaced_on=DAY),
        plan("甲厂", ("整改",)),  # too short to tell
    ],
)
def test_no_copy(second: Scheme) -> None:
    assert copies((plan("乙厂"), second), ALL, 90, DAY) == ()


@pytest.mark.parametrize(
    ("texts", "copied"),
    [
        (("清淤3公里", "每月巡河"), True),  # two short measures, word for word
        (("{}清淤3公里", "每月巡河。"), True),  # but for the name of the thing and a sign
        (("清淤5公里", "每月巡河"), False),  # what is short differs by its numbers
        (("清淤3公里", "每周巡河"), False),
        (("清淤3公里",), False),
    ],
)
def test_a_short_plan_is_a_copy_where_every_word_is_the_same(texts: tuple[str, ...], *, copied: bool) -> None:
    first = plan("乙厂", ("清淤3公里", "每月巡河"), approved_on=date(2026, 1, 1))
    second = plan("甲厂", texts, approved_on=date(2026, 2, 1))
    found = [(one.scheme.object, one.other.object, one.score) for one in copies((second, first), ALL, 90, DAY)]
    assert found == ([("甲厂", "乙厂", 100)] if copied else [])


def test_two_plans_of_one_word_are_the_same_by_chance() -> None:
    assert copies((plan("乙厂", ("清淤",)), plan("甲厂", ("清淤",))), ALL, 90, DAY) == ()
    of_one = "拆除燃煤锅炉改用天然气"
    assert len(copies((plan("乙厂", (of_one,)), plan("甲厂", (of_one,))), ALL, 90, DAY)) == 1


def test_a_short_plan_of_the_same_thing_hides_no_copy_of_another_s() -> None:
    texts = ("清淤3公里", "每月巡河")
    every = (plan("乙厂", texts, id="a"), plan("甲厂", texts, id="b"), plan("甲厂", texts, id="c"))
    assert [(one.scheme.id, one.other.id) for one in copies(every, ALL, 90, DAY)] == [("b", "a"), ("c", "a")]


# --- coverage ---


def test_every_object_is_covered_or_lacking() -> None:
    late = Measure(number="1", text="加装密闭设施", due=date(2026, 5, 19))
    schemes = (plan("甲厂", measures=(late,)), plan("乙厂", replaced_on=date(2026, 5, 1)))
    found = coverage(ALL, schemes, ("企业",), Policy(), DAY)
    assert [one.id for one in found.covered] == ["甲厂"]
    assert [one.id for one in found.lacking] == ["乙厂", "丙厂"]
    assert [(one.object, at) for one, at in found.late] == [("甲厂", 0)]
    assert found.total == 3


def test_what_was_struck_off_needs_no_plan() -> None:
    things = Things((enterprise("甲厂", until=date(2026, 5, 1)), enterprise("乙厂")))
    assert [one.id for one in coverage(things, (), ("企业",), Policy(), DAY).lacking] == ["乙厂"]
    assert [one.id for one in coverage(things, (), ("企业",), Policy(), date(2026, 4, 30)).lacking] == ["甲厂", "乙厂"]


def test_the_house_says_which_kinds_need_a_plan() -> None:
    house = Policy.model_validate({"objects": {"planned": ["企业"]}})
    assert kinds_that_need_one(ALL, (), Policy()) == ()
    assert kinds_that_need_one(ALL, (plan("甲厂"),), Policy()) == ("企业",)
    assert kinds_that_need_one(ALL, (), house) == ("企业",)
    assert [thing for thing, _ in lacking(ALL, (plan("甲厂"),), house, DAY)] == ["乙厂", "丙厂"]
    assert list(lacking(ALL, (), Policy(), DAY)) == []


# --- faults ---


def test_what_is_wrong_with_plans() -> None:
    measure = {"number": "1", "text": "清淤", "due": "2026-05-19"}
    one = plan("丁厂", measures=(measure, {**measure, "done_on": "2026-05-20"}), review=date(2026, 5, 1))
    found = [(it.problem.rule, it.problem.path) for it in faults(ALL, (one,), build.OFFICE, DAY)]
    assert found == [
        ("unknown-object", ("object",)),
        ("dup-measure", ("measures", 0, "number")),
        ("scheme-late", ("measures", 0, "due")),
        ("scheme-review", ("review",)),
    ]


def test_a_measure_is_late_from_the_day_after_its_deadline_until_it_is_done() -> None:
    one = plan("甲厂", measures=({"number": "1", "text": "清淤", "due": "2026-05-19", "done_on": "2026-05-22"},))
    days = [date(2026, 5, day) for day in (19, 20, 21, 22)]
    assert [bool(one.late(day)) for day in days] == [False, True, True, False]


# --- the commands ---


@pytest.fixture
def place(folder: Path) -> Path:
    house.build(folder)
    for name, kind in (("甲厂", "企业"), ("乙厂", "企业"), ("红旗河", "水体")):
        house.put(folder / f"objects/{name}.yaml", f"id: {name}\nname: {name}\nkind: {kind}\n".encode())
    return folder


@pytest.mark.usefixtures("place")
def test_a_plan_is_written_read_and_done(ledger: Run) -> None:
    measures = ("--measure", "清淤3公里=2026年4月底前", "--measure", "每月巡河=长期坚持")
    new = ledger("plan", "new", "--object", "红旗河", *measures, "--set", "文号=某河〔2026〕1号", "--as", "zhang")
    assert (new.returncode, new.stdout) == (0, "红旗河-一河一策 已登记：plans/红旗河-一河一策.yaml\n"), new.stderr
    assert "读作 2026-04-30" in new.stderr
    ledger("edit", "1", "--object", "红旗河", "--set", "对象方案=红旗河-一河一策", "--why", "一河一策", "--as", "zhang")
    shown = json.loads(ledger("plan", "show", "红旗河", "--json").stdout)
    assert (shown["late"], shown["issues"]) == ([0], ["ISSUE-001"])
    assert "scheme-late" in ledger("check", "--brief").stdout
    assert ledger("plan", "coverage").returncode == 1
    done = ledger("plan", "done", "红旗河", "1", "--date", "2026-05-02", "--as", "zhang")
    assert done.stdout == "红旗河-一河一策：措施 2 条，已完成 1 条\n"
    assert "scheme-late" not in ledger("check", "--brief").stdout
    assert ledger("plan", "coverage").stdout == "水体：1 个在册对象，1 个有方案（截至 2026-05-20）\n"


def test_which_objects_lack_a_plan_is_told_with_exit_code_1(place: Path, ledger: Run) -> None:
    ledger("plan", "new", "--object", "甲厂", "--measure", "加装密闭设施", "--as", "zhang")
    done = ledger("plan", "coverage", "--kind", "企业")
    assert (done.returncode, done.stdout.splitlines()) == (
        1,
        ["没有方案：乙厂 乙厂（企业）", "企业：2 个在册对象，1 个有方案（截至 2026-05-20）"],
    )
    assert ledger("plan", "coverage", "--kind", "一企一策").stdout == done.stdout
    assert ledger("plan", "coverage", "--kind", "海湾").returncode == 5
    (place / "ledger.toml").write_text(house.SETTINGS + '[objects]\nplanned = ["企业"]\n', "utf-8")
    assert "objects/乙厂.yaml:3:7: no-scheme" in ledger("check", "--brief").stdout


def test_a_new_plan_replaces_the_old_one(place: Path, ledger: Run) -> None:
    ledger("plan", "new", "--object", "甲厂", "--as", "zhang")
    assert ledger("plan", "new", "--object", "甲厂", "--as", "zhang").returncode == 6
    second = ("plan", "new", "--object", "甲厂", "--id", "甲厂-2026", "--replaces", "甲厂", "--as", "zhang")
    assert ledger(*second).returncode == 0
    assert "replaced_on: 2026-05-20" in (place / "plans/甲厂-一企一策.yaml").read_text("utf-8")
    assert json.loads(ledger("plan", "show", "甲厂", "--json").stdout)["plan"]["id"] == "甲厂-2026"


@pytest.mark.parametrize(
    ("call", "code", "why"),
    [
        (("new", "--object", "丙厂"), 3, "没有叫“丙厂”的对象"),
        (("new", "--object", "甲厂", "--kind", "一厂两策"), 2, "一厂一策"),
        (("new", "--object", "甲厂", "--measure", "清淤=2026年2月30日前"), 2, "读不出日期"),
        (("new", "--object", "甲厂", "--set", "object=乙厂"), 2, "--replaces"),
        (("new", "--object", "甲厂", "--replaces", "红旗河"), 2, "是 红旗河 的方案"),
        (("done", "红旗河", "2"), 2, "没有措施 2"),
        (("done", "红旗河", "1", "--date", "2026-05-21"), 4, "2026-05-21"),
        (("done", "红旗", "1"), 3, "红旗河"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    place: Path, ledger: Run, call: tuple[str, ...], code: int, why: str
) -> None:
    ledger("plan", "new", "--object", "红旗河", "--measure", "清淤", "--as", "zhang")
    before = house.contents(place)
    done = ledger("plan", *call, "--as", "zhang")
    assert (done.returncode, why in done.stderr) == (code, True), done.stderr
    assert house.contents(place) == before


def test_an_issue_that_names_a_plan_that_is_not_there(place: Path, ledger: Run) -> None:
    ledger("plan", "new", "--object", "红旗河", "--as", "zhang")
    done = ledger("edit", "1", "--set", "对象方案=红旗河一河一策", "--as", "zhang")
    assert (done.returncode, "是不是“红旗河-一河一策”" in done.stderr) == (2, True)
    path = place / "issues/ISSUE-002.yaml"
    path.write_text(path.read_text("utf-8") + "scheme: 红旗河-一策\n", "utf-8")
    assert "issues/ISSUE-002.yaml:15:9: unknown-scheme" in ledger("check", "--brief").stdout


@pytest.mark.usefixtures("place")
def test_an_issue_that_names_the_plan_of_another_object_is_told(ledger: Run) -> None:
    ledger("plan", "new", "--object", "甲厂", "--as", "zhang")
    ledger("edit", "1", "--object", "红旗河", "--set", "对象方案=甲厂-一企一策", "--as", "zhang")
    assert "scheme-elsewhere" in ledger("check", "--brief").stdout
    ledger("edit", "1", "--object", "红旗河", "--object", "甲厂", "--as", "zhang")
    assert "scheme-elsewhere" not in ledger("check", "--brief").stdout


@pytest.mark.usefixtures("place")
def test_plans_are_listed_by_kind_object_and_lateness(ledger: Run) -> None:
    ledger("plan", "new", "--object", "红旗河", "--measure", "清淤=2026年4月底前", "--as", "zhang")
    ledger("plan", "new", "--object", "甲厂", "--as", "zhang")

    def listed(*more: str) -> list[str]:
        return [one["object"] for one in json.loads(ledger("plan", "list", "--json", *more).stdout)["plans"]]

    assert listed() == ["甲厂", "红旗河"]
    assert listed("--kind", "企业") == listed("--kind", "一企一策") == listed("--object", "甲厂") == ["甲厂"]
    assert listed("--late") == ["红旗河"]
    assert listed("--late", "--as-of", "2026-04-30") == []
