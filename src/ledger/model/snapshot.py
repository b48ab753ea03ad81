"""A snapshot: how a month stood when it was put down for good, what two months differ by, and what the histories say.

The histories can be rewound to any day, so a snapshot tells nothing that they don't; it is kept because a report was
made of it. What is dated into a month afterwards makes the two differ, and that is told, issue by issue. Texts and
units carry no dates of change (`rewind`): that they were edited since contradicts nobody.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal, get_args

from pydantic import Field

from ledger.errors import Said, say
from ledger.model.acts import STATUSES, IssueId, Status
from ledger.model.movement import Moved, moved
from ledger.model.recurrence import undone
from ledger.model.report import Entry, Report
from ledger.model.schedule import STANDINGS, Standing
from ledger.model.values import Count, Day, Digest, Flag, Moment, Month, Ordinal, Percent, Record, Size, Text, Texts

FORMAT = "ledger-snapshot-v1"
_NAME = re.compile(r"(20[0-9]{2}-(?:0[1-9]|1[0-2]))(?:\.([1-9][0-9]{0,5}))?")
Figure = Literal["total", "finished", "closed", "overdue", "rebound"]
FIGURES: tuple[Figure, ...] = get_args(Figure)
"""What months are compared by: 总数, 完成整改 (done, verified or closed), 已销号, 逾期, 反弹 (closings undone, 次)."""


class Frozen(Record):
    """One issue on the last day of a month."""

    uid: Text
    id: IssueId
    title: Text
    status: Status
    standing: Standing
    cycle: Ordinal
    received: Day
    due: Day | None = None
    """The day that counted."""
    completed_on: Day | None = None
    rebounds: Count = 0
    """Closings that a look-back found undone and that were followed by another cycle."""
    measures: Count = 0
    measures_done: Count = 0
    percent: Percent | None = None
    reported: Flag = False
    """Whether there was a report on this very month."""
    units: Texts = ()
    region: Text | None = None
    fields: Texts = ()
    source: Text
    batch: Text | None = None


class Filed(Record):
    """A file of a snapshot."""

    path: Text
    size: Size
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


class Sealed(Record):
    """The checkpoint that stood for the whole ledger when the snapshot was taken."""

    file: Text
    digest: Digest
    root: Digest


class Manifest(Record):
    """The file that vouches for the others of a snapshot."""

    format: Literal["ledger-snapshot-v1"]
    month: Month
    edition: Ordinal = 1
    """Which one of this month: a month that changed afterwards gets another."""
    as_of: Day
    time: Moment
    tool: Text
    by: Text | None = None
    why: Text | None = None
    """Why there is another one of this month."""
    checkpoint: Sealed
    previous: tuple[Digest, ...] = ()
    """The digests of the manifests before it: one, none for the first, two after two branches took snapshots."""
    files: Annotated[tuple[Filed, ...], Field(min_length=1)]

    @property
    def name(self) -> str:
        """The name of its folder."""
        return name_of(self.month, self.edition)


def name_of(month: str, edition: int) -> str:
    """`2026-10`, and `2026-10.2` for the second of that month."""
    return month if edition == 1 else f"{month}.{edition}"


def named(name: str) -> tuple[str, int | None] | None:
    """Which month and edition a name means: `2026-10` alone says no edition; None for what is no such name."""
    found = _NAME.fullmatch(name)
    return (found[1], int(found[2]) if found[2] else None) if found else None


def freeze(report: Report, month: str) -> tuple[Frozen, ...]:
    """The issues of a report that is made for the last day of `month`, in its order."""
    return tuple(_frozen(report, entry, month) for entry in report.entries)


def _frozen(report: Report, entry: Entry, month: str) -> Frozen:
    issue, now = entry.issue, entry.situation
    measures = issue.plan.measures if issue.plan else ()
    last = issue.last_progress()
    return Frozen(
        uid=issue.uid,
        id=issue.id,
        title=issue.title,
        status=issue.status,
        standing=now.standing,
        cycle=issue.cycle,
        received=issue.source.received,
        due=now.due,
        completed_on=now.completed_on,
        rebounds=len(undone(issue)),
        measures=len(measures),
        measures_done=sum(one.done_on is not None for one in measures),
        percent=last.percent if last else None,
        reported=any(one.month == month for one in issue.progress),
        units=report.responsible(entry),
        region=issue.region,
        fields=issue.fields,
        source=issue.source.kind,
        batch=issue.source.batch,
    )


@dataclass(frozen=True, slots=True)
class Counts:
    """A month in numbers, all of them read off its issues. The statuses add up to `total`, and so do the standings."""

    month: str
    as_of: date
    total: int
    statuses: Mapping[Status, int]
    standings: Mapping[Standing, int]
    measures: int
    measures_done: int
    reported: int
    """Issues with a report on the month."""
    rebounds: int

    def as_dict(self) -> dict[str, object]:
        """For JSON; the keys are stable."""
        return {
            "month": self.month,
            "as_of": self.as_of.isoformat(),
            "total": self.total,
            "statuses": dict(self.statuses),
            "standings": dict(self.standings),
            "measures": {"done": self.measures_done, "total": self.measures},
            "reported": self.reported,
            "rebounds": self.rebounds,
        }


def count(issues: Sequence[Frozen], month: str, as_of: date) -> Counts:
    """The numbers of a month."""
    statuses, standings = Counter(one.status for one in issues), Counter(one.standing for one in issues)
    return Counts(
        month=month,
        as_of=as_of,
        total=len(issues),
        statuses={key: statuses[key] for key in STATUSES},
        standings={key: standings[key] for key in STANDINGS},
        measures=sum(one.measures for one in issues),
        measures_done=sum(one.measures_done for one in issues),
        reported=sum(one.reported for one in issues),
        rebounds=sum(one.rebounds for one in issues),
    )


_TIMES: Mapping[Figure, Callable[[Frozen], int]] = {
    "total": lambda _: 1,
    "finished": lambda one: one.standing in {"done", "verified", "closed"},
    "closed": lambda one: one.status == "closed",
    "overdue": lambda one: one.standing == "overdue",
    "rebound": lambda one: one.rebounds,
}
"""How many times an issue counts in a figure."""


@dataclass(frozen=True, slots=True)
class Movement(Moved[Frozen]):
    """How a figure came from one month to a later one; an issue counts in some figures several times."""

    figure: Figure


def movements(before: Iterable[Frozen], now: Iterable[Frozen]) -> tuple[Movement, ...]:
    """What two months differ by. An issue is known by its uid: another number makes no new issue of it."""
    then, today = list(before), list(now)
    return tuple(_movement(figure, then, today) for figure in FIGURES)


def _movement(figure: Figure, before: Iterable[Frozen], now: Iterable[Frozen]) -> Movement:
    found = moved(_counted(figure, before), _counted(figure, now))
    return Movement(found.before, found.came, found.went, found.now, figure)


def _counted(figure: Figure, issues: Iterable[Frozen]) -> dict[tuple[str, int], Frozen]:
    times = _TIMES[figure]
    return {(one.uid, at): one for one in issues for at in range(times(one))}


Mark = Literal[
    "there", "status", "lateness", "cycle", "received", "due", "completed_on", "rebounds", "measures",
    "measures_done", "percent", "reported",
]  # fmt: skip
Value = str | int | date | bool | None
_LATE: frozenset[Standing] = frozenset({"overdue", "behind"})
_MARKS: Mapping[Mark, Callable[[Frozen], Value]] = {
    "status": lambda one: one.status,
    "lateness": lambda one: one.standing if one.standing in _LATE else None,
    "cycle": lambda one: one.cycle,
    "received": lambda one: one.received,
    "due": lambda one: one.due,
    "completed_on": lambda one: one.completed_on,
    "rebounds": lambda one: one.rebounds,
    "measures": lambda one: one.measures,
    "measures_done": lambda one: one.measures_done,
    "percent": lambda one: None if one.percent is None else f"{one.percent.normalize():f}",
    "reported": lambda one: one.reported,
}
"""What histories are asked about. 临期 is left out: it follows the house's settings, which may change any day."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What a snapshot says of an issue, and what the histories say of the same day."""

    id: str
    title: str
    mark: Mark
    """`there`: only one of the two has the issue at all."""
    stated: Value
    found: Value


