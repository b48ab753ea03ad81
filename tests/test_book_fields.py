"""Fields of a book that are more than a text: objects that are named, days that must not lie too far back."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import booked
from conftest import Run
from ledger.model.attribute import last_day

DAY = {"LEDGER_TODAY": "2026-05-06"}


@pytest.mark.parametrize(
    ("since", "at_most", "last"),
    [
        ("2026-03-01", "1年", "2027-03-01"),
        ("2024-02-29", "1年", "2025-02-28"),
        ("2024-02-29", "4年", "2028-02-29"),
        ("2026-01-31", "1个月", "2026-02-28"),
        ("2026-08-31", "6个月", "2027-02-28"),
        ("2026-12-15", "12个月", "2027-12-15"),
        ("2026-05-06", "365天", "2027-05-06"),
        ("2099-12-31", "9999天", "2127-05-18"),
    ],
)
def test_the_last_day_that_is_not_too_late(since: str, at_most: str, last: str) -> None:
    assert last_day(date.fromisoformat(since), at_most) == date.fromisoformat(last)


DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))


@given(DAYS, st.integers(1, 83))
def test_so_many_years_are_twelve_times_as_many_months(since: date, years: int) -> None:
    assert last_day(since, f"{years}年") == last_day(since, f"{12 * years}个月")


@given(DAYS, st.integers(0, 400), st.sampled_from(["1天", "365天", "1个月", "6个月", "1年"]))
def test_what_began_later_may_last_longer(since: date, days: int, at_most: str) -> None:
    assert since < last_day(since, at_most) <= last_day(since + timedelta(days=days), at_most)


@pytest.fixture
def waste(ledger: Run, folder: Path) -> Path:
    """A ledger of stored waste, and two things that it can be of."""
    ledger("init", "--book", "危险废物贮存", "--as", "张三")
    booked.registers(folder)
    ledger("object", "new", "宏达化工", "--kind", "企业", "--set", "编码=91320400MA1", "--as", "zhang")
    ledger("object", "new", "红旗河", "--kind", "水体", "--as", "zhang")
    return folder


def stored(where: str, since: str = "2026-03-01") -> tuple[str, ...]:
    values = (f"贮存单位={where}", "废物类别=HW08", f"贮存开始日期={since}", "贮存量=3.5")
    return ("new", "废矿物油", "--book", "WF", *(w for one in values for w in ("--set", one)), "--as", "zhang")


@pytest.mark.usefixtures("waste")
def test_an_object_is_named_by_any_of_its_names_and_kept_by_its_id(ledger: Run) -> None:
    assert ledger(*stored("91320400MA1"), env=DAY).returncode == 0
    issue = json.loads(ledger("show", "WF-001", "--json").stdout)["issue"]
    assert issue["attributes"]["贮存单位"] == "宏达化工"
    assert "objects" not in issue or issue["objects"] == []


@pytest.mark.usefixtures("waste")
def test_an_issue_touches_the_object_that_a_field_of_its_book_names(ledger: Run) -> None:
    ledger(*stored("宏达化工"), env=DAY)
    assert "WF-001" in ledger("object", "show", "宏达化工").stdout
    assert "WF-001" in ledger("list", "--object", "宏达化工").stdout
    assert "WF-001" not in ledger("list", "--object", "红旗河").stdout
    assert "WF-001" in ledger("list", "--text", "hw08").stdout
    listed = json.loads(ledger("object", "list", "--json").stdout)["objects"]
    assert {one["id"]: one["issues"] for one in listed} == {"宏达化工": 1, "红旗河": 0}


@pytest.mark.usefixtures("waste")
def test_what_is_no_object_of_the_kind_is_refused_with_the_nearest(ledger: Run) -> None:
    refused = ledger(*stored("宏达化工厂"), env=DAY)
    assert refused.returncode == 2
    assert "没有“宏达化工厂”" in refused.stderr
    assert "宏达化工" in refused.stderr.replace("宏达化工厂", "")
    refused = ledger(*stored("红旗河"), env=DAY)
    assert refused.returncode == 2
    assert "贮存单位要写企业，“红旗河”登记的是水体" in refused.stderr


def test_check_tells_at_the_line_which_object_is_not_there(waste: Path, ledger: Run) -> None:
    ledger(*stored("宏达化工"), env=DAY)
    file = waste / "issues/危险废物贮存/WF-001.yaml"
    text = file.read_text("utf-8").replace("贮存单位: 宏达化工", "贮存单位: 宏大化工")
    file.write_text(text, "utf-8")
    line = next(at for at, one in enumerate(text.splitlines(), 1) if "贮存单位" in one)
    found = json.loads(ledger("check", "--json", env=DAY).stdout)["problems"]
    assert ("unknown-object", line) in {(one["rule"], one["line"]) for one in found}


def test_an_object_is_filled_into_a_sheet_by_its_name(waste: Path, ledger: Run) -> None:
    ledger("object", "new", "东风厂", "--kind", "企业", "--set", "曾用名=东方红厂", "--as", "zhang")
    ledger(*stored("宏达化工"), env=DAY)
    ledger("export", "出.xlsx", "--book", "WF", env=DAY)

    def returned(name: str) -> tuple[int, str]:
        workbook = openpyxl.load_workbook(waste / "出.xlsx")
        cell = next(c for row in workbook["危险废物贮存"].iter_rows() for c in row if c.value == "宏达化工")
        cell.value = name
        workbook.save(waste / "回.xlsx")
        done = ledger("import", "回.xlsx", "--apply", "--as", "zhang", env=DAY)
        return done.returncode, done.stdout + done.stderr

    code, said = returned("西风厂")
    assert code == 1
    assert "没有“西风厂”" in said
    assert returned("东方红厂")[0] == 0
    assert json.loads(ledger("show", "WF-001", "--json").stdout)["issue"]["attributes"]["贮存单位"] == "东风厂"


@pytest.mark.usefixtures("waste")
def test_what_is_stored_too_long_is_told_everywhere_until_it_is_closed(ledger: Run) -> None:
    ledger(*stored("宏达化工", "2025-04-30"), env=DAY)
    ledger(*stored("宏达化工", "2025-05-20"), env=DAY)
    ledger(*stored("宏达化工", "2026-03-01"), env=DAY)
    found = json.loads(ledger("check", "--json", env=DAY).stdout)["problems"]
    mine = {(one["issue"], one["rule"]): one["message"] for one in found if "贮存开始日期" in one["message"]}
    assert set(mine) == {("WF-001", "behind"), ("WF-002", "due-soon")}
    assert "2026-04-30 已满，超过 6 天还没有销号" in mine["WF-001", "behind"]
    assert "14 天后届满（2026-05-20）" in mine["WF-002", "due-soon"]
    late = ledger("overdue", env=DAY).stdout
    assert "WF-001" in late
    assert "贮存开始日期起最长1年" in late
    assert "WF-002" not in late
    assert "WF-001" in ledger("list", "--overdue", env=DAY).stdout
    assert "WF-001" in ledger("today", env=DAY).stdout
    assert "贮存开始日期起最长1年，2026-04-30 已满" in ledger("schedule", "WF-001", env=DAY).stdout


@pytest.mark.usefixtures("waste")
def test_what_a_book_counts_is_added_up_of_the_issues_that_say_it(ledger: Run) -> None:
    ledger(*stored("宏达化工"), env=DAY)
    ledger(*stored("宏达化工"), env=DAY)
    ledger("edit", "WF-002", "--set", "贮存量=0.75", "--as", "zhang", env=DAY)
    ledger("new", "总台账的问题", "--as", "zhang", env=DAY)
    told = json.loads(ledger("stats", "--json", env=DAY).stdout)["sums"]["sums"]
    assert told == [{"book": "危险废物贮存清零台账", "name": "贮存量（吨）", "total": "4.25", "issues": 2}]
    assert "4.25" in ledger("stats", env=DAY).stdout
    assert "sums" not in json.loads(ledger("stats", "--book", "main", "--json", env=DAY).stdout)["sums"]


def test_years_shares_and_days_allowed_are_never_added_up(waste: Path, ledger: Run) -> None:
    book = """title: 某台账
