"""Everything about a reading of a document that a person should look at, each with its place and its weight.

What `stops` keeps the plan from being written until it is decided or waived; what is doubtful makes the plan
unclean; the rest is said so that nobody has to ask.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from ledger.errors import Said, say
from ledger.model.besides import left_out
from ledger.model.document import Document, Spot
from ledger.model.item import Deadline, Item, Reading
from ledger.model.misprints import misprints
from ledger.model.reconcile import Compared
from ledger.model.units import Units

Weight = Literal["stops", "doubt", "note"]
TIE = 0.03
"""Two layouts as near as this are equally sure: a person decides."""
_HARMLESS = frozenset({
    "extract.more-quantities", "extract.more-quantities-here", "extract.private-title", "layout.no-labels",
})  # fmt: skip
"""Remarks of an item that ask nothing of anybody."""
_DIFFERING: Mapping[str, Weight] = {
    "reconcile.numbers-missing": "doubt",
    "reconcile.numbers-twice": "doubt",
    "reconcile.pieces-differ": "note",
}
"""Differences that nobody needs to decide about before a plan is written."""
_KINDS = {
    "extract.damaged-date": "damaged",
    "extract.misread-number": "number",
    "extract.deadline-in-goal": "deadline",
    "layout.number-jumps": "number",
    "table.number-twice": "number",
    "petition.bad-number": "number",
}
"""Remarks of which a program may want to know what they are about."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing to look at. `item` is its place in the list of items, from 0."""

    kind: str
    weight: Weight
    said: Said
    item: int | None = None
    spot: Spot | None = None
    text: str = ""
    suggestion: str | None = None


def doubts(reading: Reading, compared: Sequence[Compared], units: Units, *, decided: bool) -> tuple[Doubt, ...]:
    """What is doubtful about a reading by itself. `decided`: a person has named the layout."""
    return (
        *_of_layout(reading, decided=decided),
        *_counts(compared),
        *_orphans(reading),
        *(doubt for at, item in enumerate(reading.items) for doubt in _of_item(at, item)),
        *_twice(reading.items),
        *_strangers(reading.items, units),
    )


def outside(document: Document, items: Sequence[Item]) -> Iterator[Doubt]:
    """The damaged dates that stand in no item: told, and no more."""
    for one, spot in misprints(document, items):
        hint = say("did-you-mean", word=one.suggestion) if one.suggestion else None
        yield Doubt("damaged", "note", say("plan.misprint", hint=hint), None, spot, one.part, one.suggestion)


def _of_layout(reading: Reading, *, decided: bool) -> Iterator[Doubt]:
    for remark in reading.remarks:
        yield Doubt("document", "note", remark)
    for name, confidence in () if decided else reading.rivals:
        key = "plan.tie" if reading.confidence - confidence <= TIE else "plan.rival"
        said = say(key, name=name, percent=round(100 * confidence), taken=reading.layout)
        yield Doubt("layout", "stops" if key == "plan.tie" else "doubt", said)


def _counts(compared: Iterable[Compared]) -> Iterator[Doubt]:
    """Counts that differ. A gap in the numbers stops nothing: a document may hold several lists, or leave one out; and
    collections of the web rarely hold as many pieces as they announce.
    """
    for one in compared:
        if one.verdict == "differs":
            weight = _DIFFERING.get(one.why.key, "stops")
            yield Doubt("count", weight, one.why, spot=one.printed.spot, text=one.printed.text)


def _orphans(reading: Reading) -> Iterator[Doubt]:
    for text, spot in reading.orphans:
        yield Doubt("orphan", "doubt", say("plan.orphan"), spot=spot, text=text)


def _of_item(at: int, item: Item) -> Iterator[Doubt]:
    if item.deadline is not None:
        yield from _of_deadline(at, item, item.deadline, None)
    for measure in item.measures:
        if measure.deadline is not None:
            yield from _of_deadline(at, item, measure.deadline, measure.number)
    for remark in item.remarks:
        weight: Weight = "note" if remark.key in _HARMLESS else "doubt"
        hint = remark.fill.get("hint")
        better = remark.fill.get("suggestion") or (hint.fill.get("word") if isinstance(hint, Said) else None)
        text = remark.fill.get("part")
        suggestion = str(better) if better else None
        yield Doubt(_KINDS.get(remark.key, "item"), weight, remark, at, item.spot, str(text or ""), suggestion)
    for other in left_out(item):
        said = say("plan.left-out", label=other.heading or other.label)
        yield Doubt("left-out", "note", said, at, other.spot, other.text)


def _of_deadline(at: int, item: Item, deadline: Deadline, measure: str | None) -> Iterator[Doubt]:
    """A damaged deadline, or one without a day: its words stay, the day stays empty."""
    read = deadline.due or deadline.immediate or deadline.long_term
    if deadline.why is None or (read and not deadline.damaged):
        return
    where = say("plan.of-measure", number=measure) if measure else None
    kind = "damaged" if deadline.damaged else "deadline"
    hint = say("did-you-mean", word=deadline.suggestion) if deadline.suggestion else None
    said = say(f"plan.deadline-{kind}", measure=where, why=deadline.why, hint=hint)
    weight: Weight = "doubt" if deadline.damaged else "note"
    yield Doubt(kind, weight, said, at, item.spot, deadline.text, deadline.suggestion)


def _twice(items: Sequence[Item]) -> Iterator[Doubt]:
    """Items of one document with the same number and the same words."""
    first: dict[tuple[str, str], int] = {}
    for at, item in enumerate(items):
        key = (item.number, item.text or item.finding)
        before = first.setdefault(key, at)
        if before != at and any(key):
            yield Doubt("twice", "doubt", say("plan.twice", first=before + 1), at, item.spot, key[1])


def _strangers(items: Iterable[Item], units: Units) -> Iterator[Doubt]:
    """Units that the register doesn't know, each once; none where there is no register."""
    if not units.units:
        return
    seen: set[str] = set()
    for at, item in enumerate(items):
        for name in units_of(item):
            if name not in seen and units.find(name) is None:
                seen.add(name)
                yield Doubt("unit", "note", say("plan.unknown-unit", unit=name), at, item.spot, name)


def units_of(item: Item) -> tuple[str, ...]:
    """Every unit that an item names, each once."""
    measures = (name for one in item.measures for name in one.units)
    named = (*item.lead, *item.responsible, *item.support, *item.supervisor, *item.acceptor, *measures)
    return tuple(dict.fromkeys(named))
