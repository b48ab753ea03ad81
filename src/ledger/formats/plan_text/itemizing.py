"""Where items begin, read from the labels that come round again and the numbers that stand before them.

An item is its number, the words before its first label, and the words under each label. Which numbers open items and
which open measures or sections is not known beforehand: every style of number in the document is tried, and the one
that explains the labels best is taken (`divide`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace

from ledger.formats.plan_text.joining import Flow
from ledger.formats.plan_text.labelling import Hit
from ledger.formats.plan_text.labels import NUMBERED, key_of
from ledger.formats.plan_text.numbering import WORD_RANK, Mark
from ledger.model.item import Label

_UNNUMBERED, _OPENED_BY_LABEL, _RISING, _ANEW, _LOST = 0.6, 0.95, 0.8, 0.5, 0.2
"""Where no item has a number; where each begins with a label like 整改问题; a gap in the numbers; 1 again without a
section above it; a number missing.
"""
_NAMED_RISING = 0.95
"""A gap after numbers that name what they count (第十二项, 第十五项): offices publish some of a list."""
_ALL_RISE = 0.05
_SEVERAL = 2
_ONCE = frozenset({"finding", "goal", "measures"})
_MAY_REPEAT = frozenset({"other", "persons", "leader"})


@dataclass
class Item:
    """One item while it is being found: its number's mark, if any, and its labels."""

    start: int
    mark: Mark | None
    hits: list[Hit] = field(default_factory=list)
    in_sequence: bool = True

    @property
    def opening(self) -> int:
        """Where its words begin, behind its number."""
        return self.mark.end if self.mark else self.start


@dataclass(frozen=True)
class Division:
    """One way to take the text apart."""

    style: str | None
    items: tuple[Item, ...]
    quality: float
    """0–1: labels that an item took, numbers that run on, labels that do not come twice in one item."""


def divide(flow: Flow, hits: Sequence[Hit], marks: Sequence[Mark]) -> Division:
    """The division that explains the labels best; no items where there are no labels."""
    if not hits:
        return Division(None, (), 0.0)
    hits = _items_numbers_back(_without_asides(hits))
    own = {hit.mark.start for hit in hits if hit.mark}
    free = [mark for mark in marks if mark.start not in own and not _inside(mark, hits)]
    styles = {mark.style for mark in free} - {"part"}  # 第一部分 is always a section
    tried = [by_style(flow, hits, free, style) for style in sorted(styles)]
    tried.append(by_style(flow, hits, free, None))
    return max(
        tried, key=lambda one: (round(one.quality + _worth(one), 2), one.style is not None, -_before_labels(one))
    )


def _worth(division: Division) -> float:
    """Numbers that only rise, with gaps (十二, 十三, 十五), are numbers of items all the same."""
    rising = (
        _step(before, item) >= _RISING for before, item in zip([None, *division.items], division.items, strict=False)
    )
    return _ALL_RISE if division.style is not None and all(rising) else 0.0


def _items_numbers_back(hits: Sequence[Hit]) -> Sequence[Hit]:
    """`1.问题：…`, `一、受理编号：…`, no number before other labels: the number is the item's, not a label's."""
    headings: dict[str, list[str]] = {}
    for hit in hits:
        if hit.mark:
            headings.setdefault(hit.mark.style, []).append("" if hit.label == "finding" else hit.heading)
    alone = {hit.mark.style for hit in hits if hit.mark and hit.form == "alone"}  # 一、反馈问题 above a whole list
    items = {
        style
        for style, found in headings.items()
        if len(set(found)) == 1 and (len(found) > 1 or (not found[0] and style not in alone))
    }
    return [
        replace(hit, start=hit.mark.end, mark=None) if hit.mark and hit.mark.style in items else hit for hit in hits
    ]


def _without_asides(hits: Sequence[Hit]) -> Sequence[Hit]:
    """The labels without what only looks like the next problem: `进展情况：…。存在问题：…`, 第二部分 整改任务."""
    kept: list[Hit] = []
    common = Counter(hit.heading for hit in hits if hit.label == "finding").most_common(1)
    for hit in hits:
        aside = hit.label == "finding" and hit.place != "line" and hit.heading != common[0][0]
        section = hit.form == "alone" and hit.mark is not None and hit.mark.style == "part"
        if not section and not (aside and kept and kept[-1].label in {"progress", "status"}):
            kept.append(hit)
    return kept


