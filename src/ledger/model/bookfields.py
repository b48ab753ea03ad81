"""What a column may show of the book that an issue is in: its state as the book calls it, and the book's own fields."""

from __future__ import annotations

from collections.abc import Callable

from ledger.model.book import value_of
from ledger.model.columns import Value
from ledger.model.gates import reached
from ledger.model.lines import IssueLine
from ledger.model.report import STATUS_WORDS


def state(line: IssueLine) -> str:
    """The state in the words of the book; in the usual ones where it has none."""
    issue, house = line.issue, line.entry.house(line.report.office)
    return house.state(issue.id, issue.status, reached(issue)) or STATUS_WORDS[issue.status]


def of_attribute(name: str) -> Callable[[IssueLine], Value]:
    """The reader of a field of the issue's book: a number or a day as such, where it is one."""

    def value(line: IssueLine) -> Value:
        text = line.issue.attributes.get(name)
        book = line.entry.house(line.report.office).of(line.issue).book
        return value_of(book, name, text) if book and text else text

    return value
