"""An indicator on the screen: its record, its readings with a bar each, its targets, where it is going."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from ledger.actions.indicators import Shown
from ledger.cli import corrections
from ledger.cli.screen import note, put, say_line, table
from ledger.cli.session import words
from ledger.errors import Said, say
from ledger.model.gauge import Gauge, plain_number
from ledger.model.gaugecourse import MONTHS
from ledger.model.gaugefaults import difference, distance, level, worse
from ledger.model.gaugestanding import Judged, Outlook, Standing
from ledger.model.gaugeyear import Remainder
from ledger.model.slope import LEAST

_BAR = 24
"""Columns of a terminal that the longest bar takes."""
_SHOWN = 24
"""The newest readings that are shown: two years of months."""
_FEW = 2
"""Months that are named one by one."""
_PER_YEAR = Decimal("365.25")


def page(shown: Shown, day: date) -> None:
    """Everything that there is to say of an indicator on a day."""
    gauge, now = shown.kept.record, shown.now
    _record(gauge)
    put()
    _readings(gauge, now)
    if now.judged:
        heads = ("target", "due", "bound", "value", "distance", "state")
        table([words(f"column.indicator-{head}") for head in heads], [_judged(gauge, one) for one in now.judged])
    say_line(_trend(gauge, now))
    if now.outlook is not None:
        say_line(_outlook(gauge, now.outlook))
    corrections.tell(gauge.corrections)
    if shown.rest is not None:
        for line in year_ahead(gauge, shown.rest):
            say_line(line)
    if not {"indicator-worse", "indicator-falling"} & {one.rule for one in shown.problems}:
        for one in now.worse:
            note(say("indicator.regression", text=worse(gauge, one)))
    for problem in shown.problems:
        note(problem.text)
    say_line(say("indicator.standing", state=say(f"indicator.state-{now.state}"), count=len(now.known), day=day))


def _record(gauge: Gauge) -> None:
    unit = f"{gauge.kind}，{gauge.unit}" if gauge.unit else gauge.kind
    put(f"{gauge.id}　{gauge.name}（{unit}）")
    base = f"{gauge.base.year}{f'：{gauge.base.value}' if gauge.base.value else ''}" if gauge.base else ""
    lines = (
        ("rules", "；".join(gauge.rules)),
        ("by", gauge.by.isoformat() if gauge.by else ""),
        ("base", base),
        ("years", "；".join(f"{one.year}：{one.value}" for one in gauge.years)),
        ("total", str(gauge.total) if gauge.total is not None else ""),
        ("annual", gauge.annual),
        ("responsible", gauge.responsible or ""),
        ("object", gauge.object or ""),
        ("issues", "、".join(gauge.issues)),
        ("document", gauge.document or ""),
    )
    for key, text in lines:
        if text:
            say_line(say("indicator.line", what=say(f"column.indicator-{key}"), text=text))


def _readings(gauge: Gauge, now: Standing) -> None:
    newest = now.known[-_SHOWN:]
    if not newest:
        return
    highest = max(abs(one.value) for one in newest)
    rows = []
    for one in newest:
        reading = gauge.readings[one.at]
        cells = [reading.at, gauge.shown(one.value), reading.source or "", "、".join(reading.former)]
        rows.append([*cells, _bar(one.value, highest)])
    heads = [words(f"column.indicator-{head}") for head in ("at", "value", "source", "former")]
    table([*heads, ""], rows, wide=(2,))
    if len(newest) < len(now.known):
        say_line(say("indicator.earlier", count=len(now.known) - len(newest)))
    put()


def _bar(value: Decimal, highest: Decimal) -> str:
    """As long as the value is high, at a terminal; programs that read a pipe have the number."""
    if not sys.stdout.isatty() or highest == 0:
        return ""
    return "█" * max(0, round(_BAR * value / highest))


def _judged(gauge: Gauge, one: Judged) -> list[str]:
    demand = one.demand
    return [
        demand.rule or words("indicator.of-year" if demand.path[:1] == ("years",) else "indicator.of-all"),
        demand.due.isoformat() if demand.due else words("indicator.always"),
        level(gauge, demand) if demand.bound is not None else "—",
        gauge.shown(one.value) if one.value is not None else "—",
        words(distance(gauge, one)) if one.value is not None and demand.bound is not None else "—",
        words(f"indicator.state-{one.state}"),
    ]


def _trend(gauge: Gauge, now: Standing) -> Said:
    """Where the readings are going, in words."""
    if now.trend is None:
        return say(f"indicator.no-trend-{_COURSE[gauge.annual]}", least=LEAST)
    a_year = now.trend.per_day * _PER_YEAR
    of_classes = f"{plain_number(abs(a_year))}{words('indicator.unit-class')}"
    change = of_classes if gauge.of_classes else difference(gauge, a_year)
    if not now.trend.certain:
        return say("indicator.trend-flat", change=change)
    way, lower = "up" if a_year > 0 else "down", gauge.lower_is_better
    if lower is None:
        return say(f"indicator.trend-{way}", change=change)
    return say(f"indicator.trend-{way}-{'better' if (a_year < 0) is lower else 'worse'}", change=change)


_COURSE = {"末次": "readings", "平均": "means", "累计": "sums"}
"""What a trend is looked for in, by how a year's value is made."""


