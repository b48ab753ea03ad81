"""`stats`: the figures of a ledger, whole or broken down by one property."""

from __future__ import annotations

from typing import Annotated

import typer

from ledger.actions import stats as acts
from ledger.cli import figures, filters, session
from ledger.cli import options as opt
from ledger.cli.anchoring import tell_anchor
from ledger.cli.lists import note_broken, what_there_is
from ledger.cli.screen import note_uncovered, put, put_json, say_line, table
from ledger.cli.session import words
from ledger.errors import UsageError, say
from ledger.model.selection import Selection

By = Annotated[str | None, typer.Option("--by", help=words("option.by"), metavar="WORD")]

GROUPED = {
    "unit": "units", "region": "regions", "field": "fields", "source": "sources", "batch": "batches", "year": "years",
    "book": "books",
}  # fmt: skip
"""What figures may be broken down by, and the breakdown."""


@filters.selecting
def stats(chosen: Selection, by: By = None, as_of: opt.AsOf = None, as_json: opt.Json = False) -> None:
    grouped = None if by is None else _grouped(by)
    desk = session.reading_desk(as_of)
    told = acts.figures(desk, chosen)
    found = told.statistics
    empty = not told.files
    if as_json:
        put_json(broken=list(told.broken), uncovered_years=list(told.uncovered_years), **found.as_dict())
    elif empty:
        say_line(say("check.nothing"))
    else:
        if grouped is not None and all(one.key != grouped for one in found.breakdowns):
            raise UsageError(say("stats.no-books"))
        shown = figures.tables(found, words) if grouped is None else figures.grouped(found, grouped, words)
        for title, number in found.others:
            say_line(say("stats.other-kind", title=title, number=number, total=found.total))
        for heading, heads, rows in shown:
            put(heading)
            if rows:
                table(heads, rows)
            put()
        if not found.total and not chosen.empty:
            what_there_is(desk, chosen)
        tell_anchor(told.anchor)
        if told.broken:
            note_broken(told.problems)
        note_uncovered(told.uncovered_years)
    if empty:
        raise typer.Exit(5)


def _grouped(word: str) -> str:
    """The breakdown by a property, named in English or Chinese. Raises UsageError with those that exist."""
    for name, key in GROUPED.items():
        if word.strip().lower() in {name, key} or word.strip() == words(f"by.{name}"):
            return key
    raise UsageError(say("usage.bad-by", found=word, known=tuple(map(_named, GROUPED))))


def _named(name: str) -> str:
    return " ".join(dict.fromkeys((name, words(f"by.{name}"))))
