"""The sections of `ledger stats` as headed tables: the deadlines counted both ways, 回头看, petitions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ledger.cli.words.catalogue import Catalogue
from ledger.model.rates import Partition, Rate, Section

Table = tuple[str, list[str], list[list[str]]]
"""A heading, the heads of the columns, the rows."""


def sections(found: Sequence[Section], words: Catalogue) -> Iterator[Table]:
    """Every section that this ledger has something to say in."""
    for one in found:
        if not one.says_nothing:
            yield from _section(one, words)


def _section(one: Section, words: Catalogue) -> Iterator[Table]:
    heading = words(f"section.{one.key}")
    heads = [words("stats.item"), "%", words("stats.part"), words("stats.whole")]
    yield heading, heads, [[words(f"rate.{rate.key}"), *_rate(rate)] for rate in one.rates]
    plain = [words("stats.item"), words("stats.number")]
    yield f"{heading}{words('stats.counts')}", plain, [[words(f"count.{c.key}"), str(c.number)] for c in one.counts]
    for partition in one.partitions:
        if partition.whole:
            yield _partition(partition, words)
    if one.units:
        rates = [words(f"rate.{rate.key}") for rate in one.units[0].rates]
        columns = [words("column.unit"), *(head for rate in rates for head in (rate, words("stats.whole"), "%"))]
        yield (
            f"{heading}{words('stats.by-unit')}",
            columns,
            [
                [
                    unit.name,
                    *(cell for rate in unit.rates for cell in (str(rate.part), str(rate.whole), _percent(rate))),
                ]
                for unit in one.units
            ],
        )


def _partition(one: Partition, words: Catalogue) -> Table:
    rows = [
        [part.name if one.own_words else words(f"part.{part.key}"), str(part.number), _percent(one.share(part))]
        for part in one.parts
    ]
    total = [words("stats.total"), str(one.whole), "100.0%"]
    return words(f"partition.{one.key}"), [words("stats.item"), words("stats.number"), "%"], [*rows, total]


def _rate(rate: Rate) -> list[str]:
    return [_percent(rate), str(rate.part), str(rate.whole)]


def _percent(rate: Rate) -> str:
    return "—" if rate.percent is None else f"{rate.percent}%"
