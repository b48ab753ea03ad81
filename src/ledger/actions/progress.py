"""What happens to an issue: its moves, its monthly entries, its evidence, its extensions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from ledger.actions.desk import Desk
from ledger.errors import LedgerError, RefusedError, Said, UsageError, say
from ledger.model import reporting
from ledger.model.acts import Counted, Evidence, Extension, Progress
from ledger.model.attempt import Attempt
from ledger.model.guards import actor_is_known, has_role
from ledger.model.issue import Issue
from ledger.model.plan import Measure, Plan
from ledger.model.schedule import effective_due
from ledger.model.values import Record
from ledger.model.workflow import MOVES, NEXT, advance, who_may
from ledger.store import evidence, folder
from ledger.store.folder import Stored
from ledger.store.typed import problems

_MONTH = re.compile(r"20[0-9]{2}-[0-9]{2}")
R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Done:
    """What a command has written."""

    before: Issue
    after: Issue
    file: str
    remarks: tuple[Said, ...] = ()
    """What the user should know beside it."""


def move(desk: Desk, issue_id: str, name: str, attempt: Attempt) -> Done:
    """Make the move `name`. Raises RefusedError with every reason against it."""
    stored = folder.get(desk.workspace, issue_id)
    attempt = replace(attempt, damaged=desk.damage(stored.issue))
    after = advance(stored.issue, MOVES[name], attempt)
    if isinstance(after, tuple):
        raise refusal(stored.issue, name, _with_all_before(stored.issue, name, after, attempt), attempt)
    done = _save(desk, stored, after)
    due = effective_due(after, desk.office)
    overdue_at_once = name == "reopen" and due is not None and due < desk.day
    return replace(done, remarks=(say("reopen.no-deadline", due=due),)) if overdue_at_once else done


def _with_all_before(issue: Issue, name: str, reasons: tuple[Said, ...], attempt: Attempt) -> tuple[Said, ...]:
    """The reasons against a move, and after the first (a wrong status) what the moves skipped still demand.

    Who asks for the last step is told in one go what is missing for it.
    """
    missing: list[Said] = []
    status = issue.status
    while (following := NEXT[status]) is not None and following != name:
        if following == "start":
            missing.append(say("refused.not-started", id=issue.id))
        missing += (reason for guard in MOVES[following].demands for reason in guard(issue, attempt))
        status = MOVES[following].target
    if following is None:  # the move does not lie ahead
        return reasons
    return tuple(dict.fromkeys((*reasons[:1], *missing, *reasons[1:])))


def refusal(issue: Issue, name: str, reasons: tuple[Said, ...], attempt: Attempt) -> RefusedError:
    """The refusal of a move: every reason, and who in the register could make it where the person is one of them."""
    personal = [say_ for guard in MOVES[name].persons for say_ in guard(issue, attempt)]
    allowed = tuple(say("person.named", name=one.name, id=one.id) for one in who_may(issue, MOVES[name], attempt))
    hint = (say("guard.who-may", people=allowed) if allowed else say("guard.nobody-may")) if personal else None
    key = "refused.fail" if name == "fail" else "refused"
    what = say(key, id=issue.id, move=say(f"move.{name}"), count=len(reasons))
    return RefusedError(what, *reasons, hint=hint)


@dataclass(frozen=True)
class Report:
    """A monthly entry as it comes from the user; what is None is not said."""

    text: str | None = None
    month: str | None = None
    percent: str | None = None
    problems: str | None = None
    next: str | None = None
    measures: tuple[str, ...] = ()
    milestones: tuple[int, ...] = ()
    quantity: str | None = None
    done_on: date | None = None
    undone: bool = False


def report(desk: Desk, issue_id: str, entry: Report) -> Done:
    """Add a monthly entry, and with it mark measures and milestones as done: what is marked is dated and signed."""
    stored = folder.get(desk.workspace, issue_id)
    issue = stored.issue
    signer = _signer(desk, issue, say("move.progress"))
    _against_report(issue, entry, desk.day)
    plan = _marked(issue, entry, desk.day) if entry.measures or entry.milestones else issue.plan
    counts = _counts(plan, entry)
    values = {
        "month": entry.month or desk.day.isoformat()[:7],
        "date": desk.day,
        "by": signer,
        "text": entry.text or _marks(entry, counts),
        "percent": entry.percent,
        "counts": [{"number": number, "done": done} for number, done, _ in counts] or None,
        "problems": entry.problems,
        "next": entry.next,
    }
    listed = (*issue.progress, _made(Progress, values, "progress"))
    return _save(desk, stored, issue.model_copy(update={"plan": plan, "progress": listed}))


def _against_report(issue: Issue, entry: Report, day: date) -> None:
    """Raises RefusedError or UsageError where the issue can't be reported on so."""
    month = entry.month if entry.month and _MONTH.fullmatch(entry.month) else None
    _first(UsageError, reporting.in_its_time(issue, day, month))
    _first(RefusedError, reporting.is_not_closed(issue))
    if entry.measures or entry.milestones:
        _first(RefusedError, reporting.is_under_way(issue))


