"""Plans of things held against the things: which one lacks a plan, which plan is a copy, what is late."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from ledger.errors import Said, say
from ledger.model.likeness import Index
from ledger.model.naming import nearest
from ledger.model.office import Office
from ledger.model.policy import Policy
from ledger.model.problem import Level, Path, Problem
from ledger.model.scheme import Scheme
from ledger.model.thing import Thing, Things

_VARIABLE = re.compile(r"[\W\d_]+")
LEAST = 30
"""Signs that a plan must have to be called a copy: two short ones are alike by chance."""
PERCENT = 100


class SchemeFault(NamedTuple):
    """A fault, and the plan in whose file it stands."""

    scheme: str
    problem: Problem


class Copy(NamedTuple):
    """A plan that repeats another thing's plan, but for names and numbers."""

    scheme: Scheme
    other: Scheme
    score: int
    """Percent."""


@dataclass(frozen=True)
class Coverage:
    """How far the things of some kinds are covered by plans on a day."""

    kinds: tuple[str, ...]
    covered: tuple[Thing, ...]
    lacking: tuple[Thing, ...]
    copies: tuple[Copy, ...]
    late: tuple[tuple[Scheme, int], ...]
    """Plans with measures that are late, each with the position of one."""

    @property
    def total(self) -> int:
        """How many things there are that need a plan."""
        return len(self.covered) + len(self.lacking)


def kinds_that_need_one(things: Things, schemes: Iterable[Scheme], policy: Policy) -> tuple[str, ...]:
    """The kinds whose things all need a plan: as the house says, else those of which some thing has one."""
    if policy.objects.planned:
        return policy.objects.planned
    found = (things.get(one.object) for one in schemes)
    return tuple(dict.fromkeys(one.kind for one in found if one is not None))


def coverage(things: Things, schemes: Sequence[Scheme], kinds: tuple[str, ...], policy: Policy, day: date) -> Coverage:
    """Which things of these kinds had a plan on `day`, and what is wrong with those plans."""
    asked = [one for one in things if one.kind in kinds and one.is_there(day)]
    mine = {one.id for one in asked}
    current = [one for one in schemes if one.holds(day) and (one.object in mine)]
    planned = {one.object for one in current}
    copied = copies(schemes, things, policy.check.copy_score, day)
    return Coverage(
        kinds=kinds,
        covered=tuple(one for one in asked if one.id in planned),
        lacking=tuple(one for one in asked if one.id not in planned),
        copies=tuple(one for one in copied if one.scheme.object in mine),
        late=tuple((one, at) for one in current for at, _ in one.late(day)),
    )


def copies(schemes: Iterable[Scheme], things: Things, limit: int, day: date) -> tuple[Copy, ...]:
    """不能照抄照搬: the plans that are like an earlier one of another thing by `limit` percent or more."""
    found: list[Copy] = []
    by_id: dict[str, Scheme] = {}
    index = Index(())
    for one in sorted(schemes, key=lambda it: (it.approved_on or date.max, it.id)):
        words = own_words(one, things)
        if not one.holds(day) or len(words) < LEAST:
            continue
        alike = (it for it in index.like(words, limit / PERCENT) if by_id[it.key].object != one.object)
        if (first := next(alike, None)) is not None:
            found.append(Copy(one, by_id[first.key], round(PERCENT * first.score)))
        index.add(one.id, words)
        by_id[one.id] = one
    return tuple(found)


def own_words(one: Scheme, things: Things) -> str:
    """What a plan says, without numbers, signs and the names of its thing: swapping those hides no copy."""
    words = "".join((one.goal or "", *(measure.text for measure in one.measures)))
    thing = things.get(one.object)
    for name in sorted((*(thing.names if thing else ()), one.object), key=len, reverse=True):
        words = words.replace(name, "")
    return _VARIABLE.sub("", words)


def faults(things: Things, schemes: Sequence[Scheme], office: Office, day: date) -> Iterator[SchemeFault]:
    """Everything that is wrong with plans of things on `day`."""
    for one in schemes:
        yield from _dead(one, things)
        yield from _numbers(one)
        yield from _days(one, day)
    for copy in copies(schemes, things, office.policy.check.copy_score, day):
        text = say("scheme.copied", other=copy.other.id, thing=copy.other.object, score=copy.score)
        yield _fault(copy.scheme, "copied-scheme", text, ("measures",))


def _fault(
    one: Scheme, rule: str, text: Said, path: Path, *, level: Level = "error", meant: str | None = None
) -> SchemeFault:
    return SchemeFault(one.id, Problem(rule, level, text, path=path, suggestion=meant))


def _dead(one: Scheme, things: Things) -> Iterator[SchemeFault]:
    if things.get(one.object) is None:
        near = nearest(one.object, tuple(it.id for it in things))
        yield _fault(one, "unknown-object", say("object.unknown", id=one.object), ("object",), meant=near)


def _numbers(one: Scheme) -> Iterator[SchemeFault]:
    counted = Counter(measure.number for measure in one.measures)
    for at, measure in enumerate(one.measures):
        if counted[measure.number] > 1:
            counted[measure.number] = 0  # told once
            text = say("scheme.number-twice", number=measure.number)
            yield _fault(one, "dup-measure", text, ("measures", at, "number"))


def _days(one: Scheme, day: date) -> Iterator[SchemeFault]:
    for at, measure in one.late(day):
        text = say("scheme.late", number=measure.number, text=measure.text, due=measure.due, id=one.id)
        yield _fault(one, "scheme-late", text, ("measures", at, "due"))
    if one.review is not None and one.review < day and one.holds(day):
        yield _fault(one, "scheme-review", say("scheme.review-passed", review=one.review), ("review",), level="warning")


def lacking(things: Things, schemes: Iterable[Scheme], policy: Policy, day: date) -> Iterator[tuple[str, Problem]]:
    """The things that need a plan by the house's settings and have none, by their ids."""
    planned = {one.object for one in schemes if one.holds(day)}
    for one in things:
        if one.kind in policy.objects.planned and one.is_there(day) and one.id not in planned:
            text = say("scheme.lacking", name=one.name, kind=one.kind)
            yield one.id, Problem("no-scheme", "warning", text, path=("kind",))
