from __future__ import annotations

import json
import string
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.cli.words.deadlines import WORDS
from ledger.model.deadline import Reading, read
from ledger.store.calendar import shipped

OWN = Path(__file__).parent / "data" / "deadlines.tsv"
SHARED = Path(__file__).parents[2] / "shared" / "deadlines.tsv"
BASE = date(2024, 3, 15)
FULL_WIDTH = str.maketrans({c: chr(ord(c) + 0xFEE0) for c in string.printable if "!" <= c <= "~"})
NUMERALS = "〇一二三四五六七八九"


def rows(corpus: Path) -> list[list[str]]:
    if not corpus.exists():
        return []
    lines = corpus.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def yes(flag: bool) -> str:  # noqa: FBT001 - a cell of the corpus
    return "y" if flag else "n"


def cells(reading: Reading) -> list[str]:
    return [
        reading.due.isoformat() if reading.due else "-",
        yes(reading.immediate),
        yes(reading.long_term),
        ",".join(part.due.isoformat() for part in reading.milestones) or "-",
        yes(reading.damaged),
    ]


def said(text: str, base: date = BASE) -> Reading:
    return read(text, base, shipped())


@pytest.mark.parametrize("row", rows(OWN), ids=lambda row: row[0])
def test_own_corpus(row: list[str]) -> None:
    assert cells(said(row[0], date.fromisoformat(row[1]))) == row[2:]


def test_own_corpus_is_there() -> None:
    assert len(rows(OWN)) >= 120


@pytest.mark.skipif(not SHARED.exists(), reason="../shared is not beside this checkout")
@pytest.mark.parametrize("row", rows(SHARED), ids=lambda row: row[0])
def test_shared_corpus(row: list[str]) -> None:
    assert cells(said(row[0], date.fromisoformat(row[1]))) == row[2:]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "7月底前摸清全镇小微水体情况,建立基础档案,12月底前建立小微水体河长制体系",
            [("2024-07-31", "摸清全镇小微水体情况,建立基础档案"), ("2024-12-31", "建立小微水体河长制体系")],
        ),
        (
            "到2024年底，集中收集率达到65%以上；到2025年底，达到70%以上",
            [("2024-12-31", "集中收集率达到65%以上"), ("2025-12-31", "达到70%以上")],
        ),
        (
            "2025年12月底前(其中:2024年3月底前完成管网排查,2024年12月底前完成修复改造120公里)",
            [("2024-03-31", "完成管网排查"), ("2024-12-31", "完成修复改造120公里"), ("2025-12-31", "")],
        ),
        (
            "完成管网排查（2024年3月底前），完成修复（2024年12月底前）",
            [("2024-03-31", "完成管网排查"), ("2024-12-31", "完成修复")],
        ),
        (
            "（1）2025年6月底前完成一期；（2）2025年底前完成二期",
            [("2025-06-30", "完成一期"), ("2025-12-31", "完成二期")],
        ),
        ("二〇二四年六月底前建成，年底前达标", [("2024-06-30", "建成"), ("2024-12-31", "达标")]),
        ("一期2024年底前、二期2025年底前", [("2024-12-31", "一期"), ("2025-12-31", "二期")]),
        ("2024年6月底前排查（含支管），年底前修复", [("2024-06-30", "排查（含支管）"), ("2024-12-31", "修复")]),
        ("2019年35%，2020年60%", [("2019-12-31", "35%"), ("2020-12-31", "60%")]),
    ],
)
def test_milestones_carry_the_words_of_their_task(text: str, parts: list[tuple[str, str]]) -> None:
    assert [(part.due.isoformat(), part.text) for part in said(text).milestones] == parts


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("202510月底前", "2025年10月底前"),
        ("20259月底前", "2025年9月底前"),
        ("202510月底前完成，长期坚持", "2025年10月底前完成，长期坚持"),
        ("2O25年6月底前", "2025年6月底前"),
        ("20l9年底", "2019年底"),
        ("二O二五年底前", "二〇二五年底前"),
        ("2025年6月15曰前", "2025年6月15日前"),
        ("25年底前", "2025年底前"),
        ("202 5年底", "2025年底"),
        ("2020年前完成", "2020年底前完成"),
        ("2026年6月以前", "2026年6月底前"),
        ("20221122日", "2022年11月22日"),
        ("2025912日", None),
        ("202591日", None),
        ("202513月底前", None),
        ("20_年8月底前", None),
        ("20年8月底前", None),
        ("2025年2月30日", None),
        ("3月内", None),
        ("202510月底前，20_年底前", None),
    ],
)
def test_a_correction_is_offered_only_where_one_makes_sense(text: str, suggestion: str | None) -> None:
    reading = said(text)
    assert (reading.damaged, reading.due, reading.suggestion) == (True, None, suggestion)
    assert suggestion is None or said(suggestion).understood


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("20_年8月底前", "blank"),
        ("2025年（ ）月底前", "blank"),
        ("202510月底前", "glued"),
        ("2O25年底", "letters"),
        ("2024.12.3l", "letters"),
        ("202 5年底", "split"),
        ("2025午12月底前", "misprint"),
        ("2025年13月", "no_such_date"),
        ("1925年底前", "no_such_year"),
        ("25年底前", "short_year"),
        ("2020年前", "before_period"),
        ("3月内", "month_or_months"),
        ("20日前", "day_without_month"),
        ("11月底前完成排查，3月底前完成整治", "year_unclear"),
        ("2025年9-3月", "range_backwards"),
        ("99999个工作日内", "too_long"),
        ("汛期前", "vague"),
        ("整改完成后30日内", "vague"),
        ("2025年供暖季前", "vague"),
        ("农历八月底前", "vague"),
        ("已完成", "done"),
        ("与省级同步", "not_understood"),
        ("", "empty"),
    ],
)
def test_what_was_not_read_is_explained(text: str, key: str) -> None:
    reading = said(text)
    assert reading.why is not None
    assert reading.why.key == f"deadline.{key}"
    assert reading.due is None
    assert not reading.understood


