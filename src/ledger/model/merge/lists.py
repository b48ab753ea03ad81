"""Which entry of one version of a list is which entry of another, and in which order the united list has them.

Entries are told by what they are about (a measure by its number, evidence by its path) and not by where they stand:
two branches that each add one at the end have two different entries in one place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from ledger.model import chain, trail
from ledger.model.trail import Node

_KEYS: Mapping[str, tuple[str, ...]] = {
    "plan.measures": ("number",),
    "plan.measures.quantity.stages": ("by",),
    "plan.indicators": ("name",),
    "plan.indicators.readings": ("date", "source"),
    "plan.deadline.milestones": ("due", "text"),
    "evidence": ("path",),
    "progress": ("date", "by", "month", "text"),
    "progress.counts": ("number",),
    "extensions": ("requested_on", "by", "new_due", "reason"),
    "escalations": ("date", "kind", "by", "unit", "reason"),
    "appraisals": ("date", "by", "pace"),
    "passages": ("date", "gate", "by", "result"),
    "verifications": ("date", "by", "result", "cycle"),
    "verifications.standards": ("number",),
    "verifications.joint": ("by",),
    "publicity": ("start", "end", "cycle"),
    "publicity.objections": ("date", "text"),
    "closures": ("date", "by", "cycle"),
    "lookbacks": ("date", "by", "text"),
    "accountability": ("date", "kind", "unit", "post"),
    "disclosure": ("date", "kind", "medium"),
    "petition.revisits": ("date", "text"),
}
"""By which of its fields an entry is known: those that were said at once and are not filled in later."""

_DIGITS = 8


def keyed(entries: Sequence[Node], where: str) -> dict[str, Node]:
    """The entries of the list at `where` (keys joined with dots) by what they are about; a second one about the same
    is told by its turn.
    """
    seen: Counter[str] = Counter()
    found: dict[str, Node] = {}
    for one in entries:
        name = _name(one, where)
        seen[name] += 1
        found[name if seen[name] == 1 else f"{name}#{seen[name]}"] = one
    return found


def _name(entry: Node, where: str) -> str:
    if isinstance(entry, str):
        return entry
    if isinstance(entry, dict) and (known := [str(entry[key]) for key in _KEYS.get(where, ()) if entry.get(key)]):
        return "/".join(" ".join(part.split()) for part in known)
    return chain.short(trail.digest("entry", entry), _DIGITS)


def ordered(
    base: Collection[str], ours: Collection[str], theirs: Collection[str], united: Mapping[str, Node]
) -> list[str]:
    """The names of `united` in the order of the side that changed the base's, what was added behind what it stood
    behind. Where both sides added in one place, by day, then by number: whoever merges, it comes out the same.
    """
    there = [name for name in base if name in united]
    skeleton = _kept_order(there, [n for n in ours if n in there], [n for n in theirs if n in there])
    mine, others = _added(ours, skeleton, united), _added(theirs, skeleton, united)
    found: list[str] = []
    for anchor in (None, *skeleton):
        found += [] if anchor is None else [anchor]
        found += _zipped(mine.get(anchor, []), others.get(anchor, []), united)
    return list(dict.fromkeys(found))


def _kept_order(base: list[str], ours: list[str], theirs: list[str]) -> list[str]:
    if ours in (base, theirs):
        return theirs
    return ours if theirs == base else min(ours, theirs)


def _added(side: Iterable[str], skeleton: Collection[str], united: Mapping[str, Node]) -> dict[str | None, list[str]]:
    """What a side has beside the common entries, by the common entry before it."""
    anchor: str | None = None
    found: dict[str | None, list[str]] = {}
    for name in side:
        if name in skeleton:
            anchor = name
        elif name in united:
            found.setdefault(anchor, []).append(name)
    return found


def _zipped(ours: Sequence[str], theirs: Sequence[str], united: Mapping[str, Node]) -> list[str]:
    """Two runs as one; each keeps its own order."""
    one, other = list(ours), list(theirs)
    found: list[str] = []
    while one and other:
        first = one if _rank(one[0], united) <= _rank(other[0], united) else other
        found.append(first.pop(0))
    return [*found, *one, *other]


def _rank(name: str, united: Mapping[str, Node]) -> tuple[str, int, tuple[int, ...], str]:
    """When an entry is of, or which number it has: `1.10` stands behind `1.9`."""
    said = united[name]
    entry = said if isinstance(said, dict) else {}
    day = next((str(entry[key]) for key in ("date", "requested_on", "start", "due") if entry.get(key)), "")
    number = str(entry.get("number") or "")
    parts = tuple(int(part) for part in number.split(".") if part.isdecimal() and len(part) < _DIGITS)
    return (day, int(not parts), parts, name)