def _before_labels(division: Division) -> int:
    """How much stands between the numbers and the first labels: a number of a section is farther than an item's."""
    return sum(item.hits[0].start - item.opening for item in division.items if item.hits)


def _inside(mark: Mark, hits: Sequence[Hit]) -> bool:
    at = bisect_left(hits, mark.end, key=lambda hit: hit.end)
    return at < len(hits) and hits[at].start <= mark.start < hits[at].end


def by_style(flow: Flow, hits: Sequence[Hit], free: Sequence[Mark], style: str | None) -> Division:
    """The division by the numbers of one style; without a style, items begin where labels come round again."""
    own = [mark for mark in free if mark.style == style]
    hits = _without_sections(hits, own)
    if own and any(hit.mark and hit.mark.style == style for hit in hits):
        return Division(style, (), 0.0)  # numbers of labels and of items are never of one series
    above = [mark for mark in free if own and mark.rank < own[0].rank]
    items = list(_items(flow, hits, own, above))
    for item in items:
        item.hits = measure_level_out(item.hits)
    return Division(style, tuple(items), _quality(items, len(hits)))


def _without_sections(hits: Sequence[Hit], own: Sequence[Mark]) -> Sequence[Hit]:
    """The labels without those that are headings of sections: 三、下一步工作, once, above the numbers of items."""
    counted = Counter(hit.label for hit in hits)
    return [
        hit
        for hit in hits
        if not (hit.form == "alone" and hit.mark and own and hit.mark.rank < own[0].rank and _once(hit, counted))
    ]


def _once(hit: Hit, counted: Counter[Label]) -> bool:
    """Whether a label stands once; one without a field says nothing of the items either."""
    return counted[hit.label] == 1 or hit.label == "other"


def measure_level_out(hits: list[Hit]) -> list[Hit]:
    """An item's labels without those that come again and again inside its measures: they belong to each measure."""
    at = next((i for i, hit in enumerate(hits) if hit.label == "measures"), None)
    if at is None:
        return hits
    if max(Counter(hit.label for hit in hits if hit.label in _ONCE).values(), default=0) > 1:
        return hits  # these are several items, not the measures of one
    later = Counter(hit.label for hit in hits[at + 1 :])
    own = {hit.label for hit in hits[:at]}
    inner = {label for label, times in later.items() if times > 1 or label in own} - {"measures", "other"}
    return [*hits[: at + 1], *(hit for hit in hits[at + 1 :] if hit.label not in inner)]


def _items(flow: Flow, hits: Sequence[Hit], own: Sequence[Mark], above: Sequence[Mark]) -> Iterator[Item]:
    current: Item | None = None
    seen: set[Label] = set()
    last: Mark | None = None
    floor = mark_at = above_at = 0
    for hit in hits:
        gap, mark_at = _between(own, mark_at, floor, hit.start)
        if hit.label == "finding" and gap and not flow.text[gap[-1].end : hit.start].strip():
            gap = gap[-1:]  # right before the problem: numbers above it are of what was done about the last one
        higher, above_at = _between(above, above_at, floor, hit.start)
        first = current.hits[0].heading if current and current.hits else None
        again = hit.label in seen and (hit.label not in _MAY_REPEAT or hit.heading == first)
        for mark, runs_on in _openers(gap, last, higher, again=again):
            if current:
                yield current
            current, seen = Item(mark.start, mark, in_sequence=runs_on), set()
            last, again = mark, False
        if current is None or (again and _starts_unnumbered(flow, hit, current, seen, floor)):
            if current:
                yield current
            current, seen = Item(_paragraph_before(flow, hit, floor), None), set()
        current.hits.append(hit)
        seen.add(hit.label)
        floor = hit.end
    if current:
        yield current


def _between(marks: Sequence[Mark], at: int, start: int, end: int) -> tuple[Sequence[Mark], int]:
    while at < len(marks) and marks[at].start < start:
        at += 1
    stop = at
    while stop < len(marks) and marks[stop].start < end:
        stop += 1
    return marks[at:stop], stop


