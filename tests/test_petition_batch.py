"""Rounds of petitions: the 一览表 of 边督边改, its numbers, and notices that only count."""

from __future__ import annotations

import time
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.cli.words.catalogue import Catalogue
from ledger.formats.plan_text.choosing import choose
from ledger.formats.plan_text.petition_batch import SHAPE, is_number, mended
from tabled import Written, made, numbers, text, wide, words

HEAD: list[Written] = [
    *("序号", "受理编号", "交办问题基本情况", "行政区域", "污染类型"),
    *("调查核实情况", "是否属实", "处理和整改情况", "是否办结", "责任人被处理情况"),
]


def petition(at: int, number: str, truth: str = "属实") -> list[Written]:
    """One row of a round."""
    return [
        *(str(at), number, "柳铺镇小王村东头坑塘水体发黑。", "云溪县", "水"),
        *("经查，坑塘有3处散排口。", truth, "已封堵散排口。", "阶段性办结", "无"),
    ]


def test_a_round_is_read_with_the_number_of_each_petition() -> None:
    document = made(
        "群众信访举报转办和边督边改公开情况一览表（第三批）",
        [HEAD, petition(1, "D3SX202505280018"), petition(2, "X3SX202506010011", "部分属实")],
    )
    choice = choose(document)
    assert choice.taken.layout == "petition-batch"
    assert not choice.rivals
    assert numbers(choice.taken) == ["D3SX202505280018", "X3SX202506010011"]
    second = choice.taken.entries[1]
    assert words(second, "finding") == ["柳铺镇小王村东头坑塘水体发黑。"]
    assert words(second, "region") == ["云溪县"]
    assert words(second, "status") == ["阶段性办结"]
    assert words(second, "progress") == ["调查核实情况：经查，坑塘有3处散排口。\n处理和整改情况：已封堵散排口。"]
    assert {part.heading: part.text for part in second.parts if part.label == "other"} == {
        "序号": "2", "污染类型": "水", "是否属实": "部分属实", "责任人被处理情况": "无",
    }  # fmt: skip
    assert not second.remarks


def test_headings_in_two_rows_a_title_above_and_a_page_end_between() -> None:
    top: list[Written] = [
        *((cell, 2, 1) for cell in HEAD[:5] if isinstance(cell, str)),
        ("办理情况", 1, 5),
        *[None] * 4,
    ]
    below: list[Written] = [*[None] * 5, *HEAD[5:]]
    document = made(
        [wide("云溪县第三批一览表", 10), top, below, petition(1, "D3SX202505280018")],
        "第 2 页",
        [top, below, petition(2, "D3SX202505280019")],
    )
    taken = SHAPE.take(document)
    assert numbers(taken) == ["D3SX202505280018", "D3SX202505280019"]
    assert words(taken.entries[1], "status") == ["阶段性办结"]


def test_printed_with_pipes() -> None:
    rows = [HEAD, petition(1, "D3SX202505280018"), petition(2, "X3SX202506010011")]
    document = text("\n".join("|" + "|".join(map(str, row)) + "|" for row in rows))
    assert numbers(choose(document).taken) == ["D3SX202505280018", "X3SX202506010011"]


def test_a_misread_number_and_an_unknown_verdict_are_remarked_on_and_kept() -> None:
    taken = SHAPE.take(made([HEAD, petition(1, "D3SX2O2505280018", "基本查实")]))
    [entry] = taken.entries
    assert entry.number == "D3SX2O2505280018"
    assert words(entry, "other")[2] == "基本查实"
    said = [Catalogue("zh")(remark) for remark in entry.remarks]
    assert "是不是“D3SX202505280018”" in said[0]
    assert "基本查实" in said[1]


@pytest.mark.parametrize("number", ["D3SX202505280018", "X3SX202506010011", "X3AH202411050035"])
def test_numbers_that_are_right(number: str) -> None:
    assert is_number(number)


@pytest.mark.parametrize(
    "number", ["D3SX202513280018", "D3SX202502300018", "3SX202505280018", "D3SX20250528018", "1.10"]
)
def test_numbers_that_are_not(number: str) -> None:
    assert not is_number(number)
    assert mended(number) is None


