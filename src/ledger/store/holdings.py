"""Evidence on the disk beside what the records say of it: damaged, missing, not yet fetched, named by nobody."""

from __future__ import annotations

import os
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path

from ledger.errors import Said, say
from ledger.model.acts import Evidence
from ledger.model.problem import Level, Place, Problem
from ledger.store import files, folder
from ledger.store.typed import located
from ledger.store.workspace import Workspace

_POINTER = b"version https://git-lfs.github.com/spec/"
_OF_SYSTEMS = frozenset({"thumbs.db", "desktop.ini"})
"""What Windows leaves in a folder of pictures; hidden files are passed over as well."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """A piece of evidence as a record names it."""

    issue: str
    file: str
    """The issue's file, relative to the ledger's folder."""
    at: int
    """Its place in the list of evidence, from 0."""
    evidence: Evidence


def faults(
    workspace: Workspace, recorded: Iterable[Recorded], measured: Mapping[str, str | OSError]
) -> Iterator[Problem]:
    """Each piece that is not what was put on file, at its line in the record."""
    inside: dict[Path, bool] = {}
    for one in recorded:
        found = _fault(workspace, one, measured[one.evidence.path], inside)
        if found is not None:
            level, text = found
            rule = "evidence" if level == "integrity" else "evidence-unfetched"
            yield _placed(workspace, Problem(rule, level, text, one.issue, ("evidence", one.at, "sha256")), one.file)


def _fault(
    workspace: Workspace, one: Recorded, measured: str | OSError, inside: dict[Path, bool]
) -> tuple[Level, Said] | None:
    path = one.evidence.path
    if (elsewhere := _elsewhere(workspace, one, inside)) is not None:
        return "integrity", elsewhere
    if isinstance(measured, OSError):
        rule = "evidence.not-a-file" if isinstance(measured, files.NotAFileError) else "evidence.missing"
        return "integrity", say(rule, path=path)
    if measured == one.evidence.sha256:
        return None
    if _stands_for(workspace.root / path, one.evidence.sha256):
        return "invalid", say("audit.evidence-unfetched", path=path)
    return "integrity", say("evidence.changed", path=path)


def _elsewhere(workspace: Workspace, one: Recorded, inside: dict[Path, bool]) -> Said | None:
    """Why a piece is not where the evidence of its issue is kept. `inside`: folders that were looked at before."""
    path = one.evidence.path
    if not path.startswith(f"evidence/{one.issue}/"):
        return say("evidence.elsewhere", path=path, id=one.issue)
    parent = (workspace.root / path).parent
    if parent not in inside:
        inside[parent] = parent.resolve().is_relative_to(workspace.evidence.resolve())
    return None if inside[parent] else say("evidence.leads-out", path=path)


def _stands_for(path: Path, sha256: str) -> bool:
    """Whether a file is what Git LFS leaves in the place of one with this digest, until it is fetched."""
    try:
        head = files.read_plain(path, 1024)
    except OSError:
        return False
    return head.startswith(_POINTER) and f"oid sha256:{sha256}".encode() in head


def _placed(workspace: Workspace, problem: Problem, file: str) -> Problem:
    one = folder.opened(workspace, workspace.root / file)
    return problem.at(Place(file)) if isinstance(one, tuple) else located(problem, one.tree, file)


def unnamed(workspace: Workspace, named: AbstractSet[str], unread: Collection[str] = ()) -> Iterator[Problem]:
    """Files among the evidence whose paths no record names, and names that are one name on another system. Nobody knows
    what the records `unread` name, of an issue or of a checklist: a merge may be open there.
    """
    there = set(_on_disk(workspace))
    for path in sorted(path for path in there - named if path.split("/")[1] not in unread):
        yield Problem("evidence-unnamed", "error", say("audit.evidence-unnamed", path=path), place=Place(path))
    alike: dict[str, list[str]] = defaultdict(list)
    for path in sorted(there | named):
        alike[unicodedata.normalize("NFC", path).casefold()].append(path)
    for paths in alike.values():
        if len(paths) > 1:
            text = say("audit.evidence-alike", path=paths[0], others=tuple(paths[1:]))
            yield Problem("evidence-alike", "error", text, place=Place(paths[0]))


def _on_disk(workspace: Workspace) -> Iterator[str]:
    """Everything but folders below `evidence/`, relative to the ledger's folder; a link to a folder is named itself."""
    for place, subfolders, names in os.walk(workspace.evidence):
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        links = [name for name in subfolders if Path(place, name).is_symlink()]
        for name in (*names, *links):
            if not name.startswith(".") and name.lower() not in _OF_SYSTEMS:
                yield Path(place, name).relative_to(workspace.root).as_posix()
