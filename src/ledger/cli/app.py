"""The commands: which module each lives in, and the program made of them.

Only the family of the command that was called is imported; help, completion and misspelt names see them all.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from ledger import __version__
from ledger.cli import session
from ledger.cli.chrome import Command, Group
from ledger.cli.session import words


class Entry(NamedTuple):
    """Where a command's function is, and on which panel of the help it stands."""

    module: str
    function: str
    panel: str
    hidden: bool = False
    """Called by another program, and by nobody else."""


COMMANDS: dict[str, Entry] = {
    "new": Entry("records", "new", "daily"),
    "today": Entry("today", "today", "daily"),
    "list": Entry("lists", "list_issues", "daily"),
    "show": Entry("lists", "show", "daily"),
    "edit": Entry("records", "edit", "daily"),
    "start": Entry("progress", "start", "daily"),
    "progress": Entry("progress", "progress", "daily"),
    "evidence add": Entry("progress", "evidence_add", "daily"),
    "extend": Entry("extensions", "extend", "daily"),
    "pass": Entry("procedure", "pass_gate", "daily"),
    "verify": Entry("progress", "verify", "daily"),
    "publicize": Entry("publicize", "publicize", "daily"),
    "close": Entry("progress", "close", "daily"),
    "reopen": Entry("progress", "reopen", "daily"),
    "adopt": Entry("trail", "adopt", "daily"),
    "void": Entry("trail", "void", "daily"),
    "lookback sample": Entry("lookback", "sample", "daily"),
    "lookback record": Entry("lookback", "record", "daily"),
    "revisit": Entry("petitions", "revisit", "daily"),
    "object new": Entry("objects", "new", "daily"),
    "object list": Entry("objects", "list_objects", "daily"),
    "object show": Entry("objects", "show", "daily"),
    "object sources": Entry("sourcing", "sources", "daily"),
    "object edit": Entry("objects", "edit", "daily"),
    "object export": Entry("objectsheets", "export", "daily"),
    "object import": Entry("objectsheets", "take_back", "daily"),
    "plan new": Entry("schemes", "new", "daily"),
    "plan list": Entry("schemes", "list_schemes", "daily"),
    "plan show": Entry("schemes", "show", "daily"),
    "plan edit": Entry("correcting", "plan", "daily"),
    "plan done": Entry("schemes", "done", "daily"),
    "plan coverage": Entry("schemes", "coverage", "audit"),
    "checklist list": Entry("checklists", "list_checklists", "daily"),
    "checklist show": Entry("checklists", "show", "daily"),
    "checklist form": Entry("checklists", "form", "daily"),
    "checklist take": Entry("checklists", "take", "daily"),
    "checklist issues": Entry("checklists", "issues", "daily"),
    "indicator new": Entry("indicators", "new", "daily"),
    "indicator record": Entry("indicators", "record", "daily"),
    "indicator edit": Entry("correcting", "indicator", "daily"),
    "indicator export": Entry("readings", "export", "daily"),
    "indicator list": Entry("indicators", "list_indicators", "audit"),
    "indicator show": Entry("indicators", "show", "audit"),
    "meeting new": Entry("meetings", "new", "daily"),
    "meeting decide": Entry("meetings", "decide", "daily"),
    "meeting done": Entry("meetings", "done", "daily"),
    "meeting edit": Entry("correcting", "meeting", "daily"),
    "meeting list": Entry("meetings", "list_meetings", "daily"),
    "meeting show": Entry("meetings", "show", "daily"),
    "resolve": Entry("merging", "resolve", "daily"),
    "renumber": Entry("renumber", "renumber", "daily"),
    "dossier": Entry("dossier", "dossier", "audit"),
    "check": Entry("check", "check", "audit"),
    "overdue": Entry("lists", "overdue_issues", "audit"),
    "schedule": Entry("schedule", "schedule", "audit"),
    "why": Entry("audit", "why", "audit"),
    "validate": Entry("audit", "validate", "audit"),
    "audit": Entry("proof", "audit", "audit"),
    "seal": Entry("seal", "seal", "audit"),
    "stats": Entry("stats", "stats", "audit"),
    "snapshot": Entry("snapshot", "snapshot", "audit"),
    "dispatch": Entry("dispatch", "dispatch", "audit"),
    "notify": Entry("notify", "notify", "audit"),
    "escalate": Entry("escalate", "escalate", "audit"),
    "supervise add": Entry("oversight", "supervise", "audit"),
    "supervise lift": Entry("oversight", "lift", "audit"),
    "supervise withdraw": Entry("oversight", "withdraw", "audit"),
    "supervise list": Entry("oversight", "list_supervised", "audit"),
    "accountability add": Entry("oversight", "account", "audit"),
    "accountability withdraw": Entry("oversight", "unaccount", "audit"),
    "accountability due": Entry("oversight", "due", "audit"),
    "accountability list": Entry("oversight", "list_accounted", "audit"),
    "tenure": Entry("tenure", "tenure", "audit"),
    "leaders": Entry("oversight", "leaders", "audit"),
    "score": Entry("score", "score", "audit"),
    "write": Entry("write", "write", "exchange"),
    "export": Entry("exchange", "export", "exchange"),
    "site": Entry("site", "site", "exchange"),
    "rollup": Entry("rollup", "rollup", "exchange"),
    "publish": Entry("publish", "publish", "exchange"),
    "sql": Entry("sql", "sql", "exchange"),
    "import": Entry("importing", "take_back", "exchange"),
    "init": Entry("founding", "init", "ledger"),
    "merge-driver": Entry("merging", "merge_driver", "ledger", hidden=True),
    "schema": Entry("reference", "schema", "ledger"),
    "deadline": Entry("reference", "deadline", "ledger"),
    "config show": Entry("reference", "config_show", "ledger"),
    "procedure show": Entry("procedure", "procedure_show", "ledger"),
    "procedure list": Entry("procedure", "procedure_list", "ledger"),
    "book list": Entry("books", "book_list", "ledger"),
    "book show": Entry("books", "book_show", "ledger"),
    "book add": Entry("books", "book_add", "ledger"),
    "people list": Entry("reference", "people_list", "ledger"),
    "people add": Entry("reference", "people_add", "ledger"),
    "units list": Entry("reference", "units_list", "ledger"),
    "units add": Entry("reference", "units_add", "ledger"),
}
"""Every command by the words it is called with, in the order of the help."""


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"ledger {__version__}")
        raise typer.Exit


