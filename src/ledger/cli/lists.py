"""`list`, `overdue`, `show`: looking at the ledger."""

from __future__ import annotations

from dataclasses import replace

import typer

from ledger.actions import commitments, lists
from ledger.actions.anchor import anchor_of_one
from ledger.actions.desk import Desk
from ledger.cli import filters, pending, session, sheets
from ledger.cli import options as opt
from ledger.cli.anchoring import tell_anchor_of_one
from ledger.cli.screen import note, note_uncovered, put, put_json, remark, say_line, table
from ledger.cli.session import words
from ledger.errors import say
from ledger.model.problem import Problem
from ledger.model.report import late_once
from ledger.model.selection import Selection


@filters.selecting
def list_issues(
    chosen: Selection,
    paces: filters.Paces = None,
    as_of: opt.AsOf = None,
    as_json: opt.Json = False,
) -> None:
    wanted = tuple(map(filters.pace, paces or ()))
    desk = session.reading_desk(as_of)
    listing = lists.listing(desk, chosen, wanted)
    if as_json:
        put_json(
            as_of=desk.day.isoformat(),
            total=listing.total,
            broken=list(listing.broken),
            issues=[sheets.summary(line) | sheets.kept(line, desk.office) for line in listing.lines],
            uncovered_years=list(listing.uncovered_years),
        )
        return
    if not listing.files:
        _tell_of_nothing()
        return
    heads = [words(f"column.{name}") for name in sheets.LIST_COLUMNS]
    _unknown_units(chosen, desk)
    if listing.lines:
        table(heads, [sheets.list_row(line, desk.office, words) for line in listing.lines], wide=(5, 6))
    _tail(listing, desk.day.isoformat(), everything=chosen.empty and not wanted)
    if not listing.lines and not chosen.empty:
        what_there_is(desk, chosen)
    note_uncovered(listing.uncovered_years)


def what_there_is(desk: Desk, chosen: Selection) -> None:
    """The words in use, where a filter asked for one that nobody uses."""
    for said in lists.unmatched(desk, chosen):
        note(said)


def _tell_of_nothing() -> None:
    """The ledger holds no issue file at all, which is said, because it may be the wrong folder."""
    say_line(say("check.nothing"))


def _unknown_units(chosen: Selection, desk: Desk) -> None:
    """A unit that nobody knows selects nothing; that must not look like good news."""
    units = desk.office.units
    for name in chosen.units:
        if units.units and units.find(name) is None:
            note(say("list.unknown-unit", unit=name))


def _tail(listing: lists.Listing, day: str, *, everything: bool) -> None:
    """The line that lets nothing hide: how many there are, how many are shown, how many can't be read."""
    shown = len(listing.lines)
    if everything and shown == listing.total:
        say_line(say("list.count", count=shown, day=day))
    else:
        say_line(say("list.some", count=shown, total=listing.total, day=day))
    if listing.void:
        say_line(say("list.void", count=listing.void))
    if listing.broken:
        say_line(say("list.broken", count=len(listing.broken), files=listing.broken))


@filters.selecting
def overdue_issues(
    chosen: Selection,
    as_of: opt.AsOf = None,
    as_json: opt.Json = False,
) -> None:
    desk = session.reading_desk(as_of)
    listing = lists.listing(desk, replace(chosen, overdue=True))
    rows = [(line, node) for line in listing.lines for node in late_once(line.situation)]
    rows.sort(key=lambda pair: pair[1].due)
    beside = commitments.pending(desk, chosen)
    broken = (*listing.broken, *beside.broken)
    if as_json:
        late = [sheets.late_summary(line, node, desk.day) for line, node in rows]
        put_json(
            as_of=desk.day.isoformat(),
            total=listing.total,
            broken=list(broken),
            overdue=late,
            **pending.as_lists(beside.late),
            uncovered_years=list(listing.uncovered_years),
        )
    elif not listing.files:
        _tell_of_nothing()
    else:
        if rows:
            heads = [words(f"column.{name}") for name in sheets.LATE_COLUMNS]
            table(heads, [sheets.late_row(line, node, desk.day, words) for line, node in rows], wide=(4, 5))
        elif not chosen.empty:
            what_there_is(desk, chosen)
        pending.tell(beside.late, "late")
        final = sum(line.situation.overdue for line in listing.lines)
        say_line(say("overdue.count", final=final, nodes=len(rows) - final, day=desk.day))
        if broken:
            say_line(say("list.broken", count=len(broken), files=broken))
        note_uncovered(listing.uncovered_years)
    if broken or not listing.files:
        raise typer.Exit(5)  # what can't be read may be late as well
    if rows or beside.late:
        raise typer.Exit(1)


def show(issue_id: opt.IssueId, as_of: opt.AsOf = None, as_json: opt.Json = False) -> None:
    desk = session.reading_desk(as_of)
    shown = lists.show(desk, opt.issue_id(issue_id, desk.office.policy.ledger.prefix))
    issue = shown.stored.issue
    if as_json:
        told = sheets.record(shown.entry) | sheets.kept(shown.entry.line, desk.office)
        put_json(as_of=desk.day.isoformat(), issue=told)
        return
    for line in sheets.page(shown.entry, desk.office, words):
        put(line)
    for number in lists.bore(desk, issue.id):
        note(say("show.formerly", id=issue.id, now=number))
    for problem in lists.trail(desk, shown.stored):
        remark(problem)
    found, known = anchor_of_one(desk.workspace, issue)
    tell_anchor_of_one(found, known=known)


def note_broken(problems: tuple[Problem, ...]) -> None:
    """Say which files could not be read and are therefore missing."""
    files = tuple(dict.fromkeys(one.place.file for one in problems if one.place))
    note(say("list.broken", count=len(files), files=files))
