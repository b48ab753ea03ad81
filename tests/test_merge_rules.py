"""What becomes of two versions of one issue, rule by rule, and over made-up histories."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import branching
from branching import FILE, Town
from ledger.model import chain, trail
from ledger.model.acts import MERGER
from ledger.model.merge import joining, rejoin
from ledger.model.trail import Branch
from ledger.store import gate, merging
from ledger.store.merging import Outcome, Versions

BASE = branching.first()
Change = Callable[[Branch], None]


def side(*changes: Change, move: str = "edit", seed: int = 0, data: bytes = BASE, after: str | None = None) -> bytes:
    """The file after somebody's acts on a branch of their own."""
    town = Town(random.Random(seed))
    for change in changes:
        data = town.act(data, move, change, after)
    return data


def plan(record: Branch) -> Branch:
    return cast("Branch", record["plan"])


def measures(record: Branch) -> list[Branch]:
    return cast("list[Branch]", plan(record)["measures"])


def says(field: str, value: str) -> Change:
    return lambda record: record.update({field: value})


def both_ways(ours: bytes, theirs: bytes, base: bytes = BASE) -> Outcome:
    """The outcome, once it is seen to be the same for whoever merges."""
    one = merging.merge(Versions(base, ours, theirs, FILE))
    other = merging.merge(Versions(base, theirs, ours, FILE))
    assert one.clean == other.clean
    assert not one.clean or one.data == other.data
    return one


def merged(ours: bytes, theirs: bytes) -> Branch:
    done = both_ways(ours, theirs)
    assert done.clean, (done.clashes, done.against)
    record = branching.read(done.data)
    assert chain.faults(record, "ISSUE-001") == ()
    return record


def clashing(ours: bytes, theirs: bytes) -> list[str]:
    done = both_ways(ours, theirs)
    assert not done.clean
    assert isinstance(gate.read(done.data, FILE), tuple)
    return [one.field for one in done.clashes]


# --- fields ---


def test_who_alone_changed_a_field_wins() -> None:
    record = merged(side(says("title", "甲"), seed=1), side(says("region", "乙"), seed=2))
    assert (record["title"], record["region"]) == ("甲", "乙")


def test_the_same_change_on_both_sides_is_no_conflict() -> None:
    assert merged(side(says("title", "甲"), seed=1), side(says("title", "甲"), seed=2))["title"] == "甲"


def test_two_values_for_one_field_are_a_conflict_of_that_field_alone() -> None:
    ours = side(says("title", "甲"), says("region", "丁"), seed=1)
    assert clashing(ours, side(says("title", "乙"), seed=2)) == ["title"]


def test_a_field_taken_away_here_and_changed_there_is_a_conflict() -> None:
    ours = side(lambda record: plan(record).pop("person") and None, seed=1)
    assert clashing(ours, side(lambda record: plan(record).update(person="li"), seed=2)) == ["plan.person"]


# --- lists ---


def test_measures_are_told_by_their_number() -> None:
    ours = side(lambda record: measures(record)[0].update(done_on="2026-05-01"), seed=1)
    theirs = side(lambda record: measures(record)[0].update(text="清淤 5 公里"), seed=2)
    assert measures(merged(ours, theirs))[0] == {"number": "1", "text": "清淤 5 公里", "done_on": "2026-05-01"}


def test_what_measures_are_given_is_merged_measure_by_measure() -> None:
    ours = side(lambda record: measures(record)[0].update(funds="80"), seed=1)
    theirs = side(lambda record: measures(record)[1].update(funds="12.5"), seed=2)
    assert [one["funds"] for one in measures(merged(ours, theirs))] == ["80", "12.5"]
    other = side(lambda record: measures(record)[0].update(funds="90"), seed=3)
    assert clashing(ours, other) == ["plan.measures.1.funds"]


def test_a_new_measure_of_one_number_on_both_sides_is_a_conflict() -> None:
    ours = side(lambda record: measures(record).append({"number": "3", "text": "甲"}), seed=1)
    theirs = side(lambda record: measures(record).append({"number": "3", "text": "乙"}), seed=2)
    assert clashing(ours, theirs) == ["plan.measures.3.text"]


