"""序时进度: how the issues keep pace and why, and a person's judgement put on record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ledger.actions.acting import Done, made, save, who_may_decide
from ledger.actions.desk import Desk
from ledger.actions.stats import finding
from ledger.errors import RefusedError, Said, UsageError, say
from ledger.model import appraisal
from ledger.model.acts import Appraisal
from ledger.model.duties import CARD_GIVERS
from ledger.model.facts import Line
from ledger.model.pace import PACES, Pace, Paced
from ledger.model.report import build
from ledger.model.selection import Selection
from ledger.store import folder
from ledger.store.folder import Stored
from ledger.store.overview import overview
from ledger.store.tallies import tallies


@dataclass(frozen=True)
class Row:
    """An issue and how it keeps pace."""

    line: Line
    paced: Paced


@dataclass(frozen=True)
class Schedule:
    """How the selected issues keep pace on a day."""

    rows: tuple[Row, ...]
    """From the worst pace to the best, each pace in the order of the ledger."""
    total: int
    files: int
    """How many files there are that are or should be issues."""
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
    found = tallies(desk.workspace, desk.day, desk.office)
    pairs = zip(found.lines, found.every, strict=True)
    alive = [Row(line, one.paced) for line, one in pairs if selection.void or line.about.void is None]
    said = finding(desk, selection)
    kept = [
        row
        for row in alive
        if selection.suits(row.line.about, row.line.situation, desk.office)
        and (said is None or row.line.about.id in said)
        and (not wanted or row.paced.pace in wanted)
    ]
    kept.sort(key=lambda row: (PACES.index(row.paced.pace), *desk.office.order(row.line.about.id)))
    years = sorted({year for row in kept for year in row.line.uncovered_years})
    return Schedule(tuple(kept), len(alive), found.files, folder.broken(found.problems), tuple(years))


@dataclass(frozen=True)
class Explained:
    """One issue, how it keeps pace, how its children do, and every judgement that is on record."""

    row: Row
    children: tuple[Row, ...]
    appraisals: tuple[Appraisal, ...]
    broken: tuple[str, ...]


def explain(desk: Desk, issue_id: str) -> Explained:
    """How one issue keeps pace, with its children. Only it and what descends from it is read as records.

    Raises NotFoundError, UnreadableError, UsageError.
    """
    stored = folder.get(desk.workspace, issue_id)
    seen = overview(desk.workspace, desk.day, desk.office)
    others = (folder.get(desk.workspace, name) for name in _descendants(issue_id, seen.lines))
    report = build(((one.issue, one.file) for one in (stored, *others)), desk.day, desk.office)
    rows = {one.issue.id: Row(one.line, report.paces[one.issue.id]) for one in report.entries}
    if issue_id not in rows:
        raise UsageError(say("show.not-yet", id=issue_id, received=stored.issue.source.received, day=desk.day))
    judged = next(one.issue.appraisals for one in report.entries if one.issue.id == issue_id)
    children = (row for name, row in rows.items() if row.line.about.parent == issue_id and name != issue_id)
    return Explained(rows[issue_id], tuple(children), judged, folder.broken(seen.problems))


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
