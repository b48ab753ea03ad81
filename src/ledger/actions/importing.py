"""Into the ledger from workbooks that it wrote and people filled in: planned, shown, and only then written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from ledger import meter
from ledger.actions import bookthings
from ledger.actions.desk import Desk
from ledger.errors import LedgerError, RefusedError, Said, UnreadableError, UsageError, say
from ledger.formats.xlsx import reading
from ledger.formats.xlsx.cells import as_text
from ledger.formats.xlsx.package import MOST_BYTES
from ledger.model import editing, guards
from ledger.model.adopt import adopt, proposed, signed
from ledger.model.attempt import Attempt
from ledger.model.attribute import ATTRIBUTES
from ledger.model.changes import Changes, Choice, Conflict, Edit, Now, Target, compare, differing, refuse, settle
from ledger.model.columns import Subject
from ledger.model.grid import Book
from ledger.model.issue import Issue
from ledger.model.office import Office
from ledger.model.readers import EDITABLE
from ledger.model.report import Report, build
from ledger.model.returned import Remark, Returned, Spot, of_issues, own, read
from ledger.model.rules import attributes
from ledger.model.tables import ROW, is_field, rows
from ledger.model.workflow import ALWAYS
from ledger.store import files, gate, saving, yamlfile
from ledger.store.census import census
from ledger.store.folder import Stored
from ledger.store.patch import text_tree, tree_of
from ledger.store.typed import typed

LAST_DAY = date(2099, 12, 31)
"""The day on which everything that is written has happened: nothing of a record is left out."""

LOCK = "~$"
"""Begins the names of the small files that Excel keeps beside every workbook that is open."""

R = TypeVar("R")
Known = Sequence[tuple[Issue, str]]
"""The issues of the ledger, each with its file."""
Chooser = Callable[[Conflict], Choice | None]


@dataclass(frozen=True)
class Planned:
    """What an import would do: the changes, and every changed issue as it was and as it would be."""

    changes: Changes
    pairs: tuple[tuple[Stored, Issue], ...]
    titles: Mapping[str, str]
    """Of every issue that some sheet says something new about, by its number."""
    files: tuple[str, ...]


def plan(
    desk: Desk, paths: Sequence[Path], choose: Chooser, why: str | None = None, *, asking: bool = False
) -> Planned:
    """What the workbooks at `paths` would change. Nothing is written. Raises UnreadableError with every file that is no
    workbook of ours.

    `asking`: `choose` asks a person, who is left in peace while something isn't taken: that must be mended first,
    and the answers would be lost.
    """
    returned, passed_over = _returned_at(paths)
    planned = _planned(desk, returned, (lambda _: None) if asking else choose, why)
    if asking and planned.changes.conflicts and not planned.changes.refused:
        planned = _planned(desk, returned, choose, why)
    remarks = (*passed_over, *planned.changes.remarks)
    return replace(planned, changes=replace(planned.changes, remarks=remarks))


def plan_of(desk: Desk, books: Sequence[Book], choose: Chooser, why: str | None = None) -> Planned:
    """What workbooks that were read already would change."""
    return _planned(desk, [_returned(book) for book in books], choose, why)


def _planned(desk: Desk, workbooks: Sequence[Returned], choose: Chooser, why: str | None) -> Planned:
    ledger, house = census(desk.workspace), desk.office.policy.ledger.title
    returned = [own(one, ledger.uids, house) for one in workbooks]
    touched = frozenset(number for one in returned for number in differing(one))
    stored = {one.issue.id: one for one in ledger.stored(touched)}
    known = tuple((one.issue, one.file) for one in stored.values())
    now, then = present(known, desk.office), as_exported(known, desk.office)
    changes = settle(compare([of_issues(one, touched) for one in returned], now, desk.office, then), choose)
    pairs = []
    for issue_id, edits in meter.each("edits", _by_issue(changes.edits).items()):
        after, reasons = _tried(desk, stored[issue_id], edits, why)
        changes = refuse(changes, reasons)
        if after != stored[issue_id].issue:
            pairs.append((stored[issue_id], after))
    remarks = (*_elsewhere(house, returned), *changes.remarks)
    titles = {number: one.issue.title for number, one in stored.items()}
    return Planned(replace(changes, remarks=remarks), tuple(pairs), titles, tuple(one.file for one in returned))


def apply(desk: Desk, planned: Planned) -> tuple[Stored, ...]:
    """Write what was planned: all of it, or nothing. Raises RefusedError where nobody known is acting, ConflictError
    where a file has changed since.
    """
    if desk.person is None:
        raise RefusedError(say("import.who"), *guards.actor_is_known(planned.pairs[0][0].issue, desk.attempt()))
    return saving.save_all(desk.workspace, planned.pairs)


def _returned_at(paths: Sequence[Path]) -> tuple[list[Returned], tuple[Remark, ...]]:
    return read_each(paths, lambda path: _returned(read_book(path)))


def read_each(paths: Sequence[Path], reader: Callable[[Path], R]) -> tuple[list[R], tuple[Remark, ...]]:
    """The workbooks at `paths`, and a remark on each file that is only a lock of Excel's. Raises UnreadableError with
    everything that is no workbook as `reader` wants it, not only the first.
    """
    found: list[R] = []
    failed: list[UnreadableError] = []
    locks = [path for path in paths if path.name.startswith(LOCK)]
    for path in paths:
        try:
            found += () if path in locks else (reader(path),)
        except UnreadableError as error:
            failed.append(error)
    if not (found or failed):
        raise UnreadableError(say("import.only-locks", files=tuple(map(str, locks))))
    if len(failed) > 1:
        reasons = (reason for error in failed for reason in (error.what, *error.reasons))
        raise UnreadableError(say("import.several-unreadable", count=len(failed)), *reasons)
    if failed:
        raise failed[0]
    return found, tuple(Remark(Spot(str(path), "", 0), say("import.lock")) for path in locks)


def read_book(path: Path) -> Book:
    """The workbook at `path`. Raises UnreadableError for whatever is none."""
    try:
        data = files.read_plain(path, MOST_BYTES)
    except FileNotFoundError as error:
        raise UnreadableError(say("import.no-file", path=str(path))) from error
    except files.NotAFileError as error:
        key = "import.folder" if path.is_dir() else "import.not-a-file"
        raise UnreadableError(say(key, path=str(path))) from error
    except OSError as error:
        raise files.fault(error, path) from error
    return reading.read(data, str(path))


def _returned(book: Book) -> Returned:
    found = read(book)
    seen = tuple(Remark(Spot(book.file, "", 0), said) for said in book.remarks)
    return replace(found, remarks=(*seen, *found.remarks))


def _elsewhere(house: str, returned: Sequence[Returned]) -> tuple[Remark, ...]:
    """Workbooks of older programs, which don't tell whose issues they hold, and bear the name of another ledger than
    `house`.
    """
    return tuple(
        Remark(Spot(one.file, "", 0), say("import.other-ledger", title=one.title, own=house))
        for one in returned
        if one.title != house and _is_older(one)
    )


def _is_older(book: Returned) -> bool:
    entries = [one for sheet in book.sheets for one in sheet.entries]
    return bool(entries) and not any(one.uid for one in entries)


def present(issues: Known, office: Office) -> Now:
    """What every editable column would show, whatever day it is."""
    report = build(issues, LAST_DAY, office)
    now: dict[Target, str] = {}
    for subject in ("issue", "measure"):
        fields = tuple(name for name in EDITABLE if name.startswith("measure.") == (subject == "measure"))
        if subject == "issue":
            fields += tuple({f"{ATTRIBUTES}.{name}": None for book in office.described for name in book.attributes})
        now |= _shown(report, subject, fields)
    return now


def as_exported(issues: Known, office: Office) -> Callable[[Returned], Now]:
    """What the locked columns of a workbook would show if it were exported again for its day."""
    reports: dict[date, Report] = {}

    def then(book: Returned) -> Now:
        shown: dict[Target, str] = {}
        for sheet in book.sheets:
            subject = _subject(sheet.subject)
            if subject is not None and book.day is not None:
                if book.day not in reports:
                    reports[book.day] = build(issues, book.day, office)
                locked = (name for name, (column, _) in sheet.columns.items() if not column.editable and name != ROW)
                shown |= _shown(reports[book.day], subject, tuple(one for one in locked if is_field(subject, one)))
        return shown

    return then


def _shown(report: Report, subject: Subject, fields: Sequence[str]) -> Now:
    return {
        (row.key, name): as_text(value)
        for row in rows(report, subject, fields)
        for name, value in zip(fields, row.values, strict=True)
    }


def _subject(word: str) -> Subject | None:
    subjects: tuple[Subject, ...] = ("issue", "measure", "late", "lookback")
    return next((one for one in subjects if one == word), None)


def _by_issue(edits: Sequence[Edit]) -> dict[str, list[Edit]]:
    grouped: dict[str, list[Edit]] = {}
    for edit in sorted(edits, key=lambda one: one.issue):
        grouped.setdefault(edit.issue, []).append(edit)
    return grouped


def _tried(desk: Desk, stored: Stored, edits: Sequence[Edit], why: str | None) -> tuple[Issue, dict[Target, Said]]:
    """The issue with as many of its edits as may be made, and the reasons against the others."""
    against: dict[Target, Said] = {}
    left = list(edits)
    while left:
        after, reasons = _adopted(desk, stored, left, why)
        if not reasons:
            return after, against
        against |= reasons
        left = [one for one in left if one.target not in reasons]
    return stored.issue, against


def _adopted(desk: Desk, stored: Stored, edits: Sequence[Edit], why: str | None) -> tuple[Issue, dict[Target, Said]]:
    """The issue with all these edits, or the reasons against those that can't be made."""
    issue = stored.issue
    attempt = desk.attempt(why=why).about(issue)
    if (late := next(guards.day_is_in_order(issue, attempt), None)) is not None:
        return issue, {one.target: late for one in edits}
    edited = _edited(desk, stored, edits, attempt)
    if isinstance(edited, dict):
        return issue, edited
    attempt = desk.informed(attempt, stored)
    if unfit := next((reason for guard in ALWAYS for reason in guard(issue, attempt)), None):
        return issue, {one.target: unfit for one in edits}
    change = editing.change_of_units(issue, edited)
    after = signed(edited, attempt, f"{_why(edits)}（{change}：{why}）" if change else _why(edits))
    return _moved(after, edits, attempt)


