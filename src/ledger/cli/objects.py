"""`object new`, `object list`, `object show`, `object edit`: what findings are about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Annotated

import typer

from ledger.actions import objects
from ledger.actions.objects import Line, Shown, Told, Written
from ledger.cli import alongside, session
from ledger.cli import options as opt
from ledger.cli.screen import note, put, put_json, say_line, table
from ledger.cli.session import words
from ledger.errors import Said, UsageError, say
from ledger.model import ownerwords
from ledger.model.thing import Owner, Thing
from ledger.store.patch import plainly

Word = Annotated[
    str, typer.Argument(help=words("option.object-word"), metavar=words("metavar.object"), show_default=False)
]
Settings = Annotated[
    list[str] | None,
    typer.Option("--set", "-S", help=words("option.object-set"), metavar=words("metavar.setting"), show_default=False),
]
Owners = Annotated[
    list[str] | None,
    typer.Option("--owner", help=words("option.owner"), metavar=words("metavar.owner"), show_default=False),
]
_FOLDED = frozenset({"name", "code", "region", "owners"})
"""Columns of the list whose cells may take several lines."""
Kinds = Annotated[list[str] | None, typer.Option("--kind", help=words("option.object-kinds"), show_default=False)]
Regions = Annotated[list[str] | None, typer.Option("--region", help=words("option.region"), show_default=False)]


def new(
    name: Annotated[
        str, typer.Argument(help=words("option.object-name"), metavar=words("metavar.name"), show_default=False)
    ],
    kind: Annotated[str, typer.Option("--kind", help=words("option.object-kind"))],
    own_id: Annotated[str | None, typer.Option("--id", help=words("option.object-id"), show_default=False)] = None,
    settings: Settings = None,
    owners: Owners = None,
    who: opt.Who = None,
    as_of: opt.AsOf = None,
    as_json: opt.Json = False,
) -> None:
    desk = session.desk(as_of, who)
    written = objects.new(desk, name, kind, Told(tuple(settings or ()), tuple(owners or ())), own_id)
    _tell(written, "object.written", as_json=as_json)


def edit(
    word: Word,
    settings: Settings = None,
    owners: Owners = None,
    gone: Annotated[
        str | None, typer.Option("--struck-off", help=words("option.struck-off"), metavar="2026-05-31")
    ] = None,
    why: Annotated[str | None, typer.Option("--why", "-m", help=words("option.ending"))] = None,
    who: opt.Who = None,
    as_of: opt.AsOf = None,
    as_json: opt.Json = False,
) -> None:
    if why and not gone:
        raise UsageError(say("object.why-for-nothing"))
    if not (settings or owners or gone):
        raise UsageError(say("object.nothing-said"))
    desk = session.desk(as_of, who)
    day = session.parse_day(gone, "--struck-off") if gone else None
    written = objects.edit(desk, word, Told(tuple(settings or ()), tuple(owners or ()), day, why))
    _tell(written, "object.changed" if written.changed else "object.unchanged", as_json=as_json)


def _tell(written: Written, said: str, *, as_json: bool) -> None:
    if as_json:
        put_json(id=written.thing.id, file=written.file, changed=written.changed)
    else:
        say_line(say(said, id=written.thing.id, name=written.thing.name, file=written.file))
    for one in written.remarks:
        note(one)


def list_objects(
    kinds: Kinds = None,
    regions: Regions = None,
    gone: Annotated[bool, typer.Option("--struck-off", help=words("option.only-gone"))] = False,
    every: Annotated[bool, typer.Option("--all", help=words("option.all-objects"))] = False,
    as_of: opt.AsOf = None,
    as_json: opt.Json = False,
) -> None:
    desk = session.reading_desk(as_of)
    lines = objects.listing(desk, tuple(kinds or ()), tuple(regions or ()), gone=None if every else gone)
    if as_json:
        put_json(
            as_of=desk.day.isoformat(),
            objects=[{**plainly(one.thing), "issues": one.total, "open_issues": one.open} for one in lines],
        )
        return
    if lines:
        columns = {head: cells for head, cells in _columns(lines, desk.day).items() if any(cells)}
        wide = [at for at, head in enumerate(columns) if head in _FOLDED]
        table(
            [words(f"column.object-{head}") for head in columns], list(zip(*columns.values(), strict=True)), wide=wide
        )
    say_line(say("object.count", count=len(lines), day=desk.day))


def _columns(lines: Sequence[Line], day: date) -> dict[str, list[str]]:
    """The list by columns, each thing said once: a name that is the id, a code that is, and posts are in `show`."""
    things = [line.thing for line in lines]
    present = (line.thing.present(day) for line in lines)
    return {
        "id": [one.id for one in things],
        "name": [one.name if one.name != one.id else "" for one in things],
        "kind": [one.kind for one in things],
        "code": [one.code if one.code and one.code != one.id else "" for one in things],
        "region": [one.region or "" for one in things],
        "owners": ["、".join(dict.fromkeys(it.person or it.role for it in own)) for own in present],
        "open": [f"{line.open}/{line.total}" for line in lines],
        "until": [one.until.isoformat() if one.until else "" for one in things],
    }


def _owners(owners: Iterable[Owner]) -> str:
    return ownerwords.BETWEEN.join(map(ownerwords.in_words, owners))


def show(word: Word, as_of: opt.AsOf = None, as_json: opt.Json = False) -> None:
    desk = session.reading_desk(as_of)
    shown = objects.show(desk, word)
    if as_json:
        put_json(as_of=desk.day.isoformat(), **_content(shown), **alongside.as_dict(shown.alongside, desk.day))
        return
    _record(shown.kept.record, desk.day)
    if shown.parts:
        say_line(say("object.parts", parts=tuple(f"{one.id}（{one.kind}）" for one in shown.parts)))
    for scheme in shown.schemes:
        done = scheme.done(desk.day)
        say_line(say("object.scheme", id=scheme.id, kind=scheme.kind, done=done, count=len(scheme.measures)))
    alongside.tell(shown.alongside, desk.day)
    put()
    if shown.events:
        rows = [
            [one.day.isoformat(), words(f"event.object-{one.kind}"), one.issue or "", one.thing, one.text]
            for one in shown.events
        ]
        heads = ("day", "happened", "issue", "id", "what")
        table([words(f"column.object-{head}") for head in heads], rows, wide=(4,))
    say_line(say("object.events", count=len(shown.events), day=desk.day))
    for warned in shown.warnings:
        note(warned.text)
    for told in _undated(shown, desk.day):
        note(told)
    if shown.unread:
        note(say("list.broken", count=len(shown.unread), files=shown.unread))


def _undated(shown: Shown, day: date) -> Iterator[Said]:
    """What the record can't say of a day that is past, because it bears no days or later ones."""
    recorded = shown.kept.record.recorded_on
    if recorded is not None and recorded > day:
        yield say("object.undated", id=shown.kept.record.id, day=day, recorded=recorded)
    if shown.later:
        yield say("object.later-plans", ids=tuple(one.id for one in shown.later), day=day)


