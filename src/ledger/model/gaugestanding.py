"""How an indicator stands on a day: each demand met or not, how far it is, whether it got worse, where it is going.

Derived from the readings, never stored. The day of a target is still in time, as with deadlines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import accumulate
from typing import Literal

from ledger.model.gauge import Gauge
from ledger.model.gaugecourse import Point, base_value, before, course, of_year, points, up_to
from ledger.model.slope import Slope, slope
from ledger.model.target import LAST_YEAR, Rule, Sense
from ledger.model.waterclass import BEST, WORST

State = Literal["met", "met-late", "missed", "open", "unread", "no-base", "no-target"]
"""达到; 晚于目标日达到; 没有达到; 还没有到日子; 缺读数; 没有基准值; 没有目标."""
_STALE = {"day": 31, "month": 62, "year": 430}
"""Days without a new reading that are too many: the next one is out by then, by how long the last one covers."""


@dataclass(frozen=True, slots=True)
class Demand:
    """A level to keep to, from one of the rules or the plan of one year."""

    ceiling: bool
    """Whether values must not be above it; else not below."""
    bound: Decimal | None
    """None where the base that it is relative to is not known."""
    strict: bool = False
    exact: bool = False
    due: date | None = None
    """From which day on; None: always."""
    rule: str | None = None
    """The words it comes from; None for a year's own target."""
    path: tuple[str | int, ...] = ()
    base: int | None = None

    def met_by(self, value: Decimal) -> bool:
        """Whether a value keeps to it."""
        if self.bound is None:
            return False
        if self.exact or value == self.bound:
            return value == self.bound and not self.strict
        return (value < self.bound) is self.ceiling

    def gap(self, value: Decimal) -> Decimal:
        """How far a value is on the wrong side; what is negative is to spare. Zero for a bound that is not known."""
        if self.bound is None:
            return Decimal(0)
        return value - self.bound if self.ceiling else self.bound - value


