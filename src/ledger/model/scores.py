"""What each unit of a year scores, with every point and its reason: pure, so the same data gives the same score."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from ledger.model.inspection import Inspection
from ledger.model.reappearance import Warned
from ledger.model.reckoned import Asked, Happened, answering, bearing, of_inspection, of_issue, of_objects
from ledger.model.report import Entry
from ledger.model.scoring import Dimension, Rule, Rules

_PLACES = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Reason:
    """Points, and what they are for. `about` is empty where a limit was reached."""

    dimension: str
    event: str
    day: date | None
    about: str
    text: str
    points: Decimal


@dataclass(frozen=True, slots=True)
class Part:
    """What a unit scores in one dimension."""

    dimension: Dimension
    points: Decimal


@dataclass(frozen=True, slots=True)
class Score:
    """What a unit scores."""

    unit: str
    rank: int
    total: Decimal
    parts: tuple[Part, ...]
    reasons: tuple[Reason, ...]
    issues: int


def scores(
    entries: Iterable[Entry], inspections: Iterable[Inspection], warned: Iterable[Warned], rules: Rules, asked: Asked
) -> tuple[Score, ...]:
    """The score of every unit that answers for an issue, was addressed by name or was given points; the best first.

    A firm that was only inspected is no unit of the house, and is in no table of it.
    """
    units = asked.office.units
    judged = [one for one in entries if one.issue.void is None]
    scored = [one for one in judged if asked.office.of(one.issue).is_scored]
    answers = {one.issue.id: answering(one.issue, asked.office) for one in scored}
    counts = Counter(unit for named in answers.values() for unit in named)
    marks = [one for one in rules.marks if asked.holds(one.date)]
    known = frozenset((*counts, *(units.canonical(one.unit) for one in marks)))
    happened: dict[str, list[Happened]] = {one: [] for one in known}
    for entry in judged:
        for one in of_issue(entry.issue, entry.situation, asked):
            for unit in bearing(one, answers.get(entry.issue.id, ()), known, asked.office):
                happened.setdefault(unit, []).append(one)
    for inspection in inspections:
        if inspection.unit and (unit := units.canonical(inspection.unit)) in known:
            happened[unit] += of_inspection(inspection, asked)
    for one, shown_by in of_objects(warned, asked):
        for unit in dict.fromkeys(unit for issue in shown_by for unit in answers.get(issue, ())):
            happened[unit].append(one)
    return _ranked([_score(unit, happened[unit], counts[unit], rules, asked) for unit in happened])


def _score(unit: str, happened: Iterable[Happened], issues: int, rules: Rules, asked: Asked) -> Score:
    by_event: dict[str, list[Happened]] = defaultdict(list)
    for one in happened:
        by_event[one.event].append(one)
    reasons = [reason for rule in rules.rules for reason in _by_rule(rule, by_event[rule.on])]
    reasons += [
        Reason(mark.dimension, "人工给分", mark.date, "", mark.reason, mark.points)
        for mark in rules.marks
        if asked.office.units.canonical(mark.unit) == unit and asked.holds(mark.date)
    ]
    parts = []
    for judged in rules.dimensions:
        points = rules.base + sum((it.points for it in reasons if it.dimension == judged.name), Decimal(0))
        within = min(max(points, rules.floor), rules.cap)
        if within != points:
            text = f"每个方面{rules.floor.normalize():f}至{rules.cap.normalize():f}分"
            reasons.append(Reason(judged.name, "限分", None, "", text, within - points))
        parts.append(Part(judged, within))
    total = sum((one.points * one.dimension.weight / 100 for one in parts), Decimal(0))
    return Score(unit, 0, total.quantize(_PLACES, ROUND_HALF_UP), tuple(parts), tuple(reasons), issues)


def _by_rule(rule: Rule, happened: Iterable[Happened]) -> Iterator[Reason]:
    """The points of one rule in the order of time, and what its limit gives back."""
    total = Decimal(0)
    for one in sorted(happened, key=lambda it: (it.day, it.about, it.text, it.times)):
        points = rule.points * one.times
        total += points
        yield Reason(rule.dimension, rule.on, one.day, one.about, one.text, points)
    if rule.most is not None and abs(total) > rule.most:
        within = rule.most.copy_sign(total)
        yield Reason(rule.dimension, rule.on, None, "", f"本条上限{rule.most.normalize():f}分", within - total)


def _ranked(found: list[Score]) -> tuple[Score, ...]:
    """The best first; units of one score share a rank."""
    found.sort(key=lambda one: (-one.total, one.unit))
    ranks: Mapping[Decimal, int] = {one.total: at for at, one in reversed(list(enumerate(found, 1)))}
    return tuple(Score(one.unit, ranks[one.total], one.total, one.parts, one.reasons, one.issues) for one in found)
