"""`indicator new`, `indicator list`, `indicator show`, `indicator record`: what is measured, and where it is going."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Annotated, get_args

import typer

from ledger.actions import indicators, readings
from ledger.actions.indicators import Line, Shown, Told, Written
from ledger.cli import options as opt
from ledger.cli import session
from ledger.cli.gaugepage import page
from ledger.cli.readings import taken
from ledger.cli.screen import note, put_json, say_line, table
from ledger.cli.session import words
from ledger.errors import Said, UsageError, say
from ledger.model.gauge import Gauge, plain_number
from ledger.model.gaugefaults import distance, worse
from ledger.model.gaugestanding import Judged, Standing, State
from ledger.model.gaugeyear import Remainder
from ledger.store.patch import plainly

Word = Annotated[
    str, typer.Argument(help=words("option.indicator-word"), metavar=words("metavar.indicator"), show_default=False)
]
Repeated = list[str] | None
_STATES: tuple[State, ...] = get_args(State)


def new(
    name: Annotated[
        str, typer.Argument(help=words("option.indicator-name"), metavar=words("metavar.name"), show_default=False)
    ],
    kind: Annotated[str | None, typer.Option("--kind", help=words("option.indicator-kind"))] = None,
    unit: Annotated[str | None, typer.Option("--unit", help=words("option.indicator-unit"))] = None,
    rules: Annotated[Repeated, typer.Option("--rule", help=words("option.indicator-rule"), show_default=False)] = None,
    by: Annotated[str | None, typer.Option("--by", help=words("option.indicator-by"), metavar="2026-12-31")] = None,
    base: Annotated[str | None, typer.Option("--base", help=words("option.indicator-base"), metavar="2015=39")] = None,
    years: Annotated[
        Repeated,
        typer.Option("--year", help=words("option.indicator-year"), metavar="2026=31", show_default=False),
    ] = None,
    total: Annotated[str | None, typer.Option("--total", help=words("option.indicator-total"), metavar="72")] = None,
    issues: Annotated[
        Repeated, typer.Option("--issue", help=words("option.indicator-issue"), show_default=False)
    ] = None,
    own_id: Annotated[str | None, typer.Option("--id", help=words("option.indicator-id"), show_default=False)] = None,
    settings: Annotated[
        Repeated,
        typer.Option(
            "--set", "-S", help=words("option.indicator-set"), metavar=words("metavar.setting"), show_default=False
        ),
    ] = None,
    who: opt.Who = None,
    as_of: opt.AsOf = None,
    as_json: opt.Json = False,
) -> None:
    desk = session.desk(as_of, who)
    values: dict[str, object] = {
        "kind": kind,
        "unit": unit,
        "rules": tuple(rules or ()),
        "by": session.parse_day(by, "--by") if by else None,
        "base": year(base, "--base") if base else None,
        "total": total,
        "years": tuple(year(one, "--year") for one in years or ()),
        "issues": tuple(opt.issue_id(one, desk.office.policy.ledger.prefix) for one in issues or ()),
    }
    written = indicators.new(desk, name, Told(values, tuple(settings or ())), own_id)
    tell(written, "indicator.written", as_json=as_json)


def year(text: str, option: str) -> dict[str, str]:
    """`2026=31` as a year and its value; a base may name the year alone. Raises UsageError."""
    of, sign, value = (part.strip() for part in text.replace("＝", "=").partition("="))
    of = of.removesuffix("年")
    if not of or (sign and not value) or (option == "--year" and not sign):
        raise UsageError(say("indicator.bad-year", option=option, found=text))
    return {"year": of, "value": value} if value else {"year": of}


def record(
    word: Word,
    value: Annotated[
        str | None,
        typer.Argument(help=words("option.indicator-value"), metavar=words("metavar.reading"), show_default=False),
    ] = None,
    at: Annotated[str | None, typer.Option("--at", help=words("option.indicator-at"), metavar="2026-05")] = None,
    source: Annotated[str | None, typer.Option("--source", help=words("option.indicator-source"))] = None,
    correct: Annotated[bool, typer.Option("--correct", help=words("option.indicator-correct"))] = False,
    why: Annotated[str | None, typer.Option("--why", "-m", help=words("option.correction-why"))] = None,
    book: Annotated[
        Path | None, typer.Option("--from", help=words("option.readings-from"), metavar=words("metavar.file"))
    ] = None,
    sheet: Annotated[str | None, typer.Option("--sheet", help=words("option.readings-sheet"))] = None,
    replace: Annotated[bool, typer.Option("--replace", help=words("option.readings-replace"))] = False,
    who: opt.Who = None,
    as_of: opt.AsOf = None,
    as_json: opt.Json = False,
) -> None:
    one_by_one = value is not None or at is not None or source is not None or correct
    if correct is (not (why or "").strip()):
        raise UsageError(say("correction.why-correct" if correct else "correction.why-for-nothing"))
    if (book is None) is (value is None) or (book is not None and one_by_one) or (book is None and (sheet or replace)):
        raise UsageError(say("readings.value-or-file", id=word))
    desk = session.desk(as_of, who)
    if book is not None:
        taken(readings.take(desk, word, book, sheet=sheet, replace=replace), as_json=as_json)
        return
    written = indicators.record(desk, word, value or "", at=at, source=source, correct=why)
    tell(written, "indicator.corrected" if correct else "indicator.recorded", as_json=as_json)


def tell(written: Written, said: str, *, as_json: bool) -> None:
    """What became of an indicator that was written."""
    gauge, now = written.gauge, written.now
    if as_json:
        put_json(id=gauge.id, file=written.file, state=now.state, remarks=[words(one) for one in written.remarks])
        return
    reading, count = written.reading, len(gauge.readings)
    value = gauge.shown(gauge.number(reading.value) or Decimal(0)) if reading else None
    at = reading.at if reading else None
    say_line(say(said, id=gauge.id, file=written.file, count=count, at=at, value=value, state=stands(gauge, now)))
    for one in written.remarks:
        note(one)
    if now.state == "no-target":
        note(say("indicator.give-target", id=gauge.id))
    if reading is not None and not now.improving:
        for it in now.worse:
            note(say("indicator.regression", text=worse(gauge, it)))


def stands(gauge: Gauge, now: Standing) -> Said:
    """How an indicator stands, with what decides it: how far it is, or the target that can't be judged."""
    state, pressing = say(f"indicator.state-{now.state}"), _pressing(now)
    if pressing is not None and pressing.value is not None:
        return say("indicator.stands-gap", state=state, gap=distance(gauge, pressing))
    due = pressing.demand.due if pressing else None
    return say("indicator.stands", state=state) if due is None else say("indicator.stands-by", state=state, due=due)


