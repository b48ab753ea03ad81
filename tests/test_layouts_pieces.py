"""The parts that all layouts of running text stand on: numbers, labels, joined lines; what they cost."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layout_documents import document
from ledger.formats.plan_text import states, surroundings
from ledger.formats.plan_text.choosing import choose
from ledger.formats.plan_text.joining import flowing
from ledger.formats.plan_text.labelling import bare_labels_in, labels_in
from ledger.formats.plan_text.labels import STRONG, WEAK, meaning
from ledger.formats.plan_text.numbering import marks_in
from ledger.formats.plan_text.registry import shape
from ledger.model.document import Document, Line, Spot


@pytest.mark.parametrize(
    ("text", "style", "printed", "value"),
    [
        ("一、认识有偏差", "cn", "一", (1,)),
        ("二十三、认识", "cn", "二十三", (23,)),
        ("（一）部分县市", "cn_paren", "一", (1,)),
        ("(十一) 部分", "cn_paren", "十一", (11,)),
        ("1.每季度", "ar", "1", (1,)),
        ("12、每季度", "ar", "12", (12,)),
        ("３．每季度", "ar", "３", (3,)),
        ("1.10 管网建设滞后", "decimal", "1.10", (1, 10)),
        ("（3）修订", "ar_paren", "3", (3,)),
        ("3）修订", "ar_half", "3", (3,)),
        ("③修订", "circled", "③", (3,)),
        ("第三部分 整改措施", "part", "第三部分", (3,)),
        ("问题1:部分部门", "问题", "问题1", (1,)),
        ("问题 一：部分部门", "问题", "问题 一", (1,)),
        ("【问题2】部分部门", "问题", "问题2", (2,)),
        ("项目1.10：北港镇", "项目", "项目1.10", (1, 10)),
        ("项目l.2：北港镇", "项目", "项目l.2", (1, 2)),
        ("第47项 南郊垃圾场", "项", "第47项", (47,)),
        ("序号二十三：南郊", "序号", "序号二十三", (23,)),
        ("问题（一）：南郊", "问题", "问题（一）", (1,)),
    ],
)
def test_numbers_that_open_items(text: str, style: str, printed: str, value: tuple[int, ...]) -> None:
    mark = marks_in(text)[0]
    assert (mark.style, mark.text, mark.value, mark.start, mark.place) == (style, printed, value, 0, "line")


@pytest.mark.parametrize(
    "text", ["2.1公里管网", "2018年6月底前", "3.5万吨垃圾", "“十四五”规划", "问题3个", "PM2.5浓度", "1.2%", "10:30开会"]
)
def test_numbers_that_open_nothing(text: str) -> None:
    assert marks_in(text) == ()


def test_numbers_that_follow_one_another() -> None:
    nine, ten, next_part, first = (marks_in(f"{number} 管网")[0] for number in ("1.9", "1.10", "2.1", "1.1"))
    assert ten.follows(nine)
    assert next_part.follows(ten)
    assert not nine.follows(ten)
    assert not first.follows(ten)


@pytest.mark.parametrize("label", sorted(STRONG))
def test_every_label_is_found_in_every_dress(label: str) -> None:
    for word in STRONG[label].split():  # type: ignore[index]
        for dressed in (
            f"{word}：甲",
            f"{word}:甲",
            f"【{word}】甲",
            f"{' '.join(word)}：甲",
            f"二、{word}",
            f"（3）{word}：甲",
        ):
            hits = labels_in(f"前文。\n{dressed}\n后文。")
            assert [hit.label for hit in hits] == [label], dressed


def test_no_word_announces_two_things() -> None:
    words = [word for words in (*STRONG.values(), *WEAK.values()) for word in words.split()]
    assert sorted({word for word in words if words.count(word) > 1}) == []


@pytest.mark.parametrize(
    ("text", "headings"),
    [
        ("全过程。责任单位:州水利局责任人:州水利局局长整改时限:2018年底", ["责任单位", "责任人", "整改时限"]),
        ("市级责任单位：市水利局", ["市级责任单位"]),
        ("逐项明确整改目标、责任单位和完成时限，实行清单式管理", []),
        ("发现以下问题：一是管网老化", []),
        ("向〔市直牵头验收（监管）单位〕单位反映", []),
        ("整改措施落实不到位", []),
    ],
)
def test_labels_in_running_text(text: str, headings: list[str]) -> None:
    assert [hit.heading for hit in labels_in(text)] == headings


def test_a_label_without_a_sign_is_seen_only_at_the_beginning_or_between_blanks() -> None:
    assert [hit.heading for hit in bare_labels_in("责任单位 北郊区政府 整改时限 2024年底")] == ["责任单位", "整改时限"]
    assert bare_labels_in("明确责任单位北郊区政府") == ()
    assert bare_labels_in("责任单位和整改时限") == ()


def test_a_word_before_a_label_may_say_whose_it_is() -> None:
    assert meaning("省级督导单位") == "supervisor"
    assert meaning("第一责任单位") == "responsible"
    assert meaning("明确责任单位") is None


JOINED = [
    ("用身边事教育身边\n-1-\n人。", "用身边事教育身边人。"),
    ("用身边事教育身边\n\n— 12 —\n\n人。", "用身边事教育身边人。"),
    ("用身边事教育身边\n第3页 共9页\n人。", "用身边事教育身边人。"),
    ("用身边事教育身边-1-人。", "用身边事教育身边人。"),
    ("取缔排污口5个，\n并恢复岸坡。", "取缔排污口5个，并恢复岸坡。"),
    ("取缔排污口\n（5个）\n，并恢复。", "取缔排污口\n（5个），并恢复。"),
    ("取缔排污口5个，\n12\n并恢复岸坡。", "取缔排污口5个，并恢复岸坡。"),
    ("力争2025\n年5月底前完成", "力争2025年5月底前完成"),
    ("第一条消息\n第二条消息", "第一条消息\n第二条消息"),
    ("2018-2020年总体规划", "2018-2020年总体规划"),
    ("12\n河口镇污水直排。", "12\n河口镇污水直排。"),
    ("完成改造。\n2.新建", "完成改造。\n2.新建"),
]


@pytest.mark.parametrize(("printed", "joined"), JOINED)
def test_lines_are_joined_where_a_sentence_was_broken(printed: str, joined: str) -> None:
    assert flowing(document(printed)).text == joined + "\n"


def test_a_misread_number_that_the_page_tore_from_its_word_is_joined() -> None:
    lines = (Line("（2025年12月底前）项目", Spot(1), wrapped=True), Line("l.2：某河断面水质超标。", Spot(2)))
    assert flowing(Document("方案.pdf", "pdf", "", lines)).text == "（2025年12月底前）项目l.2：某河断面水质超标。\n"


def test_a_line_that_the_page_ended_goes_on_even_after_a_full_stop() -> None:
    """Of a PDF, where it is seen; but a number or a label begins its own line, wherever the line above ends."""
    printed = ("1.新建管网。改造混接", "点3处。", "防止反弹。", "责任单位：市水务局", "2.清淤。", "完")
    ends = (True, True, True, True, False, False)
    lines = tuple(Line(text, Spot(at), wrapped=end) for at, (text, end) in enumerate(zip(printed, ends, strict=True)))
    flow = flowing(Document("方案.pdf", "pdf", "", lines))
    assert flow.text == "1.新建管网。改造混接点3处。防止反弹。\n责任单位：市水务局\n2.清淤。\n完\n"
    assert flow.spot(flow.text.index("防止")).line == 2


def wrapped(text: str, width: int) -> str:
    return "\n".join(text[at : at + width] for at in range(0, len(text), width))


ITEMS = "".join(
    f"问题{at}：江洲市管网建设滞后，收集率仅为{at}%。责任单位：江洲市政府整改目标：到2025年底收集率达到70%"
    f"整改时限：2025年{at}月底前整改措施：1.新建管网{at}2公里。2.改造混接点3处，防止反弹。"
    for at in range(1, 10)
)


@pytest.mark.parametrize("width", range(23, 61))
def test_a_text_broken_at_any_width_reads_as_before(width: int) -> None:
    """Labels, numbers and dates are broken, too, wherever the width falls."""
    whole, torn = (choose(document(text)).taken.entries for text in (ITEMS, wrapped(ITEMS, width)))
    assert [one.number for one in torn] == [f"问题{at}" for at in range(1, 10)]
    assert [[(p.label, p.text.replace("\n", "")) for p in one.parts] for one in torn] == [
        [(p.label, p.text) for p in one.parts] for one in whole
    ]


@given(st.text(alphabet="河道整治，。、；：（）问题1.一二 \n\u3000", max_size=300))
def test_joining_loses_no_word(text: str) -> None:
    """Numbers are left out of this law: a bare number in the middle of a sentence may be a page's."""
    only = text.replace("1", "")
    assert re.sub(r"\s", "", flowing(document(only)).text) == re.sub(r"\s", "", only)


