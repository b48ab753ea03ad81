"""What a list needs of an issue, as plain values that are the same on every day: they can be kept beside the file.

`of` makes them from the record, `schedule.stand` says what they mean on a day. Before `settled` the record said less
than it does now; for such a day it is asked itself (`rewind`).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple, TypeAlias

from ledger.model.acts import Status
from ledger.model.coverage import uncovered_years
from ledger.model.gates import reached
from ledger.model.issue import Issue
from ledger.model.office import Office
from ledger.model.rewind import rewind
from ledger.model.schedule import Course, Node, Situation, course, is_long_term

Plain: TypeAlias = "list[Plain] | str | int | bool | None"
"""What any format of data holds."""


class About(NamedTuple):
    """What an issue is, and whose: all that it is selected and shown by, its texts aside."""

    id: str
    title: str
    status: Status
    received: date
    void: str | None
    """Why it stands for nothing any more, if it doesn't."""
    region: str | None
    fields: tuple[str, ...]
    source: str
    batch: str | None
    units: tuple[str, ...]
    """Who carries it out."""
    other_units: tuple[str, ...]
    """Who supports, supervises, accepts."""
    person: str | None
    deadline: str | None
    """As published."""
    note: str | None
    """What the deadline was read as, in words."""
    long_term: bool
    parent: str | None
    """The issue that it was made of, by decomposition."""
    gate: str | None = None
    """The gate that it passed last in its present state."""
    objects: tuple[str, ...] = ()
    """The things that it is about."""


class Facts(NamedTuple):
    """An issue in a list."""

    about: About
    course: Course
    uncovered_years: tuple[int, ...]
    settled: date
    """From this day on the record says the same on every day."""


class Line(NamedTuple):
    """An issue as it stood on a day."""

    about: About
    situation: Situation
    file: str
    """Where it is kept, relative to the ledger's folder, with `/`."""
    uncovered_years: tuple[int, ...] = ()
    """Years without a published holiday table in which a deadline of it was counted."""


def about(issue: Issue) -> About:
    """What an issue is by its record."""
    plan = issue.plan
    deadline = plan.deadline if plan else None
    return About(
        id=issue.id,
        title=issue.title,
        status=issue.status,
        received=issue.source.received,
        void=issue.void.why if issue.void else None,
        region=issue.region,
        fields=issue.fields,
        source=issue.source.kind,
        batch=issue.source.batch,
        units=plan.implementers if plan else (),
        other_units=(*plan.support_units, *plan.supervisor_units, *plan.acceptor_units) if plan else (),
        person=plan.person if plan else None,
        deadline=deadline.text if deadline else None,
        note=deadline.note if deadline else None,
        long_term=is_long_term(issue),
        parent=issue.parent,
        gate=reached(issue),
        objects=issue.objects,
    )


def of(issue: Issue, office: Office) -> Facts:
    """The facts of an issue as the record has it; for a day in the past, of the issue as it was then."""
    return Facts(
        about(office.about_things(issue)), course(issue, office), uncovered_years(issue, office), settled(issue)
    )


def settled(issue: Issue) -> date:
    """The last day that anything is dated; should that not be all, no day: then each is looked at by itself."""
    last = max(_days(issue))
    return last if rewind(issue, last) is issue else date.max


def _days(issue: Issue) -> Iterator[date]:
    yield issue.source.received
    yield from (step.date for step in issue.history)
    yield from (one.date for one in issue.progress)
    yield from (one.date for one in issue.evidence)
    plan = issue.plan
    if plan is None:
        return
    if plan.approval:
        yield plan.approval.date
    yield from (one.done_on for one in plan.measures if one.done_on)
    yield from (one.done_on for one in (plan.deadline.milestones if plan.deadline else ()) if one.done_on)


def basis(office: Office) -> str:
    """All of the office that facts rest on; with another one they have to be made anew."""
    calendar = office.calendar
    days = (calendar.holidays, calendar.workdays, calendar.own_holidays, calendar.own_workdays)
    parts = [",".join(str(day.toordinal()) for day in sorted(one)) for one in days]
    at_once = [str(office.policy.check.immediate_working_days), office.policy.ledger.title]
    for one in office.described:
        record = ",".join(f"{it.heading} {it.kind} {it.at_most}" for it in one.described.record)
        at_once.append(f"{one.prefix}:{one.described.check.immediate_working_days}:{one.title}:{record}")
    return ";".join((*parts, ",".join(map(str, sorted(calendar.years))), *at_once))


def plain(facts: Facts) -> list[Plain]:
    """Facts as lists of texts and numbers."""
    one, way = facts.about, facts.course
    return [
        one.id, one.title, one.status, _text(one.received), one.void, one.region, [*one.fields],
        one.source, one.batch, [*one.units], [*one.other_units], one.person, one.deadline, one.note, one.long_term,
        one.parent, one.gate, way.status, _text(way.finished), _text(way.due), _text(way.original_due),
        _text(way.last_report),
        [[node.kind, _text(node.due), node.text, [*node.path], node.number] for node in way.open],
        [*facts.uncovered_years], _text(facts.settled), [*one.objects],
    ]  # fmt: skip


def from_plain(values: list[Any]) -> Facts:
    """The facts that such lists are of. Raises ValueError, TypeError for other lists."""
    (
        number, title, status, received, void, region, fields,
        source, batch, units, other_units, person, deadline, note, long_term,
        parent, gate, running, finished, due, original_due, last_report, nodes, years, settled, objects,
    ) = values  # fmt: skip
    return Facts(
        About(
            number, title, status, date.fromisoformat(received), void, region, tuple(fields),
            source, batch, tuple(units), tuple(other_units), person, deadline, note, long_term, parent,
            gate, tuple(objects),
        ),
        Course(
            running, _day(finished), _day(due), _day(original_due), long_term, date.fromisoformat(last_report),
            tuple(Node(kind, date.fromisoformat(day), text, tuple(path), at) for kind, day, text, path, at in nodes),
        ),
        tuple(years),
        date.fromisoformat(settled),
    )  # fmt: skip


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