def test_new_measures_come_in_the_order_of_their_numbers() -> None:
    ours = side(lambda record: measures(record).append({"number": "10", "text": "甲"}), seed=1)
    theirs = side(lambda record: measures(record).append({"number": "9", "text": "乙"}), seed=2)
    assert [one["number"] for one in measures(merged(ours, theirs))] == ["1", "2", "9", "10"]


def test_a_measure_taken_out_here_and_changed_there_is_a_conflict() -> None:
    ours = side(lambda record: measures(record).pop(1) and None, seed=1)
    theirs = side(lambda record: measures(record)[1].update(text="甲"), seed=2)
    assert clashing(ours, theirs) == ["plan.measures.2"]


def test_what_both_reported_stands_there_once_each() -> None:
    ours, theirs = (branching.report(Town(random.Random(seed), serial=seed * 10), BASE) for seed in (1, 2))
    texts = [one["text"] for one in cast("list[Branch]", merged(ours, theirs)["progress"])]
    assert texts == ["已清淤 1 公里", "第11稿", "第21稿"]


def judges(day: str, by: str, pace: str) -> Change:
    told: Branch = {"date": day, "by": by, "pace": pace, "reason": "看了现场"}
    return lambda record: record.update({"appraisals": [told]})


def test_judgements_of_the_pace_on_both_sides_stand_in_the_order_of_their_days() -> None:
    later, earlier = judges("2026-05-19", "zhang", "达到序时"), judges("2026-05-11", "li", "未达序时")
    record = merged(side(later, move="appraise"), side(earlier, move="appraise", seed=1))
    assert [one["pace"] for one in cast("list[Branch]", record["appraisals"])] == ["未达序时", "达到序时"]


def test_words_are_a_set_with_additions_and_removals() -> None:
    start = side(says("fields", cast("str", ["水", "大气"])))
    ours = side(says("fields", cast("str", ["水", "大气", "土壤"])), seed=1, data=start)
    theirs = side(says("fields", cast("str", ["大气", "噪声"])), seed=2, data=start)
    done = both_ways(ours, theirs, start)
    assert branching.read(done.data)["fields"] == ["大气", "噪声", "土壤"]


def test_words_replaced_on_both_sides_are_a_conflict() -> None:
    ours = side(lambda record: plan(record).update(responsible_units=["县住建局"]), seed=1)
    theirs = side(lambda record: plan(record).update(responsible_units=["县交通局"]), seed=2)
    assert clashing(ours, theirs) == ["plan.responsible_units"]


# --- histories and conclusions ---


def test_the_merge_event_is_the_rules_own_and_names_both_ends() -> None:
    ours, theirs = side(says("title", "甲"), seed=1), side(says("region", "乙"), seed=2)
    last = trail.events(merged(ours, theirs))[-1]
    ends = [trail.events(branching.read(data))[-1] for data in (ours, theirs)]
    assert (last["move"], last["by"]) == ("merge", MERGER)
    assert last["prev"] == sorted(str(one["hash"]) for one in ends)
    assert last["at"] == max(str(one["at"]) for one in ends)


def test_a_merge_made_up_by_hand_is_found() -> None:
    record = merged(side(says("title", "甲"), seed=1), side(says("region", "乙"), seed=2))
    last = len(trail.events(record)) - 1
    assert rejoin.is_true(record, last, trail.content(record))
    event = {key: value for key, value in trail.events(record)[-1].items() if key not in {"hash", "state"}}
    forged: Branch = {**record, "title": "偷换"}
    event = {**event, "state": trail.state(forged)}
    event["hash"] = trail.event_digest(event)
    forged["history"] = cast("trail.Node", [*trail.events(record)[:-1], event])
    assert chain.faults(forged, "ISSUE-001") == ()
    assert not rejoin.is_true(forged, last, trail.content(forged))


