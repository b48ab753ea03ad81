"""Three versions of a content brought together field by field: who alone changed a field wins, lists are united.

What both sides changed, each in its own way, is a clash; nobody but a person decides it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from ledger.model import trail
from ledger.model.merge.lists import keyed, ordered
from ledger.model.trail import Branch, Node

Side = Literal["ours", "base", "theirs"]
SIDES: tuple[Side, Side, Side] = ("ours", "base", "theirs")
"""In git's order of a file with marks."""


@dataclass(frozen=True)
class Clash:
    """A field that both sides changed, and what each of them says."""

    steps: tuple[str, ...]
    """The way to it: keys, and for entries of lists what they are about, e.g. `plan`, `measures`, `1.10`, `due`."""
    keys: str
    """The same without the entries, joined with dots: by it the schema knows the field's title."""
    base: Node
    ours: Node
    theirs: Node

    @property
    def field(self) -> str:
        """How it is called when it is decided: `plan.measures.1.10.due`."""
        return ".".join(self.steps)

    def of(self, side: Side) -> Node:
        """What one side says."""
        return {"ours": self.ours, "base": self.base, "theirs": self.theirs}[side]


WHOLE = frozenset({"evidence"})
"""Lists whose entries are one thing each: a digest of one side beside the kind of the other would describe no file."""
Spot: TypeAlias = tuple[tuple[str, ...], str]
Take = Callable[[Clash], Node]
"""What stands in a field until somebody has decided, or because somebody has."""


@dataclass
class _Uniting:
    """One pass over three trees: what stands in a clash's place is asked of `take`, and the clashes are kept."""

    take: Take
    clashes: list[Clash] = field(default_factory=list)

    def clash(self, at: Spot, base: Node, ours: Node, theirs: Node) -> Node:
        found = Clash(*at, base, ours, theirs)
        self.clashes.append(found)
        return self.take(found)

    def value(self, at: Spot, base: Node, ours: Node, theirs: Node) -> Node:
        if trail.same(ours, theirs):
            return min(ours, theirs, key=repr)  # `no line at all` and `nothing behind the colon` are the same, say
        if trail.same(ours, base):
            return theirs
        if trail.same(theirs, base):
            return ours
        if isinstance(ours, dict) and isinstance(theirs, dict) and at[1] not in WHOLE:
            return self.branch(at, base if isinstance(base, dict) else {}, ours, theirs)
        if isinstance(ours, list) and isinstance(theirs, list):
            return self.listed(at, base if isinstance(base, list) else [], ours, theirs)
        return self.clash(at, base, ours, theirs)

    def branch(
        self, at: Spot, base: Mapping[str, Node], ours: Mapping[str, Node], theirs: Mapping[str, Node]
    ) -> Branch:
        place = {name: spot for side in (theirs, ours) for spot, name in enumerate(side)}
        added = sorted({*ours, *theirs} - {*base}, key=lambda name: (place[name], name))
        found: Branch = {}
        for name in (*base, *added):
            inner = ((*at[0], name), f"{at[1]}.{name}" if at[1] else name)
            value = self.value(inner, base.get(name), ours.get(name), theirs.get(name))
            if value is not None or (name in ours and name in theirs):
                found[name] = value
        return found

    def listed(self, at: Spot, base: list[Node], ours: list[Node], theirs: list[Node]) -> Node:
        was, mine, others = (keyed(side, at[1]) for side in (base, ours, theirs))
        if _replaced(was, mine) and _replaced(was, others) and all(isinstance(one, str) for one in (*ours, *theirs)):
            return self.clash(at, base, ours, theirs)
        united: Branch = {}
        for name in dict.fromkeys((*was, *mine, *others)):
            value = self.value(((*at[0], name), at[1]), was.get(name), mine.get(name), others.get(name))
            if value is not None:
                united[name] = value
        return [united[name] for name in ordered(was, mine, others, united)]


def _replaced(was: Mapping[str, Node], now: Mapping[str, Node]) -> bool:
    """Whether words were taken out of a list and others put in: they stand in the place of the old ones."""
    return bool(was.keys() - now.keys()) and bool(now.keys() - was.keys())


def united(
    base: Mapping[str, Node], ours: Mapping[str, Node], theirs: Mapping[str, Node], take: Take
) -> tuple[Branch, tuple[Clash, ...]]:
    """The content with the changes of both sides, and the fields on which they differ."""
    uniting = _Uniting(take)
    content = uniting.branch(((), ""), base, ours, theirs)
    return content, tuple(uniting.clashes)


def at(content: Mapping[str, Node], steps: tuple[str, ...]) -> Node:
    """What stands in a clash's place; nothing where there is none."""
    node: Node = dict(content)
    keys: list[str] = []
    for step in steps:
        if isinstance(node, dict):
            keys.append(step)
            node = node.get(step)
        elif isinstance(node, list):
            node = keyed(node, ".".join(keys)).get(step)
        else:
            return None
    return node


def put(node: Node, steps: tuple[str, ...], value: Node, keys: tuple[str, ...] = ()) -> Node:
    """The tree with `value` in a clash's place; as it was where it has no such place."""
    if not steps:
        return value
    first, rest = steps[0], steps[1:]
    if isinstance(node, dict) and first in node:
        return {**node, first: put(node[first], rest, value, (*keys, first))}
    if isinstance(node, list):
        named = keyed(node, ".".join(keys)).items()
        return [put(one, rest, value, keys) if name == first else one for name, one in named]
    return node
