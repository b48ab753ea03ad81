"""What workbooks of things would change: every cell against the register, before anything is written.

A row of our own export knows what it said then (`thingrows.revision`): one that nobody touched changes nothing, even
where the register has moved on since, and one that was touched while the register moved on is refused, because nobody
can tell which of its cells are new. In a list of the office's own every filled cell is what it says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from ledger.errors import Said, say
from ledger.model import thinglines, thingrows
from ledger.model.filled import UnfitError, day_in, even
from ledger.model.grid import Book, Cell, Line, letters
from ledger.model.policy import Objects
from ledger.model.resemblance import family
from ledger.model.returned import Refused, Remark, Spot
from ledger.model.thing import Thing, Things
from ledger.model.thingcells import DAYS, Reader, same, targets
from ledger.model.thingcolumns import KIND, heading
from ledger.model.thingfaults import may_be_one_place
from ledger.model.thingkinds import Kinds
from ledger.model.thinglines import Sheet
from ledger.model.thingrows import HEADINGS, KEY, REVISION
from ledger.model.values import is_file_name

_ORDINAL = 4
"""Digits that a number in a column 编号 may have to be that of the row in an office's own list."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One cell that says something else than the register."""

    heading: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Change:
    """A thing that a row makes or changes: the values that it wants, by field."""

    thing: str
    before: Thing | None
    values: Mapping[str, object]
    differences: tuple[Difference, ...]
    spot: Spot


@dataclass(frozen=True)
class Changes:
    """Everything that workbooks of things mean for the register."""

    changes: tuple[Change, ...]
    refused: tuple[Refused, ...]
    remarks: tuple[Remark, ...]


def changes(books: Iterable[Book], things: Things, settings: Objects, day: date, kind: str | None = None) -> Changes:
    """What the workbooks want, as of `day`; `kind`: what all of their things are, whatever the sheets are called.
    Nothing is ever taken out by being left out.
    """
    reading = _Reading(things, settings, day, kind)
    for book in books:
        for grid in book.grids:
            if grid.state != "visible" or not grid.lines:
                continue
            sheet = thinglines.headed(book.file, grid, settings.watchers)
            if sheet is None:
                spot = Spot(book.file, grid.name, 0)
                reading.remarks.append(Remark(spot, say("object.no-headings", sheet=grid.name)))
            else:
                reading.take(sheet)
    return Changes(tuple(reading.found), tuple(reading.refused), tuple(reading.remarks))


class _Reading:
    """The sheets of one import, one after the other."""

    def __init__(self, things: Things, settings: Objects, day: date, kind: str | None) -> None:
        self.things, self.settings, self.day, self.kind = things, settings, day, kind
        self.found: list[Change] = []
        self.refused: list[Refused] = []
        self.remarks: list[Remark] = []
        self._seen: dict[str, Spot] = {}

    def take(self, sheet: Sheet) -> None:
        """Everything that a sheet wants."""
        for number, what in sheet.beside:
            told = say("object.beside", what=say(f"intake.kind.{what}"))
            self.remarks.append(Remark(Spot(sheet.file, sheet.name, number), told))
        for column, count in sheet.unheaded:
            bare = say("object.no-heading", column=letters(column), count=count)
            self.remarks.append(Remark(Spot(sheet.file, sheet.name, 0), bare))
        kinds = Kinds.of(sheet, self.things, self.settings, self.kind)
        told_of = False
        for line in sheet.lines:
            row = _Row(kinds.sheet, line, self.things, kinds, self.day)
            change = row.read(self.refused, self.remarks)
            if change is None:
                continue
            if change.before is None and "kind" not in change.values:
                if not told_of:
                    self.refused.append(Refused(change.spot, KIND, sheet.name, kinds.why_none))
                told_of = True
                continue
            self._add(change)

    def _add(self, change: Change) -> None:
        first = self._seen.setdefault(change.thing, change.spot)
        if first != change.spot:
            why = say("object.row-twice", id=change.thing, row=first.cell, sheet=first.sheet, file=_short(first.file))
            self.refused.append(Refused(change.spot, HEADINGS["id"], change.thing, why))
        elif change.differences or change.before is None:
            self.found.append(change)


