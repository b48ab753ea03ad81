"""`revisit`: what the complainant says of the result."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from ledger.actions import petitions
from ledger.cli import options as opt
from ledger.cli import session
from ledger.cli.outcome import at, tell
from ledger.cli.session import words


def revisit(
    issue_id: opt.IssueId,
    satisfaction: Annotated[str, typer.Option("--satisfaction", help=words("option.satisfaction"))],
    text: Annotated[str | None, typer.Option("--text", "-m", help=words("option.revisit-text"))] = None,
    day: Annotated[str | None, typer.Option("--date", help=words("option.revisit-day"), metavar="2026-05-31")] = None,
    who: opt.Who = None,
    as_of: opt.AsOf = None,
    as_json: opt.Json = False,
) -> None:
    desk, wanted = at(issue_id, as_of, who)
    if day:
        desk = replace(desk, day=session.parse_day(day, "--date"))
    done = petitions.revisit(desk, wanted, {"satisfaction": satisfaction.strip(), "text": text})
    tell(done, "done.revisit", as_json)
