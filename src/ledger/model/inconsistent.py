"""Contradictions (前后不一致): where one issue says two things of the same work, with both, the place, and the way out.

A month is held against the months before it and against itself. What counts is the last that was said on each: who
reports again in the same month has set it right.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, get_args

from ledger.errors import Said, say
from ledger.model.acts import Change, Progress, Step
from ledger.model.happened import percent
from ledger.model.issue import Issue
from ledger.model.period import Period
from ledger.model.plan import Indicator, Reading
from ledger.model.schedule import completed_on

Kind = Literal[
    "percent-down", "count-down", "done-open", "done-percent", "worse-reading", "total-changed", "backdated", "snapshot"
]
KINDS: tuple[Kind, ...] = get_args(Kind)
_WHOLE = Decimal(100)
_TOTAL, _DONE = ".quantity.total", ".done_on"


@dataclass(frozen=True, slots=True)
class Clash:
    """Two values that can't both be so."""

    kind: Kind
    was: Said
    """What was said first, or is said elsewhere."""
    now: Said
    where: str
    """The field, places in lists counted from 1; empty where it is the whole issue."""
    mend: str
    """The command that sets it right, once somebody knows which of the two is."""


def clashes(issue: Issue, period: Period) -> tuple[Clash, ...]:
    """Everything in which an issue contradicts itself in a month; `issue` knows whatever was reported by now."""
    own = [one for one in issue.progress if one.month == period.key]
    before = [one for one in issue.progress if one.month < period.key]
    return (
        *_percent_down(issue, before, own),
        *_counts_down(issue, before, own),
        *_done_open(issue, own),
        *_worse_readings(issue, period),
        *_changed_since(issue, period),
    )


def _percent_down(issue: Issue, before: list[Progress], own: list[Progress]) -> Iterator[Clash]:
    """A percentage below the last of an earlier month, unless the work was found wanting or began anew between."""
    was, now = _last(before), _last(own)
    if was is None or now is None or was.percent is None or now.percent is None or now.percent >= was.percent:
        return
    if any(step.move in {"fail", "reopen"} and was.date <= step.date <= now.date for step in issue.history):
        return
    told = f"ledger progress {issue.id} --month {now.month} --percent {was.percent.normalize():f}"
    yield Clash("percent-down", _told(was), _told(now), f"progress.{issue.progress.index(now) + 1}.percent", told)


def _told(one: Progress) -> Said:
    return say("dispatch.percent-in", month=one.month, percent=percent(one.percent))


def _last(entries: list[Progress]) -> Progress | None:
    """The entry with a percentage that stands for its months: the latest, the one added last."""
    told = (one for one in reversed(entries) if one.percent is not None)
    return max(told, key=lambda one: (one.month, one.date), default=None)


def _counts_down(issue: Issue, before: list[Progress], own: list[Progress]) -> Iterator[Clash]:
    """A cumulative amount below the one of an earlier month."""
    earlier = {
        count.number: (entry.month, count.done) for entry in sorted(before, key=_order) for count in entry.counts
    }
    latest = {count.number: (entry, count.done) for entry in sorted(own, key=_order) for count in entry.counts}
    for number, (entry, done) in latest.items():
        month, had = earlier.get(number, (entry.month, done))
        if done < had:
            yield Clash(
                "count-down",
                say("dispatch.count-in", number=number, month=month, amount=_number(had)),
                say("dispatch.count-in", number=number, month=entry.month, amount=_number(done)),
                f"progress.{issue.progress.index(entry) + 1}.counts",
                f"ledger progress {issue.id} --month {entry.month} --measure {number} --quantity {_number(had)}",
            )


def _order(entry: Progress) -> tuple[str, date]:
    return entry.month, entry.date


def _done_open(issue: Issue, own: list[Progress]) -> Iterator[Clash]:
    """Said to be done with something open, and the other way round."""
    last, missing = _last(own), _open(issue)
    accepted = issue.status in {"verified", "closed"}
    whole = last is not None and last.percent == _WHOLE
    if missing and (accepted or whole):
        was = say(f"status.{issue.status}") if accepted or last is None else _told(last)
        names = tuple(name for name, _, _ in missing)
        _, where, option = missing[0]
        yield Clash(
            "done-open", was, say("dispatch.not-done", names=names), where, f"ledger progress {issue.id} {option}"
        )
    finished = completed_on(issue)
    if finished is not None and last is not None and not whole and last.date >= finished:
        was = say("dispatch.all-done", day=finished)
        mend = f"ledger progress {issue.id} --month {last.month} --percent 100"
        yield Clash("done-percent", was, _told(last), f"progress.{issue.progress.index(last) + 1}.percent", mend)


