"""What happened to a thing, across all issues and in the order of time: findings, tasks, petitions, look-backs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ledger.model.acts import LookBack, Step
from ledger.model.issue import Issue
from ledger.model.petition import SOURCE
from ledger.model.thing import Thing

Kind = Literal[
    "listed", "finding", "task", "petition", "verified", "closed", "reopened", "lookback", "rebound", "struck-off"
]
TASK = "年度目标任务"
"""The source of what is a task and no finding."""
_MOVES: Mapping[str, Kind] = {"verify": "verified", "close": "closed", "reopen": "reopened"}


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a thing, or to one that belongs to it."""

    day: date
    kind: Kind
    thing: str
    text: str
    """The issue's title, what was found, why it was struck off."""
    issue: str | None = None


def kind_of(issue: Issue) -> Kind:
    """What an issue came in as."""
    if issue.petition is not None or issue.source.kind == SOURCE:
        return "petition"
    return "task" if issue.source.kind == TASK else "finding"


def by_thing(issues: Iterable[Issue]) -> Mapping[str, tuple[Issue, ...]]:
    """The issues about each thing, by its id: a list of thousands of things asks for those of every one."""
    found: dict[str, list[Issue]] = {}
    for issue in issues:
        for one in dict.fromkeys(issue.objects) if issue.void is None else ():
            found.setdefault(one, []).append(issue)
    return {thing: tuple(own) for thing, own in found.items()}


def touching(issues: Iterable[Issue], things: Iterable[Thing]) -> tuple[tuple[Issue, str], ...]:
    """The issues about any of these things, each once with the thing that it names, in the order of their receipt."""
    wanted = [one.id for one in things]
    found = ((one, next((it for it in wanted if it in one.objects), None)) for one in issues if one.void is None)
    pairs = ((one, thing) for one, thing in found if thing is not None)
    return tuple(sorted(pairs, key=lambda pair: (pair[0].source.received, pair[0].id)))


def events(things: Iterable[Thing], issues: Iterable[Issue], day: date) -> tuple[Event, ...]:
    """What happened up to `day`, in the order of time. The issues are as they stood on that day."""
    own = tuple(things)
    found = [event for one in own for event in _of_thing(one)]
    for issue, thing in touching(issues, own):
        found += _of_issue(issue, thing)
    return tuple(sorted((one for one in found if one.day <= day), key=lambda one: one.day))


def _of_thing(one: Thing) -> Iterator[Event]:
    if one.since is not None:
        yield Event(one.since, "listed", one.id, one.name)
    if one.until is not None:
        yield Event(one.until, "struck-off", one.id, one.ending or one.name)


def _of_issue(issue: Issue, thing: str) -> Iterator[Event]:
    yield Event(issue.source.received, kind_of(issue), thing, issue.title, issue.id)
    signed = [step for step in issue.history if step.move in _MOVES]
    for step in signed:
        yield Event(step.date, _MOVES[step.move], thing, _said(step, issue), issue.id)
    if not any(step.move == "close" for step in signed):  # written down without its steps
        yield from (Event(one.date, "closed", thing, issue.title, issue.id) for one in issue.closures)
    yield from (_looked(one, thing, issue.id) for one in issue.lookbacks)


def _said(step: Step, issue: Issue) -> str:
    return step.why or issue.title


def _looked(one: LookBack, thing: str, issue_id: str) -> Event:
    return Event(one.date, "rebound" if one.rebound else "lookback", thing, one.text, issue_id)
