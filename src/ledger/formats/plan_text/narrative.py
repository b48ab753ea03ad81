"""Plans that tell in sentences what is to be done (annual plans, opinions): their sentences, each under its headings.

No layout of a list: `--as tasks` asks for it. What in a sentence binds somebody is read by `model.tasks`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from ledger.formats.plan_text.joining import Flow, flowing
from ledger.formats.plan_text.numbering import Mark, marks_in, opens_with_number
from ledger.formats.plan_text.parts import parts_of
from ledger.formats.plan_text.surroundings import closes, is_chrome, is_date
from ledger.model.document import Document
from ledger.model.extract.figures import figures, narrow
from ledger.model.extract.sentences import depths
from ledger.model.item import Entry, Label, Labelled

_ENDS = "。！？!?"
_MARGIN = " \t\u3000\xa0\r\n"
_BULLETS = _MARGIN + "●•■◆▪◇○★·"
_OPENING, _CLOSING = "(（〔【[", ")）〕】]"
_ROLES = re.compile(r"牵头|负责|配合|责任单位|责任部门|主办|协办|参与|参加|时限")
_ROLE_LINE = re.compile(
    r"(?:牵头|责任|主责|主办|主体责任|实施|落实|承办|配合|协办|参与|督导)(?:责任)?[ \u3000]{0,2}(?:单位|部门)[ ]?[:：]"
)
_TIME_LINE = re.compile(r"(?:完成|整改|办结|计划)?(?:完成)?(?:时限|期限|时间)(?:要求)?[ ]?[:：]")
_LONGEST_HEADING = 60
_AMOUNTS = frozenset({"share", "count", "size"})
_FORMAT = 10.0
"""Headings that the format itself marks stand above all numbers."""
_INLINE = frozenset({"decimal", "ar_half", "circled", "ar_paren"})
"""Styles that also number words within a sentence."""


def sentences(document: Document) -> tuple[Entry, ...]:
    """Every sentence of a document as an entry: its words are the `opening`, with the headings above it. What stands
    behind it of who and when (`(甲局牵头)`, a line `责任单位:甲局`) is among its `parts`.
    """
    paragraphs = [each for part in parts_of(document) for each in _of_flow(flowing(part.document))]
    for table in document.tables:
        cells = (cell for row in table.rows for cell in row if cell is not None)
        paragraphs += [[Entry("", words, (), cell.spot) for words in _pieces(cell.text)] for cell in cells]
    return tuple(_attributed(paragraphs))


def _pieces(text: str) -> Iterator[str]:
    for start, end in _cut(text, 0, len(text)):
        if words := text[start:end].strip(_BULLETS):
            yield words


@dataclass(slots=True)
class _Block:
    """The sentences under one number, or of one unnumbered stretch, and what the lines behind them say of them."""

    entries: list[Entry]
    said: list[tuple[Label, Entry]] = field(default_factory=list)

    @property
    def first(self) -> Entry:
        """What opens it: its number and headings are the block's."""
        return self.entries[0]

    @property
    def is_told(self) -> bool:
        """Whether it says for itself who answers for it."""
        return bool(self.said) or any(one.parts for one in self.entries)

    def takes(self, own: Sequence[Entry]) -> bool:
        """Whether a paragraph goes on with it. Without number and heading each paragraph stands for itself."""
        if own[0].number or self.said or not (self.first.number or self.first.headings):
            return False
        return _under(own[0].headings, self.first)

    def is_beside(self, other: _Block) -> bool:
        """Whether both are numbers of one list."""
        return bool(self.first.number and other.first.number) and self.first.headings == other.first.headings


def _attributed(paragraphs: Iterable[Sequence[Entry]]) -> Iterator[Entry]:
    """The sentences with what is said of them behind them: in brackets, of those before it in its paragraph; on lines
    of their own, of all since the last such line under the same number.
    """
    listed: list[_Block] = []
    for block in _blocks(paragraphs):
        if listed and not block.is_beside(listed[-1]):
            yield from _told(listed)
            listed = []
        listed.append(block)
    yield from _told(listed)


