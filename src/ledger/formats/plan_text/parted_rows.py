"""Rows printed as text with a sign between the cells: `|`, a tab, or the lines of a drawn box."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ledger.formats.plan_text.numbering import opens_with_number
from ledger.formats.plan_text.table_columns import known
from ledger.model.document import Cell, Line, Spot, Table

_PIPES = str.maketrans("｜│┃║¦", "|||||")
_RULES = frozenset(" \t\u3000|+:=-—─━═┌┬┐├┼┤└┴┘┏┳┓┣╋┫┗┻┛╔╦╗╠╬╣╚╩╝┠┨┯┷╞╪╡")
_STROKES = frozenset("-—─━═=")
_PAGE = re.compile(r"[-—–\s]{0,4}(?:第\s?)?\d{1,4}(?:\s?页)?(?:[\s,，/]{0,3}共\s?\d{1,4}\s?页)?[-—–\s]{0,4}")
_MARGIN = " \u3000\xa0\r\n"
_TERMINAL = "。；;！!？?：:”』」…)）"
_CHAPTER = re.compile(
    r"[一二三四五六七八九十]{1,3}[、.．]|[(（][一二三四五六七八九十]{1,3}[)）]|第[一二三四五六七八九十]{1,3}[部类章]"
)
_FEWEST_ROWS = 2
_OFTEN = 0.6
_BOXED_RULES = 3
"""Lines drawn below the headings, between the rows and at the end; a table without lines between its rows has two."""
_LOOK_AHEAD = 40
"""Lines that one cell may go on for."""


@dataclass(frozen=True, slots=True)
class Parted:
    """A table found among lines: which of them it takes."""

    first: int
    end: int
    table: Table


def parted_by(sign: str, lines: Sequence[Line]) -> list[Parted]:
    """The tables among the lines whose cells are parted by a sign (`|` or a tab)."""
    texts = [line.text.translate(_PIPES) if sign == "|" else line.text for line in lines]
    found, at = [], 0
    while at < len(lines):
        if not _has(sign, texts[at]):
            at += 1
            continue
        end = _region(sign, texts, at)
        rows = _Rows(sign, lines, texts, (at, end)).read()
        if len([row for row in rows if len(row.cells) > 1]) >= _FEWEST_ROWS:
            end = rows[-1].end
            found.append(Parted(at, end, _table(rows, lines)))
        at = end
    return found


def after_gap(lines: Sequence[Line], at: int) -> bool:
    """Whether an empty line stands before a line, as a line or only as the place that it had."""
    before = lines[at - 1] if at else None
    return before is not None and (not before.text.strip() or lines[at].spot.line - before.spot.line > 1)


def is_rule(text: str) -> bool:
    """Whether a line is a drawn one, between the rows."""
    return _RULES.issuperset(text) and sum(char in _STROKES for char in text) > 1


def _has(sign: str, text: str) -> bool:
    return sign in text.strip(_MARGIN) and not (sign == "\t" and not text.strip().count(sign))


def _region(sign: str, texts: Sequence[str], at: int) -> int:
    """Where the last line with the sign stands that can belong to the same table."""
    end, gap = at + 1, 0
    for number in range(at + 1, len(texts)):
        if _has(sign, texts[number]):
            end, gap = number + 1, 0
        elif is_rule(texts[number]):
            end = number + 1
        else:
            gap += 1
            if gap > _LOOK_AHEAD:
                break
    return end


@dataclass
class _Row:
    cells: list[str]
    start: int
    end: int


class _Rows:
    """Gathers the rows of one region; a cell may go on in the next line."""

    def __init__(self, sign: str, lines: Sequence[Line], texts: Sequence[str], bounds: tuple[int, int]) -> None:
        first, end = bounds
        self.sign, self.lines, self.texts, self.first, self.end = sign, lines, texts, first, end
        told = [text for text in texts[first:end] if _has(sign, text) and not is_rule(text)]
        head = next((text for text in told if _is_head(text.split(sign))), None)
        tell = told if head is None else [head]  # a blank cell at an end of other rows looks like a sign there
        self.closed = sign == "|" and sum(t.rstrip().endswith("|") for t in tell) >= _OFTEN * len(tell)
        self.opened = sign == "|" and sum(t.lstrip().startswith("|") for t in tell) >= _OFTEN * len(tell)
        self.width = self._width(told)
        rules = sum(1 for text in texts[first:end] if is_rule(text))
        self.boxed = rules >= _BOXED_RULES

    def _width(self, told: Sequence[str]) -> int:
        """How many cells a row has: as many as the headings, where there are some, else as most lines have."""
        split = [self.split(text) for text in told]
        head = next((cells for cells in split if _is_head(cells)), None)
        if head is not None:
            return len(head)
        counted = Counter(len(cells) for cells in split)
        return max(counted, key=lambda size: (counted[size], size)) if counted else 0

    def split(self, text: str, *, inner: bool = False) -> list[str]:
        """The cells of a line; an `inner` one goes on with a row, so nothing opens it."""
        bare = text.strip(_MARGIN) if self.sign == "|" else text.strip("\r\n")
        if self.opened and not inner and bare.startswith("|"):
            bare = bare[1:]
        if self.closed and bare.endswith("|"):
            bare = bare[:-1]
        return [cell.strip() for cell in bare.split(self.sign)]

    def read(self) -> list[_Row]:
        rows: list[_Row] = []
        done = True
        for at in range(self.first, self.end):
            text = self.texts[at]
            if rows and after_gap(self.lines, at) and known(rows[-1].cells[0]):
                done = True  # below a label and its words an empty line ends them
            if not text.strip() or _PAGE.fullmatch(text.strip()):
                continue
            if is_rule(text):
                done = True
                if rows:
                    rows[-1].end = at + 1
                continue
            if rows and not self._starts(rows[-1], at, done=done):
                self._go_on(rows[-1], text)
                rows[-1].end = at + 1
            elif _has(self.sign, text) or (rows and _CHAPTER.match(text.strip())):
                rows.append(_Row(self.split(text), at, at + 1))
            else:
                break
            done = self._is_done(rows[-1], text)
        return rows

    def _starts(self, row: _Row, at: int, *, done: bool) -> bool:
        """Whether a line begins a row of its own."""
        text = self.texts[at]
        if self.boxed and _has(self.sign, text):
            return done
        if _CHAPTER.match(text.strip()) and (done or not _has(self.sign, text)) and len(text) < _LOOK_AHEAD:
            return True
        if _has(self.sign, text):
            lone = sum(map(bool, row.cells)) == 1
            if (lone or known(row.cells[0])) and known(self.split(text)[0]):
                return True  # a label, words, and the next label: rows of tables that have one item each
            return done or len(row.cells) + len(self.split(text, inner=True)) - 1 > self.width
        last = row.cells[-1]
        return done and not (
            last and len(row.cells) >= self.width > 1 and (last[-1] not in _TERMINAL or opens_with_number(text))
        )

    def _go_on(self, row: _Row, text: str) -> None:
        pieces = self.split(text, inner=True)
        if self.boxed and _has(self.sign, text):
            pieces = self.split(text)
            for at, piece in enumerate(pieces[: len(row.cells)]):
                row.cells[at] = _join(row.cells[at], piece, wrapped=True)
            return
        row.cells[-1] = _join(row.cells[-1], pieces[0], wrapped=False)
        row.cells += pieces[1:]

    def _is_done(self, row: _Row, text: str) -> bool:
        if self.boxed:
            return False
        if not _has(self.sign, text) and len(row.cells) == 1:
            return True
        if self.closed:
            return text.rstrip().endswith("|")
        return len(row.cells) >= self.width


def _is_head(cells: Sequence[str]) -> bool:
    """Whether the cells of a line are headings, or labels beside their words."""
    return len(cells) > _FEWEST_ROWS and sum(known(cell) for cell in cells) > 1


def _join(before: str, after: str, *, wrapped: bool) -> str:
    """A cell's words with those of its next line; a line broken in mid-sentence is one line."""
    if not before or not after:
        return before + after
    torn = before[-1] not in _TERMINAL and not opens_with_number(after)
    return before + ("" if torn and (wrapped or before[-1] not in "0123456789") else "\n") + after


def _table(rows: Sequence[_Row], lines: Sequence[Line]) -> Table:
    width = max(len(row.cells) for row in rows)
    made: list[tuple[Cell | None, ...]] = []
    for number, row in enumerate(rows, 1):
        spot = lines[row.start].spot
        cells = [
            Cell(text, Spot(spot.line, spot.page, number, at, spot.sheet)) if text else None
            for at, text in enumerate(row.cells, 1)
        ]
        made.append((*cells, *[None] * (width - len(cells))))
    return Table(tuple(made), lines[rows[0].start].spot)
