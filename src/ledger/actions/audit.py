"""What is wrong and what is late: the nightly check, the overdue list, the statistics, and why."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ledger.actions.desk import Desk
from ledger.errors import Said
from ledger.model import deadline as grammar
from ledger.model.issue import Issue
from ledger.model.problem import Problem
from ledger.model.report import Entry, build
from ledger.model.rules import checks
from ledger.model.rules.case import Case
from ledger.model.schedule import effective_due
from ledger.model.selection import Selection
from ledger.model.workflow import MOVES, NEXT, objections, who_may
from ledger.store import folder
from ledger.store.folder import Scan

_SERIOUS = {"integrity": 8, "invalid": 5, "error": 1, "warning": 0}


@dataclass(frozen=True)
class Verdict:
    """What a check found: every fault of every file, in order of place, and how many files there were."""

    problems: tuple[Problem, ...]
    files: int
    broken: tuple[str, ...]
    uncovered_years: tuple[int, ...] = ()
    """Years without a published holiday table that a deadline was counted in: weekends alone decided there."""

    @property
    def exit_code(self) -> int:
        """The most serious finding decides: 8 integrity, 5 unreadable or nothing there, 1 found something."""
        if self.files == 0:
            return 5
        return max((_SERIOUS[one.level] for one in self.problems), default=0)

    def count(self, rule: str) -> int:
        """How many faults of one rule."""
        return sum(one.rule == rule for one in self.problems)


def check(desk: Desk, selection: Selection, due_within: int | None = None) -> Verdict:
    """Read all files, report all faults, then what is late. Never raises for what a file contains.

    `due_within` gives notice of more or fewer days than the house does.
    """
    if desk.workspace.register_faults:  # then no rule can be asked, but every file can still be read
        return validate(desk, ())
    scan, chosen = _cases(desk, selection, due_within)
    found = [*_damage(desk, chosen), *checks.faults(chosen), *checks.alarms(chosen)]
    placed = folder.locate(found, scan.stored)
    return replace(_verdict(scan, [*scan.problems, *placed]), uncovered_years=_uncovered(chosen))


def _uncovered(cases: tuple[Case, ...]) -> tuple[int, ...]:
    """Years in which a deadline that is still running was counted by weekends alone."""
    years: set[int] = set()
    for case in cases:
        deadline = case.issue.plan.deadline if case.issue.plan else None
        if deadline is None or case.issue.status == "closed":
            continue
        since, calendar = deadline.base or case.issue.source.received, case.office.calendar
        years.update(grammar.read(deadline.text, since, calendar).uncovered_years)
        if deadline.immediate and deadline.due is None:
            years.update(calendar.uncovered(since, effective_due(case.issue, case.office) or since))
    return tuple(sorted(years))


def validate(desk: Desk, ids: tuple[str, ...]) -> Verdict:
    """Only the form of the files: can they be read as issues, and the registers as what they are. `ids` limits it."""
    scan = folder.scan(desk.workspace)
    if not ids:
        faults = desk.workspace.register_faults
        registers = dict.fromkeys(one.place.file for one in faults if one.place)
        return replace(_verdict(scan, [*scan.problems, *faults]), broken=(*scan.broken, *registers))
    names = {one.file.rpartition("/")[2].removesuffix(".yaml") for one in scan.stored} | {
        file.rpartition("/")[2].removesuffix(".yaml") for file in scan.broken
    }
    for issue_id in ids:
        if issue_id not in names:
            folder.get(desk.workspace, issue_id)
    chosen = [p for p in scan.problems if p.place and p.place.file.rpartition("/")[2].removesuffix(".yaml") in ids]
    return Verdict(tuple(chosen), len(ids), tuple(dict.fromkeys(p.place.file for p in chosen if p.place)))


def _cases(desk: Desk, selection: Selection, due_within: int | None) -> tuple[Scan, tuple[Case, ...]]:
    scan = folder.scan(desk.workspace)
    office = desk.office if due_within is None else desk.office.giving_notice(due_within)
    cases = checks.cases(scan.issues, desk.day, office)
    if selection.empty:
        return scan, cases
    return scan, tuple(one for one in cases if one.then and one.situation and _taken(selection, one, desk))


def _taken(selection: Selection, case: Case, desk: Desk) -> bool:
    return (
        case.then is not None and case.situation is not None and selection.takes(case.then, case.situation, desk.office)
    )


def _damage(desk: Desk, cases: tuple[Case, ...]) -> list[Problem]:
    """Evidence that is not what was put on file."""
    found = []
    for case in cases:
        wrong = desk.damage(case.issue)
        for at, one in enumerate(case.issue.evidence):
            if one.path in wrong:
                found.append(
                    Problem("evidence", "integrity", wrong[one.path], case.issue.id, ("evidence", at, "sha256"))
                )
    return found


def _verdict(scan: Scan, problems: list[Problem]) -> Verdict:
    ordered = sorted(problems, key=_order)
    return Verdict(tuple(ordered), len(scan.stored) + len(scan.broken), scan.broken)


def _order(problem: Problem) -> tuple[int, str, int, int]:
    place = problem.place
    return (
        -_SERIOUS[problem.level],
        place.file if place else "",
        (place and place.line) or 0,
        (place and place.column) or 0,
    )


@dataclass(frozen=True)
class Reasons:
    """Why an issue stands where it does: what makes it late, what blocks the next move, who may make it."""

    entry: Entry
    problems: tuple[Problem, ...]
    move: str | None
    blocks: tuple[Said, ...]
    people: tuple[str, ...]


def why(desk: Desk, issue_id: str) -> Reasons:
    """The reasons behind one issue's state. Raises NotFoundError, UnreadableError."""
    stored = folder.get(desk.workspace, issue_id)
    scan = folder.scan(desk.workspace)
    cases = checks.cases(scan.issues, desk.day, desk.office)
    mine = tuple(case for case in cases if case.issue.id == issue_id)
    found = [*_damage(desk, mine), *checks.faults(mine), *checks.alarms(mine)]
    entry = build([(stored.issue, stored.file)], desk.day, desk.office).entries[0]
    move = NEXT[entry.issue.status]
    blocks, people = _next(desk, entry.issue, move)
    return Reasons(entry, tuple(folder.locate(found, scan.stored)), move, blocks, people)


def _next(desk: Desk, issue: Issue, move: str | None) -> tuple[tuple[Said, ...], tuple[str, ...]]:
    """What the issue itself still lacks for its next move (the person aside), and who could make it."""
    if move is None:
        return (), ()
    attempt = desk.attempt(damaged=desk.damage(issue))
    personal = {reason for guard in MOVES[move].persons for reason in guard(issue, attempt)}
    blocks = tuple(one for one in objections(issue, MOVES[move], attempt) if one not in personal)
    return blocks, tuple(person.id for person in who_may(issue, MOVES[move], attempt))
