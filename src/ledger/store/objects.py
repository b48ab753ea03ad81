"""Where things and their plans lie in a ledger."""

from __future__ import annotations

from collections.abc import Sequence

from ledger.model.scheme import Scheme
from ledger.model.thing import Thing, Things
from ledger.store import cabinet
from ledger.store.cabinet import Contents, Drawer, Kept
from ledger.store.workspace import Workspace

OBJECTS: Drawer[Thing] = Drawer("objects", Thing, "对象", "templates/object.schema.json")
SCHEMES: Drawer[Scheme] = Drawer("plans", Scheme, "对象方案", "templates/plan.schema.json")


def things(workspace: Workspace) -> Contents[Thing]:
    """Every thing, where none may be missing. Raises UnreadableError with every fault, MachineError."""
    return cabinet.whole(workspace, OBJECTS)


def schemes(workspace: Workspace) -> Contents[Scheme]:
    """The same of the plans of things."""
    return cabinet.whole(workspace, SCHEMES)


def asked(found: Contents[Thing]) -> Things:
    """Things ready for questions."""
    return Things(tuple(found))


def write(workspace: Workspace, pairs: Sequence[tuple[Kept[Thing] | None, Thing]]) -> tuple[str, ...]:
    """Write things that are new or changed: all or none. Raises as `cabinet.write`."""
    return cabinet.write(workspace, OBJECTS, pairs)
