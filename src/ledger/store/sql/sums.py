"""The sums that figures are made of, over issues as they count on a day, and which rate is of which two of them.

Rates, their names and their order are those of the formulas (`indicators`, `timeliness`, `recurrence`, `caseload`). Of
what everybody may read only that is told which can be made of it: a sum names the columns of a day that it is made of,
and a figure the sums.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from ledger.model.acts import STATUSES
from ledger.model.caseload import Petitions
from ledger.model.indicators import FINISHED, SPLIT, Indicators
from ledger.model.pacewords import PACES
from ledger.model.petition import SATISFACTIONS, SETTLED, VERDICTS
from ledger.model.rates import UNSAID, Count, Section
from ledger.model.recurrence import LookBacks, Outcome
from ledger.model.report import STANDING_WORDS, STATUS_WORDS
from ledger.model.schedule import STANDINGS
from ledger.model.timeliness import Deadlines, Held
from ledger.store.sql.tables import literal

_FLAGS = ("soon", "accepted", "asked", "heard", "extension_asked", "extension_granted", "due_moved", "bypassed")
_NUMBERS = (
    *("days_late", "measures", "measures_done"),
    *(f"{which}_{name}" for which in ("original", "approved") for name in Held._fields),
    *(f"back_{name}" for name in Outcome.__slots__),
)
SETTLED_NAMES: Mapping[str, str] = dict(zip(SETTLED, ("settled", "staged", "unsettled"), strict=True))
VERDICT_NAMES: Mapping[str, str] = dict(
    zip(VERDICTS, ("found_true", "mostly_true", "partly_true", "untrue"), strict=True)
)
HEARD_NAMES: Mapping[str, str] = dict(
    zip(SATISFACTIONS, ("satisfied", "mostly_satisfied", "dissatisfied"), strict=True)
)


class Sum(NamedTuple):
    """A sum over the rows of a day."""

    name: str
    how: str
    """As SQL that every engine has: FILTER came with PostgreSQL 9.4."""
    of: tuple[str, ...]
    """The columns of a day that it is made of."""


class Figure(NamedTuple):
    """A figure of a whole ledger, made of its sums."""

    section: str
    key: str
    name: str
    part: str
    whole: str | None

    @property
    def sums(self) -> frozenset[str]:
        """The sums that it is of."""
        return frozenset(re.findall("[a-z_]+", f"{self.part} {self.whole or ''}"))


def named(prefix: str, word: str) -> str:
    """The name of the sum of issues that have a word of ours."""
    return f"{prefix}_{word.replace('-', '_')}"


def percent(part: str, whole: str) -> str:
    """A rate as `Rate.percent` tells it, with one decimal, half up; none where there is nothing to divide by."""
    return f"round(100 * ({part})::numeric / nullif({whole}, 0), 1)"


def average(late: str) -> str:
    """How late those are that are late, in days with one decimal; none where nothing is late."""
    return f"round(days_late::numeric / nullif({late}, 0), 1)"


def sums(columns: Collection[str]) -> tuple[Sum, ...]:
    """Those that are made of these columns of a day."""
    return tuple(one for one in _sums() if set(one.of) <= set(columns))


def _sums() -> Iterator[Sum]:
    yield Sum("total", "count(uid)", ("uid",))
    for name, column, word in _words():
        yield Sum(name, f"count(CASE WHEN {column} = {literal(word)} THEN 1 END)", (column,))
    for name in _FLAGS:
        yield Sum(name, f"count(CASE WHEN {name} THEN 1 END)", (name,))
    for name in _NUMBERS:
        yield Sum(name, f"coalesce(sum({name}), 0)", (name,))
    yield Sum("petitions", "count(settled)", ("settled",))
    yield Sum("firsts", "count(CASE WHEN settled IS NOT NULL AND NOT again THEN 1 END)", ("settled", "again"))


def _words() -> Iterator[tuple[str, str, str]]:
    yield from ((named("standing", word), "standing", word) for word in STANDINGS)
    yield from ((named("status", word), "status", word) for word in STATUSES)
    yield from ((named("pace", word), "pace", word) for word in PACES)
    yield from ((name, "settled", word) for word, name in SETTLED_NAMES.items())
    yield from ((name, "verdict", word) for word, name in VERDICT_NAMES.items())
    yield from ((name, "satisfaction", word) for word, name in HEARD_NAMES.items())


def _any(names: Iterator[str]) -> str:
    return f"({' + '.join(names)})"


_FINISHED = _any(named("standing", word) for word in STANDINGS if word in FINISHED)
_JUDGED = _any(iter(VERDICT_NAMES.values()))
_CALLED = _any(iter(HEARD_NAMES.values()))
REPEATED = ("repeats", "repeated_problems")
"""Sums over petitions of one problem: these are told beside the sums over issues, and made of `first`."""
ONCE = "once"
"""Another: first petitions, settled, about whose problem nobody came again."""
OF_WHICH: Mapping[str, tuple[str, str]] = {
    "completion": (_FINISHED, "total"),
    "on-time": ("approved_carried_out", "approved_measures"),
    "closing": ("standing_closed", "total"),
    "measures": ("measures_done", "measures"),
    "updates": ("heard", "asked"),
    **{
        f"{key}-{which}": (f"{which}_{part}", f"{which}_{whole}" if whole != "total" else whole)
        for which in ("original", "approved")
        for key, part, whole in (
            ("due-done", "done", "due"),
            ("in-time", "in_time", "due"),
            ("on-time", "carried_out", "measures"),
            ("overdue", "late", "total"),
        )
    },
    "looked-at": ("back_looked_at", "back_closed"),
    "rebound": ("back_came_back", "back_looked_at"),
    "rebound-closings": ("back_closings_undone", "back_closings_looked_at"),
    "second": ("back_second", "back_closed"),
    "third": ("back_third", "back_closed"),
    "not-genuine": ("back_not_genuine", "(back_not_genuine + back_genuine)"),
    "no-archive": ("back_not_filed", "(back_not_filed + back_filed)"),
    "settled-strict": ("settled", "petitions"),
    "settled-staged": ("(settled + staged)", "petitions"),
    "untrue": ("untrue", _JUDGED),
    "repeated": ("repeats", "petitions"),
    "bypassed": ("bypassed", "petitions"),
    "settled-at-once": ("once", "firsts"),
    "satisfied-strict": ("satisfied", _CALLED),
    "satisfied-mostly": ("(satisfied + mostly_satisfied)", _CALLED),
}
"""Of which sums a rate is: its part and its whole."""
OF_GROUPS = (
    "completion", "on-time", "closing", "measures", "updates", "rebound", "settled-strict", "settled-staged",
)  # fmt: skip
"""The rates that every group has, as `statistics` has them."""
COUNTS: Mapping[str, tuple[str, str | None]] = {
    "soon": ("soon", "total"),
    "accepted": ("accepted", "pace_done"),
    "asked": ("extension_asked", "total"),
    "granted": ("extension_granted", "extension_asked"),
    "moved": ("due_moved", "extension_granted"),
    "waiting": ("back_waiting", "back_looked_at"),
    "petitions": ("petitions", None),
    "repeats": ("repeats", "petitions"),
    "repeated-problems": ("repeated_problems", None),
    "again": ("(petitions - firsts)", "petitions"),
    "bypassed": ("bypassed", "petitions"),
    "problems": ("(petitions - repeats + repeated_problems)", None),
}
"""The same of the counts that stand in a section."""


def figures(names: Collection[str]) -> tuple[Figure, ...]:
    """Every figure of a whole ledger that is made of sums of these names; 越级, both a count and a rate, once."""
    told = {(one.section, one.key): one for one in _figures() if one.sums <= set(names)}
    return tuple(told.values())


def _figures() -> Iterator[Figure]:
    """In the order in which they are printed."""
    yield from _parts("standings", {named("standing", one): (one, STANDING_WORDS[one]) for one in STANDINGS}, "total")
    yield from _parts("statuses", {named("status", one): (one, STATUS_WORDS[one]) for one in STATUSES}, "total")
    for rate in Indicators().rates:
        yield Figure("", rate.key, rate.name, *OF_WHICH[rate.key])
    yield Figure("backlog", "done-not-closed", "完成未销号（件）", "(standing_done + standing_verified)", "total")
    yield Figure("backlog", "overdue", "逾期（件）", "standing_overdue", "total")
    yield Figure("backlog", "days-late", "超期天数之和", "days_late", None)
    for section in sections():
        for count in section.counts:
            yield Figure(section.key, count.key, count.name, *COUNTS[count.key])
        for rate in section.rates:
            yield Figure(section.key, rate.key, rate.name, *OF_WHICH[rate.key])
        for partition in section.partitions:
            if partition.key in _PARTITIONS:
                read, whole = _PARTITIONS[partition.key]
                parts = {read(one): (one.key, one.name) for one in partition.parts}
                yield from _parts(partition.key, parts, whole)
    yield Figure("verdict", "unsaid", UNSAID, f"(petitions - {_JUDGED})", "petitions")


def _parts(section: str, parts: Mapping[str, tuple[str, str]], whole: str) -> Iterator[Figure]:
    for part, (key, name) in parts.items():
        yield Figure(section, key, name, part, whole)


_SPLIT = {key: paces for key, _, paces in SPLIT}
_PARTITIONS: Mapping[str, tuple[Callable[[Count], str], str]] = {
    "split": (lambda one: _any(named("pace", pace) for pace in PACES if pace in _SPLIT[one.key]), "total"),
    "paces": (lambda one: named("pace", one.key), "total"),
    "settled": (lambda one: SETTLED_NAMES[one.name], "petitions"),
    "verdict": (lambda one: VERDICT_NAMES[one.name], "petitions"),
    "satisfaction": (lambda one: HEARD_NAMES[one.name], _CALLED),
}
"""Of what is sorted into parts by words of ours: the sum that a part is, and that of all. What an office sorts by words
of its own has as many rows as there are words, and a function for itself.
"""


def sections() -> tuple[Section, ...]:
    """The sections as they are told of no issue: for their names."""
    return Indicators().section, Deadlines(date.min).section, LookBacks().section, Petitions().section
