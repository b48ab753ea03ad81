"""What a published plan says of one problem: first as it is labelled there (`Entry`), then taken apart (`Item`).

A layout (`formats/plan_text`) only finds where an item begins and which words stand under which label; everything
that is inside those words (units, days, numbers, measures) is read the same way for all layouts (`model/extract`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from ledger.errors import Said
from ledger.model.document import Spot

Label = Literal[
    "finding", "goal", "deadline", "responsible", "lead", "support", "supervisor", "acceptor", "persons", "leader",
    "measures", "progress", "status", "region", "other",
]  # fmt: skip
"""What a label in a document announces, whatever its wording (domain 4: synonyms)."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """The words under one label, joined over line ends and page numbers; `heading` is the label as printed."""

    label: Label
    text: str
    spot: Spot
    heading: str = ""
    row: int = 0
    """In a table where one item has several rows: which of them, from 1. What stands in one row belongs together: its
    measures have its units and its deadline. 0: of the whole item.
    """


@dataclass(frozen=True, slots=True)
class Entry:
    """One item as the document lays it out. `opening` is what stands before the first label: mostly the finding."""

    number: str
    """As printed, without the punctuation around it: `1.10`, `序号二十三`, `问题2`; empty where there is none."""
    opening: str
    parts: tuple[Labelled, ...]
    spot: Spot
    headings: tuple[str, ...] = ()
    """The section headings above it, outermost first."""
    remarks: tuple[Said, ...] = ()
    """What is doubtful about it: a misread letter in its number, a label twice."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A count that the document prints of itself: `20+4项`, `共56个问题`, `6类144条`."""

    text: str
    count: int
    of: str
    """What is counted: issues, measures, categories, done, … (the word of the document)."""
    spot: Spot


@dataclass(frozen=True, slots=True)
class Taken:
    """What one layout makes of a document."""

    layout: str
    confidence: float
    """0–1: how sure the layout is that the text is of its kind."""
    entries: tuple[Entry, ...] = ()
    orphans: tuple[tuple[str, Spot], ...] = ()
    """Text that no item took and that is no title, heading, page number or closing formula."""
    remarks: tuple[Said, ...] = ()
    """What the layout saw of its kind and could not take: a table whose cell order is destroyed."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """Counted work: 23 台."""

    total: Decimal
    unit: str
    text: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """A number promised in a goal or task. `op` as in `model.plan.Operator`."""

    name: str
    op: str
    value: Decimal
    unit: str | None = None
    by: date | None = None
    base_year: int | None = None


@dataclass(frozen=True, slots=True)
class Node:
    """One dated part of a deadline."""

    due: date
    text: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline as printed and as read by the grammar; damaged dates have a suggestion at most, never a date."""

    text: str
    due: date | None = None
    immediate: bool = False
    long_term: bool = False
    milestones: tuple[Node, ...] = ()
    damaged: bool = False
    suggestion: str | None = None
    why: Said | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure with what stands in its own parentheses."""

    number: str
    """As the document gives it, without the punctuation around it; empty where it gives none."""
    text: str
    units: tuple[str, ...] = ()
    deadline: Deadline | None = None
    quantity: Quantity | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """What is reported, and the word that says how far it is (已完成整改, 达到序时进度, …)."""

    status: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """One proposed issue or task, everything in it that could be read."""

    number: str
    title: str
    finding: str
    """Word for word, page numbers in mid-sentence taken out."""
    spot: Spot
    headings: tuple[str, ...] = ()
    goal: str | None = None
    indicators: tuple[Indicator, ...] = ()
    deadline: Deadline | None = None
    lead: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    supervisor: tuple[str, ...] = ()
    acceptor: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    leader: tuple[str, ...] = ()
    """包案领导 and the like: who answers for it above the units."""
    region: str | None = None
    measures: tuple[Measure, ...] = ()
    progress: Progress | None = None
    quantity: Quantity | None = None
    """Of a task (`--as tasks`): how much of what."""
    stages: tuple[Quantity, ...] = ()
    """Of a task that comes in stages (`22…37…13 个网格`)."""
    text: str = ""
    """Of a task: the sentence itself."""
    others: tuple[Labelled, ...] = ()
    """What stands under labels for which an issue has no field (公示时间, 联系电话): shown, so that nothing is lost."""
    remarks: tuple[Said, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Reading:
    """A document as it was understood."""

    layout: str
    confidence: float
    items: tuple[Item, ...]
    printed: tuple[Printed, ...] = ()
    orphans: tuple[tuple[str, Spot], ...] = ()
    rivals: tuple[tuple[str, float], ...] = ()
    """Other layouts that were as sure, or nearly: a doubt that is shown."""
    remarks: tuple[Said, ...] = ()