def _first(error: type[LedgerError], reasons: Iterator[Said]) -> None:
    """Raises `error` with the first of the reasons, if there is one."""
    if (reason := next(reasons, None)) is not None:
        raise error(reason)


def _marks(entry: Report, counts: list[tuple[str, Decimal, str]]) -> str:
    """What was marked, in words, for a report that says nothing else."""
    counted = {number: f"累计完成{done}{unit}" for number, done, unit in counts}
    said = "改为未完成" if entry.undone else "完成"
    marks = [f"措施{number}{said if entry.undone else counted.get(number, said)}" for number in entry.measures]
    return "；".join([*marks, *(f"时间节点{number}{said}" for number in entry.milestones)])


def _counts(plan: Plan | None, entry: Report) -> list[tuple[str, Decimal, str]]:
    """How far the counted measures of this report have come: dated with it, so that any day can be looked back to."""
    marked = (one for one in (plan.measures if plan else ()) if one.number in entry.measures)
    return [(one.number, one.quantity.done, one.quantity.unit) for one in marked if one.quantity is not None]


def _marked(issue: Issue, entry: Report, day: date) -> Plan:
    if issue.plan is None:
        raise UsageError(say("progress.no-plan", id=issue.id))
    done_on = None if entry.undone else (entry.done_on or day)
    if done_on:
        _first(UsageError, reporting.was_done_in_time(issue, done_on, day))
    plan, known = issue.plan, {one.number: one for one in issue.plan.measures}
    for number in entry.measures:
        if number not in known:
            raise UsageError(say("progress.no-measure", number=number, known=tuple(known)))
        _may_be_marked(known[number], issue, entry)
    measures = tuple(_measure(one, entry, done_on) if one.number in entry.measures else one for one in plan.measures)
    plan = plan.model_copy(update={"measures": measures})
    return _milestones(plan, entry, done_on) if entry.milestones else plan


def _may_be_marked(measure: Measure, issue: Issue, entry: Report) -> None:
    """Raises RefusedError for a measure of a former cycle, and for one done that was not found wanting since."""
    _first(RefusedError, reporting.may_be_marked(issue, measure, undone=entry.undone))
    if entry.undone:
        _first(UsageError, reporting.is_counted_anew(measure, counted=entry.quantity is not None))


def _measure(measure: Measure, entry: Report, done_on: date | None) -> Measure:
    """A measure done, undone, or further along by a count: with a count it is done when the count is full."""
    if entry.quantity is None:
        amount = measure.quantity
        if amount and done_on:
            amount = amount.model_copy(update={"done": amount.total})
        return measure.model_copy(update={"done_on": done_on, "quantity": amount})
    if measure.quantity is None:
        raise UsageError(say("progress.no-quantity", number=measure.number))
    counted = {"number": measure.number, "done": entry.quantity}
    done = _made(Counted, counted, "progress.counts").done
    full = done >= measure.quantity.total
    amount = measure.quantity.model_copy(update={"done": done})
    return measure.model_copy(update={"quantity": amount, "done_on": done_on if full else None})


def _milestones(plan: Plan, entry: Report, done_on: date | None) -> Plan:
    deadline = plan.deadline
    count = len(deadline.milestones) if deadline else 0
    for number in entry.milestones:
        if not 1 <= number <= count:
            raise UsageError(say("progress.no-milestone", number=number, count=count))
    if deadline is None:
        return plan
    marked = tuple(
        one.model_copy(update={"done_on": done_on}) if at in entry.milestones else one
        for at, one in enumerate(deadline.milestones, 1)
    )
    return plan.model_copy(update={"deadline": deadline.model_copy(update={"milestones": marked})})


def add_evidence(desk: Desk, issue_id: str, source: Path, kind: str, dated: date | None, note: str | None) -> Done:
    """Put a file on record. Its bytes are fixed by their digest now; the same file twice is refused."""
    stored = folder.get(desk.workspace, issue_id)
    issue = stored.issue
    signer = _signer(desk, issue, say("move.evidence"))
    if issue.status == "closed":
        raise RefusedError(say("evidence.closed", id=issue.id))
    if dated and dated > desk.day:
        raise UsageError(say("progress.future", date=dated, day=desk.day))
    on_file = {one.sha256: one for one in issue.evidence}  # of every cycle: what proved the first can't prove the next
    if (one := on_file.get(evidence.digest_of(source))) is not None:
        raise RefusedError(say("evidence.twice", path=one.path, date=one.date))
    kept = evidence.keep(desk.workspace, issue, source)
    values = {
        "path": kept.path,
        "sha256": kept.sha256,
        "size": kept.size,
        "date": dated or desk.day,
        "kind": kind,
        "by": signer,
        "note": note,
        **issue.in_cycle(),
    }
    filed = (*issue.evidence, _made(Evidence, values, "evidence"))
    return _save(desk, stored, issue.model_copy(update={"evidence": filed}))


