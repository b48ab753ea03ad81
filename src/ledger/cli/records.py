"""`new`, `edit`: issues as records."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Annotated

import typer

from ledger.actions import records
from ledger.actions.desk import Desk
from ledger.actions.remarks import remarks
from ledger.cli import options as opt
from ledger.cli import session, spelling
from ledger.cli.screen import note, put, put_json, remark, say_line, show_problem
from ledger.cli.session import words
from ledger.errors import UnreadableError, UsageError, say
from ledger.model.ids import normalize
from ledger.model.naming import resolve
from ledger.model.problem import Problem
from ledger.model.schedule import original_due

Settings = Annotated[
    list[str] | None,
    typer.Option("--set", "-S", help=words("option.set"), metavar=words("metavar.setting"), show_default=False),
]
Measures = Annotated[list[str] | None, typer.Option("--measure", help=words("option.measure"), show_default=False)]
Objects = Annotated[list[str] | None, typer.Option("--object", help=words("option.about"), show_default=False)]


def new(
    title: Annotated[
        str | None, typer.Argument(help=words("option.title"), metavar=words("metavar.title"), show_default=False)
    ] = None,
    template: Annotated[str, typer.Option("--template", "-T", help=words("option.template"))] = "default",
    book: opt.Book = None,
    settings: Settings = None,
    measures: Measures = None,
    objects: Objects = None,
    who: opt.Who = None,
    as_of: opt.AsOf = None,
    as_json: opt.Json = False,
) -> None:
    desk = session.desk(as_of, who)
    kept = desk.office.called(book) if book else desk.office.own
    assigned = (*_spelled(settings, desk.office.policy.ledger.prefix), *_about(desk, objects))
    titled = (f"title={title}",) if title else ()
    written = records.new(desk, template, titled + assigned, tuple(measures or ()), kept)
    issue = written.stored.issue
    if as_json:
        put_json(id=issue.id, uid=issue.uid, file=written.stored.file)
    else:
        put(issue.id)
    if not written.signed:
        note(say("new.unsigned", who=desk.by) if desk.by else say("new.unsigned-nobody"))
    _tell_readings(desk, written)


def _about(desk: Desk, called: list[str] | None) -> tuple[str, ...]:
    """The assignment that names the things an issue is about, and a word on what was struck off. Raises NotFoundError
    naming the nearest.
    """
    if not called:
        return ()
    from ledger.actions.objects import gone, named  # most issues are written down without

    found = named(desk.workspace, called)
    for one in gone(found, desk.day):
        note(one)
    return (f"objects={json.dumps([one.id for one in found], ensure_ascii=False)}",)


def _spelled(settings: list[str] | None, prefix: str) -> tuple[str, ...]:
    """The assignments, with the ids in them in their one spelling: `上级问题=8` names ISSUE-008."""
    return tuple(_with_ids(one, prefix) for one in settings or ())


_LINKS = {"parent", "related", "petition.duplicate_of"}


def _with_ids(setting: str, prefix: str) -> str:
    key, sign, value = setting.partition("=")
    if not sign or value.lstrip().startswith("[") or resolve(key.strip()) not in _LINKS:
        return setting
    return f"{key}={'、'.join(normalize(one, prefix) or one for one in spelling.words([value]))}"


def _tell_readings(desk: Desk, written: records.Written) -> None:
    """How each deadline text was read, so that a misreading is seen at once."""
    issue = written.stored.issue
    for problem in remarks(desk, issue):
        remark(problem)
    deadline = issue.plan.deadline if issue.plan else None
    for reading in written.readings:
        if reading.damaged or (reading.why is not None and reading.due is None):
            hint = say("did-you-mean", word=reading.suggestion) if reading.suggestion else None
            note(say("reading.damaged", text=reading.text, why=reading.why, hint=hint))
        elif reading.milestones:
            nodes = tuple(part.due for part in reading.milestones)
            note(say("reading.nodes", text=reading.text, due=reading.due, nodes=nodes))
        elif reading.due:
            note(say("reading.due", text=reading.text, due=reading.due))
        elif reading.immediate and deadline and deadline.text == reading.text:
            days = desk.office.of(issue).policy.check.immediate_working_days
            note(say("reading.at-once", days=days, due=original_due(issue, desk.office)))
        if reading.due and reading.due < issue.source.received:
            from ledger.model.deadline import a_year_on

            meant = a_year_on(reading, issue.source.received, desk.office.calendar)
            hint = say("did-you-mean", word=meant) if meant else None
            note(say("reading.passed", due=reading.due, received=issue.source.received, hint=hint))
        if reading.uncovered_years:
            note(say("workdays.no_table", years=reading.uncovered_years))


def edit(
    issue_id: opt.IssueId,
    settings: Settings = None,
    measures: Measures = None,
    objects: Objects = None,
    why: opt.Why = None,
    who: opt.Who = None,
    as_of: opt.AsOf = None,
) -> None:
    desk = session.desk(as_of, who)
    wanted = opt.issue_id(issue_id, desk.office.policy.ledger.prefix)
    if settings or measures or objects:
        written: records.Written | None = records.edit_settings(
            desk,
            wanted,
            (*_spelled(settings, desk.office.policy.ledger.prefix), *_about(desk, objects)),
            tuple(measures or ()),
            why,
        )
    else:
        written = records.edit_text(desk, wanted, _edit_in_editor, why)
    if written is None:
        note(say("edit.nothing", id=wanted))
        return
    say_line(say("edit.done", id=wanted, file=written.stored.file))
    _tell_readings(desk, written)


def _edit_in_editor(text: bytes, faults: tuple[Problem, ...]) -> bytes | None:
    """Open the user's editor on a copy; nobody at a terminal to mend a faulty try means that it doesn't land."""
    if faults and not session.at_a_terminal():
        return None
    for problem in faults:
        show_problem(problem, brief=False)
    if faults and not typer.confirm(words("edit.again"), default=True):
        return None
    if (editor := session.editor()) is None:
        raise UsageError(say("edit.no-editor"))
    import tempfile  # for whoever uses an editor; it brings archives and random numbers along

    with tempfile.TemporaryDirectory(prefix="ledger-") as folder:
        path = Path(folder, "issue.yaml")
        path.write_bytes(text)
        command = f'{editor} "{path}"'
        if subprocess.run(command, shell=True, check=False).returncode != 0:  # noqa: S602 - EDITOR is a command line
            raise UsageError(say("edit.editor-failed", editor=editor))
        edited = path.read_bytes()
    if edited == text and not faults:
        return None
    if not edited.strip():
        raise UnreadableError(say("edit.emptied"))
    return edited
