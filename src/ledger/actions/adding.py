"""New issues in a row: all of them or none, and only while the ledger is the one that the plan was made from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from ledger.actions.desk import Desk
from ledger.errors import ConflictError, say
from ledger.model.book import Book
from ledger.model.issue import Issue
from ledger.store import folder, saving
from ledger.store.folder import Stored

Make = Callable[[str], Issue]
"""Makes an issue once its number is known."""


def add_all(
    desk: Desk, makers: Sequence[Make], paths: tuple[Path, ...], book: Book | None = None
) -> tuple[Stored, ...]:
    """Write the issues under the next free numbers of a book (None: the ledger's own). `paths` are the issue files that
    the plan was made from; raises ConflictError where one came or went since: it might be the same. Raises what
    `saving.add_all` raises.
    """
    return saving.add_all(desk.workspace, [_first(desk, makers[0], paths), *makers[1:]] if makers else [], book)


def _first(desk: Desk, make: Make, paths: tuple[Path, ...]) -> Make:
    """The first of many to be made: it is made under the lock, where nobody else can add one, and looks around."""

    def made(issue_id: str) -> Issue:
        if tuple(folder.paths(desk.workspace)) != paths:
            raise ConflictError(say("intake.meanwhile"))
        return make(issue_id)

    return made
