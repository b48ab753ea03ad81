"""公示: a notice put up for so many days, the paper that hangs out, the objections against it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from ledger.actions import letters, outgoing
from ledger.actions.acting import Done, against_signing, made, signed, who_may_decide, who_signs
from ledger.actions.desk import Desk
from ledger.errors import ConflictError, LedgerError, RefusedError, Said, UsageError, say
from ledger.model import gates
from ledger.model.acts import Objection, Publicity
from ledger.model.duties import SETTLERS, may_decide
from ledger.model.gatekeeping import before
from ledger.model.guards import is_not_void, measures_are_done, milestones_are_done
from ledger.model.issue import Issue
from ledger.model.notice import PUBLIC_NOTICE, public_notice
from ledger.model.personal import personal
from ledger.model.procedure import Gate
from ledger.model.workdays import Calendar, Span, audit_publicity, days_off, made_up, publicity_end
from ledger.store import files, folder
from ledger.store.folder import Stored

FARTHEST = timedelta(days=31)
"""How far ahead a notice may be put on record: it is written before it goes to the printer, but not for next year."""


@dataclass(frozen=True)
class Order:
    """A notice as somebody wants it; what is None is left to the procedure of the house, or to be computed."""

    start: date
    days: int | None = None
    working: bool | None = None
    end: date | None = None
    medium: str | None = None
    url: str | None = None


@dataclass(frozen=True)
class Paper:
    """Where the notice is to be written."""

    path: Path
    force: bool = False


@dataclass(frozen=True)
class Announced:
    """A notice that is on record."""

    done: Done
    notice: Publicity
    counting: tuple[Said, ...]
    """Why it ends on its day: make-up days that count, holidays that don't."""
    paper: Path | None
    uncovered_years: tuple[int, ...]


def publicize(desk: Desk, issue_id: str, order: Order, paper: Paper | None) -> Announced:
    """Put a notice on record, and write the paper where one is asked for: both or neither.

    Raises RefusedError with every reason against it, a typed end that doesn't match among them; UsageError where nobody
    says how many days; whatever `letters.written` and the file system have against the paper.
    """
    stored = folder.get(desk.workspace, issue_id)
    issue, calendar = stored.issue, desk.office.calendar
    who_signs(desk, stored, say("move.publicize"))
    gate = _gate(desk, issue)
    length = order.days or (gate.days if gate else None)
    if length is None:
        raise UsageError(say("publicize.days-missing", procedure=desk.office.of(issue).procedure.name))
    working = (gate.working if gate else True) if order.working is None else order.working
    values = {
        "start": order.start,
        "end": publicity_end(calendar, order.start, length, working=working),
        "days": length,
        "working": working,
        "medium": order.medium,
        "url": order.url,
        **issue.in_cycle(),
    }
    notice = made(Publicity, values, "publicity")
    reasons = (*_against(desk, issue, notice, gate), *_against_end(calendar, order, notice))
    if reasons:
        raise RefusedError(say("refused", id=issue.id, move=say("move.publicize"), count=len(reasons)), *reasons)
    after = issue.model_copy(update={"publicity": (*issue.publicity, notice)})
    data = _paper(desk, after, notice, paper)
    done = signed(desk, stored, "publicize", after, f"公示{notice.start}至{notice.end}")
    if paper is not None and data is not None:
        _put(done.after, paper, data)
    counting = _counting(calendar, notice.start, notice.end) if working else ()
    years = calendar.uncovered(notice.start, notice.end) if working else ()
    remarks = _remarks(desk, done.after, notice) if paper else ()
    return Announced(replace(done, remarks=remarks), notice, counting, paper.path if paper else None, years)


def print_again(desk: Desk, issue_id: str, paper: Paper) -> Announced:
    """Write the paper of the last notice again; nothing is put on record. Raises RefusedError where there is none."""
    stored = folder.get(desk.workspace, issue_id)
    notice = _last(stored.issue)
    data = _paper(desk, stored.issue, notice, paper)
    if data is not None:
        _put(stored.issue, paper, data)
    remarks = _remarks(desk, stored.issue, notice)
    return Announced(Done(stored.issue, stored.issue, stored.file, remarks), notice, (), paper.path, ())


