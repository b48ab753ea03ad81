"""责任人: names apart, posts whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.model.extract.persons import persons


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        (
            "州委办公室、州政府办公室主要负责人,各县市党委和政府主要负责人",
            ("州委办公室、州政府办公室主要负责人", "各县市党委和政府主要负责人"),
        ),
        ("州卫生和计划生育委员会主任、州环境保护局局长", ("州卫生和计划生育委员会主任", "州环境保护局局长")),
        ("云溪县委书记、县长", ("云溪县委书记、县长",)),
        ("临湖县、云溪县政府主要负责人", ("临湖县、云溪县政府主要负责人",)),
        ("各县市党委、政府主要负责人", ("各县市党委、政府主要负责人",)),
        ("市委副书记、市长张三", ("市委副书记、市长张三",)),
        ("区委书记李四、区长王五", ("区委书记李四", "区长王五")),
        ("市水利局局长张三、市生态环境局局长李四", ("市水利局局长张三", "市生态环境局局长李四")),
        ("分管副区长、区生态环境局局长", ("分管副区长", "区生态环境局局长")),
        ("张三、李四;王五", ("张三", "李四", "王五")),
        ("张三（州环境保护局局长）、李四", ("张三（州环境保护局局长）", "李四")),
        ("王五 州水务局局长", ("王五 州水务局局长",)),
        ("责任人：张三", ("张三",)),
        ("张三\n李四", ("张三", "李四")),
        ("州环境保\n护局局长\n州水务局局长", ("州环境保护局局长", "州水务局局长")),
        ("张三（局长、党组书记）", ("张三（局长、党组书记）",)),
        ("无", ()),
        ("", ()),
    ],
)
def test_who_answers_in_person(cell: str, found: tuple[str, ...]) -> None:
    assert persons(cell) == found


@given(
    st.lists(st.sampled_from(("张三", "李四", "王五", "州水务局局长", "云溪县政府主要负责人")), unique=True, min_size=1)
)
def test_what_is_joined_comes_apart_again(listed: list[str]) -> None:
    assert persons("，".join(listed)) == tuple(listed)
    assert persons("、".join(listed)) == tuple(listed)


@given(st.text("张三李四局长市县委书记主任、，；\n（） ", max_size=30))
def test_no_word_is_lost(cell: str) -> None:
    assert set(cell) - set("、，；\n ") <= set("".join(persons(cell)))
