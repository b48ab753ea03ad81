"""The published documents that everything here is written for, against what a careful reader found in them."""

from __future__ import annotations

import os
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from ledger.model.counts import FAMILIES
from ledger.model.item import Item, Measure
from plan_expected import Expected, expected
from plan_reading import counted, items_of, left_over
from plan_score import score
from plan_truth import letters

SHARED = Path(os.environ.get("LEDGER_SHARED", Path(__file__).parents[2] / "shared"))
EXPECTED = expected()
LEAST_RIGHT = 0.98
SUMMED = frozenset({"numbers", "total", *FAMILIES})
"""What the program counts of its own: the items' numbers, and what printed parts make together."""

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="../shared is not beside this checkout")


@pytest.fixture(params=EXPECTED, ids=str)
def one(request: pytest.FixtureRequest) -> Expected:
    return EXPECTED[request.param]


def read(one: Expected) -> tuple[Item, ...]:
    path = SHARED / one.document
    return items_of(path.read_bytes(), path.name)[1]


def told(measure: Measure) -> tuple[tuple[str, ...], date | None, str | None]:
    """What was read out of a measure's words: units, day, quantity."""
    work = measure.quantity and f"{measure.quantity.total} {measure.quantity.unit}"
    return measure.units, measure.deadline and measure.deadline.due, work


def test_every_issue_that_a_reader_counts_is_found_and_none_is_invented(one: Expected) -> None:
    result = score(one.truths, read(one), one.permitted)

    assert (result.found, result.invented) == (len(one.truths), 0), result.wrong


def test_what_stands_under_the_labels_is_right(one: Expected) -> None:
    result = score(one.truths, read(one), one.permitted)

    assert result.field_recall >= LEAST_RIGHT, result.wrong
    assert result.field_precision >= LEAST_RIGHT, result.wrong


def test_nothing_is_read_out_of_measures_and_goals_that_a_reader_does_not_find(one: Expected) -> None:
    pairs = list(zip(one.truths, read(one), strict=True))
    steps = [
        (step, measure) for truth, item in pairs for step, measure in zip(truth.measures, item.measures, strict=True)
    ]

    assert [told(measure) for _, measure in steps] == [(step.units, step.due, step.quantity) for step, _ in steps]
    assert [sorted((float(each.value), each.unit or "") for each in item.indicators) for _, item in pairs] == [
        sorted((float(each.value), each.unit) for each in truth.indicators) for truth, _ in pairs
    ]


def test_the_sections_above_an_issue_are_kept(one: Expected) -> None:
    found = {letters(item.finding): item.headings for item in read(one)}
    wanted = {
        letters(truth.finding.begins): above for truth, above in zip(one.truths, one.headings, strict=True) if above
    }

    assert {finding: tuple(map(letters, found[finding])) for finding in wanted} == {
        finding: tuple(map(letters, above)) for finding, above in wanted.items()
    }


def test_damaged_dates_inside_issues_are_named_and_no_date_is_made_of_them(one: Expected) -> None:
    items = read(one)
    deadlines = [day for item in items for day in (item.deadline, *(measure.deadline for measure in item.measures))]
    damaged = [day for day in deadlines if day is not None and day.damaged]

    assert len(damaged) == len(one.damaged)
    assert all(date in day.text for date, day in zip(one.damaged, damaged, strict=True))
    assert [day.due for day in damaged] == [None] * len(damaged)


def test_what_no_issue_took_is_named(one: Expected) -> None:
    if one.must_be_named is None:
        return
    path = SHARED / one.document
    left = [text for text, _ in left_over(path.read_bytes(), path.name)]
    taken = [measure.text for item in read(one) for measure in item.measures]

    assert sum(letters(one.must_be_named) in letters(text) for text in left) == 1
    assert sum(letters(text).startswith(letters(one.must_be_named)) for text in taken) == 1


def test_the_counts_that_a_document_prints_of_itself_are_found_and_no_others(one: Expected) -> None:
    path = SHARED / one.document
    compared = counted(path.read_bytes(), path.name)
    singly = [each.printed.count for each in compared if each.printed.of not in SUMMED]
    besides = Counter(one.printed_besides)

    assert Counter(singly) - besides == Counter(one.printed)
    assert [each.printed.text for each in compared if each.verdict == "differs"] == [*one.differing]
    right = [each for each in compared if each.printed.of in {"total", *FAMILIES} and each.verdict == "agrees"]
    assert len(right) == one.adding_up


def test_every_file_says_what_it_expects_of_its_document() -> None:
    assert {one.document.split("/")[-1][:2] for one in EXPECTED.values()} == {
        "02",
        "04",
        "06",
        "10",
        "14",
        "A-",
        "B-",
        "C-",
    }
    assert sum(len(one.truths) for one in EXPECTED.values()) == 19
