"""`plan new`, `plan list`, `plan show`, `plan done`, `plan coverage`: 一企一策, 一河一策."""

from __future__ import annotations

from typing import Annotated

import typer

from ledger.actions import schemes
from ledger.actions.schemes import Line, Shown, Told
from ledger.cli import corrections, session
from ledger.cli import options as opt
from ledger.cli.screen import note, put, put_json, say_line, table
from ledger.cli.session import words
from ledger.errors import say
from ledger.model.schemecover import Coverage
from ledger.store.patch import plainly

Word = Annotated[
    str, typer.Argument(help=words("option.scheme-word"), metavar=words("metavar.scheme"), show_default=False)
]
Kinds = Annotated[list[str] | None, typer.Option("--kind", help=words("option.scheme-kinds"), show_default=False)]


def new(
    thing: Annotated[str, typer.Option("--object", help=words("option.scheme-object"))],
    title: Annotated[
        str | None, typer.Argument(help=words("option.scheme-title"), metavar=words("metavar.name"), show_default=False)
    ] = None,
    kind: Annotated[str | None, typer.Option("--kind", help=words("option.scheme-kind"), show_default=False)] = None,
    own_id: Annotated[str | None, typer.Option("--id", help=words("option.scheme-id"), show_default=False)] = None,
    measures: Annotated[
        list[str] | None, typer.Option("--measure", help=words("option.scheme-measure"), show_default=False)
    ] = None,
    settings: Annotated[
        list[str] | None,
        typer.Option(
            "--set", "-S", help=words("option.scheme-set"), metavar=words("metavar.setting"), show_default=False
        ),
    ] = None,
    replaces: Annotated[
        str | None, typer.Option("--replaces", help=words("option.replaces"), show_default=False)
    ] = None,
    who: opt.Who = None,
    as_of: opt.AsOf = None,
    as_json: opt.Json = False,
) -> None:
    desk = session.desk(as_of, who)
    told = Told(thing, title, kind, own_id, replaces, tuple(settings or ()), tuple(measures or ()))
    written = schemes.new(desk, told)
    if as_json:
        put_json(id=written.scheme.id, file=written.file)
    else:
        say_line(say("object.written", id=written.scheme.id, file=written.file))
    for reading in written.readings:
        if reading.due:
            note(say("reading.due", text=reading.text, due=reading.due))
        elif not reading.long_term:
            note(say("scheme.no-day", text=reading.text))


def done(
    word: Word,
    numbers: Annotated[
        list[str],
        typer.Argument(help=words("option.scheme-numbers"), metavar=words("metavar.numbers"), show_default=False),
    ],
    day: Annotated[str | None, typer.Option("--date", help=words("option.done-on"), metavar="2026-05-31")] = None,
    undone: Annotated[bool, typer.Option("--undone", help=words("option.undone"))] = False,
    who: opt.Who = None,
    as_of: opt.AsOf = None,
    as_json: opt.Json = False,
) -> None:
    desk = session.desk(as_of, who)
    on = session.parse_day(day, "--date") if day else None
    written = schemes.done(desk, word, tuple(numbers), on, undone=undone)
    scheme = written.scheme
    if as_json:
        put_json(id=scheme.id, file=written.file, done=scheme.done(desk.day), measures=len(scheme.measures))
    else:
        say_line(say("scheme.done", id=scheme.id, done=scheme.done(desk.day), count=len(scheme.measures)))


def list_schemes(
    kinds: Kinds = None,
    thing: Annotated[str | None, typer.Option("--object", help=words("option.object"), show_default=False)] = None,
    late: Annotated[bool, typer.Option("--late", help=words("option.scheme-late"))] = False,
    as_of: opt.AsOf = None,
    as_json: opt.Json = False,
) -> None:
    desk = session.reading_desk(as_of)
    lines = schemes.listing(desk, tuple(kinds or ()), thing, late=late)
    day = desk.day
    if as_json:
        plans = [
            {**plainly(one.scheme), "late": [at for at, _ in one.scheme.late(day)], "issues": one.issues}
            for one in lines
        ]
        put_json(as_of=day.isoformat(), plans=plans)
        return
    if lines:
        rows = [_row(one, one.scheme.done(day), len(one.scheme.late(day))) for one in lines]
        heads = ("id", "kind", "object", "done", "late", "issues", "approved")
        table([words(f"column.scheme-{head}") for head in heads], rows)
    say_line(say("scheme.count", count=len(lines), day=day))


