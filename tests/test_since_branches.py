"""`check --since` either side of a merge: what was right on its branch is right behind the merge that brought it in."""

from __future__ import annotations

import random
from typing import TypeGuard, cast

import pytest

import branching
import build
from branching import Repository
from ledger.model import renumber, since, trail
from ledger.model.issue import Issue
from ledger.model.merge import joining
from ledger.model.problem import Path
from ledger.model.since import Version
from ledger.model.trail import Branch, Node

OFFICE = build.OFFICE
START = branching.read(branching.first())
NINE, TEN = "2026-05-04T09:00:00+08:00", "2026-05-04T10:00:00+08:00"
SIGNED: Branch = {
    "by": "wang", "date": "2026-05-05", "at": "2026-05-05T09:00:00+08:00", "before": "in-progress",
    "after": "in-progress", "why": "已核对",
}  # fmt: skip


def version(record: Branch) -> Version:
    return Version(Issue.model_validate(filled(record)), record)


def filled(node: Node) -> Node:
    if isinstance(node, dict):
        return {key: filled(value) for key, value in node.items() if value}
    return [filled(one) for one in node] if isinstance(node, list) else node


def alarms(before: Branch, now: Branch) -> set[tuple[str, str]]:
    """Each rule that is broken, with the event that breaks it or the place."""
    listed = trail.events(now)
    return {
        (one.rule, trail.name_of(listed[one.path[1]]) if signed(one.path) else str(one.path))
        for one in since.faults(version(before), version(now), OFFICE)
    }


def signed(path: Path) -> TypeGuard[tuple[str, int]]:
    return path[0] == "history" and len(path) > 1


def acted(before: Branch, move: str, at: str, by: str = "zhang", **change: Node) -> Branch:
    """The record after one act, signed."""
    event: Branch = {"move": move, "before": "in-progress", "after": "in-progress", "by": by, "date": at[:10], "at": at}
    after = {**before, **change, "history": cast("Node", [*trail.events(before), event])}
    return trail.seal(before, after, 1)


def reported(before: Branch, at: str, text: str) -> Branch:
    entry: Branch = {"month": "2026-05", "date": at[:10], "by": "zhang", "text": text}
    return acted(before, "progress", at, progress=[*cast("list[Node]", before["progress"]), entry])


def filed(kind: str, by: str) -> list[Node]:
    return [{"path": "evidence/ISSUE-001/a", "sha256": "0" * 64, "size": "1", "date": "2026-05-04", "kind": kind,
             "by": by}]  # fmt: skip


@pytest.mark.parametrize("seed", range(48))
def test_a_clean_merge_rings_no_bell_since_either_side(seed: int) -> None:
    """Over made-up branches: whatever is told since a side was told of the act itself, on its own branch."""
    made = branching.histories(random.Random(seed))
    joined = {outcome.data for _, outcome in made.meetings}
    alone = own_alarms(made, joined)
    for versions, outcome in made.meetings:
        for side in (versions.ours, versions.theirs) if outcome.clean else ():
            assert alarms(branching.read(side), branching.read(outcome.data)) <= alone


def own_alarms(made: Repository, joined: set[bytes]) -> set[tuple[str, str]]:
    acts = [(made.commits[one.parents[0]].data, one.data) for one in made.commits if one.parents]
    return {
        bell
        for before, after in acts
        if after not in joined
        for bell in alarms(branching.read(before), branching.read(after))
    }


@pytest.mark.parametrize(("mine", "theirs"), [(NINE, TEN), (TEN, NINE)])
def test_a_report_is_asked_by_what_stood_before_it_on_its_branch(mine: str, theirs: str) -> None:
    ours, others = reported(START, mine, "甲"), reported(START, theirs, "乙")
    now = joining.merged(START, ours, others).record
    assert alarms(ours, now) == alarms(others, now) == set()


@pytest.mark.parametrize("at", [(NINE, TEN), (TEN, NINE)])
def test_work_under_a_number_given_up_meanwhile_is_allowed(at: tuple[str, str]) -> None:
    ours = acted(START, "renumber", at[0], **renumber.carried(START, "ISSUE-001", "ISSUE-007"))
    others = reported(START, at[1], "乙")
    now = joining.merged(START, ours, others).record
    assert alarms(ours, now) == alarms(others, now) == set()


def test_a_step_told_among_the_bases_is_still_asked() -> None:
    """Somebody nobody knows, earlier by his word than the base's last act."""
    ours, others = reported(START, TEN, "甲"), acted(START, "edit", NINE, "nobody", region="乙")
    now = joining.merged(START, ours, others).record
    assert {rule for rule, _ in alarms(ours, now)} == {"move-refused"}


def test_of_two_who_filed_one_thing_a_person_may_choose() -> None:
    """What the signed merge explains is no act changed; the same without the signature is."""
    ours = acted(START, "evidence", TEN, "zhao", evidence=filed("工作方案", "zhao"))
    others = acted(START, "evidence", NINE, evidence=filed("监测报告", "zhang"))
    chosen = joining.merged(START, ours, others, lambda clash: clash.theirs).record
    now = joining.joined(chosen, ours, others, SIGNED)
    assert alarms(ours, now) == alarms(others, now) == set()
    (told,) = {rule for rule, _ in alarms(ours, joining.joined(chosen, ours, others))} & {"act-changed"}
    assert told == "act-changed"


def test_nobodys_choice_rewrites_what_both_had_on_record() -> None:
    root = acted(START, "evidence", NINE, evidence=filed("整改后照片", "zhang"))
    ours = acted(root, "evidence", TEN, evidence=filed("工作方案", "zhang"))
    others = acted(root, "evidence", TEN, "li", evidence=filed("监测报告", "zhang"))
    chosen = joining.merged(root, ours, others, lambda clash: clash.theirs).record
    now = joining.joined(chosen, ours, others, SIGNED)
    assert "act-changed" in {rule for rule, _ in alarms(root, now)}
    assert "act-changed" in {rule for rule, _ in alarms(ours, now)}
