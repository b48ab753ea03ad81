"""What of a check is news to a channel: each late item once, and again when it has been late for so many days.

What a channel was told is remembered by the fingerprint of the finding, the day that it was due and the last of those
days of lateness. A deadline that was moved and missed again is news again, and so is a threshold that was crossed while
nobody looked, once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ledger.model.finding import Checked, Finding, Kind

FIRST = 1
"""Lateness counts from the day after the deadline; that day is always told."""
_ALARMS: frozenset[Kind] = frozenset({"integrity", "invalid"})
"""What nobody may wait for; told once, because it does not grow with the days."""
_KEPT = timedelta(days=90)
"""How long something told is remembered that is found no more: a file that can't be read for a while hides what is late
in it, and that must not be told a second time."""


@dataclass(frozen=True, slots=True)
class Told:
    """What was last told of one finding."""

    due: date | None
    days: int
    """The threshold that it was told for: 1, 7, 15, 30; 0 where nothing is late."""
    on: date


Memory = Mapping[str, Told]
"""What one channel has been told, by fingerprint."""


def stage(one: Finding, days: Iterable[int]) -> int:
    """The last of the days of lateness on which it is told that has come; 0 for what isn't late."""
    return max((day for day in (FIRST, *days) if day <= one.days_late), default=0)


def news(checked: Checked, memory: Memory | None, days: Sequence[int]) -> tuple[Finding, ...]:
    """What a channel has not been told. Waived findings are never told.

    Without a memory (None: no earlier run is known) only what has been late for exactly one of the `days` counts: a job
    that can't keep anything from night to night must not tell all of it every night.
    """
    late = [one for one in checked.findings if one.kind == "overdue" and one.waiver is None]
    if memory is None:
        return tuple(one for one in late if one.days_late in {FIRST, *days})
    alarms = [one for one in checked.findings if one.kind in _ALARMS]
    return tuple(one for one in (*alarms, *late) if _is_new(one, memory.get(one.fingerprint), days))


def _is_new(one: Finding, told: Told | None, days: Sequence[int]) -> bool:
    return told is None or told.due != one.due or stage(one, days) > told.days


def remembered(memory: Memory, told: Iterable[Finding], days: Sequence[int], day: date) -> Memory:
    """The memory with what has just been told."""
    return {**memory, **{one.fingerprint: Told(one.due, stage(one, days), day) for one in told}}


def without_the_past(memory: Memory, checked: Checked) -> Memory:
    """The memory without what was told long ago and is found no more. Only a check of everything can say that."""
    found = {one.fingerprint for one in checked.findings}
    return {name: one for name, one in memory.items() if name in found or checked.day - one.on < _KEPT}
