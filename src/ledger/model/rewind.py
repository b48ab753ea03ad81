"""An issue as it stood on an earlier day, so that `--as-of` means the same in a list, a check and a report."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from ledger.model.acts import Status
from ledger.model.issue import Issue
from ledger.model.plan import Deadline, Measure, Plan


class _Dated(Protocol):
    """An act with a day of its own."""

    @property
    def date(self) -> date: ...


def rewind(issue: Issue, day: date) -> Issue | None:
    """The issue without anything that happened after `day`; None where it had not been received by then.

    Acts dated on `day` itself count. Plans carry no dates of change, so the plan is the present one,
    with the work done after `day` undone.
    """
    if issue.source.received > day:
        return None
    history = tuple(step for step in issue.history if step.date <= day)
    if len(history) == len(issue.history) and not _later_acts(issue, day):
        return issue
    status: Status = history[-1].after if history else ("open" if issue.history else issue.status)
    return issue.model_copy(
        update={
            "status": status,
            "cycle": history[-1].cycle if history else 1,
            "plan": issue.plan and _plan(issue.plan, day),
            "progress": tuple(entry for entry in issue.progress if entry.date <= day),
            "extensions": tuple(
                one
                if one.approved_on is None or one.approved_on <= day
                else one.model_copy(update={"approved_on": None})
                for one in issue.extensions
                if one.requested_on <= day
            ),
            "history": history,
        }
        | {
            name: tuple(act for act in getattr(issue, name) if act.date <= day)
            for name in (
                "escalations",
                "evidence",
                "verifications",
                "closures",
                "lookbacks",
                "accountability",
                "disclosure",
            )
        }
        | {"publicity": tuple(notice for notice in issue.publicity if notice.start <= day)}
    )


def _later_acts(issue: Issue, day: date) -> bool:
    """Whether anything outside the history happened after `day`."""
    acts: tuple[tuple[_Dated, ...], ...] = (
        *(issue.progress, issue.escalations, issue.evidence, issue.verifications),
        *(issue.closures, issue.lookbacks, issue.accountability, issue.disclosure),
    )
    dated = (
        *(act.date for family in acts for act in family),
        *(notice.start for notice in issue.publicity),
        *(when for one in issue.extensions for when in (one.requested_on, one.approved_on) if when),
    )
    done = () if issue.plan is None else tuple(_done_days(issue.plan))
    return any(when > day for when in (*dated, *done))


def _done_days(plan: Plan) -> tuple[date, ...]:
    milestones = plan.deadline.milestones if plan.deadline else ()
    readings = tuple(reading.date for indicator in plan.indicators for reading in indicator.readings)
    measures = tuple(one.done_on for one in plan.measures if one.done_on)
    return (*measures, *(one.done_on for one in milestones if one.done_on), *readings)


def _plan(plan: Plan, day: date) -> Plan:
    return plan.model_copy(
        update={
            "measures": tuple(_measure(one, day) for one in plan.measures),
            "deadline": plan.deadline and _deadline(plan.deadline, day),
            "indicators": tuple(
                one.model_copy(update={"readings": tuple(r for r in one.readings if r.date <= day)})
                for one in plan.indicators
            ),
        }
    )


def _measure(measure: Measure, day: date) -> Measure:
    return measure.model_copy(update={"done_on": None}) if measure.done_on and measure.done_on > day else measure


def _deadline(deadline: Deadline, day: date) -> Deadline:
    milestones = tuple(
        one.model_copy(update={"done_on": None}) if one.done_on and one.done_on > day else one
        for one in deadline.milestones
    )
    return deadline.model_copy(update={"milestones": milestones})
