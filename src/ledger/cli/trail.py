"""`adopt`, `void`: hand edits signed afterwards, and issues that stand for nothing."""

from __future__ import annotations

from typing import Annotated

import typer

from ledger.actions import trail
from ledger.cli import options as opt
from ledger.cli.outcome import at, tell
from ledger.cli.session import words


def adopt(
    issue_id: opt.IssueId, why: opt.Why = None, who: opt.Who = None, as_of: opt.AsOf = None, as_json: opt.Json = False
) -> None:
    desk, wanted = at(issue_id, as_of, who)
    tell(trail.adopt(desk, wanted, why), "done.adopt", as_json)


def void(
    issue_id: opt.IssueId,
    why: opt.Why = None,
    instead: Annotated[str | None, typer.Option("--instead", help=words("option.instead"))] = None,
    who: opt.Who = None,
    as_of: opt.AsOf = None,
    as_json: opt.Json = False,
) -> None:
    desk, wanted = at(issue_id, as_of, who)
    other = opt.issue_id(instead, desk.office.policy.ledger.prefix) if instead else None
    tell(trail.void(desk, wanted, why, other), "done.void", as_json)
