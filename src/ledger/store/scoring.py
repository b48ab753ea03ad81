"""The rules that units are scored by: the office's `templates/scores/NAME.yaml`, else as shipped."""

from __future__ import annotations

from pathlib import Path

from ledger.errors import NotFoundError, say
from ledger.model.naming import nearest
from ledger.model.problem import Problem
from ledger.model.scoring import Rules, faults
from ledger.store import files, gate
from ledger.store.provided import SHIPPED
from ledger.store.typed import located, typed

FOLDER = "templates/scores"
SUFFIX = ".yaml"
DEFAULT = "综合考评"
_SHIPPED = SHIPPED / "ledger" / FOLDER
_UNDER = ("score",)


def names(root: Path) -> tuple[str, ...]:
    """Every rule file: the shipped ones, then the office's own."""
    shipped = sorted(one.stem for one in _SHIPPED.glob(f"*{SUFFIX}"))
    return tuple(dict.fromkeys((*shipped, *own_names(root))))


def own_names(root: Path) -> tuple[str, ...]:
    """The rule files of the office, the shipped ones that it has taken over among them."""
    return tuple(sorted(p.stem for p in (root / FOLDER).glob(f"*{SUFFIX}") if not p.name.startswith(".")))


def load(root: Path, name: str = DEFAULT) -> Rules | tuple[Problem, ...]:
    """The rules called `name`, or every fault of their file. Raises NotFoundError naming those there are,
    MachineError.
    """
    file = f"{FOLDER}/{name}{SUFFIX}"
    known = names(root)
    if name not in known:
        near = nearest(name, known)
        hint = say("did-you-mean", word=near) if near else None
        raise NotFoundError(say("score.none", name=name, known=known), hint=hint)
    try:
        data = files.read_plain(root / file)
    except FileNotFoundError:
        data = (_SHIPPED / f"{name}{SUFFIX}").read_bytes()
    except OSError as error:
        raise files.fault(error, file) from error
    return read(data, file)


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
