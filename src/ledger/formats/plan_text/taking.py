"""From items that were found to entries: each label's words, the headings above, what no item took, and how sure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from ledger.errors import Said, say
from ledger.formats.plan_text.itemizing import Division, Item
from ledger.formats.plan_text.joining import Flow
from ledger.formats.plan_text.labelling import Hit
from ledger.formats.plan_text.labels import NUMBERED, TOLD_TOO, key_of
from ledger.formats.plan_text.numbering import Mark
from ledger.formats.plan_text.sections import Sections
from ledger.formats.plan_text.surroundings import begins_notice, closes, is_chrome, is_date, is_frame, is_signature
from ledger.model.document import Spot
from ledger.model.item import Entry, Labelled

_MARGIN = " \t\u3000\xa0\r\n"
_LEAD = _MARGIN + ":：、*●○■◆▪•★"
_PAIRS = {")": "(", "）": "（", "】": "【", "]": "["}
_SHORTEST_FINDING = 2
_LONGEST_NUMBER = 24


@dataclass(frozen=True)
class Parcel:
    """What the items of a text took of it."""

    entries: tuple[Entry, ...]
    spans: tuple[tuple[int, int], ...]
    """Where each entry stands in the flow, in order."""
    orphans: tuple[tuple[str, Spot], ...]
    share: float
    """How much of the text that says something the items took, 0–1."""


def parcel(flow: Flow, division: Division, marks: Sequence[Mark]) -> Parcel:
    """The entries of a division with their headings; what follows a list or stands between its items is left over."""
    sections = Sections(flow, marks)
    entries, spans = [], []
    floor = 0
    for at, item in enumerate(division.items):
        sections.read(floor, item.start, item.mark)
        limit = division.items[at + 1].start if at + 1 < len(division.items) else len(flow.text)
        limit = before_frame(flow, item.start, limit)
        item.hits = [hit for hit in item.hits if hit.start < limit]
        end = _end(flow, sections, item, limit)
        entries.append(_entry(flow, item, end, sections.headings))
        spans.append((item.start, end))
        floor = end
    return finish(flow, entries, spans, sections.spans)


def finish(
    flow: Flow, entries: Sequence[Entry], spans: Sequence[tuple[int, int]], headings: Sequence[tuple[int, int]] = ()
) -> Parcel:
    """Entries with what they left over: every paragraph, or part of one, that says something and is in no entry."""
    orphans = tuple(_left_over(flow, sorted([*spans, *headings])))
    taken = sum(end - start for start, end in spans)
    left = sum(len(text) for text, _ in orphans)
    return Parcel(tuple(entries), tuple(spans), orphans, taken / (taken + left) if taken else 0.0)


def _left_over(flow: Flow, taken: Sequence[tuple[int, int]]) -> Iterator[tuple[str, Spot]]:
    at = 0
    for start, end in (*taken, (len(flow.text), len(flow.text))):
        lines = list(flow.paragraphs(at, start)) if start > at else []
        for first, last in lines:
            text = flow.text[first:last].strip(_MARGIN)
            if not is_frame(text) and not _signs(flow, first, last):
                yield text, flow.spot(first)
        at = max(at, end)


def _signs(flow: Flow, start: int, end: int) -> bool:
    after = flow.text.find("\n", end + 1)
    return is_signature(flow.text[start:end]) and is_date(flow.text[end + 1 : after if after >= 0 else None])


def ends_before_closing(flow: Flow, start: int, limit: int) -> int:
    """Where, after `start`, the closing of a notice begins: formula, contacts, signature with date, website frame."""
    for first, last in flow.paragraphs(start, limit):
        whole = first == 0 or flow.text[first - 1] == "\n"
        line = flow.text[first:last]
        if whole and (closes(line) or is_date(line) or begins_notice(line) or _signs(flow, first, last)):
            return first
    return limit


def before_frame(flow: Flow, start: int, limit: int) -> int:
    """Where, after the first line from `start` on, the frame of a website goes on: nothing below it is an item's."""
    line_end = flow.text.find("\n", start, limit)
    if line_end < 0:
        return limit
    return next((at for at, end in flow.paragraphs(line_end + 1, limit) if is_chrome(flow.text[at:end])), limit)


def _end(flow: Flow, sections: Sections, item: Item, limit: int) -> int:
    """Where an item ends: at the next one, or before it where a section, or the closing of the notice, begins."""
    start = item.hits[-1].end if item.hits else item.opening
    alone = bool(item.hits) and item.hits[-1].form == "alone"
    first_line = flow.text.find("\n", start + alone, limit)
    closing = ends_before_closing(flow, limit if first_line < 0 else first_line, limit)
    return sections.cut(start, closing, item.mark)


