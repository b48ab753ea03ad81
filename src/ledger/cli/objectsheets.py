"""`object export`, `object import`: the register of objects in Excel, both ways."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ledger.actions import objectsheets
from ledger.actions.objectsheets import Planned
from ledger.cli import options as opt
from ledger.cli import session
from ledger.cli.screen import note, put_json, say_line
from ledger.cli.session import words
from ledger.errors import Said, say
from ledger.model import thingsheets
from ledger.model.returned import Spot

MOST = 30
"""Notes that are shown one by one."""


def export(
    path: Annotated[Path, typer.Argument(help=words("option.path"), metavar=words("metavar.file"))],
    kinds: Annotated[list[str] | None, typer.Option("--kind", help=words("option.object-kinds"))] = None,
    force: Annotated[bool, typer.Option("--force", help=words("option.force"))] = False,
    as_of: opt.AsOf = None,
    as_json: opt.Json = False,
) -> None:
    desk = session.reading_desk(as_of)
    done = objectsheets.export(desk, path, tuple(kinds or ()), force=force)
    if as_json:
        put_json(path=str(done.path), objects=done.count, sheets=list(done.kinds))
    else:
        say_line(say("object.exported", count=done.count, path=str(done.path), sheets=done.kinds))


def take_back(
    paths: Annotated[
        list[Path], typer.Argument(help=words("option.object-file"), metavar=words("metavar.files"), show_default=False)
    ],
    kind: Annotated[str | None, typer.Option("--kind", help=words("option.object-sheet-kind"))] = None,
    apply: Annotated[bool, typer.Option("--apply", help=words("option.apply"))] = False,
    who: opt.Who = None,
    as_of: opt.AsOf = None,
    as_json: opt.Json = False,
) -> None:
    desk = session.desk(as_of, who)
    planned = objectsheets.plan(desk, tuple(dict.fromkeys(paths)), kind)
    done = apply and planned.clean and bool(planned.pairs)
    if not as_json:
        _show(planned)
    if done:
        objectsheets.apply(desk, planned)
    if as_json:
        put_json(**_content(planned), as_of=desk.day.isoformat(), applied=done)
    else:
        _conclude(planned, apply=apply)
    if not planned.clean:
        raise typer.Exit(1)


def _show(planned: Planned) -> None:
    found = planned.changes
    for one in found.changes:
        say_line(thingsheets.told(one))
    for refused in found.refused:
        spot, what = _spot(refused.spot), refused.heading
        say_line(say("import.refusal", spot=spot, heading=what, text=refused.text, why=refused.why))
    for remark in found.remarks[:MOST]:
        say_line(say("import.remark", spot=_spot(remark.spot), said=remark.said))
    if (more := len(found.remarks) - MOST) > 0:
        say_line(say("import.more", count=more))


def _conclude(planned: Planned, *, apply: bool) -> None:
    found = planned.changes
    new = sum(one.before is None for one in found.changes)
    if not found.changes and planned.clean:
        say_line(say("import.nothing"))
        return
    counts = {"new": new, "changed": len(found.changes) - new, "refused": len(found.refused)}
    say_line(say("object.import-count", **counts))
    if not planned.clean:
        note(say("object.not-clean", count=len(found.refused)))
    elif apply:
        say_line(say("object.imported", count=len(found.changes)))
    else:
        note(say("import.to-apply"))


def _spot(spot: Spot) -> Said | str:
    file = Path(spot.file).name
    if not spot.row:
        return f"{file} {spot.sheet}"
    key = "import.spot" if spot.column else "import.row-spot"
    return say(key, file=file, sheet=spot.sheet, cell=spot.cell)


def _content(planned: Planned) -> dict[str, object]:
    found = planned.changes
    return {
        "clean": planned.clean,
        "changes": [
            {
                "id": one.thing,
                "new": one.before is None,
                **_place(one.spot),
                "cells": [{"heading": it.heading, "old": it.old, "new": it.new} for it in one.differences],
            }
            for one in found.changes
        ],
        "refused": [
            {**_place(one.spot), "heading": one.heading, "text": one.text, "rule": one.why.key, "why": words(one.why)}
            for one in found.refused
        ],
        "remarks": [{**_place(one.spot), "rule": one.said.key, "text": words(one.said)} for one in found.remarks],
    }


def _place(spot: Spot) -> dict[str, object]:
    return {"file": spot.file, "sheet": spot.sheet, "row": spot.row, "cell": spot.cell if spot.column else None}
