"""How a figure came from one day to a later one, so that both add up: 上期 ＋ 增加 － 减少 = 本期.

What counts is looked at as it stood on either day, and not by the events between: who is closed and reopened in one
month is where he was, and every sum is right.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")
"""What counts."""
K = TypeVar("K", bound=Hashable)
"""What it is known by on both days."""


@dataclass(frozen=True, slots=True)
class Moved(Generic[T]):
    """A figure on two days: before + came − went = now, and every one has what it is made of."""

    before: int
    came: tuple[T, ...]
    """What counts now and did not before, as it is now."""
    went: tuple[T, ...]
    """What counted before and does not now, as it was then."""
    now: int


def moved(before: Mapping[K, T], now: Mapping[K, T]) -> Moved[T]:
    """What became of a figure that was made of `before` and is made of `now`, each in its order."""
    came = tuple(one for key, one in now.items() if key not in before)
    went = tuple(one for key, one in before.items() if key not in now)
    return Moved(len(before), came, went, len(now))
