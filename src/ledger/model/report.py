"""`Report`: the issues of one ledger as they stood on one day, judged; every table and every page is read off it.

The words in which a standing or a status is printed are here, once, because they are the office's
official Chinese whatever language the user's terminal speaks (漳州's and 广元's published ledgers; domain 3.2).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Self

from ledger.model.acts import Status
from ledger.model.checkpoint import Anchor
from ledger.model.coverage import uncovered_years
from ledger.model.facts import Line, about
from ledger.model.issue import Issue
from ledger.model.office import Office
from ledger.model.pace import Paced, paces
from ledger.model.paceinputs import inputs_of
from ledger.model.plan import Measure
from ledger.model.problem import Problem
from ledger.model.rewind import rewind
from ledger.model.roll import picked
from ledger.model.schedule import Node, Situation, Standing, day_of, situation
from ledger.model.units import Units

STANDING_WORDS: Mapping[Standing, str] = {
    "closed": "已销号",
    "verified": "已验收",
    "done": "完成整改",
    "overdue": "逾期",
    "behind": "节点逾期",
    "due-soon": "临期",
    "long-term": "长期坚持",
    "on-time": "正常推进",
    "not-started": "未启动",
}
UNASSIGNED = "未明确责任单位"
STATUS_WORDS: Mapping[Status, str] = {
    "open": "未启动",
    "in-progress": "整改中",
    "verified": "已验收",
    "closed": "已销号",
}


@dataclass(frozen=True)
class Entry:
    """One issue of a report: as it was on the report's day, and how it stood."""

    issue: Issue
    situation: Situation
    file: str
    """Where it is kept, relative to the ledger's folder, with `/`."""

    @property
    def line(self) -> Line:
        """The issue as a line of a list."""
        return Line(about(self.issue), self.situation, self.file)

    def due_of(self, measure: Measure, office: Office) -> date | None:
        """The day by which a measure must be done: its own, else the one that counts for the whole issue."""
        return day_of(measure.due, self.issue, self.house(office)) if measure.due else self.situation.due

    def house(self, office: Office) -> Office:
        """The office by whose rules it is judged: that of the report."""
        return office


def late_once(now: Situation) -> tuple[Node, ...]:
    """What is late, the last milestone left out where it falls on the final day: that is the same lateness."""
    final = {node.due for node in now.late if node.kind == "final"}
    return tuple(node for node in now.late if node.kind != "milestone" or node.due not in final)


def ahead_once(now: Situation) -> tuple[Node, ...]:
    """What is ahead, the last milestone left out where it falls on the final day: that is the same day."""
    final = {node.due for node in now.ahead if node.kind == "final"}
    return tuple(node for node in now.ahead if node.kind != "milestone" or node.due not in final)


@dataclass(frozen=True)
class Whole:
    """The ledger that the issues of a report were taken from: a child may be late that is not among them."""

    office: Office
    day: date
    entries: Sequence[Entry]

    @cached_property
    def paces(self) -> Mapping[str, Paced]:
        """How every issue keeps pace with its plan (序时进度); worked out once, and only where somebody asks."""
        inputs = (inputs_of(one.issue, self.office) for one in self.entries)
        own = self.office.clocks(one.issue.id for one in self.entries)
        return paces(inputs, self.day, self.office.policy.check, own)