@dataclass(frozen=True, slots=True)
class Judged:
    """A demand beside the value that it is judged by."""

    demand: Demand
    state: State
    value: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Worse:
    """A value that is worse than what it is compared with: the base year, or the reading before."""

    against: Literal["base", "last"]
    was: Decimal
    now: Decimal
    then: str
    """Which year or time that was."""
    at: int
    """The place of the reading in the record."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """Where the readings are going: what they come to on a day if they go on so."""

    line: Slope
    due: date
    expected: Decimal
    reaches: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """One indicator on one day."""

    known: tuple[Point, ...]
    judged: tuple[Judged, ...]
    worse: tuple[Worse, ...]
    trend: Slope | None
    outlook: Outlook | None
    silent: int | None
    """Days since the last reading ended, where that is too long; else None."""
    improving: bool = False
    """Whether it must not get worse."""

    @property
    def last(self) -> Point | None:
        """The newest reading."""
        return self.known[-1] if self.known else None

    @property
    def state(self) -> State:
        """All demands in one: the worst of them. Where it only must not get worse, whether it did."""
        if not self.judged and not self.improving:
            return "no-target"
        if not self.judged and self.worse:
            return "missed"
        order: tuple[State, ...] = ("missed", "no-base", "unread", "open", "met-late", "met")
        there = {one.state for one in self.judged}
        return next((one for one in order if one in there), "met" if self.known else "unread")


def standing(gauge: Gauge, day: date) -> Standing:
    """How an indicator stands on a day, by what was known then."""
    known = points(gauge, day)
    judged = tuple(judge(gauge, known, one, day) for one in demands(gauge, known, day))
    line = slope(course(gauge, known))
    return Standing(
        known, judged, tuple(_worse(gauge, known, day)), line, _outlook(gauge, judged, line, day),
        _silent(gauge, known, day), any(one.sense == "improve" for one in gauge.demands),
    )  # fmt: skip


def demands(gauge: Gauge, known: Sequence[Point], day: date) -> Iterator[Demand]:
    """Everything that the values have to keep to: the rules, the years, the whole of counted work."""
    for at, rule in enumerate(gauge.demands):
        if rule.sense != "improve":
            yield of_rule(gauge, known, rule, gauge.by, day, ("rules", at))
    lower = gauge.lower_is_better is True
    values = [gauge.number(one.value) or Decimal(0) for one in gauge.years]
    if gauge.kind == "工程量":
        values = list(accumulate(values))
    for at, (one, value) in enumerate(zip(gauge.years, values, strict=True)):
        yield Demand(lower, value, due=date(one.year, 12, 31), path=("years", at, "value"))
    if gauge.total is not None and gauge.by is not None:
        yield Demand(lower, gauge.total, due=gauge.by, path=("total",))


def of_rule(
    gauge: Gauge, known: Sequence[Point], rule: Rule, due: date | None, day: date, path: tuple[str | int, ...] = ()
) -> Demand:
    """What a rule demands of an indicator by a day."""
    base = (due or day).year - 1 if rule.base == LAST_YEAR else rule.base
    bound = rule.bound(base_value(gauge, known, base, day) if isinstance(base, int) else None)
    ceiling = _is_ceiling(rule.sense, gauge)
    strict = rule.sense in {"below", "above"}
    exact = rule.sense == "equal"
    return Demand(ceiling, bound, strict, exact, due, rule.text, path, base if isinstance(base, int) else None)


def _is_ceiling(sense: Sense, gauge: Gauge) -> bool:
    return gauge.lower_is_better is True if sense in {"reach", "equal"} else sense in {"at-most", "below"}


def judge(gauge: Gauge, known: Sequence[Point], demand: Demand, day: date) -> Judged:
    """A target whose day has come is judged by the value of then; one that was missed may have been met since."""
    if demand.bound is None:
        return Judged(demand, "no-base")
    passed = demand.due is not None and demand.due < day
    value = _value(gauge, known, demand.due if passed else day, day, whole=passed)
    if value is None:
        return Judged(demand, "unread" if passed or demand.due is None else "open")
    if not passed:
        return Judged(demand, _ahead(gauge, demand, value), value)
    if demand.met_by(value):
        return Judged(demand, "met", value)
    now = _value(gauge, known, day, day, whole=True)
    if now is not None and demand.met_by(now) and not _was_last(gauge, known, demand.due):
        return Judged(demand, "met-late", now)
    return Judged(demand, "missed", value)


def _ahead(gauge: Gauge, demand: Demand, value: Decimal) -> State:
    """A demand whose day lies ahead, or that holds on every day. A sum below its ceiling in the middle of the year
    proves nothing yet.
    """
    met = demand.met_by(value)
    if demand.due is None and gauge.annual != "累计":
        return "met" if met else "missed"
    if gauge.annual == "累计" and demand.ceiling:
        return "open" if met or demand.due is not None else "missed"
    return "met" if met else "open"


def _was_last(gauge: Gauge, known: Sequence[Point], due: date | None) -> bool:
    """Whether there is no reading from after a day. What a year came to is never met later: the next is another."""
    return gauge.annual != "末次" or due is None or not known or known[-1].last <= due


def _value(gauge: Gauge, known: Sequence[Point], then: date | None, day: date, *, whole: bool) -> Decimal | None:
    """The value that counts on a day: the last reading, or what the year came to (so far, unless it must be whole)."""
    by_then = [one for one in known if then is None or one.last <= then]
    if gauge.annual == "末次":
        return by_then[-1].value if by_then else None
    year = up_to(gauge, by_then, _end(then, day), day)
    return year.value if year is not None and (year.whole or not whole) else None


def _end(then: date | None, day: date) -> date:
    """Where the stretch of a year that counts ends: on the day of a target that has passed, else with the year."""
    return then if then is not None and then < day else date(day.year, 12, 31)


def _worse(gauge: Gauge, known: Sequence[Point], day: date) -> Iterator[Worse]:
    lower = gauge.lower_is_better
    if lower is None or not known:
        return
    last = known[-1]
    earlier = before(gauge, known, last)
    if earlier is not None and earlier.value != last.value and (last.value > earlier.value) is lower:
        yield Worse("last", earlier.value, last.value, gauge.readings[earlier.at].at, last.at)
    base = gauge.base
    value = base_value(gauge, known, base.year, day) if base is not None else None
    now = _against_base(gauge, known, last, day)
    if base is None or value is None or now is None or last.last.year <= base.year:
        return
    if now != value and (now > value) is lower:
        yield Worse("base", value, now, str(base.year), last.at)


def _against_base(gauge: Gauge, known: Sequence[Point], last: Point, day: date) -> Decimal | None:
    """What is held against a base year: the last reading, or the last year that is whole."""
    if gauge.annual == "末次":
        return last.value
    years = (of_year(gauge, known, year, day) for year in (last.last.year, last.last.year - 1))
    return next((one.value for one in years if one is not None and one.whole), None)


def _outlook(gauge: Gauge, judged: Sequence[Judged], line: Slope | None, day: date) -> Outlook | None:
    """What comes on the day of the next target that lies ahead; a sum of one year says nothing of the next."""
    ahead = [one.demand for one in judged if one.demand.due is not None and one.demand.due >= day]
    demand = min((one for one in ahead if one.bound is not None), key=lambda one: one.due or day, default=None)
    if line is None or demand is None or demand.due is None:
        return None
    if gauge.annual == "累计" and demand.due.year != day.year:
        return None
    expected = line.at(demand.due.toordinal())
    if gauge.of_classes:
        expected = min(max(expected, Decimal(BEST)), Decimal(WORST))
    elif all(one.value >= 0 for one in points(gauge, day)):
        expected = max(expected, Decimal(0))
    return Outlook(line, demand.due, expected, demand.met_by(gauge.rounded(expected)))


def _silent(gauge: Gauge, known: Sequence[Point], day: date) -> int | None:
    if not known:
        return None
    days = (day - known[-1].last).days
    finished = gauge.kind == "工程量" and gauge.total is not None and known[-1].value >= gauge.total
    return days if days > (gauge.stale_days or _STALE[known[-1].span]) and not finished else None
