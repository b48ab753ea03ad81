"""Deadlines of items and measures: read by the grammar, and left empty wherever anything about them is unsure."""

from __future__ import annotations

from datetime import date

import pytest

from ledger.model.extract.deadlines import When, damaged_in, is_time, offered, read, within
from ledger.model.workdays import Calendar

NOBODY_KNOWS = When(None, None, Calendar())
OF_2018 = When(None, 2018, Calendar())
HANDED_OVER = When(date(2024, 1, 5), None, Calendar())


@pytest.mark.parametrize(
    ("text", "due", "kinds"),
    [
        ("立行立改,长期坚持。", None, {"immediate", "long-term"}),
        ("2018年6月底前建立制度,长期坚持", date(2018, 6, 30), {"long-term"}),
        ("2018年底前,并持续推进", date(2018, 12, 31), {"long-term"}),
        ("2025年12月31日", date(2025, 12, 31), set()),
        ("整改时限：2021年6月。", date(2021, 6, 30), set()),
        ("长期坚持", None, {"long-term"}),
    ],
)
def test_a_whole_deadline_needs_no_year_from_outside(text: str, due: date | None, kinds: set[str]) -> None:
    found = read(text, NOBODY_KNOWS)
    assert (found.due, found.damaged) == (due, False)
    assert {"immediate": found.immediate, "long-term": found.long_term} == {
        "immediate": "immediate" in kinds,
        "long-term": "long-term" in kinds,
    }


def test_its_parts_keep_their_tasks() -> None:
    found = read("2025年12月底前(其中:2024年3月底前完成管网排查,2024年12月底前完成修复改造120公里)。", NOBODY_KNOWS)
    assert found.due == date(2025, 12, 31)
    assert [(node.due, node.text) for node in found.milestones] == [
        (date(2024, 3, 31), "完成管网排查"),
        (date(2024, 12, 31), "完成修复改造120公里"),
        (date(2025, 12, 31), ""),
    ]


def test_a_year_that_is_not_printed_comes_from_the_document_or_not_at_all() -> None:
    assert read("10月底前", OF_2018).due == date(2018, 10, 31)
    assert read("10月底前", When(date(2024, 1, 5), 2018, Calendar())).due == date(2018, 10, 31)
    unknown = read("10月底前", NOBODY_KNOWS)
    assert (unknown.due, unknown.why and unknown.why.key) == (None, "extract.no-year")


def test_a_period_counts_from_a_known_day_or_not_at_all() -> None:
    assert read("7天内", HANDED_OVER).due == date(2024, 1, 12)
    assert read("7天内", When(date(2024, 1, 5), 2025, Calendar())).due == date(2024, 1, 12)
    for when in (NOBODY_KNOWS, OF_2018):
        unknown = read("20个工作日内", when)
        assert (unknown.due, unknown.why and unknown.why.key) == (None, "extract.no-base")


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("20_年8月底前", None),
        ("20-9月底前", None),
        ("X月XX日", None),
        ("202510月底前", "2025年10月底前"),
        ("20259月底前", "2025年9月底前"),
        ("202591日至2025912日", None),
        ("2O25年底前", "2025年底前"),
        ("2020年前", "2020年底前"),
    ],
)
def test_a_damaged_deadline_is_left_empty_and_said(text: str, suggestion: str | None) -> None:
    found = read(text, HANDED_OVER)
    assert (found.text, found.due, found.milestones) == (text, None, ())
    assert (found.damaged, found.suggestion) == (True, suggestion)
    assert found.why is not None


@pytest.mark.parametrize(
    "words",
    [
        "2024年6月底前完成",
        "长期坚持",
        "立行立改",
        "并长期坚持",
        "20_年8月底前",
        "力争2025年底前",
        "完成时限：2024年底前",
        "30个工作日内",
    ],
)
def test_words_that_say_when(words: str) -> None:
    assert is_time(words)


@pytest.mark.parametrize("words", ["市水利局", "日照市水利局", "含2023年任务", "长江局", "马上镇", "PM2.5", "一期", ""])
def test_words_that_say_something_else(words: str) -> None:
    assert not is_time(words)


def test_a_sentence_may_state_its_own_deadline() -> None:
    found = within("收到整改任务后20个工作日内制定方案并报备案。", HANDED_OVER)
    assert found is not None
    assert (found.text, found.due) == ("收到整改任务后20个工作日内", date(2024, 2, 2))
    assert within("加强日常监管,建立长效机制。", HANDED_OVER) is None
    assert within("2016年以来,每季度会商1次。", HANDED_OVER) is None


def test_a_sentence_without_a_year_is_shown_and_left_empty() -> None:
    found = within("6月底前完成摸底调查。", NOBODY_KNOWS)
    assert found is not None
    assert (found.text, found.due, found.why and found.why.key) == ("6月底前", None, "extract.no-year")


def test_a_deadline_that_only_the_goal_states_is_offered() -> None:
    found = offered("2022年7月底前完成编制;2022年10月底前完成报批。", NOBODY_KNOWS)
    assert found is not None
    assert (found.text, found.due) == ("2022年7月底前完成编制;2022年10月底前完成报批", date(2022, 10, 31))
    assert offered("水质达标,不返黑返臭。", NOBODY_KNOWS) is None


@pytest.mark.parametrize(
    ("text", "damaged"),
    [
        ("20_年确保项目环评率达到100%。", [("20_年确保项目环评率", None)]),
        ("20-年年底前完成整改问题4个,20_年底前新增5个", [("20-年年底前完成整改", None), ("20_年底前新增5个", None)]),
        ("202510月底前完成", [("202510月底前完成", "2025年10月底前完成")]),
        ("2025年底前完成,沿线20-30米", []),
        ("", []),
    ],
)
def test_damage_anywhere_is_found_with_the_words_behind_it(text: str, damaged: list[tuple[str, str | None]]) -> None:
    assert [(one.part, one.suggestion) for one in damaged_in(text)] == damaged
