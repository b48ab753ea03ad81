"""Every rule there is, in the order in which faults are told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from ledger.model.issue import Issue
from ledger.model.office import Office
from ledger.model.problem import Problem
from ledger.model.rewind import rewind
from ledger.model.rules import (
    attributes,
    closing,
    gates,
    lateness,
    links,
    lookbacks,
    oversight,
    petitions,
    planning,
    publicity,
    words,
)
from ledger.model.rules.case import Case, Rule
from ledger.model.schedule import situation

RECORD_RULES: tuple[Rule, ...] = (
    *planning.RULES,
    *closing.RULES,
    *gates.RULES,
    *publicity.RULES,
    *lookbacks.RULES,
    *petitions.RULES,
    *links.RULES,
    *oversight.RULES,
    *words.RULES,
    *attributes.RULES,
)
"""Faults of the record itself, on whatever day."""
DAY_RULES: tuple[Rule, ...] = (*lateness.RULES, *petitions.DAY_RULES, *oversight.DAY_RULES)
"""What the calendar says on the day of the check."""


def cases(issues: Iterable[Issue], day: date, office: Office) -> tuple[Case, ...]:
    """Every issue, as it is and as it was on `day`."""
    known = {issue.id: issue for issue in issues}
    identities = {issue.uid: issue.id for issue in reversed(known.values())}
    numbers = petitions.first_of_each_number(known.values())

    def case(issue: Issue) -> Case:
        then = rewind(issue, day)
        now = situation(then, day, office) if then else None
        return Case(issue, then, now, day, office.of(issue), known, identities, numbers)

    return tuple(map(case, known.values()))


def faults(all_cases: Iterable[Case]) -> Iterator[Problem]:
    """What is wrong with the records; of a void one, whether it came to be so as it must."""
    for case in all_cases:
        for rule in RECORD_RULES if case.issue.void is None else closing.RULES:
            yield from rule(case)


def alarms(all_cases: Iterable[Case]) -> Iterator[Problem]:
    """What is late, falls due, or has not been heard of."""
    for case in all_cases:
        for rule in DAY_RULES:
            yield from rule(case)
