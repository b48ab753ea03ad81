"""`score`: what each unit of a year scores, and why."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ledger.actions import score as acts
from ledger.cli import options as opt
from ledger.cli import session
from ledger.cli.screen import put_json, say_line, table
from ledger.cli.session import words
from ledger.errors import say
from ledger.model.scores import Reason, Score
from ledger.store.scoring import DEFAULT


def score(
    year: Annotated[
        int | None, typer.Option("--year", help=words("option.score-year"), metavar="2026", min=2000, max=2099)
    ] = None,
    units: Annotated[list[str] | None, typer.Option("--unit", help=words("option.score-unit"))] = None,
    why: Annotated[str | None, typer.Option("--why", help=words("option.score-why"))] = None,
    rules: Annotated[str, typer.Option("--rules", help=words("option.score-rules"))] = DEFAULT,
    xlsx: Annotated[Path | None, typer.Option("--xlsx", help=words("option.score-xlsx"))] = None,
    force: Annotated[bool, typer.Option("--force", help=words("option.force"))] = False,
    as_of: opt.AsOf = None,
    as_json: opt.Json = False,
) -> None:
    desk = session.reading_desk(as_of)
    scored = acts.score(desk, year, (why,) if why else tuple(units or ()), rules)
    if xlsx is not None:
        acts.export(desk, scored, xlsx, force=force)
    if as_json:
        listed = [_content(one) for one in scored.scores]
        put_json(year=scored.year, as_of=scored.day.isoformat(), title=scored.rules.title, scores=listed)
        return
    if why:
        _reasons(scored.scores[0])
    elif scored.scores:
        _table(scored)
    if xlsx is not None:
        say_line(say("score.written", path=str(xlsx)))
    say_line(say("score.count", year=scored.year, count=scored.among, day=scored.day))


def _table(scored: acts.Scored) -> None:
    dimensions = [f"{one.name}（{one.weight.normalize():f}%）" for one in scored.rules.dimensions]
    heads = [words(f"column.score-{name}") for name in ("rank", "unit", "issues")]
    rows = [
        [str(o.rank), o.unit, str(o.issues), *(f"{part.points.normalize():f}" for part in o.parts), f"{o.total:f}"]
        for o in scored.scores
    ]
    table([*heads, *dimensions, words("column.score-total")], rows, wide=(1,))


def _reasons(one: Score) -> None:
    heads = [words(f"column.score-{name}") for name in ("dimension", "event", "day", "issue", "text", "points")]
    if one.reasons:
        table(heads, [_row(reason) for reason in one.reasons], wide=(0, 4))
    for part in one.parts:
        weight, points = f"{part.dimension.weight.normalize():f}", f"{part.points.normalize():f}"
        say_line(say("score.part", name=part.dimension.name, points=points, weight=weight))
    say_line(say("score.total", unit=one.unit, total=f"{one.total:f}", rank=one.rank))


def _row(reason: Reason) -> list[str]:
    day = reason.day.isoformat() if reason.day else ""
    return [reason.dimension, reason.event, day, reason.about, reason.text, f"{reason.points.normalize():+f}"]


def _content(one: Score) -> dict[str, object]:
    return {
        "unit": one.unit,
        "rank": one.rank,
        "total": float(one.total),
        "issues": one.issues,
        "dimensions": [{"name": it.dimension.name, "points": float(it.points)} for it in one.parts],
        "reasons": [
            {
                "dimension": it.dimension,
                "on": it.event,
                "day": it.day.isoformat() if it.day else None,
                "issue": it.about or None,
                "text": it.text,
                "points": float(it.points),
            }
            for it in one.reasons
        ],
    }
