"""Another number for an issue: what of its own record bears the number, and what of other records points to it.

A number changes only where two clones gave the same one to two issues. The `uid` stays, so what was signed and sealed
before still speaks of the same issue; every change is told by a signed event, in the issue and in each that points to
it. Free text is left as it was written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ledger.model import trail
from ledger.model.acts import RENUMBER
from ledger.model.trail import Branch, Node

_LINKS = (("parent",), ("related",), ("petition", "duplicate_of"), ("void", "instead"))
"""The fields that name another issue."""


def carried(record: Mapping[str, Node], old: str, new: str) -> Branch:
    """The content of an issue under its new number: its evidence lies in the folder of that number."""
    content = trail.content(record)
    return {key: new if key == "id" else trail.refiled(value, old, new) for key, value in content.items()}


def followed(record: Mapping[str, Node], old: str, new: str) -> Branch:
    """The content of an issue whose links to `old` mean what is `new` now."""
    content = trail.content(record)
    for path in _LINKS:
        content = _put(content, path, old, new)
    return content


def _put(content: Branch, path: tuple[str, ...], old: str, new: str) -> Branch:
    key, deeper = path[0], path[1:]
    node = content.get(key)
    if deeper:
        return {**content, key: _put(node, deeper, old, new)} if isinstance(node, dict) else content
    if isinstance(node, list):
        return {**content, key: [new if one == old else one for one in node]}
    return {**content, key: new} if node == old else content


def links(record: Mapping[str, Node]) -> Iterator[str]:
    """The numbers that a record points to."""
    for path in _LINKS:
        node: Node = dict(record)
        for key in path:
            node = node.get(key) if isinstance(node, dict) else None
        yield from [node] if isinstance(node, str) else trail.texts(node)


def explains(before: Mapping[str, Node], after: Mapping[str, Node]) -> bool:
    """Whether a renumbering, and nothing else, made `after` of `before`: the number with what bears it, or links."""
    old, new = str(before.get("id")), str(after.get("id"))
    if old != new:
        return trail.same(carried(before, old, new), trail.content(after))
    pairs = {(was, now) for was, now in zip(links(before), links(after), strict=False) if was != now}
    return len(pairs) == 1 and all(trail.same(followed(before, *one), trail.content(after)) for one in pairs)


def formerly(record: Mapping[str, Node]) -> tuple[str, ...]:
    """The numbers that an issue bore before, the oldest first; a number that a branch gave and a merge took back is
    one of them.
    """
    pairs = (trail.renumbering(event) for event in trail.events(record))
    borne = dict.fromkeys(number for pair in pairs if pair for number in pair)
    return tuple(number for number in borne if number != record.get("id"))


def settled(one: Mapping[str, Node], other: Mapping[str, Node]) -> str:
    """The number that an issue keeps of those under which two branches have it: none that either has given up; where
    both gave it a new one, the one that was given first.
    """
    up = {*formerly(one), *formerly(other)}
    kept = [record for record in (one, other) if record.get("id") not in up]
    return str(min(kept or (one, other), key=_given).get("id"))


def _given(record: Mapping[str, Node]) -> tuple[str, int, str]:
    """When a record got its number; the number itself decides between two of one moment."""
    steps = [event for event in trail.events(record) if trail.renumbering(event)]
    number = str(record.get("id"))
    return str(steps[-1].get("at")) if steps else "", len(number), number


def brought(content: Mapping[str, Node], number: str) -> Branch:
    """A content under the number that the issue has by now; nothing else of it is changed."""
    return carried(content, str(content.get("id")), number)


def since(before: Mapping[str, Node], now: Mapping[str, Node]) -> Branch:
    """An earlier content as it would stand today: with the numbers that the renumberings since then have given."""
    known = {trail.name_of(one) for one in trail.events(before)}
    content = trail.content(before)
    for event in trail.events(now):
        if event.get("move") == RENUMBER and not trail.renumbering(event) and trail.name_of(event) not in known:
            content = _following(content, event)
    return brought(content, str(now.get("id"))) if before.get("id") in formerly(now) else content


def _following(content: Branch, event: Mapping[str, Node]) -> Branch:
    """The content with the links that an event gave other numbers."""
    told = event.get("changes")
    for one in told if isinstance(told, list) else []:
        if isinstance(one, dict):
            was, now = one.get("old"), one.get("new")
            listed = zip(trail.texts(was), trail.texts(now), strict=False)
            pairs = [(was, now)] if isinstance(was, str) and isinstance(now, str) else list(listed)
            for old, new in pairs:
                content = followed(content, old, new) if old != new else content
    return content
