"""回头看: draw closed issues so that anybody can draw them again, and put on record what was found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from ledger.actions import exchange
from ledger.actions.acting import Done, made, save
from ledger.actions.desk import Desk
from ledger.errors import RefusedError, Said, UnreadableError, UsageError, say
from ledger.model import lookback
from ledger.model.acts import LookBack
from ledger.model.people import Person
from ledger.model.report import Entry, build
from ledger.model.sampling import Draw, draw, size
from ledger.model.schedule import effective_due
from ledger.model.selection import Selection
from ledger.model.workflow import MOVES, who_may
from ledger.store import folder

SHEET = "回头看台账"
EVERYTHING = Selection()


@dataclass(frozen=True)
class Wanted:
    """How many are to be drawn out of which closed issues."""

    seed: str
    rate: Decimal | None = None
    """Percent of the population; either this or a number."""
    count: int | None = None
    closed_before: date | None = None
    selection: Selection = EVERYTHING


@dataclass(frozen=True)
class Sample:
    """A draw, with the drawn issues as they stand on the day, in the order of the draw."""

    draw: Draw
    entries: tuple[Entry, ...]
    label: str
    """What a look-back names the draw by: `10%/7`."""


def sample(desk: Desk, wanted: Wanted) -> Sample:
    """Draw closed issues. Raises UnreadableError for a ledger that can't be read whole (what can't be read couldn't be
    drawn), or has no closed issue of this selection.
    """
    scan = folder.scan(desk.workspace)
    if scan.problems:
        raise UnreadableError(say("lookback.broken", count=len(scan.broken), files=scan.broken))
    report = build(((one.issue, one.file) for one in scan.stored), desk.day, desk.office)
    chosen = {one.issue.id: one for one in report.entries if _is_drawn_from(one, wanted, desk)}
    if not chosen:
        raise UnreadableError(say("lookback.nothing", day=desk.day))
    count = wanted.count if wanted.rate is None else size(wanted.rate, len(chosen))
    drawn = draw((one.issue for one in chosen.values()), wanted.seed, count or 0)
    label = f"{wanted.count}件" if wanted.rate is None else f"{wanted.rate:f}%"
    entries = tuple(chosen[one.issue.id] for one in drawn.tickets)
    return Sample(drawn, entries, f"{label}/{wanted.seed}")


def _is_drawn_from(entry: Entry, wanted: Wanted, desk: Desk) -> bool:
    closure = entry.issue.closure()
    if entry.issue.status != "closed" or closure is None or entry.issue.void is not None:
        return False
    early = wanted.closed_before is None or closure.date < wanted.closed_before
    return early and wanted.selection.takes(entry.issue, entry.situation, desk.office)


def write(desk: Desk, found: Sample, path: Path, said: str, *, force: bool) -> Path:
    """The drawn issues as a sheet to take along. Raises what `exchange.export` raises."""
    ids = tuple(one.issue.id for one in found.entries)
    order = exchange.Order(Selection(ids=ids), said, (SHEET,), force=force)
    return exchange.export(desk, order, path).path


@dataclass(frozen=True)
class Looked:
    """What was written, and where a rebound still waits for its reopening: why, and who could do it."""

    done: Done
    check: LookBack
    reopened: bool
    blocks: tuple[Said, ...]
    people: tuple[Person, ...]


def record(desk: Desk, issue_id: str, values: Mapping[str, object], new_due: date | None) -> Looked:
    """Put a look-back on record; what came back is reopened in the same go where the person may.

    Raises RefusedError with every reason against it, UsageError for what was not entered as it should be.
    """
    stored = folder.get(desk.workspace, issue_id)
    issue = stored.issue
    signed_by = desk.person.id if desk.person else desk.by or "?"
    check = made(LookBack, {"date": desk.day, "by": signed_by, **values, **issue.in_cycle()}, "lookbacks")
    if new_due is not None and not check.rebound:
        raise UsageError(say("lookback.day-for-nothing"))
    attempt = desk.informed(desk.attempt(new_due=new_due), stored)
    found = lookback.record(issue, check, attempt)
    if isinstance(found, tuple):
        able = tuple(say("person.named", name=one.name, id=one.id) for one in lookback.who_may(issue, check, attempt))
        what = say("refused", id=issue.id, move=say("move.lookback"), count=len(found))
        raise RefusedError(what, *found, hint=say("guard.who-may", people=able) if able else None)
    done = save(desk, stored, found.issue)
    due = effective_due(done.after, desk.office)
    if found.reopened and due is not None and due < desk.day:
        done = replace(done, remarks=(say("reopen.no-deadline", due=due),))
    waiting = check.rebound and not found.reopened
    why = replace(attempt, why=check.text, new_due=None)
    people = who_may(found.issue, MOVES["reopen"], why) if waiting else ()
    return Looked(done, check, found.reopened, found.blocks, people)
