"""What a month brought each issue: recalled where it was asked before, and no issue is made for these.

Of each file one month is kept, the one that was asked about last.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, cast

from pydantic import TypeAdapter

from ledger.errors import Said
from ledger.model import facts
from ledger.model.happened import Happening
from ledger.model.inconsistent import Clash
from ledger.model.issue import Issue
from ledger.model.monthly import Asked, Monthly, monthly
from ledger.model.problem import Problem
from ledger.store import cache, folder, reading, recalled
from ledger.store.folder import Memory
from ledger.store.listing import listing
from ledger.store.recalled import Key, Kind
from ledger.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class _Known:
    """What is kept of an issue."""

    number: str
    title: str
    settled: date
    month: Monthly | None


@dataclass(frozen=True, slots=True)
class Months:
    """The whole folder in one month."""

    issues: tuple[Monthly, ...]
    """In the order of their files; those that came later are left out."""
    problems: tuple[Problem, ...]
    """As in `folder.Scan`."""


_known = TypeAdapter(_Known)


def read(workspace: Workspace, day: date, asked: Asked, *, memory: Memory = cache.if_many) -> Months:
    """What is known by `day` of the month that is asked about. Raises nothing on content."""

    def of(issue: Issue, _: object) -> _Known:
        return _Known(issue.id, issue.title, facts.settled(issue), monthly(issue, asked))

    def month(known: _Known | None, stored: _Known, file: str) -> Monthly | None:
        del stored, file  # what became of the issue since, and where it lies
        return known.month if known is not None else None

    kind: Kind[_Known] = Kind("month", of, _plain, _from_plain, lambda one: Key(one.number, one.title, one.settled))
    asking = recalled.Asked(workspace, day, asked.office, kind, month, f"{facts.basis(asked.office)}{asked.basis}")
    folder.recover(workspace)
    found = listing(str(workspace.issues))
    remembered = memory(workspace.root, len(found))
    with reading.uncollected(len(found)):
        every = recalled.rows(asking, found, remembered)
        rows, problems = folder.each_number_once(every, lambda row: (row.number, row.file, row.title))
    return Months(tuple(row.made for row in rows if row.made is not None), tuple(problems))


def _plain(one: _Known) -> list[Any]:
    return [_known.dump_json(one, exclude_defaults=True).decode()]


def _from_plain(values: list[Any]) -> _Known:
    """What such lists are of. Raises ValueError, TypeError for other lists."""
    (text,) = values
    one = _known.validate_json(text)
    month = one.month
    if month is None or not (month.happened or month.clashes):
        return one
    happened = tuple(map(_happened, month.happened))
    return replace(one, month=replace(month, happened=happened, clashes=tuple(map(_clash, month.clashes))))


def _happened(one: Happening) -> Happening:
    what = _said(one.what)
    return one if what is one.what else replace(one, what=what)


def _clash(one: Clash) -> Clash:
    return replace(one, was=_said(one.was), now=_said(one.now))


def _said(one: Said) -> Said:
    """What a text holds of a message; most have only texts and numbers in their blanks, and are what they were."""
    if not any(isinstance(value, (dict, list)) for value in one.fill.values()):
        return one
    return Said(one.key, {name: _fill(value) for name, value in one.fill.items()})


def _fill(value: object) -> object:
    """What fills a blank: a message within a message comes back from a text as its parts."""
    if isinstance(value, Mapping):
        parts = cast("Mapping[str, Any]", value)
        return _said(Said(parts["key"], parts["fill"]))
    return tuple(map(_fill, value)) if isinstance(value, list) else value
