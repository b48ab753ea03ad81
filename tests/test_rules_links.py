"""Between issues: parents, children, copies."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import build
from ledger.model.acts import Extension
from ledger.model.issue import Issue
from ledger.model.plan import Deadline, Measure
from ledger.model.rules.links import (
    linked_issues_exist,
    not_after_the_parent,
    not_copied_from_the_parent,
    used_once,
)

PARENT = build.issue(1)


def child(number: int = 2, **changes: object) -> Issue:
    return build.issue(number, **{"parent": "ISSUE-001", **changes})


def dated(due: date) -> Deadline:
    return Deadline(text=f"{due.year}年{due.month}月{due.day}日前", due=due)


def test_links_lead_somewhere() -> None:
    assert build.found_by(linked_issues_exist, child(related=("ISSUE-003",)), PARENT, build.issue(3)) == []
    found = build.found_by(linked_issues_exist, child(related=("ISSUE-021",), parent="ISSUE-010"), build.issue(12))
    assert [(one.rule, one.path, one.suggestion) for one in found] == [
        ("unknown-link", ("related", 0), "ISSUE-012"),
        ("unknown-link", ("parent",), "ISSUE-012"),
    ]


@pytest.mark.parametrize(
    "ring",
    [
        (build.issue(1, parent="ISSUE-001"),),
        (build.issue(1, parent="ISSUE-002"), build.issue(2, parent="ISSUE-001")),
        (build.issue(1, parent="ISSUE-002"), build.issue(2, parent="ISSUE-003"), build.issue(3, parent="ISSUE-002")),
    ],
)
def test_parents_that_go_in_a_circle(ring: tuple[Issue, ...]) -> None:
    assert build.names(build.found_by(linked_issues_exist, *ring)) == ["parent-loop"]


@pytest.mark.parametrize(("due", "rules"), [(build.DUE, []), (date(2026, 7, 1), ["child-after-parent"])])
def test_a_child_is_due_no_later_than_its_parent(due: date, rules: list[str]) -> None:
    found = build.found_by(not_after_the_parent, child(plan=build.plan(deadline=dated(due))), PARENT)
    assert build.names(found) == rules


def test_extensions_count_for_parent_and_child() -> None:
    granted = Extension(
        requested_on=build.DONE, by="zhang", reason="汛期", new_due=date(2026, 9, 30), approved_on=build.DONE
    )
    assert build.names(build.found_by(not_after_the_parent, child(extensions=(granted,)), PARENT)) == [
        "child-after-parent"
    ]
    extended = build.issue(1, extensions=(granted,))
    assert build.found_by(not_after_the_parent, child(extensions=(granted,)), extended) == []


def test_without_a_parent_or_a_date_there_is_nothing_to_compare() -> None:
    lasting = build.plan(deadline=Deadline(text="长期坚持", long_term=True))
    assert build.found_by(not_after_the_parent, child(plan=lasting), PARENT) == []
    assert build.found_by(not_after_the_parent, build.issue(2), PARENT) == []
    assert build.found_by(not_copied_from_the_parent, child(plan=None), PARENT) == []


PROVINCE = build.plan(
    goal="2025年底前消除建成区黑臭水体5条，水质达到Ⅳ类，不再返黑",
    measures=(
        Measure(number="1", text="市水利局对沿河17个排口逐一排查，建立“一口一档”；"),
        Measure(number="2", text="完成2个排水片区整治，建设2.5公里支管网。"),
    ),
)


def test_a_plan_copied_from_its_parent_word_for_word() -> None:
    (found,) = build.found_by(not_copied_from_the_parent, child(plan=PROVINCE), build.issue(1, plan=PROVINCE))
    assert (found.rule, found.path, found.text.fill["score"]) == ("copied-plan", ("plan",), 100)


def test_other_numbers_other_commas_and_another_unit_hide_no_copy() -> None:
    swapped = build.plan(
        responsible_units=("县水利局",),
        goal="2024年底前消除建成区黑臭水体3条,水质达到Ⅳ类, 不再返黑",
        measures=(
            Measure(number="1", text="县水利局对沿河9个排口逐一排查、建立「一口一档」。"),
            Measure(number="2", text="完成1个排水片区整治；建设0.8公里支管网"),
        ),
    )
    (found,) = build.found_by(not_copied_from_the_parent, child(plan=swapped), build.issue(1, plan=PROVINCE))
    assert found.rule == "copied-plan"


def test_a_plan_of_its_own() -> None:
    own = build.plan(
        goal="漕溪浜、周家浜沿线直排口全部截流纳管",
        measures=(Measure(number="1", text="牛塘镇对两条河道驻点巡查，每周通报"), PROVINCE.measures[1]),
    )
    assert build.found_by(not_copied_from_the_parent, child(plan=own), build.issue(1, plan=PROVINCE)) == []


def test_a_long_copy_is_found_as_well() -> None:
    """In a long text every character is frequent, which must not make it count for nothing."""
    texts = [f"对第{n}片区{'甲乙丙丁戊己庚辛壬癸'[n % 10]}类排口开展排查整治" for n in range(60)]
    long = build.plan(measures=tuple(Measure(number=str(at), text=text) for at, text in enumerate(texts)))
    (found,) = build.found_by(not_copied_from_the_parent, child(plan=long), build.issue(1, plan=long))
    assert found.text.fill["score"] == 100


@pytest.mark.parametrize(("changed", "rules"), [(10, ["copied-plan"]), (11, [])])
def test_the_house_decides_how_alike_is_too_alike(changed: int, rules: list[str]) -> None:
    """90 % of a hundred characters, unless it says otherwise; the limit itself is too much."""
    signs = "".join(chr(0x4E00 + n) for n in range(100))
    others = signs[:-changed] + "".join(chr(0x5E00 + n) for n in range(changed))
    own, other = (build.plan(goal=None, measures=(Measure(number="1", text=text),)) for text in (signs, others))
    assert build.names(build.found_by(not_copied_from_the_parent, child(plan=other), build.issue(1, plan=own))) == rules


def test_a_plan_without_words_is_nobodys_copy() -> None:
    empty = build.plan(goal="1.", measures=())
    for own, other in ((empty, empty), (empty, PROVINCE), (PROVINCE, empty)):
        assert build.found_by(not_copied_from_the_parent, child(plan=own), build.issue(1, plan=other)) == []


def test_plans_as_long_as_a_file_may_be_are_compared_quickly() -> None:
    """The same characters in another order are what takes longest."""
    text = "".join(f"对点位{'甲乙丙丁戊己庚辛壬癸'[n % 10]}开展排查整治并验收归档" for n in range(5_000))
    own, other = (build.plan(measures=(Measure(number="1", text=one),)) for one in (text, "".join(sorted(text))))
    assert build.found_by(not_copied_from_the_parent, child(plan=own), build.issue(1, plan=other)) == []


@given(st.lists(st.integers(1, 4), min_size=1, max_size=6))
def test_an_identity_is_used_once(uids: list[int]) -> None:
    ledger = [build.issue(number, uid=f"uid-{uid:08d}") for number, uid in enumerate(uids, 1)]
    found = [one for case in build.in_the_ledger(*ledger) for one in used_once(case)]
    assert len(found) == len(uids) - len(set(uids))
    for one in found:
        first = f"ISSUE-{1 + uids.index(uids[int(str(one.issue)[-3:]) - 1]):03d}"
        assert (one.rule, one.path, one.text.fill["other"]) == ("dup-uid", ("uid",), first)
