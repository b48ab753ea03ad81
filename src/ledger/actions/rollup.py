"""Many ledgers read as one: looked at, checked, and given out as one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from pathlib import Path

from ledger import meter
from ledger.actions import audit, outgoing, rolledsheets, rolledthings
from ledger.actions import site as sites
from ledger.errors import RefusedError, Said, UnreadableError, UsageError, say
from ledger.model import handing
from ledger.model.columns import USUAL, Contents
from ledger.model.people import People
from ledger.model.problem import Problem
from ledger.model.public import kept_inside, private
from ledger.model.report import Report
from ledger.model.rollup import Member, Rolled, roll
from ledger.model.rules import checks
from ledger.model.selection import Selection
from ledger.model.waiver import Waiver
from ledger.store import files, folder, rollup, sheets, snapshots, waivers
from ledger.store.rollup import Opened, Unread


@dataclass(frozen=True)
class Reading:
    """The ledgers as one, how each was read, and those that could not be."""

    rolled: Rolled
    opened: tuple[Opened, ...]
    unread: tuple[Unread, ...]

    @property
    def broken(self) -> tuple[str, ...]:
        """The files that could not be read, in all ledgers."""
        return folder.broken(member.problem(one) for member in self.rolled.members for one in member.broken)

    @property
    def exit_code(self) -> int:
        """5 where anything could not be read: a sum without it is none."""
        return 5 if self.unread or self.broken else 0


@contextmanager
def read(words: Sequence[str], day: date, *, chains: bool = False, offline: bool = False) -> Iterator[Reading]:
    """Read the ledgers that `words` name, as they stood on a day; with `chains`, the histories are verified too.

    Raises UsageError for a word that is no place, for two ledgers of one name and for one that is given twice;
    UnreadableError where none can be read.
    """
    with rollup.opened(tuple(map(rollup.asked, words)), chains=chains, offline=offline) as (opened, unread):
        if not opened:
            raise UnreadableError(say("rollup.nothing"), *map(told, unread))
        _refuse_the_same(opened)
        members = tuple(map(_member, opened))
        first = members[0].office.policy.ledger.title
        title = f"{first}等{len(members)}个台账汇总" if members[1:] else first  # printed: Chinese
        rolled = roll(members, day, title, lambda issues: meter.each("judging", issues))
        yield Reading(rolled, opened, unread)


def told(one: Unread) -> Said:
    """A ledger that could not be read, with every reason."""
    more = say("rollup.why", reasons=one.reasons) if one.reasons else None
    return say("rollup.unread", name=one.name, place=one.place, why=one.why, more=more)


def _member(one: Opened) -> Member:
    stored = tuple((found.issue, found.file) for found in one.scan.stored)
    return Member(one.name, one.workspace.office, stored, one.scan.problems)


def _refuse_the_same(opened: Iterable[Opened]) -> None:
    """One ledger under two names, or a copy of it, would be counted twice. Single issues that stand in two ledgers are
    told by the check.
    """
    known = [(one, {issue.uid for issue in one.scan.issues}) for one in opened]
    for (first, mine), (second, theirs) in combinations(known, 2):
        shared = len(mine & theirs)
        if shared and 2 * shared >= min(len(mine), len(theirs)):
            raise UsageError(say("rollup.same-issues", first=first.place, second=second.place, count=shared))


@dataclass(frozen=True)
class Checked:
    """What a check of many ledgers found."""

    own: tuple[Problem, ...]
    """What the rules of each ledger find in it."""
    between: tuple[Problem, ...]
    """What is wrong between the ledgers."""
    unproved: tuple[str, ...]
    """The ledgers whose evidence and snapshots are not here: of a repository only the records are fetched."""
    excused: int
    """How many more there are that a ledger has a waiver for."""
    files: int
    exit_code: int


def check(reading: Reading, selection: Selection) -> Checked:
    """What each ledger's rules find in it, and what is wrong between the ledgers; read with `chains`. Evidence and
    snapshots are looked at where they are: in folders. Raises MachineError where a disk doesn't tell.
    """
    rolled = reading.rolled
    chosen = {one.issue.id for one in rolled.taken(replace(selection, void=True))}
    faults = [(one.member, one.problem) for one in handing.faults(rolled, tuple(one.name for one in reading.unread))]
    things = rolledthings.across(rolled.members, reading.opened, rolled.whole.day)
    faults += [(one.member, one.problem) for one in things]
    own, between, excused = list[Problem](), list[Problem](), 0
    for member, one in zip(rolled.members, meter.each("rules", reading.opened), strict=True):
        excuses = waivers.load(one.workspace).waivers
        across = [problem for of, problem in faults if of is member]
        for found, kept in ((_own(member, one, reading, selection), own), (across, between)):
            wanted = [p for p in found if selection.empty or p.issue is None or member.far(p.issue) in chosen]
            counting = [p for p in wanted if not _is_excused(p, rolled.whole.day, excuses)]
            kept.extend(map(member.problem, folder.locate(counting, one.scan.stored)))
            excused += len(wanted) - len(counting)
    every = sum(len(one.scan.stored) + len(one.scan.broken) for one in reading.opened)
    verdict = audit.Verdict((*own, *between), every, reading.broken)
    unproved = tuple(one.name for one in reading.opened if one.commit is not None)
    return Checked(tuple(own), tuple(between), unproved, excused, every, max(verdict.exit_code, reading.exit_code))


def _own(member: Member, one: Opened, reading: Reading, selection: Selection) -> list[Problem]:
    """What the rules of a ledger find in it, and what is wrong with its files, its histories and its evidence."""
    cases = checks.cases(one.scan.issues, reading.rolled.whole.day, member.office)
    alive = [case for case in cases if selection.void or case.then is None or case.then.void is None]
    chains = (fault for stored in one.scan.stored for fault in stored.chain)
    broken = (*one.scan.problems, *waivers.load(one.workspace).faults)
    kept = () if one.commit else (*audit.damage(one.workspace, cases), *snapshots.scan(one.workspace).problems)
    registers = rolledthings.own(one, member.office, reading.rolled.whole.day) if selection.empty else ()
    return [*broken, *registers, *chains, *kept, *checks.faults(cases), *checks.alarms(alive)]


def _is_excused(problem: Problem, day: date, excuses: Iterable[Waiver]) -> bool:
    return any(problem.issue and one.holds(problem.issue, problem.rule, day) for one in excuses)


@dataclass(frozen=True)
class Order:
    """What somebody wants given out of all ledgers."""

    selection: Selection
    said: str = ""
    skip_broken: bool = False
    force: bool = False
    public: bool = False
    allowed: tuple[str, ...] = ()


def export(reading: Reading, order: Order, path: Path, words: Callable[[Said], str]) -> Report:
    """Write the usual sheets over all ledgers to a workbook, as the first one describes them, and behind them the
    ledgers with their sum and the tasks handed down. `words` says a message in Chinese.

    Raises UnreadableError where something can't be read (unless told to skip it) or nothing is selected; UsageError,
    ConflictError as `exchange.export`.
    """
    for one in reading.opened:
        outgoing.refuse_place(one.workspace, path, ".xlsx")
    report = _report(reading, order)
    contents = Contents(tuple(sheets.load(reading.opened[0].workspace, name) for name in USUAL), summary=True)
    more = rolledsheets.grids(reading.rolled, order.selection, words)
    from ledger.formats.xlsx import book  # openpyxl takes a third of a second

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        outgoing.write(path, lambda file: book.write(report, contents, file, more), force=order.force)
    except OSError as error:
        raise files.fault(error, path) from error
    return report


def site(reading: Reading, order: Order, place: Path, words: Callable[[Said], str]) -> sites.Built:
    """Build the site of all ledgers. `words` says a message in Chinese. Raises what `site.build` raises."""
    place = place.absolute()
    for one in reading.opened:
        outgoing.refuse_reserved(one.workspace, place, place)
        if one.workspace.root.is_relative_to(place.resolve()):
            raise RefusedError(say("site.not-ours", path=str(place)))
    order = replace(order, selection=replace(order.selection, public=order.public))
    report = _report(reading, order)
    members = reading.rolled.members
    everybody = People(tuple(person for one in members for person in one.office.people.people))
    every = reading.rolled.whole.rolled if order.public else ()
    by_name = {one.name: one.workspace for one in reading.opened}
    for member in members if order.public else ():
        sites.tell_of_books(by_name[member.name], (issue.id for issue, _ in member.issues), member.office)
    known = {one.issue.id: one.member.office.of(one.own).is_public for one in every}
    inside = (one.issue for one in every if not known[one.issue.id])
    secrets = (*private((one.issue for one in every), everybody), *kept_inside(inside)) if order.public else ()
    wanted = sites.Order(order.selection, order.said, order.public, order.allowed, order.skip_broken)
    return sites.publish(report, wanted, place, words, sites.Inside(secrets, known))


def _report(reading: Reading, order: Order) -> Report:
    if reading.exit_code and not order.skip_broken:
        files_told = (say("rollup.broken", files=reading.broken),) if reading.broken else ()
        raise UnreadableError(say("rollup.not-whole"), *map(told, reading.unread), *files_told)
    report = reading.rolled.report(order.selection, order.said)
    if not report.entries:
        raise UnreadableError(outgoing.nothing(order.said, report.day))
    missing = (Problem("unreadable", "invalid", told(one), issue=one.name) for one in reading.unread)
    return replace(report, broken=(*report.broken, *missing))  # what is given out says so itself
