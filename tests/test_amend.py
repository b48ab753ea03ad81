"""Edits in words: `--set 责任单位=市水利局、市住建局`."""

from __future__ import annotations

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.model.amend import AmendError, Tree, add_measure, assign, explain_deadlines, parse_path, parse_value
from ledger.model.issue import Issue
from ledger.model.workdays import Calendar


def tree() -> Tree:
    measures = [{"number": "1", "text": "排查"}, {"number": "2", "text": "建设"}]
    return {
        "id": "ISSUE-001",
        "uid": "uid-00000001",
        "title": "污水直排",
        "status": "open",
        "source": {"kind": "自查", "received": "2026-01-05"},
        "plan": {"goal": "消除直排口", "measures": measures},
    }


def put(setting: str, into: Tree) -> Tree:
    key, _, text = setting.partition("=")
    field, path = parse_path(key)
    return assign(into, path, parse_value(field, text))


def refused(setting: str) -> str:
    with pytest.raises(AmendError) as caught:
        put(setting, tree())
    return caught.value.said.key


@pytest.mark.parametrize(
    ("word", "path"),
    [
        ("title", ("title",)),
        ("整改目标", ("plan", "goal")),
        ("plan.measures.1.due", ("plan", "measures", 0, "due")),
        ("措施.2.措施时限", ("plan", "measures", 1, "due")),
        ("措施.2.due", ("plan", "measures", 1, "due")),
        ("措施.1", ("plan", "measures", 0)),
        ("plan.measures", ("plan", "measures")),
        ("plan.deadline.milestones.3.text", ("plan", "deadline", "milestones", 2, "text")),
        ("plan.indicators.1.readings.2.value", ("plan", "indicators", 0, "readings", 1, "value")),
    ],
)
def test_where_a_key_leads(word: str, path: tuple[str | int, ...]) -> None:
    assert parse_path(word)[1] == path


@pytest.mark.parametrize(
    ("setting", "reason"),
    [
        ("gaol=x", "amend.unknown-key"),
        ("1=x", "amend.unknown-key"),
        ("=x", "amend.unknown-key"),
        ("plan..goal=x", "amend.unknown-key"),
        ("title.²=x", "amend.unknown-key"),
        ("plan.measures.due=2026-03-31", "amend.which-entry"),
        ("plan.indicators.1.readings.value=2", "amend.which-entry"),
        ("title.1=x", "amend.no-entries"),
        ("plan.measures.1.2.due=2026-03-31", "amend.no-entries"),
        ("plan.measures.4.due=2026-03-31", "amend.no-such-entry"),
        ("plan.measures.0.due=2026-03-31", "amend.no-such-entry"),
        ("plan.deadline=2026年底前", "amend.needs-yaml"),
    ],
)
def test_an_assignment_that_can_not_be_made(setting: str, reason: str) -> None:
    assert refused(setting) == reason


def test_the_nearest_key_is_offered() -> None:
    with pytest.raises(AmendError) as caught:
        parse_path("整改目示")
    assert "整改目标" in str(caught.value.said.fill["hint"])


@pytest.mark.parametrize(
    ("setting", "where", "value"),
    [
        ("title=新名称", ("title",), "新名称"),
        ("title= 车间 #1 ", ("title",), " 车间 #1 "),
        (
            "责任单位=市水利局、市住建局(牵头、配合)",
            ("plan", "responsible_units"),
            ["市水利局", "市住建局(牵头、配合)"],
        ),
        ("环境要素=水、大气 土壤", ("fields",), ["水", "大气", "土壤"]),
        ("整改时限=2026年底前", ("plan", "deadline", "text"), "2026年底前"),
        ("措施.1.措施时限=2026-03-31", ("plan", "measures", 0, "due"), "2026-03-31"),
        ("措施.3.整改措施=验收", ("plan", "measures", 2, "text"), "验收"),
    ],
)
def test_a_value_lands_where_it_belongs(setting: str, where: tuple[str | int, ...], value: object) -> None:
    node: object = put(setting, tree())
    for key in where:
        assert isinstance(node, (dict, list))
        node = node[key]  # type: ignore[index]  # the path fits the tree
    assert node == value


def test_nothing_behind_the_sign_clears_the_field() -> None:
    assert "plan" in put("整改目标=", tree())
    assert put("整改目标=", tree())["plan"] == {
        "measures": [{"number": "1", "text": "排查"}, {"number": "2", "text": "建设"}]
    }
    assert put("包案领导=", tree()) == tree()


