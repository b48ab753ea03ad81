"""What an issue's pace is judged by: plain values that are the same on every day, to be kept beside its facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from ledger.model.acts import Appraisal
from ledger.model.issue import Issue
from ledger.model.office import Office
from ledger.model.pacewords import JUDGED, Pace
from ledger.model.plan import Measure
from ledger.model.schedule import Course, course, day_of

Rung = tuple[date, Decimal]
"""A day, and how much is to be done by it, all told."""


@dataclass(frozen=True, slots=True)
class Reached:
    """A dated part of the plan that is done."""

    kind: Literal["milestone", "measure"]
    number: str
    due: date
    done_on: date


@dataclass(frozen=True, slots=True)
class Counted:
    """Counted work with a plan of amounts."""

    number: str
    unit: str
    total: Decimal
    done: Decimal
    rungs: tuple[Rung, ...]

    def missed(self, day: date) -> Rung | None:
        """The last amount whose day has passed, where less is done."""
        passed = [rung for rung in self.rungs if rung[0] < day]
        return passed[-1] if passed and self.done < passed[-1][1] else None

    def ahead(self, day: date) -> Rung | None:
        """The furthest amount of a day still to come that is reached already."""
        return next((rung for rung in reversed(self.rungs) if rung[0] > day and self.done >= rung[1]), None)

    def compared(self, day: date) -> Rung:
        """The amount to compare with: the last that has fallen due, else the first there is."""
        return next((rung for rung in reversed(self.rungs) if rung[0] <= day), self.rungs[0])


@dataclass(frozen=True, slots=True)
class Judged:
    """The last judgement of the present cycle."""

    day: date
    pace: Pace
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class PaceInputs:
    """All by which an issue keeps pace, as it is the same on every day: what `schedule.Course` has not."""

    id: str
    parent: str | None
    void: bool
    received: date
    course: Course
    concluded: date | None = None
    """The day of the closing or acceptance that it stands on."""
    reached: tuple[Reached, ...] = ()
    counted: tuple[Counted, ...] = ()
    judged: Judged | None = None


def inputs_of(issue: Issue, office: Office, way: Course | None = None) -> PaceInputs:
    """What an issue is judged by, by its record; for a day in the past, by the record as it was then.

    `way` is its course, where that is known already.
    """
    way = way or course(issue, office)
    running = way.status in {"open", "in-progress"} and (way.finished is None or way.long_term)
    return PaceInputs(
        id=issue.id,
        parent=issue.parent,
        void=issue.void is not None,
        received=issue.source.received,
        course=way,
        concluded=_concluded(issue),
        reached=tuple(_reached(issue, office)) if running else (),
        counted=tuple(_counted(issue, office)) if running else (),
        judged=_judged(issue) if running else None,
    )


def _concluded(issue: Issue) -> date | None:
    closure, verification = issue.closure(), issue.verification()
    if issue.status == "closed" and closure is not None:
        return closure.date
    return verification.date if issue.status == "verified" and verification is not None else None


def _reached(issue: Issue, office: Office) -> Iterator[Reached]:
    """Nodes that are done; of a new cycle only what was done in it."""
    plan = issue.plan
    if plan is None:
        return
    began = max((step.date for step in issue.history if step.move == "reopen"), default=date.min)
    for at, one in enumerate(plan.deadline.milestones if plan.deadline else (), 1):
        if one.done_on is not None and one.done_on >= began:
            yield Reached("milestone", str(at), day_of(one.due, issue, office), one.done_on)
    for measure in plan.measures:
        if measure.done_on is not None and measure.due is not None and measure.cycle == issue.cycle:
            yield Reached("measure", measure.number, day_of(measure.due, issue, office), measure.done_on)


def _counted(issue: Issue, office: Office) -> Iterator[Counted]:
    for measure in issue.plan.measures if issue.plan else ():
        amount = measure.quantity
        former = measure.done_on is not None and measure.cycle != issue.cycle
        if amount is not None and amount.stages and not former:
            rungs = sorted((day_of(one.by, issue, office), one.amount) for one in amount.stages)
            yield Counted(measure.number, amount.unit, amount.total, _amount_done(measure), tuple(rungs))


def _amount_done(measure: Measure) -> Decimal:
    assert measure.quantity is not None  # noqa: S101 - asked by the caller
    return measure.quantity.total if measure.done_on is not None else measure.quantity.done


def _judged(issue: Issue) -> Judged | None:
    """The last judgement of this cycle; work that was found wanting since has to be judged anew."""
    last: Appraisal | None = max(
        reversed([one for one in issue.appraisals if one.cycle == issue.cycle]), key=lambda one: one.date, default=None
    )
    rejected = issue.rejected_on()
    if last is None or (rejected is not None and last.date < rejected):
        return None
    return Judged(last.date, JUDGED[last.pace], last.reason, last.by)


def proved_by_reports(way: Course) -> bool:
    """Whether nothing but fresh proof tells how a long-term duty is kept: no date of it lies ahead."""
    return way.long_term and (way.due is None or way.finished is not None)


def plain(one: PaceInputs) -> list[Any]:
    """The inputs as lists of texts, their course left out: that is kept beside them (`facts.plain`)."""
    said = one.judged
    return [
        one.id, one.parent, one.void, one.received.isoformat(), one.concluded and one.concluded.isoformat(),
        [[node.kind, node.number, node.due.isoformat(), node.done_on.isoformat()] for node in one.reached],
        [
            [work.number, work.unit, str(work.total), str(work.done), [[d.isoformat(), str(n)] for d, n in work.rungs]]
            for work in one.counted
        ],
        said and [said.day.isoformat(), said.pace, said.reason, said.by],
    ]  # fmt: skip


def from_plain(values: list[Any], way: Course) -> PaceInputs:
    """The inputs that such lists are of. Raises ValueError, TypeError for other lists."""
    number, parent, void, received, concluded, reached, counted, said = values
    day = date.fromisoformat
    return PaceInputs(
        number, parent, void, day(received), way, concluded and day(concluded),
        tuple(Reached(kind, at, day(due), day(done)) for kind, at, due, done in reached),
        tuple(
            Counted(at, unit, Decimal(total), Decimal(done), tuple((day(d), Decimal(n)) for d, n in rungs))
            for at, unit, total, done, rungs in counted
        ),
        said and Judged(day(said[0]), *said[1:]),
    )  # fmt: skip
