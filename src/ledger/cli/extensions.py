"""`extend`: asking for more time, and approving it."""

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
    document: opt.Document = None,
    who: opt.Who = None,
    as_of: opt.AsOf = None,
    as_json: opt.Json = False,
) -> None:
    desk, wanted = at(issue_id, as_of, who)
    if approve:
        tell(extensions.approve_extension(desk, wanted, document), "done.extend-approved", as_json)
        return
    if not to or not (why and why.strip()):
        raise UsageError(say("extend.what"))
    new_due = session.parse_day(to, "--to")
    done = extensions.extend(desk, wanted, new_due, why, document=document, approver=approver)
    tell(done, "done.extend-approved" if approver else "done.extend", as_json)
