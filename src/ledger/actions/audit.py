"""What is wrong and what is late: the nightly check, the overdue list, the statistics, and why."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path, PurePosixPath

from ledger import meter
from ledger.actions import (
    checklistcheck,
    commitments,
    indicatorcheck,
    lists,
    meetingcheck,
    merging,
    objectcheck,
    ofbooks,
)
from ledger.actions import since as judging
from ledger.actions.anchor import anchor
from ledger.actions.desk import Desk
from ledger.actions.unmatched import unmatched
from ledger.errors import NotFoundError, Said, UsageError, say
from ledger.model.checkpoint import Anchor
from ledger.model.commitments import Commitment
from ledger.model.coverage import uncovered_years
from ledger.model.gates import way
from ledger.model.issue import Issue
from ledger.model.office import Office
from ledger.model.passing import demands, status_at, who_may_pass
from ledger.model.problem import Problem
from ledger.model.procedure import Gate
from ledger.model.report import Entry
from ledger.model.rules import attributes, checks, links
from ledger.model.rules.case import Case
from ledger.model.selection import Selection
from ledger.model.waiver import Waiver
from ledger.model.waiver import faults as wrong
from ledger.model.workflow import MOVES, NEXT, objections, who_may
from ledger.store import bearers, evidence, folder, sheets, snapshots, waivers
from ledger.store.folder import Scan
from ledger.store.workspace import Workspace

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
    anchor: Anchor | Problem | None = None
    """The last checkpoint, as reports print it."""
    cases: tuple[Case, ...] = ()
    """Every readable issue, as it is and as it was on the day, selected or not."""
    chosen: tuple[Case, ...] = ()
    """Those that were selected."""
    waivers: tuple[Waiver, ...] = ()
    """What may stand for a while, and until when."""
    beside: Mapping[commitments.Key, Commitment] = field(default_factory=dict)
    """What is to be done beside the issues, of which a problem tells that it is late or due soon."""

    @property
    def exit_code(self) -> int:
        """The most serious finding decides: 8 integrity, 5 unreadable or nothing there, 1 found something."""
        return max((5 if self.files == 0 else 0, *(_SERIOUS[one.level] for one in self.problems)))

    def count(self, rule: str) -> int:
        """How many faults of one rule."""
        return sum(one.rule == rule for one in self.problems)


def check(desk: Desk, selection: Selection, due_within: int | None = None, since: str | None = None) -> Verdict:
    """Read all files, report all faults, then what is late. Never raises for what a file contains.

    `due_within` gives notice of more or fewer days than the house does. `since` is a commit that the whole ledger is
    judged against, whatever was selected; raises as `since.faults` does.
    """
    unknown = desk.workspace.register_faults  # then nobody can be asked for, but the calendar still says what is late
    excused = waivers.load(desk.workspace)
    office = desk.workspace.office_to_check_by
    office = office if due_within is None else office.giving_notice(due_within)
    scan, cases = _cases(desk, office)
    chosen = _chosen(cases, selection)
    found = [
        *damage(desk.workspace, chosen),
        *_chains(scan, chosen),
        *(() if unknown else checks.faults(meter.each("rules", chosen))),
    ]
    found += checks.alarms(one for one in chosen if selection.void or one.then is None or one.then.void is None)
    placed = folder.locate(found, scan.stored)
    placed += judging.faults(desk, since, scan) if since is not None else ()
    placed += _of_waivers(desk, excused, scan)
    placed += (*_beside(desk, selection, scan), *desk.workspace.register_doubts, *desk.workspace.book_doubts)
    placed += snapshots.scan(desk.workspace).problems
    placed += folder.locate(_arriving(desk, chosen), scan.stored)
    placed += objectcheck.faults(desk, office, cases, chosen, scan.stored)
    placed += checklistcheck.faults(desk.workspace)
    placed += checklistcheck.dead(
        desk.workspace, {*(one.issue.id for one in cases), *(PurePosixPath(file).stem for file in scan.broken)}
    )
    placed += indicatorcheck.faults(desk, cases, scan.broken)
    placed += folder.locate(indicatorcheck.promised(desk, (one.issue for one in chosen)), scan.stored)
    placed += meetingcheck.faults(desk, office, cases, scan.broken)
    beside = commitments.by_problem(desk, office, placed)
    placed = commitments.of_chosen(placed, beside, replace(selection, books=()), office.units)
    house = _of_house(desk)
    if selection.books:
        about = ofbooks.touched(desk.workspace, [one.issue for one in chosen], office)
        placed, house = ofbooks.told(placed, about), tuple(ofbooks.told(house, about))
    verdict = _verdict(scan, merging.with_way_out(desk.workspace, (*scan.problems, *placed)), (*unknown, *house))
    verdict = replace(verdict, cases=cases, chosen=chosen, waivers=excused.waivers, beside=beside)
    last = anchor(desk.workspace, scan.issues)
    return replace(verdict, uncovered_years=_uncovered(chosen), late_only=bool(unknown), anchor=last)


def _uncovered(cases: tuple[Case, ...]) -> tuple[int, ...]:
    """Years without a table in which something was counted: a deadline, a notice, the working days it is late."""
    years: set[int] = set()
    for case in cases:
        years.update(uncovered_years(case.issue, case.office))
        now = case.situation
        if now is not None and now.overdue and now.due is not None:
            years.update(case.office.calendar.uncovered(now.due + timedelta(days=1), case.day))
    return tuple(sorted(years))


def validate(desk: Desk, ids: tuple[str, ...] = (), paths: tuple[Path, ...] = ()) -> Verdict:
    """Only the form of the files: can they be read as issues, and registers, calendar and sheets as what they are.

    `ids` and `paths` limit it to these issues, files and what is in these folders; nothing else is read then. Raises
    NotFoundError for one that is not there, UsageError for one that is not the ledger's or a folder with nothing of it.
    """
    if not ids and (not paths or desk.workspace.root in paths):
        scan = folder.scan(desk.workspace)
        return _verdict(
            scan,
            [
                *merging.with_way_out(desk.workspace, scan.problems),
                *folder.locate((*_twins(scan), *_of_no_book(desk, scan.issues)), scan.stored),
            ],
            (*desk.workspace.register_faults, *_of_house(desk)),
        )
    every = folder.paths(desk.workspace)
    house = (*desk.workspace.register_faults, *_of_house(desk)) if paths else ()
    given = (file for one in paths for file in _files_at(desk, _own(desk, one), every, house))
    wanted = dict.fromkeys((*(_file_of(desk, one, every) for one in ids), *given))
    issues = [path for path in wanted if path.is_relative_to(desk.workspace.issues)]
    others = {folder.relative(desk.workspace, path) for path in wanted if path not in issues}
    found = [*merging.with_way_out(desk.workspace, (one for path in issues for one in _of_file(desk, path, every)))]
    found += [one for one in house if one.place and one.place.file in others]
    broken = dict.fromkeys(one.place.file for one in found if one.place)
    return Verdict(tuple(sorted(found, key=_order)), len(wanted), tuple(broken))


def _file_of(desk: Desk, issue_id: str, every: list[Path]) -> Path:
    """The file of an issue. Raises NotFoundError, naming the nearest one."""
    mine = [path for path in every if path.stem == issue_id]
    return mine[0] if mine else desk.workspace.root / folder.get(desk.workspace, issue_id).file


def _own(desk: Desk, path: Path) -> Path:
    """A file or folder of the ledger by its whole path. Raises NotFoundError, UsageError."""
    if not path.exists():
        raise NotFoundError(say("validate.no-file", path=str(path)))
    if not path.is_relative_to(desk.workspace.root):
        raise UsageError(say("validate.outside", path=str(path), folder=str(desk.workspace.root)))
    return path


def _files_at(desk: Desk, path: Path, every: list[Path], house: tuple[Problem, ...]) -> tuple[Path, ...]:
    """The file, or of a folder the issues in it and whatever else in it is wrong. Raises UsageError for none of it."""
    if not path.is_dir():
        return (path,)
    wrong = (desk.workspace.root / one.place.file for one in house if one.place)
    if found := tuple(one for one in (*every, *wrong) if one.is_relative_to(path)):
        return found
    raise UsageError(say("validate.empty-folder", path=str(path)))


def _of_file(desk: Desk, path: Path, every: list[Path]) -> tuple[Problem, ...]:
    """Everything that keeps one file from being an issue; that another file has its number is seen by the names."""
    one = folder.read(desk.workspace, path)
    if isinstance(one, tuple):
        return one
    twin = next((other for other in every if other.stem == path.stem and other != path), None)
    nobodys = tuple(folder.locate(_of_no_book(desk, (one.issue,)), (one,)))
    if twin is None:
        return nobodys
    other = folder.read(desk.workspace, twin)
    title = "？" if isinstance(other, tuple) else other.issue.title
    there = folder.relative(desk.workspace, twin)
    return (folder.namesake(one.issue.id, one.file, one.issue.title, there, title), *nobodys)


def _of_house(desk: Desk) -> tuple[Problem, ...]:
    """What is wrong with the calendar, the closing procedures, the books, the waivers and the sheets."""
    ledger = desk.workspace
    own = (*ledger.calendar_faults, *ledger.procedure_faults, *ledger.book_faults, *waivers.load(ledger).faults)
    kinds = (objectcheck, indicatorcheck, meetingcheck, checklistcheck)
    beside = (problem for kind in kinds for problem in kind.unreadable(ledger))
    return (*own, *sheets.faults_of_all(ledger), *beside)


def _of_waivers(desk: Desk, excused: waivers.Register, scan: Scan) -> tuple[Problem, ...]:
    """What is wrong with what is excused; an issue that can't be read is there all the same."""
    ids = {*(one.issue.id for one in scan.stored), *(PurePosixPath(file).stem for file in scan.broken)}
    people = None if desk.workspace.register_faults else desk.workspace.office_to_check_by.people
    return excused.located(wrong(excused.waivers, ids, people, desk.day))


