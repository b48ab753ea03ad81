from __future__ import annotations

from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.model.workdays import (
    Calendar,
    add_working_days,
    audit_publicity,
    calendar_days_between,
    days,
    publicity_end,
    working_days_between,
)
from ledger.store.calendar import shipped

# domain.md 2.6: start, end, calendar days, working days, the length claimed in print (None: no claim).
NOTICES = [
    ("宿州 2023", date(2023, 7, 27), date(2023, 8, 9), 14, 10, 10),
    ("宿州 2025a", date(2025, 9, 1), date(2025, 9, 12), 12, 10, 10),
    ("宿州 2025b", date(2025, 9, 4), date(2025, 9, 17), 14, 10, 10),
    ("宿州 2025c", date(2025, 8, 14), date(2025, 8, 28), 15, 11, 10),
    ("宿州 2024", date(2024, 9, 29), date(2024, 10, 9), 11, 4, 10),
    ("内蒙古 2023", date(2023, 11, 28), date(2023, 12, 11), 14, 10, None),
    ("天津东丽 2025", date(2025, 1, 21), date(2025, 2, 8), 19, 10, None),
    ("四平市监局 2019", date(2019, 11, 8), date(2019, 11, 18), 11, 7, 7),
    ("四平铁东 2019", date(2019, 12, 13), date(2019, 12, 19), 7, 5, 7),
    ("双鸭山宝山 2022", date(2022, 11, 22), date(2022, 11, 24), 3, 3, 3),
]
DATES = st.dates(date(2015, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize("year", sorted(shipped().years))
def test_every_day_of_the_shipped_table_is_what_another_source_says(year: int) -> None:
    calendar = shipped()
    for day in days(date(year, 1, 1), date(year, 12, 31)):
        assert calendar.is_workday(day) == chinese_calendar.is_workday(day), day


def test_the_shipped_table_covers_the_years_of_central_inspection() -> None:
    assert set(range(2010, 2027)) <= shipped().years
    assert all(day.year in shipped().years for day in shipped().holidays | shipped().workdays)


@pytest.mark.parametrize(("start", "end", "plain", "working"), [notice[1:5] for notice in NOTICES])
def test_days_of_printed_notices(start: date, end: date, plain: int, working: int) -> None:
    assert calendar_days_between(start, end) == plain
    assert working_days_between(shipped(), start, end) == working


def test_the_end_of_a_publicity_period_counts_its_first_day() -> None:
    calendar = shipped()
    assert publicity_end(calendar, date(2023, 7, 27), 10, working=True) == date(2023, 8, 9)
    assert publicity_end(calendar, date(2025, 1, 21), 10, working=True) == date(2025, 2, 8)
    assert publicity_end(calendar, date(2024, 9, 29), 10, working=True) == date(2024, 10, 16)
    assert publicity_end(calendar, date(2022, 11, 22), 3, working=True) == date(2022, 11, 24)
    assert publicity_end(calendar, date(2019, 12, 13), 7, working=False) == date(2019, 12, 19)
    # Put up on a Saturday: Monday is the first working day.
    assert publicity_end(calendar, date(2025, 6, 14), 1, working=True) == date(2025, 6, 16)


@pytest.mark.parametrize(
    ("notice", "working", "verdict"),
    [
        ("宿州 2023", True, None),
        ("宿州 2025c", True, "workdays.too_long"),
        ("宿州 2024", True, "workdays.too_short"),
        ("四平市监局 2019", True, None),
        ("四平市监局 2019", False, "workdays.other_kind"),
        ("四平铁东 2019", False, None),
        ("四平铁东 2019", True, "workdays.other_kind"),
        ("双鸭山宝山 2022", True, None),
    ],
)
def test_audit_says_what_is_wrong_with_typed_dates(notice: str, working: bool, verdict: str | None) -> None:  # noqa: FBT001 - a column of the table
    _, start, end, plain, at_work, length = next(row for row in NOTICES if row[0] == notice)
    assert length is not None
    audit = audit_publicity(shipped(), start, end, length, working=working)
    assert (audit.calendar_days, audit.working_days) == (plain, at_work)
    assert (audit.fault.key if audit.fault else None) == verdict


def test_audit_names_the_end_that_would_be_right() -> None:
    audit = audit_publicity(shipped(), date(2024, 9, 29), date(2024, 10, 9), 10, working=True)
    assert audit.expected_end == date(2024, 10, 16)
    assert audit.fault is not None
    assert audit.fault.fill["counted"] == 4


def test_audit_of_an_end_before_the_start() -> None:
    audit = audit_publicity(shipped(), date(2025, 9, 12), date(2025, 9, 1), 10, working=True)
    assert audit.fault is not None
    assert audit.fault.key == "workdays.ends_before_start"
    assert audit.working_days == 0


def test_a_year_without_a_table_is_told() -> None:
    calendar = shipped()
    newest = max(calendar.years)
    assert audit_publicity(
        calendar, date(newest, 12, 28), date(newest + 1, 1, 15), 10, working=True
    ).uncovered_years == (newest + 1,)
    assert not calendar.covers(newest + 1)
    assert calendar.covers(newest)
    assert calendar.is_workday(date(newest + 1, 1, 1)) == (date(newest + 1, 1, 1).weekday() < 5)


def test_thirty_working_days_after_hand_over() -> None:
    assert add_working_days(shipped(), date(2026, 1, 5), 30) == date(2026, 2, 14)  # a Saturday: 调休
    assert add_working_days(shipped(), date(2026, 1, 5), 0) == date(2026, 1, 5)


def test_impossible_counts_are_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        add_working_days(shipped(), date(2026, 1, 5), -1)
    with pytest.raises(ValueError, match="at least one day"):
        publicity_end(shipped(), date(2026, 1, 5), 0, working=True)


def test_a_ledgers_own_days_win_over_the_published_ones() -> None:
    festival, made_up = date(2026, 7, 11), date(2026, 10, 1)
    own = shipped().with_own(holidays=[date(2026, 7, 13)], workdays=[festival, made_up])
    assert own.is_workday(festival)
    assert own.is_workday(made_up)
    assert not own.is_workday(date(2026, 7, 13))
    assert own.with_own(holidays=[festival]).is_workday(festival) is False


def test_a_day_both_off_and_working_is_a_contradiction() -> None:
    with pytest.raises(ValueError, match="2026-07-11"):
        Calendar().with_own([date(2026, 7, 11)], [date(2026, 7, 11)])


@given(DATES, st.integers(0, 60))
def test_counting_forward_and_counting_between_agree(start: date, count: int) -> None:
    calendar = shipped()
    end = add_working_days(calendar, start, count)
    assert working_days_between(calendar, start + timedelta(days=1), end) == count
    assert count == 0 or calendar.is_workday(end)


@given(DATES, st.integers(1, 30), st.booleans())
def test_a_computed_period_passes_its_own_audit(start: date, length: int, working: bool) -> None:  # noqa: FBT001 - drawn
    calendar = shipped()
    end = publicity_end(calendar, start, length, working=working)
    assert audit_publicity(calendar, start, end, length, working=working).fault is None
