"""One issue in one month: how it stood at both ends, what happened, whether it was reported on, what speaks against it.

All of it follows from the one record, the month and the house, so that a dispatch is a sum over such values. What an
issue owes to others, a late child, is known to the whole only (`dispatch`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from ledger.model.acts import Escalation
from ledger.model.coverage import uncovered_years
from ledger.model.escalation import Card, Kind, Rules, already, is_judged, judge, last_day
from ledger.model.facts import About, about
from ledger.model.happened import Happening, happened
from ledger.model.inconsistent import Clash, clashes
from ledger.model.issue import Issue
from ledger.model.office import Office
from ledger.model.pace import Paced, pace_of
from ledger.model.paceinputs import PaceInputs, inputs_of
from ledger.model.period import Period
from ledger.model.report import Entry, Report, ahead_once
from ledger.model.rewind import rewind
from ledger.model.schedule import Node, Situation, situation
from ledger.model.snapshot import Frozen, freeze

Reported = Literal["in-time", "late", "missing"]


@dataclass(frozen=True, slots=True)
class Reporting:
    """Whether an issue that had to be reported on was: once counts, however often it was done."""

    state: Reported
    on: date | None
    """The day of the first report on the month."""
    last: date | None
    """The day of the last report before the month's end, on whatever month."""


@dataclass(frozen=True, slots=True)
class Carded:
    """A card: proposed by the rules, or on record for the month."""

    card: Card
    kind: Kind
    points: Decimal
    reasons: tuple[str, ...]
    letter: str | None
    recorded: bool


@dataclass(frozen=True, slots=True)
class Monthly:
    """One issue in one month."""

    about: About
    """As it was on the month's last day."""
    units: tuple[str, ...]
    """Who answers for it."""
    inputs: PaceInputs
    now: Frozen | None
    """None where it stood for nothing any more."""
    then: Frozen | None
    """On the eve; None where it had not been received, or stood for nothing."""
    reporting: Reporting | None
    """None where nothing had to be reported."""
    happened: tuple[Happening, ...]
    clashes: tuple[Clash, ...]
    due: tuple[Node, ...]
    """What is not done and falls due by the end of the next month."""
    card: Carded | None
    uncovered_years: tuple[int, ...]

    @property
    def id(self) -> str:
        """Its number."""
        return self.about.id


@dataclass(frozen=True, slots=True)
class Asked:
    """What a month is asked with."""

    period: Period
    day: date
    """Its last day, or the present one while it runs."""
    office: Office
    rules: Rules

    @property
    def basis(self) -> str:
        """All that a month is told by beside the record and the days of the calendar."""
        house = self.office
        told = (self.period.key, self.day, self.rules, house.policy.check, house.people.people, house.units.units)
        return repr((*told, house.described) if house.described else told)

    @property
    def over(self) -> bool:
        """Whether the month is over, so that it can be judged."""
        return self.day >= last_day(self.period.key)


def monthly(issue: Issue, asked: Asked, paced: Callable[[PaceInputs], Paced] | None = None) -> Monthly | None:
    """What a month brought an issue, by all that is known of it today; None where it came later.

    `paced` tells how it kept pace where children of it were late.
    """
    here = rewind(issue, asked.day)
    if here is None:
        return None
    office = asked.office
    before = rewind(issue, asked.period.eve)
    stands = situation(here, asked.day, office)
    inputs = inputs_of(here, office)
    pace = paced(inputs) if paced else pace_of(inputs, asked.day, office.of(issue).policy.check)
    valid = here.void is None
    now = _frozen(Entry(here, stands, ""), asked.period.key, asked.day, office)
    eve, key = asked.period.eve, f"{asked.period.eve:%Y-%m}"
    then = _frozen(Entry(before, situation(before, eve, office), ""), key, eve, office) if before else None
    return Monthly(
        about=about(here),
        units=now.units,
        inputs=inputs,
        now=now if valid else None,
        then=then if before and before.void is None else None,
        reporting=_reporting(issue, here, asked.period),
        happened=happened(here, before, asked.period, office),
        clashes=clashes(_with_late_reports(issue, here), asked.period) if valid else (),
        due=tuple(node for node in ahead_once(stands) if node.due <= asked.period.following.last) if valid else (),
        card=_card(issue, here, stands, asked, pace),
        uncovered_years=uncovered_years(here, office),
    )


def _frozen(entry: Entry, month: str, day: date, office: Office) -> Frozen:
    return freeze(Report(office, day, (entry,)), month)[0]


def _reporting(issue: Issue, here: Issue, period: Period) -> Reporting | None:
    """Work that is going on is reported on month by month, the month that it began in among them."""
    if here.void is not None or here.status != "in-progress":
        return None
    days = sorted(one.date for one in issue.progress if one.month == period.key)
    last = max((one.date for one in here.progress), default=None)
    if not days:
        return Reporting("missing", None, last)
    return Reporting("late" if days[0] > period.last else "in-time", days[0], last)


def _with_late_reports(issue: Issue, here: Issue) -> Issue:
    """The issue as it stood, and what was reported since: a report on the month that came late sets it right, too."""
    return here.model_copy(update={"progress": issue.progress}) if here.progress != issue.progress else here


def _card(issue: Issue, here: Issue, now: Situation, asked: Asked, paced: Paced) -> Carded | None:
    if issue.void is not None or not is_judged(here) or not asked.over:
        return None
    for one in already(issue, asked.period.key):
        if one.card is not None:
            return _recorded(one, one.card)
    found = judge(here, now, asked.period.key, asked.office, asked.rules, issue.escalations, paced=paced)
    if found is None or found.kind is None:
        return None
    return Carded(found.card, found.kind, found.points, found.reasons, found.letter, recorded=False)


def _recorded(one: Escalation, card: Card) -> Carded:
    return Carded(card, one.kind, one.points or Decimal(0), tuple(one.reason.split("；")), None, recorded=True)
