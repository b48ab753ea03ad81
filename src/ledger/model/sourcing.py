"""Which thing was found at fault by which sources (找差): what inspectors and complainants found, and nobody here did.

常州 compares what its own looking for gaps finds with supervision, monitoring and petitions (domain 1, row 117).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from ledger.model.issue import Issue
from ledger.model.thing import Thing, Things

OWN = ("自查",)
"""The sources by which an office finds its own faults, where nobody says otherwise."""


@dataclass(frozen=True, slots=True)
class Sourced:
    """A thing, and how many issues about it came in by each source."""

    thing: Thing
    counts: Mapping[str, int]
    missed_by: tuple[str, ...]
    """The sources that found something where the office's own never did, in the order of the whole table."""

    @property
    def total(self) -> int:
        """How many issues are about it."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Comparison:
    """Things against sources."""

    sources: tuple[str, ...]
    """Every source that found anything, the office's own first, then the most frequent."""
    rows: tuple[Sourced, ...]
    """Those that the office itself never found first, then those with most issues."""


def compare(things: Things, chosen: Iterable[Thing], issues: Iterable[Issue], own: Collection[str]) -> Comparison:
    """The chosen things that any issue is about, or about a part of them, against the sources of these issues. Void
    ones found nothing.
    """
    live = [one for one in issues if one.void is None]
    counted = {thing.id: (thing, _counted(thing, things, live)) for thing in chosen}
    whole = sum((counts for _, counts in counted.values()), Counter[str]())
    sources = tuple(sorted(whole, key=lambda word: (word not in own, -whole[word], word)))
    rows = [_row(thing, counts, sources, own) for thing, counts in counted.values() if counts]
    rows.sort(key=lambda row: (not row.missed_by, -row.total, row.thing.id))
    return Comparison(sources, tuple(rows))


def _counted(thing: Thing, things: Things, issues: Iterable[Issue]) -> Counter[str]:
    about = {thing.id, *(part.id for part in things.within(thing.id))}
    return Counter(one.source.kind for one in issues if not about.isdisjoint(one.objects))


def _row(thing: Thing, counts: Counter[str], sources: tuple[str, ...], own: Collection[str]) -> Sourced:
    found_here = any(counts[word] for word in own)
    missed = () if found_here else tuple(word for word in sources if counts[word])
    return Sourced(thing, dict(counts), missed)
