"""The dispatch of a month: read once, told at the terminal or written as a sheet, a document, a page of Markdown."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from ledger.actions import letters, outgoing, reporting
from ledger.actions.desk import Desk
from ledger.errors import ConflictError, Said, UnreadableError, UsageError, say
from ledger.formats.base import Grid
from ledger.model.columns import Contents
from ledger.model.dispatch import Dispatch, Stated, dispatch, with_children
from ledger.model.dispatchpage import COLUMNS, PART_WORDS, Section, Tell, sections, text_of
from ledger.model.dispatchpaper import fields, markdown
from ledger.model.escalation import month_before
from ledger.model.monthly import Asked, Monthly, monthly
from ledger.model.pace import Paced
from ledger.model.period import Period
from ledger.model.rewind import rewind
from ledger.model.schedule import Situation
from ledger.model.selection import Selection
from ledger.store import escalations, files, folder, months, sheets, snapshots

PAPER = "月调度"
"""The letter that the document is written from."""
SHEET = "月调度表"


@dataclass(frozen=True)
class Order:
    """The month that somebody asks for."""

    period: Period
    selection: Selection
    said: str = ""
    """The selection as a phrase."""


def told(desk: Desk, order: Order) -> Dispatch:
    """The month of the selected issues, at the terminal as in the papers and as `escalate` judges it: of books that are
    kept inside, only those that are asked for.

    Raises UsageError for a month that has not begun, UnreadableError where an issue, or the rules of cards, can't be
    read, or where there was no issue by then; IntegrityError where the snapshot of the month before was altered.
    """
    period, selection = order.period, order.selection.going_out(desk.office)
    if period.first > desk.day:
        raise UsageError(say("dispatch.ahead", month=period.key, first=period.first, day=desk.day))
    asked = Asked(period, min(period.last, desk.day), desk.office, escalations.load(desk.workspace))
    read = months.read(desk.workspace, desk.day, asked)
    if read.problems:
        broken = folder.broken(read.problems)
        raise UnreadableError(say("dispatch.broken", count=len(broken), files=broken))
    if not read.issues:
        raise UnreadableError(say("dispatch.nothing", month=period.key))
    every, found = with_children(asked, read.issues, _again(desk, asked))
    named = _that_say(desk, asked, selection.text) if selection.text is not None else None
    chosen = [
        one for one in every if _takes(selection, one, found[one.id].now, desk) and (named is None or one.id in named)
    ]
    chosen.sort(key=lambda one: desk.office.order(one.id))
    return dispatch(asked, chosen, found, _stated(desk, period), whole=selection.empty)


def _again(desk: Desk, asked: Asked) -> Callable[[Monthly, Paced], Monthly]:
    def again(one: Monthly, paced: Paced) -> Monthly:
        stored = folder.get(desk.workspace, one.id).issue
        return monthly(rewind(stored, desk.day) or stored, asked, lambda _: paced) or one

    return again


def _that_say(desk: Desk, asked: Asked, text: str) -> frozenset[str]:
    """The issues in which a text stood at the month's end."""
    said = Selection(text=text)
    then = ((one, rewind(one, asked.day)) for one in folder.scan(desk.workspace).issues)
    return frozenset(one.id for one, was in then if said.finds(was or one))


def _takes(selection: Selection, one: Monthly, now: Situation, desk: Desk) -> bool:
    """Whether an issue is selected, its texts aside, as it stood at the month's end. What has become void since the eve
    belongs to the month: it went from its figures.
    """
    if one.now is None and one.then is None and not selection.void:
        return False
    return (selection if one.now is not None else replace(selection, void=True)).suits(one.about, now, desk.office)


def _stated(desk: Desk, period: Period) -> Stated | None:
    """The snapshot of the month before. Raises IntegrityError, UnreadableError where it was altered."""
    if not snapshots.names(desk.workspace):
        return None
    shelf = snapshots.scan(desk.workspace)
    snapshots.refuse_altered(shelf)
    kept = shelf.find(month_before(period.key))
    return Stated(kept.manifest.name, snapshots.issues(desk.workspace, kept)) if kept else None


def write(
    desk: Desk, order: Order, places: Mapping[str, Path], tell: Tell, *, force: bool
) -> tuple[Dispatch, tuple[Said, ...]]:
    """The month as files, `places` says where each form goes; and what somebody should look at before they go out.

    Of books that are kept inside, only those that are asked for.

    All are made before one is written. Raises as `told` does; UsageError, ConflictError for a place that can't be
    written to, UnreadableError for a template that can't be filled in.
    """
    for form, path in places.items():
        outgoing.refuse_place(desk.workspace, path, f".{form}")
        if path.exists() and not force:
            raise ConflictError(say("export.exists", path=str(path)))
    order = replace(order, selection=order.selection.going_out(desk.office))
    found = told(desk, order)
    values = fields(found, desk.office, order.said, tell)
    making: Mapping[str, Callable[[], bytes]] = {
        "xlsx": lambda: _workbook(desk, order, found, tell),
        "docx": lambda: letters.written(desk.workspace, PAPER, values, found.day),
        "md": lambda: markdown(found, desk.office.policy.ledger.title, order.said, tell).encode(),
    }
    made = {path: making[form]() for form, path in places.items()}
    for path, data in made.items():
        try:
            outgoing.write(path, data, force=force)
        except OSError as error:
            raise files.fault(error, path) from error
    return found, letters.remarks(values, desk.office.people) if "docx" in places else ()


def _workbook(desk: Desk, order: Order, found: Dispatch, tell: Tell) -> bytes:
    """月调度表, as the office gives it out, and behind it a sheet for each part of the dispatch."""
    whole = reporting.report(replace(desk, day=found.day), order.selection, skip_broken=False, said=order.said)
    contents = Contents((sheets.load(desk.workspace, SHEET),), summary=False)
    from ledger.formats.xlsx import book  # openpyxl takes a third of a second

    data = io.BytesIO()
    book.write(whole, contents, data, [_grid(one, tell) for one in sections(found)])
    return data.getvalue()


def _grid(section: Section, tell: Tell) -> Grid:
    """A part as a sheet: numbers stay numbers, messages are told."""
    heads = tuple(COLUMNS[key] for key in section.columns)
    rows = tuple(
        tuple(cell if isinstance(cell, int | date) else text_of(cell, tell) for cell in row) for row in section.rows
    )
    widths = tuple(_WIDTHS.get(key, 12) for key in section.columns)
    basis = tell(say("dispatch.counted-by", basis=section.basis))
    return Grid(PART_WORDS[section.part], tell(section.summary), basis, heads, widths, rows)


_WIDTHS = {
    "title": 30, "what": 34, "was": 28, "is": 30, "where": 26, "mend": 38, "units": 20, "reasons": 40,
    "unreported": 70, "tardy": 30, "unit": 22, "figure": 24,
    "before": 16, "came": 16, "went": 16, "now": 16, "stated": 16,
}  # fmt: skip
"""Of the columns that hold more than a word."""
