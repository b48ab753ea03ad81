"""A workbook that `export` wrote and people gave back: which row is about what, and which cell holds which field.

Columns are found by their headings and rows by their hidden keys, so both may have been moved. What an exported row
held is kept in the workbook itself (see `formats.xlsx.keys`), and is handed on beside what its cells hold now.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from ledger.errors import Said, UnreadableError, say
from ledger.model import continued, hidden, mapping
from ledger.model.columns import SUMMARY
from ledger.model.filled import CLEARED
from ledger.model.grid import Area, Book, Cell, Grid, Line, letters
from ledger.model.hidden import BASE_SHEET, KEY, LEDGER_SHEET, Shown
from ledger.model.locked import MARKS, UID, marks_of
from ledger.model.naming import title_of
from ledger.model.units import plain

REVISION, TOTAL_KEY = "_rev", "#total"
_HEADING_AMONG = 15
"""The rows with anything in them, from the top, among which the headings must be."""
_FARTHEST = 256
"""The last column that is looked at under a merged cell; no sheet of ours is as wide."""
_ENDINGS = ("合计", "总计", "小计", "备注", "注：", "注:", "填表", "填报人", "审核", "制表", "（")
"""How lines begin that an office writes below its rows; they are no rows that somebody forgot the key of."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where in which workbook something was found; without a column, the whole row."""

    file: str
    sheet: str
    row: int
    column: int | None = None

    @property
    def cell(self) -> str:
        """`D7`, or only the row."""
        return f"{letters(self.column)}{self.row}" if self.column else str(self.row)


@dataclass(frozen=True, slots=True)
class Refused:
    """Something that is not taken: where, what it says there, and why not."""

    spot: Spot
    heading: str
    text: str
    why: Said


@dataclass(frozen=True, slots=True)
class Remark:
    """Something worth knowing that stands in nobody's way."""

    spot: Spot
    said: Said


