"""What ledgers owe each other, asked of values: no file, no git."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.model import handing
from ledger.model.issue import Issue
from ledger.model.office import Office
from ledger.model.pacewords import PACES
from ledger.model.policy import Clock, House, Policy
from ledger.model.rollup import Member, Rolled, roll
from ledger.model.selection import Selection
from ledger.model.workdays import Calendar

DAY = date(2026, 5, 20)


def issue(number: int, mark: str = "a", **changes: object) -> Issue:
    """An issue under way."""
    source = changes.pop("source", {})
    assert isinstance(source, dict)
    plan = {
        "goal": f"{mark}{number}的目标",
        "responsible_units": changes.pop("units", ["县水务局"]),
        "deadline": {"text": "年底前", "due": changes.pop("due", "2026-12-31")},
        "measures": [{"number": "1", "text": "完成整治"}],
    }
    content = {
        "id": f"ISSUE-{number:03d}",
        "uid": f"{mark * 4}-{number:04d}",
        "title": f"第{number}件",
        "status": "in-progress",
        "source": {"kind": "自查", "received": "2026-05-01", **source},
        "plan": plan,
    }
    return Issue.model_validate(content | changes)


def member(name: str, unit: str, *issues: Issue, clock: Clock | None = None) -> Member:
    """A ledger that `unit` keeps."""
    policy = Policy(ledger=House(unit=unit), check=clock or Clock())
    return Member(name, Office(Calendar(), policy), tuple((one, f"issues/{one.id}.yaml") for one in issues))


def rolled(*members: Member) -> Rolled:
    return roll(members, DAY, "汇总")


def found(one: Rolled) -> list[tuple[str, str]]:
    """The faults, by whose they are and which."""
    return [(fault.member.far(fault.problem.issue or ""), fault.problem.rule) for fault in handing.faults(one)]


@pytest.mark.parametrize(
    ("units", "region", "missing"),
    [
        (["甲县人民政府"], None, ["a"]),
        (["某市甲县红旗镇人民政府"], None, ["a"]),
        (["各县区"], None, ["a", "b"]),
        (["市水务局"], "乙县", ["b"]),
        (["市水务局"], None, []),
        (["甲县人民政府"], "乙县", ["a"]),
        (["丙县人民政府"], None, []),
    ],
)
def test_whose_task_it_is(units: list[str], region: str | None, missing: list[str]) -> None:
    city = member("city", "某市整改办", issue(1, "c", units=units, region=region))
    one = rolled(city, member("a", "甲县整改办"), member("b", "某市乙县整改办"))
    assert [name for task in handing.tasks(one) for name, _ in task.missing] == missing


def test_who_is_next_hands_on() -> None:
    province = member("province", "某省整改办", issue(1, "p", units=["某市甲县人民政府"]))
    city, county = member("city", "某省某市整改办"), member("county", "某市甲县整改办")
    assert [name for name, _ in handing.tasks(rolled(province, city, county))[0].missing] == ["city"]
    assert [name for name, _ in handing.tasks(rolled(province, county))[0].missing] == ["county"]


def test_nobody_is_asked_to_make_an_issue_of_what_is_closed() -> None:
    city = member("city", "某市整改办", issue(1, "c", units=["甲县人民政府"], status="closed"))
    assert found(rolled(city, member("a", "甲县整改办"))) == []


def test_the_nearest_ledger_above_is_the_parent_by_source() -> None:
    source = {"document": "反馈意见", "item": "1.10"}
    members = [
        member("province", "某省整改办", issue(1, "p", source=source)),
        member("city", "某市整改办", issue(1, "c", source=source)),
        member("county", "甲县整改办", issue(1, "a", source=source)),
    ]
    links = [(one.child, one.parent) for one in rolled(*members).links]
    assert links == [("city/ISSUE-001", "province/ISSUE-001"), ("county/ISSUE-001", "city/ISSUE-001")]
    other = {"document": "反馈意见", "item": "1.1"}  # text, not a number
    assert rolled(members[1], member("county", "甲县整改办", issue(1, "a", source=other))).links == ()


def test_a_ledger_of_no_level_has_no_parents_but_those_it_names() -> None:
    source = {"document": "反馈意见", "item": "1"}
    city = member("city", "某市整改办", issue(1, "c", source=source))
    works = member("works", "污水厂", issue(1, "w", source=source), issue(2, "w", parent="city/ISSUE-001"))
    assert [one.child for one in rolled(city, works).links] == ["works/ISSUE-002"]


def test_lateness_climbs_through_three_ledgers() -> None:
    members = (
        member("province", "某省整改办", issue(1, "p", units=["省水利厅"])),
        member("city", "某市整改办", issue(1, "c", parent="province/ISSUE-001")),
        member("county", "甲县整改办", issue(1, "a", parent="city/ISSUE-001", due="2026-05-10")),
    )
    one = rolled(*members)
    assert [one.whole.paces[name].pace for name in one.every] == ["behind", "behind", "overdue"]
    assert [parent.issue.id for parent, _ in handing.late_below(one)] == ["province/ISSUE-001", "city/ISSUE-001"]


def test_notice_is_given_as_each_house_gives_it() -> None:
    soon = {"due": "2026-05-30"}
    one = rolled(
        member("a", "甲县整改办", issue(1, "a", **soon), clock=Clock(due_within=15)),
        member("b", "乙县整改办", issue(1, "b", **soon), clock=Clock(due_within=5)),
    )
    assert [one.whole.paces[name].soon for name in one.every] == [True, False]


def test_the_order_of_the_ledgers_changes_no_link_and_no_fault() -> None:
    city = member("city", "某市整改办", issue(1, "c", units=["各县区"]))
    first = member("a", "甲县整改办", issue(1, "a", parent="city/ISSUE-001", due="2027-01-31"))
    second = member("b", "乙县整改办", issue(1, "b", parent="city/ISSUE-004"))
    one, other = rolled(city, first, second), rolled(second, first, city)
    assert sorted(found(one)) == sorted(found(other))
    assert {*one.links} == {*other.links}


PARENTS = st.none() | st.sampled_from([f"{name}/ISSUE-{at:03d}" for name in "abcx" for at in (1, 2, 3)])


@given(st.lists(st.lists(st.tuples(PARENTS, st.booleans()), max_size=4), min_size=1, max_size=3))
def test_whoever_points_where_every_issue_is_counted_and_listed_once(
    ledgers: list[list[tuple[str | None, bool]]],
) -> None:
    members = []
    for name, held in zip("abc", ledgers, strict=False):
        made = (
            issue(at, name, parent=parent, due="2026-05-10" if late else "2026-12-31")
            for at, (parent, late) in enumerate(held, 1)
        )
        members.append(member(name, f"{'甲乙丙'['abc'.index(name)]}县整改办", *made))
    one = rolled(*members)
    *rows, whole = one.rows(one.taken(Selection()))
    total = sum(map(len, ledgers))
    assert whole.total == sum(row.total for row in rows) == total == len(one.every)
    for row in (*rows, whole):
        assert row.total == row.sources + row.handed == sum(row.count(pace) for pace in PACES)
    listed = [entry.issue.id for _, entry in one.in_families(one.taken(Selection()))]
    assert sorted(listed) == sorted(one.every)
    assert {fault.problem.rule for fault in handing.faults(one)} <= {
        *("unknown-link", "parent-elsewhere", "parent-loop", "child-after-parent", "copied-plan")
    }
