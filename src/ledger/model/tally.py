"""What a figure needs of an issue, as plain values that are the same on every day: they can be kept beside its facts.

Statistics are sums over these, so that `ledger stats` of a ledger that has not changed makes no issue. `facts.settled`
says from which day on they hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from ledger.model.attribute import meant
from ledger.model.caseload import Case, case
from ledger.model.facts import About, about
from ledger.model.issue import Issue
from ledger.model.office import Office
from ledger.model.pace import Paced
from ledger.model.recurrence import NOTHING, Outcome, outcome
from ledger.model.report import Report
from ledger.model.schedule import Situation, original_due
from ledger.model.timeliness import Terms, Work, terms


class Tally(NamedTuple):
    """What one issue adds to the figures."""

    units: tuple[str, ...]
    """Who answers for it, as its plan names them."""
    planned: date | None
    """The final day as published, by whose year the work was planned."""
    terms: Terms
    outcome: Outcome
    case: Case | None
    """None for one that didn't come in as a petition."""
    amounts: tuple[tuple[str, Decimal], ...] = ()
    """The fields of its book that hold a number, by the headings of their columns."""
    funds: Decimal | None = None
    """资金（万元） of its measures."""
    book: str | None = None
    """What the book with these amounts is called; None where there is none to add up."""


class Counted(NamedTuple):
    """An issue on a day, with all that it is counted by."""

    about: About
    tally: Tally
    now: Situation
    paced: Paced


def of(issue: Issue, office: Office) -> Tally:
    """The tally of an issue by its record; for a day in the past, by the record as it was then."""
    days = terms(issue, office)
    amounts, funds = tuple(_amounts(issue, office)), issue.plan.funds if issue.plan else None
    return Tally(
        issue.plan.answering if issue.plan else (),
        original_due(issue, office),
        days,
        outcome(issue),
        case(issue, days.worked),
        amounts,
        funds,
        office.of(issue).title if amounts or funds is not None else None,
    )


def _amounts(issue: Issue, office: Office) -> Iterator[tuple[str, Decimal]]:
    """What can be added up; what is no number is told by the check."""
    book = office.of(issue).book if issue.attributes else None
    for one in book.described.record if book else ():
        number = meant(one, issue.attributes.get(one.name, ""))
        if one.adds_up and isinstance(number, Decimal):
            yield one.heading, number


def counted(report: Report) -> Iterator[Counted]:
    """The issues of a report, one by one, none of which is held."""
    for one in report.entries:
        issue, office = one.issue, one.house(report.office)
        yield Counted(about(issue), of(issue, office), one.situation, report.paces[issue.id])


def plain(one: Tally) -> list[Any]:
    """A tally as lists of texts and numbers."""
    days = one.terms
    return [
        one.units,
        _text(one.planned),
        [
            _text(days.published), _text(days.worked), _text(days.accepted), days.running, days.asked, days.granted,
            [[_text(work.due), _text(work.published), work.done] for work in days.work],
        ],
        None if one.outcome == NOTHING else one.outcome.numbers,
        one.case,
        [[heading, str(amount)] for heading, amount in one.amounts],
        None if one.funds is None else str(one.funds),
        one.book,
    ]  # fmt: skip


def from_plain(values: list[Any]) -> Tally:
    """The tally that such lists are of. Raises ValueError, TypeError for other lists."""
    units, planned, days, told, said, amounts, funds, book = values
    published, worked, accepted, running, asked, granted, work = days
    return Tally(
        tuple(units),
        _day(planned),
        Terms(_day(published), _day(worked), _day(accepted), running, asked, granted, tuple(_works(work))),
        NOTHING if told is None else Outcome(*told),
        None if said is None else Case(*said),
        tuple((heading, Decimal(amount)) for heading, amount in amounts),
        None if funds is None else Decimal(funds),
        book,
    )


def _works(listed: Iterable[Any]) -> Iterator[Work]:
    for due, published, done in listed:
        yield Work(_day(due), _day(published), done)


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