def _record(thing: Thing, day: date) -> None:
    """What the register says of a thing, one line each."""
    put(f"{thing.id}　{thing.name}（{thing.kind}）")
    place = f"{thing.lon}, {thing.lat}" if thing.lon is not None and thing.lat is not None else ""
    lines: list[tuple[str, str | Said]] = [
        ("code", thing.code or ""),
        ("other-names", "、".join(thing.other_names)),
        ("region", thing.region or ""),
        ("address", thing.address or ""),
        ("place", place),
        ("owners", _owners(thing.present(day))),
        ("former-owners", _owners(thing.former(day))),
        ("parent", thing.parent or ""),
        ("since", thing.since.isoformat() if thing.since else ""),
        ("until", f"{thing.until} {thing.ending or ''}".strip() if thing.until else ""),
        ("attributes", "；".join(f"{name}：{value}" for name, value in thing.attributes.items())),
        ("note", thing.note or ""),
    ]
    for key, text in lines:
        if text:
            say_line(say("object.line", what=say(f"column.object-{key}"), text=text))


def _content(shown: Shown) -> dict[str, object]:
    return {
        "object": plainly(shown.kept.record),
        "file": shown.kept.file,
        "parts": [one.id for one in shown.parts],
        "plans": [one.id for one in shown.schemes],
        "events": [
            {"day": one.day.isoformat(), "kind": one.kind, "issue": one.issue, "object": one.thing, "text": one.text}
            for one in shown.events
        ],
        "warnings": [
            {
                "kind": one.kind,
                "day": one.day.isoformat(),
                "object": one.thing,
                "before": one.before,
                "issue": one.issue,
                "settled": one.settled,
                "because": [words(it) for it in one.because],
                "text": words(one.text),
            }
            for one in shown.warnings
        ],
        "later_plans": [one.id for one in shown.later],
        "unread": list(shown.unread),
    }
