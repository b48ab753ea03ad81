"""What is wrong and what is late: the nightly check, the overdue list, the statistics, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta

from ledger.actions import lists
from ledger.actions.desk import Desk
from ledger.actions.unmatched import unmatched
from ledger.errors import Said
from ledger.model.coverage import uncovered_years
from ledger.model.issue import Issue
from ledger.model.problem import Problem
from ledger.model.report import Entry
from ledger.model.rules import checks
from ledger.model.rules.case import Case
from ledger.model.selection import Selection
from ledger.model.workflow import MOVES, NEXT, objections, who_may
from ledger.store import evidence, folder, sheets
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
    late_only: bool = False
    """Whether broken registers kept every rule from being asked but those of lateness."""
    unmatched: tuple[Said, ...] = ()
    """Where no issue was selected: the filters that no issue could pass, each with the words that are in use."""

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
    unknown = desk.workspace.register_faults  # then nobody can be asked for, but the calendar still says what is late
    scan, chosen = _cases(desk, selection, due_within)
    found = [*_damage(desk, chosen), *(() if unknown else checks.faults(chosen)), *checks.alarms(chosen)]
    placed = folder.locate(found, scan.stored)
    verdict = _verdict(scan, [*scan.problems, *placed], _beside_issues(desk))
    nobody = unmatched(desk, selection, scan.issues) if scan.issues and not chosen else ()
    return replace(verdict, uncovered_years=_uncovered(chosen), late_only=bool(unknown), unmatched=nobody)


def _beside_issues(desk: Desk) -> tuple[Problem, ...]:
    """The faults of all that a ledger holds beside its issues: registers, calendar, descriptions of sheets."""
    ledger = desk.workspace
    return (*ledger.register_faults, *ledger.calendar_faults, *sheets.faults_of_all(ledger))


def _uncovered(cases: tuple[Case, ...]) -> tuple[int, ...]:
    """Years without a table in which something was counted: a deadline, a notice, the working days it is late."""
    years: set[int] = set()
    for case in cases:
        years.update(uncovered_years(case.issue, case.office))
        now = case.situation
        if now is not None and now.overdue and now.due is not None:
            years.update(case.office.calendar.uncovered(now.due + timedelta(days=1), case.day))
    return tuple(sorted(years))


def validate(desk: Desk, ids: tuple[str, ...]) -> Verdict:
    """Only the form of the files: can they be read as issues, and registers, calendar and sheets as what they are.

    `ids` limits it to these issues. Raises NotFoundError for one that is not there.
    """
    scan = folder.scan(desk.workspace)
    if not ids:
        return _verdict(scan, scan.problems, _beside_issues(desk))
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
    office = desk.workspace.office_to_check_by
    cases = checks.cases(scan.issues, desk.day, office if due_within is None else office.giving_notice(due_within))
    if selection.empty:
        return scan, cases
    return scan, tuple(one for one in cases if _taken(selection, one))


def _taken(selection: Selection, case: Case) -> bool:
    return (
        case.then is not None and case.situation is not None and selection.takes(case.then, case.situation, case.office)
    )


def _damage(desk: Desk, cases: tuple[Case, ...]) -> list[Problem]:
    """Evidence that is not what was put on file."""
    found = []
    for case in cases:
        wrong = evidence.damage(desk.workspace, case.issue, every=True)
        for at, one in enumerate(case.issue.evidence):
            if one.path in wrong:
                found.append(
                    Problem("evidence", "integrity", wrong[one.path], case.issue.id, ("evidence", at, "sha256"))
                )
    return found


def _verdict(scan: Scan, problems: Iterable[Problem], of_others: tuple[Problem, ...]) -> Verdict:
    ordered = sorted((*problems, *of_others), key=_order)
    others = dict.fromkeys(one.place.file for one in of_others if one.place)
    return Verdict(tuple(ordered), len(scan.stored) + len(scan.broken), (*scan.broken, *others))


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
    uncovered_years: tuple[int, ...]
    """As in `Verdict`."""


def why(desk: Desk, issue_id: str) -> Reasons:
    """The reasons behind one issue's state. Raises NotFoundError, UnreadableError."""
    entry = lists.show(desk, issue_id)
    scan = folder.scan(desk.workspace)
    cases = checks.cases(scan.issues, desk.day, desk.office)
    mine = tuple(case for case in cases if case.issue.id == issue_id)
    found = [*_damage(desk, mine), *checks.faults(mine), *checks.alarms(mine)]
    move = NEXT[entry.issue.status]
    blocks, people = _next(desk, entry.issue, move)
    return Reasons(entry, tuple(folder.locate(found, scan.stored)), move, blocks, people, _uncovered(mine))


def _next(desk: Desk, issue: Issue, move: str | None) -> tuple[tuple[Said, ...], tuple[str, ...]]:
    """What the issue itself still lacks for its next move (the person aside), and who could make it."""
    if move is None:
        return (), ()
    attempt = desk.attempt(damaged=desk.damage(issue))
    personal = {reason for guard in MOVES[move].persons for reason in guard(issue, attempt)}
    blocks = tuple(one for one in objections(issue, MOVES[move], attempt) if one not in personal)
    return blocks, tuple(person.id for person in who_may(issue, MOVES[move], attempt))
