"""Layout C: 关于“督察报告的原文”问题, and below it how the rectification stands (整改进展情况：…)."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ledger.formats.plan_text.itemizing import measure_level_out
from ledger.formats.plan_text.joining import Flow, flowing
from ledger.formats.plan_text.labelling import Hit
from ledger.formats.plan_text.numbering import Mark
from ledger.formats.plan_text.scanning import Scan, scanned
from ledger.formats.plan_text.sections import Sections
from ledger.formats.plan_text.states import says_state
from ledger.formats.plan_text.taking import Parcel, body, ends_before_closing, finish, labelled
from ledger.model.document import Document
from ledger.model.item import Entry, Labelled, Taken

_ABOUT = re.compile(
    r"(?P<about>(?:关于|针对|对于|就)[^“\"「『\n。，,]{0,30}?|[^“\"「『\n。]{0,24}?(?:指出|反馈|提出|原文|认为)[:：，,]?)?"
    r"(?P<quote>[“\"「『])|(?P<plain>关于)(?P<words>[^\n。“\"]{4,200}?)(?:的)?问题(?=[：:。\n，,的整]|$)"
)
_AFTER_QUOTE = re.compile(
    r"(?:等)?(?:的)?(?:反馈|整改)?(?:问题|意见|事项|情况)?(?:的)?(?:反馈意见)?(?:整改)?(?:落实|进展|完成)?(?:情况)?[：:。，,；;\s]*"
)
_CLOSER = {"“": "”", "「": "」", "『": "』"}
_SHORTEST_QUOTE = 8
_FEW = 2


@dataclass(frozen=True)
class _Start:
    """Where an item begins: its number, the quoted words, and where its text goes on."""

    start: int
    mark: Mark | None
    finding: tuple[int, int]
    end: int
    quoted: bool


class QuotedProgress:
    """Progress reports that repeat each problem in quotation marks and then tell what was done."""

    name = "quoted-progress"
    title = "关于“原文”＋整改进展"

    def take(self, document: Document) -> Taken:
        """See `Shape.take`."""
        flow = flowing(document)
        scan = scanned(flow)
        starts = _starts(flow, scan)
        if not starts:
            return Taken(self.name, 0.0)
        taken, told = _parcel(flow, scan, starts)
        count = len(taken.entries)
        quoted = sum(1 for one in starts if one.quoted) / count
        lonely = 1.0 if count >= _FEW else 0.7
        confidence = (0.4 + 0.6 * min(1.0, told / count)) * (0.6 + 0.4 * quoted) * lonely * (0.65 + 0.35 * taken.share)
        return Taken(self.name, round(confidence * _about(flow, starts), 3), taken.entries, taken.orphans)


def _about(flow: Flow, starts: Sequence[_Start]) -> float:
    """Less sure where nothing announces the quotation: other layouts quote, too."""
    said = 0
    for one in starts:
        hit = _ABOUT.match(flow.text, one.mark.end if one.mark else one.start)
        said += bool(hit and (hit["about"] or hit["plain"]))
    return 0.9 + 0.1 * said / len(starts)


def _starts(flow: Flow, scan: Scan) -> list[_Start]:
    """Every 关于“…” that opens an item: all have numbers of one style, or none has."""
    by_end = {mark.end: mark for mark in scan.marks if mark.firm}
    found = []
    numbered = {mark.start for mark in scan.marks}
    places = ({start for start, _ in flow.paragraphs()} - numbered) | set(by_end)
    hits = {hit.end for hit in scan.hits}
    for at in sorted(places):
        if at in hits:
            continue
        one = _start(flow, at, by_end.get(at))
        if one:
            found.append(one)
    counted = Counter(one.mark.style if one.mark else "" for one in found if one.quoted)
    if not counted:
        return []
    style = counted.most_common(1)[0][0]
    return [one for one in found if (one.mark.style if one.mark else "") == style]


def _start(flow: Flow, at: int, mark: Mark | None) -> _Start | None:
    while at < len(flow.text) and flow.text[at] in " \u3000\t":
        at += 1
    hit = _ABOUT.match(flow.text, at)
    if not hit:
        return None
    start = mark.start if mark else at
    if hit["plain"]:
        return _Start(start, mark, hit.span("words"), _after(flow, hit.end("words")), quoted=False) if mark else None
    if not hit["about"] and not mark:
        return None
    stop = _closing_quote(flow.text, hit.start("quote"))
    if stop is None or stop - hit.end() < _SHORTEST_QUOTE:
        return None
    return _Start(start, mark, (hit.end(), stop), _after(flow, stop + 1), quoted=True)


def _after(flow: Flow, at: int) -> int:
    hit = _AFTER_QUOTE.match(flow.text, at)
    return hit.end() if hit else at


def _closing_quote(text: str, at: int) -> int | None:
    """The quotation mark that closes the one at `at`, over those inside; within the paragraph."""
    opening = text[at]
    end = text.find("\n", at)
    end = len(text) if end < 0 else end
    closing = _CLOSER.get(opening)
    if closing is None:
        close = text.find('"的问题', at + 1, end)
        close = text.find('"问题', at + 1, end) if close < 0 else close
        close = text.find('"', at + 1, end) if close < 0 else close
        return close if close > 0 else None
    depth = 0
    for place in range(at, end):
        depth += (text[place] == opening) - (text[place] == closing)
        if depth == 0:
            return place
    last = text.rfind(closing, at, end)
    return last if last > 0 else None


def _parcel(flow: Flow, scan: Scan, starts: Sequence[_Start]) -> tuple[Parcel, int]:
    run_on = any(one.mark and one.mark.place != "line" for one in starts)
    marks = [mark for mark in scan.marks if mark.place == "line" or (run_on and mark.place == "sentence")]
    sections = Sections(flow, marks)
    entries, spans, told, floor = [], [], 0, 0
    for at, one in enumerate(starts):
        sections.read(floor, one.start, one.mark)
        limit = starts[at + 1].start if at + 1 < len(starts) else len(flow.text)
        line_end = flow.text.find("\n", one.end, limit)
        end = ends_before_closing(flow, limit if line_end < 0 else line_end, limit)
        end = sections.cut(one.end, end, one.mark)
        first = bisect_left(scan.hits, one.finding[1], key=lambda hit: hit.start)
        hits = scan.hits[first : bisect_right(scan.hits, end, key=lambda hit: hit.end)]
        parts = _parts(flow, one, [hit for hit in hits if hit.place != "glued"], end)
        told += any(part.label in {"progress", "status"} and part.heading for part in parts) or says_state(
            flow.text[one.end : end]
        )
        entries.append(
            Entry(one.mark.text if one.mark else "", "", tuple(parts), flow.spot(one.start), sections.headings)
        )
        spans.append((one.start, end))
        floor = end
    return finish(flow, entries, spans, sections.spans), told


def _parts(flow: Flow, one: _Start, hits: list[Hit], end: int) -> list[Labelled]:
    start, stop = one.finding
    parts = [Labelled("finding", flow.text[start:stop], flow.spot(start), "关于")]
    hits = measure_level_out(hits)
    free = body(flow.text[one.end : max(one.end, hits[0].start if hits else end)])
    if free:
        parts.append(Labelled("progress", free, flow.spot(one.end)))
    return [*parts, *labelled(flow, hits, end)]


SHAPE = QuotedProgress()
