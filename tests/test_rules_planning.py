"""The plan against itself."""

from __future__ import annotations

from datetime import date

import pytest

import build
from ledger.model.acts import Extension
from ledger.model.issue import Issue
from ledger.model.plan import Deadline, Measure, Milestone, Quantity, Stage
from ledger.model.problem import Path
from ledger.model.rules.planning import (
    deadline_means_what_it_says,
    incomplete,
    measures_mean_what_they_say,
    nodes_inside_the_deadline,
    planned_amounts_rise,
    quantities_agree,
)


def due(deadline: Deadline) -> Issue:
    return build.issue(plan=build.plan(deadline=deadline))


def test_work_without_a_complete_plan() -> None:
    begun = build.started().model_copy(update={"plan": build.plan(goal=None, measures=())})
    found = build.found_by(incomplete, begun)
    assert [str(one.text.fill["field"]) for one in found] == ["field(path=plan.goal)", "field(path=plan.measures)"]
    assert build.found_by(incomplete, build.issue(plan=None)) == [], "before the work begins a plan may be missing"
    assert len(build.found_by(incomplete, begun.model_copy(update={"plan": None}))) == 5


@pytest.mark.parametrize(
    ("plan", "path"),
    [
        (
            {"deadline": Deadline(text="2026年6月底前", due=build.DUE,
                                  milestones=(Milestone(due=date(2026, 7, 1), text="建制"),))},
            ("plan", "deadline", "milestones", 0, "due"),
        ),
        ({"measures": (Measure(number="1", text="排查", due=date(2026, 7, 1)),)}, ("plan", "measures", 0, "due")),
    ],
)  # fmt: skip
def test_a_node_after_the_deadline(plan: dict[str, object], path: Path) -> None:
    (found,) = build.found_by(nodes_inside_the_deadline, build.issue(plan=build.plan(**plan)))
    assert (found.rule, found.path) == ("node-after-deadline", path)


def test_a_node_inside_an_approved_extension() -> None:
    asked = Extension(requested_on=build.DUE, by="zhang", reason="汛期", new_due=date(2026, 9, 30))
    late = build.plan(measures=(Measure(number="1", text="排查", due=date(2026, 9, 30)),))
    for approved, faults in ((None, 1), (build.DUE, 0)):
        granted = asked.model_copy(update={"approved_on": approved})
        found = build.found_by(nodes_inside_the_deadline, build.issue(plan=late, extensions=(granted,)))
        assert len(found) == faults


@pytest.mark.parametrize(
    ("deadline", "field", "suggestion"),
    [
        (Deadline(text="2026年6月底前", due=date(2026, 6, 1)), "due", "2026-06-30"),
        (Deadline(text="2026年6月底前"), "due", "2026-06-30"),
        (Deadline(text="2026年6月底前，并长期坚持", due=build.DUE), "long_term", "true"),
        (Deadline(text="立行立改"), "immediate", "true"),
        (Deadline(text="2026年6月底前", due=build.DUE, long_term=True), "long_term", None),
        (Deadline(text="长期坚持", long_term=True, due=build.DUE), "due", None),
        (Deadline(text="3月底前摸清，6月底前建制", due=build.DUE), "milestones", "2026-03-31, 2026-06-30"),
    ],
)
def test_text_and_meaning_disagree(deadline: Deadline, field: str, suggestion: str | None) -> None:
    (found,) = build.found_by(deadline_means_what_it_says, due(deadline))
    assert (found.rule, found.path, found.suggestion) == ("deadline-disagrees", ("plan", "deadline", field), suggestion)


def test_a_note_settles_it() -> None:
    noted = Deadline(text="2026年6月底前", due=date(2026, 5, 31), note="市政府专题会议纪要提前一个月")
    assert build.found_by(deadline_means_what_it_says, due(noted)) == []


def test_relative_texts_count_from_the_base() -> None:
    told = Deadline(text="7天内", base=date(2026, 3, 1), due=date(2026, 3, 8))
    assert build.found_by(deadline_means_what_it_says, due(told)) == []
    (found,) = build.found_by(deadline_means_what_it_says, due(told.model_copy(update={"base": None})))
    assert found.suggestion == "2026-01-12"


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [("20259月底前", "2025年9月底前"), ("20_年8月底前", None), ("2026年2月30日前", None), ("X月XX日", None)],
)
def test_damage_is_reported_and_never_guessed(text: str, suggestion: str | None) -> None:
    (found,) = build.found_by(deadline_means_what_it_says, due(Deadline(text=text)))
    assert (found.rule, found.level, found.path) == ("deadline-damaged", "error", ("plan", "deadline", "text"))
    assert found.suggestion == suggestion


