"""Who does what in a 责任单位 cell: names whole, roles by the words inside, and no word lost."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.model.extract.units import Shares, role_of, shares


def by_role(found: Shares) -> dict[str, tuple[str, ...]]:
    return {name: listed for name in found.__slots__ if (listed := getattr(found, name))}


@pytest.mark.parametrize(
    ("cell", "units"),
    [
        ("州委办公室、州政府办公室,各县市党委和政府", ("州委办公室", "州政府办公室", "各县市党委和政府")),
        ("临湖县、云溪县党委和政府", ("临湖县", "云溪县党委和政府")),
        ("北郊区委、区政府", ("北郊区委、区政府",)),
        ("云溪县委和县政府", ("云溪县委和县政府",)),
        ("云溪区、江岸区党委和政府,市城投集团", ("云溪区", "江岸区党委和政府", "市城投集团")),
        ("各区政府（含北京经济技术开发区管委会）", ("各区政府（含北京经济技术开发区管委会）",)),
        ("各市（州）党委和政府、长白山管委会，省直有关部门", ("各市（州）党委和政府", "长白山管委会", "省直有关部门")),
        ("市经济和信息化局、市住房城乡建设委等部门", ("市经济和信息化局", "市住房城乡建设委等部门")),
        ("市水利局和市生态环境局", ("市水利局", "市生态环境局")),
        ("市住房和城乡建设局、市自然资源和规划局", ("市住房和城乡建设局", "市自然资源和规划局")),
        ("市水利局 市生态环境局", ("市水利局", "市生态环境局")),
        ("市水利局/市住建局", ("市水利局", "市住建局")),
        ("①市水利局②市生态环境局", ("市水利局", "市生态环境局")),
        ("1.市水利局;2.市生态环境局。", ("市水利局", "市生态环境局")),
        ("责 任 单 位：市水利局", ("市水利局",)),
        ("市委组织部、云溪县督导组、市政府督查室", ("市委组织部", "云溪县督导组", "市政府督查室")),
        ("王庄煤矿、青岭有限责任公司", ("王庄煤矿", "青岭有限责任公司")),
        ("各县（市、区）党委和政府、各有关部门按职责分工负责", ("各县（市、区）党委和政府", "各有关部门")),
        ("由市水利局负责", ("市水利局",)),
        ("无", ()),
        ("", ()),
    ],
)
def test_units_of_whom_nothing_is_said_are_responsible(cell: str, units: tuple[str, ...]) -> None:
    assert by_role(shares(cell)) == ({"responsible": units} if units else {})


@pytest.mark.parametrize(
    ("cell", "units"),
    [
        ("县住房和城乡\n建设局、柳铺镇", ("县住房和城乡建设局", "柳铺镇")),
        ("市发展改革委\n员会、市水利局", ("市发展改革委员会", "市水利局")),
        ("各县\n（市、区）党委和政府\n市水利局", ("各县（市、区）党委和政府", "市水利局")),
        ("各县\n(市、区)党委和政府", ("各县(市、区)党委和政府",)),
        ("市水利局\n\n市住建局\n", ("市水利局", "市住建局")),
    ],
)
def test_a_line_that_ends_in_a_name_breaks_no_name(cell: str, units: tuple[str, ...]) -> None:
    assert shares(cell).responsible == units


@pytest.mark.parametrize(
    ("cell", "parts"),
    [
        (
            "市发展和改革委、市住房和城乡建设局、市农业农村局(以上为牵头单位),各县(市、区)党委和政府",
            {
                "lead": ("市发展和改革委", "市住房和城乡建设局", "市农业农村局"),
                "responsible": ("各县(市、区)党委和政府",),
            },
        ),
        (
            "牵头单位:州水务局、州环境保护局配合单位:州住房和城乡建设局、州农业局",
            {"lead": ("州水务局", "州环境保护局"), "support": ("州住房和城乡建设局", "州农业局")},
        ),
        ("牵头单位：甲局\n配合单位：乙局\n丙局", {"lead": ("甲局",), "support": ("乙局", "丙局")}),
        ("【牵头】甲局【配合】乙局", {"lead": ("甲局",), "support": ("乙局",)}),
        ("（牵头单位）甲局、（配合单位）乙局", {"lead": ("甲局",), "support": ("乙局",)}),
        ("甲局(牵头单位)乙局(配合单位)", {"lead": ("甲局",), "support": ("乙局",)}),
        ("甲局（牵头）、乙局（配合）", {"lead": ("甲局",), "support": ("乙局",)}),
        ("甲局、乙局（牵头）；丙局、丁局（配合）", {"lead": ("甲局", "乙局"), "support": ("丙局", "丁局")}),
        ("牵头:甲局;配合:乙局", {"lead": ("甲局",), "support": ("乙局",)}),
        (
            "由市水利局牵头负责，市生态环境局、市住建局配合，各县（市、区）人民政府落实",
            {
                "lead": ("市水利局",),
                "responsible": ("各县（市、区）人民政府",),
                "support": ("市生态环境局", "市住建局"),
            },
        ),
        ("甲局会同乙局、丙局负责", {"lead": ("甲局",), "support": ("乙局", "丙局")}),
        (
            "甲局督导、云溪县党委和政府负责实施、丙局组织验收",
            {"responsible": ("云溪县党委和政府",), "supervisor": ("甲局",), "acceptor": ("丙局",)},
        ),
        ("市牵头验收(监管)单位:甲局", {"acceptor": ("甲局",)}),
        (
            "主体责任单位：云溪县委、县政府；监管责任单位：甲局",
            {"responsible": ("云溪县委、县政府",), "supervisor": ("甲局",)},
        ),
        (
            "市信访局牵头,市生态环境局、市住房和城乡建设局配合,长期坚持",
            {"lead": ("市信访局",), "support": ("市生态环境局", "市住房和城乡建设局"), "times": ("长期坚持",)},
        ),
        ("(市生态环境局牵头,2024年6月底前完成)", {"lead": ("市生态环境局",), "times": ("2024年6月底前完成",)}),
        ("责任单位:甲局;完成时限:2024年底前", {"responsible": ("甲局",), "times": ("2024年底前",)}),
        ("甲局，20_年8月底前", {"responsible": ("甲局",), "times": ("20_年8月底前",)}),
        (
            "各县(市、区)党委和政府负责本辖区整改",
            {"responsible": ("各县(市、区)党委和政府",), "rest": ("负责本辖区整改",)},
        ),
        ("市水利局；联系人：张三", {"responsible": ("市水利局",), "rest": ("联系人：张三",)}),
    ],
)
def test_the_roles_written_inside_the_cell(cell: str, parts: dict[str, tuple[str, ...]]) -> None:
    assert by_role(shares(cell)) == parts


def test_a_label_that_announces_a_role_gives_it_to_all() -> None:
    assert by_role(shares("市委组织部、市生态环境局", "supervisor")) == {"supervisor": ("市委组织部", "市生态环境局")}
    assert by_role(shares("市水利局负责", "acceptor")) == {"acceptor": ("市水利局",)}


@pytest.mark.parametrize("aside", ["(含迁建)", "(PM2.5)", "(折纯)", "(一期)", "(其中城区3个)"])
def test_brackets_that_hold_something_else_hold_no_units(aside: str) -> None:
    found = shares(aside, strict=True)
    assert by_role(found) == {"rest": (aside[1:-1],)}


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("牵头", "lead"),
        ("协办", "support"),
        ("监管责任", "supervisor"),
        ("牵头验收(监管)", "acceptor"),
        ("主责", "responsible"),
    ],
)
def test_what_a_word_makes_of_a_unit(words: str, role: str) -> None:
    assert role_of(words) == role


NAMES = st.sampled_from(
    ("市水利局", "市住房和城乡建设局", "各县(市、区)党委和政府", "北郊区委、区政府", "市城投集团", "云溪县", "有关部门")
)
LISTED = st.lists(NAMES, min_size=1, max_size=5, unique=True)
SEPARATORS = st.sampled_from("、，,;；\n")
ROLES = ("lead", "responsible", "support", "supervisor", "acceptor")


@given(LISTED, SEPARATORS)
def test_what_is_joined_comes_apart_again(names: list[str], separator: str) -> None:
    assert shares(separator.join(names)).responsible == tuple(names)


@given(LISTED, LISTED)
def test_headings_give_each_its_role(first: list[str], second: list[str]) -> None:
    found = shares(f"牵头单位：{'、'.join(first)} 配合单位：{'、'.join(second)}")
    assert (found.lead, found.support) == (tuple(first), tuple(second))


WORDS = st.text("市县区水利住建局委和等 、，；()（）:牵头配合负责年月底前123\n", max_size=40)
ROLE_WORDS = re.compile(
    r"[和牵头配合负责由会同等实施落组织督导验收监管主办协助参与按职分工单位部门以上均为各自抓总推进做好统筹系请\W\d]"
)


@given(WORDS)
def test_no_word_of_a_cell_is_lost(cell: str) -> None:
    found = shares(cell)
    kept = "".join((*(name for role in ROLES for name in found.of(role)), *found.times, *found.rest))
    assert set(ROLE_WORDS.sub("", cell)) <= set(kept)
