"""Fields by their keys and by their official names."""

from __future__ import annotations

import pytest

from ledger.model.issue import FIELD_ORDER, Issue
from ledger.model.naming import fields, keys_at, nearest, resolve, title_of
from ledger.model.plan import Measure


@pytest.mark.parametrize(
    ("word", "path"),
    [
        ("title", "title"),
        ("plan.goal", "plan.goal"),
        ("goal", "plan.goal"),
        ("整改目标", "plan.goal"),
        ("整改 目标", "plan.goal"),
        ("责任单位", "plan.responsible_units"),
        ("整改时限", "plan.deadline.text"),
        ("批准单位", "plan.approval.unit"),
        ("批准日期", "plan.approval.date"),
        ("措施", "plan.measures"),
        ("措施时限", "plan.measures.due"),
        ("交办日期", "source.received"),
        ("环境要素", "fields"),
    ],
)
def test_what_a_word_means(word: str, path: str) -> None:
    assert resolve(word) == path


@pytest.mark.parametrize("word", ["by", "date", "unit", "due", "plan.gaol", "整改", "", "plan.", "model_fields"])
def test_words_that_mean_no_field_or_too_many(word: str) -> None:
    assert resolve(word) is None


@pytest.mark.parametrize("path", list(fields()))
def test_every_field_is_found_by_its_path_and_has_a_chinese_title(path: str) -> None:
    title = title_of(path)
    assert resolve(path) == path
    assert any("\u4e00" <= char <= "\u9fff" for char in title)
    found = resolve(title)
    assert found is not None
    assert title_of(found) == title


def test_titles_of_what_people_fill_in_first_are_their_own() -> None:
    """At the top and in the plan's own lines an official name means that very field, not a namesake further down."""
    first = [path for path in fields() if path.count(".") == 0 or (path.startswith("plan.") and path.count(".") == 1)]
    assert [resolve(title_of(path)) for path in first] == first


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("gaol", "goal"),
        ("plan.gaol", "plan.goal"),
        ("整改目示", "整改目标"),
        ("responsible_unit", "responsible_units"),
        ("titel", "title"),
        ("zzzz", None),
    ],
)
def test_the_nearest_key_is_given_as_it_was_tried(word: str, meant: str | None) -> None:
    assert nearest(word) == meant
    assert meant is None or resolve(meant) is not None


def test_the_nearest_of_a_choice() -> None:
    assert nearest("ISSUE-10", ("ISSUE-010", "ISSUE-021")) == "ISSUE-010"
    assert nearest("ISSUE-10", ()) is None


def test_lists_and_records_are_known_as_such() -> None:
    known = fields()
    assert (known["plan.measures"].many, known["plan.measures"].record) == (True, Measure)
    assert (known["fields"].many, known["fields"].record) == (True, None)
    assert (known["title"].many, known["title"].record) == (False, None)


def test_the_keys_that_may_stand_somewhere() -> None:
    assert keys_at(Issue, ()) == FIELD_ORDER
    assert keys_at(Issue, ("plan", "measures", 3)) == tuple(Measure.model_fields)
    assert keys_at(Issue, ("title",)) == keys_at(Issue, ("no", "such")) == ()
    assert title_of("no.such") == "no.such"
