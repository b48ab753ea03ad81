"""The units in order: who has finished most of what is theirs, and who has most that is late; and, of many ledgers,
what each of them has.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from ledger.model.rates import Rate
from ledger.model.report import UNASSIGNED, Entry, Report
from ledger.model.statistics import FINISHED


@dataclass(frozen=True, slots=True)
class Ranked:
    """One unit's issues, and its measures that have come due."""

    place: int
    """1 is the best; units of equal figures share a place. 0: what nobody answers for is not ranked."""
    name: str
    total: int
    unfinished: int
    overdue: int
    behind: int
    """Not overdue, but with a node that is."""
    soon: int
    unreported: int
    completion: Rate
    on_time: Rate
    """Of measures that have come due, those that are done."""


def ranking(report: Report) -> tuple[Ranked, ...]:
    """Every responsible unit by 整改完成率, then by how little of it is overdue; an issue of several units is counted
    under each, so the rows add up to more than the issues.
    """
    own: dict[str, list[Entry]] = {}
    for one in report.entries:
        for name in report.responsible(one) or (UNASSIGNED,):
            own.setdefault(name, []).append(one)
    rows = [_row(name, entries, report) for name, entries in own.items()]
    rows.sort(key=lambda row: (row.name == UNASSIGNED, _order(row), row.name))
    return tuple(_placed(rows))


def is_rolled(report: Report) -> bool:
    """Whether the issues are those of many ledgers, each named after its own (`county-a/ISSUE-003`)."""
    return any("/" in one.issue.id for one in report.entries[:1])


def by_ledger(report: Report) -> tuple[Ranked, ...]:
    """Of many ledgers read as one, what each has, in their order: every issue is in one, so the rows add up. Nothing of
    a single ledger.
    """
    own: dict[str, list[Entry]] = {}
    for one in report.entries if is_rolled(report) else ():
        own.setdefault(one.issue.id.rpartition("/")[0], []).append(one)
    return tuple(_row(name, entries, report) for name, entries in own.items())


def _order(row: Ranked) -> tuple[float, float, int]:
    late = (row.overdue + row.behind) / row.total
    return -row.completion.part / row.total, late, -row.total


def _placed(rows: list[Ranked]) -> list[Ranked]:
    placed: list[Ranked] = []
    for at, row in enumerate(rows, 1):
        same = placed and _order(placed[-1])[:2] == _order(row)[:2]
        place = 0 if row.name == UNASSIGNED else placed[-1].place if same else at
        placed.append(replace(row, place=place))
    return placed


def _row(name: str, entries: list[Entry], report: Report) -> Ranked:
    standings = [one.situation.standing for one in entries]
    finished = sum(one in FINISHED for one in standings)
    due = [
        measure
        for one in entries
        for measure in (one.issue.plan.measures if one.issue.plan else ())
        if (day := one.due_of(measure, report.office)) is not None and day <= report.day
    ]
    done = sum(measure.done_on is not None for measure in due)
    return Ranked(
        place=0,
        name=name,
        total=len(entries),
        unfinished=len(entries) - finished,
        overdue=standings.count("overdue"),
        behind=standings.count("behind"),
        soon=standings.count("due-soon"),
        unreported=sum(one.situation.unreported_days is not None for one in entries),
        completion=Rate("completion", "整改完成率", finished, len(entries)),
        on_time=Rate("on-time", "按期完成率", done, len(due)),
    )
