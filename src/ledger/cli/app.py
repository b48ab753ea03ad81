"""The commands and their names; each function lives in the module of its family."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from ledger import __version__
from ledger.cli import audit, exchange, lists, moves, records, reference, session
from ledger.cli.chrome import Command, Group
from ledger.cli.session import words

app = typer.Typer(
    cls=Group,
    name="ledger",
    help=words("help"),
    epilog=words("help.epilog"),
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
evidence = typer.Typer(cls=Group, no_args_is_help=True)
config = typer.Typer(cls=Group, no_args_is_help=True)
people = typer.Typer(cls=Group, no_args_is_help=True)
units = typer.Typer(cls=Group, no_args_is_help=True)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"ledger {__version__}")
        raise typer.Exit


@app.callback()
def main(
    folder: Annotated[Path | None, typer.Option("--dir", "-C", help=words("option.dir"), show_default=False)] = None,
    debug: Annotated[bool, typer.Option("--debug", help=words("option.debug"))] = False,
    version: Annotated[
        bool, typer.Option("--version", "-V", help=words("option.version"), callback=_version, is_eager=True)
    ] = False,
) -> None:
    del version
    session.said_before.folder = folder
    session.said_before.debug = debug


def _add(to: typer.Typer, name: str, function: Callable[..., None], panel: str, key: str | None = None) -> None:
    to.command(name, cls=Command, help=words(f"help.{key or name}"), rich_help_panel=words(f"panel.{panel}"))(function)


_DAILY: dict[str, Callable[..., None]] = {
    "new": records.new,
    "list": lists.list_issues,
    "show": lists.show,
    "edit": records.edit,
    "start": moves.start,
    "progress": moves.progress,
    "extend": moves.extend,
    "verify": moves.verify,
    "close": moves.close,
    "reopen": moves.reopen,
}
_AUDIT: dict[str, Callable[..., None]] = {
    "check": audit.check,
    "overdue": lists.overdue_issues,
    "why": audit.why,
    "validate": audit.validate,
    "stats": lists.stats,
}
_REFERENCE: dict[str, Callable[..., None]] = {
    "init": records.init,
    "schema": reference.schema,
    "deadline": reference.deadline,
}

for _panel, _commands in (("daily", _DAILY), ("audit", _AUDIT), ("ledger", _REFERENCE)):
    for _name, _function in _commands.items():
        _add(app, _name, _function, _panel)
_add(app, "export", exchange.export, "exchange")
_add(evidence, "add", moves.evidence_add, "daily", "evidence.add")
_add(config, "show", reference.config_show, "ledger", "config.show")
_add(people, "list", reference.people_list, "ledger", "people.list")
_add(people, "add", reference.people_add, "ledger", "people.add")
_add(units, "list", reference.units_list, "ledger", "units.list")
_add(units, "add", reference.units_add, "ledger", "units.add")
for _group, _name, _panel in (
    (evidence, "evidence", "daily"),
    (config, "config", "ledger"),
    (people, "people", "ledger"),
    (units, "units", "ledger"),
):
    app.add_typer(_group, name=_name, help=words(f"help.{_name}"), rich_help_panel=words(f"panel.{_panel}"))
