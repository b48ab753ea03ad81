"""Lines that belong to the page and not to the text: page numbers, and what stands at the edge of page after page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

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
_BARE = re.compile(r"[0-9０-９]{1,4}")


def repeated(pages: Sequence[tuple[float, float, Sequence[Printed]]]) -> dict[str, int]:
    """The words that stand at the edge of page after page, and how often. `pages` gives bottom, top and lines."""
    counted: Counter[str] = Counter()
    for bottom, top, lines in pages:
        edges = (one for one in lines if _above(one, bottom, top) or _below(one, bottom, top))
        counted.update({one.text for one in edges if len(one.text) <= _LONGEST})
    fewest = max(_FEWEST, _SHARE * len(pages))
    return {text: count for text, count in counted.items() if count >= fewest}


def text_of_page(lines: Sequence[Printed], bottom: float, top: float, known: Mapping[str, int]) -> list[Printed]:
    """The lines of a page without those that belong to the page; these stand outermost, nothing of the text outside."""
    first, last = 0, len(lines)
    while first < last and _above(lines[first], bottom, top) and _belongs(lines[first].text, known):
        first += 1
    while last > first and _below(lines[last - 1], bottom, top):
        # A bare number above the text may be that of an item; below it, it is the page's.
        if not _belongs(lines[last - 1].text, known) and not _BARE.fullmatch(lines[last - 1].text):
            break
        last -= 1
    return list(lines[first:last])


def is_page_number(text: str) -> bool:
    """Whether a text is a page number and nothing else: `— 12 —`, `第3页 共9页`, `3/9`."""
    return bool(_PAGE_NUMBER.fullmatch(text))


def _belongs(text: str, known: Mapping[str, int]) -> bool:
    return text in known or is_page_number(text)


def _above(line: Printed, bottom: float, top: float) -> bool:
    return line.top > top - _MARGIN * (top - bottom)


def _below(line: Printed, bottom: float, top: float) -> bool:
    return line.bottom < bottom + _MARGIN * (top - bottom)
