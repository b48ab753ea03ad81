"""Which of an issue's days were counted in a year without a published holiday table, where weekends alone decide.

Only counting in working days asks the table: `30个工作日内`, 立行立改, a 公示 of so many working days.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ledger.model.issue import Issue
from ledger.model.office import Office
from ledger.model.schedule import original_due
from ledger.model.workdays import Calendar, audit_publicity

_SIGN = "工"
"""Stands in every phrase that counts working days; a ledger of a thousand issues is not read twice for the others."""


def uncovered_years(issue: Issue, office: Office) -> tuple[int, ...]:
    """The years without a table that a deadline or a public notice of the issue was counted in, in their order."""
    return tuple(sorted({*_of_deadlines(issue, office), *_of_publicity(issue, office.calendar)}))


def _of_deadlines(issue: Issue, office: Office) -> Iterator[int]:
    plan = issue.plan
    if plan is None:
        return
    since = (plan.deadline and plan.deadline.base) or issue.source.received
    counted = [text for text in _texts(issue) if _SIGN in text]
    if counted:
        from ledger.model.deadline import read  # a list of issues without such texts does without the grammar

        for text in counted:
            yield from read(text, since, office.calendar).uncovered_years
    if plan.deadline and plan.deadline.immediate and plan.deadline.due is None:
        yield from _between(since, original_due(issue, office), office.calendar)


def _texts(issue: Issue) -> Iterator[str]:
    """Every published deadline: of the whole, and of measures."""
    if issue.plan and issue.plan.deadline:
        yield issue.plan.deadline.text
    for measure in issue.plan.measures if issue.plan else ():
        if measure.deadline is not None:
            yield measure.deadline


def _between(first: date, last: date | None, calendar: Calendar) -> tuple[int, ...]:
    return calendar.uncovered(first, last) if last else ()


def _of_publicity(issue: Issue, calendar: Calendar) -> Iterator[int]:
    for one in issue.publicity:
        if one.days is not None:
            yield from audit_publicity(calendar, one.start, one.end, one.days, working=one.working).uncovered_years
