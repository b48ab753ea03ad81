"""An issue as it stood on an earlier day, so that `--as-of` means the same in a list, a check and a report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol, TypeVar

from ledger.model.acts import REMARKS, Accountability, Closure, Escalation, Extension, Progress, Publicity, Status
from ledger.model.issue import Issue
from ledger.model.petition import Petition
from ledger.model.plan import Deadline, Indicator, Measure, Milestone, Plan
from ledger.model.values import Record

R = TypeVar("R", bound=Record)
D = TypeVar("D", Measure, Milestone)


class _OfCycle(Protocol):
    """An act that belongs to one cycle."""

    @property
    def cycle(self) -> int: ...


def rewind(issue: Issue, day: date) -> Issue | None:
    """The issue without anything that happened after `day`; None where it had not been received by then.

    Acts dated on `day` itself count. Texts, units and numbers carry no dates of change, so a plan is the present one
    with the work done after `day` undone; measures of a cycle that had not begun are left out, and so is what was
    put on file in it, whatever day it bears.
    """
    if issue.source.received > day:
        return None
    history = tuple(step for step in issue.history if step.date <= day)
    status, cycle = _state(issue, day)
    progress = tuple(one for one in issue.progress if one.date <= day)
    plan = issue.plan and _plan(issue.plan, day, cycle, _counts(issue.progress, day))
    return _with(
        issue,
        petition=issue.petition and _petition(issue.petition, day),
        status=status,
        cycle=cycle,
        history=history,
        plan=plan,
        progress=progress,
        extensions=tuple(_extension(one, day) for one in issue.extensions if _known(one.requested_on, one, day, cycle)),
        escalations=tuple(_escalation(one, day) for one in issue.escalations if _stands(one, day)),
        appraisals=tuple(one for one in issue.appraisals if _known(one.date, one, day, cycle)),
        evidence=tuple(one for one in issue.evidence if _known(one.date, one, day, cycle)),
        passages=tuple(one for one in issue.passages if _known(one.date, one, day, cycle)),
        verifications=tuple(one for one in issue.verifications if _known(one.date, one, day, cycle)),
        publicity=tuple(_publicity(one, day) for one in issue.publicity if _known(one.start, one, day, cycle)),
        closures=tuple(_closure(one, day) for one in issue.closures if _known(one.date, one, day, cycle)),
        lookbacks=tuple(one for one in issue.lookbacks if _known(one.date, one, day, cycle)),
        accountability=tuple(_decided(one, day) for one in issue.accountability if _stands(one, day)),
        disclosure=tuple(one for one in issue.disclosure if one.date <= day),
        void=issue.void if issue.void and issue.void.date <= day else None,
    )


def _petition(one: Petition, day: date) -> Petition:
    return _with(one, revisits=tuple(call for call in one.revisits if call.date <= day))


def _state(issue: Issue, day: date) -> tuple[Status, int]:
    """Where the moves signed by `day` lead; an issue without any stands where its file says."""
    moves = [step for step in issue.history if step.move not in REMARKS]
    if not moves:
        return issue.status, issue.cycle
    last = next((step for step in reversed(moves) if step.date <= day), None)
    if last is None:
        return "open", 1
    if last is moves[-1]:
        return issue.status, issue.cycle
    return last.after, last.cycle


def _with(record: R, **values: object) -> R:
    """`record` with these values; the very same one where they are what it holds, so that the present costs nothing."""
    changed = {name: value for name, value in values.items() if value != getattr(record, name)}
    return record.model_copy(update=changed) if changed else record


def _known(when: date, act: _OfCycle, day: date, cycle: int) -> bool:
    return when <= day and act.cycle <= cycle


def _kept(when: date | None, day: date) -> date | None:
    return when if when is not None and when <= day else None


def _extension(one: Extension, day: date) -> Extension:
    if _kept(one.rejected_on, day) != one.rejected_on:
        one = _with(one, rejected_on=None, rejected_by=None, rejection=None)
    if _kept(one.approved_on, day) == one.approved_on:
        return one
    return _with(one, approved_on=None, approver=None, document=None)


def _stands(one: Escalation | Accountability, day: date) -> bool:
    """Whether an entry is made and not taken back: one that was is nobody's to count or to print any more."""
    return one.date <= day and _kept(one.withdrawn_on, day) is None


def _escalation(one: Escalation, day: date) -> Escalation:
    if one.withdrawn_on is not None:
        one = _with(one, withdrawn_on=None, withdrawal=None)
    return one if _kept(one.lifted_on, day) == one.lifted_on else _with(one, lifted_on=None, lifting=None)


def _decided(one: Accountability, day: date) -> Accountability:
    if one.withdrawn_on is not None:
        one = _with(one, withdrawn_on=None, withdrawal=None)
    return _with(one, disclosed_on=_kept(one.disclosed_on, day))


def _closure(one: Closure, day: date) -> Closure:
    return _with(one, filed_on=_kept(one.filed_on, day))


def _publicity(notice: Publicity, day: date) -> Publicity:
    raised = (one for one in notice.objections if one.date <= day)
    settled = (
        one if _kept(one.settled_on, day) == one.settled_on else _with(one, settled_on=None, outcome=None)
        for one in raised
    )
    return _with(notice, objections=tuple(settled))


@dataclass(frozen=True)
class _Counts:
    """How far each counted measure had come by a day, by measure number, and which ones were counted again since."""

    by_then: dict[str, Decimal]
    since: frozenset[str]


def _counts(progress: tuple[Progress, ...], day: date) -> _Counts:
    by_then = {count.number: count.done for entry in progress if entry.date <= day for count in entry.counts}
    since = frozenset(count.number for entry in progress if entry.date > day for count in entry.counts)
    return _Counts(by_then, since)


def _plan(plan: Plan, day: date, cycle: int, counts: _Counts) -> Plan:
    return _with(
        plan,
        measures=tuple(_measure(one, day, counts) for one in plan.measures if one.cycle <= cycle),
        deadline=plan.deadline and _deadline(plan.deadline, day),
        indicators=tuple(_indicator(one, day) for one in plan.indicators),
        approval=plan.approval if plan.approval and plan.approval.date <= day else None,
    )


def _undone(one: D, day: date) -> D:
    return one if one.done_on is None or one.done_on <= day else _with(one, done_on=None)


def _measure(one: Measure, day: date, counts: _Counts) -> Measure:
    """A counted measure that was finished or counted again after `day` had come as far as was last reported by then."""
    undone = _undone(one, day)
    if one.quantity is None or (undone is one and one.number not in counts.since) or undone.done_on is not None:
        return undone
    return _with(undone, quantity=_with(one.quantity, done=counts.by_then.get(one.number, Decimal(0))))


def _deadline(deadline: Deadline, day: date) -> Deadline:
    return _with(deadline, milestones=tuple(_undone(one, day) for one in deadline.milestones))


def _indicator(one: Indicator, day: date) -> Indicator:
    return _with(one, readings=tuple(reading for reading in one.readings if reading.date <= day))
