"""A ledger's rows, whatever they are given to: a database, files of columns, a query.

Every row begins with what it belongs to and ends with where it comes from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple, TypeAlias

from ledger.model.personal import hidden_words
from ledger.model.relation import Relation, Value
from ledger.model.relations import OBJECTS, UNITS, Given
from ledger.model.thing import Thing
from ledger.model.units import Unit

Row: TypeAlias = "list[Value]"


class Known(NamedTuple):
    """An issue as it was published."""

    uid: str
    id: str
    parent: str | None
    file: str
    digest: str


class Origin(NamedTuple):
    """Where a ledger comes from."""

    commit: str | None
    digest: str | None
    basis: str | None
    """What all its rows rest on beside their files."""


class Fresh(NamedTuple):
    """An issue that is given anew."""

    given: Given
    digest: str


def rows_of(relation: Relation[Given, Any], batch: Sequence[Fresh], ledger: str, commit: str | None) -> Iterator[Row]:
    """The rows of some issues in a table about issues."""
    masked = [at for at, column in enumerate(relation.columns) if column.public and column.prose]
    masked.reverse()  # from the back: what is put in moves only what was looked at
    for given, digest in batch:
        issue = given.issue
        first: Row = [ledger, issue.source.batch or "", issue.uid]
        last: Row = [given.inside, commit, digest, None]
        for row in relation.rows(given):
            for at in masked:
                row.insert(at + 1, _masked(row[at]))
            yield first + row + last


def _masked(value: Value) -> str | None:
    """Of a text that everybody may read the form without numbers of persons, where that is another one."""
    shown = hidden_words(value) if isinstance(value, str) else None
    return shown if shown != value else None


def register_rows(
    ledger: str, units: Sequence[Unit], things: Sequence[Thing], origin: Origin
) -> Iterable[tuple[Relation[Any, Any], list[Row]]]:
    """The rows of the two tables about a ledger's registers."""
    listed: tuple[tuple[Relation[Any, Any], Sequence[Any]], ...] = ((UNITS, units), (OBJECTS, things))
    for relation, source in listed:
        yield relation, [[ledger, *row, origin.commit, origin.digest, None] for row in relation.rows(source)]
