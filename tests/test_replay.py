"""What an event tells of a change is enough to take it back: the content before, from the content after."""

from __future__ import annotations

from typing import cast

from hypothesis import given
from hypothesis import strategies as st

from ledger.model import replay, trail
from ledger.model.trail import Branch, Node

TEXTS = st.sampled_from(["一", "二", "三", "2026-05-20", ""])
FIELDS = st.sampled_from(["plan", "goal", "measures", "units"])


def blocks(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    """What may stand in a record: a block, a list of words, a list of blocks, each of which says something."""
    block = st.dictionaries(FIELDS, inner, max_size=3)
    entry = block.map(lambda one: {"number": "1", **one})
    return cast("st.SearchStrategy[Node]", block | st.lists(TEXTS, max_size=3) | st.lists(entry, max_size=4))


RECORDS = st.dictionaries(
    FIELDS, st.recursive(cast("st.SearchStrategy[Node]", TEXTS | st.none()), blocks, max_leaves=12)
)


@given(before=RECORDS, after=RECORDS)
def test_taking_back_what_changed_gives_what_stood_there(before: Branch, after: Branch) -> None:
    told = trail.changes(before, after)
    assert trail.canonical(replay.undone(after, told)) == trail.canonical(before)


@given(contents=st.lists(RECORDS, min_size=2, max_size=5))
def test_a_whole_history_runs_backwards(contents: list[Branch]) -> None:
    record: Branch = {**contents[0], "history": [{"move": "register"}]}
    record = trail.seal(None, record, 1)
    for content in contents[1:]:
        history = [*trail.events(record), {"move": "edit"}]
        record = trail.seal(record, {**content, "history": cast("Node", history)}, 1)
    told = replay.stages(record, 0)
    assert [(one.first, one.last) for one in told] == [(at, at) for at in range(len(contents))]
    assert [trail.canonical(one.after) for one in told] == [trail.canonical(one) for one in contents]
    assert list(replay.told_wrongly(record, told)) == []


def test_events_written_in_one_go_are_one_stage() -> None:
    record = trail.seal(None, {"goal": "一", "history": [{"move": "register"}]}, 1)
    history = [*trail.events(record), {"move": "import"}, {"move": "start"}]
    record = trail.seal(record, {"goal": "二", "history": cast("Node", history)}, 2)
    (stage,) = replay.stages(record, 1)
    assert (stage.first, stage.last, stage.before, stage.after) == (1, 2, {"goal": "一"}, {"goal": "二"})


def test_a_change_that_names_no_place_changes_nothing() -> None:
    content: Branch = {"plan": {"measures": [{"text": "一"}]}, "units": ["甲"]}
    odd: list[Branch] = [
        {"field": "plan.measures.0.text", "old": "x"}, {"field": "plan.measures.9.text", "old": "x"},
        {"field": "units.1.x"}, {"old": "x"}, {"field": ["plan"]}, {"field": "plan.measures.1.text.more", "old": "x"},
    ]  # fmt: skip
    assert replay.undone(content, odd) == content
