"""The labels and numbers of a text, found once for all layouts that ask."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from ledger.formats.plan_text.joining import Flow
from ledger.formats.plan_text.labelling import Hit, bare_labels_in, labels_in
from ledger.formats.plan_text.learned import learned
from ledger.formats.plan_text.numbering import Mark, marks_in
from ledger.formats.plan_text.sameness import Same
from ledger.formats.plan_text.surroundings import is_chrome

_KINDS_TO_TRUST_BARE = 3
_TIMES = 2
_FEW_IN_FOOTER = 6
_KINDS_IN_FOOTER = 1
_OF_A_SITE = frozenset({"主办单位", "承办单位"})


@dataclass(frozen=True)
class Scan:
    """What stands out in a text."""

    hits: tuple[Hit, ...]
    marks: tuple[Mark, ...]

    def within(self, start: int, end: int) -> tuple[Hit, ...]:
        """The labels that stand from `start` to before `end`; asked for each item, so it must not look at all."""
        first = bisect_left(self.hits, start, key=lambda hit: hit.start)
        return self.hits[first : bisect_left(self.hits, end, lo=first, key=lambda hit: hit.start)]


def scanned(flow: Flow) -> Scan:
    """Labels and numbers of the text, in order; kept for the next layout that asks."""
    return _scanned(Same(flow))


@lru_cache(maxsize=4)
def _scanned(asked: Same[Flow]) -> Scan:
    flow = asked.value
    signed = labels_in(flow.text)
    hits = _outside_frame(flow, _with_bare(flow.text, signed))
    marks = marks_in(flow.text)
    return Scan(_above_footer(flow, learned(flow.text, hits, marks)), marks)


def _above_footer(flow: Flow, hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """The labels without those of a website's footer (主办单位：…): the few below the last line of its frame."""
    at = len(hits)
    last = hits[-_FEW_IN_FOOTER:]
    for start, end in reversed(list(flow.paragraphs(last[0].start if last else 0))):
        if is_chrome(flow.text[start:end]):
            at = min(at, bisect_left(hits, start, key=lambda hit: hit.start))
    below = hits[at:]
    kinds = {hit.label for hit in below if hit.heading not in _OF_A_SITE} - {"other"}
    return hits[:at] if len(kinds) <= _KINDS_IN_FOOTER else hits


def _outside_frame(flow: Flow, hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """The labels without those of a website's frame: `来源：… 日期：…` under a title."""
    return tuple(
        hit
        for hit in hits
        if hit.label != "other"
        or hit.place != "line"
        or not is_chrome(flow.text[hit.start : flow.text.find("\n", hit.start)])
    )


def _with_bare(text: str, signed: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """Labels without a sign are words like others: they count where the same label has a sign elsewhere, or where the
    text has none with a sign and several kinds of them come again and again at the beginning of lines.
    """
    bare = bare_labels_in(text)
    taken = {hit.start for hit in signed} | {hit.end for hit in signed}
    known = {hit.heading for hit in signed}
    counted = Counter(hit.heading for hit in bare)
    often = {heading for heading, times in counted.items() if times >= _TIMES or len(counted) > _KINDS_TO_TRUST_BARE}
    parted = len(often) >= _TIMES and all(text[hit.end].isspace() for hit in bare)
    regular = (len(counted) >= _KINDS_TO_TRUST_BARE or parted) and len(bare) > 2 * len(signed)
    kept = [
        hit
        for hit in bare
        if hit.start not in taken
        and hit.end not in taken
        and ((hit.heading in known and text[hit.end].isspace()) or (regular and hit.heading in often))
    ]
    inside = sorted([*signed, *kept], key=lambda hit: (hit.start, -hit.end))
    result: list[Hit] = []
    for hit in inside:
        if not result or hit.start >= result[-1].end:
            result.append(hit)
    return tuple(result)