def _beside(desk: Desk, selection: Selection, scan: Scan) -> Iterator[Problem]:
    """Filters that no issue passes: a check of nothing is no good news, and is found as an empty ledger is."""
    for why in unmatched(desk, selection, scan.issues) if scan.issues else ():
        yield Problem("nothing-selected", "invalid", say("check.nothing-selected", why=why))


def _arriving(desk: Desk, cases: Iterable[Case]) -> Iterator[Problem]:
    """Numbers that another issue has on a branch that was fetched: mended before they meet, nobody is in the way."""
    for one in bearers.arriving(desk.workspace, (case.issue for case in cases)):
        text = say("check.number-met", id=one.issue.id, branch=one.branch, title=one.other.title)
        if one.ahead:
            text = say("check.number-ahead", id=one.issue.id, branch=one.branch, title=one.other.title,
                       ahead=one.ahead[0], number=one.ahead[1])  # fmt: skip
        yield Problem("dup-id-fetched", "warning", text, one.issue.id, ("id",))


def _twins(scan: Scan) -> Iterator[Problem]:
    """Issues that are in two files, which only somebody who knows why can make one of."""
    first: dict[str, Issue] = {}
    for issue in scan.issues:
        if (other := first.setdefault(issue.uid, issue)) is not issue:
            yield Problem("dup-uid", "error", links.told_twice(issue, other), issue.id, ("uid",))