def _openers(gap: Sequence[Mark], last: Mark | None, higher: Sequence[Mark], *, again: bool) -> list[tuple[Mark, bool]]:
    """Which of the numbers between two labels open items: the last one that runs on, with those before it that do."""
    if not gap:
        return []
    gap = [mark for mark in gap if mark.firm] or gap
    if last is None:
        first = max((at for at, mark in enumerate(gap) if mark.is_first), default=len(gap) - 1)
        return [(mark, True) for mark in _run(gap[first:])]
    inner = _inner_list(gap)
    for at in range(len(gap) - 1, -1, -1):
        mark = gap[at]
        if mark.follows(last) and (again or at >= inner):
            return [(one, True) for one in _run(gap[at:])]
    if not again:
        return []
    after_heading = [mark for mark in gap if mark.is_first and any(one.end <= mark.start for one in higher)]
    if after_heading:
        return [(after_heading[-1], True)]
    rest = gap[inner:] if inner > 1 or (inner and len(gap) > 1) else gap
    return [(rest[-1], False)] if rest else []


def _run(marks: Sequence[Mark]) -> Iterator[Mark]:
    """The first mark and those that run on from it: items without a label between them."""
    last = None
    for mark in marks:
        if last is None or mark.follows(last):
            yield mark
            last = mark


def _inner_list(gap: Sequence[Mark]) -> int:
    """How many marks at the beginning are a list of its own, 1, 2, 3 …: measures, not items."""
    count = 0
    for mark in gap:
        if mark.value != (count + 1,):
            break
        count += 1
    return count


def _starts_unnumbered(flow: Flow, hit: Hit, current: Item, seen: AbstractSet[Label], floor: int) -> bool:
    """Whether a label that comes again begins an item without a number."""
    if hit.label == "finding" and (hit.place != "glued" or hit.heading == _heading(current)):
        return True
    if hit.place != "line":
        return False
    if hit.label == "finding" or key_of(hit.heading) in NUMBERED:
        return True
    return len(seen) >= _SEVERAL and hit.label == current.hits[0].label and _paragraph_before(flow, hit, floor) > floor


def _heading(item: Item) -> str | None:
    """How the finding of an item is headed."""
    return next((hit.heading for hit in item.hits if hit.label == "finding"), None)


def _paragraph_before(flow: Flow, hit: Hit, floor: int) -> int:
    """The paragraph right before a label: the finding of an item that has no number."""
    if hit.label == "finding" or key_of(hit.heading) in NUMBERED:
        return hit.start
    line_start = flow.text.rfind("\n", floor, hit.start) + 1 or floor
    if flow.text[line_start : hit.start].strip():
        return line_start
    paragraphs = list(flow.paragraphs(floor, line_start))
    whole = [start for start, _ in paragraphs if start == 0 or flow.text[start - 1] == "\n"]
    return whole[-1] if whole else hit.start


def _step(before: Item | None, item: Item) -> float:
    """How well the number of an item goes on from the one before; a gap (问题3 after 问题1) is less, but no fault."""
    if item.mark is None:
        return _LOST
    if item.in_sequence:
        return 1.0
    if item.mark.is_first:
        return _ANEW
    if not (before and before.mark and item.mark.value > before.mark.value):
        return 0.0
    return _NAMED_RISING if item.mark.rank == WORD_RANK else _RISING


def _quality(items: Sequence[Item], total: int) -> float:
    if not items:
        return 0.0
    covered = twice = 0
    for item in items:
        labels = [hit.label for hit in item.hits if hit.label not in _MAY_REPEAT]
        twice += len(labels) - len(set(labels))
        covered += len(item.hits)
    if any(item.mark for item in items):
        steps = sum(_step(before, item) for before, item in zip([None, *items], items, strict=False)) / len(items)
    else:
        labelled = all(item.hits[0].label == "finding" for item in items)
        steps = _OPENED_BY_LABEL if labelled else _UNNUMBERED
    absorbed = 1 - covered / total
    return max(0.0, (1 - twice / total) * (1 - 0.1 * absorbed) * (0.4 + 0.6 * steps))
