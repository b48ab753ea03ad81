"""`publicize`: a public notice, the paper that hangs out, the objections against it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ledger.actions import publicize as acts
from ledger.actions.acting import Done
from ledger.actions.desk import Desk
from ledger.cli import options as opt
from ledger.cli import session
from ledger.cli.outcome import at, note_signature
from ledger.cli.screen import note, note_uncovered, put_json, say_line
from ledger.cli.session import words
from ledger.errors import UsageError, say
from ledger.model.filenames import fitted
from ledger.model.notice import PUBLIC_NOTICE

SUFFIX = ".docx"


def publicize(
    issue_id: opt.IssueId,
    start: Annotated[
        str | None, typer.Option("--start", help=words("option.notice-start"), metavar="2026-05-31")
    ] = None,
    days: Annotated[
        int | None, typer.Option("--days", help=words("option.notice-days"), min=1, max=999, metavar="N")
    ] = None,
    working: Annotated[
        bool | None, typer.Option("--working/--calendar", help=words("option.notice-working"), show_default=False)
    ] = None,
    end: Annotated[str | None, typer.Option("--end", help=words("option.notice-end"), metavar="2026-05-31")] = None,
    medium: Annotated[str | None, typer.Option("--medium", help=words("option.notice-medium"))] = None,
    url: Annotated[str | None, typer.Option("--url", help=words("option.notice-url"))] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help=words("option.notice-output"), metavar=words("metavar.file"))
    ] = None,
    no_notice: Annotated[bool, typer.Option("--no-notice", help=words("option.no-notice"))] = False,
    force: Annotated[bool, typer.Option("--force", help=words("option.force"))] = False,
    objection: Annotated[str | None, typer.Option("--objection", help=words("option.objection"))] = None,
    settle: Annotated[int | None, typer.Option("--settle", help=words("option.settle"), min=1, metavar="N")] = None,
    outcome: Annotated[str | None, typer.Option("--outcome", help=words("option.outcome"))] = None,
    on: Annotated[str | None, typer.Option("--on", help=words("option.objection-day"), metavar="2026-05-31")] = None,
    who: opt.Who = None,
    as_of: opt.AsOf = None,
    as_json: opt.Json = False,
) -> None:
    asked = [objection is not None, settle is not None or outcome is not None]
    about_the_notice = any(one is not None for one in (start, days, working, end, medium, url, output)) or no_notice
    if sum(asked) + about_the_notice > 1 or (on is not None and not any(asked)):
        raise UsageError(say("publicize.one-thing"))
    if (settle is None) != (outcome is None):
        raise UsageError(say("publicize.how-settled"))
    if output is not None and no_notice:
        raise UsageError(say("publicize.paper-or-none"))
    desk, wanted = at(issue_id, as_of, who)
    day = session.parse_day(on, "--on") if on else None
    if objection is not None:
        _objected(acts.object_to(desk, wanted, objection, day), "publicize.objected", as_json)
    elif settle is not None and outcome is not None:
        _objected(acts.settle(desk, wanted, settle, outcome, day), "publicize.settled", as_json)
    elif output is not None and start is None and (days, working, end, medium, url) == (None,) * 5:
        _announced(desk, acts.print_again(desk, wanted, acts.Paper(_named(output), force)), as_json)
    elif start is None:
        raise UsageError(say("publicize.start-missing", id=wanted, day=desk.day))
    else:
        order = acts.Order(
            start=session.parse_day(start, "--start"),
            days=days,
            working=working,
            end=session.parse_day(end, "--end") if end else None,
            medium=medium,
            url=url,
        )
        path = _named(output) if output else Path(fitted(f"{PUBLIC_NOTICE}-{wanted}", SUFFIX))
        paper = None if no_notice else acts.Paper(path, force)
        _announced(desk, acts.publicize(desk, wanted, order, paper), as_json)


def _named(path: Path) -> Path:
    """`公告` is written as 公告.docx; another ending is left for the refusal."""
    return path if path.suffix or path.is_dir() else path.with_name(f"{path.name}{SUFFIX}")


def _announced(desk: Desk, made: acts.Announced, as_json: bool) -> None:
    issue, notice = made.done.after, made.notice
    recorded = made.done.after is not made.done.before
    if as_json:
        put_json(
            id=issue.id,
            status=issue.status,
            file=made.done.file,
            start=notice.start.isoformat(),
            end=notice.end.isoformat(),
            days=notice.days,
            working=notice.working,
            notice=str(made.paper) if made.paper else None,
            recorded=recorded,
            uncovered_years=list(made.uncovered_years),
        )
        return
    if recorded:
        kind = say("publicize.kind-working" if notice.working else "publicize.kind-calendar")
        done = say("publicize.done", id=issue.id, start=notice.start, end=notice.end, days=notice.days, kind=kind)
        say_line(done)
        note_signature(made.done)
    if made.paper:
        say_line(say("publicize.paper", path=str(made.paper)))
    for one in (*made.counting, *made.done.remarks):
        note(one)
    contact = desk.office.policy.contact
    if made.paper and not (contact.phone or contact.email):
        note(say("publicize.no-contact"))
    note_uncovered(made.uncovered_years)


def _objected(done: Done, said: str, as_json: bool) -> None:
    issue = done.after
    raised = acts.raised_in_cycle(issue)
    waiting = [number for number, (_, one) in enumerate(raised, 1) if one.settled_on is None]
    if as_json:
        put_json(id=issue.id, status=issue.status, file=done.file, objections=len(raised), open=waiting)
        return
    say_line(say(said, id=issue.id, count=len(raised)))
    note_signature(done)
    for one in done.remarks:
        note(one)
    if waiting:
        note(say("publicize.waiting", id=issue.id, numbers=tuple(waiting), first=waiting[0]))