@dataclass(frozen=True)
class Report:
    """Everything a report may say. Two reports of equal content are written as equal bytes: no clock is asked."""

    office: Office
    day: date
    entries: Sequence[Entry]
    """In the order of the ledger. Of a very large one they are made anew whenever they are walked through (`Roll`):
    they are taken one by one, and none is held for longer than needed.
    """
    broken: tuple[Problem, ...] = ()
    """Files that could not be read and are therefore missing from `entries`; every output must say so."""
    selection: str = ""
    """A phrase for what was selected (`责任单位：市水利局`); empty for the whole ledger."""
    links: str | None = ""
    """From the folder of the written file to the ledger's folder: empty, or like `../`; None for a file that will be
    read where the ledger is not.
    """
    anchor: Anchor | Problem | None = None
    """The last checkpoint, printed so that whoever keeps the report can hold the ledger against it; or why it can't."""
    whole: Whole | None = None
    """What the entries were taken from; None where they are all there is."""
    noted: Names | None = None
    """The names in use, where they were noted when the entries were first seen."""

    @cached_property
    def paces(self) -> Mapping[str, Paced]:
        """How each issue keeps pace with its plan, by its id: late children count wherever they are."""
        return (self.whole or Whole(self.office, self.day, self.entries)).paces

    @cached_property
    def broken_files(self) -> tuple[str, ...]:
        """The files that could not be read, each once; a fault without a place is named by its issue or rule."""
        named = (p.place.file if p.place else p.issue or p.rule for p in self.broken)
        return tuple(sorted(set(named)))

    @cached_property
    def names(self) -> Names:
        """The names in use."""
        return self.noted or Names(self.office).of(self.entries)

    @property
    def unit_names(self) -> tuple[str, ...]:
        """Every unit that may stand in a cell: the register's, then those that only the issues name."""
        return tuple(dict.fromkeys((*(unit.name for unit in self.office.units.units), *self.names.units)))

    @property
    def person_names(self) -> tuple[str, ...]:
        """Every person that may stand in a cell: the register's, then those that only the issues name."""
        return tuple(dict.fromkeys((*(person.name for person in self.office.people.people), *self.names.persons)))

    @property
    def uncovered_years(self) -> tuple[int, ...]:
        """Years without a published holiday table in which a deadline or a notice was counted; every output says so."""
        return self.names.uncovered_years

    def responsible(self, entry: Entry) -> tuple[str, ...]:
        """The units an issue is counted under: 牵头 and 责任, else whoever carries out a measure; each once."""
        return answering(entry.issue, self.office.units)

    def by_unit(self) -> dict[str | None, Report]:
        """For every unit the issues that it is responsible for, as a report of their own, in the order of the ledger;
        under None, last, those that no unit answers for.
        """
        found: dict[str | None, list[int]] = {}
        for at, entry in enumerate(self.entries):
            for unit in self.responsible(entry) or (None,):
                found.setdefault(unit, []).append(at)
        return {unit: self._of(unit, found[unit]) for unit in sorted(found, key=lambda unit: unit is None)}

    def _of(self, unit: str | None, numbers: Sequence[int]) -> Report:
        said = (self.selection, f"责任单位：{unit or UNASSIGNED}")
        return replace(self, entries=picked(self.entries, numbers), noted=None, selection="；".join(filter(None, said)))


def answering(issue: Issue, units: Units) -> tuple[str, ...]:
    """The units that answer for an issue: 牵头 and 责任, else whoever carries out a measure; each once."""
    return tuple(dict.fromkeys(map(units.canonical, issue.plan.answering))) if issue.plan else ()


class Names:
    """The names that issues use, noted while they go by: those that a cell may hold, and the years told beside them."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._units: set[str] = set()
        self._persons: set[str] = set()
        self._fields: set[str] = set()
        self._years: set[int] = set()

    def of(self, entries: Iterable[Entry]) -> Self:
        """These as well."""
        for one in entries:
            self.add(one.issue)
        return self

    def add(self, issue: Issue) -> None:
        """Note those of one more issue."""
        self._fields.update(issue.fields)
        self._years.update(uncovered_years(issue, self._office))
        if (plan := issue.plan) is not None:
            named = (*plan.implementers, *plan.supervisor_units, *plan.acceptor_units)
            self._units.update(map(self._office.units.canonical, named))
            if plan.person:
                self._persons.add(self._office.people.name(plan.person))

    @property
    def units(self) -> list[str]:
        """Under their official names."""
        return sorted(self._units)

    @property
    def persons(self) -> list[str]:
        """As the register names them."""
        return sorted(self._persons)

    @property
    def fields(self) -> list[str]:
        """环境要素."""
        return sorted(self._fields)

    @property
    def uncovered_years(self) -> tuple[int, ...]:
        """Years without a published holiday table in which a deadline or a notice was counted."""
        return tuple(sorted(self._years))


def judged(issue: Issue, file: str, day: date, office: Office) -> Entry | None:
    """An issue as it was on `day`, and how it stood; None where it had not been received by then."""
    then = rewind(issue, day)
    return None if then is None else Entry(then, situation(then, day, office), file)


def build(
    issues: Iterable[tuple[Issue, str]],
    day: date,
    office: Office,
    *,
    broken: Iterable[Problem] = (),
    selection: str = "",
    links: str = "",
) -> Report:
    """The report of `issues` (each with its file) for `day`; those that had not been received by then are left out."""
    found = (judged(issue, file, day, office) for issue, file in issues)
    entries = sorted((one for one in found if one is not None), key=lambda one: office.order(one.issue.id))
    whole = Whole(office, day, tuple(entries))
    return Report(office, day, whole.entries, tuple(broken), selection, links, whole=whole)
