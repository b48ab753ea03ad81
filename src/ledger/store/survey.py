"""The whole ledger read once for its trail: every chain walked, and of each issue only what a proof needs is kept."""

from __future__ import annotations

from dataclasses import dataclass, field

from ledger import meter
from ledger.errors import say
from ledger.model import checkpoint, witness
from ledger.model.acts import Evidence
from ledger.model.problem import Place, Problem
from ledger.model.trail import Branch
from ledger.model.witness import Present
from ledger.store import folder, sealing
from ledger.store.folder import Opened, Stored
from ledger.store.typed import located
from ledger.store.workspace import Workspace


@dataclass(frozen=True)
class Surveyed:
    """One issue: what is wrong with its chain, and what it comes to."""

    id: str
    file: str
    leaf: Branch
    present: Present
    evidence: tuple[Evidence, ...]
    chain: tuple[Problem, ...]


@dataclass
class Survey:
    """The folder of issues. Files = issues + broken."""

    issues: list[Surveyed] = field(default_factory=list)
    unreadable: list[Problem] = field(default_factory=list)
    """What is wrong with files that can't be read as issues."""

    @property
    def broken(self) -> tuple[str, ...]:
        """The files that could not be read, each once."""
        return tuple(dict.fromkeys(p.place.file for p in self.unreadable if p.place))

    @property
    def chains(self) -> list[Problem]:
        """What is wrong with the chains, in the order of the files; and uids that are there twice."""
        return [*(problem for one in self.issues for problem in one.chain), *self._twins()]

    def _twins(self) -> list[Problem]:
        first: dict[str, Surveyed] = {}
        again = [(first.setdefault(one.present.uid, one), one) for one in self.issues]
        return [
            Problem(
                "dup-uid",
                "integrity",
                say("rule.dup-uid", id=one.id, other=other.id),
                one.id,
                ("uid",),
                Place(one.file),
            )
            for other, one in again
            if other is not one
        ]


def survey(workspace: Workspace) -> Survey:
    """Read every file. Raises nothing on content."""
    folder.recover(workspace)
    found = Survey()
    first: dict[str, tuple[str, str]] = {}
    for path in meter.each("issues", folder.paths(workspace)):
        one = folder.opened(workspace, path)
        if isinstance(one, tuple):
            found.unreadable += one
        elif (other := first.setdefault(one.stored.issue.id, _named(one.stored)))[0] != one.stored.file:
            found.unreadable.append(folder.namesake(one.stored.issue.id, *_named(one.stored), *other))
        else:
            found.issues.append(_surveyed(workspace, one))
    return found


def _named(one: Stored) -> tuple[str, str]:
    return one.file, one.issue.title


def _surveyed(workspace: Workspace, one: Opened) -> Surveyed:
    issue, file, record = one.stored.issue, one.stored.file, one.tree.data
    faults = sealing.faults(workspace.root, file, record, issue.id)
    levels = {fault.level for fault in faults}
    unsigned = any(fault.rule == "unsigned-change" for fault in faults)
    leaf = checkpoint.leaf(record, "broken" if "integrity" in levels else "unsigned" if unsigned else None)
    chain = tuple(located(fault, one.tree, file) for fault in faults)
    return Surveyed(issue.id, file, leaf, witness.present(record, file), issue.evidence, chain)
