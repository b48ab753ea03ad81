"""Plans of things held against the things: which one lacks a plan, which plan is a copy, what is late."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from ledger.errors import Said, say
from ledger.model.commitments import of_scheme
from ledger.model.likeness import Index
from ledger.model.naming import nearest
from ledger.model.office import Office
from ledger.model.policy import Policy
from ledger.model.problem import Level, Path, Problem
from ledger.model.scheme import Scheme
from ledger.model.thing import Thing, Things

_VARIABLE = re.compile(r"[\W\d_]+")
_SIGNS = re.compile(r"[\W_]+")
LEAST = 30
"""Signs that a plan must have to be told by likeness: two short ones are alike by chance. Of those every sign counts,
numbers too, and a plan of one short measure (清淤) tells nothing.
"""
_SHORT, _SEVERAL = 10, 2
"""Signs of a plan, or its measures, from which on another one of the very same words is a copy."""
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
    short: dict[str, list[Scheme]] = {}
    for one in sorted(schemes, key=lambda it: (it.approved_on or date.max, it.id)):
        if not one.holds(day):
            continue
        words = own_words(one, things)
        if len(words) < LEAST:
            others = short.setdefault(_as_they_stand(one, things), [])
            first_short = next((it for it in others if it.object != one.object), None)
            if first_short is not None and _tells(one, things):
                found.append(Copy(one, first_short, PERCENT))
            others.append(one)
            continue
        alike = (it for it in index.like(words, limit / PERCENT) if by_id[it.key].object != one.object)
        if (first := next(alike, None)) is not None:
            found.append(Copy(one, by_id[first.key], round(PERCENT * first.score)))
        index.add(one.id, words)
        by_id[one.id] = one
    return tuple(found)


def _tells(one: Scheme, things: Things) -> bool:
    """Whether a short plan says enough that another's being the same is no chance."""
    return len(one.measures) >= _SEVERAL or len(_as_they_stand(one, things)) >= _SHORT


def _as_they_stand(one: Scheme, things: Things) -> str:
    """What a plan says with its numbers, but without signs and the names of its thing."""
    return _SIGNS.sub("", _nameless(one, things))


def own_words(one: Scheme, things: Things) -> str:
    """What a plan says, without numbers, signs and the names of its thing: swapping those hides no copy."""
    return _VARIABLE.sub("", _nameless(one, things))


def _nameless(one: Scheme, things: Things) -> str:
    words = "".join((one.goal or "", *(measure.text for measure in one.measures)))
    thing = things.get(one.object)
    for name in sorted((*(thing.names if thing else ()), one.object), key=len, reverse=True):
        words = words.replace(name, "")
    return words


def faults(things: Things, schemes: Sequence[Scheme], office: Office, day: date) -> Iterator[SchemeFault]:
    """Everything that is wrong with plans of things on `day`."""
    for one in schemes:
        yield from _dead(one, things)
        yield from _numbers(one)
        yield from _days(one, office, day)
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


def _days(one: Scheme, office: Office, day: date) -> Iterator[SchemeFault]:
    for each in of_scheme(one, day, office.policy.check):
        if each.state in {"late", "soon"}:
            blanks = {"number": each.number, "text": each.text, "due": each.due, "id": one.id, "days": each.days}
            level: Level = "error" if each.state == "late" else "warning"
            text = say(f"scheme.{each.state}", **blanks)
            yield _fault(one, f"scheme-{each.state}", text, ("measures", each.at, "due"), level=level)
    if one.review is not None and one.review < day and one.holds(day):
        yield _fault(one, "scheme-review", say("scheme.review-passed", review=one.review), ("review",), level="warning")


def lacking(things: Things, schemes: Iterable[Scheme], policy: Policy, day: date) -> Iterator[tuple[str, Problem]]:
    """The things that need a plan by the house's settings and have none, by their ids."""
    planned = {one.object for one in schemes if one.holds(day)}
    for one in things:
        if one.kind in policy.objects.planned and one.is_there(day) and one.id not in planned:
            text = say("scheme.lacking", name=one.name, kind=one.kind)
            yield one.id, Problem("no-scheme", "warning", text, path=("kind",))