def _of_no_book(desk: Desk, issues: Iterable[Issue]) -> Iterator[Problem]:
    """Issues whose prefix no book has that is kept: nobody knows what they are, and who may see them."""
    office = desk.workspace.office_to_check_by
    for issue in issues:
        unkept = office.of(issue).unkept
        if unkept is not None and not unkept.name:
            yield attributes.of_no_book(issue, unkept)


def _cases(desk: Desk, office: Office) -> tuple[Scan, tuple[Case, ...]]:
    scan = folder.scan(desk.workspace, chains=True)
    return scan, checks.cases(scan.issues, desk.day, office)


def _chosen(cases: tuple[Case, ...], selection: Selection) -> tuple[Case, ...]:
    return cases if selection.empty else tuple(one for one in cases if _taken(replace(selection, void=True), one))


def _taken(selection: Selection, case: Case) -> bool:
    return (
        case.then is not None and case.situation is not None and selection.takes(case.then, case.situation, case.office)
    )


def damage(workspace: Workspace, cases: Collection[Case]) -> list[Problem]:
    """Evidence that is not what was put on file. Raises MachineError where the disk doesn't tell."""
    found = []
    for case in meter.each("evidence-files", cases):
        wrong = evidence.damage(workspace, case.issue, every=True)
        for at, one in enumerate(case.issue.evidence):
            if one.path in wrong:
                found.append(
                    Problem("evidence", "integrity", wrong[one.path], case.issue.id, ("evidence", at, "sha256"))
                )
    return found


