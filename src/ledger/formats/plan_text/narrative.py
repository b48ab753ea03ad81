"""Plans that tell in sentences what is to be done (annual plans, opinions): their sentences, each under its headings.

No layout of a list: `--as tasks` asks for it. What in a sentence binds somebody is read by `model.tasks`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from ledger.formats.plan_text.joining import Flow, flowing
from ledger.formats.plan_text.numbering import Mark, marks_in
from ledger.formats.plan_text.parts import parts_of
from ledger.formats.plan_text.surroundings import closes, is_chrome, is_date
from ledger.model.document import Document
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


def _attributed(paragraphs: Iterable[Sequence[Entry]]) -> Iterator[Entry]:
    """The sentences with what is said of them behind them: in brackets, of those before it in its paragraph; on a
    line of its own, of all since the last such line under the same number.
    """
    waiting: list[Entry] = []
    last = 0
    """Where the last paragraph begins among them: without a number, a line speaks of the paragraph above it."""
    for paragraph in paragraphs:
        own: list[Entry] = []
        for entry in paragraph:
            label = _said_of_others(entry.opening)
            said_of = own or waiting
            if label is None or not said_of:
                own.append(entry)
                continue
            first = 0 if said_of is own or waiting[-1].headings or waiting[-1].number else last
            yield from said_of[:first]
            yield from (_with(one, label, entry) for one in said_of[first:])
            said_of.clear()
        if own and waiting and (own[0].number or not _under(own[0].headings, waiting[0])):
            yield from waiting
            waiting = []
        last = len(waiting)
        waiting += own
    yield from waiting


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
    titles = dict(flow.titles)
    for start, end in flow.paragraphs():
        line = flow.text[start:end]
        if closes(line) or is_chrome(line) or is_date(line):
            continue
        marks = [mark for mark in marks_in(line) if _opens(mark, path)]
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
    path.enter(mark.style, mark.rank, mark.value, words if len(words) <= _LONGEST_HEADING else "")
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
