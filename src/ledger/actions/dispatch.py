"""The dispatch of a month: read once, told at the terminal or written as a sheet, a document, a page of Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from ledger import meter
from ledger.actions import letters, outgoing
from ledger.actions.desk import Desk
from ledger.errors import ConflictError, Said, UnreadableError, UsageError, say
from ledger.model.dispatch import Dispatch, Stated, dispatch, with_children
from ledger.model.escalation import month_before
from ledger.model.issue import Issue
from ledger.model.monthly import Asked, Monthly, monthly
from ledger.model.notice import Fields
from ledger.model.pace import Paced
from ledger.model.period import Period
from ledger.model.rewind import rewind
from ledger.model.schedule import stand
from ledger.model.selection import Selection
from ledger.store import escalations, files, folder, snapshots
from ledger.store.folder import Stored

PAPER = "月调度"
"""The letter that the document is written from."""


@dataclass(frozen=True)
class Order:
    """The month that somebody asks for."""

    period: Period
    selection: Selection
    said: str = ""
    """The selection as a phrase."""


def told(desk: Desk, order: Order) -> Dispatch:
    """The month of the selected issues.

    Raises UsageError for a month that has not begun, UnreadableError where an issue, or the rules of cards, can't be
    read, or where there was no issue by then; IntegrityError where the snapshot of the month before was altered.
    """
    period = order.period
    if period.first > desk.day:
        raise UsageError(say("dispatch.ahead", month=period.key, first=period.first, day=desk.day))
    asked = Asked(period, min(period.last, desk.day), desk.office, escalations.load(desk.workspace))
    scan = folder.scan(desk.workspace)
    if scan.problems:
        raise UnreadableError(say("dispatch.broken", count=len(scan.broken), files=scan.broken))
    known = {one.issue.id: one for one in scan.stored}
    every, found = with_children(asked, tuple(_each(desk, asked, scan.stored)), _again(desk, asked, known))
    if not every:
        raise UnreadableError(say("dispatch.nothing", month=period.key))
    chosen = (one for one in every if _takes(order.selection, one, asked, known))
    return dispatch(asked, chosen, found, _stated(desk, period), whole=order.selection.empty)


def _each(desk: Desk, asked: Asked, stored: Iterable[Stored]) -> Iterable[Monthly]:
    for one in meter.each("judging", tuple(stored)):
        issue = rewind(one.issue, desk.day)
        found = monthly(issue, one.file, asked) if issue else None
        if found is not None:
            yield found


def _again(desk: Desk, asked: Asked, known: Mapping[str, Stored]) -> Callable[[Monthly, Paced], Monthly]:
    def again(one: Monthly, paced: Paced) -> Monthly:
        stored = known[one.id]
        issue: Issue = rewind(stored.issue, desk.day) or stored.issue
        return monthly(issue, stored.file, asked, lambda _: paced) or one

    return again


def _takes(selection: Selection, one: Monthly, asked: Asked, known: Mapping[str, Stored]) -> bool:
    """Whether an issue is selected as it stood at the month's end. What has become void since the eve belongs to the
    month: it went from its figures.
    """
    if one.now is None and one.then is None and not selection.void:
        return False
    now = stand(one.inputs.course, asked.day, asked.office.policy.check)
    valid = selection if one.now is not None else _with_void(selection)
    if not valid.suits(one.about, now, asked.office):
        return False
    if selection.text is None:
        return True
    return selection.finds(rewind(known[one.id].issue, asked.day) or known[one.id].issue)


def _with_void(selection: Selection) -> Selection:
    from dataclasses import replace

    return replace(selection, void=True)


def _stated(desk: Desk, period: Period) -> Stated | None:
    """The snapshot of the month before. Raises IntegrityError, UnreadableError where it was altered."""
    if not snapshots.names(desk.workspace):
        return None
    shelf = snapshots.scan(desk.workspace)
    snapshots.refuse_altered(shelf)
    kept = shelf.find(month_before(period.key))
    return Stated(kept.manifest.name, snapshots.issues(desk.workspace, kept)) if kept else None
