"""Documents of every family that nobody has seen before, printed from known issues: what is read of them.

A few dozen of each here; `make plans` reads hundreds, and prints some of them to PDF.
"""

from __future__ import annotations

import pytest

from plan_makers.families import FAMILIES, file_of
from plan_reading import items_of
from plan_score import Score, score

MANY = 20
LEAST = 0.98


@pytest.fixture(params=FAMILIES)
def total(request: pytest.FixtureRequest) -> Score:
    result = Score()
    for seed in range(1_000, 1_000 + MANY):
        made = FAMILIES[request.param](seed)
        result.add(score(made.truths, items_of(*file_of(made))[1]))
    return result


def test_issues_and_labelled_fields_are_found_and_none_invented(total: Score) -> None:
    figures = (total.recall, total.precision, total.field_recall, total.field_precision)

    assert min(figures) >= LEAST, (str(total), total.wrong[:8])


@pytest.mark.parametrize("family", FAMILIES)
def test_a_seed_is_a_document(family: str) -> None:
    once, again = FAMILIES[family](7), FAMILIES[family](7)

    assert (once.blocks, once.truths) == (again.blocks, again.truths)
    assert FAMILIES[family](8).blocks != once.blocks


def test_a_wrong_reading_is_seen_by_the_score() -> None:
    made, other = FAMILIES["A"](1), FAMILIES["A"](3)  # no problem of one is among those of the other
    items = items_of(*file_of(made))[1]

    result = score(other.truths, items)

    assert result.found == 0
    assert result.invented == len(items)
