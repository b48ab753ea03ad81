"""Plans made with their meaning known: what binds is found, with its days and numbers, and nothing else is."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence

from ledger.formats.plan_text.narrative import sentences
from ledger.model.document import Document, Line, Spot
from ledger.model.extract.deadlines import When
from ledger.model.item import Item
from ledger.model.tasks.reading import read
from ledger.model.workdays import Calendar
from task_makers import as_printed, plan
from task_words import Task

ENOUGH = 0.98
PLANS = int(os.environ.get("LEDGER_MADE_PLANS", "90"))
"""About 30 sentences each."""


def read_plan(text: str) -> tuple[Item, ...]:
    lines = tuple(Line(line, Spot(at)) for at, line in enumerate(text.split("\n"), start=1))
    return read(sentences(Document("计划.txt", "txt", "", lines)), When(None, 2024, Calendar()))


def faults(item: Item, wanted: Task) -> list[str]:
    due = item.deadline
    amounts = tuple((one.quantity.total, one.quantity.unit) for one in item.measures if one.quantity)
    indicators = tuple((one.op, one.value, as_printed(one.unit or ""), one.base_year) for one in item.indicators)
    days = tuple(node.due for node in due.milestones) if due and wanted.days else ()
    pairs = {
        "due": (due.due if due else None, wanted.due),
        "days": (days, wanted.days),
        "damaged": (bool(due and due.damaged), wanted.damaged),
        "amounts": (amounts, wanted.amounts),
        "indicators": (indicators, wanted.indicators),
    }
    return [f"{name}: {found} for {printed}" for name, (found, printed) in pairs.items() if found != printed]


FIELDS = 5


def compared(items: Sequence[Item], wanted: Sequence[Task]) -> tuple[int, list[str], list[str], list[str]]:
    left, found, missed, wrong = list(items), 0, [], []
    for one in wanted:
        item = next((each for each in left if one.words in as_printed(each.text)), None)
        if item is None:
            missed.append(one.words)
            continue
        left.remove(item)
        found += 1
        wrong += [f"{as_printed(item.text)} — {fault}" for fault in faults(item, one)]
    return found, missed, [as_printed(item.text) for item in left], wrong


def test_made_plans_are_read_as_they_were_meant() -> None:
    total: Counter[str] = Counter()
    missed: list[str] = []
    invented: list[str] = []
    wrong: list[str] = []
    for seed in range(PLANS):
        text, made = plan(seed)
        found, lost, more, off = compared(read_plan(text), [task for one in made for task in one.tasks])
        total.update(sentences=len(made), found=found)
        missed, invented, wrong = missed + lost, invented + more, wrong + off
    said = "\n".join(["missed:", *missed[:40], "invented:", *invented[:40], "wrong:", *wrong[:60]])
    assert total["sentences"] >= 2_000
    assert total["found"] / (total["found"] + len(missed)) >= ENOUGH, said
    assert total["found"] / (total["found"] + len(invented)) >= ENOUGH, said
    assert 1 - len(wrong) / (FIELDS * total["found"]) >= ENOUGH, said
