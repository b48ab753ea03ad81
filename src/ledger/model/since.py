"""One issue judged against what was committed before: nothing signed is lost or changed, no state without its move.

The record's own chain can be made anew by whoever holds the file; what the base holds can't. Every step made since is
asked for again what its move demands, by the settings, people and units that stood in the base: a change can't bring
the rule along that would allow it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import cast

from ledger.errors import Said, say
from ledger.model import renumber, trail
from ledger.model.acts import MERGE, MERGER
from ledger.model.issue import Issue
from ledger.model.merge import fields, namesakes, rejoin
from ledger.model.merge.lists import keyed
from ledger.model.office import Office
from ledger.model.problem import Level, Path, Problem
from ledger.model.rejudge import Fill, Ruling, rulings
from ledger.model.replay import Stage, contents, stages, told_wrongly
from ledger.model.trail import Branch, Node

ACTS = (
    *("progress", "extensions", "escalations", "appraisals", "evidence", "passages", "verifications", "publicity"),
    *("closures", "lookbacks", "accountability", "disclosure"),
)
"""Lists that only grow. What an entry left open may be filled in; what it said stays."""

_LEVELS: dict[str, Level] = {"move-refused": "error", "beyond-step": "error", "unsigned-change": "error"}


@dataclass(frozen=True)
class Version:
    """A record as a file holds it: typed, and as texts."""

    issue: Issue
    record: Branch


def faults(before: Version | None, now: Version, office: Office) -> Iterator[Problem]:
    """What is wrong with `now`, judged by what the base had (nothing, for a new issue) and by the base's `office`."""
    if before is None:
        yield from _new(now, office)
        return
    if before.issue.uid != now.issue.uid:
        yield _fault("number-reused", now, ("uid",), old=before.issue.uid, new=now.issue.uid)
        return
    lost = tuple(_events(before, now))
    yield from lost
    told = namesakes.carried(renumber.since(before.record, now.record), now.record)
    yield from _acts(_chosen(replace(before, record={**before.record, **told}), now), now)
    if not lost:  # who lost part of a history can't be asked what the rest of it did
        yield from _since(before, now, office)


def _fault(rule: str, now: Version, path: Path, **fill: Fill) -> Problem:
    text = say(f"since.{rule}", id=now.issue.id, **fill)
    return Problem(rule, _LEVELS.get(rule, "integrity"), text, now.issue.id, path)


def _events(before: Version, now: Version) -> Iterator[Problem]:
    """The base's events stand at the head of today's, each once and as they were."""
    old = [trail.canonical(one) for one in trail.events(before.record)]
    new = [trail.canonical(one) for one in trail.events(now.record)]
    for at, event in enumerate(old):
        if new.count(event) > old.count(event):
            again = [place for place, one in enumerate(new) if one == event][-1]
            yield _fault("event-repeated", now, ("history", again), number=again + 1, first=new.index(event) + 1)
        if at < len(new) and new[at] == event:
            continue
        step = before.issue.history[at]
        named: dict[str, Fill] = {
            "number": at + 1,
            "move": say(f"move.{step.move}"),
            "who": step.by,
            "date": step.date.isoformat(),
        }
        if event in new and trail.events(before.record)[at].get("hash"):
            continue  # another branch's stand between them; that none stands before one it follows, the chain shows
        if event in new:
            yield _fault("event-shifted", now, ("history", new.index(event)), **named, place=new.index(event) + 1)
        elif at < len(new) and new[at] not in old:
            yield from _changed(trail.events(before.record)[at], trail.events(now.record)[at], at, now, named)
        else:
            yield _fault("event-lost", now, ("history", min(at, len(new) - 1)) if new else ("history",), **named)


def _changed(
    old: Mapping[str, Node], new: Mapping[str, Node], at: int, now: Version, named: Mapping[str, Fill]
) -> Iterator[Problem]:
    """What another event in an event's place says otherwise, key by key."""
    for key in dict.fromkeys((*old, *new)):
        if key not in {"hash", "prev", "state"} and not _same(old.get(key), new.get(key)):
            was, said = _shown(old.get(key)), _shown(new.get(key))
            yield _fault("event-rewritten", now, ("history", at, key), **named, key=key, old=was, new=said)
            return
    yield _fault("event-rehashed", now, ("history", at), **named)