@given(st.text(alphabet="河道整治，。问题1.一二、（）\n整改目标责任单位：“”关于已完成", max_size=400))
def test_no_text_breaks_a_layout_and_every_place_is_in_the_document(text: str) -> None:
    choice = choose(document(text))
    last = text.count("\n") + 1
    assert 0.0 <= choice.taken.confidence <= 1.0
    assert all(1 <= one.spot.line <= last for one in choice.taken.entries)


LONG = 100_000
OWN = ("quoted-progress", "headed-notice", "titled-measures", "label-per-line", "run-on", "completed-narrative")
UNITS = [
    *(
        "一",
        "1",
        "1.",
        "(",
        "（",
        "（1",
        "问题",
        "整 改",
        "整改目标",
        "责任单位:",
        "关于“",
        "“",
        "-",
        "- ",
        " ",
        "\u3000",
        "年",
    ),
    *(
        "已",
        "该问题",
        "该问题已",
        "现将",
        "如有",
        "附件",
        "第1",
        "第一",
        "a",
        "，",
        "。",
        "\n",
        "1\n",
        "整改措施:\n",
        "公示",
    ),
    *("2018年", "2.", "【", "【整改目标】", "l.", "①", "第1项", "已完成整改。", "1、甲。整改措施:乙\n"),
]


@pytest.mark.parametrize("unit", UNITS)
def test_a_hundred_thousand_characters_of_one_kind_cost_seconds_at_most(unit: str) -> None:
    doc = document(unit * (LONG // len(unit)))
    began = time.process_time()
    for name in OWN:
        shape(name).take(doc)
    assert time.process_time() - began < 12


@pytest.mark.parametrize(
    "rule", [surroundings.closes, surroundings.is_frame, surroundings.begins_notice, states.says_state, states.parted]
)
@pytest.mark.parametrize("unit", ["如有", "现将", "公示", "该问题", "已", "一", "a", " ", "，", "年1", "办公室 "])
def test_a_rule_is_linear(rule: Callable[[str], object], unit: str) -> None:
    took = []
    for size in (LONG // 4, LONG):
        text = unit * (size // len(unit))
        began = time.process_time()
        rule(text)
        took.append(time.process_time() - began)
    assert took[1] < 8 * took[0] + 0.5
