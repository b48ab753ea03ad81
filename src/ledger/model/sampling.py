r"""A draw that anybody can repeat: 回头看 of one in ten, without anybody choosing which.

Each record is given a ticket, SHA-256 over the seed, a line feed and the record's permanent identity; those with the
lowest tickets are drawn. Nothing but the seed moves a ticket, so a record that is added can push one out of the sample
and reshuffles nothing. `printf '7\nUID' | sha256sum` is the whole machinery for whoever wants to check a draw.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from ledger.model.issue import Issue


@dataclass(frozen=True, slots=True)
class Ticket:
    """A drawn issue, and the number that drew it."""

    issue: Issue
    digest: str


@dataclass(frozen=True, slots=True)
class Draw:
    """A sample, with all that is needed to draw it again."""

    seed: str
    population: int
    fingerprint: str
    """SHA-256 over the sorted identities of the population: equal for equal populations."""
    tickets: tuple[Ticket, ...]
    """In the order of the draw."""


def ticket(seed: str, uid: str) -> str:
    """The number of one identity in the draw of one seed."""
    return hashlib.sha256(f"{seed}\n{uid}".encode()).hexdigest()


def size(rate: Decimal, population: int) -> int:
    """How many are `rate` percent of a population: rounded up, so never none of some."""
    return int((rate * population / 100).to_integral_value(ROUND_CEILING)) if population else 0


def draw(issues: Iterable[Issue], seed: str, count: int) -> Draw:
    """The `count` issues with the lowest tickets; all of them where there are no more."""
    every = tuple(issues)
    tickets = sorted((ticket(seed, one.uid), one.id, one) for one in every)
    print_of = hashlib.sha256("\n".join(sorted(one.uid for one in every)).encode()).hexdigest()
    return Draw(seed, len(every), print_of, tuple(Ticket(one, digest) for digest, _, one in tickets[:count]))
