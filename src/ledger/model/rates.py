"""What a figure is made of: rates that carry their numerator and denominator, partitions that add up, and sections."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

UNSAID = "（未填）"
"""The group of issues that do not say; counted like any other, so that nothing drops out of a partition."""


def half_up(value: Decimal, places: int) -> Decimal:
    """`value` rounded as people round: half away from zero."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Rate:
    """A share of a whole. Both numbers are printed beside it, because a rate alone can hide any denominator."""

    key: str
    name: str
    part: int
    whole: int
    basis: str = ""
    """How it was counted, for the reader."""

    def rounded(self, places: int) -> Decimal | None:
        """Percent, half up to `places` decimals; None where there is nothing to divide by."""
        return half_up(Decimal(100 * self.part) / self.whole, places) if self.whole else None

    @property
    def percent(self) -> Decimal | None:
        """Percent with one decimal."""
        return self.rounded(1)

    def as_dict(self) -> dict[str, object]:
        """For JSON: the percent as text, so that no zero is lost."""
        return {
            "key": self.key,
            "name": self.name,
            "part": self.part,
            "whole": self.whole,
            "percent": None if self.percent is None else str(self.percent),
        }


@dataclass(frozen=True, slots=True)
class Count:
    """A number of issues under one heading."""

    key: str
    name: str
    number: int
    whole: int | None = None
    """Of how many, where it stands beside no others that it adds up with."""
    basis: str = ""
    """How it was counted, for the reader."""

    def as_dict(self) -> dict[str, object]:
        """For JSON."""
        told: dict[str, object] = {"key": self.key, "name": self.name, "count": self.number}
        return told if self.whole is None else told | {"whole": self.whole}


@dataclass(frozen=True, slots=True)
class Partition:
    """Everything of one kind sorted into parts that add up to `whole`, which is printed beside them."""

    key: str
    name: str
    parts: tuple[Count, ...]
    basis: str = ""
    """What was counted."""
    own_words: bool = False
    """Whether the parts are named by the office and not by the program."""

    @property
    def whole(self) -> int:
        """The sum of the parts: the denominator of their shares."""
        return sum(one.number for one in self.parts)

    def share(self, part: Count) -> Rate:
        """One part of the whole."""
        return Rate("share", "占比", part.number, self.whole)

    def as_dict(self) -> dict[str, object]:
        """For JSON."""
        parts = [{**one.as_dict(), "percent": self.share(one).as_dict()["percent"]} for one in self.parts]
        return {"key": self.key, "name": self.name, "whole": self.whole, "parts": parts}


@dataclass(frozen=True, slots=True)
class OfUnit:
    """The rates of one unit."""

    name: str
    rates: tuple[Rate, ...]


@dataclass(frozen=True, slots=True)
class Sum:
    """Amounts added up, and how many issues have one."""

    book: str
    name: str
    total: Decimal
    issues: int

    def as_dict(self) -> dict[str, object]:
        """For JSON: the sum as text, so that no digit is lost."""
        return {"book": self.book, "name": self.name, "total": f"{self.total:f}", "issues": self.issues}


@dataclass(frozen=True, slots=True)
class Section:
    """Figures on one question, told together."""

    key: str
    name: str
    counts: tuple[Count, ...] = ()
    rates: tuple[Rate, ...] = ()
    partitions: tuple[Partition, ...] = ()
    units: tuple[OfUnit, ...] = ()
    sums: tuple[Sum, ...] = ()
    says_nothing: bool = False
    """Whether this ledger holds nothing that the section is about."""

    def as_dict(self) -> dict[str, object]:
        """For JSON: stable English keys beside the Chinese names."""
        return {
            "name": self.name,
            "counts": [one.as_dict() for one in self.counts],
            "rates": [one.as_dict() for one in self.rates],
            "partitions": {one.key: one.as_dict() for one in self.partitions},
            "units": [{"name": one.name, "rates": [rate.as_dict() for rate in one.rates]} for one in self.units],
            **({"sums": [one.as_dict() for one in self.sums]} if self.sums else {}),
        }
