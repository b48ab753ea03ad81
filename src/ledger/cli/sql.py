"""`sql`: questions to a ledger, or to a dataset, in the language of databases."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Annotated

import typer

from ledger.cli import options as opt
from ledger.cli import session
from ledger.cli.screen import put_json, table
from ledger.cli.session import words
from ledger.errors import MachineError, say


def sql(
    question: Annotated[str, typer.Argument(help=words("option.sql"), metavar="SQL", show_default=False)],
    folder: Annotated[
        Path | None, typer.Option("--dataset", help=words("option.sql-dataset"), metavar=words("metavar.folder"))
    ] = None,
    as_json: opt.Json = False,
) -> None:
    try:
        from ledger.actions import sql as acts
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in {"duckdb", "pyarrow"}:
            raise
        raise MachineError(say("sql.no-library")) from None
    found = acts.ask(question, folder, None if folder else session.here())
    if as_json:
        put_json(columns=list(found.columns), rows=[list(map(_plain, row)) for row in found.rows])
    elif found.columns:
        table(list(found.columns), [list(map(_shown, row)) for row in found.rows])


def _plain(value: object) -> object:
    """A value as JSON has it: days and moments as texts, amounts without a loss."""
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _shown(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return "、".join(map(_shown, value))
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value.isoformat() if isinstance(value, datetime | date) else str(value)
