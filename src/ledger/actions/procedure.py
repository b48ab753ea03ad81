"""The closing procedure: which there are, what one is made of, and passing a gate of it that is no move of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ledger.actions.acting import Done, against_signing, save, signed
from ledger.actions.desk import Desk
from ledger.actions.progress import with_all_before
from ledger.errors import RefusedError, Said, UsageError, say
from ledger.model.attempt import Attempt
from ledger.model.dossier import way_through
from ledger.model.gates import way
from ledger.model.issue import Issue
from ledger.model.naming import nearest
from ledger.model.passing import pass_gate as passed_through
from ledger.model.passing import personal, status_at, who_may_pass
from ledger.model.procedure import Gate, Procedure
from ledger.store import folder, procedures
from ledger.store.workspace import Workspace, unreadable


@dataclass(frozen=True)
class Listed:
    """One procedure that can be followed here. `procedure` is None where its file can't be read."""

    name: str
    procedure: Procedure | None
    own: bool
    in_force: bool


def listed(workspace: Workspace) -> tuple[Listed, ...]:
    """Every procedure that is shipped or that the office has a file of."""
    own, chosen = procedures.own_names(workspace.root), workspace.policy.closing.procedure
    found = ((name, procedures.load(workspace.root, name)) for name in procedures.names(workspace.root))
    return tuple(
        Listed(name, one if isinstance(one, Procedure) else None, name in own, name == chosen) for name, one in found
    )


def show(workspace: Workspace, name: str | None) -> Procedure:
    """A procedure by its name, or the one in force. Raises UsageError naming those there are, UnreadableError."""
    if name is None:
        return workspace.office.main.procedure
    found = procedures.load(workspace.root, name.strip())
    if isinstance(found, tuple):
        raise unreadable(procedures.file_of(name.strip()), found)
    return found


def due_gate(desk: Desk, issue_id: str) -> str:
    """The gate whose turn it is, where nobody named one. Raises UsageError naming what is due, or those there are,
    where that is none to be signed at.
    """
    issue, office = folder.get(desk.workspace, issue_id).issue, desk.office.of(issue_id)
    due = way(issue, office, desk.day).next
    signed_at = tuple(one.name for one in office.procedure.gates if one.kind == "sign")
    if due is not None and due.kind == "sign":
        return due.name
    if not signed_at:
        raise UsageError(say("pass.none-here", id=issue_id, procedure=office.procedure.name))
    if due is None:
        raise UsageError(say("pass.none-due", id=issue_id, known=signed_at))
    raise UsageError(say("pass.other-due", id=issue_id, gate=due.name, supply=way_through(issue_id, due)))


def pass_gate(desk: Desk, issue_id: str, name: str, attempt: Attempt, *, passed: bool) -> Done:
    """Record the decision at a gate, for or against. Raises UsageError for what is no gate to be signed at,
    RefusedError with every reason against it.
    """
    gate = _signed_gate(desk.office.of(issue_id).procedure, name, issue_id)
    stored = folder.get(desk.workspace, issue_id)
    attempt = desk.informed(attempt, stored)
    after = passed_through(stored.issue, gate, attempt, passed=passed)
    if isinstance(after, tuple):
        raise _refusal(stored.issue, gate, after, attempt)
    return save(desk, stored, after)


def _signed_gate(procedure: Procedure, name: str, issue_id: str) -> Gate:
    gate = procedure.gate(name)
    if gate is None:
        known = tuple(one.name for one in procedure.gates)
        near = nearest(name, known)
        hint = say("did-you-mean", word=near) if near else None
        raise UsageError(say("pass.no-gate", name=name, procedure=procedure.name, known=known), hint=hint)
    if gate.kind != "sign":
        raise UsageError(say("pass.not-signed", gate=gate.name, supply=way_through(issue_id, gate)))
    return gate


def _refusal(issue: Issue, gate: Gate, reasons: tuple[Said, ...], attempt: Attempt) -> RefusedError:
    """Every reason, those of the moves that come before among them; and who could pass, where the person can't."""
    if issue.status != (wanted := status_at(attempt.office, gate)):
        reasons = with_all_before(issue, "close" if wanted == "verified" else "verify", reasons, attempt)
        if wanted == "verified" and issue.status != "closed":
            reasons = (*reasons, say("guard.not-verified", id=issue.id))
    hint = None
    if any(True for _ in personal(issue, attempt, gate)):
        people = tuple(say("person.named", name=one.name, id=one.id) for one in who_may_pass(issue, attempt, gate))
        hint = say("guard.who-may", people=people) if people else say("guard.nobody-may")
    return RefusedError(say("refused.gate", id=issue.id, gate=gate.name, count=len(reasons)), *reasons, hint=hint)


def file_closing(desk: Desk, issue_id: str, filed_on: date) -> Done:
    """Put on record when a closing was reported to the level above (报备案). Raises RefusedError with every reason."""
    stored = folder.get(desk.workspace, issue_id)
    issue, closure = stored.issue, stored.issue.closure()
    reasons = [*against_signing(desk, stored)]
    if issue.status != "closed" or closure is None:
        reasons.append(say("file.not-closed", id=issue.id))
    else:
        if closure.filed_on is not None:
            reasons.append(say("file.already", id=issue.id, date=closure.filed_on))
        if not closure.date <= filed_on <= desk.day:
            reasons.append(say("file.wrong-day", filed=filed_on, closed=closure.date, day=desk.day))
    if reasons or closure is None:
        raise RefusedError(say("refused", id=issue.id, move=say("move.file"), count=len(reasons)), *reasons)
    reported = closure.model_copy(update={"filed_on": filed_on})
    acts = tuple(reported if one is closure else one for one in issue.closures)
    return signed(desk, stored, "file", issue.model_copy(update={"closures": acts}))
