"""Tables whose cells were copied one below the other: headings first, then every cell on a line of its own.

Where each item has exactly as many lines as there are headings its cells are told apart; where not, the order of the
cells is destroyed and nobody can say which words belong to which heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ledger.formats.plan_text.parted_rows import Parted
from ledger.formats.plan_text.table_columns import roles, vocabulary
from ledger.model.document import Cell, Line, Spot, Table

_FEWEST = 4
_MOST_LINES = 24
_LONGEST_LINE = 80
_SIGNS = re.compile(r"[\s\u3000]+")
_NO_HEADING = re.compile(r"[。；;，,：:0-9]")
_NUMBER = re.compile(r"[(（]?([0-9]{1,4})[)）]?[.、．]?")
_NUMBERED = re.compile(r"[(（]?([0-9]{1,3})(?:[)）.、．\s\u3000]|(?=[\u3400-\u9fff《“]))")
_PAGE = re.compile(r"[-—–]{1,2}\s?\d{1,4}\s?[-—–]{1,2}|第\s?\d{1,4}\s?页(?:[,，\s/]{0,3}共\s?\d{1,4}\s?页)?")
_CHAPTER = re.compile(
    r"[一二三四五六七八九十]{1,3}[、.．]|[(（][一二三四五六七八九十]{1,3}[)）]|第[一二三四五六七八九十]{1,3}[部类章]"
)
_APART = re.compile(r"(?<![^\s])([0-9]{1,3})(?![^\s.、．])")
_SUBJECT = frozenset({"finding", "title", "measures"})


@dataclass(frozen=True, slots=True)
class Headings:
    """A run of headings with nothing between them: which lines, which words."""

    first: int
    end: int
    words: tuple[str, ...]
    rest: str = ""
    """Their last line, where something follows them in it."""


def headings_in(lines: Sequence[Line]) -> Iterator[Headings]:
    """Every place where the headings of a list stand one after another, in one line or in several."""
    at = 0
    while at < len(lines):
        found = _headings_at(lines, at) if lines[at].text.strip() else None  # no run begins with an empty line
        if found:
            yield found
        at = found.end if found else at + 1


def _headings_at(lines: Sequence[Line], at: int) -> Headings | None:
    ways: list[tuple[str, ...] | None] = [()]
    text, best = "", None
    for end in range(at, min(len(lines), at + _MOST_LINES)):
        line = _SIGNS.sub("", lines[end].text[: 2 * _LONGEST_LINE])
        sign = _NO_HEADING.search(line)
        kept = line[: min(sign.start() if sign else _LONGEST_LINE, _LONGEST_LINE)]
        before, text = len(text), text + kept
        _segment(text, ways)
        whole = kept == line
        last = max((size for size in range(before, len(text) + 1) if ways[size] is not None), default=None)
        words = ways[last] if last is not None and (last == len(text) or not whole or end == at) else None
        if line and words and len(set(words)) >= _FEWEST and (best is None or len(words) > len(best.words)):
            rest = "" if last == len(text) and whole else lines[end].text
            best = Headings(at, end + 1, words, rest)
        if not whole or all(way is None for way in ways[-_longest() :]):
            break
    told = {role for word in best.words for role in roles(word)} if best else set()
    return best if told & _SUBJECT and len(told - {"other", "counter"}) >= _FEWEST - 1 else None


def _segment(text: str, ways: list[tuple[str, ...] | None]) -> None:
    """Go on with `ways`: for each length of the text the fewest known headings that it consists of, if it does."""
    words, longest = vocabulary(), _longest()
    for end in range(len(ways), len(text) + 1):
        best: tuple[str, ...] | None = None
        for start in range(max(0, end - longest), end):
            way = ways[start]
            if way is not None and text[start:end] in words and (best is None or len(way) + 1 < len(best)):
                best = (*way, text[start:end])
        ways.append(best)


@cache
def _longest() -> int:
    return max(map(len, vocabulary()))


def stacks(lines: Sequence[Line]) -> list[Parted]:
    """The tables below every run of headings; the headings said again on a new page go on with the numbers before."""
    runs = list(headings_in(lines))
    made: list[Parted] = []
    last = 0
    for found, after in zip(runs, [*(run.first for run in runs[1:]), len(lines)], strict=False):  # no runs: no end
        table = _stacked(lines, found, after, 1) or (_stacked(lines, found, after, last + 1) if last else None)
        if table is not None:
            made.append(table)
            row = table.table.rows[-1]
            last = int(hit[1]) if row[0] and (hit := _NUMBER.fullmatch(row[0].text)) else 0
    return made


def _stacked(lines: Sequence[Line], found: Headings, after: int, first: int) -> Parted | None:
    """The table below a run of headings, if each item has a line for each of them; None where it can't be told."""
    width = len(found.words)
    filled = [at for at in range(found.end, after) if (text := lines[at].text.strip()) and not _PAGE.fullmatch(text)]
    if roles(found.words[0])[:1] not in {("counter",), ("number",)}:
        return None
    starts = _starts(lines, filled, first)
    chapters = filled[: starts[0]] if starts else []
    if not starts or not all(_CHAPTER.match(lines[at].text.strip()) for at in chapters):
        return None
    rows = [[(found.first, word) for word in found.words], *([(at, lines[at].text.strip())] for at in chapters)]
    for start, end in zip(starts, [*starts[1:], min(starts[-1] + width, len(filled))], strict=True):
        rows.append([(at, lines[at].text.strip()) for at in filled[start : start + width]])
        more = [(at, lines[at].text.strip()) for at in filled[start + width : end]]
        if end - start < width or not all(_CHAPTER.match(text) for _, text in more):
            return None
        rows += [[one] for one in more]
    return Parted(found.first, rows[-1][-1][0] + 1, _table(lines, rows, width))


def _table(lines: Sequence[Line], rows: Sequence[Sequence[tuple[int, str]]], width: int) -> Table:
    made: list[tuple[Cell | None, ...]] = []
    for number, row in enumerate(rows, 1):
        spots = [lines[at].spot for at, _ in row]
        cells = [
            Cell(text, Spot(spot.line, spot.page, number, column), 1, 1 if len(row) > 1 else width)
            for column, (spot, (_, text)) in enumerate(zip(spots, row, strict=True), 1)
        ]
        made.append((*cells, *[None] * (width - len(cells))))
    return Table(tuple(made), lines[rows[0][0][0]].spot)


def _starts(lines: Sequence[Line], filled: Sequence[int], first: int) -> list[int]:
    """Which of the lines are the numbers 1, 2, 3 … alone."""
    wanted, starts = first, []
    for place, at in enumerate(filled):
        hit = _NUMBER.fullmatch(lines[at].text.strip())
        if hit and int(hit[1]) == wanted:
            starts.append(place)
            wanted += 1
    return starts


def tasks_seen(lines: Sequence[Line], found: Headings) -> int:
    """How many numbers 1, 2, 3 … stand apart from other words below the headings, in whatever order."""
    seen: set[int] = set()
    for text in (found.rest, *(line.text for line in lines[found.end :])):
        seen.update(int(hit[1]) for hit in _APART.finditer(text))
        hit = _NUMBERED.match(text.strip())
        if hit:
            seen.add(int(hit[1]))
    count = 0
    while count + 1 in seen:
        count += 1
    return count
