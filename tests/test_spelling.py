"""What people type in their own way, and what becomes of words that belong nowhere."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import house
from conftest import Run
from ledger.cli import spelling
from ledger.errors import UsageError

DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
FORMS = ("{0.year}-{0.month}-{0.day}", "{0.year}年{0.month}月{0.day}日", "{0.year}/{0.month}/{0.day}", "{0}", " {0} ")


@given(DAYS, st.sampled_from(FORMS), st.booleans())
def test_a_day_is_read_however_it_is_written(day: date, form: str, full_width: bool) -> None:  # noqa: FBT001 - drawn
    text = form.format(day)
    wide = text.translate({ord(str(n)): "０１２３４５６７８９"[n] for n in range(10)}) if full_width else text
    assert spelling.day(wide, "--to") == day


@pytest.mark.parametrize(
    "text", ["2026-02-30", "2026年13月1日", "1999-1-1", "5月31日", "明天", "", "2026-05", "20260-5-1"]
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        spelling.day(text, "--to")


def test_months_percents_and_numbers() -> None:
    assert [spelling.month(one) for one in ("2026年1月", "2026-1", "2026-01", "２０２６．１", "一月")] == [
        *(["2026-01"] * 4),
        "一月",
    ]
    assert [spelling.percent(one) for one in ("20%", "２０％", "20", "20 %")] == ["20"] * 4
    assert spelling.words(["1、2", "３", "2"]) == ("1", "2", "3")
    assert spelling.numbers(["1,2"], "--milestone") == (1, 2)
    with pytest.raises(UsageError):
        spelling.numbers(["一"], "--milestone")


@pytest.mark.parametrize(
    ("call", "words"),
    [
        ("extend 1 2026-06-30", "是不是 --to 2026-06-30？"),
        ("show 1 2 3", "一次办一件：ledger show"),
        ("progress 1 —text 清淤", "英文减号"),
        ("progress 1 -m “清 淤”", "英文的"),
        ("edit 1 责任人=李四", "--set 责任人=李四"),
        ("evidence add", "用法：ledger evidence add --help"),
        ("list --due-within -1", "应不小于 0"),
        ("notify --timeout 0", "--timeout 的值不对：应不小于 0.1"),
        ("notify --timeout 301", "应不大于 300"),
        ("notify --timeout 十", "应是数字"),
        ("list --status 逾期", "--overdue"),
    ],
)
def test_a_wrong_call_is_answered_with_what_was_meant(ledger: Run, folder: Path, call: str, words: str) -> None:
    house.build(folder)
    done = ledger(*call.split())
    assert (done.returncode, words in done.stderr) == (2, True), done.stderr


def test_a_filter_that_selects_nothing_tells_what_there_is(ledger: Run, folder: Path) -> None:
    house.build(folder)
    found = ledger("list", "--source", "督察")
    assert (found.returncode, "台账里的问题来源有：省级督察、" in found.stderr) == (0, True), found.stderr


def test_what_was_written_is_read_back_at_once(ledger: Run, folder: Path) -> None:
    """A deadline before the hand-over, a unit nobody knows, a word outside the list: written, but told."""
    house.build(folder)
    words_of_the_clerk = ("-S", "整改时限=4月底前", "-S", "责任单位=县水局", "-S", "环境要素=水质", "-S", "上级问题=2")
    done = ledger("new", "河", *words_of_the_clerk, "--as", "zhang")
    assert (done.returncode, done.stdout) == (0, "ISSUE-006\n"), done.stderr
    for words in ("早于交办日期 2026-05-20（是不是“2027-04-30”？）", "没有“县水局”", "“水质”不在用词表里"):
        assert words in done.stderr, words
    assert "上级问题：ISSUE-002" in ledger("show", "6").stdout
    at_once = ledger("new", "河", "-S", "整改时限=立行立改", "--as", "zhang")
    assert "按20个工作日算，至 2026-06-17" in at_once.stderr
    vague = ledger("new", "河", "-S", "整改时限=2026年汛期结束后", "--as", "zhang")
    assert "“汛期结束后”不是确定的日期" in vague.stderr
    assert "时限读不出" in ledger("list", "--text", "ISSUE-008").stdout
    assert ledger("edit", "6", "-S", "上级问题=6", "--as", "zhang").returncode == 2
    assert "台账里没有 ISSUE-099" in ledger("edit", "6", "-S", "上级问题=99", "--as", "zhang").stderr
