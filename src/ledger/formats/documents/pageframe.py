"""Lines that belong to the page and not to the text: page numbers, and what stands at the edge of page after page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from ledger.formats.documents.pagelines import Printed

_MARGIN = 0.1
"""The share of a page, above and below, in which such lines stand."""
_FEWEST, _SHARE = 3, 0.4
"""On how many pages the same words stand, and on which share of them (odd and even pages may differ)."""
_LONGEST = 80
_DASH = r"[-—–－―‐~·•]"
_NUMBER = r"(?:[0-9０-９]{1,4}|[一二三四五六七八九十百]{1,4}|[ivxIVX]{1,6})"
_PAGE_NUMBER = re.compile(
    rf"{_DASH}{{1,3}}\s?{_NUMBER}\s?{_DASH}{{1,3}}|第\s?{_NUMBER}\s?页[\s,，/|]{{0,3}}(?:共\s?{_NUMBER}\s?页)?"
    rf"|(?:共\s?{_NUMBER}\s?页[\s,，/|]{{0,3}})?第\s?{_NUMBER}\s?页|{_NUMBER}\s?[/／]\s?{_NUMBER}"
    rf"|[Pp]age\s?{_NUMBER}(?:\s?(?:of|/)\s?{_NUMBER})?|[0-9]{{1,4}}\s?页"
)
_BESIDE_NUMBER = re.compile(rf"(?:{_PAGE_NUMBER.pattern})\s|\s(?:{_PAGE_NUMBER.pattern})$")
"""A page number that stands in a line with a head: `整改方案 第3页`."""
_SAME_PLACE = 1.5
"""Points by which the head of two pages may be off."""
_APART = 1.2
"""How far a head is from the text, in the usual distance of two lines."""
_WIDEST_STEP = 3.5
"""The distance of two lines of one text at most, in heights of a character."""
_BARE = re.compile(r"[0-9０-９]{1,4}")


def repeated(pages: Sequence[tuple[float, float, Sequence[Printed]]]) -> frozenset[str]:
    """The words that stand at the edge of page after page. `pages` gives bottom, top and lines of each."""
    if len(pages) < _FEWEST:
        return frozenset(_of_two(*pages)) if len(pages) == 2 else frozenset()  # noqa: PLR2004 - one has no other
    counted: Counter[str] = Counter()
    for bottom, top, lines in pages:
        edges = (one for one in lines if _above(one, bottom, top) or _below(one, bottom, top))
        counted.update({_words(one) for one in edges if len(one.text) <= _LONGEST})
    fewest = max(_FEWEST, _SHARE * len(pages))
    return frozenset(text for text, count in counted.items() if count >= fewest)


def _of_two(
    first: tuple[float, float, Sequence[Printed]], second: tuple[float, float, Sequence[Printed]]
) -> Iterator[str]:
    """What two pages have in common at one place of their edges, away from the text: chance puts nothing there."""
    bottom, top, lines = first
    steps = [(one.top - other.top, one.height) for each in (lines, second[2]) for one, other in pairwise(each)]
    usual = median([step for step, height in steps if step < _WIDEST_STEP * height] or [0.0])
    for here, there, at_edge in ((lines, second[2], _above), (lines[::-1], second[2][::-1], _below)):
        if here and there and at_edge(here[0], bottom, top) and _same(here[0], there[0]):
            gaps = [abs(one[0].top - one[1].top) for one in (here, there) if len(one) > 1]
            if all(gap > _APART * usual for gap in gaps):
                yield _words(here[0])


def _same(one: Printed, other: Printed) -> bool:
    return _words(one) == _words(other) and abs(one.bottom - other.bottom) <= _SAME_PLACE


def _words(line: Printed) -> str:
    """A line without the page number that stands beside its words."""
    return _BESIDE_NUMBER.sub("", line.text, count=1)


def text_of_page(lines: Sequence[Printed], bottom: float, top: float, known: frozenset[str]) -> list[Printed]:
    """The lines of a page without those that belong to the page; these stand outermost, nothing of the text outside."""
    first, last = 0, len(lines)
    while first < last and _above(lines[first], bottom, top) and _belongs(lines[first], known):
        first += 1
    while last > first and _below(lines[last - 1], bottom, top):
        # A bare number above the text may be that of an item; below it, it is the page's.
        if not _belongs(lines[last - 1], known) and not _BARE.fullmatch(lines[last - 1].text):
            break
        last -= 1
    return list(lines[first:last])


def is_page_number(text: str) -> bool:
    """Whether a text is a page number and nothing else: `— 12 —`, `第3页 共9页`, `3/9`."""
    return bool(_PAGE_NUMBER.fullmatch(text))


def _belongs(line: Printed, known: frozenset[str]) -> bool:
    return _words(line) in known or is_page_number(line.text)


def _above(line: Printed, bottom: float, top: float) -> bool:
    return line.top > top - _MARGIN * (top - bottom)


def _below(line: Printed, bottom: float, top: float) -> bool:
    return line.bottom < bottom + _MARGIN * (top - bottom)
