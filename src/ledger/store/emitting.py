"""A ledger's rows, whatever they are given to: a database, files of columns, a query.

Every row begins with what it belongs to and ends with where it comes from.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from typing import Any, NamedTuple, TypeAlias

from ledger.model.openly import says_more
from ledger.model.personal import hidden_words, may_hide
from ledger.model.relation import Relation, Value
from ledger.model.relations import OBJECTS, UNITS, Given, everybodys
from ledger.model.thing import Thing
from ledger.model.units import Unit
from ledger.store.sql import tables

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
    committed: bool = True
    """Whether the ledger's commit has the file just so."""


def rows_of(relation: Relation[Given, Any], batch: Sequence[Fresh], ledger: str, commit: str | None) -> Iterator[Row]:
    """The rows of some issues in a table about issues."""
    for given, digest, committed in batch:
        wave = given.issue.source.batch or tables.NO_ROUND
        first: Row = [ledger, wave, given.issue.uid]
        inside: Row = [given.inside]
        last: Row = [commit if committed else None, digest, None]
        rows = list(relation.rows(given))
        if _is_as_published(relation, given, rows, wave):
            last = [*inside, None, *last]
            for row in rows:
                yield first + row + last
        else:
            for row, shown in zip(rows, _shown(relation, given, rows, wave), strict=True):
                yield [*first, *row, *inside, shown, *last]


def _is_as_published(relation: Relation[Given, Any], given: Given, rows: Sequence[Row], wave: str) -> bool:
    """Whether everybody may read some rows just as they are, what everybody may read of them: nearly always."""
    for at in relation.hidden_at:
        if any(row[at] for row in rows):
            return False
    if relation.judged_at and says_more(given.issue, given.office):
        return False
    return not may_hide("\n".join(_texts(relation, rows, wave)))


def _texts(relation: Relation[Given, Any], rows: Sequence[Row], wave: str) -> list[str]:
    """Every text in some rows that everybody may read and somebody wrote."""
    found, places = [wave], relation.written_at
    for row in rows:
        for at in places:
            value = row[at]
            if type(value) is str:
                found.append(value)
            elif value:
                found += value  # type: ignore[arg-type]  # texts, by the kind of the column
    return found


def _shown(relation: Relation[Given, Any], given: Given, rows: Sequence[Row], wave: str) -> Iterator[str | None]:
    """Of each row what everybody may read in the place of some of its columns, as JSON: told by the rows of the issue
    as it is published.
    """
    public, hidden = relation.rows(everybodys(given)), relation.hidden_at
    looked = [*relation.written_at, *relation.judged_at]
    looked += [at for at, one in enumerate(relation.columns) if hidden and one.name == "key"]
    masked = hidden_words(wave)
    for row in rows:
        if any(row[at] for at in hidden):
            yield None  # it has no public form
            continue
        theirs = next(public)
        told: dict[str, Value] = {} if masked == wave else {tables.ROUND.name: masked}
        told.update((relation.columns[at].name, theirs[at]) for at in looked if theirs[at] != row[at])
        yield json.dumps(told, ensure_ascii=False, default=str) if told else None


def register_rows(
    ledger: str, units: Sequence[Unit], things: Sequence[Thing], origin: Origin
) -> Iterable[tuple[Relation[Any, Any], list[Row]]]:
    """The rows of the two tables about a ledger's registers. Each has its own digest: while it says the same, nothing
    is written, whatever else of the ledger has changed.
    """
    listed: tuple[tuple[Relation[Any, Any], Sequence[Any]], ...] = ((UNITS, units), (OBJECTS, things))
    for relation, source in listed:
        yield relation, [[ledger, *row, origin.commit, _digest(row), None] for row in relation.rows(source)]


def _digest(row: Row) -> str:
    return blake2b(repr(row).encode(), digest_size=20).hexdigest()