def _edited(desk: Desk, stored: Stored, edits: Sequence[Edit], attempt: Attempt) -> Issue | dict[Target, Said]:
    """The issue with the edited values, checked as a file of its own would be, or the reasons against those edits
    that are to blame.
    """
    issue, by = stored.issue, desk.person.id if desk.person else desk.by or "?"
    tree = {key: text_tree(value) for key, value in tree_of(issue).items()}
    adopted = adopt(issue, tree, edits, desk.office, desk.day, by)
    if adopted.against:
        return dict(adopted.against)
    after = _read_back(adopted.tree, stored.file)
    if isinstance(after, Issue):
        after = _settled(desk, issue, after)
    if isinstance(after, Issue):
        fixed = _against(issue, after, attempt)
        if fixed is None:
            return editing.keeping_former_units(issue, after)
        after = fixed
    if len(edits) == 1:
        return {edits[0].target: after}
    alone = (_edited(desk, stored, [one], attempt) for one in edits)
    culprits = {target: said for one in alone if isinstance(one, dict) for target, said in one.items()}
    return culprits or dict.fromkeys((one.target for one in edits), after)


def _settled(desk: Desk, before: Issue, after: Issue) -> Issue | Said:
    try:
        return bookthings.settled(desk, before, after)
    except UsageError as error:
        return error.reasons[0]