def _entry(flow: Flow, item: Item, end: int, headings: tuple[str, ...]) -> Entry:
    parts = labelled(flow, item.hits, end)
    opening = body(flow.text[item.opening : item.hits[0].start if item.hits else end])
    return Entry(
        number=_own_number(parts) or (item.mark.text if item.mark else ""),
        opening=opening,
        parts=tuple(_two_meanings(parts, item.hits, opening)),
        spot=flow.spot(item.start),
        headings=headings,
        remarks=tuple(_remarks(item)),
    )


def labelled(flow: Flow, hits: Sequence[Hit], end: int) -> list[Labelled]:
    """The words under each label: up to the next label, or to where a notice closes (如对…有异议)."""
    parts = []
    for hit, after in zip_longest(hits, hits[1:]):
        stop = after.start if after else end
        line_end = flow.text.find("\n", hit.end + (hit.form == "alone"), stop)
        if after and after.label == "other" and line_end >= 0:
            stop = ends_before_closing(flow, line_end, stop)
        text = body(flow.text[hit.end : stop])
        if after and after.place != "line":
            text = text.rstrip("；;，,")  # it only parts two labels on one line
        label = "progress" if key_of(hit.heading) in TOLD_TOO else hit.label
        parts.append(Labelled(label, text, flow.spot(hit.start), hit.heading))
    return parts


def _own_number(parts: Sequence[Labelled]) -> str:
    """What a label says that the item is called: 受理编号：D3SX202505280018."""
    named = (part.text for part in parts if key_of(part.heading) in NUMBERED)
    return next((text for text in named if 0 < len(text) <= _LONGEST_NUMBER and len(text.split()) == 1), "")


def body(text: str) -> str:
    """The words under a label, without the signs that only part it from its neighbours."""
    bare = text.strip(_MARGIN).lstrip(_LEAD)
    if bare and bare[-1] in _PAIRS and bare.count(bare[-1]) > bare.count(_PAIRS[bare[-1]]):
        bare = bare[:-1].rstrip(_MARGIN)
    return bare.rstrip("(（【[" + _MARGIN + "*")


def _two_meanings(parts: Sequence[Labelled], hits: Sequence[Hit], opening: str) -> Iterator[Labelled]:
    """整改任务 is the problem where nothing else is; where the problem is given it is what is to be done (domain 4)."""
    labels = {part.label for part in parts}
    sure = len(opening) >= _SHORTEST_FINDING or any(h.label == "finding" and not h.two_meanings for h in hits)
    for part, hit in zip(parts, hits, strict=True):
        if hit.two_meanings and sure:
            yield replace(part, label="other" if "measures" in labels else "measures")
        else:
            yield part


def _remarks(item: Item) -> Iterator[Said]:
    counted = Counter(hit.label for hit in item.hits)
    for hit in {hit.label: hit for hit in item.hits}.values():
        if counted[hit.label] > 1 and hit.label != "other":
            yield say("layout.label-twice", label=hit.heading)
    if item.mark and not item.in_sequence and not item.mark.is_first:
        yield say("layout.number-jumps", number=item.mark.text)
    if not item.hits:
        yield say("layout.no-labels")


_BY_LABELS = {0: 0.0, 1: 0.45, 2: 0.75}
_LIST, _REGULAR, _LONG_LIST = 3, 0.9, 0.65
"""Items in a row, their numbers without a gap: a list, even where each has one label only."""
_NO_PROBLEM = 0.3
"""Headings like 整改目标 and 整改措施 once in a text that names no problem: a plan, not a list."""


def sureness(division: Division, taken: Parcel) -> float:
    """How sure a layout of labels may be, 0–1: labels per item, words under them, a finding each, share of the text."""
    entries = taken.entries
    if not entries:
        return 0.0
    parts = [part for entry in entries for part in entry.parts]
    kinds = sum(len({part.label for part in entry.parts} - {"other"}) for entry in entries) / len(entries)
    filled = sum(1 for part in parts if part.text) / max(1, len(parts))
    opened = sum(1 for entry in entries if has_finding(entry)) / len(entries)
    by_labels = _BY_LABELS.get(int(kinds), 1.0)
    if int(kinds) in _BY_LABELS:
        by_labels += (_BY_LABELS.get(int(kinds) + 1, 1.0) - by_labels) * (kinds - int(kinds))
    labelled = sum(1 for entry in entries if entry.parts)
    if labelled >= max(_LIST, _REGULAR * len(entries)) and division.quality >= _REGULAR:
        by_labels = max(by_labels, _LONG_LIST)
    lonely = 0.5 if len(entries) == 1 and kinds < len(_BY_LABELS) else 1.0
    if len(entries) == 1 and not entries[0].number and not any(part.label == "finding" for part in parts):
        lonely = _NO_PROBLEM
    return division.quality * by_labels * filled * opened * lonely * (0.65 + 0.35 * taken.share)


def has_finding(entry: Entry) -> bool:
    """Whether an entry says what the problem is."""
    return len(entry.opening) >= _SHORTEST_FINDING or any(p.label == "finding" and p.text for p in entry.parts)
