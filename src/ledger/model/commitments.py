"""What somebody has to do by a day and no issue says: measures of plans of objects, decisions of meetings.

A plan that several issues share is one plan: each of its measures stands here once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from ledger.model.decisions import State, Tracked, tracked
from ledger.model.meeting import Meeting
from ledger.model.plan import Measure
from ledger.model.policy import Clock
from ledger.model.scheme import Scheme
from ledger.model.workdays import Calendar

Of = Literal["measures", "decisions"]
"""What it is one of: also the list of the record in which it stands."""
RULES: frozenset[str] = frozenset({"scheme-late", "scheme-soon", "decision-late", "decision-soon"})
"""The rules of `check` that are about one of these."""


@dataclass(frozen=True, slots=True)
class Commitment:
    """One of these as it stands on a day."""

    of: Of
    record: str
    """The id of the plan or the meeting."""
    at: int
    """Its place in the list."""
    number: str
    text: str
    units: tuple[str, ...]
    """As they were written."""
    person: str | None
    objects: tuple[str, ...]
    due: date | None
    state: State
    days: int = 0
    """How many days it is late, or has yet."""

    @property
    def title(self) -> str:
        """What a report calls it; the same from night to night."""
        return f"{self.record} {self.number} {self.text.strip()}"

    @property
    def command(self) -> str:
        """What ends it, ready to be typed."""
        return f"ledger {'plan' if self.of == 'measures' else 'meeting'} done {self.record} {self.number}"


def of_scheme(scheme: Scheme, day: date, clock: Clock) -> Iterator[Commitment]:
    """The measures of a plan that holds on the day, in its order."""
    for at, one in enumerate(scheme.measures if scheme.holds(day) else ()):
        state, days = _standing(one, day, clock)
        units = one.units or scheme.units
        yield Commitment(
            "measures",
            scheme.id,
            at,
            one.number,
            one.text,
            units,
            scheme.person,
            (scheme.object,),
            one.due,
            state,
            days,
        )


def _standing(one: Measure, day: date, clock: Clock) -> tuple[State, int]:
    if one.done_on is not None and one.done_on <= day:
        return "done", 0
    if one.due is None:
        return "open", 0
    days = abs((day - one.due).days)
    if one.due < day:
        return "late", days
    return ("soon" if one.due - day <= timedelta(clock.due_within) else "open"), days


def of_decision(one: Tracked) -> Commitment:
    """A decision of a meeting."""
    told = one.decision
    return Commitment(
        "decisions", one.meeting.id, one.at, told.number, told.text, told.units, told.person, told.objects, one.due,
        one.state, one.days,
    )  # fmt: skip


def commitments(
    schemes: Iterable[Scheme], meetings: Iterable[Meeting], day: date, calendar: Calendar, clock: Clock
) -> tuple[Commitment, ...]:
    """All of them, done or not."""
    measures = (each for one in sorted(schemes, key=lambda one: one.id) for each in of_scheme(one, day, clock))
    return (*measures, *map(of_decision, tracked(meetings, day, calendar, clock)))
