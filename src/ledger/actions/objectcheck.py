"""What `check` says of things and their plans, each fault at its line; and of the issues that refer to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from ledger.actions.desk import Desk
from ledger.errors import say
from ledger.model import bookthings, reappearance, schemecover, thingfaults
from ledger.model.issue import Issue
from ledger.model.naming import nearest
from ledger.model.office import Office
from ledger.model.problem import Problem
from ledger.model.reappearance import RULES, Warned
from ledger.model.rules.case import Case
from ledger.model.scheme import Scheme
from ledger.model.thing import Thing, Things
from ledger.store import cabinet, folder, objects
from ledger.store.cabinet import Contents, R
from ledger.store.folder import Stored
from ledger.store.workspace import Workspace


def unreadable(workspace: Workspace) -> tuple[Problem, ...]:
    """Every fault that keeps a file from being a thing or the plan of one."""
    found = (cabinet.scan(workspace, objects.OBJECTS), cabinet.scan(workspace, objects.SCHEMES))
    return tuple(problem for one in found for problem in one.problems)


def faults(
    desk: Desk, office: Office, cases: Iterable[Case], chosen: Iterable[Case], stored: Iterable[Stored]
) -> list[Problem]:
    """What is wrong with things and plans, and with what the chosen issues say of them; what seems to be back."""
    every, mine = tuple(cases), tuple(one.issue for one in chosen)
    kept = cabinet.scan(desk.workspace, objects.OBJECTS)
    plans = cabinet.scan(desk.workspace, objects.SCHEMES)
    things = objects.asked(kept)
    dead = [*_dead(mine, kept, plans), *_in_fields(mine, office, kept, things)]
    if not (kept.kept or plans.kept):
        return folder.locate(dead, stored)
    schemes = tuple(plans)
    of_things = [
        *thingfaults.faults(things, office.policy.objects),
        *schemecover.lacking(things, schemes, office.policy, desk.day),
    ]
    found = [*_located(kept, of_things), *_located(plans, schemecover.faults(things, schemes, office, desk.day))]
    then = [office.about_things(one.then) for one in every if one.then is not None]
    warned = reappearance.warnings(things, then, desk.day, office.policy.objects)
    in_issues, in_things = _told(warned, {one.id: one for one in mine}, things, office)
    return [
        *found,
        *_located(kept, in_things),
        *folder.locate((*dead, *_misplaced(tuple(map(office.about_things, mine)), things, plans), *in_issues), stored),
    ]


def _dead(issues: Iterable[Issue], things: Contents[Thing], plans: Contents[Scheme]) -> Iterator[Problem]:
    """Things and plans that issues refer to and that are not there; one that can't be read is there all the same."""
    known, schemes = _names(things), _names(plans)
    for issue in issues:
        for at, one in enumerate(issue.objects):
            if one not in known:
                text, near = say("object.unknown", id=one), nearest(one, tuple(known))
                yield Problem("unknown-object", "error", text, issue.id, ("objects", at), suggestion=near)
        if issue.scheme is not None and issue.scheme not in schemes:
            text, near = say("scheme.unknown", id=issue.scheme), nearest(issue.scheme, tuple(schemes))
            yield Problem("unknown-scheme", "error", text, issue.id, ("scheme",), suggestion=near)


def _in_fields(issues: Iterable[Issue], office: Office, kept: Contents[Thing], things: Things) -> Iterator[Problem]:
    """The same of those that stand in a field of a book."""
    if not any(book.things for book in office.described):
        return
    unread = frozenset(_names(kept)) - frozenset(kept.names)
    for issue in issues:
        if (book := office.of(issue).book) is not None and issue.attributes:
            yield from bookthings.faults(issue, book, things, unread)


def _misplaced(issues: Iterable[Issue], things: Things, plans: Contents[Scheme]) -> Iterator[Problem]:
    """Plans that issues refer to and that are of none of the things that these are about, nor of what those are part
    of or have as parts.
    """
    objects_of = {one.id: one.object for one in plans}
    for issue in issues:
        thing = objects_of.get(issue.scheme or "")
        if thing is None or not issue.objects or thing in issue.objects:
            continue
        kin = {it.id for it in things.within(thing)}
        if kin.isdisjoint(issue.objects) and not any(thing in _ids(things.within(one)) for one in issue.objects):
            text = say("scheme.not-its-own", id=issue.scheme, thing=thing)
            yield Problem("scheme-elsewhere", "warning", text, issue.id, ("scheme",))


def _ids(found: Iterable[Thing]) -> tuple[str, ...]:
    return tuple(one.id for one in found)


def _names(found: Contents[R]) -> dict[str, None]:
    """Every id of a drawer, in order: a hundred thousand issues ask for theirs."""
    broken = (PurePosixPath(one.place.file).stem for one in found.problems if one.place)
    return dict.fromkeys((*found.names, *broken))


def _located(found: Contents[R], faulty: Iterable[tuple[str, Problem]]) -> Iterator[Problem]:
    by_name = {one.name: one for one in found.kept}
    return (by_name[name].located(problem) for name, problem in faulty if name in by_name)


def _told(
    warned: Iterable[Warned], issues: dict[str, Issue], things: Things, office: Office
) -> tuple[list[Problem], list[tuple[str, Problem]]]:
    """The warnings that still stand, of issues and of things: what was closed or struck off again is history."""
    in_issues: list[Problem] = []
    in_things: list[tuple[str, Problem]] = []
    for one in warned:
        if one.settled:
            continue
        if one.issue is None:
            in_things.append((one.thing, Problem(RULES[one.kind], "warning", one.text, path=("name",))))
        elif (issue := issues.get(one.issue)) is not None and things.get(one.thing) is not None:
            path = office.things_of(issue).get(one.thing, ("title",))  # where only its past names it
            in_issues.append(Problem(RULES[one.kind], "warning", one.text, issue.id, path))
    return in_issues, in_things