def before_the_command(
    folder: Annotated[Path | None, typer.Option("--dir", "-C", help=words("option.dir"), show_default=False)] = None,
    debug: Annotated[bool, typer.Option("--debug", help=words("option.debug"))] = False,
    version: Annotated[
        bool, typer.Option("--version", "-V", help=words("option.version"), callback=_version, is_eager=True)
    ] = False,
    no_cache: Annotated[bool, typer.Option("--no-cache", help=words("option.no-cache"))] = False,
) -> None:
    del version, no_cache  # the one has been answered when this is called, the other taken out by the door
    session.said_before.folder = folder
    session.said_before.debug = debug


_BEFORE_WITH_VALUE = ("--dir", "-C")


def spoken(call: Sequence[str]) -> list[str]:
    """A call as the program takes it: where no command is named, a ledger that is there gives today's overview.

    Raises NotFoundError where somebody named a folder that no ledger is in.
    """
    folder, at = None, 0
    while at < len(call):
        if call[at] in _BEFORE_WITH_VALUE and at + 1 < len(call):
            folder, at = Path(call[at + 1]), at + 1
        elif call[at] != "--debug":
            return list(call)
        at += 1
    there = not session.is_completing() and session.is_ledger(folder)
    return [*call, "today"] if there else list(call)


def program(call: Sequence[str]) -> typer.Typer:
    """The program for a call (the words behind `ledger`): with one family of commands if that is all it needs."""
    app = typer.Typer(
        name="ledger",
        cls=Group,
        help=words("help"),
        epilog=words("help.epilog"),
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(before_the_command)
    groups: dict[str, typer.Typer] = {}
    for name in _needed(call):
        entry, (group, _, leaf) = COMMANDS[name], name.rpartition(" ")
        if group and group not in groups:
            groups[group] = typer.Typer(cls=Group, no_args_is_help=True)
            app.add_typer(
                groups[group], name=group, help=words(f"help.{group}"), rich_help_panel=words(f"panel.{entry.panel}")
            )
        function = getattr(import_module(f"ledger.cli.{entry.module}"), entry.function)
        key, panel = f"help.{name.replace(' ', '.')}", words(f"panel.{entry.panel}")
        groups.get(group, app).command(leaf, cls=Command, help=words(key), rich_help_panel=panel, hidden=entry.hidden)(
            function
        )
    return app


def _needed(call: Sequence[str]) -> list[str]:
    """The commands of the family that is called, where the call begins with its name; else all."""
    family = [name for name in COMMANDS if call and name.partition(" ")[0] == call[0]]
    return family or list(COMMANDS)
