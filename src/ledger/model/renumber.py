"""Another number for an issue: what of its own record bears the number, and what of other records points to it.

A number changes only where two clones gave the same one to two issues. The `uid` stays, so what was signed and sealed
before still speaks of the same issue; every change is told by a signed event, in the issue and in each that points to
it. Free text is left as it was written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ledger.model import trail
from ledger.model.acts import RENUMBER
from ledger.model.trail import Branch, Node

_Way = tuple[str, ...]
_LINKS: tuple[_Way, ...] = (
    ("parent",), ("related",), ("petition", "duplicate_of"), ("void", "instead"), ("accountability", "*", "case"),
)  # fmt: skip
"""The fields that name another issue; `*` is every entry of a list."""
BESIDE: Mapping[str, tuple[_Way, ...]] = {
    "meetings": (("topics", "*", "issues"), ("decisions", "*", "issues")),
    "indicators": (("issues",),),
    "checklists": (("issue",),),
}
"""The same of the records that stand beside the issues, by their folder."""


def carried(record: Mapping[str, Node], old: str, new: str) -> Branch:
    """The content of an issue under its new number: its evidence lies in the folder of that number."""
    content = trail.content(record)
    return {key: new if key == "id" else trail.refiled(value, old, new) for key, value in content.items()}


def followed(record: Mapping[str, Node], old: str, new: str, ways: Iterable[_Way] = _LINKS) -> Branch:
    """The content of an issue (or of a record with other `ways`) whose links to `old` mean what is `new` now."""
    content: Node = trail.content(record)
    for way in ways:
        content = _put(content, way, old, new)
    assert isinstance(content, dict)  # noqa: S101 - what is put keeps its form
    return content


def _put(node: Node, way: _Way, old: str, new: str) -> Node:
    if not way:
        return [new if one == old else one for one in node] if isinstance(node, list) else new if node == old else node
    if way[0] == "*":
        return [_put(one, way[1:], old, new) for one in node] if isinstance(node, list) else node
    if not isinstance(node, dict) or way[0] not in node:
        return node
    return {**node, way[0]: _put(node[way[0]], way[1:], old, new)}


def links(record: Mapping[str, Node], ways: Iterable[_Way] = _LINKS) -> Iterator[str]:
    """The numbers that a record points to."""
    for way in ways:
        yield from _named(dict(record), way)


def _named(node: Node, way: _Way) -> Iterator[str]:
    if not way:
        yield from [node] if isinstance(node, str) else trail.texts(node)
    elif way[0] == "*":
        for one in node if isinstance(node, list) else []:
            yield from _named(one, way[1:])
    elif isinstance(node, dict):
        yield from _named(node.get(way[0]), way[1:])


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
