"""反弹, 就近转移, 死灰复燃: what was closed or struck off seems to be there again, where it was or near by.

All three are told as warnings, because names and places only hint at it: somebody has to go there. What was looked into
and is another thing says so itself (`Thing.distinct`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ledger.errors import Said, say
from ledger.model.issue import Issue
from ledger.model.policy import Objects
from ledger.model.resemblance import Looks, family, looks, nearness, sameness
from ledger.model.shortlist import Shortlist
from ledger.model.thing import Thing, Things
from ledger.model.units import plain

Kind = Literal["rebound", "moved", "revived"]
RULES: Mapping[Kind, str] = {"rebound": "object-rebound", "moved": "object-moved", "revived": "object-revived"}
"""By which name the check tells of each."""


@dataclass(frozen=True, slots=True)
class Warned:
    """Something that seems to be there again."""

    kind: Kind
    day: date
    """On which it showed."""
    thing: str
    """Which one it is now."""
    before: str
    """Which one it seems to be: the same where it has come back under its own name."""
    because: tuple[Said, ...]
    issue: str | None = None
    """The issue that shows it; None where the register alone does."""
    distinct: tuple[str, ...] = ()
    """What it was found not to be already: whoever adds another one writes all of them."""
    settled: bool = False
    """Whether that was seen to: the issue is closed or was opened again for it, the thing is struck off in its turn."""

    @property
    def text(self) -> Said:
        """What seems to have happened, and what to do."""
        if self.thing == self.before and self.kind == "revived":
            return say("object.there-again", thing=self.thing, day=self.day, because=self.because)
        told = "、".join((*self.distinct, self.before))  # as it is typed, in either language
        what = f"object.{self.kind}"
        return say(what, thing=self.thing, before=self.before, day=self.day, because=self.because, distinct=told)


def warnings(things: Things, issues: Iterable[Issue], day: date, settings: Objects) -> tuple[Warned, ...]:
    """Everything that shows by `day`, in the order of time. The issues are as they stood on that day."""
    about = _by_thing(issues)
    gone = [one for one in things if not one.is_there(day)]
    found = _of_themselves(things, gone, about)
    found += _successors(gone, _came(things, about, day, settings) if gone else {}, things, settings, day)
    return tuple(sorted(found, key=_in_order))


def of_things(
    asked: Iterable[Thing], things: Things, issues: Iterable[Issue], day: date, settings: Objects
) -> tuple[Warned, ...]:
    """Those of `warnings` that any of these things is part of, as what it is now or as what it was; no others are
    compared with each other.
    """
    about, wanted = _by_thing(issues), {one.id for one in asked}
    mine = [one for one in things if one.id in wanted]
    gone = [one for one in mine if not one.is_there(day)]
    others = [one for one in things if one.id not in wanted and not one.is_there(day)]
    found = _of_themselves(mine, gone, about)
    found += _successors(gone, _came(things, about, day, settings) if gone else {}, things, settings, day)
    found += _successors(others, _came(mine, about, day, settings), things, settings, day)
    return tuple(sorted(found, key=_in_order))


def _of_themselves(
    things: Iterable[Thing], gone: Iterable[Thing], about: Mapping[str, tuple[Issue, ...]]
) -> list[Warned]:
    """What issues about a thing tell without any other thing."""
    found = [one for thing in things for one in _rebounds(thing, about.get(thing.id, ()))]
    return found + [one for thing in gone for one in _itself(thing, about.get(thing.id, ()))]


def shown_by(written: Iterable[Thing], things: Things, day: date, settings: Objects) -> tuple[Warned, ...]:
    """What seems to be there again in these alone, by the register as it will be; the issues aren't asked."""
    gone = (one for one in things if not one.is_there(day))
    return tuple(sorted(_successors(gone, _came(written, {}, day, settings), things, settings, day), key=_in_order))


def _in_order(one: Warned) -> tuple[date, str, str]:
    return one.day, one.thing, one.before


def _successors(
    gone: Iterable[Thing], came: Mapping[str, _Came], things: Things, settings: Objects, day: date
) -> Iterator[Warned]:
    for one in gone:
        among = came.get(family(one.kind))
        if among is None or one.until is None:
            continue
        before = looks(one, settings)
        for now, appeared in among.worth_comparing(before, one.until):
            told = list(_again(before, now, appeared, settings, day))
            if told and not _is_looked_into(one, now.thing, things):
                yield from told


def _is_looked_into(before: Thing, now: Thing, things: Things) -> bool:
    """Whether it is the same record, or somebody wrote that these are two, by an id, a name or a code."""
    if before.id == now.id:
        return True
    told = (
        it.id
        for one, other in ((now, before), (before, now))
        for word in one.distinct
        for it in things.matching(word)
        if it.id == other.id
    )
    return any(told)


