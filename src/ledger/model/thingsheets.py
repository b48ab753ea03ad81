"""What a workbook of things would change: every cell against the register, before anything is written.

A row of our own export knows what it said then (`thingrows.revision`): one that nobody touched changes nothing, even
where the register has moved on since, and one that was touched while the register moved on is refused, because nobody
can tell which of its cells are new. In a list of the office's own every filled cell is what it says.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from ledger.errors import Said, say
from ledger.model import ownerwords, thingrows
from ledger.model.filled import CLEARED, UnfitError, day_in, even
from ledger.model.grid import Book, Cell, Grid, Line
from ledger.model.returned import Refused, Remark, Spot
from ledger.model.thing import Thing, Things
from ledger.model.thingrows import ATTRIBUTE, HEADINGS, KEY, REVISION
from ledger.model.units import plain
from ledger.model.values import is_file_name

_AMONG = 15
"""The rows from the top among which the headings must be."""
_LEAST = 2
"""Headings of ours that a row must have to be the one of headings."""
_OTHERS: Mapping[str, str] = {
    **dict.fromkeys(("对象编号",), "id"),
    **dict.fromkeys(
        ("对象名称", "企业名称", "单位名称", "河道名称", "水体名称", "河流名称", "排口名称", "断面名称", "点位名称"),
        "name",
    ),
    **dict.fromkeys(("地块名称", "工地名称", "项目名称", "园区名称"), "name"),
    **dict.fromkeys(("对象编码", "排口编码", "河道编码", "地块编码", "统一社会信用代码"), "code"),
    **dict.fromkeys(("行政区划", "所在区域", "属地", "所在镇村"), "region"),
    **dict.fromkeys(("详细地址", "位置", "所在位置"), "address"),
    **dict.fromkeys(("类别", "对象类别"), "kind"),
}
"""What the lists of offices call the same."""
_KNOWN = {plain(word): field for field, word in HEADINGS.items()} | {plain(w): f for w, f in _OTHERS.items()}
_IGNORED = frozenset({"序号", "合计"})
_LISTS = frozenset({"other_names", "distinct"})
_DAYS = frozenset({"since", "until"})


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
    """Everything that a workbook of things means for the register."""

    changes: tuple[Change, ...]
    refused: tuple[Refused, ...]
    remarks: tuple[Remark, ...]


@dataclass(frozen=True)
class _Sheet:
    """A sheet whose headings were found."""

    file: str
    name: str
    fields: Mapping[int, str]
    """By column."""
    hidden: Mapping[str, int]
    lines: tuple[Line, ...]


def changes(book: Book, things: Things, day: date) -> Changes:
    """What the workbook wants, as of `day`. Nothing is ever taken out by being left out."""
    found: list[Change] = []
    refused: list[Refused] = []
    remarks: list[Remark] = []
    seen: dict[str, Spot] = {}
    for grid in book.grids:
        if grid.state != "visible":
            continue
        sheet = _headed(book.file, grid)
        if sheet is None:
            if grid.lines:
                remarks.append(Remark(Spot(book.file, grid.name, 0), say("object.no-headings", sheet=grid.name)))
            continue
        for line in sheet.lines:
            change = _Row(sheet, line, things, day).read(refused, remarks)
            if change is None:
                continue
            first = seen.setdefault(change.thing, change.spot)
            if first != change.spot:
                why = say("object.row-twice", id=change.thing, row=first.cell)
                refused.append(Refused(change.spot, HEADINGS["id"], change.thing, why))
            elif change.differences or change.before is None:
                found.append(change)
    return Changes(tuple(found), tuple(refused), tuple(remarks))


def _headed(file: str, grid: Grid) -> _Sheet | None:
    for at, line in enumerate(grid.lines[:_AMONG]):
        words = {column: even(cell.text) for column, cell in line.cells.items()}
        known = [word for word in words.values() if plain(word) in _KNOWN]
        if len(known) >= _LEAST:
            hidden = {word: column for column, word in words.items() if word in {KEY, REVISION}}
            fields = {
                column: _KNOWN.get(plain(word)) or f"{ATTRIBUTE}{word}"
                for column, word in words.items()
                if word and word not in hidden and word not in _IGNORED
            }
            return _Sheet(file, grid.name, fields, hidden, grid.lines[at + 1 :])
    return None


@dataclass(frozen=True)
class _Row:
    """One row before the register."""

    sheet: _Sheet
    line: Line
    things: Things
    day: date

    def read(self, refused: list[Refused], remarks: list[Remark]) -> Change | None:
        """What the row wants; None for an empty one, one that nobody touched, and one that is refused."""
        said = {field: cell for column, field in self.sheet.fields.items() if (cell := self._cell(column)) is not None}
        key, revision = self._hidden(KEY), self._hidden(REVISION)
        if not said or (key and revision and self._is_untouched(said, revision)):
            return None
        thing_id = key or self._text(said, "id") or self._known_as(said)
        name = self._text(said, "name")
        if not thing_id or (key and self._text(said, "id") not in {"", key}):
            why = say("object.row-nameless") if not thing_id else say("object.fixed-id")
            refused.append(Refused(self._spot(), HEADINGS["id"], self._text(said, "id"), why))
            return None
        before = self.things.get(thing_id)
        if before is None and (key or not is_file_name(thing_id)):
            why = say("object.row-gone", id=thing_id) if key else say("object.unfit-id", id=thing_id)
            refused.append(Refused(self._spot(), HEADINGS["id"], thing_id, why))
            return None
        if before is not None and revision and revision != self._now(before):
            refused.append(Refused(self._spot(), HEADINGS["id"], thing_id, say("object.row-stale", id=thing_id)))
            return None
        values, differences = self._wanted(said, before, refused)
        if before is None:
            values = {"id": thing_id, "kind": self.sheet.name, **values, "name": name or thing_id}
        elif key:
            remarks += self._emptied(said, before)
        return Change(thing_id, before, values, tuple(differences), self._spot())

    def _known_as(self, said: Mapping[str, Cell]) -> str:
        """Of a row without an id: the thing of its code or name, where there is just one; else its name is its id."""
        for field in ("code", "name"):
            found = self.things.matching(self._text(said, field)) if self._text(said, field) else ()
            if len(found) == 1:
                return found[0].id
        return self._text(said, "name")

    def _wanted(
        self, said: Mapping[str, Cell], before: Thing | None, refused: list[Refused]
    ) -> tuple[dict[str, object], list[Difference]]:
        values: dict[str, object] = {}
        differences: list[Difference] = []
        for column, field in self.sheet.fields.items():
            if field not in said or field == "id":
                continue
            old = thingrows.text(before, field) if before is not None else ""
            try:
                new, value = self._read(field, said[field], before)
            except UnfitError as error:
                spot = self._spot(column)
                refused.append(Refused(spot, thingrows.heading(field), said[field].text, error.said))
                continue
            if new != even(old):
                values[field] = value
                differences.append(Difference(thingrows.heading(field), old, new))
        return values, differences

    def _read(self, field: str, cell: Cell, before: Thing | None) -> tuple[str, object]:
        """What a cell says, as text and as the value of its field. Raises UnfitError."""
        text = even(cell.text)
        if field in _DAYS:
            told = day_in(cell)
            return told, told or None
        if cell.kind in {"formula", "error", "picture", "flag"}:
            raise UnfitError(say(f"import.{cell.kind}"))
        if text in CLEARED:
            return "", None
        if field in _LISTS:
            words = tuple(part for part in text.replace("，", "、").replace(",", "、").split("、") if part.strip())
            return "、".join(words), words
        if field == "owners":
            return _owners(text, before, self.day)
        return text, text

    def _emptied(self, said: Mapping[str, Cell], before: Thing) -> Iterator[Remark]:
        for column, field in self.sheet.fields.items():
            if field not in said and (was := thingrows.text(before, field)):
                yield Remark(self._spot(column), say("import.empty", heading=thingrows.heading(field), was=was))

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
        return day_in(cell) if field in _DAYS else even(cell.text)
    except UnfitError:
        return cell.text


def _owners(text: str, before: Thing | None, day: date) -> tuple[str, object]:
    """Who watches over a thing by a cell: whoever it doesn't name any more has been replaced."""
    parts = ownerwords.parts(text)
    found = [ownerwords.told(part) for part in parts]
    if None in found:
        bad = next(part for part, one in zip(parts, found, strict=True) if one is None)
        raise UnfitError(say("object.bad-owner", found=bad))
    new = [one for one in found if one is not None]
    old = before.owners if before else ()
    roles = {plain(one.role) for one in new}
    ended = tuple(
        one.model_copy(update={"until": day}) if one.until is None and plain(one.role) not in roles else one
        for one in old
    )
    return ownerwords.BETWEEN.join(map(ownerwords.in_words, new)), ownerwords.succeeded(ended, new, day)


def told(change: Change) -> Said:
    """A change as one line."""
    kind = "object.row-new" if change.before is None else "object.row-changed"
    cells = tuple(
        say("object.difference", heading=one.heading, old=one.old or say("import.nothing-there"),
            new=one.new or say("import.nothing-there"))
        for one in change.differences
    )  # fmt: skip
    return say(kind, id=change.thing, cells=cells)
