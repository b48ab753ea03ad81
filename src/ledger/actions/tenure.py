"""Everything that a unit or a leader answered for between two days, for the audit at the end of a term."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ledger.actions.desk import Desk
from ledger.errors import UnreadableError, UsageError, say
from ledger.model.issue import Issue
from ledger.model.report import Entry, build
from ledger.model.tenure import Spell, within
from ledger.model.units import plain
from ledger.store import folder


@dataclass(frozen=True)
class Term:
    """Whose term, from when to when, both days counted."""

    first: date
    last: date
    unit: str | None = None
    leader: str | None = None


@dataclass(frozen=True)
class Answered:
    """An issue that somebody answered for, and what came of it in the term."""

    issue: Issue
    spells: tuple[Spell, ...]
    days_late: int
    """On the last day of the term; 0 where it was in time, done, or handed to others by then."""
    supervised: int
    """Acts of supervision in the term: 提醒, 督办, 约谈 …"""
    sanctioned: int
    """Decisions of 问责 in the term."""

    @property
    def replaced(self) -> bool:
        """Whether others answered for it before the term was over."""
        return self.spells[-1].last is not None and self.issue.status != "closed"


def answered(desk: Desk, term: Term) -> tuple[Answered, ...]:
    """The issues of a term, as they stood on its last day, in the order of the ledger. Raises UsageError for a term
    that ends before it begins or is not over yet, UnreadableError for a ledger that can't be read whole.
    """
    if term.last < term.first:
        raise UsageError(say("tenure.order", first=term.first, last=term.last))
    if term.last > desk.day:
        raise UsageError(say("tenure.ahead", last=term.last, day=desk.day))
    scan = folder.scan(desk.workspace)
    if scan.problems:
        raise UnreadableError(say("oversight.broken", count=len(scan.broken), files=scan.broken))
    today = {one.id: one for one in scan.issues}
    report = build(((one.issue, one.file) for one in scan.stored), term.last, desk.office)
    return tuple(found for one in report.entries for found in _answered(desk, one, today[one.issue.id], term))


def _answered(desk: Desk, entry: Entry, today: Issue, term: Term) -> Iterator[Answered]:
    """The issue as it stood on the term's last day; who answered is told by its whole history up to `today`, because
    a plan of a past day is the present one.
    """
    issue = entry.issue
    if issue.void is not None:
        return
    mine = tuple(one for one in within(today, term.first, term.last) if _is_theirs(desk, one, term))
    if not mine:
        return
    yield Answered(
        issue,
        mine,
        entry.situation.days_late if mine[-1].last is None else 0,
        sum(term.first <= one.date <= term.last for one in issue.escalations),
        sum(term.first <= one.date <= term.last for one in issue.accountability),
    )


def _is_theirs(desk: Desk, one: Spell, term: Term) -> bool:
    """Whether the unit, under whatever alias, and the leader that were named answered for it then."""
    by_unit = term.unit is None or desk.office.units.among(term.unit, one.units)
    by_leader = term.leader is None or (one.leader is not None and _name(desk, one.leader) == _name(desk, term.leader))
    return by_unit and by_leader


def _name(desk: Desk, word: str) -> str:
    person = desk.office.people.find(word)
    return plain(person.name if person else word)
