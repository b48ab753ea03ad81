"""一事一档: what the dossier of an issue holds and lacks, and the archive that is handed over."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ledger.actions import outgoing
from ledger.actions.anchor import anchor_of_one
from ledger.actions.desk import Desk
from ledger.errors import ConflictError, IntegrityError, Said, UsageError, say
from ledger.model.checkpoint import Anchor
from ledger.model.dossier import Dossier, dossier
from ledger.model.filing import CONTENTS, RECORD, filing
from ledger.model.guards import evidence_is_on_file
from ledger.model.issue import Issue
from ledger.model.rewind import rewind
from ledger.store import archive, evidence, files, folder
from ledger.store.archive import Member
from ledger.store.folder import Stored


@dataclass(frozen=True)
class Looked:
    """A dossier with what stands in the way of the next gate."""

    issue: Issue
    dossier: Dossier
    lacking: tuple[Said, ...]
    """What the next gate asks for and is not there."""
    damaged: tuple[Said, ...]
    """Evidence that is not what was put on file."""

    @property
    def exit_code(self) -> int:
        """8 for damaged evidence, 1 where something is lacking."""
        return 8 if self.damaged else 1 if self.lacking else 0


def look(desk: Desk, issue_id: str) -> Looked:
    """The dossier of an issue as it stands on the day. Raises NotFoundError, UnreadableError."""
    stored, issue = _on_the_day(desk, issue_id)
    found = dossier(issue, desk.office, desk.day)
    lacking = [say("dossier.lacks", item=one.item.name, supply=one.supply) for one in found.lacking]
    if found.next is not None and found.next.kind == "verify":
        short = evidence_is_on_file(issue, desk.attempt().about(issue))
        lacking += (one for one in short if one.key == "guard.evidence-missing")
    damaged = evidence.damage(desk.workspace, stored.issue, every=True)
    return Looked(issue, found, tuple(lacking), tuple(damaged.values()))


def _on_the_day(desk: Desk, issue_id: str) -> tuple[Stored, Issue]:
    stored = folder.get(desk.workspace, issue_id)
    issue = rewind(stored.issue, desk.day)
    if issue is None:
        raise UsageError(say("show.not-yet", id=issue_id, received=stored.issue.source.received, day=desk.day))
    return stored, issue


@dataclass(frozen=True)
class Packed:
    """The archive that was written."""

    path: Path
    files: int
    missing: int
    """Items that a gate asks for and that are not in it."""


def pack(desk: Desk, issue_id: str, path: Path, *, force: bool) -> Packed:
    """Write the archive. Raises IntegrityError, with nothing written, where evidence is not what was put on file;
    ConflictError where a file stands at `path` already; UsageError for a place that may not be written over.
    """
    outgoing.refuse_place(desk.workspace, path, ".zip")
    if path.exists() and not force:
        raise ConflictError(say("export.exists", path=str(path)))
    stored, issue = _on_the_day(desk, issue_id)
    damaged = evidence.damage(desk.workspace, stored.issue, every=True)
    if damaged:
        raise IntegrityError(say("dossier.damaged"), *damaged.values())
    papers = filing(issue, dossier(issue, desk.office, desk.day), desk.office, desk.day)
    from ledger.formats.xlsx import dossier as contents  # openpyxl takes a third of a second

    anchor, _ = anchor_of_one(desk.workspace, stored.issue)
    printed = contents.dump(papers, anchor if isinstance(anchor, Anchor) else None)
    members = [Member(CONTENTS, printed), Member(f"{RECORD}/{issue.id}.yaml", stored.data)]
    members += (Member(leaf.file, leaf.evidence) for leaf in papers.files if leaf.evidence is not None)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        archive.write(path, desk.workspace.root, members, force=force)
    except OSError as error:
        raise files.fault(error, path) from error
    return Packed(path, len(members) + 1, sum(leaf.missing for leaf in papers.leaves))
