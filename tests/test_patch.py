"""Only what differs is touched: a record's change as a change of the file's own tree."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from ledger.model.issue import FIELD_ORDER, Issue
from ledger.store.gate import Node
from ledger.store.patch import patched, text_tree, tree_of
from sample_issues import issue, variety

texts = st.text(alphabet="abc甲乙 1.0", max_size=4)
trees = st.recursive(
    texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abcd"), inner, max_size=3),
    max_leaves=12,
)
mappings = st.dictionaries(st.sampled_from("abcd"), trees, max_size=4)


@given(mappings, mappings)
def test_the_patched_tree_is_what_was_meant(before: dict[str, Node], after: dict[str, Node]) -> None:
    assert patched(before, before, after) == after


@given(mappings)
def test_no_difference_changes_nothing(tree: dict[str, Node]) -> None:
    assert patched(tree, tree, tree) is tree


def test_what_did_not_change_stays_as_the_hand_wrote_it() -> None:
    raw: Node = {"engineering": "是", "title": "旧", "note": None}
    before = {"engineering": True, "title": "旧"}
    assert patched(raw, before, {"engineering": True, "title": "新"}) == {
        "engineering": "是",
        "title": "新",
        "note": None,
    }


def test_a_list_that_grew_keeps_its_entries() -> None:
    raw: Node = {"measures": [{"number": "1", "quantity": {"done": "1.0"}}]}
    before = {"measures": [{"number": "1", "quantity": {"done": Decimal("1.0")}}]}
    after = {"measures": [*before["measures"], {"number": "2", "due": date(2026, 5, 1)}]}
    assert patched(raw, before, after) == {
        "measures": [{"number": "1", "quantity": {"done": "1.0"}}, {"number": "2", "due": "2026-05-01"}]
    }


def test_an_entry_taken_out_is_gone() -> None:
    raw: Node = {"units": ["甲", "乙", "丙"]}
    assert patched(raw, {"units": ["甲", "乙", "丙"]}, {"units": ["甲", "丙"]}) == {"units": ["甲", "丙"]}


def test_a_record_is_written_in_the_schemas_order_without_empty_keys() -> None:
    tree = tree_of(issue(1, region=None, related=()))
    assert list(tree) == [key for key in FIELD_ORDER if key in tree]
    assert "region" not in tree
    assert "related" not in tree


def test_a_value_that_equals_the_default_is_written_when_it_was_set() -> None:
    """A later change of a default would otherwise rewrite history (trap 4 of the architecture)."""
    asked = {"id": "ISSUE-001", "uid": "abcdefgh", "title": "甲", "status": "open"}
    source = {"kind": "信访", "received": "2026-01-04"}
    assert tree_of(Issue.model_validate({**asked, "source": source, "engineering": "否"}))["engineering"] is False
    assert "engineering" not in tree_of(Issue.model_validate({**asked, "source": source}))


def test_every_record_reads_back_from_its_texts() -> None:
    for number in range(9):
        record = variety(number)
        assert Issue.model_validate(text_tree(tree_of(record))) == record
