"""Layout G: each problem told in a paragraph or two that end with how far it is, as in `该问题已完成整改`."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator, Sequence

from ledger.formats.plan_text.joining import Flow, flowing
from ledger.formats.plan_text.labelling import Hit
from ledger.formats.plan_text.numbering import WORD_RANK, Mark
from ledger.formats.plan_text.scanning import Scan, scanned
from ledger.formats.plan_text.sections import Sections
from ledger.formats.plan_text.states import STATED, parted, says_state
from ledger.formats.plan_text.taking import body, ends_before_closing, finish
from ledger.model.document import Document
from ledger.model.item import Entry, Labelled, Taken

_FEW = 2
_NARRATED = frozenset({"other", "progress", "status"})
"""Labels that stand in a narrative, too; so does 第3项问题：, which is a number."""
_Segment = tuple[int, int, "Mark | None"]


class CompletedNarrative:
    """Reports to the public without labels: problem, what was done, and a sentence about the state."""

    name = "completed-narrative"
    title = "叙述式（该问题已完成整改）"

    def take(self, document: Document) -> Taken:
        """See `Shape.take`."""
        flow = flowing(document)
        scan = scanned(flow)
        segments = max(_candidates(flow, scan), key=lambda one: _told(flow, one), default=[])
        told = _told(flow, segments)
        if told < _FEW:
            return Taken(self.name, 0.0)
        sections = Sections(flow, [mark for mark in scan.marks if mark.place == "line"])
        entries, spans, floor = [], [], 0
        for start, end, mark in segments:
            sections.read(floor, start, mark)
            stop = sections.cut(mark.end if mark else start, end, mark)
            entries.append(_entry(flow, (start, stop, mark), sections.headings, scan.within(start, stop)))
            spans.append((start, stop))
            floor = stop
        taken = finish(flow, entries, spans, sections.spans)
        labels = sum(1 for hit in scan.hits if hit.label not in _NARRATED and hit.heading != "问题")
        told_by_label = sum(1 for hit in scan.hits if hit.label in {"progress", "status"})
        plain = 1 / (1 + labels / len(segments)) * (1 - 0.2 * min(1.0, told_by_label / len(segments)))
        confidence = told / len(segments) * plain * (0.65 + 0.35 * taken.share)
        return Taken(self.name, round(confidence, 3), taken.entries, taken.orphans)


def _told(flow: Flow, segments: Sequence[_Segment]) -> float:
    """How many segments say the state of their problem; one that says it of several problems is a section."""
    told = 0.0
    for start, end, _ in segments:
        count = sum(1 for _ in STATED.finditer(flow.text, start, end))
        told += 1.0 if 0 < count <= _FEW else 0.3 if count else 0.0
    return told


def _candidates(flow: Flow, scan: Scan) -> Iterator[list[_Segment]]:
    """The ways to cut the text: at the numbers of each style that run on, or paragraph by paragraph."""
    line_marks = [mark for mark in scan.marks if mark.place == "line"]
    for style in sorted(
        {mark.style for mark in line_marks}, key=lambda s: (min(m.rank for m in line_marks if m.style == s), s)
    ):
        chain = list(_chain([mark for mark in line_marks if mark.style == style], line_marks))
        ends = [mark.start for mark in chain[1:]] + [len(flow.text)]
        cut: list[_Segment] = [
            (mark.start, _closed(flow, mark.end, end), mark) for mark, end in zip(chain, ends, strict=True)
        ]
        told = [at for at, (start, end, _) in enumerate(cut) if says_state(flow.text[start:end])]
        yield cut[told[0] : told[-1] + 1] if told else []
    yield [
        (start, end, None)
        for start, end in flow.paragraphs()
        if says_state(flow.text[start:end]) and "问题" in flow.text[start:end]
    ]


def _closed(flow: Flow, start: int, end: int) -> int:
    line_end = flow.text.find("\n", start, end)
    return ends_before_closing(flow, end if line_end < 0 else line_end, end)


def _chain(marks: Sequence[Mark], every: Sequence[Mark]) -> Iterator[Mark]:
    """The numbers of a style that run on, beginning anew only below a new section; 第7项 may follow 第4项, since
    offices publish some of a list.
    """
    last: Mark | None = None
    sections = [mark.start for mark in every if marks and mark.rank < marks[0].rank]
    for mark in marks:
        renewed = last is not None and mark.is_first and bisect(sections, last.start) < bisect(sections, mark.start)
        named = last is not None and mark.rank == WORD_RANK and len(mark.value) == len(last.value)
        if last is None or mark.follows(last) or renewed or (named and mark.value > last.value):
            yield mark
            last = mark


def _entry(flow: Flow, segment: _Segment, headings: tuple[str, ...], hits: Sequence[Hit]) -> Entry:
    start, end, mark = segment
    begin = mark.end if mark else start
    begin = next((hit.end for hit in hits if hit.start == begin and hit.label == "finding"), begin)
    label = next((hit for hit in hits if hit.start >= begin and hit.label == "progress"), None)
    if label:
        finding, done = body(flow.text[begin : label.start]), body(flow.text[label.end : end])
    else:
        finding, done = parted(flow.text[begin:end].strip())
    at = label.start if label else begin + flow.text[begin:end].find(done)
    parts = (Labelled("progress", done, flow.spot(at), label.heading if label else ""),) if done else ()
    return Entry(mark.text if mark else "", body(finding), parts, flow.spot(start), headings)


SHAPE = CompletedNarrative()
