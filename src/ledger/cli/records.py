"""`init`, `new`, `edit`: issues as records."""

from __future__ import annotations

import re
import subprocess
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from ledger.actions import merging, records, setup, setup_ci
from ledger.actions.desk import Desk
from ledger.actions.remarks import remarks
from ledger.cli import options as opt
from ledger.cli import session, spelling
from ledger.cli.merging import command
from ledger.cli.screen import note, put, put_json, remark, say_line, show_problem
from ledger.cli.session import words
from ledger.cli.setup_ci import tell
from ledger.errors import UnreadableError, UsageError, say
from ledger.model.deadline import a_year_on
from ledger.model.ids import normalize
from ledger.model.naming import resolve
from ledger.model.problem import Problem
from ledger.model.schedule import original_due

Settings = Annotated[
    list[str] | None,
    typer.Option("--set", "-S", help=words("option.set"), metavar=words("metavar.setting"), show_default=False),
]
Measures = Annotated[list[str] | None, typer.Option("--measure", help=words("option.measure"), show_default=False)]


def init(
    folder: Annotated[Path, typer.Argument(help=words("option.folder"), metavar=words("metavar.folder"))] = Path(),
    title: Annotated[str | None, typer.Option("--title", help=words("option.ledger-title"))] = None,
    unit: Annotated[str | None, typer.Option("--unit", help=words("option.ledger-unit"))] = None,
    git: Annotated[bool, typer.Option("--git", help=words("option.git"))] = False,
    ci: Annotated[
        list[str] | None, typer.Option("--ci", help=words("option.ci"), metavar="|".join(setup_ci.SYSTEMS))
    ] = None,
    packages: Annotated[
        list[str] | None, typer.Option("--package", help=words("option.package"), metavar=words("metavar.package"))
    ] = None,
    who: opt.Who = None,
) -> None:
    package = _package(packages or [])
    systems = _systems(folder.resolve(), ci, package)
    if (git or systems) and setup.is_ledger(folder.resolve()):
        if git:
            note(say("init.driver" if merging.install(folder.resolve(), command()).registered else "init.no-git"))
        if systems:
            tell(setup_ci.write(folder.resolve(), systems, package), systems)
        return
    names = session.actor_names(folder if folder.is_dir() else Path.cwd(), who)
    made = setup.init(folder.resolve(), title=title, unit=unit, names=names)
    say_line(say("init.done", folder=str(folder.resolve()), files=len(made.files)))
    for name in made.files:
        put(f"  {name}")
    if merging.install(folder.resolve(), command()).registered:
        note(say("init.driver"))
    elif git:
        note(say("init.no-git"))
    if made.person:
        note(say("init.person", id=made.person.id, name=made.person.name))
        if not re.search(r"[\u3400-\u9fff]", made.person.name):
            note(say("init.not-a-name", name=made.person.name))
    else:
        note(say("init.no-person"))
    if systems:
        tell(setup_ci.write(folder.resolve(), systems, package), systems)


def _package(named: list[str]) -> str | None:
    """What the jobs install. Two are refused: the first would be dropped without a word."""
    if len(named) > 1:
        raise UsageError(say("ci.one-package", found=tuple(named)))
    return named[0] if named else None


def _systems(root: Path, asked: list[str] | None, package: str | None) -> tuple[str, ...]:
    """The systems that the nightly check is set up for; what can't be is refused before anything is written."""
    systems = setup_ci.named(asked or ())
    if package and not systems:
        raise UsageError(say("ci.package-alone"))
    if systems:
        setup_ci.plan(root, package)
    return systems


def new(
    title: Annotated[
        str | None, typer.Argument(help=words("option.title"), metavar=words("metavar.title"), show_default=False)
    ] = None,
    template: Annotated[str, typer.Option("--template", "-T", help=words("option.template"))] = "default",
    settings: Settings = None,
    measures: Measures = None,
    who: opt.Who = None,
    as_of: opt.AsOf = None,
    as_json: opt.Json = False,
) -> None:
    desk = session.desk(as_of, who)
    assigned = _spelled(settings, desk.office.policy.ledger.prefix)
    written = records.new(desk, template, ((f"title={title}",) if title else ()) + assigned, tuple(measures or ()))
    issue = written.stored.issue
    if as_json:
        put_json(id=issue.id, uid=issue.uid, file=written.stored.file)
    else:
        put(issue.id)
    if not written.signed:
        note(say("new.unsigned", who=desk.by) if desk.by else say("new.unsigned-nobody"))
    _tell_readings(desk, written)


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
            days = desk.office.policy.check.immediate_working_days
            note(say("reading.at-once", days=days, due=original_due(issue, desk.office)))
        if reading.due and reading.due < issue.source.received:
            meant = a_year_on(reading, issue.source.received, desk.office.calendar)
            hint = say("did-you-mean", word=meant) if meant else None
            note(say("reading.passed", due=reading.due, received=issue.source.received, hint=hint))
        if reading.uncovered_years:
            note(say("workdays.no_table", years=reading.uncovered_years))


def edit(
    issue_id: opt.IssueId,
    settings: Settings = None,
    measures: Measures = None,
    why: opt.Why = None,
    who: opt.Who = None,
    as_of: opt.AsOf = None,
) -> None:
    desk = session.desk(as_of, who)
    wanted = opt.issue_id(issue_id, desk.office.policy.ledger.prefix)
    if settings or measures:
        written: records.Written | None = records.edit_settings(
            desk, wanted, _spelled(settings, desk.office.policy.ledger.prefix), tuple(measures or ()), why
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
