"""`indicator record --from`, `indicator export`: readings out of a workbook, and into one."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from ledger.actions import readings
from ledger.actions.readings import Taken
from ledger.cli import options as opt
from ledger.cli import session
from ledger.cli.screen import note, put_json, say_line
from ledger.cli.session import words
from ledger.errors import Said, say
from ledger.model.readingsheets import Found
from ledger.model.returned import Spot

MOST = 30
"""Notes that are shown one by one."""


def taken(found: Taken, *, as_json: bool) -> None:
    """What a workbook said, and what became of it. Raises typer.Exit where nothing could be taken."""
    if as_json:
        put_json(**_content(found))
    else:
        _show(found)
    if not found.clean:
        raise typer.Exit(1)


def _show(found: Taken) -> None:
    for one in found.refused:
        say_line(say("import.refusal", spot=_spot(one.spot), heading=one.heading, text=one.text, why=one.why))
    for remark in found.remarks[:MOST]:
        note(say("import.remark", spot=_spot(remark.spot), said=remark.said))
    if (more := len(found.remarks) - MOST) > 0:
        note(say("import.more", count=more))
    if not found.clean:
        note(say("readings.not-taken", count=len(found.refused), differ=_differ(found)))
        return
    counts = {"new": len(found.new), "replaced": len(found.replaced), "same": len(found.same)}
    say_line(
        say("readings.taken" if found.file else "readings.nothing-new", id=found.gauge.id, file=found.file, **counts)
    )
    for said in found.told:
        note(said)


def _differ(found: Taken) -> Said | None:
    """How to take what says something else than the record, where that is all that stands in the way."""
    return say("readings.how-to-replace") if all(one.why.key == "readings.differs" for one in found.refused) else None


def _spot(spot: Spot) -> Said:
    file = Path(spot.file).name
    return say("import.spot" if spot.column else "import.row-spot", file=file, sheet=spot.sheet, cell=spot.cell)


def _content(found: Taken) -> dict[str, object]:
    return {
        "id": found.gauge.id,
        "clean": found.clean,
        "file": found.file or None,
        "sheet": found.sheet,
        "new": _listed(found.new),
        "replaced": _listed(found.replaced),
        "same": _listed(found.same),
        "refused": [
            {**_place(one.spot), "heading": one.heading, "text": one.text, "rule": one.why.key, "why": words(one.why)}
            for one in found.refused
        ],
        "remarks": [{**_place(one.spot), "rule": one.said.key, "text": words(one.said)} for one in found.remarks],
    }


def _listed(found: Iterable[Found]) -> list[dict[str, object]]:
    return [{"at": one.at, "value": one.value, "source": one.source, **_place(one.spot)} for one in found]


def _place(spot: Spot) -> dict[str, object]:
    return {"sheet": spot.sheet, "row": spot.row, "cell": spot.cell if spot.column else None}


def export(
    path: Annotated[
        Path, typer.Argument(help=words("option.readings-to"), metavar=words("metavar.file"), show_default=False)
    ],
    names: Annotated[
        list[str] | None,
        typer.Argument(help=words("option.readings-of"), metavar=words("metavar.indicator"), show_default=False),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help=words("option.force"))] = False,
    as_of: opt.AsOf = None,
    as_json: opt.Json = False,
) -> None:
    done = readings.export(session.reading_desk(as_of), path, tuple(names or ()), force=force)
    if as_json:
        put_json(path=str(done.path), indicators=list(done.indicators), readings=done.readings)
    else:
        say_line(say("readings.exported", path=str(done.path), count=len(done.indicators), readings=done.readings))
