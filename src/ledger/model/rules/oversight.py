"""挂牌督办 whose limit has passed and that nobody has lifted; 问责 that names a case which is none."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.errors import say
from ledger.model import oversight
from ledger.model.problem import Problem
from ledger.model.rules.case import Case


def lifted_in_time(case: Case) -> Iterator[Problem]:
    """What was to be done by a day is lifted by then, or somebody has to ask why."""
    if case.then is None or case.then.void is not None:
        return
    for at, act in oversight.standing(case.then, case.day):
        if act.due is not None and act.due < case.day:
            days = (case.day - act.due).days
            text = say("rule.unlifted", kind=act.kind, due=act.due, days=days, id=case.issue.id)
            yield case.problem("unlifted", text, ("escalations", at, "due"))


def in_order(case: Case) -> Iterator[Problem]:
    """Nothing is due, or lifted, before it began."""
    for at, act in enumerate(case.issue.escalations):
        for key, day in (("due", act.due), ("lifted_on", act.lifted_on)):
            if day is not None and day < act.date:
                text = say("rule.supervision-order", kind=act.kind, start=act.date, day=day)
                yield case.problem("dates-out-of-order", text, ("escalations", at, key))


def cases_are_there(case: Case) -> Iterator[Problem]:
    """A case that was handed over is in the ledger."""
    for at, one in enumerate(case.issue.accountability):
        if one.case is not None and one.case not in case.others:
            yield case.problem("unknown-case", say("rule.unknown-case", id=one.case), ("accountability", at, "case"))


RULES = (in_order, cases_are_there)
"""Of the record, on whatever day."""
DAY_RULES = (lifted_in_time,)