def extend(
    desk: Desk, issue_id: str, new_due: date, reason: str, *, document: str | None, approver: str | None
) -> Done:
    """Ask for more time, or with an approver put an approved extension on record. The original date stays.

    A request made after the day had passed is kept, but doesn't count (`schedule.effective_due`).
    """
    stored = folder.get(desk.workspace, issue_id)
    issue = stored.issue
    signer = _signer(desk, issue, say("move.extend"))
    due = effective_due(issue, desk.office)
    approving = desk.office.people.find(approver) if approver else None
    reasons = list(_against_extension(issue, new_due, due))
    if approver and approving is None:
        reasons.append(say("guard.actor-unknown", who=approver))
    if approving is not None:
        reasons += has_role("审批")(issue, replace(desk.attempt(), person=approving))
        if desk.office.people.same(approving.id, signer):
            reasons.append(say("extend.own-request", who=approving.name))
        elif not document:
            reasons.append(say("extend.no-document", who=approving.name, id=issue.id))
    if reasons:
        raise RefusedError(say("refused", id=issue.id, move=say("move.extend"), count=len(reasons)), *reasons)
    values = {
        "requested_on": desk.day,
        "by": signer,
        "reason": reason,
        "new_due": new_due,
        "approved_on": desk.day if approving else None,
        "approver": approving.id if approving else None,
        "document": document,
        "at": desk.at,
        **issue.in_cycle(),
    }
    asked = (*issue.extensions, _made(Extension, values, "extensions"))
    done = _save(desk, stored, issue.model_copy(update={"extensions": asked}))
    return replace(done, remarks=_late(desk.day, due, desk.day))


def _late(requested: date, due: date | None, day: date) -> tuple[Said, ...]:
    """The word that a request made after the day had passed does not count."""
    return (say("extend.too-late", due=due, day=day),) if due and requested > due else ()


def _against_extension(issue: Issue, new_due: date, due: date | None) -> list[Said]:
    reasons = []
    if issue.status not in {"open", "in-progress"}:
        reasons.append(say("extend.finished", id=issue.id, status=say(f"status.{issue.status}")))
    if due is None:
        reasons.append(say("extend.no-deadline", id=issue.id))
    elif new_due <= due:
        reasons.append(say("extend.not-later", new=new_due, due=due))
    return reasons


def approve_extension(desk: Desk, issue_id: str, document: str | None) -> Done:
    """Approve the last extension that was asked for."""
    stored = folder.get(desk.workspace, issue_id)
    issue = stored.issue
    attempt = desk.attempt()
    reasons = [*actor_is_known(issue, attempt), *has_role("审批")(issue, attempt)]
    waiting = [at for at, one in enumerate(issue.extensions) if one.approved_on is None]
    if not waiting:
        reasons.append(say("extend.none-waiting", id=issue.id))
    elif desk.person and desk.office.people.same(issue.extensions[waiting[-1]].by, desk.person.id):
        reasons.append(say("extend.own-request", who=desk.person.name))
    due = effective_due(issue, desk.office)
    if waiting:
        reasons += _against_extension(issue, issue.extensions[waiting[-1]].new_due, due)
    if desk.day > desk.at.date():
        reasons.append(say("guard.day-future", day=desk.day, today=desk.at.date()))
    if reasons:
        raise RefusedError(say("refused", id=issue.id, move=say("move.extend"), count=len(reasons)), *reasons)
    assert desk.person is not None  # noqa: S101 - `actor_is_known` was asked
    extensions = list(issue.extensions)
    asked = extensions[waiting[-1]]
    approved = {"approved_on": desk.day, "approver": desk.person.id, "document": document or asked.document}
    extensions[waiting[-1]] = asked.model_copy(update=approved)
    done = _save(desk, stored, issue.model_copy(update={"extensions": tuple(extensions)}))
    return replace(done, remarks=_late(asked.requested_on, due, desk.day))


def _signer(desk: Desk, issue: Issue, act: Said) -> str:
    """The id that signs. Raises RefusedError where nobody known is acting, or the day is still to come."""
    if desk.day > desk.at.date():
        raise RefusedError(say("guard.day-future", day=desk.day, today=desk.at.date()))
    if desk.person is None:
        reasons = tuple(actor_is_known(issue, desk.attempt()))
        raise RefusedError(say("refused", id=issue.id, move=act, count=len(reasons)), *reasons)
    return desk.person.id


def _made(model: type[R], values: Mapping[str, object], family: str) -> R:
    """An act made from what the user said. Raises UsageError naming each value that doesn't do."""
    try:
        return model.model_validate({key: value for key, value in values.items() if value is not None})
    except ValidationError as error:
        reasons = tuple(problem.text for problem in problems(error, model, (family,)))
        raise UsageError(say("usage.bad-values"), *reasons) from error


def _save(desk: Desk, stored: Stored, after: Issue) -> Done:
    saved = folder.save(desk.workspace, stored, after)
    return Done(stored.issue, saved.issue, saved.file)
