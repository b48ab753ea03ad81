"""The options that mean the same in every command that has them, declared once."""

from __future__ import annotations

from typing import Annotated

import typer

from ledger.cli import completion, session
from ledger.cli.session import words
from ledger.errors import UsageError, say
from ledger.model.ids import is_id, normalize


def _numbers(context: typer.Context, incomplete: str) -> list[str]:
    """What the number of an issue may be, for the shell; nothing has been run yet that would know of `--dir`."""
    return completion.numbers(str(session.start(context.find_root().params.get("folder"))), incomplete)


IssueId = Annotated[
    str,
    typer.Argument(help=words("option.id"), metavar=words("metavar.id"), show_default=False, autocompletion=_numbers),
]
AsOf = Annotated[str | None, typer.Option("--as-of", help=words("option.as-of"), metavar="2026-05-31")]
Who = Annotated[str | None, typer.Option("--as", help=words("option.as"), metavar=words("metavar.person"))]
Json = Annotated[bool, typer.Option("--json", help=words("option.json"))]
Brief = Annotated[bool, typer.Option("--brief", help=words("option.brief"))]
Book = Annotated[str | None, typer.Option("--book", help=words("option.new-book"), metavar=words("metavar.book"))]
Why = Annotated[str | None, typer.Option("--why", "-m", help=words("option.why"))]
Document = Annotated[str | None, typer.Option("--document", help=words("option.document"))]


def issue_id(word: str, prefix: str = "ISSUE") -> str:
    """The id that the user typed, in its one spelling. Raises UsageError, naming what was probably meant."""
    if is_id(word):
        return word
    meant = normalize(word, prefix)
    if meant is None:
        raise UsageError(say("usage.bad-id", found=word))
    return meant
