"""The papers of the office: which there are, what each may say, and one of them filled in and written.

What a paper is about follows from the fields of its template (`model.subject`), so that whatever an office puts into
`templates/letters/` can be written without a line of settings.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from ledger import meter
from ledger.actions import letters, outgoing
from ledger.actions.desk import Desk
from ledger.actions.lists import show
from ledger.actions.oversight import entries
from ledger.actions.score import rules_of
from ledger.errors import (
    ConflictError,
    LedgerError,
    NotFoundError,
    RefusedError,
    Said,
    UnreadableError,
    UsageError,
    say,
)
from ledger.model.acts import Escalation, Publicity
from ledger.model.application import application
from ledger.model.bulletin import Edition, bulletin
from ledger.model.contract import contract
from ledger.model.coverage import uncovered_years
from ledger.model.filenames import fitted
from ledger.model.issue import Issue
from ledger.model.minutes import kept_inside, minutes
from ledger.model.notice import Fields, of_house, public_notice, warning
from ledger.model.openlist import open_list
from ledger.model.pace import paces
from ledger.model.paceinputs import inputs_of
from ledger.model.period import Period
from ledger.model.report import Report, build
from ledger.model.selection import Selection
from ledger.model.subject import ABOUT_ISSUES, Subject, subject_of
from ledger.store import cabinet, escalations, files, folder, scoring
from ledger.store import letters as shelf
from ledger.store.folder import Stored
from ledger.store.meetings import MEETINGS
from ledger.store.objects import OBJECTS


@dataclass(frozen=True)
class Paper:
    """A template: where it stands, what it is about, which fields it uses; or why it can't be read."""

    name: str
    file: str
    subject: Subject
    used: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    """Fields that there are not; another command may fill them in."""
    fault: LedgerError | None = None

    @property
    def about_issues(self) -> bool:
        """Whether it is written for an issue, or for several one each."""
        return self.subject.key in ABOUT_ISSUES


@dataclass(frozen=True)
class Order:
    """A paper as somebody wants it."""

    name: str
    selection: Selection
    said: str = ""
    """The selection as a phrase."""
    issue: str | None = None
    meeting: str | None = None
    period: Period | None = None
    path: Path | None = None
    force: bool = False


@dataclass(frozen=True)
class Written:
    """A paper that was written."""

    paper: Paper
    period: Period | None
    path: Path
    day: date
    fields: Fields
    remarks: tuple[Said, ...]
    uncovered_years: tuple[int, ...] = ()

    @property
    def running(self) -> bool:
        """Whether it reports on a period that was not over on its day."""
        return self.period is not None and self.day < self.period.last


def papers(desk: Desk) -> tuple[Paper, ...]:
    """Every template that there is. One that can't be read is listed with what is wrong with it."""
    return tuple(_paper(desk, name) for name in shelf.names(desk.workspace))


def paper(desk: Desk, name: str) -> Paper:
    """The template called `name`. Raises NotFoundError, UnreadableError."""
    found = _paper(desk, name)
    if found.fault is not None:
        raise found.fault
    return found


def _paper(desk: Desk, name: str) -> Paper:
    from ledger.formats.docx import letter  # Word's library and Jinja take a fifth of a second

    file = f"{shelf.FOLDER}/{name}{letters.SUFFIX}"
    try:
        asked = letter.used(shelf.load(desk.workspace, name).data, file)
    except LedgerError as error:
        return Paper(name, file, subject_of(()), fault=error)
    subject = subject_of(asked.fields)
    return Paper(name, file, subject, asked.fields, asked.unknown(subject.fields))


def write(desk: Desk, order: Order) -> Written:
    """Fill a paper in and write it.

    Raises NotFoundError for a paper or an issue that there is not and for filters that select none, UsageError for a
    paper without what it is about, RefusedError where nothing of that kind is on record, UnreadableError for a template
    that can't be filled in and for a ledger that can't be read whole, ConflictError for a file that exists.
    """
    found = paper(desk, order.name)
    _refuse_mismatch(found, order)
    path = _place(desk, found, order)
    day, fields, years = _content(desk, found, order)
    data = letters.written(desk.workspace, found.name, fields, day)
    try:
        outgoing.write(path, data, force=order.force)
    except OSError as error:
        raise files.fault(error, path) from error
    shown: Fields = {name: value for name, value in fields.items() if name in found.used}
    remarks = (*_left_out(desk, order), *letters.remarks(shown, desk.office.people))
    return Written(found, order.period, path, day, fields, remarks, years)


def _left_out(desk: Desk, order: Order) -> tuple[Said, ...]:
    """That the minutes don't name issues which the meeting's record does, if so."""
    if order.meeting is None:
        return ()
    meeting = cabinet.get(desk.workspace, MEETINGS, order.meeting).record
    ids = kept_inside(meeting, desk.office)
    return (say("write.minutes-inside", ids=ids),) if ids else ()


def _refuse_mismatch(found: Paper, order: Order) -> None:
    """Raises UsageError where a paper is asked for without what it is about, or with what it has no place for."""
    about, name = found.subject.key, found.name
    if about == "dispatch":
        raise UsageError(say("write.by-dispatch", name=name))
    if about == "checklist":
        raise UsageError(say("write.by-checklist", name=name))
    if about == "meeting" and order.meeting is None:
        raise UsageError(say("write.which-meeting", name=name))
    if about == "contract" and len(order.selection.units) != 1:
        raise UsageError(say("write.which-unit", name=name))
    if found.about_issues and order.issue is None:
        raise UsageError(say("write.which-issue", name=name))
    if not found.about_issues and order.issue is not None:
        raise UsageError(say("write.no-issue", name=name, issue=order.issue))
    if about == "period" and order.period is None:
        raise UsageError(say("write.which-period", name=name))
    if about not in {"period", "warning"} and order.period is not None:
        raise UsageError(say("write.no-period", name=name))


