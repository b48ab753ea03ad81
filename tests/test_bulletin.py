"""The figures of a 月报: they add up, in themselves and with those of the period before."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import build
from ledger.model.acts import Escalation, Extension, LookBack, Progress, Voiding
from ledger.model.bulletin import BULLETIN, Edition, bulletin
from ledger.model.grouping import GROUPS, PARTS
from ledger.model.issue import Issue
from ledger.model.notice import Declared, Fields
from ledger.model.pace import paces
from ledger.model.paceinputs import inputs_of
from ledger.model.period import of_half, of_month, of_year, read_half, read_month, read_year
from ledger.model.petition import Petition
from ledger.model.plan import Deadline
from ledger.model.report import build as report

MAY, JUNE, JULY = (of_month(date(2026, month, 1)) for month in (5, 6, 7))


def edition(issues: Iterable[Issue], day: date) -> Edition:
    """The ledger on a day, what is void left out."""
    made = report(((one, f"issues/{one.id}.yaml") for one in issues), day, build.OFFICE)
    inputs = (inputs_of(one.issue, build.OFFICE) for one in made.entries)
    standing = tuple(one for one in made.entries if one.issue.void is None)
    return Edition(replace(made, entries=standing), paces(inputs, day, build.OFFICE.policy.check))


def told(*issues: Issue, period: str = "2026-06") -> Fields:
    """What a report on a month says of these issues."""
    month = read_month(period)
    assert month is not None
    return bulletin(month, edition(issues, month.last), edition(issues, month.eve))


def rows(fields: Fields, name: str) -> tuple[Mapping[str, str], ...]:
    found = fields[name]
    assert isinstance(found, tuple)
    return tuple(one for one in found if isinstance(one, Mapping))


def numbers(fields: Fields, *names: str) -> list[int]:
    return [int(str(fields[name])) for name in names]


def numbered(*issues: Issue) -> tuple[Issue, ...]:
    """The issues with numbers of their own."""
    return tuple(
        one.model_copy(update={"id": f"ISSUE-{at:03d}", "uid": f"uid-{at:08d}"}) for at, one in enumerate(issues, 1)
    )


def test_the_names_of_periods() -> None:
    assert (JUNE.name, JUNE.first, JUNE.last, JUNE.eve) == (
        "2026年6月", date(2026, 6, 1), date(2026, 6, 30), date(2026, 5, 31),
    )  # fmt: skip
    assert of_month(date(2026, 12, 9)).following.name == "2027年1月"
    assert of_half(date(2026, 6, 30)).months == tuple(f"2026-0{one}" for one in range(1, 7))
    assert (read_year("2026"), read_year("2026年")) == (of_year(date(2026, 5, 1)), of_year(date(2026, 5, 1)))
    assert [one.name for one in (of_year(JUNE.last), of_year(JUNE.last).following)] == ["2026年", "2027年"]
    assert of_year(JUNE.last).eve == date(2025, 12, 31)
    assert len(of_year(JUNE.last).months) == 12
    assert [read_year(word) for word in ("", "26", "1999", "2026H1", "２０２６")] == [None] * 5
    assert of_half(date(2026, 12, 1)).following.name == "2027年上半年"
    assert read_half("2026H2") == read_half("2026年下半年") == of_half(date(2026, 9, 1))


@pytest.mark.parametrize("word", ["2026-13", "2026-6", "6月", "", "2026H1"])
def test_what_is_no_month(word: str) -> None:
    assert read_month(word) is None


@pytest.mark.parametrize("word", ["2026H3", "2026", "上半年", "2026-06"])
def test_what_is_no_half_year(word: str) -> None:
    assert read_half(word) is None


def test_liaocheng_41_is_25_done_of_which_13_closed_and_16_on_schedule() -> None:
    """聊城: 41 = 完成25（其中销号13）+ 达到序时16 (domain 5). On 2026-06-20 nothing of the sixteen is due yet."""
    issues = numbered(
        *(build.closed() for _ in range(13)),
        *(build.verified() for _ in range(12)),
        *(build.started() for _ in range(16)),
    )
    found = bulletin(JUNE, edition(issues, date(2026, 6, 20)), edition(issues, JUNE.eve))
    wanted = ("问题总数", "完成整改数", "已销号数", "序时正常数", "未达序时数", "逾期数", "未启动数", "完成未销号数")
    assert numbers(found, *wanted) == [41, 25, 13, 16, 0, 0, 0, 12]
    assert found["整改完成率"] == "61.0%"
    split = {one["名称"]: one["本期"] for one in rows(found, "序时进度")}
    assert split == {
        "已销号": "13", "完成整改": "12", "超序时": "0", "达到序时": "16", "未启动": "0", "未达序时": "0",
        "逾期": "0", "合计": "41",
    }  # fmt: skip


def test_what_changed_in_june() -> None:
    """In May nothing was closed; in June one was, one is accepted, one fell late, a new one came in."""
    late = build.issue().source.model_copy(update={"received": date(2026, 6, 10)})
    issues = numbered(build.closed(), build.verified(), build.started(), build.issue(source=late))
    found = told(*issues, period="2026-07")
    assert numbers(found, "上期总数", "新增数", "减少数", "问题总数") == [4, 0, 0, 4]
    found = told(*issues)
    assert numbers(found, "上期总数", "新增数", "减少数", "问题总数") == [3, 1, 0, 4]
    assert numbers(found, "上期销号数", "新销号数", "重开数", "已销号数") == [0, 1, 0, 1]
    assert [(one["编号"], one["种类"]) for one in rows(found, "变动")] == [("ISSUE-004", "新增"), ("ISSUE-001", "销号")]


def test_the_red_list_has_a_row_for_each_issue_that_the_figures_count() -> None:
    found = told(*numbered(build.started(), build.started(), build.closed()), period="2026-07")
    assert numbers(found, "逾期数", "未达序时数", "新逾期数") == [2, 0, 2]
    red = rows(found, "红榜")
    assert [one["编号"] for one in red] == ["ISSUE-001", "ISSUE-002"]
    assert red[0]["时限"] == "2026年6月30日"
    assert red[0]["超期天数"] == "31"
    assert red[0]["原因"].startswith("最后期限2026年6月30日已过31天")


def test_what_falls_due_in_the_next_month_is_listed_by_day() -> None:
    soon = Deadline(text="2026年6月15日前", due=date(2026, 6, 15))
    later = Deadline(text="2026年8月底前", due=date(2026, 8, 31))
    issues = numbered(
        build.started(), build.started(plan=build.plan(deadline=soon)), build.started(plan=build.plan(deadline=later))
    )
    found = told(*issues, period="2026-05")
    assert [(one["编号"], one["事项"], one["时限"]) for one in rows(found, "下期到期")] == [
        ("ISSUE-002", "整项时限", "2026年6月15日"),
        ("ISSUE-001", "整项时限", "2026年6月30日"),
    ]
    assert numbers(found, "下期到期数", "下期到期问题数") == [2, 2]


def test_who_has_not_reported_is_counted_under_each_of_its_units() -> None:
    heard = build.started(progress=(Progress(month="2026-06", date=date(2026, 6, 20), by="zhang", text="完成一半"),))
    found = told(*numbered(heard, build.started(), build.issue(), build.closed()))
    assert numbers(found, "应报数", "未报数") == [2, 1]
    assert [(one["名称"], one["件数"], one["编号"]) for one in rows(found, "未报单位")] == [
        ("市水利局", "1", "ISSUE-002"),
        ("牛塘镇党委、政府", "1", "ISSUE-002"),
    ]


def test_rebounds_found_and_extensions_granted_in_the_month_are_counted_by_issue() -> None:
    found_back = tuple(LookBack(date=date(2026, month, 20), by="li", rebound=True, text="返黑") for month in (6, 7))
    asked = {"requested_on": "2026-06-10", "by": "zhang", "reason": "汛期", "new_due": "2026-09-30"}
    granted = Extension.model_validate({**asked, "approved_on": "2026-06-12", "approver": "wang"})
    issues = numbered(build.closed(lookbacks=found_back), build.started(extensions=(granted,)), build.started())
    assert numbers(told(*issues), "反弹数", "批准延期数") == [1, 1]
    assert numbers(told(*issues, period="2026-05"), "反弹数", "批准延期数") == [0, 0]


def test_cards_on_record_for_the_period_are_told_and_no_others() -> None:
    def card(month: str, colour: str) -> Escalation:
        told = {"kind": "提醒", "date": "2026-07-02", "by": "wang", "reason": "滞后", "month": month, "card": colour}
        return Escalation.model_validate(told)

    marked = build.started(escalations=(card("2026-05", "红"), card("2026-06", "黄")))
    found = bulletin(JULY, edition([marked], JULY.last), edition([marked], JULY.eve))
    assert numbers(found, "红灯数", "黄牌数") == [0, 0]
    half = of_half(JUNE.last)
    found = bulletin(half, edition([marked], JULY.last), edition([marked], half.eve))
    assert numbers(found, "红灯数", "黄牌数", "蓝签数") == [1, 1, 0]
    assert [one["牌名"] for one in rows(found, "评牌")] == ["红灯", "黄牌"]


def test_a_table_by_unit_says_why_it_adds_up_to_more() -> None:
    """Both units answer for each issue: two rows of three, and three issues."""
    found = told(*numbered(build.closed(), build.started(), build.started()))
    table = rows(found, "各单位")
    assert [(one["名称"], one["总数"]) for one in table] == [
        ("市水利局", "3"),
        ("牛塘镇党委、政府", "3"),
        ("合计", "3"),
    ]
    assert found["各单位说明"] == "一项问题有多个责任单位的分别计入，各行相加为6项；合计行每项只计一次，共3项。"
    assert found["各要素说明"] == ""


def test_petitions_are_counted_both_ways_only_where_there_are_any() -> None:
    assert told(build.closed())["信访总数"] == ""

    def petition(number: int, settled: str) -> Issue:
        said = Petition.model_validate({"number": f"D3SX20260106{number:04d}", "settled": settled})
        return build.issue(number, petition=said)

    states = ("已办结", "已办结", "阶段性办结", "未办结")
    found = told(*(petition(at, state) for at, state in enumerate(states, 1)))
    assert [found[one] for one in ("信访总数", "信访办结率", "信访办结率含阶段性")] == ["4", "50.0%", "75.0%"]


def test_every_field_that_is_declared_is_filled_and_no_other() -> None:
    found = told(build.closed(), *numbered(build.started()))
    assert_declared(found, BULLETIN)


def assert_declared(found: Fields, declared: Declared) -> None:
    assert set(found) == set(declared)
    for name, parts in declared.items():
        value = found[name]
        assert isinstance(value, str) == (parts is None), name
        for one in value if isinstance(value, tuple) else ():
            assert set(one) == set(parts or ()) if isinstance(one, Mapping) else parts == (), name


def voided() -> Issue:
    """Closed on 8 June, and void since July."""
    return build.closed().model_copy(update={"void": Voiding(date=date(2026, 7, 10), by="wang", why="重复登记")})


STAGES = (build.issue, build.started, build.worked, build.verified, build.closed, build.reopened, voided)
DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))


@given(st.lists(st.sampled_from(STAGES), min_size=1, max_size=8), DAYS)
def test_the_figures_of_two_months_add_up(stages: list[Callable[[], Issue]], day: date) -> None:
    found = told(*numbered(*(make() for make in stages)), period=f"{day:%Y-%m}")
    was, new, gone, now = numbers(found, "上期总数", "新增数", "减少数", "问题总数")
    assert was + new - gone == now
    done = numbers(found, "上期完成数", "新完成数", "退回数", "减少完成数", "完成整改数")
    assert done[0] + done[1] - done[2] - done[3] == done[4]
    closed = numbers(found, "上期销号数", "新销号数", "重开数", "减少销号数", "已销号数")
    assert closed[0] + closed[1] - closed[2] - closed[3] == closed[4]
    parts = numbers(found, "完成整改数", "序时正常数", "未达序时数", "逾期数", "未启动数")
    assert sum(parts) == now
    assert len(rows(found, "红榜")) == sum(numbers(found, "逾期数", "未达序时数"))
    split = rows(found, "序时进度")
    for column in ("本期", "上期", "增减"):
        assert sum(int(one[column]) for one in split[:-1]) == int(split[-1][column])
    for name in GROUPS:
        for row in rows(found, name):
            assert sum(int(row[part]) for part in PARTS) == int(row["总数"])
        assert int(rows(found, name)[-1]["总数"]) == now
