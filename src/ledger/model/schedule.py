"""What a deadline means on a given day: overdue, a missed node, due soon, no report. Derived, never stored.

The day of the deadline itself is still in time; lateness counts from the day after it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal, NamedTuple

from ledger.model.acts import REMARKS, Extension, Status
from ledger.model.attribute import ATTRIBUTES, last_day, meant
from ledger.model.issue import Issue
from ledger.model.office import Office
from ledger.model.policy import Clock
from ledger.model.problem import Path
from ledger.model.workdays import add_working_days

Standing = Literal["closed", "verified", "done", "overdue", "behind", "due-soon", "long-term", "on-time", "not-started"]
"""Where an issue stands; the first that applies, in this order (a partition, so that counts add up)."""

STANDINGS: tuple[Standing, ...] = (
    "closed", "verified", "done", "overdue", "behind", "due-soon", "long-term", "on-time", "not-started",
)  # fmt: skip


class Node(NamedTuple):
    """A day by which something must be done: the whole issue, a milestone, a measure with a day of its own; or that
    something must not outlast, as a field of its book says (`attribute.at_most`).
    """

    kind: Literal["final", "milestone", "measure", "age"]
    due: date
    text: str
    path: Path
    number: str = ""


class Situation(NamedTuple):
    """How one issue stands on one day, with the reasons."""

    standing: Standing
    day: date
    due: date | None
    """The final day that counts: as published, or as extended with approval in time."""
    original_due: date | None
    completed_on: date | None
    late: tuple[Node, ...]
    ahead: tuple[Node, ...]
    """What is not done and has not passed yet."""
    soon: tuple[Node, ...]
    """Those of `ahead` that the house gives notice of already."""
    unreported_days: int | None
    """Days since the last report, where that is longer than the house allows; else None."""
    last_report: date | None

    @property
    def overdue(self) -> bool:
        """Whether the final deadline has passed with the work not done."""
        return self.standing == "overdue"

    @property
    def days_late(self) -> int:
        """Calendar days since the final deadline; 0 where it is not overdue."""
        return (self.day - self.due).days if self.overdue and self.due else 0

    @property
    def days_left(self) -> int | None:
        """Calendar days until the final deadline, negative when past; None without one."""
        return (self.due - self.day).days if self.due else None


def original_due(issue: Issue, office: Office) -> date | None:
    """The last hard day of the deadline as published; 立行立改 without a date is due some working days after hand-over,
    or after the day that the deadline says it counts from.
    """
    deadline = issue.plan.deadline if issue.plan else None
    if deadline is None:
        return None
    if deadline.due is None and deadline.immediate:
        start = deadline.base or issue.source.received
        return add_working_days(office.calendar, start, office.of(issue).policy.check.immediate_working_days)
    return deadline.due


def effective_due(issue: Issue, office: Office) -> date | None:
    """The day that counts. An extension counts if approved and asked for before the day it extends had passed;
    a new cycle starts with the day set when it was reopened.
    """
    due = original_due(issue, office)
    for one in issue.extensions:
        in_time = due is None or one.requested_on <= due
        if one.approved_on is not None and (in_time or opens_its_cycle(issue, one)):
            due = one.new_due
    return due


def opens_its_cycle(issue: Issue, one: Extension) -> bool:
    """Whether this is no extension, but the day that was set for a new cycle with its reopening."""
    told = (one.cycle, one.requested_on, one.by)
    return any(step.move == "reopen" and told == (step.cycle, step.date, step.by) for step in issue.history)


def extensions_of(issue: Issue) -> tuple[Extension, ...]:
    """Everything by which somebody asked for more time; a new cycle's own deadline is none of it."""
    return tuple(one for one in issue.extensions if not opens_its_cycle(issue, one))


def allotted(issue: Issue) -> Issue:
    """The issue as it would stand had nobody been given more time: each cycle with the day that was set for it."""
    asked = extensions_of(issue)
    kept = tuple(one for one in issue.extensions if one not in asked)
    return issue.model_copy(update={"extensions": kept}) if asked else issue


def day_of(published: date, issue: Issue, office: Office) -> date:
    """The day that counts for a node of the plan: what was due with the whole, on its last day, moves with it when
    that is extended; an earlier node keeps its day.
    """
    due, original = effective_due(issue, office), original_due(issue, office)
    return max(published, due) if due and original and published >= original else published


def completed_on(issue: Issue) -> date | None:
    """The day on which the last measure and milestone of the present cycle was done; None while something is open.

    A reopened issue needs measures of its new cycle; a failed verification means that the work was not done after all,
    until something was done after it.
    """
    plan = issue.plan
    if plan is None or not any(measure.cycle == issue.cycle for measure in plan.measures):
        return None
    milestones = plan.deadline.milestones if plan.deadline else ()
    days = [one.done_on for one in plan.measures] + [one.done_on for one in milestones]
    done = [day for day in days if day is not None]
    if len(done) < len(days):
        return None
    last, rejected = max(done), issue.rejected_on()
    return None if rejected is not None and last <= rejected else last