settings = st.sampled_from(["title", "plan.goal", "措施.1.due", "措施.3.text", "plan.deadline.text", "fields", "level"])


@given(st.lists(st.tuples(settings, st.text(max_size=10))))
def test_an_assignment_changes_a_copy_and_nothing_beside_its_place(edits: list[tuple[str, str]]) -> None:
    current = tree()
    for key, text in edits:
        before = copy.deepcopy(current)
        changed = put(f"{key}={text}", current)
        assert current == before
        top = parse_path(key)[1][0]
        assert {k: v for k, v in changed.items() if k != top} == {k: v for k, v in before.items() if k != top}
        assert put(f"{key}={text}", changed) == changed, "putting it again changes nothing"
        current = changed


def numbers(of: Tree) -> list[str]:
    plan = of["plan"]
    assert isinstance(plan, dict)
    return [measure["number"] for measure in plan["measures"]]


def test_a_measure_more() -> None:
    assert numbers(add_measure(tree(), "验收")) == ["1", "2", "3"]
    assert numbers(add_measure({"cycle": "1"}, "排查")) == ["1"]


def test_a_measures_number_is_not_taken_yet() -> None:
    gap = assign(tree(), ("plan", "measures", 1, "number"), "7")
    assert numbers(add_measure(gap, "验收")) == ["1", "7", "8"]
    lettered = assign(tree(), ("plan", "measures", 1, "number"), "二")
    assert numbers(add_measure(lettered, "验收")) == ["1", "二", "3"]


@pytest.mark.parametrize(("cycle", "said"), [("1", None), (1, None), ("2", "2"), (2, 2)])
def test_a_measure_belongs_to_the_present_cycle(cycle: str | int, said: str | int | None) -> None:
    added = add_measure({**tree(), "cycle": cycle}, "再排查")["plan"]
    assert isinstance(added, dict)
    assert added["measures"][-1].get("cycle") == said


def explained(deadline: Tree, /, **measure: str) -> Tree:
    whole = tree()
    whole["plan"] = {"deadline": deadline, "measures": [{"number": "1", "text": "排查", **measure}]}
    plan = explain_deadlines(whole, Calendar())[0]["plan"]
    assert isinstance(plan, dict)
    return plan


def test_a_deadline_is_explained_where_only_its_text_is_given() -> None:
    assert explained({"text": "2026年底前，并长期坚持"})["deadline"] == {
        "text": "2026年底前，并长期坚持",
        "due": "2026-12-31",
        "long_term": "true",
    }
    parts = explained({"text": "3月底前摸清，6月底前建制"})["deadline"]
    assert isinstance(parts, dict)
    assert [part["due"] for part in parts["milestones"]] == ["2026-03-31", "2026-06-30"]


def test_a_relative_deadline_counts_from_its_base() -> None:
    for base, due in ((None, "2026-01-12"), ("2026-03-01", "2026-03-08")):
        told: Tree = {"text": "7天内", **({"base": base} if base else {})}
        plan = explained(told, deadline="7天内")
        assert plan["deadline"] == {**told, "due": due}
        assert plan["measures"] == [{"number": "1", "text": "排查", "deadline": "7天内", "due": due}]


def test_what_was_decided_by_hand_is_left_alone() -> None:
    for decided in ({"text": "2026年底前", "due": "2026-11-30"}, {"text": "20259月底前"}, {"text": "尽快"}):
        assert explained(dict(decided))["deadline"] == decided


def test_measures_get_their_days_too() -> None:
    def due(**measure: str) -> object:
        measures = explained({"text": "长期坚持"}, **measure)["measures"]
        assert isinstance(measures, list)
        return measures[0].get("due")

    assert due(deadline="3月底前") == "2026-03-31"
    assert due(deadline="3月底前", due="2026-03-01") == "2026-03-01"
    assert due(deadline="20263月底前") is None


def test_what_can_not_be_explained_comes_back_as_it_was() -> None:
    for odd in (
        {},
        {"plan": "x"},
        {"plan": {"deadline": "x"}},
        {"plan": {"deadline": {"text": "年底前"}}, "source": 1},
    ):
        assert explain_deadlines(odd, Calendar()) == (odd, ())


def test_an_edited_tree_is_an_issue() -> None:
    edited = put("措施.1.措施时限=2026-03-31", put("责任单位=市水利局、市住建局", tree()))
    plan = Issue.model_validate(edited).plan
    assert plan is not None
    assert plan.responsible_units == ("市水利局", "市住建局")
    assert str(plan.measures[0].due) == "2026-03-31"
