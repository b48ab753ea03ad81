"""What the pages of a site say: the way the counts went, region by field, the units in order; and what is public."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

import house
from ledger.formats.site import pages
from ledger.model.crossing import crossing
from ledger.model.issue import Issue
from ledger.model.leaks import Seeker
from ledger.model.people import People, Person
from ledger.model.public import NEUTRAL, SHOWN, Secret, private, published
from ledger.model.ranking import by_ledger, ranking
from ledger.model.report import Report, build
from ledger.model.statistics import FINISHED
from ledger.model.trend import burndown, trend
from ledger.model.values import Record
from ledger.model.wordless import wordless
from ledger.store import folder as store
from ledger.store.workspace import Workspace

DAY = date(2026, 5, 20)


def anybody(_number: str) -> bool:
    """Every issue may be named."""
    return True


def issue(**more: object) -> Issue:
    """An issue as a file says it."""
    known = {"id": "ISSUE-001", "uid": "5b1c8f0e-0001", "title": "某问题", "status": "open"}
    return Issue.model_validate({**known, "source": {"kind": "自查", "received": "2026-01-05"}, **more})


@pytest.fixture
def report(folder: Path) -> Report:
    scan = store.scan(Workspace(house.build(folder)))
    return build(((one.issue, one.file) for one in scan.stored), DAY, Workspace(folder).office)


def test_the_last_point_says_what_the_counts_say(report: Report) -> None:
    points = trend(report)
    last = points[-1]
    assert [one.day for one in points] == [
        *(date(2026, month, day) for month, day in ((1, 31), (2, 28), (3, 31), (4, 30))),
        DAY,
    ]
    assert (last.received, last.finished, last.closed) == (5, 2, 1)
    assert last.left == sum(one.situation.standing not in FINISHED for one in report.entries)


def test_an_issue_is_finished_from_the_day_its_work_was_done_and_closed_from_its_closing(report: Report) -> None:
    by_day = {one.day: one for one in trend(report)}
    assert (by_day[date(2026, 3, 31)].finished, by_day[date(2026, 4, 30)].finished) == (0, 2)  # done on 10 April
    assert (by_day[date(2026, 4, 30)].closed, by_day[DAY].closed) == (0, 1)  # closed on 6 May


def test_what_is_left_is_overdue_or_undated_or_still_in_time(report: Report) -> None:
    points = trend(report)
    burn = burndown(report, points)
    assert (burn.overdue, burn.endless, burn.later, burn.month) == (1, 1, 0, 1)
    assert [(one.day, one.left) for one in burn.ahead] == [(DAY, 2), (date(2026, 5, 31), 1)]
    assert points[-1].left == burn.overdue + burn.ahead[0].left


def lasting(number: int, due: str, done: str = "") -> Issue:
    """A duty that goes on after its date, whose one measure is done or not."""
    return issue(
        id=f"ISSUE-{number:03d}",
        status="in-progress",
        plan={
            "deadline": {"text": "完成后长期坚持", "due": due, "long_term": True},
            "measures": [{"number": "1", "text": "建立制度", **({"done_on": done} if done else {})}],
        },
    )


def test_a_duty_that_goes_on_is_never_done_with_and_is_late_only_where_its_date_was_missed(report: Report) -> None:
    duties = [lasting(1, "2026-03-31", done="2026-04-20"), lasting(2, "2026-06-10"), lasting(3, "2026-05-01")]
    told = build([(one, "x") for one in duties], DAY, report.office)
    burn = burndown(told, trend(told))
    assert [one.situation.standing for one in told.entries] == ["long-term", "on-time", "overdue"]
    assert (burn.overdue, burn.endless, burn.month) == (1, 2, 1)
    assert {one.left for one in burn.ahead} == {2}


def test_the_ledgers_of_a_roll_up_add_up_and_a_single_one_is_not_told_apart(report: Report) -> None:
    names = ("city/ISSUE-001", "city/ISSUE-002", "甲县/ISSUE-001", "甲县/ISSUE-002", "甲县/ISSUE-003")
    rolled = (
        replace(one, issue=one.issue.model_copy(update={"id": name}))
        for one, name in zip(report.entries, names, strict=True)
    )
    rows = by_ledger(replace(report, entries=tuple(rolled)))
    assert [(one.name, one.total) for one in rows] == [("city", 2), ("甲县", 3)]
    assert by_ledger(report) == ()


def test_a_ledger_without_issues_has_no_trend(report: Report) -> None:
    assert trend(Report(report.office, DAY, ())) == ()


def test_each_region_counts_its_issues_once_and_each_field_its_own(report: Report) -> None:
    table = crossing(report)
    assert table.fields == ("水", "农业农村", "大气")
    rows = {one.name: one for one in table.places}
    assert (rows["红旗镇"].whole.total, rows["红旗镇"].whole.unfinished, rows["红旗镇"].whole.late) == (3, 1, 1)
    assert [one.total for one in rows["红旗镇"].cells] == [3, 2, 0]
    assert sum(one.whole.total for one in table.places) == table.whole.total == 5
    assert [one.total for one in table.columns] == [4, 2, 1]


def test_units_are_ranked_by_what_they_have_finished(report: Report) -> None:
    rows = ranking(report)
    assert [(one.place, one.name, one.total, one.unfinished, one.overdue) for one in rows] == [
        (1, "县住建局", 3, 1, 0),
        (2, "县水务局", 2, 2, 1),
    ]
    assert str(rows[0].completion.percent) == "66.7"


def test_units_with_the_same_figures_share_a_place(report: Report) -> None:
    issues = [
        issue(id=f"ISSUE-{number:03d}", plan={"responsible_units": [unit]} if unit else {})
        for number, unit in enumerate(("甲局", "乙局", None, "丙局"), 1)
    ]
    rows = ranking(build([(one, "x") for one in issues], DAY, report.office))
    assert [(one.place, one.name) for one in rows[:3]] == [(1, "丙局"), (1, "乙局"), (1, "甲局")]
    assert rows[-1].place == 0


# ---- what is public


def fields(kind: type[Record], place: str = "") -> Iterator[str]:
    for name, one in kind.model_fields.items():
        yield f"{place}{name}"
        for part in (one.annotation, *get_args(one.annotation)):
            if isinstance(part, type) and issubclass(part, Record):
                yield from fields(part, f"{place}{name}.")


def test_what_is_allowed_is_there_and_no_field_is_both() -> None:
    known = set(fields(Issue))
    assert known >= SHOWN | NEUTRAL
    assert not SHOWN & NEUTRAL
    days = {"plan.indicators.by"}
    named = {"by", "person", "leader", "approver", "rejected_by", "post", "problems", "next", "note", "why", "reason"}
    assert [one for one in SHOWN - days if one.rpartition(".")[2] in named | {"opinion", "outcome"}] == []


def test_a_field_that_nobody_allowed_stays_inside(report: Report) -> None:
    for one in report.entries:
        there = published(one.issue, anybody)
        for step in there.history:
            assert (step.by, step.why) == ("", None)
        assert there.plan is None or there.plan.person is None
        assert [progress.text for progress in there.progress] == [progress.text for progress in one.issue.progress]
        assert {progress.by for progress in there.progress} <= {""}


def test_persons_are_secret_by_every_name_and_notes_whole(report: Report) -> None:
    found = {one.text: one.kind for one in private((one.issue for one in report.entries), report.office.people)}
    assert {"张三", "zhang", "zhang@example.gov.cn", "某乙"} <= {
        text for text, kind in found.items() if kind == "person"
    }
    assert found["after.jpg"] == "note"
    assert "县整改办" not in found  # a unit that signs is named elsewhere too
    assert "2026-01-05" not in found


def test_what_a_field_said_before_is_as_secret_as_the_field() -> None:
    changed = issue(
        history=[
            {
                "move": "edit", "after": "open", "by": "zhang", "date": "2026-01-05", "at": "2026-01-05T09:00:00+08:00",
                "changes": [
                    {"field": "progress.1.problems", "old": "征地户不同意"},
                    {"field": "title", "old": "旧的名称"},
                    {"field": "plan.measures.2", "old": {"text": "旧的措施", "done_on": "2026-01-03"}},
                ],
            }
        ]
    )  # fmt: skip
    found = {one.text for one in private([changed], People())}
    assert "征地户不同意" in found
    assert not found & {"旧的名称", "旧的措施", "2026-01-03"}


def leaks(secret: str, text: str, *, allowed: tuple[str, ...] = ()) -> list[str]:
    return [one.secret.text for one in Seeker([Secret(secret, "note", "x")], allowed).leaks("page", text)]


@pytest.mark.parametrize(
    ("secret", "text"),
    [
        ("张三", "由张三负责"),
        ("张三", "由张\n三负责"),
        ("li", "见 li。"),
        ("li", "（li）"),
        ("li@example.org", "写信给li@example.org。"),
        ("资金缺口", "尚有资金缺口"),
        ("资金缺口二百万元", "尚有资金缺口 二百万元"),
        ("缺资金，二百万元", "现缺资金,２百万元、二百万元。缺资金,二百万元"),
        ("zhang", "联系 Zhang"),
        ("zhang", "联系ｚｈａｎｇ。"),
        ("张三", "张·三"),
    ],
)
def test_a_secret_is_found_wherever_it_stands(secret: str, text: str) -> None:
    assert leaks(secret, text) == [secret]


@pytest.mark.parametrize(
    ("secret", "text"), [("li", "list"), ("li", "li-1"), ("张三", "张 四 三"), ("资金缺口二百万元", "资金缺口")]
)
def test_what_only_looks_like_it_is_none(secret: str, text: str) -> None:
    assert leaks(secret, text) == []


def test_what_somebody_allowed_is_not_looked_for() -> None:
    assert leaks("王五", "王五庄", allowed=("王五",)) == []


PIECES = st.text(alphabet="甲乙丙丁戊己庚辛", min_size=2, max_size=12)


@given(st.lists(PIECES, min_size=1, max_size=6, unique=True), st.lists(PIECES, max_size=6))
def test_it_finds_just_what_a_plain_search_finds(secrets: list[str], parts: list[str]) -> None:
    text = "".join(parts)
    seeker = Seeker(Secret(one, "note", "x") for one in secrets)
    assert sorted(one.secret.text for one in seeker.leaks("page", text)) == sorted(
        one for one in secrets if one in text
    )


def test_a_person_without_a_register_is_still_somebody() -> None:
    named = issue(plan={"person": "某丙", "leader": "某丁"})
    found = {one.text: one.kind for one in private([named], People((Person(id="jia", names=("某甲",), unit="x"),)))}
    assert found == {"某丙": "person", "某丁": "person", "某甲": "person", "jia": "person"} | {
        text: kind for text, kind in found.items() if kind != "person"
    }


def test_a_sentence_of_a_note_is_as_secret_as_the_note() -> None:
    told = issue(progress=[{
        "month": "2026-05", "date": "2026-05-10", "by": "某丙", "text": "推进中", "problems": "征地补偿尚未谈妥。待定！"
    }])  # fmt: skip
    found = {one.text for one in private([told], People())}
    assert found >= {"征地补偿尚未谈妥。待定！", "征地补偿尚未谈妥"}
    assert "待定" not in found  # said by everybody


@pytest.mark.parametrize(
    "told", ["据举报人李四反映，河水发黑", "投诉人：李四", "信访人李四（女）", "举报人姓名：李四，住河边", "来电人李四"]
)
def test_whoever_complained_is_nobodys_to_publish(told: str) -> None:
    found = private([issue(source={"kind": "信访", "received": "2026-01-05", "finding": told})], People())
    assert [(one.text, one.kind, one.field) for one in found] == [("李四", "person", "source.finding")]


@pytest.mark.parametrize(
    "told", ["举报人反映河水发黑", "举报人王某反映", "信访人周边群众反映", "投诉人高度认可", "举报人李先生表示满意"]
)
def test_somebody_who_is_not_named_is_no_name(told: str) -> None:
    assert private([issue(source={"kind": "信访", "received": "2026-01-05", "finding": told})], People()) == ()


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("13800000000", "138****0000"),
        ("138-0000-0000", "138****0000"),
        ("138.0000.0000", "138****0000"),
        ("１３８００００００００", "１３８****００００"),
        ("+86 138 0000 0000", "+86****0000"),
        ("0519-80000000", "051****0000"),
        ("(0519)80000000", "051****0000"),
        ("0519 8000 0000", "051****0000"),
        ("电话：80000000", "电话：****0000"),
        ("110101 19900101 0000", "110****0000"),
        ("jia@example.com", "****"),
        ("jia＠example.com", "****"),
    ],
)
def test_a_number_is_masked_however_it_is_written(told: str, shown: str) -> None:
    assert published(issue(title=f"联系 {told} 。"), anybody).title == f"联系 {shown} 。"


@pytest.mark.parametrize("told", ["东经130.12345678度", "2026-05-20", "D3SX202505280018", "投资 1350.5 万元", "0.0519"])
def test_a_number_that_is_nobodys_stays(told: str) -> None:
    assert published(issue(title=told), anybody).title == told


def test_points_never_pass_the_day_of_the_report(report: Report) -> None:
    late = build(((one.issue, one.file) for one in report.entries), DAY + timedelta(days=11), report.office)
    assert [one.day for one in trend(late)][-2:] == [date(2026, 4, 30), date(2026, 5, 31)]


def test_a_site_about_nobody_has_no_word_of_anybody_and_keeps_its_form(report: Report) -> None:
    """What it says all the same, the program says itself."""

    def pages_of(told: Report) -> dict[str, str]:
        site = pages.Site(told, public=True, words=lambda said: said.key)
        return {one.path: one.content.decode() for one in pages.files(site) if one.path not in pages.ASSETS}

    full, bare = pages_of(report), pages_of(wordless(report))
    assert full.keys() == bare.keys()
    assert [path for path in full if full[path].count("<td") != bare[path].count("<td")] == []
    said = {report.office.policy.ledger.title}
    for one in report.entries:
        plan = one.issue.plan
        said |= {one.issue.title, one.issue.region or "", *(entry.text for entry in one.issue.progress)}
        said |= (
            {*plan.responsible_units, *(measure.text for measure in plan.measures), plan.goal or ""} if plan else set()
        )
    said.discard("")
    assert all(any(word in page for page in full.values()) for word in said)
    assert [(path, word) for path, page in bare.items() for word in said if word in page] == []
