"""`ledger stats` as headed tables.

Over each stand the day and the denominator: of what its rows are parts, or that each row has a whole of its own, or why
the rows add up to more than there is.
"""

from __future__ import annotations

from collections.abc import Iterator

from ledger.cli.words.catalogue import Catalogue
from ledger.errors import Said, say
from ledger.model.indicators import SPLIT
from ledger.model.pacewords import PACES
from ledger.model.rates import Count, Partition, Rate, Section
from ledger.model.schedule import STANDINGS
from ledger.model.statistics import Breakdown, Group, Statistics

Table = tuple[str, list[str], list[list[str]]]
"""A heading, the heads of the columns, the rows."""


def tables(found: Statistics, words: Catalogue) -> Iterator[Table]:
    """Everything that this ledger has figures of."""
    yield from _Tables(found, words).every()


def grouped(found: Statistics, key: str, words: Catalogue) -> Iterator[Table]:
    """The indicators of every group of one breakdown."""
    yield from _Tables(found, words).grouped(next(one for one in found.breakdowns if one.key == key))


class _Tables:
    """The tables of some figures in one language."""

    def __init__(self, found: Statistics, words: Catalogue) -> None:
        self.found = found
        self.words = words

    def every(self) -> Iterator[Table]:
        """The whole first, then the breakdowns, then one question after the other."""
        found, words = self.found, self.words
        standings = [[words(f"standing.{one.key}"), str(one.number)] for one in found.standings]
        yield self._counts("stats.standings", standings)
        yield self._counts("stats.statuses", [[words(f"status.{one.key}"), str(one.number)] for one in found.statuses])
        yield self._rates("stats.rates", found.rates)
        yield (
            self._headed("stats.left", self._backlog_of()),
            *self._plain("stats.item", "stats.number"),
            self._backlog(),
        )
        for one in found.breakdowns:
            if not one.says_nothing:
                yield self._breakdown(one)
        if unsaid := tuple(say(f"breakdown.{one.key}") for one in found.breakdowns if one.says_nothing):
            yield self.words("stats.unsaid", what=unsaid), [], []
        for section in found.sections:
            if not section.says_nothing:
                yield from self._section(section)

    def grouped(self, one: Breakdown) -> Iterator[Table]:
        """A row for each group: every rate with its own numerator and denominator, and how it keeps pace."""
        words = self.words
        keys = tuple(dict.fromkeys(rate.key for group in one.groups for rate in group.rates))
        heads = [
            *self._plain("stats.item", "stats.total")[0],
            *(words(f"short.{key}") for key in keys),
            *(words(f"short.{key}") for key, _, _ in SPLIT),
            words("stats.days-late"),
        ]
        yield (
            self._headed(f"breakdown.{one.key}", self._sum_of(one)),
            heads,
            [_row(group.name, group, keys) for group in one.groups]
            + ([_row(self._all(one), self.found.whole, keys)] if one.groups else []),
        )

    def _all(self, one: Breakdown) -> str:
        """The name of the last row, in which every issue is once, whether the rows above add up to it or not."""
        return self.words("stats.total" if one.counted == self.found.total else "stats.everything")

    def _backlog_of(self) -> Said:
        found = self.found
        if not found.overdue:
            return say("stats.of-issues", whole=found.total)
        return say("stats.late-of", whole=found.total, days=found.days_late, overdue=found.overdue)

    def _backlog(self) -> list[list[str]]:
        """What waits to be closed, what is late, and how late."""
        found = self.found
        late = "—" if found.average_days_late is None else str(found.average_days_late)
        numbers = (("backlog", str(found.done_not_closed)), ("overdue", str(found.overdue)), ("days-late", late))
        return [[self.words(f"stats.{key}"), number] for key, number in numbers]

    def _breakdown(self, one: Breakdown) -> Table:
        words = self.words
        used = [at for at in range(len(STANDINGS)) if any(group.standings[at] for group in one.groups)]
        columns = [words("stats.item"), words("stats.total"), *(words(f"standing.{STANDINGS[at]}") for at in used)]
        named = [*((group.name, group) for group in one.groups), (self._all(one), self.found.whole)]
        rows = [[name, str(g.total), *(str(g.standings[at] or "") for at in used)] for name, g in named]
        return self._headed(f"breakdown.{one.key}", self._sum_of(one)), columns, rows

    def _sum_of(self, one: Breakdown) -> Said:
        total = self.found.total
        if one.counted == total:
            return say("stats.of-issues", whole=total)
        return say("stats.overlaps", sum=one.counted, total=total)

    def _section(self, one: Section) -> Iterator[Table]:
        words, name = self.words, f"section.{one.key}"
        if one.rates:
            yield self._rates(name, one.rates)
        if one.counts:
            rows = [[words(f"count.{c.key}"), str(c.number), _whole(c)] for c in one.counts]
            heads = self._plain("stats.item", "stats.number", "stats.whole")
            yield self._headed(name, say("stats.own-wholes"), more="stats.counts"), *heads, rows
        for partition in one.partitions:
            if partition.whole:
                yield self._partition(partition)
        if one.sums:
            rows = [[it.book, it.name, f"{it.total:f}", str(it.issues)] for it in one.sums]
            heads = self._plain("column.book", "stats.item", "stats.sum", "stats.count")
            yield self._headed(name, say("stats.filled-in")), *heads, rows
        if one.units:
            rates = [words(f"rate.{rate.key}") for rate in one.units[0].rates]
            columns = [words("column.unit"), *(head for rate in rates for head in (rate, words("stats.whole"), "%"))]
            rows = [[unit.name, *(cell for rate in unit.rates for cell in _in_order(rate))] for unit in one.units]
            yield self._headed(name, say("stats.own-wholes"), more="stats.by-unit"), columns, rows

    def _partition(self, one: Partition) -> Table:
        words, paces = self.words, one.key == "paces"
        rows = [
            [
                part.name if one.own_words else words(f"pace.{part.key}" if paces else f"part.{part.key}"),
                str(part.number),
                _percent(one.share(part)),
            ]
            for part in one.parts
        ]
        rows.append([words("stats.total"), str(one.whole), "100.0%"])
        heads = [*self._plain("stats.item", "stats.number")[0], "%"]
        return self._headed(f"partition.{one.key}", say("stats.of", whole=one.whole)), heads, rows

    def _counts(self, heading: str, rows: list[list[str]]) -> Table:
        """A partition of the issues, with its sum."""
        total = self.found.total
        rows.append([self.words("stats.total"), str(total)])
        return (
            self._headed(heading, say("stats.of-issues", whole=total)),
            *self._plain("stats.item", "stats.count"),
            rows,
        )

    def _rates(self, heading: str, rates: tuple[Rate, ...]) -> Table:
        heads = [self.words("stats.item"), "%", self.words("stats.part"), self.words("stats.whole")]
        rows = [[self.words(f"rate.{one.key}"), _percent(one), str(one.part), str(one.whole)] for one in rates]
        return self._headed(heading, say("stats.own-wholes")), heads, rows

    def _headed(self, heading: str, of: Said, *, more: str | None = None) -> str:
        name = self.words(heading) + (self.words(more) if more else "")
        return self.words("stats.headed", heading=name, day=self.found.day, of=of)

    def _plain(self, *heads: str) -> tuple[list[str]]:
        return ([self.words(one) for one in heads],)


def _whole(one: Count) -> str:
    return "—" if one.whole is None else str(one.whole)


def _row(name: str, group: Group, keys: tuple[str, ...]) -> list[str]:
    rates = {rate.key: rate for rate in group.rates}
    paces = dict(zip(PACES, group.paces, strict=True))
    return [
        name,
        str(group.total),
        *(_in_one(rates[key]) if key in rates else "—" for key in keys),
        *(str(sum(paces[pace] for pace in parts)) for _, _, parts in SPLIT),
        "—" if group.average_days_late is None else str(group.average_days_late),
    ]


def _in_one(rate: Rate) -> str:
    return f"{_percent(rate)} {rate.part}/{rate.whole}" if rate.whole else "—"


def _in_order(rate: Rate) -> tuple[str, str, str]:
    return str(rate.part), str(rate.whole), _percent(rate)


def _percent(rate: Rate) -> str:
    return "—" if rate.percent is None else f"{rate.percent}%"
