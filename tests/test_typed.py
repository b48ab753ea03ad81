"""From texts to a typed record, or to every fault with its place and a likely correction."""

from __future__ import annotations

import house
from ledger.cli.words.catalogue import Catalogue
from ledger.model.issue import Issue
from ledger.model.problem import Problem
from ledger.store import gate
from ledger.store.typed import typed

ZH = Catalogue("zh")
HEAD = "id: ISSUE-001\nuid: abcdefgh\ntitle: 红旗河\nstatus: open\nsource: {kind: 信访, received: 2026-01-04}\n"


def read(text: str) -> Issue | tuple[Problem, ...]:
    tree = gate.read(text.encode(), "issues/ISSUE-001.yaml")
    assert isinstance(tree, gate.Tree), tree
    return typed(Issue, tree, "issues/ISSUE-001.yaml")


def faults(text: str) -> list[tuple[str, str, str | None]]:
    """Place, rule, suggestion of every fault."""
    found = read(text)
    assert isinstance(found, tuple), found
    return [(str(p.place).partition(":")[2], p.rule, p.suggestion) for p in found]


def told(text: str) -> str:
    found = read(text)
    assert isinstance(found, tuple), found
    return ZH(found[0].text)


def test_a_hand_written_issue_is_read_as_it_was_meant() -> None:
    found = read(house.LATE)
    assert isinstance(found, Issue)
    assert found.source.item == "1.10", "an item number is text and keeps its zero"
    assert found.source.finding == "红旗河两岸有 17 个直排口，\n水体发黑发臭。\n"
    assert found.plan is not None
    assert found.plan.measures[0].quantity is not None


def test_words_that_yaml_would_turn_into_something_else_stay_words() -> None:
    found = read(
        HEAD.replace("红旗河", "no")
        + "region: 0012\nplan: {measures: [{number: 1.10, text: 12:30, units: [yes, 1e3]}]}\n"
    )
    assert isinstance(found, Issue)
    assert found.plan is not None
    measure = found.plan.measures[0]
    assert (found.title, found.region, measure.number, measure.text, measure.units) == (
        *("no", "0012", "1.10", "12:30"),
        ("yes", "1e3"),
    )


def test_a_key_without_a_value_says_as_little_as_no_line_at_all() -> None:
    found = read(HEAD + "region:\nfields:\nengineering: null\nplan:\n  goal: ~\n  measures:\n")
    assert isinstance(found, Issue)
    assert (found.region, found.fields, found.engineering) == (None, (), False)
    assert faults(HEAD.replace("红旗河", "")) == [("3:1", "missing-key", None)]


def test_every_fault_of_a_file_is_told_at_once_each_at_its_place() -> None:
    assert faults(HEAD.replace("open", "done") + "regoin: 红旗镇\nplan:\n  deadline: {text: x, due: 2026-02-30}\n") == [
        ("4:9", "not-allowed", None),
        ("6:1", "unknown-key", "region"),
        ("8:28", "no-such-day", None),
    ]


def test_an_unknown_key_is_pointed_to_the_nearest_of_its_own_block() -> None:
    assert faults(HEAD + "plan: {mesures: []}\n") == [("6:8", "unknown-key", "measures")]
    assert faults(HEAD + "zzz: 1\n") == [("6:1", "unknown-key", None)]


def test_a_missing_key_is_told_where_it_would_stand() -> None:
    assert faults(HEAD.replace("title: 红旗河\n", "")) == [("1:1", "missing-key", None)]
    assert "问题名称" in told(HEAD.replace("title: 红旗河\n", ""))
    assert faults(HEAD.replace(", received: 2026-01-04", "")) == [("5:1", "missing-key", None)]


def test_a_status_in_the_offices_words_is_sent_to_the_commands_and_a_misspelt_one_is_corrected() -> None:
    """To propose the key would lead into a trap: a status that nobody signed is a fault as well."""
    by_hand = HEAD.replace("status: open", "status: 已销号")
    assert faults(by_hand) == [("4:9", "not-allowed", None)]
    assert "状态不能手改" in told(by_hand)
    assert faults(HEAD.replace("status: open", "status: in_progress")) == [("4:9", "not-allowed", "in-progress")]


def test_a_chinese_key_is_answered_with_the_key_that_it_names() -> None:
    assert faults(HEAD + "plan: {整改目标: 达标}\n") == [("6:8", "unknown-key", "goal")]


def test_units_in_one_text_are_shown_as_the_list_they_should_be() -> None:
    assert "[县水务局, 县住建局]" in told(HEAD + "plan: {responsible_units: 县水务局、县住建局}\n")


def test_each_kind_of_wrong_value_has_its_own_sentence() -> None:
    cases = {
        "title: 红旗河": {"title: ' '": "问题名称是空的", "title: [a]": "应是一句文字"},
        "received: 2026-01-04": {"received: 2026/1/4": "请写成 2026-05-31", "received: 1999-01-01": "没有这一天"},
        "uid: abcdefgh": {"uid: A": "格式不对"},
        "id: ISSUE-001": {"id: issue-1": "编号如 ISSUE-014"},
    }
    for right, wrongs in cases.items():
        for wrong, words in wrongs.items():
            assert words in told(HEAD.replace(right, wrong)), wrong
    for added, words in {
        "cycle: 0\n": "超出范围",
        "cycle: -1\n": "不是非负整数",
        "engineering: yes\n": "true 或 false",
        "fields: 水\n": "应是列表",
        "plan: 有\n": "应是一组键值",
        "plan: {indicators: [{name: a, operator: ≥, value: 1e3}]}\n": "不是数字",
        "plan: {measures: [{number: 1, text: a, evidence: [../x]}]}\n": "不能有 ..",
        "history: [{move: start, after: open, by: a, date: 2026-01-01, at: 2026-01-01}]\n": "时刻",
    }.items():
        assert words in told(HEAD + added), added


def test_a_long_wrong_value_is_quoted_in_part() -> None:
    assert len(told(HEAD + f"cycle: {'长' * 500}\n")) < 120


def test_no_fault_is_told_without_a_sentence_in_both_languages() -> None:
    """A wrong value of every kind, wherever a record has one: no sentence is missing, none is a bare key."""
    wrong = "plan: {goal: [], lead_units: {}, deadline: [], measures: {a: b}, approval: x, person: {}}\nlevel: 国\n"
    found = read(HEAD + wrong)
    assert isinstance(found, tuple)
    for language in ("zh", "en"):
        words = Catalogue(language)
        assert all(len(words(problem.text)) > 8 for problem in found)
