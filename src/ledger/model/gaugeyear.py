"""What is left of a year: a mean or a sum of months has to come to a level, some months are known, the others must do
the rest.

Twelve months at 30 are 360 in all; ten of them came to 310, so the last two have 50 between them and must average 25.
That is arithmetic and no forecast. How likely it is, the same months of the year before tell, where they were measured:
winter is held against winter.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Literal

from ledger.model.gauge import Gauge
from ledger.model.gaugecourse import MONTHS, Point, monthly
from ledger.model.gaugestanding import Demand, Standing

_ALL = Decimal(100)
"""Nothing that is counted in % of a whole comes to more."""


@dataclass(frozen=True, slots=True)
class Remainder:
    """How a year stands against its level before all its months are known."""

    year: int
    demand: Demand
    sum: Decimal
    """Of the months that are known."""
    known: int
    """How many months that are."""
    missing: tuple[int, ...]
    """The months without a reading, as numbers."""
    needed: Decimal
    """What the missing ones must average: at most where the level is a ceiling, else at least. Rounded on
    the safe side, so that keeping to it is enough."""
    verdict: Literal["needed", "beyond", "safe"]
    """Whether it takes these months, whether no value that there can be would do, or whether any will."""
    alike: Decimal | None
    """What the same months of the year before averaged; None where one of them is not known."""
    expected: Decimal | None
    """What the year comes to if the missing months are like those of the year before."""

    @property
    def mean(self) -> Decimal:
        """Of the months that are known."""
        return self.sum / self.known

    @property
    def of_needed(self) -> Demand:
        """The demand on what the missing months average."""
        return replace(self.demand, bound=self.needed)

    @property
    def reaches(self) -> bool:
        """Whether the year meets its level if the missing months are like those of the year before."""
        return self.expected is not None and self.demand.met_by(self.expected)


def remainder(gauge: Gauge, now: Standing, day: date) -> Remainder | None:
    """What is left of the year of `day` for the strictest level that it has to come to; None where the values of a year
    are no mean or sum of months, where no month is known yet or none is missing, and where there is no level.
    """
    if gauge.annual == "末次" or gauge.of_classes or any(one.span == "year" for one in _of(now.known, day.year)):
        return None
    known = monthly(now.known, day.year)
    demands = [one.demand for one in now.judged if _is_of_year(one.demand, day)]
    if not known or len(known) == MONTHS or not demands:
        return None
    found = [_remainder(gauge, now.known, one, known, day.year) for one in demands]
    return min(found, key=lambda one: one.needed if one.demand.ceiling else -one.needed)


def _of(known: Iterable[Point], year: int) -> Iterable[Point]:
    return (one for one in known if one.last.year == year)


def _is_of_year(demand: Demand, day: date) -> bool:
    """Whether the whole year is held against it: one for its last day, or for every day."""
    return demand.bound is not None and not demand.exact and demand.due in {None, date(day.year, 12, 31)}


def _remainder(
    gauge: Gauge, points: tuple[Point, ...], demand: Demand, known: dict[int, Decimal], year: int
) -> Remainder:
    missing = tuple(month for month in range(1, MONTHS + 1) if month not in known)
    total = sum(known.values(), Decimal(0))
    parts = MONTHS if gauge.annual == "平均" else 1
    left = (demand.bound or Decimal(0)) * parts - total
    needed = (left / len(missing)).quantize(gauge.step, ROUND_FLOOR if demand.ceiling else ROUND_CEILING)
    before = monthly(points, year - 1)
    alike = [before[month] for month in missing if month in before]
    whole = len(alike) == len(missing)
    return Remainder(
        year, demand, total, len(known), missing, needed, _verdict(gauge, demand, points, needed),
        sum(alike, Decimal(0)) / len(alike) if whole else None,
        gauge.rounded((total + sum(alike, Decimal(0))) / parts) if whole else None,
    )  # fmt: skip


def _verdict(
    gauge: Gauge, demand: Demand, points: Iterable[Point], needed: Decimal
) -> Literal["needed", "beyond", "safe"]:
    """What was never below zero will not be; and a percentage has an end, too."""
    never_negative = all(one.value >= 0 for one in points)
    if demand.ceiling:
        return "beyond" if never_negative and (needed < 0 or (demand.strict and needed == 0)) else "needed"
    if gauge.unit == "%" and gauge.annual == "平均" and needed > _ALL:
        return "beyond"
    return "safe" if never_negative and (needed < 0 or (needed == 0 and not demand.strict)) else "needed"