def _told(listed: Sequence[_Block]) -> Iterator[Entry]:
    """The sentences of one list. Where only its end says who answers, that is said of all its numbers."""
    shared = [] if any(block.is_told for block in listed[:-1]) else [said for block in listed for said in block.said]
    for block in listed:
        for one in block.entries:
            told = [] if one.parts else (block.said or shared)
            yield replace(one, parts=(*one.parts, *(Labelled(label, by.opening, by.spot) for label, by in told)))


def _blocks(paragraphs: Iterable[Sequence[Entry]]) -> Iterator[_Block]:
    block: _Block | None = None
    for paragraph in paragraphs:
        own = _sentences_of(paragraph, block)
        if not own:
            continue
        if block is not None and block.takes(own):
            block.entries += own
            continue
        if block is not None:
            yield block
        block = _Block(own)
    if block is not None:
        yield block


def _sentences_of(paragraph: Sequence[Entry], above: _Block | None) -> list[Entry]:
    """The sentences of a paragraph; who is named before the first of them answers for what stands above."""
    own: list[Entry] = []
    first, is_open = 0, True
    for entry in paragraph:
        label = _said_of_others(entry.opening)
        if label is not None and own:
            own[first:] = [_with(one, label, entry) for one in own[first:]]
            is_open = False
        elif label is not None and above is not None:
            above.said.append((label, entry))
        else:
            first = first if is_open else len(own)
            is_open = True
            own.append(entry)
    return own


def _with(one: Entry, label: Label, said: Entry) -> Entry:
    return replace(one, parts=(*one.parts, Labelled(label, said.opening, said.spot)))


def _under(headings: Sequence[str], first: Entry) -> bool:
    """Whether a sentence stands where the first one stands, or under the heading that this one is."""
    depth = len(first.headings)
    return tuple(headings[:depth]) == first.headings and len(headings) <= depth + bool(first.number)


def _said_of_others(words: str) -> Label | None:
    """What a sentence that is no task says of those before it: who, or when."""
    bare = words.strip(_MARGIN + "。;；")
    if bare[:1] in _OPENING and bare[-1:] in _CLOSING and _ROLES.search(bare):
        return "responsible"
    if _ROLE_LINE.match(bare):
        return "responsible"
    return "deadline" if _TIME_LINE.match(bare) else None


def _of_flow(flow: Flow) -> Iterator[list[Entry]]:
    """The sentences of each paragraph; a number opens a paragraph even in the middle of a line."""
    path = _Path()
    titles = _headings(flow)
    for start, end in flow.paragraphs():
        line = flow.text[start:end]
        if closes(line) or is_chrome(line) or is_date(line):
            continue
        marks = _openers(line, path)
        if start in titles and not (marks and not line[: marks[0].start].strip(_MARGIN)):
            path.enter(f"h{titles[start]}", titles[start] - _FORMAT, (1,), line.strip(_MARGIN))
        bounds = [*(mark.start for mark in marks), len(line)]
        if bounds[0] > 0:
            yield list(_entries(flow, path, "", start, start + bounds[0]))
        for mark, stop in zip(marks, bounds[1:], strict=True):
            yield list(_numbered(flow, path, mark, start, start + stop))


def _numbered(flow: Flow, path: _Path, mark: Mark, offset: int, stop: int) -> Iterator[Entry]:
    """A numbered paragraph: its first sentence, if short, is a heading for those behind it."""
    path.leave(mark.style, mark.rank)
    pieces = list(_cut(flow.text, offset + mark.end, stop))
    if not pieces:
        return
    first, last = pieces[0]
    yield from _entries(flow, path, mark.text, first, last)
    words = flow.text[offset + mark.start : last].strip(_MARGIN).rstrip(_ENDS + ":：")
    path.enter(mark.style, mark.rank, mark.value, words if _is_heading(words) else "")
    if len(pieces) > 1:
        yield from _entries(flow, path, "", pieces[1][0], stop)


