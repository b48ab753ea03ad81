"""Which layout a document has: every layout tries, the surest is taken, and what comes near it is a doubt to show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ledger.errors import Said, say
from ledger.formats.plan_text.joining import flowing
from ledger.formats.plan_text.parts import Part, parts_of
from ledger.formats.plan_text.petition_batch import SHAPE as PETITION_BATCH
from ledger.formats.plan_text.registry import shape, shapes
from ledger.formats.plan_text.shape import Shape
from ledger.formats.plan_text.surroundings import is_frame
from ledger.model.document import Document, Spot
from ledger.model.item import Entry, Taken

SURE_ENOUGH = 0.5
"""Below this a text is not of a layout's kind: a document in which no layout is sure is no list."""
NEAR = 0.1
"""A layout as near as this to the surest one is a doubt that is shown."""

_KNOWS_NO_PETITIONS = 0.7


@dataclass(frozen=True, slots=True)
class Choice:
    """What was made of a document."""

    taken: Taken
    """Of the surest layout; of several documents in one file, their entries in order. Without a list: no entries, an
    empty layout, and the confidence of the layout that came nearest.
    """
    rivals: tuple[tuple[str, float], ...] = ()
    """Layouts that were as sure, or nearly, and would have read something else."""
    nearest: Taken | None = None
    """Where there is no list: what the layout that came nearest would have taken."""
    remarks: tuple[Said, ...] = ()


def choose(document: Document, layout: str | None = None) -> Choice:
    """The document as its layout sees it; `layout` is what a person decided. Raises UsageError for an unknown name."""
    candidates: Sequence[Shape] = shapes() if layout is None else (shape(layout),)
    least = SURE_ENOUGH if layout is None else 0.0
    parts = parts_of(document)
    whole = _best(Part("", document), candidates, least)
    if len(parts) == 1:
        return whole
    several = [(part, _untitled(part, _best(part, candidates, least))) for part in parts]
    found = [(part, choice) for part, choice in several if choice.taken.entries]
    if sum(len(choice.taken.entries) for _, choice in found) < len(whole.taken.entries) or not found:
        return whole
    return _together(several, found)


def _best(part: Part, candidates: Sequence[Shape], least: float) -> Choice:
    tried = _petitions_first([one.take(part.document) for one in candidates])
    best = max(tried, key=lambda one: (one.confidence, len(one.entries)))  # the first of equals: registry's order
    if best.confidence < least or not best.entries:
        seen = tuple(dict.fromkeys(remark for one in tried for remark in one.remarks))
        return Choice(Taken("", best.confidence), nearest=best, remarks=seen)
    rivals = tuple(
        (one.layout, one.confidence)
        for one in tried
        if one is not best
        and one.confidence >= max(least, best.confidence - NEAR)
        and not _alike(one.entries, best.entries)
    )
    return Choice(replace(best, orphans=(*best.orphans, *_tables_left(part.document, best))), rivals)


def _petitions_first(tried: Sequence[Taken]) -> Sequence[Taken]:
    """Where petitions with their 受理编号 are surely told, layouts that know none are less sure of the same labels."""
    if not any(one.layout == PETITION_BATCH.name and one.confidence >= SURE_ENOUGH for one in tried):
        return tried
    others = {one.layout: round(one.confidence * _KNOWS_NO_PETITIONS, 3) for one in tried}
    others[PETITION_BATCH.name] = next(one.confidence for one in tried if one.layout == PETITION_BATCH.name)
    return [replace(one, confidence=others[one.layout]) for one in tried]


def _untitled(part: Part, choice: Choice) -> Choice:
    """The same without the part's own title (`第1篇：反馈意见问题整改措施清单`) among what no item took."""
    left = tuple(orphan for orphan in choice.taken.orphans if orphan[0].strip() != part.title)
    return replace(choice, taken=replace(choice.taken, orphans=left)) if part.title else choice


def _alike(one: Sequence[Entry], other: Sequence[Entry]) -> bool:
    """Whether two layouts read the same items: then it does not matter which is taken."""
    return [_gist(entry) for entry in one] == [_gist(entry) for entry in other]


def _gist(entry: Entry) -> tuple[int, str, frozenset[str]]:
    finding = entry.opening + "".join(part.text for part in entry.parts if part.label == "finding")
    return entry.spot.line, "".join(finding.split()), frozenset(part.label for part in entry.parts)


def _tables_left(document: Document, taken: Taken) -> list[tuple[str, Spot]]:
    """Rows of tables that a layout of running text passed over; a layout of tables tells its own orphans."""
    if not document.tables or any(entry.spot.row is not None for entry in taken.entries):
        return []
    known = {text for text, _ in taken.orphans}
    rows = [
        (" | ".join(cell.text for cell in row if cell is not None), table.spot)
        for table in document.tables
        for row in table.rows
    ]
    return [(text, spot) for text, spot in rows if text.strip(" |") and text not in known]


def _together(several: Sequence[tuple[Part, Choice]], found: Sequence[tuple[Part, Choice]]) -> Choice:
    layouts = tuple(dict.fromkeys(choice.taken.layout for _, choice in found))
    named = len(found) > 1
    entries = tuple(
        replace(entry, headings=(part.title, *entry.headings)) if named and part.title else entry
        for part, choice in found
        for entry in choice.taken.entries
    )
    orphans = tuple(orphan for _, choice in found for orphan in choice.taken.orphans)
    rivals: dict[str, float] = {}
    for _, choice in found:
        for name, confidence in choice.rivals:
            rivals[name] = max(confidence, rivals.get(name, 0.0))
    remarks = tuple(
        say("layout.part-is-no-list", title=part.title or _first_words(part), line=_first_line(part))
        for part, choice in several
        if not choice.taken.entries and _says_something(part)
    )
    sure = sum(choice.taken.confidence * len(choice.taken.entries) for _, choice in found) / len(entries)
    return Choice(Taken("+".join(layouts), round(sure, 3), entries, orphans), tuple(rivals.items()), None, remarks)


def _says_something(part: Part) -> bool:
    flow = flowing(part.document)
    texts = [flow.text[start:end] for start, end in flow.paragraphs()]
    return any(not is_frame(text) for text in texts) or bool(part.document.tables)


def _first_words(part: Part) -> str:
    return next((text.strip()[:20] for text, _ in part.document.texts() if text.strip()), "")


def _first_line(part: Part) -> int:
    return next((spot.line for _, spot in part.document.texts()), 1)
