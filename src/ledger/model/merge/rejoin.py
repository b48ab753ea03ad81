"""A merge that stands in a history, made again: what each side was is told by the chain, and the rule does the rest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from ledger.model import replay, trail
from ledger.model.acts import MERGER
from ledger.model.merge import fields, joining
from ledger.model.merge.fields import Clash
from ledger.model.trail import Branch, Node


def is_true(record: Mapping[str, Node], at: int, content: Mapping[str, Node]) -> bool:
    """Whether the merge at a place of the history made of its two sides what the rule makes of them. Where a person
    decided, each field that clashed says what one of the versions said, and everything else is as the rule has it.
    """
    return decided(record, at, content) is not None


def decided(record: Mapping[str, Node], at: int, content: Mapping[str, Node]) -> tuple[Clash, ...] | None:
    """The fields that clashed in a true merge, so that somebody decided what they say; None where it isn't true."""
    event = trail.events(record)[at]
    sides = _sides(record, event)
    if sides is None:
        return None

    def take(clash: Clash) -> Node:
        now = fields.at(content, clash.steps)
        return now if any(trail.same(now, clash.of(side)) for side in fields.SIDES) else clash.ours

    found = joining.merged(None, *sides, take)
    if event.get("by") != MERGER:
        true = not found.refused and trail.same(trail.content(found.record), dict(content))
    else:
        true = found.clean and trail.events(found.record)[-1].get("hash") == event.get("hash")
    return found.clashes if true else None


def _sides(record: Mapping[str, Node], event: Mapping[str, Node]) -> tuple[Branch, Branch] | None:
    """The record as it stood at either end that the merge joined; None where the chain doesn't tell it."""
    listed, left = trail.events(record), replay.contents(record)
    names = [trail.name_of(one) for one in listed]
    ends = trail.texts(event.get("prev"))
    if len(ends) != replay.SIDES or not all(name in left and name in names for name in ends):
        return None
    places = [names.index(name) for name in ends]
    one, other = (_as_of(listed, left[names[at]], trail.follows(listed, at), at) for at in places)
    return one, other


def _as_of(listed: list[Branch], content: Branch, known: list[int], at: int) -> Branch:
    return {**content, "history": cast("Node", [listed[place] for place in (*known, at)])}