def list_indicators(
    states: Annotated[
        Repeated, typer.Option("--state", help=words("option.indicator-state"), show_default=False)
    ] = None,
    as_of: opt.AsOf = None,
    as_json: opt.Json = False,
) -> None:
    wanted = tuple(map(_state, states or ()))
    desk = session.reading_desk(as_of)
    lines = indicators.listing(desk, wanted)
    if as_json:
        put_json(as_of=desk.day.isoformat(), indicators=[{**plainly(one.gauge), **_standing(one)} for one in lines])
        return
    if lines:
        heads = ("id", "rules", "last", "value", "distance", "state")
        table([words(f"column.indicator-{head}") for head in heads], list(map(_row, lines)), wide=(1, 5))
    say_line(say("indicator.count", count=len(lines), day=desk.day))


def _state(word: str) -> State:
    """A state by its key or in the reader's words. Raises UsageError with those that exist."""
    for one in _STATES:
        if word.strip() in {one, words(f"indicator.state-{one}")}:
            return one
    known = tuple(words(f"indicator.state-{one}") for one in _STATES)
    raise UsageError(say("indicator.no-state", found=word, known=known))


def _row(line: Line) -> list[str]:
    gauge, now = line.gauge, line.now
    last = now.last
    pressing = _pressing(now)
    flag = words("indicator.flag-worse") if now.worse else ""
    return [
        gauge.id,
        "；".join(gauge.rules),
        gauge.readings[last.at].at if last else "",
        gauge.shown(last.value) if last else "",
        words(distance(gauge, pressing)) if pressing and pressing.value is not None else "",
        f"{words(f'indicator.state-{now.state}')}{flag}",
    ]


def _pressing(now: Standing) -> Judged | None:
    """The demand that a list tells of: the first that decides how the whole stands."""
    return next((one for one in now.judged if one.state == now.state), None)


def _standing(line: Line) -> dict[str, object]:
    now, pressing = line.now, _pressing(line.now)
    return {
        "state": now.state,
        "last": None if now.last is None else line.gauge.readings[now.last.at].at,
        "distance": None if pressing is None or pressing.value is None else str(pressing.demand.gap(pressing.value)),
        "worse": [words(worse(line.gauge, one)) for one in now.worse],
    }


def show(word: Word, as_of: opt.AsOf = None, as_json: opt.Json = False) -> None:
    desk = session.reading_desk(as_of)
    shown = indicators.show(desk, word)
    if as_json:
        put_json(as_of=desk.day.isoformat(), **_content(shown))
        return
    page(shown, desk.day)


def _content(shown: Shown) -> dict[str, object]:
    gauge, now = shown.kept.record, shown.now
    return {
        "indicator": plainly(gauge),
        "file": shown.kept.file,
        **_standing(Line(gauge, now)),
        "demands": [
            {
                "rule": one.demand.rule,
                "due": one.demand.due.isoformat() if one.demand.due else None,
                "bound": None if one.demand.bound is None else str(one.demand.bound),
                "value": None if one.value is None else str(one.value),
                "state": one.state,
            }
            for one in now.judged
        ],
        "trend": None if now.trend is None else {"per_day": str(now.trend.per_day), "certain": now.trend.certain},
        "outlook": None
        if now.outlook is None
        else {
            "due": now.outlook.due.isoformat(),
            "expected": str(now.outlook.expected),
            "reaches": now.outlook.reaches,
        },
        "year": None if shown.rest is None else _rest(shown.rest),
        "problems": [{"rule": one.rule, "level": one.level, "text": words(one.text)} for one in shown.problems],
    }


def _rest(rest: Remainder) -> dict[str, object]:
    return {
        "year": rest.year,
        "bound": str(rest.demand.bound),
        "months": rest.known,
        "sum": str(rest.sum),
        "missing": list(rest.missing),
        "needed": str(rest.needed),
        "verdict": rest.verdict,
        "alike": None if rest.alike is None else plain_number(rest.alike),
        "expected": None if rest.expected is None else plain_number(rest.expected),
        "reaches": None if rest.expected is None else rest.reaches,
    }
