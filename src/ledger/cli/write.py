"""`write`: the papers of the office, filled in from the ledger."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from ledger.actions import sheaf
from ledger.actions import write as acts
from ledger.cli import filters, session, spelling
from ledger.cli import options as opt
from ledger.cli.screen import note, note_uncovered, put, put_json, say_line, table
from ledger.cli.session import words
from ledger.errors import UsageError, say
from ledger.model.escalation import month_before
from ledger.model.period import Period, read_half, read_month, read_year
from ledger.model.selection import Selection

SUFFIX = ".docx"
COLUMNS = ("paper", "paper-about", "paper-command")


@filters.selecting
def write(
    chosen: Selection,
    name: Annotated[str | None, typer.Argument(help=words("option.paper"), metavar=words("metavar.paper"))] = None,
    issue_ids: Annotated[
        list[str] | None, typer.Argument(help=words("option.paper-issue"), metavar=words("metavar.id"))
    ] = None,
    month: Annotated[str | None, typer.Option("--month", help=words("option.paper-month"), metavar="2026-10")] = None,
    half: Annotated[str | None, typer.Option("--half", help=words("option.paper-half"), metavar="2026H1")] = None,
    year: Annotated[str | None, typer.Option("--year", help=words("option.paper-year"), metavar="2026")] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", "--out", help=words("option.paper-output"), metavar=words("metavar.file")),
    ] = None,
    list_fields: Annotated[bool, typer.Option("--fields", help=words("option.paper-fields"))] = False,
    force: Annotated[bool, typer.Option("--force", help=words("option.force"))] = False,
    as_of: opt.AsOf = None,
    as_json: opt.Json = False,
) -> None:
    desk = session.reading_desk(as_of)
    if name is None:
        if list_fields or output or issue_ids or month or half or year:
            raise UsageError(say("write.which"))
        _shelf(acts.papers(desk), month_before(f"{desk.day:%Y-%m}"), as_json)
    elif list_fields:
        _fields(acts.paper(desk, name), as_json)
    else:
        of_meeting = bool(issue_ids) and acts.paper(desk, name).subject.key == "meeting"
        meeting = _only_one(issue_ids or []) if of_meeting else None
        named = [] if of_meeting else issue_ids or []
        ids = tuple(opt.issue_id(one, desk.office.policy.ledger.prefix) for one in named)
        if ids and not chosen.empty:
            raise UsageError(say("write.ids-or-filters"))
        said = filters.described(chosen)
        issue = next(iter(ids), None)
        order = acts.Order(name, chosen, said, issue, meeting, _period(month, half, year), output, force)
        if len(ids) > 1 or (not ids and not chosen.empty and acts.paper(desk, name).about_issues):
            _bound(sheaf.write_each(desk, order, ids), as_json)
        else:
            _written(acts.write(desk, replace(order, path=_named(output) if output else None)), as_json)


def _only_one(meetings: list[str]) -> str:
    """The meeting that is written about. Raises UsageError for several: each has its own day and its own list."""
    if len(meetings) > 1:
        raise UsageError(say("write.one-meeting", first=meetings[0]))
    return meetings[0]


def _named(path: Path) -> Path:
    """`月报` is written as 月报.docx; another ending is left for the refusal."""
    return path if path.suffix or path.is_dir() else path.with_name(f"{path.name}{SUFFIX}")


def _period(month: str | None, half: str | None, year: str | None) -> Period | None:
    """The period that was named. Raises UsageError for what is none, and for two."""
    if len([one for one in (month, half, year) if one]) > 1:
        raise UsageError(say("write.one-period"))
    found: Period | None = None
    if month and (found := read_month(spelling.month(month))) is None:
        raise UsageError(say("escalate.bad-month", found=month))
    if half and (found := read_half(spelling.even(half))) is None:
        raise UsageError(say("write.bad-half", found=half))
    if year and (found := read_year(spelling.even(year))) is None:
        raise UsageError(say("write.bad-year", found=year))
    return found


def _shelf(known: tuple[acts.Paper, ...], month: str, as_json: bool) -> None:
    """Every paper, what it is about, and how it is called for: a report on the last month that is over."""
    if as_json:
        put_json(papers=[_paper(one) for one in known])
        return
    table([words(f"column.{name}") for name in COLUMNS], [_line(one, month) for one in known], wide=(2,))
    for one in known:
        if one.fault is not None:
            note(one.fault.what)
    put(words("write.own", folder="templates/letters/"))


def _line(one: acts.Paper, month: str) -> list[str]:
    if one.fault is not None:
        return [one.name, words("write.unreadable"), "—"]
    if one.unknown:
        return [one.name, words("write.other"), words("write.unknown", fields=one.unknown)]
    how = words(f"write.how-{one.subject.key}", name=one.name, month=month, year=month[:4])
    return [one.name, words(f"write.about-{one.subject.key}"), how]


def _paper(one: acts.Paper) -> dict[str, object]:
    return {
        "name": one.name,
        "file": one.file,
        "about": one.subject.key,
        "readable": one.fault is None,
        "fields": list(one.used),
        "unknown": list(one.unknown),
    }


def _fields(one: acts.Paper, as_json: bool) -> None:
    """The fields that a template may use, and which of them it does."""
    if as_json:
        known = [
            {"name": name, "list": parts is not None, "parts": list(parts or ()), "used": name in one.used}
            for name, parts in one.subject.fields.items()
        ]
        put_json(paper=one.name, file=one.file, about=one.subject.key, fields=known, unknown=list(one.unknown))
        return
    heads = [words(f"column.{name}") for name in ("paper-field", "paper-kind", "paper-used")]
    rows = [[name, _kind(parts), "√" if name in one.used else ""] for name, parts in one.subject.fields.items()]
    table(heads, rows, wide=(1,))
    if one.unknown:
        note(say("write.unknown", fields=one.unknown))
    put(words("write.syntax", file=one.file))


def _kind(parts: tuple[str, ...] | None) -> str:
    if parts is None:
        return words("write.text")
    return words("write.entries", parts=parts) if parts else words("write.texts")


def _written(done: acts.Written, as_json: bool) -> None:
    if as_json:
        put_json(
            paper=done.paper.name,
            about=done.paper.subject.key,
            template=done.paper.file,
            file=str(done.path),
            date=done.day.isoformat(),
            fields={name: list(value) if isinstance(value, tuple) else value for name, value in done.fields.items()},
            remarks=[words(one) for one in done.remarks],
            uncovered_years=list(done.uncovered_years),
        )
        return
    say_line(say("write.done", name=done.paper.name, path=str(done.path), day=done.day))
    for one in done.remarks:
        note(one)
    if done.paper.subject.key == "period" and done.running:
        note(say("write.running", day=done.day))
    note_uncovered(done.uncovered_years)


def _bound(done: sheaf.Sheaf, as_json: bool) -> None:
    """What was written for several issues."""
    if as_json:
        put_json(
            paper=done.paper.name,
            about=done.paper.subject.key,
            template=done.paper.file,
            folder=str(done.folder),
            written=[_leaf(one) for one in done.leaves],
            without=list(done.without),
            uncovered_years=list(done.uncovered_years),
        )
        return
    say_line(say("write.bound", name=done.paper.name, count=len(done.leaves), folder=f"{done.folder}/"))
    for one in done.leaves:
        for remark in one.remarks:
            note(say("write.of", issue=one.issue, why=remark))
    if done.without:
        note(say(f"write.without-{done.paper.subject.key}", count=len(done.without), issues=done.without))
    note_uncovered(done.uncovered_years)


def _leaf(one: sheaf.Leaf) -> dict[str, object]:
    return {
        "issue": one.issue,
        "file": one.file,
        "date": one.day.isoformat(),
        "remarks": [words(remark) for remark in one.remarks],
    }
