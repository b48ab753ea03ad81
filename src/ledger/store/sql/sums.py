"""The sums that figures are made of, over issues as they count on a day, and which rate is of which two of them.

Rates, their names and their order are those of the formulas (`indicators`, `timeliness`, `recurrence`, `caseload`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from ledger.model.acts import STATUSES
from ledger.model.caseload import Petitions
from ledger.model.indicators import FINISHED, Indicators
from ledger.model.pacewords import PACES
from ledger.model.petition import SATISFACTIONS, SETTLED, VERDICTS
from ledger.model.rates import Section
from ledger.model.recurrence import LookBacks, Outcome
from ledger.model.schedule import STANDINGS
from ledger.model.timeliness import Deadlines, Held
from ledger.store.sql.tables import literal

_FLAGS = ("soon", "accepted", "asked", "heard", "extension_asked", "extension_granted", "due_moved")
_NUMBERS = (
    *("days_late", "measures", "measures_done"),
    *(f"{which}_{name}" for which in ("original", "approved") for name in Held._fields),
    *(f"back_{name}" for name in Outcome.__slots__),
)
SETTLED_NAMES = dict(zip(SETTLED, ("settled", "staged", "unsettled"), strict=True))
VERDICT_NAMES = dict(zip(VERDICTS, ("found_true", "mostly_true", "partly_true", "untrue"), strict=True))
HEARD_NAMES = dict(zip(SATISFACTIONS, ("satisfied", "mostly_satisfied", "dissatisfied"), strict=True))


def named(prefix: str, word: str) -> str:
    """The name of the sum of issues that have a word of ours."""
    return f"{prefix}_{word.replace('-', '_')}"


def _words() -> Iterator[tuple[str, str, str]]:
    yield from ((named("standing", word), "standing", word) for word in STANDINGS)
    yield from ((named("status", word), "status", word) for word in STATUSES)
    yield from ((named("pace", word), "pace", word) for word in PACES)
    yield from ((name, "settled", word) for word, name in SETTLED_NAMES.items())
    yield from ((name, "verdict", word) for word, name in VERDICT_NAMES.items())
    yield from ((name, "satisfaction", word) for word, name in HEARD_NAMES.items())


def sums(*, public: bool = False) -> Iterator[tuple[str, str]]:
    """Each sum: its name, and what it is over the rows of a day, as SQL; `public`: of what everybody may read."""
    yield "total", "count(*)"
    for name, column, word in _words():
        yield name, f"count(*) FILTER (WHERE {column} = {literal(word)})"
    for name in _FLAGS:
        yield name, f"count(*) FILTER (WHERE {name})"
    for name in _NUMBERS:
        yield name, f"coalesce(sum({name}), 0)"
    yield "petitions", "count(first)"
    yield from (_inside() if not public else ())


def _inside() -> Iterator[tuple[str, str]]:
    yield "firsts", "count(*) FILTER (WHERE first IS NOT NULL AND NOT again)"
    yield "bypassed", "count(*) FILTER (WHERE bypassed)"


INSIDE = frozenset({"again", "bypassed", "settled-at-once"})
"""The figures of petitions that are the house's own."""


def _any(names: Iterator[str]) -> str:
    return f"({' + '.join(names)})"


_FINISHED = _any(named("standing", word) for word in STANDINGS if word in FINISHED)
_JUDGED = _any(iter(VERDICT_NAMES.values()))
_CALLED = _any(iter(HEARD_NAMES.values()))
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
"""Of which sums a rate is: its part and its whole. `repeats` and `once` are told beside the sums."""
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


def rates() -> Iterator[tuple[str, str, str, str, str]]:
    """Every rate of a whole ledger: its section, its key, its name, its part, its whole."""
    for rate in Indicators().rates:
        yield ("", rate.key, rate.name, *OF_WHICH[rate.key])
    for section in sections():
        for rate in section.rates:
            yield (section.key, rate.key, rate.name, *OF_WHICH[rate.key])


def counts() -> Iterator[tuple[str, str, str, str, str | None]]:
    """Every count of a section, in the same way."""
    for section in sections():
        for count in section.counts:
            yield (section.key, count.key, count.name, *COUNTS[count.key])


def sections() -> tuple[Section, ...]:
    """The sections as they are told of no issue: for their names."""
    return Indicators().section, Deadlines(date.min).section, LookBacks().section, Petitions().section
