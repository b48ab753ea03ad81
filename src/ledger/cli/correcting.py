"""`indicator edit`, `meeting edit`, `plan edit`: what stands there is changed; what matters, for a reason."""

from __future__ import annotations

from typing import Annotated

import typer

from ledger.actions import correcting, meetings
from ledger.actions.correcting import Told
from ledger.cli import indicators as gauges
from ledger.cli import meetings as minutes
from ledger.cli import options as opt
from ledger.cli import session
from ledger.cli.screen import note, put_json, say_line
from ledger.cli.session import words
from ledger.errors import UsageError, say

Repeated = list[str] | None
Settings = Annotated[
    Repeated,
    typer.Option("--set", "-S", help=words("option.edit-set"), metavar=words("metavar.setting"), show_default=False),
]
Why = Annotated[str | None, typer.Option("--why", "-m", help=words("option.correction-why"))]


def indicator(
    word: gauges.Word,
    settings: Settings = None,
    rules: Annotated[Repeated, typer.Option("--rule", help=words("option.indicator-rule"), show_default=False)] = None,
    base: Annotated[str | None, typer.Option("--base", help=words("option.indicator-base"), metavar="2015=39")] = None,
    years: Annotated[
        Repeated, typer.Option("--year", help=words("option.indicator-year"), metavar="2026=31", show_default=False)
    ] = None,
    by: Annotated[str | None, typer.Option("--by", help=words("option.indicator-by"), metavar="2026-12-31")] = None,
    total: Annotated[str | None, typer.Option("--total", help=words("option.indicator-total"), metavar="72")] = None,
    issues: Annotated[
        Repeated, typer.Option("--issue", help=words("option.indicator-issue"), show_default=False)
    ] = None,
    withdrawn: Annotated[
        Repeated, typer.Option("--withdraw", help=words("option.withdraw"), metavar="2026-05", show_default=False)
    ] = None,
    why: Why = None,
    who: opt.Who = None,
    as_of: opt.AsOf = None,
    as_json: opt.Json = False,
) -> None:
    desk = session.desk(as_of, who)
    prefix = desk.office.policy.ledger.prefix
    told: dict[str, object] = {
        "rules": tuple(rules) if rules else None,
        "by": session.parse_day(by, "--by") if by else None,
        "base": gauges.year(base, "--base") if base else None,
        "total": total,
        "years": tuple(gauges.year(one, "--year") for one in years) if years else None,
        "issues": tuple(opt.issue_id(one, prefix) for one in issues) if issues else None,
    }
    values = {key: value for key, value in told.items() if value is not None}
    _refuse_nothing(settings, values, withdrawn)
    written = correcting.indicator(desk, word, Told(tuple(settings or ()), values, why), tuple(withdrawn or ()))
    gauges.tell(written, "correction.indicator", as_json=as_json)


def meeting(
    word: minutes.Word,
    number: Annotated[
        str | None,
        typer.Argument(help=words("option.edit-decision"), metavar=words("metavar.number"), show_default=False),
    ] = None,
    settings: Settings = None,
    attendees: Annotated[
        Repeated,
        typer.Option(
            "--attend", help=words("option.meeting-attend"), metavar=words("metavar.attendee"), show_default=False
        ),
    ] = None,
    topics: Annotated[
        Repeated,
        typer.Option("--topic", help=words("option.meeting-topic"), metavar=words("metavar.topic"), show_default=False),
    ] = None,
    why: Why = None,
    who: opt.Who = None,
    as_of: opt.AsOf = None,
    as_json: opt.Json = False,
) -> None:
    values: dict[str, object] = {
        **({"attendees": tuple(map(meetings.attendee, attendees))} if attendees else {}),
        **({"topics": tuple(map(meetings.topic, topics))} if topics else {}),
    }
    _refuse_nothing(settings, values)
    if number is not None and values:
        raise UsageError(say("correction.of-the-meeting"))
    desk = session.desk(as_of, who)
    written = correcting.meeting(desk, word, Told(tuple(settings or ()), values, why, number))
    minutes.tell(written, "correction.meeting" if number is None else "correction.decision", as_json=as_json)


def plan(
    word: Annotated[
        str, typer.Argument(help=words("option.scheme-word"), metavar=words("metavar.scheme"), show_default=False)
    ],
    number: Annotated[
        str | None,
        typer.Argument(help=words("option.edit-measure"), metavar=words("metavar.number"), show_default=False),
    ] = None,
    settings: Settings = None,
    measures: Annotated[
        Repeated, typer.Option("--measure", help=words("option.scheme-measure"), show_default=False)
    ] = None,
    why: Why = None,
    who: opt.Who = None,
    as_of: opt.AsOf = None,
    as_json: opt.Json = False,
) -> None:
    _refuse_nothing(settings, measures)
    desk = session.desk(as_of, who)
    written = correcting.plan(desk, word, Told(tuple(settings or ()), None, why, number), tuple(measures or ()))
    scheme = written.scheme
    if as_json:
        put_json(id=scheme.id, file=written.file, measures=len(scheme.measures))
    else:
        say_line(say("correction.plan", id=scheme.id, file=written.file))
    for reading in written.readings:
        if reading.due:
            note(say("reading.due", text=reading.text, due=reading.due))
        elif not reading.long_term:
            note(say("scheme.no-day", text=reading.text))


def _refuse_nothing(*told: object) -> None:
    if not any(told):
        raise UsageError(say("correction.nothing-said"))
