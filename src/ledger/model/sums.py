"""Amounts added up: 资金（万元） of the measures, and every field of a book that holds a number (贮存量、赔偿金额).

Amounts of different books or fields are never added together, because a number without its unit says nothing. Each
sum is told with how many issues have the number: what nobody filled in is not zero.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ledger.model.office import Office
from ledger.model.rates import Section, Sum
from ledger.model.tally import Tally

FUNDS = "资金（万元）"


class Sums:
    """The amounts of some issues, added up while they go by."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._found: dict[tuple[str, str], tuple[Decimal, int]] = {}

    def add(self, one: Tally) -> None:
        """Count an issue."""
        if one.book is None:
            return
        funds = () if one.funds is None else ((FUNDS, one.funds),)
        for heading, amount in (*one.amounts, *funds):
            total, issues = self._found.get((one.book, heading), (Decimal(0), 0))
            self._found[one.book, heading] = total + amount, issues + 1

    @property
    def section(self) -> Section:
        """What was counted, in the order of the books and of their fields, 资金 last; then what books of other ledgers
        have (a roll-up), in the order in which it came.
        """
        places = dict.fromkeys((*self._places(), *self._found))
        listed = tuple(Sum(*place, *self._found[place]) for place in places if place in self._found)
        return Section("sums", "合计", sums=listed, says_nothing=not listed)

    def _places(self) -> Iterator[tuple[str, str]]:
        for book in (self._office.own, *self._office.books):
            title = self._office.keeping(book).title
            headings = (one.heading for one in book.described.record) if book else ()
            yield from ((title, heading) for heading in (*headings, FUNDS))