def _short(file: str) -> str:
    return file.replace("\\", "/").rpartition("/")[2]


@dataclass(frozen=True)
class _Row:
    """One row before the register."""

    sheet: Sheet
    line: Line
    things: Things
    kinds: Kinds
    day: date

    def read(self, refused: list[Refused], remarks: list[Remark]) -> Change | None:
        """What the row wants; None for an empty one, one that nobody touched, and one that is refused."""
        said = {field: cell for column, field in self.sheet.fields.items() if (cell := self._cell(column)) is not None}
        key, revision = self._hidden(KEY), self._hidden(REVISION)
        is_known = self.things.get(key) is not None
        if not said or (is_known and revision and self._is_untouched(said, revision)):
            return None
        if cut := tuple(self._cut_off()):
            refused += cut  # nobody can tell which thing such a row is about
            return None
        own_id = self._own_id(said, key)
        known = None if key or own_id else self._known_as(said)
        thing_id = key or own_id or (known.id if known else self._text(said, "name"))
        before = self.things.get(thing_id)
        why = self._why_not(said, thing_id, key, revision, before)
        if why is None and before is not None and not (key or own_id or known):
            why = say("object.name-elsewhere", id=before.id, region=before.region)
        if why is not None:
            refused.append(Refused(self._spot(), HEADINGS["id"], thing_id or self._text(said, "id"), why))
            return None
        values, differences = self._wanted(said, before, refused)
        kind = self._text(said, "kind") or self.kinds.name
        if before is None:
            name = self._text(said, "name")
            values = {"id": thing_id, **({"kind": kind} if kind else {}), **values, "name": name or thing_id}
            remarks += [Remark(self._spot(), say("object.row-gone", id=key))] if key else []
        elif key:
            remarks += self._emptied(said, before)
        else:
            remarks += self._gone(before)
            if kind and "kind" not in said and kind != before.kind:
                differences += self._moved(before, kind, values, refused, remarks)
        return Change(thing_id, before, values, tuple(differences), self._spot())

    def _cut_off(self) -> Iterator[Refused]:
        for column, field in self.sheet.fields.items():
            cell = self._cell(column)
            if cell is not None and cell.is_cut_off:
                yield Refused(self._spot(column), heading(field), cell.text, say("import.cut-off"))

    def _own_id(self, said: Mapping[str, Cell], key: str) -> str:
        """The id that the row tells; in an office's own list a small number before a name only counts the rows."""
        told = self._text(said, "id")
        counts = not key and told.isdecimal() and len(told) <= _ORDINAL and "name" in said
        return "" if counts and self.things.get(told) is None else told

    def _why_not(
        self, said: Mapping[str, Cell], thing_id: str, key: str, revision: str, before: Thing | None
    ) -> Said | None:
        if not thing_id:
            return say("object.row-nameless")
        if key and self._text(said, "id") not in {"", key}:
            return say("object.fixed-id")
        if before is None and not is_file_name(thing_id):
            return say("object.unfit-id", id=thing_id)
        if before is not None and revision and revision != self._now(before):
            return say("object.row-stale", id=thing_id)
        return None

    def _known_as(self, said: Mapping[str, Cell]) -> Thing | None:
        """Of a row without an id: the thing of its code or name, where there is just one. What was struck off is meant
        by its name alone: its code may be another's by now.
        """
        name = self._text(said, "name")
        for field in ("code", "name"):
            found = self.things.matching(self._text(said, field)) if self._text(said, field) else ()
            meant = [one for one in found if one.is_there(self.day) or not name or one in self.things.matching(name)]
            if field == "name":
                meant = [one for one in meant if self._may_lie_there(one, said)]
            there = [one for one in meant if one.is_there(self.day)] or meant
            if len(there) == 1:
                return there[0]
        return None

    def _may_lie_there(self, one: Thing, said: Mapping[str, Cell]) -> bool:
        """Whether a thing of the same name may be the one of the row, by its region: every town has a 红星砖厂."""
        cells = [(field, said[field]) for field in targets(said).get("region", ())]
        try:
            (told,) = Reader(None, self.day, is_ours=False).read("region", cells) if cells else (None,)
        except UnfitError:
            return True  # the cell is refused where it is read
        return told is None or may_be_one_place(one, one.model_copy(update={"region": told.text}))

    def _gone(self, before: Thing) -> Iterator[Remark]:
        if not before.is_there(self.day):
            yield Remark(self._spot(), say("object.is-gone", id=before.id, until=before.until))

    def _moved(
        self, before: Thing, kind: str, values: dict[str, object], refused: list[Refused], remarks: list[Remark]
    ) -> list[Difference]:
        """What becomes of a thing that stands on a sheet of another kind than it is."""
        if self.kinds.may_become(before, kind):
            values["kind"] = kind
            return [Difference(KIND, before.kind, kind)]
        if family(before.kind) == family(kind):
            remarks.append(Remark(self._spot(), say("object.kind-kept", id=before.id, kind=before.kind, told=kind)))
        else:
            why = say("object.other-kind", id=before.id, kind=before.kind, told=kind)
            refused.append(Refused(self._spot(), KIND, kind, why))
        return []

    def _wanted(
        self, said: Mapping[str, Cell], before: Thing | None, refused: list[Refused]
    ) -> tuple[dict[str, object], list[Difference]]:
        values: dict[str, object] = {}
        differences: list[Difference] = []
        columns = {field: column for column, field in self.sheet.fields.items()}
        reader = Reader(before, self.day, is_ours=bool(self._hidden(KEY)))
        for target, own in targets(field for field in columns if field in said and field != "id").items():
            try:
                wishes = reader.read(target, [(field, said[field]) for field in own])
            except UnfitError as error:
                text = "、".join(said[field].text for field in own)
                refused.append(Refused(self._spot(columns[own[0]]), heading(own[0]), text, error.said))
                continue
            for wish in wishes:
                old = thingrows.text(before, wish.field) if before is not None else ""
                if not same(wish.field, wish.text, old):
                    values[wish.field] = wish.value
                    differences.append(Difference(heading(wish.field), old, wish.text))
        return values, differences

    def _emptied(self, said: Mapping[str, Cell], before: Thing) -> Iterator[Remark]:
        for column, field in self.sheet.fields.items():
            if field not in said and (was := thingrows.text(before, field)):
                yield Remark(self._spot(column), say("import.empty", heading=heading(field), was=was))

    def _is_untouched(self, said: Mapping[str, Cell], revision: str) -> bool:
        texts = {field: _as_shown(field, cell) for field, cell in said.items()}
        return thingrows.revision(texts) == revision

    def _now(self, before: Thing) -> str:
        return thingrows.revision({field: thingrows.text(before, field) for field in self.sheet.fields.values()})

    def _cell(self, column: int) -> Cell | None:
        cell = self.line.cells.get(column)
        return cell if cell is not None and even(cell.text) else None

    def _hidden(self, name: str) -> str:
        cell = self._cell(self.sheet.hidden[name]) if name in self.sheet.hidden else None
        return even(cell.text) if cell else ""

    @staticmethod
    def _text(said: Mapping[str, Cell], field: str) -> str:
        return even(said[field].text) if field in said else ""

    def _spot(self, column: int | None = None) -> Spot:
        return Spot(self.sheet.file, self.sheet.name, self.line.number, column)


def _as_shown(field: str, cell: Cell) -> str:
    try:
        return day_in(cell) if field in DAYS else even(cell.text)
    except UnfitError:
        return cell.text


def told(change: Change) -> Said:
    """A change as one line."""
    kind = "object.row-new" if change.before is None else "object.row-changed"
    cells = tuple(
        say("object.difference", heading=one.heading, old=one.old or say("import.nothing-there"),
            new=one.new or say("import.nothing-there"))
        for one in change.differences
    )  # fmt: skip
    return say(kind, id=change.thing, cells=cells)
