"""A cell that lists several things, taken apart: measures with the numbers that they are given."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from ledger.model.mapping import meanings
from ledger.model.numerals import chinese

_CN = r"[一二三四五六七八九十]{1,3}"
_BOUNDARY = r"(?:^|(?<=[\n。；;：:!！?？)）】”])|(?<=[\n。；;：:!！?？)）] ))[ \t\u3000]*"
_NO_DECIMAL = r"(?:(?!\d)|(?=20\d\d年))"
"""`1.5公里` opens no measure, `1.2025年底前…` does."""
_MISREAD = str.maketrans("lIO", "110")


def _style(pattern: str, boundary: str = _BOUNDARY) -> re.Pattern[str]:
    return re.compile(boundary + pattern, re.MULTILINE)


def _digits(printed: str) -> int | None:
    """Figures, with the letters that a scanner takes for them: only their place in the series shows that they are."""
    read = printed.translate(_MISREAD)
    return int(read) if read.isdecimal() else None


def _glyph(first: str) -> Callable[[str], int | None]:
    return lambda mark: ord(mark) - ord(first) + 1


_ANYWHERE = r"(?<![ \t\u3000])[ \t\u3000]*"
_STYLES: tuple[tuple[re.Pattern[str], Callable[[str], int | None]], ...] = (
    (_style(rf"([\dlIO]{{1,2}})(?:[、.．]{_NO_DECIMAL}|[)）](?!\d))[ \t]*"), _digits),
    (_style(r"[(（](\d{1,2})[)）][、.．]?[ \t]*"), _digits),
    (_style(r"([①-⑳])[、.．]?[ \t]*", _ANYWHERE), _glyph("①")),
    (_style(r"([⑴-⒇])[、.．]?[ \t]*", _ANYWHERE), _glyph("⑴")),
    (_style(r"([⒈-⒛])[ \t]*"), _glyph("⒈")),
    (_style(rf"({_CN})是(?=\S)"), chinese),
    (_style(rf"[(（]({_CN})[)）][、.．]?[ \t]*"), chinese),
    (_style(rf"({_CN})、[ \t]*"), chinese),
    (_style(rf"第({_CN})[,，、:：][ \t]*"), chinese),
    (_style(rf"(?:整改|具体)?措施[ ]?({_CN}|\d{{1,2}})[:：.、][ \t]*"), lambda said: chinese(said) or _digits(said)),
)
"""How offices number what they list in one cell; the outermost numbering is the one that begins first."""
SEVERAL = 2
_UNFINISHED = ("，", ",", "、", "：", ":")


def split_measures(cell: str) -> tuple[str, ...]:
    """The measures in one cell: numbered (`1. … 2. …`, `（1）…`, `①…`, `一是…`), else one a line unless a line
    ends within a sentence. What stands before the first number goes in front of the first measure; no word is lost
    but a label like `整改措施：`.
    """
    listed = numbered(cell)
    if len(listed) > 1 and not listed[0][0] and listed[1][0]:
        (_, before), (_, first), *others = listed
        return (f"{before}\n{first}", *(words for _, words in others))
    return tuple(words for _, words in listed)


def numbered(cell: str) -> tuple[tuple[str, str], ...]:
    """The same with the numbers that the document gives them, as printed; what stands before the first number comes
    first, without one, and so do lines where nothing is numbered.
    """
    text = cell.replace("\r\n", "\n").strip()
    runs = [run for pattern, number in _STYLES if (run := _run(pattern, number, text))]
    if not runs:
        lines = tuple(line.strip() for line in text.split("\n") if line.strip())
        torn = any(line.endswith(_UNFINISHED) for line in lines[:-1])
        return tuple(("", words) for words in ((text,) if torn else lines))
    run = min(runs, key=lambda marks: (marks[0].start, -len(marks)))
    ends = [mark.start for mark in run[1:]] + [len(text)]
    parts = [(mark.number, text[mark.end : end].strip()) for mark, end in zip(run, ends, strict=True)]
    before = text[: run[0].start].strip()
    if before and "plan.measures" not in meanings(before):
        parts.insert(0, ("", before))
    return tuple((number, words) for number, words in parts if words)


@dataclass(frozen=True, slots=True)
class _Mark:
    """A number in a list: as printed, where it begins, and where its words begin."""

    number: str
    start: int
    end: int


def _run(pattern: re.Pattern[str], number: Callable[[str], int | None], text: str) -> list[_Mark]:
    """Where 1, 2, 3 … stand in one style, in this order. A single mark is no list unless the cell begins with it; a
    cell that begins with a later number goes on from there: the second row of an issue with `2.…`.
    """
    wanted, found = 1, list[_Mark]()
    for hit in pattern.finditer(text):
        value = number(hit[1])
        if not found and hit.start() == 0 and value is not None:
            wanted = value
        if value == wanted:
            printed = hit[1] if not hit[1].translate(_MISREAD).isdecimal() else str(wanted)
            found.append(_Mark(printed, hit.start(), hit.end()))
            wanted += 1
    return found if len(found) >= SEVERAL or (found and not text[: found[0].start].strip()) else []
