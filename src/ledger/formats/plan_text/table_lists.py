"""Goes through a document's tables and gathers the items of its lists, one a row or one over several rows.

A list may go on in the next table, with its headings again or without; it may have chapters in rows or columns of
their own, subtotals, notes, and several lists may follow one another.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from ledger.formats.plan_text.numbering import marks_in, opens_with_number, value_of
from ledger.formats.plan_text.printed_table import with_tables
from ledger.formats.plan_text.sameness import Same
from ledger.formats.plan_text.surroundings import is_frame
from ledger.formats.plan_text.table_columns import Column, is_petition
from ledger.formats.plan_text.table_items import Draft, entry, number_remarks
from ledger.formats.plan_text.table_rows import Heads, Row, find_heads, is_heading, repeats, rows_of
from ledger.model.document import Document, Line, Spot, Table
from ledger.model.item import Entry
from ledger.model.layout import row_kind
from ledger.model.units import plain

_BY_LABELS = {0: 0.0, 1: 0.55, 2: 0.8, 3: 0.95}
_PETITION_COLUMNS = 2
_LONGEST_CAPTION = 60
_NEAR = 2
_LONGEST_SECTION = 80
_FEWEST_FIGURES = 0.5
_PLACES = r"0-9０-９A-Za-z一二三四五六七八九十百千〇零①-⑳.．\-－—()（）、\[\]【】#№ "
_NUMBER = re.compile(
    rf"(?:第|序号|编号|(?:具体|整改|反馈)?问题|项目|事项|任务)*[{_PLACES}]{{1,30}}[项号条件]?[{_PLACES}]?"
)
_PLAIN_NUMBER = re.compile(r"(?<![0-9.．-])(?:[0-9]{1,5}|[一二三四五六七八九十百]{1,5})(?![0-9.．-])")
_FIGURE = re.compile(r"[0-9０-９.,，%％+＋\-/—]{1,20}")
_OF_MEASURES = frozenset({"ar", "ar_paren", "ar_half", "circled"})
_FITS: Mapping[str, re.Pattern[str]] = {
    "deadline": re.compile(r"年|月|立行|长期|季度|日前|工作日|已完成"),
    "responsible": re.compile(r"(?:局|委|府|办|厅|会|公司|集团|街道|镇|乡|院|中心|站|队|部|部门|单位|企业)[)）]?$"),
    "measures": re.compile(
        r"^[(（]?[0-9０-９]{1,2}[)）.．、]|^[①-⑳]|^[(（][一二三四五六七八九十]{1,2}[)）]|^[一二三四五六七八九十]是"
    ),
    "number": _NUMBER,
}
_LIKE = {"lead": "responsible", "support": "responsible", "supervisor": "responsible", "acceptor": "responsible"}


@dataclass(frozen=True, slots=True)
class Lists:
    """The items of all lists in a document's tables."""

    entries: tuple[Entry, ...]
    orphans: tuple[tuple[str, Spot], ...]
    confidence: float
    petition: bool
    """Whether the columns are those of a petition round."""


def lists_in(document: Document) -> Lists:
    """The items of all lists in a document's tables, those printed as text among them; kept for the next that asks."""
    return _lists_in(Same(with_tables(document)))


@lru_cache(maxsize=4)
def _lists_in(asked: Same[Document]) -> Lists:
    reader = _Reader()
    for block in asked.value.blocks:
        if isinstance(block, Line):
            reader.line(block)
        else:
            reader.table(block)
    reader.no_name()
    number_remarks(reader.drafts[reader.start :])
    entries = tuple(entry(draft) for draft in reader.drafts)
    return Lists(entries, tuple(reader.orphans), _sure(reader, entries), reader.petition >= _PETITION_COLUMNS)


def _sure(reader: _Reader, entries: Sequence[Entry]) -> float:
    """0–1 by the known headings, the items that say what the problem is, and how much of the text the items are."""
    if not entries:
        return 0.0
    told = sum(bool(one.opening) or any(p.label in {"finding", "measures"} for p in one.parts) for one in entries)
    taken = sum(len(part.text) for one in entries for part in one.parts) + sum(len(one.opening) for one in entries)
    left = sum(len(text) for text, _ in reader.orphans)
    by_labels = _BY_LABELS.get(len(reader.known), 1.0)
    return round(by_labels * told / len(entries) * (0.75 + 0.25 * taken / max(1, taken + left)), 3)


