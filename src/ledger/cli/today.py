"""`ledger` alone, inside a ledger: what lies on the desk today."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from ledger.actions import lists
from ledger.actions import today as action
from ledger.actions.desk import Desk
from ledger.actions.today import Today
from ledger.cli import filters, pending, session, sheets
from ledger.cli import options as opt
from ledger.cli.screen import note_uncovered, put, put_json, safe, say_line
from ledger.cli.session import words
from ledger.cli.widths import fitted, padded, width
from ledger.errors import Said, UsageError, say
from ledger.model.selection import Selection
from ledger.model.today import PARTS, Part, Waiting

Which = Annotated[
    str | None, typer.Argument(help=words("option.today-part"), metavar="|".join(PARTS), show_default=False)
]
_FIRST = 5
"""Issues of each part that are shown where no part is asked for."""
_OF_UNITS = 5
"""The units may take one column in so many of a terminal."""
_TITLE_AT_LEAST = 16
_GAP, _INDENT = "  ", "  "


@filters.selecting
def today(chosen: Selection, which: Which = None, as_of: opt.AsOf = None, as_json: opt.Json = False) -> None:
    wanted = _part(which) if which is not None else None
    desk = session.reading_desk(as_of)
    found = action.today(desk, chosen)
    if as_json:
        put_json(**_as_dict(desk, found))
        return
    if lists.nothing_there(desk):
        say_line(say("check.nothing"))
        return
    if wanted is None:
        _page(desk, found)
    else:
        _all(desk, wanted, found.parts[wanted])
    if broken := (*found.listing.broken, *found.beside.broken):
        say_line(say("list.broken", count=len(broken), files=broken))
    note_uncovered(found.listing.uncovered_years)


def _part(word: str) -> Part:
    """A part by its key or in the reader's own words. Raises UsageError with those that exist."""
    for part in PARTS:
        if word.strip() in {part, words(f"today.{part}")}:
            return part
    raise UsageError(say("today.no-part", found=word, known=PARTS))


def _page(desk: Desk, found: Today) -> None:
    title, weekday = desk.office.policy.ledger.title, say(f"weekday.{desk.day.isoweekday()}")
    say_line(say("today.head", title=title, day=desk.day, weekday=weekday))
    total, statuses = sum(found.statuses.values()), found.statuses.items()
    houses = {(house := desk.office.of(one.about.id)).prefix: house for one in found.listing.lines}
    # In the words of a book where all are of one; over several books the usual words alone mean the same of each.
    words_of = next(iter(houses.values())).book if len(houses) == 1 else None
    counts = tuple(
        say("today.status", status=(words_of and words_of.state(key, None)) or say(f"status.{key}"), count=n)
        for key, n in statuses
        if n
    )
    say_line(say("today.total", count=total, statuses=counts) if total else say("today.none"))
    first = [one for part in PARTS for one in _rows(part, found.parts[part][:_FIRST])]
    room = _room(first)
    for part in PARTS:
        waiting = found.parts[part]
        put()
        say_line(_heading(desk, part, len(waiting)))
        _list(part, waiting[:_FIRST], room)
        if (more := len(waiting) - _FIRST) > 0:
            put(f"{_INDENT}{words('today.more', count=more, part=part)}")
    pending.tell(found.beside.late, "late")
    pending.tell(found.beside.soon, "soon")


def _all(desk: Desk, part: Part, waiting: Sequence[Waiting]) -> None:
    say_line(_heading(desk, part, len(waiting)))
    _list(part, waiting, _room(_rows(part, waiting)))


def _heading(desk: Desk, part: Part, count: int) -> Said:
    name = say(f"today.{part}")
    if part == "soon":
        return say("today.heading-soon", part=name, count=count, days=desk.office.policy.check.due_within)
    return say("today.heading", part=name, count=count)


def _list(part: Part, waiting: Sequence[Waiting], room: Sequence[int]) -> None:
    for *cells, title in _rows(part, waiting):
        columns = [padded(fitted(cell, most), most) for cell, most in zip(cells, room, strict=False)]
        put(f"{_INDENT}{_GAP.join((*columns, fitted(title, room[-1])))}".rstrip())


def _rows(part: Part, waiting: Sequence[Waiting]) -> list[list[str]]:
    """Number, when, who, what."""
    return [
        [
            one.line.about.id,
            _when(part, one),
            "、".join(one.line.about.units),
            safe(one.line.about.title, one_line=True),
        ]
        for one in waiting
    ]


def _when(part: Part, one: Waiting) -> str:
    if one.since is None:
        return "—"
    if part == "soon" and not one.days:
        return words("days.today")
    return words(f"today.when-{part}", days=one.days, day=one.since)


def _room(rows: Sequence[Sequence[str]]) -> list[int]:
    """Columns for each cell: at a terminal a row takes one line; a pipe gets everything."""
    widths = [max((width(row[at]) for row in rows), default=0) for at in range(4)]
    if not sys.stdout.isatty():
        return widths
    columns = shutil.get_terminal_size().columns
    widths[2] = min(widths[2], columns // _OF_UNITS)
    left = columns - len(_INDENT) - 3 * len(_GAP) - sum(widths[:3])
    return [*widths[:3], max(_TITLE_AT_LEAST, left)]


def _as_dict(desk: Desk, found: Today) -> dict[str, object]:
    return {
        "as_of": desk.day.isoformat(),
        "total": sum(found.statuses.values()),
        "statuses": dict(found.statuses),
        "broken": [*found.listing.broken, *found.beside.broken],
        "parts": {
            part: {"count": len(waiting), "issues": [_waiting_dict(one) for one in waiting]}
            for part, waiting in found.parts.items()
        },
        **pending.as_lists((*found.beside.late, *found.beside.soon)),
        "uncovered_years": list(found.listing.uncovered_years),
    }


def _waiting_dict(one: Waiting) -> dict[str, object]:
    return {**sheets.summary(one.line), "since": sheets.iso(one.since), "days": one.days}
