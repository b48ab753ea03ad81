"""`rollup`: many ledgers read as one."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from ledger.actions import rollup as acts
from ledger.cli import figures, filters, rolled, session, sheets
from ledger.cli import options as opt
from ledger.cli.screen import note, note_uncovered, put, put_json, say_line, show_problem, table
from ledger.cli.session import words
from ledger.cli.words.catalogue import Catalogue
from ledger.errors import UsageError, say
from ledger.model.selection import Selection
from ledger.model.statistics import statistics


@filters.selecting
def rollup(
    chosen: Selection,
    places: Annotated[
        list[str],
        typer.Argument(help=words("option.rollup-places"), metavar=words("metavar.ledger"), show_default=False),
    ],
    listed: Annotated[bool, typer.Option("--list", help=words("option.rollup-list"))] = False,
    checked: Annotated[bool, typer.Option("--check", help=words("option.rollup-check"))] = False,
    stats: Annotated[bool, typer.Option("--stats", help=words("option.rollup-stats"))] = False,
    xlsx: Annotated[
        Path | None, typer.Option("--xlsx", help=words("option.rollup-xlsx"), metavar=words("metavar.file"))
    ] = None,
    site: Annotated[
        Path | None, typer.Option("--site", help=words("option.rollup-site"), metavar=words("metavar.folder"))
    ] = None,
    public: Annotated[bool, typer.Option("--public", help=words("option.public"))] = False,
    allow: Annotated[list[str] | None, typer.Option("--allow", help=words("option.allow"))] = None,
    offline: Annotated[bool, typer.Option("--offline", help=words("option.offline"))] = False,
    skip_broken: Annotated[bool, typer.Option("--skip-broken", help=words("option.skip-broken"))] = False,
    force: Annotated[bool, typer.Option("--force", help=words("option.force"))] = False,
    as_of: opt.AsOf = None,
    as_json: opt.Json = False,
) -> None:
    if sum(map(bool, (listed, checked, stats, xlsx, site))) > 1:
        raise UsageError(say("rollup.one-output"))
    if (public or allow) and site is None:
        raise UsageError(say("rollup.public-site"))
    day = session.parse_day(as_of, "--as-of") if as_of else session.today()
    order = acts.Order(chosen, filters.described(chosen), skip_broken, force, public, tuple(allow or ()))
    with acts.read(places, day, chains=checked, offline=offline) as reading:
        if checked:
            raise typer.Exit(_check(reading, chosen, as_json=as_json))
        if xlsx is not None or site is not None:
            _give_out(reading, order, xlsx, site, as_json=as_json)
        elif stats:
            _stats(reading, order, as_json=as_json)
        elif listed:
            _list(reading, order, as_json=as_json)
        else:
            _summary(reading, order, as_json=as_json)
        if reading.exit_code:
            raise typer.Exit(reading.exit_code)


def _summary(reading: acts.Reading, order: acts.Order, *, as_json: bool) -> None:
    if as_json:
        put_json(**rolled.ledgers(reading, order.selection, words), **rolled.between(reading, words))
        return
    _table(reading, order)
    for line in rolled.families(reading, words):
        put(line)
    _missing(reading)


def _table(reading: acts.Reading, order: acts.Order) -> None:
    """A line for each ledger and the sum of all."""
    found = reading.rolled
    rows = found.rows(found.taken(order.selection))
    whole = rows[-1]
    say_line(
        say("rollup.head", title=found.whole.office.policy.ledger.title, ledgers=len(rows) - 1, count=whole.total,
            day=found.whole.day, sources=whole.sources, handed=whole.handed)
    )  # fmt: skip
    if order.said:
        say_line(say("rollup.selected", selection=order.said))
    _say_lacking(reading)
    put()
    table(rolled.heads(reading, words), rolled.cells(reading, rows, words), wide=(1,))
    put()


def _say_lacking(reading: acts.Reading) -> None:
    if (lacking := rolled.lacking(reading)) is not None:
        say_line(lacking)


def _missing(reading: acts.Reading) -> None:
    """What is not in any figure, and what was counted without a calendar: beside the result."""
    if reading.unread:
        note(say("rollup.unread-count", count=len(reading.unread)))
        for one in reading.unread:
            note(f"  - {words(acts.told(one))}")
    if reading.broken:
        note(say("rollup.broken", files=reading.broken))
    note_uncovered(reading.rolled.uncovered_years)


def _list(reading: acts.Reading, order: acts.Order, *, as_json: bool) -> None:
    found = reading.rolled
    taken = found.taken(order.selection)
    if as_json:
        kept = found.whole.paces
        more = ({"parent": one.issue.parent, "pace": kept[one.issue.id].pace} for one in taken)
        issues = [sheets.summary(one.line) | beside for one, beside in zip(taken, more, strict=True)]
        put_json(**rolled.ledgers(reading, order.selection, words), issues=issues)
        return
    rows = []
    for deep, one in found.in_families(taken):
        first, status, _, *rest = sheets.list_row(one.line, one.member.office, words)
        pace = "—" if one.issue.void else words(f"pace.{found.whole.paces[one.issue.id].pace}")
        rows.append([f"{'  ' * (deep - 1)}└ {first}" if deep else first, status, pace, *rest])
    if rows:
        table([words(f"column.{name}") for name in sheets.LIST_COLUMNS], rows, wide=(5, 6))
    _count(order, len(taken), len(found.taken(Selection())), found.whole.day)
    _say_lacking(reading)
    _missing(reading)


def _count(order: acts.Order, shown: int, total: int, day: date) -> None:
    if order.selection.empty:
        say_line(say("list.count", count=shown, day=day))
    else:
        say_line(say("list.some", count=shown, total=total, day=day))


def _stats(reading: acts.Reading, order: acts.Order, *, as_json: bool) -> None:
    report = reading.rolled.report(order.selection, order.said)
    found = statistics(report)
    if as_json:
        put_json(**rolled.ledgers(reading, order.selection, words), statistics=found.as_dict())
        return
    _table(reading, order)
    for heading, heads, rows in figures.tables(found, words):
        put(heading)
        if rows:
            table(heads, rows)
        put()
    _missing(reading)


def _check(reading: acts.Reading, chosen: Selection, *, as_json: bool) -> int:
    done = acts.check(reading, chosen)
    count = {"files": done.files, "excused": done.excused, "evidence_not_checked": list(done.unproved)}
    if as_json:
        own, between = ([rolled.problem(one, words) for one in found] for found in (done.own, done.between))
        put_json(**rolled.ledgers(reading, chosen, words), problems=own, between=between, **count)
        return done.exit_code
    for one in done.own:
        show_problem(one, brief=False)
    if done.between:
        say_line(say("rollup.between-ledgers"))
    for one in done.between:
        show_problem(one, brief=False)
    found = {"count": len(done.own) + len(done.between), "between": len(done.between)}
    say_line(say("rollup.checked", ledgers=len(reading.opened), files=done.files, **found))
    _say_lacking(reading)
    if done.unproved:
        say_line(say("rollup.unproved", ledgers=done.unproved))
    if done.excused:
        say_line(say("rollup.excused", count=done.excused))
    _missing(reading)
    return done.exit_code


def _give_out(reading: acts.Reading, order: acts.Order, xlsx: Path | None, site: Path | None, *, as_json: bool) -> None:
    if site is not None:
        built = acts.site(reading, order, site, Catalogue("zh"))
        count, path, written = len(built.report.entries), site / "index.html", {"files": built.files}
    else:
        path = xlsx if xlsx is not None and xlsx.suffix else Path(f"{xlsx}.xlsx")
        count, written = len(acts.export(reading, order, path, Catalogue("zh")).entries), {}
    if as_json:
        put_json(**rolled.ledgers(reading, order.selection, words), path=str(path), issues=count, **written)
        return
    day = reading.rolled.whole.day
    say_line(say("rollup.exported", path=str(path), ledgers=len(reading.opened), count=count, day=day))
    _missing(reading)
