"""What the program makes of a document's bytes, up to the items; nothing is written."""

from __future__ import annotations

from ledger.formats.documents.registry import read
from ledger.formats.plan_text.choosing import choose
from ledger.formats.plan_text.counting import reconciled
from ledger.model.document import Spot
from ledger.model.extract.entry import item
from ledger.model.item import Item
from ledger.model.reconcile import Compared
from ledger.model.workdays import Calendar

CALENDAR = Calendar()


def items_of(data: bytes, file: str) -> tuple[str, tuple[Item, ...]]:
    """The layout that was chosen and the items it gives."""
    choice = choose(read(data, file))
    return choice.taken.layout, tuple(item(entry, None, None, CALENDAR) for entry in choice.taken.entries)


def left_over(data: bytes, file: str) -> tuple[tuple[str, Spot], ...]:
    """The text that no item took, and where it stands."""
    return choose(read(data, file)).taken.orphans


def counted(data: bytes, file: str) -> tuple[Compared, ...]:
    """The counts that a document prints of itself, beside what was read."""
    document = read(data, file)
    return reconciled(document, items_of(data, file)[1], left_over(data, file))
