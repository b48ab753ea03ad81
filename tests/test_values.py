"""How the text of a file becomes a value: never by a guess."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from ledger.model.values import Count, Day, EvidencePath, Flag, Moment, Month, Number, Text, is_file_name, read_day

T = TypeVar("T")

DAY, MOMENT, MONTH = TypeAdapter[date](Day), TypeAdapter[datetime](Moment), TypeAdapter[str](Month)
NUMBER, COUNT, FLAG = TypeAdapter[Decimal](Number), TypeAdapter[int](Count), TypeAdapter[bool](Flag)
TEXT, PATH = TypeAdapter[str](Text), TypeAdapter[str](EvidencePath)


def fault(kind: TypeAdapter[T], value: object) -> str:
    """The type of the one error that reading gives."""
    with pytest.raises(ValidationError) as caught:
        kind.validate_python(value)
    (error,) = caught.value.errors()
    return error["type"]


def read(kind: TypeAdapter[T], value: object) -> T:
    return kind.validate_python(value)


def test_a_day() -> None:
    assert read(DAY, "2026-05-31") == date(2026, 5, 31) == read(DAY, date(2026, 5, 31))
    assert read(DAY, "2024-02-29") == date(2024, 2, 29)


@pytest.mark.parametrize(
    "text", ["2026-5-31", "2026/05/31", "2026年5月31日", "20260531", "２０２６-05-31", "", " 2026-05-31"]
)
def test_what_is_no_day(text: str) -> None:
    assert fault(DAY, text) == "not_a_day"


def test_a_moment_is_no_day_and_a_number_is_none() -> None:
    assert fault(DAY, datetime(2026, 5, 31)) == "not_a_day"  # noqa: DTZ001 - a naive moment is what must be refused
    assert fault(DAY, 20260531) == "not_a_day"


@pytest.mark.parametrize("text", ["2026-02-30", "2026-13-01", "2025-02-29", "1999-12-31", "2100-01-01", "0000-01-01"])
def test_days_that_do_not_exist_here(text: str) -> None:
    assert fault(DAY, text) == "no_such_day"


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_every_day_reads_back(day: date) -> None:
    assert read_day(day.isoformat()) == day


def test_a_moment_has_its_zone() -> None:
    beijing = timezone(timedelta(hours=8))
    assert read(MOMENT, "2026-05-31T10:00:00+08:00") == datetime(2026, 5, 31, 10, tzinfo=beijing)
    assert read(MOMENT, "2026-05-31T02:00:00Z") == datetime(2026, 5, 31, 10, tzinfo=beijing)


@pytest.mark.parametrize(
    "text",
    [
        "2026-05-31T10:00:00",
        "2026-05-31 10:00:00+08:00",
        "2026-05-31",
        "2026-05-31T10:61:00+08:00",
        "2026-02-30T10:00:00+08:00",
        "2026-05-31T10:00:00+99:00",
    ],
)
def test_what_is_no_moment(text: str) -> None:
    assert fault(MOMENT, text) == "not_a_moment"


def test_a_number_keeps_its_zeros() -> None:
    assert str(read(NUMBER, "1.10")) == "1.10"
    assert read(NUMBER, "-0.5") == Decimal("-0.5")
    assert read(NUMBER, 3) == 3


@pytest.mark.parametrize(
    "value", ["1e5", "1,000", "１", "NaN", "inf", ".5", "5.", "1_000", "", True, 0.1, Decimal("1e20"), Decimal("NaN")]
)
def test_what_is_no_number(value: object) -> None:
    assert fault(NUMBER, value) == "not_a_number"


def test_a_count() -> None:
    assert read(COUNT, "0012") == 12


@pytest.mark.parametrize("value", ["-1", "1.0", "一", "1234567890", True, 1.0, ""])
def test_what_is_no_count(value: object) -> None:
    assert fault(COUNT, value) == "not_a_count"


def test_a_flag_is_said_in_one_of_two_languages() -> None:
    assert [read(FLAG, word) for word in ("true", "false", "是", "否", True)] == [True, False, True, False, True]


@pytest.mark.parametrize("value", ["yes", "no", "True", "1", 1, 0, ""])
def test_what_is_no_flag(value: object) -> None:
    assert fault(FLAG, value) == "not_a_flag"


def test_a_text_is_kept_word_for_word() -> None:
    assert read(TEXT, " 车间 #1 泄漏\n") == " 车间 #1 泄漏\n"


@pytest.mark.parametrize("text", ["", " ", "\n\t　"])
def test_blanks_are_no_text(text: str) -> None:
    assert fault(TEXT, text) in {"string_too_short", "string_pattern_mismatch"}


def test_a_month() -> None:
    assert read(MONTH, "2026-05") == "2026-05"
    for text in ("2026-5", "2026-13", "2026-00", "1999-05", "2026-05-01", "2026-05\n"):
        assert fault(MONTH, text) == "string_pattern_mismatch"


@pytest.mark.parametrize("path", ["evidence/ISSUE-014/照片.jpg", "evidence/ISSUE-014/现场/照片 1.jpg"])
def test_paths_of_evidence(path: str) -> None:
    assert read(PATH, path) == path


@pytest.mark.parametrize(
    "path",
    [
        "evidence/照片.jpg",
        "照片.jpg",
        "evidence/../ledger.toml",
        "evidence/ISSUE-014/../../etc/passwd",
        "/evidence/ISSUE-014/照片.jpg",
        "evidence//照片.jpg",
        "evidence/ISSUE-014/",
        "evidence\\ISSUE-014\\照片.jpg",
        "C:/evidence/ISSUE-014",
        "evidence/ISSUE-014/C:照片.jpg",
        "evidence/ISSUE-014/nul.txt",
        "evidence/ISSUE-014/照片.",
        "evidence/ISSUE-014/\x1b[31m.jpg",
        "evidence/ISSUE-014/照\u202e片.jpg",  # turns the rest of the line around
        "evidence/ISSUE-014/e\u0301.jpg",  # one name, two spellings
        "evidence/ISSUE-014/" + "照" * 41,
    ],
)
def test_paths_that_lead_elsewhere_or_can_not_be_kept(path: str) -> None:
    assert fault(PATH, path) == "bad_path"


@given(st.text(max_size=60))
def test_a_file_name_never_leads_elsewhere(name: str) -> None:
    if is_file_name(name):
        assert not set(name) & set('/\\:*?"<>|\0\n')
        assert name not in {".", ".."}
        assert len(name.encode()) <= 120
