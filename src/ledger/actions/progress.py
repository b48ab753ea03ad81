"""What happens to an issue: its moves, its monthly entries, its evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from ledger.actions.acting import Done, against_signing, made, save, signed, who_signs
from ledger.actions.desk import Desk
from ledger.errors import LedgerError, RefusedError, Said, UsageError, say
from ledger.model import reporting
from ledger.model.acts import Counted, Evidence, Progress
from ledger.model.attempt import Attempt
from ledger.model.gates import state_word
from ledger.model.issue import Issue
from ledger.model.plan import Measure, Plan
from ledger.model.schedule import effective_due
from ledger.model.workflow import MOVES, NEXT, advance, who_may
from ledger.store import evidence, files, folder

_MONTH = re.compile(r"20[0-9]{2}-(?:0[1-9]|1[0-2])")
NAMED = 5
"""So many files that were put on file at once are named in the history; all of them stand in the record."""


def move(desk: Desk, issue_id: str, name: str, attempt: Attempt) -> Done:
    """Make the move `name`. Raises RefusedError with every reason against it."""
    stored = folder.get(desk.workspace, issue_id)
    attempt = desk.informed(attempt, stored)
    after = advance(stored.issue, MOVES[name], attempt)
    if isinstance(after, tuple):
        raise refusal(stored.issue, name, with_all_before(stored.issue, name, after, attempt), attempt)
    done = save(desk, stored, after)
    due = effective_due(after, desk.office)
    overdue_at_once = name == "reopen" and due is not None and due < desk.day
    return replace(done, remarks=(say("reopen.no-deadline", due=due),)) if overdue_at_once else done


def with_all_before(issue: Issue, name: str, reasons: tuple[Said, ...], attempt: Attempt) -> tuple[Said, ...]:
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
    forecast: str | None = None
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
    signer = who_signs(desk, stored, say("move.progress"))
    _against_report(issue, entry, desk)
    plan = _marked(issue, entry, desk.day) if entry.measures or entry.milestones else issue.plan
    counts = _counts(plan, entry)
    values = {
        "month": entry.month or desk.day.isoformat()[:7],
        "date": desk.day,
        "by": signer,
        "text": entry.text or _marks(entry, counts),
        "percent": entry.percent,
        "counts": [{"number": number, "done": done} for number, done, _ in counts] or None,
        "forecast": entry.forecast,
        "problems": entry.problems,
        "next": entry.next,
    }
    listed = (*issue.progress, made(Progress, values, "progress"))
    return signed(desk, stored, "progress", issue.model_copy(update={"plan": plan, "progress": listed}))


def _against_report(issue: Issue, entry: Report, desk: Desk) -> None:
    """Raises RefusedError or UsageError where the issue can't be reported on so."""
    month = entry.month if entry.month and _MONTH.fullmatch(entry.month) else None
    _first(UsageError, reporting.in_its_time(issue, desk.day, month))
    _first(RefusedError, reporting.is_not_closed(issue))
    if entry.measures or entry.milestones:
        _first(RefusedError, reporting.is_under_way(issue, desk.office))


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
    done = made(Counted, counted, "progress.counts").done
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


def add_evidence(
    desk: Desk, issue_id: str, sources: Sequence[Path], kind: str, dated: date | None, note: str | None
) -> Done:
    """Put files on record, all of them or none. Their bytes are fixed by their digests now.

    Raises RefusedError with every reason against any of them, and against who files them and when.
    """
    stored = folder.get(desk.workspace, issue_id)
    issue = stored.issue
    reasons = list(against_signing(desk, stored))
    if issue.status == "closed":
        reasons.append(say("evidence.closed", id=issue.id))
    if dated and dated > desk.day:
        reasons.append(say("progress.future", date=dated, day=desk.day))
    reasons += evidence.objections(desk.workspace, issue, sources)
    if reasons or desk.person is None:
        raise evidence.refusal(issue, reasons)
    filed = issue.evidence
    for kept in evidence.keep(desk.workspace, issue, sources):
        values = {
            "path": kept.path,
            "sha256": kept.sha256,
            "size": kept.size,
            "date": dated or desk.day,
            "kind": kind,
            "by": desk.person.id,
            "note": note,
            **issue.in_cycle(),
        }
        filed = (*filed, made(Evidence, values, "evidence"))
    names = [one.path.rpartition("/")[2] for one in filed[len(issue.evidence) :]]
    told = "、".join(names[:NAMED]) + (f" 等{len(names)}件" if len(names) > NAMED else "")
    return signed(desk, stored, "evidence", issue.model_copy(update={"evidence": filed}), told)


def correct_evidence(
    desk: Desk, issue_id: str, sources: Sequence[Path], kind: str | None, dated: date | None, note: str | None
) -> Done:
    """Say what files on record are, where that was written down wrongly; the files and their digests stay.

    Raises RefusedError with every reason: nothing of it on record in this cycle, judged by an acceptance already.
    """
    stored = folder.get(desk.workspace, issue_id)
    issue, reasons = stored.issue, list(against_signing(desk, stored))
    if dated and dated > desk.day:
        reasons.append(say("progress.future", date=dated, day=desk.day))
    found = [(_on_record(issue, one), one) for one in sources]
    for kept, source in found:
        if kept is None or kept.cycle != issue.cycle:
            reasons.append(say("evidence.not-on-record", file=str(source), id=issue.id))
        elif issue.status in {"verified", "closed"}:
            word = state_word(issue, desk.office)
            reasons.append(say("evidence.judged", path=kept.path, id=issue.id, status=word))
    if reasons:
        raise evidence.refusal(issue, reasons)
    right = {name: value for name, value in (("kind", kind), ("date", dated), ("note", note)) if value is not None}
    paths = {kept.path for kept, _ in found if kept is not None}
    after = tuple(
        made(Evidence, {**dict(one), **right}, "evidence") if one.path in paths else one for one in issue.evidence
    )
    return signed(desk, stored, "evidence", issue.model_copy(update={"evidence": after}))


def _on_record(issue: Issue, source: Path) -> Evidence | None:
    try:
        return evidence.on_record(issue, source)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise files.fault(error, source) from error