def _entries(flow: Flow, path: _Path, number: str, start: int, stop: int) -> Iterator[Entry]:
    for first, last in _cut(flow.text, start, stop):
        words = flow.text[first:last].strip(_BULLETS)
        if words:
            yield Entry(number, words, (), flow.spot(first + _blank(flow.text[first:last])), path.headings)


def _blank(text: str) -> int:
    return len(text) - len(text.lstrip(_MARGIN))


def _cut(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Sentences: up to a full stop that stands in no brackets and no quotation."""
    piece = text[start:stop]
    depth = depths(piece, "(（“《【", ")）”》】")
    begin = 0
    for at, char in enumerate(piece):
        if char in _ENDS and depth[at] == 0:
            yield start + begin, start + at + 1
            begin = at + 1
    if piece[begin:].strip(_MARGIN):
        yield start + begin, stop


def _headings(flow: Flow) -> dict[int, int]:
    """Where the format marks headings, and their levels, but for the title: it stands above all and heads no part."""
    titles = dict(flow.titles)
    first = min(titles, default=None)
    if first is None:
        return titles
    lines = {start: flow.text[start:end] for start, end in flow.paragraphs() if titles.get(start, 0) <= titles[first]}
    beside = [opens_with_number(lines.get(start, "")) for start, level in titles.items() if level <= titles[first]]
    if len(titles) > 1 and not beside[0] and all(beside[1:]):
        del titles[first]
    return titles


def _is_heading(words: str) -> bool:
    """Whether a short first sentence heads those behind it: one with an amount (`新建3座,…`) is work itself."""
    return len(words) <= _LONGEST_HEADING and not any(one.kind in _AMOUNTS for one in figures(narrow(words)))


def _openers(line: str, path: _Path) -> list[Mark]:
    """The numbers of a line that open something, those that run on from one before them in the line among them."""
    found: list[Mark] = []
    for mark in marks_in(line):
        runs_on = bool(found) and mark.place == "sentence" and mark.style == found[-1].style and mark.follows(found[-1])
        if runs_on or _opens(mark, path):
            found.append(mark)
    return found


def _opens(mark: Mark, path: _Path) -> bool:
    """Whether a number opens a heading: where a line or a sentence begins, or where it runs on in its list."""
    if mark.place == "line":
        return True
    if mark.place == "sentence":
        return mark.style not in _INLINE or mark.is_first or path.runs_on(mark)
    return mark.firm and mark.style not in _INLINE and path.runs_on(mark)


@dataclass(frozen=True, slots=True)
class _Level:
    """One heading that is open."""

    style: str
    rank: float
    value: tuple[int, ...]
    words: str


@dataclass
class _Path:
    """The headings above the present place. A style that comes again is a level that comes again."""

    stack: list[_Level] = field(default_factory=list)

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings, outermost first."""
        return tuple(level.words for level in self.stack if level.words)

    def runs_on(self, mark: Mark) -> bool:
        """Whether a number is the next one of a list that is open."""
        return any(level.style == mark.style and level.value[-1] + 1 == mark.value[-1] for level in self.stack)

    def leave(self, style: str, rank: float) -> None:
        """Close the levels that a new one ends: its own style with all below it, and styles that rank lower."""
        at = next((at for at, level in enumerate(self.stack) if level.style == style), None)
        if at is not None:
            del self.stack[at:]
        while self.stack and self.stack[-1].rank > rank:
            self.stack.pop()

    def enter(self, style: str, rank: float, value: tuple[int, ...], words: str) -> None:
        """Open a level."""
        self.leave(style, rank)
        self.stack.append(_Level(style, rank, value, words))
