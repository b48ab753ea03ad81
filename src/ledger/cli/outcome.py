"""How a command about one issue begins and ends: whose desk and which issue; what was written and what comes next."""

from __future__ import annotations

from ledger.actions.acting import Done
from ledger.actions.desk import Desk
from ledger.cli import options as opt
from ledger.cli import session
from ledger.cli.screen import note, put_json, say_line
from ledger.errors import Said, say
from ledger.model.dossier import way_through
from ledger.model.workflow import NEXT


def at(issue_id: str, as_of: str | None, who: str | None) -> tuple[Desk, str]:
    """The desk of whoever acts, and the issue's id in its one spelling."""
    desk = session.desk(as_of, who)
    return desk, opt.issue_id(issue_id, desk.office.policy.ledger.prefix)


def tell(done: Done, said: str, as_json: bool, **more: str) -> None:
    """Say what was written and what comes next; `more` are blanks of the sentence `said`."""
    issue = done.after
    following = NEXT[issue.status]
    if as_json:
        put_json(id=issue.id, status=issue.status, file=done.file, next=following)
        return
    for one in done.remarks:
        note(one)
    status = done.state or say(f"status.{issue.status}")
    say_line(say(said, id=issue.id, title=issue.title, status=status, file=done.file, **more))
    note_signature(done)
    if following and (issue.status, len(issue.passages)) != (done.before.status, len(done.before.passages)):
        note(say("next", command=_next(done, following)))


def note_signature(done: Done) -> None:
    """Say in whose name it was written, and for which unit: the wrong one is seen at once."""
    if len(done.after.history) > len(done.before.history):
        step = done.after.history[-1]
        note(say("done.signed", who=step.by, unit=step.unit, date=step.date))


def _next(done: Done, move: str) -> Said | str:
    """What to call next: the gate whose turn it is. While the work isn't done nobody can pass one: then `why`."""
    issue, gate = done.after, done.gate
    if gate is not None and gate.kind in {"sign", "publicity"} and (issue.status == "verified" or issue.passages):
        return way_through(issue.id, gate)
    return f"ledger {'why' if move == 'verify' else move} {issue.id}"