def _paper(desk: Desk, issue: Issue, notice: Publicity, paper: Paper | None) -> bytes | None:
    """The finished paper, its place looked at, before anything is put on record."""
    if paper is None:
        return None
    outgoing.refuse_place(desk.workspace, paper.path, letters.SUFFIX)
    if paper.path.exists() and not paper.force:
        raise ConflictError(say("export.exists", path=str(paper.path)))
    fields = public_notice(issue, notice, desk.office, notice.start)
    return letters.written(desk.workspace, PUBLIC_NOTICE, fields, notice.start)


def _remarks(desk: Desk, issue: Issue, notice: Publicity) -> tuple[Said, ...]:
    return letters.remarks(public_notice(issue, notice, desk.office, notice.start), desk.office.people)


def _put(issue: Issue, paper: Paper, data: bytes) -> None:
    try:
        paper.path.parent.mkdir(parents=True, exist_ok=True)
        outgoing.write(paper.path, data, force=paper.force)
    except OSError as error:
        fault = files.fault(error, paper.path)
        raise type(fault)(fault.what, hint=say("publicize.recorded", id=issue.id)) from error
    except LedgerError as error:
        raise type(error)(error.what, hint=say("publicize.recorded", id=issue.id)) from error


def _gate(desk: Desk, issue: Issue) -> Gate | None:
    """The public notice of the procedure that comes next; the first where all have been passed."""
    ahead = gates.way(issue, desk.office, desk.day).ahead
    return next((gate for gate in ahead if gate.kind == "publicity"), desk.office.of(issue).procedure.notice)


def _against(desk: Desk, issue: Issue, notice: Publicity, gate: Gate | None) -> Iterator[Said]:
    """What speaks against this notice now: an issue not far enough, a day that can't be."""
    attempt = replace(desk.attempt().about(issue), day=min(desk.day, notice.start))
    yield from is_not_void(issue, attempt)
    if not attempt.office.is_public:
        yield say("publicize.kept-inside", id=issue.id)
        return
    if issue.status in {"open", "closed"}:
        yield say(f"publicize.{issue.status}", id=issue.id)
        return
    if issue.status == "in-progress":
        yield from measures_are_done(issue, attempt)
        yield from milestones_are_done(issue, attempt)
    yield from _against_turn(desk, issue, notice, gate)
    if notice.start - desk.day > FARTHEST:
        yield say("publicize.too-far", start=notice.start, day=desk.day, days=FARTHEST.days)
    if any(one.cycle == notice.cycle and one.start == notice.start for one in issue.publicity):
        yield say("publicize.twice", id=issue.id, start=notice.start)


def _against_turn(desk: Desk, issue: Issue, notice: Publicity, gate: Gate | None) -> Iterator[Said]:
    """Its place in the procedure, the length that the procedure asks for, and the day before which it can't begin."""
    standing = gates.way(issue, desk.office, desk.day)
    if gate is not None and gate in standing.ahead:
        yield from before(issue, desk.attempt().about(issue), gate)
        if issue.status == "in-progress" and desk.office.of(issue).procedure.of_move("verify") in standing.lacks(gate):
            yield say("publicize.before-verification", gate=gate.name, id=issue.id)
    if gate is not None and (wanted := gates.until(notice, gate, desk.office)) is not None:
        yield say("guard.notice-short", gate=gate.name, start=notice.start, end=notice.end, wanted=wanted)
    passed = (one.date for one in standing.passed if one.gate.kind != "publicity")
    returned = gates.sent_back(issue)
    earliest = max((issue.source.received, *passed, *([returned.date + timedelta(days=1)] if returned else [])))
    if notice.start < earliest:
        yield say("publicize.too-early", start=notice.start, earliest=earliest)


def _against_end(calendar: Calendar, order: Order, notice: Publicity) -> Iterator[Said]:
    """A typed end that is not the one that the days give, and which days make the difference."""
    if order.end is None or order.end == notice.end or notice.days is None:
        return
    audit = audit_publicity(calendar, notice.start, order.end, notice.days, working=notice.working)
    # What is typed may end on a day off after the last day: the count fits, the day doesn't.
    fault = audit.fault or say("publicize.end-differs", end=order.end, expected=notice.end)
    counting = _counting(calendar, notice.start, max(order.end, notice.end)) if notice.working else ()
    for said in counting:
        fault = say("publicize.both", one=fault, other=said)
    yield fault


def _counting(calendar: Calendar, first: date, last: date) -> tuple[Said, ...]:
    """The days of a period that don't go by the week."""
    working, off = made_up(calendar, first, last), days_off(calendar, first, last)
    return (
        *((say("publicize.made-up", days=working),) if working else ()),
        *((say("publicize.days-off", days=tuple(map(_span, off))),) if off else ()),
    )


