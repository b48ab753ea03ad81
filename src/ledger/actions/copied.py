"""A file that was copied to write down another issue: it gets an identity and a history of its own, signed.

What was signed in the file that it was copied from happened to that issue and to no other, so none of it comes along.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator

from ledger.actions import records
from ledger.actions.acting import Done
from ledger.actions.desk import Desk
from ledger.errors import RefusedError, Said, say
from ledger.model import chain, renumber
from ledger.model.attempt import Attempt, said_or_none
from ledger.model.ids import number_of
from ledger.model.issue import Issue
from ledger.model.trail import Branch
from ledger.store import bearers, saving, sealing
from ledger.store.folder import Stored
from ledger.store.workspace import Workspace

_ACTS = ("progress", "extensions", "escalations", "appraisals", "evidence", "passages", "verifications", "publicity",
         "closures", "lookbacks", "accountability", "disclosure", "void")  # fmt: skip
"""What happened to one issue, and was not said of another by copying it."""


def original(workspace: Workspace, one: Stored) -> Stored | None:
    """The issue whose file was copied to make this one; None where it is no copy.

    A copy has the other's identity and says of itself what nobody signed: its number to begin with. Where that holds
    of both, the later number is the copy's. A number that an issue has given up is none of a copy.
    """
    other = bearers.standing(workspace, one)
    if other is None or not _by_hand(one) or one.issue.id in renumber.formerly(_tree(other)):
        return None
    return other if not _by_hand(other) or number_of(one.issue.id) > number_of(other.issue.id) else None


def _by_hand(one: Stored) -> bool:
    """Whether somebody has to answer for what the file says: it has no chain, or not this one."""
    return any(fault.rule in {"unchained", "unsigned-change"} for fault in chain.faults(_tree(one), one.issue.id))


def _tree(one: Stored) -> Branch:
    return sealing.tree(one.data, one.file)


def against(issue: Issue, other: Stored) -> Iterator[Said]:
    """Why a copy is no issue of its own yet."""
    if _told(issue) == _told(other.issue):
        yield say("adopt.no-difference", id=issue.id, other=other.issue.id)
        return
    if issue.status != "open" or issue.cycle > 1:
        yield say("adopt.copied-status", other=other.issue.id)
    for name in _ACTS:
        if getattr(issue, name):
            yield say("adopt.copied-act", field=say("field", path=name), other=other.issue.id)


def _told(issue: Issue) -> Issue:
    """What an issue is about."""
    return issue.model_copy(update={"id": "", "history": ()})


def begun(desk: Desk, stored: Stored, other: Stored, attempt: Attempt, reasons: tuple[Said, ...]) -> Done:
    """The copy as an issue of its own, which begins with who answers for it. Raises RefusedError with every reason."""
    reasons = (*reasons, *against(stored.issue, other))
    if reasons:
        raise RefusedError(say("adopt.refused", id=stored.issue.id, count=len(reasons)), *reasons)
    fresh = stored.issue.model_copy(update={"uid": str(uuid.uuid4()), "history": ()})
    after = records.signed(fresh, desk)
    first = [step.model_copy(update={"why": said_or_none(attempt.why)}) for step in after.history]
    saved = saving.begin(desk.workspace, stored, after.model_copy(update={"history": tuple(first)}))
    return Done(stored.issue, saved.issue, saved.file, (say("adopt.of-its-own", id=fresh.id, other=other.issue.id),))
