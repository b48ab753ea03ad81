"""What is wrong with an indicator: values of another kind, sums that don't add up, targets missed, what got worse."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise

from ledger.errors import Said, say
from ledger.model.gauge import Gauge, plain_number
from ledger.model.gaugecourse import base_value, told_base, unmeasured
from ledger.model.gaugestanding import Demand, Judged, Standing, Worse, standing
from ledger.model.problem import Level, Path, Problem
from ledger.model.target import even_unit


def faults(gauge: Gauge, day: date) -> Iterator[Problem]:
    """Everything that is wrong with one indicator on a day, by its place in the record."""
    yield from _values(gauge)
    yield from _twice(gauge)
    yield from _rules(gauge)
    yield from _years(gauge)
    yield from _direction(gauge)
    now = standing(gauge, day)
    yield from _targets(gauge, now, day)
    yield from _regression(gauge, now)
    yield from _falling(gauge, now)
    if now.silent is not None and now.last is not None:
        text = say("indicator.silent", id=gauge.id, days=now.silent, last=now.last.last)
        yield _fault("indicator-silent", text, ("readings", now.last.at, "at"), level="warning")


def _fault(rule: str, text: Said, path: Path, *, level: Level = "error") -> Problem:
    return Problem(rule, level, text, path=path)


def _values(gauge: Gauge) -> Iterator[Problem]:
    """A class among numbers, or a number among classes: it would be left out without a word."""
    told: list[tuple[str | None, Path]] = [
        *((one.value, ("readings", at, "value")) for at, one in enumerate(gauge.readings)),
        *((one.value, ("years", at, "value")) for at, one in enumerate(gauge.years)),
        (gauge.base.value if gauge.base else None, ("base", "value")),
    ]
    for value, path in told:
        if value is not None and gauge.number(value) is None:
            key = "indicator.not-a-class" if gauge.of_classes else "indicator.not-a-number"
            yield _fault("indicator-value", say(key, found=value), path)


def _twice(gauge: Gauge) -> Iterator[Problem]:
    seen: set[str] = set()
    for at, one in enumerate(gauge.readings):
        if one.at in seen:
            yield _fault("indicator-twice", say("indicator.twice", at=one.at), ("readings", at, "at"))
        seen.add(one.at)


def _rules(gauge: Gauge) -> Iterator[Problem]:
    for at, rule in enumerate(gauge.demands):
        path: Path = ("rules", at)
        if rule.value is not None and rule.base is None and rule.of_classes is not gauge.of_classes:
            key = "indicator.rule-for-classes" if gauge.of_classes else "indicator.rule-of-classes"
            yield _fault("indicator-rule", say(key, rule=rule.text), path)
        elif rule.base is not None and gauge.of_classes:
            yield _fault("indicator-rule", say("indicator.rule-for-classes", rule=rule.text), path)
        elif rule.unit and rule.unit not in {"个百分点", even_unit(gauge.unit or "")}:
            text = say("indicator.other-unit", rule=rule.text, unit=gauge.unit or "—")
            yield _fault("indicator-unit", text, path)


def _years(gauge: Gauge) -> Iterator[Problem]:
    """分年度计划 in order, and of counted work the shares add up to the whole (4+5+1+4=14; 22+37+13=72)."""
    numbers = [one.year for one in gauge.years]
    for at, year in enumerate(numbers):
        if at and year <= numbers[at - 1]:
            yield _fault("indicator-years", say("indicator.years-order", year=year), ("years", at, "year"))
    if gauge.kind != "工程量" or gauge.total is None or not gauge.years:
        return
    shares = [gauge.number(one.value) or Decimal(0) for one in gauge.years]
    shares += [gauge.long_term] if gauge.long_term is not None else []
    if sum(shares) != gauge.total:
        total = plain_number(sum(shares, Decimal(0)))
        text = say("indicator.sum", sum=f"{'+'.join(map(plain_number, shares))}={total}", total=gauge.total)
        yield _fault("indicator-total", text, ("total",))


def _direction(gauge: Gauge) -> Iterator[Problem]:
    """Whether low or high is better must be known before anything can be better or worse."""
    if gauge.lower_is_better is not None:
        return
    asking = next((at for at, rule in enumerate(gauge.demands) if rule.sense in {"improve", "reach"}), None)
    if asking is not None:
        yield _fault("indicator-direction", say("indicator.which-way", id=gauge.id), ("rules", asking))
    elif gauge.years:
        yield _fault("indicator-direction", say("indicator.which-way", id=gauge.id), ("years",))


def _targets(gauge: Gauge, now: Standing, day: date) -> Iterator[Problem]:
    """Of the targets whose day has passed the last one counts: what came after it was set with the miss known."""
    passed = [one.demand.due for one in now.judged if one.demand.due is not None and one.demand.due < day]
    last = max(passed, default=None)
    for one in now.judged:
        due = one.demand.due
        if one.state == "no-base":
            yield from _baseless(gauge, now, one.demand, day)
        elif one.state == "unread" and due is not None and due == last:
            yield _fault("indicator-unread", _unread(gauge, now, due), one.demand.path)
        elif one.state == "missed" and due in {last, None}:
            yield _fault("indicator-missed", missed(gauge, one), one.demand.path)


def _baseless(gauge: Gauge, now: Standing, demand: Demand, day: date) -> Iterator[Problem]:
    """A demand without a level: its base is not known, or has no percentages. A base that was typed can be put right;
    one that was measured is a fact, and no fault.
    """
    year, rule = demand.base, demand.rule
    value = base_value(gauge, now.known, year, day) if year is not None else None
    if year is None or rule is None or value is None:
        text = say("indicator.no-base", year=year or "—", rule=rule, id=gauge.id)
        yield _fault("indicator-base", text, demand.path, level="warning")
        return
    text = say("indicator.no-share", rule=rule, year=year, value=gauge.shown(value), unit=gauge.unit or "")
    if told_base(gauge.base, year) is None:
        yield _fault("indicator-base", text, demand.path, level="warning")
    else:
        yield _fault("indicator-rule", text, demand.path)


def _unread(gauge: Gauge, now: Standing, due: date) -> Said:
    """That there is no value for a target whose day has passed; of a mean or sum, which months are wanting."""
    known = [one for one in now.known if one.last.year == due.year and one.last <= due]
    months = () if gauge.annual == "末次" else unmeasured(known, due)
    if not months or (not known and _ends_year(due)):
        at = due.year if months else due
        return say("indicator.unread", due=due, id=gauge.id, at=at)
    missing = tuple(f"{due.year}-{month:02d}" for month in months)
    return say("indicator.months-missing", due=due, id=gauge.id, months=missing, first=missing[0])


def _ends_year(due: date) -> bool:
    return (due.month, due.day) == (12, 31)


def missed(gauge: Gauge, one: Judged) -> Said:
    """That a demand is not kept to, and by how much."""
    blanks = {"id": gauge.id, "value": gauge.shown(one.value or Decimal(0)), "bound": level(gauge, one.demand)}
    gap = distance(gauge, one)
    if one.demand.due is None:
        return say("indicator.not-kept", gap=gap, **blanks)
    return say("indicator.missed", due=one.demand.due, gap=gap, **blanks)


def level(gauge: Gauge, demand: Demand) -> str:
    """The value that is to be kept to, with its sign; a class says by itself that better ones will do."""
    shown = gauge.shown(demand.bound or Decimal(0))
    if gauge.of_classes or demand.exact:
        return shown
    signs = ("<", ">") if demand.strict else ("≤", "≥")
    return f"{signs[0] if demand.ceiling else signs[1]}{shown}"


def distance(gauge: Gauge, one: Judged) -> Said:
    """How far a value is from its target, in words: 差 0.8微克/立方米, 差 1 个类别; or how much there is to spare."""
    gap = one.demand.gap(one.value or Decimal(0))
    if gap == 0:
        return say("indicator.exactly")
    text = difference(gauge, gap)
    return say("indicator.short-of", gap=text) if gap > 0 else say("indicator.to-spare", gap=text)


def difference(gauge: Gauge, gap: Decimal) -> Said | str:
    """How far two values are apart; between two percentages that is told in points."""
    if gauge.of_classes:
        return say("indicator.classes", count=int(abs(gap)))
    if gauge.unit is not None and even_unit(gauge.unit) == "%":
        return say("indicator.points", number=plain_number(abs(gap), gauge.step))
    return f"{plain_number(abs(gap), gauge.step)}{gauge.unit or ''}"


def _regression(gauge: Gauge, now: Standing) -> Iterator[Problem]:
    """只能更好不能变坏: worse than the base year or than the reading before."""
    rule = next((rule.text for rule in gauge.demands if rule.sense == "improve"), None)
    if rule is not None:
        for one in now.worse:
            text = say("indicator.worse-and-must-not", text=worse(gauge, one), rule=rule)
            yield _fault("indicator-worse", text, ("readings", one.at, "value"))


def _falling(gauge: Gauge, now: Standing) -> Iterator[Problem]:
    """What was done stays done: a count of all that is done so far can't fall, so one of the two is wrong."""
    if gauge.kind != "工程量" or gauge.annual == "累计":
        return
    for before, after in pairwise(now.known):
        if after.value < before.value:
            blanks = {"was": gauge.shown(before.value), "now": gauge.shown(after.value)}
            times = {"then": gauge.readings[before.at].at, "at": gauge.readings[after.at].at}
            text = say("indicator.falling", id=gauge.id, **blanks, **times)
            yield _fault("indicator-falling", text, ("readings", after.at, "value"))


def worse(gauge: Gauge, one: Worse) -> Said:
    """That a value got worse, and against what."""
    blanks = {"id": gauge.id, "now": gauge.shown(one.now), "was": gauge.shown(one.was), "then": one.then}
    return say(f"indicator.worse-than-{one.against}", **blanks)
