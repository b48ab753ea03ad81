"""`object sources`: which thing was found at fault by whom, and never by the office itself."""

from __future__ import annotations

from typing import Annotated

import typer

from ledger.actions import sourcing
from ledger.cli import options as opt
from ledger.cli import session
from ledger.cli.screen import put_json, say_line, table
from ledger.cli.session import words
from ledger.errors import say
from ledger.model.sourcing import OWN, Sourced


def sources(
    kinds: Annotated[list[str] | None, typer.Option("--kind", help=words("option.object-kinds"))] = None,
    regions: Annotated[list[str] | None, typer.Option("--region", help=words("option.region"))] = None,
    own: Annotated[list[str] | None, typer.Option("--own", help=words("option.own-source"))] = None,
    as_of: opt.AsOf = None,
    as_json: opt.Json = False,
) -> None:
    desk = session.reading_desk(as_of)
    mine = tuple(own or OWN)
    found = sourcing.compared(desk, sourcing.Asked(tuple(kinds or ()), tuple(regions or ()), mine))
    missed = sum(bool(one.missed_by) for one in found.rows)
    if as_json:
        put_json(as_of=desk.day.isoformat(), own=list(mine), sources=list(found.sources), objects=[
            {"id": one.thing.id, "kind": one.thing.kind, "counts": one.counts, "missed_by": list(one.missed_by)}
            for one in found.rows
        ])  # fmt: skip
    elif found.rows:
        heads = [words("column.object-id"), words("column.object-kind"), *found.sources, words("column.sources-missed")]
        rows = [
            [
                one.thing.id,
                one.thing.kind,
                *(str(one.counts.get(word, "")) for word in found.sources),
                _missed(one, mine),
            ]
            for one in found.rows
        ]
        table(heads, rows, wide=(len(heads) - 1,))
    if not as_json:
        say_line(say("sources.count", count=len(found.rows), missed=missed, own=mine, day=desk.day))
    if missed:
        raise typer.Exit(1)


def _missed(one: Sourced, own: tuple[str, ...]) -> str:
    return words("sources.missed", others=one.missed_by, own=own) if one.missed_by else ""
