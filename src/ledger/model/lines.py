"""What the rows of a sheet are about, and the key of each row.

A key says which part of the record a row is about and never changes while that part exists: the issue's id,
and `#` with the number of a measure or the name of a node. An import finds its way back by it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ledger.model.acts import Closure, LookBack
from ledger.model.columns import Only
from ledger.model.issue import Issue
from ledger.model.plan import Measure, Plan
from ledger.model.report import Entry, Report, late_once
from ledger.model.schedule import Node

EMPTY_PLAN = Plan()
EVERYTHING = Only()


@dataclass(frozen=True)
class IssueLine:
    """What a row about an issue is read from."""

    report: Report
    entry: Entry

    @property
    def issue(self) -> Issue:
        """The issue as it stood on the report's day."""
        return self.entry.issue

    @property
    def plan(self) -> Plan:
        """Its plan, or one with nothing in it."""
        return self.entry.issue.plan or EMPTY_PLAN

    @property
    def key(self) -> str:
        """ISSUE-014."""
        return self.issue.id


@dataclass(frozen=True)
class MeasureLine(IssueLine):
    """What a row about a measure is read from."""

    measure: Measure

    @property
    def key(self) -> str:
        """ISSUE-014#2."""
        return f"{self.issue.id}#{self.measure.number}"

    @property
    def due(self) -> date | None:
        """The day by which it must be done."""
        return self.entry.due_of(self.measure, self.report.office)

    @property
    def open(self) -> bool:
        """Whether somebody still has to do it."""
        return self.measure.done_on is None and self.issue.status in {"open", "in-progress"}


@dataclass(frozen=True)
class LateLine(IssueLine):
    """What a row about something late is read from."""

    node: Node

    @property
    def key(self) -> str:
        """ISSUE-014#final, ISSUE-014#milestone-1."""
        number = f"-{self.node.number}" if self.node.number else ""
        return f"{self.issue.id}#{self.node.kind}{number}"


@dataclass(frozen=True)
class LookBackLine(IssueLine):
    """What a row about a closing is read from: one check of it, or none so far."""

    closure: Closure
    check: LookBack | None
    number: int
    """Which of the checks of the issue, from 1."""

    @property
    def key(self) -> str:
        """ISSUE-014#lookback-1; a closing that nobody has checked waits for the next number."""
        return f"{self.issue.id}#lookback-{self.number}"


def is_listed(report: Report, one: Entry, only: Only) -> bool:
    """Whether a sheet lists an entry of a report."""
    standing = not only.standings or one.situation.standing in only.standings
    kept = not only.paces or report.paces[one.issue.id].pace in only.paces
    house = one.house(report.office)
    mine = not only.books or house.of(one.issue).called_here in only.books
    return standing and kept and mine and (not only.sources or one.issue.source.kind in only.sources)


def taken(report: Report, only: Only = EVERYTHING) -> Iterator[Entry]:
    """The entries of a report that a sheet lists."""
    return (one for one in report.entries if is_listed(report, one, only))


def issues(report: Report, only: Only = EVERYTHING) -> Iterator[IssueLine]:
    """One line an issue, in the order of the ledger."""
    return (IssueLine(report, one) for one in taken(report, only))


def measures(report: Report, only: Only = EVERYTHING) -> Iterator[MeasureLine]:
    """One line a measure, in the order of the ledger and of the plans."""
    for one in taken(report, only):
        for measure in one.issue.plan.measures if one.issue.plan else ():
            yield MeasureLine(report, one, measure)


def late(report: Report, only: Only = EVERYTHING) -> Iterator[LateLine]:
    """One line for everything past its day and not done, the longest overdue first, then as the ledger is ordered."""
    entries = report.entries
    found = sorted(
        (node.due, number, at)
        for number, one in enumerate(entries)
        if one.situation.late and is_listed(report, one, only)
        for at, node in enumerate(late_once(one.situation))
    )
    for _, number, at in found:
        one = entries[number]
        yield LateLine(report, one, late_once(one.situation)[at])


def lookbacks(report: Report, only: Only = EVERYTHING) -> Iterator[LookBackLine]:
    """For every closing one line a check, or an open line where nobody has looked back yet."""
    for one in taken(report, only):
        numbered = list(enumerate(one.issue.lookbacks, 1))
        unchecked = len(numbered)
        for closure in one.issue.closures:
            checks = [(number, check) for number, check in numbered if check.cycle == closure.cycle]
            for number, check in checks:
                yield LookBackLine(report, one, closure, check, number)
            if not checks:
                unchecked += 1
                yield LookBackLine(report, one, closure, None, unchecked)
