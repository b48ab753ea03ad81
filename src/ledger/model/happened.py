"""What happened to one issue in a month: which deed, on which day, by whom.

Deeds are read off the record and not off the events: what an office took over from a workbook has dates and no event.
Where an event of that day signs the deed, it says who did it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, get_args

from ledger.errors import Said, say
from ledger.model.acts import Progress, Step
from ledger.model.issue import Issue
from ledger.model.office import Office
from ledger.model.period import Period
from ledger.model.schedule import completed_on, extensions_of

Deed = Literal[
    "arrived", "started", "percent", "measure", "milestone", "finished", "asked", "extended", "refused",
    "failed", "accepted", "closed", "rebound", "reopened", "void",
]  # fmt: skip
DEEDS: tuple[Deed, ...] = get_args(Deed)
"""In the order of an issue's life."""
_MOVES = {"start": "started", "fail": "failed", "verify": "accepted", "close": "closed", "reopen": "reopened"}


@dataclass(frozen=True, slots=True)
class Happening:
    """One deed of a month."""

    deed: Deed
    day: date
    what: Said
    by: str
    """The name of who did it; empty where nobody signed for it."""
    unit: str


def happened(issue: Issue, then: Issue | None, period: Period, office: Office) -> tuple[Happening, ...]:
    """What happened in `period` to an issue that stands as `issue` at its end and stood as `then` on its eve."""
    found = (one for one in _deeds(issue, then, period, office) if _within(period, one.day))
    return tuple(sorted(found, key=lambda one: (one.day, DEEDS.index(one.deed))))


def _within(period: Period, day: date | None) -> bool:
    return day is not None and period.first <= day <= period.last


def _deeds(issue: Issue, then: Issue | None, period: Period, office: Office) -> Iterator[Happening]:
    by = _By(issue, office)
    registered = next((step for step in issue.history if step.move in {"register", "import"}), None)
    yield _made("arrived", issue.source.received, by.step(registered), source=issue.source.kind)
    for step in issue.history:
        if step.move in _MOVES:
            yield _made(_deed(step.move), step.date, by.step(step))
    yield from _percents(issue, by)
    yield from _parts(issue, period, by)
    finished = completed_on(issue)
    if finished is not None and (then is None or completed_on(then) is None):
        yield _made("finished", finished, by.day(finished))
    yield from _time(issue, by)
    for check in issue.lookbacks:
        if check.rebound:
            yield _made("rebound", check.date, by.person(check.by))
    if issue.void is not None:
        yield _made("void", issue.void.date, by.person(issue.void.by), why=issue.void.why)


def _deed(move: str) -> Deed:
    return next(deed for deed in DEEDS if deed == _MOVES[move])


def _parts(issue: Issue, period: Period, by: _By) -> Iterator[Happening]:
    """The measures and milestones that were done in a month."""
    plan = issue.plan
    for at, measure in enumerate(plan.measures if plan else (), 1):
        if measure.done_on is not None and _within(period, measure.done_on):
            who = by.change(f"plan.measures.{at}.done_on", measure.done_on)
            yield _made("measure", measure.done_on, who, number=measure.number, text=_line(measure.text))
    for at, node in enumerate(plan.deadline.milestones if plan and plan.deadline else (), 1):
        if node.done_on is not None and _within(period, node.done_on):
            who = by.change(f"plan.deadline.milestones.{at}.done_on", node.done_on)
            yield _made("milestone", node.done_on, who, number=str(at), text=_line(node.text))


def _percents(issue: Issue, by: _By) -> Iterator[Happening]:
    """Every report that says another percentage than the one before it."""
    told = [one for one in sorted(issue.progress, key=_order) if one.percent is not None]
    for before, one in zip((None, *told), told, strict=False):
        if before is None or before.percent != one.percent:
            was = percent(before.percent) if before is not None else "—"
            yield _made("percent", one.date, by.person(one.by), was=was, now=percent(one.percent))


def _time(issue: Issue, by: _By) -> Iterator[Happening]:
    """More time: asked for, granted, refused."""
    for one in extensions_of(issue):
        yield _made("asked", one.requested_on, by.person(one.by), due=one.new_due)
        if one.approved_on is not None:
            yield _made("extended", one.approved_on, by.person(one.approver), due=one.new_due)
        if one.rejected_on is not None:
            yield _made("refused", one.rejected_on, by.person(one.rejected_by), due=one.new_due)


def _made(deed: Deed, day: date, who: tuple[str, str], **fill: str | date) -> Happening:
    return Happening(deed, day, say(f"dispatch.did-{deed}", **fill), *who)


def _order(entry: Progress) -> tuple[str, date]:
    return entry.month, entry.date


def percent(number: Decimal | None) -> str:
    """A percentage as it is written."""
    return "—" if number is None else f"{number.normalize():f}%"


def _line(text: str) -> str:
    return " ".join(text.split())


class _By:
    """Who did what in an issue: a name and a unit."""

    def __init__(self, issue: Issue, office: Office) -> None:
        self._issue, self._people = issue, office.people

    def person(self, id_: str | None) -> tuple[str, str]:
        """Somebody by the id that acts have."""
        found = self._people.get(id_) if id_ else None
        return (found.name, found.unit) if found else (id_ or "", "")

    def step(self, step: Step | None) -> tuple[str, str]:
        """Who signed an event, for the unit that they stood for on that day."""
        if step is None:
            return "", ""
        name, unit = self.person(step.by)
        return name, step.unit or unit

    def change(self, field: str, day: date) -> tuple[str, str]:
        """Who signed that a field became so; where nobody did, who reported on the day."""
        signed = (step for step in reversed(self._issue.history) if any(one.field == field for one in step.changes))
        step = next(signed, None)
        return self.step(step) if step else self.day(day)

    def day(self, day: date) -> tuple[str, str]:
        """Who reported on a day."""
        return self.person(next((one.by for one in reversed(self._issue.progress) if one.date == day), None))