def _place(desk: Desk, found: Paper, order: Order) -> Path:
    """Where it is written: a name that says what it is about, unless one was given."""
    unit = order.selection.units[0] if found.subject.key == "contract" else None
    said = (order.issue or order.meeting or unit, order.period.key if order.period else None)
    about = "-".join(filter(None, said)) or desk.day.isoformat()
    path = order.path or Path(fitted(f"{found.name}-{about}", letters.SUFFIX))
    outgoing.refuse_place(desk.workspace, path, letters.SUFFIX)
    if path.exists() and not order.force:
        raise ConflictError(say("export.exists", path=str(path)))
    return path


def _content(desk: Desk, found: Paper, order: Order) -> tuple[date, Fields, tuple[int, ...]]:
    """The day of a paper, its fields, and the years that its days are counted in without a table of holidays."""
    office, day = desk.office, desk.day
    if order.issue is not None:
        entry = show(desk, order.issue).entry
        return (*of_issue(desk, found, entry.issue, order.period), uncovered_years(entry.issue, office))
    if order.meeting is not None:
        meeting = cabinet.get(desk.workspace, MEETINGS, order.meeting).record
        names = {one.name: one.record.name for one in cabinet.scan(desk.workspace, OBJECTS).kept}
        return meeting.date, minutes(meeting, office, names), ()
    if found.subject.key == "contract":
        return day, _of_unit(desk, order), ()
    if found.subject.key == "petitions":
        public = replace(order, selection=replace(order.selection, public=True))
        listed = _selected(_edition(whole(desk), desk, day, public), order).report
        return day, open_list(listed), listed.uncovered_years
    if found.subject.key == "period" and order.period is not None:
        if order.period.first > day:
            raise UsageError(say("write.period-ahead", name=order.period.name, first=order.period.first, day=day))
        stored, last = whole(desk), min(order.period.last, day)
        going = replace(order, selection=order.selection.going_out(office).to_rectify(office))
        now = _selected(_edition(stored, desk, last, going), order)
        before = _edition(stored, desk, order.period.eve, going)
        return last, bulletin(order.period, now, before), now.report.uncovered_years
    return day, of_house(office, day), ()


def _of_unit(desk: Desk, order: Order) -> Fields:
    """What one unit signs for. Raises RefusedError where it answers for nothing that is still to be done."""
    (word,) = order.selection.units
    unit = desk.office.units.canonical(word)
    issues = (one.issue for one in entries(desk, order.selection.going_out(desk.office)))
    fields = contract(issues, unit, rules_of(desk, scoring.DEFAULT), desk.office, desk.day)
    if not fields["任务"]:
        raise RefusedError(say("write.no-task", unit=unit))
    return fields


def of_issue(desk: Desk, found: Paper, issue: Issue, period: Period | None) -> tuple[date, Fields]:
    """The day and the fields of a paper about an issue. Raises RefusedError where nothing of its kind is on record."""
    if found.subject.key == "notice":
        notice = _last_notice(issue)
        return notice.start, public_notice(issue, notice, desk.office, notice.start)
    if found.subject.key == "warning":
        act = _last_act(issue, period)
        rule = escalations.load(desk.workspace).letter_of(act)
        return act.date, warning(issue, act, desk.office, act.date, rule[1] if rule else None)
    return desk.day, application(issue, desk.office, desk.day)


def _last_notice(issue: Issue) -> Publicity:
    own = [one for one in issue.publicity if one.cycle == issue.cycle]
    if not own:
        raise RefusedError(say("publicize.none", id=issue.id))
    return own[-1]


def _last_act(issue: Issue, period: Period | None) -> Escalation:
    """What a letter goes with: the last measure of supervision on record, of a period if one was named."""
    known = [one for one in issue.escalations if period is None or (one.month or f"{one.date:%Y-%m}") in period.months]
    if not known:
        raise RefusedError(say("write.no-card", id=issue.id))
    return max(reversed(known), key=lambda one: one.date)


def whole(desk: Desk) -> tuple[Stored, ...]:
    """Every issue of the ledger, for a paper that leaves none out. Raises UnreadableError where files can't be read,
    or there is none.
    """
    scan = folder.scan(desk.workspace)
    if scan.problems:
        raise UnreadableError(say("write.broken", count=len(scan.broken), files=scan.broken))
    if not scan.stored:
        raise UnreadableError(say("check.nothing"))
    return scan.stored


def _edition(stored: Collection[Stored], desk: Desk, day: date, order: Order) -> Edition:
    """The ledger on a day, what was selected of it."""
    office = desk.office
    judged = ((one.issue, one.file) for one in meter.each("judging", stored))
    every: Report = build(judged, day, office, selection=order.said)
    chosen = tuple(one for one in every.entries if order.selection.takes(one.issue, one.situation, office))
    inputs = (inputs_of(one.issue, office) for one in meter.each("judging", every.entries))
    told = paces(inputs, day, office.policy.check, office.clocks(one.issue.id for one in every.entries))
    return Edition(replace(every, entries=chosen), told)


def _selected(edition: Edition, order: Order) -> Edition:
    """The same; a region that was misspelt must not become a report on no issues. Raises NotFoundError."""
    if not edition.report.entries and not order.selection.empty:
        raise NotFoundError(say("write.none-selected", selection=order.said))
    return edition
