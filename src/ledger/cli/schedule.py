"""`schedule`: whether the work keeps pace with its plan, why, and a person's judgement put on record."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import Annotated

import typer

from ledger.actions import schedule as acts
from ledger.actions.desk import Desk
from ledger.cli import filters, paced, session
from ledger.cli import options as opt
from ledger.cli.outcome import at, tell
from ledger.cli.screen import note, note_uncovered, put, put_json, say_line
from ledger.cli.session import words
from ledger.errors import UsageError, say
from ledger.model.pacewords import JUDGED, PACE_WORDS, Pace
from ledger.model.selection import Selection


@filters.selecting
def schedule(
    chosen: Selection,
    issue_id: Annotated[
        str | None, typer.Argument(help=words("option.schedule-id"), metavar=words("metavar.id"), show_default=False)
    ] = None,
    paces: filters.Paces = None,
    judge: Annotated[str | None, typer.Option("--judge", help=words("option.judge"), metavar="达到序时")] = None,
    why: opt.Why = None,
    day: Annotated[str | None, typer.Option("--date", help=words("option.judge-day"), metavar="2026-05-31")] = None,
    who: opt.Who = None,
    as_of: opt.AsOf = None,
    as_json: opt.Json = False,
) -> None:
    if judge is None and (why or day):
        raise UsageError(say("schedule.judge-what"))
    if judge is not None:
        _judge(issue_id, judge, why, day or as_of, who, as_json=as_json)
        return
    if issue_id is None:
        _all(chosen, tuple(map(filters.pace, paces or ())), as_of, as_json=as_json)
    elif chosen.empty and not paces:
        _one(issue_id, as_of, as_json=as_json)
    else:
        raise UsageError(say("schedule.one-or-many"))


def _judge(
    issue_id: str | None, pace: str, why: str | None, day: str | None, who: str | None, *, as_json: bool
) -> None:
    if issue_id is None:
        raise UsageError(say("schedule.judge-which"))
    word = PACE_WORDS[filters.pace(pace)]
    if word not in JUDGED:
        raise UsageError(say("schedule.a-fact", found=word, known=tuple(JUDGED)))
    if not (why and why.strip()):
        raise UsageError(say("schedule.no-reason"))
    desk, wanted = at(issue_id, None, who)
    if day:
        desk = replace(desk, day=session.parse_day(day, "--date"))
    done = acts.judge(desk, wanted, word, why.strip())
    tell(done, "done.appraise", as_json, pace=words(say(f"pace.{JUDGED[word]}")))


def _all(chosen: Selection, wanted: tuple[Pace, ...], as_of: str | None, *, as_json: bool) -> None:
    desk = session.reading_desk(as_of)
    found = acts.schedule(desk, chosen, wanted)
    if as_json:
        put_json(
            as_of=desk.day.isoformat(),
            total=found.total,
            counts=dict(found.counts),
            broken=list(found.broken),
            issues=[paced.summary(row, desk.office, words) for row in found.rows],
            uncovered_years=list(found.uncovered_years),
        )
    elif found.files:
        _page(desk, found)
    else:
        say_line(say("check.nothing"))
    if not found.files:
        raise typer.Exit(5)


def _page(desk: Desk, found: acts.Schedule) -> None:
    """The selected issues, from the worst pace to the best, and how many keep each."""
    for pace, rows in groupby(found.rows, key=lambda row: row.paced.pace):
        listed = list(rows)
        say_line(say("schedule.group", pace=say(f"pace.{pace}"), count=len(listed)))
        for line in paced.block(listed, words):
            put(line)
        put()
    parts = tuple(say("schedule.part", pace=say(f"pace.{pace}"), count=n) for pace, n in found.counts.items() if n)
    shown = len(found.rows)
    if shown:
        say_line(say("schedule.sum", count=shown, total=found.total, day=desk.day, parts=parts))
    else:
        say_line(say("schedule.none", total=found.total, day=desk.day))
    if accepted := sum(row.paced.accepted for row in found.rows):
        say_line(say("schedule.accepted", count=accepted))
    if soon := sum(row.paced.soon for row in found.rows):
        say_line(say("schedule.soon", count=soon, days=desk.office.policy.check.due_within))
    if found.broken:
        say_line(say("list.broken", count=len(found.broken), files=found.broken))
    note_uncovered(found.uncovered_years)


def _one(issue_id: str, as_of: str | None, *, as_json: bool) -> None:
    desk = session.reading_desk(as_of)
    found = acts.explain(desk, opt.issue_id(issue_id, desk.office.policy.ledger.prefix))
    if as_json:
        children = [paced.summary(row, desk.office, words) for row in found.children]
        told = paced.summary(found.row, desk.office, words) | paced.details(found.row)
        put_json(as_of=desk.day.isoformat(), broken=list(found.broken), issue=told, children=children)
        return
    for line in paced.page(found, desk.office, words):
        put(line)
    if found.broken:
        note(say("list.broken", count=len(found.broken), files=found.broken))
