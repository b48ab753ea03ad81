"""`sql`: questions to a ledger, or to a dataset, in the language of databases."""

from __future__ import annotations

import math
from datetime import date, datetime, time
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
    found = acts.of_dataset(question, folder) if folder else acts.of_ledger(question, session.reading_desk())
    if as_json:
        put_json(columns=list(found.columns), rows=[list(map(_plain, row)) for row in found.rows])
    elif found.columns:
        texts = [at for at, _ in enumerate(found.columns) if any(isinstance(row[at], str | list) for row in found.rows)]
        table(list(found.columns), [list(map(_shown, row)) for row in found.rows], wide=texts)


def _plain(value: object) -> object:
    """A value as JSON has it: a number as a number, unless that would lose some of it; days and moments as texts."""
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        return {_shown(key): _plain(one) for key, one in value.items()}
    if isinstance(value, Decimal):
        return _number(value)
    exact = value is None or isinstance(value, str | int) or (isinstance(value, float) and math.isfinite(value))
    return value if exact else _shown(value)


def _number(value: Decimal) -> int | float | str:
    if value == value.to_integral_value():
        return int(value)
    near = float(value)
    return near if Decimal(repr(near)) == value else _shown(value)


def _shown(value: object) -> str:
    """A value in a table."""
    if isinstance(value, list | tuple):
        return "、".join(map(_shown, value))
    if isinstance(value, dict):
        return "、".join(f"{_shown(key)}={_shown(one)}" for key, one in value.items())
    return "" if value is None else _alone(value)


def _alone(value: object) -> str:
    """A single value, whole: nothing of a number is rounded away."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Decimal):
        told = f"{value:f}"
        return told.rstrip("0").rstrip(".") if "." in told else told
    if isinstance(value, bytes):
        return value.hex()
    return value.isoformat() if isinstance(value, datetime | date | time) else str(value)
