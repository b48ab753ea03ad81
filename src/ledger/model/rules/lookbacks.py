"""回头看: by other hands, after the closing, and with what came back opened again."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.errors import say
from ledger.model.acts import LookBack
from ledger.model.independence import barred_from_verifying, judges_itself
from ledger.model.lookback import is_waiting, says_all_is_well
from ledger.model.problem import Path, Problem
from ledger.model.rules.case import Case


def rebounds_are_reopened(case: Case) -> Iterator[Problem]:
    """A closing that was found to have been undone is no closing."""
    issue = case.issue
    if issue.void is None and is_waiting(issue):
        at = max(at for at, one in enumerate(issue.lookbacks) if one.rebound and one.cycle == issue.cycle)
        text = say("rule.rebound-open", date=issue.lookbacks[at].date, id=issue.id)
        yield case.problem("rebound-open", text, ("lookbacks", at, "rebound"))


def after_the_closing(case: Case) -> Iterator[Problem]:
    """What is looked back at was closed by then."""
    closed = {one.cycle: one.date for one in case.issue.closures}
    for at, one in enumerate(case.issue.lookbacks):
        path: Path = ("lookbacks", at, "date")
        if one.cycle not in closed and one.cycle <= case.issue.cycle:
            yield case.problem("dates-out-of-order", say("rule.lookback-unclosed", cycle=one.cycle), path)
        elif one.cycle in closed and one.date < closed[one.cycle]:
            text = say("rule.lookback-before", date=one.date, closed=closed[one.cycle])
            yield case.problem("dates-out-of-order", text, path)


def by_other_hands(case: Case) -> Iterator[Problem]:
    """An implementing unit never looks back at its own work; who verified or closed finds only against themselves."""
    for at, one in enumerate(case.issue.lookbacks):
        path: Path = ("lookbacks", at, "by")
        if (unit := _own_unit(case, one)) is not None:
            text = say("rule.lookback-own-work", who=case.office.people.name(one.by), unit=unit)
            yield case.problem("self-lookback", text, path)
        elif says_all_is_well(one) and any(case.office.people.same(by, one.by) for by in _who_concluded(case, one)):
            text = say("rule.lookback-own-act", who=case.office.people.name(one.by))
            yield case.problem("self-lookback", text, path)


def _own_unit(case: Case, check: LookBack) -> str | None:
    """The implementing unit that the checker belongs to."""
    office, plan = case.office, case.issue.plan
    person = office.people.get(check.by)
    if person is None or plan is None:
        return None
    barred = barred_from_verifying(plan, office.policy, check.cycle)
    units = (one.unit for one in office.people.entries_of(person))
    return next((unit for unit in units if judges_itself(office.units, unit, barred) is not None), None)


def _who_concluded(case: Case, check: LookBack) -> tuple[str, ...]:
    """Whoever accepted and closed the cycle that was looked back at."""
    verified = (one for one in case.issue.verifications if one.cycle == check.cycle and one.result == "通过")
    passed = [by for one in verified for by in one.hands]
    closed = [one.by for one in case.issue.closures if one.cycle == check.cycle]
    return (*passed[-1:], *closed[-1:])


RULES = (rebounds_are_reopened, after_the_closing, by_other_hands)
