"""One issue renumbered on one branch and worked on under its old number on another: joined, signed, provable."""

from __future__ import annotations

from typing import cast

import pytest

import branching
from ledger.model import renumber, replay, trail
from ledger.model.acts import MERGER
from ledger.model.merge import joining, rejoin
from ledger.model.trail import Branch, Node

OLD, NEW = "ISSUE-001", "ISSUE-007"
NINE, TEN, NOON = (f"2026-05-04T{hour}:00:00+08:00" for hour in ("09", "10", "12"))


def filed(name: str, number: str = OLD) -> Branch:
    return {"path": f"evidence/{number}/{name}", "sha256": name.ljust(64, "0"), "size": "1", "date": "2026-05-01"}


def acted(before: Branch, move: str, at: str, by: str = "zhang", **change: Node) -> Branch:
    """The record after one act, signed."""
    event: Branch = {"move": move, "before": "in-progress", "after": "in-progress", "by": by, "date": at[:10], "at": at}
    after = {**before, **change, "history": cast("Node", [*trail.events(before), event])}
    return trail.seal(before, after, 1)


def renumbered(before: Branch, at: str, new: str = NEW) -> Branch:
    return acted(before, "renumber", at, **renumber.carried(before, str(before["id"]), new))


START = acted(branching.read(branching.first()), "edit", "2026-05-03T09:00:00+08:00", evidence=[filed("a")])


@pytest.mark.parametrize("first", [(NINE, TEN), (TEN, NINE)])
def test_work_under_the_old_number_comes_under_the_new_one(first: tuple[str, str]) -> None:
    """Whoever merges gets the same; the events stay as they were signed, and the merge proves itself."""
    ours, theirs = renumbered(START, first[0]), acted(START, "file", first[1], evidence=[filed("a"), filed("b")])
    found = joining.merged(START, ours, theirs)

    assert found.clean, found.against
    assert (found.record["id"], found.record["evidence"]) == (NEW, [filed("a", NEW), filed("b", NEW)])
    assert trail.same(joining.merged(START, theirs, ours).record, found.record)
    listed = trail.events(found.record)
    assert {trail.name_of(one) for side in (ours, theirs) for one in trail.events(side)} < set(
        map(trail.name_of, listed)
    )
    assert listed[-1]["by"] == MERGER
    assert rejoin.is_true(found.record, len(listed) - 1, trail.content(found.record))
    left = replay.contents(found.record)
    assert left[trail.name_of(trail.events(theirs)[-1])] == trail.content(theirs)
    assert renumber.formerly(found.record) == (OLD,)


def test_nobody_who_signs_a_merge_can_take_the_new_number_back() -> None:
    ours, theirs = renumbered(START, NINE), acted(START, "edit", TEN, title="乙")
    record = joining.merged(START, ours, theirs).record
    united: Branch = {**record, "history": cast("Node", trail.events(record)[:-1])}
    for number, true in ((NEW, True), (OLD, False)):
        content = renumber.brought(trail.content(united), number)
        done = joining.joined({**united, **content}, ours, theirs, {"by": "wang", "why": "已核对"})
        assert rejoin.is_true(done, len(trail.events(done)) - 1, content) == true


@pytest.mark.parametrize(("at", "kept"), [((NINE, TEN), NEW), ((TEN, NINE), "ISSUE-008"), ((TEN, TEN), NEW)])
def test_of_two_new_numbers_the_one_given_first_stays(at: tuple[str, str], kept: str) -> None:
    """The lesser of two given at one moment; the other is never given again."""
    one, other = renumbered(START, at[0]), renumbered(START, at[1], "ISSUE-008")
    found = joining.merged(START, one, other)

    assert (found.clean, found.record["id"]) == (True, kept)
    assert renumber.settled(one, other) == renumber.settled(other, one) == kept
    assert {*renumber.formerly(found.record), kept} == {OLD, NEW, "ISSUE-008"}
    later = acted(other, "edit", NOON, title="丁")
    assert renumber.settled(found.record, later) == kept, "a number that was given up doesn't come back"


def test_a_number_of_three_digits_is_less_than_one_of_four() -> None:
    assert renumber.settled({"id": "ISSUE-1000"}, {"id": "ISSUE-999"}) == "ISSUE-999"


def test_a_verification_holds_that_knew_nothing_of_the_new_number() -> None:
    """What it covers is counted under the number that it was made under, though the other stands before it in time."""
    verdict = [{"date": "2026-05-04", "by": "li", "result": "通过", "evidence": [filed("a")["path"]]}]
    verified = acted(START, "verify", TEN, "li", verifications=cast("Node", verdict))
    ours = renumbered(START, NINE)
    found = joining.merged(START, ours, verified)

    assert found.against, "a conclusion beside any change is a person's to confirm"
    done = joining.joined(found.record, ours, verified, {"by": "wang", "why": "已核对"})
    assert [one["move"] for one in trail.events(done)][-3:] == ["renumber", "verify", "merge"]
    assert not trail.suspect(done)
    assert trail.suspect({**done, "plan": {"goal": "换了"}})
    assert not trail.suspect(renumbered(verified, NOON)), "nor where the number came after it"


def test_an_earlier_content_is_told_under_the_number_of_today() -> None:
    joined = joining.merged(START, renumbered(START, NINE), renumbered(START, TEN, "ISSUE-008")).record

    for before in (START, renumbered(START, TEN, "ISSUE-008")):
        assert trail.same(renumber.since(before, joined), trail.content(joined))
    assert renumber.since(START, {**START, "id": NEW}) == trail.content(START), "a number changed by hand is a change"
