"""`supervise`, `accountability`, `leaders`: 约谈, 通报, 挂牌督办 and their lifting; 问责; 领导包案."""

from __future__ import annotations

from typing import Annotated

import typer

from ledger.actions import oversight
from ledger.cli import filters, session
from ledger.cli import options as opt
from ledger.cli.outcome import at, tell
from ledger.cli.screen import put_json, say_line, table
from ledger.cli.session import words
from ledger.errors import say
from ledger.model.casebook import level_of, persons
from ledger.model.issue import Issue
from ledger.model.selection import Selection
from ledger.store.patch import plainly

Level = Annotated[str | None, typer.Option("--level", help=words("option.supervision-level"))]
Unit = Annotated[str | None, typer.Option("--of", help=words("option.supervision-unit"))]


def supervise(
    issue_id: opt.IssueId,
    kind: Annotated[
        str, typer.Argument(help=words("option.supervision-kind"), metavar=words("metavar.supervision-kind"))
    ],
    why: Annotated[str, typer.Option("--why", "-m", help=words("option.supervision-why"))],
    level: Level = None,
    unit: Unit = None,
    began: Annotated[
        str | None, typer.Option("--date", "--start", help=words("option.supervision-date"), metavar="2026-05-31")
    ] = None,
    due: Annotated[
        str | None, typer.Option("--due", help=words("option.supervision-due"), metavar="2026-05-31")
    ] = None,
    document: opt.Document = None,
    who: opt.Who = None,
    as_of: opt.AsOf = None,
    as_json: opt.Json = False,
) -> None:
    desk, wanted = at(issue_id, as_of, who)
    until = session.parse_day(due, "--due") if due else None
    since = session.parse_day(began, "--date") if began else None
    said = {
        "kind": kind.strip(),
        "level": level_of(level) if level else None,
        "unit": unit,
        "date": since,
        "due": until,
        "document": document,
        "reason": why,
    }
    tell(oversight.supervise(desk, wanted, said), "done.supervise", as_json, kind=kind.strip())


def lift(
    issue_id: opt.IssueId,
    why: Annotated[str, typer.Option("--why", "-m", help=words("option.lift-why"))],
    kind: Annotated[str | None, typer.Option("--kind", help=words("option.lift-kind"))] = None,
    who: opt.Who = None,
    as_of: opt.AsOf = None,
    as_json: opt.Json = False,
) -> None:
    desk, wanted = at(issue_id, as_of, who)
    tell(oversight.lift(desk, wanted, kind, why), "done.lift", as_json)


Kind = Annotated[str, typer.Option("--kind", help=words("option.withdraw-kind"))]
Made = Annotated[str | None, typer.Option("--date", help=words("option.withdraw-date"), metavar="2026-05-31")]
Reason = Annotated[str, typer.Option("--why", "-m", help=words("option.withdraw-why"))]


def withdraw(
    issue_id: opt.IssueId,
    kind: Kind,
    why: Reason,
    made: Made = None,
    unit: Unit = None,
    who: opt.Who = None,
    as_of: opt.AsOf = None,
    as_json: opt.Json = False,
) -> None:
    desk, wanted = at(issue_id, as_of, who)
    which = oversight.Which(kind.strip(), session.parse_day(made, "--date") if made else None, unit)
    tell(oversight.withdraw(desk, wanted, which, why), "done.withdraw", as_json, kind=which.kind)


def unaccount(
    issue_id: opt.IssueId,
    kind: Kind,
    why: Reason,
    made: Made = None,
    unit: Unit = None,
    post: Annotated[str | None, typer.Option("--post", help=words("option.sanction-post"))] = None,
    who: opt.Who = None,
    as_of: opt.AsOf = None,
    as_json: opt.Json = False,
) -> None:
    desk, wanted = at(issue_id, as_of, who)
    which = oversight.Which(kind.strip(), session.parse_day(made, "--date") if made else None, unit, post)
    tell(oversight.unaccount(desk, wanted, which, why), "done.withdraw", as_json, kind=which.kind)


@filters.selecting
def list_supervised(
    chosen: Selection,
    every: Annotated[bool, typer.Option("--all", help=words("option.supervision-all"))] = False,
    as_of: opt.AsOf = None,
    as_json: opt.Json = False,
) -> None:
    desk = session.reading_desk(as_of)
    found = oversight.supervised(desk, chosen, every=every)
    if as_json:
        acts = [{"issue": o.issue.id, "title": o.issue.title, "state": o.state, **plainly(o.act)} for o in found]
        put_json(as_of=desk.day.isoformat(), supervised=acts)
        return
    if found:
        heads = ("issue", "title", "kind", "level", "unit", "since", "due", "lifted", "state")
        rows = [
            [o.issue.id, o.issue.title, o.act.kind, o.act.level or "", o.act.unit or "", o.act.date.isoformat(),
             o.act.due.isoformat() if o.act.due else "", o.act.lifted_on.isoformat() if o.act.lifted_on else "",
             words(f"supervision.{o.state}")]
            for o in found
        ]  # fmt: skip
        table([words(f"column.supervision-{head}") for head in heads], rows, wide=(1, 4))
    late = sum(one.state == "overdue" for one in found)
    say_line(say("supervision.count", count=len(found), late=late, day=desk.day))


