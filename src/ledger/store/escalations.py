"""The rules of cards and escalation: the office's `templates/escalation.yaml`, else those that are shipped."""

from __future__ import annotations

from ledger.model.escalation import Rules, faults
from ledger.model.problem import Problem
from ledger.store import files, gate
from ledger.store.templates import shipped
from ledger.store.typed import located, typed
from ledger.store.workspace import Workspace, unreadable

FILE = "templates/escalation.yaml"


def load(workspace: Workspace) -> Rules:
    """The rules of the house. Raises UnreadableError with every fault at its line and column, MachineError."""
    try:
        data = files.read_plain(workspace.root / FILE)
    except FileNotFoundError:
        data = (shipped() / FILE).read_bytes()
    except OSError as error:
        raise files.fault(error, FILE) from error
    found = read(data)
    if isinstance(found, tuple):
        raise unreadable(FILE, found)
    return found


def read(data: bytes) -> Rules | tuple[Problem, ...]:
    """The rules in a file, or every fault of it."""
    tree = gate.read(data, FILE)
    if isinstance(tree, tuple):
        return tree
    rules = typed(Rules, tree, FILE)
    if isinstance(rules, tuple):
        return rules
    return tuple(located(one, tree, FILE) for one in faults(rules)) or rules
