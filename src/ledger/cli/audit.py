"""`check`, `validate`, `why`: what is wrong, what is late, and the reasons."""

from __future__ import annotations

from typing import Annotated

import typer

from ledger.actions import audit
from ledger.cli import options as opt
from ledger.cli import session, sheets
from ledger.cli.anchoring import tell_anchor
from ledger.cli.screen import note, note_uncovered, put, put_json, say_line, show_problem
from ledger.cli.session import words
from ledger.errors import Said, say
from ledger.model.dossier import way_through
from ledger.model.people import People
from ledger.model.problem import Problem
from ledger.model.selection import Selection

Brief = Annotated[bool, typer.Option("--brief", help=words("option.brief"))]


@opt.selecting
def check(
    chosen: Selection,
    due_within: Annotated[
        int | None, typer.Option("--due-within", help=words("option.notice"), min=0, metavar="N")
    ] = None,
    since: Annotated[
        str | None, typer.Option("--since", help=words("option.since"), metavar=words("metavar.commit"))
    ] = None,
    brief: Brief = False,
    as_of: opt.AsOf = None,
    as_json: opt.Json = False,
) -> None:
    desk = session.reading_desk(as_of)
    verdict = audit.check(desk, chosen, due_within, since)
    _tell(verdict, desk.day.isoformat(), brief=brief, as_json=as_json)


def validate(
    ids: Annotated[list[str] | None, typer.Argument(help=words("option.ids"), metavar=words("metavar.ids"))] = None,
    brief: Brief = False,
    as_json: opt.Json = False,
) -> None:
    desk = session.reading_desk()
    prefix = desk.workspace.policy.ledger.prefix
    verdict = audit.validate(desk, tuple(opt.issue_id(one, prefix) for one in ids or ()))
    _tell(verdict, None, brief=brief, as_json=as_json)


def _tell(verdict: audit.Verdict, day: str | None, *, brief: bool, as_json: bool) -> None:
    if as_json:
        put_json(
            as_of=day,
            files=verdict.files,
            broken=list(verdict.broken),
            problems=[problem_dict(one) for one in verdict.problems],
            uncovered_years=list(verdict.uncovered_years),
            exit_code=verdict.exit_code,
        )
    else:
        for problem in verdict.problems:
            show_problem(problem, brief=brief)
        if brief:
            note_uncovered(verdict.uncovered_years)
        else:
            _summarize(verdict, day)
        for said in verdict.unmatched:
            note(said)
    if verdict.exit_code:
        raise typer.Exit(verdict.exit_code)


def _summarize(verdict: audit.Verdict, day: str | None) -> None:
    if verdict.files == 0:
        say_line(say("check.nothing"))
        return
    if verdict.uncovered_years:
        say_line(say("workdays.no_table", years=verdict.uncovered_years))
    if day is None:
        said = say("validate.count", files=verdict.files, broken=len(verdict.broken))
    else:
        said = say(
            "check.count",
            files=verdict.files,
            day=day,
            broken=len(verdict.broken),
            errors=sum(one.level in {"error", "integrity"} for one in verdict.problems)
            - verdict.count("overdue")
            - verdict.count("behind"),
            overdue=verdict.count("overdue"),
            behind=verdict.count("behind"),
            soon=verdict.count("due-soon"),
            stale=verdict.count("stale"),
        )
    say_line(said)
    if verdict.late_only:
        say_line(say("check.late-only"))
    tell_anchor(verdict.anchor)


def problem_dict(problem: Problem) -> dict[str, object]:
    """A fault in JSON; the keys are stable."""
    place = problem.place
    return {
        "rule": problem.rule,
        "level": problem.level,
        "issue": problem.issue,
        "file": place.file if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "message": words(problem.text),
        "suggestion": problem.suggestion,
    }


def why(issue_id: opt.IssueId, who: opt.Who = None, as_of: opt.AsOf = None, as_json: opt.Json = False) -> None:
    desk = session.desk(as_of, who)
    found = audit.why(desk, opt.issue_id(issue_id, desk.office.policy.ledger.prefix))
    if as_json:
        put_json(
            as_of=desk.day.isoformat(),
            issue=sheets.summary(found.entry),
            late=[sheets.late_summary(found.entry, node, desk.day) for node in found.entry.situation.late],
            problems=[problem_dict(one) for one in found.problems],
            next=found.move,
            gate=found.gate.name if found.gate else None,
            blocks=[words(one) for one in found.blocks],
            who=list(found.people),
            uncovered_years=list(found.uncovered_years),
        )
        return
    for line in _why_lines(found, desk.office.people):
        put(words(line))
    note_uncovered(found.uncovered_years)


def _why_lines(found: audit.Reasons, register: People) -> list[Said]:
    entry, now = found.entry, found.entry.situation
    standing = say(f"standing.{now.standing}")
    lines = [say("why.head", id=entry.issue.id, title=entry.issue.title, standing=standing, day=now.day)]
    deadline = entry.issue.plan.deadline if entry.issue.plan else None
    if deadline:
        lines.append(say("why.deadline", text=deadline.text, due=now.original_due or say("deadline.none")))
    if now.original_due and now.due != now.original_due:
        lines.append(say("why.extended", original=now.original_due, due=now.due))
    lines += [say("why.problem", rule=p.rule, text=p.text, place=str(p.place or "")) for p in found.problems]
    if not found.problems:
        lines.append(say("why.no-problem"))
    if found.move is None:
        return [*lines, say("why.finished")]
    move = say("why.gate", gate=found.gate.name) if found.gate else say(f"move.{found.move}")
    if found.blocks:
        lines += [say("why.blocked", move=move), *(say("why.block", text=block) for block in found.blocks)]
    else:
        command = way_through(entry.issue.id, found.gate) if found.gate else f"ledger {found.move} {entry.issue.id}"
        lines.append(say("why.free", move=move, command=command))
    named = tuple(say("person.named", name=register.name(one), id=one) for one in found.people)
    lines.append(say("why.who", people=named) if named else say("guard.nobody-may"))
    return lines
