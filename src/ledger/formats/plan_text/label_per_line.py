"""Layout A: one label a line (`责任单位：…`), items opened by a number of any style."""

from __future__ import annotations

from ledger.formats.plan_text.itemizing import divide
from ledger.formats.plan_text.joining import flowing
from ledger.formats.plan_text.labelling import Hit
from ledger.formats.plan_text.scanning import scanned
from ledger.formats.plan_text.taking import parcel, sureness
from ledger.model.document import Document
from ledger.model.item import Taken


class LabelPerLine:
    """Each part of an item on a line of its own, its label first; two labels on one line have a blank between."""

    name = "label-per-line"
    title = "一行一个标签"

    def take(self, document: Document) -> Taken:
        """See `Shape.take`."""
        flow = flowing(document)
        scan = scanned(flow)
        hits = [hit for hit in scan.hits if hit.place != "glued"]
        marks = [mark for mark in scan.marks if mark.place == "line"]
        division = divide(flow, hits, marks)
        taken = parcel(flow, division, marks)
        confidence = sureness(division, taken) * _lines(scan.hits)
        return Taken(self.name, round(confidence, 3), taken.entries, taken.orphans)


def _lines(hits: tuple[Hit, ...]) -> float:
    """Less sure, the more labels stand in the middle of a line."""
    return 0.5 + 0.5 * sum(1 for hit in hits if hit.place == "line") / max(1, len(hits))


SHAPE = LabelPerLine()