def nodes(issue: Issue, office: Office) -> Iterator[Node]:
    """Every dated thing that is not done yet, on the day that counts (`day_of`), the final deadline first."""
    due = effective_due(issue, office)
    if due is not None:
        yield Node("final", due, issue.title, ("plan", "deadline", "due"))
    if issue.plan is None:
        return
    for at, milestone in enumerate(issue.plan.deadline.milestones if issue.plan.deadline else ()):
        if milestone.done_on is None:
            path: Path = ("plan", "deadline", "milestones", at)
            yield Node("milestone", day_of(milestone.due, issue, office), milestone.text, path, str(at + 1))
    for at, measure in enumerate(issue.plan.measures):
        if measure.done_on is None and measure.due is not None:
            yield Node(
                "measure", day_of(measure.due, issue, office), measure.text, ("plan", "measures", at), measure.number
            )


def ages(issue: Issue, office: Office) -> Iterator[Node]:
    """What must not last longer than its book allows (贮存超过一年的危险废物清零), whatever the plan says: it ends with
    the closing.
    """
    book = office.of(issue).book if issue.attributes and issue.status != "closed" else None
    for one in book.described.record if book else ():
        since = meant(one, issue.attributes.get(one.name, "")) if one.at_most else None
        if one.at_most and isinstance(since, date):
            text = f"{one.name}起最长{one.at_most}"
            yield Node("age", last_day(since, one.at_most), text, (ATTRIBUTES, one.name), one.name)


def last_report(issue: Issue) -> date:
    """The last day on which anything was heard of it: a progress entry, a move, or its arrival.
    A long-term duty is proved by evidence as well.
    """
    steps = (step.date for step in issue.history if step.move not in REMARKS)  # what is reported has entries of its own
    heard = [issue.source.received, *(entry.date for entry in issue.progress), *steps]
    if is_long_term(issue):
        heard += [one.date for one in issue.evidence]
    return max(heard)


def is_long_term(issue: Issue) -> bool:
    """Whether the duty goes on after its last date (长期坚持)."""
    return bool(issue.plan and issue.plan.deadline and issue.plan.deadline.long_term)


class Course(NamedTuple):
    """All by which an issue stands somewhere, as it is the same on every day."""

    status: Status
    finished: date | None
    due: date | None
    original_due: date | None
    long_term: bool
    last_report: date
    open: tuple[Node, ...]
    """Every dated thing that is to be done yet, where anything is; what must not last longer, until it is closed."""


def course(issue: Issue, office: Office) -> Course:
    """What has a day in an issue, by its record."""
    finished = completed_on(issue)
    running = issue.status in {"open", "in-progress"} and finished is None
    return Course(
        status=issue.status,
        finished=finished,
        due=effective_due(issue, office),
        original_due=original_due(issue, office),
        long_term=is_long_term(issue),
        last_report=last_report(issue),
        open=(*(nodes(issue, office) if running else ()), *ages(issue, office)),
    )


def _silence(one: Course, day: date, clock: Clock) -> int | None:
    """Days without a report where that is too long: for all that waits or is being worked on, and for long-term duties.

    An issue nobody has started is asked for as well, or one without a deadline would never be heard of again.
    """
    finished = one.finished is not None
    if one.status not in {"open", "in-progress"} or (finished and not one.long_term):
        return None
    hard = one.due is not None and not finished
    allowed = clock.proof_days if one.long_term and not hard else clock.stale_days
    silent = (day - one.last_report).days
    return silent if silent > allowed else None


def situation(issue: Issue, day: date, office: Office) -> Situation:
    """How `issue` stands on `day`. For a day in the past, pass the issue as it was then (`rewind.rewind`)."""
    return stand(course(issue, office), day, office.of(issue).policy.check)


def stand(one: Course, day: date, clock: Clock) -> Situation:
    """What a course means on a day, in a house that gives notice as `clock` says."""
    late = tuple(node for node in one.open if node.due < day)
    ahead = tuple(node for node in one.open if node.due >= day)
    soon = tuple(node for node in ahead if (node.due - day).days <= clock.due_within)
    return Situation(
        standing=_standing(one, late, soon),
        day=day,
        due=one.due,
        original_due=one.original_due,
        completed_on=one.finished,
        late=late,
        ahead=ahead,
        soon=soon,
        unreported_days=_silence(one, day, clock),
        last_report=one.last_report,
    )


def _standing(one: Course, late: tuple[Node, ...], soon: tuple[Node, ...]) -> Standing:
    if one.status in {"closed", "verified"}:
        return one.status
    if one.finished is not None:
        return "long-term" if one.long_term else "done"
    if late:
        return "overdue" if late[0].kind == "final" else "behind"
    if soon:
        return "due-soon"
    if one.status == "open":
        return "not-started"
    return "long-term" if one.long_term and one.due is None else "on-time"
