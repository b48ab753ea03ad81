"""`site`: the ledger as a folder of pages that any browser opens."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ledger.actions import site as acts
from ledger.cli import filters, session
from ledger.cli import options as opt
from ledger.cli.anchoring import tell_anchor
from ledger.cli.lists import note_broken
from ledger.cli.screen import note_uncovered, put_json, say_line
from ledger.cli.session import words
from ledger.cli.words.catalogue import Catalogue
from ledger.errors import say
from ledger.model.selection import Selection


@filters.selecting
def site(
    chosen: Selection,
    place: Annotated[
        Path, typer.Argument(help=words("option.site"), metavar=words("metavar.folder"), show_default=False)
    ],
    public: Annotated[bool, typer.Option("--public", help=words("option.public"))] = False,
    allow: Annotated[list[str] | None, typer.Option("--allow", help=words("option.allow"))] = None,
    skip_broken: Annotated[bool, typer.Option("--skip-broken", help=words("option.skip-broken"))] = False,
    as_of: opt.AsOf = None,
    as_json: opt.Json = False,
) -> None:
    desk = session.reading_desk(as_of)
    order = acts.Order(chosen, filters.described(chosen), public, tuple(allow or ()), skip_broken)
    done = acts.build(desk, order, place, Catalogue("zh"))  # the pages are the office's, whoever builds them
    report = done.report
    if as_json:
        put_json(
            path=str(place),
            issues=len(report.entries),
            files=done.files,
            bytes=done.size,
            public=public,
            broken=list(report.broken_files),
            as_of=desk.day.isoformat(),
        )
        return
    key = "site.done-public" if public else "site.done"
    say_line(say(key, path=str(place / "index.html"), count=len(report.entries), files=done.files, day=desk.day))
    tell_anchor(report.anchor)
    if report.broken:
        note_broken(report.broken)
    note_uncovered(report.uncovered_years)