class TestToldInText:
    """Petitions one after the other, each below its 受理编号."""

    def test_a_running_number_before_the_receipt_is_no_number_of_a_petition(self) -> None:
        choice = choose(
            text("""
云溪县第五批群众信访举报交办件办理情况公示
一、受理编号：X3SX202507030008
交办问题基本情况：屠宰场污水直接排入河道。
行政区域：云溪县
调查核实情况：经查，污水处理设施损坏。
是否属实：属实
处理和整改情况：一是停产整改；二是罚款12万元。
二、受理编号：D3SX202507030015
交办问题基本情况：搅拌站扬尘大。
行政区域：云溪县
调查核实情况：经查，料仓未密闭。
是否属实：部分属实
处理和整改情况：责令密闭。
""")
        )
        assert (choice.taken.layout, choice.rivals) == ("petition-batch", ())
        assert numbers(choice.taken) == ["X3SX202507030008", "D3SX202507030015"]
        first = choice.taken.entries[0]
        assert words(first, "finding") == ["屠宰场污水直接排入河道。"]
        assert words(first, "progress") == [
            "调查核实情况：经查，污水处理设施损坏。\n处理和整改情况：一是停产整改；二是罚款12万元。"
        ]
        assert not choice.taken.orphans

    def test_labels_in_brackets_a_star_and_a_name_above(self) -> None:
        taken = SHAPE.take(
            text("""
（一）洗车店污水问题
1.D2SX202507110006*
【举报内容】洗车店污水外排。
【处理情况】已责令停业。
（二）工地噪声问题
2.X2SX202507110010：夜间施工噪声扰民。
【处理情况】罚款2万元。
""")
        )
        assert numbers(taken) == ["D2SX202507110006*", "X2SX202507110010"]
        assert [entry.opening for entry in taken.entries] == ["洗车店污水问题", "工地噪声问题"]
        assert [words(entry, "finding") for entry in taken.entries] == [["洗车店污水外排。"], ["夜间施工噪声扰民。"]]
        assert not any(entry.remarks for entry in taken.entries)

    def test_numbers_that_a_sentence_names_open_nothing(self) -> None:
        told = "督察组转办的D2SX202507110006、X2SX202507110010号件均已办结，举报内容：略，处理情况：略。"
        assert not SHAPE.take(text(f"{told}\n{told}")).entries

    @pytest.mark.parametrize("sign", ["一", "、", "D2SX2025", "受理编号", "受理编号：", "【", " ", "\n", "举报内容："])
    def test_a_hundred_thousand_of_one_sign_cost_no_time(self, sign: str) -> None:
        document = text("X" + sign * (100_000 // len(sign)) + "X")
        begun = time.process_time()
        SHAPE.take(document)
        assert time.process_time() - begun < 5


@given(st.sampled_from("DX"), st.integers(1, 9), st.dates(date(2016, 1, 1), date(2030, 1, 1)), st.integers(0, 9999))
def test_what_a_scanner_made_of_a_number_is_suggested(channel: str, turn: int, day: date, count: int) -> None:
    number = f"{channel}{turn}SX{day:%Y%m%d}{count:04d}"
    misread = number[:4] + number[4:].replace("0", "O").replace("1", "l")
    assert is_number(number)
    assert mended(number) is None
    assert misread == number or mended(misread) == number


def test_a_notice_that_only_counts_lists_nothing_and_says_so() -> None:
    document = text("""
7月2日,督察组向我省移交第五批群众信访举报件,涉及临湖县5件,其中来电举报3件、来信举报2件。
临湖县群众来信来电举报污染类型统计表(第五批)
乡镇 | 移交件数 | 水 | 大气 |
甲镇 | 3 | 2 | 1 |
乙镇 | 2 | 1 | 1 |
合计 | 5 | 3 | 2 |
""")
    choice = choose(document)
    assert not choice.taken.entries
    assert [remark.key for remark in choice.remarks] == ["petition.only-counted"]


def test_five_thousand_petitions_in_seconds() -> None:
    day = date(2025, 5, 28)
    rows = [petition(at, f"D3SX{day + timedelta(at % 30):%Y%m%d}{at:04d}") for at in range(1, 5001)]
    begun = time.process_time()
    assert len(SHAPE.take(made([HEAD, *rows])).entries) == 5000
    assert time.process_time() - begun < 10
