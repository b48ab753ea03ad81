"""`seal`: write a checkpoint, have it signed, tagged, time-stamped."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ledger.actions import seal as action
from ledger.cli import options as opt
from ledger.cli import session
from ledger.cli.screen import note, put_json, refuse, say_line
from ledger.cli.session import words
from ledger.errors import say
from ledger.store import checkpoints

Despite = Annotated[
    str | None, typer.Option("--despite", help=words("option.despite"), metavar=words("metavar.reason"))
]
Key = Annotated[Path | None, typer.Option("--sign", help=words("option.sign"), metavar=words("metavar.key"))]
Tag = Annotated[bool, typer.Option("--tag", help=words("option.tag"))]
Stamp = Annotated[str | None, typer.Option("--timestamp", help=words("option.timestamp"), metavar=words("metavar.url"))]
Query = Annotated[
    Path | None,
    typer.Option("--timestamp-query", help=words("option.timestamp-query"), metavar=words("metavar.file")),
]
Reply = Annotated[
    Path | None,
    typer.Option("--timestamp-reply", help=words("option.timestamp-reply"), metavar=words("metavar.file")),
]


def seal(
    despite: Despite = None,
    sign: Key = None,
    tag: Tag = False,
    timestamp: Stamp = None,
    timestamp_query: Query = None,
    timestamp_reply: Reply = None,
    who: opt.Who = None,
    as_json: opt.Json = False,
) -> None:
    desk = session.desk(None, who)
    if timestamp_reply is not None:
        done = action.take_in(desk, timestamp_reply)
    else:
        order = action.Order(despite, sign and sign.expanduser(), tag, timestamp, timestamp_query)
        done = action.seal(desk, order)
    if as_json:
        put_json(**_as_dict(done))
    else:
        _tell(done)
    if done.trouble is not None:
        refuse(done.trouble)
        note(say("seal.stays"))
        raise typer.Exit(done.trouble.exit_code)


def _tell(done: action.Sealed) -> None:
    held, told = done.held, done.held.checkpoint
    if done.new:
        say_line(say("seal.done", count=len(told.issues), file=held.file, root=told.root))
    elif done.stamp is not None and done.signed_by is None and done.tag is None:
        say_line(say("seal.about", file=held.file))
    else:
        say_line(say("seal.same", file=held.file, when=f"{told.time:%Y-%m-%d %H:%M}", root=told.root))
    if done.signed_by:
        say_line(say("seal.signed", who=done.signed_by, file=held.file + checkpoints.SIGNATURE))
    if done.tag:
        say_line(say("seal.tagged", tag=done.tag))
        if not done.tag_holds_it:
            note(say("seal.tag-without", file=held.file))
    if done.query:
        say_line(say("seal.queried", file=str(done.query)))
    if done.stamp:
        when = f"{done.stamp.time.astimezone(session.OFFICE_TIME):%Y-%m-%d %H:%M:%S}"
        say_line(say("seal.stamped", when=when, file=held.file + checkpoints.STAMP))
    if done.new:
        say_line(say("seal.next", short=told.short))


def _as_dict(done: action.Sealed) -> dict[str, object]:
    told = done.held.checkpoint
    return {
        "file": done.held.file,
        "new": done.new,
        "time": told.time.isoformat(),
        "root": told.root,
        "digest": done.held.digest,
        "issues": len(told.issues),
        "counts": dict(told.counts),
        "previous": list(told.previous),
        "signed_by": done.signed_by,
        "tag": done.tag,
        "stamped": done.stamp.time.isoformat() if done.stamp else None,
    }
