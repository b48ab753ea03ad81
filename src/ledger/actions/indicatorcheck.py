"""What `check` says of indicators, each fault at its line; and of the issues and objects that they refer to."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from ledger.actions.desk import Desk
from ledger.errors import say
from ledger.model import gaugefaults
from ledger.model.gauge import Gauge
from ledger.model.gaugestanding import standing
from ledger.model.issue import Issue
from ledger.model.naming import nearest
from ledger.model.problem import Problem
from ledger.model.rules.case import Case
from ledger.store import cabinet
from ledger.store.cabinet import Contents
from ledger.store.gauges import GAUGES
from ledger.store.objects import OBJECTS
from ledger.store.workspace import Workspace


def unreadable(workspace: Workspace) -> tuple[Problem, ...]:
    """Every fault that keeps a file from being an indicator."""
    return cabinet.scan(workspace, GAUGES).problems


def promised(desk: Desk, issues: Iterable[Issue]) -> Iterator[Problem]:
    """Indicators that plans refer to and that are not there; one that can't be read is there all the same."""
    kept = cabinet.scan(desk.workspace, GAUGES)
    known = (*kept.names, *(PurePosixPath(one.place.file).stem for one in kept.problems if one.place))
    for issue in issues:
        for at, one in enumerate(issue.plan.indicators if issue.plan else ()):
            if one.gauge is not None and one.gauge not in known:
                text, near = say("indicator.unknown", id=one.gauge), nearest(one.gauge, known)
                path = ("plan", "indicators", at, "gauge")
                yield Problem("unknown-indicator", "error", text, issue.id, path, suggestion=near)


def faults(desk: Desk, cases: Iterable[Case], broken: Iterable[str]) -> list[Problem]:
    """What is wrong with indicators as such, and with what they refer to; an issue whose file is `broken` is there."""
    kept = cabinet.scan(desk.workspace, GAUGES)
    if not kept.kept:
        return []
    issues = {one.issue.id: one.then or one.issue for one in cases}
    objects = cabinet.scan(desk.workspace, OBJECTS)
    known = (*objects.names, *(PurePosixPath(one.place.file).stem for one in objects.problems if one.place))
    unread = frozenset(PurePosixPath(file).stem for file in broken)
    return [*_of_all(desk, kept, issues, unread, known)]


def _of_all(
    desk: Desk, kept: Contents[Gauge], issues: Mapping[str, Issue], unread: frozenset[str], objects: tuple[str, ...]
) -> Iterator[Problem]:
    there = {*issues, *unread}
    for one in kept.kept:
        gauge = one.record
        found = (*gaugefaults.faults(gauge, desk.day), *_dead(gauge, there, objects), *_back(desk, gauge, issues))
        yield from map(one.located, found)


def _dead(gauge: Gauge, issues: Collection[str], objects: tuple[str, ...]) -> Iterator[Problem]:
    """Issues and objects that are named and not there."""
    for at, one in enumerate(gauge.issues):
        if one not in issues:
            text = say("indicator.unknown-issue", id=one)
            near = nearest(one, tuple(issues))
            yield Problem("indicator-link", "error", text, path=("issues", at), suggestion=near)
    if gauge.object is not None and gauge.object not in objects:
        near = nearest(gauge.object, objects)
        text = say("object.unknown", id=gauge.object)
        yield Problem("unknown-object", "error", text, path=("object",), suggestion=near)


def _back(desk: Desk, gauge: Gauge, issues: Mapping[str, Issue]) -> Iterator[Problem]:
    """不再返黑: after an issue was struck off its indicator is measured on, and must keep to what was demanded."""
    now = standing(gauge, desk.day)
    if now.last is None or now.state != "missed":
        return
    for at, one in enumerate(gauge.issues):
        issue = issues.get(one)
        closed = issue.closures[-1].date if issue is not None and issue.status == "closed" and issue.closures else None
        if closed is not None and now.last.last > closed:
            text = say("indicator.back", issue=one, closed=closed, value=gauge.shown(now.last.value))
            yield Problem("indicator-back", "warning", text, path=("issues", at))
