"""Where something stands in a document, as a phrase in the reader's language."""

from __future__ import annotations

from ledger.errors import Said, say
from ledger.model.document import Spot
from ledger.model.grid import letters


def spot_said(spot: Spot) -> Said:
    """`第 3 页第 12 行`, `工作表“一览表”D5`, `第 4 段表格第 2 行`."""
    page = say("plan.on-page", page=spot.page) if spot.page is not None else None
    if spot.sheet is not None:
        cell = f"{letters(spot.column) if spot.column else ''}{spot.row or ''}"
        return say("plan.at-cell", sheet=spot.sheet, cell=cell)
    if spot.row is not None:
        return say("plan.at-row", page=page, line=spot.line, row=spot.row)
    return say("plan.at-line", page=page, line=spot.line)
