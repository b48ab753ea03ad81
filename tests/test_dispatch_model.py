"""What a month brought: figures that add up, who reported, what changed, every contradiction with both its values."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import build
from ledger.cli.words.catalogue import Catalogue
from ledger.errors import Said, say
from ledger.model.acts import Change, Escalation, Extension, Progress, Step, Voiding
from ledger.model.dispatch import Dispatch, Stated, dispatch, with_children
from ledger.model.dispatchpage import PART_WORDS, sections
from ledger.model.dispatchpaper import DISPATCH, fields
from ledger.model.escalation import CardRule, Rules
from ledger.model.inconsistent import KINDS, Clash, clashes
from ledger.model.issue import Issue
from ledger.model.monthly import Asked, Monthly, monthly
from ledger.model.pace import Paced
from ledger.model.period import Period, of_month
from ledger.model.plan import Baseline, Deadline, Indicator, Measure, Milestone, Quantity, Reading
from ledger.model.snapshot import freeze
from test_bulletin import assert_declared, edition, numbered

MAY, JUNE, JULY = (of_month(date(2026, month, 1)) for month in (5, 6, 7))
RULES = Rules(
    cards=(
        CardRule(card="红", when=(("总时限逾期",),), kind="约谈", points=Decimal(-2)),
        CardRule(card="黄", when=(("未按月调度",), ("未达序时",)), kind="提醒", letter="提醒函"),
    )
)


def told(*issues: Issue, period: Period = JUNE, day: date | None = None, stated: Stated | None = None) -> Dispatch:
    """The dispatch of a month over these issues."""
    asked = Asked(period, day or period.last, build.OFFICE, RULES)
    known = {one.id: one for one in issues}

    def again(one: Monthly, paced: Paced) -> Monthly:
        return monthly(known[one.id], asked, lambda _: paced) or one

    found = (monthly(one, asked) for one in issues)
    every, paces = with_children(asked, tuple(one for one in found if one is not None), again)
    return dispatch(asked, every, paces, stated, whole=True)


def entry(month: int, day: int = 20, **said: object) -> Progress:
    """A report on a month of 2026, written on a day of it."""
    values = {"month": f"2026-{month:02d}", "date": date(2026, month, day), "by": "zhang", "text": "进展", **said}
    return Progress.model_validate(values)


def figures(found: Dispatch) -> dict[str, tuple[int, int, int, int]]:
    return {one.figure: (one.before, len(one.came), len(one.went), one.now) for one in found.movements}


def only(issue: Issue, period: Period = JUNE) -> Clash:
    """The one contradiction that there is."""
    (found,) = clashes(issue, period)
    return found


def edited(issue: Issue, day: date, *changes: Change, why: str | None = None) -> Issue:
    """The issue after an edit that is signed."""
    at = datetime(day.year, day.month, day.day, 10, tzinfo=build.BEIJING)
    step = Step(
        move="edit", before=issue.status, after=issue.status, by="wang", unit=build.REGISTRY, date=day, at=at, why=why,
        changes=changes,
    )  # fmt: skip
    return issue.model_copy(update={"history": (*issue.history, step)})


# -- figures


def test_the_figures_lead_from_the_month_before_to_this_one() -> None:
    """Closed in June; started and going on; come in June."""
    source = build.issue().source.model_copy(update={"received": date(2026, 6, 3)})
    found = told(*numbered(build.closed(), build.started(), build.issue(source=source)))
    assert figures(found) == {
        "total": (2, 1, 0, 3),
        "finished": (1, 0, 0, 1),
        "closed": (0, 1, 0, 1),
        "overdue": (0, 0, 0, 0),
        "rebound": (0, 0, 0, 0),
    }
    assert dict(found.split) | {"closed": 1, "on-pace": 1, "not-started": 1} == dict(found.split)


def test_what_became_void_in_the_month_went_from_its_figures() -> None:
    void = Voiding(date=date(2026, 6, 9), by="wang", why="重复登记")
    gone = build.started().model_copy(update={"void": void})
    found = told(*numbered(build.started(), gone))
    assert figures(found)["total"] == (2, 0, 1, 1)
    assert [one.deed for _, one in found.changed] == ["void"]


STAGES = (build.issue, build.started, build.worked, build.verified, build.closed, build.reopened)


@given(
    chosen=st.lists(st.sampled_from(STAGES), min_size=1, max_size=6),
    month=st.integers(1, 12),
    void=st.sets(st.integers(0, 5)),
)
def test_every_figure_adds_up_in_every_month(chosen: list[object], month: int, void: set[int]) -> None:
    issues = [make() for make in chosen]  # type: ignore[operator]  # each makes an issue
    gone = Voiding(date=date(2026, 7, 1), by="wang", why="重复登记")
    issues = [one.model_copy(update={"void": gone}) if at in void else one for at, one in enumerate(issues)]
    found = told(*numbered(*issues), period=of_month(date(2026, month, 1)))
    for before, came, went, now in figures(found).values():
        assert before + came - went == now
    assert sum(found.split.values()) == figures(found)["total"][3]
    assert sum(found.reported.values()) <= figures(found)["total"][3]


# -- who reported


def test_once_is_enough_and_what_comes_after_the_month_is_late() -> None:
    twice = build.started(progress=(entry(6, 10), entry(6, 25)))
    late = build.started(progress=(entry(6, 30).model_copy(update={"date": date(2026, 7, 3)}),))
    silent = build.started(progress=(entry(5),))
    found = told(*numbered(twice, late, silent))
    assert found.reported == {"in-time": 1, "late": 1, "missing": 1}
    unit = next(one for one in found.units if one.name == build.WATER)
    assert (unit.asked, [one.id for one in unit.late], [one.id for one in unit.missing]) == (
        3, ["ISSUE-002"], ["ISSUE-003"],
    )  # fmt: skip


def test_nobody_reports_on_what_is_not_worked_on() -> None:
    assert told(*numbered(build.issue(), build.closed()), period=JULY).reported == {
        "in-time": 0, "late": 0, "missing": 0,
    }  # fmt: skip


# -- what changed


def test_every_deed_has_its_day_and_who_did_it() -> None:
    asked = Extension(
        requested_on=date(2026, 6, 2), by="zhang", reason="雨季", new_due=date(2026, 9, 30),
        approved_on=date(2026, 6, 5), approver="wang",
    )  # fmt: skip
    found = told(build.verified(progress=(entry(5, percent=40), entry(6, 1, percent=100)), extensions=(asked,)))
    assert [(one.deed, one.day.day, one.by) for _, one in found.changed] == [
        ("percent", 1, "张三"), ("asked", 2, "张三"), ("extended", 5, "王五"), ("accepted", 1, "李四"),
    ]  # fmt: skip


def test_the_work_of_a_month_is_told_measure_by_measure() -> None:
    steps = (Milestone(due=date(2026, 5, 31), text="完成招标"),)
    plan = build.plan(deadline=Deadline(text="2026年6月底前", due=build.DUE, milestones=steps))
    found = told(build.worked(plan=plan), period=MAY)
    assert [one.deed for _, one in found.changed] == ["measure", "measure", "milestone", "finished"]


# -- contradictions


def test_a_percentage_that_went_down() -> None:
    found = only(build.started(progress=(entry(5, percent=60), entry(6, percent=40))))
    assert (found.kind, found.was.fill["percent"], found.now.fill["percent"]) == ("percent-down", "60%", "40%")
    assert found.where == "progress.2.percent"
    assert found.mend == "ledger progress ISSUE-001 --month 2026-06 --percent 60"


def test_who_reports_again_in_the_month_has_set_it_right() -> None:
    entries = (entry(5, percent=60), entry(6, 10, percent=40), entry(6, 20, percent=65))
    assert clashes(build.started(progress=entries), JUNE) == ()


def test_work_that_begins_anew_may_begin_at_nothing() -> None:
    again = build.reopened(progress=(entry(5, percent=100),))
    again = again.model_copy(update={"progress": (*again.progress, entry(9, 20, percent=10))})
    assert [one.kind for one in clashes(again, of_month(date(2026, 9, 1)))] == []


def test_an_amount_that_went_down() -> None:
    entries = (
        entry(5, counts=[{"number": "1", "done": "12"}]),
        entry(6, counts=[{"number": "1", "done": "9"}]),
    )
    found = only(build.started(progress=entries))
    assert (found.kind, found.was.fill["amount"], found.now.fill["amount"]) == ("count-down", "12", "9")
    assert found.mend.endswith("--measure 1 --quantity 12")


def test_said_to_be_done_with_measures_open() -> None:
    found = only(build.started(progress=(entry(6, percent=100),)))
    assert (found.kind, found.was.fill["percent"]) == ("done-open", "100%")
    assert [one.fill["number"] for one in found.now.fill["names"]] == ["1", "2"]  # type: ignore[attr-defined]
    assert found.where == "plan.measures.1.done_on"


def test_done_and_said_not_to_be() -> None:
    found = only(build.worked(progress=(entry(5, 28, percent=80),)), MAY)
    assert (found.kind, found.now.fill["percent"]) == ("done-percent", "80%")


@pytest.mark.parametrize(
    ("operator", "value", "worse"),
    [("≤", "2.1", True), ("≤", "1.9", False), ("≥", "1.9", True), ("≥", "2.1", False), ("下降", "2.5", True)],
)
def test_a_reading_worse_than_its_baseline(operator: str, value: str, *, worse: bool) -> None:
    reading = Reading(date=date(2026, 6, 11), value=Decimal(value))
    ammonia = Indicator.model_validate({
        "name": "氨氮", "operator": operator, "value": "1", "unit": "mg/L",
        "baseline": Baseline(year=2015, value=Decimal(2)), "readings": (reading,),
    })  # fmt: skip
    found = clashes(build.started(plan=build.plan(indicators=(ammonia,))), JUNE)
    assert [one.kind for one in found] == (["worse-reading"] if worse else [])


def test_an_amount_of_work_that_was_changed_in_the_month() -> None:
    counted = Measure(number="1.10", text="清淤", quantity=Quantity(total=Decimal(3), unit="公里"))
    change = Change(field="plan.measures.1.quantity.total", old="5", new="3")
    found = only(edited(build.started(plan=build.plan(measures=(counted,))), date(2026, 6, 4), change, why="重新核定"))
    assert (found.kind, found.was.fill["amount"], found.now.fill["amount"]) == ("total-changed", "5", "3")
    assert found.now.fill["why"] == "重新核定"


def test_what_is_written_down_later_as_done_before() -> None:
    change = Change(field="plan.measures.1.done_on", new="2026-05-20")
    found = only(edited(build.worked(), date(2026, 6, 4), change))
    assert (found.kind, found.now.fill["day"]) == ("backdated", "2026-05-20")
    assert found.mend == "ledger snapshot 2026-05 --why …"


def test_the_snapshot_of_the_month_before_is_held_against_the_histories() -> None:
    """In May nobody knew that the work was done in May."""
    then = freeze(edition([build.started()], MAY.last).report, "2026-05")
    found = told(build.worked(), stated=Stated("2026-05", then))
    assert [(one.figure, one.stated, one.found) for one in found.contradicted] == [("finished", 0, 1)]
    assert {one.mark for one, _ in found.differences} == {"completed_on", "measures_done"}
    assert {one.clash.kind for one in found.clashes} == {"snapshot"}
    assert sections(found)[0].summary.key == "dispatch.told-contradicted"


# -- what comes, and cards


def test_what_falls_due_next_month() -> None:
    found = told(build.started(progress=(entry(5),)), period=MAY)
    assert [(node.kind, node.due) for _, node in found.due] == [("final", build.DUE)]
    assert told(build.started(), period=of_month(date(2026, 4, 1))).due == ()


def test_cards_are_judged_when_the_month_is_over() -> None:
    late = build.started(progress=(entry(7),))
    assert [one.card and one.card.card for one in told(late, period=JULY).cards] == ["红"]
    running = told(late, period=JULY, day=JULY.last - timedelta(days=1))
    assert (running.cards, running.over) == ((), False)


def test_a_card_on_record_is_shown_and_not_proposed_again() -> None:
    card = Escalation(
        kind="约谈", date=date(2026, 8, 2), by="wang", reason="已逾期", month="2026-07", card="红", points=Decimal(-2)
    )
    (one,) = told(build.started(escalations=(card,)), period=JULY).cards
    assert one.card is not None
    assert (one.card.recorded, one.card.reasons) == (True, ("已逾期",))


def test_a_late_child_brings_its_parent_a_card() -> None:
    far = build.plan(deadline=Deadline(text="2027年底前", due=date(2027, 12, 31)))
    parent = build.started(plan=far, progress=(entry(7),))
    child = build.started(number=2, uid="uid-child-0002", parent="ISSUE-001", progress=(entry(7),))
    found = told(parent, child, period=JULY)
    assert [(one.id, one.card and one.card.card) for one in found.cards] == [("ISSUE-002", "红"), ("ISSUE-001", "黄")]


# -- papers


def test_a_document_gets_every_field_that_is_declared_and_no_person() -> None:
    found = told(*numbered(build.closed(), build.started(progress=(entry(5, percent=60), entry(6, percent=40)))))
    values = fields(found, build.OFFICE, "", lambda said: said.key)
    assert_declared(values, DISPATCH)
    assert not any(name in str(value) for name in ("张三", "李四", "王五") for value in values.values())


def test_the_days_of_a_document_are_in_words_wherever_they_stand() -> None:
    entries = (entry(5, percent=60), entry(6, 30, percent=40).model_copy(update={"date": date(2026, 7, 3)}))
    ammonia = Indicator.model_validate({
        "name": "氨氮", "operator": "≤", "value": "1", "unit": "mg/L",
        "baseline": Baseline(year=2015, value=Decimal(2)),
        "readings": (Reading(date=date(2026, 6, 11), value=Decimal("2.1")),),
    })  # fmt: skip
    change = Change(field="plan.measures.1.done_on", new="2026-05-20")
    issues = (
        edited(build.worked(plan=build.plan(indicators=(ammonia,)), progress=entries), date(2026, 6, 4), change),
        build.started(progress=(entry(5),)),
    )
    values = fields(told(*numbered(*issues)), build.OFFICE, "", Catalogue("zh"))
    text = str(values)
    assert not re.findall(r"\d{4}-\d{2}", text)
    assert not re.findall(r" \d{4}年|日 [一-鿿]", text)
    assert "2026年5月报完成比例60%" in text
    assert "氨氮2026年6月11日读数" in text
    assert "2026年6月4日补记为2026年5月20日完成" in text


def test_a_document_lists_what_was_not_reported_on_in_time_issue_by_issue() -> None:
    late = build.started(progress=(entry(6, 30).model_copy(update={"date": date(2026, 7, 3)}),))
    never, silent = build.started(progress=()), build.started(progress=(entry(5),))
    found = told(*numbered(build.started(progress=(entry(6),)), late, silent, never))
    listed = fields(found, build.OFFICE, "", lambda said: said.key)["未按时清单"]
    assert [(one["编号"], one["填报情况"]) for one in listed if isinstance(one, dict)] == [
        ("ISSUE-002", "2026年7月3日补报"),
        ("ISSUE-003", "未报（上次2026年5月20日）"),
        ("ISSUE-004", "未报（从未报过）"),
    ]


# -- what the rows are counted by


def test_a_unit_s_reports_were_in_time_late_or_missing_and_nothing_else() -> None:
    late = build.started(progress=(entry(6, 30).model_copy(update={"date": date(2026, 7, 3)}),))
    found = told(*numbered(build.started(progress=(entry(6),)), late, build.started(progress=(entry(5),))))
    for _, asked, in_time, tardy, missing, *_ in sections(found)[1].rows:
        assert (asked, in_time, tardy, missing) == (3, 1, 1, 1)


def test_every_part_says_its_day_its_whole_and_how_its_rows_add_up() -> None:
    """Each issue of these has two units: what the units owe is more than what is owed."""
    both = build.started(progress=(entry(5),))
    found = told(*numbered(both, both, build.closed()))
    basis = {one.part: one.basis for one in sections(found)}
    assert {day for one in basis.values() for name, day in one.fill.items() if name == "day"} == {JUNE.last}
    assert (basis["figures"].fill["eve"], basis["missing"].fill["asked"]) == (MAY.last, 2)
    assert basis["missing"].fill["sums"] == say("dispatch.units-overlap", sum=4)
    changed = basis["changed"].fill
    assert (changed["first"], changed["count"], changed["total"]) == (JUNE.first, 1, 3)
    assert basis["cards"].fill["count"] == len(found.cards)


def test_units_that_share_nothing_add_up_and_who_reported_in_time_is_left_out_aloud() -> None:
    alone = build.plan(responsible_units=(build.WATER,), lead_units=())
    other = build.plan(responsible_units=(build.TOWN,), lead_units=())
    found = told(
        *numbered(build.started(plan=alone, progress=(entry(5),)), build.started(plan=other, progress=(entry(6),)))
    )
    basis = sections(found)[1].basis
    assert basis.fill["sums"] == say("dispatch.units-add-up", sum=2)
    assert basis.fill["rest"] == say("dispatch.units-left-out", count=1)
    assert names_of(sections(found)[1].rows) == [build.WATER]


def names_of(rows: Iterable[tuple[object, ...]]) -> list[object]:
    return [row[0] for row in rows]


def test_the_sections_are_read_out_in_their_order() -> None:
    found = sections(told(build.started()))
    assert [one.part for one in found] == ["figures", "missing", "changed", "clashes", "due", "cards"]
    assert names_of(found[1].rows) == [build.WATER, build.TOWN]


def test_the_manual_tells_of_every_part_and_every_contradiction() -> None:
    manual = (Path(__file__).parents[1] / "docs/dispatch.md").read_text("utf-8")
    parts, contradictions = manual.split("## 前后矛盾")
    first = re.compile(r"(?m)^\| (\w+) \|")
    assert first.findall(parts) == ["部分", *PART_WORDS.values()]
    assert len(first.findall(contradictions)) == 1 + len(KINDS)


def test_a_cell_names_a_few_issues_or_all() -> None:
    found = told(*numbered(*(build.started(progress=(entry(5),)) for _ in range(7))))
    _, few, *_ = sections(found, 5)
    _, every, *_ = sections(found)
    assert [row[5].key for row in few.rows if isinstance(row[5], Said)] == ["snapshot.among-others"] * 2
    assert [row[5].key for row in every.rows if isinstance(row[5], Said)] == ["dispatch.listed"] * 2
