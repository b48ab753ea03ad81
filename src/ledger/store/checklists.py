"""The checklists that an office fills in: described in its `templates/checklists/`, else as shipped.

Knows a ledger by its folder only, because the procedures, which the workspace reads, go by the lists here.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from ledger.errors import NotFoundError, say
from ledger.model.checklist import Checklist, Described, faults
from ledger.model.naming import nearest
from ledger.model.problem import Problem
from ledger.store import gate
from ledger.store.descriptions import Descriptions
from ledger.store.typed import located, typed

FOLDER = "templates/checklists"
_FILES = Descriptions(FOLDER)
shipped_names, own_names, names, file_of = _FILES.shipped_names, _FILES.own_names, _FILES.names, _FILES.file
_UNDER = ("checklist",)
"""What a description's own keys are told under: its `title` is not that of an issue."""


def load(root: Path, name: str) -> Checklist | tuple[Problem, ...]:
    """The list called `name`, or every fault of its file. Raises NotFoundError naming those there are, MachineError."""
    file = file_of(name)
    if name not in names(root):
        known = names(root)
        near = nearest(name, known)
        hint = say("did-you-mean", word=near) if near else None
        raise NotFoundError(say("checklist.none", name=name, known=known), hint=hint)
    data = _FILES.own(root, name)
    if data is None:
        return shipped(name)
    if isinstance(data, Problem):
        return (data,)
    return read(data, name, file)


@cache
def shipped(name: str) -> Checklist:
    """A list as it is shipped; a test reads them all, so a fault here is one of the program."""
    found = read(_FILES.shipped(name), name, file_of(name))
    assert isinstance(found, Checklist)  # noqa: S101 - see above
    return found


def faults_of_own(root: Path) -> tuple[Problem, ...]:
    """Every fault of every list that the office has a file of. Raises MachineError."""
    read_ = (load(root, name) for name in own_names(root))
    return tuple(problem for one in read_ if isinstance(one, tuple) for problem in one)


def read(data: bytes, name: str, file: str) -> Checklist | tuple[Problem, ...]:
    """The list that `data` describes, or every fault of it at its line and column."""
    tree = gate.read(data, file)
    if isinstance(tree, tuple):
        return tree
    described = typed(Described, tree, file, under=_UNDER)
    if isinstance(described, tuple):
        return described
    return tuple(located(one, tree, file) for one in faults(described)) or described.named(name)