@pytest.mark.parametrize("key", sorted(WORDS))
def test_both_languages_fill_the_same_blanks(key: str) -> None:
    blanks = [{name for _, name, _, _ in string.Formatter().parse(sentence) if name} for sentence in WORDS[key]]
    assert blanks[0] == blanks[1]


def test_a_missing_year_is_never_carried_across_damage() -> None:
    assert [part.due for part in said("20_年8月底前开工，12月底前完工").milestones] == []
    whole_again = said("20_年8月底前开工，2025年6月底前完工，12月底前验收")
    assert [part.due for part in whole_again.milestones] == [date(2025, 6, 30), date(2025, 12, 31)]
    assert whole_again.due is None


def test_parts_of_a_whole_may_lie_before_it_but_the_next_whole_may_not() -> None:
    assert not said("12月底前（其中：3月底前完成排查）").damaged
    assert said("排查（11月底前）、整治（3月底前）").damaged
    assert said("2024年底前（其中6月底前完成一期），3月底前完成二期").damaged


def test_a_period_counts_from_the_day_named_before_it() -> None:
    assert said("自2024年4月1日起30日内").due == date(2024, 5, 1)
    assert said("2024年4月1日督察反馈后6个月内").due == date(2024, 10, 1)
    assert said("收到反馈后6个月内").due == date(2024, 9, 15)


def test_duties_that_come_back_are_named() -> None:
    quarterly = said("2024年底前完成，每季度调度一次").recurring
    assert quarterly is not None
    assert (quarterly.text, quarterly.unit, quarterly.every) == ("每季度", "quarter", 1)
    every_two = said("每两个月报送").recurring
    assert every_two is not None
    assert (every_two.text, every_two.unit, every_two.every) == ("每两个月", "month", 2)
    assert said("每年6月和12月底前").due is None


def test_years_without_a_table_are_told_for_working_days_only() -> None:
    newest = max(shipped().years)
    late = date(newest, 12, 20)
    assert said("30个工作日内", late).uncovered_years == (newest + 1,)
    assert said("30日内", late).uncovered_years == ()
    assert said("30个工作日内").uncovered_years == ()


def test_the_public_contract() -> None:
    assert said("2024年6月底前建立制度，长期坚持").as_dict() == {
        "text": "2024年6月底前建立制度，长期坚持",
        "due": "2024-06-30",
        "immediate": False,
        "long_term": True,
        "milestones": [],
        "damaged": False,
        "suggestion": None,
    }


