"""`init`: a new ledger, how git merges it, and its nightly check."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import typer

from ledger.actions import merging, setup, setup_ci
from ledger.cli import options as opt
from ledger.cli import session
from ledger.cli.merging import command
from ledger.cli.screen import note, put, say_line
from ledger.cli.session import words
from ledger.cli.setup_ci import tell
from ledger.errors import UsageError, say


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
    books: Annotated[
        list[str] | None, typer.Option("--book", help=words("option.begin-book"), metavar=words("metavar.book"))
    ] = None,
    who: opt.Who = None,
) -> None:
    package = _package(packages or [])
    systems = _systems(folder.resolve(), ci, package)
    if (git or systems) and not books and setup.is_ledger(folder.resolve()):
        if git:
            note(say("init.driver" if merging.install(folder.resolve(), command()).registered else "init.no-git"))
        if systems:
            tell(setup_ci.write(folder.resolve(), systems, package), systems)
        return
    names = session.actor_names(folder if folder.is_dir() else Path.cwd(), who)
    made = setup.init(folder.resolve(), title=title, unit=unit, names=names, books=tuple(books or ()))
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
