"""The closing procedures that a ledger can follow: described in the office's `templates/procedures/`, else as shipped.

Knows a ledger by its folder only, because the workspace reads its own procedure through here.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from pydantic import ValidationError

from ledger.errors import NotFoundError, UsageError, say
from ledger.model.naming import nearest
from ledger.model.problem import Path as Way
from ledger.model.problem import Problem
from ledger.model.procedure import Described, Procedure, faults
from ledger.store import checklists, gate
from ledger.store.descriptions import Descriptions
from ledger.store.gate import Node
from ledger.store.typed import located, prune, typed

FOLDER = "templates/procedures"
_FILES = Descriptions(FOLDER)
shipped_names, own_names, names, file_of = _FILES.shipped_names, _FILES.own_names, _FILES.names, _FILES.file


def load(root: Path, name: str) -> Procedure | tuple[Problem, ...]:
    """The procedure called `name`, or every fault of its file. Raises UsageError for a name of none, MachineError."""
    file = file_of(name)
    if name not in names(root):
        known = names(root)
        near = nearest(name, known)
        hint = say("did-you-mean", word=near) if near else None
        raise UsageError(say("procedure.none", name=name, known=known), hint=hint)
    data = _FILES.own(root, name)
    if data is None:
        return shipped(name)
    if isinstance(data, Problem):
        return (data,)
    found = read(data, name, file)
    return completed(root, found, data, file) if isinstance(found, Procedure) else found


def completed(root: Path, procedure: Procedure, data: bytes, file: str) -> Procedure | tuple[Problem, ...]:
    """The procedure with the standards of the checklist that it goes by; what is wrong with that list, or its name."""
    if procedure.checklist is None:
        return procedure
    try:
        listed = checklists.load(root, procedure.checklist)
    except NotFoundError:
        known = checklists.names(root)
        text = say("checklist.none", name=procedure.checklist, known=known)
        problem = Problem("unknown-name", "invalid", text, path=("checklist",),
                          suggestion=nearest(procedure.checklist, known))  # fmt: skip
        tree = gate.read(data, file)
        return (located(problem, tree, file) if isinstance(tree, gate.Tree) else problem,)
    return listed if isinstance(listed, tuple) else procedure.model_copy(update={"standards": listed.texts})


@cache
def shipped(name: str) -> Procedure:
    """A procedure as it is shipped; a test reads them all, so a fault here is one of the program."""
    found = read(_FILES.shipped(name), name, file_of(name))
    assert isinstance(found, Procedure)  # noqa: S101 - see above
    if found.checklist is None:
        return found
    return found.model_copy(update={"standards": checklists.shipped(found.checklist).texts})


def faults_of_own(root: Path) -> tuple[Problem, ...]:
    """Every fault of every procedure that the office has a file of, used or not. Raises MachineError."""
    read_ = (load(root, name) for name in own_names(root))
    return tuple(problem for one in read_ if isinstance(one, tuple) for problem in one)


def read(data: bytes, name: str, file: str) -> Procedure | tuple[Problem, ...]:
    """The procedure that `data` describes, or every fault of it at its line and column."""
    tree = gate.read(data, file)
    if isinstance(tree, tuple):
        return tree
    described = typed(Described, tree, file)
    if isinstance(described, tuple):
        rest = (located(one, tree, file) for one in _faults_beside(described, tree.data))
        return tuple(sorted((*described, *rest), key=_position))
    found = [located(one, tree, file) for one in faults(described)]
    return tuple(sorted(found, key=_position)) or described.named(name)


_OF_THE_ENTRY = {"gate-days", "gate-hands", "gate-document", "shown-by-nothing"}
_OF_THE_ORDER = {"gate-order", "own-verification"}
_OF_THE_NAMES = {"unknown-name", "never-passed"}


def _faults_beside(form: tuple[Problem, ...], data: Mapping[str, Node]) -> Iterator[Problem]:
    """What is wrong beside the form, so that nobody has to mend that first to be told; nothing that a fault of form may
    be the reason of.
    """
    described = _readable(form, data)
    if described is None:
        return
    keys, entries = {one.path[-1] for one in form if one.path}, {one.path[:2] for one in form}
    for one in faults(described):
        guessed = (
            (one.rule in _OF_THE_ENTRY and one.path[:2] in entries)
            or (one.rule in _OF_THE_ORDER and bool(keys & {"kind", "own", "above", "levels", "gates"}))
            or (one.rule in _OF_THE_NAMES and "name" in keys)
        )
        if not guessed:
            yield one


def _readable(form: tuple[Problem, ...], data: Mapping[str, Node]) -> Described | None:
    """The description without what has no form; None where nothing can be made of the rest."""
    rest = prune(copy.deepcopy(dict(data)))
    for one in form:
        holder, key = _innermost(rest, one.path)
        holder.pop(key, None)
        if key == "kind":
            holder[key] = "sign"
        elif key == "name":
            holder[key] = "、".join(map(str, one.path))  # a name that nothing else has
    try:
        return Described.model_validate(rest)
    except ValidationError:
        return None


def _innermost(node: Node, path: Way) -> tuple[dict[str, Node], str]:
    """The last block on the way to a path, and the key of it that the way takes."""
    found: tuple[dict[str, Node], str] = ({}, "")
    for step in path:
        if isinstance(node, dict):
            found = (node, str(step))
            node = node.get(str(step))
        elif isinstance(node, list) and isinstance(step, int) and step < len(node):
            node = node[step]
    return found


def _position(problem: Problem) -> tuple[int, int]:
    place = problem.place
    return ((place.line or 0), (place.column or 0)) if place else (0, 0)
