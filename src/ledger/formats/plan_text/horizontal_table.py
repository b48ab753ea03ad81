"""Layout F: a table with one item a row (`序号 | 问题 | 整改措施 | 责任单位 | 整改时限`), or several rows an item."""

from __future__ import annotations

from ledger.formats.plan_text.table_lists import lists_in
from ledger.model.document import Document
from ledger.model.item import Taken

_OF_ANOTHER_KIND = 0.7
"""Of a petition round, which has a layout of its own, this one may only be so sure."""


class HorizontalTable:
    """Items in the rows of a table, of any format, or printed as text."""

    name = "horizontal-table"
    title = "横表，一行一项"

    def take(self, document: Document) -> Taken:
        """See `Shape.take`."""
        lists = lists_in(document)
        sure = lists.confidence * (_OF_ANOTHER_KIND if lists.petition else 1.0)
        return Taken(self.name, round(sure, 3), lists.entries, lists.orphans)


SHAPE = HorizontalTable()
