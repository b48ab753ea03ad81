"""`dispatch`: the month in one command, at the terminal and as papers."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ledger.actions import dispatch as action
from ledger.actions.desk import Desk
from ledger.cli import events, filters, session, spelling
from ledger.cli import options as opt
from ledger.cli.screen import note, note_uncovered, put, put_json, say_line, table
from ledger.cli.session import words
from ledger.cli.words.catalogue import Catalogue
from ledger.errors import UsageError, say
from ledger.model.dispatch import Dispatch, OfUnit
from ledger.model.dispatchpage import PART_WORDS, PARTS, Cell, Part, Section, sections, text_of
from ledger.model.escalation import month_before
from ledger.model.period import Period, read_month
from ledger.model.selection import Selection

Which = Annotated[
    str | None,
    typer.Argument(help=words("option.dispatch-part"), metavar="|".join(PART_WORDS.values()), show_default=False),
]
_FIRST = 10
"""Rows of each part that are shown where no part is asked for."""
_IN_A_CELL = 5
"""Issues that are named in one cell there."""
_WIDE = frozenset({
    *("unreported", "tardy", "what", "units", "title", "was", "is", "where", "mend", "reasons"),
})  # fmt: skip
"""The columns that may be folded."""


@filters.selecting
def dispatch(
    chosen: Selection,
    which: Which = None,
    month: Annotated[
        str | None, typer.Option("--month", help=words("option.dispatch-month"), metavar="2026-10")
    ] = None,
    xlsx: Annotated[
        Path | None, typer.Option("--xlsx", help=words("option.dispatch-xlsx"), metavar=words("metavar.file"))
    ] = None,
    docx: Annotated[
        Path | None, typer.Option("--docx", help=words("option.dispatch-docx"), metavar=words("metavar.file"))
    ] = None,
    md: Annotated[
        Path | None, typer.Option("--md", help=words("option.dispatch-md"), metavar=words("metavar.file"))
    ] = None,
    force: Annotated[bool, typer.Option("--force", help=words("option.force"))] = False,
    as_of: opt.AsOf = None,
    as_json: opt.Json = False,
) -> None:
    wanted = _part(which) if which is not None else None
    places = {form: path for form, path in (("xlsx", xlsx), ("docx", docx), ("md", md)) if path is not None}
    if wanted is not None and places:
        raise UsageError(say("dispatch.part-or-file", part=say(f"dispatch.part-{wanted}")))
    desk = session.reading_desk(as_of)
    order = action.Order(_month(month or month_before(f"{desk.day:%Y-%m}")), chosen, filters.described(chosen))
    if places:
        found, remarks = action.write(desk, order, places, Catalogue("zh"), force=force)
    else:
        found, remarks = action.told(desk, order), ()
    if as_json:
        put_json(**_as_dict(found), files={form: str(path) for form, path in places.items()})
    elif places:
        for path in places.values():
            say_line(say("dispatch.written", path=str(path)))
    else:
        _page(desk, order, found, wanted)
    for one in remarks:
        note(one)
    if not found.over:
        note(say("dispatch.running", month=found.period.key, day=found.day))
    note_uncovered(found.uncovered_years)


def _part(word: str) -> Part:
    """A part by its key or its name. Raises UsageError with those that exist."""
    for part in PARTS:
        if word.strip() in {part, PART_WORDS[part], words(f"dispatch.part-{part}")}:
            return part
    known = tuple(say(f"dispatch.part-{part}") for part in PARTS)
    raise UsageError(say("dispatch.no-part", found=word, known=known))


def _month(word: str) -> Period:
    found = read_month(spelling.month(word))
    if found is None:
        raise UsageError(say("escalate.bad-month", found=word))
    return found


def _page(desk: Desk, order: action.Order, found: Dispatch, wanted: Part | None) -> None:
    title = desk.office.policy.ledger.title
    say_line(say("dispatch.head", title=title, month=found.period.key, day=found.day))
    if order.said:
        say_line(say("dispatch.scope", selection=order.said))
    for one in sections(found, None if wanted else _IN_A_CELL):
        if wanted in {None, one.part}:
            put()
            _section(found, one, None if wanted else _FIRST)


def _section(found: Dispatch, one: Section, most: int | None) -> None:
    part, room = say(f"dispatch.part-{one.part}"), events.room()
    say_line(say("dispatch.heading", part=part, summary=one.summary))
    shown = one.rows[:most]
    if shown:
        wide = [at for at, key in enumerate(one.columns) if key in _WIDE]
        heads = [words(f"column.dispatch-{key}") for key in one.columns]
        table(heads, [[text_of(cell, words) for cell in row] for row in shown], wide=wide)
        for line in events.folded(words("dispatch.counted-by", basis=one.basis), indent=0, hanging=2, columns=room):
            put(line)
    if (more := len(one.rows) - len(shown)) > 0:
        say_line(say("dispatch.more", count=more, month=found.period.key, part=part))


def _as_dict(found: Dispatch) -> dict[str, object]:
    return {
        "month": found.period.key,
        "as_of": found.day.isoformat(),
        "over": found.over,
        "sound": found.sound,
        "total": sum(one.now is not None for one in found.issues),
        "paces": dict(found.split),
        "reported": dict(found.reported),
        "units": [_unit_dict(one) for one in found.units],
        "snapshot": found.stated,
        "parts": {one.part: _part_dict(one) for one in sections(found)},
        "uncovered_years": list(found.uncovered_years),
    }


def _unit_dict(one: OfUnit) -> dict[str, object]:
    late, missing = ([issue.id for issue in issues] for issues in (one.late, one.missing))
    return {"name": one.name, "asked": one.asked, "late": late, "missing": missing}


def _part_dict(one: Section) -> dict[str, object]:
    rows = [{key: _value(cell) for key, cell in zip(one.columns, row, strict=True)} for row in one.rows]
    return {"summary": words(one.summary), "basis": words(one.basis), "rows": rows}


def _value(cell: Cell) -> str | int:
    return cell if isinstance(cell, int) else text_of(cell, words)
