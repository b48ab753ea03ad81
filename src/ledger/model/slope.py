"""The trend of few and rough readings: the line of Theil and Sen, and the test of Mann and Kendall.

Least squares follow a single bad reading as far as it goes, and a section is measured once a month by hand. The median
of all slopes between two readings doesn't move for up to 29 % of bad ones, needs no bell curve, and can be checked with
a pocket calculator. The test of Mann and Kendall goes with it: whether there is a trend at all, asked of the order of
the readings alone (Theil 1950, Sen 1968; Mann 1945, Kendall 1975).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from math import sqrt
from statistics import median

LEAST = 4
"""Readings that a trend can be seen in: with three no order is rare enough to be told from chance."""
MOST = 120
"""The latest readings that are looked at: ten years of months; all pairs of more would only take longer."""
_CERTAIN = 1.645
"""Standard deviations: nine of ten series without a trend stay below."""


@dataclass(frozen=True, slots=True)
class Slope:
    """A line through readings, by day ordinals."""

    per_day: Decimal
    at_zero: Decimal
    certain: bool
    """Whether the readings go up or down more often than chance has it."""

    def at(self, ordinal: int) -> Decimal:
        """What the line says of a day."""
        return self.at_zero + self.per_day * ordinal


def slope(points: Sequence[tuple[int, Decimal]]) -> Slope | None:
    """The line through points of different days, in the order of time; None where they are too few."""
    taken = points[-MOST:]
    if len(taken) < LEAST:
        return None
    pairs = tuple(combinations(taken, 2))
    per_day = median((after - before) / (later - day) for (day, before), (later, after) in pairs)
    at_zero = median(value - per_day * day for day, value in taken)
    balance = sum((after > before) - (after < before) for (_, before), (_, after) in pairs)
    return Slope(per_day, at_zero, abs(balance) > _CERTAIN * _spread([value for _, value in taken]))


def _spread(values: Sequence[Decimal]) -> float:
    """The standard deviation of Kendall's balance for a series without a trend, equal values allowed for."""
    ties = (values.count(one) for one in set(values))
    count = len(values)
    variance = count * (count - 1) * (2 * count + 5) - sum(one * (one - 1) * (2 * one + 5) for one in ties)
    return sqrt(variance / 18)
