"""What each unit of a year scores, with every point and its reason: pure, so the same data gives the same score."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from ledger.model import oversight
from ledger.model.acts import Escalation
from ledger.model.inspection import Inspection
from ledger.model.issue import Issue
from ledger.model.report import Entry, late_once
from ledger.model.schedule import Situation, completed_on
from ledger.model.scoring import Dimension, Event, Rule, Rules
from ledger.model.units import Units

_PLACES = Decimal("0.01")
_KINDS: frozenset[Event] = frozenset({"通报", "约谈", "督办", "挂牌督办", "专项督察", "表扬"})


@dataclass(frozen=True, slots=True)
class Happened:
    """Something that a rule may count. `times` is how often: the points of a card, the number of people."""

    event: Event
    day: date
    about: str
    """The issue, or the record of an inspection."""
    text: str
    times: Decimal = Decimal(1)


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


@dataclass(frozen=True)
class Asked:
    """The year and the day on which it is judged, and whose names the units go by."""

    year: int
    day: date
    units: Units


def scores(
    entries: Iterable[Entry], inspections: Iterable[Inspection], rules: Rules, asked: Asked
) -> tuple[Score, ...]:
    """The score of every unit that answers for an issue, was inspected or was given points; the best first."""
    happened: dict[str, list[Happened]] = defaultdict(list)
    counts: dict[str, int] = defaultdict(int)
    for entry in entries:
        if entry.issue.void is not None:
            continue
        found = tuple(_of_issue(entry.issue, entry.situation, asked))
        for unit in answering(entry.issue, asked.units):
            happened[unit] += found
            counts[unit] += 1
    for one in inspections:
        for unit in (asked.units.canonical(one.unit),) if one.unit else ():
            happened[unit] += _of_inspection(one, asked)
    for mark in rules.marks:
        if mark.date.year == asked.year and mark.date <= asked.day:
            happened[asked.units.canonical(mark.unit)] += ()
    return _ranked([_score(unit, happened[unit], counts[unit], rules, asked) for unit in happened])


def answering(issue: Issue, units: Units) -> tuple[str, ...]:
    """The units that answer for an issue, by the names of the register, each once."""
    plan = issue.plan
    named = ((*plan.lead_units, *plan.responsible_units) or plan.implementers) if plan else ()
    return tuple(dict.fromkeys(map(units.canonical, named)))


def _of_issue(issue: Issue, now: Situation, asked: Asked) -> Iterator[Happened]:
    yield from _as_it_stands(issue, now, asked.day)
    yield from (one for one in _of_the_past(issue, now) if one.day.year == asked.year and one.day <= asked.day)


def _as_it_stands(issue: Issue, now: Situation, day: date) -> Iterator[Happened]:
    """What is so on the day itself, whenever it began."""
    if now.overdue and now.due is not None:
        yield Happened("逾期", now.due, issue.id, issue.title)
    yield from (Happened("节点逾期", one.due, issue.id, one.text) for one in late_once(now) if one.kind != "final")
    if now.unreported_days is not None:
        last = now.last_report or issue.source.received
        yield Happened("未按月调度", last, issue.id, f"{now.unreported_days}天没有进展记录")
    for _, act in oversight.standing(issue, day):
        if act.due is not None and act.due < day:
            yield Happened("挂牌过期未解除", act.due, issue.id, f"{act.kind}：{act.reason}")


def _of_the_past(issue: Issue, now: Situation) -> Iterator[Happened]:
    """What happened on a day."""
    yield from (one for act in issue.escalations for one in _of_act(issue, act))
    yield from _finished(issue, now)
    for verification in issue.verifications:
        if verification.result == "不通过":
            yield Happened("验收不通过", verification.date, issue.id, verification.opinion or issue.title)
    yield from (Happened("反弹", one.date, issue.id, one.text) for one in issue.lookbacks if one.rebound)
    for decided in issue.accountability:
        text = f"{decided.kind}{decided.post or ''}"
        yield Happened("问责", decided.date, issue.id, text, Decimal(decided.number or 1))
    for call in issue.petition.revisits if issue.petition else ():
        if call.satisfaction in {"满意", "不满意"}:
            event: Event = "群众满意" if call.satisfaction == "满意" else "群众不满意"
            yield Happened(event, call.date, issue.id, call.text or issue.title)


def _of_act(issue: Issue, act: Escalation) -> Iterator[Happened]:
    """A card counts by its points; what was decided without one by its kind. A card is of the month it judges."""
    if act.card is not None:
        if act.points:
            yield Happened("评牌计分", act.date, issue.id, f"{act.month or ''}{act.kind}：{act.reason}", act.points)
    elif act.kind in _KINDS:
        yield Happened(act.kind, act.date, issue.id, act.reason)


def _finished(issue: Issue, now: Situation) -> Iterator[Happened]:
    done = completed_on(issue)
    if done is not None and now.due is not None and done > now.due:
        yield Happened("逾期完成", done, issue.id, f"{issue.title}（时限{now.due.isoformat()}）")
    closure = issue.closure() if issue.status == "closed" else None
    if closure is not None and now.due is not None and (done or closure.date) <= now.due:
        yield Happened("按期销号", closure.date, issue.id, issue.title)


def _of_inspection(one: Inspection, asked: Asked) -> Iterator[Happened]:
    if one.date.year == asked.year and one.date <= asked.day and not one.passed:
        failed = "、".join(result.number for result in one.failed)
        yield Happened("检查不合格", one.date, one.id, f"{one.checklist}：第{failed}项")


def _score(unit: str, happened: Iterable[Happened], issues: int, rules: Rules, asked: Asked) -> Score:
    by_event: dict[str, list[Happened]] = defaultdict(list)
    for one in happened:
        by_event[one.event].append(one)
    reasons = [reason for rule in rules.rules for reason in _by_rule(rule, by_event[rule.on])]
    for mark in rules.marks:
        mine = asked.units.canonical(mark.unit) == unit and mark.date.year == asked.year
        if mine and mark.date <= asked.day:
            reasons.append(Reason(mark.dimension, "人工给分", mark.date, "", mark.reason, mark.points))
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
    for one in sorted(happened, key=lambda it: (it.day, it.about, it.text)):
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