@pytest.mark.parametrize("move", ["verify", "fail", "close", "reopen", "start", "pass", "void"])
def test_a_conclusion_against_any_change_is_for_a_person(move: str) -> None:
    ours = side(says("title", "甲"), move=move, seed=1)
    done = both_ways(ours, side(says("region", "乙"), seed=2))
    assert {one.key for one in done.against} == {"merge.move"}


def test_a_conclusion_that_nobody_else_changed_anything_beside_is_taken() -> None:
    ours = side(says("title", "甲"), move="verify", seed=1, after="verified")
    done = both_ways(ours, BASE)
    assert done.clean
    assert done.data == ours


def test_an_event_of_the_ancestor_that_a_side_lacks_is_told() -> None:
    before = side(says("title", "甲"))
    lacking = side(says("region", "乙"), seed=1)
    done = both_ways(lacking, side(says("region", "丙"), seed=2, data=before), before)
    assert "merge.lost" in {one.key for one in done.against}


def test_what_nobody_signed_is_not_merged_by_the_way() -> None:
    by_hand = side(says("title", "甲"), seed=1).replace("红旗镇".encode(), "青石镇".encode())
    done = both_ways(by_hand, side(says("title", "乙"), seed=2))
    assert {one.key for one in done.against} == {"merge.unsound"}


def test_two_issues_under_one_number_are_told() -> None:
    other = BASE.replace(b"5b1c8f0e-0001", b"5b1c8f0e-9999")
    assert [one.key for one in both_ways(BASE, other, b"").against] == ["merge.two-issues"]


# --- texts ---


def test_comments_and_order_of_both_sides_survive() -> None:
    ours = side(says("title", "甲"), seed=1).replace(b"source:", "# 本方注\nsource:".encode())
    theirs = side(says("region", "乙"), seed=2).replace(b"progress:", "# 对方注\nprogress:".encode())
    text = both_ways(ours, theirs).data.decode()
    for comment in ("# 台账", "# 措施", "# 属地", "# 本方注", "# 对方注"):
        assert comment in text


def test_two_comments_in_one_place_are_both_kept() -> None:
    ours = side(says("title", "甲"), seed=1).replace(b"source:", "# 本方注\nsource:".encode())
    theirs = side(says("region", "乙"), seed=2).replace(b"source:", "# 对方注\nsource:".encode())
    text = both_ways(ours, theirs).data.decode()
    assert "# 本方注" in text
    assert "# 对方注" in text


# --- made-up histories ---


def holds(made: branching.Repository) -> None:
    """What is true whenever two versions come together, whatever they are."""
    for versions, done in made.meetings:
        back = merging.merge(Versions(versions.base, versions.theirs, versions.ours, versions.file))
        assert back.clean == done.clean
        if not done.clean:
            assert isinstance(gate.read(done.data, FILE), tuple)
            assert {one.field for one in back.clashes} == {one.field for one in done.clashes}
            continue
        assert back.data == done.data
        record = branching.read(done.data)
        sides = [branching.read(data) for data in (versions.ours, versions.theirs)]
        names = {trail.name_of(event) for event in trail.events(record)}
        assert all(trail.name_of(event) in names for one in sides for event in trail.events(one))
        assert not any(chain.forbids(one) for one in chain.faults(record, "ISSUE-001"))
        assert merging.unfit(record, FILE) == ()
        assert joining.merged(record, record, record).record == record


@settings(max_examples=25)
@given(st.integers(0, 10**9))
def test_made_up_histories_lose_nothing_and_hang_on_no_order(seed: int) -> None:
    holds(branching.histories(random.Random(seed)))


@pytest.mark.parametrize("way", sorted(branching.WAYS))
def test_every_way_of_meeting_does_come_together(way: str) -> None:
    """A test of nothing but conflicts would prove little."""
    clean = 0
    for seed in range(6):
        made = branching.Repository(Town(random.Random(seed)))
        root = made.commit(0)
        branching.WAYS[way](made, root, made.commit(root, 2), made.commit(root, 2))
        holds(made)
        clean += sum(done.clean for _, done in made.meetings)
    assert clean > 0
