"""`dossier`: 一事一档, what is there and what is missing, and the archive of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from ledger.actions import dossier as acts
from ledger.actions.desk import Desk
from ledger.cli import options as opt
from ledger.cli import session
from ledger.cli.events import folded
from ledger.cli.screen import note, put, put_json, say_line
from ledger.cli.session import words
from ledger.errors import say
from ledger.model.dossier import Dossier, Holding, Piece, Standard
from ledger.model.office import Office


def dossier(
    issue_id: opt.IssueId,
    archive: Annotated[
        Path | None, typer.Option("--zip", help=words("option.zip"), metavar=words("metavar.file"))
    ] = None,
    force: Annotated[bool, typer.Option("--force", help=words("option.force"))] = False,
    as_of: opt.AsOf = None,
    as_json: opt.Json = False,
) -> None:
    desk = session.reading_desk(as_of)
    wanted = opt.issue_id(issue_id, desk.office.policy.ledger.prefix)
    if archive is not None:
        _pack(desk, wanted, archive, force=force, as_json=as_json)
        return
    found = acts.look(desk, wanted)
    if as_json:
        _put(found, desk)
    else:
        for line in _page(found, desk):
            put(line)
    if found.exit_code:
        raise typer.Exit(found.exit_code)


def _pack(desk: Desk, wanted: str, path: Path, *, force: bool, as_json: bool) -> None:
    path = path if path.suffix else path.with_name(f"{path.name}.zip")
    done = acts.pack(desk, wanted, path, force=force)
    if as_json:
        put_json(id=wanted, path=str(done.path), files=done.files, missing=done.missing, as_of=desk.day.isoformat())
        return
    say_line(say("dossier.packed", path=str(done.path), files=done.files, day=desk.day))
    if done.missing:
        note(say("dossier.packed-missing", count=done.missing, id=wanted))


def _page(found: acts.Looked, desk: Desk) -> Iterator[str]:
    issue, kind = found.issue, "engineering" if found.issue.engineering else "other"
    procedure = desk.office.of(issue).procedure.name
    yield words("dossier.head", id=issue.id, title=issue.title, kind=say(f"dossier.{kind}"), procedure=procedure)
    for holding in found.dossier.holdings:
        yield from _holding(holding, found.dossier, desk.office)
    yield from _loose(found.dossier)
    if found.dossier.standards:
        yield ""
        yield words("procedure.standards")
        for one in found.dossier.standards:
            yield from folded(_standard(one), indent=2, hanging=5)
    yield ""
    gate = found.dossier.next
    if found.damaged:
        yield words("dossier.damaged")
        yield from (line for one in found.damaged for line in folded(words(one), indent=2, hanging=4))
    if gate is None:
        yield words("dossier.closed")
    elif found.lacking:
        yield words("dossier.lacking", gate=gate.name, count=len(found.lacking))
        yield from (line for one in found.lacking for line in folded(words(one), indent=2, hanging=4))
    else:
        yield words("dossier.ready", gate=gate.name)


def _holding(holding: Holding, whole: Dossier, office: Office) -> Iterator[str]:
    needed = whole.next is not None and whole.next in holding.gates
    mark = "√" if holding.there else "×" if needed else "○"
    yield f"{mark} {holding.number:02d} {holding.item.name}"
    for piece in holding.pieces:
        yield from folded(_piece(piece, office), indent=5, hanging=7)
    if not holding.there:
        asked = tuple(gate.name for gate in holding.gates)
        said = say("dossier.missing-for", gates=asked) if asked else say("dossier.missing")
        yield from folded(words("dossier.supply", said=said, supply=holding.supply or ""), indent=5, hanging=7)


def _piece(piece: Piece, office: Office) -> str:
    who = office.people.name(piece.by) if piece.by else None
    parts = [str(piece.date) if piece.date else "", who or "", piece.text]
    if piece.file:
        parts += [piece.file.path, f"sha256 {piece.file.sha256[:12]}…"]
    return "　".join(part for part in parts if part)


def _loose(whole: Dossier) -> Iterator[str]:
    for key, files in (("others", whole.others), ("former", whole.former)):
        if files:
            yield words(f"dossier.{key}", count=len(files))
            for one in files:
                yield from folded(f"{one.date}　{one.kind}　{one.path}", indent=5, hanging=7)


def _standard(one: Standard) -> str:
    if one.answer is None:
        return words("dossier.unanswered", number=one.number, text=one.text)
    key = "dossier.met" if one.answer.met else "dossier.unmet"
    return words(key, number=one.number, text=one.text, answer=one.answer.text)


def _put(found: acts.Looked, desk: Desk) -> None:
    """The dossier in JSON; the keys are stable."""
    put_json(
        id=found.issue.id,
        as_of=desk.day.isoformat(),
        procedure=desk.office.of(found.issue).procedure.name,
        next=found.dossier.next.name if found.dossier.next else None,
        items=[
            {
                "number": one.number,
                "item": one.item.name,
                "there": one.there,
                "gates": [gate.name for gate in one.gates],
                "pieces": [_piece_dict(piece) for piece in one.pieces],
                "supply": words(one.supply) if one.supply and not one.there else None,
            }
            for one in found.dossier.holdings
        ],
        others=[one.path for one in found.dossier.others],
        former=[one.path for one in found.dossier.former],
        standards=[
            {
                "number": one.number,
                "text": one.text,
                "met": one.answer.met if one.answer else None,
                "answer": one.answer.text if one.answer else None,
            }
            for one in found.dossier.standards
        ],
        lacking=[words(one) for one in found.lacking],
        damaged=[words(one) for one in found.damaged],
        exit_code=found.exit_code,
    )


def _piece_dict(piece: Piece) -> dict[str, object]:
    return {
        "text": piece.text,
        "date": piece.date.isoformat() if piece.date else None,
        "by": piece.by,
        "file": piece.file.path if piece.file else None,
        "sha256": piece.file.sha256 if piece.file else None,
    }