def disagreements(stated: Iterable[Frozen], found: Iterable[Frozen]) -> tuple[Disagreement, ...]:
    """Everything in which a snapshot and the histories, rewound to its day, differ."""
    told, known = {one.uid: one for one in stated}, {one.uid: one for one in found}
    uids = dict.fromkeys((*told, *known))
    return tuple(difference for uid in uids for difference in _of_one(told.get(uid), known.get(uid)))


def _of_one(stated: Frozen | None, found: Frozen | None) -> Iterable[Disagreement]:
    one = found or stated
    if one is None:
        return
    if stated is None or found is None:
        yield Disagreement(one.id, one.title, "there", stated is not None, found is not None)
        return
    for mark, read in _MARKS.items():
        if (told := read(stated)) != (known := read(found)):
            yield Disagreement(one.id, one.title, mark, told, known)


def valued(one: Disagreement, value: Value) -> Said | str:
    """A value of what is disagreed on, in words."""
    if one.mark == "lateness" and value is None:
        return say("snapshot.in-time")
    if value is None or isinstance(value, bool):
        return say("snapshot.yes" if value else "snapshot.no" if value is False else "snapshot.none")
    if one.mark in {"status", "lateness"}:
        return say(f"{'status' if one.mark == 'status' else 'standing'}.{value}")
    return str(value)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A figure of a snapshot that the histories contradict, and the issues that make the difference."""

    figure: Figure
    stated: int
    found: int
    issues: tuple[str, ...]


def contradictions(stated: Iterable[Frozen], found: Iterable[Frozen]) -> tuple[Contradiction, ...]:
    """Every figure in which not the very same issues count. The sums may agree all the same: one more, another less."""
    told = movements(stated, found)
    return tuple(
        Contradiction(one.figure, one.before, one.now, tuple(dict.fromkeys(i.id for i in (*one.came, *one.went))))
        for one in told
        if one.came or one.went
    )
