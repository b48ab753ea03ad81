"""Layout H: `1、进一步加强宣传。整改措施：…` — a number, a title, and the measures in the same paragraph."""

from __future__ import annotations

import sys
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from ledger.formats.plan_text.itemizing import Division, Item
from ledger.formats.plan_text.joining import Flow, flowing
from ledger.formats.plan_text.labelling import Hit
from ledger.formats.plan_text.numbering import Mark
from ledger.formats.plan_text.scanning import Scan, scanned
from ledger.formats.plan_text.taking import Parcel, parcel
from ledger.model.document import Document
from ledger.model.item import Taken

_LONGEST_TITLE = 150
_FEW = 2


class TitledMeasures:
    """What an office promises after an assessment: what is to become better, and how."""

    name = "titled-measures"
    title = "标题＋整改措施"

    def take(self, document: Document) -> Taken:
        """See `Shape.take`."""
        flow = flowing(document)
        scan = scanned(flow)
        marks = [mark for mark in scan.marks if mark.firm]
        hits = [hit for hit in scan.hits if hit.label == "measures" and hit.form != "alone"]
        division = _division(list(_titled(flow, hits, marks)))
        _take_others(division, scan)
        taken = parcel(flow, division, marks)
        return Taken(self.name, round(_sureness(division, taken, scan.hits), 3), taken.entries, taken.orphans)


def _take_others(division: Division, scan: Scan) -> None:
    """The labels that stand behind the measures of an item: `整改措施：…；整改时限：2024年底前`."""
    for item, after in zip_longest(division.items, division.items[1:]):
        own = item.hits[0]
        inside = scan.within(own.end, after.start if after else sys.maxsize)
        item.hits += [hit for hit in inside if hit.label not in {"measures", "finding"}]


def _titled(flow: Flow, hits: Sequence[Hit], marks: Sequence[Mark]) -> Iterator[Item]:
    """A label with a number and a title before it, in its own paragraph or in the one above. Either all items of a
    document have the label in the paragraph of the title or all below it; what differs is another's.
    """
    found = list(_with_titles(flow, hits, marks))
    below = [hit for hit, _ in found if hit.place == "line"]
    form = "line" if len(below) * 2 > len(found) else "same"
    for hit, mark in found:
        if (hit.place == "line") == (form == "line"):
            yield Item(mark.start, mark, [hit])


def _with_titles(flow: Flow, hits: Sequence[Hit], marks: Sequence[Mark]) -> Iterator[tuple[Hit, Mark]]:
    starts = [mark.start for mark in marks]
    floor = 0
    for hit in hits:
        reach = max(0, hit.start - 2 * _LONGEST_TITLE)
        above = flow.text.rfind("\n", reach, hit.start)
        line_start = flow.text.rfind("\n", reach, max(reach, above)) + 1 if hit.place == "line" else above + 1
        at = bisect_left(starts, hit.start) - 1
        while at >= 0 and marks[at].start >= max(line_start, floor):
            mark = marks[at]
            words = flow.text[mark.end : hit.start].strip()
            if 0 < len(words) <= _LONGEST_TITLE and (hit.place != "line" or mark.place == "line"):
                yield hit, mark
                floor = hit.end
                break
            at -= 1


def _division(items: Sequence[Item]) -> Division:
    """The items whose numbers are of the style that most have; each is as good as its numbers run on."""
    counted = Counter(item.mark.style for item in items if item.mark)
    if not counted:
        return Division(None, (), 0.0)
    style = counted.most_common(1)[0][0]
    kept = [item for item in items if item.mark and item.mark.style == style]
    last: Mark | None = None
    for item in kept:
        item.in_sequence = item.mark is not None and (last is None or item.mark.is_first or item.mark.follows(last))
        last = item.mark
    return Division(style, tuple(kept), sum(item.in_sequence for item in kept) / len(kept))


def _sureness(division: Division, taken: Parcel, hits: Sequence[Hit]) -> float:
    """Less sure where other labels stand beside 整改措施, where numbers jump, and the less of the text is taken."""
    count = len(division.items)
    if not count:
        return 0.0
    only = count / len([hit for hit in hits if hit.label != "other"])
    return division.quality * only * (1.0 if count >= _FEW else 0.6) * (0.65 + 0.35 * taken.share)


SHAPE = TitledMeasures()
