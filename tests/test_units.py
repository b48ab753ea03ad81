"""Unit names: a cell of the 责任单位 column taken apart, and one unit under all its names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.model.units import Unit, Units, plain, split_units

REGISTER = Units(
    (
        Unit(name="市生态环境局", aliases=("市环境保护局", "市环保局")),
        Unit(name="市水利局", aliases=("市水务局",)),
        Unit(name="牛塘镇党委、政府"),
    )
)


@pytest.mark.parametrize(
    ("cell", "units"),
    [
        ("市水利局、市住建局", ("市水利局", "市住建局")),
        ("市水利局，市住建局；市农业农村局", ("市水利局", "市住建局", "市农业农村局")),
        ("市水利局,市住建局;市农业农村局\r\n市财政局。", ("市水利局", "市住建局", "市农业农村局", "市财政局")),
        ("各区政府（含北京经济技术开发区管委会）", ("各区政府（含北京经济技术开发区管委会）",)),
        (
            "市发展和改革委、市住建局(以上为牵头单位),各县(市、区)党委和政府",
            ("市发展和改革委", "市住建局(以上为牵头单位)", "各县(市、区)党委和政府"),
        ),
        ("各市（州）、县（市、区）党委政府（开发区、园区）", ("各市（州）", "县（市、区）党委政府（开发区、园区）")),
        ("北郊区委、区政府，市水利局", ("北郊区委、区政府", "市水利局")),
        ("牛塘镇党委、政府", ("牛塘镇党委、政府",)),
        ("湖塘街道党工委、办事处、市水利局", ("湖塘街道党工委、办事处", "市水利局")),
        ("经开区党工委、管委会", ("经开区党工委、管委会",)),
        ("市发改委、市政府", ("市发改委", "市政府")),
        ("市水利局、、市水利局、 ", ("市水利局",)),
        ("市水利局（牵头、市住建局", ("市水利局（牵头、市住建局",)),  # an open bracket is not guessed shut
        ("", ()),
        (" 、，\n", ()),
    ],
)
def test_a_cell_taken_apart(cell: str, units: tuple[str, ...]) -> None:
    assert split_units(cell) == units


names = st.text("市县区水利住建局委和平 ", min_size=1, max_size=5).filter(str.strip)
asides = st.lists(names, min_size=1, max_size=3).map(lambda inner: f"（{'、'.join(inner)}）") | st.just("")
cells = st.lists(st.tuples(names, asides).map("".join), max_size=6)
SEPARATORS = "、，,;；\n"


@given(cells, st.data())
def test_nothing_is_lost_but_separators_and_brackets_stay_whole(listed: list[str], data: st.DataObject) -> None:
    separator = st.sampled_from(SEPARATORS)
    cell = "".join(part + data.draw(separator) for part in listed)
    split = split_units(cell)
    for unit in split:
        assert unit.count("（") == unit.count("）")
    assert {unit.strip() for unit in listed} == set(split)
    assert len(split) == len(set(split))


@given(st.text(SEPARATORS + "（）()市区委政府局 。", max_size=30))
def test_any_cell_at_all(cell: str) -> None:
    """No character but separators, margins and repetitions goes; taking apart again changes nothing."""
    split = split_units(cell)
    outside = set(SEPARATORS + " 。")
    assert set(cell) - outside == {char for unit in split for char in unit} - outside
    assert split_units("、".join(split)) == split or "（" in cell or "(" in cell


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("市环境保护局", "市生态环境局"),
        ("市水务局（牵头）", "市水利局"),
        ("市水务局(以上为牵头单位)", "市水利局"),
        ("市 水利局", "市水利局"),
        ("市财政局", "市财政局(配合单位)"),
        ("牛塘镇人民政府", "牛塘镇党委、政府"),
        ("牛塘镇党委", "牛塘镇党委、政府"),
        ("北郊区委、区政府", "北郊区党委和政府"),
        ("北郊区政府", "北郊区委"),
        ("经开区管委会", "经开区党工委、管委会"),
        ("湖塘街道办事处", "湖塘街道党工委、办事处"),
        ("ＡＢＣ公司", "abc公司"),
    ],
)
def test_two_names_of_one_unit(one: str, other: str) -> None:
    assert REGISTER.same(one, other)
    assert REGISTER.same(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("市水利局", "市生态环境局"),
        ("市水利局", "县水利局"),
        ("牛塘镇人民政府", "湖塘镇人民政府"),
        ("市发展和改革委", "市政府"),
        ("市政府办公室", "市政府"),
        ("绿水公司（常州）", "绿水公司（南京）"),
    ],
)
def test_two_units(one: str, other: str) -> None:
    assert not REGISTER.same(one, other)


def test_among_others() -> None:
    assert REGISTER.among("市环保局", ("市水利局", "市生态环境局"))
    assert not REGISTER.among("市环保局", ())


def test_the_registers_spelling() -> None:
    assert REGISTER.canonical("市环保局") == "市生态环境局"
    assert REGISTER.canonical(" 市财政局 ") == "市财政局"
    assert REGISTER.find("市财政局") is None


def test_a_units_own_name_wins_over_anothers_alias() -> None:
    units = Units((Unit(name="甲局", aliases=("乙局",)), Unit(name="乙局")))
    assert units.canonical("乙局") == "乙局"
    assert units.shared_names() == (("乙局", "甲局", "乙局"),)
    assert REGISTER.shared_names() == ()


@given(st.text())
def test_comparing_twice_compares_the_same(name: str) -> None:
    assert plain(plain(name)) == plain(name)
