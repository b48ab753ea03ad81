"""序时进度: by nodes, by counts, by a person's judgement; nothing is on schedule while a child of it is late."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

import build
from ledger.model.acts import Appraisal, Extension, Progress
from ledger.model.issue import Issue
from ledger.model.pace import Pace, Paced, pace_of, paces
from ledger.model.paceinputs import inputs_of
from ledger.model.pacereasons import in_chinese, percent, reasons
from ledger.model.plan import Deadline, Measure, Milestone, Quantity, Stage
from ledger.model.policy import Clock
from ledger.model.report import build as report
from ledger.model.rewind import rewind

CLOCK = Clock()
NEXT_DAY = build.DUE + timedelta(days=1)
MARCH, APRIL, MAY = date(2026, 3, 31), date(2026, 4, 30), date(2026, 5, 31)


def paced(issue: Issue, day: date) -> Paced:
    """How one issue keeps pace on a day, as the record was then."""
    then = rewind(issue, day)
    assert then is not None
    return pace_of(inputs_of(then, build.OFFICE), day, CLOCK)


def family(day: date, *issues: Issue) -> dict[str, Paced]:
    """How the issues of a small ledger keep pace on a day."""
    return paces((inputs_of(one, build.OFFICE) for one in issues), day, CLOCK)


def keys(one: Paced) -> list[str]:
    return [said.key for said in reasons(one)]


def with_nodes(*done: date | None, **changes: object) -> Issue:
    """Work with nodes at the end of March, of April and of June, done on these days."""
    texts = ((MARCH, "完成排查"), (APRIL, "完成设计"), (build.DUE, "完成建设"))
    nodes = tuple(
        Milestone(due=due, text=text, done_on=when) for (due, text), when in zip(texts, done, strict=True)
    )  # fmt: skip
    deadline = Deadline(text="3月底前排查，4月底前设计，6月底前建设", due=build.DUE, milestones=nodes)
    return build.started(plan=build.plan(deadline=deadline, **changes))


def boilers(done: str, *stages: tuple[date, str], total: str = "280") -> Issue:
    """Counted work with planned amounts: boilers to be rebuilt."""
    planned = tuple(Stage(by=by, amount=amount) for by, amount in stages)
    count = Quantity(total=total, unit="台", done=done, stages=planned)
    deadline = Deadline(text="2026年底前", due=date(2026, 12, 31))
    return build.started(
        plan=build.plan(deadline=deadline, measures=(Measure(number="1", text="改造锅炉", quantity=count),))
    )


def judged(issue: Issue, word: str, day: date, **changes: object) -> Issue:
    """The same with a judgement on record."""
    act = Appraisal(date=day, by="li", pace=word, reason="设备已到货，能按期完成")  # type: ignore[arg-type]  # three words
    return issue.model_copy(update={"appraisals": (*issue.appraisals, act.model_copy(update=changes))})


# --- by nodes ---


@pytest.mark.parametrize(
    ("done", "day", "pace", "why"),
    [
        ((None, None, None), MARCH, "on-pace", ["pace.next"]),
        ((None, None, None), date(2026, 4, 1), "behind", ["pace.milestone"]),
        ((MARCH, None, None), date(2026, 4, 1), "on-pace", ["pace.kept", "pace.next"]),
        ((MARCH, None, None), date(2026, 5, 1), "behind", ["pace.milestone"]),
        ((None, MARCH, None), date(2026, 4, 1), "behind", ["pace.milestone", "pace.early-milestone"]),
        ((MARCH, MARCH, None), date(2026, 4, 1), "ahead", ["pace.early-milestone", "pace.kept", "pace.next"]),
        ((MARCH, None, MARCH), date(2026, 4, 1), "ahead", ["pace.early-milestone", "pace.kept", "pace.next"]),
        ((MARCH, MARCH, None), NEXT_DAY, "overdue", ["pace.final"]),
    ],
)
def test_every_node_that_was_due_is_done(done: tuple[date | None, ...], day: date, pace: Pace, why: list[str]) -> None:
    found = paced(with_nodes(*done), day)
    assert (found.pace, keys(found)) == (pace, why)


def test_a_missed_node_is_named_with_its_number_and_day() -> None:
    found = paced(with_nodes(MARCH, None, None), MAY)
    assert in_chinese(found) == "节点2 2026-04-30 未完成（完成设计）"


def test_the_last_node_and_the_final_day_are_one_lateness() -> None:
    assert in_chinese(paced(with_nodes(MARCH, APRIL, None), NEXT_DAY)) == "最后期限 2026-06-30 已过 1 天，未完成"


def test_a_measure_has_a_day_of_its_own() -> None:
    dated = (Measure(number="1.10", text="排查", due=MARCH), Measure(number="2", text="建设"))
    found = paced(build.started(plan=build.plan(measures=dated)), APRIL)
    assert (found.pace, found.basis, in_chinese(found)) == ("behind", "nodes", "措施1.10 2026-03-31 未完成（排查）")


def test_a_node_moves_with_the_final_day_that_was_extended() -> None:
    granted = Extension(
        requested_on=MAY, by="zhang", reason="汛期", new_due=date(2026, 9, 30), approved_on=MAY, approver="wang"
    )
    asked = with_nodes(MARCH, APRIL, None).model_copy(update={"extensions": (granted,)})
    assert paced(asked, NEXT_DAY).pace == "on-pace"


def test_from_the_arrival_to_the_closing() -> None:
    waiting = paced(build.issue(), build.STARTED)
    assert (waiting.pace, in_chinese(waiting)) == (
        "not-started",
        "2026-01-05 交办，至今 7 天未启动；下一个节点 2026-06-30",
    )
    assert paced(build.issue(), NEXT_DAY).pace == "overdue", "whether anybody began or not"
    stages = {
        "started": (build.started(), "on-pace", False),
        "worked": (build.worked(), "done", False),
        "verified": (build.verified(), "done", True),
        "closed": (build.closed(), "closed", False),
        "reopened": (build.reopened(date(2026, 12, 31)), "on-pace", False),
    }
    for name, (issue, pace, accepted) in stages.items():
        found = paced(issue, build.REOPENED)
        if name != "started":
            assert (name, found.pace, found.accepted) == (name, pace, accepted)
    assert paced(build.started(), build.STARTED).pace == "on-pace"
    assert in_chinese(paced(build.worked(), build.DONE)) == "措施和节点已于 2026-05-20 全部完成，待验收"
    assert in_chinese(paced(build.verified(), build.CLOSED)) == "已于 2026-06-01 通过验收，待销号"
    assert in_chinese(paced(build.closed(), build.CLOSED)) == "已于 2026-06-08 销号"


def test_what_a_former_cycle_had_done_is_not_ahead_in_the_new_one() -> None:
    early = (Measure(number="1", text="排查", due=date(2026, 12, 31)), Measure(number="2", text="建设"))
    again = build.reopened(date(2027, 3, 31), plan=build.plan(measures=early))
    assert paced(again, build.REOPENED).pace == "on-pace"


def test_without_dates_nothing_can_be_late() -> None:
    bare = build.issue(status="in-progress", plan=build.plan(deadline=None))
    found = paced(bare, NEXT_DAY)
    assert (found.pace, found.basis, keys(found)) == ("on-pace", "nothing", ["pace.undated"])


@pytest.mark.parametrize(("days", "soon"), [(16, False), (15, True), (0, True), (-1, False)])
def test_what_falls_due_soon_is_marked_whatever_its_pace(days: int, soon: bool) -> None:  # noqa: FBT001 - a row of the table
    assert paced(build.started(), build.DUE - timedelta(days=days)).soon is soon


# --- by counts ---


@pytest.mark.parametrize(
    ("done", "day", "pace", "said"),
    [
        ("97", date(2026, 4, 1), "behind",
         "措施1 完成 97/280台（35%），2026-03-31 应完成 98（35%），欠 1；下一个节点 2026-12-31"),
        ("98", date(2026, 4, 1), "on-pace",
         "措施1 完成 98/280台（35%），2026-03-31 计划 98（35%）；下一个节点 2026-12-31"),
        ("97", MARCH, "on-pace", "措施1 完成 97/280台（35%），2026-03-31 计划 98（35%）；下一个节点 2026-12-31"),
        ("98", date(2026, 3, 30), "ahead",
         "措施1 完成 98/280台（35%），2026-03-31 计划 98（35%）；下一个节点 2026-12-31"),
        ("279.9", date(2026, 9, 1), "ahead",
         "措施1 完成 279.9/280台（99%），2026-12-31 计划 200（71%）；下一个节点 2026-12-31"),
    ],
)  # fmt: skip
def test_counted_work_is_held_against_its_planned_amounts(done: str, day: date, pace: Pace, said: str) -> None:
    stages = ((MARCH, "98"), (date(2026, 8, 31), "150"), (date(2026, 12, 31), "200"))
    found = pace_of(inputs_of(boilers(done, *stages), build.OFFICE), day, CLOCK)
    assert (found.pace, found.basis, in_chinese(found)) == (pace, "quantity", said)


def test_a_plan_of_amounts_falls_due_soon_as_a_node_does() -> None:
    short = boilers("10", (MARCH, "98"), (APRIL, "280"))
    assert pace_of(inputs_of(short, build.OFFICE), date(2026, 3, 20), CLOCK).soon
    kept = boilers("98", (MARCH, "98"), (APRIL, "280"))
    assert not pace_of(inputs_of(kept, build.OFFICE), date(2026, 3, 20), CLOCK).soon


def test_the_last_count_before_a_day_is_that_of_the_day() -> None:
    issue = boilers("120", (MARCH, "98"), (date(2026, 12, 31), "280"))
    told = (("2026-03", date(2026, 3, 20), "60"), ("2026-04", date(2026, 4, 20), "120"))
    entries = tuple(
        Progress.model_validate({"month": month, "date": day, "by": "zhang", "text": "改造", "counts":
                                 [{"number": "1", "done": done}]}) for month, day, done in told
    )  # fmt: skip
    counted = issue.model_copy(update={"progress": entries})
    assert [paced(counted, day).pace for day in (date(2026, 4, 1), date(2026, 4, 20))] == ["behind", "on-pace"]


@pytest.mark.parametrize(
    ("part", "whole", "share"),
    [("190", "280", 68), ("98", "280", 35), ("1", "3", 33), ("279.9", "280", 99), ("280", "280", 100), ("0", "0", 100)],
)
def test_percents_are_whole_and_a_hundred_means_all(part: str, whole: str, share: int) -> None:
    assert percent(Decimal(part), Decimal(whole)) == share


def test_heilongjiang_an_aggregate_on_schedule_hides_no_late_part() -> None:
    """黑龙江 printed 190 of 280, 68%, "达到2019年35%的整改目标", while two of its parts due in 2018 were not done."""
    received, year_end = date(2018, 1, 8), date(2018, 12, 31)
    count = Quantity(
        total="280", unit="处", done="190",
        stages=(Stage(by=date(2019, 12, 31), amount="98"), Stage(by=date(2020, 12, 31), amount="280")),
    )  # fmt: skip
    source = build.issue().source.model_copy(update={"received": received})

    def under(number: int, deadline: Deadline, measure: Measure, parent: str | None = None) -> Issue:
        plan = build.plan(deadline=deadline, measures=(measure,))
        return build.issue(number, status="in-progress", source=source, plan=plan, parent=parent)

    whole = under(
        1, Deadline(text="2020年底前", due=date(2020, 12, 31)), Measure(number="1", text="整治", quantity=count)
    )
    parts = [
        under(number, Deadline(text="2018年底前", due=year_end), Measure(number="1", text="拆除"), "ISSUE-001")
        for number in (2, 3)
    ]
    day = date(2019, 12, 31)
    found = family(day, whole, *parts)["ISSUE-001"]
    assert (found.pace, found.basis) == ("behind", "children")
    assert in_chinese(found) == (
        "下级 ISSUE-002 逾期；下级 ISSUE-003 逾期；"
        "措施1 完成 190/280处（68%），2019-12-31 计划 98（35%）；下一个节点 2020-12-31"
    )
    assert family(day, whole)["ISSUE-001"].pace == "on-pace", "which is what was printed"


# --- by a person's judgement ---


def test_a_judgement_stands_in_for_dates_and_counts() -> None:
    late = with_nodes(None, None, None)
    assert paced(late, date(2026, 4, 10)).pace == "behind"
    found = paced(judged(late, "达到序时", date(2026, 4, 5)), date(2026, 4, 10))
    assert (found.pace, found.basis) == ("on-pace", "judgement")
    assert in_chinese(found) == (
        "2026-04-05 研判达到序时：设备已到货，能按期完成（到 2026-04-30 为止）；节点1 2026-03-31 未完成（完成排查）"
    ), "and hides nothing"
    assert paced(judged(with_nodes(MARCH, None, None), "未达序时", date(2026, 4, 1)), APRIL).pace == "behind"


@pytest.mark.parametrize(
    ("made", "day", "holds"),
    [
        (date(2026, 4, 5), date(2026, 4, 4), False),  # not made yet
        (date(2026, 4, 5), date(2026, 4, 5), True),
        (date(2026, 4, 5), APRIL, True),  # the next node falls due
        (date(2026, 4, 5), date(2026, 5, 1), False),
        (date(2026, 5, 1), date(2026, 6, 1), True),  # 31 days: time to hear of it again
        (date(2026, 5, 1), date(2026, 6, 2), False),
    ],
)
def test_a_judgement_holds_for_a_while(made: date, day: date, holds: bool) -> None:  # noqa: FBT001 - a row of the table
    found = paced(judged(with_nodes(None, MARCH, None), "超序时", made), day)
    assert (found.pace == "ahead") is holds
    assert ("pace.lapsed" in keys(found)) is (day > made and not holds)


def test_a_judgement_hides_no_final_day_and_no_late_child() -> None:
    kept = judged(build.started(), "达到序时", build.DUE)
    assert paced(kept, NEXT_DAY).pace == "overdue"
    parent = judged(build.started(), "超序时", date(2026, 6, 29))
    late = build.issue(2, parent="ISSUE-001", plan=build.plan(deadline=Deadline(text="5月底前", due=MAY)))
    assert family(build.DUE, parent, late)["ISSUE-001"].pace == "behind"


def test_the_last_judgement_counts_until_the_work_is_found_wanting() -> None:
    twice = judged(judged(with_nodes(None, None, None), "超序时", date(2026, 4, 2)), "达到序时", date(2026, 4, 3))
    assert paced(twice, date(2026, 4, 5)).pace == "on-pace"
    asked = build.attempt("li", build.VERIFIED, why="未通水")
    failed = build.moved(judged(build.worked(), "达到序时", build.DONE), "fail", asked)
    assert paced(failed, build.VERIFIED).judged is None
    other_cycle = judged(build.reopened(date(2026, 12, 31)), "超序时", build.REOPENED)
    assert paced(other_cycle, build.REOPENED).judged is None, "it was of the first cycle"


# --- long-term ---


def test_a_long_term_duty_keeps_pace_while_its_proof_is_fresh() -> None:
    duty = build.started(plan=build.plan(deadline=Deadline(text="长期坚持", long_term=True)))
    allowed = build.STARTED + timedelta(days=92)
    assert [paced(duty, day).pace for day in (allowed, allowed + timedelta(days=1))] == ["on-pace", "behind"]
    assert in_chinese(paced(duty, allowed + timedelta(days=1))) == (
        "长期坚持，最近一次进展或佐证在 2026-01-12，已 93 天，超过 92 天"
    )
    proved = duty.model_copy(update={"evidence": (build.evidence(1, allowed),)})
    assert paced(proved, allowed + timedelta(days=92)).pace == "on-pace"


def test_a_long_term_duty_with_a_date_is_held_to_its_date_first() -> None:
    both = Deadline(text="2026年6月底前，并长期坚持", due=build.DUE, long_term=True)
    duty = build.started(plan=build.plan(deadline=both))
    assert paced(duty, build.DUE).pace == "on-pace", "silent for months, but its date is ahead"
    assert paced(duty, NEXT_DAY).pace == "overdue"
    done = build.with_work_done(duty)
    told = [paced(done, day) for day in (build.DONE, build.DUE, date(2026, 8, 20), date(2026, 8, 21))]
    assert [one.pace for one in told] == ["ahead", "on-pace", "on-pace", "behind"]
    assert keys(told[0]) == ["pace.early-final", "pace.fresh"]


# --- children ---


def test_a_late_grandchild_is_seen_from_above() -> None:
    late = build.issue(3, parent="ISSUE-002", plan=build.plan(deadline=Deadline(text="5月底前", due=MAY)))
    child = build.started().model_copy(update={"id": "ISSUE-002", "parent": "ISSUE-001"})
    found = family(build.DUE, build.started(), child, late)
    assert {name: (one.pace, one.late_children) for name, one in found.items()} == {
        "ISSUE-001": ("behind", (("ISSUE-002", "behind"),)),
        "ISSUE-002": ("behind", (("ISSUE-003", "overdue"),)),
        "ISSUE-003": ("overdue", ()),
    }


def test_work_done_is_not_done_while_a_child_is_late_but_what_was_signed_stays() -> None:
    late = build.issue(2, parent="ISSUE-001", plan=build.plan(deadline=Deadline(text="5月底前", due=MAY)))
    paces_of_parent = [
        (found.pace, "pace.child" in keys(found))
        for parent in (build.worked(), build.verified(), build.closed())
        for found in (family(build.DUE, parent, late)["ISSUE-001"],)
    ]
    assert paces_of_parent == [("behind", True), ("done", True), ("closed", True)]


def test_void_children_lost_parents_and_circles_hurt_nobody() -> None:
    due = build.plan(deadline=Deadline(text="5月底前", due=MAY))
    one, other = build.issue(1, parent="ISSUE-002", plan=due), build.issue(2, parent="ISSUE-001")
    circle = family(build.DUE, one, other)
    assert [circle[name].pace for name in ("ISSUE-001", "ISSUE-002")] == ["overdue", "behind"]
    assert family(build.DUE, build.issue(1, parent="ISSUE-001", plan=due))["ISSUE-001"].late_children == ()
    lost = family(build.DUE, build.issue(1, parent="ISSUE-009", plan=due))
    assert lost["ISSUE-001"].pace == "overdue"
    void = replace(inputs_of(build.issue(2, parent="ISSUE-001", plan=due), build.OFFICE), void=True)
    assert paces([inputs_of(build.started(), build.OFFICE), void], build.DUE, CLOCK)["ISSUE-001"].pace == "on-pace"


def test_a_report_knows_the_late_children_that_it_does_not_list() -> None:
    late = build.issue(2, parent="ISSUE-001", plan=build.plan(deadline=Deadline(text="5月底前", due=MAY)))
    every = [(one, f"issues/{one.id}.yaml") for one in (build.started(), late)]
    whole = report(every, build.DUE, build.OFFICE)
    part = replace(whole, entries=whole.entries[:1])
    assert part.paces["ISSUE-001"].pace == "behind"