def _against(before: Issue, after: Issue, attempt: Attempt) -> Said | None:
    """The first reason why a sheet may not make `before` into `after`: what `edit` would ask."""
    elements = attempt.office.policy.guards.start_elements
    reasons = list(editing.refusals(before, after, reporting=True, elements=elements))
    was = {one.text for one in attributes.faults(before, attempt.office.of(before).book)}
    reasons += (one.text for one in attributes.faults(after, attempt.office.of(after).book) if one.text not in was)
    if editing.change_of_units(before, after) and next(guards.reason_is_given(before, attempt), None):
        reasons.append(say("import.units-need-why", id=before.id))
    return next(iter(reasons), None)


def _read_back(tree: Mapping[str, object], file: str) -> Issue | Said:
    """The record that a file with this tree would be read as, or what is wrong with it."""
    try:
        made = gate.read(yamlfile.dump_new(tree), file)
    except LedgerError as error:
        return error.what
    issue = made if isinstance(made, tuple) else typed(Issue, made, file)
    return issue if isinstance(issue, Issue) else issue[0].text


def _moved(issue: Issue, edits: Sequence[Edit], attempt: Attempt) -> tuple[Issue, dict[Target, Said]]:
    """The issue after the move to the status that a cell asks for: every guard is asked, after the other edits."""
    for edit in edits:
        if edit.field == "status":
            moved = proposed(issue, edit.new, attempt)
            if isinstance(moved, tuple):
                return issue, {edit.target: say("import.no-way", status=edit.new, reasons=moved)}
            return moved, {}
    return issue, {}


def _why(edits: Sequence[Edit]) -> str:
    """What the record says of an import, in the office's language: which workbook, which fields."""
    books = dict.fromkeys(Path(spot.file).name for edit in edits for spot in edit.spots)
    headings = dict.fromkeys(edit.heading for edit in edits)
    return f"导入 {'、'.join(books)}：{'、'.join(headings)}"