def year_ahead(gauge: Gauge, rest: Remainder) -> Iterator[Said]:
    """What is left of the year, and how that is worked out: 12×29.5−268=86, 86÷3=28.67."""
    if gauge.annual == "累计":
        yield say("indicator.rest-so-far-sum", year=rest.year, known=rest.known, value=gauge.shown(rest.sum))
    else:
        value, total = gauge.shown(rest.mean), plain_number(rest.sum, gauge.step)
        yield say("indicator.rest-so-far-mean", year=rest.year, known=rest.known, value=value, sum=total)
    bound = level(gauge, rest.demand)
    needed, months, worked_out = level(gauge, rest.of_needed), _months(rest.missing), _worked_out(gauge, rest)
    yield say(f"indicator.rest-{rest.verdict}", bound=bound, needed=needed, months=months, sum=worked_out)
    if rest.alike is None or rest.expected is None:
        yield say("indicator.rest-no-alike")
        return
    key = "indicator.rest-alike-reaches" if rest.reaches else "indicator.rest-alike-misses"
    yield say(key, alike=gauge.shown(rest.alike), expected=gauge.shown(rest.expected))


def _months(missing: Sequence[int]) -> tuple[str, ...]:
    """Which months: 11、12; 1至3、5至12."""
    runs: list[list[int]] = []
    for month in missing:
        if runs and month == runs[-1][-1] + 1:
            runs[-1].append(month)
        else:
            runs.append([month])
    return tuple(it for run in runs for it in _run(run))


def _run(months: Sequence[int]) -> tuple[str, ...]:
    if len(months) > _FEW:
        return (words("indicator.months-between", first=months[0], last=months[-1]),)
    return tuple(map(str, months))


def _worked_out(gauge: Gauge, rest: Remainder) -> str:
    bound, parts = rest.demand.bound or Decimal(0), MONTHS if gauge.annual == "平均" else 1

    def plain(value: Decimal) -> str:
        return plain_number(value, gauge.step)

    left = plain(bound * parts - rest.sum)
    whole = f"{parts}×{plain(bound)}" if parts > 1 else plain(bound)
    sign = "=" if rest.needed * len(rest.missing) == bound * parts - rest.sum else "≈"
    return f"{whole}−{plain(rest.sum)}={left}，{left}÷{len(rest.missing)}{sign}{plain(rest.needed)}"


def _outlook(gauge: Gauge, outlook: Outlook) -> Said:
    key = "indicator.outlook-reaches" if outlook.reaches else "indicator.outlook-misses"
    return say(key, due=outlook.due, expected=gauge.shown(outlook.expected))