def _open(issue: Issue) -> list[tuple[Said, str, str]]:
    """Measures and milestones that are not done: the name of each, its field, the option that reports it done."""
    plan = issue.plan
    if plan is None:
        return []
    found = [
        (say("dispatch.measure", number=one.number), f"plan.measures.{at}{_DONE}", f"--measure {one.number} --done")
        for at, one in enumerate(plan.measures, 1)
        if one.done_on is None
    ]
    nodes = plan.deadline.milestones if plan.deadline else ()
    found += [
        (
            say("dispatch.milestone", number=str(at)),
            f"plan.deadline.milestones.{at}.done_on",
            f"--milestone {at} --done",
        )
        for at, one in enumerate(nodes, 1)
        if one.done_on is None
    ]
    return found


def _worse_readings(issue: Issue, period: Period) -> Iterator[Clash]:
    """The last reading of a month worse than what it started from."""
    for at, one in enumerate(issue.plan.indicators if issue.plan else (), 1):
        own = [reading for reading in one.readings if period.first <= reading.date <= period.last]
        last = max(own, key=lambda reading: reading.date, default=None)
        base = one.baseline
        if last is None or base is None or base.value is None or not _is_worse(one, last, base.value):
            continue
        unit = one.unit or ""
        yield Clash(
            "worse-reading",
            say("dispatch.baseline", name=one.name, year=base.year, value=f"{_number(base.value)}{unit}"),
            say("dispatch.reading", name=one.name, day=last.date, value=f"{_number(last.value)}{unit}"),
            f"plan.indicators.{at}.readings.{one.readings.index(last) + 1}",
            f"ledger edit {issue.id}",
        )


def _is_worse(one: Indicator, last: Reading, base: Decimal) -> bool:
    """Away from the goal. What is to be equal has no better side; 下降 and 上升 are asked of the value itself."""
    if one.operator in {"≤", "<", "下降"}:
        return last.value > base
    return one.operator in {"≥", ">", "上升"} and last.value < base


def _changed_since(issue: Issue, period: Period) -> Iterator[Clash]:
    """What was written in this month and makes the months before it other than they were told: another amount to be
    done, a done date of a day that had passed, and on which it was not known.
    """
    if not any(step.at.date() < period.first for step in issue.history):
        return  # nobody had told of it before
    for step in issue.history:
        if not period.first <= step.at.date() <= period.last:
            continue
        for change in step.changes:
            yield from _total(issue, step, change)
            yield from _backdated(step, change, period)


def _total(issue: Issue, step: Step, change: Change) -> Iterator[Clash]:
    if change.field.endswith(_TOTAL) and change.old is not None and change.new is not None:
        number = _measure_number(issue, change.field)
        yield Clash(
            "total-changed",
            say("dispatch.total", number=number, amount=str(change.old)),
            say("dispatch.total-since", number=number, amount=str(change.new), day=step.at.date(), why=step.why or "—"),
            change.field,
            f"ledger edit {issue.id} --set {change.field}={change.old}",
        )


def _backdated(step: Step, change: Change, period: Period) -> Iterator[Clash]:
    if not change.field.startswith("plan.") or not change.field.endswith(_DONE) or not isinstance(change.new, str):
        return
    if change.old is None and change.new < period.first.isoformat():
        yield Clash(
            "backdated",
            say("dispatch.open-then", day=period.eve),
            say("dispatch.done-since", day=change.new, written=step.at.date()),
            change.field,
            f"ledger snapshot {period.eve:%Y-%m} --why …",
        )


def _measure_number(issue: Issue, field: str) -> str:
    """The number of the measure that a field belongs to; its place where it has gone since."""
    at = int(field.split(".")[2])
    measures = issue.plan.measures if issue.plan else ()
    return measures[at - 1].number if at <= len(measures) else str(at)


def _number(value: Decimal) -> str:
    return f"{value.normalize():f}"
