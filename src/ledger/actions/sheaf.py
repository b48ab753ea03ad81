"""The same paper for several issues, in one folder: an office applies for forty acceptances at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ledger import meter
from ledger.actions import letters, outgoing
from ledger.actions.desk import Desk
from ledger.actions.lists import show
from ledger.actions.write import Order, Paper, of_issue, paper, whole
from ledger.errors import NotFoundError, RefusedError, Said, UsageError, say
from ledger.model.coverage import uncovered_years
from ledger.model.filenames import fitted
from ledger.model.issue import Issue
from ledger.model.report import build
from ledger.store import files, outbox


@dataclass(frozen=True)
class Leaf:
    """One paper of a sheaf."""

    issue: str
    file: str
    day: date
    remarks: tuple[Said, ...]


@dataclass(frozen=True)
class Sheaf:
    """What was written, and for which of the selected issues there was nothing to write."""

    paper: Paper
    folder: Path
    leaves: tuple[Leaf, ...]
    without: tuple[str, ...]
    uncovered_years: tuple[int, ...]


def write_each(desk: Desk, order: Order, ids: tuple[str, ...]) -> Sheaf:
    """Write a paper for each of the issues `ids`, or for each that is selected: all of them or none.

    Of selected issues those with nothing on record to write about are passed over and told; of named ones none is.
    Raises UsageError for a paper that is not about an issue and for a file where a folder is needed, NotFoundError
    where nothing is selected, RefusedError where nothing is on record, ConflictError for files that exist,
    UnreadableError for a template that can't be filled in and a ledger that can't be read whole.
    """
    found = paper(desk, order.name)
    place = order.path or Path(found.name)
    _refuse_mismatch(found, order, ids)
    if place.suffix.lower() == letters.SUFFIX:
        raise UsageError(say("write.folder", path=str(place)))
    outgoing.refuse_reserved(desk.workspace, place, place)
    chosen = tuple(_named(desk, ids) if ids else _selected(desk, order))
    if not chosen:
        raise NotFoundError(say("write.none-selected", selection=order.said))
    making: dict[str, bytes] = {}
    leaves: list[Leaf] = []
    without: list[str] = []
    for issue in meter.each("pages", chosen):
        try:
            day, fields = of_issue(desk, found, issue, order.period)
        except RefusedError:
            if ids:
                raise
            without.append(issue.id)
            continue
        about = "-".join(filter(None, (issue.id, order.period.key if order.period else None)))
        file = fitted(f"{found.name}-{about}", letters.SUFFIX, tuple(making))
        making[file] = letters.written(desk.workspace, found.name, fields, day)
        shown = {name: value for name, value in fields.items() if name in found.used}
        leaves.append(Leaf(issue.id, file, day, letters.remarks(shown, desk.office.people)))
    if not leaves:
        raise RefusedError(say("write.none-on-record", name=found.name, count=len(without)))
    try:
        outbox.write_all(place, making, force=order.force)
    except OSError as error:
        raise files.fault(error, place) from error
    years = {year for issue in chosen for year in uncovered_years(issue, desk.office)}
    return Sheaf(found, place, tuple(leaves), tuple(without), tuple(sorted(years)))


def _refuse_mismatch(found: Paper, order: Order, ids: tuple[str, ...]) -> None:
    if not found.about_issues:
        raise UsageError(say("write.no-issue", name=found.name, issue="、".join(ids)))
    if order.period is not None and found.subject.key != "warning":
        raise UsageError(say("write.no-period", name=found.name))


def _named(desk: Desk, ids: tuple[str, ...]) -> Iterator[Issue]:
    return (show(desk, one).entry.issue for one in dict.fromkeys(ids))


def _selected(desk: Desk, order: Order) -> Iterator[Issue]:
    """The issues that a selection takes, as they stood on the day."""
    report = build(((one.issue, one.file) for one in whole(desk)), desk.day, desk.office)
    return (one.issue for one in report.entries if order.selection.takes(one.issue, one.situation, desk.office))
