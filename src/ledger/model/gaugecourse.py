"""The readings of an indicator in the order of time: what was known on a day, what a year came to, what came before.

A series with the seasons in it (PM2.5 is twice as high in January) is never compared across them: months are held
against the same month of the year before, and a trend is that of the mean of twelve months.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from ledger.model.gauge import Base, Gauge, read_span

MONTHS = 12
_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Point:
    """One reading as a number, from its first day to its last; `at` is its place in the record."""

    first: date
    last: date
    value: Decimal
    at: int

    @property
    def span(self) -> str:
        """`day`, `month` or `year`."""
        days = (self.last - self.first).days
        return "day" if not days else "month" if days < _YEAR.days - 1 else "year"


@dataclass(frozen=True, slots=True)
class Year:
    """What a year came to, by the readings known on a day."""

    value: Decimal
    whole: bool
    """Whether nothing of the year is missing: else it is the year so far."""


def points(gauge: Gauge, day: date) -> tuple[Point, ...]:
    """The readings that were over and written down by `day`, in the order of time."""
    found = []
    for at, one in enumerate(gauge.readings):
        span, value = read_span(one.at), gauge.number(one.value)
        known = one.recorded_on is None or one.recorded_on <= day
        if span is not None and value is not None and known and span[1] <= day:
            found.append(Point(*span, value, at))
    return tuple(sorted(found, key=lambda point: (point.last, -point.first.toordinal())))


def of_year(gauge: Gauge, known: Sequence[Point], year: int, day: date) -> Year | None:
    """What a year came to: its own reading, else what its months make of it. None without any."""
    return up_to(gauge, known, date(year, 12, 31), day)


def up_to(gauge: Gauge, known: Sequence[Point], end: date, day: date) -> Year | None:
    """What a year came to from its first day to `end`, as `of_year`; whole where every month till then is measured."""
    mine = [one for one in known if one.last.year == end.year and one.last <= end]
    own = [one for one in mine if one.span == "year"]
    if own:
        return Year(own[-1].value, whole=True)
    if not mine:
        return None
    if gauge.annual == "末次":
        return Year(mine[-1].value, day > end)
    parts = [_of_month(gauge, mine, month) for month in sorted(_measured(mine))]
    total = sum(parts, Decimal(0))
    whole = day > end and not unmeasured(mine, end)
    return Year(total if gauge.annual == "累计" else gauge.rounded(total / len(parts)), whole)


def unmeasured(known: Sequence[Point], end: date) -> tuple[int, ...]:
    """The months of a year, over by `end`, that nothing was measured in: neither as a whole nor on a day."""
    last = end.month if (end + timedelta(days=1)).month != end.month else end.month - 1
    measured = _measured([one for one in known if one.last.year == end.year])
    return tuple(month for month in range(1, last + 1) if month not in measured)


def _measured(mine: Iterable[Point]) -> frozenset[int]:
    return frozenset(one.first.month for one in mine if one.span != "year")


def _of_month(gauge: Gauge, mine: Iterable[Point], month: int) -> Decimal:
    """What a month came to: its own reading, else what its days make of it."""
    parts = [one for one in mine if one.span != "year" and one.first.month == month]
    own = [one for one in parts if one.span == "month"]
    if own:
        return own[-1].value
    total = sum((one.value for one in parts), Decimal(0))
    return total if gauge.annual == "累计" else total / len(parts)


def monthly(known: Sequence[Point], year: int) -> dict[int, Decimal]:
    """The months of a year that were measured as such, by their number."""
    return {one.first.month: one.value for one in known if one.span == "month" and one.first.year == year}


def base_value(gauge: Gauge, known: Sequence[Point], year: int, day: date) -> Decimal | None:
    """The value of a year that others are compared with: as it is told, else as it was measured."""
    told = told_base(gauge.base, year)
    if told is not None:
        return gauge.number(told)
    found = of_year(gauge, known, year, day)
    return found.value if found is not None and found.whole else None


def told_base(base: Base | None, year: int) -> str | None:
    """What the record says of the base year itself."""
    return base.value if base is not None and base.year == year else None


def before(gauge: Gauge, known: Sequence[Point], one: Point) -> Point | None:
    """The reading that one is compared with: of the same month a year ago where the seasons are in it, else the last
    before it of the same length.
    """
    alike = [other for other in known if other.span == one.span and other.last < one.last]
    if gauge.annual != "末次" and one.span == "month":
        wanted = (one.first.year - 1, one.first.month)
        return next((other for other in alike if (other.first.year, other.first.month) == wanted), None)
    if gauge.annual != "末次" and one.span == "day":
        return None
    return alike[-1] if alike else None


def course(gauge: Gauge, known: Sequence[Point]) -> tuple[tuple[int, Decimal], ...]:
    """What a trend is looked for in, by day ordinals: the readings, their means of twelve months, or their sums since
    the first of January.
    """
    if gauge.annual == "末次":
        found: Iterable[tuple[int, Decimal]] = ((one.last.toordinal(), one.value) for one in known)
    elif gauge.annual == "平均":
        found = _means(known)
    else:
        found = _sums(known)
    return tuple(dict(found).items())


def _means(known: Sequence[Point]) -> Iterable[tuple[int, Decimal]]:
    """The mean of the twelve months up to each; a year's own reading is one already."""
    months = [one for one in known if one.span == "month"]
    years = [one for one in known if one.span == "year"]
    if len(months) < MONTHS:
        return ((one.last.toordinal(), one.value) for one in years)
    rows = zip(*(months[at:] for at in range(MONTHS)), strict=False)
    return (
        (row[-1].last.toordinal(), sum((one.value for one in row), Decimal(0)) / MONTHS)
        for row in rows
        if (row[-1].last - row[0].first) <= _YEAR
    )


def _sums(known: Sequence[Point]) -> Iterable[tuple[int, Decimal]]:
    """How much there was in the year so far, from nothing on its first day."""
    if not known:
        return
    year = known[-1].last.year
    total = Decimal(0)
    yield date(year, 1, 1).toordinal(), total
    for one in known:
        if one.last.year == year and one.span != "year":
            total += one.value
            yield one.last.toordinal(), total
