"""Numbers that people call issues by."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.model.ids import (
    FAR_PATTERN,
    is_far,
    is_id,
    is_ledger_name,
    make_id,
    next_id,
    normalize,
    number_of,
    runs_into,
)

prefixes = st.from_regex(r"\A[A-Z][A-Z0-9]{0,15}\Z")
numbers = st.integers(0, 999_998)


@pytest.mark.parametrize("text", ["ISSUE-001", "ISSUE-014", "ISSUE-1000", "NT2020-007", "A-000"])
def test_ids(text: str) -> None:
    assert is_id(text)


@pytest.mark.parametrize(
    "text",
    [
        "ISSUE-14",  # too short
        "ISSUE-0014",  # one number, one name
        "issue-014",
        "ISSUE_014",
        "ISSUE-０１４",  # full width
        "ISSUE-٠١٤",  # digits of another script
        "ISSUE-1234567",
        "ISSUE-014\n",
        " ISSUE-014",
        "2020-014",
        "问题-014",
        "ISSUE-",
        "",
    ],
)
def test_what_is_no_id(text: str) -> None:
    assert not is_id(text)


@pytest.mark.parametrize("word", ["14", "014", "０１４", "issue-14", "ISSUE-014", "Issue_14", "issue 14", " issue14 "])
def test_what_people_type_for_an_id(word: str) -> None:
    assert normalize(word, "ISSUE") == "ISSUE-014"


@pytest.mark.parametrize("word", ["", "水", "ISSUE-", "1234567", "ISSUE-1234567", "../014", "1.10"])
def test_what_means_no_id(word: str) -> None:
    assert normalize(word, "ISSUE") is None


def test_the_first_and_the_next() -> None:
    assert next_id("ISSUE", ()) == "ISSUE-001"
    assert next_id("ISSUE", ("ISSUE-001", "ISSUE-007", "TOWN-900", "2025", "notes")) == "ISSUE-008"
    assert next_id("ISSUE", ("ISSUE-999",)) == "ISSUE-1000"


@pytest.mark.parametrize(
    "name",
    [
        "ISSUE-0041.yaml",
        "issue-41.yaml",
        "Issue_041.YAML",
        "ISSUE 041（副本）.yaml",
        "ISSUE-041.yaml.txt",
        "ISSUE-041.yaml~",
        "ISSUE-０４１.yml",
        "ISSUE-041",
    ],
)
def test_a_number_is_taken_in_any_spelling(name: str) -> None:
    assert next_id("ISSUE", ("ISSUE-007", name)) == "ISSUE-042"


@pytest.mark.parametrize("name", ["2025", "ISSUE-20251231.yaml", "MY-ISSUE-041.yaml", "notes 041.md", ".ISSUE-041.tmp"])
def test_what_takes_no_number(name: str) -> None:
    assert next_id("ISSUE", ("ISSUE-007", name)) == "ISSUE-008"


def test_a_number_can_be_had_back_only_from_an_id() -> None:
    assert number_of("ISSUE-014") == 14
    with pytest.raises(ValueError, match="issue"):
        number_of("issue-14")


@given(prefixes, numbers)
def test_what_is_made_is_an_id_and_finds_itself(prefix: str, number: int) -> None:
    made = make_id(prefix, number)
    assert is_id(made)
    assert number_of(made) == number
    assert normalize(made, "OTHER") == made == normalize(made.lower(), "OTHER") == normalize(str(number), prefix)


@given(prefixes, st.sets(numbers), st.data())
def test_a_number_is_never_used_again(prefix: str, used: set[int], data: st.DataObject) -> None:
    """Not one that is there now, nor one that lies in a gap: some issue may have had it."""
    taken = [make_id(prefix, number) for number in used]
    others = data.draw(st.lists(st.text(max_size=8)))
    fresh = next_id(prefix, [*taken, *others])
    assert fresh not in taken
    assert number_of(fresh) > max(used, default=0)


@given(st.text(max_size=20))
def test_any_word_is_an_id_or_nothing(word: str) -> None:
    meant = normalize(word, "ISSUE")
    assert meant is None or is_id(meant)


@pytest.mark.parametrize("text", ["city/ISSUE-001", "甲县/ISSUE-1000", "county-a.2/NT2020-007"])
def test_numbers_in_another_ledger(text: str) -> None:
    assert is_far(text)
    assert re.fullmatch(FAR_PATTERN, text)


@pytest.mark.parametrize(
    "text",
    ["ISSUE-001", "/ISSUE-001", "city/", "city/ISSUE-1", "a/b/ISSUE-001", "../ISSUE-001", "-x/ISSUE-001",
     "a b/ISSUE-001", "甲%县/ISSUE-001", "city/ISSUE-001 "],
)  # fmt: skip
def test_what_is_no_number_in_another_ledger(text: str) -> None:
    assert not is_far(text)
    assert is_id(text) == bool(re.fullmatch(FAR_PATTERN, text))


@given(st.text(max_size=40))
def test_a_ledger_s_name_is_one_word_that_may_stand_in_a_path(name: str) -> None:
    if is_ledger_name(name):
        assert not set(name) & set('/\\#?%:*"<>|')
        assert name.split() == [name]
        assert name not in {".", ".."}


@given(st.lists(st.tuples(st.sampled_from(("A", "A1", "A12", "A123", "AB")), st.integers(1, 999)), unique=True))
def test_a_number_in_full_is_taken_of_its_own_prefix_only(given_out: list[tuple[str, int]]) -> None:
    """Prefixes that begin with one another: what one has given out moves no number of another."""
    names = [f"{make_id(prefix, number)}.yaml" for prefix, number in given_out]
    for prefix in ("A", "A1", "A12", "A123", "AB"):
        mine = [number for other, number in given_out if other == prefix]
        assert next_id(prefix, names) == make_id(prefix, 1 + max(mine, default=0))


@given(prefixes, prefixes, numbers)
def test_prefixes_that_dont_run_into_one_another_leave_no_short_number_open(one: str, other: str, number: int) -> None:
    joined = f"{one}{number}"
    read = [prefix for prefix in {one, other} if joined.startswith(prefix) and joined[len(prefix) :].isdecimal()]
    assert runs_into(one, other) == runs_into(other, one)
    assert runs_into(one, other) or read == [one]


@pytest.mark.parametrize(("one", "other", "expected"), [("A", "A1", True), ("A1", "A12", True), ("A", "AB", False),
                                                       ("A", "A", False), ("A1", "A2", False)])  # fmt: skip
def test_which_prefixes_run_into_one_another(one: str, other: str, *, expected: bool) -> None:
    assert runs_into(one, other) == expected
