"""Layout E: a table with one item in it, `label | words` in each row, or `label | words | label | words`.

Items may stand one below the other in one table, or each in a table of its own; a list inside the table (措施, 时限,
责任单位 side by side below 整改措施) is read row by row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ledger.formats.plan_text.numbering import marks_in
from ledger.formats.plan_text.printed_table import with_tables
from ledger.formats.plan_text.surroundings import closes, is_frame
from ledger.formats.plan_text.table_columns import roles
from ledger.formats.plan_text.table_items import label_of
from ledger.formats.plan_text.table_labels import Told, number_in, role_of, told, unknown
from ledger.formats.plan_text.table_lists import figures_only
from ledger.formats.plan_text.table_rows import Heads, Row, find_heads, heads_of, rows_of
from ledger.model.document import Document, Line, Spot, Table
from ledger.model.item import Entry, Labelled, Taken

_BY_LABELS = {0: 0.0, 1: 0.45, 2: 0.75}
_FEWEST_LABELLED = 0.5
_LOOKED_AT = 60
"""Rows by which a table is known to be of this kind."""
_LONGEST_NUMBER = 16
_TERMINAL = "。；;！!？?：:”』」…)）"
_SUBJECT = frozenset({"finding", "title"})
_SUBJECTS = frozenset({"finding", "measures"})


class VerticalTable:
    """One item a table, or items one below the other, with the labels at the left of their words."""

    name = "vertical-table"
    title = "竖表，左边是标签"

    def take(self, document: Document) -> Taken:
        """See `Shape.take`."""
        reader = _Reader()
        for block in with_tables(document).blocks:
            if isinstance(block, Line):
                reader.line(block)
            else:
                reader.table(block)
        entries = tuple(_entry(form) for form in reader.forms if form.parts)
        return Taken(self.name, _sure(entries, reader.orphans), entries, tuple(reader.orphans))


@dataclass
class _Form:
    """An item while its rows are read."""

    spot: Spot
    number: str = ""
    opening: str = ""
    headings: tuple[str, ...] = ()
    parts: list[Labelled] = field(default_factory=list)

    kinds: set[str] = field(default_factory=set)
    """The roles of its labels; those that are none of the known ones by their words."""

    def put(self, one: Told, kind: str) -> None:
        """The words under one label; a merged label that goes on in the next row has them put together."""
        last = self.parts[-1] if self.parts else None
        first = kind not in self.kinds
        self.kinds.add(kind)
        if kind == "number" and first and one.text:
            self.number = one.text
        elif kind == "title" and first:
            self.opening = one.text
        elif last is not None and (last.heading, last.spot) == (one.heading, one.cell.spot):
            self.parts[-1] = replace(last, text=_joined(last.text, one.text))
        else:
            self.parts.append(Labelled(label_of(one.role), one.text, one.cell.spot, one.heading))

    def ends_before(self, kind: str, first: str) -> bool:
        """Whether a label is the first one of the next item: it comes round again after others of another kind."""
        again = kind in self.kinds and kind in {first, "number"}
        return again and bool(self.kinds - {"number", "finding", "title", kind})


@dataclass
class _Reader:
    forms: list[_Form] = field(default_factory=list)
    orphans: list[tuple[str, Spot]] = field(default_factory=list)
    number_above: str = ""
    """Of the last line before a table: `序号二十三`."""
    first: str = ""
    """The kind of label that opens an item in this table."""

    def line(self, line: Line) -> None:
        text = line.text.strip()
        if not text:
            return
        self.number_above = number_in(text) or self.number_above
        if not is_frame(text):
            self.orphans.append((text, line.spot))

    def table(self, table: Table) -> None:
        rows = rows_of(table)
        if not _is_form(rows):
            if not figures_only(rows):
                self.orphans.extend((" | ".join(row.texts), row.spot) for row in rows if row.texts)
            return
        if not self._goes_on(rows[0]):
            self.first = ""
        at, title = 0, ""
        while at < len(rows):
            inner = _inner(rows, at)
            if inner is not None and self.forms:
                at = self._list(rows, at, inner)
                continue
            title = self._row(rows[at], title)
            at += 1
        self.number_above = ""

    def _goes_on(self, row: Row) -> bool:
        """Whether a table goes on with the item that the end of a page cut: its first row opens nothing new."""
        if not self.forms or self.number_above:
            return False
        kinds = {_kind(one) for one in told(row)}
        return self.first not in kinds and not kinds & self.forms[-1].kinds and not kinds & {"number", *_SUBJECT}

    def _row(self, row: Row, title: str) -> str:
        """Read a row; what is returned is the name that it gives to the next item."""
        said = told(row)
        if len(row.texts) == 1 and closes(row.texts[0]):
            return title
        if not said:
            return self._without_label(row, title)
        for one in said:
            self._part(one, title)
            title = ""
        return title

    def _without_label(self, row: Row, title: str) -> str:
        texts = row.texts
        if not texts or all(roles(text) for text in texts):
            return title
        if len(texts) == 1 and row.cells[0] is not None and (is_frame(texts[0]) or number_in(texts[0])):
            return texts[0]
        label = unknown(row)
        if label is not None:
            self._part(label, title)
            return ""
        if self.forms and self.forms[-1].parts:
            last = self.forms[-1].parts[-1]
            words = " ".join(texts)
            self.forms[-1].parts[-1] = replace(last, text=_joined(last.text, words))
            return title
        self.orphans.append((" ".join(texts), row.spot))
        return title

    def _part(self, one: Told, title: str) -> None:
        kind = _kind(one)
        last = self.forms[-1] if self.forms else None
        if last is None or not self.first or last.ends_before(kind, self.first) or (title and last.parts):
            self.first = self.first or kind
            number = number_in(title) or self.number_above
            headings = (title,) if title and not number_in(title) else ()
            self.forms.append(_Form(one.cell.spot, number, headings=headings))
            self.number_above = ""
        self.forms[-1].put(one, kind)

    def _list(self, rows: Sequence[Row], at: int, heads: Heads) -> int:
        """A list inside the item: 措施, 时限, 责任单位 side by side, one measure a row."""
        label = rows[at].own(0)
        number = 0
        subject = (one for one in heads.columns if one.role in {*_SUBJECTS, "title"})
        worded = next(subject, next((one for one in heads.columns if one.role == "other"), None))
        work = worded if label is not None and role_of(label.text) == "measures" else None
        while at + 1 < len(rows) and rows[at + 1].cells[0] in {label, None} and rows[at + 1].texts:
            at, number = at + 1, number + 1
            for one in heads.columns:
                cell = rows[at].own(one.at)
                if cell is not None and cell is not label and one.role not in {"number", "counter"}:
                    said = "measures" if one is work else label_of(one.role)
                    self.forms[-1].parts.append(Labelled(said, cell.text.strip(), cell.spot, one.heading, number))
        return at + 1


def _kind(one: Told) -> str:
    """A label by what it announces; what announces nothing known by its words."""
    kind = "number" if one.role == "counter" else one.role
    return one.heading if kind in {"other", "section"} else kind


def _is_form(rows: Sequence[Row]) -> bool:
    """Whether most rows begin with a label and words, and none is the headings of a list from its first column on."""
    said = [row for row in rows[:_LOOKED_AT] if row.texts]
    labelled = [labels for row in said if (labels := told(row))]
    kinds = {one.heading for labels in labelled for one in labels}
    heads = find_heads(rows)
    if heads is not None and heads.first <= 1 and not told(rows[heads.first]):
        return False
    return len(kinds) > 1 and len(labelled) >= _FEWEST_LABELLED * len(said)


def _joined(before: str, after: str) -> str:
    return before + ("\n" if before and before[-1] in _TERMINAL else "") + after


def _inner(rows: Sequence[Row], at: int) -> Heads | None:
    """The headings of a list inside an item: all cells of the row but for the label at its left."""
    row = rows[at]
    label = row.own(0)
    if label is None or label.rows <= 1 or at + 1 == len(rows):
        return None
    words = [
        (n, (cell.text,)) for n in range(1, len(row.cells)) if (cell := row.own(n)) is not None and cell is not label
    ]
    known = sum(bool(roles(text)) for _, (text,) in words)
    if known <= 1 or 2 * known <= len(words) or any(text[-1:] in _TERMINAL for _, (text,) in words):
        return None
    return heads_of(at, at, words)


def _entry(form: _Form) -> Entry:
    findings = [part for part in form.parts if part.label == "finding"]
    number = form.number
    if not number and findings:
        marks = marks_in(findings[0].text[:_LONGEST_NUMBER])
        if marks and marks[0].start == 0:
            number = marks[0].text
            rest = findings[0].text[marks[0].end :].strip()
            form.parts[form.parts.index(findings[0])] = replace(findings[0], text=rest)
    return Entry(number, form.opening, tuple(_settled(form.parts)), form.spot, form.headings)


def _settled(parts: Sequence[Labelled]) -> Iterator[Labelled]:
    """整改任务 is the problem unless another label gives the problem: then it is what is to be done (domain 4)."""
    sure = any(
        part.label == "finding" and roles(part.heading)[:1] == ("finding",) and len(roles(part.heading)) == 1
        for part in parts
    )
    measures = any(part.label == "measures" for part in parts)
    for part in parts:
        if part.label == "finding" and sure and len(roles(part.heading)) > 1:
            yield replace(part, label="other" if measures else "measures")
        else:
            yield part


def _sure(entries: Sequence[Entry], orphans: Sequence[tuple[str, Spot]]) -> float:
    """0–1 by the kinds of labels an item has, a finding each, and how much of the text the items are."""
    if not entries:
        return 0.0
    kinds = sum(len({p.label for p in one.parts if p.text} - {"other"}) for one in entries) / len(entries)
    lower = _BY_LABELS.get(int(kinds), 1.0)
    by_labels = lower + (_BY_LABELS.get(int(kinds) + 1, 1.0) - lower) * (kinds - int(kinds))
    told = sum(bool(one.opening) or any(p.label in _SUBJECTS and p.text for p in one.parts) for one in entries)
    taken = sum(len(part.text) for one in entries for part in one.parts)
    left = sum(len(text) for text, _ in orphans)
    return round(by_labels * told / len(entries) * (0.75 + 0.25 * taken / max(1, taken + left)), 3)


SHAPE = VerticalTable()
