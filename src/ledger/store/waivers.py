"""`waivers.yaml`, the ledger's register of what may stand for a while."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ledger.model.problem import Problem
from ledger.model.waiver import Waiver, Waivers
from ledger.store import files, gate, yamlfile
from ledger.store.batch import Change
from ledger.store.typed import located, typed
from ledger.store.workspace import Workspace

FILE = "waivers.yaml"


@dataclass(frozen=True)
class Register:
    """What the file says, or every fault of its form; then nothing is excused."""

    waivers: tuple[Waiver, ...] = ()
    faults: tuple[Problem, ...] = ()
    tree: gate.Tree | None = None
    data: bytes = b""

    def names(self, issue_id: str) -> bool:
        """Whether an entry is for this issue."""
        return any(one.issue == issue_id for one in self.waivers)

    def located(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Faults of the entries, each at its place in the file."""
        return tuple(located(one, self.tree, FILE) if self.tree else one for one in problems)


def load(workspace: Workspace) -> Register:
    """The register; an empty one where there is no file, or nothing but comments in it. Raises MachineError."""
    try:
        data = files.read_plain(workspace.root / FILE)
    except FileNotFoundError:
        return Register()
    except OSError as error:
        raise files.fault(error, FILE) from error
    tree = gate.read(data, FILE)
    if isinstance(tree, tuple):
        return Register() if [one.rule for one in tree] == ["empty"] else Register(faults=tree)
    read = typed(Waivers, tree, FILE)
    return Register(faults=read) if isinstance(read, tuple) else Register(read.waivers, tree=tree, data=data)


def followed(workspace: Workspace, old: str, new: str) -> Change | None:
    """The register with the entries for one number under another; None where there are none. Raises MachineError."""
    register = load(workspace)
    if register.tree is None or not register.names(old):
        return None
    after = {**register.tree.data, "waivers": [_under(one, old, new) for one in _entries(register.tree)]}
    text = _in_place(register, register.tree, old, new)
    read = gate.read(text, FILE)
    if not isinstance(read, gate.Tree) or read.data != after:  # an id written in some odd way
        text = yamlfile.rewrite(register.data, register.tree.data, after)
    return Change(workspace.root / FILE, register.data, text)


def _entries(tree: gate.Tree) -> list[gate.Node]:
    entries = tree.data["waivers"]
    assert isinstance(entries, list)  # noqa: S101 - it was read as a register
    return entries


def _under(entry: gate.Node, old: str, new: str) -> gate.Node:
    return {**entry, "issue": new} if isinstance(entry, dict) and entry.get("issue") == old else entry


def _in_place(register: Register, tree: gate.Tree, old: str, new: str) -> bytes:
    """The text with nothing but the number changed, so that an entry in braces stays one."""
    lines = register.data.decode().split("\n")
    named = (at for at, one in enumerate(register.waivers) if one.issue == old)
    for line, column in sorted((tree.locate_value(("waivers", at, "issue")) for at in named), reverse=True):
        before, rest = lines[line - 1][: column - 1], lines[line - 1][column - 1 :]
        lines[line - 1] = before + rest.replace(old, new, 1)
    return "\n".join(lines).encode()