def _same(one: Node, other: Node) -> bool:
    return trail.canonical({"": one}) == trail.canonical({"": other})


def _shown(node: Node, length: int = 60) -> Said | str:
    text = node if isinstance(node, str) else "" if not node else trail.canonical(node).decode()
    line = " ".join(text.split())
    if not line:
        return say("since.nothing")
    return line if len(line) <= length else line[: length - 1] + "…"


def _acts(before: Version, now: Version) -> Iterator[Problem]:
    """Verifications, closings, evidence and whatever else was put on record say what they said."""
    for name in ACTS:
        for path, old, new in _unkept(before.record.get(name), now.record.get(name), (name,)):
            field = say("field", path=".".join(step for step in path if isinstance(step, str)))
            entry = next((step for step in path if isinstance(step, int)), 0) + 1
            shown: dict[str, Fill] = {"field": field, "number": entry, "old": _shown(old), "new": _shown(new)}
            yield _fault("act-gone" if new is None else "act-changed", now, path, **shown)
    if before.record.get("void") and not _same(before.record.get("void"), now.record.get("void")):
        yield _fault("act-changed", now, ("void",), field=say("field", path="void"), number=1,
                     old=_shown(before.record.get("void")), new=_shown(now.record.get("void")))  # fmt: skip


def _chosen(before: Version, now: Version) -> Version:
    """The base with each act that another branch told otherwise as a person has chosen it in a signed, true merge.

    Only where the two parted it was not said yet: nobody's choice rewrites what both had on record.
    """
    known = {trail.name_of(event) for event in trail.events(before.record)}
    listed, left, record = trail.events(now.record), contents(now.record), cast("Node", before.record)
    for at, event in enumerate(listed):
        name = trail.name_of(event)
        if name in known or event.get("move") != MERGE or event.get("by") == MERGER or name not in left:
            continue
        for clash in rejoin.decided(now.record, at, left[name]) or ():
            chosen = fields.at(left[name], clash.steps)
            said = fields.at(cast("Branch", record), clash.steps)
            if clash.base is None and chosen and any(trail.same(said, one) for one in (clash.ours, clash.theirs)):
                record = fields.put(record, clash.steps, chosen)
    return replace(before, record=cast("Branch", record))


def _unkept(old: Node, new: Node, path: Path) -> Iterator[tuple[Path, Node, Node]]:
    """Every place where something that was said is said no longer: the path, what it was, what it is."""
    if isinstance(old, list) and any(isinstance(one, dict) for one in old):
        for at, one, now in _paired(old, new if isinstance(new, list) else [], path):
            if now is None:
                yield (*path, at), one, None
            else:
                yield from _unkept(one, now, (*path, at))
    elif isinstance(old, dict) and isinstance(new, dict):
        waiting = path[0] == "extensions" and not old.get("approved_on")
        for key, value in old.items():
            if not (waiting and key == "document"):  # the approval may bear a document of its own
                yield from _unkept(value, new.get(key), (*path, key))
    elif old and not _same(old, new):
        yield path, old, new


def _paired(old: list[Node], new: list[Node], path: Path) -> Iterator[tuple[int, Node, Node]]:
    """Each entry as it was and as it is, at its place of today, by what it is about: a merge puts another branch's
    entries between. What is known no more is paired in order with what was not known: there somebody has rewritten it.
    """
    where = ".".join(step for step in path if isinstance(step, str))
    was, now = keyed(old, where), keyed(new, where)
    places = {name: at for at, name in enumerate(now)}
    others = (name for name in now if name not in was)
    for at, (name, one) in enumerate(was.items()):
        here = name if name in now else next(others, None)
        yield (at, one, None) if here is None else (places[here], one, now[here])


