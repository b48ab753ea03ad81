"""From the rows of a list to its entries: which rows belong to one item, and what each says in which column.

An item may have several rows, by merged cells or by blanks below its number; a row that a page end tore apart is put
together again. Nothing is dropped: cells without a label of their own stay under their heading.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ledger.errors import Said, say
from ledger.formats.plan_text.numbering import opens_with_number
from ledger.formats.plan_text.table_columns import Column, Role
from ledger.formats.plan_text.table_rows import Row
from ledger.model.document import Cell, Spot
from ledger.model.item import Entry, Label, Labelled
from ledger.model.units import plain

_TERMINAL = "。；;！!？?：:”』」…)）"
_BRACKETS = (("（", "）"), ("(", ")"), ("《", "》"), ("“", "”"), ("【", "】"))
_LONGEST_BRACKET = 120
_SHARED = frozenset({"deadline", "responsible", "lead", "support", "supervisor", "acceptor", "persons", "leader"})
"""What a blank cell below has from the cell above, in tables that don't tell which cells are merged."""
_WORDY = frozenset({"finding", "title", "measures", "progress", "goal", "other"})


@dataclass
class Draft:
    """An item while its rows are read: per row the text of each column, and the cell that it comes from."""

    columns: Sequence[Column]
    spot: Spot
    headings: tuple[str, ...]
    rows: list[dict[int, tuple[str, Cell]]] = field(default_factory=list)
    merging: bool = False
    remarks: list[Said] = field(default_factory=list)

    def add(self, row: Row) -> None:
        """One more row."""
        self.merging = self.merging or row.merging
        self.rows.append(
            {one.at: (mended(cell.text.strip()), cell) for one in self.columns if (cell := row.own(one.at))}
        )

    def go_on(self, row: Row) -> None:
        """The rest of the last row, which a page end tore off."""
        last = self.rows[-1]
        for one in self.columns:
            cell = row.own(one.at)
            if cell is None:
                continue
            before, origin = last.get(one.at, ("", cell))
            last[one.at] = (joined(before, cell.text.strip()), origin)

    def text(self, role: str) -> str:
        """What the first row that says something says in the columns of a role."""
        columns = [one.at for one in self.columns if one.role == role]
        return next((row[at][0] for row in self.rows for at in columns if at in row), "")

    def unfinished(self, row: Row) -> bool:
        """Whether a row without a number is the rest of the last one: a sentence goes on in it."""
        last = self.rows[-1]
        goes_on = False
        for one in self.columns:
            cell = row.own(one.at)
            if cell is None or one.at not in last:
                continue
            if one.role in _SHARED and plain(cell.text) == plain(last[one.at][0]):
                return False
            if one.role in _WORDY and last[one.at][0][-1:] not in _TERMINAL:
                goes_on = True
        return goes_on


def mended(text: str) -> str:
    """A cell's words with those line ends taken out that only its width made: inside brackets, and before one."""
    if "\n" not in text:
        return text
    first, *rest = text.split("\n")
    lines = [first]
    for line in rest:
        before = lines[-1][-_LONGEST_BRACKET:]
        torn = any(before.count(opening) > before.count(closing) for opening, closing in _BRACKETS)
        aside = line[:1] in {"（", "("} and not opens_with_number(line)
        if lines[-1] and (torn or aside):
            lines[-1] += line
        else:
            lines.append(line)
    return "\n".join(lines)


def joined(before: str, after: str) -> str:
    """Two parts of a cell: in one line where the first breaks off in the middle of a sentence."""
    return before + ("\n" if before and before[-1] in _TERMINAL else "") + after


def entry(draft: Draft) -> Entry:
    """The entry of an item whose rows have all been read; a name beside the finding, or instead of it, opens it."""
    apart = {"number", "section", "title"}
    parts = tuple(part for one in draft.columns if one.role not in apart for part in _parts(draft, one))
    title = _merged_text(draft, "title")
    return Entry(draft.text("number"), title, parts, draft.spot, draft.headings, tuple(draft.remarks))


def _merged_text(draft: Draft, role: str) -> str:
    texts = [words for one in draft.columns if one.role == role for words, _ in _cells(draft, one)]
    return "\n".join(dict.fromkeys(texts))


def _cells(draft: Draft, column: Column) -> Iterator[tuple[str, int]]:
    """The words of a column with the row they stand in, from 1; a merged cell once, at its first row."""
    seen: set[int] = set()
    for number, row in enumerate(draft.rows, 1):
        if column.at in row and id(row[column.at][1]) not in seen:
            seen.add(id(row[column.at][1]))
            yield row[column.at][0], number


def _parts(draft: Draft, column: Column) -> Iterator[Labelled]:
    label = label_of(column.role)
    found = list(_cells(draft, column))
    if label in _SHARED and len(found) > 1:
        yield from _each_row(draft, column, label)
        return
    whole = len(draft.rows) == 1 or (len(found) == 1 and label != "measures") or label == "finding"
    if label == "finding" and len(found) > 1:
        texts = tuple(dict.fromkeys(words for words, _ in found))
        yield Labelled(label, "\n".join(texts), _spot(draft, column), column.heading)
        return
    for words, number in found:
        yield Labelled(label, words, draft.rows[number - 1][column.at][1].spot, column.heading, 0 if whole else number)


def _each_row(draft: Draft, column: Column, label: Label) -> Iterator[Labelled]:
    """A unit or day of every row; the same in all rows is of the whole item."""
    texts: list[tuple[str, Cell] | None] = []
    for row in draft.rows:
        held = row.get(column.at)
        texts.append(held or (texts[-1] if texts and not draft.merging else None))
    said = [one for one in texts if one is not None]
    if len({plain(words) for words, _ in said}) == 1 and len(said) == len(texts):
        yield Labelled(label, said[0][0], said[0][1].spot, column.heading)
        return
    for number, one in enumerate(texts, 1):
        if one is not None:
            yield Labelled(label, one[0], one[1].spot, column.heading, number)


def _spot(draft: Draft, column: Column) -> Spot:
    return next((row[column.at][1].spot for row in draft.rows if column.at in row), draft.spot)


def label_of(role: Role) -> Label:
    """The label that a role is; what is none has its words under its own heading."""
    if role == "number" or role == "counter" or role == "section" or role == "title":  # noqa: PLR1714 - mypy narrows by ==
        return "other"
    return role


def number_remarks(drafts: Sequence[Draft]) -> None:
    """Say of each number that is there twice in one list that it is."""
    seen: set[str] = set()
    for draft in drafts:
        number = plain(draft.text("number"))
        if number and number in seen:
            draft.remarks.append(say("table.number-twice", number=draft.text("number")))
        seen.add(number)
