"""`start`, `progress`, `evidence add`, `verify`, `close`, `reopen`: what happens to an issue."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from ledger.actions import procedure
from ledger.actions import progress as acts
from ledger.actions.desk import Desk
from ledger.actions.remarks import remarks
from ledger.cli import options as opt
from ledger.cli import session, spelling
from ledger.cli.outcome import at, tell
from ledger.cli.procedure import answers
from ledger.cli.screen import put_json, remark, say_line
from ledger.cli.session import words
from ledger.errors import UsageError, say
from ledger.model.acts import JOINTLY
from ledger.model.attempt import Attempt
from ledger.model.guards import document_is_named
from ledger.model.people import Person
from ledger.model.workflow import MOVES, who_may
from ledger.store import folder


def start(
    issue_id: opt.IssueId, who: opt.Who = None, why: opt.Why = None, as_of: opt.AsOf = None, as_json: opt.Json = False
) -> None:
    desk, wanted = at(issue_id, as_of, who)
    tell(acts.move(desk, wanted, "start", desk.attempt(why=why)), "done.start", as_json)


def progress(
    issue_id: opt.IssueId,
    text: Annotated[str | None, typer.Option("--text", "-m", help=words("option.progress-text"))] = None,
    month: Annotated[str | None, typer.Option("--month", help=words("option.month"), metavar="2026-05")] = None,
    percent: Annotated[str | None, typer.Option("--percent", help=words("option.percent"))] = None,
    forecast: Annotated[str | None, typer.Option("--forecast", help=words("option.forecast"))] = None,
    problems: Annotated[str | None, typer.Option("--problems", help=words("option.problems"))] = None,
    following: Annotated[str | None, typer.Option("--next", help=words("option.next"))] = None,
    measures: Annotated[list[str] | None, typer.Option("--measure", help=words("option.measure-done"))] = None,
    milestones: Annotated[list[str] | None, typer.Option("--milestone", help=words("option.milestone-done"))] = None,
    quantity: Annotated[str | None, typer.Option("--quantity", help=words("option.quantity"))] = None,
    done: Annotated[bool, typer.Option("--done", help=words("option.done"))] = False,
    done_on: Annotated[
        str | None, typer.Option("--done-on", help=words("option.done-on"), metavar="2026-05-31")
    ] = None,
    undone: Annotated[bool, typer.Option("--undone", help=words("option.undone"))] = False,
    who: opt.Who = None,
    as_of: opt.AsOf = None,
    as_json: opt.Json = False,
) -> None:
    if not (text or measures or milestones):
        raise UsageError(say("progress.nothing"))
    if (done or done_on or undone or quantity) and not (measures or milestones):
        raise UsageError(say("progress.what-done"))
    desk, wanted = at(issue_id, as_of, who)
    entry = acts.Report(
        text=text,
        month=spelling.month(month) if month else None,
        percent=spelling.percent(percent) if percent else None,
        forecast=spelling.even(forecast) if forecast else None,
        problems=problems,
        next=following,
        measures=spelling.words(measures or ()),
        milestones=spelling.numbers(milestones or (), "--milestone"),
        quantity=spelling.even(quantity) if quantity else None,
        done_on=session.parse_day(done_on, "--done-on") if done_on else None,
        undone=undone,
    )
    tell(acts.report(desk, wanted, entry), "done.progress", as_json)


_UNNAMED = "其他"
"""The kind of evidence that nobody said the kind of."""


def evidence_add(
    issue_id: opt.IssueId,
    files: Annotated[
        list[Path], typer.Argument(help=words("option.files"), metavar=words("metavar.files"), show_default=False)
    ],
    kind: Annotated[str | None, typer.Option("--kind", "-k", help=words("option.evidence-kind"))] = None,
    dated: Annotated[
        str | None, typer.Option("--date", help=words("option.evidence-date"), metavar="2026-05-31")
    ] = None,
    text: Annotated[str | None, typer.Option("--note", help=words("option.evidence-note"))] = None,
    correct: Annotated[bool, typer.Option("--correct", help=words("option.evidence-correct"))] = False,
    who: opt.Who = None,
    as_of: opt.AsOf = None,
    as_json: opt.Json = False,
) -> None:
    desk, wanted = at(issue_id, as_of, who)
    day = session.parse_day(dated, "--date") if dated else None
    if correct:
        tell(acts.correct_evidence(desk, wanted, files, kind, day, text), "done.evidence-corrected", as_json)
        return
    done = acts.add_evidence(desk, wanted, files, kind or _UNNAMED, day, text)
    known = len(done.before.evidence)
    on_file = [one.path for one in done.after.evidence[known:]]
    if as_json:
        put_json(id=wanted, status=done.after.status, file=done.file, evidence=on_file)
    for path in on_file if not as_json else ():
        say_line(say("done.evidence", id=wanted, file=path))
    for problem in remarks(desk, done.after):
        if problem.path[:1] == ("evidence",) and problem.path[1:2] >= (known,):
            remark(problem)


def verify(
    issue_id: opt.IssueId,
    failed: Annotated[bool, typer.Option("--fail", help=words("option.fail"))] = False,
    method: Annotated[str | None, typer.Option("--method", help=words("option.method"))] = None,
    joining: Annotated[
        list[str] | None, typer.Option("--with", help=words("option.joining"), metavar=words("metavar.joining"))
    ] = None,
    standards: Annotated[
        list[str] | None, typer.Option("--standard", help=words("option.standard"), metavar=words("metavar.standard"))
    ] = None,
    filled: Annotated[
        str | None,
        typer.Option("--checklist", help=words("option.checklist-answers"), metavar=words("metavar.inspection")),
    ] = None,
    why: opt.Why = None,
    who: opt.Who = None,
    as_of: opt.AsOf = None,
    as_json: opt.Json = False,
) -> None:
    desk, wanted = at(issue_id, as_of, who)
    name = "fail" if failed else "verify"
    told = answers(standards or ())
    if filled:
        from ledger.actions.checklists import answers as inspected  # only where somebody brings one

        told = (*told, *inspected(desk, wanted, filled))
    joined: tuple[Person, ...] = ()
    if joining:
        from ledger.actions.joint import participants  # only where several accept

        joined = participants(desk, joining)
        method = method or JOINTLY
    done = acts.move(desk, wanted, name, desk.attempt(why=why, method=method, standards=told, joined=joined))
    tell(done, f"done.{name}", as_json)


def close(
    issue_id: opt.IssueId,
    document: opt.Document = None,
    filed_on: Annotated[
        str | None, typer.Option("--filed-on", help=words("option.filed-on"), metavar="2026-05-31")
    ] = None,
    why: opt.Why = None,
    who: opt.Who = None,
    as_of: opt.AsOf = None,
    as_json: opt.Json = False,
) -> None:
    desk, wanted = at(issue_id, as_of, who)
    if filed_on is not None:
        reported = session.parse_day(filed_on, "--filed-on")
        tell(procedure.file_closing(desk, wanted, reported), "done.file", as_json)
        return
    attempt = desk.attempt(why=why, document=document)
    if session.at_a_terminal():
        attempt = _asked(desk, wanted, attempt)
    done = acts.move(desk, wanted, "close", attempt)
    tell(done, "done.close-as" if done.state else "done.close", as_json)


def _asked(desk: Desk, issue_id: str, attempt: Attempt) -> Attempt:
    """Ask for what a person at the terminal can supply: who signs, and the paper the closing rests on."""
    issue = folder.get(desk.workspace, issue_id).issue
    move = MOVES["close"]
    if any(reason for guard in move.persons for reason in guard(issue, attempt)):
        allowed = who_may(issue, move, attempt)
        if allowed:
            listed = "、".join(f"{person.id} {person.name}（{person.unit}）" for person in allowed)
            word = typer.prompt(words("ask.closer", people=listed)).strip()
            attempt = replace(attempt, by=word, person=desk.office.people.find(word))
    if list(document_is_named(issue, attempt)):
        attempt = replace(attempt, document=typer.prompt(words("ask.document")).strip())
    return attempt


def reopen(
    issue_id: opt.IssueId,
    why: opt.Why = None,
    to: Annotated[str | None, typer.Option("--to", help=words("option.new-due"), metavar="2026-05-31")] = None,
    document: opt.Document = None,
    who: opt.Who = None,
    as_of: opt.AsOf = None,
    as_json: opt.Json = False,
) -> None:
    desk, wanted = at(issue_id, as_of, who)
    new_due = session.parse_day(to, "--to") if to else None
    if new_due and new_due < desk.day:
        raise UsageError(say("reopen.past", date=new_due, day=desk.day))
    done = acts.move(desk, wanted, "reopen", desk.attempt(why=why, document=document, new_due=new_due))
    tell(done, "done.reopen", as_json)
