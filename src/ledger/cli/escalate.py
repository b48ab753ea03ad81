"""`escalate`: cards and what follows from them, month by month."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ledger.actions import escalate as acts
from ledger.cli import filters, session, spelling
from ledger.cli import options as opt
from ledger.cli.screen import note, note_uncovered, put_json, say_line, table
from ledger.cli.session import words
from ledger.errors import UsageError, say
from ledger.model.escalation import CARD_NAMES, is_month, month_before
from ledger.model.selection import Selection

COLUMNS = ("id", "title", "units", "card", "consequence", "points", "letter", "reasons")


@filters.selecting
def escalate(
    chosen: Selection,
    month: Annotated[str | None, typer.Option("--month", help=words("option.judged-month"), metavar="2026-05")] = None,
    apply: Annotated[bool, typer.Option("--apply", help=words("option.apply-cards"))] = False,
    letters: Annotated[
        Path | None, typer.Option("--letters", help=words("option.letters"), metavar=words("metavar.folder"))
    ] = None,
    force: Annotated[bool, typer.Option("--force", help=words("option.force"))] = False,
    who: opt.Who = None,
    as_of: opt.AsOf = None,
    as_json: opt.Json = False,
) -> None:
    desk = session.desk(as_of, who) if apply else session.reading_desk(as_of)
    named = spelling.month(month) if month else month_before(f"{desk.day:%Y-%m}")
    if not is_month(named):
        raise UsageError(say("escalate.bad-month", found=named))
    judged = acts.escalate(desk, acts.Order(named, chosen, apply, letters, force))
    if as_json:
        _as_json(judged)
    else:
        _as_table(judged, letters)
    if judged.proposals and not apply:
        raise typer.Exit(1)


def _as_table(judged: acts.Month, folder: Path | None) -> None:
    proposals = judged.proposals
    if proposals:
        heads = [words(f"column.{name}") for name in COLUMNS]
        table(heads, [_row(one) for one in proposals], wide=(1, 2, 7))
    recorded = sum(bool(one.recorded) for one in judged.verdicts)
    say_line(
        say(
            "escalate.count",
            month=judged.month,
            total=len(judged.verdicts),
            cards=acts.totals(judged),
            new=len(proposals),
            recorded=recorded,
        )
    )
    for one in judged.letters:
        say_line(say("escalate.letter", file=str((folder or Path()) / one.file), id=one.issue))
        for remark in one.remarks:
            note(say("escalate.of", id=one.issue, why=remark))
    if proposals:
        done = say("escalate.applied", count=len(proposals))
        if judged.signed is not None:
            note(say("done.signed", who=judged.signed.by, unit=judged.signed.unit, date=judged.signed.date))
        note(done if judged.applied else say("escalate.how", month=judged.month))
    note_uncovered(judged.uncovered_years)


def _row(verdict: acts.Verdict) -> list[str]:
    judged = verdict.proposed
    if judged is None or judged.kind is None:
        return []
    return [
        verdict.issue.id,
        verdict.issue.title,
        "、".join(judged.units),
        CARD_NAMES[judged.card],
        judged.kind,
        f"{judged.points.normalize():f}" if judged.points else "—",
        judged.letter or "—",
        "；".join(judged.reasons),
    ]


def _as_json(judged: acts.Month) -> None:
    put_json(
        month=judged.month,
        applied=judged.applied,
        proposed=len(judged.proposals),
        issues=[_entry(one) for one in judged.verdicts],
        letters=[{"file": one.file, "id": one.issue, "letter": one.name} for one in judged.letters],
        uncovered_years=list(judged.uncovered_years),
    )


def _entry(verdict: acts.Verdict) -> dict[str, object]:
    issue, judged = verdict.issue, verdict.judgement
    found: dict[str, object] = {"id": issue.id, "title": issue.title, "recorded": bool(verdict.recorded)}
    if judged is not None:
        found |= {
            "units": list(judged.units),
            "card": judged.card,
            "kind": judged.kind,
            "points": str(judged.points),
            "reasons": list(judged.reasons),
            "letter": judged.letter,
        }
    for one in verdict.recorded:
        found |= {
            "units": one.unit.split("、") if one.unit else [],
            "card": one.card,
            "kind": one.kind,
            "points": str(one.points),
            "reasons": one.reason.split("；"),
        }
    return found
