"""Petition rounds told item by item in running text: `受理编号：X3QH202507030008`, then its labels, then the next one.

The 受理编号 opens each petition, whatever running number stands before it; a short numbered line right above it is its
name.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ledger.formats.plan_text.joining import Flow, flowing
from ledger.formats.plan_text.labelling import Hit, labels_in
from ledger.formats.plan_text.numbering import marks_in
from ledger.formats.plan_text.table_columns import PETITION
from ledger.formats.plan_text.table_items import label_of
from ledger.formats.plan_text.taking import body, ends_before_closing, finish, has_finding, labelled
from ledger.model.document import Document
from ledger.model.item import Entry, Label, Labelled, Taken

_FEWEST = 2
"""One petition is told by a notice with headings; two make a list."""
_LONGEST_NAME = 60
_LEAD = 14
_NUMBER_LABEL = "|".join(sorted((word for word, role in PETITION.items() if role == "number"), key=len, reverse=True))
_RECEIVED = re.compile(
    rf"^[^\S\n]{{0,8}}(?:[^\n，。；：:]{{0,8}}?[、.．)）\s])?[【\[(（]?(?:(?:{_NUMBER_LABEL})[】\]]?[ ]?[:：]?[ ]?)?"
    r"[(（【]?(?P<number>[A-Za-z][A-Za-z0-9０-９|丨]{15}(?![A-Za-z0-9０-９])[*＊★]?)[)）】]?"
    r"(?P<rest>[、，,：:；;。.]?)",
    re.MULTILINE,
)
_DIGITS = re.compile(r"[0-9０-９]")
_MOSTLY_DIGITS = 10
_LABEL = re.compile(
    rf"(?:^|(?<=[\s。；;、，)）]))(?:[(（【\[]|[0-9一二三四五六七八九十]{{1,2}}[、.．])?"
    rf"(?P<word>{'|'.join(sorted((w for w, role in PETITION.items() if role != 'number'), key=len, reverse=True))})"
    r"[】\]）)]?[ ]?(?:[:：]|(?<=[】\]]))",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class _Opening:
    """Where a petition begins: its name, its number, its words."""

    start: int
    number: str
    name: str
    words: int


def told_in(document: Document, layout: str) -> Taken:
    """The petitions that a text tells one after the other; nothing where fewer than two are numbered so."""
    flow = flowing(document)
    openings = list(_openings(flow))
    if len(openings) < _FEWEST:
        return Taken(layout, 0.0)
    hits = _hits(flow.text)
    entries: list[Entry] = []
    spans: list[tuple[int, int]] = []
    for at, opening in enumerate(openings):
        last = at + 1 == len(openings)
        end = ends_before_closing(flow, opening.words, len(flow.text)) if last else openings[at + 1].start
        first, after = (bisect_left(hits, place, key=lambda hit: hit.start) for place in (opening.words, end))
        entries.append(_entry(flow, opening, hits[first:after], end))
        spans.append((opening.start, end))
    taken = finish(flow, entries, spans)
    told = sum(has_finding(one) and any(part.label == "progress" for part in one.parts) for one in entries)
    return Taken(layout, round(told / len(entries) * (0.75 + 0.25 * taken.share), 3), taken.entries, taken.orphans)


def _openings(flow: Flow) -> Iterator[_Opening]:
    floor = 0
    for hit in _RECEIVED.finditer(flow.text):
        if len(_DIGITS.findall(hit["number"])) < _MOSTLY_DIGITS:
            continue
        start, name = _named(flow.text, floor, hit.start())
        floor = hit.end()
        yield _Opening(start, hit["number"], name, floor)


def _named(text: str, floor: int, start: int) -> tuple[int, str]:
    """Where a petition begins and its name: a short line with a number of its own, right above the 受理编号."""
    above = text.rfind("\n", floor, max(floor, start - 1)) + 1 or floor
    line = text[above:start].strip()
    marks = marks_in(line[:_LEAD])
    if (
        (floor and above == floor)
        or not 0 < len(line) <= _LONGEST_NAME
        or line[-1] in "。；;"
        or not marks
        or marks[0].start
    ):
        return start, ""
    return above, line[marks[0].end :].strip()


def _hits(text: str) -> list[Hit]:
    """Every label, those of petition rounds before those of other lists."""
    own = [
        Hit(label_of(PETITION[hit["word"]]), hit["word"], hit.start(), hit.end(), "line", "colon")
        for hit in _LABEL.finditer(text)
    ]
    taken = {hit.end for hit in own}
    found = sorted([*own, *(hit for hit in labels_in(text) if hit.end not in taken)], key=lambda hit: hit.start)
    kept: list[Hit] = []
    for hit in found:
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return kept


def _entry(flow: Flow, opening: _Opening, hits: Sequence[Hit], end: int) -> Entry:
    parts = labelled(flow, list(hits), end)
    rest = body(flow.text[opening.words : hits[0].start if hits else end])
    if rest:
        label: Label = "other" if any(part.label == "finding" for part in parts) else "finding"
        heading = "受理编号" if label == "other" else ""
        parts.insert(0, Labelled(label, rest, flow.spot(opening.words), heading))
    return Entry(opening.number, opening.name, tuple(_once(parts)), flow.spot(opening.start))


def _once(parts: Sequence[Labelled]) -> Iterator[Labelled]:
    """A label said twice in one petition (交办问题 and 举报内容) is the problem once; the second keeps its heading."""
    seen = False
    for part in parts:
        yield replace(part, label="other") if part.label == "finding" and seen else part
        seen = seen or part.label == "finding"
