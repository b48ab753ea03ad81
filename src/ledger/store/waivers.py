"""`waivers.yaml`, the ledger's register of what may stand for a while."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ledger.model.problem import Problem
from ledger.model.waiver import Waiver, Waivers
from ledger.store import files, gate
from ledger.store.typed import located, typed
from ledger.store.workspace import Workspace

FILE = "waivers.yaml"


@dataclass(frozen=True)
class Register:
    """What the file says, or every fault of its form; then nothing is excused."""

    waivers: tuple[Waiver, ...] = ()
    faults: tuple[Problem, ...] = ()
    tree: gate.Tree | None = None

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
    return Register(faults=read) if isinstance(read, tuple) else Register(read.waivers, tree=tree)