prefix: MT
record:
  - {name: 年度, kind: number}
  - {name: 满意度, kind: number, unit: "%"}
  - {name: 办理期限, kind: number, unit: 天}
  - {name: 罚款, kind: number, unit: 万元}
"""
    (waste / "templates/books").mkdir(parents=True, exist_ok=True)
    (waste / "templates/books/某.yaml").write_text(book, "utf-8")
    assert ledger("book", "add", "某", env=DAY).returncode == 0
    said = ("--set", "年度=2026", "--set", "满意度=90", "--set", "办理期限=15", "--set", "罚款=2")
    for title in ("某事", "另一件"):
        assert ledger("new", title, "--book", "某", *said, "--as", "zhang", env=DAY).returncode == 0
    told = json.loads(ledger("stats", "--json", env=DAY).stdout)["sums"]["sums"]
    assert told == [{"book": "某台账", "name": "罚款（万元）", "total": "4", "issues": 2}]


def test_the_pages_of_the_house_show_the_fields_of_a_book_and_those_for_everybody_do_not(
    waste: Path, ledger: Run
) -> None:
    ledger(*stored("宏达化工", "2025-04-30"), env=DAY)
    ledger("edit", "WF-001", "--measure", "清运", "--set", "措施.1.资金（万元）=7.25", "--as", "zhang", env=DAY)
    ledger("site", "内部", env=DAY)
    page = (waste / "内部/issues/WF-001.html").read_text("utf-8")
    for told in ("废物类别", "HW08", "贮存开始日期起最长1年，2026-04-30 已满", "资金（万元）", "7.25"):
        assert told in page
    assert ledger("site", "公开", "--public", env=DAY).returncode == 0
    page = (waste / "公开/issues/WF-001.html").read_text("utf-8")
    for inside in ("废物类别", "HW08", "贮存开始日期", "2026-04-30", "资金", "7.25"):
        assert inside not in page