VALID_DATES = st.dates(date(2000, 1, 1), date(2099, 12, 31))
PHRASES = [
    "{y}年{m}月{d}日",
    "{y}年{m}月{d}日前",
    "{y}年{m:02}月{d:02}日之前完成整改",
    "{y} 年 {m} 月 {d} 日前",
    "{y}-{m:02}-{d:02}",
    "{y}.{m}.{d}前",
    "{y}/{m}/{d}",
    "{y}{m:02}{d:02}",
    "于{y}年{m}月{d}号前完成，长期坚持",
    "{cy}年{cm}月{cd}日前",
]


def chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    lead = "" if tens == 0 else "十" if tens == 1 else NUMERALS[tens] + "十"
    return lead + (NUMERALS[ones] if ones or not tens else "")


def phrase(form: str, day: date) -> str:
    spoken_year = "".join(NUMERALS[int(c)] for c in str(day.year))
    return form.format(y=day.year, m=day.month, d=day.day, cy=spoken_year, cm=chinese(day.month), cd=chinese(day.day))


@given(VALID_DATES, st.sampled_from(PHRASES), VALID_DATES)
def test_any_date_in_any_phrasing_is_read_back(day: date, form: str, base: date) -> None:
    reading = said(phrase(form, day), base)
    assert (reading.due, reading.damaged, reading.milestones) == (day, False, ())


@given(VALID_DATES, st.sampled_from(["{y}年{m}月底前", "{y}年{m}月", "{cy}年{cm}月底", "{y}年{m}月末完成"]))
def test_a_month_means_its_last_day(day: date, form: str) -> None:
    due = said(phrase(form, day)).due
    assert due is not None
    assert (due.year, due.month) == (day.year, day.month)
    assert (due + timedelta(days=1)).day == 1


@given(st.lists(VALID_DATES, min_size=2, max_size=40, unique=True))
def test_all_milestones_are_found_in_order(dates: list[date]) -> None:
    text = "；".join(f"{day.year}年{day.month}月{day.day}日前完成第{n}段" for n, day in enumerate(dates))
    reading = said(text)
    assert [(part.due, part.text) for part in reading.milestones] == [(d, f"完成第{n}段") for n, d in enumerate(dates)]
    assert reading.due == max(dates)


PIECES = st.lists(
    st.sampled_from(
        [
            *"0123456789一二十〇年月日号底末前内至到起后-./()_XOl 、,;。曰每第Q",
            *(
                "2025",
                "20",
                "其中",
                "工作日",
                "个月",
                "上旬",
                "上半年",
                "季度",
                "长期坚持",
                "立行立改",
                "次年",
                "本月",
                "已",
            ),
            *("延期至", "反馈", "《", "》", "汛期", "十四五", "星期", "半", "明年", "12月", "30日"),
        ]
    ),
    max_size=25,
).map("".join)
ANY_TEXT = st.one_of(st.text(max_size=60), PIECES)


@given(ANY_TEXT, st.dates())
def test_reading_takes_any_text_and_any_day(text: str, base: date) -> None:
    reading = said(text, base)
    assert not (reading.damaged and reading.due)
    assert reading.damaged <= (reading.why is not None)
    assert reading.text == text
    assert reading.why is None or reading.why.key in WORDS
    assert json.loads(json.dumps(reading.as_dict())) == reading.as_dict()
    if reading.suggestion is not None:
        assert said(reading.suggestion, base).understood


@given(ANY_TEXT)
def test_full_width_reads_as_half_width(text: str) -> None:
    half, full = said(text), said(text.translate(FULL_WIDTH))
    assert cells(half) == cells(full)


@pytest.mark.parametrize(
    "unit",
    [
        *(
            "1",
            "一",
            "十",
            "年",
            "月",
            " ",
            "_",
            "X",
            "O",
            "(",
            "（其中：",
            "《",
            "-",
            "、",
            "至",
            "前",
            "半",
            "第",
            "每",
            "已",
        ),
        *("2025年", "2025年12月底前", "12月", "20 ", "1 ", "0O", "2025-", "3-", "20_年", "2025年1月至", "A（6月底前）"),
        *(
            "9999个工作日内",
            "999个工作日内",
            "10日内",
            "。1.",
            "12:",
            "上半",
            "农历",
            "长期",
            "立",
            "延期至",
            "2025.",
            "1/",
        ),
    ],
)
def test_a_hundred_thousand_characters_do_not_hang(unit: str) -> None:
    text = (unit * (100_000 // len(unit) + 1))[:100_000]
    assert said(text).text == text