def _row(line: Line, finished: int, late: int) -> list[str]:
    one = line.scheme
    return [
        one.id, one.kind, line.thing.name if line.thing else one.object, f"{finished}/{len(one.measures)}", str(late),
        str(line.issues), one.approved_on.isoformat() if one.approved_on else "",
    ]  # fmt: skip


def show(word: Word, as_of: opt.AsOf = None, as_json: opt.Json = False) -> None:
    desk = session.reading_desk(as_of)
    shown = schemes.show(desk, word)
    scheme = shown.kept.record
    late = {at for at, _ in scheme.late(desk.day)}
    if as_json:
        put_json(
            as_of=desk.day.isoformat(),
            plan=plainly(scheme),
            file=shown.kept.file,
            late=sorted(late),
            issues=[one.id for one in shown.issues],
        )
        return
    _head(shown)
    rows = [
        [
            one.number,
            one.deadline or (one.due.isoformat() if one.due else ""),
            words("scheme.is-done", day=one.done_on) if one.done_on else words("scheme.is-late") if at in late else "",
            one.text,
        ]
        for at, one in enumerate(scheme.measures)
    ]
    if rows:
        table([words(f"column.scheme-{head}") for head in ("number", "due", "standing", "measure")], rows, wide=(3,))
    corrections.tell(scheme.corrections)
    say_line(say("scheme.done", id=scheme.id, done=scheme.done(desk.day), count=len(scheme.measures)))


def _head(shown: Shown) -> None:
    scheme = shown.kept.record
    name = shown.thing.name if shown.thing else scheme.object
    put(f"{scheme.id}　{scheme.title}（{scheme.kind}）")
    approved = " ".join(map(str, filter(None, (scheme.approved_on, scheme.approver, scheme.document))))
    lines = (
        ("object", name),
        ("goal", scheme.goal or ""),
        ("approved", approved),
        ("review", scheme.review.isoformat() if scheme.review else ""),
        ("replaced", scheme.replaced_on.isoformat() if scheme.replaced_on else ""),
        ("issues", "、".join(f"{one.id} {one.title}" for one in shown.issues)),
        ("note", scheme.note or ""),
    )
    for key, text in lines:
        if text:
            say_line(say("object.line", what=say(f"column.scheme-{key}"), text=text))


def coverage(kinds: Kinds = None, as_of: opt.AsOf = None, as_json: opt.Json = False) -> None:
    desk = session.reading_desk(as_of)
    found = schemes.coverage(desk, tuple(kinds or ()))
    if as_json:
        put_json(as_of=desk.day.isoformat(), **_content(found))
    elif not found.kinds:
        say_line(say("scheme.no-kinds"))
    else:
        for one in found.lacking:
            say_line(say("scheme.lacks", id=one.id, name=one.name, kind=one.kind))
        for copy in found.copies:
            say_line(say("scheme.is-copy", id=copy.scheme.id, other=copy.other.id, score=copy.score))
        for scheme, at in found.late:
            measure = scheme.measures[at]
            say_line(
                say("scheme.measure-late", id=scheme.id, number=measure.number, due=measure.due, text=measure.text)
            )
        covered = len(found.covered)
        say_line(say("scheme.covered", kinds=found.kinds, count=covered, total=found.total, day=desk.day))
    if found.lacking or found.copies or found.late:
        raise typer.Exit(1)


def _content(found: Coverage) -> dict[str, object]:
    return {
        "kinds": list(found.kinds),
        "total": found.total,
        "covered": [one.id for one in found.covered],
        "lacking": [one.id for one in found.lacking],
        "copies": [{"plan": one.scheme.id, "of": one.other.id, "score": one.score} for one in found.copies],
        "late": [
            {"plan": one.id, "measure": one.measures[at].number, "due": str(one.measures[at].due)}
            for one, at in found.late
        ],
    }