@dataclass
class _Reader:
    """What has been read so far, and the list that it is in: its headings, its width, its chapters."""

    drafts: list[Draft] = field(default_factory=list)
    orphans: list[tuple[str, Spot]] = field(default_factory=list)
    known: set[str] = field(default_factory=set)
    petition: int = 0
    heads: Heads | None = None
    width: int = 0
    start: int = 0
    """The first draft of the list."""
    lists: int = 0
    captions: list[tuple[str, Spot]] = field(default_factory=list)
    """Short lines since the last table: the name of the next list may be among them."""
    chapters: dict[str, str] = field(default_factory=dict)
    """By the kind of their number, the outermost first."""
    beside: dict[int, str] = field(default_factory=dict)
    """Chapters in columns of their own."""

    def line(self, line: Line) -> None:
        """A line between the tables: perhaps the name of the next one, else left over."""
        text = line.text.strip()
        short = 0 < len(text) <= _LONGEST_CAPTION and text[-1] not in "。；;"
        if short and (line.heading is not None or opens_with_number(text) or is_frame(text)):
            self.captions.append((text, line.spot))
        elif text and not is_frame(text):
            self.orphans.append((text, line.spot))

    def no_name(self, kept: int = 0) -> None:
        """The short lines that turned out to name no list are left over, unless they are frame; `kept` name one."""
        self.orphans += [one for one in self.captions[: len(self.captions) - kept] if not is_frame(one[0])]
        self.captions = []

    def table(self, table: Table) -> None:
        """A table: a list, the rest of the list before it, or something else, which is left over unless it counts."""
        rows = rows_of(table)
        at = self._open(rows) if rows else None
        if at is None:
            self.heads = None
            self.no_name()
            if not figures_only(rows):
                self.orphans.extend((" | ".join(row.texts), row.spot) for row in rows if row.texts)
            return
        fresh = True
        while at < len(rows):
            again = find_heads(rows[: at + 4], at) if is_heading(rows[at]) else None
            if again is not None and again.first == at:
                self._begin(again, rows)
                at, fresh = again.last + 1, True
            else:
                self._row(rows[at], fresh=fresh)
                fresh, at = False, at + 1

    def _open(self, rows: Sequence[Row]) -> int | None:
        """Where the items of a table begin: below its headings, or at once where it goes on with the list before."""
        heads = find_heads(rows)
        if heads is None:
            goes_on = self.heads is not None and len(rows[0].cells) == self.width and not figures_only(rows)
            return 0 if goes_on else None
        for row in rows[: heads.first]:
            words = " ".join(row.texts)
            if words and is_frame(words):
                self.captions.append((words, row.spot))
            elif words:
                self.orphans.append((words, row.spot))
        self._begin(heads, rows)
        return heads.last + 1

    def _begin(self, heads: Heads, rows: Sequence[Row]) -> None:
        """Below headings: the list before goes on if they are the same and the numbers don't begin anew."""
        goes_on = self.heads is not None and heads.words == self.heads.words and not self._restarts(rows, heads)
        if not goes_on:
            number_remarks(self.drafts[self.start :])
            self.start = len(self.drafts)
            self.lists += 1
            near = [text for text, _ in self.captions[-_NEAR:]]
            name = [text for text in near if opens_with_number(text)][-1:] or (near[-1:] if self.lists > 1 else [])
            self.chapters = {"": name[0]} if name else {}
            self.beside = {}
        self.no_name(_NEAR)
        self.heads, self.width = heads, len(rows[0].cells)
        self.known |= heads.labels
        self.petition = max(self.petition, sum(is_petition(one.heading) for one in heads.columns))

    def _restarts(self, rows: Sequence[Row], heads: Heads) -> bool:
        """Whether the numbers begin anew below headings that are the same: another list."""
        at = _number_column(heads)
        if at is None or len(self.drafts) == self.start:
            return False
        first = next((row.text(at) for row in rows[heads.last + 1 :] if row.text(at)), "")
        return _counts(first) == 1

    def _row(self, row: Row, *, fresh: bool) -> None:
        heads = self.heads
        texts = row.texts
        if heads is None or not texts or repeats(row, heads):
            return
        kind = row_kind(texts, [row.text(at) for at, _ in heads.words], heads.words)
        if kind == "section" or (kind == "data" and _is_chapter(row, heads)):
            self._chapter(texts[0])
        elif kind == "note" and len(texts[0]) > len("备注：") and not is_frame(texts[0]):
            self.orphans.append((" ".join(texts), row.spot))
        elif kind == "data":
            self._item(in_place(row, heads), heads, fresh=fresh)

    def _chapter(self, text: str) -> None:
        marks = marks_in(text[:16])
        style = marks[0].style if marks and marks[0].start == 0 else "plain"
        if style in self.chapters:
            names = list(self.chapters)
            self.chapters = {name: self.chapters[name] for name in names[: names.index(style)]}
        self.chapters[style] = text
        self.beside = {}

    def _item(self, row: Row, heads: Heads, *, fresh: bool) -> None:
        last = self.drafts[-1] if len(self.drafts) > self.start else None
        if last is None or _opens(row, heads, last):
            for one in heads.columns:
                if one.role == "section" and row.text(one.at):
                    self.beside[one.at] = row.text(one.at)
            headings = (*self.chapters.values(), *(text for _, text in sorted(self.beside.items())))
            last = Draft(heads.columns, row.spot, headings)
            self.drafts.append(last)
            last.add(row)
        elif fresh and last.unfinished(row):
            last.go_on(row)
        else:
            last.add(row)


