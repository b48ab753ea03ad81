"""Layout B: everything in one line, labels glued to the words before them, page numbers in mid-sentence."""

from __future__ import annotations

from ledger.formats.plan_text.itemizing import divide
from ledger.formats.plan_text.joining import flowing
from ledger.formats.plan_text.labelling import Hit
from ledger.formats.plan_text.scanning import scanned
from ledger.formats.plan_text.taking import parcel, sureness
from ledger.model.document import Document
from ledger.model.item import Taken

_MOSTLY = 0.5


class RunOn:
    """What is left when a web page or a scan lost its line breaks."""

    name = "run-on"
    title = "连排（标签粘连）"

    def take(self, document: Document) -> Taken:
        """See `Shape.take`."""
        flow = flowing(document)
        scan = scanned(flow)
        division = divide(flow, scan.hits, scan.marks)
        taken = parcel(flow, division, scan.marks)
        confidence = sureness(division, taken) * _gluedness(scan.hits)
        return Taken(self.name, round(confidence, 3), taken.entries, taken.orphans)


def _gluedness(hits: tuple[Hit, ...]) -> float:
    """Less sure, the more labels stand at the beginning of a line, as in other layouts."""
    inside = sum(1 for hit in hits if hit.place != "line") / max(1, len(hits))
    return 0.7 + 0.3 * min(1.0, inside / _MOSTLY)


SHAPE = RunOn()