def _span(span: Span) -> Said | date:
    return span.first if span.first == span.last else say("publicize.span", first=span.first, last=span.last)


def object_to(desk: Desk, issue_id: str, text: str, on: date | None) -> Done:
    """Put an objection against the last notice on record: while it is open, nobody closes the issue.

    Raises RefusedError where there is no notice, or the issue is closed; UsageError for a day before the notice or
    still to come.
    """
    stored = folder.get(desk.workspace, issue_id)
    issue = stored.issue
    who_signs(desk, stored, say("publicize.objecting"))
    notice, day = _last(issue), on or desk.day
    _refuse_finished(issue)
    if desk.day < notice.start:
        raise UsageError(say("publicize.not-begun", id=issue.id, start=notice.start, day=desk.day))
    if not notice.start <= day <= desk.day:
        raise UsageError(say("publicize.bad-day", day=day, first=notice.start, last=desk.day))
    objection = made(Objection, {"date": day, "text": text}, "publicity.objections")
    heard = notice.model_copy(update={"objections": (*notice.objections, objection)})
    done = signed(desk, stored, "publicize", _with(issue, notice, heard), "登记异议")
    late = (say("publicize.after-the-end", day=day, end=notice.end),) if day > notice.end else ()
    told = tuple(say("publicize.personal", kind=say(f"personal.{kind}")) for kind in personal(text))
    return replace(done, remarks=(*late, *told))


def settle(desk: Desk, issue_id: str, number: int, outcome: str, on: date | None) -> Done:
    """Put on record how an objection was dealt with; `number` counts those of this cycle from 1.

    Raises UsageError for a number or a day that can't be, RefusedError for one that is settled.
    """
    stored = folder.get(desk.workspace, issue_id)
    issue = stored.issue
    _refuse_settling(desk, stored)
    raised = raised_in_cycle(issue)
    if not 1 <= number <= len(raised):
        raise UsageError(say("publicize.no-objection", number=number, count=len(raised), id=issue.id))
    _refuse_finished(issue)
    notice, objection = raised[number - 1]
    if objection.settled_on is not None:
        raise RefusedError(say("publicize.settled-already", number=number, date=objection.settled_on))
    day = on or desk.day
    if not objection.date <= day <= desk.day:
        raise UsageError(say("publicize.bad-day", day=day, first=objection.date, last=desk.day))
    answer = made(Objection, {**dict(objection), "settled_on": day, "outcome": outcome}, "publicity.objections")
    answered = tuple(answer if one is objection else one for one in notice.objections)
    after = _with(issue, notice, notice.model_copy(update={"objections": answered}))
    done = signed(desk, stored, "publicize", after, f"处理第{number}条异议")
    told = tuple(say("publicize.personal", kind=say(f"personal.{kind}")) for kind in personal(outcome))
    return replace(done, remarks=told)


def _refuse_settling(desk: Desk, stored: Stored) -> None:
    """Raises RefusedError with every reason why this person may not settle an objection, and who may.

    The public objects to the work: whoever did it is party, and nobody is judge in their own cause.
    """
    issue = stored.issue
    reasons = (*against_signing(desk, stored), *may_decide(issue, desk.attempt(), SETTLERS))
    if reasons:
        act = say("publicize.settling")
        hint = who_may_decide(desk, issue, SETTLERS)
        raise RefusedError(say("refused", id=issue.id, move=act, count=len(reasons)), *reasons, hint=hint)


def raised_in_cycle(issue: Issue) -> tuple[tuple[Publicity, Objection], ...]:
    """The objections of the present cycle in the order in which they stand on record, each with its notice."""
    notices = (one for one in issue.publicity if one.cycle == issue.cycle)
    return tuple((notice, objection) for notice in notices for objection in notice.objections)


def _last(issue: Issue) -> Publicity:
    notices = [one for one in issue.publicity if one.cycle == issue.cycle]
    if not notices:
        raise RefusedError(say("publicize.none", id=issue.id))
    return notices[-1]


def _refuse_finished(issue: Issue) -> None:
    if issue.status == "closed":
        raise RefusedError(say("publicize.closed", id=issue.id))


def _with(issue: Issue, old: Publicity, new: Publicity) -> Issue:
    return issue.model_copy(update={"publicity": tuple(new if one is old else one for one in issue.publicity)})