@dataclass(frozen=True, slots=True)
class Entry:
    """A row with its key: what its cells hold, by field, and what those that may be edited held when exported."""

    spot: Spot
    key: str
    cells: Mapping[str, Cell]
    base: Mapping[str, str]
    covered: frozenset[str]
    """The fields whose cells lie under a merged one: they look filled and are empty."""
    marks: Mapping[str, str] = field(default_factory=dict)
    """Of the fields that are not taken back: the mark of what each cell held when exported (`locked.mark`)."""
    uid: str = ""
    """The `uid` of the issue that was exported; empty in a workbook of an older program."""

    @property
    def issue(self) -> str:
        """The number of the issue that the row is about."""
        return self.key.partition("#")[0]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of rows as it came back."""

    name: str
    subject: str
    """What its rows are about, as `columns.Subject` has it."""
    columns: Mapping[str, tuple[Shown, int]]
    """By field: the column as exported, and the number of the one it is now. What was deleted is missing."""
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Returned:
    """A workbook as it came back."""

    file: str
    day: date | None
    title: str
    sheets: tuple[Sheet, ...]
    refused: tuple[Refused, ...]
    remarks: tuple[Remark, ...]


def read(book: Book) -> Returned:
    """What a returned workbook holds. Raises UnreadableError for one that `export` did not write, or a newer one."""
    about, base = hidden.about(book), hidden.base(book)
    sheets: list[Sheet] = []
    refused: list[Refused] = []
    remarks: list[Remark] = []
    read_from: set[str] = set()
    for name, columns in about.columns.items():
        if not any(column.editable for column in columns):
            continue
        found = _find(book, name, columns, frozenset(about.columns))
        if found is None:
            remarks.append(Remark(Spot(book.file, name, 1), say("import.no-sheet", sheet=name)))
            continue
        read_from.add(found[0].name)
        held = {key: texts for (sheet, key), texts in base.items() if sheet == name}
        reader = _Reader(book.file, *found, columns, held, marked=about.marked[name], by_hand=about.by_hand[name])
        reader.look_at_headings(about.headings[name])
        sheets.append(reader.sheet(about.subjects.get(name, "issue")))
        refused += reader.refused
        remarks += reader.remarks
    if not sheets and any(column.editable for columns in about.columns.values() for column in columns):
        raise UnreadableError(say("import.no-sheets", file=book.file, sheets=tuple(about.columns)))
    copies, others = _extra(book, read_from | set(about.columns))
    refused += copies
    remarks += others
    return Returned(book.file, about.day, about.title, tuple(sheets), tuple(refused), tuple(remarks))


def own(book: Returned, uids: Mapping[str, str], title: str) -> Returned:
    """`book` without its rows about issues of another ledger, which are refused: their numbers mean something else
    here. `uids` are those of this ledger, called `title`, by number. Workbooks of older programs bear none.
    """
    entries = [one for sheet in book.sheets for one in sheet.entries]
    foreign = {one.spot: one for one in entries if one.uid and one.uid != uids.get(one.issue, one.uid)}
    if foreign and all(one.spot in foreign or one.issue not in uids for one in entries):
        why = say("import.foreign", title=book.title, own=title)
        sheets = tuple(replace(sheet, entries=()) for sheet in book.sheets)
        return replace(book, sheets=sheets, refused=(Refused(Spot(book.file, "", 0), "", book.title, why),), remarks=())
    if not foreign:
        return book
    numbers = {uid: number for number, uid in uids.items()}
    refused = (Refused(one.spot, KEY, one.key, _foreign(one, numbers.get(one.uid))) for one in foreign.values())
    left = (replace(sheet, entries=tuple(e for e in sheet.entries if e.spot not in foreign)) for sheet in book.sheets)
    return replace(book, sheets=tuple(left), refused=(*book.refused, *refused))


def of_issues(book: Returned, issues: Collection[str]) -> Returned:
    """`book` with its rows about these issues alone."""
    sheets = (replace(one, entries=tuple(row for row in one.entries if row.issue in issues)) for one in book.sheets)
    return replace(book, sheets=tuple(sheets))


def _foreign(entry: Entry, number: str | None) -> Said:
    """Why a row is not taken whose number belongs to another issue; `number` is the one it goes by now, if any."""
    if number is not None:
        return say("import.renumbered", key=entry.issue, number=number)
    return say("import.foreign-row", key=entry.issue)


def _find(book: Book, name: str, columns: Sequence[Shown], taken: frozenset[str]) -> tuple[Grid, Line] | None:
    """The sheet of that name with its headings; where somebody renamed it, the one other sheet with these headings."""
    grid = book.grid(name)
    if grid is not None and (head := _head(grid, columns)) is not None:
        return grid, head
    others = [one for one in book.grids if one.name not in taken and one.name not in {LEDGER_SHEET, BASE_SHEET}]
    known = {plain(column.heading) for column in columns}
    heads = [(one, head) for one in others if (head := _head(one, columns)) is not None and _holds_key(head)]
    alike = sorted(((_count(head, known), at) for at, (_, head) in enumerate(heads)), reverse=True)
    sure = alike and 2 * alike[0][0] > len(known) and (len(alike) == 1 or alike[0][0] > alike[1][0])
    return heads[alike[0][1]] if sure else None


def _extra(book: Book, known: set[str]) -> tuple[list[Refused], list[Remark]]:
    """Sheets that were not exported: a copy of one of ours is refused, for nobody knows which of the two counts."""
    extra = [one for one in book.grids if one.lines and one.name not in known]
    extra = [one for one in extra if one.name != SUMMARY and not one.name.startswith("_")]
    copies = [one for one in extra if any(_holds_key(line) for line in one.lines[:_HEADING_AMONG])]
    why = say("import.copied-sheet")
    refused = [Refused(Spot(book.file, one.name, one.lines[0].number), "", one.name, why) for one in copies]
    others = [one for one in extra if one not in copies]
    return refused, [Remark(Spot(book.file, one.name, 1), say("import.other-sheet")) for one in others]


def _head(grid: Grid, columns: Sequence[Shown]) -> Line | None:
    """The row that holds most of the headings, two at least."""
    known = {plain(column.heading) for column in columns} | {KEY}
    lines = grid.lines[:_HEADING_AMONG]
    scored = [(_count(line, known), line) for line in lines]
    best = max(scored, key=lambda pair: pair[0], default=None)
    return best[1] if best and best[0] > 1 else None


def _count(line: Line, known: Collection[str]) -> int:
    """How many cells of a row are headings that are known."""
    return sum(plain(cell.text) in known for cell in line.cells.values())


def _holds_key(head: Line) -> bool:
    return any(plain(cell.text) == KEY for cell in head.cells.values())


def match(columns: Sequence[Shown], head: Mapping[int, str]) -> dict[str, int]:
    """For each exported column, by field, the number of the column that bears its heading now: word for word,
    else without remarks in brackets, else under another name for the same thing (domain 4). Never a guess between two.
    """
    found: dict[str, int] = {}
    free = dict(head)
    for form in (plain, mapping.normal, lambda text: mapping.synonyms().get(mapping.normal(text), text)):
        left = [one for one in columns if one.field not in found]
        wanted = Counter(form(one.heading) for one in left)
        there = Counter(form(text) for text in free.values())
        places = {form(text): at for at, text in free.items()}
        for one in left:
            form_of = form(one.heading)
            if wanted[form_of] == 1 and there[form_of] == 1:
                found[one.field] = places[form_of]
        free = {at: text for at, text in free.items() if at not in found.values()}
    return found


class _Reader:
    """One walk over a sheet: its entries, and on the way what is refused and what is remarked."""

    def __init__(
        self,
        file: str,
        grid: Grid,
        head: Line,
        columns: Sequence[Shown],
        base: Mapping[str, Mapping[str, str]],
        *,
        marked: Sequence[str],
        by_hand: Collection[str],
    ) -> None:
        self.file, self.grid, self.head, self.base, self.marked = file, grid, head, base, marked
        headings = {at: cell.text for at, cell in head.cells.items()}
        self.places = match(columns, {at: text for at, text in headings.items() if plain(text) not in {KEY, REVISION}})
        self.key = next((at for at, text in headings.items() if plain(text) == KEY), None)
        self.revision = next((at for at, text in headings.items() if plain(text) == REVISION), None)
        self.shown = {one.field: one for one in columns}
        free = {at: text for at, text in headings.items() if at not in self.places.values()}
        self.by_hand = {at: text for at, text in free.items() if plain(text) in by_hand}
        self.covered = _covered(grid)
        self.last = 0
        self.refused: list[Refused] = []
        self.remarks: list[Remark] = []

    def look_at_headings(self, exported: frozenset[str]) -> None:
        """Columns that stand there twice, and columns that somebody has added."""
        headings = {at: cell.text for at, cell in self.head.cells.items()}
        self._twins(headings)
        known = set(self.places.values())
        names = {KEY, REVISION, *exported}
        added = tuple(text for at, text in headings.items() if at not in known and plain(text) not in names)
        if added:
            self.remarks.append(Remark(self._spot(self.head.number), say("import.added", headings=added)))

    def sheet(self, subject: str) -> Sheet:
        below = [line for line in self.grid.lines if line.number > self.head.number]
        if self.key is None and (unknown := self._missing(subject)):
            why = say("import.no-number-column", headings=unknown)
            self.refused.append(Refused(self._spot(self.head.number), "", self.grid.name, why))
            return Sheet(self.grid.name, subject, {}, ())
        below = self._joined(below)
        self.last = max((line.number for line in below if self.key in line.cells), default=0)
        entries = tuple(entry for line in below if (entry := self._entry(line)) is not None)
        rows = {one.spot.row for one in entries}
        self.remarks += (one for line in below if line.number in rows for one in self._filled_by_hand(line))
        columns = {field: (self.shown[field], at) for field, at in self.places.items()}
        return Sheet(self.grid.name, subject, columns, entries)

    def _joined(self, below: Sequence[Line]) -> list[Line]:
        """The rows with what stands in their continuation rows; those that miss one are refused."""
        columns = continued.Columns(self.key, self.revision, self.places)
        found = continued.joined(below, columns, self.base, CLEARED)
        why = say("import.torn")
        for line in found.torn:
            key = self._key(line, {name: line.cells[at] for name, at in self.places.items() if at in line.cells})
            self.refused.append(Refused(self._spot(line.number), KEY, key or "", why))
        for name, cell in found.strayed:
            spot, heading = self._spot(cell.row, self.places[name]), self.shown[name].heading
            self.refused.append(Refused(spot, heading, cell.text, say("import.below-first")))
        return list(found.lines)

    def _missing(self, subject: str) -> tuple[str, ...]:
        """The headings that would tell which row is about what, where they are gone."""
        needed = ("id", "measure.number") if subject == "measure" else ("id",)
        gone = (name for name in needed if name not in self.places)
        return tuple(self.shown[name].heading if name in self.shown else title_of(name) for name in gone)

    def _filled_by_hand(self, line: Line) -> Iterator[Remark]:
        """What somebody wrote into columns that the ledger has no field for: only this workbook has it."""
        for at, heading in self.by_hand.items():
            cell = line.cells.get(at)
            if cell is not None and cell.text.strip():
                said = say("import.by-hand", heading=heading, text=" ".join(cell.text.split()))
                yield Remark(self._spot(line.number, at), said)

    def _spot(self, row: int, column: int | None = None) -> Spot:
        return Spot(self.file, self.grid.name, row, column)

    def _twins(self, headings: Mapping[int, str]) -> None:
        """A column that may be edited and now stands there twice: nobody can know which of the two was meant."""
        there = Counter(plain(text) for text in headings.values())
        for name, one in self.shown.items():
            if one.editable and name not in self.places and there[plain(one.heading)] > 1:
                at = max(at for at, text in headings.items() if plain(text) == plain(one.heading))
                why = say("import.twin-columns", heading=one.heading)
                self.refused.append(Refused(self._spot(self.head.number, at), one.heading, one.heading, why))

    def _entry(self, line: Line) -> Entry | None:
        cells = {field: cell for field, at in self.places.items() if (cell := line.cells.get(at)) is not None}
        key = self._key(line, cells)
        if key is None:
            self._keyless(line, cells)
        if key is None or key == TOTAL_KEY:
            return None
        seen = _visible_key(cells, key)
        base = self.base.get(key)
        if seen is not None or base is None:
            why = say("import.key-differs", key=key, seen=seen) if seen else say("import.unknown-key", key=key)
            self.refused.append(Refused(self._spot(line.number), KEY, key, why))
            return None
        under = frozenset(field for field, at in self.places.items() if (line.number, at) in self.covered)
        marks = marks_of(self.marked, base.get(MARKS, ""))
        return Entry(self._spot(line.number), key, cells, base, under, marks, base.get(UID, ""))

    def _key(self, line: Line, cells: Mapping[str, Cell]) -> str | None:
        """The hidden key; where the whole column was taken out, what can be seen of it."""
        if self.key is not None:
            cell = line.cells.get(self.key)
            return cell.text.strip() or None if cell else None
        number = cells.get("measure.number")
        if "measure.number" in self.shown:
            return f"{cells['id'].text.strip()}#{number.text.strip()}" if number and "id" in cells else None
        return cells["id"].text.strip() or None if "id" in cells else None

    def _keyless(self, line: Line, cells: Mapping[str, Cell]) -> None:
        """A row somebody has inserted; lines below the rows (合计, 备注) are none."""
        texts = [line.cells[at].text.strip() for at in sorted(line.cells) if line.cells[at].text.strip()]
        if not texts or texts[0].startswith(_ENDINGS):
            return
        shown = "｜".join(text.replace("\n", " ") for text in texts)
        if len(cells) > 1:
            self.refused.append(Refused(self._spot(line.number), "", shown, say("import.new-row")))
        else:
            said = say("import.text-between" if line.number < self.last else "import.loose-text", text=shown)
            self.remarks.append(Remark(self._spot(line.number), said))


def _visible_key(cells: Mapping[str, Cell], key: str) -> str | None:
    """What the row says of itself where that contradicts its hidden key: somebody sorted only the columns in sight."""
    issue, _, part = key.partition("#")
    number = cells.get("measure.number")
    seen = cells["id"].text.strip() if "id" in cells else issue
    if number is not None and part and number.text.strip() != part:
        return f"{seen}#{number.text.strip()}"
    return seen if seen and seen != issue else None


def _covered(grid: Grid) -> frozenset[tuple[int, int]]:
    """The cells under a merged one that hold nothing of their own, among the rows that hold anything."""
    rows = [line.number for line in grid.lines]
    return frozenset(_under(grid.merged, rows))


def _under(merged: Iterable[Area], rows: Sequence[int]) -> Iterator[tuple[int, int]]:
    for top, left, bottom, right in merged:
        for row in rows[bisect_left(rows, top) : bisect_right(rows, bottom)]:
            for column in range(left, min(right, _FARTHEST) + 1):
                if (row, column) != (top, left):
                    yield row, column
