"""挂牌督办 whose limit has passed and that nobody has lifted; 问责 that names a case which is none."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.errors import say
from ledger.model import oversight
from ledger.model.attribute import ATTRIBUTES
from ledger.model.casebook import decision, held_against, linked
from ledger.model.naming import title_of
from ledger.model.oversight import accounting, books_of_cases, named_in_book
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
    """A case that was handed over is in the ledger, in a book of cases."""
    for at, one in enumerate(case.issue.accountability):
        path = ("accountability", at, "case")
        if one.case is None or one.withdrawn_on is not None:
            continue
        if one.case not in case.others:
            yield case.problem("unknown-case", say("rule.unknown-case", id=one.case), path)
        elif case.office.of(one.case).unkept is None and accounting(one.case, case.office) is None:
            text = say(
                "rule.not-a-case", id=one.case, books=books_of_cases(case.office) or say("accountability.no-books")
            )
            yield case.problem("not-a-case", text, path)


def persons_agree(case: Case) -> Iterator[Problem]:
    """A case says as many persons as the entries that belong to it; some may still have to be written down."""
    issue = case.issue
    if issue.void is not None or (by := accounting(issue, case.office)) is None:
        return
    entries = (act for number, act in linked(case.others.values()) if number == issue.id)
    found = held_against(issue.id, decision(issue, by), entries)
    if found is not None and found.differ:
        text = say("rule.case-persons", id=issue.id, own=found.own, linked=found.linked)
        path = (ATTRIBUTES, by.number) if by.number in issue.attributes else ()
        yield case.problem("case-persons", text, path, level="warning")


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


RULES = (in_order, cases_are_there, persons_agree, posts_hold_no_names)
"""Of the record, on whatever day."""
DAY_RULES = (lifted_in_time,)
