"""挂牌督办 whose limit has passed and that nobody has lifted; 问责 that names a case which is none."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.errors import say
from ledger.model import oversight
from ledger.model.attribute import ATTRIBUTES
from ledger.model.naming import title_of
from ledger.model.oversight import named_in_book
from ledger.model.problem import Problem
from ledger.model.rules.case import Case


def lifted_in_time(case: Case) -> Iterator[Problem]:
    """What was to be done by a day is lifted by then, or somebody has to ask why."""
    if case.then is None or case.then.void is not None:
        return
    for at, act in oversight.standing(case.issue, case.day):
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


def posts_hold_no_names(case: Case) -> Iterator[Problem]:
    """Who was called to account is told by post, in an entry as in a book of cases."""
    people, issue = case.office.people, case.issue
    for at, one in enumerate(issue.accountability):
        if (name := people.named_in(one.post or "")) is not None:
            text = say("rule.named-person", field=title_of("accountability.post"), name=name)
            yield case.problem("named-person", text, ("accountability", at, "post"))
    if (found := named_in_book(issue, case.office)) is not None:
        text = say("rule.named-person", field=found[0], name=found[1])
        yield case.problem("named-person", text, (ATTRIBUTES, found[0]))


RULES = (in_order, cases_are_there, posts_hold_no_names)
"""Of the record, on whatever day."""
DAY_RULES = (lifted_in_time,)
