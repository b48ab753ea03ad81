"""`validate` and `why`: whether the files can be read, and the reasons behind one issue's state."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ledger.actions import audit, nightly
from ledger.cli import check_formats as formats
from ledger.cli import options as opt
from ledger.cli import session, sheets
from ledger.cli.check_json import problem_dict
from ledger.cli.screen import note, note_uncovered, put, put_json, say_line, show_problem
from ledger.cli.session import words
from ledger.errors import Said, say
from ledger.model.dossier import way_through
from ledger.model.ids import is_id
from ledger.model.people import People


def validate(
    named: Annotated[
        list[str] | None, typer.Argument(help=words("option.ids"), metavar=words("metavar.ids-or-files"))
    ] = None,
    form: Annotated[
        str | None, typer.Option("--format", help=words("option.format"), metavar="|".join(formats.FORMATS))
    ] = None,
    brief: opt.Brief = False,
    as_json: opt.Json = False,
) -> None:
    shown = formats.chosen(form, as_json=as_json, brief=brief)
    desk = session.reading_desk()
    prefix = desk.workspace.policy.ledger.prefix
    files = [one for one in named or () if _is_path(one)]
    ids = tuple(opt.issue_id(one, prefix) for one in named or () if one not in files)
    verdict = audit.validate(desk, ids, tuple(map(_whole, files)))
    if shown not in {formats.TEXT, formats.JSON}:
        formats.show(shown, nightly.checked(desk, verdict, nightly.Asked()), verdict, brief=False)
    else:
        _tell(verdict, brief=brief, as_json=shown == formats.JSON)
    if verdict.exit_code:
        raise typer.Exit(verdict.exit_code)


def _is_path(word: str) -> bool:
    """Whether a word names a file or folder and no issue: an id has neither a folder nor an ending."""
    if is_id(word):
        return False
    return Path(word).is_dir() or "/" in word or "\\" in word or Path(word).suffix.lower() in {".yaml", ".yml", ".toml"}


def _whole(word: str) -> Path:
    """The whole path of a file or folder; a link to a file stays one, and is told as what it is."""
    path = Path(word).absolute()
    return path.resolve() if path.is_dir() else path.parent.resolve() / path.name


def _tell(verdict: audit.Verdict, *, brief: bool, as_json: bool) -> None:
    if as_json:
        put_json(
            as_of=None,
            files=verdict.files,
            broken=list(verdict.broken),
            problems=[problem_dict(one) for one in verdict.problems],
            uncovered_years=list(verdict.uncovered_years),
            exit_code=verdict.exit_code,
        )
        return
    for problem in verdict.problems:
        show_problem(problem, brief=brief)
    if brief and not verdict.files:
        note(say("check.nothing"))
    elif not brief:
        count = say("validate.count", files=verdict.files, broken=len(verdict.broken))
        say_line(count if verdict.files else say("check.nothing"))


def why(issue_id: opt.IssueId, who: opt.Who = None, as_of: opt.AsOf = None, as_json: opt.Json = False) -> None:
    desk = session.desk(as_of, who)
    found = audit.why(desk, opt.issue_id(issue_id, desk.office.policy.ledger.prefix))
    if as_json:
        put_json(
            as_of=desk.day.isoformat(),
            issue=sheets.summary(found.entry.line),
            late=[sheets.late_summary(found.entry.line, node, desk.day) for node in found.entry.situation.late],
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