def _by_thing(issues: Iterable[Issue]) -> dict[str, tuple[Issue, ...]]:
    found: dict[str, list[Issue]] = {}
    for issue in issues:
        for one in dict.fromkeys(issue.objects) if issue.void is None else ():
            found.setdefault(one, []).append(issue)
    return {thing: tuple(sorted(own, key=lambda one: (one.source.received, one.id))) for thing, own in found.items()}


def _came(
    things: Iterable[Thing], about: Mapping[str, tuple[Issue, ...]], day: date, settings: Objects
) -> dict[str, _Came]:
    """The things of each kind that were known by `day`."""
    found: dict[str, list[tuple[Looks, date]]] = {}
    for one in things:
        appeared = came_on(one, about.get(one.id, ()))
        if appeared is not None and appeared <= day:
            found.setdefault(family(one.kind), []).append((looks(one, settings), appeared))
    return {kind: _Came(own, settings) for kind, own in found.items()}


class _Came:
    """Things of one kind, each with the day since when it is known."""

    def __init__(self, found: Iterable[tuple[Looks, date]], settings: Objects) -> None:
        self._found = sorted(found, key=_appeared)
        self._days = [day for _, day in self._found]
        self._shortlist = Shortlist([one for one, _ in self._found], settings)

    def worth_comparing(self, one: Looks, since: date) -> Iterator[tuple[Looks, date]]:
        """Those that came on a day or after it and may be this one: what was there before is no successor."""
        first = bisect_left(self._days, since)
        return (self._found[at] for at in self._shortlist.of(one) if at >= first)


def _appeared(pair: tuple[Looks, date]) -> date:
    return pair[1]


def came_on(thing: Thing, issues: Iterable[Issue]) -> date | None:
    """Since when a thing is known: by its record, else by the first issue about it, else by the day on which it was
    written down; None where nothing tells.
    """
    return thing.since or min((one.source.received for one in issues), default=thing.entered_on)


def _rebounds(thing: Thing, issues: tuple[Issue, ...]) -> Iterator[Warned]:
    """反弹: an issue that was opened again, and one of the same field that came in after another was closed."""
    for at, one in enumerate(issues):
        done = one.status == "closed"
        if one.cycle > 1:
            day = max((step.date for step in one.history if step.move == "reopen"), default=one.source.received)
            because = (say("object.opened-again", id=one.id, cycle=one.cycle),)
            yield Warned("rebound", day, thing.id, thing.id, because, one.id, settled=True)
        closed = [(on, other.id) for other in issues[:at] if (on := _closed_before(other, one)) is not None]
        if closed:
            on, other_id = max(closed)
            because = (say("object.closed-before", id=one.id, other=other_id, day=on),)
            yield Warned("rebound", one.source.received, thing.id, thing.id, because, one.id, settled=done)


def _closed_before(other: Issue, one: Issue) -> date | None:
    """When an issue of the same field had been closed, before `one` came in."""
    same = not other.fields or not one.fields or {*map(plain, other.fields)} & {*map(plain, one.fields)}
    days = [closure.date for closure in other.closures if closure.date <= one.source.received]
    return max(days) if same and days else None


def _itself(thing: Thing, issues: Iterable[Issue]) -> Iterator[Warned]:
    """死灰复燃 under its own name: an issue about what had been struck off."""
    for one in issues:
        if thing.until is not None and one.source.received > thing.until:
            because = (say("object.after-its-end", id=one.id, until=thing.until),)
            done = one.status == "closed"
            yield Warned("revived", one.source.received, thing.id, thing.id, because, one.id, settled=done)


def _again(before: Looks, now: Looks, appeared: date, settings: Objects, day: date) -> Iterator[Warned]:
    same = tuple(sameness(before, now, settings))
    together = now.thing.since is None and _were_entered_together(before.thing, now.thing, appeared)
    because = same or (() if together else tuple(nearness(before, now, settings)))
    if because:
        kind: Kind = "revived" if same else "moved"
        done = not now.thing.is_there(day)
        told = now.thing.distinct
        yield Warned(kind, appeared, now.thing.id, before.thing.id, because, distinct=told, settled=done)


def _were_entered_together(before: Thing, now: Thing, appeared: date) -> bool:
    """Whether both came with one list: that the one was written down when the other had gone tells nothing of when it
    appeared, and half of a village would have moved.
    """
    return appeared == now.entered_on and before.entered_on is not None and now.entered_on <= before.entered_on
