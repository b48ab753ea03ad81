"""`extend`: asking for more time, approving it, and saying no."""

from __future__ import annotations

from typing import Annotated

import typer

from ledger.actions import extensions
from ledger.cli import options as opt
from ledger.cli import session
from ledger.cli.outcome import at, tell
from ledger.cli.session import words
from ledger.errors import UsageError, say


def extend(
    issue_id: opt.IssueId,
    to: Annotated[str | None, typer.Option("--to", help=words("option.to"), metavar="2026-05-31")] = None,
    why: opt.Why = None,
    approver: Annotated[str | None, typer.Option("--approver", help=words("option.approver"))] = None,
    approve: Annotated[bool, typer.Option("--approve", help=words("option.approve"))] = False,
    reject: Annotated[bool, typer.Option("--reject", help=words("option.reject"))] = False,
    document: opt.Document = None,
    who: opt.Who = None,
    as_of: opt.AsOf = None,
    as_json: opt.Json = False,
) -> None:
    desk, wanted = at(issue_id, as_of, who)
    if approve + reject + (approver is not None) > 1:
        raise UsageError(say("extend.one-answer"))
    new_due = session.parse_day(to, "--to") if to else None
    if approve:
        tell(extensions.approve_extension(desk, wanted, document, new_due), "done.extend-approved", as_json)
        return
    said = bool(why and why.strip())
    if reject and not said:
        raise UsageError(say("extend.why-not", id=wanted))
    if reject and why:
        tell(extensions.reject_extension(desk, wanted, why, new_due), "done.extend-rejected", as_json)
        return
    if new_due is None or not why or not said:
        raise UsageError(say("extend.what"))
    done = extensions.extend(desk, wanted, new_due, why, document=document, approver=approver)
    tell(done, "done.extend-approved" if approver else "done.extend", as_json)
