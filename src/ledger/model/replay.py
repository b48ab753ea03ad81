"""A record's history run backwards: what each signed event left behind, from what stands there now.

An event says which fields it changed from what to what, so the content before it is the content after it with that
taken back. What comes out must bear the digest that the event before signed: who rewrites a value somewhere on the
way has to rewrite everything after it.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from ledger.model import trail
from ledger.model.acts import MERGE
from ledger.model.trail import Branch, Node

_POSITION = re.compile(r"[1-9][0-9]{0,3}")
"""A place in a list, from 1. No list of a record has ten thousand entries; a place behind that is a forger's."""
SIDES = 2
"""A merge joins two branches; more are joined one after the other."""


@dataclass(frozen=True)
class Stage:
    """Events that were written in one go, the first and the last by their place in the history, and the content
    before and after them.
    """

    first: int
    last: int
    before: Branch
    after: Branch


def stages(record: Mapping[str, Node], known: int | Collection[str]) -> tuple[Stage, ...]:
    """What the events behind those `known` (the first so many, or these by name) did, in the order of the history."""
    listed = trail.events(record)
    names = [trail.name_of(one) for one in listed]
    old = {*names[:known]} if isinstance(known, int) else {*known}
    after, before = _contents(record, listed, names)
    found: list[Stage] = []
    last = len(listed) - 1
    while last >= 0:
        first = last
        if names[last] not in old:
            while first > 0 and not listed[first - 1].get("state") and names[first - 1] not in old:
                first -= 1
            if last in after:
                found.append(Stage(first, last, before[last], after[last]))
        last = first - 1
    return tuple(reversed(found))


def contents(record: Mapping[str, Node]) -> dict[str, Branch]:
    """The content that each event left, by the name of the event, as far as the events after it tell."""
    listed = trail.events(record)
    names = [trail.name_of(one) for one in listed]
    return {names[at]: content for at, content in _contents(record, listed, names)[0].items()}


def _contents(
    record: Mapping[str, Node], listed: list[Branch], names: list[str]
) -> tuple[dict[int, Branch], dict[int, Branch]]:
    """The content after and before each event, by its place. A merge tells what it changed of either side."""
    places = {name: at for at, name in reversed(list(enumerate(names)))}
    after, before = ({len(listed) - 1: trail.content(record)} if listed else {}), dict[int, Branch]()
    for at in range(len(listed) - 1, -1, -1):
        if at not in after:
            continue
        for place, told in _told(listed, at, places):
            left = undone(after[at], told)
            before.setdefault(at, left)
            if place is not None:
                after.setdefault(place, left)
    return after, before


def _told(listed: list[Branch], at: int, places: Mapping[str, int]) -> Iterator[tuple[int | None, list[Branch]]]:
    """What an event says that it changed, of which event before it. An event that names none or several of them, and
    merges nothing, changed what stands before it.
    """
    event = listed[at]
    named = [places[name] for name in trail.texts(event.get("prev")) if places.get(name, at) < at]
    if event.get("move") == MERGE and len(named) == SIDES:
        yield named[0], _changes(event, "changes")
        yield named[1], _changes(event, "merged")
    else:
        yield (named[0] if len(named) == 1 else at - 1 if at else None), _changes(event, "changes")


def _changes(event: Mapping[str, Node], key: str) -> list[Branch]:
    told = event.get(key)
    return [one for one in told if isinstance(one, dict)] if isinstance(told, list) else []


def undone(content: Mapping[str, Node], changes: list[Branch]) -> Branch:
    """The content before these changes. One that names a place that can't be has no effect: the digests show it."""
    result: Branch = copy.deepcopy(dict(content))
    for one in reversed(changes):
        field = one.get("field")
        if isinstance(field, str):
            _put(result, field.split("."), copy.deepcopy(one.get("old")))
    return result


def _put(tree: Branch, steps: list[str], value: Node) -> None:
    """Let `value` stand at the end of a path (positions count from 1); nothing takes away what stood there."""
    node: Node = tree
    for step, following in pairwise(steps):
        node = _child(node, step, following)
    last = steps[-1]
    if isinstance(node, dict):
        if value is None:
            node.pop(last, None)
        else:
            node[last] = value
    elif isinstance(node, list) and _POSITION.fullmatch(last):
        at = int(last) - 1
        if value is None:
            del node[at : at + 1]
        elif at < len(node):
            node[at] = value
        else:
            node += [{} for _ in range(at - len(node))]  # the ones before it come back after it
            node.append(value)


def _child(node: Node, step: str, following: str) -> Node:
    """What a step leads to; where nothing is there yet, a block or a list for the step behind it."""
    if isinstance(node, dict):
        if node.get(step) is None:
            node[step] = [] if _POSITION.fullmatch(following) else {}
        return node[step]
    if isinstance(node, list) and _POSITION.fullmatch(step) and int(step) <= len(node):
        return node[int(step) - 1]
    return None


def told_wrongly(record: Mapping[str, Node], told: tuple[Stage, ...]) -> Iterator[int]:
    """The places of events that sign another content than they left, as the events after them tell it.

    The last is not asked: what differs from it is an unsigned change.
    """
    listed = trail.events(record)
    for stage in told:
        state = listed[stage.last].get("state")
        last = stage.last == len(listed) - 1
        if not last and isinstance(state, str) and not trail.agrees(state, trail.STATE, stage.after):
            yield stage.last
