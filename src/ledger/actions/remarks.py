"""What is said at once of a record that is being written, and not only by the check of the night."""

from __future__ import annotations

from ledger.actions.desk import Desk
from ledger.errors import Said, UsageError, say
from ledger.model.ids import is_far
from ledger.model.issue import Issue
from ledger.model.naming import nearest
from ledger.model.problem import Problem
from ledger.model.rules import petitions, words
from ledger.model.rules.case import Case
from ledger.store import folder


def remarks(desk: Desk, issue: Issue) -> tuple[Problem, ...]:
    """Words outside the house's lists and units that nobody knows: written all the same, but told."""
    case = Case(issue, None, None, desk.day, desk.office, {issue.id: issue}, {issue.uid: issue.id})
    told = (words.units_are_known, words.units_stand_alone, words.words_are_listed, petitions.come_from_petitions)
    return tuple(problem for rule in told for problem in rule(case))


def _links(issue: Issue) -> tuple[str, ...]:
    """Every issue that this one names."""
    first = issue.petition.duplicate_of if issue.petition else None
    return tuple(one for one in (issue.parent, *issue.related, first) if one)


def refuse_dead_links(desk: Desk, before: Issue | None, after: Issue) -> None:
    """Raises UsageError where `after` names an issue, new to it, that is itself or not in the ledger."""
    old = set(_links(before)) if before else set[str]()
    named = [one for one in _links(after) if one not in old]
    if not named:
        return
    known = tuple(path.stem for path in folder.paths(desk.workspace))
    wrong: list[Said] = []
    for one in named:
        if one == after.id:
            wrong.append(say("amend.own-link", id=one))
        elif one not in known and not is_far(one):
            near = nearest(one, known)
            hint = say("did-you-mean", word=near) if near else None
            wrong.append(say("amend.dead-link", other=one, count=len(known), hint=hint))
    if wrong:
        raise UsageError(say("usage.bad-values"), *wrong)