def test_a_text_that_gives_no_date_is_pointed_out_because_nothing_will_ever_be_late() -> None:
    (found,) = build.found_by(deadline_means_what_it_says, due(Deadline(text="尽快整改到位")))
    assert (found.rule, found.level) == ("deadline-unclear", "warning")
    noted = Deadline(text="尽快整改到位", due=build.DUE, note="原文如此，已请示")
    assert build.found_by(deadline_means_what_it_says, due(noted)) == []
    for text, long_term in (("长期坚持", True), ("每季度", False)):
        clear = Deadline(text=text, long_term=long_term)
        assert build.found_by(deadline_means_what_it_says, due(clear)) == []


@pytest.mark.parametrize(
    ("measure", "rule"),
    [
        ({"deadline": "2026年3月底前", "due": "2026-03-31"}, None),
        ({"deadline": "2026年3月底前", "due": "2026-03-01"}, "deadline-disagrees"),
        ({"deadline": "2026年3月底前"}, "deadline-disagrees"),
        ({"deadline": "20263月底前"}, "deadline-damaged"),
        ({"deadline": "20263月底前", "due": "2026-03-31"}, None),  # somebody looked it up
        ({"deadline": "尽快"}, None),
        ({"due": "2026-03-31"}, None),
    ],
)
def test_the_text_and_the_day_of_a_measure(measure: dict[str, object], rule: str | None) -> None:
    plan = build.plan(measures=(Measure.model_validate({"number": "1", "text": "排查", **measure}),))
    assert build.names(build.found_by(measures_mean_what_they_say, build.issue(plan=plan))) == ([rule] if rule else [])


def test_a_number_used_twice() -> None:
    twice = build.plan(measures=tuple(Measure(number=number, text="排查") for number in ("1", "1.1", "1.10", "1")))
    (found,) = build.found_by(quantities_agree, build.issue(plan=twice))
    assert (found.rule, found.path) == ("dup-measure", ("plan", "measures", 3, "number"))


@pytest.mark.parametrize(("done", "rules"), [("14", ["quantity-short"]), ("23", []), ("24", [])])
def test_a_measure_done_before_its_count_is_full(done: str, rules: list[str]) -> None:
    counted = Measure(number="1", text="改造", done_on=build.DONE, quantity=Quantity(total="23", unit="台", done=done))
    found = build.found_by(quantities_agree, build.issue(plan=build.plan(measures=(counted,))))
    assert build.names(found) == rules


def test_an_issue_without_plan_or_deadline_has_nothing_to_disagree() -> None:
    undated = build.plan(deadline=None, measures=(Measure(number="1", text="排查", deadline="2026年3月底前"),))
    rules = (nodes_inside_the_deadline, deadline_means_what_it_says, quantities_agree)
    for issue in (build.issue(plan=None), build.issue(plan=undated)):
        assert [found for rule in rules for found in build.found_by(rule, issue)] == []
    assert build.names(build.found_by(measures_mean_what_they_say, build.issue(plan=undated))) == ["deadline-disagrees"]


def test_measures_count_from_the_base_of_the_deadline() -> None:
    based = build.plan(
        deadline=Deadline(text="7天内", base=date(2026, 3, 1), due=date(2026, 3, 8)),
        measures=(Measure(number="1", text="排查", deadline="5天内", due=date(2026, 3, 6)),),
    )
    assert build.found_by(measures_mean_what_they_say, build.issue(plan=based)) == []


def test_a_note_alone_is_no_deadline() -> None:
    """A note explains a day; it does not stand in for one."""
    undated = due(Deadline(text="汛期前", note="以防汛指挥部公布的入汛日为准"))
    assert build.names(build.found_by(deadline_means_what_it_says, undated)) == ["deadline-undated"]


@pytest.mark.parametrize(
    ("stages", "faults"),
    [
        ((), []),
        (((3, "10"), (6, "23")), []),
        (((6, "10"), (3, "23")), ["rule.stage-earlier at 1.by"]),
        (((3, "10"), (3, "23")), ["rule.stage-earlier at 1.by"]),
        (((3, "10"), (6, "10")), ["rule.stage-less at 1.amount"]),
        (((3, "10"), (6, "24")), ["rule.stage-beyond at 1.amount"]),
    ],
)
def test_planned_amounts_are_cumulative_and_dated(stages: tuple[tuple[int, str], ...], faults: list[str]) -> None:
    planned = tuple(Stage(by=date(2026, month, 1), amount=amount) for month, amount in stages)
    counted = Measure(number="1", text="改造锅炉", quantity=Quantity(total="23", unit="台", stages=planned))
    found = build.found_by(planned_amounts_rise, build.issue(plan=build.plan(measures=(counted,))))
    assert [f"{one.text.key} at {one.path[-2]}.{one.path[-1]}" for one in found] == faults
    assert {one.rule for one in found} <= {"stages-out-of-order"}
