"""Whether a public notice (公示) stood as long as it says: days of the kind it names, its first day counted."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.errors import say
from ledger.model.problem import Problem
from ledger.model.rules.case import Case
from ledger.model.workdays import audit_publicity


def lasts_as_long_as_it_says(case: Case) -> Iterator[Problem]:
    """A notice taken down too early was no notice; one that stood longer than it says, or ends on the day that the
    other kind of day gives, wants a look.
    """
    for at, one in enumerate(case.issue.publicity):
        if one.days is None:
            fault = say("rule.publicity-backwards", start=one.start, end=one.end) if one.end < one.start else None
            early = True
        else:
            audit = audit_publicity(case.office.calendar, one.start, one.end, one.days, working=one.working)
            fault, early = audit.fault, one.end < audit.expected_end
        if fault is not None:
            text = say("rule.publicity-period", number=at + 1, why=fault)
            path = ("publicity", at, "end")
            yield case.problem("publicity-period", text, path, level="error" if early else "warning")


RULES = (lasts_as_long_as_it_says,)
