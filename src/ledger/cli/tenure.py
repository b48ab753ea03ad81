"""`tenure`: what a unit or a leader answered for between two days."""

from __future__ import annotations

from typing import Annotated

import typer

from ledger.actions import tenure as acts
from ledger.actions.tenure import Answered, Term
from ledger.cli import options as opt
from ledger.cli import session
from ledger.cli.screen import put_json, say_line, table
from ledger.cli.session import words
from ledger.errors import UsageError, say

HEADS = ("issue", "title", "first", "last", "status", "late", "supervised", "sanctioned")


def tenure(
    first: Annotated[str, typer.Option("--from", help=words("option.tenure-from"), metavar="2024-01-01")],
    last: Annotated[str | None, typer.Option("--to", help=words("option.tenure-to"), metavar="2026-05-31")] = None,
    unit: Annotated[str | None, typer.Option("--unit", "-u", help=words("option.tenure-unit"))] = None,
    leader: Annotated[str | None, typer.Option("--leader", help=words("option.tenure-leader"))] = None,
    as_of: opt.AsOf = None,
    as_json: opt.Json = False,
) -> None:
    if unit is None and leader is None:
        raise UsageError(say("tenure.whose"))
    desk = session.reading_desk(as_of)
    until = session.parse_day(last, "--to") if last else desk.day
    term = Term(session.parse_day(first, "--from"), until, unit, leader)
    found = acts.answered(desk, term)
    if as_json:
        put_json(term={"from": term.first.isoformat(), "to": term.last.isoformat(), "unit": unit, "leader": leader},
                 issues=[_content(one) for one in found])  # fmt: skip
        return
    if found:
        table([words(f"column.tenure-{head}") for head in HEADS], [_row(one) for one in found], wide=(1,))
    late, replaced = sum(one.days_late > 0 for one in found), sum(one.replaced for one in found)
    say_line(say("tenure.count", count=len(found), late=late, replaced=replaced, first=term.first, last=term.last))


def _row(one: Answered) -> list[str]:
    ended = one.spells[-1].last
    return [
        one.issue.id, one.issue.title, one.spells[0].first.isoformat(), ended.isoformat() if ended else "",
        words("tenure.replaced") if one.replaced else words(f"status.{one.issue.status}"),
        *(str(number or "") for number in (one.days_late, one.supervised, one.sanctioned)),
    ]  # fmt: skip


def _content(one: Answered) -> dict[str, object]:
    return {
        "id": one.issue.id,
        "title": one.issue.title,
        "status": one.issue.status,
        "spells": [
            {"from": it.first.isoformat(), "to": it.last.isoformat() if it.last else None, "units": list(it.units),
             "leader": it.leader}
            for it in one.spells
        ],
        "replaced": one.replaced,
        "days_late": one.days_late,
        "supervised": one.supervised,
        "sanctioned": one.sanctioned,
    }  # fmt: skip