def _since(before: Version, now: Version, office: Office) -> Iterator[Problem]:
    """What was done since: every difference is told by a step, and every step is allowed."""
    known = [trail.name_of(event) for event in trail.events(before.record)]
    told = stages(now.record, known)
    left = contents(now.record).get(known[-1]) if known else None
    first = left or (told[0].before if told else trail.content(now.record))
    chained = all(one.get("state") for stage in told for one in [trail.events(now.record)[stage.last]])
    if chained:
        yield from _untold(before, first, now)
    if not trail.unsigned(now.record):
        for at in told_wrongly(now.record, told):
            yield _fault("event-untrue", now, ("history", at), number=at + 1)
    yield from _rulings(told, now, office, before.record)


def _untold(before: Version, first: Mapping[str, Node], now: Version) -> Iterator[Problem]:
    """What differs from the base although no step says that it changed it."""
    if trail.unsigned(before.record):  # the base itself held changes made by hand: a step since may have signed them
        return
    for one in trail.changes(before.record, first):
        field = str(one["field"])
        path: Path = tuple(int(step) - 1 if step.isdecimal() else step for step in field.split("."))
        if path[0] in ACTS or path[0] == "void":
            if one.get("old") is None:
                yield _fault("act-unsigned", now, path, field=say("field", path=str(path[0])), number=_entry(path))
            continue
        old, new = _shown(trail.at(before.record, field)), _shown(trail.at(first, field))
        if path[0] in {"status", "cycle"}:
            yield _fault("state-without-move", now, path, old=old, new=new)
        elif not trail.unsigned(now.record):  # else the chain's own check says so
            keys = ".".join(step for step in path if isinstance(step, str))
            yield _fault("unsigned-change", now, path, field=say("field", path=keys), old=old, new=new)


def _entry(path: Path) -> int:
    return next((step for step in path if isinstance(step, int)), 0) + 1


def _rulings(
    told: tuple[Stage, ...], now: Version, office: Office, base: Mapping[str, Node] | None
) -> Iterator[Problem]:
    """Every step since, by what stood before it: the base itself only where a step follows exactly the base's events;
    another branch's step that a merge brought in knew less than the base, and is asked by what it knew.
    """
    listed = trail.events(now.record)
    names = [trail.name_of(event) for event in listed]
    held = {trail.name_of(event) for event in trail.events(base or {})}
    for stage in told:
        if listed[stage.last].get("move") == MERGE:
            yield from _joined(stage, now, office)
            continue
        known = trail.follows(listed, stage.first)
        own = range(stage.first, stage.last + 1)
        view = {**now.record, "history": cast("Node", [listed[at] for at in (*known, *own)])}
        before = base and trail.content(base) if {names[at] for at in known} == held else stage.before
        for one in rulings(before, stage.after, view, (len(known), len(known) + len(own) - 1), office):
            yield _ruled(replace(one, at=(*known, *own)[min(one.at, len(known) + len(own) - 1)]), now)


def _joined(stage: Stage, now: Version, office: Office) -> Iterator[Problem]:
    """A merge made what the rule makes of its two sides; who decided in it is somebody we know."""
    step = now.issue.history[stage.last]
    path: Path = ("history", stage.last)
    if not rejoin.is_true(now.record, stage.last, stage.after):
        yield _fault("merge-untrue", now, path, number=stage.last + 1)
    if step.by != MERGER and office.people.get(step.by) is None:
        yield _fault("merge-unknown", now, path, number=stage.last + 1, who=step.by)


def _ruled(ruling: Ruling, now: Version) -> Problem:
    path: Path = ("history", ruling.at) if ruling.at < len(now.issue.history) else ("status",)
    return _fault(ruling.rule, now, path, **ruling.fill)


def _new(now: Version, office: Office) -> Iterator[Problem]:
    """An issue that the base has not: it begins with being written down, and every state since has its move."""
    listed = trail.events(now.record)
    if not listed:
        if now.issue.status != "open":
            yield _fault("state-without-move", now, ("status",), old="open", new=now.issue.status)
        return
    told = stages(now.record, 0)
    if not trail.unsigned(now.record):
        for at in told_wrongly(now.record, told):
            yield _fault("event-untrue", now, ("history", at), number=at + 1)
    yield from _rulings(told, now, office, None)
