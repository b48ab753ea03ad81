"""What is to be done by a day beside the issues, read from the ledger: what presses, and of whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from ledger.actions.desk import Desk
from ledger.model.commitments import RULES, Commitment, commitments
from ledger.model.decisions import State
from ledger.model.office import Office
from ledger.model.problem import Problem
from ledger.model.selection import Selection
from ledger.model.units import Units, plain
from ledger.store import cabinet
from ledger.store.meetings import MEETINGS
from ledger.store.objects import SCHEMES

Key = tuple[object, str, object]
"""Which one a problem is about: the list, the record, the place in the list."""


@dataclass(frozen=True)
class Pending:
    """What is late or due soon; files that can't be read may hold more."""

    late: tuple[Commitment, ...] = ()
    soon: tuple[Commitment, ...] = ()
    broken: tuple[str, ...] = ()


def pending(desk: Desk, chosen: Selection) -> Pending:
    """What presses of that which a selection is about, the longest waiting first."""
    plans, meetings, office = cabinet.scan(desk.workspace, SCHEMES), cabinet.scan(desk.workspace, MEETINGS), desk.office
    if not any(map(len, (plans.kept, plans.problems, meetings.kept, meetings.problems))):
        return Pending()
    every = [
        one
        for one in commitments(plans, meetings, desk.day, office.calendar, office.policy.check)
        if is_chosen(one, chosen, office.units)
    ]
    faults = (*plans.problems, *meetings.problems) if _is_beside(chosen) else ()
    broken = dict.fromkeys(one.place.file for one in faults if one.place)
    return Pending(_in_state(every, "late"), _in_state(every, "soon"), tuple(broken))


def _in_state(every: Iterable[Commitment], state: State) -> tuple[Commitment, ...]:
    return tuple(sorted((one for one in every if one.state == state), key=lambda one: -one.days))


def is_chosen(one: Commitment, chosen: Selection, units: Units) -> bool:
    """Whether a selection is about it: by its units, its objects, or a word in it."""
    return (
        _is_beside(chosen)
        and (not chosen.units or any(units.among(unit, one.units) for unit in chosen.units))
        and (not chosen.objects or not {*chosen.objects}.isdisjoint(one.objects))
        and (chosen.text is None or plain(chosen.text) in plain(one.title))
        and not (chosen.overdue and one.state != "late")
    )


def _is_beside(chosen: Selection) -> bool:
    """Whether a selection can be about what stands beside the issues; most filters ask for what only these have."""
    return replace(chosen, void=False, overdue=False, units=(), objects=(), text=None) == Selection()


def by_problem(desk: Desk, office: Office, problems: Iterable[Problem]) -> Mapping[Key, Commitment]:
    """Those that problems of a check are about."""
    wanted = {key_of(one) for one in problems if one.rule in RULES}
    if not wanted:
        return {}
    plans, meetings = cabinet.scan(desk.workspace, SCHEMES), cabinet.scan(desk.workspace, MEETINGS)
    every = commitments(plans, meetings, desk.day, office.calendar, office.policy.check)
    return {key: one for one in every if (key := (one.of, one.record, one.at)) in wanted}


def of_chosen(
    problems: Iterable[Problem], beside: Mapping[Key, Commitment], chosen: Selection, units: Units
) -> list[Problem]:
    """The problems without those that are about what a selection leaves out."""
    return [
        one
        for one in problems
        if (about := beside.get(key_of(one)) if one.rule in RULES else None) is None or is_chosen(about, chosen, units)
    ]


def key_of(problem: Problem) -> Key:
    """Which one a problem is about, by its place."""
    record = PurePosixPath(problem.place.file).stem if problem.place else ""
    of, at = (*problem.path, None, None)[:2]
    return of, record, at
