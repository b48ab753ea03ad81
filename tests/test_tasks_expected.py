"""The published narrative plans against what a careful reader finds in them (tests/data/tasks/README.md)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from ledger.formats.plan_text.narrative import sentences
from ledger.model.document import Document, Line, Spot
from ledger.model.extract.deadlines import When
from ledger.model.item import Item
from ledger.model.tasks.reading import read
from ledger.model.workdays import Calendar

EXPECTED = Path(__file__).parent / "data" / "tasks"
SOURCES = Path(__file__).parents[1] / "../shared/sources"
ENOUGH = 0.98


@dataclass
class Score:
    """What was found of what is there, and what else."""

    wanted: int = 0
    found: int = 0
    invented: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    fields: int = 0
    wrong: list[str] = field(default_factory=list)


def plan_of(path: Path, year: int | None) -> tuple[Item, ...]:
    lines = enumerate(path.read_text("utf-8").split("\n"), start=1)
    document = Document(path.name, "txt", "", tuple(Line(text, Spot(at)) for at, text in lines))
    return read(sentences(document), When(None, year, Calendar()))


def amounts_of(item: Item) -> list[list[object]]:
    return [[one.quantity.total, one.quantity.unit] for one in item.measures if one.quantity]


def indicators_of(item: Item) -> list[list[object]]:
    return [[one.op, one.value, one.unit, one.base_year] for one in item.indicators]


def compared(item: Item, wanted: dict[str, object]) -> list[tuple[str, object, object]]:
    """Field by field: its name, what was read, what is printed."""
    due = item.deadline
    pairs: list[tuple[str, object, object]] = [
        ("due", due.due if due else None, wanted.get("due")),
        ("damaged", bool(due and due.damaged), wanted.get("damaged", False)),
        ("amounts", amounts_of(item), _numbers(wanted.get("amounts", []))),
        ("indicators", indicators_of(item), [[*one, None][:4] for one in _numbers(wanted.get("indicators", []))]),
    ]
    if "days" in wanted:
        pairs.append(("days", [node.due for node in due.milestones] if due else [], wanted["days"]))
    if "units" in wanted:
        pairs.append(("units", list(item.responsible), wanted["units"]))
    return pairs


def _numbers(rows: object) -> list[list[object]]:
    assert isinstance(rows, list)
    return [
        [Decimal(str(cell)) if isinstance(cell, int | float) and at < 2 else cell for at, cell in enumerate(row)]
        for row in rows
    ]


def scored(items: Sequence[Item], wanted: Sequence[dict[str, object]]) -> Score:
    score, left = Score(), list(items)
    for one in wanted:
        for _ in range(int(str(one.get("times", 1)))):
            anchor = str(one["anchor"])
            item = next((each for each in left if anchor in each.text), None)
            if item is not None:
                left.remove(item)
            if one.get("optional"):
                continue
            score.wanted += 1
            if item is None:
                score.missed.append(anchor)
                continue
            score.found += 1
            for name, read_, printed in compared(item, one):
                score.fields += 1
                if read_ != printed:
                    score.wrong.append(f"{anchor}: {name} {read_} for {printed}")
    score.invented = [item.text for item in left]
    return score


@pytest.mark.parametrize("name", ["A", "B", "C"])
def test_tasks_of_a_published_plan(name: str) -> None:
    wanted = yaml.safe_load((EXPECTED / f"expected-{name}.yaml").read_text("utf-8"))
    source = SOURCES / wanted["document"]
    if not source.exists():
        pytest.skip("../shared is not here")
    score = scored(plan_of(source, wanted["year"]), wanted["tasks"])
    said = "\n".join(["missed:", *score.missed, "invented:", *score.invented, "wrong:", *score.wrong])
    assert score.found / score.wanted >= ENOUGH, said
    assert score.found / (score.found + len(score.invented)) >= ENOUGH, said
    assert 1 - len(score.wrong) / score.fields >= ENOUGH, said


def test_expected_days_are_days() -> None:
    for path in EXPECTED.glob("expected-*.yaml"):
        for one in yaml.safe_load(path.read_text("utf-8"))["tasks"]:
            assert one["anchor"]
            assert isinstance(one.get("due", date.min), date)
