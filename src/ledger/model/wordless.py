"""A report in which nobody has written a word: what its pages still say, the program itself says.

A reason of the house's own may be worded like a legend or a computed sentence (`逾期未完成`). That is no leak, unless
it stands in a page once more than the page would have it without anybody's words.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, TypeVar, cast

from ledger.model.issue import Issue
from ledger.model.public import PLAIN, written
from ledger.model.report import Entry, Report
from ledger.model.schedule import Node
from ledger.model.units import Units
from ledger.model.values import Record

R = TypeVar("R", bound=Record)

_KEPT = frozenset({"id", "uid", "parent", "duplicate_of", "instead", "move"})
"""Fields that lead from one issue to another, and the names of moves, which the program words."""
_LISTS = frozenset({"related"})
_FIRST = 0xE000
"""A sign of private use: nothing that anybody looks for has one."""


def wordless(report: Report) -> Report:
    """The report with a sign in the place of every text, the same for the same, so that its tables keep their form."""
    signs = _Signs(report.office.units)
    house = report.office.policy.ledger
    unnamed = house.model_copy(update={"title": signs.of(house.title), "unit": signs.of(house.unit)})
    policy = report.office.policy.model_copy(update={"ledger": unnamed})
    return replace(
        report,
        office=replace(report.office, policy=policy),
        entries=tuple(_entry(one, signs) for one in report.entries),
        selection=signs.of(report.selection) if report.selection else "",
        noted=None,
    )


class _Signs:
    """Which sign stands for which text."""

    def __init__(self, units: Units) -> None:
        self._units = units
        self._numbers: dict[str, int] = {}

    def of(self, text: str) -> str:
        """The sign for a text; a unit has one, under whatever alias."""
        number = self._numbers.setdefault(self._units.canonical(text), len(self._numbers))
        return "".join(chr(_FIRST + 1 + int(digit)) for digit in str(number)) + chr(_FIRST)


def _entry(one: Entry, signs: _Signs) -> Entry:
    now = one.situation
    late, ahead, soon = (_nodes(nodes, signs) for nodes in (now.late, now.ahead, now.soon))
    return replace(one, issue=_signed(one.issue, signs), situation=now._replace(late=late, ahead=ahead, soon=soon))


def _nodes(nodes: Iterable[Node], signs: _Signs) -> tuple[Node, ...]:
    return tuple(node._replace(text=signs.of(node.text)) for node in nodes)


def _signed(record: R, signs: _Signs) -> R:
    values: dict[str, Any] = dict(record)
    for name in written(type(record)):
        if name not in _KEPT | _LISTS:
            values[name] = _sign(values[name], signs)
    if isinstance(record, Issue):
        values["attributes"] = {}
    return cast("R", type(record).model_construct(**values))


def _sign(value: object, signs: _Signs) -> object:
    if isinstance(value, str):
        return value if PLAIN.fullmatch(value) else signs.of(value)
    if isinstance(value, Record):
        return _signed(value, signs)
    return tuple(_sign(one, signs) for one in value) if isinstance(value, tuple) else value