def _opens(row: Row, heads: Heads, last: Draft) -> bool:
    """Whether a row begins a new item: by its number where there are numbers, else by its finding."""
    before = last.rows[-1]
    number = _number_column(heads)
    if number is not None and (cell := row.own(number)) is not None:
        if number in before and before[number][1] is cell:
            return False
        again = plain(cell.text) == plain(last.text("number"))
        return not (again and all(_same(row, one, last) for one in _subjects(heads)))
    if number is not None and last.text("number"):
        return False
    return not all(_same(row, one, last) for one in _subjects(heads))


def _same(row: Row, column: Column, last: Draft) -> bool:
    """Whether a row says nothing new in a column: a blank, the same merged cell, the same words."""
    text = row.text(column.at)
    held = last.rows[-1].get(column.at)
    return (
        not text
        or (held is not None and held[1] is row.cells[column.at])
        or plain(text) == plain(last.text(column.role))
    )


def _subjects(heads: Heads) -> list[Column]:
    """The columns that tell one item from the next where they have no numbers."""
    named = [one for one in heads.columns if one.role in {"finding", "title"}]
    return named or [one for one in heads.columns if one.role == "measures"]


def _number_column(heads: Heads) -> int | None:
    return next((one.at for one in heads.columns if one.role == "number"), None)


def _is_chapter(row: Row, heads: Heads) -> bool:
    """Whether a row is a heading between the items: one cell over the whole table, or words where a number stands."""
    texts = row.texts
    if len(texts) != 1 or len(texts[0]) > _LONGEST_SECTION or _NUMBER.fullmatch(texts[0]):
        return False
    if all(cell is not None for cell in row.cells) and len(row.cells) > 1:
        return True
    if (marks := marks_in(texts[0][:16])) and marks[0].start == 0 and marks[0].style in _OF_MEASURES:
        return False
    first = next((one for one in heads.columns if row.text(one.at)), None)
    return first is not None and first.role in {"number", "section"} and texts[0][-1] not in "。；;，,"


def in_place(row: Row, heads: Heads) -> Row:
    """A row as it stands under its headings. A text that gives merged cells nowhere prints the rest of a row too far
    left, with blanks at its end: it is moved to where its days and units stand under theirs.
    """
    blanks = len(row.cells) - next((at + 1 for at in range(len(row.cells) - 1, -1, -1) if row.cells[at]), 0)
    number = _number_column(heads)
    if not blanks or number is None or not row.text(number) or _NUMBER.fullmatch(row.text(number)):
        return row
    moved = [
        Row((*[None] * by, *row.cells[: len(row.cells) - by]), row.spot, merging=False) for by in range(blanks + 1)
    ]
    return max(moved, key=lambda one: (_fit(one, heads), -moved.index(one)))


def _fit(row: Row, heads: Heads) -> int:
    """How many cells look like what their column holds, less those that don't."""
    told = [
        (pattern, row.text(one.at)) for one in heads.columns if (pattern := _FITS.get(_LIKE.get(one.role, one.role)))
    ]
    return sum(1 if pattern.search(text) else -1 for pattern, text in told if text and pattern is not _NUMBER) - sum(
        1 for pattern, text in told if text and pattern is _NUMBER and not _NUMBER.fullmatch(text)
    )


def figures_only(rows: Sequence[Row]) -> bool:
    """Whether a table counts: most of its cells, but for the first of each row, are figures or blank."""
    inner = [row.text(at) for row in rows for at in range(1, len(row.cells)) if row.text(at)]
    figures = sum(1 for text in inner if _FIGURE.fullmatch(text))
    return bool(figures) and figures >= _FEWEST_FIGURES * len(inner)


def _counts(number: str) -> int | None:
    """The value of a plain running number, whichever way it is written."""
    found = _PLAIN_NUMBER.search(number)
    value = value_of(found[0]) if found else None
    return value[0] if value else None
