"""`Report`: the issues of one ledger as they stood on one day, judged; every table and every page is read off it.

The words in which a standing or a status is printed are here, once, because they are the office's
official Chinese whatever language the user's terminal speaks (漳州's and 广元's published ledgers; domain 3.2).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from ledger.model.acts import Status
from ledger.model.checkpoint import Anchor
from ledger.model.coverage import uncovered_years
from ledger.model.facts import Line, about
from ledger.model.ids import number_of
from ledger.model.issue import Issue
from ledger.model.office import Office
from ledger.model.pace import Paced, paces
from ledger.model.paceinputs import inputs_of
from ledger.model.plan import Measure
from ledger.model.problem import Problem
from ledger.model.rewind import rewind
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
        return day_of(measure.due, self.issue, office) if measure.due else self.situation.due


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
    entries: tuple[Entry, ...]

    @cached_property
    def paces(self) -> Mapping[str, Paced]:
        """How every issue keeps pace with its plan (序时进度); worked out once, and only where somebody asks."""
        return paces((inputs_of(one.issue, self.office) for one in self.entries), self.day, self.office.policy.check)


@dataclass(frozen=True)
class Report:
    """Everything a report may say. Two reports of equal content are written as equal bytes: no clock is asked."""

    office: Office
    day: date
    entries: tuple[Entry, ...]
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

    @cached_property
    def paces(self) -> Mapping[str, Paced]:
        """How each issue keeps pace with its plan, by its id: late children count wherever they are."""
        return (self.whole or Whole(self.office, self.day, self.entries)).paces

    @cached_property
    def measures(self) -> tuple[tuple[Entry, Measure], ...]:
        """Every measure with its issue, in the order of the ledger and of the plans."""
        return tuple((one, m) for one in self.entries if one.issue.plan for m in one.issue.plan.measures)

    @cached_property
    def late(self) -> tuple[tuple[Entry, Node], ...]:
        """Everything past its day and not done, the longest overdue first, then as the ledger is ordered."""
        found = [(one, node) for one in self.entries for node in late_once(one.situation)]
        return tuple(sorted(found, key=lambda pair: pair[1].due))

    @cached_property
    def broken_files(self) -> tuple[str, ...]:
        """The files that could not be read, each once; a fault without a place is named by its issue or rule."""
        named = (p.place.file if p.place else p.issue or p.rule for p in self.broken)
        return tuple(sorted(set(named)))

    @cached_property
    def unit_names(self) -> tuple[str, ...]:
        """Every unit that may stand in a cell: the register's, then those that only the issues name."""
        plans = (one.issue.plan for one in self.entries if one.issue.plan)
        used = sorted({
            self.office.units.canonical(name)
            for plan in plans
            for name in (*plan.implementers, *plan.supervisor_units, *plan.acceptor_units)
        })  # fmt: skip
        return tuple(dict.fromkeys((*(unit.name for unit in self.office.units.units), *used)))

    @cached_property
    def person_names(self) -> tuple[str, ...]:
        """Every person that may stand in a cell: the register's, then those that only the issues name."""
        plans = (one.issue.plan for one in self.entries if one.issue.plan)
        used = sorted({self.office.people.name(plan.person) for plan in plans if plan.person})
        return tuple(dict.fromkeys((*(person.name for person in self.office.people.people), *used)))

    @cached_property
    def uncovered_years(self) -> tuple[int, ...]:
        """Years without a published holiday table in which a deadline or a notice was counted; every output says so."""
        return tuple(sorted({year for one in self.entries for year in uncovered_years(one.issue, self.office)}))

    def responsible(self, entry: Entry) -> tuple[str, ...]:
        """The units an issue is counted under: 牵头 and 责任, else whoever carries out a measure; each once."""
        return answering(entry.issue, self.office.units)

    def of_unit(self, unit: str | None) -> Report:
        """The issues that a unit is responsible for, as a report of their own; None: those that no unit answers for."""
        own = (one for one in self.entries if (unit in self.responsible(one) if unit else not self.responsible(one)))
        said = f"责任单位：{unit or UNASSIGNED}"
        return replace(self, entries=tuple(own), selection="；".join(filter(None, (self.selection, said))))

    @property
    def responsible_units(self) -> tuple[str | None, ...]:
        """Every unit that answers for something here, in the order of the ledger; None last, if nobody answers for an
        issue.
        """
        named = [self.responsible(one) for one in self.entries]
        units = dict.fromkeys(unit for own in named for unit in own)
        return (*units, *((None,) if not all(named) else ()))


def answering(issue: Issue, units: Units) -> tuple[str, ...]:
    """The units that answer for an issue: 牵头 and 责任, else whoever carries out a measure; each once."""
    plan = issue.plan
    if plan is None:
        return ()
    named = (*plan.lead_units, *plan.responsible_units) or plan.implementers
    return tuple(dict.fromkeys(units.canonical(name) for name in named))


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
    entries = []
    for issue, file in issues:
        then = rewind(issue, day)
        if then is not None:
            entries.append(Entry(then, situation(then, day, office), file))
    entries.sort(key=lambda one: (number_of(one.issue.id), one.issue.id))
    whole = Whole(office, day, tuple(entries))
    return Report(office, day, whole.entries, tuple(broken), selection, links, whole=whole)
