"""The rules that units are scored by: the office's `templates/scores/NAME.yaml`, else as shipped."""

from __future__ import annotations

from pathlib import Path

from ledger.errors import NotFoundError, say
from ledger.model.naming import nearest
from ledger.model.problem import Problem
from ledger.model.scoring import Rules, faults
from ledger.store import gate
from ledger.store.descriptions import Descriptions
from ledger.store.typed import located, typed

FOLDER = "templates/scores"
DEFAULT = "综合考评"
_FILES = Descriptions(FOLDER)
shipped_names, own_names, names, file_of = _FILES.shipped_names, _FILES.own_names, _FILES.names, _FILES.file
_UNDER = ("score",)


def load(root: Path, name: str = DEFAULT) -> Rules | tuple[Problem, ...]:
    """The rules called `name`, or every fault of their file. Raises NotFoundError naming those there are,
    MachineError.
    """
    known = names(root)
    if name not in known:
        near = nearest(name, known)
        hint = say("did-you-mean", word=near) if near else None
        raise NotFoundError(say("score.none", name=name, known=known), hint=hint)
    data = _FILES.own(root, name)
    if isinstance(data, Problem):
        return (data,)
    return read(_FILES.shipped(name) if data is None else data, file_of(name))


def read(data: bytes, file: str) -> Rules | tuple[Problem, ...]:
    """The rules that `data` holds, or every fault of them at its line and column."""
    tree = gate.read(data, file)
    if isinstance(tree, tuple):
        return tree
    rules = typed(Rules, tree, file, under=_UNDER)
    if isinstance(rules, tuple):
        return rules
    return tuple(located(one, tree, file) for one in faults(rules)) or rules


def faults_of_own(root: Path) -> tuple[Problem, ...]:
    """Every fault of every rule file of the office, used or not. Raises MachineError."""
    read_ = (load(root, name) for name in own_names(root))
    return tuple(problem for one in read_ if isinstance(one, tuple) for problem in one)
