"""A document as a whole: its layout chosen, its items taken apart, and the counts that it prints of itself compared."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ledger.errors import Said
from ledger.formats.plan_text import choosing, narrative
from ledger.formats.plan_text.counting import reconciled
from ledger.model.document import Document, Spot
from ledger.model.extract.deadlines import When
from ledger.model.extract.entry import item
from ledger.model.issued import Issued
from ledger.model.item import Item, Reading
from ledger.model.reconcile import Compared
from ledger.model.tasks import reading as tasks
from ledger.model.workdays import Calendar

TASKS = "tasks"
"""What the reading of a narrative plan is called where a layout has its name."""


@dataclass(frozen=True, slots=True)
class Understood:
    """What a document says, and how its own counts compare with what was found."""

    reading: Reading
    compared: tuple[Compared, ...] = ()


def as_list(document: Document, issued: Issued, calendar: Calendar, layout: str | None = None) -> Understood:
    """What a document lists; no items where it is no list, and its remarks then say what was seen in it.

    Raises UsageError for a layout that doesn't exist.
    """
    choice = choosing.choose(document, layout)
    taken = choice.taken
    remarks = (*document.remarks, *taken.remarks, *choice.remarks)
    if not taken.entries:
        seen = choice.nearest.remarks if choice.nearest is not None else ()
        counts = reconciled(document, ())
        printed = tuple(one.printed for one in counts)
        return Understood(Reading("", taken.confidence, (), printed, remarks=_once(*remarks, *seen)), counts)
    items = tuple(item(entry, issued.day, issued.year, calendar) for entry in taken.entries)
    compared = reconciled(document, items, taken.orphans)
    reading = Reading(
        layout=taken.layout,
        confidence=taken.confidence,
        items=items,
        printed=tuple(one.printed for one in compared),
        orphans=taken.orphans,
        rivals=tuple(one for one in choice.rivals if _reads_otherwise(one[0], items, document, issued, calendar)),
        remarks=_once(*remarks),
    )
    return Understood(reading, compared)


def _reads_otherwise(
    name: str, items: tuple[Item, ...], document: Document, issued: Issued, calendar: Calendar
) -> bool:
    """Whether another layout makes other items of a document; where it makes the same, there is nothing to decide."""
    entries = choosing.choose(document, name).taken.entries
    if len(entries) != len(items):
        return True
    others = (item(entry, issued.day, issued.year, calendar) for entry in entries)
    return any(_said(one) != _said(other) for one, other in zip(items, others, strict=True))


def _said(one: Item) -> Item:
    """An item by what goes into a record."""
    return replace(one, spot=Spot(0), headings=(), others=(), remarks=())


def as_tasks(document: Document, issued: Issued, calendar: Calendar) -> Understood:
    """The tasks that a narrative plan sets. That it is one was decided by a person, so nothing about it is unsure."""
    items = tasks.read(narrative.sentences(document), When(issued.day, issued.year, calendar))
    return Understood(Reading(TASKS if items else "", float(bool(items)), items, remarks=_once(*document.remarks)))


def _once(*remarks: Said) -> tuple[Said, ...]:
    return tuple(dict.fromkeys(remarks))