def account(
    issue_id: opt.IssueId,
    kind: Annotated[str, typer.Option("--kind", help=words("option.sanction"))],
    post: Annotated[str, typer.Option("--post", help=words("option.sanction-post"))],
    number: Annotated[str | None, typer.Option("--number", help=words("option.sanction-number"))] = None,
    unit: Unit = None,
    authority: Annotated[str | None, typer.Option("--authority", help=words("option.sanction-authority"))] = None,
    decided: Annotated[
        str | None, typer.Option("--decided", help=words("option.sanction-day"), metavar="2026-05-31")
    ] = None,
    case: Annotated[str | None, typer.Option("--case", help=words("option.sanction-case"))] = None,
    disclosed: Annotated[
        str | None, typer.Option("--disclosed", help=words("option.sanction-disclosed"), metavar="2026-05-31")
    ] = None,
    document: opt.Document = None,
    who: opt.Who = None,
    as_of: opt.AsOf = None,
    as_json: opt.Json = False,
) -> None:
    desk, wanted = at(issue_id, as_of, who)
    said = {
        "kind": kind.strip(),
        "post": post,
        "number": number,
        "unit": unit,
        "authority": authority,
        "document": document,
        "date": session.parse_day(decided, "--decided") if decided else None,
        "disclosed_on": session.parse_day(disclosed, "--disclosed") if disclosed else None,
        "case": opt.issue_id(case) if case else None,
    }
    tell(oversight.account(desk, wanted, said), "done.account", as_json)


@filters.selecting
def list_accounted(chosen: Selection, as_of: opt.AsOf = None, as_json: opt.Json = False) -> None:
    desk = session.reading_desk(as_of)
    found = oversight.accounted(desk, chosen)
    if as_json:
        listed = [
            {
                "issue": o.issue.id,
                "state": o.state,
                **(plainly(o.act) if o.act else {"kind": None}),
                "counted": o.counted,
                "case_persons": o.held.own if o.held else None,
                "linked_persons": o.held.linked if o.held else None,
            }
            for o in found
        ]
        put_json(as_of=desk.day.isoformat(), decisions=listed)
        return
    if found:
        heads = ("issue", "unit", "post", "kind", "number", "authority", "date", "case")
        table([words(f"column.sanction-{head}") for head in heads], map(_decided, found), wide=(1, 2, 5))
    decided = [one.act for one in found if one.act is not None and one.counted]
    undecided = sum(one.act is None for one in found)
    say_line(say("accountability.count", count=len(decided), people=sum(map(persons, decided)), open=undecided))


def _decided(one: oversight.Accounted) -> list[str]:
    act = one.act
    if act is None:
        units = "、".join(one.issue.plan.responsible_units) if one.issue.plan else ""
        return [one.issue.id, units, "", one.state or "", "", "", "", one.issue.id]
    return [one.issue.id, act.unit or "", act.post or "", act.kind, str(act.number or ""), act.authority or "",
            act.date.isoformat(), _case(one) or act.case or ""]  # fmt: skip


def _case(one: oversight.Accounted) -> str | None:
    """The case with both numbers of persons, where it and its entries say different things."""
    held = one.held
    if held is None or not held.differ:
        return None
    return words("accountability.differs", case=held.case, own=held.own, linked=held.linked)


@filters.selecting
def due(chosen: Selection, as_of: opt.AsOf = None, as_json: opt.Json = False) -> None:
    desk = session.reading_desk(as_of)
    found = oversight.candidates(desk, chosen)
    if as_json:
        listed = [
            {"issue": o.issue.id, "title": o.issue.title, "units": list(_units(o.issue)), "suggested": o.step,
             "days_late": o.days_late, "reasons": [words(one) for one in o.reasons],
             "done": [words(one) for one in o.done]}
            for o in found
        ]  # fmt: skip
        put_json(as_of=desk.day.isoformat(), candidates=listed)
    elif found:
        heads = [words(f"column.candidate-{head}") for head in ("issue", "title", "units", "step", "reasons", "done")]
        rows = [
            [o.issue.id, o.issue.title, "、".join(_units(o.issue)), o.step, "；".join(map(words, o.reasons)),
             "；".join(map(words, o.done))]
            for o in found
        ]  # fmt: skip
        table(heads, rows, wide=(1, 2, 4, 5))
    if not as_json:
        say_line(say("answering.count", count=len(found), day=desk.day))
    if found:
        raise typer.Exit(1)


def _units(issue: Issue) -> tuple[str, ...]:
    return issue.plan.answering if issue.plan else ()


@filters.selecting
def leaders(chosen: Selection, as_of: opt.AsOf = None, as_json: opt.Json = False) -> None:
    desk = session.reading_desk(as_of)
    found = oversight.leaders(desk, chosen)
    if as_json:
        listed = [
            {"leader": o.leader, "total": o.total, "closed": o.closed, "overdue": o.overdue, "supervised": o.supervised,
             "issues": list(o.ids)}
            for o in found
        ]  # fmt: skip
        put_json(as_of=desk.day.isoformat(), leaders=listed)
        return
    if found:
        heads = [
            words(f"column.leader-{head}") for head in ("name", "total", "closed", "overdue", "supervised", "issues")
        ]
        rows = [[o.leader, *map(str, (o.total, o.closed, o.overdue, o.supervised)), "、".join(o.ids)] for o in found]
        table(heads, rows, wide=(5,))
    say_line(say("leader.count", count=len(found), issues=sum(one.total for one in found), day=desk.day))
