"""What is said at once of a record that is being written, and not only by the check of the night."""

from __future__ import annotations

from ledger.actions.desk import Desk
from ledger.errors import Said, UsageError, say
from ledger.model.ids import is_far
from ledger.model.issue import Issue
from ledger.model.naming import nearest
from ledger.model.problem import Problem
from ledger.model.rules import attributes, petitions, words
from ledger.model.rules.case import Case
from ledger.model.scheme import Scheme
from ledger.model.thing import Thing
from ledger.store import cabinet, folder, objects
from ledger.store.cabinet import Contents


def remarks(desk: Desk, issue: Issue) -> tuple[Problem, ...]:
    """Words outside the house's lists and units that nobody knows: written all the same, but told."""
    case = Case(issue, None, None, desk.day, desk.office, {issue.id: issue}, {issue.uid: issue.id})
    told = (words.units_are_known, words.units_stand_alone, words.words_are_listed, petitions.come_from_petitions)
    return tuple(problem for rule in told for problem in rule(case))


def refuse_misfits(desk: Desk, before: Issue | None, after: Issue) -> None:
    """Raises UsageError with everything in the fields of a book that it doesn't take, and that was not so before."""
    book = desk.office.of(after).book
    old = {one.path: one.text for one in attributes.faults(before, book)} if before else {}
    wrong = [
        say("problem.bare", text=_for_new(one, new=before is None), hint=_meant(one))
        for one in attributes.faults(after, book)
        if old.get(one.path) != one.text and (before is None or one.rule != "attribute-missing")
    ]
    if wrong:
        raise UsageError(say("usage.bad-values"), *wrong)


def _for_new(one: Problem, *, new: bool) -> Said:
    """How a field is given to what has no number yet."""
    return (
        say("attribute.missing-new", name=str(one.text.fill["name"]))
        if new and one.text.key == "attribute.missing"
        else one.text
    )


def _meant(one: Problem) -> Said | None:
    return say("did-you-mean", word=one.suggestion) if one.suggestion else None


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


def refuse_unknown(desk: Desk, before: Issue | None, after: Issue) -> None:
    """Raises UsageError where an issue names a thing or a plan of one, new to it, that the ledger hasn't."""
    things = [one for one in after.objects if before is None or one not in before.objects]
    scheme = after.scheme if before is None or before.scheme != after.scheme else None
    wrong: list[Said] = []
    if things:
        known = cabinet.scan(desk.workspace, objects.OBJECTS)
        wrong += [_unknown("object.unknown-to", one, known) for one in things if known.find(one) is None]
    if scheme is not None:
        plans = cabinet.scan(desk.workspace, objects.SCHEMES)
        wrong += [_unknown("scheme.unknown-to", scheme, plans)] if plans.find(scheme) is None else []
    if wrong:
        raise UsageError(say("usage.bad-values"), *wrong)


def _unknown(key: str, name: str, known: Contents[Thing] | Contents[Scheme]) -> Said:
    near = nearest(name, known.names)
    return say(key, id=name, hint=say("did-you-mean", word=near) if near else None)
