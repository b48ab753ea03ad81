"""`notify`: the day's digest to the channels that somebody has set up."""

from __future__ import annotations

import re
from email.message import EmailMessage
from pathlib import Path
from typing import Annotated
from urllib.parse import quote, urlsplit

import typer

from ledger.actions import notify as action
from ledger.cli import filters, session
from ledger.cli import options as opt
from ledger.cli.screen import note, put, put_json, say_line
from ledger.cli.session import words
from ledger.errors import UsageError, say
from ledger.formats.messages.post import Post
from ledger.model.selection import Selection
from ledger.store import notified, outlets
from ledger.store.outlets import CHANNELS, Channel, Mailbox
from ledger.store.posting import Patience

FAILED = 7
_LONGEST_LINK = 1000


def notify(
    units: filters.Units = None,
    books: filters.Books = None,
    channels: Annotated[
        list[str] | None, typer.Option("--channel", help=words("option.channel"), metavar="|".join(CHANNELS))
    ] = None,
    link: Annotated[str, typer.Option("--link", help=words("option.link"), metavar=words("metavar.url"))] = "",
    always: Annotated[bool, typer.Option("--always", help=words("option.always"))] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=words("option.dry-notify"))] = False,
    state: Annotated[
        Path | None, typer.Option("--state", help=words("option.state"), metavar=words("metavar.file"))
    ] = None,
    timeout: Annotated[float, typer.Option("--timeout", help=words("option.timeout"), min=0.1, max=300)] = 10,
    as_of: opt.AsOf = None,
    as_json: opt.Json = False,
) -> None:
    wanted = tuple(map(channel, channels or []))
    desk = session.reading_desk(as_of)
    selection = Selection(units=tuple(units or ()), books=filters.books_called(tuple(books or ())))
    errand = action.Errand(
        days=desk.workspace.policy.notify.days,
        outlets=action.chosen(outlets.load(session.environment(), session.own_settings("notify.toml")), wanted),
        words=words,
        clock=session.clock,
        state=state or desk.workspace.state / notified.NAME,
        selection=selection,
        described=filters.described(selection),
        always=always,
        dry_run=dry_run,
        link=address(link) if link else "",
        patience=Patience(timeout),
    )
    done = action.notify(desk, errand)
    if not done.remembered.known:
        note(say("notify.memory-broken" if done.remembered.broken else "notify.no-memory", path=str(errand.state)))
    if as_json:
        put_json(as_of=desk.day.isoformat(), dry_run=dry_run, channels=[_as_dict(one) for one in done.outcomes])
    else:
        for one in done.outcomes:
            _show(one, dry_run=dry_run)
    for one in done.outcomes:
        if one.trouble:
            note(say("notify.failed", channel=_name(one), reason=one.trouble))
    if any(one.trouble for one in done.outcomes):
        raise typer.Exit(FAILED)


def channel(word: str) -> Channel:
    """A channel by its name. Raises UsageError."""
    for name in CHANNELS:
        if word.strip().lower() == name or word.strip() == words(f"channel.{name}"):
            return name
    raise UsageError(say("notify.unknown-channel", found=word, known=CHANNELS))


def address(link: str) -> str:
    """An address as it can stand in any message. Raises UsageError for what is none."""
    try:
        parts = urlsplit(link)
        fine = parts.scheme in {"http", "https"} and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        fine = False
    safe = quote(link, safe=":/?#@!$&'*+,;=%~-._")
    if not fine or not link.isprintable() or " " in link or len(safe) > _LONGEST_LINK:
        raise UsageError(say("notify.bad-link", link=link[:_LONGEST_LINK]))
    return safe


def _name(one: action.Outcome) -> str:
    return words(f"channel.{one.outlet.channel}")


def _show(one: action.Outcome, *, dry_run: bool) -> None:
    """What became of a channel; with `dry_run`, exactly what it would have been sent."""
    if one.message is None:
        say_line(say("notify.nothing-new", channel=_name(one)))
    elif dry_run:
        say_line(say("notify.would", channel=_name(one), where=_where(one), count=one.taken))
        put(_text(one.message, one))
    elif one.sent:
        say_line(say("notify.sent", channel=_name(one), count=one.taken))
    if one.left and (dry_run or one.sent):
        say_line(say("notify.left", count=one.left))


def _where(one: action.Outcome) -> str:
    if isinstance(one.outlet, Mailbox):
        return f"{one.outlet.host}:{one.outlet.port} → {', '.join(one.outlet.to)}"
    return one.outlet.host


def _text(message: Post | EmailMessage, one: action.Outcome) -> str:
    """A message as it goes out, but for secrets and the signature."""
    if isinstance(message, EmailMessage):
        heads = "".join(f"{name}: {value}\n" for name, value in message.items() if not name.startswith("Content-"))
        return f"{heads}\n{message.get_content()}".rstrip("\n")
    text = message.body.decode()
    return re.sub(r'(?<="sign":")[^"]+', "***", text, count=1) if one.outlet.channel == "feishu" else text


def _as_dict(one: action.Outcome) -> dict[str, object]:
    return {
        "channel": one.outlet.channel,
        "to": _where(one),
        "sent": one.sent,
        "told": [entry.first.issue or None for entry in one.digest.entries[: one.taken]],
        "left": one.left,
        "message": _text(one.message, one) if one.message else None,
        "error": words(one.trouble) if one.trouble else None,
    }
