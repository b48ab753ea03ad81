"""`lookback sample`, `lookback record`: drawing closed issues to look at again, and what was found."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Annotated

import typer

from ledger.actions import lookback
from ledger.cli import filters, session, spelling
from ledger.cli import options as opt
from ledger.cli.outcome import at
from ledger.cli.screen import note, put_json, say_line, table
from ledger.cli.session import words
from ledger.errors import UsageError, say
from ledger.model.sampling import Draw
from ledger.model.selection import Selection

WHOLE = 100
SHOWN = 12
"""So many hex digits of a ticket are shown: nobody compares more by eye, and no two in a ledger are alike in them."""


@filters.selecting
def sample(
    chosen: Selection,
    seed: Annotated[str, typer.Option("--seed", help=words("option.seed"), metavar="7")],
    rate: Annotated[str | None, typer.Option("--rate", help=words("option.rate"), metavar="10%")] = None,
    count: Annotated[int | None, typer.Option("--count", help=words("option.count"), min=1, metavar="N")] = None,
    closed_before: Annotated[
        str | None, typer.Option("--closed-before", help=words("option.closed-before"), metavar="2026-05-31")
    ] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help=words("option.sample-sheet"))] = None,
    force: Annotated[bool, typer.Option("--force", help=words("option.force"))] = False,
    as_of: opt.AsOf = None,
    as_json: opt.Json = False,
) -> None:
    if (rate is None) == (count is None):
        raise UsageError(say("lookback.how-many"))
    if not seed.strip():
        raise UsageError(say("lookback.no-seed"))
    desk = session.reading_desk(as_of)
    before = session.parse_day(closed_before, "--closed-before") if closed_before else None
    wanted = lookback.Wanted(seed.strip(), _percent(rate) if rate else None, count, before, chosen)
    found = lookback.sample(desk, wanted)
    said = filters.described(chosen)
    path = lookback.write(desk, found, output, _drawn(found.draw, found.label), force=force) if output else None
    if as_json:
        put_json(as_of=desk.day.isoformat(), selection=said, **_as_dict(found, wanted))
        return
    _show(found, desk.day.isoformat(), said)
    if path:
        note(say("export.done", count=len(found.entries), path=str(path), day=desk.day))


def _percent(text: str) -> Decimal:
    """`10%` or `10`. Raises UsageError for what is no share of a whole, and for `0.1`, which may mean either."""
    try:
        found = Decimal(spelling.percent(text))
    except InvalidOperation as error:
        raise UsageError(say("lookback.bad-rate", found=text)) from error
    if not (found.is_finite() and 0 < found <= WHOLE):
        raise UsageError(say("lookback.bad-rate", found=text))
    if found < 1 and not spelling.even(text).endswith("%"):
        raise UsageError(
            say("lookback.which-rate", found=text, share=f"{(found * WHOLE).normalize():f}", percent=f"{found:f}")
        )
    return found


def _drawn(draw: Draw, label: str) -> str:
    """The draw as a phrase, for the head of a sheet."""
    return f"抽查批次：{label}；抽 {len(draw.tickets)} 件，已销号 {draw.population} 件"


def _as_dict(found: lookback.Sample, wanted: lookback.Wanted) -> dict[str, object]:
    tickets = zip(found.draw.tickets, found.entries, strict=True)
    return {
        "seed": found.draw.seed,
        "rate": None if wanted.rate is None else str(wanted.rate),
        "closed_before": wanted.closed_before.isoformat() if wanted.closed_before else None,
        "population": found.draw.population,
        "population_sha256": found.draw.fingerprint,
        "label": found.label,
        "sample": [
            {
                "id": entry.issue.id,
                "uid": entry.issue.uid,
                "title": entry.issue.title,
                "closed_on": closure.date.isoformat() if (closure := entry.issue.closure()) else None,
                "ticket": ticket.digest,
            }
            for ticket, entry in tickets
        ],
    }


def _show(found: lookback.Sample, day: str, said: str) -> None:
    rows = []
    for ticket, entry in zip(found.draw.tickets, found.entries, strict=True):
        issue, closure = entry.issue, entry.issue.closure()
        units = "、".join(issue.plan.implementers) if issue.plan else ""
        closed = closure.date.isoformat() if closure else ""
        rows.append([issue.id, closed, ticket.digest[:SHOWN], units, issue.title])
    heads = [words(f"column.{name}") for name in ("id", "closed-on", "ticket", "units", "title")]
    table(heads, rows, wide=(3, 4))
    drawn = found.draw
    say_line(
        say(
            "lookback.drawn",
            population=drawn.population,
            count=len(drawn.tickets),
            label=found.label,
            day=day,
            selection=said or say("lookback.everything"),
        )
    )
    say_line(say("lookback.fingerprint", digest=drawn.fingerprint[:SHOWN]))
    note(say("lookback.again", day=day, seed=drawn.seed))
    note(say("lookback.to-record", label=found.label))


def record(
    issue_id: opt.IssueId,
    text: Annotated[str, typer.Option("--text", "-m", help=words("option.found"))],
    rebound: Annotated[bool, typer.Option("--rebound", help=words("option.rebound"))] = False,
    genuine: Annotated[
        bool | None, typer.Option("--genuine/--not-genuine", help=words("option.genuine"), show_default=False)
    ] = None,
    archive: Annotated[
        bool | None,
        typer.Option("--archive-complete/--archive-incomplete", help=words("option.archive"), show_default=False),
    ] = None,
    opinion: Annotated[str | None, typer.Option("--opinion", help=words("option.opinion"))] = None,
    drawn: Annotated[str | None, typer.Option("--sample", help=words("option.sample"), metavar="10%/7")] = None,
    to: Annotated[str | None, typer.Option("--to", help=words("option.new-due"), metavar="2026-05-31")] = None,
    day: Annotated[str | None, typer.Option("--date", help=words("option.looked-on"), metavar="2026-05-31")] = None,
    who: opt.Who = None,
    as_of: opt.AsOf = None,
    as_json: opt.Json = False,
) -> None:
    desk, wanted = at(issue_id, as_of, who)
    if day:
        desk = replace(desk, day=session.parse_day(day, "--date"))
    values = {"rebound": rebound, "text": text, "genuine": genuine, "archive": archive, "opinion": opinion}
    new_due = session.parse_day(to, "--to") if to else None
    looked = lookback.record(desk, wanted, {**values, "sample": drawn}, new_due)
    issue = looked.done.after
    if as_json:
        put_json(
            id=issue.id,
            status=issue.status,
            cycle=issue.cycle,
            file=looked.done.file,
            rebound=looked.check.rebound,
            reopened=looked.reopened,
            blocks=[words(one) for one in looked.blocks],
            who=[one.id for one in looked.people],
        )
        return
    _tell(looked)


def _tell(looked: lookback.Looked) -> None:
    """Say what was written, and what a rebound still waits for."""
    issue = looked.done.after
    for one in looked.done.remarks:
        note(one)
    if not looked.check.rebound:
        say_line(say("lookback.done", id=issue.id, title=issue.title))
    elif looked.reopened:
        say_line(say("lookback.reopened", id=issue.id, title=issue.title, cycle=issue.cycle))
    else:
        say_line(say("lookback.rebound", id=issue.id, title=issue.title))
        for reason in looked.blocks:
            note(say("why.block", text=reason))
        named = tuple(say("person.named", name=one.name, id=one.id) for one in looked.people)
        note(say("lookback.reopen", id=issue.id, people=named) if named else say("guard.nobody-may"))
    step = issue.history[-1]
    note(say("done.signed", who=step.by, unit=step.unit, date=step.date))
