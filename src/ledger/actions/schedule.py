"""序时进度: how the issues keep pace and why, and a person's judgement put on record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ledger.actions.acting import Done, made, save, who_may_decide
from ledger.actions.desk import Desk
from ledger.errors import RefusedError, Said, UsageError, say
from ledger.model import appraisal
from ledger.model.acts import Appraisal
from ledger.model.duties import CARD_GIVERS
from ledger.model.facts import Line
from ledger.model.pace import PACES, Pace, Paced
from ledger.model.report import Entry, Report, build
from ledger.model.selection import Selection
from ledger.store import folder
from ledger.store.folder import Scan, Stored
from ledger.store.overview import overview


@dataclass(frozen=True)
class Row:
    """An issue and how it keeps pace."""

    entry: Entry
    paced: Paced


@dataclass(frozen=True)
class Schedule:
    """How the selected issues keep pace on a day."""

    rows: tuple[Row, ...]
    """From the worst pace to the best, each pace in the order of the ledger."""
    total: int
    broken: tuple[str, ...]
    """The files that could not be read: a late child may be among them."""
    uncovered_years: tuple[int, ...]

    @property
    def counts(self) -> Mapping[Pace, int]:
        """How many keep each pace; they add up to the rows."""
        counted = Counter(row.paced.pace for row in self.rows)
        return {pace: counted[pace] for pace in PACES}


def schedule(desk: Desk, selection: Selection, wanted: tuple[Pace, ...] = ()) -> Schedule:
    """The selected issues of the `wanted` paces (of any, if none is named); children count wherever they are."""
    scan, report = whole(desk)
    alive = [one for one in report.entries if selection.void or one.issue.void is None]
    chosen = [Row(one, report.paces[one.issue.id]) for one in alive if _takes(selection, one, desk)]
    kept = [row for row in chosen if not wanted or row.paced.pace in wanted]
    kept.sort(key=lambda row: PACES.index(row.paced.pace))
    return Schedule(tuple(kept), len(alive), scan.broken, report.uncovered_years)


def _takes(selection: Selection, one: Entry, desk: Desk) -> bool:
    return selection.takes(one.issue, one.situation, desk.office)


def whole(desk: Desk) -> tuple[Scan, Report]:
    """The folder as it was read, and the report of every issue in it."""
    scan = folder.scan(desk.workspace)
    return scan, build(((one.issue, one.file) for one in scan.stored), desk.day, desk.office)


@dataclass(frozen=True)
class Explained:
    """One issue, how it keeps pace, and how its children do."""

    row: Row
    children: tuple[Row, ...]
    broken: tuple[str, ...]


def explain(desk: Desk, issue_id: str) -> Explained:
    """How one issue keeps pace, with its children. Only it and what descends from it is read as records.

    Raises NotFoundError, UnreadableError, UsageError.
    """
    stored = folder.get(desk.workspace, issue_id)
    seen = overview(desk.workspace, desk.day, desk.office)
    others = (folder.get(desk.workspace, name) for name in _descendants(issue_id, seen.lines))
    report = build(((one.issue, one.file) for one in (stored, *others)), desk.day, desk.office)
    rows = {one.issue.id: Row(one, report.paces[one.issue.id]) for one in report.entries}
    if issue_id not in rows:
        raise UsageError(say("show.not-yet", id=issue_id, received=stored.issue.source.received, day=desk.day))
    children = (row for name, row in rows.items() if row.entry.issue.parent == issue_id and name != issue_id)
    return Explained(rows[issue_id], tuple(children), folder.broken(seen.problems))


def _descendants(issue_id: str, lines: Iterable[Line]) -> tuple[str, ...]:
    """The children of an issue, theirs, and so on; void ones are nobody's."""
    children: dict[str, list[str]] = {}
    for one in lines:
        if one.about.parent is not None and one.about.void is None:
            children.setdefault(one.about.parent, []).append(one.about.id)
    found: dict[str, None] = {}
    waiting = [issue_id]
    while waiting:
        new = [name for name in children.get(waiting.pop(), ()) if name != issue_id and name not in found]
        found |= dict.fromkeys(new)
        waiting += new
    return tuple(found)


def judge(desk: Desk, issue_id: str, pace: str, why: str | None) -> Done:
    """Put a judgement on record. Raises RefusedError with every reason against it, UsageError without a reason."""
    stored = folder.get(desk.workspace, issue_id)
    issue = stored.issue
    values = {"date": desk.day, "by": desk.person.id if desk.person else "?", "pace": pace, "reason": why}
    act = made(Appraisal, {**values, **issue.in_cycle()}, "appraisals")
    found = appraisal.record(issue, act, desk.informed(desk.attempt(why=why), stored))
    if isinstance(found, tuple):
        raise _refusal(desk, stored, found)
    return save(desk, stored, found)


def _refusal(desk: Desk, stored: Stored, reasons: tuple[Said, ...]) -> RefusedError:
    personal = any(one.key.startswith("guard.") and one.key != "guard.day-future" for one in reasons)
    hint = who_may_decide(desk, stored.issue, CARD_GIVERS) if personal else None
    what = say("refused", id=stored.issue.id, move=say("move.appraise"), count=len(reasons))
    return RefusedError(what, *reasons, hint=hint)
