"""A record's history run backwards: what each signed event left behind, from what stands there now.

An event says which fields it changed from what to what, so the content before it is the content after it with that
taken back. What comes out must bear the digest that the event before signed: who rewrites a value somewhere on the
way has to rewrite everything after it.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from ledger.model import trail
from ledger.model.trail import Branch, Node

_POSITION = re.compile(r"[1-9][0-9]{0,3}")
"""A place in a list, from 1. No list of a record has ten thousand entries; a place behind that is a forger's."""


@dataclass(frozen=True)
class Stage:
    """Events that were written in one go, the first and the last by their place in the history, and the content
    before and after them.
    """

    first: int
    last: int
    before: Branch
    after: Branch


def stages(record: Mapping[str, Node], known: int) -> tuple[Stage, ...]:
    """What the events behind the first `known` did, the oldest first."""
    listed = trail.events(record)
    after = trail.content(record)
    found: list[Stage] = []
    last = len(listed) - 1
    while last >= known:
        first = last
        while first > known and not listed[first - 1].get("state"):
            first -= 1
        before = undone(after, [one for event in listed[first : last + 1] for one in _changes(event)])
        found.append(Stage(first, last, before, after))
        last, after = first - 1, before
    return tuple(reversed(found))


def _changes(event: Mapping[str, Node]) -> list[Branch]:
    told = event.get("changes")
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
    for stage in told[:-1]:
        state = listed[stage.last].get("state")
        if isinstance(state, str) and not trail.agrees(state, trail.STATE, stage.after):
            yield stage.last