def _chains(scan: Scan, cases: Iterable[Case]) -> list[Problem]:
    """What is wrong with the chains of these issues."""
    chosen = {case.issue.id for case in cases}
    return [one for stored in scan.stored if stored.issue.id in chosen for one in stored.chain]


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
    gate: Gate | None = None
    """The gate that is to be signed before the next move; blocks and people are about it then."""


def why(desk: Desk, issue_id: str) -> Reasons:
    """The reasons behind one issue's state. Raises NotFoundError, UnreadableError."""
    shown = lists.show(desk, issue_id)
    entry = shown.entry
    scan = folder.scan(desk.workspace)
    cases = checks.cases(scan.issues, desk.day, desk.office)
    mine = tuple(case for case in cases if case.issue.id == issue_id)
    trail = folder.chain(desk.workspace, shown.stored)
    found = [*damage(desk.workspace, mine), *trail, *checks.faults(mine), *checks.alarms(mine)]
    move = NEXT[entry.issue.status]
    gate = _gate(desk, entry.issue)
    blocks, people = _next(desk, entry.issue, gate or move, trail)
    return Reasons(entry, tuple(folder.locate(found, scan.stored)), move, blocks, people, _uncovered(mine), gate)


def _gate(desk: Desk, issue: Issue) -> Gate | None:
    """The gate whose turn it is, where that is one to be signed and the issue has come so far."""
    turn = way(issue, desk.office, desk.day).next
    here = turn is not None and turn.kind == "sign" and status_at(desk.office.of(issue), turn) == issue.status
    return turn if here else None


def _next(
    desk: Desk, issue: Issue, move: str | Gate | None, trail: tuple[Problem, ...]
) -> tuple[tuple[Said, ...], tuple[str, ...]]:
    """What the issue itself still lacks for its next move or gate (the person aside), and who could make it."""
    if move is None:
        return (), ()
    attempt = desk.attempt(damaged=desk.damage(issue)).about(issue)
    attempt = replace(attempt, trail=trail, unmet=desk.unmet(issue), waiting=desk.waiting(issue))
    if isinstance(move, Gate):
        against = tuple(dict.fromkeys(demands(issue, attempt, move)))
        return against, tuple(person.id for person in who_may_pass(issue, attempt, move))
    personal = {reason for guard in MOVES[move].persons for reason in guard(issue, attempt)}
    blocks = tuple(one for one in objections(issue, MOVES[move], attempt) if one not in personal)
    return blocks, tuple(person.id for person in who_may(issue, MOVES[move], attempt))
